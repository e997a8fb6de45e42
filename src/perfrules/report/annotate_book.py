"""A person's own workbook with notes at the cells that something was found in, and a sheet of the findings.

Only the parts that take notes are written anew. Formulas and their values, charts, pictures, macros and whatever else the
workbook holds stay as they are, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from perfrules.report.findings_part import add_findings_part
from perfrules.report.parts import Parts, local, written
from perfrules.report.remarks import Remark, clean
from perfrules.report.sheets import lines_of, place_in
from perfrules.table.place import PartKind, Position, column_letters, column_number
from perfrules.table.readers.package import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["annotated_book"]

_AUTHOR = "perfrules"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_LONGEST = 32_000
_AFTER = frozenset(("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"))
"""What stands behind the drawing of the notes in a sheet."""

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


@frozen
class _Sheet:
    """A sheet of the book: its name, its part, its number among the sheets."""

    name: str
    part: str
    number: int


def annotated_book(data: bytes, source: str, remarks: Sequence[Remark], lang: str) -> bytes:
    """Return a workbook (xlsx, xlsm) with the remarks as notes; TableError where it is no workbook that can be read."""
    parts = Parts.of(data, source)
    book = parts.related("", "officeDocument") or "xl/workbook.xml"
    sheets = {sheet.name: sheet for sheet in _sheets(parts, book)}
    if not sheets:
        raise damaged(source, book)
    layouts: dict[str, _Layout] = {}
    placed: dict[str, dict[str, list[Remark]]] = {}
    links: list[str] = []
    for one in remarks:
        found = one.finding.position
        if found is None or found.part.kind is not PartKind.SHEET or found.part.name not in sheets:
            links.append("")
            continue
        name = found.part.name
        layout = layouts.get(name) or layouts.setdefault(name, _layout_of(parts.tree(sheets[name].part)))
        cell = layout.cell(found)
        links.append(place_in(name, cell))
        placed.setdefault(name, {}).setdefault(cell, []).append(one)
    for name, cells in placed.items():
        _add_notes(parts, sheets[name], {cell: _note(found, lang) for cell, found in cells.items()})
    add_findings_part(parts, book, list(sheets), remarks, links, lang)
    return parts.pack()


def _sheets(parts: Parts, book: str) -> Iterable[_Sheet]:
    """Yield the sheets with cells; sheets of charts and dialogs have none."""
    targets = {number: (kind, target) for number, kind, target in parts.relations(book)}
    listed = next((one for one in parts.tree(book) if local(one) == "sheets"), ())
    for index, one in enumerate(listed, 1):
        number = next((value for key, value in one.attrib.items() if str(key).rpartition("}")[2] == "id"), "")
        kind, target = targets.get(str(number), ("", ""))
        if kind == "worksheet" and target in parts:
            yield _Sheet(one.get("name") or "", target, index)


@frozen
class _Layout:
    """What of a sheet decides where a note goes: its merged cells, and the first cell of each row with something in it."""

    merged: tuple[tuple[int, int, int, int], ...]
    first: Mapping[int, int]

    def cell(self, found: Position) -> str:
        """Return the cell for a note: the corner of a merged cell, and for a whole row its first cell with something in it."""
        column = found.column or self.first.get(found.row, 1)
        for left, top, right, bottom in self.merged:
            if top <= found.row <= bottom and left <= column <= right:
                return f"{column_letters(left)}{top}"
        return f"{column_letters(column)}{found.row}"


def _layout_of(root: _Element) -> _Layout:
    merged: list[tuple[int, int, int, int]] = []
    first: dict[int, int] = {}
    for block in root:
        if local(block) == "mergeCells":
            for one in block:
                start, _, end = (one.get("ref") or "").partition(":")
                merged.append((*_corner(start), *_corner(end or start)))
        elif local(block) == "sheetData":
            for cell in (cell for row in block for cell in row if len(cell)):
                column, row = _corner(cell.get("r") or "")
                first.setdefault(row, column)
    return _Layout(tuple(merged), first)


def _corner(cell: str) -> tuple[int, int]:
    letters = cell.replace("$", "").rstrip("0123456789").upper()
    digits = cell.replace("$", "")[len(letters) :]
    return (column_number(letters), int(digits)) if letters.isalpha() and letters.isascii() and digits.isdecimal() else (0, 0)


def _note(found: Sequence[Remark], lang: str) -> str:
    """Return the text of the note at a cell: every finding with what to do about it."""
    advice = "建议：" if lang == "zh" else "Suggestion: "
    said = (f"【{one.severity} {one.code}】{one.sentence}" + (f"\n{advice}{one.advice}" if one.advice else "") for one in found)
    return "\n\n".join(said)[:_LONGEST]


def _add_notes(parts: Parts, sheet: _Sheet, notes: Mapping[str, str]) -> None:
    """Add notes to the cells of a sheet; a note that is there keeps its text and goes on with ours."""
    root = parts.tree(sheet.part)
    space = root.tag.rpartition("}")[0].lstrip("{")
    name = parts.related(sheet.part, "comments")
    if name is None:
        name = parts.free("xl/comments{}.xml")
        parts.put(name, f'<comments xmlns="{space}"><authors/><commentList/></comments>'.encode())
        parts.declare(name, _COMMENTS)
        parts.relate(sheet.part, f"{parts.kinds}/comments", name)
    new = _write_comments(parts, name, notes)
    if new:
        _draw_boxes(parts, sheet, root, {cell: notes[cell] for cell in new})


def _write_comments(parts: Parts, name: str, notes: Mapping[str, str]) -> list[str]:
    """Write the texts of notes; return the cells that had none."""
    root = parts.tree(name)
    space = root.tag.rpartition("}")[0] + "}"
    authors, listed = (next((one for one in root if local(one) == kind), None) for kind in ("authors", "commentList"))
    if authors is None or listed is None:
        raise damaged(parts.source, name)
    names = [one.text or "" for one in authors]
    if _AUTHOR not in names:
        author = root.makeelement(f"{space}author", {})
        author.text = _AUTHOR
        authors.append(author)
        names.append(_AUTHOR)
    there = {one.get("ref"): one for one in listed}
    for cell, text in notes.items():
        before = there.get(cell)
        body = None if before is None else next((one for one in before if local(one) == "text"), None)
        if body is None:
            comment = root.makeelement(f"{space}comment", {"ref": cell, "authorId": str(names.index(_AUTHOR)), "shapeId": "0"})
            body = root.makeelement(f"{space}text", {})
            comment.append(body)
            listed.append(comment)
            body.append(_run(root, space, text))
        else:
            body.append(_run(root, space, f"\n\n{text}"))
    parts.put(name, written(root))
    return [cell for cell in notes if cell not in there]


def _run(root: _Element, space: str, text: str) -> _Element:
    run, shown = root.makeelement(f"{space}r", {}), root.makeelement(f"{space}t", {})
    shown.text = clean(text)
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(shown)
    return run


def _draw_boxes(parts: Parts, sheet: _Sheet, root: _Element, notes: Mapping[str, str]) -> None:
    """Draw the boxes of new notes in the drawing that old ones of the sheet stand in, or in a new one."""
    name = _drawing_of(parts, sheet, root)
    if name is None:
        name = parts.free("xl/drawings/vmlDrawing{}.vml")
        layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{sheet.number}"/></o:shapelayout>'
        parts.put(name, f"<xml {_SPACES}>{layout}</xml>".encode())
        parts.declare_suffix("vml", _DRAWING)
        number = parts.relate(sheet.part, f"{parts.kinds}/vmlDrawing", name)
        _hang_up(parts, sheet, root, number)
    drawing = parts.read(name)
    end = drawing.rfind(b"</xml>")
    if end < 0:
        raise damaged(parts.source, name)
    first = 1024 * sheet.number + 1 + drawing.count(b"_x0000_s") + 500 * (b"ClientData" in drawing)
    kind = "" if b'"_x0000_t202"' in drawing else _SHAPE_TYPE
    boxes = "".join(_box(first + index, cell, text) for index, (cell, text) in enumerate(notes.items()))
    parts.put(name, drawing[:end] + (kind + boxes).encode("ascii") + drawing[end:])


def _drawing_of(parts: Parts, sheet: _Sheet, root: _Element) -> str | None:
    """Return the drawing of the notes of a sheet, which is not that of its header and footer."""
    held = [one for one in root if local(one) == "legacyDrawing"]
    numbers = {str(value) for one in held for key, value in one.attrib.items() if str(key).endswith("}id")}
    return next((target for number, _, target in parts.relations(sheet.part) if number in numbers and target in parts), None)


def _hang_up(parts: Parts, sheet: _Sheet, root: _Element, number: str) -> None:
    """Let a sheet name its drawing of notes, where the order of its elements wants it."""
    space = root.tag.rpartition("}")[0] + "}"
    one = root.makeelement(f"{space}legacyDrawing", {f"{{{parts.kinds}}}id": number}, nsmap={"r": parts.kinds})
    at = next((index for index, child in enumerate(root) if _stands_behind(child)), len(root))
    root.insert(at, one)
    parts.put(sheet.part, written(root))


def _stands_behind(child: _Element) -> bool:
    if local(child) == "AlternateContent":
        return any(local(one) in _AFTER for one in child.iter())
    return local(child) in _AFTER


def _box(number: int, cell: str, text: str) -> str:
    """Return the hidden box of a note, large enough for its text."""
    column, row = _corner(cell)
    height = min(28 + 15 * lines_of(text, 40), 420)
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
        f'style="position:absolute;margin-left:80pt;margin-top:2pt;width:230pt;height:{height}pt;z-index:1;visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )
