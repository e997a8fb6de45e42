"""The head of a form: title, year, unit, duties, staff and goals, all that stands outside the indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

from attrs import define, evolve, field

from perfrules.table.fields import MONEY, Field, fields_of, guessed_fields, is_labelled, money_unit
from perfrules.table.form import form
from perfrules.table.funds import is_fund_area
from perfrules.table.goals import Open, Sink, goal_of, open_goal
from perfrules.table.grid import Place, Row
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Head", "begins_section", "is_labelled", "is_page_top", "read_head"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LONE_YEAR = re.compile(r"\s*\(?\s*(?:19|20)\d\d\s*\)?\s*年?度?\s*\)?\s*")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LONG = ("职能", "人员")
_SHOWN = 30


@define
class Head:
    """What the rows outside the indicators say, as it is gathered; `funds` are the rows of the funds part.

    `fields` has the labelled values by their labels, `known` the label for what the vocabulary takes it for.
    """

    title: str = ""
    year: int | None = None
    unit: str = ""
    known: dict[str, str] = field(factory=dict)
    fields: dict[str, str] = field(factory=dict)
    goals: dict[str, str] = field(factory=dict)
    outcomes: dict[str, str] = field(factory=dict)
    places: dict[str, str] = field(factory=dict)
    funds: list[Row] = field(factory=list)
    remarks: list[str] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)

    @property
    def frozen_goals(self) -> Mapping[str, str]:
        """Return the goals, not to be changed any more."""
        return MappingProxyType({name: text for name, text in self.goals.items() if text})

    def value(self, *meanings: str) -> str:
        """Return the first value there is of fields that mean one of these."""
        return next((text for one in meanings if (text := self.fields.get(self.known.get(one, ""), ""))), "")

    def remark(self, places: list[Place]) -> None:
        """Keep cells that belong to no part, and say so."""
        texts = [place.text for place in places if place.text]
        if not texts:
            return
        self.remarks.append(" ".join(texts))
        shown = texts[0] if len(texts[0]) <= _SHOWN else texts[0][:_SHOWN] + "…"
        self.diagnostics.append(Diagnostic("N303", {"text": shown}, where=places[0].where))

    def tell(self, found: Field) -> str:
        """Keep a labelled value; return the name under which it is kept."""
        name, count = found.label, 2
        while name in self.fields and self.fields[name] != found.value.text:
            name, count = f"{found.label}（{count}）", count + 1
        self.fields[name] = found.value.text
        self.places.setdefault(name, found.value.where)
        if found.meaning and not self.value(found.meaning):
            self.known[found.meaning] = name
        if found.meaning == "年度":
            self.year = self.year or _year_in(found.value.text)
        return name


@define
class _Reader:
    """The head and the part of it that the next row may go on with."""

    head: Head
    below: bool = False
    current: Open | None = None
    in_funds: bool = False
    area: Place | None = None
    merged: bool = False

    def read(self, row: Row) -> None:
        """Read one row."""
        if self._anchored(row):
            self._go_on(row)
            return
        row = self._without_banner(row)
        first = row.cells[row.filled[0]]
        if self._again(row):
            self._go_on(row.without(row.filled[0]))
        elif goal_of(first) is not None:
            self.in_funds, self.current = False, open_goal(row, self.head.goals, self.head.outcomes, self.head.places)
        elif is_fund_area(row):
            self.in_funds, self.current, self.area, self.merged = True, None, row.place(row.filled[0]), False
            self.head.funds.append(row)
        elif is_labelled(row):
            self.in_funds, self.current = False, self._fields(row)
        elif self.in_funds and not (row.exact and self.merged):
            self.head.funds.append(row)
        elif self.current is not None and self.current.goes_on(row) and self._is_text(row):
            self.current.add(row)
        else:
            self._stray(row)

    def _anchored(self, row: Row) -> bool:
        """Tell whether a merged cell on the left says that the row goes on with the part above."""
        if not row.held or min(row.held) > row.filled[0]:
            return False
        held = list(row.held.values())
        if self.in_funds and self.area is not None and self.area in held:
            self.merged = True
            return True
        return self.current is not None and self.current.anchor in held

    def _again(self, row: Row) -> bool:
        """Tell whether a row repeats the label of the prose above it, as a table does whose merged cells were filled up."""
        if self.current is None or not row.exact or len(row.filled) < 2 or row.filled[0] != self.current.anchor.column - 1:
            return False
        return row.cells[row.filled[0]] == self.current.anchor.text

    def _go_on(self, row: Row) -> None:
        if self.in_funds:
            self.head.funds.append(row)
        elif self.current is not None:
            self.current.add(row)

    def _is_text(self, row: Row) -> bool:
        """Tell whether a row is no title or mark of its own."""
        return not (len(row.filled) == 1 and row.exact and form().is_title(row.cells[row.filled[0]]))

    def _without_banner(self, row: Row) -> Row:
        """Return the row without a label of a whole group of rows, printed down its left edge."""
        if not row.exact or len(row.filled) < 3:
            return row
        first, second = row.place(row.filled[0]), row.place(row.filled[1])
        alone = Row(row.line, ("",) * row.filled[1] + row.cells[row.filled[1] :], True, row.part, row.number, row.held)
        if goal_of(first.text) or is_fund_area(row) or is_labelled(row) or not (goal_of(second.text) or is_fund_area(alone)):
            return row
        self.head.remark([first])
        return alone

    def _fields(self, row: Row) -> Open | None:
        """Read the labelled cells of a row; return the prose that may go on in the next row."""
        found, before = fields_of(row)
        self.head.remark(before)
        names = [self.head.tell(one) for one in found]
        self.head.unit = next((one.value.text for one in found if one.meaning == MONEY), self.head.unit)
        if self.below and found:
            shown = row.places[0].text
            text = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
            self.head.diagnostics.append(Diagnostic("N303", {"text": text}, where=row.places[0].where))
        if not found or not (found[-1].meaning in _LONG or row.exact):
            return None
        sinks = [Sink(found[-1].value.column - 1, self.head.fields, names[-1], names[-1])]
        told, prose = bool(found[-1].value.text), found[-1].meaning in _LONG
        return Open(sinks, row.place(row.filled[0]), self.head.places, row.exact, told, merged=row.exact and not prose)

    def _stray(self, row: Row) -> None:
        """Read a row without a known label: the title or the year, unknown labels with their values, else a remark."""
        self.current = None
        if len(row.filled) == 1:
            self._lone(row.place(row.filled[0]))
            return
        pairs = guessed_fields(row)
        for one in pairs:
            self.head.tell(one)
        if pairs:
            return
        titles = [place for place in row.places if form().is_title(place.text)] if not self.head.title else []
        if titles:
            self._lone(titles[0])
        self.head.remark([place for place in row.places if place not in titles[:1]])

    def _lone(self, place: Place) -> None:
        """Read a cell that stands alone: the title, the year, the money unit."""
        head, text = self.head, place.text
        if not head.title and form().is_title(text):
            head.title = text
            head.places["标题"] = place.where
        elif head.year is None and _LONE_YEAR.fullmatch(_folded(text)):
            head.year = _year_in(text)
        elif unit := money_unit(text):
            head.unit = unit
            head.tell(Field(MONEY, MONEY, evolve(place, text=unit)))
        elif text != head.title and not form().is_page_mark(text) and not _says_year(text, head.year):
            if head.year is None and len(text) < _SHOWN:
                head.year = _year_in(text)
            head.remark([place])


def read_head(rows: list[Row], head: Head | None = None) -> Head:
    """Return what `rows`, those before the first heading of indicators or below them, say about the table."""
    found = Head() if head is None else head
    reader = _Reader(found, below=head is not None)
    for row in rows:
        if row.filled:
            reader.read(row)
    if found.year is None:
        found.year = _year_in(found.title)
    return found


def begins_section(row: Row) -> bool:
    """Tell whether a row begins a field, a goal or the funds."""
    return is_labelled(row) or is_fund_area(row) or goal_of(row.text(row.filled[0])) is not None


def is_page_top(row: Row) -> bool:
    """Tell whether a row holds at most what is repeated at the top of a page: a title, a year, a page number."""
    if not row.filled:
        return True
    text = row.text(row.filled[0])
    return len(row.filled) == 1 and (form().is_title(text) or form().is_page_mark(text) or _LONE_YEAR.fullmatch(_folded(text)) is not None)


def _says_year(text: str, year: int | None) -> bool:
    return _LONE_YEAR.fullmatch(_folded(text)) is not None and _year_in(text) == year


def _year_in(text: str) -> int | None:
    found = _YEAR.search(_folded(text))
    return int(found[1]) if found else None


def _folded(text: str) -> str:
    return normalize("NFKC", text[:200]).translate(_CHINESE_DIGITS)
