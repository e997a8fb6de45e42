"""Comparing lights: which light each progress, verdict or word of an indicator gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from perfrules.evaluation.plan import Item, Plan
from perfrules.ruleset.model import PolicySet, covers
from perfrules.scoring.lights import DIRECTIONS, WORDS, LightRule
from perfrules.target import Target
from perfrules.target.body import Measure
from perfrules.target.direction import direction_of
from perfrules.value.interval import IntervalSet
from perfrules.value.verdict import Verdict

__all__ = ["bound_of", "edges_of_rule", "portion_of", "rule_of", "same_lights", "words_of"]

_YEAR = "全年"


def rule_of(item: Item, target: Target, rules: PolicySet, month: int) -> LightRule | None:
    """Return the rule by which an indicator with numbers is lit in a month: by its name, its direction, else for all."""
    path = item.indicator.path
    named = [one for one in rules.lights if one.rows not in (WORDS, "", *DIRECTIONS) and covers(one.rows.split("、"), path)]
    if named:
        timed = [one for one in named if one.month is None or one.month <= month]
        return max(timed, key=lambda one: one.month or 0, default=None)
    direction, _ = direction_of(target, item.indicator.name, item.indicator.direction)
    directed = next((one for one in rules.lights if one.rows == direction.value), None)
    return directed or next((one for one in rules.lights if not one.rows), None)


def words_of(rules: PolicySet) -> tuple[LightRule, ...]:
    """Return the rules that go by reported words."""
    return tuple(rule for rule in rules.lights if rule.rows == WORDS)


def target_of(item: Item, plan: Plan) -> Target | None:
    """Return the target against which progress is held: that of the period, else that of the year."""
    dated = item.indicator.targets.get(plan.period) or item.indicator.targets.get(_YEAR)
    return None if dated is None else dated.at(plan.day)


def portion_of(item: Item, plan: Plan, month: int) -> Fraction:
    """Return the part of the target that is due by a month."""
    own = plan.period in item.indicator.targets and plan.period != _YEAR
    return Fraction(1) if own or month == 12 else Fraction(month, 12)


def bound_of(target: Target) -> Fraction | None:
    """Return the number of a target: where it begins, else where it ends."""
    body = target.body
    if not isinstance(body, Measure):
        return None
    return body.values.low if body.values.low is not None else body.values.high


def same_lights(one: Item, other: Item, plans: tuple[Plan, Plan], month: int) -> bool:
    """Tell whether two indicators get the same light for every actual value."""
    targets = target_of(one, plans[0]), target_of(other, plans[1])
    rules = plans[0].rules, plans[1].rules
    if targets[0] is None or targets[1] is None:
        return targets[0] is targets[1]
    if not _same_words(words_of(rules[0]), words_of(rules[1])):
        return False
    numbers = [isinstance(target.body, Measure) for target in (targets[0], targets[1])]
    if numbers != [True, True]:
        return numbers[0] == numbers[1]
    return _way(one, targets[0], plans[0], month) == _way(other, targets[1], plans[1], month)


def _way(item: Item, target: Target, plan: Plan, month: int) -> object:
    """Return how an indicator is lit, as something that is equal where the lights are."""
    rule = rule_of(item, target, plan.rules, month)
    if rule is None:
        return None
    if not rule.of_progress:
        return tuple(rule.light(verdict) for verdict in Verdict)
    bound = Fraction(1) if rule.month is not None else bound_of(target)
    if not bound:
        return ("no progress",)
    due = bound if rule.month is not None else bound * portion_of(item, plan, month)
    return tuple((values.scaled(due) if due > 0 else (values, due), label) for values, label in _bands(rule))


def _bands(rule: LightRule) -> Iterator[tuple[IntervalSet, str]]:
    """Yield the values of each light, those of one light together."""
    covered = IntervalSet()
    found: dict[str, IntervalSet] = {}
    for light in rule.lights:
        if isinstance(light.condition, IntervalSet):
            own = light.condition - covered
            covered = covered | light.condition
            found[light.label] = found.get(light.label, IntervalSet()) | own
    yield from sorted(((values, label) for label, values in found.items() if not values.is_empty), key=repr)


def _same_words(one: tuple[LightRule, ...], other: tuple[LightRule, ...]) -> bool:
    known = [light.condition for rule in (*one, *other) for light in rule.lights if not isinstance(light.condition, IntervalSet)]
    return all(_first(one, word) == _first(other, word) for word in (*known, *Verdict))


def _first(rules: Iterable[LightRule], found: Verdict | str) -> str | None:
    return next((light for rule in rules if (light := rule.light(found)) is not None), None)


def edges_of_rule(rule: LightRule) -> tuple[Fraction, ...]:
    """Return the values or shares at which a light changes."""
    sets = [light.condition for light in rule.lights if isinstance(light.condition, IntervalSet)]
    return tuple(sorted({edge for values in sets for edge in values.boundaries()}))
