"""Totals: how the marks of many make up those of a level, where some are unknown and some may not apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from perfrules.scoring import NotApplicable

__all__ = ["Marks", "Part", "added", "combined"]

_ZERO = Fraction(0)


class Marks(NamedTuple):
    """The smallest and largest marks that are still possible; both are the same once all is known."""

    low: Fraction
    high: Fraction

    @property
    def is_known(self) -> bool:
        """Tell whether nothing is open."""
        return self.low == self.high


class Part(NamedTuple):
    """One part of a level: its weight, its marks, and whether it applies (`None` where that is open)."""

    weight: Fraction
    marks: Marks
    applies: bool | None


def combined(parts: Sequence[Part], weight: Fraction, rule: NotApplicable) -> Marks:
    """Return the marks of a level of some weight.

    What does not apply gets full marks, or its weight goes to what stands beside it (or is left out), as the rule says. Where
    it is open whether a part applies, both are possible.

    >>> half = Part(Fraction(10), Marks(Fraction(5), Fraction(5)), True)
    >>> absent = Part(Fraction(10), Marks(Fraction(0), Fraction(10)), False)
    >>> [str(combined([half, absent], Fraction(20), rule).low) for rule in (NotApplicable.REDISTRIBUTE, NotApplicable.FULL)]
    ['10', '15']
    """
    if rule is NotApplicable.REDISTRIBUTE or rule is NotApplicable.RESCALE:
        return Marks(weight * _average(parts, _least, min), weight * _average(parts, _most, max))
    if rule is NotApplicable.FULL:
        return _sum([_full(part) for part in parts])
    return _sum([_excluded(part) for part in parts])


def _sum(parts: Iterable[Part]) -> Marks:
    return added(part.marks for part in parts)


def added(marks: Iterable[Marks]) -> Marks:
    """Return the sum of marks; whole numbers are added over common denominators, which is reduced once at the end."""
    n, d, open_n, open_d = 0, 1, 0, 1
    for low, high in marks:
        m, e = low.numerator, low.denominator
        n, d = (n + m, d) if d == e else (n * e + m * d, d * e)
        if high is not low and high != low:
            gap = high - low
            open_n, open_d = open_n * gap.denominator + gap.numerator * open_d, open_d * gap.denominator
    least = Fraction(n, d)
    return Marks(least, least + Fraction(open_n, open_d) if open_n else least)


def _full(part: Part) -> Part:
    if part.applies:
        return part
    low = part.weight if part.applies is False else part.marks.low
    return part._replace(marks=Marks(low, part.weight))


def _excluded(part: Part) -> Part:
    if part.applies:
        return part
    return part._replace(marks=Marks(_ZERO, _ZERO if part.applies is False else part.marks.high))


def _least(part: Part) -> Fraction:
    return part.marks.low


def _most(part: Part) -> Fraction:
    return part.marks.high


def _average(parts: Sequence[Part], marks: Callable[[Part], Fraction], better: Callable[[Fraction, Fraction], Fraction]) -> Fraction:
    """Return the extreme share of what applies, over all ways in which the open parts may apply or not.

    An open part is worth counting as long as its own share lies beyond the average so far: the best ones are taken first.
    """
    sure = [part for part in parts if part.applies and part.weight]
    open_ones = [part for part in parts if part.applies is None and part.weight]
    got, weight = sum((marks(part) for part in sure), _ZERO), sum((part.weight for part in sure), _ZERO)
    ranked = sorted(open_ones, key=lambda part: marks(part) / part.weight, reverse=better is max)
    for part in ranked:
        share = marks(part) / part.weight
        if weight and better(share, got / weight) == got / weight:
            break
        got, weight = got + marks(part), weight + part.weight
    return got / weight if weight else _ZERO
