"""Sinks: files that are written batch by batch; no cell of a spreadsheet becomes a formula."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from perfrules.bulk.files.place import OutputError
from perfrules.text.diagnostic import Diagnostic

__all__ = ["SUFFIXES", "Sink", "sink_for"]

_ACTIVE = r"^[\s\p{Zs}]*[=+\-@＝＋－＠']"
_NUMBER = r"^[+-]?\d[\d,]*(\.\d+)?%?$"
_MOST_ROWS = 1_048_576
_LONGEST = 32_767
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Sink(Protocol):
    """A file that is being written."""

    def write(self, table: pa.Table) -> None:
        """Write some rows."""
        ...

    def close(self) -> None:
        """Write what belongs at the end."""
        ...

    def drop(self) -> None:
        """Let go of what was begun, after a fault."""
        ...


class _Parquet:
    def __init__(self, stream: BinaryIO, schema: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(stream, schema)

    def write(self, table: pa.Table) -> None:
        self._writer.write_table(table)

    def close(self) -> None:
        self._writer.close()

    def drop(self) -> None:
        # The end of the file, which makes it one that can be read, is not written.
        self._writer.is_open = False


class _Delimited:
    """Text in UTF-8 with the mark by which Excel knows it; an apostrophe stands in front of what a spreadsheet would run."""

    def __init__(self, stream: BinaryIO, schema: pa.Schema, mark: str) -> None:
        self._stream, self._mark = stream, mark
        heads = pl.DataFrame({"": schema.names}, schema={"": pl.String}).select(_safe("")).to_series().to_list()
        stream.write(b"\xef\xbb\xbf")
        pl.DataFrame({name: [head] for name, head in zip(schema.names, heads, strict=True)}).write_csv(
            stream, include_header=False, separator=mark
        )

    def write(self, table: pa.Table) -> None:
        frame = _flat(table)
        texts = [name for name, kind in frame.schema.items() if kind == pl.String]
        # An empty text and none at all look the same.
        frame = frame.with_columns(_safe(name) for name in texts)
        frame.write_csv(self._stream, include_header=False, separator=self._mark, quote_style="necessary")

    def close(self) -> None:
        """Nothing belongs at the end."""

    def drop(self) -> None:
        """Nothing is held."""


def _safe(name: str) -> pl.Expr:
    """Return texts that no spreadsheet takes for a formula."""
    text = pl.col(name)
    active = text.str.contains(_ACTIVE) & ~text.str.contains(_NUMBER)
    return pl.when(active).then(pl.lit("'") + text).when(text != "").then(text).alias(name)


class _Workbook:
    def __init__(self, stream: BinaryIO, schema: pa.Schema, path: Path) -> None:
        from openpyxl import Workbook  # noqa: PLC0415  slow to import and needed for this kind of file only
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

        self._cell = WriteOnlyCell
        self._stream, self._path = stream, path
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet()
        self._count = 0
        self._append(schema.names)

    def write(self, table: pa.Table) -> None:
        if self._count + len(table) > _MOST_ROWS:
            raise OutputError([Diagnostic("E835", {"path": str(self._path), "limit": f"{_MOST_ROWS - 1:,}"})])
        for row in _flat(table).iter_rows():
            self._append(row)

    def _append(self, row: Any) -> None:
        self._sheet.append([None if value is None or value == "" else self._filled(value) for value in row])
        self._count += 1

    def _filled(self, value: Any) -> Any:
        number = _number(value)
        if number is not None or isinstance(value, bool | date | datetime):
            return value if number is None else number
        text = _ESCAPED.sub("_x005F_", _UNFIT.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n"))
        cell = self._cell(self._sheet, None)
        cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        cell.data_type = "s"
        if text[:1] in "=+-@":
            # What a person types with an apostrophe in front: it stays text when the cell is edited.
            cell.quotePrefix = True
        return cell

    def close(self) -> None:
        self._book.save(self._stream)

    def drop(self) -> None:
        self._sheet.close()


def _number(value: Any) -> int | float | Decimal | None:
    """Return a number that a sheet holds exactly; None for others and for what is no number."""
    match value:
        case bool():
            return None
        case int() if abs(value) < 10**15:
            return value
        case float() if value - value == 0:
            return value
        case Decimal() if len(value.as_tuple().digits) <= 15:
            return value
        case _:
            return None


def _flat(table: pa.Table) -> pl.DataFrame:
    """Return a table whose cells are single values; lists and records become JSON."""
    for number, one in enumerate(table.schema):
        if pa.types.is_nested(one.type) or pa.types.is_binary(one.type) or pa.types.is_large_binary(one.type):
            texts = [None if value is None else _json(value) for value in table.column(number).to_pylist()]
            table = table.set_column(number, one.name, pa.array(texts, type=pa.string()))
    return pl.DataFrame(pl.from_arrow(table))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


_KINDS: Mapping[str, Callable[[BinaryIO, pa.Schema, Path], Sink]] = {
    ".parquet": lambda stream, schema, _path: _Parquet(stream, schema),
    ".csv": lambda stream, schema, _path: _Delimited(stream, schema, ","),
    ".tsv": lambda stream, schema, _path: _Delimited(stream, schema, "\t"),
    ".xlsx": _Workbook,
}
SUFFIXES = tuple(_KINDS)
"""The endings of files that can be written."""


def sink_for(path: Path) -> Callable[[BinaryIO, pa.Schema, Path], Sink]:
    """Return what writes a file of this ending; `OutputError` where nothing does."""
    found = _KINDS.get(path.suffix.lower())
    if found is None:
        raise OutputError([Diagnostic("E836", {"path": str(path), "known": " ".join(SUFFIXES)})])
    return found
