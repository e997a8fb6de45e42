"""What a program of columns means, in exact numbers: one row at a time, every term and condition as the algebra defines it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from perfrules.bulk.columns import algebra as a

__all__ = ["run"]

_SIGNS = {"=": eq, "≠": ne, "<": lt, "≤": le, ">": gt, "≥": ge}


def run(program: a.Program, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return all columns of one row; missing values are `None`, truth is Kleene's."""
    found = {one.name: row.get(one.name) for one in program.inputs}
    for layer in program.layers:
        found |= {name: of(node, found) for name, node in layer}
    return found


def of(node: a.Node, row: Mapping[str, Any]) -> Any:
    """Return what a term or condition comes to."""
    match node:
        case a.Column(name) | a.Flag(name):
            return row[name]
        case a.Number(value):
            return Fraction(value)
        case a.Word(text):
            return text
        case a.Choose(cases, otherwise):
            chosen = next((term for when, term in cases if of(when, row) is True), otherwise)
            return None if chosen is None else of(chosen, row)
        case a.Known(part):
            return of(part, row) is not None
        case a.All(parts):
            answers = [of(part, row) for part in parts]
            return False if False in answers else None if None in answers else True
        case a.AnyOf(parts):
            answers = [of(part, row) for part in parts]
            return True if True in answers else None if None in answers else False
        case a.Not(part):
            answer = of(part, row)
            return None if answer is None else not answer
        case _:
            values = [of(part, row) for part in a.children(node)]
            return None if None in values else _of_known(node, values)


def _of_known(node: a.Node, values: list[Any]) -> Any:
    match node:
        case a.Compare(sign, _, _):
            return _SIGNS[sign](*values)
        case a.Plus():
            return sum(values, Fraction(0))
        case a.Times():
            return values[0] * values[1]
        case a.Minus():
            return -values[0]
        case a.Absolute():
            return abs(values[0])
        case a.Over():
            return values[0] / values[1] if values[1] else None
        case a.Largest():
            return max(values)
        case a.Smallest():
            return min(values)
        case a.Floor():
            return Fraction(floor(values[0]))
    raise AssertionError(node)
