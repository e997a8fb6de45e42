"""Comparing what values get: sets and piecewise functions, over all values that can occur."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from perfrules.scoring import Grading, Scorer
from perfrules.scoring.piecewise import Piecewise
from perfrules.scoring.policy import Manual
from perfrules.value.interval import IntervalSet

__all__ = ["can_miss", "same_curve", "same_scorer", "same_set"]

_COUNTS = IntervalSet.at_least(Fraction(0))
_ENOUGH = 3
"""Values at which two stretches `a + b·x + c ÷ x` that agree are the same."""


def same_set(one: IntervalSet, other: IntervalSet, *, whole: bool = False) -> bool:
    """Tell whether two sets hold the same values; with `whole`, the same whole numbers from zero on.

    >>> same_set(IntervalSet.above(Fraction(99)), IntervalSet.at_least(Fraction(100)), whole=True)
    True
    """
    if one == other or not whole:
        return one == other
    return (one & _COUNTS).on_integers() == (other & _COUNTS).on_integers()


def can_miss(required: IntervalSet) -> bool:
    """Tell whether a count can miss what is required of it: whole numbers from zero on."""
    return not (~required & _COUNTS).on_integers().is_empty


def same_curve(one: Piecewise | None, other: Piecewise | None, *, whole: bool = False) -> bool:
    """Tell whether two functions give the same to every value; with `whole`, to every whole number from zero on."""
    if one is None or other is None or one is other or one == other or not whole:
        return one is other or one == other
    edges = sorted({Fraction(0), *(edge for curve in (one, other) for edge in curve.edges() if edge > 0)})
    return all(one.at(value) == other.at(value) for value in _values(edges))


def _values(edges: list[Fraction]) -> Iterator[Fraction]:
    """Yield the whole numbers at and between edges that tell any two functions apart."""
    for edge in edges:
        if edge.denominator == 1:
            yield edge
    for low, high in pairwise(edges):
        first, last = floor(low) + 1, ceil(high) - 1
        yield from map(Fraction, range(first, min(last, first + _ENOUGH - 1) + 1))
    yield from (Fraction(floor(edges[-1]) + step) for step in range(1, _ENOUGH + 1))


def same_scorer(one: Scorer | None, other: Scorer | None, *, whole: bool = False) -> bool:
    """Tell whether two scorers give the same shares to every actual value."""
    if one is other:
        return True
    if _is_open(one) or _is_open(other):
        return _is_open(one) and _is_open(other)
    assert one is not None
    assert other is not None
    if any(one.verdict_shares(answer) != other.verdict_shares(answer) for answer in (True, False, None)):
        return False
    if one.curve is None or other.curve is None:
        return one.curve is other.curve and _steps(one) == _steps(other)
    same = same_curve(one.least, other.least, whole=whole) and same_curve(one.most, other.most, whole=whole)
    return same and one.whole_range == other.whole_range


def _is_open(scorer: Scorer | None) -> bool:
    return scorer is None or isinstance(scorer.policy.form, Manual)


def _steps(scorer: Scorer) -> object:
    scale = scorer.subject.scale
    return scale.steps if scale is not None and isinstance(scorer.policy.form, Grading) else ()
