"""Drawing exact grids as text: cells parted by `|`, `<` merged with the cell on the left, `^` with the one above."""

from perfrules.table.grid import Grid, Row, Span
from perfrules.table.place import Part, PartKind
from perfrules.table.readers.matrix import Merge, rows_of

__all__ = ["filled_up", "grid_of"]

_COVERED = ("<", "^")


def grid_of(*texts: str, pages: bool = False) -> Grid:
    """Return the grid that is drawn: a sheet, or one page for each text."""
    rows: list[Row] = []
    spans: list[Span] = []
    for number, text in enumerate(texts, 1):
        cells = _cells_of(text)
        part = Part(PartKind.PAGE, str(number)) if pages else Part(PartKind.SHEET, "表")
        plain = [["" if cell in _COVERED else cell for cell in row] for row in cells]
        more, merged = rows_of(plain, _merges(cells), part=part, first=len(rows) + 1)
        rows += more
        spans += merged
    return Grid(tuple(rows), "表", (), tuple(spans))


def filled_up(text: str) -> Grid:
    """Return the grid of a drawing as some programs save it: without merged cells, each covered cell with the text again."""
    cells = _cells_of(text)
    for top, row in enumerate(cells):
        for left, cell in enumerate(row):
            if cell in _COVERED:
                row[left] = row[left - 1] if cell == "<" else cells[top - 1][left]
    return Grid(rows_of(cells)[0], "表")


def _cells_of(text: str) -> list[list[str]]:
    cells = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, cells))
    return [row + [""] * (width - len(row)) for row in cells]


def _merges(cells: list[list[str]]) -> list[Merge]:
    found: list[Merge] = []
    for top, row in enumerate(cells):
        for left, cell in enumerate(row):
            if cell in _COVERED:
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(cells) and cells[bottom + 1][left] == "^":
                bottom += 1
            if (right, bottom) != (left, top):
                found.append(Merge(top, left, bottom, right))
    return found
