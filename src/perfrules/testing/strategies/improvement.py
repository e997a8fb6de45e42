"""Improvement: the same facts with some values better along their direction, and none worse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from perfrules.evaluation.loading import load_ruleset
from perfrules.evaluation.plan import Item
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.target.body import Axis, Measure
from perfrules.target.decide import as_target
from perfrules.testing.probes import edges_of, step_of, text_of_point
from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.given import GivenFacts
from perfrules.testing.strategies.points import domain_of
from perfrules.testing.tendency import Tendency, tendencies
from perfrules.value.interval import IntervalSet
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Direction

__all__ = ["improving"]

_ONE, _ZERO = Fraction(1), Fraction(0)
_STEPS = 1_000


def improving(
    facts: Mapping[str, str], ruleset: RuleSet | str | None = None, period: str | None = None, as_of: date | None = None
) -> st.SearchStrategy[GivenFacts]:
    """Draw facts in which some values are better along their direction, by a little or by much, and none is worse.

    More where more is better (越大越好), less where less is, nearer to the target where that is best (等于为好), a better word of a
    scale; data in formulas as far as it is known which way they are better. Everything else stays: what is missing, what is
    written in a way that is no number, data that decide whether something applies, and values beyond which
    over-achievement costs marks. So the score never falls. `facts` of `facts_for` know their ruleset and period; others need them.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> rules = "规则集 小表\\n三级指标 企业数 全年 ≥100家\\n三级指标 投诉 全年 ≤5起"
    >>> find(improving({"企业数": "96家", "投诉": "7起"}, rules), lambda better: better.evaluate().verdict.value == "达标", settings=once)
    期间 全年
    给定 企业数 = 100家
    给定 投诉 = 5起
    """
    given = _given(facts, ruleset, period, as_of)
    return _improved(given, tuple(_ladders(given)))


def _given(facts: Mapping[str, str], ruleset: RuleSet | str | None, period: str | None, as_of: date | None) -> GivenFacts:
    if isinstance(facts, GivenFacts) and ruleset is None:
        return facts
    if ruleset is None:
        return refuse("要说明是哪个规则集的数据", "say which ruleset the facts are for")
    rules = ruleset if isinstance(ruleset, RuleSet) else load_ruleset(ruleset)
    found = rules.evaluate({}, period, as_of).plan.period
    return GivenFacts(facts, rules, found if found in rules.periods else None, as_of)


@frozen(repr=False)
class _Ladder:
    """A fact with the strategy for its value and everything better."""

    name: str
    better: st.SearchStrategy[str]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the name alone where hypothesis names the strategy."""
        printer.text("…" if cycle else self.name)


def _ladders(given: GivenFacts) -> list[_Ladder]:
    """Return the facts that can be better."""
    result = given.evaluate()
    found: list[_Ladder] = []
    known = tendencies(given.ruleset, given.period, given.as_of)
    for name, text in given.items():
        meant = given.ruleset.names.find(name)
        one = known.get(meant if isinstance(meant, str) else given.ruleset.names.short(meant) if meant else "")
        better = None if one is None or one.direction is None or _caps(result, name, one) else _better(given, result, one, text)
        if better is not None:
            found.append(_Ladder(name, better))
    return found


def _caps(result: RuleSetResult, name: str, one: Tendency) -> bool:
    """Tell whether the total has a ceiling by a fact for which more is not plainly better."""
    ceilings = result.plan.rules.ceilings
    return ceilings is not None and ceilings.name == name and one.direction is not Direction.HIGHER


@st.composite
def _improved(draw: st.DrawFn, given: GivenFacts, ladders: tuple[_Ladder, ...]) -> GivenFacts:
    found = dict(given)
    for one in ladders:
        found[one.name] = draw(one.better)
    return GivenFacts(found, given.ruleset, given.period, given.as_of)


