"""The syntax of formulas (公式): arithmetic over named data, with the place of every part."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from perfrules.text.lazy import lazy_module
from perfrules.text.span import Span

if TYPE_CHECKING:
    from perfrules.formula import render
else:
    render = lazy_module("perfrules.formula.render")

__all__ = ["Absolute", "Binary", "Call", "Compare", "Formula", "Logic", "Minus", "Name", "Node", "Not", "Number", "children", "names_of"]

_AT = Span(0, 0)


@frozen
class Number:
    """A number with its unit as written."""

    value: Fraction
    unit: str = ""
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Name:
    """A datum or parameter by its name."""

    text: str
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Minus:
    """The opposite of a number."""

    part: Node
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Absolute:
    """The absolute value, between bars."""

    part: Node
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Binary:
    """`+`, `-`, `×` or `÷` of two numbers."""

    sign: str
    left: Node
    right: Node
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Call:
    """最大, 最小 or 合计 of several numbers."""

    function: str
    parts: tuple[Node, ...]
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Compare:
    """A comparison of two numbers, which holds or not."""

    sign: str
    left: Node
    right: Node
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Logic:
    """Several conditions that must all hold (且), or one of them (或)."""

    word: str
    parts: tuple[Node, ...]
    at: Span = field(default=_AT, eq=False, repr=False)


@frozen
class Not:
    """A condition that must not hold."""

    part: Node
    at: Span = field(default=_AT, eq=False, repr=False)


Node = Number | Name | Minus | Absolute | Binary | Call | Compare | Logic | Not


@frozen(slots=False)
class Formula:
    """A formula as written; equal where the same operations are done on the same names. `str()` reads back as an equal one.

    >>> from perfrules.formula import parse_formula
    >>> formula = parse_formula("|决算数－年初预算数| / (年初预算数)")
    >>> str(formula), formula.names
    ('|决算数 - 年初预算数| ÷ 年初预算数', ('决算数', '年初预算数'))
    """

    root: Node

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names in it, in the order in which they first stand there."""
        return tuple(dict.fromkeys(name.text for name in names_of(self.root)))

    def __str__(self) -> str:
        return render.text_of(self.root)


def children(node: Node) -> tuple[Node, ...]:
    """Return the parts of a node."""
    match node:
        case Minus(part) | Absolute(part) | Not(part):
            return (part,)
        case Binary(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Call(_, parts) | Logic(_, parts):
            return parts
        case _:
            return ()


def names_of(node: Node) -> Iterator[Name]:
    """Yield the names below a node."""
    if isinstance(node, Name):
        yield node
    for child in children(node):
        yield from names_of(child)
