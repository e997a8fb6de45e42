"""Workbooks: the findings of a review, and the official self-evaluation form filled in with marks recomputed beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from perfrules.evaluation.scored_table import ScoredTable
from perfrules.report.checks import severity_word
from perfrules.report.parcel import still_package
from perfrules.report.remarks import ORDER, Reviewed, fault_text, files_of, one_line, remark_of, remarks_of
from perfrules.report.self_evaluation_form import Drawn, draw_form
from perfrules.report.sheets import (
    CENTRE,
    FILLS,
    FRAME,
    HEAD,
    LEFT,
    NORMAL,
    SHADE,
    add_findings,
    free_title,
    lines_of,
    place_in,
    print_on_a4,
    put_text,
)
from perfrules.reviewing.finding import Finding
from perfrules.text.diagnostic import Severity
from perfrules.value.numeral import write_number

__all__ = ["book_bytes", "findings_workbook", "self_evaluation_workbook"]

_LOST = PatternFill("solid", bgColor="FFE699")
_DIFFERS = PatternFill("solid", bgColor="F8CBAD")


def self_evaluation_workbook(scored: ScoredTable, *, findings: Sequence[Finding] = (), lang: str = "zh", fill_in: bool = False) -> bytes:
    """Return the official 自评表 of a recomputed table as an xlsx file.

    The marks that the table states stand in its columns, those of the policy with their difference and derivation to the right.
    Marks that were lost and marks that differ are coloured by rules, which follow when somebody changes a cell. Texts never become
    formulas. `findings` fill a second sheet, with links to the cells of the first. With `fill_in`, marks that the table does not
    state are taken from the policy where they are certain.
    """
    book = _new_book()
    book.remove(book.active)
    name, drawn = _add_form(book, scored, fill_in=fill_in)
    if findings:
        remarks = [remark_of(one, scored.table.source, "", lang) for one in findings]
        add_findings(book, remarks, [_link(name, drawn, one) for one in findings], lang=lang)
    return book_bytes(book)


def _add_form(book: Workbook, scored: ScoredTable, *, fill_in: bool = False) -> tuple[str, Drawn]:
    """Add the form of a table as a sheet; return the name of the sheet, and what stands where in it."""
    sheet: Worksheet = book.create_sheet(free_title(book, "自评表"))
    drawn = draw_form(sheet, scored, fill_in=fill_in)
    _colour(sheet, drawn, write_number(scored.tolerance))
    print_on_a4(sheet, lang="zh", head=drawn.heading)
    sheet.print_area = f"A1:{get_column_letter(drawn.last)}{sheet.max_row}"
    return sheet.title, drawn


def _link(sheet: str, drawn: Drawn, one: Finding) -> str:
    cell = drawn.places.get(one.where)
    return place_in(sheet, cell) if cell else ""


def _colour(sheet: Worksheet, drawn: Drawn, tolerance: str) -> None:
    """Add the rules that colour lost marks and differences."""
    marks, gap = get_column_letter(drawn.recomputed), get_column_letter(drawn.recomputed + 1)
    for first, last, *columns in drawn.marked:
        weight, score = (get_column_letter(column) for column in columns)
        lost = f"AND(ISNUMBER(${score}{first}),ISNUMBER(${weight}{first}),${score}{first}<${weight}{first})"
        sheet.conditional_formatting.add(f"{score}{first}:{score}{last}", FormulaRule(formula=[lost], fill=_LOST))
        other = f"AND(ISNUMBER(${gap}{first}),ABS(${gap}{first})>{tolerance})"
        sheet.conditional_formatting.add(f"{marks}{first}:{gap}{last}", FormulaRule(formula=[other], fill=_DIFFERS))


def findings_workbook(reviewed: Reviewed, *, lang: str = "zh") -> bytes:
    """Return a review as an xlsx file: a line for each file with its counts, and a sheet of all findings.

    Of one file, the tables that were recomputed are added as official forms, and the findings lead to their cells.
    """
    files = files_of(reviewed)
    book = _new_book()
    sheet: Worksheet = book.active
    sheet.title = "汇总" if lang == "zh" else "summary"
    heads = (
        ("文件", "file", 44),
        ("目标表", "tables", 10),
        *((severity_word(one, lang),) * 2 + (10,) for one in ORDER),
        ("读取", "reading", 60),
    )
    for number, (zh, en, width) in enumerate(heads, 1):
        cell = put_text(sheet.cell(1, number), zh if lang == "zh" else en)
        cell.font, cell.alignment, cell.fill, cell.border = HEAD, CENTRE, SHADE, FRAME
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, file in enumerate(files, 2):
        put_text(sheet.cell(row, 1), one_line(file.path))
        counts = file.counts
        for column, count in enumerate((len(file.tables), *(counts[severity] for severity in ORDER)), 2):
            sheet.cell(row, column).value = count
        _mark_worst(sheet, row, counts)
        why = "；".join(fault_text(one, lang) for one in file.fault)
        put_text(sheet.cell(row, 6), why)
        sheet.row_dimensions[row].height = 15 * max(lines_of(why, 60), lines_of(file.path, 44)) + 3
        for column in range(1, 7):
            cell = sheet.cell(row, column)
            cell.font, cell.border, cell.alignment = NORMAL, FRAME, LEFT if column in (1, 6) else CENTRE
    sheet.auto_filter.ref = f"A1:F{max(len(files) + 1, 2)}"
    sheet.freeze_panes = "A2"
    print_on_a4(sheet, lang=lang, head=1)
    forms = [(one, _add_form(book, one.scored)) for file in files if len(files) == 1 for one in file.tables if one.scored is not None]
    places = {id(found): _link(name, drawn, found) for one, (name, drawn) in forms for found in one.findings}
    remarks = [one for file in files for one in remarks_of(file, lang)]
    sheet = add_findings(book, remarks, [places.get(id(one.finding), "") for one in remarks], lang=lang, files=True)
    # What has to be done comes before the forms that it is about.
    book.move_sheet(sheet, -len(forms))
    return book_bytes(book)


def _mark_worst(sheet: Worksheet, row: int, counts: Mapping[Severity, int]) -> None:
    for column, severity in enumerate(ORDER, 3):
        if counts[severity]:
            sheet.cell(row, column).fill = FILLS[severity]


def _new_book() -> Workbook:
    book = Workbook()
    book.properties.creator = "perfrules"
    return book


def book_bytes(book: Workbook, *, dates: bool = True) -> bytes:
    """Return a book as a file, the same bytes for the same book."""
    stream = BytesIO()
    book.save(stream)
    return still_package(stream.getvalue(), dates=dates)
