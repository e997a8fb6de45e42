"""Actual values (实际值): a file of names and values, as people keep it beside a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from attrs import field, frozen

from perfrules.table.decode import Document, decode, read_bytes
from perfrules.table.form import Kind, form
from perfrules.table.grid import Grid, Row
from perfrules.table.reader import text_given
from perfrules.table.readers import grids_of_bytes
from perfrules.table.readers.kind import FileKind, kind_of
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_DOCUMENT_BYTES, MAX_ROWS

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
    """Return the actual values in a table of names and values (CSV, xlsx, xls, docx …; with a header row) or a JSON object.

    Raises TableError where the file cannot be read or has no header; single faulty rows are diagnostics.

    >>> read_actuals("指标,实际值,备注\\n拥有高新技术企业数,16800家,").rows["拥有高新技术企业数"].value
    '16800家'
    """
    given = text_given(path)
    found, notes = _of_file(Path(path)) if given is None else _of_document(given)
    source = str(path) if given is None else given.source
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
    return Actuals(MappingProxyType(rows), tuple(notes), source)


def _of_file(path: Path) -> tuple[list[ActualRow], list[Diagnostic]]:
    data, source = read_bytes(path, MAX_DOCUMENT_BYTES), str(path)
    if kind_of(data, source) is FileKind.TEXT:
        return _of_document(decode(data, source))
    return _from_grids(grids_of_bytes(data, source), source)


def _of_document(document: Document) -> tuple[list[ActualRow], list[Diagnostic]]:
    read = _from_json if document.text.lstrip().startswith(("{", "[")) else _from_csv
    found, notes = read(document.text, document.source)
    return found, [*document.diagnostics, *notes]


def _from_csv(text: str, source: str) -> tuple[list[ActualRow], list[Diagnostic]]:
    records = _records(text, source)
    line, header = next(records, (1, []))
    columns = _columns(header)
    if columns is None:
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


def _from_grids(grids: list[Grid], source: str) -> tuple[list[ActualRow], list[Diagnostic]]:
    """Return the rows below every header row, in whatever sheet or table of the file it stands."""
    found: list[ActualRow] = []
    notes: list[Diagnostic] = []
    headed = False
    for grid in grids:
        start = next((index for index, row in enumerate(grid.rows) if _form_columns(row.cells) is not None), None)
        notes += grid.diagnostics
        if start is not None:
            headed = True
            rows, more = _below(grid.rows[start], grid.rows[start + 1 :])
            found, notes = [*found, *rows], [*notes, *more]
    if not headed:
        first = next((row for grid in grids for row in grid.rows if row.filled), None)
        shown = "" if first is None else "、".join(place.text for place in first.places)[:60]
        raise TableError([Diagnostic("E321", {"path": source, "found": shown}, where="" if first is None else first.where)])
    return found, notes


def _below(header: Row, rows: Sequence[Row]) -> tuple[list[ActualRow], list[Diagnostic]]:
    columns = _form_columns(header.cells) or {}
    notes = [
        Diagnostic("N321", {"word": one.text}, where=one.where) for one in header.places if form().find(Kind.ACTUALS, one.text) is None
    ]
    found: list[ActualRow] = []
    unnamed: set[int] = set()
    for row in rows:
        if not row.filled or _form_columns(row.cells) is not None or form().find(Kind.TOTAL, row.text(row.filled[0])):
            continue
        name, value = row.resolved(columns["名称"]), row.resolved(columns["实际值"])
        note = row.resolved(columns["备注"]).text if "备注" in columns else ""
        for place in row.places:
            if not header.resolved(place.column - 1).text and place.column not in unnamed:
                unnamed.add(place.column)
                notes.append(Diagnostic("N343", {"text": place.text[:30]}, where=place.where))
        if name.text:
            found.append(ActualRow(name.text, value.text, note, value.where))
        elif value.text:
            notes.append(Diagnostic("E324", {"value": value.text[:60]}, where=row.where))
    return found, notes


def _columns(header: Sequence[str]) -> dict[str, int] | None:
    """Return which column holds what, the first one where several do; None where names or values have none."""
    columns = {role: index for index, role in reversed(list(enumerate(_roles(header)))) if role}
    return columns if "名称" in columns and "实际值" in columns else None


def _form_columns(header: Sequence[str]) -> dict[str, int] | None:
    """Return the same for a form: 绩效指标 may stand down its left edge, and the name is the last such word before the value."""
    columns = _columns(header)
    if columns is None:
        return None
    names = [index for index, role in enumerate(_roles(header)) if role == "名称"]
    return {**columns, "名称": max((index for index in names if index < columns["实际值"]), default=names[0])}


def _roles(header: Sequence[str]) -> list[str | None]:
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
