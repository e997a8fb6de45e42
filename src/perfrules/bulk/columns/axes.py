"""Axes: the numbers that an indicator's value may be, compared with exact places and turned into marks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm
from typing import TypeVar

from attrs import frozen

from perfrules.bulk.columns.algebra import (
    ALWAYS,
    NEVER,
    Column,
    Compare,
    Condition,
    Floor,
    Number,
    Over,
    Plus,
    Smallest,
    Term,
    Times,
    all_of,
)
from perfrules.bulk.columns.amounts import Amount, Whole, compare_to, plus, times, whole_number
from perfrules.bulk.columns.fates import Line, Stretch, Stretches
from perfrules.scoring import Rounding

__all__ = ["Axis", "below", "line_marks", "nearest", "walk"]

T = TypeVar("T")
_ONE = Number(1)
_MOST = Fraction(sys.float_info.max)


@frozen
class Axis:
    """Numbers in a column: doubles as they are given (`raw`), or an amount; `amount` is what marks are rounded from."""

    raw: Column | None = None
    amount: Amount | None = None

    def up_to(self, high: Fraction | None, *, closed: bool) -> tuple[Condition, tuple[Condition, ...]]:
        """Return when a value lies below a place, or on it if `closed`, and when that cannot be trusted."""
        if high is None:
            return ALWAYS, ()
        if self.raw is not None:
            return below(self.raw, high, closed=closed), ()
        assert self.amount is not None
        return compare_to("≤" if closed else "<", self.amount, high)

    def is_whole(self) -> tuple[Condition, tuple[Condition, ...]]:
        """Return when a value is a whole number."""
        if self.raw is not None:
            return Compare("=", Floor(self.raw), self.raw), ()
        assert self.amount is not None
        top, bottom = self._ratio(self.amount.factor)
        ratio = Over(top.term, bottom.term)
        return Compare("=", Floor(ratio), ratio), (*top.beyond, *bottom.beyond)

    def _ratio(self, factor: Fraction) -> tuple[Whole, Whole]:
        assert self.amount is not None
        return times(self.amount.num, whole_number(factor.numerator)), times(self.amount.den, whole_number(factor.denominator))


def nearest(value: Fraction) -> Fraction:
    """Return the decimal that the double nearest to a value stands for."""
    return Fraction(repr(float(value)))


def below(raw: Term, high: Fraction, *, closed: bool) -> Condition:
    """Return when a double, as the shortest decimal that reads back as it, lies below a place, or on it if `closed`.

    Rounding is monotone: doubles beside the one nearest to the place lie on the same side of it as what they stand for.
    """
    if abs(high) > _MOST:
        return ALWAYS if high > 0 else NEVER
    decimal = nearest(high)
    is_in = decimal <= high if closed else decimal < high
    return Compare("≤" if is_in else "<", raw, Number(decimal))


def walk(axis: Axis, stretches: Stretches[T]) -> Iterator[tuple[Condition, tuple[Condition, ...], T]]:
    """Yield when each stretch has a value, given that no earlier one has, when that cannot be trusted, and what comes out."""
    if stretches.wholes is not None:
        whole, beyond = axis.is_whole()
        for condition, doubtful, fate in _walk(axis, stretches.wholes):
            yield all_of(whole, condition), (*beyond, *doubtful), fate
    yield from _walk(axis, stretches.fractions)


def _walk(axis: Axis, stretches: tuple[Stretch[T], ...]) -> Iterator[tuple[Condition, tuple[Condition, ...], T]]:
    for one in stretches:
        yield (*axis.up_to(one.high, closed=one.closed), one.fate)


def line_marks(axis: Axis, line: Line, weight: Fraction, rounding: Rounding | None) -> tuple[Term, tuple[Condition, ...]]:
    """Return the marks of a weight that follow a value along a line, and when they cannot be trusted: one division at the end."""
    if rounding is not None:
        assert axis.amount is not None
        return _rounded(axis.amount, line, weight, rounding)
    num: Term
    den: Term
    if axis.raw is not None:
        scale, num, den = line.scale, axis.raw, _ONE
    else:
        assert axis.amount is not None
        scale, num, den = line.scale * axis.amount.factor, axis.amount.num.term, axis.amount.den.term
    start, rise = weight * line.start, weight * (line.hyper / scale if line.hyper else line.slope * scale)
    num, den = (den, num) if line.hyper else (num, den)
    common = lcm(start.denominator, rise.denominator)
    risen = _product(num, int(rise * common))
    top = Plus((_product(den, int(start * common)), risen)) if start else risen
    bottom = _product(den, common)
    return (top if bottom == _ONE else Over(top, bottom)), ()


def _product(term: Term, factor: int) -> Term:
    if isinstance(term, Number):
        return Number(term.value * factor)
    return term if factor == 1 else Times(term, Number(factor))


def _rounded(amount: Amount, line: Line, weight: Fraction, rounding: Rounding) -> tuple[Term, tuple[Condition, ...]]:
    """Return rounded marks: ⌊(2·marks + 1) ÷ 2⌋ in the last decimal, over whole numbers, so that one division decides exactly."""
    decimals = 10**rounding.decimals
    scale, full = line.scale * amount.factor, decimals * weight
    num, den = (amount.den, amount.num) if line.hyper else (amount.num, amount.den)
    rise = full * line.hyper / scale if line.hyper else full * line.slope * scale
    start = full * line.start
    common = lcm(rise.denominator, start.denominator)
    parts = (2 * int(start * common) + common, 2 * int(rise * common), 2 * common)
    shared = gcd(*parts)
    base, slope, over = (whole_number(part // shared) for part in parts)
    top, bottom = plus([times(den, base), times(num, slope)]), times(den, over)
    marks: Term = Floor(Over(top.term, bottom.term))
    if full.denominator > 1:
        marks = Smallest((marks, Number(full)))
    return Over(marks, Number(decimals)), (*top.beyond, *bottom.beyond)
