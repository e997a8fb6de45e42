"""Word documents by python-docx."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from corpus.make_tables.archive import rewritten
from corpus.make_tables.paper import Line, Look, Panel, Paper

__all__ = ["write_docx"]


def write_docx(papers: Sequence[Paper], traps: frozenset[str]) -> bytes:
    """Return a document with the papers one after the other, each on a new page."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    document.core_properties.author = "perfrules"
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1)
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(15 if "large print" in traps else 9), "SimSun"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "SimSun")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if papers[0].landscape:
        section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    for number, paper in enumerate(papers):
        if number:
            document.add_page_break()
        _write(document, paper, traps, (section.page_width or 0) - Cm(4))
    stream = BytesIO()
    document.save(stream)
    return rewritten(stream.getvalue())


def _write(document: Any, paper: Paper, traps: frozenset[str], room: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    if "headers and footers" in traps:
        section = document.sections[0]
        section.header.paragraphs[0].text = "内部资料 注意保管"
        section.footer.paragraphs[0].text = "第 1 页"
    for block in paper.blocks:
        match block:
            case Line(text=text, title=title):
                paragraph = document.add_paragraph(text, style="Heading 1" if title and "heading styles" in traps else None)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if title else None
            case Panel():
                _table(document, block, room, traps)


def _table(document: Any, panel: Panel, room: int, traps: frozenset[str]) -> None:
    from docx.oxml import OxmlElement

    table = document.add_table(panel.height, panel.width, style="Table Grid")
    table.autofit = False
    whole = sum(panel.widths)
    grid = [list(row.cells) for row in table.rows]
    for cells in grid:
        for cell, width in zip(cells, panel.widths, strict=True):
            cell.width = room * width // whole
    for (row, column), box in panel.cells.items():
        cell = grid[row][column]
        if box.rows > 1 or box.cols > 1:
            cell = cell.merge(grid[row + box.rows - 1][column + box.cols - 1])
        _text(cell, box.text, bold=box.look in (Look.HEAD, Look.LABEL), traps=traps)
    if panel.repeated == (0, 0):
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
    if "content controls" in traps:
        _control(grid[0][-1])


def _text(cell: Any, text: str, *, bold: bool, traps: frozenset[str]) -> None:
    """Write the paragraphs of a cell; Word often cuts a word into several runs."""
    first, *more = text.split("\n")
    paragraphs = [(cell.paragraphs[0], first), *((cell.add_paragraph(), line) for line in more)]
    for paragraph, line in paragraphs:
        half = len(line) // 2 if "runs" in traps else 0
        for piece in (line[:half], line[half:]):
            if piece:
                paragraph.add_run(piece).bold = bold
        if "tracked changes" in traps and line[:1] in ("≥", "≤", "="):
            _tracked(paragraph)
        if "hidden text" in traps and line:
            paragraph.add_run("（草稿）").font.hidden = True


def _tracked(paragraph: Any) -> None:
    """Mark the text of a paragraph as put in the place of another."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    marks = []
    for number, name in enumerate(("w:del", "w:ins")):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number + 1))
        mark.set(qn("w:author"), "perfrules")
        mark.set(qn("w:date"), "2026-01-01T00:00:00Z")
        marks.append(mark)
    deleted, inserted = marks
    run, text = OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = "≥999"
    run.append(text)
    deleted.append(run)
    for one in list(paragraph._p.r_lst):
        inserted.append(one)
    paragraph._p.extend([deleted, inserted])


def _control(cell: Any) -> None:
    """Wrap the content of a cell into a content control, as fill-in forms have them."""
    from docx.oxml import OxmlElement

    paragraph = cell.paragraphs[0]._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(OxmlElement("w:sdtPr"))
    control.append(content)
    paragraph.addprevious(control)
    content.append(paragraph)
    # Word wants a paragraph at the end of each cell.
    control.addnext(OxmlElement("w:p"))
