"""The kernel: rows of numbers against their laws, with whole numbers throughout and one division at the end.

A row is `u ÷ v`, its actual number in units of its target's scale, with `u` and `v` whole numbers. Doubles hold whole numbers below 2⁵³
exactly, so that every comparison is one of whole numbers, and a result `n ÷ d` is the double nearest to the exact one. Rows whose numbers
are larger go through the same steps with whole numbers of any size.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen

from perfrules.bulk.tables import DOUBTFUL, INFINITE, MISSING, Columns, Numbers, Tables

__all__ = ["LARGEST", "Rows", "answer", "numbers_of", "places_of", "without_number"]

LARGEST = float(1 << 52)
"""Whole numbers up to here are exact in doubles, and so are their sums."""
_USUAL = 3
"""Critical places that most laws have at most."""


@frozen
class Rows:
    """Rows ready for their laws: `u` over `v`, and `w` such that a shortfall in units of the scale is over `w`.

    The actual number itself is `m ÷ p`.
    """

    law: Numbers
    u: Numbers
    v: Numbers
    w: Numbers
    m: Numbers
    p: Numbers

    def some(self, which: Numbers) -> Rows:
        """Return some of the rows."""
        p = self.p if len(self.p) == 1 else self.p[which]
        return Rows(self.law[which], self.u[which], self.v[which], self.w[which], self.m[which], p)


def places_of(tables: Tables, rows: Rows) -> Numbers:
    """Return the outcome of every row."""
    place = tables.first[rows.law]
    steps = len(tables.over)
    for step in range(min(steps, _USUAL)):
        _passed(tables, rows, step, place)
    if steps > _USUAL:
        far = np.flatnonzero(tables.count[rows.law] > 2 * _USUAL + 1)
        if len(far):
            some, places = rows.some(far), place[far]
            for step in range(_USUAL, steps):
                _passed(tables, some, step, places)
            place[far] = places
    if tables.is_doubtful:
        doubt = _in_doubt(tables, rows)
        place[doubt] = tables.first[rows.law[doubt]] + tables.count[rows.law[doubt]] + DOUBTFUL
    return place


def _passed(tables: Tables, rows: Rows, step: int, place: Numbers) -> None:
    """Move every row on that is at a critical place (by one) or beyond it (by two)."""
    left = rows.u * tables.under[step][rows.law]
    right = rows.v * tables.over[step][rows.law]
    place += (left >= right).astype(np.int8)
    place += (left > right).astype(np.int8)


def _in_doubt(tables: Tables, rows: Rows) -> Numbers:
    """Return the bare numbers that may be percentages or fractions: up to one, or a hundredth part of what is asked for."""
    asked = np.flatnonzero(tables.doubtful[rows.law] & (abs(rows.m) < rows.p * 10).astype(np.bool_))
    if not len(asked):
        return asked
    some = rows.some(asked)
    size, number = abs(some.u), abs(some.m)
    near = np.zeros(len(asked), dtype=np.bool_)
    for step in (0, 2):
        edge = some.v * tables.edges[step][some.law]
        value = size * tables.edges[step + 1][some.law]
        near |= ((edge <= value * 200) & (value * 50 <= edge)).astype(np.bool_)
    small = ((number <= some.p) & (number != 0)).astype(np.bool_)
    part = (number // some.p * some.p != number).astype(np.bool_)
    found: Numbers = asked[small | (part & near)]
    return found


def without_number(tables: Tables, law: Numbers, lacking: Numbers) -> Numbers:
    """Return the outcomes of rows whose actual number is missing (1) or infinite (2)."""
    place: Numbers = tables.first[law] + tables.count[law] + np.where(lacking == 2, INFINITE, MISSING)
    return place


def numbers_of(columns: Columns, place: Numbers, rows: Rows, part: str) -> tuple[Numbers, Numbers]:
    """Return numerators and denominators of one number of every row."""
    over = columns.a[place] * rows.v + columns.b[place] * rows.u
    if part == "shortfall":
        return over, columns.c[place] * rows.w
    under = columns.c[place] * rows.v
    return over, under + columns.d[place] * rows.u if columns.is_bent else under


def answer(over: Numbers, under: Numbers, known: Numbers, decimals: int | None, most: Numbers | None) -> Numbers:
    """Return the doubles nearest to quotients, NaN where there is none; marks are rounded, halves up, and never above `most`."""
    if decimals is not None:
        scale = 10**decimals
        over, under = _rounded(over * (2 * scale) + under, under * 2), np.full_like(under, scale)
    found = _divided(over, under)
    if most is not None:
        found = np.minimum(found, most)
    found[~known] = np.nan
    return found


def _rounded(over: Numbers, under: Numbers) -> Numbers:
    """Return quotients rounded down to whole numbers, exactly."""
    if over.dtype == object:
        quotient: Numbers = over // under
        return quotient
    whole = np.floor(over / under)
    rest = over - whole * under
    found: Numbers = whole + (rest >= under) - (rest < 0)
    return found


def _divided(over: Numbers, under: Numbers) -> Numbers:
    if over.dtype != object:
        quotient: Numbers = over / under
        return quotient
    return np.fromiter((_quotient(n, d) for n, d in zip(over, under, strict=True)), dtype=np.float64, count=len(over))


def _quotient(n: Any, d: Any) -> float:
    """Return the double nearest to a quotient of whole numbers; infinite beyond all doubles."""
    try:
        return float(n / d)
    except OverflowError:
        return np.inf if (n > 0) == (d > 0) else -np.inf
