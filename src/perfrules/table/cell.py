"""Reading the cell of a target value: the one place where tables meet target expressions."""

from __future__ import annotations

from perfrules.table.form import Kind, form
from perfrules.table.grid import Place
from perfrules.table.model import Cell
from perfrules.target import parse_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError

__all__ = ["read_cell"]


def read_cell(place: Place, operator: str = "", unit: str = "") -> Cell:
    """Return the target value at `place`; forms with columns for sign and unit give these too.

    A cell that cannot be read keeps its text and says why: reading goes on.
    """
    sign = "" if form().is_blank(operator) or form().find(Kind.NO_OPERATOR, operator) else operator
    measure = "" if form().is_blank(unit) or form().find(Kind.NO_UNIT, unit) else unit
    where = place.where
    if not place.text:
        return Cell(place.text, None, (Diagnostic("W302", where=where),), where)
    text = _joined(sign, place.text, measure)
    if "\ufffd" in text:
        return Cell(text, None, (Diagnostic("E311", {"text": place.text}, place.text, where=where),), where)
    try:
        target = parse_target(place.text, unit=measure or None, operator=sign or None)
    except PerfRulesError as error:
        return Cell(text, None, tuple(found.at(where) for found in error.diagnostics), where)
    return Cell(text, target, tuple(note.at(where) for note in target.notes), where)


def _joined(sign: str, text: str, unit: str) -> str:
    """Return the three columns as one text, without repeating what the value says itself."""
    return ("" if text.startswith(sign) else sign) + text + ("" if text.endswith(unit) else unit)
