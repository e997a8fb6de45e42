"""Stubs: test cases that would reach what no case of a ruleset reaches yet, ready to be pasted and checked."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perfrules.evaluation.plan import Item
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.target.body import Graded, Measure
from perfrules.target.render import text_of_values
from perfrules.testing.cover import Coverage, Goal, reached_by
from perfrules.testing.writing import case_text, quoted
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.unit import Unit
from perfrules.value.verdict import Verdict

__all__ = ["stub_text"]

_BOTH = {Verdict.MET: True, Verdict.UNMET: False}


def stub_text(rules: RuleSet, coverage: Coverage, periods: tuple[str, ...] = ()) -> str:
    """Return cases that reach the goals left open, as text; what they expect is what comes out now and must be checked by hand.

    Each case takes the next open goal of every indicator, so that few cases cover much. Goals for which no value can be
    worked out stay as comments.
    """
    parts: list[str] = []
    for period in periods or rules.periods or ("",):
        open_goals = [goal for goal in coverage.uncovered if goal.period == period]
        parts.extend(_cases(rules, period, open_goals))
    checks = [goal for goal in coverage.uncovered if goal.kind == "检查"]
    parts.extend(_check_cases(rules, checks))
    return "\n".join(parts)


def _cases(rules: RuleSet, period: str, goals: list[Goal]) -> Iterator[str]:
    items = {rules.names.short(leaf.path): leaf.item for leaf in rules.evaluate({}, period or None).leaves()}
    waiting = {name: [goal for goal in goals if goal.name == name] for name in items}
    number = 0
    while any(waiting.values()):
        number += 1
        given: dict[str, str] = {}
        for name, left in waiting.items():
            if left:
                given.update(_facts(rules, items[name], left.pop(0)))
        reached = set(reached_by(rules.evaluate(given, period or None)))
        waiting = {name: [goal for goal in left if goal not in reached] for name, left in waiting.items()}
        yield _case(rules, period, f"{period or '规则'}用例{number}", given)


def _check_cases(rules: RuleSet, goals: list[Goal]) -> Iterator[str]:
    """Yield cases for checks, as far as simple numbers show what is wanted."""
    for goal in goals:
        names = [name for name in rules.model.checks[goal.name].condition.names if name in rules.model.data]
        zeros = {name: f"0{rules.model.data[name].unit}" for name in names}
        tries = [{}, zeros, *({**zeros, name: f"1{rules.model.data[name].unit}"} for name in names)]
        for given in tries:
            found = rules.evaluate(given)
            if any(check.name == goal.name and check.verdict.value == goal.said for check in found.checks):
                said = {Verdict.MET.value: "通过", Verdict.UNMET.value: "不通过"}.get(goal.said, goal.said)
                yield case_text(f"{goal.name}{said}", "", "", given, [f"{quoted(goal.name)} {said}"]) + "\n"
                break
        else:
            yield f"# 还没有测到：{goal}"


def _case(rules: RuleSet, period: str, title: str, given: dict[str, str]) -> str:
    result = rules.evaluate(given, period or None)
    return case_text(title, period, "", given, _expected(rules, result, given)) + "\n"


def _expected(rules: RuleSet, result: RuleSetResult, given: dict[str, str]) -> Iterator[str]:
    """Yield what came out: of the indicators that were given, and of the whole."""
    for leaf in result.leaves():
        name = rules.names.short(leaf.path)
        if name in given or (leaf.value is not None and leaf.item.criterion is None):
            actual = f" 实际 {leaf.actual}" if leaf.item.criterion is None and leaf.value is not None else ""
            yield f"{quoted(name)} {leaf.verdict.value}{actual}"
    yield f"总分 {result.verdict.value}"


def _facts(rules: RuleSet, item: Item, goal: Goal) -> dict[str, str]:
    """Return the facts that would reach a goal of an indicator."""
    if goal.kind == "公式":
        assert item.compiled is not None
        return {one: f"1{item.units[one]}" for one in item.compiled.names if one in rules.model.data}
    if goal.said == Verdict.NOT_APPLICABLE.value:
        return {goal.name: "不适用"}
    value = _value(item, goal)
    return {} if value is None else {goal.name: value}


def _value(item: Item, goal: Goal) -> str | None:
    if goal.kind == "边界":
        return goal.said.removeprefix("正好 ")
    if goal.kind == "计分" and item.scorer is not None:
        values = dict(item.scorer.outcomes()).get(goal.said)
        return values if isinstance(values, str) else None if values is None else _inside(values, item)
    verdict = Verdict(goal.said)
    return None if verdict is Verdict.PENDING else _with_verdict(item, met=_BOTH[verdict])


def _with_verdict(item: Item, *, met: bool) -> str | None:
    """Return an actual value that meets a target, or misses it closely."""
    criterion = item.criterion
    assert criterion is not None
    body = criterion.target.body
    if criterion.required is not None and isinstance(body, Measure):
        values = criterion.required if met else ~criterion.required
        return _inside(values, item)
    if isinstance(body, Graded):
        word = str(criterion.target)
        return word if met else f"不{word}"
    return str(criterion.target) if met else None


def _inside(values: IntervalSet, item: Item) -> str | None:
    """Return a value in a set, as near as a step to the end where it is closest to the rest."""
    criterion = item.criterion
    assert criterion is not None
    body = criterion.target.body
    unit = getattr(body, "unit", Unit(""))
    if unit.discrete:
        values = (values & IntervalSet.at_least(Fraction(0))).on_integers()
    if values.is_empty:
        return None
    point = _near_end(values.intervals[-1] if values.intervals[-1].high is None else values.intervals[0], unit)
    return text_of_values(IntervalSet.point(point), unit).removeprefix("=")


def _near_end(one: Interval, unit: Unit) -> Fraction:
    step = unit.factor if unit.discrete else unit.factor / 100
    if one.low is not None and one.high is not None:
        return one.low if one.low_closed else one.high if one.high_closed else (one.low + one.high) / 2
    if one.low is not None:
        return one.low if one.low_closed else one.low + step
    if one.high is not None:
        return one.high if one.high_closed else one.high - step
    return Fraction(0)
