"""A page of a PDF as tables and lines of text in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from attrs import evolve, frozen

from perfrules.table.readers.flow import cells_of_line
from perfrules.table.readers.joining import join_wrapped
from perfrules.table.readers.lattice import Lattice, lattices_of
from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.pdf_columns import aligned
from perfrules.table.readers.pdf_page import Box, Glyph, Sheet
from perfrules.table.readers.pdf_text import TextLine, cell_text, is_full, lines_of, parted

__all__ = ["Laid", "PageLine", "PageTable", "Piece", "pieces_of"]


@frozen
class PageTable:
    """A table on a page: the texts of its cells and its merged ranges.

    `xs` are the lines between its columns; none where the `columns` were told by the alignment of the text. `full` are the columns whose
    text, in the last row, runs to the end of its line, so that it may go on on the next page; `skipped` counts the rows at
    the top that were joined to the page before.
    """

    texts: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    xs: tuple[int, ...]
    box: Box
    full: frozenset[int] = frozenset()
    skipped: int = 0
    columns: tuple[Box, ...] = ()


@frozen
class PageLine:
    """A line of text, or several that were wrapped, outside of tables."""

    cells: tuple[str, ...]
    box: Box
    size: int


Piece: TypeAlias = PageTable | PageLine


@frozen
class Laid:
    """A page with its pieces in reading order."""

    number: int
    height: int
    pieces: tuple[Piece, ...]


def pieces_of(sheet: Sheet) -> list[Piece]:
    """Return what stands on a page, from top to bottom."""
    lattices = lattices_of(sheet.strokes) or lattices_of((*sheet.strokes, *sheet.areas))
    inside: list[list[Glyph]] = [[] for _ in lattices]
    loose: list[Glyph] = []
    for glyph in sheet.glyphs:
        around = [index for index, lattice in enumerate(lattices) if lattice.box.holds(*glyph.middle)]
        # A table within a cell of another one is the smaller one.
        (inside[min(around, key=lambda index: _size(lattices[index].box))] if around else loose).append(glyph)
    tables = [_table(lattice, glyphs) for lattice, glyphs in zip(lattices, inside, strict=True) if _is_printed(glyphs)]
    pieces: list[Piece] = [*tables]
    boxes = sorted((table.box for table in tables), key=lambda box: box.top)
    for group in _between(lines_of(loose), boxes):
        pieces += _outside(group, sheet, boxes)
    return sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left))


def _size(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)


def _is_printed(glyphs: Sequence[Glyph]) -> bool:
    return any(not glyph.text.isspace() for glyph in glyphs)


def _table(lattice: Lattice, glyphs: Sequence[Glyph]) -> PageTable:
    height, width = len(lattice.ys) - 1, len(lattice.xs) - 1
    owner = {
        (row, column): number
        for number, cell in enumerate(lattice.cells)
        for row in range(cell.top, cell.bottom + 1)
        for column in range(cell.left, cell.right + 1)
    }
    held: list[list[Glyph]] = [[] for _ in lattice.cells]
    for glyph in glyphs:
        number = owner.get(lattice.slot(*glyph.middle))
        if number is not None:
            held[number].append(glyph)
    texts = [[""] * width for _ in range(height)]
    full: set[int] = set()
    for cell, own in zip(lattice.cells, held, strict=True):
        box, lines = lattice.box_of(cell), lines_of(own)
        texts[cell.top][cell.left] = cell_text(lines, box)
        if lines and cell.bottom == height - 1 and is_full(lines[-1], lines, box):
            full.add(cell.left)
    merges = tuple(cell for cell in lattice.cells if cell.top != cell.bottom or cell.left != cell.right)
    return PageTable(tuple(map(tuple, texts)), merges, lattice.xs, lattice.box, frozenset(full))


def _between(lines: Sequence[TextLine], boxes: Sequence[Box]) -> Iterator[list[TextLine]]:
    """Yield the lines above, between and below the tables."""
    groups: dict[int, list[TextLine]] = {}
    for line in lines:
        groups.setdefault(sum(1 for box in boxes if box.top <= line.box.top), []).append(line)
    yield from (groups[key] for key in sorted(groups))


def _outside(lines: list[TextLine], sheet: Sheet, boxes: Sequence[Box]) -> list[Piece]:
    """Return lines outside of ruled tables: a table without lines where they stand in columns, else paragraphs."""
    found: list[Piece] = []
    for run in aligned(lines, [stroke for stroke in sheet.strokes if not stroke.upright]):
        if run.rows:
            found.append(PageTable(run.rows, (), (), run.box, columns=run.columns))
            continue
        edges = [*(line.box for line in run.lines), *boxes]
        margin = Box(min(box.left for box in edges), 0, max(box.right for box in edges), 0)
        found += _paragraphs(run.lines, margin)
    return found


def _paragraphs(lines: Sequence[TextLine], margin: Box) -> list[PageLine]:
    joined = [_page_line(line) for line in lines[:1]]
    for before, line in pairwise(lines):
        new, last = _page_line(line), joined[-1]
        if _goes_on(before, line, margin) and len(last.cells) == len(new.cells) == 1:
            box = Box(min(last.box.left, new.box.left), last.box.top, max(last.box.right, new.box.right), new.box.bottom)
            joined[-1] = evolve(last, cells=(join_wrapped(last.cells[0], new.cells[0]),), box=box)
        else:
            joined.append(new)
    return joined


def _goes_on(before: TextLine, line: TextLine, margin: Box) -> bool:
    """Tell whether a line is the rest of the one before: that one is full, this one begins at the margin and is near."""
    near = line.box.top - before.box.bottom <= before.size and abs(line.size - before.size) * 10 <= before.size
    return near and line.box.left - margin.left <= line.size and is_full(before, [line], margin)


def _page_line(line: TextLine) -> PageLine:
    text = "\t".join(piece.text for piece in parted(line))
    return PageLine(cells_of_line(text), line.box, line.size)
