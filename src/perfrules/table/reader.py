"""Reading target tables (绩效目标表) from files and texts."""

from __future__ import annotations

from pathlib import Path

from perfrules.table.decode import Document, read_document
from perfrules.table.grid import Grid, grid_of_text
from perfrules.table.model import TargetTable
from perfrules.table.tables import tables_of_grid
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_FILE_BYTES

__all__ = ["document_of", "read_table", "read_tables", "tables_of_grid"]

_TEXT = "<文本>"


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
        lines = "、".join(f"第{table.indicators[0].line}行" for table in tables[:6])
        raise TableError([Diagnostic("E310", {"path": tables[0].source, "count": str(len(tables)), "lines": lines})])
    return tables[0]


def read_tables(path_or_text: str | Path) -> list[TargetTable]:
    """Return all target tables of a file or text, at least one; TableError where there is none."""
    document = document_of(path_or_text)
    grid = grid_of_text(document.text, document.source)
    return tables_of_grid(Grid(grid.rows, grid.source, (*document.diagnostics, *grid.diagnostics)))


def document_of(path_or_text: str | Path) -> Document:
    """Return the text that is meant: a string with a tab, a line break or a `|` is the text itself, any other a path."""
    if isinstance(path_or_text, Path):
        return read_document(path_or_text)
    if not path_or_text.strip():
        raise TableError([Diagnostic("E304", {"path": _TEXT})])
    if not any(mark in path_or_text for mark in "\t\n\r|") and not path_or_text.lstrip().startswith("{"):
        return read_document(Path(path_or_text))
    if len(path_or_text) > MAX_FILE_BYTES:
        raise TableError([Diagnostic("E305", {"path": _TEXT, "size": f"{len(path_or_text):,}", "limit": f"{MAX_FILE_BYTES:,}"})])
    return Document(path_or_text.removeprefix("\ufeff"), _TEXT)
