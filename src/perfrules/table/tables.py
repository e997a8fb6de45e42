"""From the rows of a grid to target tables: where each begins, and what all its parts say."""

from __future__ import annotations

from types import MappingProxyType

from attrs import evolve

from perfrules.table.amount import read_amount
from perfrules.table.cell import read_cell
from perfrules.table.form import Kind, form
from perfrules.table.funds import read_funds
from perfrules.table.grid import Grid, Place, Row
from perfrules.table.head import begins_section, is_page_top, read_head
from perfrules.table.heading import Role, heading_of
from perfrules.table.layout import Line, read_layout
from perfrules.table.model import Amount, Indicator, TargetTable
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import TableError

__all__ = ["tables_of_grid"]


def tables_of_grid(grid: Grid) -> list[TargetTable]:
    """Return the target tables of a grid, whatever reader made it."""
    parts = _parts(list(grid.rows))
    tables = [table for rows in parts if (table := _table(rows, grid)) is not None]
    if not tables:
        found = [one for one in grid.diagnostics if one.severity is not Severity.NOTE]
        raise TableError([*found, Diagnostic("E309", {"path": grid.source})])
    lost = [rows for rows in parts if _start(rows) is None and any(row.filled for row in rows)]
    notes = [Diagnostic("W305", where=rows[0].where) for rows in lost]
    return [*tables[:-1], evolve(tables[-1], diagnostics=(*tables[-1].diagnostics, *notes))]


def _parts(rows: list[Row]) -> list[list[Row]]:
    """Return the rows of each table: a title or a unit name after the indicators begins the next one."""
    parts: list[list[Row]] = [[]]
    seen = False
    for row in rows:
        headed = heading_of(row) is not None
        if seen and not headed and row.filled and _begins_table(row):
            parts.append([])
            seen = False
        seen = seen or headed
        parts[-1].append(row)
    return _rejoined(parts)


def _rejoined(parts: list[list[Row]]) -> list[list[Row]]:
    """Return the parts, those joined to the one before that only repeat its title on a new page."""
    joined: list[list[Row]] = []
    title = ""
    for rows in parts:
        top = next((index for index, row in enumerate(rows) if not is_page_top(row)), len(rows))
        if joined and top < len(rows) and read_head(rows[:top]).title == title and not begins_section(rows[top]):
            joined[-1] += [*(Row(row.line, (), part=row.part, number=row.number) for row in rows[:top]), *rows[top:]]
        else:
            joined.append(rows)
            title = read_head(rows[: _start(rows)]).title
    return joined


def _start(rows: list[Row]) -> int | None:
    """Return where the first heading of indicators stands."""
    return next((index for index, row in enumerate(rows) if heading_of(row) is not None), None)


def _begins_table(row: Row) -> bool:
    first = row.text(row.filled[0])
    if len(row.filled) == 1 and form().is_title(first):
        return True
    return form().find(Kind.FIELD, first) in ("单位名称", "项目名称")


def _table(rows: list[Row], grid: Grid) -> TargetTable | None:
    start = _start(rows)
    if start is None:
        return None
    layout = read_layout(rows[start:])
    if not layout.lines:
        return None
    head = read_head(rows[:start])
    funds, fund_notes = read_funds(head.funds)
    indicators: list[Indicator] = []
    notes: list[Diagnostic] = []
    for line in layout.lines:
        indicator, found = _indicator(line)
        indicators.append(indicator)
        notes += found
    return TargetTable(
        unit_name=head.fields.get("单位名称", ""),
        project_name=head.fields.get("项目名称", ""),
        title=head.title,
        year=head.year,
        duties=head.fields.get("职能", ""),
        staff=head.fields.get("人员", ""),
        funds=funds,
        goals=head.frozen_goals,
        indicators=tuple(indicators),
        total=None if layout.total is None else read_amount(layout.total, "分"),
        diagnostics=(*grid.diagnostics, *fund_notes, *layout.diagnostics, *notes),
        source=grid.source,
    )


def _indicator(line: Line) -> tuple[Indicator, list[Diagnostic]]:
    held: dict[Role, Place] = {}
    for column, place in line.cells.items():
        if column.role is not Role.PERIOD:
            held.setdefault(column.role, place)
    nothing = Place("", line.name.line, line.name.column)
    operator, unit = held.get(Role.OPERATOR, nothing).text, held.get(Role.UNIT, nothing).text
    targets = {column.period: read_cell(place, operator, unit) for column, place in line.cells.items() if column.role is Role.PERIOD}
    weight, notes = _weight(held.get(Role.WEIGHT))
    notes += [found for cell in targets.values() for found in cell.diagnostics if found.severity is not Severity.NOTE]
    indicator = Indicator(
        level1=line.labels.level1,
        level2=line.labels.level2,
        task=line.labels.task or held.get(Role.TASK, nothing).text,
        name=line.name.text,
        targets=MappingProxyType(targets),
        weight=weight,
        actual=held.get(Role.ACTUAL, nothing).text,
        score=held.get(Role.SCORE, nothing).text,
        reason=held.get(Role.REASON, nothing).text,
        where=line.name.where,
        line=line.name.line,
    )
    return indicator, notes


def _weight(place: Place | None) -> tuple[Amount | None, list[Diagnostic]]:
    """Return the points of an indicator as the form gives them."""
    if place is None or not place.text:
        return None, []
    amount = read_amount(place, "分")
    if amount is not None and amount.value is not None and amount.value < 0:
        return Amount(place.text, None, place.where), [Diagnostic("E331", {"text": place.text}, place.text, where=place.where)]
    if amount is not None:
        return amount, []
    return Amount(place.text, None, place.where), [Diagnostic("E314", {"text": place.text}, place.text, where=place.where)]
