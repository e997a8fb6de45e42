"""Points of an interval set, drawn near its edges as often as far from them, and never thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from hypothesis import strategies as st

from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.testing.probes import Body, step_of, text_of_point
from perfrules.testing.strategies.grids import multiples_between
from perfrules.value.day import ANY_YEAR
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.unit import Unit

__all__ = ["domain_of", "is_whole", "near_points", "points_of"]

_ONE = Fraction(1)
_FINER = 12
_DAYS = IntervalSet.between(Fraction(693_596), Fraction(766_644))
"""Days from 1900 to 2099, as ordinal numbers: years that expressions can have."""
_NOMINAL = IntervalSet.between(Fraction(365 * (ANY_YEAR - 1) + 1), Fraction(365 * (ANY_YEAR - 1) + 366))


def is_whole(body: Body) -> bool:
    """Tell whether a body has whole numbers alone: counts, days and places in an order."""
    match body:
        case Measure(_, unit) | Change(_, unit):
            return unit.discrete and unit.factor.denominator == 1
        case Dates() | Rank():
            return True


def domain_of(body: Body) -> IntervalSet:
    """Return the numbers that actual values of a body can be: days of two centuries, places from the first on, else all."""
    match body:
        case Dates(_, yearless):
            return _NOMINAL if yearless else _DAYS
        case Rank():
            return IntervalSet.at_least(_ONE)
        case _:
            return IntervalSet((Interval(),))


def near_points(values: IntervalSet, edges: Iterable[Fraction], step: Fraction) -> list[Fraction]:
    """Return the points of a set at some edges, one and two steps beside them."""
    around = (place + turn * step for edge in edges for place in (edge, edge // step * step) for turn in (0, 1, -1, 2, -2))
    return [point for point in dict.fromkeys(around) if values.contains(point)]


def points_of(values: IntervalSet, body: Body, edges: Iterable[Fraction] = ()) -> st.SearchStrategy[Fraction] | None:
    """Draw points of a set on the axis of a body, in base units; `None` where it has none.

    Half of them lie at or beside the ends of the set or at `edges`. Below zero lies only what a set asks for that has nothing else.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> from perfrules import parse_target
    >>> body = parse_target("≥100家").body
    >>> int(find(points_of(body.values, body), lambda point: point > 102, settings=once))
    103
    """
    held = values & domain_of(body)
    if is_whole(body):
        held = held.on_integers()
    if not isinstance(body, Change) and not (above := held & IntervalSet.at_least(Fraction(0))).is_empty:
        held = above
    if held.is_empty:
        return None
    known = sorted({*values.boundaries(), *edges})
    step = step_of(body, known)
    near = near_points(held, known, step)
    if is_whole(body):
        near = [point for point in near if point.denominator == 1]
    near = [point for point in near if text_of_point(point, body)] or near
    far = list(_far(held, body, step))
    return st.one_of(*([st.sampled_from(near)] if near else []), *far)


def _far(held: IntervalSet, body: Body, step: Fraction) -> Iterator[st.SearchStrategy[Fraction]]:
    """Yield a strategy for each interval: multiples of the step, or of a finer one where that steps over it."""
    for one in held:
        if one.is_point:
            yield st.just(one.low or Fraction(0))
            continue
        size = _coarse(body, step)
        for _ in range(_FINER):
            ends = _inside(one, size)
            if ends is not None:
                yield st.integers(*ends).map(size.__mul__)
                break
            size /= 10


def _coarse(body: Body, step: Fraction) -> Fraction:
    """Return the step far from the edges: whole units where that is coarser."""
    unit: Unit | None = body.unit if isinstance(body, Measure | Change) else None
    return step if unit is None or is_whole(body) else max(step, min(unit.factor, step * 100))


def _inside(one: Interval, size: Fraction) -> tuple[int, int] | None:
    ends = multiples_between(one.low, one.high, size)
    if ends is None:
        return None
    first, last = ends
    first += one.low is not None and not one.low_closed and first * size == one.low
    last -= one.high is not None and not one.high_closed and last * size == one.high
    return (first, last) if first <= last else None
