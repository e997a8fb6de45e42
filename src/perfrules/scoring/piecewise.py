"""Piecewise functions: the share of the marks that each measured value gets, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import lcm

from attrs import frozen

from perfrules.value.interval import EVERYTHING, Interval, IntervalSet
from perfrules.value.verdict import Direction

__all__ = ["Piece", "Piecewise", "constant"]

_ONE, _ZERO = Fraction(1), Fraction(0)


@frozen(slots=False)
class Piece:
    """On an interval: `start + slope · x + hyper ÷ x`; one of the last two at most, and `hyper` only where x keeps its sign."""

    interval: Interval
    start: Fraction
    slope: Fraction = _ZERO
    hyper: Fraction = _ZERO

    def at(self, value: Fraction) -> Fraction:
        """Return the share at a value."""
        return self.at_ratio(value.numerator, value.denominator)

    def at_ratio(self, n: int, d: int) -> Fraction:
        """Return the share at the value n ÷ d, `d` above zero: on a line with one division, which is what most values need."""
        if self.is_constant:
            return self.start
        if self.hyper:
            return self.start + self.hyper * d / n
        start, slope, scale = self._line
        return Fraction(start * d + slope * n, scale * d)

    @cached_property
    def _line(self) -> tuple[int, int, int]:
        """Return start and slope as whole numbers over a common denominator."""
        scale = lcm(self.start.denominator, self.slope.denominator)
        return int(self.start * scale), int(self.slope * scale), scale

    @cached_property
    def is_constant(self) -> bool:
        """Tell whether all values get the same."""
        return not self.slope and not self.hyper

    def ends(self) -> tuple[Fraction, Fraction]:
        """Return the share towards the low and towards the high end; both ends are finite where the share is not constant or hyperbolic."""
        low, high = self.interval.low, self.interval.high
        return (self.start if low is None else self.at(low)), (self.start if high is None else self.at(high))


def constant(interval: Interval, share: Fraction) -> Piece:
    """Return a piece on which all values get the same."""
    return Piece(interval, share)


@frozen(slots=False, eq=False)
class Piecewise:
    """A share for each value; the pieces are sorted and do not overlap. Equal are those that give each value the same.

    >>> half = Piecewise.of([constant(Interval(None, Fraction(5)), Fraction(0)), constant(Interval(Fraction(5), None, True), Fraction(1))])
    >>> half.at(Fraction(5)), half.at(Fraction(4)), half.range_over(Interval(Fraction(4), Fraction(6)))
    (Fraction(1, 1), Fraction(0, 1), (Fraction(0, 1), Fraction(1, 1)))
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Piecewise:
        """Return the function of some pieces; empty ones are left out, neighbours that say the same are one."""
        joined: list[Piece] = []
        for piece in sorted((one for one in pieces if not one.interval.is_empty), key=_order):
            if joined and _continues(joined[-1], piece):
                interval = Interval(
                    joined[-1].interval.low, piece.interval.high, joined[-1].interval.low_closed, piece.interval.high_closed
                )
                joined[-1] = Piece(interval, piece.start, piece.slope, piece.hyper)
            else:
                joined.append(piece)
        return cls(tuple(joined))

    def __eq__(self, other: object) -> bool:
        return self._meaning == other._meaning if isinstance(other, Piecewise) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._meaning)

    @cached_property
    def _meaning(self) -> tuple[tuple[Fraction | None, ...], ...]:
        """Return the formula of each stretch with its upper end and the share there; a place where nothing changes is no end."""
        stretches = [piece for piece in self.pieces if not piece.interval.is_point]
        parts: list[tuple[Fraction | None, ...]] = []
        for before, after in pairwise(stretches):
            edge = after.interval.low
            assert edge is not None
            formula, share = (before.start, before.slope, before.hyper), self.at(edge)
            if formula != (after.start, after.slope, after.hyper) or share != after.at(edge):
                parts.append((*formula, edge, share))
        last = stretches[-1]
        return (*parts, (last.start, last.slope, last.hyper))

    @cached_property
    def _steps(self) -> tuple[tuple[int, int, bool], ...]:
        """Return for each piece but the last its upper end as two whole numbers, and whether that belongs to the piece."""
        return tuple(
            (piece.interval.high.numerator, piece.interval.high.denominator, piece.interval.high_closed)
            for piece in self.pieces
            if piece.interval.high is not None
        )

    def at(self, value: Fraction) -> Fraction:
        """Return the share at a value."""
        return self.at_ratio(value.numerator, value.denominator)

    def at_ratio(self, n: int, d: int) -> Fraction:
        """Return the share at the value n ÷ d, `d` above zero."""
        first, last = 0, len(self._steps)
        while first < last:
            middle = (first + last) // 2
            high, scale, closed = self._steps[middle]
            left, right = n * scale, high * d
            if left < right or (closed and left == right):
                last = middle
            else:
                first = middle + 1
        return self.pieces[first].at_ratio(n, d)

    def range_over(self, values: Interval) -> tuple[Fraction, Fraction]:
        """Return the smallest and largest share on an interval, ends that are only approached included."""
        shares: list[Fraction] = []
        for piece in self.pieces:
            part = piece.interval.meet(values)
            if not part.is_empty:
                shares.extend(Piece(part, piece.start, piece.slope, piece.hyper).ends())
        return min(shares), max(shares)

    def after(self, inner: Iterable[Piece]) -> Iterator[Piece]:
        """Yield the pieces of this function of another one: of a completion, say, that is itself a function of the value.

        The pieces of `inner` are linear, or `h ÷ x` with x and h above zero; those of this function are linear.
        """
        for piece in inner:
            if piece.is_constant:
                yield constant(piece.interval, self.at(piece.start))
                continue
            for outer in self.pieces:
                part = piece.interval.meet(_preimage(piece, outer.interval))
                if not part.is_empty:
                    yield Piece(part, outer.start + outer.slope * piece.start, outer.slope * piece.slope, outer.slope * piece.hyper)

    def gaps(self) -> IntervalSet:
        """Return the values that have no share."""
        return EVERYTHING - IntervalSet.of(piece.interval for piece in self.pieces)

    def is_bounded(self) -> bool:
        """Tell whether every share lies between nothing and all."""
        return all(_ZERO <= share <= _ONE for piece in self.pieces for share in piece.ends())

    def first_fall(self, direction: Direction, peak: Interval) -> Fraction | None:
        """Return a value at which a better one gets less; `None` if there is none.

        Better is higher or lower; where a value is best at its target (`peak`), nearer to it.
        """
        ends = [(piece, *piece.ends()) for piece in self.pieces]
        for index, (piece, first, last) in enumerate(ends):
            before = ends[index - 1][2] if index else None
            rising = _wants(direction, piece.interval, peak)
            if _falls(first, last, rising):
                return piece.interval.high
            if before is not None and _falls(before, first, _wants(direction, piece.interval, peak, edge=True)):
                return piece.interval.low
        return None

    def edges(self) -> tuple[Fraction, ...]:
        """Return the values at which one piece ends and another begins."""
        return tuple(sorted({piece.interval.low for piece in self.pieces if piece.interval.low is not None}))


