"""Sets of numbers as sorted, disjoint intervals: what a target value means once its words are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from attrs import evolve, frozen

__all__ = ["EVERYTHING", "NOTHING", "Interval", "IntervalSet"]

_Edge = tuple[int, int, bool, int, int, bool]


@frozen
class Interval:
    """All numbers between two ends; an end that is `None` is infinite, and infinite ends are open.

    >>> str(Interval(Fraction(3), Fraction(5), True, False))
    '[3, 5)'
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = False
    high_closed: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether no number lies inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed))

    @property
    def is_point(self) -> bool:
        """Tell whether exactly one number lies inside."""
        return self.low_closed and self.high_closed and self.low is not None and (self.low is self.high or self.low == self.high)

    def meet(self, other: Interval) -> Interval:
        """Return the numbers that lie in both."""
        lower = self if _starts_later(self, other) else other
        upper = self if _ends_sooner(self, other) else other
        return Interval(lower.low, upper.high, lower.low_closed, upper.high_closed)

    def touches(self, other: Interval) -> bool:
        """Tell whether the two, with `self` starting first, leave no number between them."""
        if self.high is None or other.low is None or other.low < self.high:
            return True
        return other.low == self.high and (self.high_closed or other.low_closed)

    def on_integers(self) -> Interval:
        """Return the closed interval that holds the same whole numbers."""
        low = high = None
        if self.low is not None:
            low = Fraction(ceil(self.low) if self.low_closed else floor(self.low) + 1)
        if self.high is not None:
            high = Fraction(floor(self.high) if self.high_closed else ceil(self.high) - 1)
        return Interval(low, high, low is not None, high is not None)

    def __str__(self) -> str:
        left = "[" if self.low_closed else "("
        right = "]" if self.high_closed else ")"
        low = "-∞" if self.low is None else str(self.low)
        high = "+∞" if self.high is None else str(self.high)
        return f"{left}{low}, {high}{right}"


def _starts_later(one: Interval, other: Interval) -> bool:
    if one.low is None or other.low is None:
        return other.low is None
    return one.low > other.low or (one.low == other.low and not one.low_closed)


def _ends_sooner(one: Interval, other: Interval) -> bool:
    if one.high is None or other.high is None:
        return other.high is None
    return one.high < other.high or (one.high == other.high and not one.high_closed)


