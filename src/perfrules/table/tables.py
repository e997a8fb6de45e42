"""From the rows of a grid to target tables: where each begins, and what all its parts say."""

from __future__ import annotations

import re
from itertools import pairwise
from types import MappingProxyType

from attrs import evolve

from perfrules.table.amount import read_amount
from perfrules.table.beside import grids_beside
from perfrules.table.fields import Field
from perfrules.table.form import Kind, form
from perfrules.table.funds import Funds, read_funds
from perfrules.table.grid import Grid, Row
from perfrules.table.head import Head, begins_section, is_page_top, read_head
from perfrules.table.indicator import indicators_of
from perfrules.table.layout import read_layout
from perfrules.table.model import TargetTable
from perfrules.table.projects import tables_by_project
from perfrules.table.stack import Headings, headings_of
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import TableError

__all__ = ["tables_of_grid"]

_NUMBER = re.compile(r"[+\-]?[\d,，.．]+\s*[%％]?|[-—–/]+")


def tables_of_grid(grid: Grid) -> list[TargetTable]:
    """Return the target tables of a grid, whatever reader made it."""
    parts = grids_beside(grid)
    if len(parts) > 1:
        return _tables_beside(parts)
    headings = headings_of(grid)
    tables: list[TargetTable] = []
    lost: list[list[Row]] = []
    for rows in _parts(list(grid.rows) if grid.spans else _unrepeated(grid.rows, headings), headings):
        table = _table(rows, grid, headings)
        if table is not None:
            tables += tables_by_project(table)
        elif any(row.filled for row in rows):
            lost.append(rows)
    if not tables:
        found = [one for one in grid.diagnostics if one.severity is not Severity.NOTE]
        raise TableError([*found, Diagnostic("E309", {"path": grid.source})])
    return [*tables[:-1], _with_lost(tables[-1], lost, headings)] if lost else tables


def _tables_beside(parts: list[Grid]) -> list[TargetTable]:
    """Return the tables of grids that stand side by side; one that nobody filled is told of where another one is."""
    tables: list[TargetTable] = []
    empty: list[Diagnostic] = []
    for part in parts:
        try:
            tables += tables_of_grid(part)
        except TableError as error:
            if part is parts[-1] and not tables:
                raise
            where = next((row.places[0].where for row in part.rows if row.filled), "")
            empty += [Diagnostic("W308", where=where) for one in error.diagnostics if one.code == "E309"]
    return [*tables[:-1], evolve(tables[-1], diagnostics=(*tables[-1].diagnostics, *empty))]


def _unrepeated(rows: tuple[Row, ...], headings: Headings) -> list[Row]:
    """Return the rows, texts that fill up the columns of a merged cell left out: outside the indicators, or all along a row."""
    first = min(headings, default=0)
    found: list[Row] = []
    for row in rows:
        if not row.exact or row.line in headings or len(row.filled) < 2:
            found.append(row)
            continue
        texts = [row.cells[index] for index in row.filled]
        outside = row.line < first or (len(texts) > 2 and len(set(texts)) == 1) or begins_section(row)
        again = [after for before, after in pairwise(row.filled) if outside and _is_again(row, before, after)]
        found.append(row.without(*again) if again else row)
    return found


def _is_again(row: Row, before: int, after: int) -> bool:
    return after == before + 1 and row.cells[before] == row.cells[after] and not _NUMBER.fullmatch(row.cells[after])


def _with_lost(table: TargetTable, lost: list[list[Row]], headings: Headings) -> TargetTable:
    """Return a table with the texts of parts that are no tables: they are reported, and kept as remarks."""
    notes = [Diagnostic("W305" if _start(rows, headings) is None else "W308", where=rows[0].where) for rows in lost]
    texts = [" ".join(place.text for place in row.places) for rows in lost for row in rows if row.filled]
    return evolve(table, diagnostics=(*table.diagnostics, *notes), remarks=(*table.remarks, *texts))


def _parts(rows: list[Row], headings: Headings) -> list[list[Row]]:
    """Return the rows of each table: a title or a unit name after the indicators begins the next one."""
    parts: list[list[Row]] = [[]]
    seen = False
    for row in rows:
        headed = row.line in headings
        if seen and not headed and row.filled and _begins_table(row):
            parts.append([])
            seen = False
        seen = seen or headed
        parts[-1].append(row)
    return parts if len(parts) == 1 else _rejoined(parts, headings)


def _rejoined(parts: list[list[Row]], headings: Headings) -> list[list[Row]]:
    """Return the parts, those joined to the one before that only repeat its title on a new page, or are the rest of its form."""
    joined: list[list[Row]] = []
    title = ""
    for rows in parts:
        top = next((index for index, row in enumerate(rows) if not is_page_top(row)), len(rows))
        own = read_head(rows[:top]).title
        if joined and top < len(rows) and own == title and not begins_section(rows[top]):
            joined[-1] += [*(Row(row.line, (), part=row.part, number=row.number) for row in rows[:top]), *rows[top:]]
        elif joined and not own and _start(rows, headings) is None and _is_signature(rows):
            joined[-1] += rows
        else:
            joined.append(rows)
            title = read_head(rows[: _start(rows, headings)]).title
    return joined


def _is_signature(rows: list[Row]) -> bool:
    """Tell whether rows without a heading are the foot of a form: who filled it in, and notes."""
    return all(len(row.filled) < 2 or begins_section(row) for row in rows)


def _start(rows: list[Row], headings: Headings) -> int | None:
    """Return where the first heading of indicators stands."""
    return next((index for index, row in enumerate(rows) if row.line in headings), None)


def _begins_table(row: Row) -> bool:
    first = row.text(row.filled[0])
    if len(row.filled) == 1 and form().is_title(first):
        return True
    return form().find(Kind.FIELD, first) in ("单位名称", "项目名称")


def _table(rows: list[Row], grid: Grid, headings: Headings) -> TargetTable | None:
    start = _start(rows, headings)
    if start is None:
        return None
    layout = read_layout(rows[start:], headings)
    if not layout.lines:
        return None
    head = read_head(list(layout.rest), read_head(rows[:start]))
    for places in layout.left:
        head.remark(places)
    for name, place in layout.marks.items():
        head.tell(Field(name, "", place))
    indicators, notes = indicators_of(layout.lines)
    funds = _funds(head)
    return TargetTable(
        unit_name=head.value("单位名称", "实施单位", "主管部门"),
        project_name=head.value("项目名称"),
        title=head.title,
        year=head.year,
        duties=head.value("职能"),
        staff=head.value("人员"),
        funds=funds.lines,
        goals=head.frozen_goals,
        indicators=indicators,
        total=None if layout.total is None else read_amount(layout.total, "分"),
        diagnostics=(*grid.diagnostics, *head.diagnostics, *funds.diagnostics, *layout.diagnostics, *notes),
        source=grid.source,
        outcomes=MappingProxyType({name: text for name, text in head.outcomes.items() if text}),
        fields=MappingProxyType(head.fields),
        places=MappingProxyType(head.places),
        remarks=tuple(head.remarks),
    )


def _funds(head: Head) -> Funds:
    """Read the funds; what stands beside them goes to the fields, what is no part of them to the remarks."""
    funds = read_funds(head.funds, head.unit)
    for name, place in funds.texts.items():
        head.tell(Field(name, "", place))
    for places in funds.rest:
        head.remark(places)
    return funds
