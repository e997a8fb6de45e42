"""The target table (绩效目标表) as data: what the form says, each cell with its place."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from attrs import field, frozen

from perfrules.target import Target
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Amount", "Cell", "FundLine", "Indicator", "TargetTable"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


@frozen
class Cell:
    """One target value (指标值) of a form: its text as a person sees it, and what it means.

    `target` is None where the cell is empty or cannot be read; `diagnostics` then says why. They also hold
    the notes of what was assumed while reading. `where` is a place like `第50行第4列`.
    """

    text: str
    target: Target | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    where: str = ""


@frozen
class Amount:
    """A number of a form as written and exactly: money in the unit of its line, or the points of a weight.

    `value` is None where the cell says that there is nothing, or cannot be read.
    """

    text: str
    value: Fraction | None = None
    where: str = ""


@frozen
class FundLine:
    """One line of the funds (资金): the labels from the outside in, and its amounts by column heading.

    `unit` is the money unit of the form (`万元`), empty where the form names none.
    """

    path: tuple[str, ...]
    amounts: Mapping[str, Amount] = field(hash=False)
    unit: str = ""
    where: str = ""
    line: int = 0


@frozen
class Indicator:
    """One third-level indicator (三级指标) with its place in the tree and its target values by period.

    Periods are named as the form names them: `半年`, `全年`, or `年度` where a form has one column.
    `task` is the key task (重点工作), `level2` under 履职 the duty; both may be empty. `forecast` and `likelihood` are those of a
    monitoring form (全年预计完成情况, 完成目标可能性). `others` holds the columns without a meaning of their own by their headings
    (指标解释, 评分标准 …), so that nothing is lost. `places` says where a cell stands: by `名称`, `分值`, `实际`, `得分`, `原因`, `预计`,
    `可能性` and by the headings of `others`; those of the targets are in `targets`.
    """

    level1: str
    level2: str
    task: str
    name: str
    targets: Mapping[str, Cell] = field(hash=False)
    weight: Amount | None = None
    actual: str = ""
    score: str = ""
    reason: str = ""
    where: str = ""
    line: int = 0
    forecast: str = ""
    likelihood: str = ""
    others: Mapping[str, str] = field(default=_NOTHING, hash=False)
    places: Mapping[str, str] = field(default=_NOTHING, hash=False)


@frozen
class TargetTable:
    """One target table: its head, its prose, its money and its indicators.

    `goals` maps `中长期` and `年度` to their text, `outcomes` to what became of them (实际完成情况); `fields` has every labelled cell of
    the head (主管部门, 项目期 …) by its label. `places` says where goals, fields and the title stand, by the same keys (`标题` for the
    title, `年度完成情况` for what became of a goal). `total` is the total of the marks (总分) of a filled-in self-evaluation.
    `remarks` are texts that belong to no part (notes below the table …). `diagnostics` holds what was wrong or noted anywhere in it.
    """

    unit_name: str = ""
    project_name: str = ""
    title: str = ""
    year: int | None = None
    duties: str = ""
    staff: str = ""
    funds: tuple[FundLine, ...] = ()
    goals: Mapping[str, str] = field(default=_NOTHING, hash=False)
    indicators: tuple[Indicator, ...] = ()
    total: Amount | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    source: str = ""
    outcomes: Mapping[str, str] = field(default=_NOTHING, hash=False)
    fields: Mapping[str, str] = field(default=_NOTHING, hash=False)
    places: Mapping[str, str] = field(default=_NOTHING, hash=False)
    remarks: tuple[str, ...] = ()
