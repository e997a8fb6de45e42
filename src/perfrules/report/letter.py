"""The letter of findings (审核意见) as a Word file: what has to be put right, said to the unit that filled in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as Letter
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from perfrules.report.checks import FAMILIES, family_of, family_word, severity_word
from perfrules.report.parcel import still_package
from perfrules.report.remarks import (
    ORDER,
    Remark,
    Reviewed,
    clean,
    counted,
    counts_text,
    fault_text,
    files_of,
    one_line,
    remark_of,
    table_name,
)
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.text.diagnostic import Severity

__all__ = ["findings_letter"]

_WORDS = {
    "title": ("绩效目标表审核意见", "Findings on target tables"),
    "title_self": ("绩效自评表审核意见", "Findings on self-evaluations"),
    "colon": ("：", ":"),
    "opening": (
        "你单位报送的{what}已经审核。共审核{size}，{counts}。",
        "{what} has been reviewed: {size}; {counts}.",
    ),
    "opening_many": ("本次审核{size}，{counts}。", "This review covers {size}: {counts}."),
    "size": ("{tables} 张表、{rows} 项指标", "{tables} tables with {rows} indicators"),
    "ask": (
        "错误须改正，警告请核对后改正或说明理由，提示供参考。具体意见如下。",
        "Errors have to be put right; warnings are to be checked, and put right or explained; notes are for information. In detail:",
    ),
    "fine": ("没有需要修改的问题。", "Nothing has to be changed."),
    "counts": ("问题汇总", "Counts"),
    "family": ("类别", "kind"),
    "table": ("目标表", "table"),
    "all": ("合计", "total"),
    "advice": ("建议：", "Suggestion: "),
    "unread": ("没有读成的文件", "Files that could not be read"),
    "closing": (
        "以上意见请逐条核对。修改后的表请重新报送；确有依据不作修改的，请逐条书面说明。",
        "Please go through the findings one by one, send the corrected tables again, and explain in writing what is left unchanged.",
    ),
    "signed": ("审核单位：", "Reviewed by: "),
    "date": ("日期：", "Date: "),
    "blank": ("　　　　　　　　　", "____________________"),
    "blank_date": ("　　　　年　　月　　日", "____________________"),
}
_GROUPS = {
    Severity.ERROR: ("须改正（错误）", "To be put right (errors)"),
    Severity.WARNING: ("请核对（警告）", "To be checked (warnings)"),
    Severity.NOTE: ("供参考（提示）", "For information (notes)"),
}
_BODY, _HEAD = "宋体", "黑体"
_STYLES = (
    ("Letter address", 0, 0, 12.0),
    ("Letter text", 2, 0, 12.0),
    ("Letter item", 0, 0, 12.0),
    ("Letter advice", 0, 2, 12.0),
    ("Letter cell", 0, 0, 10.5),
    ("Letter signature", 0, 20, 12.0),
)
"""The styles of the text: name, characters that its first line and that all its lines are indented by, size."""


class _Words:
    """The words of the letter in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def say(self, key: str, **args: object) -> str:
        """Return words of the letter."""
        return _WORDS[key][self.lang != "zh"].format_map(args)


def findings_letter(reviewed: Reviewed, *, lang: str = "zh", addressee: str = "", sender: str = "", date: str = "") -> bytes:
    """Return a letter about a review as a docx file: errors first, each finding with its place, the sentence and what to do.

    The letter is to `addressee`, else to the unit that the tables name where it is one; `sender` and `date` are left blank where
    they are not given. The same review gives the same bytes.
    """
    words, files = _Words(lang), files_of(reviewed)
    letter = _blank_letter(lang)
    tables = [(file, index) for file in files for index in range(len(file.tables))]
    _open(letter, words, files, tables, addressee)
    found = [finding for file in files for finding in file.findings]
    if found:
        _count(letter, words, files, tables)
    number = 0
    for file, index in tables:
        one = file.tables[index]
        if len(tables) > 1 and one.findings:
            _write(letter, "Heading 1", _called(file, index, lang, several=len(files) > 1))
        number = _list(letter, words, [remark_of(finding, file.path, "", lang) for finding in one.findings], number, len(tables) > 1)
    unread = [file for file in files if file.fault]
    if unread:
        _write(letter, "Heading 1", words.say("unread"))
    for file in unread:
        said = "；".join(fault_text(one, lang) for one in file.fault)
        _write(letter, "Letter item", one_line(file.path) + words.say("colon") + said)
    _close(letter, words, bool(found), sender, date)
    return _bytes(letter)


