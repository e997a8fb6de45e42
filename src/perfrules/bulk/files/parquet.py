"""Parquet files, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from perfrules.bulk.files.source import Batch, Wish, unread
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Parquet"]


@frozen
class Parquet:
    """A Parquet file; its columns keep their types."""

    path: Path
    shown: str
    rows: int
    schema: pa.Schema
    size: int
    notes: tuple[Diagnostic, ...] = ()
    has_sheets: ClassVar[bool] = False

    @classmethod
    def of(cls, path: Path, shown: str, wish: Wish) -> Parquet:
        """Return what the footer of a file tells."""
        try:
            with pq.ParquetFile(path) as file:
                schema: pa.Schema = file.schema_arrow
                found = cls(path, shown, wish.rows, schema.remove_metadata(), file.metadata.num_rows)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise unread(shown, type(error).__name__) from None
        if len(set(schema.names)) < len(schema.names):
            raise unread(shown, "duplicate columns")
        return found

    def batches(self) -> Iterator[Batch]:
        """Yield the rows in order; a part that is damaged ends the run."""
        try:
            with pq.ParquetFile(self.path) as file:
                for batch in file.iter_batches(batch_size=self.rows):
                    yield Batch(pa.Table.from_batches([_legible(batch)]).replace_schema_metadata(None), batch.num_rows)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise unread(self.shown, type(error).__name__) from None


def _legible(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return rows whose texts are texts: where other programs wrote bytes that are no UTF-8, those are replaced by `�`."""
    try:
        batch.validate(full=True)
    except pa.ArrowInvalid:
        columns = [_decoded(column) for column in batch.columns]
        batch = pa.RecordBatch.from_arrays(columns, schema=batch.schema)
        batch.validate(full=True)
    return batch


def _decoded(column: pa.Array) -> pa.Array:
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    raw = column.view(pa.binary() if pa.types.is_string(column.type) else pa.large_binary())
    return pa.array([None if cell is None else cell.decode("utf-8", "replace") for cell in raw.to_pylist()], type=column.type)
