"""Columns of a frame: found by name, checked, and brought into the form that is evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl
from attrs import frozen

from perfrules.bulk.cells import dates_of, days_of, texts_of
from perfrules.bulk.options import Options
from perfrules.bulk.results import result_names
from perfrules.bulk.texts import SEPARATOR
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError

__all__ = ["Prepared", "checked", "prepared"]


@frozen
class Prepared:
    """The columns that are evaluated: texts, actual values as numbers or texts, weights as a column or one value.

    Days are texts behind a mark that no table has: a day of a column is a day, whatever year it is in.
    """

    target: pl.Series
    actual: pl.Series
    name: pl.Series | None
    weight: Any


def checked(schema: Mapping[str, pl.DataType], options: Options) -> None:
    """Raise `FactError` where a column is missing, cannot be used, or would be overwritten by a result."""
    found = [
        Diagnostic("E801", {"column": str(one), "known": "、".join(map(str, schema)) or "（无）"})
        for one in dict.fromkeys(options.columns)
        if one not in schema
    ]
    found += [Diagnostic("E803", {"column": one}) for one in result_names(scored=options.is_scored) if one in schema]
    if found:
        raise FactError(found)
    for column, role in ((options.actual, "实际值"), (options.weight, "分值")):
        if isinstance(column, str) and not _is_value(schema[column]):
            found.append(Diagnostic("E802", {"column": column, "dtype": str(schema[column]), "role": role}))
    for column, role in ((options.target, "指标值"), (options.name, "指标名称"), (options.unit, "计量单位"), (options.operator, "比较符")):
        if column is not None and not (_is_text(schema[column]) or _is_value(schema[column])):
            found.append(Diagnostic("E802", {"column": column, "dtype": str(schema[column]), "role": role}))
    if found:
        raise FactError(found)


def _is_text(kind: pl.DataType) -> bool:
    return isinstance(kind, pl.String | pl.Categorical | pl.Enum | pl.Null)


def _is_value(kind: pl.DataType) -> bool:
    return kind.is_numeric() or _is_text(kind) or isinstance(kind, pl.Date | pl.Datetime)


def prepared(frame: pl.DataFrame, options: Options) -> Prepared:
    """Return the columns of a frame in the form that is evaluated."""
    target = _text(frame, options.target)
    if options.is_joined:
        unit, operator = (_text(frame, one) if one is not None else pl.lit("") for one in (options.unit, options.operator))
        target = pl.select(pl.concat_str([unit, operator, target], separator=SEPARATOR)).to_series()
    name = None if options.name is None else _text(frame, options.name)
    weight = _column(frame, options.weight) if isinstance(options.weight, str) else options.weight
    if isinstance(weight, pl.Series) and not weight.dtype.is_numeric():
        weight = weight.cast(pl.String)
    return Prepared(target, _actual(_column(frame, options.actual)), name, weight)


def _column(frame: pl.DataFrame, name: str) -> pl.Series:
    """Return a column without its name, which polars might take for a pattern of names."""
    return frame.get_column(name).alias("")


def _text(frame: pl.DataFrame, column: str) -> pl.Series:
    values = _column(frame, column)
    if values.dtype == pl.String:
        return values.fill_null("") if values.null_count() else values
    if values.dtype.is_float():
        return texts_of(values.to_list(), marked=False).fill_null("")
    if isinstance(values.dtype, pl.Datetime):
        values = dates_of(values)
    return values.cast(pl.String).fill_null("")


def _actual(values: pl.Series) -> pl.Series:
    match values.dtype:
        case pl.Date() | pl.Datetime():
            return days_of(values)
        case kind if kind.is_numeric():
            return values
        case _:
            return values.cast(pl.String)
