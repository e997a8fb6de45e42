"""The layout of the indicator part: from the rows of a grid to indicators with their place in the tree.

A form is a tree printed with merged cells; a copied text keeps the cells but loses the merges, repeats the header at
page breaks, and may print a merged label only where its text happened to stand. The recogniser knows no line numbers
and no indicator names. It decides in this order:

1. *Headings* (`heading`). A row that names the indicator column and a target value column heads the rows below it. A
   heading with other columns than the one before starts a new *block*; one with the same columns is a page break.
2. *Pieces*. Headings, blank lines and page numbers cut a block into page pieces.
3. *Frames* (`frame`). Each row gets the shift of its name and values against the heading, chosen for the whole piece.
   An unfilled name cell takes the last text before it: a covered cell was dropped there.
4. *Label columns*. What stands left of the name are labels. Where a row stands in its heading's columns these say
   which; else the used columns are aligned from the right (an outer label continues from the page before), and a cell
   that is a well-known first-level label counts as one. A row with all labels starts afresh.
5. *Filling* (`fill`). Labels hold downwards within a block; rows before the first label of a block get that one; a
   first-level label printed beside no second-level label stands in the middle of its block and rises to where it begins.
   A long label cut by a page break is joined.
6. A row with labels and no value is a second level without indicators (a note), or an indicator with empty values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from perfrules.table.amount import read_amount
from perfrules.table.fill import Entry, Labels, fill_labels
from perfrules.table.form import Kind, form
from perfrules.table.frame import shifts_of
from perfrules.table.grid import Place, Row
from perfrules.table.head import is_labelled
from perfrules.table.heading import LABELS, Column, Heading, Role, heading_of
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Layout", "Line", "read_layout"]

_PROSE = 60


@frozen
class Line:
    """One indicator as it stands in the grid: its labels, its name and the cells of its columns."""

    labels: Labels
    name: Place
    cells: Mapping[Column, Place]


@frozen
class Layout:
    """The indicators of one table, the cell with the total of their marks, and what was noted while finding them."""

    lines: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...]
    total: Place | None = None


@frozen
class _Piece:
    """Rows between two page breaks, under their heading."""

    heading: Heading
    block: int
    rows: tuple[Row, ...]


def read_layout(rows: list[Row]) -> Layout:
    """Return the indicators of `rows`; what stands before the first heading is passed over."""
    notes: list[Diagnostic] = []
    entries: list[Entry] = []
    totals: list[Place] = []
    for number, piece in enumerate(_pieces(rows)):
        entries += _entries(piece, number, notes)
        totals += _totals(piece)
    labels, more = fill_labels(entries)
    lines = [Line(found, entry.name, entry.cells) for entry, found in zip(entries, labels, strict=True) if entry.name is not None]
    return Layout(tuple(lines), (*notes, *more), totals[-1] if totals else None)


def _totals(piece: _Piece) -> Iterator[Place]:
    """Yield the total of the marks in rows that say 总分 or 合计: below its column, else the last number of the row."""
    score = next((one.index for one in piece.heading.tail if one.role is Role.SCORE), None)
    for row in piece.rows:
        if score is None or form().find(Kind.TOTAL, row.text(row.filled[0])) != "合计":
            continue
        numbers = [place for place in row.places if (amount := read_amount(place, "分")) is not None and amount.value is not None]
        weighed = any(one.role is Role.WEIGHT for one in piece.heading.tail)
        own = next((place for place in numbers if place.column - 1 == score), None)
        if own is not None or len(numbers) > weighed:
            yield own or numbers[-1]


def _pieces(rows: list[Row]) -> Iterator[_Piece]:
    heading: Heading | None = None
    block = 0
    held: list[Row] = []
    for row in rows:
        found = heading_of(row)
        blank = not row.filled or (len(row.filled) == 1 and form().is_page_mark(row.text(row.filled[0])))
        if found is None and not blank:
            held.append(row)
            continue
        if heading is not None and held:
            yield _Piece(heading, block, tuple(held))
        held = []
        if found is not None:
            block += heading is None or not found.same_columns(heading)
            heading = found
    if heading is not None and held:
        yield _Piece(heading, block, tuple(held))


def _entries(piece: _Piece, number: int, notes: list[Diagnostic]) -> Iterator[Entry]:
    """Yield what the rows of one piece say, labels not yet filled."""
    rows: list[Row] = []
    for row in piece.rows:
        if _is_remark(row):
            notes.append(_passed_over(row, piece.heading))
        elif not form().find(Kind.TOTAL, row.text(row.filled[0])):
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
                    notes.append(_passed_over(row, piece.heading))
                    continue
                yield entry
                continue
            yield _value_entry(row, piece, number, shift, roles)


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


def _value_entry(row: Row, piece: _Piece, number: int, shift: int, roles: dict[int, Role]) -> Entry:
    name = _name_column(row, piece.heading, shift)
    labels = {role: row.place(index) for index, role in roles.items() if index < name and row.text(index)}
    # Columns left of the name that are no labels (the weight of a level) do not move with the name.
    cells = {one: row.place(one.index + shift) for one in piece.heading.tail}
    return Entry(piece.block, number, labels, row.place(name), cells, row.exact)


def _is_unfilled(row: Row, heading: Heading, shift: int) -> bool:
    """Tell whether a row without values is an indicator whose values were left empty."""
    text = row.text(heading.name + shift)
    tail = {one.index + shift for one in heading.tail}
    if not text or len(text) > _PROSE or any(index > heading.name + shift and index not in tail for index in row.filled):
        return False
    return not (len(row.filled) == 1 and (form().level1(text) or form().level2(text)))


def _label_entry(row: Row, piece: _Piece, number: int, shift: int) -> Entry | None:
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


def _passed_over(row: Row, heading: Heading) -> Diagnostic:
    """Return what to say of a row that is neither indicator nor label: prose is fine, values are not."""
    place = row.places[0]
    shown = place.text if len(place.text) <= 30 else place.text[:30] + "…"
    if len(row.filled) == 1 or _is_remark(row):
        return Diagnostic("N303", {"text": shown}, where=place.where)
    return Diagnostic("E312", {"text": shown, "line": str(heading.line)}, where=row.where)
