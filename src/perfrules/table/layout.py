"""The layout of the indicator part: from the rows of a grid to indicators with their place in the tree.

A form is a tree printed with merged cells; a copied text keeps the cells but loses the merges, repeats the header at
page breaks, and may print a merged label only where its text happened to stand. The recogniser knows no line numbers
and no indicator names. It decides in this order:

1. *Headings* (`stack`, `caption`, `heading`). A row, or up to three below one another, that names the indicator column and
   a target value column heads the rows below it. Names that come again after target values begin a second *panel*. A
   heading with other columns than the one before starts a new *block*; one with the same columns is a page break.
2. *Pieces* (`piece`). Headings, blank lines and page numbers cut a block into page pieces. Rows whose cells stand in their
   columns are read by these and by merged cells alone (`exact`), so 3 and 4 are for copied texts (`loose`).
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

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve, frozen

from perfrules.table.exact import read_exact
from perfrules.table.fill import Entry, Labels, fill_labels
from perfrules.table.form import Kind, form
from perfrules.table.grid import Place, Row
from perfrules.table.heading import Column
from perfrules.table.loose import read_loose
from perfrules.table.piece import Gathered, pieces_of
from perfrules.table.stack import Headings
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Layout", "Line", "read_layout"]


@frozen
class Line:
    """One indicator as it stands in the grid: its labels, its name, the cells of its columns and those under no heading."""

    labels: Labels
    name: Place
    cells: Mapping[Column, Place]
    strays: Mapping[str, Place]
    panel: int = 0


@frozen
class Layout:
    """The indicators of one table, the cell with the total of their marks, the other cells of that row, what else stood there.

    `rest` are the rows that belong to no indicator, `left` the cells of other rows that do not; `diagnostics` is what was noted
    while finding them.
    """

    lines: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...]
    total: Place | None
    marks: Mapping[str, Place]
    rest: tuple[Row, ...]
    left: tuple[list[Place], ...]


def read_layout(rows: list[Row], headings: Headings) -> Layout:
    """Return the indicators of `rows`; what stands before the first heading is passed over."""
    gathered = Gathered()
    for number, piece in enumerate(pieces_of(rows, headings)):
        if piece.heading.guess is not None and not number:
            guess = piece.heading.guess
            place = rows[0].place(guess.index)
            gathered.diagnostics.append(Diagnostic("W307", {"word": guess.title}, where=place.where))
        # Panels stand side by side in a copied text too: their cells are not shifted.
        exact = len(piece.heading.panels) > 1 or (piece.heading.row is not None and piece.heading.row.exact)
        (read_exact if exact else read_loose)(piece, number, gathered)
    lines: list[Line] = []
    notes: list[Diagnostic] = []
    for panel, added in gathered.entries.items():
        entries = _without_printed(added)
        labels, more = fill_labels(entries)
        notes += more
        named = [(entry, found) for entry, found in zip(entries, labels, strict=True) if entry.name is not None]
        lines += [Line(found, entry.name, entry.cells, entry.strays, panel) for entry, found in named if entry.name is not None]
    total = gathered.totals[-1] if gathered.totals else None
    rest = tuple(sorted(gathered.rest, key=lambda row: row.line))
    return Layout(tuple(lines), (*gathered.diagnostics, *notes), total, MappingProxyType(gathered.marks), rest, tuple(gathered.left))


def _without_printed(entries: list[Entry]) -> list[Entry]:
    """Return the entries without the lines that a form prints for indicators and nobody filled: 指标2：, …….

    The labels of such a line stay where no other line has them: they hold no indicator.
    """
    blank = [entry.name is not None and _is_printed(entry.name, entry) for entry in entries]
    if not any(blank):
        return entries
    used = {place for entry, left in zip(entries, blank, strict=True) if not left for place in entry.labels.values()}
    kept: list[Entry] = []
    for entry, left in zip(entries, blank, strict=True):
        if not left:
            kept.append(entry)
        elif not used.issuperset(entry.labels.values()):
            kept.append(evolve(entry, name=None, cells={}))
    return kept


def _is_printed(name: Place, entry: Entry) -> bool:
    """Tell whether a line says nothing but a printed name."""
    if entry.strays or form().find(Kind.UNNAMED, name.text) is None:
        return False
    return all(form().is_blank(place.text) or form().find(Kind.UNNAMED, place.text) for place in entry.cells.values())
