"""Reading what a request names: a table and its actual values, from files or from standard input."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from attrs import evolve

from perfrules.cli.fault import RequestError, placed, renamed
from perfrules.cli.texts import text
from perfrules.evaluation import TableResult, evaluate_table
from perfrules.table import Actuals, TargetTable, read_actuals, read_tables
from perfrules.table.decode import Document, decode
from perfrules.table.place import position_of
from perfrules.table.reader import tables_of_grids
from perfrules.table.readers import grids_of_bytes
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError, RulesetError
from perfrules.text.limits import MAX_DOCUMENT_BYTES, MAX_FILE_BYTES

__all__ = ["STDIN", "evaluated", "read_inputs", "stdin_tables"]

STDIN = "-"
_TEXT = "<文本>"


def read_inputs(table: str, actuals: str | None, lang: str, number: int | None = None) -> tuple[TargetTable, Actuals | None]:
    """Return the table and, where a file is named, the actual values; all faults of both at once as RequestError.

    Of several tables in a file `number` chooses one, from 1.
    """
    if table == actuals == STDIN:
        raise RequestError([Diagnostic("E507")])
    faults: list[Diagnostic] = []
    found: TargetTable | None = None
    given: Actuals | None = None
    try:
        found = _table(table, lang, number)
    except PerfRulesError as error:
        faults += _told(error, table, lang)
    try:
        given = None if actuals is None else _actuals(actuals, lang)
    except PerfRulesError as error:
        faults += _told(error, actuals or "", lang)
    if found is None or faults:
        raise RequestError(faults)
    return found, given


def evaluated(table: TargetTable, actuals: Actuals | None, options: Mapping[str, Any]) -> TableResult:
    """Return the judgement of a table, its diagnostics placed in the files that they are about."""
    try:
        result = evaluate_table(table, actuals, **options)
    except RulesetError:
        raise
    except PerfRulesError as error:
        raise RequestError(placed(error.diagnostics, table.source)) from None
    own, other = len(table.diagnostics), table.source if actuals is None else actuals.source
    ruled = () if result.ruled is None else result.ruled.diagnostics
    read = result.diagnostics[own : len(result.diagnostics) - len(ruled)]
    told = [one if table.source in one.where or one.line is not None else placed([one], other)[0] for one in ruled]
    return evolve(result, diagnostics=(*placed(result.diagnostics[:own], table.source), *placed(read, other), *told))


def _told(error: PerfRulesError, path: str, lang: str) -> tuple[Diagnostic, ...]:
    source = text("stdin", lang) if path == STDIN else path
    return placed(renamed(error.diagnostics, _TEXT, source), source)


def _table(path: str, lang: str, number: int | None) -> TargetTable:
    tables = stdin_tables(lang) if path == STDIN else read_tables(Path(path))
    if (len(tables) > 1 and number is None) or (number or 1) > len(tables):
        args = {"path": tables[0].source, "count": str(len(tables)), "lines": "、".join(_start(one) for one in tables[:6])}
        raise RequestError([Diagnostic("E511" if number is None else "E515", {**args, "number": str(number)})])
    return tables[(number or 1) - 1]


def _start(table: TargetTable) -> str:
    """Return where the rows of a table begin: sheet or page and row."""
    position = position_of(table.indicators[0].where)
    return table.indicators[0].where if position is None else evolve(position, column=None).where


def stdin_tables(lang: str) -> list[TargetTable]:
    """Return the tables of the file on standard input, whatever kind of file it is."""
    stream: BinaryIO = sys.stdin.buffer
    data = stream.read(MAX_DOCUMENT_BYTES + 1)
    source = text("stdin", lang)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise RequestError([Diagnostic("E305", {"path": source, "size": f"{len(data):,}", "limit": f"{MAX_DOCUMENT_BYTES:,}"})])
    return tables_of_grids(grids_of_bytes(data, source))


def _actuals(path: str, lang: str) -> Actuals:
    if path != STDIN:
        return read_actuals(Path(path))
    document = _stdin(lang)
    given = read_actuals(document.text + "\n")
    return evolve(given, source=document.source, diagnostics=(*document.diagnostics, *given.diagnostics))


def _stdin(lang: str) -> Document:
    stream: BinaryIO = sys.stdin.buffer
    return decode(stream.read(MAX_FILE_BYTES + 1), text("stdin", lang))
