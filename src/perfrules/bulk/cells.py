"""Cells: the values of a column of mixed kinds, as a spreadsheet gives them, as texts that mean the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import polars as pl

__all__ = ["VALUE", "dates_of", "days_of", "texts_of", "value_of"]

VALUE = "\x1f\uffff"
"""In front of a number or a day that is no text, or of what is no value at all; no table has it."""
_NUMBER, _DAY, _NOTHING = "n", "d", "?"


def texts_of(cells: Iterable[Any], *, marked: bool) -> pl.Series:
    """Return the texts of cells, numbers and days behind a mark where they are not to be read as texts; nothing for what is missing.

    >>> texts_of(["2家", 3, 0.1 + 0.2, None, float("nan"), Decimal("1E+2")], marked=False).to_list()
    ['2家', '3', '0.30000000000000004', None, None, '100']
    """
    found = map(_text, cells)
    return pl.Series([one if one is None else _marked(*one) if marked else one[1] for one in found], dtype=pl.String)


def value_of(text: str) -> Decimal | date | None:
    """Return the number or day behind a mark; `None` where there is no value.

    >>> value_of(texts_of([0.25], marked=True)[0])
    Decimal('0.25')
    """
    kind, said = text[len(VALUE) : len(VALUE) + 1], text[len(VALUE) + 1 :]
    try:
        return Decimal(said) if kind == _NUMBER else date.fromisoformat(said) if kind == _DAY else None
    except (ValueError, ArithmeticError):
        return None


def days_of(values: pl.Series) -> pl.Series:
    """Return the texts of a column of days, behind the mark."""
    return pl.select(pl.lit(VALUE + _DAY) + dates_of(values).cast(pl.String)).to_series()


def dates_of(values: pl.Series) -> pl.Series:
    """Return the days of a column of days or moments, as the calendar of their place has them."""
    local = values.dt.replace_time_zone(None) if isinstance(values.dtype, pl.Datetime) else values
    return local.cast(pl.Date)


def _marked(kind: str, text: str) -> str:
    return f"{VALUE}{kind}{text}" if kind else text


def _text(cell: Any) -> tuple[str, str] | None:
    """Return what kind of cell it is, nothing for a text, and its text."""
    match cell:
        case str():
            return "", cell
        case None:
            return None
        case bool():
            return _NOTHING, str(cell)
        case datetime():
            return None if cell != cell else (_DAY, cell.date().isoformat())  # noqa: PLR0124  a time that is none differs from itself
        case date():
            return _DAY, cell.isoformat()
        case Decimal():
            return (_NUMBER, format(cell, "f")) if cell.is_finite() else None if cell.is_nan() else (_NOTHING, str(cell))
        case Integral():
            return _NUMBER, str(int(cell))
        case Real():
            return _written(float(cell))
    return None if type(cell).__name__ in ("NAType", "NaTType") else (_NOTHING, str(cell)[:80])


def _written(value: float) -> tuple[str, str] | None:
    """Return the shortest decimal that reads back as a double; nothing for NaN, and an infinity is no value."""
    if value != value:  # noqa: PLR0124  only what is no number differs from itself
        return None
    return (_NUMBER, format(Decimal(repr(value)), "f")) if abs(value) < float("inf") else (_NOTHING, str(value))
