"""How much work the pages of a PDF are, before they are worked through: drawing orders, characters shown, forms within forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import define, field

from perfrules.text.limits import MAX_CONTENT, MAX_WORK

if TYPE_CHECKING:
    from pdfplumber.page import Page

__all__ = ["Work", "allowance"]

_BETWEEN = (b" ", b"\n", b"\r", b"\t", b"(", b"<", b"[", b"/")
_SHOWN = re.compile(rb"\([^()\\]*+(?:\\.[^()\\]*+)*+\)|<[0-9A-Fa-f]++>", re.DOTALL)
_PLACED = re.compile(rb"/([^\s/<>\[\]()]{1,64})\s+Do\b")
_CHARACTER = 5
"""Words that a byte of shown text costs: a character has two bytes, and is placed, measured and put into its line."""
_DEEPEST = 8
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*(?:<|\[|[0-9])")
_CODES = 8
"""Codes that a font gives a character to in the time of a word."""
_BYTES = 3
"""Bytes that are looked through in the time of a word."""
_EACH_BYTE = 2


def allowance(size: int) -> int:
    """Return how much work a file of `size` bytes may be: what a page needs at the very most, and a share of what is there."""
    return MAX_WORK + _EACH_BYTE * size


@define
class Work:
    """What a file may still cost."""

    left: int
    _forms: dict[int, int] = field(factory=dict)

    def allows(self, page: Page) -> bool:
        """Tell whether a page is within what is left, and take it off."""
        from pdfminer.pdftypes import PDFStream, resolve1

        streams = [one for one in map(resolve1, page.page_obj.contents) if isinstance(one, PDFStream)]
        content = b"\n".join(one.get_data() for one in streams)
        if len(content) > MAX_CONTENT:
            return False
        self.left -= self._of(content, page.page_obj.resources, 0) + self._of_fonts(page.page_obj.resources)
        return self.left >= 0

    def _of(self, content: bytes, resources: Any, depth: int) -> int:
        found = (
            len(content) // _BYTES
            + sum(map(content.count, _BETWEEN))
            + _CHARACTER * sum(one.end() - one.start() for one in _SHOWN.finditer(content))
        )
        names: dict[bytes, int] = {}
        for one in _PLACED.finditer(content):
            names[one[1]] = names.get(one[1], 0) + 1
        return found + sum(count * self._of_form(name, resources, depth) for name, count in names.items())

    def _of_fonts(self, resources: Any) -> int:
        """Return the work of the codes that the fonts of a page list, each font once in a file."""
        from pdfminer.pdftypes import PDFStream, resolve1

        fonts = resolve1(resolve1(resources).get("Font")) if isinstance(resolve1(resources), Mapping) else None
        found = 0
        for font in map(resolve1, fonts.values() if isinstance(fonts, Mapping) else ()):
            for stream in (resolve1(font.get(name)) for name in ("ToUnicode", "Encoding")) if isinstance(font, Mapping) else ():
                if isinstance(stream, PDFStream) and (stream.objid or 0) not in self._forms:
                    self._forms[stream.objid or 0] = 0
                    found += _listed(stream.get_data())
        return found

    def _of_form(self, name: bytes, resources: Any, depth: int) -> int:
        """Return the work of a form each time that it is placed; of none for a picture, and too much for forms without end."""
        from pdfminer.pdftypes import PDFStream, resolve1

        resources = resolve1(resources)
        placed = resolve1(resources.get("XObject")) if isinstance(resources, Mapping) else None
        form = resolve1(placed.get(name.decode("latin-1"))) if isinstance(placed, Mapping) else None
        if not isinstance(form, PDFStream) or str(form.get("Subtype")) != "/'Form'":
            return 1
        if depth >= _DEEPEST:
            return self.left + 1
        key = form.objid or 0
        if key not in self._forms:
            self._forms[key] = min(self.left + 1, self._of(form.get_data(), form.get("Resources", resources), depth + 1))
        return self._forms[key]


def _listed(cmap: bytes) -> int:
    """Return the work of the ranges of codes in a map of characters."""
    ranges = (one for part in _RANGES.finditer(cmap) for one in _RANGE.finditer(part[1]))
    return sum(max(int(last, 16) - int(first, 16), 0) // _CODES for first, last in (one.groups() for one in ranges))
