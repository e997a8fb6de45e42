"""Ladders: the values of a fact from worse to better, as far as the rules say what is better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from attrs import evolve, frozen

from perfrules.evaluation.criterion import Criterion
from perfrules.evaluation.plan import Item
from perfrules.scoring import Scorer
from perfrules.scoring.policy import Manual
from perfrules.testing.probes import Probe, probes_of
from perfrules.testing.properties.reasons import unclaimed
from perfrules.testing.properties.report import Unclaimed
from perfrules.value.interval import IntervalSet
from perfrules.value.lexicon import compare_words
from perfrules.value.verdict import Direction, Verdict

__all__ = ["Ladder", "excess_of_item", "ladders_of_item"]

_MOST_PAIRS = 12
_TAKING = ("扣", "人工")
"""What over-achievement can do that changes marks."""


@frozen
class Ladder:
    """Values of one fact, each at least as good as the one before.

    `items` are the indicators that the fact makes, `said` which way is better. Verdicts and marks of `items`, of the levels
    above and of the total are claimed where `verdicts` and `marks` say so; with `stays` alone, only that nothing drops out.
    """

    fact: str
    steps: tuple[str, ...]
    items: tuple[Item, ...]
    said: str
    verdicts: bool = True
    marks: bool = True
    stays: bool = False

    def thinned(self, most: int) -> Ladder:
        """Return the ladder with fewer steps, spread over all of it."""
        if len(self.steps) <= most:
            return self
        chosen = [self.steps[index * (len(self.steps) - 1) // (most - 1)] for index in range(most)]
        return evolve(self, steps=tuple(dict.fromkeys(chosen)))


def ladders_of_item(item: Item, name: str, also: Iterable[Fraction], period: str) -> tuple[list[Ladder], list[Unclaimed]]:
    """Return the ladders of an indicator's actual value, and what cannot be claimed of it; `also` are more edges of its value."""
    criterion, scorer = item.criterion, item.scorer
    if criterion is None:
        return [], [unclaimed(name, "no_target", period)]
    if criterion.parts:
        return [], [unclaimed(name, "parts", period)]
    if criterion.required is None:
        return _of_words(item, criterion, name, period)
    probes = [probe for probe in probes_of(item, also) if probe.point is not None]
    if len(criterion.required.intervals) != 1:
        return list(_met_last(item, name, probes, criterion.required)), [unclaimed(name, "pieces", period)]
    if scorer is None or scorer.subject.required is None or isinstance(scorer.policy.form, Manual):
        left = [unclaimed(name, "manual", period)] if scorer is not None and isinstance(scorer.policy.form, Manual) else []
        return list(_rising(item, name, probes, criterion.direction, criterion.required)), left
    return _of_numbers(item, name, probes, criterion, scorer, period)


def _of_numbers(
    item: Item, name: str, probes: list[Probe], criterion: Criterion, scorer: Scorer, period: str
) -> tuple[list[Ladder], list[Unclaimed]]:
    assert criterion.required is not None
    assert scorer.subject.required is not None
    left: list[Unclaimed] = []
    excess, strict = excess_of_item(item)
    tame = probes if excess is None else [one for one in probes if one.point is not None and not _beyond(one.point, excess, strict=strict)]
    one_way = criterion.direction is scorer.subject.direction
    if excess is not None:
        start = next((one.text for one in probes if one.point is not None and _beyond(one.point, excess, strict=strict)), "")
        left.append(unclaimed(name, "over", period, said=str(scorer.policy.over), start=start))
    if not one_way:
        ways = {"first": criterion.direction.value, "second": scorer.subject.direction.value}
        left.append(unclaimed(name, "two_ways", period, **ways))
    if one_way and excess is None:
        return list(_rising(item, name, probes, criterion.direction, criterion.required)), left
    verdicts = [evolve(one, marks=False) for one in _rising(item, name, probes, criterion.direction, criterion.required)]
    marks = [evolve(one, verdicts=False) for one in _rising(item, name, tame, scorer.subject.direction, scorer.subject.required)]
    return [*verdicts, *marks], left


def excess_of_item(item: Item) -> tuple[Fraction | None, bool]:
    """Return from which value over-achievement changes marks, and whether only beyond it; `None` where it does not."""
    scorer = item.scorer
    if scorer is None or scorer.excess is None or scorer.policy.over is None or scorer.policy.over.word not in _TAKING:
        return None, False
    return scorer.excess, scorer.policy.over.is_strict


def _beyond(point: Fraction, excess: Fraction, *, strict: bool) -> bool:
    return point > excess if strict else point >= excess


def _rising(item: Item, name: str, probes: Sequence[Probe], direction: Direction, required: IntervalSet) -> Iterator[Ladder]:
    """Yield the values from worse to better: one way, or from both sides towards a target that is best met exactly."""
    texts = [probe.text for probe in probes]
    if direction is Direction.HIGHER:
        ways = [texts]
    elif direction is Direction.LOWER:
        ways = [texts[::-1]]
    else:
        low, high = required.intervals[0].low, required.intervals[0].high
        inside = [one.text for one in probes if one.point is not None and required.contains(one.point)]
        below = [one.text for one in probes if one.point is not None and low is not None and one.point < low]
        above = [one.text for one in probes if one.point is not None and high is not None and one.point > high]
        ways = [[*below, *inside[:1]], [*above[::-1], *inside[-1:]]]
    yield from (Ladder(name, tuple(one), (item,), direction.value) for one in ways if len(one) > 1)


def _met_last(item: Item, name: str, probes: Sequence[Probe], required: IntervalSet) -> Iterator[Ladder]:
    """Yield pairs of a value that misses a target and one that meets it: of several stretches, that is all that is better."""
    met, missed = ([one.text for one in probes if one.point is not None and required.contains(one.point) is way] for way in (True, False))
    yield from (Ladder(name, pair, (item,), Verdict.MET.value) for pair in list(product(missed, met))[:_MOST_PAIRS])


def _of_words(item: Item, criterion: Criterion, name: str, period: str) -> tuple[list[Ladder], list[Unclaimed]]:
    """Return the ladder of the words that the vocabulary or the scale of a target puts in an order."""
    words = [probe.text for probe in probes_of(item)]
    ranked = _ranked([word for word in words if compare_words(str(criterion.target), word) is not None])
    scale = None if item.scorer is None else item.scorer.subject.scale
    if len(ranked) < 2 and scale is not None:
        ranked = [step.word for step in reversed(scale.steps)]
    if len(ranked) < 2 or criterion.direction is Direction.EXACT:
        return [], [unclaimed(name, "no_order", period)]
    manual = item.scorer is not None and isinstance(item.scorer.policy.form, Manual)
    left = [unclaimed(name, "manual", period)] if manual else []
    return [Ladder(name, tuple(ranked), (item,), criterion.direction.value)], left


def _ranked(words: list[str]) -> list[str]:
    """Return words from worst to best, as far as the vocabulary knows: each must answer the one before, and not the other way round."""
    ranked = sorted(words, key=lambda word: sum(compare_words(other, word) is True for other in words))
    chain: list[str] = []
    for word in ranked:
        if not chain or (compare_words(chain[-1], word) is True and compare_words(word, chain[-1]) is False):
            chain.append(word)
    return chain
