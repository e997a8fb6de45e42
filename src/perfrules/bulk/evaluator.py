"""Evaluating batches of rows: texts are read once, numbers go through the kernel, what is left is settled one by one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import polars as pl
from attrs import define, evolve, field

from perfrules.bulk.actuals import Actuals, Decimals, Doubles, Texts
from perfrules.bulk.columns_of import checked, prepared
from perfrules.bulk.kernel import LARGEST, Rows, answer, numbers_of, places_of, without_number
from perfrules.bulk.lawbook import BY_NUMBER, Lawbook, Sorts
from perfrules.bulk.laws import Kind
from perfrules.bulk.options import Options
from perfrules.bulk.results import Results
from perfrules.bulk.stores import OTHER, ActualStore, NameStore, TargetStore, WeightStore
from perfrules.bulk.tables import Numbers, Tables, TablesBuilder
from perfrules.evaluation.scored_value import policy_of
from perfrules.ruleset.binding import rules_of
from perfrules.ruleset.named import NamedPolicy
from perfrules.scoring import Rounding

__all__ = ["Evaluator"]

_CHUNK = 1 << 16
_MOST_REMEMBERED = 2_000_000
_MOST_THREADS = 8


@define
class Evaluator:
    """Rows of target and actual values, batch by batch; what one batch taught helps the next.

    `evaluate` adds the columns that `evaluate_frame` adds. Memory stays bounded: when very many distinct values have come up, all of
    them are forgotten and read again.

    >>> frame = pl.DataFrame({"指标值": ["≥95%", "=17500家"], "完成值": [96.0, 16800.0]})
    >>> Evaluator(Options("指标值", "完成值", bare_percent="percent")).evaluate(frame)["verdict"].to_list()
    ['达标', '未达标']
    """

    options: Options
    _named: NamedPolicy | None = field(default=None, init=False)
    _book: Lawbook = field(init=False)

    def __attrs_post_init__(self) -> None:
        if self.options.is_scored:
            self._named = policy_of(self.options.policy)
        self._book = self._new_book()

    def _new_book(self) -> Lawbook:
        named = self._named
        rounding = _rounding(named)
        growth = 1 if rounding is None else 4 * 10**rounding.decimals
        builder = TablesBuilder(self.options.is_scored, growth)
        actuals = ActualStore()
        actuals.kind_number(Kind())
        return Lawbook(self.options, named, TargetStore(), actuals, NameStore(named), WeightStore(), builder)

    def evaluate(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a frame with the result columns; rows keep their number and order."""
        checked(frame.schema, self.options)
        if self._book.size > _MOST_REMEMBERED:
            self._book = self._new_book()
        batch = _Batch(self._book, self.options, frame)
        return frame.with_columns(batch.results().series())


def _rounding(named: NamedPolicy | None) -> Rounding | None:
    """Return how a policy rounds marks."""
    return None if named is None else rules_of(evolve(named.model, policy=named.policies)).rounding


