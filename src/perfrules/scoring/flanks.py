"""The flanks of a target: what values get that miss it, below and above.

A completion is taken to `1 - d` where more is better (`d` the share that is missing) and, where less is better, falls by what
the reverse option says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil

from attrs import evolve

from perfrules.scoring.piecewise import Piece, constant
from perfrules.scoring.policy import Mode, Reverse, Steps
from perfrules.value.interval import Interval

__all__ = ["MAX_STEPS", "above", "below", "falling_steps", "with_floor", "with_passing"]

_ONE, _ZERO = Fraction(1), Fraction(0)
MAX_STEPS = 1_000
"""Steps of one policy: a deduction of a thousandth per step is finer than any table."""


def below(edge: Interval, width: Fraction = _ONE) -> Iterator[Piece]:
    """Yield the shares below a lower bound: in proportion to it, nothing where the distance reaches `width` times the bound."""
    bound = edge.low
    if bound is None:
        return
    closed = not edge.low_closed
    if bound <= 0:
        yield constant(Interval(None, bound, False, closed), _ZERO)
        return
    foot = bound * (1 - width)
    yield constant(Interval(None, foot, False, True), _ZERO)
    yield Piece(Interval(foot, bound, False, closed), 1 - 1 / width, 1 / (bound * width))


def above(edge: Interval, reverse: Reverse, width: Fraction = _ONE) -> Iterator[Piece]:
    """Yield the shares above an upper bound, as the reverse option says."""
    bound = edge.high
    if bound is None:
        return
    opened = not edge.high_closed
    if bound == 0 or reverse is Reverse.ZERO:
        yield constant(Interval(bound, None, opened), _ZERO)
    elif bound < 0:
        yield Piece(Interval(bound, _ZERO, opened, False), _ZERO, 1 / bound)
        yield constant(Interval(_ZERO, None, True), _ZERO)
    elif reverse is Reverse.RATIO:
        yield Piece(Interval(bound, None, opened), _ZERO, _ZERO, bound)
    else:
        foot = bound * (1 + width)
        yield Piece(Interval(bound, foot, opened, False), 1 + 1 / width, -1 / (bound * width))
        yield constant(Interval(foot, None, True), _ZERO)


def falling_steps(steps: Steps, edge: Interval, step: Fraction, share: Fraction, *, upwards: bool) -> Iterator[Piece]:
    """Yield the shares beyond a bound, where each step of the distance takes away a share, down to nothing."""
    bound = edge.high if upwards else edge.low
    if bound is None:
        return
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


def with_floor(pieces: Iterator[Piece], floor: Fraction) -> Iterator[Piece]:
    """Yield shares of which those below a floor are nothing."""
    return _split(pieces, floor, lambda piece: piece)


def with_passing(pieces: Iterator[Piece], mark: Fraction) -> Iterator[Piece]:
    """Yield shares of which those below a pass mark are nothing, the others stretched from there to full marks."""
    scale = 1 / (1 - mark)
    return _split(
        pieces,
        mark,
        lambda piece: evolve(piece, start=(piece.start - mark) * scale, slope=piece.slope * scale, hyper=piece.hyper * scale),
    )


def _split(pieces: Iterator[Piece], limit: Fraction, kept: Callable[[Piece], Piece]) -> Iterator[Piece]:
    """Cut each piece where its share passes a limit: what lies below gets nothing."""
    for piece in pieces:
        if piece.is_constant:
            yield kept(piece) if piece.start >= limit else constant(piece.interval, _ZERO)
            continue
        crossing = (
            (limit - piece.start) / piece.slope if piece.slope else piece.hyper / (limit - piece.start) if limit != piece.start else None
        )
        one = piece.interval
        falls = piece.slope < 0 or piece.hyper > 0
        if crossing is None:
            yield kept(piece)
            continue
        low_part = one.meet(Interval(None, crossing, False, falls))
        high_part = one.meet(Interval(crossing, None, not falls))
        better, worse = (low_part, high_part) if falls else (high_part, low_part)
        yield kept(evolve(piece, interval=better))
        yield constant(worse, _ZERO)
