"""Tables without ruled lines: columns are told by the gaps that run down through all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from perfrules.table.readers.joining import join_wrapped
from perfrules.table.readers.pdf_page import Box, Stroke
from perfrules.table.readers.pdf_text import TextLine, parted

__all__ = ["Run", "aligned"]

_FEWEST = 3


@frozen
class Run:
    """Lines that follow one another: `rows` has their cells where they stand in columns, and is empty where they are text."""

    lines: tuple[TextLine, ...]
    box: Box
    rows: tuple[tuple[str, ...], ...] = ()


def aligned(lines: Sequence[TextLine], rules: Sequence[Stroke]) -> Iterator[Run]:
    """Yield the lines in runs: those from the first to the last that has several cells are a table, if there are enough of them."""
    pieces = [parted(line) for line in lines]
    split = [index for index, one in enumerate(pieces) if len(one) > 1]
    columns = _columns([one for one in pieces if len(one) > 1]) if len(split) >= _FEWEST else []
    if len(columns) < _FEWEST:
        if lines:
            yield Run(tuple(lines), _around(lines))
        return
    first, last = split[0], _last(lines, pieces, split[-1], columns)
    for before, after in ((0, first), (first, last + 1), (last + 1, len(lines))):
        held = tuple(lines[before:after])
        if held:
            rows = tuple(_rows(held, pieces[before:after], columns, rules)) if before == first and after == last + 1 else ()
            yield Run(held, _around(held), rows)


def _last(lines: Sequence[TextLine], pieces: Sequence[Sequence[TextLine]], last: int, columns: Sequence[Box]) -> int:
    """Return the last line of a table: lines below it that stay within a column are the rest of wrapped cells."""
    while (
        last + 1 < len(lines)
        and lines[last + 1].box.top - lines[last].box.bottom <= lines[last].size // 2
        and len(_touched(pieces[last + 1][0], columns)) == 1
        and _touched(pieces[last + 1][0], columns)[0] > 0
    ):
        last += 1
    return last


def _around(lines: Sequence[TextLine]) -> Box:
    boxes = [line.box for line in lines]
    return Box(min(one.left for one in boxes), boxes[0].top, max(one.right for one in boxes), max(one.bottom for one in boxes))


def _columns(rows: Sequence[Sequence[TextLine]]) -> list[Box]:
    """Return the columns: what stands below one another without a gap that runs through all rows."""
    columns: list[Box] = []
    for piece in sorted((piece for row in rows for piece in row), key=lambda one: one.box.left):
        if columns and piece.box.left < columns[-1].right:
            columns[-1] = Box(columns[-1].left, 0, max(columns[-1].right, piece.box.right), 0)
        else:
            columns.append(Box(piece.box.left, 0, piece.box.right, 0))
    return columns


def _touched(piece: TextLine, columns: Sequence[Box]) -> list[int]:
    return [index for index, column in enumerate(columns) if piece.box.left < column.right and piece.box.right > column.left]


def _rows(
    lines: Sequence[TextLine], pieces: Sequence[Sequence[TextLine]], columns: Sequence[Box], rules: Sequence[Stroke]
) -> Iterator[tuple[str, ...]]:
    for band in _bands(lines, rules):
        cells = [""] * len(columns)
        for index in band:
            for piece in pieces[index]:
                column = (_touched(piece, columns) or [0])[0]
                cells[column] = join_wrapped(cells[column], piece.text)
        yield tuple(cells)


def _bands(lines: Sequence[TextLine], rules: Sequence[Stroke]) -> Iterator[list[int]]:
    """Yield the lines of each row: parted by ruled lines, else where the distance of lines is clearly wider than within rows."""
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(lines)]
    size = lines[0].size
    ruled = [_parts(above, below, rules) for above, below in pairwise(lines)]
    limit = _limit(gaps, size)
    band = [0]
    for index, gap in enumerate(gaps, 1):
        if ruled[index - 1] if sum(ruled) >= _FEWEST else gap > limit:
            yield band
            band = []
        band.append(index)
    yield band


def _parts(above: TextLine, below: TextLine, rules: Sequence[Stroke]) -> bool:
    """Tell whether a ruled line runs between two lines of text."""
    middle = (above.box.top + above.box.bottom) // 2, (below.box.top + below.box.bottom) // 2
    return any(middle[0] < rule.at < middle[1] and rule.start <= above.box.right and rule.end >= above.box.left for rule in rules)


def _limit(gaps: Sequence[int], size: int) -> int:
    """Return the distance of lines up to which they are one row: below every gap where all gaps are much the same."""
    steps = [(after - before, (after + before) // 2) for before, after in pairwise(sorted(gaps))]
    widest, middle = max(steps, default=(0, 0))
    return middle if 3 * widest >= size else -size // 3
