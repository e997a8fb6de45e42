"""From the cells of a worksheet to a grid: what is hidden is left out and told, merged cells are resolved, blank ends are dropped."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence

from attrs import field, frozen

from perfrules.table.grid import Grid
from perfrules.table.place import Part, PartKind, column_letters
from perfrules.table.readers.matrix import Merge, rows_of
from perfrules.table.readers.worksheet import crowded
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.limits import MAX_DOCUMENT_COLUMNS, MAX_SLOTS

__all__ = ["Sheet", "clean", "grid_of_sheet"]

_EDGE = " \t\u3000\xa0\u200b\ufeff\f\v\n\r\x00"
_SHOWN = 30
_NAMED = 8


@frozen
class Sheet:
    """A worksheet as its reader found it: texts of cells by the numbers of their rows, from 1, ascending; `Merge` counts from 0.

    `failed` has the cells of failed formulas by what they show, `unsaved` those of formulas without a saved result.
    """

    name: str
    source: str
    rows: Sequence[tuple[int, list[str]]] = field(repr=False)
    merges: Sequence[Merge] = ()
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()
    last_column: int = 0
    failed: Mapping[str, Sequence[str]] = field(factory=dict)
    unsaved: Sequence[str] = ()


def clean(text: str) -> str:
    """Return the text of a cell without blanks around it and with one kind of line break.

    >>> clean("  产出\\r\\n指标 ")
    '产出\\n指标'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(_EDGE)


def grid_of_sheet(sheet: Sheet) -> Grid:
    """Return the grid of a worksheet: its visible cells, and diagnostics of what of it was not read.

    >>> grid = grid_of_sheet(Sheet("附表1", "a.xlsx", [(1, ["产出"]), (2, ["甲"]), (4, ["乙"])], hidden_rows={2}))
    >>> [row.where for row in grid.rows if row.filled], grid.diagnostics[0].message
    (['工作表「附表1」第1行', '工作表「附表1」第4行'], '隐藏的行没有读：第 2 行（「甲」）')
    """
    part = Part(PartKind.SHEET, sheet.name)
    notes = [*_formula_notes(sheet, part), *_hidden_rows(sheet, part), *_hidden_columns(sheet, part)]
    if sheet.last_column > MAX_DOCUMENT_COLUMNS:
        args = {"column": column_letters(MAX_DOCUMENT_COLUMNS), "limit": str(MAX_DOCUMENT_COLUMNS)}
        notes.append(Diagnostic("W345", args, where=part.label))
    numbers, cells = _kept(sheet)
    merges = _merges(sheet, numbers, cells)
    rows, spans = rows_of(cells, merges, part=part, numbers=dict(enumerate(numbers)))
    return Grid(rows, sheet.source, tuple(notes), spans)


def _kept(sheet: Sheet) -> tuple[list[int], list[list[str]]]:
    """Return the rows that a person sees, numbers and cells.

    Hidden columns are emptied; a gap is one blank row, at the ends and inside merged cells none.
    """
    masked = sorted(column for column in sheet.hidden_columns if column <= MAX_DOCUMENT_COLUMNS)
    inside = _covered(sheet)
    numbers: list[int] = []
    kept: list[list[str]] = []
    last = 0
    for number, cells in sheet.rows:
        if number in sheet.hidden_rows:
            continue
        seen = [*cells] if masked else cells
        for column in masked:
            if column <= len(seen):
                seen[column - 1] = ""
        if not any(seen):
            continue
        gap = last + 1
        while gap < number and (gap in inside or gap in sheet.hidden_rows):
            gap += 1
        if kept and gap < number:
            numbers.append(gap)
            kept.append([])
        numbers.append(number)
        kept.append(seen)
        last = number
    return numbers, kept


def _covered(sheet: Sheet) -> set[int]:
    """Return the rows that lie inside a cell merged downwards, below its first row: blank ones are no gap there."""
    last = sheet.rows[-1][0] if sheet.rows else 0
    covered: set[int] = set()
    height = 0
    for merge in sheet.merges:
        below = range(merge.top + 2, min(merge.bottom + 1, last) + 1)
        height += len(below)
        if height > MAX_SLOTS:
            raise crowded(sheet.source)
        covered.update(below)
    return covered


def _merges(sheet: Sheet, numbers: list[int], kept: list[list[str]]) -> list[Merge]:
    """Return the merged cells by the indices of the rows that are kept; one whose corner is hidden moves to the first cell seen."""
    held = dict(sheet.rows)
    width = max((len(cells) for cells in kept), default=0)
    found: list[Merge] = []
    area = 0
    for merge in sheet.merges:
        top, bottom = bisect_left(numbers, merge.top + 1), bisect_right(numbers, merge.bottom + 1) - 1
        right = min(merge.right, width - 1)
        left = next((at for at in range(merge.left, right + 1) if at + 1 not in sheet.hidden_columns), None)
        if left is None or top > bottom:
            continue
        area += (bottom - top + 1) * (right - left + 1)
        if area > MAX_SLOTS:
            raise crowded(sheet.source)
        if numbers[top] != merge.top + 1 or left != merge.left:
            corner = held.get(merge.top + 1, [])
            text = corner[merge.left] if merge.left < len(corner) else ""
            if not text:
                continue
            kept[top] = [*kept[top], *[""] * (left + 1 - len(kept[top]))]
            kept[top][left] = text
        found.append(Merge(top, left, bottom, right))
    return found


def _formula_notes(sheet: Sheet, part: Part) -> list[Diagnostic]:
    notes = [
        Diagnostic("W340", {"text": text, "cells": _several(cells), "count": str(len(cells))}, where=part.label + cells[0])
        for text, cells in sheet.failed.items()
    ]
    if sheet.unsaved:
        args = {"cells": _several(sheet.unsaved), "count": str(len(sheet.unsaved))}
        notes.append(Diagnostic("W341", args, where=part.label + sheet.unsaved[0]))
    return notes


def _hidden_rows(sheet: Sheet, part: Part) -> list[Diagnostic]:
    if not sheet.hidden_rows:
        return []
    hidden = [(number, cells) for number, cells in sheet.rows if number in sheet.hidden_rows and any(cells)]
    if not hidden:
        return []
    first = next(cell for cell in hidden[0][1] if cell)
    rows = _runs([number for number, _ in hidden], str)
    return [Diagnostic("W342", {"rows": rows, "text": _short(first)}, where=part.label)]


def _hidden_columns(sheet: Sheet, part: Part) -> list[Diagnostic]:
    if not sheet.hidden_columns:
        return []
    texts: dict[int, str] = {}
    for number, cells in sheet.rows:
        if number in sheet.hidden_rows:
            continue
        for column, cell in enumerate(cells, 1):
            if cell and column in sheet.hidden_columns:
                texts.setdefault(column, cell)
    if not texts:
        return []
    columns = sorted(texts)
    return [Diagnostic("W343", {"columns": _runs(columns, column_letters), "text": _short(texts[columns[0]])}, where=part.label)]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _several(cells: Sequence[str]) -> str:
    return ", ".join(cells[:_NAMED]) + (" …" if len(cells) > _NAMED else "")


def _runs(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """Return numbers in a row as ranges: 2–4, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    shown = ["–".join(name(number) for number in run) for run in runs]
    return _several(shown)
