"""Checks across years: targets against what was reached before, targets that never move, and the base that a table states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfrules.evaluation.criterion import Criterion
from perfrules.reviewing.checks.matching import Index, index_of, names_of
from perfrules.reviewing.checks.weighing import is_bare
from perfrules.reviewing.context import Context, ReviewRow
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.words import review_words
from perfrules.table import Cell, Indicator, TargetTable
from perfrules.target import Target, parse_target
from perfrules.target.body import Every, Measure
from perfrules.text.errors import PerfRulesError
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit, comparable
from perfrules.value.verdict import Direction

__all__ = ["findings"]

_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_DECIMALS = re.compile(r"\.(\d+)")
_PERIODS = ("全年", "年度")
_NATURAL = (Fraction(0), Fraction(1))


@frozen(eq=False)
class _Before:
    """A table of a year before, its rows by name, and how the year is called."""

    table: TargetTable
    rows: Index
    label: str

    def find(self, context: Context, row: Indicator) -> Indicator | None:
        """Return the same indicator in that year."""
        return self.rows.find(row, names_of(row, context.ruleset))


@frozen
class _Point:
    """One number with its unit: in base units, and as it was written."""

    base: Fraction
    unit: Unit
    text: str

    def in_unit(self, unit: Unit) -> Fraction | None:
        """Return the number in base units of another unit, a bare one counting in it; None where the two do not compare."""
        if self.unit.dimension == unit.dimension:
            return self.base
        if self.unit.is_bare and not self.unit.symbol:
            return None if unit.is_ratio and 0 < abs(self.base) <= 1 else self.base * unit.factor
        return self.base if unit.count and comparable(unit, self.unit) is not None else None


def findings(context: Context) -> Iterator[Finding]:
    """Yield what earlier tables say against the targets of this one."""
    if not context.earlier or not context.makes("Y01", "Y02", "Y03"):
        return
    before = [_Before(table, index_of(table), _label(context.table, table, number)) for number, table in enumerate(context.earlier)]
    for row in context.rows:
        yield from _below(context, row, before[0])
        yield from _unchanged(context, row, before)
        if _is_last_year(context.table, before[0].table):
            yield from _base(context, row, before[0])


def _label(table: TargetTable, before: TargetTable, number: int) -> str:
    """Return how an earlier year is called: by its number where that is known."""
    if before.year is None and table.year is not None and number == 0:
        return str(table.year - 1)
    return str(before.year or "—")


def _is_last_year(table: TargetTable, before: TargetTable) -> bool:
    return table.year is None or before.year is None or before.year == table.year - 1


@lru_cache(maxsize=4096)
def _point(text: str) -> _Point | None:
    """Return the one number that an actual value says; None for words, ranges and what cannot be read."""
    if is_bare(text):
        return None
    try:
        body = parse_target(text).body
    except PerfRulesError:
        return None
    if not isinstance(body, Measure):
        return None
    point = body.values.the_point
    return None if point is None else _Point(point, body.unit, text.strip())


def _year_cell(row: Indicator) -> tuple[str, Cell] | None:
    """Return the target of the year."""
    return next(((period, row.targets[period]) for period in _PERIODS if period in row.targets), None) or next(
        iter(row.targets.items()) if len(row.targets) == 1 else iter(()), None
    )


def _below(context: Context, row: ReviewRow, last: _Before) -> Iterator[Finding]:
    """Yield a target that asks for less than was reached the year before (Y01)."""
    held = _year_cell(row.indicator) if context.makes("Y01") else None
    criterion = None if held is None else row.criterion(held[0])
    if held is None or criterion is None or (bound := _bound(criterion)) is None:
        return
    known = last.find(context, row.indicator)
    reached = None if known is None else _point(known.actual)
    body = criterion.target.body
    if known is None or reached is None or not isinstance(body, Measure):
        return
    base = _meant(reached, known, body.unit)
    if base is None or base == bound or (base > bound) is not (criterion.direction is Direction.HIGHER):
        return
    fields = {"target": held[1].text, "year": last.label, "actual": reached.text, "difference": _written(abs(base - bound), body.unit)}
    yield context.find_in(row, "Y01", held[1].where, expected=reached.text, found=held[1].text, fields=fields)


def _bound(criterion: Criterion) -> Fraction | None:
    """Return the value from which a target is met, where it has one in its direction."""
    if criterion.required is None or not isinstance(criterion.target.body, Measure):
        return None
    if criterion.direction is Direction.HIGHER:
        return criterion.required.low
    return criterion.required.high if criterion.direction is Direction.LOWER else None


def _meant(reached: _Point, known: Indicator, unit: Unit) -> Fraction | None:
    """Return an actual value on the axis of a target of another year: a bare one counts in the unit of its own target."""
    if reached.unit.is_bare and not reached.unit.symbol:
        own = _year_cell(known)
        body = None if own is None or own[1].target is None else own[1].target.body
        if isinstance(body, Measure) and not body.unit.is_bare:
            base = reached.in_unit(body.unit)
            return None if base is None else _Point(base, body.unit, reached.text).in_unit(unit)
    return reached.in_unit(unit)


def _written(base: Fraction, unit: Unit) -> str:
    """Return a difference in a unit; that of two percentages is in 个百分点."""
    symbol = "个百分点" if unit.symbol == "%" else unit.symbol
    return f"{write_number(base / unit.factor)}{symbol}"


def _unchanged(context: Context, row: ReviewRow, before: Sequence[_Before]) -> Iterator[Finding]:
    """Yield a number that has been the target for years (Y02); none at the natural end of its scale (100%, 0)."""
    held = _year_cell(row.indicator) if context.makes("Y02") else None
    target = None if held is None else held[1].target
    if held is None or target is None or not isinstance(target.body, Measure):
        return
    least = context.number("Y02", "年数")
    if len(before) + 1 < least or _is_natural(target):
        return
    years = 1
    for one in before:
        known = one.find(context, row.indicator)
        cell = None if known is None else _year_cell(known)
        if cell is None or cell[1].target != target:
            break
        years += 1
    if years >= least:
        fields = {"target": held[1].text, "years": str(years), "year": before[years - 2].label}
        yield context.find_in(row, "Y02", held[1].where, found=held[1].text, fields=fields)


def _is_natural(target: Target) -> bool:
    body = target.body
    assert isinstance(body, Measure)
    ends = _NATURAL if body.unit.is_ratio else _NATURAL[:1]
    return all(edge in ends for edge in body.values.boundaries())


def _base(context: Context, row: ReviewRow, last: _Before) -> Iterator[Finding]:
    """Yield a base that the table states and that is not what was reached the year before (Y03)."""
    stated = list(_stated(context, row.indicator)) if context.makes("Y03") else []
    known = last.find(context, row.indicator) if stated else None
    reached = None if known is None else _point(known.actual)
    if known is None or reached is None:
        return
    for text, where in stated:
        said = _point(text)
        if said is None:
            continue
        unit = said.unit if not said.unit.is_bare else reached.unit
        left, right = said.in_unit(unit), _meant(reached, known, unit)
        if left is None or right is None or _same(left, right, unit, (said.text, reached.text)):
            continue
        fields = {"stated": said.text, "year": last.label, "actual": reached.text, "difference": _written(abs(left - right), unit)}
        yield context.find_in(row, "Y03", where, expected=reached.text, found=said.text, fields=fields)


def _stated(context: Context, row: Indicator) -> Iterator[tuple[str, str]]:
    """Yield what a row says was reached the year before, with its place: a column for it, or the base inside of the target."""
    for heading, text in row.others.items():
        if review_words().meaning("上年栏", heading):
            yield text, row.places.get(heading) or row.where
    held = _year_cell(row)
    if held is None or held[1].target is None:
        return
    cell, target = held[1], held[1].target
    for note in cell.diagnostics:
        if note.code == "N228":
            yield str(note.args["base"]), cell.where
    for part in target.body.parts if isinstance(target.body, Every) else ():
        if _is_of_last_year(part.label, context.table.year):
            yield str(Target(part.body)), cell.where


def _is_of_last_year(label: str, year: int | None) -> bool:
    found = _YEAR.match(label)
    if found is not None:
        return year is not None and int(found[1]) == year - 1
    return review_words().meaning("上年词", label) is not None


def _same(left: Fraction, right: Fraction, unit: Unit, texts: tuple[str, str]) -> bool:
    """Tell whether two numbers are the same to the decimals of the one that is written with fewer."""
    places = min(len(found[1]) if (found := _DECIMALS.search(text)) else 0 for text in texts)
    whole = all(_DECIMALS.search(text) is None for text in texts)
    if whole:
        return left == right
    return abs(left - right) <= Fraction(1, 2 * 10**places) * unit.factor
