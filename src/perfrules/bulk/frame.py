"""Evaluating a frame: `evaluate_frame(df, target=…, actual=…)` for polars, pandas and pyarrow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import narwhals as nw
import polars as pl

from perfrules.bulk.cells import texts_of
from perfrules.bulk.columns_of import checked
from perfrules.bulk.evaluator import evaluator_for
from perfrules.bulk.options import Options
from perfrules.bulk.results import result_schema
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError
from perfrules.value.verdict import Direction

__all__ = ["evaluate_frame"]


def evaluate_frame(  # noqa: PLR0913  the columns and options that `evaluate` has for one value
    df: Any,
    *,
    target: str,
    actual: str,
    name: str | None = None,
    unit: str | None = None,
    operator: str | None = None,
    weight: str | int | Fraction | Decimal | None = None,
    policy: str = "",
    direction: Direction | str | None = None,
    bare_percent: str | None = None,
    year: int | None = None,
) -> Any:
    """Return a frame with the judgement of every row beside it: each row gets what `evaluate` says about its values.

    `df` is a polars `DataFrame` or `LazyFrame`, a pandas `DataFrame` or a pyarrow `Table`; the same kind comes back, with all rows
    in their order. `target`, `actual`, `name`, `unit` and `operator` are names of columns, `weight` is a column or one number for all
    rows; the rest is as in `evaluate`. Actual values are numbers or texts; a double means the shortest decimal that reads back as it.

    Added are `verdict`, `reason`, `completion`, `shortfall`, `shortfall_unit`, with a weight `score` (empty while it is open),
    `score_low`, `score_high`, and `notes`, the codes of everything that was assumed. A row that cannot be read is 待定 with a
    reason, never an error. Numbers are the doubles nearest to the exact ones. Columns that are missing or of a kind that is no value
    raise `FactError`.

    >>> frame = pl.DataFrame({"指标值": ["=17500家", "≤10%", "健全"], "完成值": ["16800家", "12%", None]})
    >>> evaluate_frame(frame, target="指标值", actual="完成值").select("verdict", "reason", "shortfall").rows()
    [('未达标', 'short', 700.0), ('未达标', 'short', 2.0), ('待定', 'no_data', None)]
    """
    options = Options(target, actual, name, unit, operator, weight, policy, direction, bare_percent, year)
    if isinstance(df, pl.DataFrame):
        return evaluator_for(options).evaluate(df)
    if isinstance(df, pl.LazyFrame):
        return _lazily(df, options)
    columns: Any = getattr(df, "column_names", None)
    names: list[Any] = list(getattr(df, "columns", ()) if columns is None else columns)
    twice = sorted({str(name) for name in names if names.count(name) > 1})
    if twice:
        raise FactError([Diagnostic("E839", {"column": name}) for name in twice])
    try:
        frame = nw.from_native(df, eager_only=True)
    except TypeError as error:
        raise FactError([Diagnostic("E804", {"kind": type(df).__name__})]) from error
    return _beside(frame, options)


def _lazily(frame: pl.LazyFrame, options: Options) -> Any:
    """Return a plan that evaluates batch by batch."""
    schema = frame.collect_schema()
    checked(schema, options)
    added = pl.Schema({**schema, **result_schema(scored=options.is_scored)})
    return frame.map_batches(evaluator_for(options).evaluate, schema=added, streamable=True)


def _beside(frame: nw.DataFrame[Any], options: Options) -> Any:
    """Return a frame of another library with the results of its rows."""
    names = list(frame.columns)
    known = [one for one in dict.fromkeys(options.columns) if one in names]
    taken = [one for one in result_schema(scored=options.is_scored) if one in names]
    given = pl.DataFrame({str(name): _polars(frame, name, marked=name == options.actual) for name in (*known, *taken)})
    checked({**dict.fromkeys(map(str, names), pl.Null()), **given.schema}, options)
    results = evaluator_for(options).evaluate(given)
    added = nw.from_arrow(results.select(list(result_schema(scored=options.is_scored))).to_arrow(), backend=frame.implementation)
    return frame.with_columns(*(added[one] for one in added.columns)).to_native()


def _polars(frame: nw.DataFrame[Any], name: Any, *, marked: bool) -> pl.Series:
    """Return a column as polars has it; cells of mixed kinds become texts that mean the same."""
    column = frame.get_column(name)
    if column.dtype == nw.Object:
        return texts_of(column.to_list(), marked=marked)
    try:
        return column.to_polars()
    except Exception as error:
        dtype = str(getattr(column.to_native(), "dtype", column.dtype))
        raise FactError([Diagnostic("E802", {"column": str(name), "dtype": dtype, "role": "指标值、实际值"})]) from error
