"""The model of a ruleset (规则集): what its lines mean together, with everything inherited in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from attrs import field, frozen

from perfrules.formula import Formula
from perfrules.ruleset.validity import ALWAYS, Validity
from perfrules.scoring import Ceilings, Grades, Missing, NotApplicable, Policy, Rounding, Scale
from perfrules.target import Target
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.quantity import Quantity
from perfrules.value.unit import Unit
from perfrules.value.verdict import Direction, Verdict

if TYPE_CHECKING:
    from perfrules.scoring import LightRule, ZeroPlan

__all__ = [
    "Alteration",
    "Case",
    "Check",
    "Dated",
    "Datum",
    "Expected",
    "Indicator",
    "Model",
    "Parameter",
    "Path",
    "Place",
    "PolicySet",
    "Provenance",
    "ReviewSetting",
    "Section",
    "Special",
    "covers",
]

T = TypeVar("T")
Path = tuple[str, ...]
"""The names from the first level down to a section or an indicator."""


class Place(NamedTuple):
    """A line of a file of rules."""

    source: str
    line: int

    @property
    def brief(self) -> str:
        """Return the place without folders."""
        return f"{PurePath(self.source).name}:{self.line}"

    def __str__(self) -> str:
        return f"{self.source}:{self.line}"


class Provenance(NamedTuple):
    """Where a fact comes from (依据), and whether the wording was checked (已核, 待核 or nothing said)."""

    source: str = ""
    status: str = ""


NO_SOURCE = Provenance()
_FULL_WIDTH = {",": "，", ":": "：", ";": "；"}
_MARK = re.compile(r"[\[(][^\[\]()]*[\])]|[,:;]")
"""Marks that are written wide, but for those inside an interval such as `[80,90)`."""


class Dated(NamedTuple, Generic[T]):
    """A value as written, with what it means in each stretch of time: parameters in it may change."""

    text: str
    values: tuple[tuple[Validity, T], ...]

    def at(self, day: date | None) -> T | None:
        """Return the value of a day; without a day the latest one."""
        if day is None:
            return self.values[-1][1] if self.values else None
        return next((value for validity, value in self.values if validity.holds(day)), None)


@frozen
class Datum:
    """A named number that formulas use, in one unit; a formula may give it."""

    name: str
    unit: Unit
    place: Place
    formula: Formula | None = None
    aliases: tuple[str, ...] = ()
    provenance: Provenance = NO_SOURCE
    note: str = ""


@frozen
class Parameter:
    """A named number with a value for each stretch of time, the latest last."""

    name: str
    unit: Unit
    values: tuple[tuple[Validity, Quantity], ...]
    place: Place
    provenance: Provenance = NO_SOURCE
    note: str = ""

    def at(self, day: date | None) -> Quantity | None:
        """Return the value of a day; without a day the latest one."""
        if day is None:
            return self.values[-1][1]
        return next((value for validity, value in reversed(self.values) if validity.holds(day)), None)


def covers(names: Iterable[str], path: Path) -> bool:
    """Tell whether rows of certain names mean an indicator: its own name ends in one, or a level above it has one.

    >>> [covers(["满意度"], path) for path in (("产出", "企业满意度"), ("满意度指标", "好评率"), ("产出", "满意度调查次数"))]
    [True, True, False]
    """
    return any(path[-1].endswith(name) or any(name in level for level in path[:-1]) for name in names)


class Special(NamedTuple):
    """A policy for rows of certain names (单列): those whose own name ends in one of them, or that stand below a level that has it."""

    names: tuple[str, ...]
    policy: Dated[Policy]

    def covers(self, path: Path) -> bool:
        """Tell whether an indicator is scored by this policy."""
        return covers(self.names, path)

    def __str__(self) -> str:
        return f"{'、'.join(self.names)}：{self.policy.text}"


@frozen
class PolicySet:
    """How marks follow: for numbers, for words, for rows of their own, with rounding, and how the total is made up.

    `None` is not said. `special` holds the policies for rows of certain names, the first that fits counts.
    """

    name: str = ""
    policy: Dated[Policy] | None = None
    qualitative: Dated[Policy] | None = None
    special: tuple[Special, ...] = ()
    rounding: Rounding | None = None
    missing: Missing | None = None
    not_applicable: NotApplicable | None = None
    grades: Grades | None = None
    ceilings: Ceilings | None = None
    lights: tuple[LightRule, ...] = ()
    gap: Quantity | None = None
    zero_plan: ZeroPlan | None = None
    aliases: tuple[str, ...] = ()
    place: Place | None = None
    provenance: Provenance = NO_SOURCE
    note: str = ""

    @property
    def parts(self) -> Mapping[str, Any]:
        """Return what is said, by head word; rows of their own by the names that they are for."""
        found = {
            "计分": self.policy,
            "定性": self.qualitative,
            **{f"单列 {'、'.join(one.names)}": one.policy for one in self.special},
            "舍入": self.rounding,
            "缺失": self.missing,
            "不适用": self.not_applicable,
            "等级": self.grades,
            "上限": self.ceilings,
            **{f"亮灯 {number}": one for number, one in enumerate(self.lights, 1)},
            "差距": self.gap,
            "零计划": self.zero_plan,
        }
        return {word: value for word, value in found.items() if value is not None}

    @property
    def lines(self) -> Mapping[str, str]:
        """Return what is said as it was written, by head word."""
        said = {word: str(getattr(value, "text", getattr(value, "value", value))) for word, value in self.parts.items()}
        return {word: _MARK.sub(lambda mark: _FULL_WIDTH.get(mark[0], mark[0]), text) for word, text in said.items()}


@frozen
class Section:
    """A level above indicators: 一级指标, 二级指标 or 重点工作."""

    path: Path
    level: str
    place: Place
    weight: Fraction | None = None
    policy: Dated[Policy] | None = None
    applies: Formula | None = None
    provenance: Provenance = NO_SOURCE
    note: str = ""

    @property
    def name(self) -> str:
        """Return the last name of the path."""
        return self.path[-1]


@frozen
class Indicator:
    """An indicator: targets by period, and how its actual value is made, read and scored."""

    path: Path
    place: Place
    weight: Fraction | None = None
    targets: Mapping[str, Dated[Target]] = field(factory=dict)
    direction: Direction | None = None
    formula: Formula | None = None
    policy: Dated[Policy] | None = None
    applies: Formula | None = None
    validity: Validity = ALWAYS
    aliases: tuple[str, ...] = ()
    evidence: str = ""
    note: str = ""
    provenance: Provenance = NO_SOURCE

    @property
    def name(self) -> str:
        """Return the last name of the path."""
        return self.path[-1]


@frozen
class Check:
    """What must hold between data, and what is said where it does not."""

    name: str
    condition: Formula
    place: Place
    severity: str = "错误"
    message: str = ""
    validity: Validity = ALWAYS
    provenance: Provenance = NO_SOURCE
    note: str = ""


@frozen
class ReviewSetting:
    """How one check of a review is set (审核): `weight` is 错误, 警告, 提示 or 关闭, empty where it stays as it is."""

    code: str
    weight: str = ""
    values: Mapping[str, str] = field(factory=dict, hash=False)


class Expected(NamedTuple):
    """What a case expects of one name: a verdict, or a word (得分 …) with its value."""

    name: str
    verdict: Verdict | None
    clauses: tuple[tuple[str, str], ...]
    line: int


@frozen
class Case:
    """A test case of the file itself: facts in, verdicts and marks out."""

    name: str
    place: Place
    period: str = ""
    day: date | None = None
    given: tuple[tuple[str, str, int], ...] = ()
    expected: tuple[Expected, ...] = ()


class Alteration(NamedTuple):
    """A recorded change of something inherited: what, from, to, and why; `after` is empty where it was removed."""

    name: str
    before: str
    after: str
    reason: str
    place: Place


@frozen
class Model:
    """A ruleset with all that it inherits; nothing in it refers to lines any more, except to say where it stands.

    `sources` has the provenance of scales and units, by their name.
    """

    title: str
    version: str = ""
    source: str = ""
    validity: Validity = ALWAYS
    parents: tuple[tuple[str, str], ...] = ()
    full_marks: Fraction | None = None
    equal: str = ""
    policy: PolicySet = field(factory=PolicySet)
    units: Mapping[str, Unit] = field(factory=dict)
    scales: Mapping[str, Scale] = field(factory=dict)
    data: Mapping[str, Datum] = field(factory=dict)
    parameters: Mapping[str, Parameter] = field(factory=dict)
    policies: Mapping[str, PolicySet] = field(factory=dict)
    sections: Mapping[Path, Section] = field(factory=dict)
    indicators: Mapping[Path, Indicator] = field(factory=dict)
    checks: Mapping[str, Check] = field(factory=dict)
    cases: tuple[Case, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    provenance: Provenance = NO_SOURCE
    note: str = ""
    notes: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Provenance] = field(factory=dict)
    review: Mapping[str, ReviewSetting] = field(factory=dict)
