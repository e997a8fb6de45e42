"""Comparing the meaning of two rulesets: what facts could tell apart, without running any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from perfrules.evaluation.criterion import Criterion
from perfrules.evaluation.monitor import month_of
from perfrules.evaluation.plan import Branch, Item, Plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.formula import Compiled
from perfrules.ruleset.model import Path
from perfrules.scoring import Ceilings, Grades
from perfrules.target.body import Axis, Change, Measure, axis_of
from perfrules.testing.mutation.algebra import condition_of, meaning_of
from perfrules.testing.mutation.curves import can_miss, same_scorer, same_set
from perfrules.testing.mutation.lit import same_lights
from perfrules.testing.mutation.moments import Moment
from perfrules.testing.mutation.totals import same_rounding, same_rule
from perfrules.text.errors import PerfRulesError
from perfrules.value.interval import IntervalSet
from perfrules.value.verdict import Direction

__all__ = ["Difference", "differences_of", "plan_at"]


class Difference(NamedTuple):
    """One thing that two rulesets do otherwise in a moment: of an indicator (`path`), of a check or a datum (`name`), or of the total."""

    kind: str
    path: Path = ()
    name: str = ""


def plan_at(rules: RuleSet, moment: Moment) -> Plan | None:
    """Return the plan of a moment; `None` where the rules cannot be evaluated then."""
    try:
        return rules.evaluate({}, moment.period or None, moment.day).plan
    except PerfRulesError:
        return None


def differences_of(one: RuleSet, other: RuleSet, moment: Moment) -> tuple[Difference, ...]:
    """Return what two rulesets do otherwise in a moment; where there is nothing, no facts can tell them apart then.

    Where the first one cannot be evaluated, nothing can be expected of it, and nothing is told apart.

    >>> from perfrules import load_ruleset
    >>> rules = [load_ruleset(f"规则集 小表\\n三级指标 企业数 全年 {text}") for text in ("≥100家", "不低于100家", ">100家")]
    >>> [differences_of(rules[0], other, Moment("全年", None)) for other in rules[1:]]
    [(), (Difference(kind='target', path=('企业数',), name=''),)]
    """
    first, second = plan_at(one, moment), plan_at(other, moment)
    if first is None or second is None:
        return () if first is None else (Difference("raises"),)
    return tuple(dict.fromkeys(_differences(one, other, first, second)))


def _differences(one: RuleSet, other: RuleSet, first: Plan, second: Plan) -> Iterator[Difference]:
    if _names(one) != _names(other) or first.aliases != second.aliases or one.model.units != other.model.units:
        yield Difference("names")
    if not _same_tree(first.root, second.root):
        yield Difference("tree")
    yield from _data(first, second)
    items = {item.indicator.path: item for item in second.items}
    for item in first.items:
        if (same := items.get(item.indicator.path)) is not None:
            yield from _item(item, same, first, second)
    yield from _checks(first, second)
    yield from _total(first, second)


def _names(rules: RuleSet) -> object:
    data = {key: (name, _unit(rules.model.data[name].unit)) for key, name in rules.names.data.items()}
    return data, rules.names.paths


def _unit(unit: Any) -> tuple[object, ...]:
    return unit.dimension, unit.factor, unit.count, unit.generic


def _same_tree(one: Branch, other: Branch) -> bool:
    if (one.path, one.weight, one.adds_up, len(one.children)) != (other.path, other.weight, other.adds_up, len(other.children)):
        return False
    for mine, theirs in zip(one.children, other.children, strict=True):
        if isinstance(mine, Branch) != isinstance(theirs, Branch):
            return False
        if isinstance(mine, Branch) and isinstance(theirs, Branch):
            if not _same_tree(mine, theirs):
                return False
        elif isinstance(mine, Item) and isinstance(theirs, Item) and mine.indicator.path != theirs.indicator.path:
            return False
    return True


def _used(plan: Plan) -> frozenset[str]:
    """Return the names that something of a plan looks at."""
    compiled = [one for item in plan.items for one in (item.compiled, *item.conditions) if one is not None]
    compiled += [made.compiled for made in plan.made] + [check for _, check in plan.checks]
    ceilings = plan.rules.ceilings
    return frozenset((*(name for one in compiled for name in one.names), *(() if ceilings is None else (ceilings.name,))))


def _data(one: Plan, other: Plan) -> Iterator[Difference]:
    used = _used(one) | _used(other)
    for name in sorted(used):
        if one.constants.get(name) != other.constants.get(name):
            yield Difference("data", (), name)
    made = [{each.name: meaning_of(each.compiled) for each in plan.made} for plan in (one, other)]
    for name in sorted(made[0].keys() | made[1].keys()):
        if name in used and made[0].get(name) != made[1].get(name):
            yield Difference("data", (), name)


def _item(one: Item, other: Item, first: Plan, second: Plan) -> Iterator[Difference]:
    path, whole = one.indicator.path, _is_whole(one) and _is_whole(other)
    if {condition_of(part) for part in one.conditions} != {condition_of(part) for part in other.conditions}:
        yield Difference("applies", path)
    if meaning_of(one.compiled) != meaning_of(other.compiled) or (one.compiled is not None and one.unit.dimension != other.unit.dimension):
        yield Difference("formula", path)
    if one.idle != other.idle or not _same_criterion(one, other):
        yield Difference("target", path)
    elif one.weight and (one.weight != other.weight or not same_scorer(one.scorer, other.scorer, whole=whole)):
        yield Difference("marks", path)
    if one.weight != other.weight:
        yield Difference("weight", path)
    lit = bool(first.rules.lights or second.rules.lights)
    if lit and not same_lights(one, other, (first, second), month_of(first)):
        yield Difference("light", path)


def _is_whole(item: Item) -> bool:
    """Tell whether actual values are whole numbers from zero on: counts that are given; a formula may give any number."""
    if item.compiled is not None:
        return False
    body = None if item.criterion is None else item.criterion.target.body
    return isinstance(body, Measure) and body.unit.discrete


def _same_criterion(one: Item, other: Item) -> bool:
    if one.criterion is None or other.criterion is None:
        return one.criterion is other.criterion and bool(one.indicator.targets) == bool(other.indicator.targets)
    return _same(one.criterion, other.criterion, whole=_is_whole(one) and _is_whole(other))


def _same(one: Criterion, other: Criterion, *, whole: bool = False) -> bool:
    body, theirs = one.target.body, other.target.body
    if type(body) is not type(theirs):
        return False
    if one.parts or other.parts:
        pairs = list(zip(one.parts, other.parts, strict=False))
        same_length = len(one.parts) == len(other.parts)
        return same_length and all(mine.target.label == their.target.label and _same(mine, their) for mine, their in pairs)
    if one.required is None or other.required is None:
        return one.required is other.required and one.target == other.target
    if not isinstance(body, Axis) or not isinstance(theirs, Axis) or axis_of(body) != axis_of(theirs):
        return False
    if isinstance(body, Measure | Change) and isinstance(theirs, Measure | Change) and _unit(body.unit) != _unit(theirs.unit):
        return False
    if not same_set(one.required, other.required, whole=whole) or _start(one) != _start(other):
        return False
    return one.required.boundaries() == other.required.boundaries() or (whole and not can_miss(one.required))


def _start(criterion: Criterion) -> object:
    """Return what completion divides by, if there is a completion."""
    assert criterion.required is not None
    low = criterion.required.low
    counts = criterion.direction is Direction.HIGHER and low is not None and low > 0
    return low if counts and isinstance(criterion.target.body, Measure | Change) else None


def _checks(one: Plan, other: Plan) -> Iterator[Difference]:
    mine, theirs = ({check.name: _settled(compiled, plan) for check, compiled in plan.checks} for plan in (one, other))
    for name in [*mine, *(name for name in theirs if name not in mine)]:
        if mine.get(name) != theirs.get(name):
            yield Difference("check", (), name)


def _settled(compiled: Compiled, plan: Plan) -> object:
    """Return what a check means; one that looks at no data has its answer already."""
    given = plan.model.data.keys() | {alias for alias, _ in plan.aliases}
    if not given & set(compiled.names):
        constants = [plan.constants.get(name) for name in compiled.names]
        return compiled.holds([None if value is None else (value.numerator, value.denominator) for value in constants])
    return condition_of(compiled)


def _total(one: Plan, other: Plan) -> Iterator[Difference]:
    if one.root.weight is not None or other.root.weight is not None:
        most = one.root.weight
        if not same_rule(one, other):
            yield Difference("rule")
        if not same_rounding(one, other):
            yield Difference("rounding")
        if not _same_grades(one.rules.grades, other.rules.grades, most):
            yield Difference("grades")
        if not _same_ceilings(one.rules.ceilings, other.rules.ceilings):
            yield Difference("ceilings")
    orders = [list(dict.fromkeys(label for rule in plan.rules.lights for label in rule.labels)) for plan in (one, other)]
    if orders[0] != orders[1]:
        yield Difference("order")


def _same_grades(one: Grades | None, other: Grades | None, most: Any) -> bool:
    if one is None or other is None or most is None:
        return one == other
    possible = IntervalSet.between(most * 0, most)
    mine, theirs = ([(name, band & possible) for name, band in each.bands] for each in (one, other))
    return [band for band in mine if not band[1].is_empty] == [band for band in theirs if not band[1].is_empty]


def _same_ceilings(one: Ceilings | None, other: Ceilings | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.name, one.lowest, _marked(one)) == (other.name, other.lowest, _marked(other))


def _marked(ceilings: Ceilings) -> Mapping[Any, IntervalSet]:
    found: dict[Any, IntervalSet] = {}
    for band, most in ceilings.bands:
        found[most] = found.get(most, IntervalSet()) | band
    return found
