"""Reading workbooks (xlsx, xlsm, new et) with openpyxl: every cell as a person sees it.

The XML of each sheet is looked at first (`shape`): what is too large is refused before openpyxl loads anything, and what openpyxl's
quick way of reading does not tell (merged cells, hidden rows, formulas without a result) is known from there.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from io import BytesIO
from itertools import islice
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

from perfrules.table.grid import Grid
from perfrules.table.place import Part, PartKind, column_letters
from perfrules.table.readers.number_format import BUILTIN, exact, shown, shown_text
from perfrules.table.readers.package import Package, damaged, open_package
from perfrules.table.readers.serial import serial_of
from perfrules.table.readers.shape import Shape, shape_of
from perfrules.table.readers.sheet import Sheet, clean, grid_of_sheet
from perfrules.table.readers.stopwatch import Stopwatch
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.limits import MAX_DOCUMENT_COLUMNS

__all__ = ["read_xlsx"]

_BUILTIN = MappingProxyType(dict(BUILTIN))
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CHECKED = 500


def read_xlsx(data: bytes, source: str) -> list[Grid]:
    """Return the grids of a workbook, one for each visible sheet."""
    watch = Stopwatch(source)
    package = open_package(data, source)
    shapes = _shapes(package, watch)
    with warnings.catch_warnings():
        # What openpyxl warns of (print settings, extensions it does not know) has no part in a table.
        warnings.simplefilter("ignore")
        return list(_grids(data, package, shapes, watch))


def _shapes(package: Package, watch: Stopwatch) -> dict[str, Shape]:
    """Return the shapes of all sheets by the names of their parts."""
    shapes: dict[str, Shape] = {}
    cells = 0
    for name in package.parts("worksheet"):
        watch.check()
        shapes[name] = shape_of(package.read(name), name.rpartition("/")[2].removesuffix(".xml"), package.source, cells=cells)
        cells += shapes[name].cells
    return shapes


def _grids(data: bytes, package: Package, shapes: Mapping[str, Shape], watch: Stopwatch) -> Iterator[Grid]:
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    book = reader.wb
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    notes = list(package.notes)
    grids: list[Grid] = []
    for sheet in book.worksheets:
        shape = shapes.get(parts.get(sheet.title, ""))
        if shape is None:
            raise damaged(package.source, sheet.title)
        if sheet.sheet_state != "visible":
            if shape.last_row:
                notes.append(Diagnostic("W344", {"sheet": sheet.title}, where=Part(PartKind.SHEET, sheet.title).label))
            continue
        watch.check()
        grids.append(grid_of_sheet(_Reading(sheet, shape, package.source, book.epoch == CALENDAR_MAC_1904).sheet(watch)))
    book.close()
    if grids and notes:
        grids[0] = evolve(grids[0], diagnostics=(*notes, *grids[0].diagnostics))
    yield from grids


@frozen
class _Reading:
    """One sheet on its way from the cells of openpyxl to texts."""

    cells: Any
    shape: Shape
    source: str
    mac: bool
    failed: dict[str, list[str]] = field(factory=dict)
    formats: dict[int, str] = field(factory=dict)

    def sheet(self, watch: Stopwatch) -> Sheet:
        return Sheet(
            name=self.cells.title,
            source=self.source,
            rows=list(self._rows(watch)),
            merges=self.shape.merges,
            hidden_rows=self.shape.hidden_rows,
            hidden_columns=self.shape.hidden_columns,
            last_column=self.shape.last_column,
            failed=self.failed,
            unsaved=self.shape.unsaved,
        )

    def _rows(self, watch: Stopwatch) -> Iterator[tuple[int, list[str]]]:
        """Yield the numbers and texts of the rows that hold something."""
        last, width = self.shape.last_row, min(self.shape.last_column, MAX_DOCUMENT_COLUMNS)
        if not last or not width:
            return
        rows = self.cells.iter_rows(min_row=1, max_row=last, min_col=1, max_col=width)
        for number, row in enumerate(islice(rows, last), 1):
            if number % _CHECKED == 0:
                watch.check()
            texts = [self._text(cell) if cell.value is not None else "" for cell in row]
            if any(texts):
                yield number, texts

    def _text(self, cell: Any) -> str:
        """Return the text of one cell as a person sees it."""
        value = cell.value
        match value:
            case str():
                return self._written(value, cell)
            case bool():
                return "TRUE" if value else "FALSE"
            case int() | float():
                number = exact(value)
            case datetime() | date() | time() | timedelta():
                number = serial_of(value, mac=self.mac)
            case _:
                return clean(str(value))
        return self._failed("#NUM!", cell) if number is None else self._number(number, cell)

    def _written(self, value: str, cell: Any) -> str:
        if cell.data_type == "e":
            return self._failed(value, cell)
        text = clean(_ESCAPED.sub(_unescaped, value) if "_x" in value else value)
        form = self._format(cell)
        return text if form == "General" or not text else clean(shown_text(text, form))

    def _number(self, number: Fraction, cell: Any) -> str:
        form = self._format(cell)
        # A day without a format for days (an ISO date of another program) is still meant as a day.
        return shown(number, "yyyy-mm-dd" if form == "General" and cell.data_type == "d" else form, mac=self.mac)

    def _format(self, cell: Any) -> str:
        number = cell.style_array.numFmtId
        known = self.formats.get(number)
        if known is None:
            known = self.formats[number] = _BUILTIN.get(number) or cell.number_format or "General"
        return known

    def _failed(self, text: str, cell: Any) -> str:
        self.failed.setdefault(text, []).append(f"{column_letters(cell.column)}{cell.row}")
        return text


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that a spreadsheet wrote by its number; the ones that no text holds are dropped."""
    char = chr(int(found[1], 16))
    return char if char >= " " and not "\ud800" <= char <= "\udfff" else "\n" if char == "\n" else ""
