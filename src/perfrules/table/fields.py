"""Labelled cells of a form: a label and its value in two cells or in one, several of them in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from attrs import evolve, frozen

from perfrules.table.form import Kind, clean_label, form
from perfrules.table.grid import Place, Row

__all__ = ["MONEY", "Field", "field_of", "fields_of", "guessed_fields", "inline_fields", "is_label_like", "is_labelled", "money_unit"]

_COLON = re.compile(r"[:：]")
_WORD_BEFORE = re.compile(r"(?:^|[\s　;；,，、])([^\s:：;；,，、]{1,20}(?:[ 　][^\s:：;；,，、]{1,4})*)\s*$")
_UNIT = re.compile(r"\s*[(（]?\s*(?:金额)?单位\s*[:：]\s*(?:人民币)?\s*(\S{1,3}?)\s*[)）]?\s*")
_NOT_LABEL = re.compile(r"[\d。；，;√☑□☐■]")
_YEAR = re.compile(r"\s*[(（]?\s*(?:19|20)\d\d\s*[)）]?\s*年?度?\s*[)）]?\s*")
_LONGEST = 14
MONEY = "金额单位"
_SEARCHED = 400


@frozen
class Field:
    """A labelled value: the label as printed, what the vocabulary takes it for, and the place of its value."""

    label: str
    meaning: str
    value: Place


def is_labelled(row: Row) -> bool:
    """Tell whether a row begins with the label of a field, such as 单位名称 or 填表人."""
    first = row.cells[row.filled[0]]
    return field_of(first) is not None or _inline_at(first) is not None


def field_of(text: str) -> str | None:
    """Return what field a cell is the label of; a year is no label, though 年度 is one."""
    meaning = form().find(Kind.FIELD, text)
    return None if meaning == "年度" and _YEAR.fullmatch(normalize("NFKC", text)) else meaning


def money_unit(text: str) -> str | None:
    """Return the money unit that a cell of its own names, such as 单位：万元."""
    if len(text) > 20 or (found := _UNIT.fullmatch(text)) is None:
        return None
    return form().find(Kind.FUND_UNIT, found[1])


def fields_of(row: Row) -> tuple[list[Field], list[Place]]:
    """Return the labelled values of a row, and the cells in front of the first label."""
    found: list[Field] = []
    before: list[Place] = []
    label: Place | None = None
    values: list[Place] = []
    for place in row.places:
        unit = money_unit(place.text)
        inline = list(inline_fields(place)) if unit is None else [Field(MONEY, MONEY, evolve(place, text=unit))]
        if not inline and field_of(place.text) is None:
            (before if label is None and not found else values).append(place)
            continue
        found += _closed(label, values, found)
        label, values = None, []
        if inline:
            found += inline
        else:
            label = place
    found += _closed(label, values, found)
    return found, before


def guessed_fields(row: Row) -> list[Field]:
    """Return the cells of a row as pairs where each first one looks like a label; nothing otherwise."""
    places = row.places
    if not row.exact or len(places) % 2 or not all(is_label_like(place.text) for place in places[::2]):
        return []
    return [Field(clean_label(label.text), "", value) for label, value in zip(places[::2], places[1::2], strict=True)]


def is_label_like(text: str) -> bool:
    """Tell whether a text may be a label: short, without digits, marks or the stops of a sentence."""
    return len(text) <= _LONGEST and _NOT_LABEL.search(text) is None


def _closed(label: Place | None, values: list[Place], found: list[Field]) -> Iterator[Field]:
    """Yield the values of a label; more cells behind it are further pairs, or parts of its value."""
    if label is None:
        if values and found:
            last = found.pop()
            text = " ".join([last.value.text, *(one.text for one in values)]).strip()
            yield evolve(last, value=evolve(last.value, text=text))
        return
    meaning = form().find(Kind.FIELD, label.text) or ""
    name = clean_label(label.text)
    if not values:
        yield Field(name, meaning, evolve(label, text=""))
    elif len(values) % 2 and len(values) > 1 and all(is_label_like(one.text) for one in values[1::2]):
        yield Field(name, meaning, values[0])
        for other, value in zip(values[1::2], values[2::2], strict=True):
            yield Field(clean_label(other.text), "", value)
    else:
        yield Field(name, meaning, evolve(values[0], text=" ".join(one.text for one in values)))


def inline_fields(place: Place) -> Iterator[Field]:
    """Yield the labelled values within one cell, like `填报单位：某局  填报日期：1月5日`."""
    text = place.text
    if _inline_at(text) is None:
        return
    marks = [(start, end) for start, end in _labels_in(text) if form().find(Kind.FIELD, text[start:end])]
    for number, (start, end) in enumerate(marks):
        stop = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        label = text[start:end]
        value = text[end:stop].lstrip()[1:].strip(" \t\n　;；,，")
        yield Field(clean_label(label), form().find(Kind.FIELD, label) or "", evolve(place, text=value))


def _inline_at(text: str) -> int | None:
    """Return where the first colon stands if the cell begins with the label of a field and goes on after it."""
    found = _COLON.search(text, 0, 60)
    if found is None or not text[found.end() :].strip():
        return None
    return found.start() if form().find(Kind.FIELD, text[: found.start()].strip()) else None


def _labels_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words before colons stand."""
    for colon in _COLON.finditer(text, 0, _SEARCHED):
        before = text[: colon.start()].rstrip()
        if found := _WORD_BEFORE.search(before, max(0, len(before) - 40)):
            yield found.start(1), found.end(1)
