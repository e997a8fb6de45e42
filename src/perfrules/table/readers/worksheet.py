"""The XML of a worksheet: its cells as they are stored, and what is merged, hidden or a formula without a result.

It is read as a stream, so that a sheet that is too large is refused as soon as that shows, before anything else of the file is
loaded; openpyxl reads whole sheets first, and its quick way of reading does not tell merged cells and hidden rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from attrs import field, frozen

from perfrules.table.place import column_letters, column_number
from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.package import damaged
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_CELLS, MAX_DOCUMENT_ROWS, MAX_ROWS

__all__ = ["Stored", "Worksheet", "crowded", "worksheet_of"]

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = ("1", "true")
_NOTHING = frozenset("0.")
_LAST_COLUMN = 16_384


class Stored(NamedTuple):
    """A cell as it is stored: its column from 1, the kind and the number of the style that the file gives, and its characters."""

    column: int
    kind: str
    style: int
    text: str


@frozen
class Worksheet:
    """A worksheet as it is stored; rows and columns count from 1, `unsaved` are formulas without a saved result."""

    rows: tuple[tuple[int, list[Stored]], ...] = field(repr=False)
    cells: int
    last_column: int
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unsaved: tuple[str, ...] = ()


def worksheet_of(xml: bytes, sheet: str, source: str, *, cells: int = 0) -> Worksheet:
    """Return a worksheet; TableError as soon as it has too many rows or cells (`cells`: those of the sheets before).

    Rows and cells that hold nothing do not count, however many were formatted.

    >>> xml = b'<worksheet><sheetData><row r="2"><c r="B2"><v>5</v></c></row><row r="9"/></sheetData></worksheet>'
    >>> worksheet_of(xml, "Sheet1", "a.xlsx").rows
    ((2, [Stored(column=2, kind='n', style=0, text='5')]),)
    """
    parser = expat.ParserCreate()
    scan = _Scan(parser, sheet, source, cells)
    try:
        if xml.count(b"row") > MAX_DOCUMENT_ROWS:
            # Counting takes a quarter of the time that reading takes.
            counter = expat.ParserCreate()
            counter.StartElementHandler = _Count(sheet, source).begin
            counter.Parse(xml, True)
        parser.StartElementHandler = scan.begin
        parser.EndElementHandler = scan.end
        parser.Parse(xml, True)
    except TableError:
        raise
    except expat.ExpatError as error:
        raise damaged(source, f"{sheet}: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:
        raise damaged(source, f"{sheet}: {type(error).__name__}") from error
    return scan.worksheet()


def crowded(source: str) -> TableError:
    """Return the fault of a file with more cells than a person would look at."""
    return TableError([Diagnostic("E347", {"path": source, "limit": f"{MAX_CELLS:,}"})])


def _endless(sheet: str, source: str) -> TableError:
    return TableError([Diagnostic("E346", {"path": source, "sheet": sheet, "limit": f"{MAX_DOCUMENT_ROWS:,}"})])


class _Count:
    """How many rows of a worksheet hold something."""

    def __init__(self, sheet: str, source: str) -> None:
        self.sheet, self.source = sheet, source
        self.rows = 0
        self.filled = False

    def begin(self, name: str, _given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self.filled = False
        elif name in ("v", "t") and not self.filled:
            self.filled = True
            self.rows += 1
            if self.rows > MAX_DOCUMENT_ROWS:
                raise _endless(self.sheet, self.source)


class _Scan:
    """What has been seen of a worksheet so far."""

    def __init__(self, parser: expat.XMLParserType, sheet: str, source: str, others: int) -> None:
        self.parser, self.sheet, self.source, self.others = parser, sheet, source, others
        self.rows: list[tuple[int, list[Stored]]] = []
        self.row: list[Stored] = []
        self.number = self.column = self.cells = self.last_column = 0
        self.kind, self.style = "n", "0"
        self.formula = self.sounds = False
        self.pieces: list[str] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.unsaved: list[str] = []
        self.columns: dict[str, int] = {}

    def begin(self, name: str, given: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._begin_cell(given)
        elif name == "v" or (name == "t" and not self.sounds):
            self.parser.CharacterDataHandler = self.pieces.append
        elif name == "row":
            self._begin_row(given)
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            # How a name is pronounced is not part of it.
            self.sounds = True
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))
        elif name == "col" and (given.get("hidden") in _TRUE or _is_nothing(given.get("width"))):
            first, last = int(given.get("min", "0")), int(given.get("max", "0"))
            self.hidden_columns.update(range(max(first, 1), min(last, _LAST_COLUMN) + 1))

    def end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self.parser.CharacterDataHandler = None
        elif name == "rPh":
            self.sounds = False

    def _begin_row(self, given: Mapping[str, str]) -> None:
        number = int(given["r"]) if "r" in given else self.number + 1
        if number <= self.number:
            raise ValueError(number)
        self.number, self.column, self.row = number, 0, []
        if given.get("hidden") in _TRUE or _is_nothing(given.get("ht")):
            self.hidden_rows.add(number)

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        reference = given.get("r")
        if reference is None:
            self.column += 1
        else:
            letters = reference.rstrip("0123456789")
            known = self.columns.get(letters)
            if known is None:
                known = self.columns[letters] = _column(letters)
            self.column = known
        self.kind, self.style = given.get("t", "n"), given.get("s", "0")
        self.formula = False
        self.pieces.clear()

    def _end_cell(self) -> None:
        text = "".join(self.pieces)
        if not text:
            # A program that does not calculate writes no value or an empty one; an empty text is a result.
            if self.formula and self.kind != "str":
                self.unsaved.append(f"{column_letters(self.column)}{self.number}")
            return
        self.cells += 1
        self.last_column = max(self.last_column, self.column)
        if not self.row:
            self.rows.append((self.number, self.row))
            if len(self.rows) > MAX_DOCUMENT_ROWS:
                raise _endless(self.sheet, self.source)
        if self.cells + self.others > MAX_CELLS:
            raise crowded(self.source)
        self.row.append(Stored(self.column, self.kind, int(self.style), text))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.replace("$", "").upper().partition(":")
        corners = [_REFERENCE.fullmatch(one) for one in (first, last or first)]
        (left, top), (right, bottom) = ((column_number(one[1]), int(one[2])) if one else (0, 0) for one in corners)
        if not (0 < top <= bottom and 0 < left <= right):
            raise ValueError(reference)
        self.merges.append(Merge(top - 1, left - 1, bottom - 1, right - 1))
        if len(self.merges) > MAX_ROWS:
            raise crowded(self.source)

    def worksheet(self) -> Worksheet:
        return Worksheet(
            tuple(self.rows),
            self.cells,
            self.last_column,
            tuple(self.merges),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            tuple(self.unsaved[:MAX_ROWS]),
        )


def _column(letters: str) -> int:
    number = column_number(letters.upper()) if letters.isascii() and letters.isalpha() and len(letters) <= 3 else 0
    if not 0 < number <= _LAST_COLUMN:
        raise ValueError(letters)
    return number


def _is_nothing(size: str | None) -> bool:
    """Tell whether a height or width is zero, which hides a row or column too."""
    return size is not None and set(size) <= _NOTHING
