"""From a dense matrix of cells with merged ranges to the rows of a grid: the last step of every exact reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from perfrules.table.grid import Place, Row, Span
from perfrules.table.place import TEXT, Part

__all__ = ["Merge", "rows_of"]


class Merge(NamedTuple):
    """A merged range by the indices of its first and last row and column, from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def rows_of(
    cells: Sequence[Sequence[str]],
    merges: Iterable[Merge] = (),
    *,
    part: Part = TEXT,
    first: int = 1,
    numbers: Mapping[int, int] | None = None,
) -> tuple[tuple[Row, ...], tuple[Span, ...]]:
    """Return the rows of a matrix, merged cells in their top left corner, and the spans of the merged cells.

    `first` is the line of the first row in its grid; `numbers` gives the number of a row in its part by its index, where rows
    were left out (hidden ones) or a part is not the whole grid; else rows are numbered from 1.

    >>> rows, spans = rows_of([["产出", "数量"], ["", "质量"]], [Merge(0, 0, 1, 0)])
    >>> rows[1].cells, rows[1].resolved(0).text
    (('', '质量'), '产出')
    """
    at = dict(enumerate(range(1, len(cells) + 1))) if numbers is None else numbers
    corners = [merge for merge in merges if merge.top < len(cells)]
    covered: dict[int, dict[int, Place]] = {}
    hidden: dict[int, set[int]] = {}
    for merge in corners:
        corner = cells[merge.top]
        text = corner[merge.left] if merge.left < len(corner) else ""
        anchor = Place(text, first + merge.top, merge.left + 1, part, at[merge.top])
        for row in range(merge.top, min(merge.bottom + 1, len(cells))):
            hidden.setdefault(row, set()).update(range(merge.left, merge.right + 1))
            if row == merge.top:
                hidden[row].discard(merge.left)
            elif text:
                covered.setdefault(row, {})[merge.left] = anchor
    rows = tuple(
        Row(
            first + index,
            tuple("" if column in hidden.get(index, ()) else text for column, text in enumerate(row)),
            exact=True,
            part=part,
            number=at[index],
            held=covered.get(index, {}),
        )
        for index, row in enumerate(cells)
    )
    spans = tuple(Span(part, at[one.top], one.left + 1, at[min(one.bottom, len(cells) - 1)], one.right + 1) for one in corners)
    return rows, spans
