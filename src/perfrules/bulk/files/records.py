"""Records of delimited text, of which none is lost: a quote that is never closed does not swallow the lines below it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from attrs import frozen

__all__ = ["Record", "records"]

_MOST_LINES = 100
_LONGEST = 32_767
"""Characters of a quoted cell: a cell of a spreadsheet holds no more."""


@frozen
class Record:
    """The cells of a record, where the next one begins, and whether its quotes could not be understood."""

    cells: list[str]
    end: int
    damaged: bool = False


def records(text: str, delimiter: str, *, whole: bool, width: int = 0) -> Iterator[Record]:
    r"""Yield the records of a text whose lines end in `\n`, but for blank lines; only complete ones, unless it is the `whole` rest.

    A record of several lines has at least `width` cells, or else its first line is a record with a stray quote.

    >>> [one.cells for one in records('指标值,完成值\n"≥1,000家",960家\n"≥95%,96%\n', ",", whole=True)]
    [['指标值', '完成值'], ['≥1,000家', '960家'], ['"≥95%', '96%']]
    """
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        if end < 0 and not whole:
            return
        end = len(text) if end < 0 else end
        line = text[at:end]
        if '"' not in line:
            found: Record | None = Record(line.split(delimiter), end + 1)
        else:
            found = _quoted(text, at, end, delimiter, whole=whole, width=width)
        if found is None:
            return
        if line.strip():
            yield found
        at = found.end


def _quoted(text: str, at: int, end: int, delimiter: str, *, whole: bool, width: int) -> Record | None:
    """Return the record that begins at a line with quotes; None where its end is not there yet."""
    close = _end(text, at, delimiter)
    if close is not None:
        record = text[at:close]
        lines = record.count("\n")
        cells = _cells(record, delimiter) if lines <= _MOST_LINES else None
        if cells is not None and (not lines or len(cells) >= width):
            ended = close < len(text) or whole
            return Record(cells, close + 1) if ended else None
    elif not whole and len(text) - at <= _LONGEST:
        return None
    return Record(text[at:end].split(delimiter), end + 1, damaged=True)


def _end(text: str, at: int, delimiter: str) -> int | None:
    """Return where a record ends; None where a quote is not closed, or closed in the middle of another line's cell."""
    while True:
        if not text.startswith('"', at):
            stop = _first(text, at, delimiter)
        else:
            close = _closing(text, at)
            if close is None:
                return None
            stop = _first(text, close, delimiter)
            if stop > close and "\n" in text[at:close]:
                return None
        if stop >= len(text) or text[stop] == "\n":
            return stop
        at = stop + 1


def _first(text: str, at: int, delimiter: str) -> int:
    """Return where the cell that goes on here ends."""
    line = text.find("\n", at)
    line = len(text) if line < 0 else line
    found = text.find(delimiter, at, line)
    return line if found < 0 else found


def _closing(text: str, at: int) -> int | None:
    """Return the place behind the quote that closes a cell, within the length that a cell may have."""
    limit = min(len(text), at + _LONGEST)
    close = text.find('"', at + 1, limit)
    while close >= 0:
        if not text.startswith('"', close + 1):
            return close + 1
        close = text.find('"', close + 2, limit)
    return None


def _cells(record: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader(StringIO(record, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return None
