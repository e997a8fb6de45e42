"""Slim records: what lists and summaries of a folder need of each table, so that a thousand of them stay small."""

from __future__ import annotations

from attrs import evolve

from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.table import Indicator, TargetTable

__all__ = ["slim", "slim_table"]


def slim(file: ReviewedFile) -> ReviewedFile:
    """Return the outcome of a file without what lists and summaries do not show: a thousand of them stay small."""
    return evolve(file, tables=tuple(ReviewedTable(slim_table(one.table), one.findings) for one in file.tables))


def slim_table(table: TargetTable) -> TargetTable:
    """Return a table with its head and the first level and name of its rows."""
    rows = tuple(Indicator(row.level1, "", "", row.name, {}, row.weight, where=row.where, line=row.line) for row in table.indicators)
    return TargetTable(
        unit_name=table.unit_name,
        project_name=table.project_name,
        title=table.title,
        year=table.year,
        indicators=rows,
        source=table.source,
    )
