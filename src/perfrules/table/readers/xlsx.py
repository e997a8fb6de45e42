"""Reading workbooks (xlsx, xlsm, new et): every cell as a person sees it."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, time
from fractions import Fraction

from attrs import evolve, field, frozen

from perfrules.table.grid import Grid
from perfrules.table.place import Part, PartKind, column_letters
from perfrules.table.readers.number_format import exact, shown, shown_text
from perfrules.table.readers.package import Package, damaged, open_package
from perfrules.table.readers.serial import serial_of
from perfrules.table.readers.sheet import Sheet, clean, grid_of_sheet
from perfrules.table.readers.stopwatch import Stopwatch
from perfrules.table.readers.workbook import Book, Listed, Listing, book_of, listing_of
from perfrules.table.readers.worksheet import Stored, Worksheet, worksheet_of
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.limits import MAX_DOCUMENT_COLUMNS

__all__ = ["read_xlsx"]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(data: bytes, source: str) -> list[Grid]:
    """Return the grids of a workbook, one for each visible sheet."""
    watch = Stopwatch(source)
    package = open_package(data, source)
    with warnings.catch_warnings():
        # What openpyxl warns of (parts that it does not know) has nothing to do with a table.
        warnings.simplefilter("ignore")
        listing = listing_of(package)
        worksheets = _worksheets(package, listing, watch)
        book = book_of(package, listing)
    notes = list(package.notes)
    grids: list[Grid] = []
    for listed in listing.sheets:
        watch.check()
        worksheet = worksheets.get(listed.part)
        if listed.part and listed.part not in package.names:
            raise damaged(source, listed.part)
        if worksheet is None:
            # A sheet that is only a chart has no cells.
            continue
        if not listed.hidden:
            grids.append(grid_of_sheet(_Reading(listed, worksheet, book, source).sheet()))
        elif worksheet.rows:
            notes.append(Diagnostic("W344", {"sheet": listed.name}, where=Part(PartKind.SHEET, listed.name).label))
    first, *others = grids or [Grid((), source)]
    return [evolve(first, diagnostics=(*notes, *first.diagnostics)), *others]


def _worksheets(package: Package, listing: Listing, watch: Stopwatch) -> dict[str, Worksheet]:
    """Return all worksheets by the names of their parts; too many rows are told before anything else is loaded."""
    names = {one.part: one.name for one in listing.sheets}
    found: dict[str, Worksheet] = {}
    cells = 0
    for name in package.parts("worksheet"):
        watch.check()
        found[name] = worksheet_of(package.read(name), names.get(name, name), package.source, cells=cells)
        cells += found[name].cells
    return found


@frozen
class _Reading:
    """One sheet on its way from what is stored to what is seen."""

    listed: Listed
    stored: Worksheet
    book: Book
    source: str
    failed: dict[str, list[str]] = field(factory=dict)

    def sheet(self) -> Sheet:
        rows = [(number, self._texts(number, cells)) for number, cells in self.stored.rows]
        return Sheet(
            name=self.listed.name,
            source=self.source,
            rows=[(number, texts) for number, texts in rows if texts],
            merges=self.stored.merges,
            hidden_rows=self.stored.hidden_rows,
            hidden_columns=self.stored.hidden_columns,
            last_column=self.stored.last_column,
            failed=self.failed,
            unsaved=self.stored.unsaved,
        )

    def _texts(self, number: int, cells: list[Stored]) -> list[str]:
        """Return the texts of a row up to its last one."""
        texts: list[str] = []
        for cell in cells:
            if cell.column > MAX_DOCUMENT_COLUMNS:
                break
            text = self._text(number, cell)
            if text:
                texts += [""] * (cell.column - len(texts))
                texts[cell.column - 1] = text
        return texts

    def _text(self, row: int, cell: Stored) -> str:
        """Return the text of one cell as a person sees it."""
        match cell.kind:
            case "s":
                return self._written(self.book.texts[int(cell.text)], cell.style)
            case "n":
                number = exact(cell.text)
                return self._failed("#NUM!", row, cell) if number is None else self._number(number, cell.style)
            case "b":
                return "TRUE" if cell.text.strip() in ("1", "true") else "FALSE"
            case "e":
                return self._failed(cell.text, row, cell)
            case "d":
                return self._day(cell)
            case _:
                return self._written(cell.text, cell.style)

    def _written(self, text: str, style: int) -> str:
        text = clean(_ESCAPED.sub(_unescaped, text) if "_x" in text else text)
        form = self._format(style)
        return text if form in ("General", "@") else clean(shown_text(text, form))

    def _number(self, number: Fraction, style: int) -> str:
        return shown(number, self._format(style), mac=self.book.mac)

    def _day(self, cell: Stored) -> str:
        """Return a day that is stored as a text, such as 2025-12-31."""
        text = cell.text.strip().removesuffix("Z")
        read = time.fromisoformat if ":" in text[:3] else datetime.fromisoformat if "T" in text else date.fromisoformat
        form = self._format(cell.style)
        try:
            number = serial_of(read(text), mac=self.book.mac)
        except ValueError:
            return clean(text)
        return shown(number, "yyyy-mm-dd" if form == "General" else form, mac=self.book.mac)

    def _format(self, style: int) -> str:
        return self.book.formats[style] if 0 <= style < len(self.book.formats) else "General"

    def _failed(self, text: str, row: int, cell: Stored) -> str:
        self.failed.setdefault(text, []).append(f"{column_letters(cell.column)}{row}")
        return text


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that a spreadsheet wrote by its number; the ones that no text holds are dropped."""
    char = chr(int(found[1], 16))
    return char if char == "\n" or (char >= " " and not "\ud800" <= char <= "\udfff") else ""
