"""Amounts: exact numbers in columns, as whole numbers over whole numbers with a constant factor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from attrs import evolve, frozen

from perfrules.bulk.columns.algebra import (
    Absolute,
    Choose,
    Compare,
    Condition,
    Largest,
    Minus,
    Number,
    Plus,
    Sign,
    Smallest,
    Term,
    Times,
)

__all__ = [
    "LIMIT",
    "Amount",
    "Whole",
    "absolute",
    "chosen",
    "compare",
    "compare_to",
    "constant",
    "divided",
    "multiplied",
    "negative",
    "plus",
    "summed",
    "times",
    "whole_number",
]

LIMIT = 2**53
"""Whole numbers below this are doubles without rounding."""
_ONE = Fraction(1)
_TURNED: dict[Sign, Sign] = {"<": ">", "≤": "≥", ">": "<", "≥": "≤", "=": "=", "≠": "≠"}


@frozen
class Whole:
    """A term that holds whole numbers, with the least and the greatest of them, and when it has become too large to be exact."""

    term: Term
    low: int
    high: int
    beyond: tuple[Condition, ...] = ()

    @property
    def is_positive(self) -> bool:
        """Tell whether it is above zero in every row."""
        return self.low > 0

    @property
    def constant(self) -> int | None:
        """Return the number that it is in every row."""
        return self.low if self.low == self.high else None


def _whole(term: Term, low: int, high: int, beyond: Iterable[Condition]) -> Whole:
    """Return a whole number that was computed; where it may pass the limit, a row in which it does is marked.

    Rounding is monotone: a product or sum at or above the limit is computed as one, so that looking at the result is enough.
    """
    found = tuple(dict.fromkeys(beyond))
    if low == high and abs(low) < LIMIT:
        return Whole(Number(low), low, high, found)
    if low > -LIMIT and high < LIMIT:
        return Whole(term, low, high, found)
    most = LIMIT - 1
    return Whole(term, max(low, -most), min(high, most), (*found, Compare("≥", Absolute(term), Number(LIMIT))))


def whole_number(value: int) -> Whole:
    """Return a constant."""
    return _whole(Number(value), value, value, ())


_UNIT = Whole(Number(1), 1, 1)


def times(left: Whole, right: Whole) -> Whole:
    """Return a product."""
    if right.constant == 1:
        return evolve(left, beyond=(*left.beyond, *right.beyond))
    if left.constant == 1:
        return evolve(right, beyond=(*left.beyond, *right.beyond))
    ends = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    term = Minus(left.term) if right.constant == -1 else Times(left.term, right.term)
    return _whole(term, min(ends), max(ends), (*left.beyond, *right.beyond))


def plus(parts: Sequence[Whole]) -> Whole:
    """Return a sum; every sum on the way from the left is looked at."""

    def added(left: Whole, right: Whole) -> Whole:
        if left.constant == 0:
            return evolve(right, beyond=(*left.beyond, *right.beyond))
        if right.constant == 0:
            return evolve(left, beyond=(*left.beyond, *right.beyond))
        inner = left.term.parts if isinstance(left.term, Plus) else (left.term,)
        return _whole(Plus((*inner, right.term)), left.low + right.low, left.high + right.high, (*left.beyond, *right.beyond))

    return reduce(added, parts)


@frozen
class Amount:
    """`factor · num ÷ den`, with `den` above zero in every row that counts.

    `zeros` are divisor and dividend of the divisions in it, in the order in which they are done.
    """

    num: Whole
    den: Whole = _UNIT
    factor: Fraction = _ONE
    zeros: tuple[tuple[Term, Term], ...] = ()

    @property
    def beyond(self) -> tuple[Condition, ...]:
        """Return when it has become too large to be exact."""
        return tuple(dict.fromkeys((*self.num.beyond, *self.den.beyond)))


def constant(value: Fraction) -> Amount:
    """Return the amount of a constant."""
    return Amount(whole_number(1 if value else 0), factor=value or _ONE)


def _alike(parts: Sequence[Amount]) -> tuple[list[Whole], Whole, Fraction]:
    """Return the numerators of several amounts over one denominator and with one factor."""
    factors = [part.factor for part in parts]
    common = Fraction(reduce(gcd, (one.numerator for one in factors)), lcm(*(one.denominator for one in factors)))
    dens = list(dict.fromkeys(part.den for part in parts if part.den.constant != 1))
    nums = []
    for part in parts:
        others = [den for den in dens if den != part.den]
        nums.append(reduce(times, others, times(part.num, whole_number(int(part.factor / common)))))
    return nums, reduce(times, dens, _UNIT), common


def _zeros(parts: Iterable[Amount]) -> tuple[tuple[Term, Term], ...]:
    return tuple(zero for part in parts for zero in part.zeros)


def summed(parts: Sequence[Amount]) -> Amount:
    """Return a sum."""
    nums, den, factor = _alike(parts)
    return Amount(plus(nums), den, factor, _zeros(parts))


def negative(part: Amount) -> Amount:
    """Return the opposite."""
    return evolve(part, num=times(part.num, whole_number(-1)))


def absolute(part: Amount) -> Amount:
    """Return the absolute value."""
    num = part.num
    if num.low >= 0:
        return evolve(part, factor=abs(part.factor))
    most = max(abs(num.low), abs(num.high))
    least = -num.high if num.high < 0 else 0
    return evolve(part, num=Whole(Absolute(num.term), least, most, num.beyond), factor=abs(part.factor))


def multiplied(left: Amount, right: Amount) -> Amount:
    """Return a product."""
    return Amount(times(left.num, right.num), times(left.den, right.den), left.factor * right.factor, _zeros((left, right)))


def divided(left: Amount, right: Amount) -> Amount:
    """Return a quotient; a divisor below zero turns the signs of both."""
    zeros = (*_zeros((left, right)), *_zero(left, right))
    below = absolute(evolve(right, den=_UNIT, factor=_ONE)).num
    above = left.num
    if right.num.low < 0:
        sign = (
            whole_number(-1)
            if right.num.high <= 0
            else Whole(Choose(((Compare("<", right.num.term, Number(0)), Number(-1)),), Number(1)), -1, 1)
        )
        above = times(above, sign)
    if left.den == right.den:
        return Amount(above, below, left.factor / right.factor, zeros)
    return Amount(times(above, right.den), times(left.den, below), left.factor / right.factor, zeros)


def _zero(left: Amount, right: Amount) -> tuple[tuple[Term, Term], ...]:
    num = right.num
    if num.low > 0 or num.high < 0:
        return ()
    return ((num.term, left.num.term),)


def chosen(parts: Sequence[Amount], *, largest: bool) -> Amount:
    """Return the largest or the smallest of several amounts."""
    nums, den, factor = _alike(parts)
    best = max if largest else min
    terms = tuple(num.term for num in nums)
    beyond = (condition for num in nums for condition in num.beyond)
    term = Largest(terms) if largest else Smallest(terms)
    num = _whole(term, best(num.low for num in nums), best(num.high for num in nums), beyond)
    return Amount(num, den, factor, _zeros(parts))


def compare(sign: Sign, left: Amount, right: Amount) -> tuple[Condition, tuple[Condition, ...]]:
    """Return the comparison of two amounts, and when it cannot be trusted."""
    (one, other), _, _ = _alike((left, right))
    return Compare(sign, one.term, other.term), (*one.beyond, *other.beyond)


def compare_to(sign: Sign, amount: Amount, value: Fraction) -> tuple[Condition, tuple[Condition, ...]]:
    """Return the comparison of an amount with a constant, and when it cannot be trusted: cross-multiplied, never divided."""
    if not value:
        return Compare(sign if amount.factor > 0 else _TURNED[sign], amount.num.term, Number(0)), amount.num.beyond
    common = lcm(amount.factor.denominator, value.denominator)
    one, other = int(amount.factor * common), int(value * common)
    shared = gcd(one, other)
    left, right = times(amount.num, whole_number(one // shared)), times(amount.den, whole_number(other // shared))
    return Compare(sign, left.term, right.term), (*left.beyond, *right.beyond)
