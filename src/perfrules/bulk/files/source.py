"""Sources: files that are read batch by batch, whatever their kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pyarrow as pa
from attrs import field, frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError

__all__ = ["ROWS", "Batch", "Source", "open_source", "unread"]

ROWS = 1 << 18
"""Rows of a batch at most."""
_PARQUET, _PACKAGE, _OLE = b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@frozen
class Batch:
    """Some rows of a file; `damaged` counts those whose cells cannot be told apart, `read` is how much of the file they took."""

    table: pa.Table
    read: int
    damaged: Sequence[int] = ()


class Source(Protocol):
    """A file that has been looked at."""

    @property
    def schema(self) -> pa.Schema:
        """Return the columns."""
        ...

    @property
    def size(self) -> int:
        """Return how much there is to read, in whatever `Batch.read` counts."""
        ...

    @property
    def has_sheets(self) -> bool:
        """Tell whether there is a sheet to choose."""
        ...

    @property
    def notes(self) -> Sequence[Diagnostic]:
        """Return what was assumed."""
        ...

    def batches(self) -> Iterator[Batch]:
        """Yield the rows in order."""
        ...


@frozen
class Wish:
    """How a file is to be read: the columns that were named, and the sheet of a workbook."""

    names: tuple[str, ...] = ()
    sheet: str | None = None
    rows: int = field(default=ROWS)


def open_source(path: Path, shown: str, wish: Wish) -> Source:
    """Return the source that a file is, by what it begins with; `TableError` where it cannot be read."""
    start = _start(path, shown)
    if start.startswith(_PARQUET):
        from perfrules.bulk.files.parquet import Parquet  # noqa: PLC0415  one kind of file needs one reader

        return Parquet.of(path, shown, wish)
    if start.startswith(_PACKAGE):
        from perfrules.bulk.files.workbook import Workbook  # noqa: PLC0415

        return Workbook.of(path, shown, wish)
    if start.startswith(_OLE):
        raise unread(shown, "xls")
    from perfrules.bulk.files.delimited import Delimited  # noqa: PLC0415

    return Delimited.of(path, shown, wish)


def _start(path: Path, shown: str) -> bytes:
    try:
        if path.is_dir():
            raise TableError([Diagnostic("E302", {"path": shown})])
        if not path.exists():
            raise TableError([Diagnostic("E301", {"path": shown})])
        if not path.is_file():
            raise TableError([Diagnostic("E303", {"path": shown, "why": "not a regular file"})])
        with path.open("rb") as stream:
            return stream.read(4)
    except (OSError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError([Diagnostic("E303", {"path": shown, "why": str(getattr(error, "strerror", None) or error)})]) from None


def unread(shown: str, why: str) -> TableError:
    """Return the fault of a file that is not what it should be."""
    return TableError([Diagnostic("E833", {"path": shown, "why": why})])
