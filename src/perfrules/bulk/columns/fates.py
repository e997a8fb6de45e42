"""Fates: what comes out for an actual value, and the stretches of the axis on which that is the same.

The scalar code is asked once in each stretch between two places where anything can change; columns then only ask in which stretch a
value lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import Generic, TypeVar

from attrs import evolve, frozen

from perfrules.evaluation.criterion import Criterion
from perfrules.evaluation.judging import computed_outcome, given_outcome
from perfrules.evaluation.outcome import IndicatorOutcome
from perfrules.evaluation.plan import Item, Plan
from perfrules.scoring.piecewise import Piecewise
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.target.decide import as_target
from perfrules.value.interval import IntervalSet
from perfrules.value.verdict import Verdict

__all__ = ["Fate", "Line", "Stretch", "Stretches", "along", "fate_of_text", "fates_of_computed", "fates_of_given", "follows"]

T = TypeVar("T")
_ZERO, _ONE = Fraction(0), Fraction(1)


@frozen
class Line:
    """Marks that follow the value: the share is `start + slope · v + hyper ÷ v`, where v is `scale` times the value."""

    start: Fraction
    slope: Fraction
    hyper: Fraction
    scale: Fraction


@frozen
class Fate:
    """What comes out: verdict, reason code, whether the indicator applies, and marks where there are weights.

    `number` is the value in base units, where it is the same and something hangs on it.
    """

    verdict: Verdict
    reason: str
    applies: bool | None
    low: Fraction | Line | None
    high: Fraction | Line | None
    number: Fraction | None = None


@frozen
class Stretch(Generic[T]):
    """All values up to an upper end, as far as no earlier stretch has them, with what comes out there."""

    high: Fraction | None
    closed: bool
    fate: T


@frozen
class Stretches(Generic[T]):
    """The stretches of an axis from the lowest up; whole numbers have their own where a fraction of them means something else."""

    fractions: tuple[Stretch[T], ...]
    wholes: tuple[Stretch[T], ...] | None = None


def fate_of_text(item: Item, plan: Plan, text: str) -> Fate:
    """Return what comes out for a text."""
    outcome = given_outcome(item, plan, text)
    fate = _fate(item, outcome, None, _ONE)
    return fate if plan.rules.ceilings is None else evolve(fate, number=outcome.number)


def fates_of_given(item: Item, plan: Plan) -> Stretches[Fate]:
    """Return what comes out for bare numbers, in the unit of the target where it has one."""
    scale = _scale_of_bare(item)

    def fate(value: Fraction) -> Fate:
        return _fate(item, given_outcome(item, plan, value), value * scale, scale)

    return along(_places(item), fate)


def fates_of_computed(item: Item, plan: Plan) -> Stretches[Fate]:
    """Return what comes out for values that the formula makes, in base units."""
    body = None if item.criterion is None else item.criterion.target.body
    bare = isinstance(body, Measure) and body.unit.is_bare and not item.unit.is_bare
    scale = 1 / item.unit.factor if bare else _ONE

    def fate(value: Fraction) -> Fate:
        return _fate(item, computed_outcome(item, plan, (value.numerator, value.denominator)), value * scale, scale)

    return along(_places(item), fate)


def follows(item: Item, outcome: IndicatorOutcome) -> bool:
    """Tell whether the marks follow the value along the curve of the policy, instead of the bare verdict."""
    scorer, criterion, decision = item.scorer, item.criterion, outcome.decision
    if scorer is None or scorer.curve is None or criterion is None or decision is None or decision.answer is None:
        return False
    wanted, value = criterion.target.body, None if outcome.value is None else as_target(outcome.value).body
    if isinstance(value, Measure) and isinstance(wanted, Measure | Change) and value.unit.is_bare and not wanted.unit.is_bare:
        return True
    return isinstance(wanted, Measure | Change) and type(value) is type(wanted)


def _fate(item: Item, outcome: IndicatorOutcome, at: Fraction | None, scale: Fraction) -> Fate:
    marks = outcome.marks
    if marks is None:
        return Fate(outcome.verdict, outcome.reason, outcome.applies, None, None)
    low: Fraction | Line
    high: Fraction | Line
    low, high = marks
    if at is not None and item.scorer is not None and follows(item, outcome):
        low = _line(item.scorer.least, at, scale) or low
        high = _line(item.scorer.most, at, scale) or high
    return Fate(outcome.verdict, outcome.reason, outcome.applies, low, high)


def _line(curve: Piecewise | None, at: Fraction, scale: Fraction) -> Line | None:
    """Return the line that marks follow at a value; `None` where they are constant."""
    if curve is None:
        return None
    piece = next(one for one in curve.pieces if IntervalSet((one.interval,)).contains(at))
    return None if piece.is_constant else Line(piece.start, piece.slope, piece.hyper, scale)


def _scale_of_bare(item: Item) -> Fraction:
    """Return how many base units of the target a bare number counts."""
    body = None if item.criterion is None else item.criterion.target.body
    return body.unit.factor if isinstance(body, Measure | Change) and not body.unit.is_bare else _ONE


def _criteria(criterion: Criterion) -> Iterator[Criterion]:
    yield criterion
    for part in criterion.parts:
        yield from _criteria(part)


def _places(item: Item) -> list[Fraction]:
    """Return all values at which something may change, however units are read; some of them change nothing."""
    criteria = [] if item.criterion is None else list(_criteria(item.criterion))
    edges, scales, ratios = {_ZERO}, {_ONE, item.unit.factor, 1 / item.unit.factor}, set()
    for one in criteria:
        body = one.target.body
        if isinstance(body, Measure | Change | Dates | Rank):
            edges.update(body.values.boundaries())
        edges.update(() if one.required is None else one.required.boundaries())
        if isinstance(body, Measure | Change):
            scales |= {body.unit.factor, 1 / body.unit.factor}
            if body.unit.is_ratio and body.unit.factor < 1:
                ratios.add(body.unit.factor)
    scorer = item.scorer
    for curve in (None, None) if scorer is None else (scorer.least, scorer.most):
        edges.update(() if curve is None else curve.edges())
    places = {edge * scale for edge in edges for scale in scales}
    for factor in ratios:
        near = {abs(edge / factor) * share for edge in edges for share in (Fraction(1, 200), Fraction(1, 50))}
        places.update(sign * one for sign in (1, -1) for one in (_ONE, Fraction(10), *near))
    return sorted(places)


def along(places: Sequence[Fraction], fate: Callable[[Fraction], T]) -> Stretches[T]:
    """Return the stretches of an axis, from the places where something may change and what comes out at a value."""
    fractions: list[Stretch[T]] = []
    wholes: list[Stretch[T]] = []
    low: Fraction | None = None
    for high in (*places, None):
        broken, whole = _within(low, high)
        here = fate(broken)
        _add(fractions, Stretch(high, False, here))
        _add(wholes, Stretch(high, False, here if whole is None else fate(whole)))
        if high is not None:
            there = fate(high)
            _add(fractions, Stretch(high, True, there))
            _add(wholes, Stretch(high, True, there))
        low = high
    return Stretches(tuple(fractions), None if fractions == wholes else tuple(wholes))


def _add(stretches: list[Stretch[T]], one: Stretch[T]) -> None:
    if stretches and stretches[-1].fate == one.fate:
        stretches.pop()
    stretches.append(one)


def _within(low: Fraction | None, high: Fraction | None) -> tuple[Fraction, Fraction | None]:
    """Return a broken number strictly between two ends, and a whole one if there is any."""
    low = (Fraction(0) if high is None else floor(high) - 2) + _ZERO if low is None else low
    high = floor(low) + 2 + _ZERO if high is None else high
    middle = (low + high) / 2
    broken = middle if middle.denominator > 1 else middle + min(Fraction(1, 3), (high - low) / 1000)
    whole = Fraction(floor(low) + 1)
    return broken, whole if whole < high else None