def _low_key(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    number, closed = end
    return (number is not None, number if number is not None else Fraction(0), not closed)


def _high_key(end: tuple[Fraction | None, bool]) -> tuple[bool, Fraction, bool]:
    number, closed = end
    return (number is None, number if number is not None else Fraction(0), closed)


@frozen
class IntervalSet:
    """A set of numbers in normal form: intervals that are sorted, disjoint, apart and not empty.

    Two sets are equal exactly when they hold the same numbers. `&`, `|`, `-`, `~` are the set operations.

    >>> at_least = IntervalSet.at_least(Fraction(95))
    >>> str(at_least & ~IntervalSet.above(Fraction(100)))
    '[95, 100]'
    >>> at_least.contains(Fraction(189, 2)), at_least.contains(Fraction(95))
    (False, True)
    """

    intervals: tuple[Interval, ...] = ()

    @cached_property
    def _edges(self) -> tuple[_Edge | None, ...]:
        return tuple(_edge(interval) for interval in self.intervals)

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> IntervalSet:
        """Return the union of any intervals, in normal form."""
        rest = sorted((one for one in intervals if not one.is_empty), key=lambda one: _low_key((one.low, one.low_closed)))
        merged: list[Interval] = []
        for one in rest:
            if merged and merged[-1].touches(one):
                last = merged[-1]
                high, closed = max((last.high, last.high_closed), (one.high, one.high_closed), key=_high_key)
                merged[-1] = evolve(last, high=high, high_closed=closed)
            else:
                merged.append(one)
        return cls(tuple(merged))

    @classmethod
    def point(cls, value: Fraction) -> IntervalSet:
        """Return the set of one number."""
        return cls((Interval(value, value, True, True),))

    @classmethod
    def at_least(cls, value: Fraction) -> IntervalSet:
        """Return all numbers from `value` upwards, with it (不低于)."""
        return cls((Interval(value, None, True, False),))

    @classmethod
    def above(cls, value: Fraction) -> IntervalSet:
        """Return all numbers beyond `value` (超过)."""
        return cls((Interval(value, None, False, False),))

    @classmethod
    def at_most(cls, value: Fraction) -> IntervalSet:
        """Return all numbers up to `value`, with it (不超过)."""
        return cls((Interval(None, value, False, True),))

    @classmethod
    def below(cls, value: Fraction) -> IntervalSet:
        """Return all numbers under `value` (低于)."""
        return cls((Interval(None, value, False, False),))

    @classmethod
    def between(cls, low: Fraction, high: Fraction, *, low_closed: bool = True, high_closed: bool = True) -> IntervalSet:
        """Return the numbers between two ends; empty where the ends are in the wrong order."""
        return cls.of((Interval(low, high, low_closed, high_closed),))

    @property
    def is_empty(self) -> bool:
        """Tell whether no number satisfies the set."""
        return not self.intervals

    @property
    def the_point(self) -> Fraction | None:
        """Return the number of a one-number set, else `None`."""
        if len(self.intervals) == 1 and self.intervals[0].is_point:
            return self.intervals[0].low
        return None

    @property
    def low(self) -> Fraction | None:
        """Return the lowest end; `None` where the set is empty or goes down for ever."""
        return self.intervals[0].low if self.intervals else None

    @property
    def high(self) -> Fraction | None:
        """Return the highest end; `None` where the set is empty or goes up for ever."""
        return self.intervals[-1].high if self.intervals else None

    def contains(self, value: Fraction) -> bool:
        """Tell whether a number lies in the set."""
        return self.contains_ratio(value.numerator, value.denominator)

    def contains_ratio(self, n: int, d: int) -> bool:
        """Tell whether the number n ÷ d, `d` above zero, lies in the set, by integer cross-multiplication."""
        for edge in self._edges:
            if edge is None:
                return True
            low_n, low_d, low_closed, high_n, high_d, high_closed = edge
            if low_d:
                gap = n * low_d - low_n * d
                if gap < 0 or (gap == 0 and not low_closed):
                    return False
            if not high_d:
                return True
            gap = high_n * d - n * high_d
            if gap > 0 or (gap == 0 and high_closed):
                return True
        return False

    def is_subset(self, other: IntervalSet) -> bool:
        """Tell whether every number of this set also lies in `other`."""
        return (self & other) == self

    def is_disjoint(self, other: IntervalSet) -> bool:
        """Tell whether the two sets share no number."""
        return (self & other).is_empty

    def boundaries(self) -> tuple[Fraction, ...]:
        """Return the exact finite ends, ascending: where a verdict flips."""
        ends = {end for one in self.intervals for end in (one.low, one.high) if end is not None}
        return tuple(sorted(ends))

    def on_integers(self) -> IntervalSet:
        """Return the same whole numbers as closed intervals that do not adjoin.

        >>> IntervalSet.above(Fraction(17499)).on_integers() == IntervalSet.at_least(Fraction(17500))
        True
        """
        merged: list[Interval] = []
        for one in (interval.on_integers() for interval in self.intervals):
            if one.is_empty:
                continue
            last = merged[-1] if merged else None
            if last is not None and last.high is not None and one.low is not None and one.low <= last.high + 1:
                merged[-1] = evolve(last, high=one.high, high_closed=one.high_closed)
            else:
                merged.append(one)
        return IntervalSet(tuple(merged))

    def scaled(self, factor: Fraction) -> IntervalSet:
        """Return the set with every number multiplied by a positive `factor`."""
        return IntervalSet(tuple(evolve(one, low=_times(one.low, factor), high=_times(one.high, factor)) for one in self.intervals))

    def mirrored(self) -> IntervalSet:
        """Return the set of the negated numbers: what 下降 turns an increase into."""
        return IntervalSet(
            tuple(
                Interval(_times(one.high, Fraction(-1)), _times(one.low, Fraction(-1)), one.high_closed, one.low_closed)
                for one in reversed(self.intervals)
            )
        )

    def __and__(self, other: IntervalSet) -> IntervalSet:
        met: list[Interval] = []
        i = j = 0
        while i < len(self.intervals) and j < len(other.intervals):
            mine, theirs = self.intervals[i], other.intervals[j]
            both = mine.meet(theirs)
            if not both.is_empty:
                met.append(both)
            if _ends_sooner(mine, theirs):
                i += 1
            else:
                j += 1
        return IntervalSet(tuple(met))

    def __or__(self, other: IntervalSet) -> IntervalSet:
        return IntervalSet.of((*self.intervals, *other.intervals))

    def __invert__(self) -> IntervalSet:
        gaps: list[Interval] = []
        low: Fraction | None = None
        low_closed = False
        for one in self.intervals:
            if one.low is not None:
                gaps.append(Interval(low, one.low, low_closed, not one.low_closed))
            if one.high is None:
                return IntervalSet(tuple(gaps))
            low, low_closed = one.high, not one.high_closed
        gaps.append(Interval(low, None, low_closed, False))
        return IntervalSet(tuple(gaps))

    def __sub__(self, other: IntervalSet) -> IntervalSet:
        return self & ~other

    def __iter__(self) -> Iterator[Interval]:
        return iter(self.intervals)

    def __str__(self) -> str:
        return " ∪ ".join(map(str, self.intervals)) or "∅"


def _times(end: Fraction | None, factor: Fraction) -> Fraction | None:
    return None if end is None else end * factor


def _edge(interval: Interval) -> _Edge | None:
    """Return the ends as integer ratios, an infinite end with denominator 0; `None` for all numbers."""
    low, high = interval.low, interval.high
    if low is None and high is None:
        return None
    low_n, low_d = (0, 0) if low is None else (low.numerator, low.denominator)
    high_n, high_d = (0, 0) if high is None else (high.numerator, high.denominator)
    return (low_n, low_d, interval.low_closed, high_n, high_d, interval.high_closed)


NOTHING = IntervalSet(())
EVERYTHING = IntervalSet((Interval(),))
