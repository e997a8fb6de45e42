"""Tables too wide for their paper: a program prints the columns that are left over on further pages, which belong beside the first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve, frozen

from perfrules.table.readers.pdf_page import Box, Glyph, Sheet, Stroke, printed_once
from perfrules.text.diagnostic import Diagnostic

__all__ = ["put_beside"]

_NEAR = 200
"""How far apart, in hundredths of a point, lines may lie that are one."""


@frozen
class _Edges:
    """The ruled part of a page: its box, and where no line closes its left and its right side, each from top to bottom."""

    box: Box
    open_left: tuple[tuple[int, int], ...]
    open_right: tuple[tuple[int, int], ...]


def put_beside(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Diagnostic]]:
    """Return the pages, those with the rest of the columns put beside the ones that they belong to.

    Pages are cut across where merged cells are open on the right of one and on the left of another, at the same heights. They are
    printed downwards first: all rows with the first columns, then all rows with the next ones.
    """
    edges = [_edges(sheet) for sheet in sheets]
    found: list[Sheet] = []
    notes: list[Diagnostic] = []
    start = 0
    while start < len(sheets):
        rows, across = _size(edges, start)
        if across == 1:
            found.append(sheets[start])
            start += 1
            continue
        for row in range(start, start + rows):
            together = range(row, row + across * rows, rows)
            found.append(_joined([sheets[at] for at in together], [edges[at] for at in together]))
            numbers = "、".join(str(sheets[at].number) for at in together)
            notes.append(Diagnostic("N356", {"pages": numbers}, where=f"第{sheets[row].number}页"))
        start += across * rows
    return found, notes


def _size(edges: Sequence[_Edges | None], start: int) -> tuple[int, int]:
    """Return how many pages down and across the table takes that begins on a page; one of each where it is on a page of its own.

    A table that is drawn without its sides is open wherever it stands: somewhere the cut has to be open where these are closed.
    """
    for rows in range(1, (len(edges) - start) // 2 + 1):
        across = 1
        while _are_cut(edges, start + (across - 1) * rows, rows):
            across += 1
        last = start + (across - 1) * rows
        if across > 1 and any(_is_merged(edges[start + row], edges[last + row]) for row in range(rows)):
            return rows, across
    return 1, 1


def _edges(sheet: Sheet) -> _Edges | None:
    """Return the sides of what is ruled on a page; None where there is no table."""
    upright = [one for one in sheet.strokes if one.upright]
    level = [one for one in sheet.strokes if not one.upright]
    if len(upright) < 2 or len(level) < 2:
        return None
    box = Box(min(one.start for one in level), min(one.at for one in level), max(one.end for one in level), max(one.at for one in level))
    return _Edges(box, _gaps(upright, box.left, box), _gaps(upright, box.right, box))


def _gaps(upright: Sequence[Stroke], at: int, box: Box) -> tuple[tuple[int, int], ...]:
    """Return the parts of a side along which there is no line."""
    lines = sorted((one.start, one.end) for one in upright if abs(one.at - at) <= _NEAR)
    gaps: list[tuple[int, int]] = []
    reached = box.top
    for start, end in [*lines, (box.bottom, box.bottom)]:
        if start - reached > 2 * _NEAR:
            gaps.append((reached, start))
        reached = max(reached, end)
    return tuple(gaps)


def _are_cut(edges: Sequence[_Edges | None], start: int, rows: int) -> bool:
    """Tell whether as many pages from `start` on are all cut from the ones that stand as many pages further."""
    return start + 2 * rows <= len(edges) and all(_is_cut(edges[at], edges[at + rows]) for at in range(start, start + rows))


def _is_cut(left: _Edges | None, right: _Edges | None) -> bool:
    if left is None or right is None or not left.open_right or len(left.open_right) != len(right.open_left):
        return False
    sides = zip(
        (left.box.top, left.box.bottom, *(at for gap in left.open_right for at in gap)),
        (right.box.top, right.box.bottom, *(at for gap in right.open_left for at in gap)),
        strict=True,
    )
    return all(abs(one - other) <= _NEAR for one, other in sides)


def _is_merged(first: _Edges | None, last: _Edges | None) -> bool:
    """Tell whether a cell reaches over the right side of a page, between outer sides that are closed."""
    if first is None or last is None:
        return False
    outer = (*first.open_left, *last.open_right)
    return any(not any(top - _NEAR <= start and end <= bottom + _NEAR for top, bottom in outer) for start, end in first.open_right)


def _joined(sheets: Sequence[Sheet], edges: Sequence[_Edges | None]) -> Sheet:
    """Return pages as one, each moved so that its ruled part begins where that of the one before ends."""
    offset = 0
    glyphs, strokes, areas = list(sheets[0].glyphs), list(sheets[0].strokes), list(sheets[0].areas)
    for (before, after), sheet in zip(pairwise(edges), sheets[1:], strict=True):
        assert before is not None
        assert after is not None
        offset += before.box.right - after.box.left
        glyphs += [_moved_glyph(one, offset) for one in sheet.glyphs]
        strokes += [_moved_stroke(one, offset) for one in sheet.strokes]
        areas += [_moved_stroke(one, offset) for one in sheet.areas]
    pictures = sum(sheet.pictures for sheet in sheets)
    # A text that is wider than its page is printed on both, where it would have been on one.
    once = tuple(printed_once(glyphs))
    width = offset + sheets[-1].width
    return evolve(sheets[0], width=width, glyphs=once, strokes=tuple(strokes), areas=tuple(areas), pictures=pictures)


def _moved_glyph(glyph: Glyph, offset: int) -> Glyph:
    box = glyph.box
    return evolve(glyph, box=Box(box.left + offset, box.top, box.right + offset, box.bottom))


def _moved_stroke(stroke: Stroke, offset: int) -> Stroke:
    if stroke.upright:
        return evolve(stroke, at=stroke.at + offset)
    return evolve(stroke, start=stroke.start + offset, end=stroke.end + offset)
