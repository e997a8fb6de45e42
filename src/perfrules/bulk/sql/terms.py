"""Terms and conditions of the algebra as SQL."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from attrs import frozen
from sqlglot import exp

from perfrules.bulk.columns import algebra as a
from perfrules.bulk.sql.dialects import Dialect

__all__ = ["INEXACT", "Terms", "number", "unreadable"]

INEXACT = Fraction(10**17)
"""Stands for a number that no double can tell apart from its neighbours; not so large that a product of some could overflow."""
_UNREADABLE = Fraction(10**18)
"""Stands for what is no number, where no double is infinite and a greater one would make a product an error."""

_COMPARE: dict[str, type[exp.Binary]] = {"=": exp.EQ, "≠": exp.NEQ, "<": exp.LT, "≤": exp.LTE, ">": exp.GT, "≥": exp.GTE}
_OPPOSITE: dict[str, a.Sign] = {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}
_MOST_DIGITS = 15
_GREATEST = Fraction(sys.float_info.max)


def number(value: Fraction | int) -> exp.Expression:
    """Return a constant: a decimal of at most fifteen digits as it is written, any other as the double nearest to it.

    >>> [number(value).sql() for value in (Fraction(96, 10), Fraction(1, 3), -2, Fraction(10**100))]
    ['9.6', '3.333333333333333E-1', '-2', '1E100']
    """
    if value < 0:
        return exp.Neg(this=number(-value))
    return exp.Literal.number(_written(Fraction(value)))


def unreadable(dialect: Dialect) -> exp.Expression:
    """Return what stands for a value that is no number: infinity, or what is beyond all numbers that are kept."""
    match dialect.name:
        case "mysql":
            return number(_UNREADABLE)
        case "oracle":
            return exp.Column(this=exp.to_identifier("BINARY_DOUBLE_INFINITY"))
        case "sqlite":
            return exp.Literal.number("9E999")
        case _:
            return dialect.cast(exp.Literal.string("Infinity"), dialect.double)


def _written(value: Fraction) -> str:
    for decimals in range(_MOST_DIGITS + 1):
        scaled = value * 10**decimals
        if scaled.denominator == 1 and scaled < 10**_MOST_DIGITS:
            return str(Decimal(scaled.numerator).scaleb(-decimals)) if scaled.numerator else "0"
    if value.denominator == 1 and value < 2**63:
        return str(value.numerator)
    _, digits, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    first, *rest = map(str, digits)
    fraction = f".{''.join(rest)}" if rest else ""
    return f"{first}{fraction}E{int(exponent) + len(rest)}"


@frozen
class Terms:
    """Terms and conditions of the algebra as expressions of one dialect."""

    dialect: Dialect

    def column(self, node: a.Node) -> exp.Expression:
        """Return the definition of a column: a double, a text, or a truth value."""
        if isinstance(node, a.Condition):
            kept = self.of(node)
            return kept if self.dialect.has_truth else exp.Case().when(kept, exp.Literal.number(1)).else_(exp.Literal.number(0))
        made = self.of(node)
        return made if _is_word(node) or self._is_double(node) else self.dialect.cast(made, self.dialect.double)

    def of(self, node: a.Node) -> exp.Expression:
        """Return a term or condition."""
        match node:
            case a.Column(name):
                return self.name(name)
            case a.Number(value):
                return number(value)
            case a.Word(text):
                return exp.Literal.string(text)
            case a.Choose(cases, otherwise):
                return self._choose(cases, otherwise)
            case a.Known() | a.Compare() | a.All() | a.AnyOf() | a.Not() | a.Flag():
                return self.condition(node)
            case _:
                return self._computed(node)

    def _computed(self, node: a.Term) -> exp.Expression:
        made: exp.Expression
        match node:
            case a.Plus(parts):
                made = self._added(parts)
            case a.Times(left, right):
                made = exp.Mul(this=self._double(left, right), expression=self._factor(right))
            case a.Over(left, right):
                made = self._over(left, right)
            case a.Minus(part):
                made = exp.Neg(this=self._factor(part))
            case a.Absolute(part):
                made = exp.Abs(this=self.of(part))
            case a.Floor(part):
                made = self._floor(part)
            case a.Largest(parts):
                made = self._extreme(parts, "MAX" if self.dialect.name == "sqlite" else "GREATEST")
            case a.Smallest(parts):
                made = self._extreme(parts, "MIN" if self.dialect.name == "sqlite" else "LEAST")
            case _:
                raise AssertionError(node)
        return made

    def name(self, name: str) -> exp.Column:
        """Return a column by its name."""
        return exp.Column(this=self.dialect.identifier(name))

    def condition(self, node: a.Condition) -> exp.Expression:
        """Return a condition."""
        match node:
            case a.Flag(name):
                column = self.name(name)
                return column if self.dialect.has_truth else exp.EQ(this=column, expression=exp.Literal.number(1))
            case a.Known(part):
                return exp.Is(this=_wrapped(self.of(part)), expression=exp.Not(this=exp.Null()))
            case a.Compare(sign, left, right):
                return self._compare(sign, left, right)
            case a.All(()):
                return self._constant(holds=True)
            case a.AnyOf(()):
                return self._constant(holds=False)
            case a.All(parts):
                return _joined(exp.And, map(self.condition, parts))
            case a.AnyOf(parts):
                return _joined(exp.Or, self._any(parts))
            case a.Not(part):
                return self._not(part)

    def _constant(self, *, holds: bool) -> exp.Expression:
        if self.dialect.has_truth:
            return exp.Boolean(this=holds)
        return exp.EQ(this=exp.Literal.number(1), expression=exp.Literal.number(int(holds)))

    def _not(self, part: a.Condition) -> exp.Expression:
        match part:
            case a.Known(inner):
                return exp.Is(this=_wrapped(self.of(inner)), expression=exp.Null())
            case a.Compare(sign, left, right):
                return self._compare(_OPPOSITE[sign], left, right)
            case _:
                return exp.Not(this=_wrapped(self.condition(part)))

    def _compare(self, sign: a.Sign, left: a.Term, right: a.Term) -> exp.Expression:
        match right:
            case a.Word("") if self.dialect.empty_is_null:
                return self._constant(holds=sign == "≠")
            case a.Number(value) if value == _GREATEST:
                return self._infinite(self.of(left), holds=sign in (">", "≥"))
        return _binary(_COMPARE[sign], self.of(left), self.of(right))

    def _infinite(self, size: exp.Expression, *, holds: bool) -> exp.Expression:
        """Return whether a size is beyond all doubles, or is not."""
        if self.dialect.name == "oracle":
            return _binary(exp.EQ if holds else exp.NEQ, size, unreadable(self.dialect))
        if self.dialect.name == "mysql":
            return _binary(exp.GTE if holds else exp.LT, size, unreadable(self.dialect))
        return _binary(exp.GT if holds else exp.LTE, size, number(_GREATEST))

    def _any(self, parts: Sequence[a.Condition]) -> Iterable[exp.Expression]:
        """Return the alternatives; several words for one column are one membership."""
        words: dict[a.Term, list[str]] = {}
        for part in parts:
            match part:
                case a.Compare("=", left, a.Word(text)) if text:
                    words.setdefault(left, []).append(text)
                case _:
                    yield self.condition(part)
        for left, texts in words.items():
            yield exp.In(this=self.of(left), expressions=[exp.Literal.string(text) for text in texts])

    def _double(self, *parts: a.Term) -> exp.Expression:
        """Return the first of several parts, as a double if none of them is one."""
        first = self._factor(parts[0])
        return first if any(map(self._is_double, parts)) else self.dialect.cast(first, self.dialect.double)

    def _is_double(self, node: a.Node) -> bool:
        """Tell whether a number comes out as a double, whatever a dialect takes constants for; SQLite decides that row by row."""
        every = all if self.dialect.name == "sqlite" else any
        match node:
            case a.Column() | a.Over() | a.Floor() | a.Times() | a.Plus():
                return True
            case a.Minus(part) | a.Absolute(part):
                return self._is_double(part)
            case a.Largest(parts) | a.Smallest(parts):
                return every(map(self._is_double, parts))
            case a.Choose(cases, otherwise):
                terms = [term for _, term in cases] + ([] if otherwise is None else [otherwise])
                return every(map(self._is_double, terms))
            case _:
                return False

    def _factor(self, part: a.Term) -> exp.Expression:
        return _wrapped(self.of(part))

    def _added(self, parts: Sequence[a.Term]) -> exp.Expression:
        def added(left: exp.Expression, part: a.Term) -> exp.Expression:
            match part:
                case a.Minus(inner):
                    return exp.Sub(this=left, expression=self._factor(inner))
                case a.Number(value) if value < 0:
                    return exp.Sub(this=left, expression=number(-value))
                case a.Times() | a.Over():
                    return exp.Add(this=left, expression=self.of(part))
                case _:
                    return exp.Add(this=left, expression=self._factor(part))

        head = parts[0]
        first = self._double(head) if not isinstance(head, a.Times | a.Over) else self.of(head)
        return reduce(added, parts[1:], first)

    def _over(self, left: a.Term, right: a.Term) -> exp.Expression:
        divisor = self._factor(right)
        if not isinstance(right, a.Number):
            divisor = exp.Nullif(this=self.of(right), expression=exp.Literal.number(0))
        top = self._factor(left) if self._is_double(left) else self.dialect.cast(self.of(left), self.dialect.double)
        return exp.Div(this=top, expression=divisor, typed=True, safe=False)

    def _extreme(self, parts: Sequence[a.Term], function: str) -> exp.Expression:
        return exp.Anonymous(this=function, expressions=[self.of(part) for part in parts])

    def _floor(self, part: a.Term) -> exp.Expression:
        made = self.of(part) if self._is_double(part) else self.dialect.cast(self.of(part), self.dialect.double)
        if self.dialect.name == "mysql":  # MariaDB takes the whole number below for an integer, and divides integers to four decimals.
            return self.dialect.cast(exp.Floor(this=made), self.dialect.double)
        if self.dialect.name != "sqlite":
            return exp.Floor(this=made)
        whole = self.dialect.cast(self.dialect.cast(made, "INTEGER"), "REAL")
        above = exp.GT(this=whole, expression=_wrapped(made.copy()))
        return exp.Paren(this=exp.Sub(this=whole.copy(), expression=exp.Paren(this=above)))

    def _choose(self, cases: Sequence[tuple[a.Condition, a.Term]], otherwise: a.Term | None) -> exp.Expression:
        made = exp.Case()
        for condition, term in cases:
            made = made.when(self.condition(condition), self.of(term), copy=False)
        return made if otherwise is None else made.else_(self.of(otherwise), copy=False)


def _wrapped(made: exp.Expression) -> exp.Expression:
    """Return an expression in brackets where it needs them beside an operator."""
    return exp.Paren(this=made) if isinstance(made, exp.Binary | exp.Neg | exp.Not | exp.In) else made


def _binary(kind: type[exp.Binary], left: exp.Expression, right: exp.Expression) -> exp.Expression:
    made: exp.Expression = kind(this=left, expression=right)  # type: ignore[assignment]
    return made


def _joined(kind: type[exp.Connector], parts: Iterable[exp.Expression]) -> exp.Expression:
    return reduce(
        lambda left, right: _binary(kind, left, right),
        (exp.Paren(this=part) if isinstance(part, exp.Connector) and not isinstance(part, kind) else part for part in parts),
    )


def _is_word(node: a.Node) -> bool:
    match node:
        case a.Word():
            return True
        case a.Choose(cases, otherwise):
            return any(_is_word(term) for _, term in cases) or (otherwise is not None and _is_word(otherwise))
        case _:
            return False