def _called(file: ReviewedFile, index: int, lang: str, *, several: bool) -> str:
    name = table_name(file, index, lang)
    if not several or not file.path:
        return name
    return f"{name}（{one_line(file.path)}）" if lang == "zh" else f"{name} ({one_line(file.path)})"


def _open(letter: Letter, words: _Words, files: Sequence[ReviewedFile], tables: Sequence[tuple[ReviewedFile, int]], addressee: str) -> None:
    """Write title, addressee and what was reviewed with what result."""
    every = [file.tables[index] for file, index in tables]
    key = "title_self" if every and all(_is_self(one) for one in every) else "title"
    _write(letter, "Title", words.say(key))
    units = {one_line(one.table.unit_name) for one in every}
    to = one_line(addressee) or (units.pop() if len(units) == 1 else "")
    if to:
        _write(letter, "Letter address", to + words.say("colon"))
    size = words.say("size", tables=len(every), rows=sum(len(one.table.indicators) for one in every))
    counts = counts_text(counted(finding for file in files for finding in file.findings), words.lang)
    if len(tables) == 1:
        file, index = tables[0]
        name = table_name(file, index, words.lang)
        what = f"《{name}》" if words.lang == "zh" else name
        opening = words.say("opening", what=what, size=size, counts=counts)
    else:
        opening = words.say("opening_many", size=size, counts=counts)
    found = any(one.findings for one in every)
    _write(letter, "Letter text", opening + ("" if words.lang == "zh" else " ") + words.say("ask" if found else "fine"))


def _is_self(one: ReviewedTable) -> bool:
    return one.scored is not None or any(row.score for row in one.table.indicators)


def _count(letter: Letter, words: _Words, files: Sequence[ReviewedFile], tables: Sequence[tuple[ReviewedFile, int]]) -> None:
    """Write the table of counts: by kind of check for one table, by table for several."""
    _write(letter, "Heading 1", words.say("counts"))
    if len(tables) == 1:
        found = tables[0][0].tables[tables[0][1]].findings
        by = Counter((family_of(one.code), one.severity) for one in found)
        names = (*FAMILIES, *sorted({family_of(one.code) for one in found} - FAMILIES.keys()))
        rows = [(family_word(name, words.lang), _of_family(by, name)) for name in names]
        head = words.say("family")
    else:
        rows = [(_called(file, index, words.lang, several=len(files) > 1), file.tables[index].counts) for file, index in tables]
        head = words.say("table")
    _table(letter, words, head, [(name, counts) for name, counts in rows if any(counts.values())])


def _of_family(by: Counter[tuple[str, Severity]], family: str) -> Mapping[Severity, int]:
    return {severity: by[family, severity] for severity in ORDER}


def _table(letter: Letter, words: _Words, head: str, rows: Sequence[tuple[str, Mapping[Severity, int]]]) -> None:
    sheet = letter.add_table(rows=1, cols=5, style="Table Grid")
    sheet.alignment = WD_TABLE_ALIGNMENT.CENTER
    sheet.autofit = False
    titles = [head, *(severity_word(severity, words.lang) for severity in ORDER), words.say("all")]
    lines = [[name, *_numbers(counts)] for name, counts in rows]
    total = {severity: sum(counts[severity] for _, counts in rows) for severity in ORDER}
    lines.append([words.say("all"), *_numbers(total)])
    widths = (Mm(76), *(Mm(20),) * 4)
    for column, width in zip(sheet.columns, widths, strict=True):
        column.width = width
    for cells, texts in [(sheet.rows[0].cells, titles), *((sheet.add_row().cells, line) for line in lines)]:
        for index, (cell, text, width) in enumerate(zip(cells, texts, widths, strict=True)):
            cell.width = width
            _fill(cell, text, centred=index > 0 or texts is titles)
    mark = OxmlElement("w:tblHeader")
    sheet.rows[0]._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no name for a heading row


def _numbers(counts: Mapping[Severity, int]) -> Iterator[str]:
    yield from (str(counts[severity] or "—") for severity in ORDER)
    yield str(sum(counts[severity] for severity in ORDER))


