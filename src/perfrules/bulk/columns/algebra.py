"""The algebra of columns: what a ruleset is lowered to, before it is printed for an engine or as SQL.

Terms make numbers and texts, conditions are two-valued. A number is a double; the terms that decide verdicts hold whole numbers
below 2⁵³, so adding, multiplying and comparing them is exact. `Over` alone rounds, where marks are made.

A comparison with what is missing may be missing itself in an engine. Therefore lowering puts `Known` beside every comparison that can
meet a missing value, in the same `All`, and never a `Not` straight around one: in Kleene's logic the whole is then true or false.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen

from perfrules.value.unit import Unit

__all__ = [
    "ALWAYS",
    "NEVER",
    "Absolute",
    "All",
    "AnyOf",
    "Choose",
    "Column",
    "Compare",
    "Condition",
    "Flag",
    "Floor",
    "Input",
    "Known",
    "Largest",
    "Layer",
    "Minus",
    "Not",
    "Number",
    "Output",
    "Over",
    "Plus",
    "Program",
    "Smallest",
    "Term",
    "Times",
    "Word",
    "all_of",
    "any_of",
    "children",
    "columns_of",
    "negated",
]

Sign = Literal["=", "≠", "<", "≤", ">", "≥"]
Kind = Literal["number", "text"]


@frozen
class Column:
    """A column: one of the inputs, or one that an earlier layer made."""

    name: str


@frozen
class Number:
    """A constant; engines get the double nearest to it. In whole-number terms it is whole and below 2⁵³."""

    value: Fraction | int


@frozen
class Word:
    """A constant text."""

    text: str


@frozen
class Plus:
    """The sum of two or more numbers, added from the left."""

    parts: tuple[Term, ...]


@frozen
class Times:
    """The product of two numbers."""

    left: Term
    right: Term


@frozen
class Minus:
    """The opposite of a number."""

    part: Term


@frozen
class Absolute:
    """The absolute value of a number."""

    part: Term


@frozen
class Over:
    """One double division; missing, never an error and never infinite, where the right side is zero."""

    left: Term
    right: Term


@frozen
class Largest:
    """The largest of two or more numbers; none of them is missing where this is used."""

    parts: tuple[Term, ...]


@frozen
class Smallest:
    """The smallest of two or more numbers; none of them is missing where this is used."""

    parts: tuple[Term, ...]


@frozen
class Floor:
    """The largest whole number that is not above a number, as a double."""

    part: Term


@frozen
class Choose:
    """The term of the first condition that holds, else `otherwise`; `None` there is a missing value."""

    cases: tuple[tuple[Condition, Term], ...]
    otherwise: Term | None = None


@frozen
class Known:
    """Whether a number or text is not missing. In an input NaN is missing too; inner columns never hold NaN."""

    part: Term


@frozen
class Compare:
    """Whether a comparison holds: of two numbers, or of two texts with `=`; false or missing where a side is missing."""

    sign: Sign
    left: Term
    right: Term


@frozen
class All:
    """Whether all conditions hold; without any, always."""

    parts: tuple[Condition, ...]


@frozen
class AnyOf:
    """Whether at least one condition holds; without any, never."""

    parts: tuple[Condition, ...]


@frozen
class Not:
    """Whether a condition does not hold."""

    part: Condition


@frozen
class Flag:
    """A condition that an earlier layer kept as a column of truth values."""

    name: str


Condition = Known | Compare | All | AnyOf | Not | Flag
Term = Column | Number | Word | Plus | Times | Minus | Absolute | Over | Largest | Smallest | Floor | Choose
Node = Term | Condition
Layer = tuple[tuple[str, Node], ...]
"""Columns that are made side by side: names, each with its term, or with a condition that later layers find as `Flag(name)`."""


@frozen
class Input:
    """A column that the rules can use: its name, what stands in it, and the unit in which a bare number counts.

    `texts` are the only texts that a column of the kind `text` is asked about; `broken`, whether NaN may stand among numbers.
    """

    name: str
    kind: Kind
    unit: Unit
    texts: tuple[str, ...] = ()
    broken: bool = True


@frozen
class Output:
    """A public column that comes out: its name, and whether it holds numbers, texts or truth values."""

    name: str
    kind: Literal["number", "text", "truth"]


@frozen(eq=False)
class Program:
    """A ruleset as layers of columns; each layer may use the inputs and what earlier layers made.

    Names of inner columns start with `_`. `outputs` are the public ones, in order: all of them are made by the layers.
    """

    inputs: tuple[Input, ...]
    layers: tuple[Layer, ...]
    outputs: tuple[Output, ...]


def children(node: Node) -> tuple[Node, ...]:
    """Return the parts of a term or condition.

    >>> children(Times(Column("甲"), Number(2)))
    (Column(name='甲'), Number(value=2))
    """
    match node:
        case Plus(parts) | Largest(parts) | Smallest(parts) | All(parts) | AnyOf(parts):
            return parts
        case Times(left, right) | Over(left, right) | Compare(_, left, right):
            return (left, right)
        case Minus(part) | Absolute(part) | Floor(part) | Known(part) | Not(part):
            return (part,)
        case Choose(cases, otherwise):
            last = () if otherwise is None else (otherwise,)
            return (*(one for case in cases for one in case), *last)
        case _:
            return ()


def columns_of(node: Node) -> Iterator[str]:
    """Yield the names of the columns that a term or condition uses, again and again where it uses one often."""
    if isinstance(node, Column | Flag):
        yield node.name
    for part in children(node):
        yield from columns_of(part)


def all_of(*parts: Condition) -> Condition:
    """Return the condition that all parts hold; what always holds is left out.

    >>> all_of(ALWAYS, Known(Column("甲")))
    Known(part=Column(name='甲'))
    """
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    kept = tuple(dict.fromkeys(flat))
    if NEVER in kept:
        return NEVER
    return kept[0] if len(kept) == 1 else All(kept)


def any_of(*parts: Condition) -> Condition:
    """Return the condition that one part holds at least; what never holds is left out.

    >>> any_of(NEVER, Known(Column("甲"))), any_of(ALWAYS, Known(Column("甲"))) == ALWAYS
    (Known(part=Column(name='甲')), True)
    """
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    kept = tuple(dict.fromkeys(flat))
    if ALWAYS in kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def negated(part: Condition) -> Condition:
    """Return the opposite of a condition that is true or false in every row."""
    match part:
        case Not(inner):
            return inner
        case All(()):
            return NEVER
        case AnyOf(()):
            return ALWAYS
        case _:
            return Not(part)


ALWAYS: Final = All(())
NEVER: Final = AnyOf(())
