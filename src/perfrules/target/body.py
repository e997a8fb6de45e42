"""What a target value means: an interval set on some axis, a grade, or one of the things that cannot be measured."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from perfrules.value.interval import IntervalSet
from perfrules.value.scale import Grade
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.words import Emptiness

if TYPE_CHECKING:
    from perfrules.target.model import Target

__all__ = [
    "Axis",
    "Body",
    "Change",
    "Dates",
    "Every",
    "Form",
    "Graded",
    "Measure",
    "OneOf",
    "Placeholder",
    "Prose",
    "Rank",
    "axis_of",
    "with_values",
]


class Form(Enum):
    """How a set of numbers was written: without a comparison, with one, approximately, or with a tolerance."""

    BARE = "bare"
    COMPARED = "compared"
    ABOUT = "about"
    AROUND = "around"


@frozen
class Measure:
    """Numbers of a unit: `values` in the base units of `unit.dimension`, shown in `unit`."""

    values: IntervalSet
    unit: Unit = field(default=NO_UNIT, eq=lambda unit: unit.dimension)
    form: Form = field(default=Form.COMPARED, eq=False)


@frozen
class Change:
    """A change against a base: `values` of the difference, falls being negative.

    `unit` is % for a relative change, 个百分点 for the difference of two ratios, or the indicator's own unit.
    `turn` is 1 for a rise, -1 for a fall, 0 where no direction was written.
    """

    values: IntervalSet
    unit: Unit = field(default=NO_UNIT, eq=lambda unit: unit.dimension)
    base: str = ""
    turn: int = field(default=0, eq=False)
    form: Form = field(default=Form.COMPARED, eq=False)


@frozen
class Rank:
    """Places in an order, the first being the best."""

    values: IntervalSet
    form: Form = field(default=Form.COMPARED, eq=False)


@frozen
class Dates:
    """Days, as ordinal numbers; `yearless` ones lie in a nominal year."""

    values: IntervalSet
    yearless: bool = False
    noun: str = field(default="", eq=False)


@frozen
class Graded:
    """A word on one or several scales; a word of several clauses has the candidates of each."""

    word: str
    clauses: tuple[tuple[Grade, ...], ...] = field(default=(), eq=False)


@frozen
class Every:
    """Several values that must all hold."""

    parts: tuple[Target, ...]


@frozen
class OneOf:
    """Several values of which one must hold."""

    parts: tuple[Target, ...]


@frozen
class Placeholder:
    """A cell without a value: left empty, not applicable, or not yet determined."""

    emptiness: Emptiness
    text: str = field(default="", eq=False)


@frozen
class Prose:
    """Wording that nobody can measure."""

    text: str


Body = Measure | Change | Rank | Dates | Graded | Every | OneOf | Placeholder | Prose

Axis = Measure | Change | Dates | Rank
"""The bodies that are a set of numbers."""


def axis_of(body: Axis) -> tuple[object, ...]:
    """Return what two bodies must share for their numbers to be held against each other."""
    match body:
        case Measure(_, unit):
            return (Measure, unit.dimension)
        case Change(_, unit, base):
            return (Change, unit.dimension, base)
        case Dates(_, yearless):
            return (Dates, yearless)
        case Rank():
            return (Rank,)


def with_values(body: Axis, values: IntervalSet) -> Axis:
    """Return a body on the same axis with other numbers, shown as plain comparisons; days and places are whole numbers."""
    match body:
        case Measure() | Change():
            return evolve(body, values=values, form=Form.COMPARED)
        case Dates():
            return evolve(body, values=values.on_integers())
        case Rank():
            return evolve(body, values=(values & IntervalSet.at_least(Fraction(1))).on_integers())
