"""Where the same rows are answered: one value at a time, frames of several libraries, engines and databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from math import isnan
from typing import Any

from attrs import frozen

from bulk.cases import Answer, Row, Setup, by_kind, scalar

__all__ = ["FRAMES", "Frames", "answers", "frame_of", "options_of", "rows_of"]

COLUMNS = {"target": "全年指标值", "actual": "实际 完成值", "name": "指标名称", "unit": "计量单位", "operator": "比较符", "weight": "分值"}
"""The columns of a table, by what they hold; the others are extra columns that must come back as they are."""


def options_of(setup: Setup) -> dict[str, Any]:
    """Return the keywords with which a frame is evaluated."""
    columns: dict[str, Any] = {role: COLUMNS[role] for role in ("target", "actual", "name", "unit", "operator")}
    if setup.weight is not None:
        columns["weight"] = COLUMNS["weight"] if setup.weight == "column" else setup.weight
    given = {"policy": setup.policy, "direction": setup.direction, "bare_percent": setup.bare_percent, "year": setup.year}
    return columns | given


def frame_of(rows: Sequence[Row], kind: str) -> Any:
    """Return rows as a polars frame whose actual values have one type: text, double, whole, decimal or day."""
    import polars as pl

    types = {"text": pl.String, "double": pl.Float64, "whole": pl.Int64, "day": pl.Date}
    actual = pl.Decimal(38, int(kind.removeprefix("decimal "))) if kind.startswith("decimal") else types[kind]
    columns: dict[str, Any] = {COLUMNS[role]: [getattr(row, role) for row in rows] for role in COLUMNS if role != "weight"}
    columns[COLUMNS["weight"]] = [None if row.weight is None else float(row.weight) for row in rows]
    text = {COLUMNS[role]: pl.String for role in ("target", "name", "unit", "operator")}
    schema = text | {COLUMNS["actual"]: actual, COLUMNS["weight"]: pl.Float64}
    return pl.DataFrame(columns, schema_overrides=schema).with_row_index("行")


def rows_of(frame: Any, *, scored: bool) -> list[Answer]:
    """Return the results of a polars frame, row by row."""
    names = [name for name in Answer._fields if scored or not name.startswith("score")]
    found = []
    for cells in frame.select(names).iter_rows(named=True):
        numbers = {name: None if isinstance(cell, float) and isnan(cell) else cell for name, cell in cells.items()}
        found.append(Answer(**({"score": None, "score_low": None, "score_high": None} | numbers)))
    return found


@frozen
class Frames:
    """A library of frames: how one comes into being from polars, is evaluated, and is seen as polars again."""

    name: str
    make: Callable[[Any], Any]
    back: Callable[[Any], Any]
    needs: tuple[str, ...] = ()
    evaluate: Callable[..., Any] | None = None

    def __str__(self) -> str:
        return self.name

    def is_here(self) -> bool:
        """Tell whether the libraries that it needs are installed."""
        return all(find_spec(one.partition(".")[0]) is not None and _finds(one) for one in self.needs)

    def ask(self, frame: Any, setup: Setup) -> Any:
        """Return a polars frame with the results beside its columns, by way of this library."""
        from perfrules.bulk import evaluate_frame

        call = self.evaluate or evaluate_frame
        return self.back(call(self.make(frame), **options_of(setup)))


def _finds(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def answers(frames: Frames, rows: Sequence[Row], setup: Setup) -> Iterator[tuple[Row, Answer]]:
    """Yield rows with what a library of frames says about them; other columns, count and order are checked on the way."""
    for kind, some in by_kind(rows):
        frame = frame_of(some, kind)
        made = frames.ask(frame, setup)
        assert made.height == frame.height
        assert made["行"].to_list() == frame["行"].to_list()
        assert made.columns[: frame.width] == frame.columns
        yield from zip(some, rows_of(made, scored=setup.weight is not None), strict=True)


def _scalar_frame(frame: Any, **options: Any) -> Any:
    """Evaluate a polars frame one value at a time."""
    import polars as pl

    setup = Setup(
        options["policy"],
        "column" if isinstance(options.get("weight"), str) else options.get("weight"),
        options["direction"],
        options["bare_percent"],
        options["year"],
    )
    rows = [Row(**{role: cells[column] for role, column in COLUMNS.items()}) for cells in frame.iter_rows(named=True)]
    found = [scalar(row, setup) for row in rows]
    kinds = {name: pl.String if name in ("verdict", "reason", "shortfall_unit", "notes") else pl.Float64 for name in Answer._fields}
    return frame.hstack(pl.DataFrame(found, schema=kinds, orient="row"))


def _same(frame: Any) -> Any:
    return frame


def _streamed(frame: Any) -> Any:
    return frame.collect(engine="streaming")


def _from_pandas(frame: Any) -> Any:
    import polars as pl

    return pl.from_pandas(frame)


def _nan_pandas(frame: Any) -> Any:
    """Return a pandas frame with NaN for what is missing; whole numbers beside NaN would be doubles, which is not what is asked."""
    import pandas as pd
    import polars as pl

    made = frame.to_pandas(use_pyarrow_extension_array=False)
    for name, kind in frame.schema.items():
        if kind == pl.Int64 and frame[name].null_count():
            made[name] = pd.array(frame[name].to_list(), dtype="Int64")
    return made


def _object_pandas(frame: Any) -> Any:
    """Return a pandas frame as `read_excel` makes them: texts and actual values are objects."""
    import pandas as pd

    made = pd.DataFrame({name: frame[name].to_list() for name in frame.columns})
    objects = [name for name in made.columns if name not in ("行", COLUMNS["weight"])]
    for name in objects:
        made[name] = pd.Series(frame[name].to_list(), dtype=object)
    return made


def _nullable_pandas(frame: Any) -> Any:
    import polars as pl

    kinds = {pl.Float64: "Float64", pl.Int64: "Int64", pl.UInt32: "UInt32", pl.String: "string"}
    return _object_pandas(frame).astype({name: kinds[kind] for name, kind in frame.schema.items() if kind in kinds})


def _arrow_pandas(frame: Any) -> Any:
    return frame.to_pandas(use_pyarrow_extension_array=True)


def _dictionary_arrow(frame: Any) -> Any:
    """Return an arrow table whose texts are dictionary-encoded, in several chunks."""
    import pyarrow as pa

    table = frame.to_arrow()
    for place, column in enumerate(table.schema):
        if pa.types.is_large_string(column.type):
            table = table.set_column(place, column.name, table.column(place).cast(pa.string()).dictionary_encode())
    half = table.num_rows // 2
    return pa.concat_tables([table.slice(0, half), table.slice(half)])


def _from_arrow(table: Any) -> Any:
    import polars as pl

    return pl.from_arrow(table)


def _duckdb(frame: Any) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.register("rows", frame.to_arrow())
    return connection.sql('SELECT * FROM rows ORDER BY "行"').pl()


def _categories(frame: Any) -> Any:
    import polars as pl

    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(pl.col(texts).cast(pl.Categorical))


FRAMES = (
    Frames("scalar", _same, _same, evaluate=_scalar_frame),
    Frames("polars", _same, _same, needs=("polars", "perfrules.bulk.frame")),
    Frames("polars-lazy", lambda frame: frame.lazy(), _streamed, needs=("polars", "perfrules.bulk.frame")),
    Frames("polars-categorical", _categories, _same, needs=("polars", "perfrules.bulk.frame")),
    Frames("pandas-nan", _nan_pandas, _from_pandas, needs=("pandas", "perfrules.bulk.frame")),
    Frames("pandas-object", _object_pandas, _from_pandas, needs=("pandas", "perfrules.bulk.frame")),
    Frames("pandas-nullable", _nullable_pandas, _from_pandas, needs=("pandas", "perfrules.bulk.frame")),
    Frames("pandas-arrow", _arrow_pandas, _from_pandas, needs=("pandas", "pyarrow", "perfrules.bulk.frame")),
    Frames("pyarrow", lambda frame: frame.to_arrow(), _from_arrow, needs=("pyarrow", "perfrules.bulk.frame")),
    Frames("pyarrow-dictionary", _dictionary_arrow, _from_arrow, needs=("pyarrow", "perfrules.bulk.frame")),
    Frames("duckdb", _duckdb, _same, needs=("duckdb", "perfrules.bulk.frame")),
)
"""All libraries of frames; one that is not installed is skipped with the reason."""
