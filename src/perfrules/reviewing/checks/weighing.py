"""Weights of a table: what its rows, its levels and the line of the budget are worth, in points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from unicodedata import normalize

from attrs import evolve, frozen

from perfrules.evaluation.totals import Marks, added
from perfrules.reviewing.context import Context, ReviewRow
from perfrules.reviewing.words import review_words
from perfrules.table import FundLine, Indicator, TargetTable
from perfrules.table.amount import read_amount
from perfrules.table.form import Kind, fold_label, form
from perfrules.table.grid import Place
from perfrules.table.place import Position, position_of

__all__ = ["Book", "Level", "book_of", "budget_line", "is_bare", "place_in", "place_of", "points", "weigh"]

_HUNDRED = Fraction(100)
_PRINTED = re.compile(r"[(\[【]\s*(\d{1,4}(?:\.\d{1,4})?)\s*(分|%)?\s*[)\]】]\s*$|(\d{1,4}(?:\.\d{1,4})?)\s*分\s*$")
_LEAST_BARE = 10
"""A number in brackets without 分 is a weight from here on; a smaller one may count something else: 产出指标(2)."""
_NUMBERED = re.compile(r"[\s_.#-]*\d{1,2}$")


@frozen(eq=False, slots=False)
class Level:
    """A first or second level with its rows: the weight that the form prints for it, and the sum of what stands below."""

    name: str
    family: str
    rows: tuple[ReviewRow, ...]
    printed: Fraction | None
    parts: tuple[tuple[str, Fraction], ...]
    is_complete: bool
    below: tuple[Level, ...] = ()

    @cached_property
    def total(self) -> Fraction:
        """Return the sum of the parts."""
        return added(Marks(weight, weight) for _, weight in self.parts).low

    @property
    def weight(self) -> Fraction:
        """Return the weight: as printed, else the sum of the parts."""
        return self.total if self.printed is None else self.printed


@frozen(eq=False)
class Book:
    """All weights of a table: those of its rows in points, its first levels, and the weight of the budget where the form has one.

    `lacking` are the rows that should have a weight and have none above zero.
    """

    weights: Mapping[int, Fraction]
    levels: tuple[Level, ...]
    lacking: tuple[ReviewRow, ...]
    budget: Fraction | None
    is_weighted: bool
    is_relative: bool


@lru_cache(maxsize=4096)
def points(text: str) -> Fraction | None:
    """Return the points that a cell says, a percentage as points of a hundred; None where it says none.

    >>> str(points("12.5分")), str(points("20%")), points("优")
    ('25/2', '20', None)
    """
    amount = read_amount(Place(text.strip(), 0, 0), "分")
    if amount is None or amount.value is None:
        return None
    return amount.value * _HUNDRED if normalize("NFKC", text).rstrip().endswith("%") else amount.value


@lru_cache(maxsize=1024)
def _printed(label: str) -> Fraction | None:
    """Return the weight that a label of a level prints (产出指标（50分）)."""
    found = _PRINTED.search(normalize("NFKC", label))
    if found is None:
        return None
    number = Fraction(found[1] or found[3])
    return number if found[2] or found[3] or number >= _LEAST_BARE else None


@lru_cache(maxsize=1024)
def _weight_column(heading: str) -> str | None:
    """Return of which level a column without a meaning of its own gives the weight: 一级, 二级, or 级别 where only its place tells."""
    if named := review_words().meaning("级别分值", heading):
        return named
    return "级别" if form().find(Kind.COLUMN, _NUMBERED.sub("", fold_label(heading))) == "分值" else None


def is_bare(text: str) -> bool:
    """Tell whether a cell is empty or says that there is nothing."""
    return not text or _is_blank(text)


@lru_cache(maxsize=4096)
def _is_blank(text: str) -> bool:
    return form().is_blank(text.strip())


def place_of(row: Indicator, cell: str) -> str:
    """Return where a cell of a row stands, else where its name does."""
    return row.places.get(cell) or row.where


def place_in(context: Context, row: Indicator, cell: str) -> str:
    """Return where a cell of a row stands; a blank one stands in the column that other rows have it in."""
    if cell in row.places:
        return row.places[cell]
    own, other = position_of(row.where), _known_place(context, cell)
    if own is None or other is None or own.part != other.part or row.where != own.where:
        return row.where
    return evolve(own, column=other.column).where


def weigh(row: Indicator) -> Fraction | None:
    """Return the weight of a row in points."""
    return None if row.weight is None else points(row.weight.text)


def _is_expected(row: Indicator) -> bool:
    """Tell whether a row says anything that calls for a weight; lines left empty in a form do not."""
    return bool(row.actual or row.score or any(not is_bare(cell.text) for cell in row.targets.values()))


@lru_cache(maxsize=32)
def _known_place(context: Context, cell: str) -> Position | None:
    """Return where the first row that has a cell has it."""
    return position_of(next((one.indicator.places[cell] for one in context.rows if cell in one.indicator.places), ""))


@lru_cache(maxsize=4)
def book_of(context: Context) -> Book:
    """Return all weights of a table; the checks of weights and of marks ask one after the other."""
    weights = {row.number: weight for row in context.rows if (weight := weigh(row.indicator)) is not None}
    given = [row for row in context.rows if row.number in weights]
    if given and all(weight <= 1 for weight in weights.values()) and sum(weights.values(), Fraction(0)) == 1:
        weights = {number: weight * _HUNDRED for number, weight in weights.items()}
    first, second = _column_weights(context.rows)
    groups = _grouped(context.rows, lambda row: row.indicator.level1)
    levels = tuple(_level1(rows, weights, first, second) for rows in groups)
    printed = any(one.printed is not None or any(two.printed is not None for two in one.below) for one in levels)
    lacking = tuple(row for row in context.rows if weights.get(row.number, Fraction(0)) <= 0 and _is_expected(row.indicator))
    line = budget_line(context.table)
    budget = None if line is None else points(line.amounts["分值"].text)
    is_weighted = bool(given) or printed or context.is_scored
    return Book(weights, levels, lacking, budget, is_weighted, _is_relative(levels))


def budget_line(table: TargetTable) -> FundLine | None:
    """Return the line of the funds that has a weight, unless the indicators have a row for the execution of the budget."""
    name = form().budget_row()[1]
    if any(row.name == name for row in table.indicators):
        return None
    return next((line for line in table.funds if "分值" in line.amounts and line.amounts["分值"].value is not None), None)


def _grouped(rows: Iterable[ReviewRow], label: object) -> list[tuple[ReviewRow, ...]]:
    groups: dict[str, list[ReviewRow]] = {}
    for row in rows:
        groups.setdefault(label(row), []).append(row)  # type: ignore[operator]
    return [tuple(group) for group in groups.values()]


def _level1(
    rows: tuple[ReviewRow, ...], weights: Mapping[int, Fraction], first: Mapping[int, Fraction], second: Mapping[int, Fraction]
) -> Level:
    label = rows[0].indicator.level1
    groups = _grouped(rows, lambda row: row.indicator.level2)
    below = tuple(_level2(group, weights, second) for group in groups)
    printed = _printed(label) if label and _printed(label) is not None else _agreed(rows, first)
    known = [one for one in below if one.printed is not None]
    if known and all(one.printed is not None or not one.parts for one in below):
        parts = tuple((one.name, one.weight) for one in known)
        return Level(label, rows[0].family, rows, printed, parts, is_complete=True, below=below)
    parts = tuple(part for one in below for part in one.parts)
    return Level(label, rows[0].family, rows, printed, parts, all(one.is_complete for one in below), below)


def _level2(rows: tuple[ReviewRow, ...], weights: Mapping[int, Fraction], second: Mapping[int, Fraction]) -> Level:
    label = rows[0].indicator.level2
    seen: set[str] = set()
    parts: list[tuple[str, Fraction]] = []
    for row in rows:
        place = row.indicator.places.get("分值", "")
        # A weight merged over several rows is theirs together.
        if row.number in weights and place not in seen:
            parts.append((row.name, weights[row.number]))
        seen |= {place} - {""}
    complete = all(row.number in weights for row in rows if _is_expected(row.indicator))
    printed = _printed(label) if label and _printed(label) is not None else _agreed(rows, second)
    return Level(label, rows[0].family, rows, printed, tuple(parts), complete)


def _agreed(rows: Sequence[ReviewRow], column: Mapping[int, Fraction]) -> Fraction | None:
    """Return the weight that a column gives a level: the one that stands in its rows, merged or repeated."""
    found = {column[row.number] for row in rows if row.number in column}
    return found.pop() if len(found) == 1 else None


def _column_weights(rows: Sequence[ReviewRow]) -> tuple[Mapping[int, Fraction], Mapping[int, Fraction]]:
    """Return what columns beside the levels say of first and second levels, by the number of the row."""
    headings = list(dict.fromkeys(name for row in rows for name in row.indicator.others if _weight_column(name)))
    found: dict[str, Mapping[int, Fraction]] = {}
    for name in headings:
        values = {row.number: value for row in rows if (value := points(row.indicator.others.get(name, ""))) is not None}
        kind = _weight_column(name)
        if kind == "级别":
            # Several such columns stand from the outer level to the inner one; a lone one belongs to the level in which it holds still.
            kind = "一级" if "一级" not in found and (len(headings) > 1 or _holds(rows, values)) else "二级"
        found.setdefault(kind or "", values)
    return found.get("一级", {}), found.get("二级", {})


def _holds(rows: Sequence[ReviewRow], values: Mapping[int, Fraction]) -> bool:
    """Tell whether a column says the same in all rows of each first level."""
    said: dict[str, set[Fraction]] = {}
    for row in rows:
        if row.number in values:
            said.setdefault(row.indicator.level1, set()).add(values[row.number])
    return all(len(one) == 1 for one in said.values())


def _is_relative(levels: Sequence[Level]) -> bool:
    """Tell whether most first levels share out a hundred among what stands below them, whatever they are worth themselves."""
    hundreds = [one for one in levels if one.parts and one.total == _HUNDRED]
    return len(hundreds) > 1 and 2 * len(hundreds) > sum(1 for one in levels if one.parts)
