"""PDF files that hold text: ruled tables with their merged cells, tables told by alignment, and the text around them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from time import monotonic_ns
from typing import TYPE_CHECKING

from attrs import define, field

from perfrules.table.grid import Grid, Row, Span
from perfrules.table.place import Part, PartKind
from perfrules.table.readers.flow import check_size
from perfrules.table.readers.matrix import rows_of
from perfrules.table.readers.package import damaged
from perfrules.table.readers.pdf_across import put_beside
from perfrules.table.readers.pdf_breaks import go_on_in_columns, join_cut_rows, without_running_lines
from perfrules.table.readers.pdf_cut_cells import complete_cut_cells
from perfrules.table.readers.pdf_layout import Laid, PageLine, PageTable, pieces_of
from perfrules.table.readers.pdf_page import Sheet, sheet_of
from perfrules.table.readers.pdf_streams import Budget, check_streams
from perfrules.table.readers.pdf_work import Work, allowance
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_GLYPHS, MAX_PAGES, MAX_SECONDS, MAX_STROKES

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

__all__ = ["read_pdf"]

_BILLION = 10**9
_DAMAGED = "\ufffd"


def read_pdf(data: bytes, source: str) -> list[Grid]:
    """Return the grid of a PDF, its pages one after the other; TableError where there is no text to read.

    What every page repeats at its edge is left out, a row that a page break cuts in two is joined, and both are noted.
    """
    _quieten()
    check_streams(data, source)
    sheets = _sheets(data, source)
    empty = [sheet for sheet in sheets if not any(not glyph.text.isspace() for glyph in sheet.glyphs)]
    if len(empty) == len(sheets):
        raise TableError([Diagnostic("E352", {"path": source, "pages": str(len(sheets))})])
    glyphs = [glyph.text for sheet in sheets for glyph in sheet.glyphs]
    if 3 * sum(1 for text in glyphs if text == _DAMAGED) > len(glyphs):
        raise TableError([Diagnostic("E358", {"path": source})])
    notes: list[Diagnostic] = []
    if scanned := "、".join(str(sheet.number) for sheet in empty if sheet.pictures):
        notes.append(Diagnostic("W351", {"pages": scanned}, where=source))
    sheets, beside = put_beside(sheets)
    pages = [Laid(sheet.number, sheet.height, tuple(pieces_of(sheet))) for sheet in sheets]
    pages, running = without_running_lines(pages)
    pages, completed = complete_cut_cells(go_on_in_columns(pages))
    pages, joined = join_cut_rows(pages)
    laid = _Rows(source, [*notes, *beside, *running, *completed, *joined])
    for page in pages:
        laid.add(page)
    return [Grid(tuple(laid.rows), source, tuple(laid.notes), tuple(laid.spans))]


@define
class _Rows:
    """The rows that are laid so far."""

    source: str
    notes: list[Diagnostic]
    rows: list[Row] = field(factory=list)
    spans: list[Span] = field(factory=list)

    def add(self, page: Laid) -> None:
        part = Part(PartKind.PAGE, str(page.number))
        number = 0
        was_line = False
        for index, piece in enumerate(page.pieces):
            is_line = isinstance(piece, PageLine)
            if self.rows and not (index and is_line and was_line):
                self.rows.append(Row(len(self.rows) + 1, (), part=part, number=max(number, 1)))
            was_line = is_line
            first = len(self.rows) + 1
            match piece:
                case PageLine(cells):
                    number += 1
                    self.rows.append(Row(first, cells, part=part, number=number))
                case PageTable(texts, merges, xs):
                    number += piece.skipped
                    if xs:
                        numbers = {row: number + row + 1 for row in range(len(texts))}
                        rows, spans = rows_of(texts, merges, part=part, first=first, numbers=numbers)
                        self.rows += rows
                        self.spans += spans
                    else:
                        self.rows += [Row(first + row, cells, part=part, number=number + row + 1) for row, cells in enumerate(texts)]
                        self.notes.append(Diagnostic("N350", where=self.rows[-len(texts)].where))
                    number += len(texts)
            check_size(self.source, len(self.rows), 1)


def _quieten() -> None:
    """Keep what the libraries log about odd files from being printed, where nobody asked to see logs."""
    for name in ("pdfminer", "pdfplumber"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _sheets(data: bytes, source: str) -> list[Sheet]:
    """Return all pages; whatever a library raises over a damaged file is one fault."""
    import pdfplumber

    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            _check_packed(pdf, source)
            if not pdf.pages:
                raise ValueError(source)
            if len(pdf.pages) > MAX_PAGES:
                raise TableError([Diagnostic("E353", {"path": source, "pages": f"{len(pdf.pages):,}", "limit": f"{MAX_PAGES:,}"})])
            return list(_read(pdf.pages, source, Work(allowance(len(data)))))
    except TableError:
        raise
    except Exception as error:
        raise _fault(error, source) from None


def _fault(error: BaseException, source: str) -> TableError:
    from pdfminer.pdfdocument import PDFEncryptionError

    causes = [error, *error.args, error.__cause__, error.__context__]
    if any(isinstance(cause, PDFEncryptionError) for cause in causes):
        return TableError([Diagnostic("E342", {"path": source})])
    return damaged(source, next((cause for cause in error.args if isinstance(cause, BaseException)), error))


def _check_packed(pdf: PDF, source: str) -> None:
    """Check the streams of a file whose owner locked it but for reading: they can be unpacked only now."""
    from pdfminer.pdftypes import PDFStream

    if pdf.doc.encryption is None:
        return
    budget = Budget(source)
    for xref in pdf.doc.xrefs:
        for number in xref.get_objids():
            found = pdf.doc.getobj(number)
            if isinstance(found, PDFStream) and found.rawdata is not None:
                decipher = found.decipher
                raw = found.rawdata if decipher is None else decipher(found.objid or 0, found.genno or 0, found.rawdata, found.attrs)
                budget.spend(raw, picture=str(found.get("Subtype")) == "/'Image'")


def _read(pages: list[Page], source: str, work: Work) -> Iterator[Sheet]:
    until = monotonic_ns() + MAX_SECONDS * _BILLION
    for number, page in enumerate(pages, 1):
        if monotonic_ns() > until or not work.allows(page) or not _is_modest(page):
            raise TableError([Diagnostic("E354", {"path": source, "page": str(number)})])
        yield sheet_of(number, page)
        page.close()


def _is_modest(page: Page) -> bool:
    """Tell whether a page shows no more than a page can."""
    return len(page.chars) <= MAX_GLYPHS and len(page.lines) + len(page.rects) + len(page.curves) <= MAX_STROKES
