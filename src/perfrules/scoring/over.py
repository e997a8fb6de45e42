"""Over-achievement (超额): what a policy does with values that go far beyond their target."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfrules.scoring.piecewise import Piece, Piecewise, constant
from perfrules.scoring.policy import Equal, Over, Policy
from perfrules.scoring.subject import Subject
from perfrules.value.interval import Interval
from perfrules.value.verdict import Direction

__all__ = ["excess_of", "lessened"]

_ONE, _ZERO = Fraction(1), Fraction(0)
_NOT_BELOW_ZERO = Piecewise.of([constant(Interval(None, _ZERO), _ZERO), Piece(Interval(_ZERO, None, True), _ZERO, _ONE)])


def excess_of(policy: Policy, subject: Subject) -> Fraction | None:
    """Return the value from which over-achievement counts: only where more is better and the target is above zero."""
    over, wanted = policy.over, subject.wanted
    if over is None or over.word == "不计" or wanted is None or wanted.low is None or wanted.low <= 0:
        return None
    is_open = wanted.high is None or (subject.direction is Direction.EXACT and policy.equal in (Equal.AT_LEAST, Equal.REVIEW))
    return wanted.low * over.threshold if is_open and subject.direction is not Direction.LOWER else None


def lessened(curve: Piecewise, excess: Fraction, over: Over, award: Fraction | None, most: Fraction | None) -> tuple[Piecewise, Piecewise]:
    """Return the smallest and the largest shares that are left from `excess` on; they differ where a person decides."""
    far = Interval(excess, None, not over.is_strict)
    if award is None:
        return (_without(curve, [constant(far, _ONE)]) if over.word == "人工" else curve), curve
    left = _without(curve, list(_taken(far, excess, over, award, _ONE if most is None else most)))
    return left, left


def _taken(far: Interval, excess: Fraction, over: Over, award: Fraction, most: Fraction) -> Iterator[Piece]:
    """Yield what is taken away: once, or in proportion to what lies beyond the threshold."""
    if over.step is None or not award or not most:
        yield constant(far, award if over.step is None else _ZERO)
        return
    slope = award / (over.step * excess / over.threshold)
    reach = excess + most / slope
    yield Piece(Interval(excess, reach, far.low_closed), -slope * excess, slope)
    yield constant(Interval(reach, None, True), most)


def _without(curve: Piecewise, taken: list[Piece]) -> Piecewise:
    """Return a curve less what is taken away from it, down to nothing."""
    near = Interval(None, taken[0].interval.low, False, not taken[0].interval.low_closed)
    pieces = [Piece(one.interval.meet(near), one.start, one.slope, one.hyper) for one in curve.pieces]
    rest = (Piece(one.interval.meet(off.interval), one.start - off.start, one.slope - off.slope) for one in curve.pieces for off in taken)
    return Piecewise.of([*pieces, *_NOT_BELOW_ZERO.after(one for one in rest if not one.interval.is_empty)])