def _better(given: GivenFacts, result: RuleSetResult, one: Tendency, text: str) -> st.SearchStrategy[str] | None:
    if one.name in given.ruleset.model.data:
        return _better_datum(given, result, one, text)
    item = one.items[0]
    criterion = item.criterion
    if criterion is None or one.direction is None:
        return None
    body = criterion.target.body
    if not isinstance(body, Axis) or criterion.required is None:
        return _better_word(item, text)
    value = as_target(text).body
    if not isinstance(value, Axis) or type(value) is not type(body) or (point := value.values.the_point) is None:
        return None
    if isinstance(value, Measure) and isinstance(body, Measure) and value.unit.dimension != body.unit.dimension:
        return None
    points = _points(item, one.direction, point, criterion.required)
    texts = [text, *(text_of_point(better, body) for better in points)]
    return st.sampled_from(list(dict.fromkeys(filter(None, texts))))


def _points(item: Item, direction: Direction, point: Fraction, required: IntervalSet) -> list[Fraction]:
    """Return better numbers: at the edges of target and scoring, beside them, and further on, not beyond what costs marks."""
    assert item.criterion is not None
    body = item.criterion.target.body
    assert isinstance(body, Axis)
    edges = edges_of(item)
    step = step_of(body, edges)
    ahead = [place + turn * step for edge in edges for place in (edge, edge // step * step) for turn in (0, 1, -1)]
    if direction is Direction.EXACT:
        return _nearer(ahead, point, required)
    sign = 1 if direction is Direction.HIGHER else -1
    ahead += [point + sign * count * step for count in (1, 2, 10, _STEPS)]
    excess = None if item.scorer is None else item.scorer.excess
    return [one for one in ahead if (one - point) * sign > 0 and (excess is None or one < excess) and _is_possible(one, point, body)]


def _is_possible(number: Fraction, point: Fraction, body: Axis) -> bool:
    """Tell whether a number can be measured: nothing falls below zero that was not there already, nor is a place before the first."""
    return domain_of(body).contains(number) and (number >= _ZERO or point < _ZERO or not isinstance(body, Measure))


def _nearer(points: list[Fraction], point: Fraction, required: IntervalSet) -> list[Fraction]:
    """Return the points between a number and the set that is best, the near end of the set included."""
    if required.contains(point) or len(required.intervals) != 1:
        return []
    low, high = required.low, required.high
    if low is not None and point < low:
        return [one for one in points if point < one <= low]
    return [] if high is None else [one for one in points if high <= one < point]


def _better_word(item: Item, text: str) -> st.SearchStrategy[str] | None:
    """Return a word of the scale and everything above it."""
    scale = None if item.scorer is None else item.scorer.subject.scale
    words = [] if scale is None else [step.word for step in scale.steps]
    if text not in words or item.criterion is None:
        return None
    place = words.index(text)
    met = item.criterion.decide(text).answer
    return st.sampled_from([text, *(word for word in words[:place] if item.criterion.decide(word).answer or not met)])


def _better_datum(given: GivenFacts, result: RuleSetResult, one: Tendency, text: str) -> st.SearchStrategy[str] | None:
    """Return an amount and better ones, as long as nothing in its formulas is zero or missing."""
    unit = given.ruleset.model.data[one.name].unit
    number = result.facts.data.get(one.name)
    if number is None or number <= 0 or any(_is_unsafe(item, result) for item in one.items):
        return None
    step = unit.factor
    if one.direction is Direction.HIGHER:
        numbers = [number + count * step for count in (1, 2, 10, _STEPS)] + [number * 2]
    else:
        numbers = [number - step, number - 10 * step, number - number // (2 * step) * step]
    texts = [str(Quantity(better / unit.factor, unit)) for better in numbers if better > 0]
    return st.sampled_from([text, *dict.fromkeys(texts)])


def _is_unsafe(item: Item, result: RuleSetResult) -> bool:
    """Tell whether more or less of a datum may be worse: over-achievement, a datum that is zero or below, or one that is missing."""
    names = () if item.compiled is None else item.compiled.names
    over = item.scorer is not None and item.scorer.excess is not None
    return over or any(name not in result.known or result.known[name][0] <= 0 for name in names)
