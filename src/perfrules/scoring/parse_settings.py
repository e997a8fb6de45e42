"""Reading what holds for a whole table: 舍入, 缺失, 不适用, 等级, 上限."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction

from perfrules.scoring.settings import Ceilings, Grades, Missing, NotApplicable, Rounding
from perfrules.target import parse_target
from perfrules.target.body import Measure
from perfrules.target.render import text_of_values
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.fold import Folded, fold
from perfrules.value.interval import NOTHING, IntervalSet
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.unit_table import find_unit

__all__ = [
    "measured",
    "misread",
    "own_part",
    "parse_ceilings",
    "parse_grades",
    "parse_missing",
    "parse_not_applicable",
    "parse_rounding",
]

_ROUNDING = re.compile(r"\s*(?:每项)?\s*([0-9])\s*位(?:小数)?(?:\s*[,、;]\s*总分\s*([0-9])\s*位(?:小数)?)?\s*")
_ENTRY = re.compile(r"(?:[\[(][^\[\]()]*[\])]|[^、,;])+")
_GRADE = re.compile(r"\s*([^\s0-9≥≤<>=\[(]+)\s*(.+?)\s*")
_CEILING = re.compile(r"\s*([^\s0-9≥≤<>=\[(]*)\s*(.+?)\s*至多\s*([0-9]+(?:\.[0-9]+)?)\s*分\s*")
_POINTS = find_unit("分")


def parse_missing(text: str) -> Missing | tuple[Diagnostic, ...]:
    """Return what 缺失 says."""
    return _one_of(Missing, text)  # type: ignore[return-value]


def parse_not_applicable(text: str) -> NotApplicable | tuple[Diagnostic, ...]:
    """Return what 不适用 says."""
    return _one_of(NotApplicable, text)  # type: ignore[return-value]


def _one_of(kind: type[Enum], text: str) -> Enum | tuple[Diagnostic, ...]:
    folded = fold(text, markup=False)
    word = folded.text.strip()
    if word in (one.value for one in kind):
        return kind(word)
    return (misread("E672", folded, known="、".join(one.value for one in kind)),)


def parse_rounding(text: str) -> Rounding | tuple[Diagnostic, ...]:
    """Return what 舍入 says: `每项 2位`, `每项 2位，总分 0位`."""
    folded = fold(text, markup=False)
    match = _ROUNDING.fullmatch(folded.text)
    return Rounding(int(match[1]), int(match[2]) if match[2] else None) if match else (misread("E672", folded, known="每项 2位，总分 0位"),)


def parse_grades(text: str) -> Grades | tuple[Diagnostic, ...]:
    """Return what 等级 says: `优 ≥90分、良 ≥80分 …`; each ≥ band ends where the one before begins, and nothing may be left out.

    The marks that no grade has are proposed as text.

    >>> parse_grades("优 ≥90分、差 <80分")[0].args["band"]
    '[80,90)分'
    """
    folded = fold(text, markup=False)
    bands: list[tuple[str, IntervalSet]] = []
    covered = NOTHING
    for entry in _ENTRY.finditer(folded.text):
        match = _GRADE.fullmatch(entry[0])
        values = None if match is None else measured(match[2], _POINTS.dimension)
        if match is None or values is None:
            return (misread("E673", folded, entry),)
        own = own_part(values, covered)
        if own is None or match[1] in dict(bands):
            return (misread("E674", folded, entry),)
        bands.append((match[1], own))
        covered = covered | values
    gap = IntervalSet.at_least(Fraction(0)) - covered
    if not gap.is_empty:
        return (misread("E675", folded, band=text_of_values(gap, _POINTS)),)
    return Grades(tuple(sorted(bands, key=lambda band: band[1].low or Fraction(0), reverse=True)))


def parse_ceilings(text: str) -> Ceilings | tuple[Diagnostic, ...]:
    """Return what 上限 says: `执行率 <50% 至多 59分、<60% 至多 69分`; the name stands once, in front."""
    folded = fold(text, markup=False)
    name, unit = "", NO_UNIT
    bands: list[tuple[IntervalSet, Fraction]] = []
    covered = NOTHING
    for entry in _ENTRY.finditer(folded.text):
        match = _CEILING.fullmatch(entry[0])
        values = None if match is None else measured(match[2], None)
        if match is None or values is None or (not name and not match[1]) or (name and match[1] not in ("", name)):
            return (misread("E676", folded, entry),)
        name, unit = name or match[1], _unit_of(match[2])
        own = own_part(values, covered)
        if own is None:
            return (misread("E674", folded, entry),)
        bands.append((own, Fraction(match[3])))
        covered = covered | values
    return Ceilings(name, tuple(bands), unit) if bands else (misread("E676", folded),)


def _unit_of(text: str) -> Unit:
    """Return the unit of a text that measures."""
    body = parse_target(text).body
    return body.unit if isinstance(body, Measure) else NO_UNIT


def own_part(values: IntervalSet, covered: IntervalSet) -> IntervalSet | None:
    """Return what is left for a band by those before it; `None` where nothing is, or where both of its bounds are written and overlap."""
    own = values - covered
    nested = any(one.low is None or one.high is None for one in values)
    return None if own.is_empty or (own != values and not nested) else own


def measured(text: str, dimension: object) -> IntervalSet | None:
    """Return the values that a text means, if it measures in a dimension or gives bare numbers."""
    try:
        body = parse_target(text).body
    except PerfRulesError:
        return None
    if not isinstance(body, Measure) or (dimension is not None and body.unit.dimension not in (dimension, ())):
        return None
    return body.values


def misread(code: str, folded: Folded, entry: re.Match[str] | None = None, **args: str) -> Diagnostic:
    """Return a diagnostic of one entry, or of the whole text."""
    start, end = entry.span() if entry is not None else (0, len(folded.text))
    part = folded.text[start:end]
    end = start + len(part.rstrip())
    start = min(end, start + len(part) - len(part.lstrip()))
    return Diagnostic(code, {"found": part.strip(), **args}, folded.written, folded.span(start, end))
