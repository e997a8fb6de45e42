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


def places_of(tables: Tables, rows: Rows) -> Numbers:
    """Return the outcome of every row."""
    place = np.zeros(len(rows.law), dtype=np.int32)
    for step in range(tables.over.shape[1]):
        left = rows.u * tables.under[rows.law, step]
        right = rows.v * tables.over[rows.law, step]
        place += (left >= right).astype(np.int8)
        place += (left > right).astype(np.int8)
    place += tables.first[rows.law]
    if tables.is_doubtful:
        doubt = _in_doubt(tables, rows)
        place = np.where(doubt, tables.first[rows.law] + tables.count[rows.law] + DOUBTFUL, place)
    return place


def _in_doubt(tables: Tables, rows: Rows) -> Numbers:
    """Tell which bare numbers may be percentages or fractions: up to one, or a hundredth part of what is asked for."""
    size, number = abs(rows.u), abs(rows.m)
    near = np.zeros(len(rows.law), dtype=np.bool_)
    for step in (0, 2):
        edge = rows.v * tables.edges[rows.law, step]
        value = size * tables.edges[rows.law, step + 1]
        near |= ((edge <= value * 200) & (value * 50 <= edge)).astype(np.bool_)
    small = ((number <= rows.p) & (number != 0)).astype(np.bool_)
    part = ((number < rows.p * 10) & (number // rows.p * rows.p != number)).astype(np.bool_)
    found: Numbers = tables.doubtful[rows.law] & (small | (part & near))
    return found


def without_number(tables: Tables, law: Numbers, *, infinite: bool) -> Numbers:
    """Return the outcomes of rows without an actual number."""
    place: Numbers = tables.first[law] + tables.count[law] + (INFINITE if infinite else MISSING)
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
