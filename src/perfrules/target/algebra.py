"""The algebra of targets: implication, disjointness, and, or, not."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from perfrules.target.body import Axis, Body, Change, Dates, Every, Graded, Measure, OneOf, Placeholder, Rank, with_values
from perfrules.target.composite import joined
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import LimitError, UnitError
from perfrules.text.limits import MAX_ALTERNATIVES
from perfrules.value.interval import IntervalSet
from perfrules.value.lexicon import compare_words

if TYPE_CHECKING:
    from perfrules.target.model import Target

__all__ = ["both", "complement", "either", "implies", "is_disjoint", "is_empty"]


def _normal(body: Axis) -> IntervalSet:
    """Return the values in normal form: whole numbers where the axis has nothing else."""
    match body:
        case Measure(values, unit) if unit.discrete and unit.factor.denominator == 1:
            return values.on_integers()
        case Dates(values):
            return values.on_integers()
        case Rank(values):
            return (values & IntervalSet.at_least(Fraction(1))).on_integers()
        case _:
            return body.values


def _same_axis(left: Body, right: Body) -> bool:
    match left, right:
        case (Measure(_, unit), Measure(_, other)):
            return unit.dimension == other.dimension
        case (Change(_, unit, base), Change(_, other, its_base)):
            return base == its_base and (unit.dimension == other.dimension or not unit.dimension or not other.dimension)
        case (Dates(_, yearless), Dates(_, other_yearless)):
            return yearless == other_yearless
        case (Rank(), Rank()):
            return True
    return False


def _once(parts: tuple[Target, ...]) -> tuple[Target, ...]:
    """Return each of several targets once: a cell that says the same hundreds of times takes no longer."""
    return tuple(dict.fromkeys(parts))


def implies(left: Target, right: Target) -> bool:
    """Tell whether every value that satisfies `left` satisfies `right`; values on different axes never do."""
    match left.body, right.body:
        case (Every(parts), Every(others)):
            return all(any(implies(part, other) for part in _once(parts)) for other in _once(others))
        case (OneOf(parts), _):
            return all(implies(part, right) for part in _once(parts))
        case (_, OneOf(parts)):
            return any(implies(left, part) for part in _once(parts))
        case (_, Every(parts)):
            return all(implies(left, part) for part in _once(parts))
        case (Every(parts), _):
            return any(implies(part, right) for part in _once(parts))
    if left.label != right.label and left.label and right.label:
        return False
    match left.body, right.body:
        case (Graded(word), Graded(other)):
            return compare_words(other, word) is True
        case (Measure() | Change() | Dates() | Rank(), Measure() | Change() | Dates() | Rank()):
            return _same_axis(left.body, right.body) and _normal(left.body).is_subset(_normal(right.body))
    return left.body == right.body


def is_disjoint(left: Target, right: Target) -> bool:
    """Tell whether no value satisfies both; nothing is said of values on different axes."""
    match left.body, right.body:
        case (OneOf(parts), _):
            return all(is_disjoint(part, right) for part in _once(parts))
        case (_, OneOf(parts)):
            return all(is_disjoint(left, part) for part in _once(parts))
        case (Every(parts), _):
            return any(is_disjoint(part, right) for part in _once(parts))
        case (_, Every(parts)):
            return any(is_disjoint(left, part) for part in _once(parts))
    if left.label != right.label and left.label and right.label:
        return False
    match left.body, right.body:
        case (Graded(word), Graded(other)):
            return compare_words(word, other) is False and compare_words(other, word) is False
        case (Measure() | Change() | Dates() | Rank(), Measure() | Change() | Dates() | Rank()):
            return _same_axis(left.body, right.body) and _normal(left.body).is_disjoint(_normal(right.body))
    return False


def is_empty(target: Target) -> bool:
    """Tell whether no value satisfies the target."""
    match target.body:
        case Measure() | Change() | Dates() | Rank():
            return _normal(target.body).is_empty
        case Every(parts):
            once = _once(parts)
            return any(is_empty(part) for part in once) or any(
                is_disjoint(one, other) for index, one in enumerate(once) for other in once[index + 1 :] if one.label == other.label
            )
        case OneOf(parts):
            return all(is_empty(part) for part in _once(parts))
        case _:
            return False


def both(left: Target, right: Target) -> Target:
    """Return the target that asks for both; alternatives are distributed, so that *or* stays outermost."""
    if isinstance(left.body, OneOf):
        return _alternatives(both(part, right) for part in left.body.parts)
    if isinstance(right.body, OneOf):
        return _alternatives(both(left, part) for part in right.body.parts)
    if left.label == right.label and _same_axis(left.body, right.body):
        assert isinstance(left.body, Axis)
        assert isinstance(right.body, Axis)
        return evolve(left, body=with_values(left.body, left.body.values & right.body.values), notes=())
    return evolve(left, body=joined((_measurable(left), _measurable(right))), label="", notes=())


def either(left: Target, right: Target) -> Target:
    """Return the target that is content with one of the two."""
    if left.label == right.label and _same_axis(left.body, right.body):
        assert isinstance(left.body, Axis)
        assert isinstance(right.body, Axis)
        return evolve(left, body=with_values(left.body, left.body.values | right.body.values), notes=())
    return _alternatives((_measurable(left), _measurable(right)))


def _measurable(target: Target) -> Target:
    """Return the target, unless it is an empty cell, with which nothing can be combined."""
    if isinstance(target.body, Placeholder):
        raise UnitError([Diagnostic("E115", {"found": str(target)})])
    return target


def _alternatives(targets: Iterable[Target]) -> Target:
    flat: list[Target] = []
    for target in targets:
        flat += target.body.parts if isinstance(target.body, OneOf) else (target,)
        if len(flat) > MAX_ALTERNATIVES:
            raise LimitError([Diagnostic("E120", {"limit": str(MAX_ALTERNATIVES)})])
    return evolve(flat[0], body=OneOf(tuple(flat)), label="", notes=())


def complement(target: Target) -> Target:
    """Return the target that accepts exactly what this one rejects.

    Grades, placeholders and prose have no complement that could be written down: `UnitError`.
    """
    match target.body:
        case Measure() | Change() | Dates() | Rank():
            return evolve(target, body=with_values(target.body, ~target.body.values), notes=())
        case Every(parts):
            return _alternatives(complement(part) for part in parts)
        case OneOf(parts):
            first, *rest = (complement(part) for part in parts)
            for part in rest:
                first = both(first, part)
            return first
    raise UnitError([Diagnostic("E115", {"found": str(target)})])
