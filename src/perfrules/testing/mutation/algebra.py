"""The meaning of formulas: polynomials over names, up to the order and the grouping of sums and products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from perfrules.formula import Compiled
from perfrules.formula.term import Term

__all__ = ["Meaning", "condition_of", "meaning_of"]

Form = Any
"""A normal form: nested tuples that are equal only where the terms are."""
Monomial = tuple[tuple[str, int], ...]
_ONE, _ZERO = Fraction(1), Fraction(0)
_OPPOSITE = {"=": "≠", "≠": "=", "≥": "<", "<": "≥", "≤": ">", ">": "≤"}
_MIRRORED = {"=": "=", "≠": "≠", "≥": "≤", "≤": "≥", "<": ">", ">": "<"}


class Meaning(NamedTuple):
    """What a formula computes: the names it needs, its normal form, its divisions in their order, and its dimension.

    The order of divisions tells which of several divisions by zero is met first.
    """

    names: frozenset[str]
    form: Form
    divisions: tuple[Form, ...]
    dimension: object


def meaning_of(compiled: Compiled | None) -> Meaning | None:
    """Return the meaning of a formula of numbers; formulas of one meaning give the same for all values.

    >>> from perfrules.formula import check_formula, compile_formula, parse_formula
    >>> from perfrules.value.unit_table import find_unit
    >>> names = dict.fromkeys("甲乙丙", find_unit("万元"))
    >>> texts = ("|甲 - (乙 + 丙)|", "|丙 + 乙 - 甲|", "甲 - 乙 - 丙")
    >>> made = [compile_formula(check_formula(parse_formula(text), names)) for text in texts]
    >>> meaning_of(made[0]) == meaning_of(made[1]), meaning_of(made[0]) == meaning_of(made[2])
    (True, False)
    """
    if compiled is None:
        return None
    reader = _Reader(compiled.names)
    form = _frozen(reader.polynomial(compiled.checked.term))
    unit = compiled.checked.unit
    divisions = tuple(dict.fromkeys(reader.divisions))
    return Meaning(frozenset(compiled.names), form, divisions if len(divisions) > 1 else (), None if unit is None else unit.dimension)


def condition_of(compiled: Compiled) -> Meaning:
    """Return the meaning of a condition: comparisons with nothing on their right side, below 且 and 或 in any order.

    >>> from perfrules.formula import check_formula, compile_formula, parse_formula
    >>> from perfrules.value.unit_table import find_unit
    >>> names = dict.fromkeys("甲乙", find_unit("万元"))
    >>> made = [compile_formula(check_formula(parse_formula(text), names)) for text in ("甲 > 乙", "乙 < 甲", "非 (甲 ≤ 乙)", "甲 ≥ 乙")]
    >>> [condition_of(one) == condition_of(made[0]) for one in made]
    [True, True, True, False]
    """
    reader = _Reader(compiled.names)
    form = reader.condition(compiled.checked.term, holds=True)
    return Meaning(frozenset(compiled.names), form, tuple(sorted(set(reader.divisions), key=repr)), None)


def _frozen(polynomial: Mapping[Any, Fraction]) -> Form:
    return tuple(sorted(((key, value) for key, value in polynomial.items() if value), key=repr))


def _signed(polynomial: Mapping[Any, Fraction]) -> tuple[Form, bool]:
    """Return a form with its first number made positive, and whether that took a change of signs."""
    form = _frozen(polynomial)
    if form and form[0][1] < 0:
        return tuple((key, -value) for key, value in form), True
    return form, False


class _Reader:
    """Reads the terms of one formula."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.divisions: list[Form] = []

    def polynomial(self, term: Term) -> dict[Any, Fraction]:
        """Return a term as the sum of products of names, and of what is no product, each with a number in front."""
        match term[0]:
            case "number":
                return {(): Fraction(*term[1])}
            case "slot":
                return {((("name", self.names[term[1]]), 1),): _ONE}
            case "minus":
                return _times(self.polynomial(term[1]), {(): -_ONE})
            case "plus" | "sum":
                return _sum(self.polynomial(part) for part in (term[1] if term[0] == "sum" else term[1:]))
            case "less":
                return _sum((self.polynomial(term[1]), _times(self.polynomial(term[2]), {(): -_ONE})))
            case "times":
                return _times(self.polynomial(term[1]), self.polynomial(term[2]))
            case "over":
                return self.ratio(term[1], term[2])
            case "absolute":
                return _atom(("absolute", _signed(self.polynomial(term[1]))[0]))
            case _:
                parts = {_frozen(self.polynomial(part)) for part in term[1]}
                return _atom((term[0], tuple(sorted(parts, key=repr))))

    def ratio(self, above: Term, below: Term) -> dict[Any, Fraction]:
        top, bottom = self.polynomial(above), self.polynomial(below)
        form = _frozen(bottom)
        if len(form) == 1 and form[0][0] == ():
            return _times(top, {(): 1 / form[0][1]})
        division = ("over", _frozen(top), form)
        self.divisions.append(division)
        return _atom(division)

    def condition(self, term: Term, *, holds: bool) -> Form:
        if term[0] == "not":
            return self.condition(term[1][0], holds=not holds)
        if term[0] in ("all", "any"):
            word = term[0] if holds else {"all": "any", "any": "all"}[term[0]]
            parts = {self.condition(part, holds=holds) for part in term[1]}
            flat = {inner for part in parts for inner in (part[1] if part[0] == word else (part,))}
            return (word, tuple(sorted(flat, key=repr)))
        _, sign, left, right = term
        form, turned = _signed(_sum((self.polynomial(left), _times(self.polynomial(right), {(): -_ONE}))))
        sign = sign if holds else _OPPOSITE[sign]
        scale = form[0][1] if form else _ONE
        return ("compare", _MIRRORED[sign] if turned else sign, tuple((key, value / scale) for key, value in form))


def _atom(form: Form) -> dict[Any, Fraction]:
    return {((form, 1),): _ONE}


def _sum(parts: Iterable[Mapping[Any, Fraction]]) -> dict[Any, Fraction]:
    found: dict[Any, Fraction] = {}
    for part in parts:
        for key, value in part.items():
            found[key] = found.get(key, _ZERO) + value
    return {key: value for key, value in found.items() if value}


def _times(left: Mapping[Any, Fraction], right: Mapping[Any, Fraction]) -> dict[Any, Fraction]:
    return _sum({_product(one, other): left[one] * right[other]} for one, other in _pairs(left, right))


def _pairs(left: Iterable[Any], right: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    others = tuple(right)
    return ((one, other) for one in left for other in others)


def _product(one: Monomial, other: Monomial) -> Monomial:
    powers: dict[Any, int] = dict(one)
    for name, power in other:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted(powers.items(), key=repr))
