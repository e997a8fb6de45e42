"""Rows whose cells certainly stand in their own columns: what each of them says, read by its columns and merged cells alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, evolve, field

from perfrules.table.fill import Entry
from perfrules.table.form import Kind, form, upright_label
from perfrules.table.grid import Place, Row
from perfrules.table.head import is_labelled
from perfrules.table.heading import LABELS, Column, Heading, Panel, Role
from perfrules.table.piece import Gathered, Piece, find_total, shown
from perfrules.text.diagnostic import Diagnostic

__all__ = ["read_exact"]

_PROSE = 60
_SIGN = re.compile(r"\s*(?:[=＝﹦≥≤≧≦>＞<＜±~～≈]{1,2}|大于等于|小于等于|大于|小于|等于|不低于|不高于|不少于|不超过)\s*")
_NOT_LABEL = re.compile(r"[，。；;：:、？！\d]")
_COUNTED = frozenset({Role.WEIGHT, Role.SCORE})
_LABEL = 12


@define
class _Cells:
    """The own cells of one row by the column that heads them, and those under no heading."""

    row: Row
    own: dict[int, Place] = field(factory=dict)
    held: dict[int, Place] = field(factory=dict)
    strays: list[Place] = field(factory=list)

    def seen(self, index: int) -> Place | None:
        """Return the cell that is seen in a column: its own, or the one merged over it."""
        return self.own.get(index) or self.held.get(index)


def read_exact(piece: Piece, number: int, gathered: Gathered) -> None:
    """Read the rows of one piece; `number` counts the pieces."""
    shared: set[Place] = set()
    exact = piece.heading.row is not None and piece.heading.row.exact
    last = max((at for at, row in enumerate(piece.rows) if _has_values(row, piece.heading)), default=-1)
    for at, row in enumerate(piece.rows):
        if exact and not row.exact:
            gathered.rest.append(row)
        elif at > last and _ends_part(row, piece.heading):
            gathered.rest += piece.rows[at:]
            return
        elif find_total(row, piece.heading, gathered):
            continue
        else:
            cells = _cells_of(row, piece.heading)
            if _is_remark(cells, piece.heading, below=at > last):
                gathered.rest.append(row)
            elif at or not piece.cut or not _continue(cells, piece, gathered):
                _read_row(cells, piece, number, gathered, shared)


def _has_values(row: Row, heading: Heading) -> bool:
    """Tell whether a row holds a name or a value of an indicator and is no total."""
    if not row.filled or form().find(Kind.TOTAL, row.cells[row.filled[0]]):
        return False
    return row.filled[-1] >= heading.name and (len(row.filled) > 1 or bool(row.held)) and not _is_pair(row, heading)


def _is_pair(row: Row, heading: Heading) -> bool:
    """Tell whether a row begins with the label of a field, and no target value stands where they are headed."""
    if not is_labelled(row):
        return False
    values = [one.index for one in heading.columns if one.role is Role.PERIOD]
    further = any(form().find(Kind.FIELD, row.cells[index]) for index in row.filled[1:])
    return further or not any(row.text(index) for index in values) or row.filled[0] > heading.name


def _ends_part(row: Row, heading: Heading) -> bool:
    """Tell whether another part of the form begins below the indicators: its funds, a goal."""
    first = row.cells[row.filled[0]]
    if len(first) > _PROSE or any(one.index in row.held for one in heading.labels):
        return False
    if form().find(Kind.GOAL, first) and not form().level2(first):
        return True
    return form().find(Kind.FUND_AREA, first) is not None and not form().level2(first)


def _cells_of(row: Row, heading: Heading) -> _Cells:
    found = _Cells(row)
    cover, width = heading.cover, len(heading.cover)
    for index in row.filled:
        column = cover[index] if index < width else None
        place = row.place(index)
        if column is None:
            found.strays.append(place)
        elif column.index not in found.own:
            found.own[column.index] = place
        elif index <= column.last or _belongs(found.own[column.index].text, column):
            before = found.own[column.index]
            blank = "" if column.role in (Role.PERIOD, Role.ACTUAL, Role.FORECAST) else " "
            found.own[column.index] = evolve(before, text=f"{before.text}{blank}{place.text}")
        else:
            found.strays.append(place)
    for index, place in row.held.items():
        column = cover[index] if index < width else None
        if column is not None and column.index not in found.own:
            found.held[column.index] = place
    return found


def _belongs(before: str, column: Column) -> bool:
    """Tell whether the cell after a sign goes on with the same target value."""
    return column.role in (Role.PERIOD, Role.ACTUAL) and _SIGN.fullmatch(before) is not None


def _is_remark(cells: _Cells, heading: Heading, *, below: bool) -> bool:
    """Tell whether a row is no part of the indicators: a signature, a note, a banner over the whole width."""
    row = cells.row
    if _is_pair(row, heading):
        return True
    if len(row.filled) != 1 or cells.held:
        return False
    text = row.cells[row.filled[0]]
    if len(text) > _PROSE:
        return True
    if form().level1(text) or form().level2(text) or row.filled[0] == heading.name:
        return False
    first = heading.labels[0].index if heading.labels else heading.name
    return row.filled[0] <= first and (below or len(text) > _LABEL or _NOT_LABEL.search(text) is not None)


def _continue(cells: _Cells, piece: Piece, gathered: Gathered) -> bool:
    """Join the first row of a page to the last of the page before, where a page break went through that row."""
    entries = gathered.entries.get(0, [])
    before = next((entry for entry in reversed(entries) if entry.name is not None), None)
    labels = any(one.index in cells.own for one in piece.heading.labels)
    if before is None or before.name is None or before.name.part == cells.row.part or labels or len(piece.heading.panels) > 1:
        return False
    name = cells.own.get(piece.heading.name)
    if name is not None and len(cells.own) > 1 and any(one.index in cells.own and one.role is Role.PERIOD for one in piece.heading.tail):
        return False
    if cells.strays or not cells.own:
        return False
    joined = dict(before.cells)
    for column in piece.heading.tail:
        if (more := cells.own.get(column.index)) is None:
            continue
        known = next((one for one in joined if (one.role, one.period, one.title) == (column.role, column.period, column.title)), column)
        kept = joined.get(known)
        joined[known] = more if kept is None or not kept.text else evolve(kept, text=kept.text + more.text)
    longer = before.name if name is None else evolve(before.name, text=before.name.text + name.text)
    entries[entries.index(before)] = evolve(before, name=longer, cells=joined)
    gathered.diagnostics.append(Diagnostic("N304", {"start": before.name.where}, where=next(iter(cells.own.values())).where))
    return True


def _read_row(cells: _Cells, piece: Piece, number: int, gathered: Gathered, shared: set[Place]) -> None:
    """Read what one row says in each panel; a row that says nothing that is understood is reported."""
    used: set[int] = set()
    found: list[Entry] = []
    strays = cells.strays
    for index, panel in enumerate(piece.heading.panels):
        entry = _entry(cells, panel, piece, number)
        if entry is None:
            continue
        found.append(entry)
        if entry.name is None or len(piece.heading.panels) > 1:
            used.update(_columns_of(entry, cells))
        if entry.name is not None:
            entry = _with_merged(entry, cells, panel, gathered, shared)
        if entry.name is not None and strays:
            entry, strays = evolve(entry, strays={f"第{place.column}列": place for place in strays}), []
        gathered.add(entry, index)
    # In one panel all columns belong to the indicator.
    whole = len(piece.heading.panels) == 1 and bool(found) and found[0].name is not None
    left = {} if whole else {index: place for index, place in cells.own.items() if index not in used}
    if not found:
        gathered.rest.append(cells.row)
        if len(cells.row.filled) > 1:
            text, line = shown(cells.row.places[0].text), str(piece.heading.line)
            gathered.diagnostics.append(Diagnostic("E312", {"text": text, "line": line}, where=cells.row.where))
        return
    # What is printed beside a label, such as the weight of a level, is known from the rows that have it too.
    aside = {(index, place.text) for index, place in cells.own.items() if index < piece.heading.name}
    if strays or {(index, place.text) for index, place in left.items()} - gathered.aside:
        gathered.left.append([*left.values(), *strays])
    gathered.aside |= aside


def _columns_of(entry: Entry, cells: _Cells) -> set[int]:
    """Return the columns whose own cells an entry holds."""
    held = {place.column for place in (*entry.labels.values(), *entry.cells.values(), entry.name) if place is not None}
    return {index for index, place in cells.own.items() if place.column in held}


def _entry(cells: _Cells, panel: Panel, piece: Piece, number: int) -> Entry | None:
    """Return what a row says in one panel: an indicator, labels alone, or None where nothing of it stands there."""
    own, held = cells.own, cells.held
    labels = {one.role: _upright(place) for one in panel.labels if (place := own.get(one.index) or held.get(one.index)) is not None}
    valued = any(one.index in own for one in panel.tail)
    name = own.get(panel.name)
    if name is None and valued:
        name, labels = _covered_name(cells, panel, labels, alone=panel is piece.heading.panels[0])
    if name is None:
        fresh = [one for one in panel.labels if one.index in own]
        if valued or not fresh:
            return None
        return Entry(piece.block, number, {one.role: _upright(own[one.index]) for one in fresh}, None, {}, True)
    tail = {one: own[one.index] for one in panel.tail if one.index in own}
    for one in panel.tail:
        if one.role is Role.PERIOD and one not in tail and one.index not in held:
            tail[one] = cells.row.place(one.index)
    if panel is piece.heading.panels[0] or len(piece.heading.panels) == 1:
        _add_left(cells, piece.heading, panel, tail)
    return Entry(piece.block, number, labels, name, tail, True)


def _upright(place: Place) -> Place:
    text = upright_label(place.text)
    return place if text == place.text else evolve(place, text=text)


def _covered_name(cells: _Cells, panel: Panel, labels: dict[Role, Place], *, alone: bool) -> tuple[Place | None, dict[Role, Place]]:
    """Return the name of a row whose name cell is covered: merged with a label on its left, or with the row above."""
    for one in reversed(panel.labels):
        if one.index in cells.own and one.role is not Role.LEVEL1:
            kept = {role: place for role, place in labels.items() if role is not one.role}
            return cells.own[one.index], {**kept, one.role: Place("", cells.row.line, one.index + 1)}
    if panel.name in cells.held:
        return cells.held[panel.name], labels
    first = next((one for one in reversed(panel.labels) if alone and one.index in cells.own), None)
    return (None if first is None else cells.own[first.index]), labels


def _add_left(cells: _Cells, heading: Heading, panel: Panel, tail: dict[Column, Place]) -> None:
    """Add the columns left of the name that are no labels, such as the weights of levels."""
    for one in heading.columns:
        if one.index < panel.name and one.role not in LABELS and (place := cells.seen(one.index)) is not None:
            tail[one] = place


def _with_merged(entry: Entry, cells: _Cells, panel: Panel, gathered: Gathered, shared: set[Place]) -> Entry:
    """Return the entry with the values of cells merged over its row; marks that several rows share are counted once."""
    if not cells.held or entry.name is None:
        return entry
    found: dict[Column, Place] = {}
    for one in panel.tail:
        place = cells.held.get(one.index)
        if place is None:
            continue
        code = "W306" if one.role in _COUNTED else "N306"
        if code == "N306":
            found[one] = place
        if place not in shared:
            shared.add(place)
            gathered.diagnostics.append(Diagnostic(code, {"text": shown(place.text), "name": shown(entry.name.text)}, where=place.where))
    cells_of_row: Mapping[Column, Place] = {**entry.cells, **found}
    return evolve(entry, cells=cells_of_row) if found else entry
