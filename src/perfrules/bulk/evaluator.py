"""Evaluating batches of rows: texts are read once, numbers go through the kernel, what is left is settled one by one."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

import polars as pl
from attrs import define, evolve, field

from perfrules.bulk.batch import Batch
from perfrules.bulk.columns_of import checked
from perfrules.bulk.lawbook import Lawbook
from perfrules.bulk.laws import Kind
from perfrules.bulk.options import Options
from perfrules.bulk.slices import results_of
from perfrules.bulk.stores import ActualStore, NameStore, TargetStore
from perfrules.bulk.tables import Numbers, TablesBuilder
from perfrules.bulk.texts import Readings
from perfrules.bulk.weights import WeightStore
from perfrules.evaluation.scored_value import policy_of
from perfrules.ruleset.binding import rules_of
from perfrules.ruleset.named import NamedPolicy
from perfrules.scoring import Rounding

__all__ = ["Evaluator", "evaluator_for"]

_MOST_REMEMBERED = 2_000_000
_MOST_EVALUATORS = 2
"""Evaluators that are kept: a caller has one kind of table, or two."""


@define
class Evaluator:
    """Rows of target and actual values, batch by batch; what one batch taught helps the next.

    `evaluate` adds the columns that `evaluate_frame` adds. Memory stays bounded: when very many distinct values have come up, all of
    them are forgotten and read again. Several threads may share one; it looks at one batch at a time, on all processors.

    >>> frame = pl.DataFrame({"指标值": ["≥95%", "=17500家"], "完成值": [96.0, 16800.0]})
    >>> Evaluator(Options("指标值", "完成值", bare_percent="percent")).evaluate(frame)["verdict"].to_list()
    ['达标', '未达标']
    """

    options: Options
    _named: NamedPolicy | None = field(default=None, init=False)
    _book: Lawbook = field(init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.options.is_scored:
            self._named = policy_of(self.options.policy)
        self._book = self._new_book()

    def _new_book(self) -> Lawbook:
        named = self._named
        builder = TablesBuilder(self.options.is_scored, _rounding(named))
        readings = Readings(self.options.is_joined)
        actuals = ActualStore(readings)
        actuals.kind_number(Kind())
        return Lawbook(self.options, named, TargetStore(readings), actuals, NameStore(named), WeightStore(), builder)

    def evaluate(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return a frame with the result columns; rows keep their number and order.

        A weight that is no number leaves its row without marks, and is noted (N801).
        """
        checked(frame.schema, self.options)
        with self._lock:
            if self._book.size > _MOST_REMEMBERED:
                self._book = self._new_book()
            batch = Batch(self._book, self.options, frame)
            done = frame.with_columns(results_of(batch).series())
        return _with_bad_weights(done, batch.weights.which, self.options.weight)


def evaluator_for(options: Options) -> Evaluator:
    """Return an evaluator that may have seen rows under these options before; one whose policy stands in a file begins anew.

    >>> evaluator_for(Options("指标值", "完成值")) is evaluator_for(Options("指标值", "完成值"))
    True
    """
    return Evaluator(options) if options.policy.endswith(".perf") else _remembered(options)


@lru_cache(maxsize=_MOST_EVALUATORS)
def _remembered(options: Options) -> Evaluator:
    return Evaluator(options)


def _with_bad_weights(done: pl.DataFrame, which: Numbers | int, column: object) -> pl.DataFrame:
    """Return results with a note on every row whose weight is something, but no number: it has no marks."""
    if isinstance(which, int) or not isinstance(column, str):
        return done
    weights = done.get_column(column).alias("")
    bad = pl.Series(which == 0) & weights.is_not_null() & ~weights.cast(pl.String).str.strip_chars().is_in(["", "NaN"])
    if not bad.any():
        return done
    noted = (pl.col("notes") + " N801").str.strip_chars_start()
    return done.with_columns(pl.when(bad).then(noted).otherwise(pl.col("notes")).alias("notes"))


def _rounding(named: NamedPolicy | None) -> Rounding | None:
    """Return how a policy rounds marks."""
    return None if named is None else rules_of(evolve(named.model, policy=named.policies)).rounding
