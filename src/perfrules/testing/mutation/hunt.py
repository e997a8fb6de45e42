"""The hunt: facts that tell a ruleset from a mutant of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from attrs import frozen

from perfrules.evaluation.plan import Item, Plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.model import Path
from perfrules.target.body import Axis
from perfrules.testing.mutation.branches import holding_values
from perfrules.testing.mutation.choices import NOT_APPLICABLE, Choice, choices_of, texts_of
from perfrules.testing.mutation.data import comparisons_of, data_of, facts_of_data, names_behind, terms_of
from perfrules.testing.mutation.expectations import Expectation, expectations_of
from perfrules.testing.mutation.meaning import Difference, plan_at
from perfrules.testing.mutation.moments import Moment
from perfrules.testing.mutation.observation import seen
from perfrules.testing.mutation.sums import totals_between, totals_that_differ
from perfrules.testing.probes import step_of, text_of_point
from perfrules.text.errors import PerfRulesError
from perfrules.value.verdict import Verdict

__all__ = ["Quarry", "hunt"]

_MOST_TRIES = 6_000
_MORE_TRIES = 40
"""How much longer to look for a verdict, marks or a light, where only a number behind them tells."""
_CLEAR = 3
"""How many of the aspects that are seen are plain to everybody: verdict, marks, light."""
_TOTAL_KINDS = frozenset({"tree", "weight", "rule", "rounding", "grades", "ceilings", "order", "names"})
Facts = Mapping[str, str]


@frozen
class Quarry:
    """What tells two rulesets apart: when, by which facts, and what the first one makes of them."""

    moment: Moment
    facts: Facts
    expected: tuple[Expectation, ...]


def hunt(rules: RuleSet, changed: RuleSet, differences: Mapping[Moment, tuple[Difference, ...]]) -> Quarry | None:
    """Return facts under which two rulesets come to other results, the shortest ones first; `None` where none are found.

    >>> from perfrules import load_ruleset
    >>> from perfrules.testing.mutation.meaning import differences_of
    >>> first, second = (load_ruleset(f"规则集 小表\\n三级指标 企业数 全年 {text}") for text in ("≥100家", "≥101家"))
    >>> moment = Moment("全年", None)
    >>> found = hunt(first, second, {moment: differences_of(first, second, moment)})
    >>> found.facts, found.expected[0].words
    ({'企业数': '100家'}, '达标')
    """
    tries = 0
    for moment, found in differences.items():
        kept: tuple[int, Quarry] | None = None
        for facts in _Tracker(rules, changed, moment, found).candidates():
            tries += 1
            if tries > _MOST_TRIES or (kept is not None and tries > kept[0] + _MORE_TRIES):
                break
            expected, is_clear = _told(rules, changed, moment, facts)
            if expected and is_clear:
                return Quarry(moment, facts, expected)
            if expected and kept is None:
                kept = tries, Quarry(moment, facts, expected)
        if kept is not None or tries > _MOST_TRIES:
            return None if kept is None else kept[1]
    return None


def _told(rules: RuleSet, changed: RuleSet, moment: Moment, facts: Facts) -> tuple[tuple[Expectation, ...], bool]:
    """Return what to expect where two rulesets make something else of facts, and whether a verdict, marks or a light show it."""
    try:
        mine = seen(rules.evaluate(facts, moment.period or None, moment.day))
    except PerfRulesError:
        return (), False
    try:
        theirs = seen(changed.evaluate(facts, moment.period or None, moment.day))
    except PerfRulesError:
        theirs = {}
    pairs = ((one, theirs.get(name)) for name, one in mine.items())
    is_clear = any(other is None or one[:_CLEAR] != other[:_CLEAR] or one.grades != other.grades for one, other in pairs)
    return expectations_of(mine, theirs, frozenset(rules.model.checks)), is_clear


class _Tracker:
    """Thinks of facts for what is known to be different in one moment."""

    def __init__(self, rules: RuleSet, changed: RuleSet, moment: Moment, found: tuple[Difference, ...]) -> None:
        self.rules, self.changed, self.moment, self.found = rules, changed, moment, found
        self.plan, self.other = plan_at(rules, moment), plan_at(changed, moment)

    def candidates(self) -> Iterator[Facts]:
        """Yield facts, the simplest first."""
        if self.plan is None:
            return
        yield {}
        if self.other is None:
            return
        for one in self.found:
            if one.path:
                yield from self._of_item(one.path, self.plan, self.other)
            elif one.kind in ("check", "data"):
                yield from self._of_names(one.name, self.plan, self.other)
        if any(one.kind in _TOTAL_KINDS for one in self.found):
            yield from self._of_total(self.plan, self.other)

    def _of_item(self, path: Path, plan: Plan, other: Plan) -> Iterator[Facts]:
        mine, theirs = _item_at(plan, path), _item_at(other, path)
        if mine is None:
            return
        name = self.rules.names.short(path)
        month = 12 if self.moment.day is None else self.moment.day.month
        bases = list(self._holding(mine, plan)) if mine.conditions else [{}]
        data = list(self._data(mine, theirs, plan))
        if any(one.kind in ("formula", "applies") and one.path == path for one in self.found):
            yield from data
            yield from ({**facts, name: _met_text(mine)} for facts in data if mine.criterion is not None)
        texts = texts_of(mine, theirs, plan, month)
        yield from ({**base, name: text} for text in texts for base in bases)
        yield from ({**base, name: text} for text in texts_of(mine, theirs, plan, month, fine=True) for base in bases)
        yield from data

    def _data(self, mine: Item, theirs: Item | None, plan: Plan) -> Iterator[Facts]:
        """Yield data for the formula and the conditions of an indicator, under either of two plans."""
        items = [one for one in (mine, theirs) if one is not None]
        compiled = [one for item in items for one in (*item.conditions, item.compiled) if one is not None]
        names = names_behind(dict.fromkeys(name for one in compiled for name in one.names), plan)
        terms = [term for item in items for term in terms_of(item)]
        yield from self._written(data_of(names, terms, plan)) if names else ()

    def _of_names(self, name: str, plan: Plan, other: Plan) -> Iterator[Facts]:
        """Yield data for a check, or for everything that uses a datum."""
        checks = [compiled for each in (plan, other) for check, compiled in each.checks if check.name == name]
        users = [compiled for each in (plan, other) for _, compiled in each.checks if name in compiled.names]
        users += [one for item in plan.items for one in (*item.conditions, item.compiled) if one is not None and name in one.names]
        compiled = checks or users
        names = names_behind(dict.fromkeys(one for each in compiled for one in (*each.names, name)), plan)
        terms = [term for each in compiled if each.checked.is_condition for term in comparisons_of(each.checked.term, each.names)]
        yield from self._written(data_of(names, terms, plan)) if names else ()
        units = {one: plan.model.data[one].unit for one in plan.model.data}
        for each in (one for one in compiled if one.checked.is_condition and set(one.names) <= units.keys()):
            yield from self._written(holding_values(each.checked.term, each.names, units, {}))

    def _written(self, values: Iterator[Mapping[str, object]]) -> Iterator[Facts]:
        for one in values:
            facts = facts_of_data(one, self.rules.model)  # type: ignore[arg-type]
            if facts is not None:
                yield facts

    def _holding(self, item: Item, plan: Plan) -> Iterator[Facts]:
        """Yield the first data under which an indicator applies."""
        for facts in self._data(item, None, plan):
            leaves = self.rules.evaluate(facts, self.moment.period or None, self.moment.day).leaves()
            if any(leaf.item.indicator.path == item.indicator.path and leaf.applies for leaf in leaves):
                yield facts
                return

    def _of_total(self, plan: Plan, other: Plan) -> Iterator[Facts]:
        base: dict[str, str] = {}
        for item in plan.items:
            if item.conditions:
                base.update(next(self._holding(item, plan), {}))
        choices = choices_of(self.rules, self.moment, base, fine=True)
        met = {name: text for name, options in choices.items() if (text := _best(options)) is not None}
        worst = {name: text for name, options in choices.items() if (text := _worst(options)) is not None}
        if any(one.kind == "grades" for one in self.found):
            for facts in totals_between(choices, totals_that_differ(plan, other)):
                yield {**base, **facts}
        for ceiling in self._at_ceilings(plan, other):
            yield {**base, **met, **ceiling}
            yield {**base, **worst, **ceiling}
        for name, options in choices.items():
            yield from ({**base, name: one.text} for one in options)
        yield {**base, **met}
        for name, options in choices.items():
            yield {**base, **met, name: NOT_APPLICABLE}
            yield from ({**base, **met, name: one.text} for one in options)
        yield from self._left_out(base, met, worst)
        for gone, name in product(met, choices):
            if gone != name:
                yield from ({**base, **met, gone: NOT_APPLICABLE, name: one.text} for one in choices[name])

    def _at_ceilings(self, plan: Plan, other: Plan) -> Iterator[Facts]:
        """Yield values of what the ceilings look at, where they begin and end, and one step beside."""
        for ceilings in (plan.rules.ceilings, other.rules.ceilings):
            path = None if ceilings is None else self.rules.names.find(ceilings.name)
            item = _item_at(plan, path) if isinstance(path, tuple) else None
            body = None if item is None or item.criterion is None else item.criterion.target.body
            if ceilings is None or item is None or not isinstance(body, Axis):
                continue
            step = step_of(body)
            points = [edge + shift for band, _ in ceilings.bands for edge in band.boundaries() for shift in (0, -step, step)]
            yield from ({self.rules.names.short(item.indicator.path): text} for point in points if (text := text_of_point(point, body)))

    def _left_out(self, base: Facts, met: Facts, worst: Facts) -> Iterator[Facts]:
        """Yield facts with indicators left out, while others miss their targets."""
        names = list(met)
        for gone, missed in product(names, names):
            if gone != missed and missed in worst:
                yield {**base, **met, missed: worst[missed], gone: NOT_APPLICABLE}
        levels: dict[Path, list[str]] = {}
        for path in (item.indicator.path for item in (self.plan.items if self.plan else ())):
            levels.setdefault(path[:1], []).append(self.rules.names.short(path))
        for below in levels.values():
            gone_facts = dict.fromkeys(below, NOT_APPLICABLE)
            yield {**base, **met, **gone_facts}
            yield from ({**base, **met, missed: worst[missed], **gone_facts} for missed in names if missed in worst and missed not in below)


def _item_at(plan: Plan, path: Path) -> Item | None:
    return next((item for item in plan.items if item.indicator.path == path), None)


def _met_text(item: Item) -> str:
    return "" if item.criterion is None else str(item.criterion.target).lstrip("≥≤=<>")


def _best(options: tuple[Choice, ...]) -> str | None:
    """Return a value that meets its target, with the most marks."""
    met = [one for one in options if one.verdict is Verdict.MET]
    return max(met, key=lambda one: -1 if one.marks is None else one.marks).text if met else None


def _worst(options: tuple[Choice, ...]) -> str | None:
    missed = [one for one in options if one.verdict is Verdict.UNMET]
    return min(missed, key=lambda one: 0 if one.marks is None else one.marks).text if missed else None
