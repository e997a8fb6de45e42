"""Workbooks (xlsx), row by row: every cell as a person sees it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar
from zipfile import BadZipFile, ZipFile

import pyarrow as pa
from attrs import frozen

from perfrules.bulk.files.headings import distinct_names, header_of
from perfrules.bulk.files.source import Batch, Wish, unread
from perfrules.table.readers.number_format import exact, shown, shown_text
from perfrules.table.readers.sheet import clean
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_DOCUMENT_BYTES, MAX_MEMBERS, MAX_UNPACKED

__all__ = ["Workbook"]

_HEAD_ROWS = 20
_MOST_COLUMNS = 1_024
_ROWS = 1 << 14
_STREAMED = "worksheets/"
"""The parts that are read as they are unpacked; the others are held in memory."""


@frozen
class Workbook:
    """One sheet of a workbook; `start` counts the rows before the first one below the header."""

    path: Path
    shown: str
    sheet: str
    schema: pa.Schema
    size: int
    start: int
    notes: tuple[Diagnostic, ...]
    has_sheets: ClassVar[bool] = True

    @classmethod
    def of(cls, path: Path, source: str, wish: Wish) -> Workbook:
        """Return what the first rows tell; `TableError` where the file is damaged, too large or has no such sheet."""
        _check(path, source)
        with _opened(path, source) as book:
            sheet = _sheet(book, wish.sheet, source)
            size = sheet.max_row or 0
            sheet.reset_dimensions()
            head = [_texts(row) for row in islice(sheet.iter_rows(), _HEAD_ROWS)]
            title = str(sheet.title)
        number = header_of(head, wish.names) if head else 0
        first = next((index for index in range(number, len(head)) if any(head[index])), 0)
        names = distinct_names([cell or "" for cell in (head[first] if head else [])] or [""])
        if len(names) > _MOST_COLUMNS:
            raise unread(source, f"{len(names):,} columns")
        notes = (Diagnostic("N832", {"path": source, "rows": str(first)}),) if first else ()
        return cls(path, source, title, pa.schema([pa.field(name, pa.string()) for name in names]), size, first + 1, notes)

    def batches(self) -> Iterator[Batch]:
        """Yield the rows in order, empty ones apart."""
        width = len(self.schema)
        with _opened(self.path, self.shown) as book:
            sheet = book[self.sheet]
            sheet.reset_dimensions()
            rows = islice(sheet.iter_rows(), self.start, None)
            read = self.start
            while block := list(islice(rows, _ROWS)):
                read += len(block)
                texts = [texts for row in block if any(texts := _texts(row))]
                cells = ([row[index] if index < len(row) else None for row in texts] for index in range(width))
                columns = [pa.array(column, type=pa.string()) for column in cells]
                yield Batch(pa.Table.from_arrays(columns, schema=self.schema), read)


def _check(path: Path, source: str) -> None:
    """Refuse a package that would take too much memory when it is unpacked."""
    try:
        size = path.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            raise TableError([Diagnostic("E305", {"path": source, "size": f"{size:,}", "limit": f"{MAX_DOCUMENT_BYTES:,}"})])
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError, ValueError, LookupError) as error:
        if isinstance(error, TableError):
            raise
        raise unread(source, type(error).__name__) from None
    held = sum(one.file_size for one in members if _STREAMED not in one.filename)
    if len(members) > MAX_MEMBERS or held > MAX_UNPACKED:
        raise unread(source, f"{len(members):,} parts, {held:,} bytes")


@contextmanager
def _opened(path: Path, source: str) -> Iterator[Any]:
    """Open a workbook for reading; what is wrong with it is told, whatever openpyxl raises."""
    from openpyxl import load_workbook  # noqa: PLC0415  slow to import and needed for this kind of file only

    book: Any = None
    try:
        with warnings.catch_warnings():
            # What openpyxl warns of (parts that it does not know) has nothing to do with a table.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
        yield book
    except (TableError, GeneratorExit):
        raise
    except Exception as error:
        # Damaged files make openpyxl raise nearly anything.
        raise unread(source, type(error).__name__) from error
    finally:
        if book is not None:
            book.close()


def _sheet(book: Any, wanted: str | None, source: str) -> Any:
    """Return the sheet that is named or counted from 1, else the first one that is not hidden."""
    sheets = book.worksheets
    if wanted is None:
        found = [one for one in sheets if one.sheet_state == "visible"] or sheets
    else:
        found = [one for number, one in enumerate(sheets, 1) if wanted in (one.title, str(number))]
    if not found:
        raise TableError([Diagnostic("E838", {"path": source, "sheet": wanted or "1", "known": "、".join(one.title for one in sheets)})])
    return found[0]


def _texts(row: Iterable[Any]) -> list[str | None]:
    return [_text(cell.value, cell) or None if cell.value is not None else None for cell in islice(row, _MOST_COLUMNS + 1)]


def _text(value: Any, cell: Any) -> str:
    """Return the text of a cell as a person sees it."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            number = exact(repr(value))
            return "#NUM!" if number is None else shown(number, cell.number_format)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case str():
            form = cell.number_format
            return clean(value if form in ("General", "@") else shown_text(value, form))
        case _:
            return str(value)
