"""The spellings of days and spans of days: 2025年12月31日前, 2025-12-31前, 二〇二五年十二月三十一日之前, 2025年12月底前."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from perfrules.testing.strategies.numerals import chinese
from perfrules.value.interval import Interval

__all__ = ["dates_of"]

_YEAR_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def dates_of(days: Interval, *, yearless: bool) -> tuple[str, ...]:
    """Return the ways to write a span of days, whose ends are ordinal numbers; without a year where it names none.

    >>> from fractions import Fraction
    >>> dates_of(Interval(None, Fraction(date(2025, 12, 31).toordinal())), yearless=False)[:4]
    ('2025年12月31日前', '2025年12月31日之前', '2025年12月31日以前', '不晚于2025年12月31日')
    """
    first = None if days.low is None else date.fromordinal(int(days.low))
    last = None if days.high is None else date.fromordinal(int(days.high))
    if last is not None and first is None:
        return tuple(_until(last, yearless=yearless))
    if first is not None and last is None:
        return tuple(text for day in _days(first, yearless=yearless) for text in (f"{day}起", f"不早于{day}"))
    if first is not None and first == last:
        return tuple(_days(first, yearless=yearless))
    if first is None or last is None or yearless:
        return ()
    ends = [next(_days(day, yearless=False)) for day in (first, last)]
    return tuple(dash.join(ends) for dash in ("-", "至", "~", "到"))


def _until(last: date, *, yearless: bool) -> Iterator[str]:
    for day in (*_days(last, yearless=yearless), *_ends(last, yearless=yearless)):
        yield from (f"{day}{word}" for word in ("前", "之前", "以前"))
        yield f"不晚于{day}"


def _days(day: date, *, yearless: bool) -> Iterator[str]:
    month, number = day.month, day.day
    if yearless:
        yield from (f"{month}月{number}日", f"{month}月{number}号", f"{month}月 {number}日")
        return
    yield f"{day.year}年{month}月{number}日"
    yield from (f"{day.year}年{month:02}月{number:02}日", f"{day.year}-{month:02}-{number:02}", f"{day.year}.{month}.{number}")
    yield from (f"{day.year}/{month}/{number}", f"{day.year}年 {month}月 {number}日")
    yield f"{str(day.year).translate(_YEAR_DIGITS)}年{chinese(month)}月{chinese(number)}日"


def _ends(day: date, *, yearless: bool) -> Iterator[str]:
    """Yield the month or the year of which a day is the last one."""
    year = "" if yearless else f"{day.year}年"
    if day.day == monthrange(day.year, day.month)[1]:
        yield from (f"{year}{day.month}月底", f"{year}{day.month}月末")
    if not yearless and (day.month, day.day) == (12, 31):
        yield from (f"{year}底", f"{year}末")
