"""The head of a form: title, year, unit, duties, staff and goals, all that stands before the indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

from attrs import define, field

from perfrules.table.form import Kind, form
from perfrules.table.funds import is_fund_area
from perfrules.table.grid import Row

__all__ = ["Head", "begins_section", "is_labelled", "is_page_top", "read_head"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_LONE_YEAR = re.compile(r"\s*\(?\s*(?:19|20)\d\d\s*\)?\s*年?度?\s*\)?\s*")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_PROSE = 6


@define
class Head:
    """What the rows before the indicators say, as it is gathered; `funds` are the rows of the funds part."""

    title: str = ""
    year: int | None = None
    fields: dict[str, str] = field(factory=dict)
    goals: dict[str, str] = field(factory=dict)
    funds: list[Row] = field(factory=list)

    @property
    def frozen_goals(self) -> Mapping[str, str]:
        """Return the goals, not to be changed any more."""
        return MappingProxyType({name: text for name, text in self.goals.items() if text})


@define
class _Open:
    """The prose that following rows belong to: a goal or a field, and the column it is printed in."""

    texts: dict[str, str]
    name: str
    column: int | None = None


def read_head(rows: list[Row]) -> Head:
    """Return what `rows`, those before the first heading of indicators, say about the table."""
    head = Head()
    current: _Open | None = None
    in_funds = False
    for row in rows:
        if not row.filled:
            continue
        first = row.text(row.filled[0])
        if goal := form().find(Kind.GOAL, first):
            in_funds, current = False, _goal(head, row, goal)
        elif is_fund_area(row):
            in_funds, current = True, None
            head.funds.append(row)
        elif is_labelled(row):
            in_funds, current = False, _fields(head, row)
        elif in_funds:
            head.funds.append(row)
        elif current is not None and len(row.filled) <= 3:
            _continue(current, row)
        elif len(row.filled) == 1:
            _lone(head, first)
    if head.year is None:
        head.year = _year_in(head.title)
    return head


def _goal(head: Head, row: Row, name: str) -> _Open:
    """Open the goal `name`; a form may head two columns, the goal expected and what became of it."""
    head.goals.setdefault(name, "")
    opened = _Open(head.goals, name)
    for place in row.places[1:]:
        kind = form().find(Kind.GOAL_COLUMN, place.text)
        if kind == "预期":
            opened.column = place.column - 1
        elif kind is None and not head.goals[name]:
            head.goals[name] = place.text
    return opened


def _continue(current: _Open, row: Row) -> None:
    index = current.column if current.column is not None and row.text(current.column) else row.filled[0]
    text = row.text(index)
    if form().find(Kind.GOAL_COLUMN, text):
        return
    before = current.texts.get(current.name, "")
    current.texts[current.name] = f"{before}\n{text}" if before else text


def is_labelled(row: Row) -> bool:
    """Tell whether a row begins with the label of a field, such as 单位名称 or 填表人."""
    first = row.text(row.filled[0])
    if _LONE_YEAR.fullmatch(_folded(first)):
        return False
    if form().find(Kind.FIELD, first):
        return True
    label, colon, _ = _parted(first)
    return bool(colon) and form().find(Kind.FIELD, label) is not None


def begins_section(row: Row) -> bool:
    """Tell whether a row begins a field, a goal or the funds."""
    return is_labelled(row) or is_fund_area(row) or form().find(Kind.GOAL, row.text(row.filled[0])) is not None


def is_page_top(row: Row) -> bool:
    """Tell whether a row holds at most what is repeated at the top of a page: a title, a year, a page number."""
    if not row.filled:
        return True
    text = row.text(row.filled[0])
    return len(row.filled) == 1 and (form().is_title(text) or form().is_page_mark(text) or _LONE_YEAR.fullmatch(_folded(text)) is not None)


def _parted(text: str) -> tuple[str, str, str]:
    """Return a cell like `单位名称：某局` parted at its first colon."""
    label, colon, value = text[:200].replace("：", ":", 1).partition(":")
    return label.strip(), colon, (value + text[200:]).strip()


def _fields(head: Head, row: Row) -> _Open | None:
    """Read the labelled cells of a row; return the prose that may go on in the next row."""
    waiting: str | None = None
    last: str | None = None
    for place in row.places:
        if waiting is None or form().find(Kind.FIELD, place.text):
            label, colon, value = _parted(place.text)
            name = form().find(Kind.FIELD, place.text)
            inline = form().find(Kind.FIELD, label) if colon and value else None
            waiting = None if inline else name
            if inline:
                _set(head, inline, value)
                last = inline
        else:
            _set(head, waiting, place.text)
            waiting, last = None, waiting
    name = waiting or last
    return _Open(head.fields, name) if name in ("职能", "人员") else None


def _set(head: Head, name: str, value: str) -> None:
    head.fields.setdefault(name, value)
    if name == "年度":
        head.year = head.year or _year_in(value)


def _lone(head: Head, text: str) -> None:
    """Read a cell that stands alone: the title or the year."""
    if not head.title and form().is_title(text):
        head.title = text
    elif head.year is None and _LONE_YEAR.fullmatch(_folded(text)):
        head.year = _year_in(text)


def _year_in(text: str) -> int | None:
    found = _YEAR.search(_folded(text))
    return int(found[1]) if found else None


def _folded(text: str) -> str:
    return normalize("NFKC", text[:200]).translate(_CHINESE_DIGITS)
