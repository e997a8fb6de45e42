"""The text of a Word file as a person sees it: what is deleted or hidden is left out, symbols are characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import define, field

from perfrules.table.readers.symbols import character_of, raised, symbol_font
from perfrules.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Seen", "children", "flag", "marked", "text_of", "value"]

_PLAIN = MappingProxyType({"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "br": "\n"})
_NOT_READ_NAMES = "instrText delInstrText pPr rPr rt sdtPr sdtEndPr ctrlPr drawing pict object Fallback annotationRef"
_NOT_READ = frozenset(_NOT_READ_NAMES.split())
_DELETED = frozenset(("del", "moveFrom"))
_SIGNS = frozenset((*range(0x20, 0x100), *range(0xF020, 0xF100)))
_HEX = re.compile(r"[0-9A-Fa-f]{1,6}")
_OFF = ("0", "false", "off")


@define
class Seen:
    """What was met and not read, as it is gathered; `hidden_styles` are the styles whose text is hidden."""

    hidden_styles: frozenset[str] = frozenset()
    hidden: list[str] = field(factory=list)
    deleted: list[str] = field(factory=list)
    unknown: dict[tuple[str, str], int] = field(factory=dict)

    def diagnostics(self, source: str) -> tuple[Diagnostic, ...]:
        """Return what is to be said of it."""
        found = [
            Diagnostic("W350", {"font": font, "char": code, "count": str(count)}, where=source)
            for (font, code), count in self.unknown.items()
        ]
        for code, texts in (("N352", self.hidden), ("N353", self.deleted)):
            if texts:
                shown = texts[0] if len(texts[0]) <= 30 else texts[0][:30] + "…"
                found.append(Diagnostic(code, {"count": str(len(texts)), "text": shown}, where=source))
        return tuple(found)


def children(element: _Element) -> Iterator[tuple[str, _Element]]:
    """Yield the elements within `element` with their names, whatever edition of the standard names them."""
    for child in element.iterchildren("*"):
        yield local_name(child.tag), child


@lru_cache(maxsize=4096)
def local_name(tag: str) -> str:
    """Return the name of an element without its namespace.

    >>> local_name("{urn:x}tbl")
    'tbl'
    """
    return tag.rpartition("}")[2]


def value(element: _Element, name: str) -> str | None:
    """Return the attribute `name` of an element, whatever its namespace."""
    return next((str(found) for key, found in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def marked(element: _Element, *path: str) -> _Element | None:
    """Return what stands at `path` within an element: the first child of each name."""
    for name in path:
        for child in element.iterchildren("*"):
            if local_name(child.tag) == name:
                element = child
                break
        else:
            return None
    return element


def flag(element: _Element, *path: str) -> bool:
    """Tell whether the switch at `path` is there and not off."""
    found = marked(element, *path)
    return found is not None and (value(found, "val") or "1") not in _OFF


def text_of(paragraph: _Element, seen: Seen) -> str:
    """Return the text of a paragraph or of any part of one."""
    style = marked(paragraph, "pPr", "pStyle")
    text = "".join(_texts(paragraph, seen))
    if style is not None and value(style, "val") in seen.hidden_styles:
        if text.strip():
            seen.hidden.append(text.strip())
        return ""
    return text


def _texts(element: _Element, seen: Seen, font: str = "") -> Iterator[str]:
    for name, child in children(element):
        if name in _NOT_READ:
            continue
        if name in _DELETED:
            _note_deleted(child, seen)
        elif name == "t":
            yield _in_font(child.text or "", font, seen)
        elif name == "br":
            yield "" if value(child, "type") in ("page", "column") else "\n"
        elif name in _PLAIN:
            yield _PLAIN[name]
        elif name == "sym":
            yield _symbol(value(child, "font") or "", _number(value(child, "char") or ""), seen)
        elif name == "fldChar":
            yield _check_box(child)
        elif name == "r":
            yield _run(child, seen)
        elif name == "f":
            parts = ["".join(_texts(part, seen)) for local, part in children(child) if local in ("num", "den")]
            yield "/".join(parts)
        else:
            yield from _texts(child, seen, font)


def _run(run: _Element, seen: Seen) -> str:
    fonts = marked(run, "rPr", "rFonts")
    text = "".join(_texts(run, seen, (value(fonts, "ascii") or "") if fonts is not None else ""))
    style = marked(run, "rPr", "rStyle")
    by_style = style is not None and value(style, "val") in seen.hidden_styles and marked(run, "rPr", "vanish") is None
    if by_style or flag(run, "rPr", "vanish"):
        if text.strip():
            seen.hidden.append(text.strip())
        return ""
    height = marked(run, "rPr", "vertAlign")
    return raised(text) if height is not None and value(height, "val") == "superscript" else text


def _in_font(text: str, font: str, seen: Seen) -> str:
    """Return text as its font shows it; what a symbol font has no sign for, such as Chinese, is shown in another one."""
    if not symbol_font(font):
        return text
    return "".join(_symbol(font, ord(char), seen) if ord(char) in _SIGNS and not char.isspace() else char for char in text)


def _symbol(font: str, number: int, seen: Seen) -> str:
    found = character_of(font, number)
    if found is None:
        seen.unknown[font, f"{number:04X}"] = seen.unknown.get((font, f"{number:04X}"), 0) + 1
    return found or "\ufffd"


def _number(code: str) -> int:
    return int(code, 16) if _HEX.fullmatch(code) else 0


def _check_box(field_: _Element) -> str:
    """Return the box of a form field, ticked or not."""
    box = marked(field_, "ffData", "checkBox")
    if box is None:
        return ""
    ticked = flag(box, "checked") if marked(box, "checked") is not None else flag(box, "default")
    return "☑" if ticked else "☐"


def _note_deleted(element: _Element, seen: Seen) -> None:
    text = "".join(str(part.text or "") for part in element.iter("{*}delText", "{*}t"))
    if text.strip():
        seen.deleted.append(text.strip())
