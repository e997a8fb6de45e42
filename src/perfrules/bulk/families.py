"""Families: laws of ranges that differ by how wide they are, worked out from two of them once a third one has shown how."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import define, evolve, field

from perfrules.bulk.laws import Law, Line, Outcome

__all__ = ["Family"]

_ENOUGH = 3


@define
class Family:
    """The laws of ranges from 1 to `r` that are alike but for `r`: every number in them is a straight line over `r`, or they are no family.

    Nothing but the two ends may stand on the axis of such a law: what lies elsewhere might change places with one of them.
    """

    known: list[tuple[Fraction, Law]] = field(factory=list)
    holds: bool = True

    def law(self, ratio: Fraction, make: Callable[[], Law | None]) -> Law | None:
        """Return the law of a range; `make` is asked for the first ones, and for all where they are no family."""
        if not self.holds:
            return make()
        if len(self.known) >= _ENOUGH:
            return self._at(ratio)
        law = make()
        if law is None or law.criticals != (Fraction(1), ratio):
            self.holds = False
        elif all(ratio != other for other, _ in self.known):
            self.known.append((ratio, law))
            self.holds = len(self.known) < _ENOUGH or _without_unit(self._at(ratio)).meaning == _without_unit(law).meaning
        return law

    def _at(self, ratio: Fraction) -> Law:
        (first, one), (second, other) = self.known[:2]
        share = (ratio - first) / (second - first)
        outcomes = tuple(_mixed(a, b, share) for a, b in zip(one.outcomes, other.outcomes, strict=True))
        edges = tuple(_between(a, b, share) for a, b in zip(one.edges, other.edges, strict=True))
        return evolve(one, criticals=(one.criticals[0], ratio), outcomes=outcomes, edges=edges)


def _without_unit(law: Law) -> Law:
    """Return a law without the name of what is lacking, in which the laws of a family differ."""
    return evolve(law, outcomes=tuple(evolve(one, shortfall_unit="") for one in law.outcomes))


def _mixed(one: Outcome, other: Outcome, share: Fraction) -> Outcome:
    """Return an outcome whose lines lie between those of two, or beyond them; what is no line in both stays as in the first."""
    return evolve(
        one,
        completion=_line(one.completion, other.completion, share),
        shortfall=_line(one.shortfall, other.shortfall, share),
        low=_line(one.low, other.low, share),
        high=_line(one.high, other.high, share),
    )


def _line(one: Line | None, other: Line | None, share: Fraction) -> Line | None:
    if one is None or other is None or one == other:
        return one
    return Line(_between(one.start, other.start, share), _between(one.slope, other.slope, share), _between(one.hyper, other.hyper, share))


def _between(one: Fraction, other: Fraction, share: Fraction) -> Fraction:
    return one if one == other else one + (other - one) * share
