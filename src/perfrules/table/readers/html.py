"""Web pages, also those that Word, Excel and LibreOffice write: their tables, and the text between them."""

from __future__ import annotations

import re

from perfrules.table.decode import Document, decode
from perfrules.table.grid import Grid
from perfrules.table.readers.flow import grid_of
from perfrules.table.readers.html_flow import PageReader
from perfrules.table.readers.package import damaged
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError

__all__ = ["read_html"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_FOREIGN = {b"big5": "big5hkscs", b"big5-hkscs": "big5hkscs", b"windows-1252": "cp1252", b"iso-8859-1": "cp1252"}


def read_html(data: bytes, source: str) -> list[Grid]:
    """Return the grid of a web page; TableError where it holds no text.

    >>> page = "<p>绩效目标表</p><table><tr><th rowspan=2>产出<td>≥5场<tr><td>≥6场</table>"
    >>> [row.cells for row in read_html(page.encode(), "表.html")[0].rows]
    [('绩效目标表',), (), ('产出', '≥5场'), ('', '≥6场')]
    """
    from lxml import etree

    document = _decoded(data, source)
    page = PageReader(source)
    # Events, not a tree: a page of a hundred thousand nested elements is as flat as any other.
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        parser.feed(document.text.encode("utf-8", errors="replace"))
        parser.close()
    except TableError:
        raise
    except (etree.LxmlError, SyntaxError, ValueError, AssertionError) as error:
        raise damaged(source, error) from None
    grid = grid_of(page.blocks, source, (*document.diagnostics, *page.diagnostics))
    if not any(row.filled for row in grid.rows):
        raise TableError([Diagnostic("E357", {"path": source})])
    return [grid]


def _decoded(data: bytes, source: str) -> Document:
    """Return the text of a page: as `decode` finds it, or in the one of the older encodings that the page names."""
    named = _CHARSET.search(data[:4096])
    codec = _FOREIGN.get(named[1].lower()) if named is not None else None
    if codec is not None:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return decode(data, source)
        text = _readable(data, codec)
        if text is not None:
            return Document(text, source, (Diagnostic("N301", {"encoding": codec}, where=source),))
    return decode(data, source)


def _readable(data: bytes, codec: str) -> str | None:
    """Return the text, unless the page only claims its encoding: pages by Western tools name one and are GBK."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    if codec == "cp1252":
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return text
        return None
    return None if "\x00" in text else text
