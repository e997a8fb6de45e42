"""Reading old workbooks (xls, et) with xlrd: every cell as a person sees it."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

from perfrules.table.grid import Grid
from perfrules.table.place import Part, PartKind, column_letters
from perfrules.table.readers.biff import check_records
from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.number_format import BUILTIN, exact, shown, shown_text
from perfrules.table.readers.ole import OLE_SIGNATURE, stream_names
from perfrules.table.readers.sheet import Sheet, clean, grid_of_sheet
from perfrules.table.readers.stopwatch import Stopwatch
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.limits import MAX_DOCUMENT_COLUMNS

__all__ = ["read_xls"]

_BUILTIN = MappingProxyType(dict(BUILTIN))
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_CHECKED = 500


def read_xls(data: bytes, source: str) -> list[Grid]:
    """Return the grids of an old workbook, one for each visible sheet."""
    import xlrd

    watch = Stopwatch(source)
    names = stream_names(data)
    check_records(_stream(data), source)
    # xlrd prints what it finds odd: it has a place to print to that nobody reads.
    book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), formatting_info=True, on_demand=True, ragged_rows=True)
    macros = any(name.startswith("_VBA_PROJECT") for name in names)
    notes = [Diagnostic("N341", where=source)] if macros else []
    grids: list[Grid] = []
    for number in range(book.nsheets):
        watch.check()
        sheet = book.sheet_by_index(number)
        if sheet.visibility:
            if any(sheet.row_len(row) for row in range(sheet.nrows)):
                notes.append(Diagnostic("W344", {"sheet": sheet.name}, where=Part(PartKind.SHEET, sheet.name).label))
        else:
            grids.append(grid_of_sheet(_Reading(book, sheet, source).sheet(watch)))
        book.unload_sheet(number)
    first, *others = grids or [Grid((), source)]
    return [evolve(first, diagnostics=(*notes, *first.diagnostics)), *others]


def _stream(data: bytes) -> bytes:
    """Return the stream with the records of the workbook; the data itself where there is no container."""
    if not data.startswith(OLE_SIGNATURE):
        return data
    from xlrd.compdoc import CompDoc

    container = CompDoc(data, logfile=StringIO())
    for name in ("Workbook", "Book"):
        memory, base, length = container.locate_named_stream(name)
        if memory:
            return bytes(memory[base : base + length])
    return b""


@frozen
class _Reading:
    """One sheet on its way from the cells of xlrd to texts."""

    book: Any
    cells: Any
    source: str
    failed: dict[str, list[str]] = field(factory=dict)

    def sheet(self, watch: Stopwatch) -> Sheet:
        rows = list(self._rows(watch))
        columns = max((column for _, texts in rows for column, text in enumerate(texts, 1) if text), default=0)
        return Sheet(
            name=self.cells.name,
            source=self.source,
            rows=[(number, texts[:MAX_DOCUMENT_COLUMNS]) for number, texts in rows],
            merges=[Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in self.cells.merged_cells],
            hidden_rows=frozenset(row + 1 for row, info in self.cells.rowinfo_map.items() if info.hidden),
            hidden_columns=frozenset(column + 1 for column, info in self.cells.colinfo_map.items() if info.hidden),
            last_column=columns,
            failed=self.failed,
        )

    def _rows(self, watch: Stopwatch) -> Iterator[tuple[int, list[str]]]:
        """Yield the numbers and texts of the rows that hold something."""
        for row in range(self.cells.nrows):
            if row % _CHECKED == 0:
                watch.check()
            texts = [self._text(row, column) for column in range(self.cells.row_len(row))]
            if any(texts):
                yield row + 1, texts

    def _text(self, row: int, column: int) -> str:
        """Return the text of one cell as a person sees it."""
        value = self.cells.cell_value(row, column)
        match self.cells.cell_type(row, column):
            case kind if kind == _TEXT:
                text = clean(value)
                return clean(shown_text(text, self._format(row, column))) if text else ""
            case kind if kind in (_NUMBER, _DATE):
                number = exact(value)
                if number is None:
                    return self._failed("#NUM!", row, column)
                return shown(number, self._format(row, column), mac=bool(self.book.datemode))
            case kind if kind == _BOOLEAN:
                return "TRUE" if value else "FALSE"
            case kind if kind == _ERROR:
                from xlrd.biffh import error_text_from_code

                return self._failed(error_text_from_code.get(value, "#N/A"), row, column)
            case _:
                return ""

    def _format(self, row: int, column: int) -> str:
        key = self.book.xf_list[self.cells.cell_xf_index(row, column)].format_key
        known: str | None = _BUILTIN.get(key)
        if known is None:
            form = self.book.format_map.get(key)
            known = None if form is None else form.format_str
        return known or "General"

    def _failed(self, text: str, row: int, column: int) -> str:
        self.failed.setdefault(text, []).append(f"{column_letters(column + 1)}{row + 1}")
        return text
