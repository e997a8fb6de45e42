"""A target table as a test expects it: plain texts, independent of how a reader finds them, and what differs between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from attrs import NOTHING, evolve, field, fields_dict, frozen

from perfrules import TargetTable
from perfrules.table import Amount

__all__ = ["FundModel", "IndicatorModel", "TableModel", "differences", "exact", "folded", "model_of", "without"]

_NONE: Mapping[str, str] = MappingProxyType({})
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")


@frozen
class FundModel:
    """A line of the funds: its labels from the outside in, its amounts as printed by column."""

    path: tuple[str, ...]
    amounts: Mapping[str, str] = field(factory=dict, hash=False)


@frozen
class IndicatorModel:
    """An indicator with everything that a form may print beside it."""

    level1: str
    level2: str
    name: str
    targets: Mapping[str, str] = field(factory=dict, hash=False)
    task: str = ""
    weight: str = ""
    actual: str = ""
    score: str = ""
    reason: str = ""
    forecast: str = ""
    likelihood: str = ""
    others: Mapping[str, str] = field(default=_NONE, hash=False)


@frozen
class TableModel:
    """A whole form; `fields` are the labelled cells of its head other than those that have a name here, `notes` those below its rows.

    `unit_label` is the label that the unit's name is printed with.
    """

    title: str
    year: int | None = None
    unit_name: str = ""
    project_name: str = ""
    duties: str = ""
    staff: str = ""
    fields: Mapping[str, str] = field(default=_NONE, hash=False)
    fund_unit: str = ""
    funds: tuple[FundModel, ...] = ()
    goals: Mapping[str, str] = field(default=_NONE, hash=False)
    outcomes: Mapping[str, str] = field(default=_NONE, hash=False)
    indicators: tuple[IndicatorModel, ...] = ()
    total: str = ""
    remarks: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default=_NONE, hash=False)
    total_weight: str = ""
    unit_label: str = "单位名称"


def folded(label: str) -> str:
    """Return a label without blanks, brackets, a colon at its end and differences of width, as a person compares labels.

    >>> folded("全年 预算数（万元）：")
    '全年预算数'
    """
    plain = "".join(normalize("NFKC", label).split())
    return (_BRACKETS.sub("", plain) or plain).rstrip(":")


def exact(text: str) -> Fraction | None:
    """Return the number that a printed amount is, None where it is none: the test's own reading.

    >>> [exact(text) for text in ("1,234.50", "97.5%", "—")]
    [Fraction(2469, 2), Fraction(39, 40), None]
    """
    plain = normalize("NFKC", text).strip()
    percent = plain.endswith("%")
    found = _NUMBER.fullmatch(plain.removesuffix("%"))
    if found is None:
        return None
    value = Fraction(found[0].replace(",", ""))
    return value / 100 if percent else value


def without(model: TableModel, parts: tuple[str, ...]) -> TableModel:
    """Return the model as a form prints it that has no place for `parts`: `goals`, `funds`, `indicators.task`, `others.评分标准` …"""
    empty: dict[str, Any] = {name: "" if spec.default is NOTHING else spec.default for name, spec in fields_dict(TableModel).items()}
    blank: dict[str, Any] = {name: "" if spec.default is NOTHING else spec.default for name, spec in fields_dict(IndicatorModel).items()}
    rows = [part.removeprefix("indicators.") for part in parts if part.startswith("indicators.")]
    indicators = tuple(evolve(one, **{row: blank[row] for row in rows}) for one in model.indicators)
    return evolve(evolve(model, indicators=indicators), **{part: empty[part] for part in parts if "." not in part})


def model_of(table: TargetTable) -> TableModel:
    """Return what was read in the shape of a model."""
    named = {table.unit_name, table.project_name, table.duties, table.staff}
    return TableModel(
        title=table.title,
        year=table.year,
        unit_name=table.unit_name,
        project_name=table.project_name,
        duties=table.duties,
        staff=table.staff,
        fields={
            folded(label): text for label, text in table.fields.items() if text not in named and folded(label) not in ("年度", "预算年度")
        },
        fund_unit=next((line.unit for line in table.funds), ""),
        funds=tuple(FundModel(line.path, {name: _shown(amount) for name, amount in line.amounts.items()}) for line in table.funds),
        goals=dict(table.goals),
        outcomes=dict(table.outcomes),
        indicators=tuple(
            IndicatorModel(
                level1=one.level1,
                level2=one.level2,
                name=one.name,
                targets={period: cell.text for period, cell in one.targets.items()},
                task=one.task,
                weight="" if one.weight is None else _shown(one.weight),
                actual=one.actual,
                score=one.score,
                reason=one.reason,
                forecast=one.forecast,
                likelihood=one.likelihood,
                others={folded(label): text for label, text in one.others.items() if text},
            )
            for one in table.indicators
        ),
        total="" if table.total is None else _shown(table.total),
        remarks=table.remarks,
    )


def _shown(amount: Amount) -> str:
    """Return a number as written, marked where its exact value is not the one that is written."""
    return amount.text if amount.value == exact(amount.text) else f"{amount.text} 读作 {amount.value}"


def differences(expected: TableModel, read: TableModel, *, joined: bool = False) -> list[str]:
    """Return what differs, one sentence each; where `joined`, blanks and line breaks within texts do not count."""
    wanted, found = dict(_leaves(expected)), dict(_leaves(read))
    lines: list[str] = []
    for path in [*wanted, *(path for path in found if path not in wanted)]:
        left, right = wanted.get(path, "（没有）"), found.get(path, "（没有）")
        if left == right or (joined and _squeezed(left) == _squeezed(right)):
            continue
        lines.append(f"{path}: 应为 {_clipped(left)}，读到 {_clipped(right)}")
    return lines


def _leaves(model: TableModel) -> Iterator[tuple[str, str]]:
    for name in ("title", "year", "unit_name", "project_name", "duties", "staff", "fund_unit", "total"):
        yield name, str(getattr(model, name) or "")
    weights = {"总分:分值": model.total_weight} if model.total_weight else {}
    for name, texts in (("fields", {**model.fields, **model.notes, **weights}), ("goals", model.goals), ("outcomes", model.outcomes)):
        for label, text in texts.items():
            yield f"{name}[{label}]", text
    yield "remarks", " ¶ ".join(model.remarks)
    yield "funds", f"{len(model.funds)} 行"
    for number, line in enumerate(model.funds, 1):
        yield f"funds[{number}].path", " › ".join(line.path)
        for column, amount in line.amounts.items():
            if amount:
                yield f"funds[{number}]（{line.path[-1]}）.{column}", amount
    yield "indicators", f"{len(model.indicators)} 行"
    for number, one in enumerate(model.indicators, 1):
        at = f"indicators[{number}]"
        for name in ("level1", "level2", "task", "name", "weight", "actual", "score", "reason", "forecast", "likelihood"):
            yield f"{at}.{name}", getattr(one, name)
        for period, text in one.targets.items():
            yield f"{at}.targets[{period}]", text
        for label, text in one.others.items():
            yield f"{at}.others[{label}]", text


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _clipped(text: str) -> str:
    return repr(text if len(text) <= 120 else f"{text[:80]}…{text[-30:]}")
