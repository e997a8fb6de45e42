"""Steps (每超 1% 扣 …): what values get that lie some steps beyond their target."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from perfrules.scoring.piecewise import Piece, constant
from perfrules.scoring.policy import Mode, Steps
from perfrules.value.interval import Interval

__all__ = ["MAX_STEPS", "falling_steps"]

_ONE, _ZERO = Fraction(1), Fraction(0)
MAX_STEPS = 1_000
"""Steps of one policy: a deduction of a thousandth per step is finer than any table."""


def falling_steps(steps: Steps, edge: Interval, step: Fraction, share: Fraction, *, upwards: bool) -> Iterator[Piece]:
    """Yield the shares beyond a bound, where each step of the distance takes away a share, down to nothing."""
    bound = edge.high if upwards else edge.low
    assert bound is not None, "steps are asked for only where there is a bound"
    opened = not (edge.high_closed if upwards else edge.low_closed)
    if steps.mode is None or steps.mode is Mode.EXACT:
        pieces = _exact(step, share, opened)
    else:
        pieces = _floors(step, share, opened) if steps.mode is Mode.FLOOR else _ceilings(step, share, opened)
    for piece in pieces:
        yield _placed(piece, bound, upwards)


def _exact(step: Fraction, share: Fraction, opened: bool) -> Iterator[Piece]:
    reach = step / share
    yield Piece(Interval(_ZERO, reach, opened, False), _ONE, -share / step)
    yield constant(Interval(reach, None, True), _ZERO)


def _floors(step: Fraction, share: Fraction, opened: bool) -> Iterator[Piece]:
    """Yield the steps at whole multiples: a step that is not complete takes nothing."""
    count = ceil(1 / share)
    yield constant(Interval(_ZERO, step, opened, False), _ONE)
    for number in range(1, count):
        yield constant(Interval(step * number, step * (number + 1), True, False), _ONE - share * number)
    yield constant(Interval(step * count, None, True), _ZERO)


def _ceilings(step: Fraction, share: Fraction, opened: bool) -> Iterator[Piece]:
    """Yield the steps where a step that has begun counts as a whole."""
    count = ceil(1 / share)
    if opened:
        yield constant(Interval(_ZERO, _ZERO, True, True), _ONE)
    for number in range(1, count):
        yield constant(Interval(step * (number - 1), step * number, False, True), _ONE - share * number)
    yield constant(Interval(step * (count - 1), None), _ZERO)


def _placed(piece: Piece, bound: Fraction, upwards: bool) -> Piece:
    """Return a piece over the distance from a bound as one over the value."""
    low, high = piece.interval.low, piece.interval.high
    closed = piece.interval.low_closed, piece.interval.high_closed
    if upwards:
        ends = (None if low is None else bound + low, None if high is None else bound + high)
        return Piece(Interval(*ends, *closed), piece.start - piece.slope * bound, piece.slope)
    ends = (None if high is None else bound - high, None if low is None else bound - low)
    return Piece(Interval(*ends, closed[1], closed[0]), piece.start + piece.slope * bound, -piece.slope)
