"""Values of data that tell formulas and conditions apart: small primes, zeros, and what makes two sides just equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from perfrules.evaluation.plan import Item, Plan
from perfrules.formula import Undefined
from perfrules.formula.term import Run, Term, compile_term
from perfrules.ruleset.model import Model
from perfrules.testing.probes import edges_of
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit

__all__ = ["comparisons_of", "data_of", "facts_of_data", "names_behind", "terms_of"]

_PRIMES = (7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_SHIFTS = 4
_MANY = 10
"""Names of which each is left out and set to nothing in turn; of more, only the first ones."""
Values = Mapping[str, Fraction]


def names_behind(names: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """Return the given data behind names: those that formulas make lead to what they are made of."""
    made = {one.name: one.compiled.names for one in plan.made}
    aliases = dict(plan.aliases)
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        name = aliases.get(name, name)
        if name in made:
            waiting.extend(made[name])
        elif name in plan.model.data:
            found[name] = None
    return tuple(found)


def facts_of_data(values: Values, model: Model) -> dict[str, str] | None:
    """Return data as facts; `None` where no decimal says one of them."""
    found = {name: write_number(value / model.data[name].unit.factor) for name, value in values.items()}
    if any("/" in text for text in found.values()):
        return None
    return {name: f"{text}{model.data[name].unit}" for name, text in found.items()}


def data_of(names: Sequence[str], terms: Sequence[tuple[Term, tuple[str, ...]]], plan: Plan) -> Iterator[Values]:
    """Yield values of data: plain ones, those at which the two sides of a comparison are equal, and one step beside."""
    units = {name: plan.model.data[name].unit for name in names}
    starts = list(_plain(names, units))
    yield from starts
    for start in starts[:_SHIFTS]:
        for term, slots in terms:
            behind = names_behind(slots, plan)
            for name in (one for one in names if one in behind):
                yield from _solved(start, name, term, slots, units[name], plan)
    for name in names[:_MANY]:
        for other in (one for one in names[:_MANY] if one != name):
            zeroed = {**starts[0], name: Fraction(0)}
            for term, slots in terms:
                if other in slots and name not in slots:
                    yield from _solved(zeroed, other, term, slots, units[other], plan)
    yield from _without(names, starts, units)


def _without(names: Sequence[str], starts: Sequence[Values], units: Mapping[str, Unit]) -> Iterator[Values]:
    """Yield values of which one or two are nothing, one is missing, or one is below zero."""
    for name in names[:_MANY]:
        for start in starts[:2]:
            yield {**start, name: Fraction(0)}
            yield {one: value for one, value in start.items() if one != name}
            if not units[name].discrete:
                yield {**start, name: -start[name]}
    for first, name in enumerate(names[:_MANY]):
        for other in names[first + 1 : _MANY]:
            yield {**starts[0], name: Fraction(0), other: Fraction(0)}


def _plain(names: Sequence[str], units: Mapping[str, Unit]) -> Iterator[Values]:
    def sized(numbers: Iterable[int]) -> Values:
        return {name: number * units[name].factor for name, number in zip(names, numbers, strict=False)}

    count = len(names)
    for shift in range(_SHIFTS):
        yield sized([_PRIMES[(place * 3 + shift * 5) % len(_PRIMES)] + 100 * (place // len(_PRIMES)) for place in range(count)])
    yield sized([100] * count)
    yield sized([0] * count)
    yield sized([1] * count)
    for place in range(min(count, _MANY)):
        yield sized([100 if other == place else 1 for other in range(count)])
        yield sized([1 if other == place else 100 for other in range(count)])


def _solved(start: Values, name: str, term: Term, slots: tuple[str, ...], unit: Unit, plan: Plan) -> Iterator[Values]:
    """Yield what one name must be so that a term is zero, the others being as they are, and a step to either side."""
    run = compile_term(term)
    points = [_at(run, _completed({**plan.constants, **start, name: Fraction(value)}, plan), slots) for value in (1, 2, 3)]
    if None in points:
        return
    first, second, third = (point for point in points if point is not None)
    slope = second - first
    if not slope or third - second != slope:
        return
    root = 1 - first / slope
    step = unit.factor if unit.discrete else unit.factor / 100
    near = root // step * step
    for value in dict.fromkeys((root, near, near - step, near + step, near + 2 * step)):
        if value >= 0 or not unit.discrete:
            yield {**start, name: value}


def _completed(values: Values, plan: Plan) -> Values:
    """Return values with the data that formulas make of them."""
    found = dict(values)
    for made in plan.made:
        if made.name not in found and (value := _at(made.compiled.run, found, made.compiled.names)) is not None:
            found[made.name] = value
    return found


def _at(run: Run, values: Values, slots: tuple[str, ...]) -> Fraction | None:
    try:
        return Fraction(*run([(values[name].numerator, values[name].denominator) for name in slots]))
    except (Undefined, KeyError):
        return None


def terms_of(item: Item) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Yield the terms that are zero where something changes for an indicator: its formula at its edges, its conditions."""
    if item.compiled is not None:
        for edge in edges_of(item)[:6]:
            yield _less(item.compiled.checked.term, edge), item.compiled.names
    for condition in item.conditions:
        yield from comparisons_of(condition.checked.term, condition.names)


def _less(term: Term, edge: Fraction) -> Term:
    """Return a term less a number; a ratio less a number is zero where its upper part less the product is."""
    number: Term = ("number", (edge.numerator, edge.denominator))
    if term[0] == "over":
        return ("less", term[1], ("times", number, term[2]))
    return ("less", term, number)


def comparisons_of(term: Term, names: tuple[str, ...]) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Yield for every comparison of a condition the difference of its two sides, and of it and a tolerance."""
    if term[0] in ("all", "any", "not"):
        for part in term[1]:
            yield from comparisons_of(part, names)
        return
    _, _, left, right = term
    if left[0] == "absolute":
        yield ("less", left[1], right), names
        yield ("plus", left[1], right), names
    yield ("less", left, right), names
    if left[0] == "over":
        yield ("less", left[1], ("times", right, left[2])), names
