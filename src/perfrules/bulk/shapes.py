"""Shapes: targets that differ by their number only, or that say the same about every number, share one law."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from perfrules.target import Target
from perfrules.target.body import Dates, Every, Graded, Measure, OneOf, Placeholder, Prose
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.words import standard_words

__all__ = ["OTHER_SCALE", "SCALE", "Own", "Reading", "Scaled", "Shape", "Sort", "answers_alike", "scaled_form", "shared_key", "sort_of"]

SCALE = Fraction(1000)
"""The number next to zero of the target that stands for a shape: far from where a bare number may be a fraction."""
OTHER_SCALE = Fraction(1700)

Reading = Target | tuple[Diagnostic, ...]
"""A text as it was read, or what is wrong with it."""


@frozen(eq=False)
class Scaled:
    """Targets that are multiples of one another: the one at `SCALE` and another that any of them may be compared with."""

    target: Target
    other: Target


@frozen(eq=False)
class Own:
    """A target that is like no other, or a text that cannot be read."""

    reading: Reading


Shape = Scaled | Own


class Sort(IntEnum):
    """Actual values that are not one number, by what they can be held against."""

    AMOUNT = 0
    DAYS = 1
    PROSE = 2
    GRADE = 3
    OTHER = 4


def sort_of(reading: Reading) -> Sort:
    """Return the sort of an actual value."""
    match reading:
        case Target(Measure() | Every() | OneOf()):
            return Sort.AMOUNT
        case Target(Dates()):
            return Sort.DAYS
        case Target(Prose()):
            return Sort.PROSE
        case Target(Graded()):
            return Sort.GRADE
    return Sort.OTHER


def answers_alike(shape: Shape, *, by_words: bool = False) -> int:
    """Return, as a bit for each, the sorts of actual values that all targets of a shape treat alike.

    Left out is what two texts in words may have in common: their wording, or a scale. `by_words` tells of policies that look at the
    target's own words.

    >>> from perfrules import parse_target
    >>> bin(answers_alike(Own(parse_target("2025年6月底前")))), answers_alike(Own(parse_target("第3名")))
    ('0b11100', 0)
    """
    match shape:
        case Scaled():
            alike = set(Sort) - {Sort.AMOUNT}
        case Own(Target(Dates())):
            alike = {Sort.PROSE, Sort.GRADE, Sort.OTHER}
        case Own(tuple()):
            alike = set(Sort)
        case Own(Target(Prose() | Placeholder() | Graded()) as target) if not by_words and shared_key(target) is not None:
            alike = set(Sort)
        case _:
            alike = set()
    return sum(1 << one for one in alike)


def scaled_form(target: Target) -> tuple[tuple[Any, ...], Fraction, Scaled] | None:
    """Return what a target shares with its multiples, how many units it is, and their shape; `None` where it has no amount but zero.

    >>> from perfrules import parse_target
    >>> key, number, shape = scaled_form(parse_target("不低于2.5万元"))
    >>> number, str(shape.target)
    (Fraction(5, 2), '≥1000万元')
    """
    body = target.body
    if not isinstance(body, Measure):
        return None
    least = min((abs(end) for one in body.values for end in (one.low, one.high) if end), default=None)
    if least is None:
        return None
    number = least / body.unit.factor
    shown = body.unit
    key = (
        *((one.low and one.low / least, one.high and one.high / least, one.low_closed, one.high_closed) for one in body.values),
        (shown.symbol, shown.label, shown.dimension, shown.factor, shown.known),
        body.form,
        target.label,
        tuple(note.code for note in target.notes),
    )
    return key, number, Scaled(_times(target, body, SCALE / number), _times(target, body, OTHER_SCALE / number))


def _times(target: Target, body: Measure, factor: Fraction) -> Target:
    return evolve(target, body=Measure(body.values.scaled(factor), body.unit, body.form))


def shared_key(reading: Reading) -> tuple[Any, ...] | None:
    """Return what decides how a target that is no amount stands to every number; `None` where it is not always the same.

    >>> from perfrules import parse_target
    >>> shared_key(parse_target("第3名")) is None, shared_key(parse_target("健全")) == shared_key(parse_target("规范"))
    (True, True)
    """
    if not isinstance(reading, Target):
        return ("unreadable", *sorted({one.code for one in reading}))
    codes = tuple(note.code for note in reading.notes)
    match reading.body:
        case Prose():
            return (Prose, codes)
        case Placeholder(emptiness):
            return (Placeholder, emptiness, codes)
        case Graded(word) if not word.startswith(standard_words().zeros):
            return (Graded, codes)
        case Dates(values, yearless):
            return (Dates, codes, yearless, tuple((one.low is None, one.high is None, one.is_point) for one in values))
    return None
