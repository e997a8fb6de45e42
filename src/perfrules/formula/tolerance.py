"""Tolerance (误差): comparisons that also hold where the two sides lie close enough to each other."""

from __future__ import annotations

import re

from attrs import evolve

from perfrules.formula.ast import Absolute, Binary, Compare, Formula, Logic, Node, Number
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.span import Span
from perfrules.value.numeral import read_number

__all__ = ["with_tolerance"]

_AMOUNT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(\S*)")


def with_tolerance(formula: Formula, text: str) -> Formula | tuple[Diagnostic, ...]:
    """Return a condition whose comparisons allow a difference up to the amount that `text` gives.

    `=` holds within the tolerance, `≤` and `≥` may be missed by it; `≠`, `<` and `>` take none.

    >>> from perfrules.formula import parse_formula
    >>> str(with_tolerance(parse_formula("甲 = 乙 + 丙"), "0.01万元"))
    '|甲 - (乙 + 丙)| ≤ 0.01万元'
    """
    match = _AMOUNT.fullmatch(text.strip())
    value = read_number(match[1].replace(",", "")) if match else None
    if match is None or value is None:
        return (Diagnostic("E649", {"found": text}, text, Span(0, len(text))),)
    root = _widened(formula.root, Number(value, match[2]))
    return (Diagnostic("E650", {}, text, Span(0, len(text))),) if root is None else Formula(root)


def _widened(node: Node, margin: Number) -> Node | None:
    match node:
        case Compare("=", left, right, at):
            return Compare("≤", Absolute(Binary("-", left, right, at), at), evolve(margin, at=at), at)
        case Compare("≤", left, right, at):
            return Compare("≤", left, Binary("+", right, evolve(margin, at=at), at), at)
        case Compare("≥", left, right, at):
            return Compare("≥", Binary("+", left, evolve(margin, at=at), at), right, at)
        case Logic("且", parts, at):
            inner = [_widened(part, margin) for part in parts]
            return None if None in inner else Logic("且", tuple(part for part in inner if part is not None), at)
        case _:
            return None
