"""The sheet of findings as a part that is added to a workbook of somebody else, with the few styles that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from perfrules.report.parts import Parts, local, parsed, written
from perfrules.report.remarks import ORDER, Remark
from perfrules.report.sheets import FINDING_COLUMNS, cell_text, lines_of
from perfrules.table.place import column_letters

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["add_findings_part"]

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_FONT = '<name val="宋体"/>'
_FONTS = (
    f'<font><sz val="11"/>{_FONT}</font>',
    '<font><b/><sz val="11"/><name val="黑体"/></font>',
    f'<font><u/><sz val="11"/><color rgb="FF0563C1"/>{_FONT}</font>',
)
_FILLS = ("EDEDED", "F8CBAD", "FFE699", "DDEBF7")
_EDGES = "".join(f'<{side} style="thin"><color rgb="FF808080"/></{side}>' for side in ("left", "right", "top", "bottom"))
_CENTRE = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
_LEFT = '<alignment vertical="center" wrapText="1"/>'
_ACTIVE = "=+-@"


def add_findings_part(parts: Parts, book: str, names: Sequence[str], remarks: Sequence[Remark], links: Sequence[str], lang: str) -> None:
    """Add a sheet with a line for each remark, its place a link where `links` has one; no sheet of the book is called like it."""
    title = _free(names, "审核意见" if lang == "zh" else "findings")
    root = parts.tree(book)
    space = root.tag.rpartition("}")[0].lstrip("{")
    styles = _add_styles(parts, book)
    name = parts.free("xl/worksheets/sheet{}.xml")
    parts.put(name, "".join(_sheet(space, remarks, links, styles, lang)).encode())
    parts.declare(name, _SHEET)
    number = parts.relate(book, f"{parts.kinds}/worksheet", name)
    listed = next(one for one in root if local(one) == "sheets")
    highest = max((int(found) for one in listed if (found := one.get("sheetId") or "").isdecimal()), default=0)
    attributes = {"name": title, "sheetId": str(highest + 1), f"{{{parts.kinds}}}id": number}
    listed.append(root.makeelement(f"{{{space}}}sheet", attributes, nsmap={"r": parts.kinds}))
    parts.put(book, written(root))


def _free(names: Sequence[str], wanted: str) -> str:
    taken = {name.casefold() for name in names}
    titles = (wanted if number == 1 else f"{wanted}{number}" for number in range(1, len(taken) + 2))
    return next(title for title in titles if title.casefold() not in taken)


def _add_styles(parts: Parts, book: str) -> Mapping[str, int]:
    """Add our styles behind those of the book; return their numbers, none where the book has no styles."""
    name = parts.related(book, "styles")
    if name is None:
        return {}
    root = parts.tree(name)
    groups = {local(one): one for one in root}
    if not {"fonts", "fills", "borders", "cellXfs"} <= groups.keys():
        return {}
    space = root.tag.rpartition("}")[0].lstrip("{")
    font = _append(groups["fonts"], space, _FONTS)
    patterns = [f'<fill><patternFill patternType="solid"><fgColor rgb="FF{one}"/></patternFill></fill>' for one in _FILLS]
    fill = _append(groups["fills"], space, patterns)
    border = _append(groups["borders"], space, [f"<border>{_EDGES}<diagonal/></border>"])
    kinds = {
        "head": (font + 1, fill, _CENTRE, ""),
        "text": (font, 0, _LEFT, ""),
        "quoted": (font, 0, _LEFT, ' quotePrefix="1"'),
        "link": (font + 2, 0, _LEFT, ""),
        **{severity.value: (font, fill + 1 + order, _CENTRE, "") for severity, order in ORDER.items()},
    }
    formats = [
        f'<xf numFmtId="0" fontId="{one}" fillId="{shade}" borderId="{border}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" '
        f'applyAlignment="1"{extra}>{alignment}</xf>'
        for one, shade, alignment, extra in kinds.values()
    ]
    first = _append(groups["cellXfs"], space, formats)
    parts.put(name, written(root))
    return {kind: first + index for index, kind in enumerate(kinds)}


def _append(group: _Element, space: str, markup: Sequence[str]) -> int:
    """Append elements to a counted group; return the number of the first of them."""
    first = sum(1 for one in group if local(one))
    group.extend(list(parsed(f'<r xmlns="{space}">{"".join(markup)}</r>'.encode())))
    group.set("count", str(first + len(markup)))
    return first


def _sheet(space: str, remarks: Sequence[Remark], links: Sequence[str], styles: Mapping[str, int], lang: str) -> Iterator[str]:
    last = f"{column_letters(len(FINDING_COLUMNS))}{max(len(remarks) + 1, 2)}"
    yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    yield f'<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/>'
    yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
    for number, column in enumerate(FINDING_COLUMNS, 1):
        yield f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"/>'
    yield '</cols><sheetData><row r="1">'
    for number, column in enumerate(FINDING_COLUMNS, 1):
        yield _cell(number, 1, column.zh if lang == "zh" else column.en, styles, "head")
    yield "</row>"
    for row, one in enumerate(remarks, 2):
        texts = [column.shown(one) for column in FINDING_COLUMNS]
        height = max(lines_of(text, column.width) for text, column in zip(texts, FINDING_COLUMNS, strict=True))
        yield f'<row r="{row}" ht="{min(15 * height + 3, 405)}" customHeight="1">'
        for number, (text, column) in enumerate(zip(texts, FINDING_COLUMNS, strict=True), 1):
            yield _cell(number, row, text, styles, _kind(column.zh, text, one, links[row - 2]))
        yield "</row>"
    if not remarks:
        yield f'<row r="2">{_cell(1, 2, "没有发现问题" if lang == "zh" else "nothing to report", styles, "text")}</row>'
    yield f'</sheetData><autoFilter ref="A1:{last}"/>'
    yield from _hyperlinks(links)
    yield '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'


def _kind(title: str, text: str, one: Remark, link: str) -> str:
    if title == "程度":
        return one.finding.severity.value
    if title == "位置" and link:
        return "link"
    return "quoted" if text[:1] and text[0] in _ACTIVE else "text"


def _cell(column: int, row: int, text: str, styles: Mapping[str, int], kind: str) -> str:
    style = f' s="{styles[kind]}"' if kind in styles else ""
    shown = cell_text(text)
    if not shown:
        return f'<c r="{column_letters(column)}{row}"{style}/>'
    return f'<c r="{column_letters(column)}{row}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(shown)}</t></is></c>'


def _hyperlinks(links: Sequence[str]) -> Iterator[str]:
    at = next(index for index, column in enumerate(FINDING_COLUMNS, 1) if column.zh == "位置")
    found = [(f"{column_letters(at)}{row}", link) for row, link in enumerate(links, 2) if link]
    if found:
        yield "<hyperlinks>"
        yield from (f'<hyperlink ref="{cell}" location={quoteattr(link)} display={quoteattr(link)}/>' for cell, link in found)
        yield "</hyperlinks>"
