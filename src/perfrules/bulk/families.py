"""Families: laws of ranges that differ by how wide they are, worked out from two of them once a third one has shown how."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import define, evolve, field

from perfrules.bulk.laws import Law, Line, Outcome

__all__ = ["Family"]

_ENOUGH = 3
_LINES = ("completion", "shortfall", "low", "high")


@define
class Family:
    """The laws of ranges from 1 to `r` that are alike but for `r`: every number in them is a straight line over `r`, or they are no family.

    Nothing but its two ends may stand on the axis of such a law, so that no width changes the order of places.
    """

    known: list[tuple[Fraction, Law | None]] = field(factory=list)
    holds: bool = True

    def law(self, ratio: Fraction, make: Callable[[], Law | None]) -> Law | None:
        """Return the law of a range; `make` is asked for the first ones, and for all where they are no family."""
        if not self.holds:
            return make()
        if len(self.known) >= _ENOUGH:
            return self._between(ratio)
        law = make()
        if all(ratio != other for other, _ in self.known):
            self.known.append((ratio, law))
            self.holds = law is not None and law.criticals == (1, ratio)
            if law is not None and self.holds and len(self.known) == _ENOUGH:
                found = self._between(ratio)
                self.holds = found is not None and _without_unit(found).meaning == _without_unit(law).meaning
        return law

    def _between(self, ratio: Fraction) -> Law | None:
        (first, one), (second, other) = self.known[:2]
        if one is None or other is None or len(one.edges) != len(other.edges) or one.doubtful != other.doubtful:
            return None
        share = (ratio - first) / (second - first)
        outcomes = tuple(_mixed(a, b, share) for a, b in zip(one.outcomes, other.outcomes, strict=True))
        edges = tuple(_along(a, b, share) for a, b in zip(one.edges, other.edges, strict=True))
        return evolve(one, criticals=(one.criticals[0], ratio), outcomes=outcomes, edges=edges)


def _without_unit(law: Law) -> Law:
    """Return a law without the name of what is lacking, in which the laws of a family differ."""
    return evolve(law, outcomes=tuple(evolve(one, shortfall_unit="") for one in law.outcomes))


def _mixed(one: Outcome, other: Outcome, share: Fraction) -> Outcome:
    """Return an outcome whose lines lie between those of two, or beyond them; what is no line in both stays as in the first."""
    lines: dict[str, Line] = {}
    for part in _LINES:
        first, second = getattr(one, part), getattr(other, part)
        if first is not None and second is not None and first != second:
            starts, slopes, hypers = zip(*((line.start, line.slope, line.hyper) for line in (first, second)), strict=True)
            lines[part] = Line(_along(*starts, share), _along(*slopes, share), _along(*hypers, share))
    return evolve(one, **lines) if lines else one


def _along(one: Fraction, other: Fraction, share: Fraction) -> Fraction:
    return one if one == other else one + (other - one) * share
