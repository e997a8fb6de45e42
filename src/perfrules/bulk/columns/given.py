"""Given columns: data and actual values as they stand in a frame, made ready to be computed with."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from attrs import evolve, field, frozen

from perfrules.bulk.columns.algebra import (
    ALWAYS,
    NEVER,
    Absolute,
    Choose,
    Column,
    Compare,
    Condition,
    Floor,
    Known,
    Number,
    Over,
    Plus,
    Term,
    Times,
    Word,
    all_of,
    any_of,
)
from perfrules.bulk.columns.amounts import LIMIT, Amount, Whole
from perfrules.bulk.columns.axes import Axis
from perfrules.bulk.columns.build import Build
from perfrules.bulk.columns.formulas import Datum
from perfrules.bulk.columns.readings import Reading
from perfrules.evaluation.facts import read_amount
from perfrules.value.unit import Unit

__all__ = ["Given", "datum_of", "exactly", "given_of"]

_HALF = Number(Fraction(1, 2))
_GREATEST = Number(Fraction(sys.float_info.max))


@frozen
class Given:
    """A column of actual values: when there is one, when it is infinite, and the axis of its numbers."""

    column: Column
    reading: Reading
    known: Condition
    infinite: Condition = NEVER
    axis: Axis = field(factory=Axis)
    doubtful: tuple[Condition, ...] = ()


def given_of(build: Build, column: str, reading: Reading) -> Given:
    """Return a column of actual values."""
    source = Column(column)
    if reading.kind == "text":
        known = all_of(Known(source), Compare("≠", source, Word("")))
        return Given(source, reading, known)
    raw = _clean(build, column, reading)
    known = ALWAYS if reading.full else build.flag(Known(raw))
    infinite = NEVER if reading.finite else build.flag(all_of(known, Compare(">", Absolute(raw), _GREATEST)))
    return Given(source, reading, known, infinite, Axis(raw), _too_large(reading, raw, known))


def exactly(build: Build, given: Given) -> Given:
    """Return a column of actual values as whole numbers besides, which marks that are rounded need."""
    assert given.axis.raw is not None
    whole, doubt = _wholes(build, given.axis.raw, given.reading)
    amount = Amount(whole, factor=Fraction(1, 10**given.reading.decimals))
    return evolve(given, axis=Axis(given.axis.raw, amount), doubtful=(*given.doubtful, *doubt))


def _too_large(reading: Reading, raw: Column, known: Condition) -> tuple[Condition, ...]:
    """Return when a whole number was too large to become a double."""
    if not reading.integral:
        return ()
    return (all_of(known, Compare("≥", Absolute(raw), Number(LIMIT))),)


def _clean(build: Build, column: str, reading: Reading) -> Column:
    """Return a column of numbers in which nothing but null is missing."""
    source = Column(column)
    if reading.full or not reading.broken:
        return source
    kept = build.term(Choose(((Known(source), source),)))
    assert isinstance(kept, Column)
    return kept


def _wholes(build: Build, raw: Column, reading: Reading) -> tuple[Whole, tuple[Condition, ...]]:
    """Return numbers times a power of ten, and when one has more decimals or digits than that."""
    scale = Number(10**reading.decimals)
    term: Term = Floor(Plus((Times(raw, scale), _HALF))) if reading.decimals else raw
    if reading.sound:
        return Whole(build.term(term), reading.low, reading.high), ()
    term = term if reading.decimals else Floor(raw)
    whole = build.term(term)
    same = Over(whole, scale) if reading.decimals else whole
    known = Known(raw)
    outside = any_of(Compare("<", whole, Number(reading.low)), Compare(">", whole, Number(reading.high)))
    finite = ALWAYS if reading.finite else Compare("≤", Absolute(raw), _GREATEST)
    doubt = build.flag(all_of(known, finite, any_of(Compare("≠", same, raw), outside)))
    fits = all_of(known, Compare("=", same, raw), Compare("≥", whole, Number(reading.low)), Compare("≤", whole, Number(reading.high)))
    return Whole(build.term(Choose(((fits, whole),))), reading.low, reading.high), (doubt,)


def datum_of(build: Build, column: str, reading: Reading, name: str, unit: Unit, units: Mapping[str, Unit]) -> Datum | None:
    """Return a column of a datum; `None` where bare numbers cannot be that datum."""
    if reading.kind == "text":
        return _in_words(build, column, reading)
    factor = reading.base
    shares = False
    if factor is None:
        three = read_amount(name, Fraction(3), unit, units)[0]
        if three is None:
            return None
        factor = three / 3
        shares = read_amount(name, Fraction(1, 2), unit, units)[0] is None
    whole, doubtful = _wholes(build, _clean(build, reading.source or column, reading), reading)
    if shares:
        one = 10**reading.decimals
        clear = any_of(Compare("=", whole.term, Number(0)), Compare(">", Absolute(whole.term), Number(one)))
        whole = evolve(whole, term=build.term(Choose(((all_of(Known(whole.term), clear), whole.term),))))
    full = reading.full and reading.sound and not shares
    known = ALWAYS if full else build.flag(Known(whole.term))
    return Datum(Amount(whole, factor=factor / 10**reading.decimals), known, doubtful)


def _in_words(build: Build, column: str, reading: Reading) -> Datum | None:
    """Return a datum whose numbers are written as texts, each read beforehand."""
    source = Column(column)
    scale = lcm(*(value.denominator for value in reading.values.values()))
    wholes: dict[int, list[str]] = {}
    for text, value in reading.values.items():
        wholes.setdefault(int(value * scale), []).append(text)
    cases = tuple(
        (any_of(*(Compare("=", source, Word(text)) for text in texts)), Number(whole))
        for whole, texts in wholes.items()
        if abs(whole) < LIMIT
    )
    wild = [text for whole, texts in wholes.items() if abs(whole) >= LIMIT for text in texts]
    doubts = [all_of(Known(source), any_of(*(Compare("=", source, Word(text)) for text in wild)))] if wild else []
    if not reading.complete:
        listed = (Compare("≠", source, Word(text)) for text in reading.texts)
        doubts.append(all_of(Known(source), *listed))
    if not cases:
        return Datum(Amount(Whole(Number(0), 0, 0)), NEVER, tuple(doubts)) if doubts else None
    known_wholes = [whole for whole in wholes if abs(whole) < LIMIT]
    term = build.term(Choose(tuple((all_of(Known(source), when), number) for when, number in cases)))
    whole = Whole(term, min(known_wholes), max(known_wholes))
    return Datum(Amount(whole, factor=Fraction(1, scale)), build.flag(Known(term)), tuple(doubts))
