"""Sheets: cells that are text or exact numbers and never formulas, and the sheet of findings with links to the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from perfrules.report.remarks import Remark, clean
from perfrules.text.diagnostic import Severity
from perfrules.text.span import display_width

__all__ = [
    "CENTRE",
    "FILLS",
    "FINDING_COLUMNS",
    "FRAME",
    "HEAD",
    "LEFT",
    "NORMAL",
    "SHADE",
    "add_findings",
    "cell_text",
    "exact_number",
    "free_title",
    "lines_of",
    "link_cell",
    "note_of",
    "place_in",
    "print_on_a4",
    "put_number",
    "put_text",
]

_LONGEST = 32_767
_NUMBER = re.compile(r"[+-]?(?P<whole>0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.(?P<part>[0-9]{1,12}))?(?P<rate>%?)")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ACTIVE = "=+-@"

NORMAL = Font(name="宋体", size=11)
HEAD = Font(name="黑体", size=11)
LEFT = Alignment(vertical="center", wrap_text=True)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
FRAME = Border(*(Side(style="thin", color="808080"),) * 4)
SHADE = PatternFill("solid", fgColor="EDEDED")
FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="F8CBAD", bgColor="F8CBAD"),
    Severity.WARNING: PatternFill("solid", fgColor="FFE699", bgColor="FFE699"),
    Severity.NOTE: PatternFill("solid", fgColor="DDEBF7", bgColor="DDEBF7"),
}
"""Light enough that black text stays readable on them, also in print."""


class _Column(NamedTuple):
    """A column of the sheet of findings: its headings in both languages, its width, what it shows."""

    zh: str
    en: str
    width: int
    shown: Callable[[Remark], str]


_FILE = (_Column("文件", "file", 30, lambda one: one.file), _Column("目标表", "table", 30, lambda one: one.table))
FINDING_COLUMNS = (
    _Column("程度", "severity", 9, lambda one: one.severity),
    _Column("编号", "code", 8, lambda one: one.code),
    _Column("检查", "check", 22, lambda one: one.title),
    _Column("位置", "place", 24, lambda one: one.where),
    _Column("对象", "subject", 26, lambda one: one.finding.subject),
    _Column("问题", "problem", 56, lambda one: one.sentence),
    _Column("建议", "suggestion", 44, lambda one: one.advice),
    _Column("应为", "expected", 18, lambda one: one.finding.expected),
    _Column("表上", "found", 18, lambda one: one.finding.found),
)


def put_text(cell: Cell, text: str) -> Cell:
    """Write text into a cell as text, whatever it begins with; what no sheet can hold is left out."""
    shown = cell_text(text)
    if not shown:
        return cell
    cell.value = shown
    cell.data_type = "s"
    if shown[0] in _ACTIVE:
        # What a person types with an apostrophe in front: it stays text when the cell is edited.
        cell.quotePrefix = True
    return cell


def cell_text(text: str) -> str:
    """Return text as a cell can hold it: clean, not too long, and without what a sheet takes for the code of a character."""
    shown = _ESCAPED.sub("_x005F_", clean(text).replace("\r\n", "\n").replace("\r", "\n"))
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def exact_number(text: str) -> tuple[Decimal, str] | None:
    """Return a number as written and the format that shows it so; None where a sheet could not hold it exactly.

    >>> exact_number("1,234.50"), exact_number("86.2%"), exact_number("9~10"), exact_number("1234567890123456")
    ((Decimal('1234.50'), '#,##0.00'), (Decimal('0.862'), '0.0%'), None, None)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or text.strip().startswith("+"):
        return None
    part = found["part"] or ""
    digits = found["whole"].replace(",", "") + part
    if len(digits) > 15:
        return None
    value = Decimal(text.strip().removesuffix("%").replace(",", ""))
    style = ("#,##0" if "," in found["whole"] else "0") + (f".{'0' * len(part)}" if part else "") + found["rate"]
    return (value.scaleb(-2) if found["rate"] else value), style


def put_number(cell: Cell, text: str) -> Cell:
    """Write an amount or marks into a cell: a number where that is exact, else the text as it is."""
    found = exact_number(text)
    if found is None:
        return put_text(cell, text)
    cell.value, cell.number_format = found
    return cell


def lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes in a cell `width` columns wide."""
    return sum(max(1, -(-display_width(line) // max(width - 1, 2))) for line in (clean(text).split("\n") or [""]))


def note_of(text: str) -> Comment:
    """Return a note for a cell, large enough for its text."""
    shown = clean(text)[:_LONGEST]
    lines = lines_of(shown, 44)
    return Comment(shown, "perfrules", height=min(40 + 18 * lines, 420), width=330)


def free_title(book: Workbook, wanted: str) -> str:
    """Return a name for a new sheet that no sheet of the book has."""
    taken = {name.casefold() for name in book.sheetnames}
    names = (wanted if number == 1 else f"{wanted}{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


def place_in(sheet: str, cell: str) -> str:
    """Return a place in a book as a link names it.

    >>> place_in("一季度 'A'", "B5")
    "'一季度 ''A'''!B5"
    """
    return "'" + sheet.replace("'", "''") + "'!" + cell


def link_cell(cell: Cell, place: str) -> None:
    """Let a cell lead to a place of the same book."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=str(cell.value or ""))
    cell.font = Font(name=NORMAL.name, size=NORMAL.size, color="0563C1", underline="single")


def print_on_a4(sheet: Worksheet, *, lang: str, head: int) -> None:
    """Set a sheet up for printing: A4 across, one page wide, the heading row on every page, pages numbered."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{head}:{head}"
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.5)
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页" if lang == "zh" else "page &P of &N"


def add_findings(
    book: Workbook, remarks: Sequence[Remark], links: Sequence[str], *, lang: str, files: bool = False, title: str = ""
) -> Worksheet:
    """Add a sheet of findings: a line each, its place a link where `links` has one, with a filter and a heading that stays.

    `files` adds the columns of the file and the table.
    """
    sheet: Worksheet = book.create_sheet(free_title(book, title or ("审核意见" if lang == "zh" else "findings")))
    columns = (*(_FILE if files else ()), *FINDING_COLUMNS)
    for number, column in enumerate(columns, 1):
        cell = put_text(sheet.cell(1, number), column.zh if lang == "zh" else column.en)
        cell.font, cell.alignment, cell.fill, cell.border = HEAD, CENTRE, SHADE, FRAME
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    looks = _looks(sheet)
    for row, (one, link) in enumerate(zip(remarks, links, strict=True), 2):
        _add_line(sheet, row, one, link, columns, looks)
    last = max(len(remarks) + 1, 2)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, lang=lang, head=1)
    if not remarks:
        put_text(sheet.cell(2, 1), "没有发现问题" if lang == "zh" else "nothing to report").font = NORMAL
    return sheet


def _looks(sheet: Worksheet) -> dict[str, StyleArray]:
    """Return how the cells of a line look, by kind: to say it for each cell anew takes most of the time of a long list."""
    found: dict[str, StyleArray] = {}
    cell = sheet.cell(1, 1)
    before = copy(cell._style)  # noqa: SLF001 - the library has no other name for a whole style
    for name, alignment, fill in (("text", LEFT, PatternFill()), *((one.value, CENTRE, FILLS[one]) for one in FILLS)):
        cell.font, cell.alignment, cell.fill, cell.border, cell.number_format = NORMAL, alignment, fill, FRAME, "General"
        found[name] = copy(cell._style)  # noqa: SLF001
    cell._style = before  # noqa: SLF001
    return found


def _add_line(sheet: Worksheet, row: int, one: Remark, link: str, columns: Sequence[_Column], looks: Mapping[str, StyleArray]) -> None:
    height = 1
    for number, column in enumerate(columns, 1):
        text = column.shown(one)
        cell = sheet.cell(row, number)
        cell._style = copy(looks[one.finding.severity.value if column.zh == "程度" else "text"])  # noqa: SLF001
        put_text(cell, text)
        height = max(height, lines_of(text, column.width))
        if column.zh == "位置" and link:
            link_cell(cell, link)
    sheet.row_dimensions[row].height = min(15 * height + 3, 405)
