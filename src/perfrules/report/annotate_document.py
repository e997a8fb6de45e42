"""A person's own Word file with comments at the cells and paragraphs that something was found in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from perfrules.report.parcel import still_package
from perfrules.report.parts import Parts, local, written
from perfrules.report.remarks import Remark, clean
from perfrules.table.grid import Row
from perfrules.table.place import PartKind, Position
from perfrules.table.readers.docx import read_docx
from perfrules.table.readers.package import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["annotated_document"]

_AUTHOR = "perfrules"
_TOKEN = re.compile(r"\u27e6(\d+)\u27e7")
_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN = re.compile(rb"application/vnd\.[a-z-]+(?:\.[a-z]+)*\.(?:document|template)(?:\.macroEnabled(?:Template)?)?\.main\+xml")


class _RowKey(NamedTuple):
    """Where a row stands: the part, and the row in it."""

    kind: PartKind
    name: str
    row: int


def annotated_document(data: bytes, source: str, remarks: Sequence[Remark], lang: str) -> bytes:
    """Return a Word file with the remarks as comments; what has no place of its own is said at the first paragraph."""
    parts = Parts.of(data, source)
    main = parts.related("", "officeDocument") or "word/document.xml"
    places = _places(parts, main, source)
    at: dict[int, list[Remark]] = {}
    for one in remarks:
        at.setdefault(_paragraph_of(places, one.finding.position), []).append(one)
    kind = _MAIN.search(parts.read(_TYPES))
    if kind is not None and kind[0] != _PLAIN:
        # The library only opens plain documents; a template or one with macros is given its kind back below.
        parts.put(_TYPES, _MAIN.sub(_PLAIN, parts.read(_TYPES)))
    return _commented(parts.pack(), source, at, lang, _PLAIN if kind is None else kind[0])


def _places(parts: Parts, main: str, source: str) -> Mapping[_RowKey, Row]:
    """Return the rows of the document as its reader finds them, each cell holding the numbers of its paragraphs as tokens.

    So the place of a finding leads to a paragraph by the very rules by which it was counted.
    """
    root = parts.tree(main)
    numbers = {one: number for number, one in enumerate(_paragraphs(root))}
    for one, number in numbers.items():
        for text in (text for text in one.iter() if local(text) == "t" and (text.text or "").strip()):
            text.text = f"\u27e6{number}\u27e7"
    for cell in [one for one in root.iter() if local(one) == "tc"]:
        first = next((one for one in cell.iter() if local(one) == "p"), None)
        if first is not None and not any((one.text or "").strip() for one in cell.iter() if local(one) == "t"):
            space = first.tag.rpartition("}")[0] + "}"
            run, shown = first.makeelement(f"{space}r", {}), first.makeelement(f"{space}t", {})
            shown.text = f"\u27e6{numbers[first]}\u27e7"
            run.append(shown)
            first.append(run)
    marked = Parts.of(parts.pack(), source)
    marked.put(main, written(root))
    rows = (row for grid in read_docx(marked.pack(), source) for row in grid.rows)
    found: dict[_RowKey, Row] = {}
    for row in rows:
        if row.filled:
            found.setdefault(_RowKey(row.part.kind, row.part.name, row.number or row.line), row)
    return found


def _paragraphs(root: _Element) -> list[_Element]:
    return [one for one in root.iter() if local(one) == "p" and "wordprocessingml" in str(one.tag)]


def _paragraph_of(places: Mapping[_RowKey, Row], found: Position | None) -> int:
    """Return the paragraph for a comment: that of the cell, else of the cell before it, else the first of the document."""
    row = None if found is None else places.get(_RowKey(found.part.kind, found.part.name, found.row))
    if found is None or row is None:
        return 0
    column = (found.column or 1) - 1
    texts = [row.resolved(column).text, *(row.text(index) for index in range(column, -1, -1)), *row.cells]
    return next((int(token[1]) for text in texts if (token := _TOKEN.search(text))), 0)


def _commented(data: bytes, source: str, at: Mapping[int, Sequence[Remark]], lang: str, kind: bytes) -> bytes:
    document = Document(BytesIO(data))
    paragraphs = _paragraphs(document.part.element)
    if not paragraphs:
        raise damaged(source, "word/document.xml")
    for number, found in sorted(at.items()):
        element = paragraphs[number if number < len(paragraphs) else 0]
        paragraph = Paragraph(element, document)
        # Runs in links and in insertions as well.
        own = [one for one in element.iter() if local(one) == "r" and _holder(one) is element]
        runs = [Run(one, paragraph) for one in own] or [paragraph.add_run()]
        comment = document.add_comment(runs, _text(found, lang), author=_AUTHOR, initials="PR")
        comment._comment_elm.date = None  # noqa: SLF001 - the same file for the same findings, whatever the day
    stream = BytesIO()
    document.save(stream)
    if kind == _PLAIN:
        return still_package(stream.getvalue(), dates=False)
    parts = Parts.of(stream.getvalue(), source)
    parts.put(_TYPES, parts.read(_TYPES).replace(_PLAIN, kind))
    return still_package(parts.pack(), dates=False)


def _holder(run: _Element) -> _Element | None:
    """Return the paragraph that a run stands in."""
    return next((one for one in run.iterancestors() if local(one) == "p"), None)


def _text(found: Sequence[Remark], lang: str) -> str:
    """Return the text of a comment: every finding with what to do about it."""
    advice = "建议：" if lang == "zh" else "Suggestion: "
    said = (f"【{one.severity} {one.code}】{one.sentence}" + (f"\n{advice}{one.advice}" if one.advice else "") for one in found)
    return clean("\n".join(said))
