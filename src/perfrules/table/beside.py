"""Tables side by side on one sheet: blank columns from top to bottom part them, and each has a title and headings of its own."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from perfrules.table.grid import Grid, Row
from perfrules.table.head import read_head
from perfrules.table.stack import headings_of

__all__ = ["grids_beside"]


def grids_beside(grid: Grid) -> list[Grid]:
    """Return the grids of the tables that stand side by side, every cell in its place; the grid alone where there is one.

    A form may well have a blank column: it is parted only where both sides are forms with a title.
    """
    blocks = list(_blocks(grid)) if grid.rows and all(row.exact for row in grid.rows) else []
    if len(blocks) < 2:
        return [grid]
    parts: list[Grid] = []
    start = 0
    for _, end in blocks:
        part = _part(grid, start, end)
        if _is_form(part):
            parts.append(part)
            start = end
    if len(parts) < 2:
        return [grid]
    # What stands at the far right and is no form belongs to the last one.
    last = blocks[-1][1]
    return parts if start == last else [*parts[:-1], _part(grid, _first_of(parts[-1]), last)]


def _blocks(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the runs of columns between blank ones, from the first column to the one behind the last."""
    used = {index for row in grid.rows for index in (*row.filled, *row.held)}
    for span in grid.spans:
        used.update(range(span.left - 1, span.right))
    start = None
    for index in range(max(used, default=-1) + 2):
        if index in used:
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None


def _part(grid: Grid, start: int, end: int) -> Grid:
    """Return a grid with nothing but the columns from `start` to before `end`."""
    rows = tuple(_cut(row, start, end) for row in grid.rows)
    spans = tuple(one for one in grid.spans if start < one.left <= end)
    return evolve(grid, rows=rows, spans=spans)


def _cut(row: Row, start: int, end: int) -> Row:
    cells = tuple(cell if start <= index else "" for index, cell in enumerate(row.cells[:end]))
    return evolve(row, cells=cells, held={index: place for index, place in row.held.items() if start <= index < end})


def _first_of(grid: Grid) -> int:
    return min(index for row in grid.rows for index in row.filled)


def _is_form(grid: Grid) -> bool:
    """Tell whether a grid holds a title and, below it, headings of indicators."""
    headings = headings_of(grid)
    if not headings:
        return False
    first = min(headings)
    return bool(read_head([row for row in grid.rows if row.line < first]).title)
