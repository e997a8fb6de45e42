"""Lines of text on a page, and the text of a cell whose lines were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from perfrules.table.readers.joining import is_wide, join_wrapped
from perfrules.table.readers.pdf_page import Box, Glyph

__all__ = ["TextLine", "cell_text", "is_full", "lines_of", "parted"]

_ITEM = re.compile(r"(?:\d{1,2}[.．、)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳●•◆■➢])")
_ENDS = "。；;：:！？!?"


@frozen
class TextLine:
    """Glyphs on one line, from left to right."""

    glyphs: tuple[Glyph, ...]
    box: Box
    size: int

    @property
    def text(self) -> str:
        """Return the line as it reads: a blank where one is printed, or where a gap stands between two words that are not Chinese."""
        return "".join(_with_blanks(self.glyphs)).strip()


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Return the lines that glyphs stand in, from top to bottom."""
    groups: list[list[Glyph]] = []
    middle = size = 0
    for glyph in sorted(glyphs, key=lambda one: one.middle[1]):
        # A glyph is on the line while its middle is nearer to it than half a type size; superscripts are small and near.
        if groups and 2 * (glyph.middle[1] - middle) <= max(glyph.size, size):
            groups[-1].append(glyph)
            size = max(size, glyph.size)
        else:
            groups.append([glyph])
            middle, size = glyph.middle[1], glyph.size
    return [line for group in groups if (line := _line(group)) is not None]


def _line(group: list[Glyph]) -> TextLine | None:
    printed = [glyph for glyph in group if not glyph.text.isspace()]
    if not printed:
        return None
    box = Box(
        min(one.box.left for one in printed),
        min(one.box.top for one in printed),
        max(one.box.right for one in printed),
        max(one.box.bottom for one in printed),
    )
    return TextLine(tuple(sorted(group, key=lambda one: one.box.left)), box, max(one.size for one in printed))


def _with_blanks(glyphs: Sequence[Glyph]) -> Iterable[str]:
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and not before.text.isspace() and not glyph.text.isspace():
            gap = glyph.box.left - before.box.right
            wide = is_wide(before.text[-1:]) or is_wide(glyph.text[:1])
            if (not wide and 4 * gap > glyph.size) or gap > 2 * glyph.size:
                yield " "
        yield glyph.text
        before = glyph


def parted(line: TextLine, least: int = 0) -> list[TextLine]:
    """Return the pieces of a line that stand apart by more than the width of a character, unless it is a title spaced out.

    `least` is another width that parts them.
    """
    least = least or line.size + line.size // 4
    printed = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    pieces: list[list[Glyph]] = [[]]
    gaps: list[int] = []
    right = printed[0].box.left
    for glyph in line.glyphs:
        if not glyph.text.isspace():
            gap = glyph.box.left - right
            if gap > least:
                pieces.append([])
                gaps.append(gap)
            right = max(right, glyph.box.right)
        pieces[-1].append(glyph)
    if len(pieces) == len(printed) and gaps and max(gaps) <= min(3 * line.size, min(gaps) + line.size // 2):
        return [line]
    return [found for piece in pieces if (found := _line(piece)) is not None]


def cell_text(lines: Sequence[TextLine], box: Box) -> str:
    """Return the text of a cell from its lines: wrapped ones are joined, those that end early part paragraphs."""
    text = ""
    for index, line in enumerate(lines):
        new = line.text
        if not text:
            text = new
        elif _begins_paragraph(lines[index - 1], line, lines, box):
            text += "\n" + new
        else:
            text = _joined(text, new, lines[index - 1])
    return text


def _joined(text: str, new: str, before: TextLine) -> str:
    # A blank that is printed at the end of a line says that a word ended there.
    blank = before.glyphs[-1].text.isspace() and not is_wide(text[-1:]) and not is_wide(new[:1])
    return join_wrapped(text + " " if blank and not text[-1:].isdigit() else text, new)


def _begins_paragraph(before: TextLine, line: TextLine, lines: Sequence[TextLine], box: Box) -> bool:
    ended = before.text[-1:] in _ENDS
    if ended and _ITEM.match(line.text):
        return True
    return not is_full(before, lines, box, _first_word(line))


def _first_word(line: TextLine) -> int:
    """Return the width of what cannot be parted at the beginning of a line: a Chinese character, or a word."""
    printed = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    first = printed[0]
    right = first.box.right
    if not is_wide(first.text[:1]):
        for glyph in printed[1:]:
            if is_wide(glyph.text[:1]) or 4 * (glyph.box.left - right) > glyph.size:
                break
            right = glyph.box.right
    return right - first.box.left


def is_full(line: TextLine, lines: Sequence[TextLine], box: Box, word: int = 0) -> bool:
    """Tell whether a line reaches so near to the edge of its cell that the text was wrapped there.

    `word` is the width of what follows: it would have stood on the line if there had been room for it. Room for one more
    character is left open, as punctuation may not begin a line.
    """
    margin = max(min(one.box.left for one in lines) - box.left, 0)
    left, right = line.box.left - box.left, box.right - line.box.right
    centred = left > margin + line.size and abs(left - right) <= line.size
    room = (left + right - 2 * min(margin, line.size)) if centred else right - min(margin, line.size)
    return room < word + line.size + line.size // 2
