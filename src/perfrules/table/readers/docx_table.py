"""The tables of a Word file: rows of cells with spans become cells with ranges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import define, field

from perfrules.table.readers.docx_text import Seen, children, flag, marked, value
from perfrules.table.readers.flow import Block, FlowCell, FlowTable, flow_text
from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.slivers import lines_apart
from perfrules.text.limits import MAX_DOCUMENT_COLUMNS

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["table_of"]

_SLIVER = 120
"""Twentieths of a point: a column narrower than this (2 mm) is a border that was drawn twice, not a column."""

_Read = Callable[["_Element", Seen], Sequence[Block]]


@define
class _Cell:
    """A cell as it grows downwards; columns are counted by the lines between them."""

    blocks: Sequence[Block]
    top: int
    bottom: int
    left: int
    right: int


@define
class _Table:
    """The cells so far, and by their first column those that a row below may go on with."""

    cells: list[_Cell] = field(factory=list)
    above: dict[int, _Cell] = field(factory=dict)


def table_of(table: _Element, seen: Seen, read: _Read) -> FlowTable:
    """Return a table; `read` reads what a cell holds. Deleted and hidden rows are left out."""
    found = _Table()
    height = 0
    for row in _within(table, "tr", seen):
        if _left_out(row, seen, read):
            continue
        _add_row(found, row, height, seen, read)
        height += 1
    width = max((cell.right for cell in found.cells), default=0)
    lines = _lines(_grid_columns(table), width, found.cells)
    cells = tuple(
        FlowCell(tuple(cell.blocks), Merge(cell.top, lines[cell.left], cell.bottom, lines[cell.right] - 1)) for cell in found.cells
    )
    return FlowTable(cells, height, lines[width])


def _within(element: _Element, wanted: str, seen: Seen) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, also those inside content controls and insertions."""
    for name, child in children(element):
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _within(child, wanted, seen)


def _left_out(row: _Element, seen: Seen, read: _Read) -> bool:
    deleted = marked(row, "trPr", "del") is not None
    if not deleted and not flag(row, "trPr", "hidden"):
        return False
    text = " ".join(found for cell in _within(row, "tc", seen) if (found := flow_text(read(cell, Seen()))))
    if text:
        (seen.deleted if deleted else seen.hidden).append(text)
    return True


def _add_row(table: _Table, row: _Element, index: int, seen: Seen, read: _Read) -> None:
    column = _count(row, "trPr", "gridBefore", least=0)
    below: dict[int, _Cell] = {}
    for element in _within(row, "tc", seen):
        if marked(element, "tcPr", "cellDel") is not None:
            seen.deleted += [text for text in [flow_text(read(element, Seen()))] if text]
            continue
        right = column + _count(element, "tcPr", "gridSpan", least=1)
        down, across = _merge(element, "vMerge"), _merge(element, "hMerge")
        above = table.above.get(column)
        if down == "continue" and above is not None and above.right == right:
            above.bottom = index
            below[column] = above
        elif across == "continue" and table.cells and table.cells[-1].top == index and table.cells[-1].right == column:
            table.cells[-1].right = right
        else:
            cell = _Cell(read(element, seen), index, index, column, right)
            table.cells.append(cell)
            if down:
                below[column] = cell
        column = right
    table.above = below


def _merge(cell: _Element, name: str) -> str:
    """Return whether a cell begins or continues a merged one; the name alone means that it continues."""
    found = marked(cell, "tcPr", name)
    return "" if found is None else value(found, "val") or "continue"


def _count(element: _Element, *path: str, least: int) -> int:
    found = marked(element, *path)
    text = "" if found is None else value(found, "val") or ""
    # A row cannot have more columns than the limit, whatever it says; its table is then refused by its width.
    return min(max(int(text), least), MAX_DOCUMENT_COLUMNS + 1) if text.isdecimal() and len(text) < 10 else least


def _grid_columns(table: _Element) -> list[int]:
    grid = marked(table, "tblGrid")
    if grid is None:
        return []
    texts = [value(column, "w") or "" for name, column in children(grid) if name == "gridCol"]
    return [int(text) if text.isdecimal() and len(text) < 10 else 0 for text in texts]


def _lines(widths: list[int], count: int, cells: list[_Cell]) -> list[int]:
    """Return for each line between columns the one that it is taken as; a table may not say how wide its columns are."""
    if len(widths) < count or 0 in widths[:count]:
        return list(range(count + 1))
    return lines_apart((0, *accumulate(widths[:count])), _SLIVER, ((cell.left, cell.right) for cell in cells))