def _fill(cell: _Cell, text: str, *, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    _set_style(paragraph, "Letter cell")
    paragraph.add_run(clean(text))
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _list(letter: Letter, words: _Words, remarks: Sequence[Remark], number: int, inner: bool) -> int:
    """Write the findings of a table, numbered through the letter, what weighs most first; return the last number."""
    for severity in ORDER:
        group = [one for one in remarks if one.finding.severity is severity]
        if group:
            _write(letter, f"Heading {2 if inner else 1}", _GROUPS[severity][words.lang != "zh"])
        for one in group:
            number += 1
            item = _write(letter, "Letter item", f"{number}. ")
            place = f"{one.where} " if one.where else ""
            item.add_run(f"{place}〔{one.code}〕" if words.lang == "zh" else f"{place}[{one.code}] ").bold = True
            item.add_run(_ended(one.sentence, words.lang))
            if one.advice:
                _write(letter, "Letter advice", words.say("advice") + _ended(one.advice, words.lang))
    return number


def _write(letter: Letter, style: str, text: str) -> Paragraph:
    """Add a paragraph in a style, before the settings of the page that end the body."""
    element = OxmlElement("w:p")
    letter.element.body[-1].addprevious(element)
    paragraph = Paragraph(element, letter)
    _set_style(paragraph, style)
    paragraph.add_run(clean(text))
    return paragraph


def _set_style(paragraph: Paragraph, style: str) -> None:
    # By its id at once: the library looks through all styles for a name, which takes most of the time of a long letter.
    paragraph._p.get_or_add_pPr().style = style.replace(" ", "")  # noqa: SLF001


def _ended(sentence: str, lang: str) -> str:
    if sentence.endswith(("。", ".", "？", "?")):
        return sentence
    return sentence + ("。" if lang == "zh" else ".")


def _close(letter: Letter, words: _Words, found: bool, sender: str, date: str) -> None:
    """Write what is asked for, who has reviewed, and when."""
    if found:
        closing = _write(letter, "Letter text", words.say("closing"))
        closing.paragraph_format.space_before = Pt(14)
    for key, text, blank in (("signed", sender, "blank"), ("date", date, "blank_date")):
        _write(letter, "Letter signature", words.say(key) + (one_line(text) or words.say(blank)))


def _blank_letter(lang: str) -> Letter:
    """Return an empty A4 letter with its styles and numbered pages."""
    letter = Document()
    section = letter.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    styles = letter.styles
    _set(styles["Normal"], _BODY, 12)
    _set(styles["Title"], _HEAD, 20, centred=True, after=14)
    _set(styles["Heading 1"], _HEAD, 14, before=12, after=4)
    _set(styles["Heading 2"], _HEAD, 12, before=8, after=2)
    for name, indent, left, size in _STYLES:
        style = styles.add_style(name, 1)
        style.base_style = styles["Normal"]
        tight = name == "Letter cell"
        _set(style, _BODY, size, before=2 * tight, after=2 * tight, line=1.2 if tight else 1.4)
        _indent(style, indent if lang == "zh" else 0, left)
    styles["Letter item"].paragraph_format.keep_with_next = True
    borders = styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)
    _number_pages(section.footer.paragraphs[0])
    core = letter.core_properties
    core.author, core.title, core.comments = "perfrules", _WORDS["title"][lang != "zh"], ""
    return letter


def _set(
    style: ParagraphStyle, font: str, size: float, *, centred: bool = False, before: int = 0, after: int = 0, line: float = 1.4
) -> None:
    """Give a style its font, for Chinese as well, its size and its room."""
    style.font.name, style.font.size, style.font.bold = font, Pt(size), False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if str(name).endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:eastAsia", "w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), font)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line
    if centred:
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _indent(style: ParagraphStyle, first: int, left: int) -> None:
    """Indent by characters, as Chinese letters are."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    for name, count, width in (("w:firstLine", first, 240), ("w:left", left, 240)):
        if count:
            indent.set(qn(f"{name}Chars"), str(100 * count))
            indent.set(qn(name), str(width * count))


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("begin", ""), ("code", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if not kind else "")
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)  # noqa: SLF001 - the library has no fields
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001


def _bytes(letter: Letter) -> bytes:
    stream = BytesIO()
    letter.save(stream)
    return still_package(stream.getvalue())
