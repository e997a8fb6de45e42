"""CSV and its kin: all cells are text as written, lines of any shape are rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from attrs import evolve, frozen

from perfrules.bulk.files.encoding import Encoding, encoding_of, pieces
from perfrules.bulk.files.headings import distinct_names, header_of, is_heading
from perfrules.bulk.files.records import Record, records
from perfrules.bulk.files.source import Batch, Wish, unread
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Delimited"]

_MARKS = ",\t;|，；"
_HEAD_ROWS = 20
_MOST_COLUMNS = 10_000
_LONGEST_LINE = 1 << 27
_APOSTROPHE = r"^'([\s\p{Zs}]*[=+\-@＝＋－＠'])"
"""The apostrophe that keeps a spreadsheet from running a cell; it is no part of the cell."""


@frozen
class Delimited:
    """A text whose cells are parted by `mark`; `start` counts the bytes before the first row."""

    path: Path
    shown: str
    schema: pa.Schema
    size: int
    mark: str
    encoding: Encoding
    start: int
    rows: int
    notes: tuple[Diagnostic, ...]
    has_sheets: ClassVar[bool] = False

    @classmethod
    def of(cls, path: Path, shown: str, wish: Wish) -> Delimited:
        """Return what the first lines of a file tell; `TableError` where it is no text."""
        try:
            size = path.stat().st_size
            encoding = encoding_of(path, shown)
            text = _first_lines(path, encoding)
        except OSError as error:
            raise unread(shown, error.strerror or type(error).__name__) from None
        mark = _mark(text, wish.names)
        head = _head(text, mark)
        number = header_of([one.cells for one in head], wish.names)
        names = distinct_names(_trimmed(head[number].cells) or [""])
        if len(names) > _MOST_COLUMNS:
            raise unread(shown, f"{len(names):,} columns")
        start = len(text[: head[number].end].encode())
        schema = pa.schema([pa.field(name, pa.string()) for name in names])
        notes = [*encoding.notes, *([Diagnostic("N832", {"path": shown, "rows": str(number)})] if number else [])]
        return cls(path, shown, schema, size, mark, encoding, start, wish.rows, tuple(notes))

    def batches(self) -> Iterator[Batch]:
        """Yield the rows in order, empty lines apart."""
        rest, skip, read = b"", self.start, 0
        try:
            for piece, taken in pieces(self.path, self.encoding):
                read = min(read + taken, self.size)
                rest += piece[skip:]
                skip = max(skip - len(piece), 0)
                if len(rest) > _LONGEST_LINE:
                    raise unread(self.shown, f"a line of {len(rest):,} bytes")
                cut = rest.rfind(b"\n") + 1
                batch, used = self._parsed(rest[:cut], read, whole=False)
                yield from batch
                rest = rest[used:]
            yield from self._parsed(rest, self.size, whole=True)[0]
        except OSError as error:
            raise unread(self.shown, error.strerror or type(error).__name__) from None

    def _parsed(self, block: bytes, read: int, *, whole: bool) -> tuple[list[Batch], int]:
        """Return the rows of a block of lines, and how much of it they took."""
        table = _quickly(block, self.mark, self.schema.names)
        if table is not None:
            return [Batch(part, read) for part in _parts(_bare(table), self.rows)], len(block)
        cells: list[list[str | None]] = []
        damaged: list[int] = []
        used = 0
        text = block.decode("utf-8")
        for record in records(text, self.mark, whole=whole, width=len(self.schema)):
            if self._is_damaged(record):
                damaged.append(len(cells))
            cells.append(self._fitted(record.cells))
            used = record.end
        columns = [pa.array(column, type=pa.string()) for column in zip(*cells, strict=True)]
        if not columns:
            return [], len(block) if not text.strip() else 0
        table = _bare(pa.Table.from_arrays(columns, schema=self.schema))
        return [_sliced(table, at, self.rows, read, damaged) for at in range(0, len(table), self.rows)], len(text[:used].encode())

    def _is_damaged(self, record: Record) -> bool:
        return record.damaged or len(_trimmed(record.cells)) > len(self.schema)

    def _fitted(self, cells: list[str]) -> list[str | None]:
        """Return as many cells as there are columns; what is too much stays in the last one, so that nothing is lost."""
        width = len(self.schema)
        if len(cells) > width:
            cells = [*cells[: width - 1], self.mark.join(_trimmed(cells)[width - 1 :])]
        return [*(cell or None for cell in cells), *[None] * (width - len(cells))]


def _quickly(block: bytes, mark: str, names: Sequence[str]) -> pa.Table | None:
    """Return the rows of a block whose lines are regular; None where they have to be looked at one by one."""
    if not block.strip():
        return None
    if not mark.isascii() or not _has_whole_quotes(block):
        return None
    try:
        table = pacsv.read_csv(
            pa.BufferReader(block),
            pacsv.ReadOptions(column_names=list(names)),
            pacsv.ParseOptions(delimiter=mark),
            pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return table if len(table) == _lines(block) else None


def _has_whole_quotes(block: bytes) -> bool:
    """Tell whether every line has an even number of quotes, so that no cell goes on in the next one."""
    if b'"' not in block:
        return True
    signs = np.frombuffer(block, dtype=np.uint8)
    quotes = np.flatnonzero(signs == ord('"'))
    return not (np.searchsorted(quotes, np.flatnonzero(signs == ord("\n"))) % 2).any() and len(quotes) % 2 == 0


def _lines(block: bytes) -> int:
    """Return how many lines hold something."""
    count = block.count(b"\n") + (not block.endswith(b"\n"))
    if block.startswith(b"\n") or b"\n\n" in block:
        count -= sum(1 for line in block.removesuffix(b"\n").split(b"\n") if not line)
    return count


def _parts(table: pa.Table, rows: int) -> list[pa.Table]:
    return [table.slice(at, rows) for at in range(0, len(table), rows)]


def _sliced(table: pa.Table, at: int, rows: int, read: int, damaged: Sequence[int]) -> Batch:
    return Batch(table.slice(at, rows), read, [one - at for one in damaged if at <= one < at + rows])


def _bare(table: pa.Table) -> pa.Table:
    """Return cells without the apostrophe that keeps a spreadsheet from running them."""
    for number, name in enumerate(table.column_names):
        column = table.column(number)
        if pc.any(pc.starts_with(column, "'")).as_py():
            table = table.set_column(number, name, pc.replace_substring_regex(column, _APOSTROPHE, r"\1"))
    return table


def _first_lines(path: Path, encoding: Encoding) -> str:
    """Return the first piece of a file that is not empty."""
    for piece, _ in pieces(path, encoding):
        if piece.strip():
            return piece.decode("utf-8")
    return ""


def _mark(text: str, wanted: Sequence[str]) -> str:
    """Return the sign that parts cells: the one by which most headings are known."""
    lines = [line for line in text[: 1 << 16].split("\n", _HEAD_ROWS)[:_HEAD_ROWS] if line.strip()]
    known = {mark: max((_headings(line, mark, wanted) for line in lines), default=0) for mark in _MARKS}
    best = max(known.values(), default=0)
    # Where no heading is known, the sign that parts most.
    return max(_MARKS, key=lambda mark: known[mark] if best > 1 else sum(one.count(mark) for one in lines[:1]))


def _headings(line: str, mark: str, wanted: Sequence[str]) -> int:
    return sum(1 for word in line.split(mark)[:100] if is_heading(word.strip('" \u3000'), wanted))


def _head(text: str, mark: str) -> list[Record]:
    found: list[Record] = []
    for record in records(text, mark, whole=True):
        found.append(evolve(record, cells=[cell.strip(" \t\u3000\xa0\ufeff\u200b") for cell in record.cells]))
        if len(found) == _HEAD_ROWS:
            break
    return found or [Record([""], len(text))]


def _trimmed(cells: list[str]) -> list[str]:
    """Return cells without empty ones at the end."""
    count = len(cells)
    while count and not cells[count - 1].strip():
        count -= 1
    return cells[:count]
