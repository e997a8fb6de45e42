"""Texts: CSV, TSV and semicolons with quoted fields, Markdown tables, and whatever was copied from a page."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import PurePath

from perfrules.table.decode import decode
from perfrules.table.grid import Grid, Row, grid_of_text
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_DOCUMENT_ROWS

__all__ = ["read_delimited"]

_DELIMITERS = {".csv": ",;\t", ".tsv": "\t", ".tab": "\t"}
_NAMED = re.compile(r"\ufeff?sep=([,;|:\t])\r?\n", re.IGNORECASE)
_PIPED = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_GUARD = re.compile(r"'(?=[=+\-@])")
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_EDGE = " \t\u3000\xa0\u200b\ufeff\f\v\x1a\r\n"


def read_delimited(data: bytes, source: str) -> list[Grid]:
    """Return the grid of a text file; TableError where it is no text, or a quotation mark is never closed.

    What parts the fields is told by the text: by tabs or `|` as in every text, by commas or semicolons where a CSV file says
    so by its name or has the same number of fields in nearly every row, as no prose has.

    >>> [row.cells for row in read_delimited("指标,目标\\n\\"培训\\n人数\\",≥50人\\n".encode(), "表.csv")[0].rows]
    [('指标', '目标'), ('培训\\n人数', '≥50人')]
    """
    document = decode(data, source)
    text = document.text
    rows = _records(text, source)
    if rows is None:
        grid = grid_of_text(text, source)
        return [Grid(grid.rows, source, (*document.diagnostics, *grid.diagnostics))]
    if len(rows) > MAX_DOCUMENT_ROWS:
        raise TableError([Diagnostic("E308", {"path": source, "rows": f"{len(rows):,}", "limit": f"{MAX_DOCUMENT_ROWS:,}"})])
    cells = (Row(number, tuple(map(_clean, row)), exact=True) for number, row in enumerate(rows, 1))
    return [Grid(tuple(cells), source, document.diagnostics)]


def _records(text: str, source: str) -> list[list[str]] | None:
    """Return the rows of a text with quoted fields, or None if it is another kind of text."""
    suffix = PurePath(source).suffix.lower()
    named = _NAMED.match(text)
    if named is not None:
        return _parsed(text[named.end() :], named[1], source)
    if suffix in (".md", ".markdown") or len(_PIPED.findall(text)) > 1:
        return None
    if suffix in _DELIMITERS:
        return _best(text, _DELIMITERS[suffix], source)
    # Tabs are what a copied table is parted by, with cells lost and shifted: only its own reader knows how.
    return None if "\t" in text else _regular(text)


def _best(text: str, delimiters: str, source: str) -> list[list[str]] | None:
    """Return the rows by the delimiter that makes them most alike; TableError if none can be read to its end."""
    read: list[list[list[str]]] = []
    fault: TableError | None = None
    for delimiter in delimiters:
        if delimiter in text:
            try:
                read.append(_parsed(text, delimiter, source))
            except TableError as error:
                fault = fault or error
    if not read:
        if fault is not None:
            raise fault
        return None
    best = max(read, key=_alike)
    return best if _alike(best) > (0, 0) else None


def _regular(text: str) -> list[list[str]] | None:
    """Return the rows of a text without a telling name, if it is as regular as only a table is."""
    for delimiter in ",;":
        try:
            rows = _parsed(text, delimiter, "")
        except TableError:
            continue
        filled = [row for row in rows if any(row)]
        if len(filled) > 1 and len(filled[0]) > 2 and all(len(row) == len(filled[0]) for row in filled):
            return rows
    return None


def _alike(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return how many in a hundred rows have the commonest number of fields, and that number; nothing for single fields."""
    counts = Counter(len(row) for row in rows if any(row))
    split = {width: count for width, count in counts.items() if width > 1}
    if not split:
        return 0, 0
    width, count = max(split.items(), key=lambda item: (item[1], item[0]))
    return 100 * count // sum(counts.values()), width


def _parsed(text: str, delimiter: str, source: str) -> list[list[str]]:
    lines = StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begun = 1
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            begun = reader.line_num + 1
    except csv.Error:
        raise TableError([Diagnostic("E359", {"path": source, "line": str(begun)}, where=f"第{begun}行")]) from None
    return rows


def _clean(field: str) -> str:
    """Return a field as a spreadsheet shows it: without the marks that keep it from being taken for a formula.

    >>> _clean("'=17500家"), _clean('="001"'), _clean("=17500家")
    ('=17500家', '001', '=17500家')
    """
    text = field.replace("\r\n", "\n").replace("\r", "\n").strip(_EDGE)
    if found := _TEXT_FORMULA.fullmatch(text):
        return found[1].replace('""', '"').strip(_EDGE)
    return _GUARD.sub("", text, count=1) if text.startswith("'") else text
