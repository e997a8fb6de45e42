"""A form on paper, before any format: lines of text and panels of cells, some merged."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import define, field, frozen

__all__ = ["Box", "Line", "Look", "Panel", "Paper"]


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
            if column + box.cols > self.width:
                raise ValueError(f"row {row}: {box.text} stands beyond the last column")
            self.cells[row, column] = box
            covered = {(row + down, column + right) for down in range(box.rows) for right in range(box.cols)}
            if covered & self._taken:
                raise ValueError(f"row {row}: {box.text} overlaps")
            self._taken |= covered
            column += box.cols
        self.height = row + 1
        return row

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
