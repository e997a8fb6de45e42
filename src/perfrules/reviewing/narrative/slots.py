"""Slots: the single numbers of a table that a goal can speak of, found by the unit they are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from attrs import frozen

from perfrules.reviewing.narrative.lexicon import lexicon
from perfrules.reviewing.narrative.side import Side, side_of
from perfrules.reviewing.narrative.subject import Subject, Weights, subject_of, weigh, weight_of
from perfrules.table import Cell, Indicator
from perfrules.target import Target
from perfrules.target.body import Every, OneOf
from perfrules.value.unit import Unit

__all__ = ["TERM", "Slot", "Slots", "has_term", "slots_of", "unit_relation"]

_WHOLE = ("全年", "年度")
TERM = "实施期"
_SHORT = 2
_MOST_PARTS = 32
_RANK = "rank"


@frozen(eq=False)
class Slot:
    """One number of a row: the row's place in the table, its column, the cell, the number, and what the row is about."""

    key: int
    number: int
    indicator: Indicator
    period: str
    cell: Cell
    side: Side
    subject: Subject
    weight: int


@frozen(eq=False)
class Slots:
    """The numbers of a table in one period, by dimension, with the weights of the characters in its names."""

    weights: Weights
    by_dimension: Mapping[object, Sequence[Slot]]
    by_group: Mapping[str, Sequence[Slot]]
    generic: Sequence[Slot]
    every: Sequence[Slot]

    def near(self, side: Side) -> Iterable[Slot]:
        """Return the numbers that a quantity may be compared with."""
        unit = side.unit
        if side.is_rank:
            return self.by_dimension.get(_RANK, ())
        if not unit.dimension:
            return self.every
        same = chain(self.by_dimension.get(unit.dimension, ()), self.by_dimension.get((), ()))
        if not unit.count:
            return same
        if unit.generic:
            return chain(same, (one for one in self.every if one.side.unit.count and not one.side.unit.generic))
        group = self.by_group.get(lexicon().measure(unit), ())
        return chain(same, self.generic, (one for one in group if one.side.unit.dimension != unit.dimension))


def unit_relation(goal: Unit, row: Unit) -> str | None:
    """Return how the units of two sides compare: same, converted, counted, loose, bare; None not at all.

    >>> from perfrules.value.unit_table import find_unit
    >>> [unit_relation(find_unit("场"), find_unit(one)) for one in ("场", "个", "次", "家")]
    ['same', 'counted', 'loose', None]
    """
    if goal.dimension == row.dimension:
        return "same" if goal.factor == row.factor else "converted"
    if not goal.dimension or not row.dimension:
        return "bare"
    if goal.count and row.count:
        if goal.generic or row.generic:
            return "counted"
        group = lexicon().measure(goal)
        return "loose" if group and group == lexicon().measure(row) else None
    return None


def slots_of(indicators: Sequence[Indicator], *, term: bool) -> Slots:
    """Return the numbers of a table: of the years of the whole plan where `term`, else of the year."""
    held = [(number, one, period, cell, sides) for number, one in enumerate(indicators) for period, cell, sides in _sides(one, term=term)]
    names = [subject_of(_name(one)) for _, one, *_ in held]
    weights = weigh(names)
    every = [slot for row, name in zip(held, names, strict=True) for slot in _slots(*row, name, weights)]
    found: dict[object, list[Slot]] = {}
    groups: dict[str, list[Slot]] = {}
    generic: list[Slot] = []
    for slot in every:
        unit = slot.side.unit
        found.setdefault(_RANK if slot.side.is_rank else unit.dimension, []).append(slot)
        if unit.generic:
            generic.append(slot)
        elif group := lexicon().measure(unit):
            groups.setdefault(group, []).append(slot)
    return Slots(weights, found, groups, generic, every)


def _sides(one: Indicator, *, term: bool) -> Iterator[tuple[str, Cell, list[tuple[str, Side]]]]:
    """Yield the column of a row that counts, its cell and the numbers in it with their labels, if it holds any."""
    period, cell = _cell(one, term=term)
    if cell is not None and cell.target is not None:
        sides = [(target.label, side) for target in islice(_parts(cell.target), _MOST_PARTS) if (side := side_of(target)) is not None]
        if sides:
            yield period, cell, sides


def _slots(
    number: int, one: Indicator, period: str, cell: Cell, sides: list[tuple[str, Side]], name: Subject, weights: Weights
) -> Iterator[Slot]:
    weight = weight_of(name, weights) or 1
    for part, (label, side) in enumerate(sides):
        key = number * _MOST_PARTS + part
        if label:
            labelled = subject_of(f"{_name(one)} {label}")
            yield Slot(key, number, one, period, cell, side, labelled, weight_of(labelled, weights) or 1)
        else:
            yield Slot(key, number, one, period, cell, side, name, weight)


def _name(one: Indicator) -> str:
    """Return the name of a row, with its task where the name alone says little (数量、完成率)."""
    if one.task and sum(map(len, subject_of(one.name).pieces)) <= _SHORT:
        return f"{one.task} {one.name}"
    return one.name


def has_term(indicators: Sequence[Indicator]) -> bool:
    """Tell whether the form has a column for the whole plan."""
    return any(TERM in one.targets for one in indicators)


def _cell(one: Indicator, *, term: bool) -> tuple[str, Cell | None]:
    cells = one.targets
    for period in (TERM, *_WHOLE) if term else _WHOLE:
        if period in cells:
            return period, cells[period]
    rest = [period for period in cells if period != TERM]
    return (rest[-1], cells[rest[-1]]) if rest else next(iter(cells.items()), ("", None))


def _parts(target: Target) -> Iterable[Target]:
    body = target.body
    if isinstance(body, Every | OneOf):
        return chain.from_iterable(_parts(part) for part in body.parts)
    return (target,)
