"""Branches of a condition: values of data that make one of its alternatives true, and one step beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from perfrules.formula import Undefined
from perfrules.formula.term import Term, compile_term, slots_of
from perfrules.value.unit import Unit

__all__ = ["holding_values"]

_MOST = 64
_FREE = Fraction(5)
Atoms = tuple[Term, ...]


def holding_values(
    term: Term, names: Sequence[str], units: Mapping[str, Unit], known: Mapping[str, Fraction]
) -> Iterator[dict[str, Fraction]]:
    """Yield values of the names of a condition that make it true, one alternative after the other, and their neighbours.

    `known` are values that cannot be chosen. In every alternative the comparisons are met at their very edge.
    """
    for atoms in islice(_alternatives(term), _MOST):
        values = _edge_values(atoms, names, units, known)
        yield values
        for name in values:
            step = units[name].factor
            yield {**values, name: values[name] + step}
            yield {**values, name: values[name] - step}
            yield {**values, name: Fraction(0)}
            for other in values:
                if other != name:
                    yield {**values, name: values[name] + step, other: values[other] - units[other].factor}
                    yield {**values, name: values[name] - step, other: Fraction(0)}


def _alternatives(term: Term) -> Iterator[Atoms]:
    """Yield the alternatives of a condition: comparisons that make it true together."""
    if term[0] == "any":
        for part in term[1]:
            yield from _alternatives(part)
    elif term[0] == "all":
        parts = [tuple(islice(_alternatives(part), _MOST)) for part in term[1]]
        yield from (tuple(atom for part in chosen for atom in part) for chosen in product(*parts))
    elif term[0] == "not":
        yield ()
    else:
        yield (term,)


def _edge_values(atoms: Atoms, names: Sequence[str], units: Mapping[str, Unit], known: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return values at which the two sides of each comparison are equal, as far as that can be worked out one by one."""
    values = dict(known)
    for atom in sorted(atoms, key=lambda one: len(slots_of(one))):
        open_names = [names[slot] for slot in sorted(slots_of(atom)) if names[slot] not in values]
        for name in open_names[1:]:
            values[name] = _FREE * units[name].factor
        if open_names:
            values[open_names[0]] = _root(atom, open_names[0], names, values)
    free = {name: values.get(name, _FREE * units[name].factor) for name in names if name in units}
    return {name: value for name, value in free.items() if name not in known}


def _root(atom: Term, name: str, names: Sequence[str], values: Mapping[str, Fraction]) -> Fraction:
    """Return what a name must be so that the two sides of a comparison are equal; the sides are taken for linear in it."""
    run = compile_term(("less", atom[2], atom[3]))
    try:
        zero, one = (Fraction(*run([_pair({**values, name: Fraction(value)}.get(each)) for each in names])) for value in (0, 1))
    except Undefined:
        return Fraction(1)
    return -zero / (one - zero) if one != zero else Fraction(0)


def _pair(value: Fraction | None) -> tuple[int, int]:
    return (1, 1) if value is None else (value.numerator, value.denominator)
