"""Tables without ruled lines: columns are told by the gaps that run down through nearly all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from perfrules.table.readers.joining import join_wrapped
from perfrules.table.readers.pdf_page import Box, Stroke
from perfrules.table.readers.pdf_text import TextLine, parted

__all__ = ["Run", "aligned", "spread"]

_FEWEST = 3
_STEP = 100


@frozen
class Run:
    """Lines that follow one another: `rows` has their cells where they stand in columns, and is empty where they are text."""

    lines: tuple[TextLine, ...]
    box: Box
    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[Box, ...] = ()


@frozen
class _Block:
    """Lines of one cell: they stand close together in one column."""

    column: int
    lines: tuple[TextLine, ...]

    @property
    def top(self) -> int:
        return self.lines[0].box.top

    @property
    def bottom(self) -> int:
        return self.lines[-1].box.bottom

    @property
    def text(self) -> str:
        text = ""
        for line in self.lines:
            text = join_wrapped(text, line.text)
        return text


def aligned(lines: Sequence[TextLine], rules: Sequence[Stroke]) -> Iterator[Run]:
    """Yield the lines in runs: those from the first to the last that has several cells are a table, if there are enough of them."""
    split = [index for index, line in enumerate(lines) if len(parted(line)) > 1]
    columns: list[Box] = []
    if len(split) >= _FEWEST:
        columns = _columns([piece for line in lines[split[0] : split[-1] + 1] for piece in parted(line, line.size // 2)], len(split))
    if len(columns) < _FEWEST:
        if lines:
            yield Run(tuple(lines), _around(lines))
        return
    first, last = split[0], _last(lines, split[-1], columns)
    for begin, end in ((0, first), (first, last + 1), (last + 1, len(lines))):
        held = tuple(lines[begin:end])
        if held:
            is_table = begin == first and end == last + 1
            yield _table(held, columns, rules) if is_table else Run(held, _around(held))


def _table(lines: tuple[TextLine, ...], columns: Sequence[Box], rules: Sequence[Stroke]) -> Run:
    """Return a table; columns side by side of which every row fills but one are one, under a heading that is set elsewhere."""
    rows = list(_rows(lines, columns, rules))
    kept = list(columns)
    index = 0
    while index + 1 < len(kept) and len(kept) > _FEWEST:
        if any(row[index] and row[index + 1] for row in rows):
            index += 1
            continue
        rows = [(*row[:index], row[index] or row[index + 1], *row[index + 2 :]) for row in rows]
        kept[index : index + 2] = [Box(kept[index].left, 0, kept[index + 1].right, 0)]
    return Run(lines, _around(lines), tuple(rows), tuple(kept))


def spread(rows: Sequence[Sequence[str]], columns: Sequence[Box], wider: Sequence[Box]) -> tuple[tuple[str, ...], ...] | None:
    """Return the rows of a table that goes on in the columns of another one, or None if it does not.

    >>> spread([["数量", "≥5场"]], [Box(40, 0, 60, 0), Box(80, 0, 99, 0)], [Box(0, 0, 30, 0), Box(35, 0, 70, 0), Box(75, 0, 99, 0)])
    (('', '数量', '≥5场'),)
    """
    places = [
        max(range(len(wider)), key=lambda index: min(one.right, wider[index].right) - max(one.left, wider[index].left)) for one in columns
    ]
    if any(first >= second for first, second in pairwise(places)):
        return None
    where = {place: index for index, place in enumerate(places)}
    return tuple(tuple(row[where[place]] if place in where else "" for place in range(len(wider))) for row in rows)


def _last(lines: Sequence[TextLine], last: int, columns: Sequence[Box]) -> int:
    """Return the last line of a table: lines below it that stay within a column are the rest of wrapped cells."""
    while (
        last + 1 < len(lines)
        and lines[last + 1].box.top - lines[last].box.bottom <= lines[last].size // 2
        and _column(lines[last + 1], columns) > 0
        and lines[last + 1].box.right <= columns[_column(lines[last + 1], columns)].right
    ):
        last += 1
    return last


def _around(lines: Sequence[TextLine]) -> Box:
    boxes = [line.box for line in lines]
    return Box(min(one.left for one in boxes), boxes[0].top, max(one.right for one in boxes), max(one.bottom for one in boxes))


def _columns(pieces: Sequence[TextLine], rows: int) -> list[Box]:
    """Return the columns: what lies between the gaps that hardly any text runs across.

    A title or a cell that is merged across columns may do so, one in eight; a gap is at least as wide as half a character.
    """
    left, right = min(piece.box.left for piece in pieces), max(piece.box.right for piece in pieces)
    least = min(piece.size for piece in pieces) // 2
    crossed = [0] * ((right - left) // _STEP + 2)
    for piece in pieces:
        crossed[(piece.box.left - left) // _STEP] += 1
        crossed[(piece.box.right - left) // _STEP + 1] -= 1
    columns: list[Box] = []
    depth, begin, gap = 0, left, -1
    for step, change in enumerate(crossed):
        depth += change
        at = left + step * _STEP
        if 8 * depth <= rows:
            gap = at if gap < 0 else gap
        elif gap >= 0:
            if at - gap >= least and gap > begin:
                columns.append(Box(begin, 0, gap, 0))
                begin = at
            gap = -1
    return [*columns, Box(begin, 0, right, 0)]


def _column(piece: TextLine, columns: Sequence[Box]) -> int:
    """Return the column that a piece begins in, by its first character."""
    middle = piece.box.left + piece.size // 2
    return next((index for index, column in enumerate(columns) if middle <= column.right), len(columns) - 1)


def _rows(lines: Sequence[TextLine], columns: Sequence[Box], rules: Sequence[Stroke]) -> Iterator[tuple[str, ...]]:
    """Yield the rows: the column with the most cells says where they are, the cells of others stand beside its cells.

    A cell that stands beside none, such as a label in the middle of its rows, is a row of its own.
    """
    blocks = _blocks(lines, columns, rules)
    counts = [sum(1 for block in blocks if block.column == column) for column in range(len(columns))]
    leader = max(range(len(columns)), key=lambda column: (counts[column], column))
    rows = [[block] for block in blocks if block.column == leader]
    for block in (block for block in blocks if block.column != leader):
        beside = max(rows, key=lambda row: _shared(row[0], block), default=None)
        if beside is not None and 3 * _shared(beside[0], block) >= min(block.bottom - block.top, beside[0].bottom - beside[0].top):
            beside.append(block)
        else:
            rows.append([block])
    for row in _gathered(rows):
        cells = [""] * len(columns)
        for block in row:
            cells[block.column] += ("\n" if cells[block.column] else "") + block.text
        yield tuple(cells)


def _gathered(rows: list[list[_Block]]) -> list[list[_Block]]:
    """Return rows from top to bottom, those without the leading column joined that stand on one line."""
    gathered: list[list[_Block]] = []
    for row in sorted(rows, key=lambda one: one[0].top + one[0].bottom):
        last = gathered[-1] if gathered else None
        free = last is not None and {block.column for block in row}.isdisjoint(block.column for block in last)
        if last is not None and free and len(row) == 1 and 2 * _shared(last[0], row[0]) >= row[0].bottom - row[0].top:
            last += row
        else:
            gathered.append(row)
    return gathered


def _shared(one: _Block, other: _Block) -> int:
    """Return how much of their heights two blocks have in common."""
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def _blocks(lines: Sequence[TextLine], columns: Sequence[Box], rules: Sequence[Stroke]) -> list[_Block]:
    """Return the cells: in each column, lines whose distance is that within a cell; a ruled line between them parts them."""
    held: list[list[TextLine]] = [[] for _ in columns]
    for line in lines:
        for piece in _cut(line, columns):
            held[_column(piece, columns)].append(piece)
    limit = _limit([below.box.top - above.box.bottom for column in held for above, below in pairwise(column)], lines[0].size)
    blocks: list[_Block] = []
    for index, column in enumerate(held):
        group: list[TextLine] = []
        for piece in column:
            if group and (piece.box.top - group[-1].box.bottom > limit or _parts(group[-1], piece, rules)):
                blocks.append(_Block(index, tuple(group)))
                group = []
            group.append(piece)
        if group:
            blocks.append(_Block(index, tuple(group)))
    return sorted(blocks, key=lambda block: (block.top, block.column))


def _cut(line: TextLine, columns: Sequence[Box]) -> Iterator[TextLine]:
    """Yield the pieces of a line, those in one column as one."""
    begun: list[TextLine] = []
    for piece in parted(line, line.size // 2):
        if begun and _column(piece, columns) != _column(begun[0], columns):
            yield _whole(begun)
            begun = []
        begun.append(piece)
    yield _whole(begun)


def _whole(pieces: Sequence[TextLine]) -> TextLine:
    glyphs = tuple(glyph for piece in pieces for glyph in piece.glyphs)
    first, last = pieces[0].box, pieces[-1].box
    return TextLine(glyphs, Box(first.left, min(first.top, last.top), last.right, max(first.bottom, last.bottom)), pieces[0].size)


def _parts(above: TextLine, below: TextLine, rules: Sequence[Stroke]) -> bool:
    """Tell whether a ruled line runs between two lines of text."""
    top, bottom = (above.box.top + above.box.bottom) // 2, (below.box.top + below.box.bottom) // 2
    return any(top < rule.at < bottom and rule.start <= above.box.right and rule.end >= above.box.left for rule in rules)


def _limit(gaps: Sequence[int], size: int) -> int:
    """Return the distance of lines up to which they are one cell; below every distance where none is clearly the smallest.

    The lines of a cell are nearer to one another than three quarters of a character, and clearly nearer than those of two cells.
    """
    for before, after in pairwise(sorted(gaps)):
        if 4 * before > 3 * size:
            break
        if 4 * (after - before) >= size:
            return (before + after) // 2
    return -size // 3
