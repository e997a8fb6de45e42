"""A form on paper, before any format: lines of text and panels of cells, some merged."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import define, evolve, field, frozen

__all__ = ["Box", "Line", "Look", "Panel", "Paper", "continued", "upright"]


class Look(Enum):
    """How a cell is set."""

    TEXT = "text"
    LABEL = "label"
    HEAD = "head"
    LONG = "long"


@frozen
class Box:
    """A cell: its text, how many columns and rows it covers, and the formula that a spreadsheet may hold instead."""

    text: str
    cols: int = 1
    rows: int = 1
    look: Look = Look.TEXT
    formula: str = ""


@frozen
class Line:
    """A line outside of panels: the title, a year, a heading of a goal, a note."""

    text: str
    title: bool = False


@define
class Panel:
    """A table that is filled from left to right and from top to bottom; merged cells are stepped over.

    `repeated` are the rows (from, to) that a long table prints again on each page, `widths` the relative widths of its columns.
    """

    widths: tuple[int, ...]
    cells: dict[tuple[int, int], Box] = field(factory=dict)
    height: int = 0
    repeated: tuple[int, int] | None = None
    _taken: set[tuple[int, int]] = field(factory=set)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.widths)

    def add(self, *boxes: Box | str | None) -> int:
        """Fill the next row and return its index; None leaves a cell empty."""
        row, column = self.height, 0
        for item in boxes:
            while (row, column) in self._taken:
                column += 1
            box = item if isinstance(item, Box) else Box(item or "")
            self.put(row, column, box)
            column += box.cols
        self.height = row + 1
        return row

    def put(self, row: int, column: int, box: Box) -> None:
        """Set a cell at its place."""
        covered = {(row + down, column + right) for down in range(box.rows) for right in range(box.cols)}
        if column + box.cols > self.width or covered & self._taken:
            raise ValueError(f"row {row}, column {column}: no room for {box.text}")
        self.cells[row, column] = box
        self._taken |= covered
        self.height = max(self.height, row + 1)

    def at(self, row: int, column: int) -> Box | None:
        """Return the cell whose top left corner is there."""
        return self.cells.get((row, column))

    def covered(self, row: int, column: int) -> bool:
        """Tell whether a merged cell from elsewhere stands over this place."""
        return (row, column) in self._taken and (row, column) not in self.cells

    def rows(self) -> Iterator[list[Box | None]]:
        """Yield the rows as dense lists: None where a cell is covered by another."""
        for row in range(self.height):
            yield [None if self.covered(row, column) else self.cells.get((row, column), Box("")) for column in range(self.width)]


@frozen
class Paper:
    """A form as its blocks follow each other."""

    blocks: tuple[Line | Panel, ...]
    landscape: bool = False


def continued(paper: Paper, rows: int, *, again: bool) -> Paper:
    """Return the paper with its panels cut after so many rows of indicators, the heading printed again below 续表.

    A merged cell that is cut goes on below: with its text printed `again`, or empty, as word processors cut it.
    """
    blocks: list[Line | Panel] = []
    for block in paper.blocks:
        if isinstance(block, Panel) and block.repeated and block.height > block.repeated[1] + 1 + rows:
            blocks += [*_cut(block, block.repeated, block.repeated[1] + 1 + rows, again=again)]
        else:
            blocks.append(block)
    return evolve(paper, blocks=tuple(blocks))


def _cut(panel: Panel, heads: tuple[int, int], at: int, *, again: bool) -> tuple[Panel, Line, Panel]:
    before, after = Panel(panel.widths, repeated=panel.repeated), Panel(panel.widths)
    first, body = heads[0], heads[1] + 1
    for (row, column), box in sorted(panel.cells.items()):
        rest = row + box.rows - at
        if row < at:
            before.put(row, column, evolve(box, rows=box.rows - max(rest, 0)))
        if first <= row < body:
            # The label down the left edge begins beside the heading, and does so again.
            after.put(row - first, column, evolve(box, rows=min(box.rows, body - row) + max(rest, 0)))
        elif row < at < row + box.rows:
            after.put(body - first, column, evolve(box, rows=rest, text=box.text if again else ""))
        elif row >= at:
            after.put(row - at + body - first, column, box)
    return before, Line("续表"), after


def upright(paper: Paper) -> Paper:
    """Return the paper with short labels of merged cells written from top to bottom, a character to a line."""
    return evolve(paper, blocks=tuple(_upright(block) if isinstance(block, Panel) else block for block in paper.blocks))


def _upright(panel: Panel) -> Panel:
    found = Panel(panel.widths, repeated=panel.repeated)
    for (row, column), box in sorted(panel.cells.items()):
        tall = box.look is Look.LABEL and box.rows > 1 and len(box.text) < 6
        found.put(row, column, evolve(box, text="\n".join(box.text)) if tall else box)
    return found