def _continues(one: Piece, other: Piece) -> bool:
    same = (one.start, one.slope, one.hyper) == (other.start, other.slope, other.hyper)
    return same and one.interval.high == other.interval.low and one.interval.high_closed != other.interval.low_closed


def _preimage(piece: Piece, wanted: Interval) -> Interval:
    """Return the values for which a piece that is not constant gives something in an interval, had it no ends."""
    low, high = _argument(piece, wanted.low), _argument(piece, wanted.high)
    if piece.slope > 0:
        return Interval(low, high, wanted.low_closed, wanted.high_closed)
    if piece.slope < 0:
        return Interval(high, low, wanted.high_closed, wanted.low_closed)
    if wanted.high is not None and wanted.high <= 0:
        return Interval(_ZERO, _ZERO)
    return Interval(high or _ZERO, low, wanted.high_closed and high is not None, wanted.low_closed and low is not None)


def _argument(piece: Piece, share: Fraction | None) -> Fraction | None:
    """Return the value that a piece takes to a share; `None` where that is infinitely far away."""
    if share is None or (piece.hyper and share <= 0):
        return None
    return (share - piece.start) / piece.slope if piece.slope else piece.hyper / share


def _order(piece: Piece) -> tuple[bool, Fraction, bool]:
    low = piece.interval.low
    return (low is not None, low if low is not None else _ZERO, not piece.interval.low_closed)


def _wants(direction: Direction, interval: Interval, peak: Interval, *, edge: bool = False) -> bool | None:
    """Tell whether shares should rise on an interval, or at its lower edge; `None` where either is fine."""
    if direction is not Direction.EXACT:
        return direction is Direction.HIGHER
    if peak.low is None or peak.high is None:
        return None
    if edge:
        if interval.low is None or interval.low < peak.low or (interval.low == peak.low and interval.low_closed == peak.low_closed):
            return True
        return False if interval.low >= peak.high else None
    if interval.high is not None and interval.high <= peak.low:
        return True
    return False if interval.low is not None and interval.low >= peak.high else None


def _falls(first: Fraction, last: Fraction, rising: bool | None) -> bool:
    if rising is None:
        return False
    return last < first if rising else last > first
