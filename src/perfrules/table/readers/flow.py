"""What flows down a document: paragraphs and tables, laid out as the rows of one grid.

The readers of Word files and web pages make a flow; `grid_of` decides what is a table of its own, what only places texts on
a page, and where each stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from perfrules.table.grid import Grid, Row, Span
from perfrules.table.place import Part, PartKind
from perfrules.table.readers.matrix import Merge, rows_of
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_DOCUMENT_COLUMNS, MAX_DOCUMENT_ROWS, MAX_SLOTS

__all__ = ["Block", "FlowCell", "FlowTable", "Paragraph", "cells_of_line", "check_size", "flow_text", "grid_of"]

_BODY = Part(PartKind.BODY)
_GAP = re.compile(r"\t+|[ \u3000\xa0]{3,}")
_COLON = re.compile(r"[：:]")
_EDGE = " \t\u3000\xa0\u200b\ufeff\f\v\r\n"


@frozen
class Paragraph:
    """A text outside of cells, or one of the paragraphs of a cell; a line break within it parts its lines."""

    text: str


@frozen
class FlowCell:
    """A cell: what it holds, and the range that it covers by the indices of its first and last rows and columns."""

    blocks: tuple[Block, ...]
    range: Merge


@frozen
class FlowTable:
    """A table: its cells in reading order, and its size."""

    cells: tuple[FlowCell, ...]
    height: int
    width: int

    @property
    def is_data(self) -> bool:
        """Tell whether a table inside a cell is one in its own right, not a few words set side by side."""
        return (self.height >= 2 and self.width >= 3) or any(_nested(cell) for cell in self.cells)


Block: TypeAlias = Paragraph | FlowTable


def flow_text(blocks: Iterable[Block]) -> str:
    """Return the text of a cell: its paragraphs one below the other, the cells of a small inner table side by side.

    >>> flow_text([Paragraph("目标1 "), Paragraph(""), Paragraph("目标2")])
    '目标1\\n目标2'
    """
    return "\n".join(text for text in _texts(blocks) if text)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(text):
                yield from (line.replace("\t", " ").strip(_EDGE) for line in text.split("\n"))
            case FlowTable(cells=cells, height=height):
                lines: list[list[str]] = [[] for _ in range(height)]
                for cell in cells:
                    lines[cell.range.top].append(flow_text(cell.blocks))
                yield from (" ".join(text for text in line if text) for line in lines)


def cells_of_line(line: str) -> tuple[str, ...]:
    """Return the cells of a line outside of tables: parted by tabs, or by wide gaps beside a label and its colon.

    >>> cells_of_line("填报单位：教育局      单位：万元"), cells_of_line("绩   效   目   标   表")
    (('填报单位：教育局', '单位：万元'), ('绩   效   目   标   表',))
    """
    text = line.strip(_EDGE)
    pieces = [piece for one in _GAP.split(text) if (piece := one.strip(_EDGE))]
    if "\t" in text or (_COLON.search(text) and all(len(piece) > 1 for piece in pieces)):
        return tuple(pieces)
    return (text,)


def grid_of(blocks: Iterable[Block], source: str, diagnostics: tuple[Diagnostic, ...] = ()) -> Grid:
    """Return the grid of a flow: lines of text are rows of the body, each table is a part, a blank row stands between.

    >>> inner = (FlowCell((Paragraph("产出"),), Merge(0, 0, 0, 0)), FlowCell((Paragraph("≥5场"),), Merge(0, 1, 0, 1)))
    >>> [row.cells for row in grid_of([Paragraph("绩效目标表"), FlowTable(inner, 1, 2)], "表.docx").rows]
    [('绩效目标表',), (), ('产出', '≥5场')]
    """
    laid = _Laid(source)
    for piece in _pieces(blocks):
        laid.add(piece)
    return Grid(tuple(laid.rows), source, diagnostics, tuple(laid.spans))


@frozen
class _Segment:
    """Some rows of a whole table, from the row `first` on."""

    table: FlowTable
    first: int
    whole: FlowTable


@define
class _Laid:
    """The rows that are laid so far."""

    source: str
    rows: list[Row] = field(factory=list)
    spans: list[Span] = field(factory=list)
    lines: int = 0
    numbers: dict[int, int] = field(factory=dict)
    was_text: bool = True

    def add(self, piece: Paragraph | _Segment) -> None:
        is_text = isinstance(piece, Paragraph)
        if self.rows and not (is_text and self.was_text):
            self.rows.append(Row(len(self.rows) + 1, (), part=self.rows[-1].part, number=self.rows[-1].number))
        self.was_text = is_text
        match piece:
            case Paragraph(text):
                self.lines += 1
                check_size(self.source, self.lines, 1)
                self.rows.append(Row(len(self.rows) + 1, cells_of_line(text), part=_BODY, number=self.lines))
            case _Segment(table, first, whole):
                check_size(self.source, len(self.rows) + table.height, table.width)
                # Two tables may well be equal: they are told apart by which they are.
                part = Part(PartKind.TABLE, str(self.numbers.setdefault(id(whole), len(self.numbers) + 1)))
                numbers = {index: first + index + 1 for index in range(table.height)}
                rows, spans = rows_of(*_matrix(table), part=part, first=len(self.rows) + 1, numbers=numbers)
                self.rows += rows
                self.spans += spans


def check_size(source: str, height: int, width: int) -> None:
    """Raise TableError where a table has more rows, columns or cells than a form has."""
    if height > MAX_DOCUMENT_ROWS:
        limit = f"{MAX_DOCUMENT_ROWS:,}"
        raise TableError([Diagnostic("E308", {"path": source, "rows": f">{limit}", "limit": limit})])
    if width > MAX_DOCUMENT_COLUMNS:
        raise TableError([Diagnostic("E351", {"path": source, "limit": f"{MAX_DOCUMENT_COLUMNS:,}"})])
    if height * width > MAX_SLOTS:
        raise TableError([Diagnostic("E347", {"path": source, "limit": f"{MAX_SLOTS:,}"})])


def _matrix(table: FlowTable) -> tuple[list[list[str]], list[Merge]]:
    matrix = [[""] * table.width for _ in range(table.height)]
    merges: list[Merge] = []
    for cell in table.cells:
        top, left, bottom, right = cell.range
        matrix[top][left] = flow_text(cell.blocks)
        if (top, left) != (bottom, right):
            merges.append(cell.range)
    return matrix, merges


def _nested(cell: FlowCell) -> bool:
    return any(isinstance(block, FlowTable) and block.is_data for block in cell.blocks)


def _pieces(blocks: Iterable[Block]) -> Iterator[Paragraph | _Segment]:
    """Yield lines of text and stretches of tables in reading order.

    A table of one cell is a frame around text. A row with a table of its own in a cell only places things on the page: what
    its cells hold follows one after the other, and the rows above and below it are stretches of the outer table.
    """
    for block in blocks:
        match block:
            case Paragraph(text):
                yield from (Paragraph(line) for line in text.split("\n") if line.strip(_EDGE))
            case FlowTable(cells=(only,)):
                yield from _pieces(only.blocks)
            case FlowTable():
                yield from _stretches(block)


def _stretches(table: FlowTable) -> Iterator[Paragraph | _Segment]:
    broken = sorted({cell.range.top for cell in table.cells if _nested(cell)})
    first = 0
    for row in (*broken, table.height):
        if row > first and any(_part(table, first, row - 1)):
            yield _Segment(FlowTable(_part(table, first, row - 1), row - first, table.width), first, table)
        for cell in table.cells:
            if row < table.height and cell.range.top == row:
                yield from _pieces(cell.blocks)
        first = row + 1


def _part(table: FlowTable, first: int, last: int) -> tuple[FlowCell, ...]:
    """Return the cells of some rows, those that reach beyond them cut to size."""
    if first == 0 and last == table.height - 1:
        return table.cells
    return tuple(
        evolve(
            cell,
            range=Merge(max(cell.range.top, first) - first, cell.range.left, min(cell.range.bottom, last) - first, cell.range.right),
        )
        for cell in table.cells
        if cell.range.top <= last and cell.range.bottom >= first and not (cell.range.top < first and _nested(cell))
    )
