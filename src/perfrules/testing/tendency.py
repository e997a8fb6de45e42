"""Tendencies: which way each fact of a ruleset is better, read off the directions of its indicators and the signs in its formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from perfrules.evaluation.plan import Item, Plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.formula.term import Term
from perfrules.value.verdict import Direction

__all__ = ["Tendency", "tendencies", "turns"]

_UP, _DOWN, _MIXED = 1, -1, 0
_WORDS = {_UP: Direction.HIGHER, _DOWN: Direction.LOWER}


class Tendency(NamedTuple):
    """Which way a fact is better; `direction` is `None` where nothing can be claimed, for the reason `why`.

    `items` are the indicators that the fact makes. Directions of data hold as long as no datum is below zero.
    """

    name: str
    direction: Direction | None
    items: tuple[Item, ...]
    why: str = ""


class _Trend(NamedTuple):
    """What is known of a term while no slot is below zero: its own sign, and how it goes with each slot."""

    sign: int
    turns: Mapping[int, int]


def turns(term: Term) -> Mapping[int, int]:
    """Return how a term goes with each of its slots: 1 up, -1 down, 0 either way; no slot below zero, no divisor zero.

    >>> turns(("over", ("slot", 0), ("slot", 1)))
    {0: 1, 1: -1}
    >>> turns(("over", ("less", ("slot", 0), ("slot", 1)), ("slot", 0)))
    {0: 1, 1: -1}
    >>> turns(("absolute", ("less", ("slot", 0), ("slot", 1))))
    {0: 0, 1: 0}
    """
    return dict(sorted(_trend(term).turns.items()))


def tendencies(rules: RuleSet, period: str | None = None, as_of: date | None = None) -> Mapping[str, Tendency]:
    """Return the tendency of every fact that has a say in a period: indicators by their short names, and the data that formulas use.

    A datum is claimed where every indicator that it makes agrees, and where no condition (适用) and no formula of another datum
    looks at it. Where an indicator is best at its target (等于为好), nothing is claimed of the data behind it.

    >>> from perfrules import load_ruleset
    >>> rules = load_ruleset("规则集 小表\\n数据 支出 万元\\n数据 预算 万元\\n三级指标 执行率 全年 ≥95%\\n公式 支出 ÷ 预算")
    >>> [(one.name, one.direction and one.direction.value) for one in tendencies(rules).values()]
    [('执行率', '越大越好'), ('支出', '越大越好'), ('预算', '越小越好')]
    """
    result = rules.evaluate({}, period, as_of)
    plan = result.plan
    found: dict[str, Tendency] = {}
    for item in plan.items:
        if item.criterion is not None:
            name = rules.names.short(item.indicator.path)
            found[name] = Tendency(name, item.criterion.direction, (item,))
    conditional = _in_conditions(plan)
    users: dict[str, list[Item]] = {}
    for item in plan.items:
        for name in () if item.compiled is None else item.compiled.names:
            if name in rules.model.data:
                users.setdefault(name, []).append(item)
    for name, items in users.items():
        found[name] = _of_datum(name, tuple(items), conditional, {made.name for made in plan.made})
    return found


def _in_conditions(plan: Plan) -> frozenset[str]:
    """Return the data that decide whether something applies, or that make other data."""
    conditions = (condition for item in plan.items for condition in item.conditions)
    return frozenset(name for compiled in (*conditions, *(made.compiled for made in plan.made)) for name in compiled.names)


def _of_datum(name: str, items: tuple[Item, ...], conditional: frozenset[str], made: set[str]) -> Tendency:
    if name in made:
        return Tendency(name, None, items, "由公式算出")
    if name in conditional:
        return Tendency(name, None, items, "适用条件或别的数据也用它")
    ways = {_way(name, item) for item in items if item.criterion is not None}
    if not ways:
        return Tendency(name, None, items, "没有指标值")
    if len(ways) == 1 and (way := ways.pop()) != _MIXED:
        return Tendency(name, _WORDS[way], items)
    return Tendency(name, None, items, "大了有好有坏")


def _way(name: str, item: Item) -> int:
    """Return 1 where more of a datum is better for an indicator, -1 where less is, 0 where that depends."""
    assert item.compiled is not None
    assert item.criterion is not None
    turn = turns(item.compiled.checked.term).get(item.compiled.names.index(name), _MIXED)
    leaning = {Direction.HIGHER: _UP, Direction.LOWER: _DOWN}.get(item.criterion.direction, _MIXED)
    return turn * leaning


def _trend(term: Term) -> _Trend:
    match term:
        case ("number", (n, _)):
            return _Trend((n > 0) - (n < 0) or _UP, {})
        case ("slot", slot):
            return _Trend(_UP, {slot: _UP})
        case ("minus", part):
            return _flipped(_trend(part))
        case ("absolute", part):
            inner = _trend(part)
            return _Trend(_UP, {slot: turn * inner.sign for slot, turn in inner.turns.items()})
        case ("sum" | "largest" | "smallest", parts):
            return _joined(map(_trend, parts))
        case ("plus", left, right):
            return _joined((_trend(left), _trend(right)))
        case ("less", left, right):
            return _joined((_trend(left), _flipped(_trend(right))))
        case ("times", left, right):
            return _product(_trend(left), _trend(right))
        case ("over", above, below):
            return _ratio(above, below)
        case _:
            return _Trend(_MIXED, dict.fromkeys(_slots(term), _MIXED))


def _flipped(trend: _Trend) -> _Trend:
    return _Trend(-trend.sign, {slot: -turn for slot, turn in trend.turns.items()})


def _inverse(trend: _Trend) -> _Trend:
    """Return the trend of one over something; of something that may change its sign nothing is known."""
    return _Trend(trend.sign, {slot: -turn * abs(trend.sign) for slot, turn in trend.turns.items()})


def _ratio(above: Term, below: Term) -> _Trend:
    """Return the trend of a ratio; (a - b) ÷ a is 1 - b ÷ a, and (a - b) ÷ b is a ÷ b - 1."""
    match above:
        case ("less", left, right) if below == left:
            return _Trend(_MIXED, _flipped(_ratio(right, below)).turns)
        case ("less", left, right) if below == right:
            return _Trend(_MIXED, _ratio(left, below).turns)
        case _:
            return _product(_trend(above), _inverse(_trend(below)))


def _joined(parts: Iterable[_Trend]) -> _Trend:
    """Return the trend of a sum, or of the largest or smallest of several."""
    trends = tuple(parts)
    signs = {trend.sign for trend in trends}
    return _Trend(signs.pop() if len(signs) == 1 else _MIXED, _agreed(trend.turns for trend in trends))


def _product(left: _Trend, right: _Trend) -> _Trend:
    first = {slot: turn * right.sign for slot, turn in left.turns.items()}
    second = {slot: turn * left.sign for slot, turn in right.turns.items()}
    return _Trend(left.sign * right.sign, _agreed((first, second)))


def _agreed(turns: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Return the turn of each slot: what all say of it, else either way."""
    found: dict[int, int] = {}
    for one in turns:
        for slot, turn in one.items():
            found[slot] = turn if found.get(slot, turn) == turn else _MIXED
    return found


def _slots(term: Term) -> Iterator[int]:
    """Yield the slots anywhere below a term."""
    if term[0] == "slot":
        yield term[1]
        return
    for part in term[1:]:
        for one in part if part and isinstance(part, tuple) and isinstance(part[0], tuple) else (part,):
            if isinstance(one, tuple) and one and isinstance(one[0], str):
                yield from _slots(one)
