"""Slices: a batch computed piece by piece, several pieces at once, and what is too large for doubles once more with whole numbers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from perfrules.bulk.batch import Batch
from perfrules.bulk.kernel import LARGEST, Rows, answer, numbers_of, places_of, without_number
from perfrules.bulk.results import Results
from perfrules.bulk.tables import Numbers, Tables

__all__ = ["results_of", "threads_for"]

_CHUNK = 1 << 16
_MOST_THREADS = 8


def threads_for(count: int) -> int:
    """Return how many threads share so many pieces of work."""
    return max(min(os.cpu_count() or 1, _MOST_THREADS, count), 1)


def results_of(batch: Batch) -> Results:
    """Return the columns of all rows."""
    builder = batch.book.builder
    found = Results.empty(len(batch), builder)
    tables = builder.tables()
    slices = [slice(start, start + _CHUNK) for start in range(0, len(batch), _CHUNK)]
    with ThreadPoolExecutor(threads_for(len(slices))) as pool:
        left = [rows for rows in pool.map(lambda rows: _slice(batch, tables, rows, found), slices) if rows is not None]
    if left:
        _exactly(batch, builder.tables(exact=True), np.concatenate(left), found)
    return found


def _slice(batch: Batch, tables: Tables, rows: slice, found: Results) -> Numbers | None:
    """Fill in the results of a slice, and return the rows whose numbers are too large for it."""
    targets = batch.book.targets
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        part = batch.actuals.part(rows)
        target, law = batch.target[rows], batch.law[rows]
        under = targets.under[target]
        u, v, w = part.m * under, part.p * targets.over[target], under * part.p
        if tables.is_converted:
            u, v = u * tables.down[law], v * tables.up[law]
        one = Rows(law, u, v, w, part.m, part.p)
        large = (np.abs(u) + v + w) * (tables.size[law] * batch.heaviest) >= LARGEST
        if part.inexact is not None:
            large |= part.inexact
        place, fixed = _settled(tables, one, None if batch.place is None else batch.place[rows], part.lacking)
        if fixed is not None:
            u[fixed], v[fixed], w[fixed] = 0, 1, 1
            large = (large & ~fixed) | (tables.heavy[place] & fixed)
        _fill(batch, tables, one, place, rows, found)
    return np.flatnonzero(large) + rows.start if large.any() else None


def _settled(tables: Tables, rows: Rows, place: Numbers | None, lacking: Numbers | None) -> tuple[Numbers, Numbers | None]:
    """Return the outcomes of rows, and which of them do not depend on a number: those in place, and those without one."""
    found = places_of(tables, rows)
    fixed: Numbers | None = None
    if lacking is not None:
        fixed = lacking != 0
        some = np.flatnonzero(fixed)
        found[some] = without_number(tables, rows.law[some], lacking[some])
    if place is not None:
        known = place >= 0
        found = np.where(known, place, found)
        fixed = known if fixed is None else fixed | known
    return found, fixed


def _fill(batch: Batch, tables: Tables, rows: Rows, place: Numbers, where: slice | Numbers, found: Results) -> None:
    """Write the columns of some rows."""
    found.verdict[where], found.reason[where] = tables.verdict[place], tables.reason[place]
    found.notes[where], found.unit[where] = tables.notes[place], tables.unit[place]
    rounding = batch.book.builder.rounding
    for part, columns in tables.parts.items():
        over, under = numbers_of(columns, place, rows, part)
        known, decimals, most = columns.known[place], None, None
        if part in ("low", "high"):
            decimals = None if rounding is None else rounding.decimals
            times, by, most = batch.weights.of_rows(where, exact=over.dtype == object)
            over, under, known = over * times, under * by, known & ~np.isnan(most)
        found.numbers[part][where] = answer(over, under, known, decimals, most)


def _exactly(batch: Batch, tables: Tables, rows: Numbers, found: Results) -> None:
    """Settle rows whose numbers are too large for doubles, or have too many digits."""
    targets = batch.book.targets
    for some in _pieces(rows):
        target, law = batch.target[some], batch.law[some]
        m, p = batch.actuals.exact(some)
        over, under = _whole(targets.over[target]), _whole(targets.under[target])
        one = Rows(law, m * under * tables.down[law], p * over * tables.up[law], under * p, m, p)
        place = places_of(tables, one)
        if batch.place is not None:
            fixed = batch.place[some] >= 0
            place = np.where(fixed, batch.place[some], place)
            one.u[fixed], one.v[fixed], one.w[fixed] = 0, 1, 1
        _fill(batch, tables, one, place, some, found)


def _whole(values: Numbers) -> Numbers:
    found = np.empty(len(values), dtype=object)
    found[:] = [int(value) for value in values.tolist()]
    return found


def _pieces(rows: Numbers) -> Iterator[Numbers]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
