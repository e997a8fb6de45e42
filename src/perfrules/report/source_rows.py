"""Source rows: the rows of a table as they were written, found again by the place that a finding names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from perfrules.report.review_words import tell
from perfrules.table import FundLine, Indicator, TargetTable
from perfrules.table.place import Position, position_of

__all__ = ["Found", "SourceCell", "SourceRow", "SourceRows"]

_LONG = 160
"""A goal of a page long is shown in the table itself; beside a finding its beginning is enough."""

Key = tuple[str, str, int, int | None]


@frozen
class SourceCell:
    """One cell: the heading of its column, its text as it was written, and its place."""

    heading: str
    text: str
    where: str = ""


@frozen(eq=False)
class SourceRow:
    """One row: `kind` is `indicator`, `fund`, `goal` or `head`, `anchor` its name inside the page."""

    kind: str
    anchor: str
    title: str
    where: str
    cells: tuple[SourceCell, ...]
    indicator: Indicator | None = None


@frozen
class Found:
    """A row, and which of its cells is meant (None: the row as a whole)."""

    row: SourceRow
    cell: int | None = None

    @property
    def shown(self) -> tuple[tuple[str, str, bool], ...]:
        """Return heading, text (a long one cut) and whether it is meant, of the cells that are not empty or that are meant."""
        cells = enumerate(self.row.cells)
        return tuple((one.heading, _short(one.text), number == self.cell) for number, one in cells if one.text or number == self.cell)


@frozen(eq=False, slots=False)
class SourceRows:
    """The rows of one table; `prefix` tells the tables of a page apart."""

    table: TargetTable
    lang: str
    prefix: str = "t1"

    @cached_property
    def rows(self) -> tuple[SourceRow, ...]:
        """Return head, goals, funds and indicators, in this order."""
        return (*self._head(), *self._goals(), *self._funds(), *self._indicators())

    def of_kind(self, kind: str) -> tuple[SourceRow, ...]:
        """Return the rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)

    def find(self, where: str, subject: str = "") -> Found | None:
        """Return the row that stands at a place; where no row does, the one that is named `subject`, else None."""
        position = position_of(where)
        if position is not None:
            found = self._cells.get(_key(position)) or self._lines.get(_key(position)[:3])
            if found is not None:
                return found
        row = self._named.get(" ".join(subject.split())) if subject else None
        return None if row is None else Found(row)

    @cached_property
    def _cells(self) -> Mapping[Key, Found]:
        known: dict[Key, Found] = {}
        for row in self.rows:
            for number, cell in enumerate(row.cells):
                if cell.where and (position := position_of(cell.where)) is not None:
                    known.setdefault(_key(position), Found(row, number))
        return known

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str, int], Found]:
        known: dict[tuple[str, str, int], Found] = {}
        for row in self.rows:
            for where in (row.where, *(cell.where for cell in row.cells)):
                if where and (position := position_of(where)) is not None:
                    known.setdefault(_key(position)[:3], Found(row))
        return known

    @cached_property
    def _named(self) -> Mapping[str, SourceRow]:
        known: dict[str, SourceRow] = {}
        for row in reversed(self.rows):
            known[row.title] = row
        return known

    def _head(self) -> Iterator[SourceRow]:
        table, places = self.table, self.table.places
        cells = [SourceCell(tell(self.lang, "form_title"), table.title, places.get("标题", ""))] if table.title else []
        cells += [SourceCell(label, text, places.get(label, "")) for label, text in table.fields.items()]
        if table.total is not None:
            cells.append(SourceCell(tell(self.lang, "total"), table.total.text, table.total.where))
        if cells:
            yield SourceRow("head", f"{self.prefix}-head", tell(self.lang, "head"), cells[0].where, tuple(cells))

    def _goals(self) -> Iterator[SourceRow]:
        for number, (name, text) in enumerate(self.table.goals.items(), 1):
            where = self.table.places.get(name, "")
            cells = [SourceCell(tell(self.lang, "goal"), text, where)]
            if outcome := self.table.outcomes.get(name):
                cells.append(SourceCell(tell(self.lang, "outcome"), outcome))
            yield SourceRow("goal", f"{self.prefix}-g{number}", name, where, tuple(cells))

    def _funds(self) -> Iterator[SourceRow]:
        for number, line in enumerate(self.table.funds, 1):
            yield SourceRow("fund", f"{self.prefix}-m{number}", _fund_name(line), line.where, tuple(_fund_cells(line, self.lang)))

    def _indicators(self) -> Iterator[SourceRow]:
        for number, one in enumerate(self.table.indicators, 1):
            title = " ".join(one.name.split())
            yield SourceRow("indicator", f"{self.prefix}-r{number}", title, one.where, tuple(_cells(one, self.lang)), one)


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def _key(position: Position) -> Key:
    return (position.part.kind.value, position.part.name, position.row, position.column)


def _fund_name(line: FundLine) -> str:
    return " / ".join(" ".join(part.split()) for part in line.path)


def _fund_cells(line: FundLine, lang: str) -> Iterator[SourceCell]:
    yield SourceCell(tell(lang, "fund"), _fund_name(line), line.where)
    for heading, amount in line.amounts.items():
        yield SourceCell(heading, amount.text, amount.where)


def _cells(one: Indicator, lang: str) -> Iterator[SourceCell]:
    yield SourceCell(tell(lang, "name"), " ".join(one.name.split()), one.places.get("名称", one.where))
    for period, cell in one.targets.items():
        yield SourceCell(period, cell.text, cell.where)
    if one.weight is not None:
        yield SourceCell(tell(lang, "weight"), one.weight.text, one.weight.where or one.places.get("分值", ""))
    more = {"actual": ("实际", one.actual), "score": ("得分", one.score), "reason": ("原因", one.reason)}
    more |= {"forecast": ("预计", one.forecast), "likelihood": ("可能性", one.likelihood)}
    for key, (place, text) in more.items():
        if text or place in one.places:
            yield SourceCell(tell(lang, key), text, one.places.get(place, ""))
    for heading, text in one.others.items():
        yield SourceCell(heading, text, one.places.get(heading, ""))
