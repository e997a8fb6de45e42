"""Nothing of a table is lost: every cell of a grid is found in the tables that were read from it, or in what was said of it."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from perfrules.table import Grid, Indicator, TargetTable
from perfrules.table.fields import money_unit
from perfrules.table.form import Kind, form
from perfrules.table.stack import headings_of

__all__ = ["lost_cells"]

_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_OF_WHICH = re.compile(r"^其中[:：]")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_STRUCTURE = frozenset(Kind) - {Kind.BLANK, Kind.NO_UNIT, Kind.NO_OPERATOR, Kind.DEFAULT_POLICY, Kind.BUDGET_ROW, Kind.ACTUALS}
_PARTED = re.compile(r"[:：;；,，]")
_LONG = 3


def _plain(text: str) -> str:
    return _OF_WHICH.sub("", _BLANK.sub("", text)).strip(":：;；,，")


def _texts(table: TargetTable) -> Iterable[str]:
    yield from (table.title, table.unit_name, table.project_name, table.duties, table.staff)
    for mapping in (table.goals, table.outcomes, table.fields):
        yield from mapping.keys()
        for text in mapping.values():
            yield text
            yield from re.split(r"[\n ]", text)
            yield from text.split("\n")
    for remark in table.remarks:
        yield remark
        yield from remark.split(" ")
    for line in table.funds:
        yield from line.path
        for amount in line.amounts.values():
            yield amount.text
        yield from line.amounts
    for one in table.indicators:
        yield from _texts_of_indicator(one)
    if table.total is not None:
        yield table.total.text
    for note in table.diagnostics:
        for text in note.args.values():
            yield text.removesuffix("…")
            yield from text.split(" ")


def _texts_of_indicator(one: Indicator) -> Iterable[str]:
    yield from (one.level1, one.level2, one.task, one.name, one.actual, one.score, one.reason, one.forecast, one.likelihood)
    yield from f"{one.level1} {one.level2} {one.name}".split(" ")
    yield from re.split("[；：]", one.reason)
    yield from re.split("[；：]", one.likelihood)
    for text in one.others.values():
        yield from (text, *text.split(" "))
    for cell in one.targets.values():
        yield cell.text
    if one.weight is not None:
        yield one.weight.text


def lost_cells(grid: Grid, tables: Iterable[TargetTable]) -> list[tuple[str, str]]:
    """Return the place and text of every cell that is neither in a table nor told of, headings and words of the form aside.

    Short texts have to be found as a whole, longer ones within another text.
    """
    tables = list(tables)
    whole = {_plain(text) for table in tables for text in _texts(table) if text}
    long = "\n".join(sorted(whole))
    headings = headings_of(grid)
    headed = {line + offset for line, found in headings.items() for offset in range(found.rows)}
    years = {str(table.year) for table in tables if table.year}
    # Signs and units stand in columns of their own and are part of the target value.
    targets: dict[int, set[str]] = {}
    for table in tables:
        for one in table.indicators:
            targets.setdefault(one.line, set()).update(_plain(cell.text) for cell in one.targets.values())
            targets[one.line].add(_plain(one.actual))
    lost: list[tuple[str, str]] = []
    for row in grid.rows:
        if row.line in headed:
            continue
        for place in row.places:
            text = _plain(place.text)
            if text in whole or (len(text) > _LONG and text in long) or _is_structure(place.text):
                continue
            if years & set(re.findall(r"\d{4}", normalize("NFKC", place.text).translate(_CHINESE_DIGITS))) and len(text) < 12:
                continue
            if _PARTED.search(text) and all(any(part in one for one in whole) for part in _PARTED.split(text)):
                continue
            if any(text in target for target in targets.get(place.line, ())):
                continue
            lost.append((place.where, place.text))
    return lost


def _is_structure(text: str) -> bool:
    """Tell whether a cell is a word of the form: a label, a caption, a tick, a page mark."""
    return (
        any(form().find(kind, text) is not None for kind in _STRUCTURE)
        or form().is_page_mark(text)
        or form().is_blank(text)
        or money_unit(text) is not None
    )
