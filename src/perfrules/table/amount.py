"""Numbers of a form: money in the unit of its table, points of a weight."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from unicodedata import normalize

from perfrules.table.form import Kind, form
from perfrules.table.grid import Place
from perfrules.table.model import Amount
from perfrules.text.limits import MAX_DIGITS

__all__ = ["read_amount"]

_MARKED = re.compile(r"([+-]?)\s*¥\s*(?=[+-]?\d)")
_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(\S{0,3})")


def read_amount(place: Place, unit: str = "") -> Amount | None:
    """Return the number at `place`, or None where the cell is not one; `unit` is the unit a cell may repeat.

    >>> read_amount(Place("３８8,882.83", 11, 5)).value
    Fraction(38888283, 100)

    The sign that a spreadsheet puts before money says nothing of its unit: ¥1,234.50 in a column of 万元 is 1234.50 of them.
    """
    if len(place.text) > MAX_DIGITS:
        return None
    known, value = _number(place.text, unit)
    return Amount(place.text, value, place.where) if known else None


@lru_cache(maxsize=8192)
def _number(text: str, unit: str) -> tuple[bool, Fraction | None]:
    """Return whether a cell is a number, or says that there is none, and which."""
    if form().is_blank(text):
        return True, None
    plain = normalize("NFKC", text).replace("−", "-").strip()
    found = _NUMBER.fullmatch(_MARKED.sub(r"\1", plain, count=1) if "¥" in plain else plain)
    if found is None:
        return False, None
    number, written = Fraction(found[1].replace(",", "")), found[2]
    if written == "%":
        return True, number / 100
    if written and written != (form().find(Kind.FUND_UNIT, unit) or unit):
        return False, None
    return True, number
