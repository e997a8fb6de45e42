"""Ruled tables: from strokes on a page to cells, merged ones included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.pdf_page import Box, Stroke
from perfrules.table.readers.slivers import lines_apart

__all__ = ["Lattice", "lattices_of"]

_NEAR = 300
"""Hundredths of a point: lines closer than this (1 mm) are drawn as one."""
_SLIVER = 600
_MOST = 4_000_000


@frozen
class Lattice:
    """A ruled table: the places of its lines from left to right and from top to bottom, and its cells as ranges between them."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    cells: tuple[Merge, ...]

    @property
    def box(self) -> Box:
        """Return the rectangle that it takes up."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def box_of(self, cell: Merge) -> Box:
        """Return the rectangle of a cell."""
        return Box(self.xs[cell.left], self.ys[cell.top], self.xs[cell.right + 1], self.ys[cell.bottom + 1])

    def slot(self, x: int, y: int) -> tuple[int, int]:
        """Return the row and the column that a point lies in, the nearest ones for a point outside."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def lattices_of(strokes: Iterable[Stroke]) -> list[Lattice]:
    """Return the ruled tables that strokes draw, from top to bottom; a frame around a single cell is none.

    >>> sides = [Stroke(True, x, 0, 4000) for x in (0, 5000, 9000)] + [Stroke(False, y, 0, 9000) for y in (0, 4000)]
    >>> found = lattices_of([*sides, Stroke(False, 2000, 5000, 9000)])[0]
    >>> found.cells
    (Merge(top=0, left=0, bottom=1, right=0), Merge(top=0, left=1, bottom=0, right=1), Merge(top=1, left=1, bottom=1, right=1))
    """
    listed = list(strokes)
    upright = _drawn([stroke for stroke in listed if stroke.upright])
    level = _drawn([stroke for stroke in listed if not stroke.upright])
    if len(upright) * len(level) > _MOST:
        return []
    found = [lattice for group in _groups(upright, level) if (lattice := _lattice(*group)) is not None]
    return sorted((one for one in found if len(one.cells) > 1), key=lambda one: (one.ys[0], one.xs[0]))


def _drawn(strokes: list[Stroke]) -> list[Stroke]:
    """Return strokes of one direction: those on nearly one line are on it, and those that meet there are one."""
    drawn: list[Stroke] = []
    for group in _near(sorted(strokes, key=lambda one: one.at)):
        at = sum(one.at for one in group) // len(group)
        first, *rest = sorted(group, key=lambda one: one.start)
        start, end = first.start, first.end
        for stroke in rest:
            if stroke.start > end + _NEAR:
                drawn.append(Stroke(first.upright, at, start, end))
                start = stroke.start
            end = max(end, stroke.end)
        drawn.append(Stroke(first.upright, at, start, end))
    return [one for one in drawn if one.end - one.start >= _NEAR]


def _near(strokes: list[Stroke]) -> Iterator[list[Stroke]]:
    group: list[Stroke] = []
    for stroke in strokes:
        if group and stroke.at - group[0].at > _NEAR:
            yield group
            group = []
        group.append(stroke)
    if group:
        yield group


def _groups(upright: list[Stroke], level: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Yield the strokes that touch one another, directly or by others."""
    above: dict[int, int] = {index: index for index in range(len(upright) + len(level))}

    def root(index: int) -> int:
        while above[index] != index:
            above[index] = above[above[index]]
            index = above[index]
        return index

    for first, one in enumerate(upright):
        for second, other in enumerate(level, len(upright)):
            crosses = other.start - _NEAR <= one.at <= other.end + _NEAR and one.start - _NEAR <= other.at <= one.end + _NEAR
            if crosses:
                above[root(first)] = root(second)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index, stroke in enumerate((*upright, *level)):
        groups.setdefault(root(index), ([], []))[0 if stroke.upright else 1].append(stroke)
    yield from groups.values()


def _lattice(upright: list[Stroke], level: list[Stroke]) -> Lattice | None:
    if not upright or not level:
        return None
    xs, ys = _places(upright, level), _places(level, upright)
    if len(xs) < 2 or len(ys) < 2:
        return None
    walls = _walls(upright, xs, ys)
    floors = _walls(level, ys, xs)
    cells = list(_cells(len(ys) - 1, len(xs) - 1, walls, floors))
    columns = lines_apart(xs, _SLIVER, ((cell.left, cell.right + 1) for cell in cells))
    kept = tuple(x for index, x in enumerate(xs) if index == 0 or columns[index] != columns[index - 1])
    moved = tuple(Merge(cell.top, columns[cell.left], cell.bottom, columns[cell.right + 1] - 1) for cell in cells)
    return Lattice(kept, ys, moved)


def _places(own: list[Stroke], other: list[Stroke]) -> tuple[int, ...]:
    """Return where lines stand: also where at least two crossing ones end beyond the last one, for a table with open sides."""
    places = sorted({one.at for one in own})
    for ends, beyond, outermost in (
        ([one.start for one in other], -1, min),
        ([one.end for one in other], 1, max),
    ):
        edge = outermost(ends)
        last = outermost(places)
        if (edge - last) * beyond > _NEAR and sum(1 for one in ends if abs(one - edge) <= _NEAR) >= 2:
            places.append(edge)
    return tuple(sorted(places))


def _walls(own: list[Stroke], places: Sequence[int], crossing: Sequence[int]) -> set[tuple[int, int]]:
    """Return which steps between two crossing lines are drawn on which line: (line, step), from 0."""
    index = {place: number for number, place in enumerate(places)}
    drawn: set[tuple[int, int]] = set()
    for stroke in own:
        for step, (start, end) in enumerate(pairwise(crossing)):
            if 2 * (min(end, stroke.end) - max(start, stroke.start)) >= end - start:
                drawn.add((index[stroke.at], step))
    return drawn


def _cells(height: int, width: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]) -> Iterator[Merge]:
    """Yield the rectangles that walls and floors part: each slot grows to the right, then downwards, while nothing stops it."""
    taken: set[tuple[int, int]] = set()
    for top in range(height):
        for left in range(width):
            if (top, left) in taken:
                continue
            right = left
            while right + 1 < width and (right + 1, top) not in walls and (top, right + 1) not in taken:
                right += 1
            bottom = top
            while bottom + 1 < height and _is_open(bottom + 1, left, right, walls, floors):
                bottom += 1
            taken.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            yield Merge(top, left, bottom, right)


def _is_open(row: int, left: int, right: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]) -> bool:
    """Tell whether the slots of a row belong to the cell above them: no line over them, none between them."""
    if any((row, column) in floors for column in range(left, right + 1)):
        return False
    return not any((column, row) in walls for column in range(left + 1, right + 1))
