"""Word files (docx, docm, dotx): paragraphs and tables in the order in which a person reads them."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from perfrules.table.grid import Grid
from perfrules.table.readers.docx_table import table_of
from perfrules.table.readers.docx_text import Seen, children, flag, marked, text_of, value
from perfrules.table.readers.flow import Block, FlowTable, Paragraph, flow_text, grid_of
from perfrules.table.readers.package import damaged
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_MARKUP

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_docx"]

_DOCUMENT = "word/document.xml"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError, SyntaxError)


def read_docx(data: bytes, source: str) -> list[Grid]:
    """Return the grid of a Word file; TableError where it is damaged, or holds no text.

    Tracked changes are read as accepted, hidden text is not read, and text boxes and content controls are; headers, footers
    and the numbers that Word itself puts before paragraphs are not part of the text.
    """
    try:
        body, seen = _body(data, source)
        blocks = tuple(_blocks(body, seen))
        grid = grid_of(blocks, source, seen.diagnostics(source))
    except TableError:
        raise
    except _DAMAGED as error:
        raise damaged(source, error) from None
    if not any(row.filled for row in grid.rows):
        raise TableError([Diagnostic("E357", {"path": source})])
    return [grid]


def _body(data: bytes, source: str) -> tuple[_Element, Seen]:
    """Return the body of the document, and the styles that hide text; a ValueError says that there is none."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        name = _target(package, "", "officeDocument", source) or _DOCUMENT
        document = _xml(package, name, source)
        styles = _target(package, name, "styles", source)
        hidden = _hidden_styles(_xml(package, styles, source)) if styles in package.namelist() else frozenset()
    body = marked(document, "body")
    if body is None:
        raise ValueError(name)
    return body, Seen(hidden)


def _xml(package: zipfile.ZipFile, name: str, source: str) -> _Element:
    from lxml import etree

    with package.open(name) as stream:
        text = stream.read(MAX_MARKUP + 1)
    if len(text) > MAX_MARKUP:
        raise TableError([Diagnostic("E350", {"path": source, "limit": str(MAX_MARKUP >> 20)})])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(text, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError(name)
    return root


def _target(package: zipfile.ZipFile, of: str, kind: str, source: str) -> str | None:
    """Return the part that `of` names as its `kind`, by the ending of the relation, which both editions of the standard share."""
    folder, base = posixpath.split(of)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    if relations not in package.namelist():
        return None
    for _, relation in children(_xml(package, relations, source)):
        if (value(relation, "Type") or "").endswith(f"/{kind}") and value(relation, "TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, value(relation, "Target") or "")).lstrip("/")
    return None


def _hidden_styles(styles: _Element) -> frozenset[str]:
    """Return the styles whose text is hidden, by themselves or by the style that they are based on."""
    own: dict[str, tuple[bool | None, str]] = {}
    for name, style in children(styles):
        if name == "style":
            base = marked(style, "basedOn")
            says = None if marked(style, "rPr", "vanish") is None else flag(style, "rPr", "vanish")
            own[value(style, "styleId") or ""] = (says, "" if base is None else value(base, "val") or "")
    hidden = set()
    for style_id in own:
        current, passed = style_id, set[str]()
        while current in own and current not in passed and own[current][0] is None:
            passed.add(current)
            current = own[current][1]
        if current in own and own[current][0]:
            hidden.add(style_id)
    return frozenset(hidden)


def _blocks(container: _Element, seen: Seen) -> Iterator[Block]:
    """Yield what a body, a cell or a text box holds; a paragraph whose end was deleted goes on in the next one."""
    begun = ""
    for name, element in _content(container, seen):
        if name == "tbl":
            if begun:
                yield Paragraph(begun)
            begun = ""
            yield table_of(element, seen, _cell_blocks)
            continue
        begun += text_of(element, seen)
        boxes = tuple(_boxes(element, seen))
        if boxes or marked(element, "pPr", "rPr", "del") is None:
            yield Paragraph(begun)
            begun = ""
        yield from boxes
    if begun:
        yield Paragraph(begun)


def _cell_blocks(cell: _Element, seen: Seen) -> Sequence[Block]:
    return tuple(_blocks(cell, seen))


def _content(container: _Element, seen: Seen) -> Iterator[tuple[str, _Element]]:
    """Yield the paragraphs and tables of a container, also those inside content controls and the like."""
    for name, child in children(container):
        if name in ("p", "tbl"):
            yield name, child
        elif name in ("del", "moveFrom"):
            if deleted := flow_text(_blocks(child, Seen())):
                seen.deleted.append(deleted)
        elif name == "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from _content(chosen, seen)
        elif name not in ("sectPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr"):
            yield from _content(child, seen)


def _chosen(alternatives: _Element) -> _Element | None:
    """Return the one of several forms of the same content that is read: the first that holds text."""
    forms = [form for name, form in children(alternatives) if name in ("Choice", "Fallback")]
    return next((form for form in forms if next(form.iter("{*}p"), None) is not None), None)


def _boxes(paragraph: _Element, seen: Seen) -> Iterator[Paragraph | FlowTable]:
    """Yield what the text boxes hold that are anchored in a paragraph."""
    for name, child in children(paragraph):
        if name == "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from _boxes(chosen, seen)
        elif name == "txbxContent":
            yield from _blocks(child, seen)
        elif name not in ("pPr", "rPr", "del", "moveFrom"):
            yield from _boxes(child, seen)
