"""The shape of a worksheet, read from its XML before it is loaded: how far it reaches, what is merged, hidden or a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from attrs import field, frozen

from perfrules.table.place import column_letters, column_number
from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.package import damaged
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_CELLS, MAX_DOCUMENT_ROWS, MAX_ROWS

__all__ = ["Shape", "crowded", "shape_of"]

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = ("1", "true")
_NOTHING = frozenset("0.")


@frozen
class Shape:
    """A worksheet by its outline, rows and columns from 1; `unsaved` are formulas without a saved result."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unsaved: tuple[str, ...] = field(default=(), repr=False)


def shape_of(xml: bytes, sheet: str, source: str, *, cells: int = 0) -> Shape:
    """Return the shape of a worksheet; TableError as soon as it has too many rows or cells (`cells`: those of other sheets).

    Rows and cells that hold nothing do not count, however many were formatted.

    >>> xml = b'<worksheet><sheetData><row r="2"><c r="B2"><v>5</v></c></row><row r="9"/></sheetData></worksheet>'
    >>> shape = shape_of(xml, "Sheet1", "a.xlsx")
    >>> shape.last_row, shape.last_column
    (2, 2)
    """
    scan = _Scan(sheet, source, cells)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scan.element
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged(source, f"{sheet}: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:
        if isinstance(error, TableError):
            raise
        raise damaged(source, f"{sheet}: {type(error).__name__}") from error
    return scan.shape()


def crowded(source: str) -> TableError:
    """Return the fault of a file with more cells than a person would look at."""
    return TableError([Diagnostic("E347", {"path": source, "limit": f"{MAX_CELLS:,}"})])


class _Scan:
    """What has been seen of a worksheet so far."""

    def __init__(self, sheet: str, source: str, others: int) -> None:
        self.sheet, self.source = sheet, source
        self.cells = others
        self.others = others
        self.row = self.column = self.rows = self.last_row = self.last_column = 0
        self.counted = 0
        self.reference: str | None = None
        self.formula = False
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.unsaved: list[str] = []
        self.columns: dict[str, int] = {}

    def element(self, name: str, given: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        match name:
            case "c":
                self.close()
                self.reference = given.get("r")
                self.column = self._column(self.reference) if self.reference else self.column + 1
            case "v" | "is":
                self.formula = False
                self.hold()
            case "f":
                self.formula = True
                self.hold()
            case "row":
                self.close()
                self._begin_row(given)
            case "mergeCell":
                self._merge(given.get("ref", ""))
            case "col" if given.get("hidden") in _TRUE or _is_nothing(given.get("width")):
                first, last = int(given.get("min", "0")), int(given.get("max", "0"))
                self.hidden_columns.update(range(max(first, 1), min(last, 16_384) + 1))

    def _begin_row(self, given: Mapping[str, str]) -> None:
        number = int(given["r"]) if "r" in given else self.row + 1
        if number <= self.row:
            raise ValueError(number)
        self.row, self.column = number, 0
        if given.get("hidden") in _TRUE or _is_nothing(given.get("ht")):
            self.hidden_rows.add(number)

    def _column(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        known = self.columns.get(letters)
        if known is None:
            known = self.columns[letters] = column_number(letters.upper())
        return known

    def hold(self) -> None:
        """Count the cell that has just turned out to hold something."""
        self.cells += 1
        self.last_column = max(self.last_column, self.column)
        if self.last_row != self.row:
            self.last_row = self.row
            self.rows += 1
            if self.rows > MAX_DOCUMENT_ROWS:
                args = {"path": self.source, "sheet": self.sheet, "limit": f"{MAX_DOCUMENT_ROWS:,}"}
                raise TableError([Diagnostic("E346", args)])
        if self.cells > MAX_CELLS:
            raise crowded(self.source)

    def close(self) -> None:
        """Note the cell that ends here if it is a formula whose result was not saved."""
        if self.formula:
            self.unsaved.append(self.reference or f"{column_letters(self.column)}{self.row}")
            self.formula = False

    def _merge(self, reference: str) -> None:
        first, _, last = reference.replace("$", "").upper().partition(":")
        corners = [_REFERENCE.fullmatch(one) for one in (first, last or first)]
        if corners[0] is None or corners[1] is None:
            raise ValueError(reference)
        (left, top), (right, bottom) = ((column_number(one[1]), int(one[2])) for one in corners if one is not None)
        self.merges.append(Merge(top - 1, left - 1, bottom - 1, right - 1))
        if len(self.merges) > MAX_ROWS:
            raise crowded(self.source)

    def shape(self) -> Shape:
        self.close()
        return Shape(
            self.cells - self.others,
            self.last_row,
            self.last_column,
            tuple(self.merges),
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            tuple(self.unsaved),
        )


def _is_nothing(size: str | None) -> bool:
    """Tell whether a height or width is zero, which hides a row or column too."""
    return size is not None and set(size) <= _NOTHING
