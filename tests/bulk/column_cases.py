"""Rows for compiled rules, and the check that every engine answers them as the rules do one by one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from perfrules import RuleSet
from perfrules.bulk.columns.settle import fact_of, row_of


def _pandas(frame: pl.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({name: frame[name].to_list() for name in frame.columns})


EAGER: Mapping[Any, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "pandas": _pandas,
    "pyarrow": lambda frame: frame.to_arrow(),
}


def frame_of(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return rows as a frame: a column of texts where one value is a text, else of doubles."""
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {}
    for name in names:
        values = [row.get(name) for row in rows]
        worded = any(isinstance(value, str) for value in values)
        columns[name] = pl.Series(
            name, [value if value is None or worded else float(value) for value in values], pl.String if worded else pl.Float64
        )
    columns["号"] = pl.Series("号", range(len(rows)), pl.Int64)
    return pl.DataFrame(columns)


def expected(rules: RuleSet, frame: pl.DataFrame, columns: Sequence[str], **asked: Any) -> list[dict[str, Any]]:
    """Return what the rules say about each row by itself."""
    answers = []
    for row in frame.drop("号").iter_rows(named=True):
        facts = {name: fact_of(value) for name, value in row.items()}
        answers.append(row_of(rules.evaluate(facts, **asked), rules.names, columns))
    return answers


def rows_of(made: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame of any engine, in the order of their numbers."""
    match made:
        case pl.LazyFrame():
            made = made.collect()
        case pd.DataFrame():
            return [*made.to_dict("records")]
        case pa.Table():
            return [*made.to_pylist()]
        case duckdb.DuckDBPyRelation():
            made = made.pl()
        case pl.DataFrame():
            pass
        case _:
            made = pl.DataFrame([row.asDict() for row in made.collect()], infer_schema_length=None)
    return [*made.sort("号").to_dicts()]


def assert_same(made: Any, wanted: list[dict[str, Any]], outputs: Sequence[str], *, exact: bool = False) -> None:
    """Check every result of every row; scores are equal to the last digit if `exact`."""
    for row, want in zip(rows_of(made), wanted, strict=True):
        for name in outputs:
            got = row[name]
            if isinstance(want[name], float):
                assert math.isclose(got, want[name], rel_tol=0, abs_tol=0 if exact else 1e-9), (name, got, want[name], row)
            else:
                assert got == want[name], (name, got, want[name], row)


def assert_no_worse(made: Any, wanted: list[dict[str, Any]], outputs: Sequence[str]) -> None:
    """Check rows that may be 待定 where they are inexact, and marks that may then be wider, but nothing else."""
    for row, want in zip(rows_of(made), wanted, strict=True):
        inexact = any(row[name] == "inexact" for name in outputs)
        for name in outputs:
            got = row[name]
            if name.endswith("低"):
                assert got <= want[name] + 1e-9 if inexact else math.isclose(got, want[name], rel_tol=0, abs_tol=1e-9), (
                    name,
                    got,
                    want[name],
                    row,
                )
            elif name.endswith("高"):
                assert got >= want[name] - 1e-9 if inexact else math.isclose(got, want[name], rel_tol=0, abs_tol=1e-9), (
                    name,
                    got,
                    want[name],
                    row,
                )
            elif name == "等级":
                assert set(want[name].split("、")) <= set(got.split("、")), (name, got, want[name], row)
            elif name.endswith("原因"):
                assert got in (want[name], "inexact"), (name, got, want[name], row)
            elif name.startswith("检查"):
                assert got in (want[name], "待定"), (name, got, want[name], row)
            else:
                assert got == want[name] or (inexact and got == "待定"), (name, got, want[name], row)
