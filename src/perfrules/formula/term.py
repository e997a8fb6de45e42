"""Terms: a checked formula in base units, and the functions that compute it.

A term is a tuple: what it does, then its parts. Numbers are pairs of whole numbers (numerator, denominator above 0), which need
no reducing on the way: a `Fraction` at every step would take five times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any

__all__ = ["Args", "Pair", "Term", "Undefined", "compile_term", "number_term", "slots_of"]

Term = tuple[Any, ...]
Pair = tuple[int, int]
Args = Sequence[Pair]
Run = Callable[[Args], Any]

_HOLDS: dict[str, Callable[[int, int], bool]] = {"=": eq, "≠": ne, "≥": ge, ">": gt, "≤": le, "<": lt}


class Undefined(ArithmeticError):
    """A division by zero: of zero, which is not applicable (0/0), or of something else, which is invalid (x/0)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def number_term(value: Fraction) -> Term:
    """Return the term of a number in base units."""
    return ("number", (value.numerator, value.denominator))


def slots_of(term: Term) -> frozenset[int]:
    """Return the places of the values that a term needs."""
    if term[0] == "slot":
        return frozenset([term[1]])
    parts = term[1] if term[0] in ("all", "any", "not", "largest", "smallest", "sum") else term[1:]
    return frozenset().union(*(slots_of(part) for part in parts if isinstance(part, tuple) and part and isinstance(part[0], str)))


def compile_term(term: Term) -> Run:
    """Return the function that computes a term from the values of its names; all of them must be there.

    >>> run = compile_term(("over", ("slot", 0), ("slot", 1)))
    >>> run([(3, 1), (4, 1)])
    (3, 4)
    """
    return _COMPILERS[term[0]](*term[1:])


def _number(pair: Pair) -> Run:
    return lambda _: pair


def _slot(slot: int) -> Run:
    return lambda args: args[slot]


def _minus(part: Term) -> Run:
    run = compile_term(part)

    def minus(args: Args) -> Pair:
        n, d = run(args)
        return -n, d

    return minus


def _absolute(part: Term) -> Run:
    run = compile_term(part)

    def absolute(args: Args) -> Pair:
        n, d = run(args)
        return abs(n), d

    return absolute


def _plus(left: Term, right: Term) -> Run:
    first, second = compile_term(left), compile_term(right)

    def plus(args: Args) -> Pair:
        n, d = first(args)
        m, e = second(args)
        return (n + m, d) if d == e else (n * e + m * d, d * e)

    return plus


def _less(left: Term, right: Term) -> Run:
    first, second = compile_term(left), compile_term(right)

    def less(args: Args) -> Pair:
        n, d = first(args)
        m, e = second(args)
        return (n - m, d) if d == e else (n * e - m * d, d * e)

    return less


def _times(left: Term, right: Term) -> Run:
    first, second = compile_term(left), compile_term(right)

    def times(args: Args) -> Pair:
        n, d = first(args)
        m, e = second(args)
        return n * m, d * e

    return times


def _over(left: Term, right: Term) -> Run:
    first, second = compile_term(left), compile_term(right)

    def over(args: Args) -> Pair:
        n, d = first(args)
        m, e = second(args)
        if m > 0:
            return n * e, d * m
        if m < 0:
            return -n * e, -d * m
        raise Undefined("not_applicable" if n == 0 else "division_by_zero")

    return over


def _sum(parts: tuple[Term, ...]) -> Run:
    runs = [compile_term(part) for part in parts]

    def total(args: Args) -> Pair:
        n, d = 0, 1
        for run in runs:
            m, e = run(args)
            n, d = (n + m, d) if d == e else (n * e + m * d, d * e)
        return n, d

    return total


def _chosen(parts: tuple[Term, ...], better: Callable[[int, int], bool]) -> Run:
    runs = [compile_term(part) for part in parts]

    def choose(args: Args) -> Pair:
        best: Pair = runs[0](args)
        for run in runs[1:]:
            n, d = run(args)
            if better(n * best[1], best[0] * d):
                best = (n, d)
        return best

    return choose


def _compare(sign: str, left: Term, right: Term) -> Run:
    first, second, holds = compile_term(left), compile_term(right), _HOLDS[sign]

    def compare(args: Args) -> bool:
        n, d = first(args)
        m, e = second(args)
        return holds(n * e, m * d)

    return compare


_COMPILERS: dict[str, Callable[..., Run]] = {
    "number": _number,
    "slot": _slot,
    "minus": _minus,
    "absolute": _absolute,
    "plus": _plus,
    "less": _less,
    "times": _times,
    "over": _over,
    "sum": _sum,
    "largest": lambda parts: _chosen(parts, gt),
    "smallest": lambda parts: _chosen(parts, lt),
    "compare": _compare,
}
"""Conditions joined by words are not here: what is unknown or undefined in one part need not decide the whole."""
