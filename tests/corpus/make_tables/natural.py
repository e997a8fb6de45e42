"""How a spreadsheet holds what a form prints: a number with the format that shows just this text."""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen

__all__ = ["Natural", "natural", "widened"]

_PLAIN = re.compile(r"(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(%?)")
_COUNTED = re.compile(r"([≥≤=]?)(\d+)(?:\.(\d+))?([%\u4e00-\u9fff]{0,3})")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)-(\d\d)|年(\d{1,2})月(\d{1,2})日)")
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@frozen
class Natural:
    """A value as a spreadsheet stores it, and the number format that shows it."""

    value: float | int | date
    format: str


def natural(text: str, *, literals: bool = False) -> Natural | None:
    """Return the stored value behind a printed number, percentage or date; None for other texts.

    With `literals` signs and units are part of the number format.

    >>> natural("94.88%"), natural("1,265.50").format, natural("≥95%", literals=True).format
    (Natural(value=0.9488, format='0.00%'), '#,##0.00', '"≥"0%')
    """
    if found := _DATE.fullmatch(text):
        year, *parts = (part for part in found.groups() if part)
        month, day = map(int, parts)
        return Natural(date(int(year), month, day), "yyyy-mm-dd" if "-" in text else 'yyyy"年"m"月"d"日"')
    if found := _PLAIN.fullmatch(text):
        whole, decimals, percent = found[2].replace(",", ""), found[3] or "", found[4]
        shown = ("#,##0" if "," in found[2] else "0") + (f".{'0' * len(decimals)}" if decimals else "") + percent
        return Natural(_number(found[1] + whole, decimals, percent), shown)
    if literals and (found := _COUNTED.fullmatch(text)):
        sign, whole, decimals, unit = found[1], found[2], found[3] or "", found[4]
        if "%" in unit and unit != "%":
            return None
        shown = "0" + (f".{'0' * len(decimals)}" if decimals else "")
        tail = unit if unit in ("", "%") else f'"{unit}"'
        return Natural(_number(whole, decimals, unit if unit == "%" else ""), (f'"{sign}"' if sign else "") + shown + tail)
    return None


def _number(whole: str, decimals: str, percent: str) -> float | int:
    if not decimals and not percent:
        return int(whole)
    value = f"{whole}.{decimals or '0'}"
    return float(f"{value}e-2") if percent else float(value)


def widened(text: str) -> str:
    """Return a text with full-width digits, as some input methods write them.

    >>> widened("≥98.5%")
    '≥９８．５％'
    """
    return text.translate(_WIDE)
