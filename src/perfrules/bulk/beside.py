"""Results beside batches of pyarrow: the columns that were given stay as they are, whatever their types."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field

from perfrules.bulk.columns_of import checked
from perfrules.bulk.evaluator import Evaluator
from perfrules.bulk.options import Options
from perfrules.bulk.results import result_schema

__all__ = ["Beside", "result_fields"]

_DAMAGED = "E832"


def result_fields(*, scored: bool, wanted: Sequence[str] | None = None) -> list[pa.Field]:
    """Return the result columns, or those that are `wanted`, as fields of pyarrow: words are plain strings, numbers doubles."""
    kinds = result_schema(scored=scored).items()
    fields = [pa.field(name, pa.float64() if isinstance(kind, pl.Float64) else pa.string()) for name, kind in kinds]
    return [one for one in fields if wanted is None or one.name in wanted]


@define
class Beside:
    """Tables of pyarrow, batch by batch, each with the judgement of its rows beside it.

    >>> table = pa.table({"指标值": ["≥95%"], "完成值": ["96%"], "编号": [7]})
    >>> Beside(Options("指标值", "完成值")).table(table).select(["编号", "verdict"]).to_pylist()
    [{'编号': 7, 'verdict': '达标'}]
    """

    options: Options
    wanted: Sequence[str] | None = None
    evaluator: Evaluator = field(init=False)
    _fields: list[pa.Field] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.evaluator = Evaluator(self.options)
        self._fields = result_fields(scored=self.options.is_scored, wanted=self.wanted)

    def schema(self, given: pa.Schema) -> pa.Schema:
        """Return the columns of a result; `FactError` where those that are given cannot be used."""
        needed = [name for name in dict.fromkeys(self.options.columns) if given.get_field_index(name) >= 0]
        taken = [one.name for one in self._fields if one.name in given.names]
        probe = pl.DataFrame(pl.from_arrow(pa.schema([given.field(name) for name in (*needed, *taken)]).empty_table()))
        checked({**dict.fromkeys(given.names, pl.Null()), **probe.schema}, self.options)
        return pa.schema([*given, *self._fields])

    def table(self, table: pa.Table, damaged: Sequence[int] = ()) -> pa.Table:
        """Return a table with the judgement of its rows; `damaged` counts rows whose cells cannot be told apart."""
        frame = pl.DataFrame(pl.from_arrow(table.select(list(dict.fromkeys(self.options.columns)))))
        if damaged:
            frame = frame.with_columns(pl.when(~_among(damaged)).then(pl.all()))
        results = self.evaluator.evaluate(frame)
        if damaged:
            results = _told(results, damaged)
        results = results.select([one.name for one in self._fields])
        found = results.to_arrow(compat_level=pl.CompatLevel.oldest())
        schema = pa.schema([*table.schema, *self._fields])
        return pa.Table.from_arrays([*table.columns, *(_plain(found[one.name], one.type) for one in self._fields)], schema=schema)


def _among(rows: Sequence[int]) -> pl.Expr:
    return pl.int_range(pl.len()).is_in(list(rows))


def _told(results: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
    """Return results in which rows that cannot be read say so."""
    words = {"reason": "unreadable", "notes": _DAMAGED}
    return results.with_columns(
        pl.when(_among(rows)).then(pl.lit(word, dtype=results.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, word in words.items()
    )


def _plain(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = pa.chunked_array([pc.take(one.dictionary.cast(kind), one.indices) for one in column.chunks], type=kind)
    return column if column.type == kind else column.cast(kind)
