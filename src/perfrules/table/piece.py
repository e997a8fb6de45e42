"""Pieces: the rows of the indicator part between two page breaks, under the heading that holds for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from perfrules.table.amount import read_amount
from perfrules.table.fill import Entry
from perfrules.table.form import Kind, clean_label, form
from perfrules.table.grid import Place, Row
from perfrules.table.heading import Heading, Role
from perfrules.table.stack import Headings
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Gathered", "Piece", "find_total", "pieces_of", "shown"]

_SHOWN = 30


@frozen
class Piece:
    """Rows between two page breaks, under their heading; `cut` where a page ended without a heading after it."""

    heading: Heading
    block: int
    rows: tuple[Row, ...]
    cut: bool = False


@define
class Gathered:
    """What is found while the pieces are read, in order; `aside` are cells beside labels, such as the weights of levels."""

    entries: dict[int, list[Entry]] = field(factory=dict)
    totals: list[Place] = field(factory=list)
    marks: dict[str, Place] = field(factory=dict)
    rest: list[Row] = field(factory=list)
    left: list[list[Place]] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    aside: set[tuple[int, str]] = field(factory=set)

    def add(self, entry: Entry, panel: int = 0) -> None:
        """Add what one row says."""
        self.entries.setdefault(panel, []).append(entry)


def pieces_of(rows: list[Row], headings: Headings) -> Iterator[Piece]:
    """Yield the pieces of the indicator part; what stands before the first heading is passed over."""
    heading: Heading | None = None
    block, index, cut = 0, 0, False
    held: list[Row] = []
    while index < len(rows):
        row = rows[index]
        found = headings.get(row.line) if row.filled else None
        breaks = _is_break(row) or (bool(held) and row.part != held[-1].part)
        if found is None and not breaks:
            held.append(row)
            index += 1
            continue
        if heading is not None and held:
            yield Piece(heading, block, tuple(held), cut)
            cut = found is None
        held = []
        if found is not None:
            block += heading is None or not found.heading.same_columns(heading)
            heading, cut = found.heading, False
            index += found.rows
        elif _is_break(row):
            index += 1
    if heading is not None and held:
        yield Piece(heading, block, tuple(held), cut)


def _is_break(row: Row) -> bool:
    """Tell whether a row is blank or a page mark; where all is in its columns, a blank row is only a blank row."""
    if not row.filled:
        return True
    return len(row.filled) == 1 and len(row.cells[row.filled[0]]) <= _SHOWN and form().is_page_mark(row.cells[row.filled[0]])


def find_total(row: Row, heading: Heading, gathered: Gathered) -> bool:
    """Read a row that says 总分 or 小计; the total of the marks stands below their column, else it is the last number."""
    kind = form().find(Kind.TOTAL, row.cells[row.filled[0]])
    if kind is None:
        return False
    if kind != "合计":
        gathered.rest.append(row)
        return True
    score = next((one.index for one in heading.tail if one.role is Role.SCORE), None)
    places = row.places
    numbers = [place for place in places if (amount := read_amount(place, "分")) is not None and amount.value is not None]
    weighed = any(one.role is Role.WEIGHT for one in heading.tail)
    own = next((place for place in numbers if place.column - 1 == score), None)
    total = None
    if score is not None and (own is not None or len(numbers) > weighed):
        total = own or numbers[-1]
        gathered.totals.append(total)
    label = clean_label(places[0].text)
    for place in places[1:]:
        if place is not total and place.text != places[0].text:
            gathered.marks[_mark_name(label, place, heading, gathered.marks)] = place
    if len(places) == 1:
        gathered.marks.setdefault(label, Place("", places[0].line, places[0].column, row.part, row.number))
    return True


def _mark_name(label: str, place: Place, heading: Heading, taken: Mapping[str, Place]) -> str:
    at = place.column - 1
    column = heading.cover[at] if at < len(heading.cover) else None
    name = f"{label}：{column.title}" if column is not None and column.title else f"{label}：第{place.column}列"
    count = 2
    while name in taken:
        name, count = f"{name.partition('（')[0]}（{count}）", count + 1
    return name


def shown(text: str) -> str:
    """Return the beginning of a text, as it is shown in a message."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
