"""Deciding: does an actual value satisfy a target, and what had to be assumed to say so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import frozen

from perfrules.target.body import Change, Dates, Every, Form, Graded, Measure, OneOf, Placeholder, Prose, Rank
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.day import in_year, nominal
from perfrules.value.interval import IntervalSet
from perfrules.value.lexicon import compare_words
from perfrules.value.quantity import Quantity
from perfrules.value.unit import Unit, comparable
from perfrules.value.unit_table import has_magnitude
from perfrules.value.words import Emptiness, standard_words, turn_of

if TYPE_CHECKING:
    from perfrules.target.model import Target

__all__ = ["Decision", "accepts", "as_target", "both_true", "held", "matching_part", "on_axis", "on_calendar"]


@frozen
class Decision:
    """An answer with its reason: `answer` is `None` where nothing can be said, and `reason` then tells why."""

    answer: bool | None
    reason: str = ""
    notes: tuple[Diagnostic, ...] = ()


def as_target(actual: Any) -> Target:
    """Return an actual value as the set of values that it may mean.

    Text is read by the same grammar as targets; a float is refused, since its digits are not what was written. A decimal that is no
    number is missing, and an infinite one is no value.
    """
    from perfrules.target.model import Target  # noqa: PLC0415  the model stands above its decisions
    from perfrules.target.parse import parse_target  # noqa: PLC0415

    match actual:
        case Target():
            return actual
        case str():
            return parse_target(actual)
        case Quantity():
            return Target(Measure(IntervalSet.point(actual.base), actual.unit, Form.BARE))
        case None:
            return Target(Placeholder(Emptiness.MISSING))
        case bool():
            raise TypeError("an actual value is a text, an exact number, a date or a Quantity, not a bool")
        case Decimal() if not actual.is_finite():
            return Target(Placeholder(Emptiness.MISSING) if actual.is_nan() else Prose(str(actual)))
        case int() | Fraction() | Decimal():
            return Target(Measure(IntervalSet.point(Fraction(actual)), form=Form.BARE))
        case date():
            day = Fraction(actual.toordinal())
            return Target(Dates(IntervalSet.point(day)))
    raise TypeError(f"an actual value is a text, an exact number, a date or a Quantity, not {type(actual).__name__}: {actual!r}")


def accepts(target: Target, actual: Target) -> Decision:
    """Return whether the actual value lies in the target as written."""
    if isinstance(target.body, Placeholder):
        return Decision(None, "no_target")
    if isinstance(actual.body, Placeholder):
        return Decision(None, _EMPTY[actual.body.emptiness])
    match target.body:
        case Every(parts):
            return _all(parts, actual)
        case OneOf(parts):
            return _any(accepts(part, actual) for part in parts)
        case Measure() | Change() | Dates() | Rank():
            return on_axis(target, actual, target.body.values)
        case Graded(word):
            return _graded(word, actual)
        case Prose(text):
            return _worded(text, actual)


_EMPTY = {
    Emptiness.MISSING: "no_data",
    Emptiness.NOT_APPLICABLE: "not_applicable",
    Emptiness.UNDETERMINED: "undetermined",
}


def _graded(wanted: str, actual: Target) -> Decision:
    match actual.body:
        case Graded(given):
            answer = compare_words(wanted, given)
            return Decision(answer) if answer is not None else _stated(given)
        case Measure(values) if wanted.startswith(standard_words().zeros) and values.the_point is not None:
            return Decision(values.the_point == 0)
    return Decision(None, "incomparable")


def _worded(wanted: str, actual: Target) -> Decision:
    match actual.body:
        case Prose(given) if wanted == given:
            return Decision(True)
        case Graded(given):
            return _stated(given)
    return Decision(None, "not_measurable")


def _stated(given: str) -> Decision:
    """Return what a statement of completion (已完成, 部分达成年度指标 …) says about any target in words."""
    for status in standard_words().statuses:
        answer = compare_words(status, given)
        if answer is not None:
            return Decision(answer, "", (Diagnostic("N226", {"text": given}),))
    return Decision(None, "incomparable")


def on_axis(target: Target, actual: Target, wanted: IntervalSet) -> Decision:
    """Return whether an actual value lies in `wanted`, a set on the axis of the target."""
    match target.body, actual.body:
        case (Measure(_, unit), Measure(values, given)):
            return _measured(wanted, unit, values, given)
        case (Change(_, unit, base), Change(values, given, other)) if base == other or not (base and other):
            if unit.dimension != given.dimension and not _is_direction(values, given) and not _is_direction(wanted, unit):
                return Decision(None, "unit_mismatch")
            return held(wanted, values)
        case (Change(), Measure()):
            return _as_change(target.body, actual, actual.body, wanted)
        case (Rank(), Rank(values)):
            return held(wanted, values)
        case (Rank(), Measure(values, unit)) if unit.is_bare or unit.symbol in ("名", "位"):
            return held(wanted, values)
        case (Dates() as days, Dates(values, yearless)):
            return _dated(wanted, days, values, yearless=yearless)
        case (Measure(), Graded(word) | Prose(word)) if word.startswith(standard_words().zeros) and unit_is_count(target):
            return Decision(wanted.contains(Fraction(0)))
    return Decision(None, "incomparable")


def _as_change(body: Change, actual: Target, amount: Measure, wanted: IntervalSet) -> Decision:
    """Hold an amount against a change: 减少5家 says which way, 5家 alone is a rise where one is asked for."""
    sign = turn_of(actual.label) or max(body.turn, 0)
    if not sign or body.unit.is_bare or body.unit.dimension != amount.unit.dimension:
        return Decision(None, "no_baseline")
    values = amount.values if sign > 0 else amount.values.mirrored()
    return held(wanted, values, Diagnostic("N234", {"text": str(actual)}))


def unit_is_count(target: Target) -> bool:
    """Tell whether a target counts things, so that 无事故 answers it with zero."""
    return isinstance(target.body, Measure) and (target.body.unit.discrete or target.body.unit.is_bare)


def _is_direction(values: IntervalSet, unit: Unit) -> bool:
    return unit.is_bare and set(values.boundaries()) == {Fraction(0)}


def on_calendar(target: Dates, values: IntervalSet, *, yearless: bool) -> tuple[IntervalSet, tuple[Diagnostic, ...]] | None:
    """Return days on the calendar of a target: where only one side names a year, the other is taken to mean the same one.

    `None` where days without a year are held against a target that spans several.
    """
    if target.yearless == yearless:
        return values, ()
    if target.yearless:
        return nominal(values), ()
    years = {date.fromordinal(int(edge)).year for edge in target.values.boundaries()}
    if len(years) != 1:
        return None
    year = years.pop()
    return in_year(values, year), (Diagnostic("N224", {"year": str(year)}),)


def _dated(wanted: IntervalSet, target: Dates, values: IntervalSet, *, yearless: bool) -> Decision:
    placed = on_calendar(target, values, yearless=yearless)
    return Decision(None, "no_year") if placed is None else held(wanted, placed[0], *placed[1])


def _measured(wanted: IntervalSet, unit: Unit, values: IntervalSet, given: Unit) -> Decision:
    code = comparable(unit, given)
    if code is None:
        return Decision(None, "unit_mismatch")
    if code == "N203" and given.is_bare and unit.is_ratio and unit.factor < 1 and _may_be_fraction(values, wanted, unit):
        return Decision(None, "percent_or_fraction")
    if code == "":
        return held(wanted, values)
    if (given.is_bare and _is_large(given) and has_magnitude(unit)) or (unit.is_bare and _is_large(unit) and has_magnitude(given)):
        # 0.15亿 against 亿元 may mean 0.15亿元, never 0.15亿 of 亿元; whoever wrote it left out 元.
        return Decision(None, "unit_mismatch")
    if given.is_bare:
        return held(wanted, values.scaled(unit.factor), Diagnostic("N203", {"unit": str(unit)}))
    if unit.is_bare:
        if given.is_ratio and given.factor < 1 and any(0 < abs(edge) <= 1 for edge in wanted.boundaries()):
            return Decision(None, "percent_or_fraction")
        return held(wanted, values.scaled(1 / given.factor), Diagnostic("N203", {"unit": str(given)}))
    wanted_symbol, given_symbol = (unit.symbol, given.symbol) if unit.generic else (given.symbol, unit.symbol)
    return held(wanted, values, Diagnostic("N202", {"generic": wanted_symbol, "unit": given_symbol}))


def _is_large(unit: Unit) -> bool:
    return unit.factor != 1


def _may_be_fraction(values: IntervalSet, wanted: IntervalSet, unit: Unit) -> bool:
    """Tell whether a bare number against a % target may be a fraction of one: 0.96, or 1.05 where 100% is asked."""
    number = values.the_point
    if number is None or number == 0:
        return False
    if abs(number) <= 1:
        return True
    near = [abs(edge / unit.factor) for edge in wanted.boundaries()]
    return number.denominator > 1 and abs(number) < 10 and any(edge / 2 <= abs(number) * 100 <= edge * 2 for edge in near)


def held(wanted: IntervalSet, values: IntervalSet, *notes: Diagnostic) -> Decision:
    """Return whether possible values lie in a set: all of them, none of them, or only some."""
    point = values.the_point
    if point is not None:
        return Decision(wanted.contains(point), "", notes)
    if values.is_subset(wanted):
        return Decision(True, "", notes)
    if values.is_disjoint(wanted):
        return Decision(False, "", notes)
    return Decision(None, "imprecise", notes)


def both_true(answers: Iterable[bool | None]) -> bool | None:
    """Return Kleene's *and*: false wins, then unknown.

    >>> both_true([True, None]), both_true([None, False]), both_true([])
    (None, False, True)
    """
    known = list(answers)
    if False in known:
        return False
    return None if None in known else True


def _all(parts: tuple[Target, ...], actual: Target) -> Decision:
    decisions = [accepts(part, matching_part(part, index, actual)) for index, part in enumerate(parts)]
    answer = both_true(decision.answer for decision in decisions)
    reason = next((one.reason for one in decisions if one.answer is None), "") if answer is None else ""
    return Decision(answer, reason, tuple(note for one in decisions for note in one.notes))


def matching_part(part: Target, index: int, actual: Target) -> Target:
    """Return the part of a composite actual value that answers a part of the target: by label, else by place."""
    if not isinstance(actual.body, Every):
        return actual
    given = actual.body.parts
    named = [one for one in given if one.label == part.label]
    if len(named) == 1:
        return named[0]
    return given[index] if index < len(given) else actual


def _any(decisions: Iterable[Decision]) -> Decision:
    """Return Kleene's *or*: true wins, then unknown."""
    known = list(decisions)
    for answer in (True, None):
        for one in known:
            if one.answer is answer:
                return one
    return known[0]
