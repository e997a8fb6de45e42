"""Actual values (实际值): a file of names and values, as people keep it beside a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from attrs import field, frozen

from perfrules.table.form import Kind, form
from perfrules.table.reader import document_of
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_ROWS

__all__ = ["ActualRow", "Actuals", "name_key", "read_actuals"]

_DELIMITERS = ",\t;，；|"
_QUOTES = str.maketrans("“”「」『』＂’‘（）", '"""""""\'\'()')


@frozen
class ActualRow:
    """The actual value of one indicator as its author wrote it; an empty `value` means that it is not known."""

    name: str
    value: str
    note: str = ""
    where: str = ""


@frozen
class Actuals:
    """The actual values of one file by indicator name, and what was wrong or noted in it.

    A name that occurs twice keeps its first row, and the diagnostics say so.
    """

    rows: Mapping[str, ActualRow] = field(hash=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    source: str = ""
    _keys: Mapping[str, str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_keys", MappingProxyType({name_key(name): name for name in self.rows}))

    def find(self, name: str) -> ActualRow | None:
        """Return the row of an indicator, whatever its quotes, brackets, width and blanks.

        >>> rows = {'“三公经费”变动率': ActualRow('“三公经费”变动率', "-2%")}
        >>> Actuals(rows).find('"三公经费"变动率').value
        '-2%'
        """
        known = self._keys.get(name_key(name))
        return None if known is None else self.rows[known]


def name_key(name: str) -> str:
    """Return an indicator name as names are compared: without blanks and differences of width and quotes."""
    return "".join(normalize("NFKC", name).translate(_QUOTES).split()).casefold()


def read_actuals(path: str | Path) -> Actuals:
    """Return the actual values in a CSV file (comma, tab or semicolon; a header row) or a JSON object.

    Raises TableError where the file cannot be read or has no header; single faulty rows are diagnostics.

    >>> read_actuals("指标,实际值,备注\\n拥有高新技术企业数,16800家,").rows["拥有高新技术企业数"].value
    '16800家'
    """
    document = document_of(path)
    if document.text.lstrip().startswith(("{", "[")):
        found, notes = _from_json(document.text, document.source)
    else:
        found, notes = _from_csv(document.text, document.source)
    rows: dict[str, ActualRow] = {}
    keys: dict[str, ActualRow] = {}
    for row in found:
        first = keys.setdefault(name_key(row.name), row)
        if first is row:
            rows[row.name] = row
        else:
            code = "W322" if name_key(first.value) == name_key(row.value) else "E322"
            args = {"name": row.name, "first": first.value, "second": row.value, "where": first.where}
            notes.append(Diagnostic(code, args, where=row.where))
    return Actuals(MappingProxyType(rows), (*document.diagnostics, *notes), document.source)


def _from_csv(text: str, source: str) -> tuple[list[ActualRow], list[Diagnostic]]:
    records = _records(text, source)
    line, header = next(records, (1, []))
    columns = {role: index for index, role in reversed(list(enumerate(_roles(header)))) if role}
    if "名称" not in columns or "实际值" not in columns:
        shown = "、".join(header)[:60]
        raise TableError([Diagnostic("E321", {"path": source, "found": shown}, where=f"第{line}行")])
    notes = [
        Diagnostic("N321", {"word": word}, where=f"第{line}行第{index}列")
        for index, (word, role) in enumerate(zip(header, _roles(header), strict=True), 1)
        if word and role is None
    ]
    rows: list[ActualRow] = []
    for line, record in records:
        name, value, note = (_at(record, columns.get(role)) for role in ("名称", "实际值", "备注"))
        where = f"第{line}行"
        if len(record) > len(header) and any(record[len(header) :]):
            notes.append(Diagnostic("E323", {"name": name, "extra": "、".join(record[len(header) :])[:60]}, where=where))
        elif name:
            rows.append(ActualRow(name, value, note, f"{where}第{columns['实际值'] + 1}列"))
        elif value:
            notes.append(Diagnostic("E324", {"value": value[:60]}, where=where))
    return rows, notes


def _roles(header: list[str]) -> list[str | None]:
    return [form().find(Kind.ACTUALS, word) for word in header]


def _at(record: list[str], index: int | None) -> str:
    return record[index] if index is not None and index < len(record) else ""


def _records(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that hold something, each with the line it ends in."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda mark: sum(1 for word in first.split(mark) if form().find(Kind.ACTUALS, word.strip('" \u3000'))))
    reader = csv.reader(StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline=""), delimiter=delimiter, skipinitialspace=True)
    count = 0
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise TableError([Diagnostic("E325", {"path": source, "why": str(error)}, where=f"第{reader.line_num}行")]) from None
        if record is None:
            return
        count += 1
        if count > MAX_ROWS:
            raise TableError([Diagnostic("E308", {"path": source, "rows": f">{MAX_ROWS:,}", "limit": f"{MAX_ROWS:,}"})])
        cells = [cell.strip(" \t\u3000\xa0\ufeff\u200b") for cell in record]
        if any(cells):
            yield reader.line_num, cells


def _from_json(text: str, source: str) -> tuple[list[ActualRow], list[Diagnostic]]:
    # Numbers stay as written: a float would not be the number that the author wrote.
    try:
        pairs: Any = json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        line = f"第{error.lineno}行第{error.colno}列" if isinstance(error, json.JSONDecodeError) else ""
        raise TableError([Diagnostic("E326", {"path": source}, where=line)]) from None
    if not isinstance(pairs, _Pairs):
        raise TableError([Diagnostic("E326", {"path": source})])
    rows: list[ActualRow] = []
    notes: list[Diagnostic] = []
    for name, value in pairs:
        where = f"「{name}」"
        if value is None or isinstance(value, str):
            rows.append(ActualRow(name.strip(), (value or "").strip(), "", where))
        else:
            notes.append(Diagnostic("E327", {"name": name}, where=where))
    return rows, notes


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object in order, repeated names kept."""
