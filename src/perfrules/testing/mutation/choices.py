"""Choices: for every indicator of a ruleset the actual values worth trying, with the marks that they get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from perfrules.evaluation.plan import Item, Plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.target.body import Axis, Graded, Measure
from perfrules.testing.mutation.lit import bound_of, edges_of_rule, portion_of, rule_of, target_of, words_of
from perfrules.testing.mutation.moments import Moment
from perfrules.testing.probes import Probe, edges_of, probes_of, step_of, text_of_point
from perfrules.value.verdict import Verdict

__all__ = ["NOT_APPLICABLE", "Choice", "choices_of", "texts_of"]

NOT_APPLICABLE = "不适用"
_NEARNESS = {"edge": 1, "between": 3, "far": 4}
"""Where the clearest values lie."""
_PARTS = (Fraction(1, 7), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(7, 8), Fraction(6, 7), Fraction(11, 7), Fraction(7, 3))
_TENTHS = tuple(Fraction(number, 20) for number in range(1, 20))


class Choice(NamedTuple):
    """An actual value, what it means for its indicator, and the marks that it gets: one number (`marks`), or a range."""

    text: str
    verdict: Verdict
    marks: Fraction | None
    least: Fraction | None = None
    most: Fraction | None = None


def texts_of(item: Item, other: Item | None, plan: Plan, month: int, *, fine: bool = False) -> tuple[str, ...]:
    """Return actual values at and around everything that changes for an indicator, under either of two plans."""
    found: dict[str, None] = {}
    for one, against in ((item, other), (other, item)):
        if one is None:
            continue
        also = () if against is None else edges_of(against)
        probes = sorted(probes_of(one, also if _is_number(one) else ()), key=partial(_nearness, one, frozenset(also)))
        found.update(dict.fromkeys(probe.text for probe in probes if probe.point is None or probe.point >= 0 or not _counts(one)))
        if fine:
            found.update(dict.fromkeys(_parts(one)))
        found.update(dict.fromkeys(_lit(one, plan, month)))
    found[NOT_APPLICABLE] = None
    return tuple(found)


def _is_number(item: Item) -> bool:
    return item.criterion is not None and item.criterion.required is not None and isinstance(item.criterion.target.body, Axis)


def _nearness(item: Item, also: frozenset[Fraction], probe: Probe) -> int:
    """Return how far a value is from what is clearest: the edges of the target, then other edges, then those beside them."""
    required = None if item.criterion is None else item.criterion.required
    wanted = () if required is None else required.boundaries()
    if probe.point in wanted:
        return 0
    return 1 if probe.point in also else _NEARNESS.get(probe.side, 2)


def _counts(item: Item) -> bool:
    """Tell whether actual values are counts, which are never below zero."""
    body = None if item.criterion is None else item.criterion.target.body
    return isinstance(body, Measure) and body.unit.discrete


def _parts(item: Item) -> Iterator[str]:
    """Yield parts and multiples of the edges of an indicator, as near as a step comes to them."""
    if not _is_number(item):
        return
    assert item.criterion is not None
    body = item.criterion.target.body
    assert isinstance(body, Axis)
    edges = [edge for edge in edges_of(item) if edge]
    step = step_of(body, edges)
    for edge in (*edges[:2], *edges[2:][-2:]):
        for part in (*_PARTS, *_TENTHS):
            text = text_of_point(edge * part // step * step, body)
            if text:
                yield text


def _lit(item: Item, plan: Plan, month: int) -> Iterator[str]:
    """Yield the values and words at which the light of an indicator changes."""
    rules = plan.rules
    target = target_of(item, plan)
    if not rules.lights or target is None:
        return
    for rule in words_of(rules):
        for light in rule.lights:
            if isinstance(light.condition, str):
                yield light.condition
    body = target.body
    if isinstance(body, Graded) or not isinstance(body, Axis):
        yield from (f"{mark}{target}" for mark in ("", "基本", "不"))
        return
    chosen = rule_of(item, target, rules, month)
    for rule in () if chosen is None else (chosen,):
        bound = bound_of(target) or Fraction(0)
        due = Fraction(1) if rule.month is not None else bound * portion_of(item, plan, month)
        step = step_of(body)
        for edge in edges_of_rule(rule):
            for point in _beside(edge * due, step):
                text = text_of_point(point, body)
                if text and point >= 0:
                    yield text


def _beside(point: Fraction, step: Fraction) -> Iterable[Fraction]:
    low = point // step * step
    return (low - step, low, low + step, low + 2 * step)


def choices_of(rules: RuleSet, moment: Moment, base: Mapping[str, str], *, fine: bool = False) -> dict[str, tuple[Choice, ...]]:
    """Return the choices for every indicator of a moment, by the name by which facts mean it; `base` is known besides."""
    result = rules.evaluate(base, moment.period or None, moment.day)
    month = 12 if moment.day is None else moment.day.month
    names = {item.indicator.path: rules.names.short(item.indicator.path) for item in result.plan.items}
    texts = {names[item.indicator.path]: texts_of(item, None, result.plan, month, fine=fine) for item in result.plan.items}
    found: dict[str, list[Choice]] = {name: [] for name in texts}
    for row in zip_longest(*texts.values()):
        given = {name: text for name, text in zip(texts, row, strict=True) if text is not None}
        leaves = rules.evaluate({**base, **given}, moment.period or None, moment.day).leaves()
        for leaf in leaves:
            name = names[leaf.path]
            if name in given:
                marks = leaf.marks.low if leaf.marks is not None and leaf.marks.is_known else None
                ends = (None, None) if leaf.marks is None else leaf.marks
                found[name].append(Choice(given[name], leaf.verdict, marks, *ends))
    return {name: tuple(one) for name, one in found.items()}
