"""Rows of a text that has lost its merged cells: their cells are placed by what stands in their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perfrules.table.fill import Entry
from perfrules.table.form import form
from perfrules.table.frame import is_level, shifts_of
from perfrules.table.grid import Place, Row
from perfrules.table.head import is_labelled
from perfrules.table.heading import LABELS, Heading, Role
from perfrules.table.piece import Gathered, Piece, find_total, shown
from perfrules.text.diagnostic import Diagnostic

__all__ = ["read_loose"]

_PROSE = 60


def read_loose(piece: Piece, number: int, gathered: Gathered) -> None:
    """Read the rows of one piece; `number` counts the pieces."""
    rows: list[Row] = []
    for row in piece.rows:
        if _is_remark(row):
            gathered.rest.append(row)
        elif not find_total(row, piece.heading, gathered):
            rows.append(row)
    shifts = shifts_of(rows, piece.heading)
    carried = _carried(shifts)
    for group in _groups(rows, shifts, carried, piece.heading):
        roles = _roles(group, carried, rows, piece.heading)
        for index in group:
            row, shift = rows[index], carried[index]
            if shifts[index] is None and not _is_unfilled(row, piece.heading, shift):
                entry = _label_entry(row, piece, number, shift)
                if entry is None:
                    _pass_over(row, piece.heading, gathered)
                else:
                    gathered.add(entry)
                continue
            gathered.add(_value_entry(row, piece, number, shift, roles))


def _carried(shifts: list[int | None]) -> list[int]:
    """Return the shifts, each missing one taken from the row before, or from the first that has one."""
    current = next((shift for shift in shifts if shift is not None), 0)
    return [current := shift if shift is not None else current for shift in shifts]


def _groups(rows: list[Row], shifts: list[int | None], carried: list[int], heading: Heading) -> Iterator[list[int]]:
    """Yield runs of rows with the same shift; a row with every label filled starts a run."""
    group: list[int] = []
    for index, row in enumerate(rows):
        full = shifts[index] is not None and len(_label_columns(row, heading, carried[index])) >= len(heading.labels) > 0
        if group and (carried[index] != carried[group[-1]] or full):
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _name_column(row: Row, heading: Heading, shift: int) -> int:
    """Return where the name stands: in its column, or in the last filled one before."""
    column = heading.name + shift
    if row.text(column):
        return column
    return max((index for index in row.filled if index < column), default=column)


def _label_columns(row: Row, heading: Heading, shift: int) -> list[int]:
    name = _name_column(row, heading, shift)
    return [index for index in row.filled if index < name]


def _roles(group: list[int], carried: list[int], rows: list[Row], heading: Heading) -> dict[int, Role]:
    """Return which label each column left of the name holds, for one run of rows."""
    used: set[int] = set()
    outer: set[int] = set()
    for index in group:
        columns = _label_columns(rows[index], heading, carried[index])
        used.update(columns)
        outer.update(column for column in columns if form().level1(rows[index].text(column)))
    headed = {one.index: one.role for one in heading.columns if one.index < heading.name}
    if carried[group[0]] == 0 and used <= headed.keys():
        return {column: role for column, role in headed.items() if role in LABELS}
    labels = [one.role for one in heading.labels]
    columns = sorted(used)[-len(labels) :] if labels else []
    roles = dict(zip(columns, labels[len(labels) - len(columns) :], strict=True))
    if columns and columns[0] in outer and Role.LEVEL1 in labels:
        roles[columns[0]] = Role.LEVEL1
    return roles


def _value_entry(row: Row, piece: Piece, number: int, shift: int, roles: dict[int, Role]) -> Entry:
    name = _name_column(row, piece.heading, shift)
    labels = {role: row.place(index) for index, role in roles.items() if index < name and row.text(index)}
    # Columns left of the name that are no labels (the weight of a level) do not move with the name.
    cells = {one: row.place(one.index + shift) for one in piece.heading.tail}
    # A row that has all its cells has those in front of the labels as well, such as the project of a list.
    front = [one for one in piece.heading.columns if one.role is Role.OTHER and one.index < name and not shift]
    cells |= {one: row.place(one.index) for one in front if row.text(one.index)}
    placed = {one.index + shift for one in cells} | {index for index in roles if index < name}
    strays = {f"第{index + 1}列": row.place(index) for index in row.filled if index != name and index not in placed}
    return Entry(piece.block, number, labels, row.place(name), cells, row.exact, strays)


def _is_unfilled(row: Row, heading: Heading, shift: int) -> bool:
    """Tell whether a row without values is an indicator whose values were left empty."""
    text = row.text(heading.name + shift)
    tail = {one.index + shift for one in heading.tail}
    if not text or len(text) > _PROSE or any(index > heading.name + shift and index not in tail for index in row.filled):
        return False
    return not all(is_level(row.text(index)) for index in row.filled)


def _label_entry(row: Row, piece: Piece, number: int, shift: int) -> Entry | None:
    """Return the labels of a row that has neither name nor values, or None if it is something else."""
    places = row.places
    if row.exact:
        headed = {one.index: one.role for one in piece.heading.labels}
        labels = {headed[index]: row.place(index) for index in row.filled if index in headed}
        return Entry(piece.block, number, labels, None, {}, True) if labels else None
    if len(places) > len(piece.heading.labels) or any(len(place.text) > _PROSE for place in places):
        return None
    roles = {one.index: one.role for one in piece.heading.labels} if shift == 0 else {}
    labels = {}
    for place in places:
        labels[_label_role(place, roles, len(places))] = place
    return Entry(piece.block, number, labels, None, {}, False)


def _label_role(place: Place, roles: Mapping[int, Role], count: int) -> Role:
    if form().level2(place.text) and not (count > 1 and form().level1(place.text)):
        return Role.LEVEL2
    if form().level1(place.text):
        return Role.LEVEL1
    return roles.get(place.column - 1, Role.LEVEL2)


def _is_remark(row: Row) -> bool:
    """Tell whether a row below the indicators names who filled in the form, or the like."""
    return is_labelled(row) and not any(place.text[0] in "=≥≤＝≧≦" for place in row.places)


def _pass_over(row: Row, heading: Heading, gathered: Gathered) -> None:
    """Keep a row that is neither indicator nor label: prose is fine, values are not."""
    gathered.rest.append(row)
    if len(row.filled) > 1:
        text = shown(row.places[0].text)
        gathered.diagnostics.append(Diagnostic("E312", {"text": text, "line": str(heading.line)}, where=row.where))
