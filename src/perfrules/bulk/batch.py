"""Batches: the rows of one frame, sorted by what decides about each of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import numpy as np
import polars as pl

from perfrules.bulk.actuals import Actuals, Decimals, Doubles, Texts
from perfrules.bulk.columns_of import Prepared, prepared
from perfrules.bulk.lawbook import BY_NUMBER, Lawbook, Sorts
from perfrules.bulk.options import Options
from perfrules.bulk.stores import OTHER
from perfrules.bulk.tables import Numbers
from perfrules.bulk.weights import Weights

__all__ = ["Batch"]


class Batch:
    """The rows of a frame with the target, the law and the actual value of each, or the outcome where it is known already.

    `place` is the outcome of a row, `OTHER` where its law has to say; `law` is one that exists in any case.
    """

    def __init__(self, book: Lawbook, options: Options, frame: pl.DataFrame) -> None:
        columns = prepared(frame, options)
        self.book = book
        self.place: Numbers | None = None
        with _no_collection():
            self._sort(columns)

    def _sort(self, columns: Prepared) -> None:
        book = self.book
        self.target = book.targets.codes(columns.target)
        weight = _weights(book, columns.weight)
        self.weights = Weights.of(book.weights, weight, apart=book.weighs_apart)
        self.heaviest = self.weights.heaviest
        name = 0 if columns.name is None else book.names.groups(columns.name)
        self.sorts = Sorts(self.target, 0, name, book.weights.one if book.weighs_apart else weight)
        self.actuals = self._actuals(columns.actual)
        self.law = self._laws()
        self._by_number()

    def __len__(self) -> int:
        return len(self.target)

    def _actuals(self, values: pl.Series) -> Actuals:
        if values.dtype.is_float():
            values = values if values.dtype == pl.Float64 else values.cast(pl.String).cast(pl.Float64)
            return Doubles(values.fill_null(float("nan")).to_numpy())
        if values.dtype != pl.String:
            return Decimals.of(values)
        store = self.book.actuals
        nothing = values.is_null().to_numpy().astype(np.uint8) if values.null_count() else None
        codes = store.codes(values.fill_null("") if nothing is not None else values)
        self.sorts.kind = store.kind[codes]
        return Texts(codes, store.digits, store.decimals, nothing)

    def _laws(self) -> Numbers:
        """Return the law of every row; where the actual value is no number, its outcome is put in place."""
        if not isinstance(self.actuals, Texts) or isinstance(self.sorts.kind, int):
            return self.book.laws(self.sorts)
        other = self.sorts.kind == OTHER
        if self.actuals.nothing is not None:
            other &= self.actuals.nothing == 0
        self.sorts.kind = np.where(self.sorts.kind == OTHER, 0, self.sorts.kind)
        rows = np.flatnonzero(other)
        if not len(rows):
            return self.book.laws(self.sorts)
        self._put(rows, self.book.texts(self.sorts.some(rows), self.actuals.codes[rows]))
        law = np.zeros(len(other), dtype=np.int32)
        numbers = np.flatnonzero(~other)
        law[numbers] = self.book.laws(self.sorts.some(numbers))
        return law

    def _put(self, rows: Numbers, places: Numbers) -> None:
        if self.place is None:
            self.place = np.full(len(self.target), OTHER, dtype=np.int32)
        self.place[rows] = places

    def _by_number(self) -> None:
        """Put in place the outcomes of rows whose law does not say everything."""
        if self.law.min(initial=0) == BY_NUMBER:
            rows = np.flatnonzero(self.law == BY_NUMBER)
            over, under = self.actuals.exact(rows)
            lacking = self.actuals.lacking(rows)
            lacks = [0] * len(rows) if lacking is None else lacking.tolist()
            sorts = self.sorts.some(rows)
            columns = (sorts.target, sorts.kind, sorts.name, sorts.weight)
            cells = zip(*([one] * len(rows) if isinstance(one, int) else one.tolist() for one in columns), strict=True)
            places = [
                self.book.nothing(cell, infinite=lack == 2) if lack else self.book.number(cell, Fraction(n, d))
                for cell, lack, n, d in zip(cells, lacks, over, under, strict=True)
            ]
            self._put(rows, np.array(places, dtype=np.int32))
            self.law[rows] = 0
        self.book.begin()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off the search for cycles: many small things are made that have none, and it would look at all of them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _weights(book: Lawbook, weights: object) -> Numbers | int:
    if not isinstance(weights, pl.Series):
        return book.weights.constant(weights)
    return book.weights.places_of(weights)