class _Batch:
    """One frame on its way: sorted by what decides about each row, then computed slice by slice."""

    def __init__(self, book: Lawbook, options: Options, frame: pl.DataFrame) -> None:
        self.book = book
        self.options = options
        self.frame = frame
        self.columns = prepared(frame, options)
        self.target = book.targets.codes(self.columns.target)
        self.sorts = Sorts(self.target, 0, self._names(), self._weights())
        self.place = np.full(len(self.target), OTHER, dtype=np.int32)
        self.actuals, texts = self._actuals()
        self.law = self._laws(texts)
        self._by_number()
        self.tables = book.builder.tables()

    def _names(self) -> Numbers | int:
        names = self.columns.name
        return 0 if names is None else self.book.names.groups(names)

    def _weights(self) -> Numbers | int:
        weights = self.columns.weight
        if not isinstance(weights, pl.Series):
            return self.book.weights.constant(weights)
        return self.book.weights.places_of(weights)

    def _actuals(self) -> tuple[Actuals, Numbers | None]:
        values = self.columns.actual
        if values.dtype in (pl.Float32, pl.Float64):
            values = values if values.dtype == pl.Float64 else values.cast(pl.String).cast(pl.Float64)
            return Doubles.of(values.fill_null(float("nan")).to_numpy()), None
        if values.dtype != pl.String:
            return Decimals.of(values), None
        store = self.book.actuals
        lacking = values.is_null().to_numpy().astype(np.uint8) if values.null_count() else None
        codes = store.codes(values.fill_null(""))
        self.sorts.kind = store.kind[codes]
        return Texts(codes, store.digits, store.decimals, lacking), codes

    def _laws(self, texts: Numbers | None) -> Numbers:
        """Return the law of every row; where the actual value is no number, its outcome is put in place."""
        if texts is None or isinstance(self.sorts.kind, int):
            return self.book.laws(self.sorts)
        lacking = self.actuals.lacking
        other = self.sorts.kind == OTHER
        if lacking is not None:
            other &= lacking == 0
        self.sorts.kind = np.where(self.sorts.kind == OTHER, 0, self.sorts.kind)
        rows = np.flatnonzero(other)
        if not len(rows):
            return self.book.laws(self.sorts)
        self.place[rows] = self.book.texts(_some(self.sorts, rows), texts[rows])
        law = np.zeros(len(other), dtype=np.int32)
        numbers = np.flatnonzero(~other)
        law[numbers] = self.book.laws(_some(self.sorts, numbers))
        return law

    def _by_number(self) -> None:
        """Put in place the outcomes of rows whose law does not say everything."""
        rows = np.flatnonzero((self.law == BY_NUMBER) & (self.place < 0))
        if len(rows):
            over, under = self.actuals.exact(rows)
            lacking = np.zeros(len(rows)) if self.actuals.lacking is None else self.actuals.lacking[rows]
            columns = (self.sorts.target, self.sorts.kind, self.sorts.name, self.sorts.weight)
            cells = zip(*([one] * len(rows) if isinstance(one, int) else one[rows].tolist() for one in columns), strict=True)
            for row, (target, kind, name, weight), lacks, n, d in zip(rows.tolist(), cells, lacking.tolist(), over, under, strict=True):
                if lacks:
                    self.place[row] = self.book.nothing(target, kind, name, weight, infinite=lacks == 2)
                else:
                    self.place[row] = self.book.number(target, kind, name, weight, Fraction(n, d))
        self.law[self.law == BY_NUMBER] = 0
        self.book.begin()

    def results(self) -> Results:
        """Return the columns of all rows."""
        found = Results.empty(len(self.target), self.book.builder, scored=self.options.is_scored)
        slices = [slice(start, start + _CHUNK) for start in range(0, len(self.target), _CHUNK)]
        threads = min(os.cpu_count() or 1, _MOST_THREADS, len(slices))
        if threads > 1:
            with ThreadPoolExecutor(threads) as pool:
                left = list(pool.map(lambda rows: self._slice(rows, found), slices))
        else:
            left = [self._slice(rows, found) for rows in slices]
        exact = [one for one in left if one is not None]
        if exact:
            self._exactly(np.concatenate(exact), found)
        return found

    def _slice(self, rows: slice, found: Results) -> Numbers | None:
        """Fill in the results of a slice, and return the rows whose numbers are too large for it."""
        tables = self.tables
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            part = self.actuals.part(rows)
            target, law, place = self.target[rows], self.law[rows], self.place[rows]
            under = self.book.targets.under[target]
            one = Rows(
                law,
                part.m * under * tables.down[law],
                part.p * self.book.targets.over[target] * tables.up[law],
                under * part.p,
                part.m,
                part.p,
            )
            large = (np.abs(one.u) + one.v + one.w) * tables.size[law] >= LARGEST
            if part.inexact is not None:
                large |= part.inexact
            place = self._settled(tables, one, place, rows)
            self._fill(tables, one, place, rows, found)
        if self.actuals.lacking is not None:
            large &= self.actuals.lacking[rows] == 0
        large &= self.place[rows] < 0
        return np.flatnonzero(large) + rows.start if large.any() else None

    def _settled(self, tables: Tables, rows: Rows, place: Numbers, where: slice | Numbers) -> Numbers:
        """Return the outcomes of rows: those in place stay, and what has no number has one of its own."""
        found = places_of(tables, rows)
        fixed = place >= 0
        lacking = self.actuals.lacking
        if lacking is not None:
            lacks = lacking[where]
            for what in (1, 2):
                found = np.where(lacks == what, without_number(tables, rows.law, infinite=what == 2), found)
            fixed |= lacks != 0
        found = np.where(place >= 0, place, found)
        if fixed.any():
            rows.u[fixed], rows.v[fixed], rows.w[fixed] = 0, 1, 1
        return found

    def _fill(self, tables: Tables, rows: Rows, place: Numbers, where: slice | Numbers, found: Results) -> None:
        """Write the columns of some rows."""
        found.verdict[where], found.reason[where] = tables.verdict[place], tables.reason[place]
        found.notes[where], found.unit[where] = tables.notes[place], tables.unit[place]
        for part, columns in tables.parts.items():
            over, under = numbers_of(columns, place, rows, part)
            is_marks = part in ("low", "high")
            decimals = self._decimals if is_marks else None
            most = self._weight(where) if is_marks and decimals is not None else None
            found.numbers[part][where] = answer(over, under, columns.known[place], decimals, most)

    @property
    def _decimals(self) -> int | None:
        rounding = _rounding(self.book.named)
        return None if rounding is None else rounding.decimals

    def _weight(self, where: slice | Numbers) -> Numbers:
        """Return the weights of some rows as doubles."""
        weights = np.array([np.nan if one is None else float(one) for one in self.book.weights.weights])
        return weights[self.sorts.weight if isinstance(self.sorts.weight, int) else self.sorts.weight[where]]

    def _exactly(self, rows: Numbers, found: Results) -> None:
        """Settle rows whose numbers are too large for doubles, or have too many digits."""
        tables = self.book.builder.tables(exact=True)
        for some in _pieces(rows):
            target, law = self.target[some], self.law[some]
            m, p = self.actuals.exact(some)
            over, under = (_whole(one[target]) for one in (self.book.targets.over, self.book.targets.under))
            one = Rows(law, m * under * tables.down[law], p * over * tables.up[law], under * p, m, p)
            self._fill(tables, one, places_of(tables, one), some, found)


def _some(sorts: Sorts, rows: Numbers) -> Sorts:
    return Sorts(sorts.target[rows], *(one if isinstance(one, int) else one[rows] for one in (sorts.kind, sorts.name, sorts.weight)))


def _whole(values: Numbers) -> Numbers:
    found = np.empty(len(values), dtype=object)
    found[:] = [int(value) for value in values.tolist()]
    return found


def _pieces(rows: Numbers) -> Iterator[Numbers]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
