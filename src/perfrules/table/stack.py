"""Headings of several rows: captions under captions, the rows that only number the columns, headings that come again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from unicodedata import normalize

from attrs import frozen

from perfrules.table.caption import Role, is_caption, is_sub_caption, role_of
from perfrules.table.form import Kind, form
from perfrules.table.frame import is_plain_value
from perfrules.table.grid import Grid, Row
from perfrules.table.heading import Heading, heading_of, make_heading
from perfrules.table.place import Part

__all__ = ["Found", "Headings", "heading_at", "headings_of"]

Widths = Mapping[tuple[Part, int, int], int]
"""The last column of cells merged to the right, by part, row number and first column, columns from 0."""

_NUMBER = re.compile(r"[(（]?(?:(\d{1,2})|([A-Za-z]))[)）]?(?:[=＝][\dA-Za-z()（）+\-*/÷×%]{1,20})?")
_VALUED = frozenset("0123456789=≥≤<>±-")
_MOST_ROWS = 3
_LONGEST = 24


@frozen
class Found:
    """A heading and how many rows it takes, numbered columns included."""

    heading: Heading
    rows: int


Headings = Mapping[int, Found]
"""The headings of a grid by the line that they begin in."""


def headings_of(grid: Grid) -> Headings:
    """Return all headings of indicators in a grid."""
    widths = {(one.part, one.top, one.left - 1): one.right - 1 for one in grid.spans if one.right > one.left}
    rows = list(grid.rows)
    found: dict[int, Found] = {}
    index = 0
    while index < len(rows):
        heading = heading_at(rows, index, widths) if _may_head(rows[index]) else None
        if heading is not None:
            found[rows[index].line] = heading
        index += 1 if heading is None else heading.rows
    return found


def _may_head(row: Row) -> bool:
    """Tell at a glance whether a row may be a heading: two cells are captions."""
    count = 0
    for index in row.filled:
        text = row.cells[index]
        if text[0] not in _VALUED and len(text) <= _LONGEST * 2 and role_of(text)[0] is not None:
            count += 1
            if count > 1:
                return True
    return False


def heading_at(rows: list[Row], index: int, widths: Widths) -> Found | None:
    """Return the heading that begins in a row, with the rows that belong to it."""
    row = rows[index]
    stack = [row]
    while len(stack) < _MOST_ROWS and index + len(stack) < len(rows) and _is_below(rows[index + len(stack)], stack):
        stack.append(rows[index + len(stack)])
    if len(stack) > 1 and heading_of(row) is None and any(heading_of(one) is not None for one in stack[1:]):
        # A row of other captions right above a whole heading is none of it.
        return None
    while stack:
        heading = make_heading(tuple(stack), _widths(stack, widths))
        if heading is not None:
            return Found(heading, len(stack) + _numbered(rows, index + len(stack)))
        stack.pop()
    return None


def _widths(stack: list[Row], widths: Widths) -> dict[int, int]:
    if not widths:
        return {}
    found: dict[int, int] = {}
    for row in stack:
        for index in row.filled:
            found[index] = widths.get((row.part, row.number or row.line, index), index)
    return found


def _is_below(row: Row, stack: list[Row]) -> bool:
    """Tell whether a row continues the heading above it: each cell is a caption, or stands under one merged over several columns."""
    if not row.filled or row.exact != stack[0].exact or row.part != stack[0].part or row.line != stack[-1].line + 1:
        return False
    texts = [row.cells[index] for index in row.filled]
    if any(len(text) > _LONGEST or (is_plain_value(text) and not is_sub_caption(text)) for text in texts):
        return False
    if row.exact and all(row.text(index) == stack[-1].text(index) and is_caption(row.text(index)) for index in row.filled):
        return True
    named = _name_of(stack)
    known = [is_sub_caption(text) for text in texts]
    under = [_is_under(index, stack[-1]) or _is_under(index, stack[0]) for index in row.filled]
    if not any(under) or not all(a or b for a, b in zip(known, under, strict=True)):
        return False
    if any(index <= named and not is_caption(row.cells[index]) for index in row.filled):
        return False
    return 2 * sum(known) >= len(known)


def _name_of(stack: list[Row]) -> int:
    """Return where the names of the indicators are headed: nothing else than a caption stands there in a heading."""
    grouping = (Role.NAME, Role.LEVEL1, Role.LEVEL2, Role.TASK)
    return max((index for row in stack for index in row.filled if role_of(row.cells[index])[0] in grouping), default=-1)


def _is_under(index: int, above: Row) -> bool:
    """Tell whether a cell stands under one that reaches over several columns."""
    left = max((one for one in above.filled if one <= index), default=None)
    if left is None:
        return True
    right = min((one for one in above.filled if one > left), default=None)
    return index > left or right is None or right > left + 1


def _numbered(rows: list[Row], index: int) -> int:
    """Return how many rows from `index` on only number the columns."""
    count = 0
    while index + count < len(rows) and _is_numbering(rows[index + count]):
        count += 1
    return count


def _is_numbering(row: Row) -> bool:
    texts = [normalize("NFKC", row.cells[index]).strip() for index in row.filled]
    if len(texts) > 1 and form().find(Kind.NUMBERING, texts[0]):
        texts = texts[1:]
    if len(texts) < 3:
        return False
    found = [_NUMBER.fullmatch(text) for text in texts]
    values = [int(one[1]) if one[1] else ord(one[2].upper()) for one in found if one is not None]
    return len(values) == len(texts) and all(later == earlier + 1 for earlier, later in pairwise(values))
