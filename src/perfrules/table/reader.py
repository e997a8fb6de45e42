"""Reading target tables (绩效目标表) from files and texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from perfrules.table.decode import Document
from perfrules.table.grid import Grid, grid_of_text
from perfrules.table.model import TargetTable
from perfrules.table.place import position_of
from perfrules.table.readers import read_grids
from perfrules.table.tables import tables_of_grid
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_FILE_BYTES

__all__ = ["read_table", "read_tables", "tables_of_grid", "tables_of_grids", "text_given"]

_TEXT = "<文本>"
_SHOWN = 30


def read_table(path_or_text: str | Path) -> TargetTable:
    """Return the one target table of a file, or of a text that holds tabs or several lines.

    Raises TableError where the file cannot be read, or holds no table or several. An unreadable cell is no reason:
    it is reported in `.diagnostics` with its line and column, and all other rows are read.

    >>> table = read_table("一级指标\\t二级指标\\t三级指标\\t全年指标值\\n产出\\t数量\\t培训人数\\t≥50人")
    >>> table.indicators[0].name, table.indicators[0].targets["全年"].where
    ('培训人数', '第2行第4列')
    """
    tables = read_tables(path_or_text)
    if len(tables) > 1:
        lines = "、".join(_place(table) for table in tables[:6])
        raise TableError([Diagnostic("E310", {"path": tables[0].source, "count": str(len(tables)), "lines": lines})])
    return tables[0]


def read_tables(path_or_text: str | Path) -> list[TargetTable]:
    """Return all target tables of a file or text, at least one; TableError where there is none.

    Workbooks (xlsx, xlsm, xls, et), Word files, PDF with text, web pages, CSV and other texts are told apart by their content.
    """
    document = text_given(path_or_text)
    if document is None:
        return tables_of_grids(read_grids(Path(path_or_text)))
    grid = grid_of_text(document.text, document.source)
    return tables_of_grid(evolve(grid, diagnostics=(*document.diagnostics, *grid.diagnostics)))


def tables_of_grids(grids: Sequence[Grid]) -> list[TargetTable]:
    """Return the target tables of all grids of a file; a grid without one is noted where another has one.

    >>> from perfrules.table.grid import Row
    >>> cells = [("三级指标", "全年指标值"), ("培训人数", "≥50人")]
    >>> form = Grid(tuple(Row(number, row, exact=True) for number, row in enumerate(cells, 1)), "表.xlsx")
    >>> [table] = tables_of_grids([Grid((Row(1, ("填表说明",), exact=True),), "表.xlsx"), form])
    >>> table.diagnostics[-1].message
    '没有指标表，没有读（第一格是「填表说明」）'
    """
    if len(grids) == 1:
        return tables_of_grid(grids[0])
    tables: list[TargetTable] = []
    notes: list[Diagnostic] = []
    refused: list[Diagnostic] = []
    for grid in grids:
        try:
            tables += tables_of_grid(grid)
        except TableError as error:
            refused += [one for one in error.diagnostics if one not in refused]
            notes += _passed_over(grid)
    if not tables:
        # One word on the whole file is enough; what else was found stands before it.
        none = Diagnostic("E309", {"path": grids[0].source if grids else ""})
        raise TableError([*(one for one in refused if one.code != none.code), none])
    return [*tables[:-1], evolve(tables[-1], diagnostics=(*tables[-1].diagnostics, *notes))]


def text_given(path_or_text: str | Path) -> Document | None:
    """Return the text that is meant: a string with a tab, a line break or a `|` is the text itself; None for a path."""
    if isinstance(path_or_text, Path):
        return None
    if not path_or_text.strip():
        raise TableError([Diagnostic("E304", {"path": _TEXT})])
    if not any(mark in path_or_text for mark in "\t\n\r|") and not path_or_text.lstrip().startswith("{"):
        return None
    if len(path_or_text) > MAX_FILE_BYTES:
        raise TableError([Diagnostic("E305", {"path": _TEXT, "size": f"{len(path_or_text):,}", "limit": f"{MAX_FILE_BYTES:,}"})])
    return Document(path_or_text.removeprefix("\ufeff"), _TEXT)


def _passed_over(grid: Grid) -> list[Diagnostic]:
    """Return what to say of a grid without a table: nothing where it is blank."""
    first = next((row for row in grid.rows if row.filled), None)
    if first is None:
        return list(grid.diagnostics)
    text = " ".join(first.text(first.filled[0]).split())
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return [*grid.diagnostics, Diagnostic("N340", {"text": shown}, where=first.part.label or first.where)]


def _place(table: TargetTable) -> str:
    """Return where the indicators of a table begin: its sheet or page, and the line."""
    where = position_of(table.indicators[0].where)
    return f"第{table.indicators[0].line}行" if where is None else evolve(where, column=None).where
