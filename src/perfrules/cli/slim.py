"""Slim records: what lists and summaries of a folder need of each table, so that a thousand of them stay small."""

from __future__ import annotations

from attrs import evolve

from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.table import Indicator, TargetTable

__all__ = ["slim", "slim_table"]


def slim(file: ReviewedFile, *, matches: bool = False) -> ReviewedFile:
    """Return the outcome of a file without what lists and summaries do not show: a thousand of them stay small.

    `matches` keeps the pairs of goals and rows, for reports that list them.
    """
    pairs = [one.matches if matches else () for one in file.tables]
    kept = [ReviewedTable(slim_table(one.table), one.findings, None, found) for one, found in zip(file.tables, pairs, strict=True)]
    return evolve(file, tables=tuple(kept))


def slim_table(table: TargetTable, *, named: bool = True) -> TargetTable:
    """Return a table with its head and what was noted while reading it.

    Of its rows the first level and the name are kept where they are `named`, else no more than how many there are and whether they
    state marks.
    """
    rows = table.indicators
    if named:
        rows = tuple(
            Indicator(row.level1, "", "", row.name, {}, row.weight, score=row.score, where=row.where, line=row.line) for row in rows
        )
    else:
        marks = next((row.score for row in rows if row.score), "")
        rows = (Indicator("", "", "", "", {}, score=marks),) * len(rows)
    return TargetTable(
        unit_name=table.unit_name,
        project_name=table.project_name,
        title=table.title,
        year=table.year,
        indicators=rows,
        diagnostics=table.diagnostics,
        source=table.source,
    )
