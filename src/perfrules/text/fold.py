"""Folding: one spelling for full-width, typographic and traditional characters, with the way back to the original."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from attrs import frozen

from perfrules.text.resources import read_resource
from perfrules.text.span import Span

__all__ = ["Folded", "fold"]


@frozen
class Folded:
    """A text in its one spelling; `origin[i]` is the place of character `i` in the text as written.

    `origin` is `None` where every character kept its place. `markup` tells that tags or entities were removed.
    """

    text: str
    written: str
    origin: tuple[int, ...] | None = None
    markup: bool = False

    @property
    def is_changed(self) -> bool:
        """Tell whether a character was normalised."""
        return self.text != self.written

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the folded text stands in the text as written."""
        if self.origin is None:
            return Span(start, end)
        places = (*self.origin, len(self.written))
        return Span(places[start], places[end - 1] + 1 if end > start else places[start])

    def as_written(self, start: int, end: int) -> str:
        """Return the author's own characters behind a stretch of the folded text."""
        return self.text[start:end] if not self.is_changed else self.span(start, end).cut(self.written)


_FACT = re.compile(r"^字形 (\S+?)：(\S+)", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,60}>")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,5}|#x[0-9A-Fa-f]{1,5});")


@cache
def _table() -> tuple[dict[int, str], re.Pattern[str]]:
    mapping = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for plain, variants in _FACT.findall(read_resource("rulesets/vocab/characters.perf")):
        target = {"空格": " ", "略去": ""}.get(plain, plain)
        for variant in variants.split("、") if plain != "、" else variants:
            char = chr(int(variant[2:], 16)) if variant.startswith("U+") else variant
            mapping[ord(char)] = target
    pattern = "[" + "".join(re.escape(chr(code)) for code in mapping) + "]|<[A-Za-z/]|&[A-Za-z#]"
    return mapping, re.compile(pattern)


def fold(text: str, *, markup: bool = True) -> Folded:
    """Return the text in its one spelling: `＝１７，５００家` is `=17,500家`, `不低於９０％` is `不低于90%`.

    Characters that mean the same are replaced one by one, zero-width characters are left out, and so is HTML markup
    except where `<` and `&` can only be signs (`markup=False`).

    >>> fold("≧９５％").text, fold("<p>健全</p>").text
    ('≥95%', '健全')
    """
    mapping, foldable = _table()
    if foldable.search(text) is None:
        return Folded(text, text)
    folded = text.translate(mapping)
    if len(folded) == len(text) and not (markup and ("<" in text or "&" in text)):
        return Folded(folded, text)
    return _fold_with_places(text, mapping, "<&" if markup else "")


def _fold_with_places(text: str, mapping: dict[int, str], openings: str) -> Folded:
    """Fold where characters disappear, so that every one left remembers its place."""
    chars: list[str] = []
    origin: list[int] = []
    found, position = False, 0
    while position < len(text):
        char = text[position]
        if char in openings and (match := (_TAG if char == "<" else _ENTITY).match(text, position)):
            found = True
            shown = "" if char == "<" else unescape(match[0]).translate(mapping)
            end = match.end()
        else:
            shown, end = mapping.get(ord(char), char), position + 1
        chars += shown
        origin += [position] * len(shown)
        position = end
    return Folded("".join(chars), text, tuple(origin), found)
