"""Workbooks by openpyxl, with everything that spreadsheets hold in other ways than they show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from attrs import define, field

from corpus.make_tables.archive import rewritten
from corpus.make_tables.natural import natural
from corpus.make_tables.paper import Box, Line, Look, Panel, Paper

__all__ = ["write_xlsm", "write_xlsx"]

_RELATIVE = re.compile(r"([A-Z]+)\[(-?\d+)\]")
_COVER = ("绩效目标管理材料", "编报单位（盖章）", "本页为封面，不含表格数据。")


@define
class _Page:
    """The sheet being filled: the next row, and what has to be put into its XML afterwards."""

    sheet: Any
    traps: frozenset[str]
    row: int = 1
    left: int = 1
    cached: dict[str, tuple[str, bool]] = field(factory=dict)


def write_xlsx(papers: Sequence[Paper], names: Sequence[str], traps: frozenset[str]) -> bytes:
    """Return a workbook with a sheet for each paper, or one sheet for all where `one sheet` is among the traps."""
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "perfrules"
    book.properties.created = datetime(2026, 1, 1)
    if "dates from 1904" in traps:
        book.epoch = CALENDAR_MAC_1904
    if "cover sheet" in traps:
        cover = book.create_sheet("封面")
        for number, text in enumerate(_COVER, 3):
            cover.cell(number * 2, 2, text)
    pages: list[_Page] = []
    for paper, name in zip(papers, names, strict=True):
        if not pages or "one sheet" not in traps:
            pages.append(_Page(book.create_sheet(name), traps, left=2 if "margins" in traps else 1, row=3 if "margins" in traps else 1))
        _fill(pages[-1], paper)
    if "hidden sheet" in traps:
        _hidden_sheet(book)
    stream = BytesIO()
    book.save(stream)
    cached = {f"xl/worksheets/sheet{book.index(page.sheet) + 1}.xml": page.cached for page in pages}
    data = rewritten(stream.getvalue(), lambda name, content: _with_cached(content, cached.get(name, {})))
    if "shared strings" in traps:
        data = _shared(data)
    if "prefixed names" in traps:
        data = rewritten(
            data, lambda name, content: _prefixed(content) if name.startswith(("xl/worksheets/", "xl/sharedStrings")) else content
        )
    return data


def write_xlsm(papers: Sequence[Paper], names: Sequence[str], traps: frozenset[str]) -> bytes:
    """Return a workbook that carries a macro project; the project is none that could run."""
    plain = write_xlsx(papers, names, traps)
    macro = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504

    def change(name: str, content: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return content
        typed = content.replace(b"spreadsheetml.sheet.main+xml", b"__main__")
        typed = typed.replace(
            b"application/vnd.openxmlformats-officedocument.__main__", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        )
        entry = b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        return typed.replace(b"</Types>", entry)

    data = rewritten(plain, change, {"xl/vbaProject.bin": macro})
    with ZipFile(BytesIO(data)) as archive:
        assert b"macroEnabled" in archive.read("[Content_Types].xml")
    return data


def _fill(page: _Page, paper: Paper) -> None:
    from openpyxl.styles import Font

    widest = max((block for block in paper.blocks if isinstance(block, Panel)), key=lambda block: block.width)
    for block in paper.blocks:
        match block:
            case Line(text=text, title=title):
                cell = page.sheet.cell(page.row, page.left, text)
                cell.data_type = "s"
                if title:
                    cell.font = Font(size=16, bold=True)
                    page.sheet.merge_cells(
                        start_row=page.row, end_row=page.row, start_column=page.left, end_column=page.left + widest.width - 1
                    )
                page.row += 1
            case Panel():
                _panel(page, block)
                if "hidden row" in page.traps or "hidden column" in page.traps:
                    _hide(page, block)
                page.row += 1 if "blank rows" not in page.traps else 3
    _page_setup(page, paper, widest)


def _page_setup(page: _Page, paper: Paper, widest: Panel) -> None:
    from openpyxl.utils import get_column_letter

    for index, width in enumerate(widest.widths):
        page.sheet.column_dimensions[get_column_letter(page.left + index)].width = width
    setup = page.sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape" if paper.landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    page.sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _panel(page: _Page, panel: Panel) -> None:
    start = page.row
    if panel.repeated and "print titles" in page.traps:
        page.sheet.print_title_rows = f"{start + panel.repeated[0]}:{start + panel.repeated[1]}"
    merges: list[tuple[int, int, int, int]] = []
    for row in range(panel.height):
        if "blank rows" in page.traps and row and panel.repeated and row == panel.repeated[0]:
            page.row += 1
        for column in range(panel.width):
            box = panel.at(row, column)
            if box is None:
                continue
            at = (page.row, page.left + column)
            _put(page, at, box)
            page.sheet.row_dimensions[page.row].height = max(_height(panel, row), 36 if "tall rows" in page.traps else 0)
            if box.rows > 1 or box.cols > 1:
                merges.append((at[0], at[1], at[0] + box.rows - 1, at[1] + box.cols - 1))
        page.row += 1
    for top, left, bottom, right in merges:
        page.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)


def _height(panel: Panel, row: int) -> int:
    """Return how high a row must be for its wrapped texts: a spreadsheet does not widen rows of a file that it only opens."""
    lines = [1]
    for column in range(panel.width):
        box = panel.at(row, column)
        if box is not None and box.rows == 1:
            room = max(1, sum(panel.widths[column : column + box.cols]) // 2 - 1)
            lines.append(sum(1 + len(line) // room for line in box.text.split("\n")))
    return min(400, 15 * max(lines))


def _put(page: _Page, at: tuple[int, int], box: Box) -> None:
    from openpyxl.styles import Alignment, Border, Side

    cell = page.sheet.cell(*at)
    thin = Side(style="thin")
    cell.border = Border(thin, thin, thin, thin)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left" if box.look is Look.LONG else "center")
    formulas = page.traps & {"formulas with values", "formulas without values"}
    if formulas and box.formula:
        cell.value = _RELATIVE.sub(lambda found: f"{found[1]}{at[0] + int(found[2])}", box.formula)
        if (shown := natural(box.text)) is not None:
            cell.number_format = shown.format
        if "formulas with values" in formulas:
            page.cached[cell.coordinate] = _stored(box.text)
        return
    held = natural(box.text, literals="number formats" in page.traps) if page.traps & {"numbers", "number formats"} else None
    if held is not None:
        cell.value, cell.number_format = held.value, held.format
    elif box.text:
        _text(page, cell, box.text)


def _text(page: _Page, cell: Any, text: str) -> None:
    if "rich text" in page.traps and len(text) > 3:
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        cell.value = CellRichText(text[:2], TextBlock(InlineFont(b=True), text[2:]))
        return
    cell.value = text
    # openpyxl takes a text that begins with = for a formula.
    cell.data_type = "s"
    if "quote prefix" in page.traps and text.startswith("="):
        cell.quotePrefix = True


def _stored(text: str) -> tuple[str, bool]:
    held = natural(text)
    return (text, True) if held is None else (repr(held.value), False)


def _hide(page: _Page, panel: Panel) -> None:
    """Put a row in the middle, or a column at the right, that a person does not see."""
    from openpyxl.utils import get_column_letter

    if "hidden row" in page.traps:
        page.sheet.cell(page.row, page.left, "校验行")
        page.sheet.cell(page.row, page.left + 1, "勿删：由系统导入时使用")
        page.sheet.row_dimensions[page.row].hidden = True
        page.row += 1
    if "hidden column" in page.traps:
        column = page.left + panel.width
        page.sheet.cell(page.row - 2, column, "内部编码8821")
        page.sheet.column_dimensions[get_column_letter(column)].hidden = True


def _hidden_sheet(book: Any) -> None:
    sheet = book.create_sheet("下拉选项")
    for number, text in enumerate(("一级指标", "产出指标", "效益指标", "满意度指标"), 1):
        sheet.cell(number, 1, text)
    sheet.sheet_state = "hidden"


def _with_cached(content: bytes, cached: dict[str, tuple[str, bool]]) -> bytes:
    """Put the computed values beside the formulas: openpyxl writes none."""
    if not cached:
        return content
    from lxml import etree

    tree = etree.fromstring(content)
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for cell in tree.iter(f"{space}c"):
        if cell.get("r") in cached:
            value, text = cached[cell.get("r")]
            if text:
                cell.set("t", "str")
            element = cell.find(f"{space}v")
            if element is None:
                element = etree.SubElement(cell, f"{space}v")
            element.text = value
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


_NAME = re.compile(rb"<(/?)(?=[A-Za-z])")


def _prefixed(content: bytes) -> bytes:
    """Return the XML with a prefix before each of its names, as some libraries write it."""
    return _NAME.sub(rb"<\1x:", content).replace(b" xmlns=", b" xmlns:x=", 1)


def _shared(data: bytes) -> bytes:
    """Return the workbook with its texts in a table of shared strings, as Excel saves it; openpyxl writes them into the cells."""
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    strings: dict[bytes, int] = {}

    def change(name: str, content: bytes) -> bytes:
        if name == "[Content_Types].xml":
            kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            return content.replace(b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind)
        if name == "xl/_rels/workbook.xml.rels":
            kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
            entry = b'<Relationship Id="rIdStrings" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind
            return content.replace(b"</Relationships>", entry)
        if not name.startswith("xl/worksheets/sheet"):
            return content
        tree = etree.fromstring(content)
        for cell in tree.iter(f"{space}c"):
            if (text := cell.find(f"{space}is")) is not None:
                text.tag = f"{space}si"
                number = strings.setdefault(etree.tostring(text), len(strings))
                cell.remove(text)
                cell.set("t", "s")
                etree.SubElement(cell, f"{space}v").text = str(number)
        return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))

    changed = rewritten(data, change)
    table = b'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="%s">%s</sst>' % (space[1:-1].encode(), b"".join(strings))
    return rewritten(changed, more={"xl/sharedStrings.xml": table})
