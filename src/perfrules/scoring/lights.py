"""Lights (亮灯): what monitoring says during the year about progress, about words, about the budget."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction

from attrs import frozen

from perfrules.scoring.parse_settings import measured, misread, own_part
from perfrules.target import parse_quantity
from perfrules.target.render import text_of_values
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.fold import fold
from perfrules.value.interval import NOTHING, IntervalSet
from perfrules.value.quantity import Quantity
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction, Verdict

__all__ = ["Light", "LightRule", "ZeroPlan", "parse_gap", "parse_lights", "parse_zero_plan"]

WORDS = "文字"
"""The rows of a rule that go by the word that is reported."""
_RULE = re.compile(r"\s*(?:([^:<>≥≤=]+?)\s*:)?\s*(.+?)\s*")
_MONTH = re.compile(r"(.*?)\s*([0-9]{1,2})月")
_ENTRY = re.compile(r"(?:[\[(][^\[\]()]*[\])]|[^、,;])+")
_LIGHT = re.compile(r"\s*([^\s0-9≥≤<>=\[(]+)\s*(.*?)\s*")
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class ZeroPlan(Enum):
    """What a plan of nothing for a part of the year means, where the year's target is above zero."""

    NOT_APPLICABLE = "不适用"
    LITERAL = "照字面"


@frozen
class Light:
    """One light with what lights it: values of the progress, a verdict, or a word."""

    label: str
    condition: IntervalSet | Verdict | str

    def __str__(self) -> str:
        match self.condition:
            case IntervalSet() as values:
                return f"{self.label} {text_of_values(values, find_unit('%'))}"
            case Verdict() as verdict:
                return f"{self.label} {verdict.value}"
            case word:
                return self.label if word == self.label else f"{self.label} {word}"


@frozen
class LightRule:
    """The lights of some rows, from the worst on.

    `rows` is empty for all, `越小越好` or the like for a direction, `文字` for reported words, else a name as in 单列. With a
    `month` the value itself is looked at, from that month on; without one, the value as a share of what the time that has
    passed would bring.

    >>> rule = parse_lights("红 <60%、黄 <80%、绿 <120%、蓝 ≥120%")
    >>> [rule.light(Fraction(share, 100)) for share in (59, 60, 80, 120)]
    ['红', '黄', '绿', '蓝']
    """

    rows: str
    month: int | None
    lights: tuple[Light, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the lights in the order in which they are written."""
        return tuple(dict.fromkeys(one.label for one in self.lights))

    def light(self, found: Fraction | Verdict | str) -> str | None:
        """Return the light for a progress, a verdict or a word; `None` where the rule does not say."""
        for one in self.lights:
            condition = one.condition
            if isinstance(condition, IntervalSet):
                if isinstance(found, Fraction) and condition.contains(found):
                    return one.label
            elif condition == found:
                return one.label
        return None

    @property
    def of_progress(self) -> bool:
        """Tell whether the rule looks at values."""
        return any(isinstance(one.condition, IntervalSet) for one in self.lights)

    def __str__(self) -> str:
        rows = " ".join(filter(None, (self.rows, f"{self.month}月" if self.month else "")))
        return (f"{rows}：" if rows else "") + "、".join(map(str, self.lights))


def parse_lights(text: str) -> LightRule | tuple[Diagnostic, ...]:
    """Return what 亮灯 says: `红 <60%、黄 <80%、绿 ≥80%`, `越小越好：红 未达标、绿 达标`, `预算执行率 6月：预警 <40%、正常 ≥40%`."""
    folded = fold(text, markup=False)
    match = _RULE.fullmatch(folded.text)
    if match is None:
        return (misread("E712", folded),)
    rows, month = _rows(match[1] or "")
    lights: list[Light] = []
    covered = NOTHING
    for entry in _ENTRY.finditer(folded.text, match.start(2)):
        found = _LIGHT.fullmatch(entry[0])
        if found is None:
            return (misread("E712", folded, entry),)
        condition = _condition(found[1], found[2])
        if isinstance(condition, IntervalSet):
            own = own_part(condition, covered)
            if own is None:
                return (misread("E674", folded, entry),)
            covered, condition = covered | condition, own
        lights.append(Light(found[1], condition))
    if month is not None and not 1 <= month <= 12:
        return (misread("E712", folded),)
    return LightRule(rows, month, tuple(lights)) if lights else (misread("E712", folded),)


def _rows(text: str) -> tuple[str, int | None]:
    match = _MONTH.fullmatch(text.strip())
    return (text.strip(), None) if match is None else (match[1].strip(), int(match[2]))


def _condition(label: str, text: str) -> IntervalSet | Verdict | str:
    if not text:
        return label
    values = measured(text, find_unit("%").dimension)
    if values is not None:
        return values
    return _VERDICTS.get(text, text)


def parse_gap(text: str) -> Quantity | tuple[Diagnostic, ...]:
    """Return what 差距 says: percentage points."""
    folded = fold(text, markup=False)
    try:
        gap = parse_quantity(folded.text.strip())
    except PerfRulesError:
        return (misread("E672", folded, known="10个百分点"),)
    return gap if str(gap.unit) == "个百分点" and gap.number > 0 else (misread("E672", folded, known="10个百分点"),)


def parse_zero_plan(text: str) -> ZeroPlan | tuple[Diagnostic, ...]:
    """Return what 零计划 says."""
    folded = fold(text, markup=False)
    word = folded.text.strip()
    known = {one.value: one for one in ZeroPlan}
    return known[word] if word in known else (misread("E672", folded, known="、".join(known)),)


DIRECTIONS = frozenset(direction.value for direction in Direction)
