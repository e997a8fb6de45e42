"""Building the surface of a line: one method for each rule of the grammar."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

from perfrules.ruleset.surface import (
    Assertion,
    Cells,
    Change,
    Clause,
    Definition,
    Expectation,
    Expectations,
    Given,
    Outline,
    Reference,
    Validity,
    Word,
)
from perfrules.text.lexeme import Lexeme

__all__ = ["BadDay", "Builder", "unquoted"]

_DIGITS = re.compile(r"[0-9]+")


class BadDay(ValueError):
    """A date that no calendar has; `.lexeme` is the place."""

    def __init__(self, lexeme: Lexeme) -> None:
        super().__init__(lexeme.text)
        self.lexeme = lexeme


def unquoted(name: Lexeme) -> Lexeme:
    """Return a name without the quotes that let it hold blanks; its place stays the whole."""
    return Lexeme(name.text[1:-1].strip(), name.start, name.end) if name.text.startswith("「") else name


def _day(lexeme: Lexeme) -> date:
    try:
        return date(*(int(part) for part in _DIGITS.findall(lexeme.text)))
    except ValueError:
        raise BadDay(lexeme) from None


class Builder:
    """What the parsing machine makes of each rule."""

    def text(self, children: list[Any]) -> Word:
        return Word(children[0])

    status = version = equal = direction = period = text

    def name(self, children: list[Any]) -> Word:
        return Word(unquoted(children[0]))

    def reference(self, children: list[Any]) -> Reference:
        return Reference(children[0], children[1])

    def between(self, children: list[Any]) -> Validity:
        return Validity(_day(children[0]), None if children[1] is None else _day(children[1]))

    def since(self, children: list[Any]) -> Validity:
        return Validity(_day(children[0]))

    def until(self, children: list[Any]) -> Validity:
        return Validity(None, _day(children[0]))

    def whole_year(self, children: list[Any]) -> Validity:
        year = int(children[0].text[:4])
        if not year:
            raise BadDay(children[0])
        return Validity(date(year, 1, 1), date(year, 12, 31))

    def day(self, children: list[Any]) -> date:
        return _day(children[0])

    def unit(self, children: list[Any]) -> Definition:
        name, number, base = children
        return Definition(unquoted(name), base, None if number is None else Fraction(number.text))

    def datum(self, children: list[Any]) -> Definition:
        return Definition(unquoted(children[0]), children[1], None, children[2])

    def parameter(self, children: list[Any]) -> Definition:
        name, value, start, end = children
        days = Validity(None if start is None else _day(start), None if end is None else _day(end))
        return Definition(unquoted(name), value=value, validity=days)

    def given(self, children: list[Any]) -> Given:
        return Given(tuple(children))

    def fact(self, children: list[Any]) -> Definition:
        return Definition(unquoted(children[0]), value=children[1])

    def marks(self, children: list[Any]) -> Fraction:
        return Fraction(children[-1].text)

    points = worth = marks

    def level(self, children: list[Any]) -> Outline:
        return Outline(unquoted(children[0]), children[1])

    def indicator(self, children: list[Any]) -> Outline:
        name, weight, *clauses = children
        return Outline(unquoted(name), weight, tuple(clauses))

    def targets(self, children: list[Any]) -> Outline:
        name, *clauses = children
        return Outline(unquoted(name), None, tuple(clauses))

    def change(self, children: list[Any]) -> Change:
        return Change(tuple(children))

    def target(self, children: list[Any]) -> Clause:
        return Clause(children[0], children[1])

    def leaning(self, children: list[Any]) -> Clause:
        return Clause(children[0])

    def weight(self, children: list[Any]) -> Clause:
        return Clause(children[0], None, Fraction(children[1].text))

    item = aspect = target
    verdict = leaning

    def check(self, children: list[Any]) -> Assertion:
        name, *rest = children
        return Assertion(unquoted(name), *rest)

    def expect(self, children: list[Any]) -> Expectations:
        return Expectations(tuple(children))

    def expectation(self, children: list[Any]) -> Expectation:
        name, *clauses = children
        return Expectation(unquoted(name), tuple(clauses))

    def row(self, children: list[Any]) -> Cells:
        return Cells(tuple(children if children[-1] is not None else children[:-1]))
