"""Fields: the facts that a ruleset takes in one period, with values that are worth trying and the names they go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from perfrules.evaluation.plan import Item, Plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.formula import Compiled
from perfrules.formula.term import Term
from perfrules.ruleset.model import Datum
from perfrules.target.body import Change, Form, Measure
from perfrules.target.render import text_of_values
from perfrules.testing.probes import Probe, edges_of, probes_of
from perfrules.testing.properties.ladder import Ladder, ladders_of_item
from perfrules.testing.properties.reasons import unclaimed
from perfrules.testing.properties.report import Unclaimed
from perfrules.testing.tendency import Tendency, tendencies, turns
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.verdict import Direction

__all__ = ["LEAVES", "Field", "fields_of"]

LEAVES = "不适用"
"""The actual value of an indicator that a person takes out of the scoring."""

_MOST_VALUES = 12
_ROUND = 100
"""A round amount: a ratio to it is a percentage."""


@frozen(eq=False)
class Field:
    """A fact: its name, values to try (the simplest first), its ladders, other names for it, and the facts it is used with.

    `item` is the indicator that it is the actual value of, `formula` the data that would make it. `unclaimed` is what is not claimed
    of its ladders, `unspelled` the names that give it no value. Without a target there are no values to try.
    """

    name: str
    values: tuple[str, ...]
    ladders: tuple[Ladder, ...] = ()
    spellings: tuple[str, ...] = ()
    related: frozenset[str] = field(factory=frozenset)
    formula: frozenset[str] = field(factory=frozenset)
    item: Item | None = None
    unclaimed: tuple[Unclaimed, ...] = ()
    unspelled: tuple[Unclaimed, ...] = ()


def fields_of(rules: RuleSet, plan: Plan, period: str | None) -> tuple[Field, ...]:
    """Return the facts of a plan: its indicators, then the data that formulas, conditions, checks and ceilings use."""
    known = tendencies(rules, period, plan.day)
    ceilings = _ceilings(plan)
    found = [_of_item(rules, plan, item, ceilings) for item in plan.items]
    data = {meant: rules.model.data[meant] for name in _used(plan) if (meant := _datum(rules, name)) in rules.model.data}
    made = {one.name for one in plan.made}
    found += [_of_datum(rules, plan, datum, known.get(name), ceilings) for name, datum in data.items() if name not in made]
    return tuple(found)


def _datum(rules: RuleSet, name: str) -> str:
    """Return the datum that a name or an alias means."""
    meant = rules.names.find(name)
    return meant if isinstance(meant, str) else name


def _used(plan: Plan) -> Iterator[str]:
    """Yield the names that anything in a plan computes with."""
    for item in plan.items:
        yield from (name for one in (item.compiled, *item.conditions) if one is not None for name in one.names)
    for compiled in (*(made.compiled for made in plan.made), *(compiled for _, compiled in plan.checks)):
        yield from compiled.names
    if plan.rules.ceilings is not None:
        yield plan.rules.ceilings.name


def _ceilings(plan: Plan) -> Mapping[str, tuple[Fraction, ...]]:
    """Return the values at which a ceiling of the total changes, by the name that it looks at."""
    ceilings = plan.rules.ceilings
    return {} if ceilings is None else {ceilings.name: tuple(sorted({edge for band, _ in ceilings.bands for edge in band.boundaries()}))}


def _of_item(rules: RuleSet, plan: Plan, item: Item, ceilings: Mapping[str, tuple[Fraction, ...]]) -> Field:
    path, names = item.indicator.path, rules.names
    name = next((one for one in (names.short(path), "/".join(path)) if names.find(one) == path), "/".join(path))
    also = [edge for key, edges in ceilings.items() if names.find(key) == path for edge in edges]
    ladders, left = ladders_of_item(item, name, also, plan.period)
    longer = ("/".join(path[-depth:]) for depth in range(1, len(path) + 1))
    if names.find(name) != path:
        return Field(name, (), unclaimed=(unclaimed(name, "alias", plan.period, alias=name),))
    others = [one for one in dict.fromkeys((*item.indicator.aliases, *longer)) if one != name and not _is_shared(rules, one)]
    lost = [unclaimed(name, "alias", plan.period, alias=one) for one in others if names.find(one) is None]
    formula = frozenset() if item.compiled is None else frozenset(_data_of(rules, [item.compiled]))
    return Field(
        name,
        _values_of_item(item, also),
        tuple(ladders),
        tuple(one for one in others if names.find(one) is not None),
        frozenset(_data_of(rules, item.conditions)),
        formula,
        item,
        tuple(left),
        tuple(lost),
    )


def _is_shared(rules: RuleSet, name: str) -> bool:
    """Tell whether several indicators end in a name by right: then a longer path says which is meant."""
    return sum(path[-name.count("/") - 1 :] == tuple(name.split("/")) for path in rules.model.indicators) > 1


def _values_of_item(item: Item, also: Iterable[Fraction]) -> tuple[str, ...]:
    """Return actual values worth trying: edges, what lies beside and far from them, and that it does not apply."""
    probes = probes_of(item, also)
    order = ("edge", "word", "far", "above", "below", "between")
    texts = [probe.text for side in order for probe in probes if probe.side == side]
    return (*dict.fromkeys([*_measured(item, probes), *texts[:_MOST_VALUES]]), LEAVES) if texts else ()


def _measured(item: Item, probes: Iterable[Probe]) -> Iterator[str]:
    """Yield values in the unit of the formula where the target has none: tables do write it."""
    unit = None if item.compiled is None else item.compiled.checked.unit
    body = None if item.criterion is None else item.criterion.target.body
    if unit is None or unit.is_bare or not isinstance(body, Measure) or not body.unit.is_bare:
        return
    for probe in probes:
        if probe.point is not None and probe.side in ("edge", "below") and probe.point > 1:
            yield f"{write_number(probe.point)}{unit}"


def _data_of(rules: RuleSet, formulas: Iterable[Compiled]) -> Iterator[str]:
    """Yield the data that formulas need, those that others are made from included."""
    waiting = [_datum(rules, name) for one in formulas for name in one.names]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        datum = rules.model.data.get(name)
        if datum is None or name in seen:
            continue
        seen.add(name)
        yield name
        waiting += [] if datum.formula is None else [_datum(rules, part) for part in datum.formula.names]


def _of_datum(rules: RuleSet, plan: Plan, datum: Datum, tendency: Tendency | None, ceilings: Mapping[str, tuple[Fraction, ...]]) -> Field:
    users = [item for item in plan.items if datum.name in _data_of(rules, [one for one in (item.compiled, *item.conditions) if one])]
    points = _points(datum, users, ceilings.get(datum.name, ()))
    rising = [(point, text) for point in sorted(set(points)) if (text := _text(point, datum.unit))]
    texts = dict(rising)
    ladders = tuple(_ladders(rules, datum, tendency, users, [text for _, text in rising]))
    left = () if tendency is None or tendency.direction is not None else (unclaimed(datum.name, tendency.why, plan.period),)
    related = frozenset(name for item in users for name in _data_of(rules, [one for one in (item.compiled, *item.conditions) if one]))
    values = tuple(texts[point] for point in dict.fromkeys(points) if point in texts)[: 2 * _MOST_VALUES]
    return Field(datum.name, values, ladders, datum.aliases, related - {datum.name}, unclaimed=left)


def _ladders(rules: RuleSet, datum: Datum, tendency: Tendency | None, users: list[Item], rising: list[str]) -> Iterator[Ladder]:
    if tendency is not None and tendency.direction is not None:
        steps = rising if tendency.direction is Direction.HIGHER else rising[::-1]
        alike = all(
            one.scorer is None or one.criterion is None or one.scorer.subject.direction is one.criterion.direction for one in tendency.items
        )
        yield Ladder(datum.name, tuple(steps), tendency.items, tendency.direction.value, marks=alike)
        return
    for item in users:
        way = _way_within(rules, datum, item)
        if way:
            steps, said = (rising, Direction.HIGHER) if way > 0 else (rising[::-1], Direction.LOWER)
            yield Ladder(datum.name, tuple(steps), (item,), said.value, verdicts=False, marks=False, stays=True)


def _way_within(rules: RuleSet, datum: Datum, item: Item) -> int:
    """Return which way more of a datum is better for an indicator whose own condition looks at it; 0 where that is not plain.

    A datum that something is divided by may well leave at zero: that is what most conditions are for.
    """
    compiled, criterion = item.compiled, item.criterion
    if compiled is None or criterion is None or datum.name not in {_datum(rules, name) for one in item.conditions for name in one.names}:
        return 0
    slots = [slot for slot, name in enumerate(compiled.names) if _datum(rules, name) == datum.name]
    if len(slots) != 1 or slots[0] in _divisors(compiled.checked.term):
        return 0
    leaning = {Direction.HIGHER: 1, Direction.LOWER: -1}.get(criterion.direction, 0)
    return turns(compiled.checked.term).get(slots[0], 0) * leaning


def _parts(term: Term) -> Iterator[Term]:
    for part in term[1:]:
        if isinstance(part, tuple) and part and isinstance(part[0], str):
            yield part
        elif isinstance(part, tuple):
            yield from (one for one in part if isinstance(one, tuple) and one and isinstance(one[0], str))


def _within(term: Term, word: str) -> Iterator[Term]:
    """Yield the terms of one kind anywhere in a term."""
    if term[0] == word:
        yield term
    for part in _parts(term):
        yield from _within(part, word)


def _divisors(term: Term) -> set[int]:
    return {slot[1] for over in _within(term, "over") for slot in _within(over[2], "slot")}


def _points(datum: Datum, users: list[Item], ceilings: tuple[Fraction, ...]) -> list[Fraction]:
    """Return amounts of a datum worth trying, the simplest first: round ones, and those at which an indicator or a condition changes."""
    unit = datum.unit
    whole, step = _ROUND * unit.factor, unit.factor if unit.discrete else unit.factor / 100
    found = [whole, Fraction(0), unit.factor, whole / 2, whole - step, whole + step, 2 * whole, *ceilings]
    for item in users:
        for condition in item.conditions:
            numbers = (Fraction(*term[1]) for term in _within_all(condition.checked.term))
            found += [number + way for number in numbers if number for way in (0, -step, step)]
        body = None if item.criterion is None else item.criterion.target.body
        for edge in _outer(edges_of(item)):
            if isinstance(body, Measure | Change) and body.unit.is_ratio:
                found += [whole * edge + way for way in (0, -step, step)] + [whole * (1 + edge), whole * (1 - edge)]
            elif isinstance(body, Measure | Change) and body.unit.dimension == unit.dimension:
                found += [edge + way for way in (0, -step, step)]
    grid = [point for point in dict.fromkeys(found) if point >= 0 and (not unit.discrete or (point / unit.factor).denominator == 1)]
    return grid[: 4 * _MOST_VALUES]


def _within_all(term: Term) -> Iterator[Term]:
    yield from _within(term, "number")


def _outer(edges: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    return edges if len(edges) <= 6 else (*edges[:3], *edges[-3:])


def _text(point: Fraction, unit: Unit) -> str:
    """Return an amount as a table prints it; empty where no decimal says it exactly."""
    text = text_of_values(IntervalSet.point(point), unit, Form.BARE)
    return "" if "/" in text.removesuffix(str(unit)) else text
