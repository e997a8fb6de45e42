"""The grid: rows of cells, all that a layout needs to know of a file.

The readers of other formats (docx, xlsx, pdf …) in `perfrules.table.readers` only make grids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from attrs import evolve, field, frozen

from perfrules.table.place import TEXT, Part, where_of
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_DOCUMENT_ROWS

__all__ = ["Grid", "Place", "Row", "Span", "grid_of_text"]

_TAGS = "p|br|div|span|font|b|strong|i|em|u|td|tr|th|table|sup|sub|a|ul|ol|li|o:p"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]{{0,200}})?\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"(?:<br\s*/?>|</p>\s*<p(?:\s[^<>]{0,200})?>)", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:\-]*-[\s|:\-]*")
_MARK = re.compile(r"(?:#{1,6}|>)[ ](?!.*\t)")
_EDGE = " \t\u3000\xa0\u200b\ufeff\f\v\x1a\n"


@frozen
class Place:
    """One cell with its position: `line` and `column` count from 1.

    `line` counts the rows of the whole grid; where a file has parts (pages, tables), `number` counts those of the part.
    """

    text: str
    line: int
    column: int
    part: Part = TEXT
    number: int = 0

    @property
    def where(self) -> str:
        """Return the position in words.

        >>> Place("=0%", 50, 4).where
        '第50行第4列'
        """
        return where_of(self.part, self.number or self.line, self.column)


@frozen
class Row:
    """One line of a grid; `exact` where each cell certainly stands in its own column (no lost merged cells).

    A merged cell stands in its top left corner; the cells that it covers are empty. `held` has, for the columns that a cell
    merged downwards covers in this row, that cell. `line` ascends through the grid, `number` counts the rows of `part`
    (0: the same as `line`).
    """

    line: int
    cells: tuple[str, ...]
    exact: bool = False
    part: Part = TEXT
    number: int = 0
    held: Mapping[int, Place] = field(factory=dict, hash=False, repr=False)
    filled: tuple[int, ...] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "filled", tuple(i for i, cell in enumerate(self.cells) if cell))

    def text(self, index: int) -> str:
        """Return the cell at `index`; empty beyond the ends."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""

    def place(self, index: int) -> Place:
        """Return the cell at `index` with its position."""
        return Place(self.text(index), self.line, index + 1, self.part, self.number)

    def resolved(self, index: int) -> Place:
        """Return the cell that is seen at `index`: its own, or the one merged over it from above."""
        return self.held[index] if not self.text(index) and index in self.held else self.place(index)

    def without(self, *indices: int) -> Row:
        """Return the row without some of its cells."""
        left_out = frozenset(indices)
        return evolve(self, cells=tuple("" if index in left_out else cell for index, cell in enumerate(self.cells)))

    @property
    def where(self) -> str:
        """Return the position of the whole row in words."""
        return where_of(self.part, self.number or self.line)

    @property
    def places(self) -> list[Place]:
        """Return the cells that hold something."""
        return [self.place(index) for index in self.filled]


@frozen
class Span:
    """A merged cell: its part and its first and last row and column, all from 1, both ends included."""

    part: Part
    top: int
    left: int
    bottom: int
    right: int


@frozen
class Grid:
    """The rows of one file or sheet, blank ones included: they often mark a page break. `spans` are its merged cells."""

    rows: tuple[Row, ...]
    source: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    spans: tuple[Span, ...] = ()


def grid_of_text(text: str, source: str = "") -> Grid:
    """Return the grid of a text: cells parted by tabs, or by `|` where a line starts with one.

    >>> grid = grid_of_text("决策\\t健全 \\t\\n| a | 95 |\\n|---|---|")
    >>> [row.cells for row in grid.rows]
    [('决策', '健全', ''), ('a', '95')]
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_DOCUMENT_ROWS:
        raise TableError([Diagnostic("E308", {"path": source, "rows": f"{len(lines):,}", "limit": f"{MAX_DOCUMENT_ROWS:,}"})])
    rows: list[Row] = []
    notes: list[Diagnostic] = []
    for number, line in enumerate(lines, 1):
        stripped = line.strip(_EDGE)
        exact = stripped.startswith("|")
        if exact and _RULE.fullmatch(stripped):
            continue
        raw = _pipe_cells(stripped) if exact else _MARK.sub("", line).split("\t")
        row = Row(number, tuple(_clean(cell, exact) for cell in raw), exact)
        rows.append(row)
        for index, cell in enumerate(raw):
            # Between bars, a break is how a cell has several lines.
            if "<" in cell and (tag := _TAG.search(_BREAK.sub("\n", cell) if exact else cell)):
                notes.append(Diagnostic("N302", {"tag": tag[0]}, where=row.place(index).where))
    return Grid(tuple(rows), source, tuple(notes))


def _pipe_cells(line: str) -> list[str]:
    return _PIPE.split(line[1:-1] if line.endswith("|") and not line.endswith("\\|") and len(line) > 1 else line[1:])


def _clean(cell: str, exact: bool) -> str:
    """Return a cell as a person sees it: without web tags, entities, the quotes of a spreadsheet and outer blanks."""
    text = cell.strip(_EDGE)
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1].replace('""', ""):
        text = text[1:-1].replace('""', '"')
    if exact:
        text = text.replace("\\|", "|")
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = unescape(text)
    return text.strip(_EDGE)
