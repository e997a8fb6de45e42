"""Lists of several projects in one table: a column names the project of each row, and each project is a table of its own."""

from __future__ import annotations

from types import MappingProxyType

from attrs import evolve

from perfrules.table.form import Kind, clean_label, form
from perfrules.table.model import Indicator, TargetTable

__all__ = ["tables_by_project"]

_PROJECT, _UNIT = "项目名称", "单位名称"


def tables_by_project(table: TargetTable) -> list[TargetTable]:
    """Return the tables of the projects that a list names beside its rows; the table itself where its rows name none.

    Weights, totals and goals hold for a project: rows of several must not be added up.
    """
    groups = _groups(table)
    if not groups:
        return [table]
    total = table.total if len(groups) == 1 else None
    places = {key: _places(rows) for key, rows in groups.items()}
    every = frozenset().union(*places.values())
    tables: list[TargetTable] = []
    for (unit, project), rows in groups.items():
        told = tuple(one for one in table.diagnostics if one.where not in every or one.where in places[unit, project])
        titles = _goals(rows[0])
        goals = {**table.goals, **{goal: rows[0].others[title] for goal, title in titles.items()}}
        spots = {**table.places, **{goal: rows[0].places[title] for goal, title in titles.items() if title in rows[0].places}}
        named = evolve(table, unit_name=unit or table.unit_name, project_name=project, goals=MappingProxyType(goals))
        tables.append(evolve(named, indicators=tuple(rows), total=total, diagnostics=told, places=MappingProxyType(spots)))
    return tables


def _groups(table: TargetTable) -> dict[tuple[str, str], list[Indicator]]:
    """Return the rows of each project; a row whose cell is covered belongs to that of the row before. Empty where a row has none."""
    groups: dict[tuple[str, str], list[Indicator]] = {}
    unit = project = ""
    for row in table.indicators:
        named = _said(row, _PROJECT)
        unit, project = _said(row, _UNIT) or ("" if named and named != project else unit), named or project
        if not project:
            return {}
        groups.setdefault((unit, project), []).append(row)
    return groups


def _said(row: Indicator, meaning: str) -> str:
    """Return what a row says under the heading of a field; empty where there is no such column."""
    return next((text for title, text in row.others.items() if form().find(Kind.FIELD, title) == meaning), "")


def _goals(row: Indicator) -> dict[str, str]:
    """Return the headings under which goals stand beside a row, by what the goals are for."""
    return {goal: title for title in row.others if (goal := form().find(Kind.GOAL, clean_label(title))) is not None}


def _places(rows: list[Indicator]) -> frozenset[str]:
    """Return where the rows and their values stand."""
    cells = [cell.where for row in rows for cell in row.targets.values()]
    return frozenset((*(place for row in rows for place in (row.where, *row.places.values())), *cells))
