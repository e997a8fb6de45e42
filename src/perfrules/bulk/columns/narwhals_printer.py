"""Programs as narwhals expressions, which polars, pandas, pyarrow, DuckDB and Spark run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from math import frexp
from operator import add, and_, or_
from typing import Any

import narwhals as nw
from attrs import evolve

from perfrules.bulk.columns import algebra as a
from perfrules.bulk.columns.algebra import Program, columns_of
from perfrules.bulk.columns.amounts import LIMIT

__all__ = ["with_program"]

_HALF = 0.5
"""The mantissa of powers of two, whose reciprocals are exact."""
_COMPARE = {
    "=": lambda left, right: left == right,
    "≠": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "≤": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    "≥": lambda left, right: left >= right,
}


def with_program(frame: Any, program: Program, wanted: Sequence[str], called: Mapping[str, str] | None = None) -> Any:
    """Return a narwhals frame of the wanted columns, of its own or made by a program; each layer keeps what a later one uses.

    Results have the names that they are `called`.
    """
    program = _called(program, called or {})
    broken = frozenset(one.name for one in program.inputs if one.kind == "number" and one.broken)
    polars = frame.implementation.is_polars()
    anchor = program.inputs[0].name if polars and program.inputs else ""
    printer = _Printer(broken, floors_to_integers=frame.implementation.is_pyspark(), anchor=anchor)
    names = frame.collect_schema().names()
    for layer, live in zip(program.layers, _live(program, [*wanted, anchor]), strict=True):
        made = [printer.of(node).alias(name) for name, node in layer if name in live]
        names = [name for name in names if name in live]
        frame = frame.select(*names, *made)
        names += [name for name, _ in layer if name in live]
    return frame.select(*wanted)


def _called(program: Program, called: Mapping[str, str]) -> Program:
    """Return a program whose results have other names; no term uses a result."""
    if all(name == other for name, other in called.items()):
        return program
    return evolve(program, layers=tuple(tuple((called.get(name, name), node) for name, node in layer) for layer in program.layers))


def _live(program: Program, wanted: Sequence[str]) -> list[set[str]]:
    """Return for each layer the columns that are still needed behind it."""
    live: list[set[str]] = [set(wanted)]
    for layer in reversed(program.layers[1:]):
        used = {column for name, node in layer if name in live[0] for column in columns_of(node)}
        live.insert(0, live[0] | used)
    return live[: len(program.layers)]


class _Printer:
    """Prints terms and conditions; `broken` are the columns in which NaN may stand.

    An engine that multiplies by the reciprocal instead of dividing by a constant gets a column of that constant, beside the `anchor`.
    """

    def __init__(self, broken: frozenset[str], *, floors_to_integers: bool, anchor: str) -> None:
        self.anchor = anchor
        self.broken = broken
        self.floors_to_integers = floors_to_integers

    def of(self, node: a.Node) -> Any:
        match node:
            case a.Column(name) | a.Flag(name):
                return nw.col(name)
            case a.Number(value):
                return nw.lit(float(value))
            case a.Word(text):
                return nw.lit(text)
            case a.Choose(cases, otherwise):
                return self.choose(cases, otherwise)
            case a.Known() | a.Compare() | a.All() | a.AnyOf() | a.Not():
                return self.condition(node)
            case _:
                return self.number(node)

    def number(self, node: a.Node) -> Any:
        match node:
            case a.Plus(parts):
                return reduce(add, map(self.side, parts[1:]), self.of(parts[0]))
            case a.Times(left, right):
                return self.of(left) * self.side(right)
            case a.Over(left, right):
                return self.over(left, right)
            case a.Minus(part):
                return 0.0 - self.of(part)
            case a.Absolute(part):
                return self.of(part).abs()
            case a.Floor(part):
                return self.floor(self.of(part))
            case a.Largest(parts):
                return nw.max_horizontal(*map(self.of, parts))
            case a.Smallest(parts):
                return nw.min_horizontal(*map(self.of, parts))
        raise AssertionError(node)

    def floor(self, number: Any) -> Any:
        """Return the whole number below; an integer cannot hold every double, but the great ones are whole as they are."""
        if not self.floors_to_integers:
            return number.floor()
        return nw.when(number.abs() < LIMIT).then(number.floor().cast(nw.Float64)).otherwise(number)

    def side(self, node: a.Node) -> Any:
        """Return a constant as a number, which engines take beside an expression."""
        return float(node.value) if isinstance(node, a.Number) else self.of(node)

    def constant(self, value: float) -> Any:
        if not self.anchor or frexp(value)[0] == _HALF:
            return value
        return nw.when(nw.col(self.anchor).is_null()).then(value).otherwise(value)

    def over(self, left: a.Term, right: a.Term) -> Any:
        if isinstance(right, a.Number):
            return self.of(left) / self.constant(float(right.value))
        divisor = self.of(right)
        return nw.when(divisor != 0).then(self.of(left) / divisor)

    def choose(self, cases: Sequence[tuple[a.Condition, a.Term]], otherwise: a.Term | None) -> Any:
        result = None if otherwise is None else self.of(otherwise)
        for condition, term in reversed(cases):
            chosen = nw.when(self.of(condition)).then(self.of(term))
            result = chosen if result is None else chosen.otherwise(result)
        return result

    def condition(self, node: Any) -> Any:
        match node:
            case a.Known(a.Column(name)) if name in self.broken:
                return ~(nw.col(name).is_null() | nw.col(name).is_nan())
            case a.Known(part):
                return ~self.of(part).is_null()
            case a.Compare(sign, left, right):
                return _COMPARE[sign](self.of(left), self.words(right))
            case a.All(()):
                return nw.lit(True)
            case a.AnyOf(()):
                return nw.lit(False)
            case a.All(parts):
                return reduce(and_, map(self.of, parts))
            case a.AnyOf(parts):
                return reduce(or_, self.any(parts))
            case a.Not(part):
                return ~self.of(part)
        raise AssertionError(node)

    def words(self, node: a.Node) -> Any:
        return node.text if isinstance(node, a.Word) else self.side(node)

    def any(self, parts: Sequence[a.Condition]) -> list[Any]:
        """Return the alternatives; several words for one column are one membership."""
        words: dict[a.Term, list[str]] = {}
        others = []
        for part in parts:
            match part:
                case a.Compare("=", left, a.Word(text)):
                    words.setdefault(left, []).append(text)
                case _:
                    others.append(self.of(part))
        return [*(self.of(left).is_in(texts) for left, texts in words.items()), *others]
