"""One page of a PDF as glyphs and strokes, in hundredths of a point from its upper left corner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import frozen

from perfrules.table.readers.radicals import as_characters

if TYPE_CHECKING:
    from pdfplumber.page import Page

__all__ = ["Box", "Glyph", "Sheet", "Stroke", "printed_once", "sheet_of"]

_THIN = 300
_UNMAPPED = "(cid:"


@frozen
class Box:
    """A rectangle on a page."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, x: int, y: int) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@frozen
class Glyph:
    """One printed character, blanks included, with the box that it takes up and the size of its type."""

    text: str
    box: Box
    size: int

    @property
    def middle(self) -> tuple[int, int]:
        """Return the middle of its box."""
        return (self.box.left + self.box.right) // 2, (self.box.top + self.box.bottom) // 2


@frozen
class Stroke:
    """A straight line: upright or level, at a distance from the left or from the top, from `start` to `end`."""

    upright: bool
    at: int
    start: int
    end: int


@frozen
class Sheet:
    """A page: its number, its size, and what is printed on it.

    `areas` are the borders of backgrounds, which part cells where no strokes do; `pictures` counts the images.
    """

    number: int
    width: int
    height: int
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    areas: tuple[Stroke, ...]
    pictures: int


def sheet_of(number: int, page: Page) -> Sheet:
    """Return a page that pdfplumber has read, turned so that its text stands upright."""
    width, height = int(page.width * 100), int(page.height * 100)
    shapes = [*page.lines, *page.rects, *page.curves]
    turn = _turn(page.chars)
    glyphs = printed_once(_glyphs(page.chars, width, height, turn))
    strokes, areas = (tuple(_stroke(_turned(box, width, height, turn)) for box in _strokes(shapes, areas=areas)) for areas in (False, True))
    if turn in (1, 3):
        width, height = height, width
    return Sheet(number, width, height, tuple(glyphs), strokes, areas, len(page.images))


def _turn(chars: Iterable[Mapping[str, Any]]) -> int:
    """Return by how many quarters most of the text is turned against the page, clockwise."""
    turns: Counter[int] = Counter()
    for char in chars:
        a, b, c, d = char["matrix"][:4]
        if abs(a) + abs(d) >= abs(b) + abs(c):
            turns[0 if a >= 0 else 2] += 1
        else:
            turns[3 if b > 0 else 1] += 1
    return turns.most_common(1)[0][0] if turns else 0


def _turned(box: Box, width: int, height: int, turn: int) -> Box:
    """Return where a box stands when the page is turned back."""
    match turn:
        case 1:
            return Box(box.top, width - box.right, box.bottom, width - box.left)
        case 2:
            return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
        case 3:
            return Box(height - box.bottom, box.left, height - box.top, box.right)
        case _:
            return box


def _box(found: Mapping[str, Any]) -> Box:
    # Hundredths of a point, cut to whole numbers at once: nothing is decided by fractions of them.
    return Box(*(int(found[name] * 100) for name in ("x0", "top", "x1", "bottom")))


def _glyphs(chars: Iterable[Mapping[str, Any]], width: int, height: int, turn: int) -> Iterator[Glyph]:
    page = Box(0, 0, width, height)
    for char in chars:
        box = _box(char)
        text = as_characters(str(char["text"]))
        if text.startswith(_UNMAPPED):
            text = "\ufffd"
        if page.holds((box.left + box.right) // 2, (box.top + box.bottom) // 2):
            box = _turned(box, width, height, turn)
            yield Glyph(text, box, max(min(box.bottom - box.top, int(char["size"] * 100) or 1), 1))


def printed_once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield glyphs, those only once that are printed twice on one spot to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        x, y = glyph.box.left // 100, glyph.box.top // 100
        spots = {(glyph.text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if glyph.text.isspace() or seen.isdisjoint(spots):
            seen.add((glyph.text, x, y))
            yield glyph


def _strokes(shapes: Iterable[Mapping[str, Any]], *, areas: bool) -> Iterator[Box]:
    """Yield the lines that shapes draw, as boxes without height or width: `areas` asks for the borders of mere backgrounds."""
    for shape in shapes:
        box = _box(shape)
        wide, high = box.right - box.left, box.bottom - box.top
        if min(wide, high) <= _THIN:
            # Many programs draw a line as a thin filled area.
            x, y = (box.left + box.right) // 2, (box.top + box.bottom) // 2
            if not areas:
                yield Box(x, box.top, x, box.bottom) if high > wide else Box(box.left, y, box.right, y)
        elif shape["object_type"] == "rect" and bool(shape["stroke"]) is not areas:
            yield from (Box(box.left, box.top, box.right, box.top), Box(box.left, box.bottom, box.right, box.bottom))
            yield from (Box(box.left, box.top, box.left, box.bottom), Box(box.right, box.top, box.right, box.bottom))
        elif shape["object_type"] == "curve" and not areas:
            yield from _sides([(int(x * 100), int(y * 100)) for x, y in shape["pts"]])


def _sides(points: list[tuple[int, int]]) -> Iterator[Box]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if min(abs(x1 - x0), abs(y1 - y0)) <= _THIN // 3:
            yield Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _stroke(box: Box) -> Stroke:
    if box.bottom - box.top > box.right - box.left:
        return Stroke(True, box.left, box.top, box.bottom)
    return Stroke(False, box.top, box.left, box.right)
