"""The records of an old workbook (xls, et), looked at before the file is loaded: is it locked, how much does it hold."""

from __future__ import annotations

from struct import unpack_from

from perfrules.table.readers.worksheet import crowded
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_CELLS, MAX_DOCUMENT_ROWS

__all__ = ["check_records"]

_BEGIN = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_PASSWORD = 0x002F
_CELLS = frozenset({0x00FD, 0x0204, 0x0203, 0x027E, 0x0006, 0x0206, 0x0406, 0x0205, 0x00D6, 0x0004, 0x0003, 0x0002})
_SEVERAL = 0x00BD
"""One record with several numbers of a row, six bytes each."""


def check_records(stream: bytes, source: str) -> None:
    """Raise TableError where the records of a workbook say that it is locked, or that it has too many rows or cells."""
    at, cells, sheets = 0, 0, 0
    rows: set[int] = set()
    while at + 4 <= len(stream):
        code, length = unpack_from("<HH", stream, at)
        if code in _CELLS or code == _SEVERAL:
            if length >= 2 and at + 6 <= len(stream):
                rows.add(unpack_from("<H", stream, at + 4)[0])
            cells += length // 6 if code == _SEVERAL else 1
            if len(rows) > MAX_DOCUMENT_ROWS:
                args = {"path": source, "sheet": str(max(sheets, 1)), "limit": f"{MAX_DOCUMENT_ROWS:,}"}
                raise TableError([Diagnostic("E346", args)])
            if cells > MAX_CELLS:
                raise crowded(source)
        elif code in _BEGIN:
            sheets, rows = sheets + bool(at), set()
        elif code == _PASSWORD:
            raise TableError([Diagnostic("E342", {"path": source})])
        at += 4 + length
