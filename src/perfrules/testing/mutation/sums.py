"""Sums: which choices bring the total to where a grade or a ceiling changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from perfrules.evaluation.plan import Plan
from perfrules.testing.mutation.choices import Choice
from perfrules.value.verdict import Verdict

__all__ = ["totals_between", "totals_that_differ"]

_MOST = 6_000
_TRIED = 3
_FINE = 3
"""Indicators whose values are chosen finely; the others get all or nothing, or what a word gets."""
Span = tuple[Fraction, Fraction]


def totals_that_differ(one: Plan, other: Plan) -> tuple[Span, ...]:
    """Return the stretches of the total in which two plans give other grades."""
    full = one.root.weight or Fraction(0)
    bands = [{} if plan.rules.grades is None else dict(plan.rules.grades.bands) for plan in (one, other)]
    edges = sorted({Fraction(0), full, *(edge for group in bands for band in group.values() for edge in band.boundaries() if edge < full)})

    def grade(plan: int, total: Fraction) -> tuple[str, ...]:
        return tuple(name for name, band in bands[plan].items() if band.contains(total))

    points = [(edge, edge) for edge in edges] + [((low * 99 + high) / 100, (low + high * 99) / 100) for low, high in pairwise(edges)]
    digits = None if one.rounding is None else one.rounding.total
    reach = Fraction(0) if digits is None else Fraction(1, 2 * 10**digits)
    return tuple((low - reach, high + reach) for low, high in points if grade(0, (low + high) / 2) != grade(1, (low + high) / 2))


def totals_between(choices: Mapping[str, Sequence[Choice]], wanted: Sequence[Span]) -> Iterator[dict[str, str]]:
    """Yield facts whose marks add up to a total inside a stretch, or to a range that ends in one."""
    applying = {name: [one for one in options if one.verdict is not Verdict.NOT_APPLICABLE] for name, options in choices.items()}
    for end in ("most", "least"):
        known = {name: {getattr(one, end): one.text for one in reversed(options)} for name, options in applying.items()}
        sums = _sums({name: {marks: text for marks, text in one.items() if marks is not None} for name, one in known.items()})
        for low, high in wanted:
            inside = [total for total in sums if low <= total <= high]
            plain = sorted(inside, key=lambda one: one.denominator)[:_TRIED]
            middle = sorted(inside, key=lambda one, at=(low + high) / 2: abs(one - at))[:_TRIED]  # type: ignore[misc]
            yield from (dict(sums[total]) for total in dict.fromkeys((*plain, *middle)))


def _sums(known: Mapping[str, Mapping[Fraction, str]]) -> Mapping[Fraction, tuple[tuple[str, str], ...]]:
    """Return totals that can be reached, each with facts that reach it."""
    ranked = sorted((name for name in known if known[name]), key=lambda name: len(known[name]))
    sums: dict[Fraction, tuple[tuple[str, str], ...]] = {Fraction(0): ()}
    for place, name in enumerate(ranked):
        options = known[name]
        if len(ranked) - place > _FINE and len(options) > 2:
            options = {marks: options[marks] for marks in (max(options), min(options))}
        following: dict[Fraction, tuple[tuple[str, str], ...]] = {}
        for total, chosen in sums.items():
            for marks, text in sorted(options.items(), reverse=True):
                if len(following) < _MOST:
                    following.setdefault(total + marks, (*chosen, (name, text)))
        sums = following
    return sums
