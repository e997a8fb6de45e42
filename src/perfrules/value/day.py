"""Dates and periods as spans of days: `2025年12月底`, `四季度`, `1-12月`, `2023.07`."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date
from fractions import Fraction

from attrs import frozen

from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.numeral import read_number

__all__ = ["ANY_YEAR", "Period", "in_year", "nominal", "read_period", "write_days"]

ANY_YEAR = 4
"""The leap year that stands for a year that was not written."""


@frozen
class Period:
    """A span of days, both included; `yearless` where the text names no year."""

    first: date
    last: date
    yearless: bool = False


_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*(?:年度?|(?=[-./上下第一二三四1-4]))\s*")
_YEARS = re.compile(r"((?:19|20)[0-9]{2})\s*[-~至到]{1,2}\s*((?:19|20)[0-9]{2})(?:年度?|学年)")
_SHORT_YEAR = re.compile(r"[2-9][0-9]年")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_CN_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}年")
_CN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CLOCK = re.compile(r"(?<=[日号])\s*[0-9]{1,2}(?:[时点]|:[0-9]{2})(?:整|[0-9]{1,2}分)?$|(?<=[0-9])[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$")
_DIGITAL = re.compile(r"[-./]?([0-9]{1,2})(?:[-./]([0-9]{1,2}))?")
_MONTHS = re.compile(r"([0-9]{1,2})月?\s*[-~至到]{1,2}\s*([0-9]{1,2})月(?:份)?[底末]?")
_MONTH = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十]{1,2})月\s*(.*)")
_DAY = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]")
_QUARTER = re.compile(r"第?([一二三四1-4])季度([末底]?)")
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}
_WHOLE = ("", "内", "全年", "当年", "年内", "本年", "本年度")
_YEAR_PARTS = {"底": (12, 12), "末": (12, 12), "初": (1, 1), "中": (6, 6), "上半年": (1, 6), "下半年": (7, 12)}


def read_period(text: str, year: int | None = None) -> Period | None:
    """Return the days that a date names, or `None` where there is no such day.

    `year` is taken where the text has none; without it the period is `yearless`.

    >>> read_period("2025年12月底").last, read_period("2025年2月30日")
    (datetime.date(2025, 12, 31), None)
    >>> read_period("第二季度").yearless
    True
    """
    if match := _YEARS.fullmatch(text):
        first, last = int(match[1]), int(match[2])
        return Period(date(first, 1, 1), date(last, 12, 31)) if first <= last else None
    if match := _DOTTED.fullmatch(text):
        text = f"{match[1]}月{match[2]}日"
    if _SHORT_YEAR.match(text):
        text = f"20{text}"
    if match := _COMPACT.fullmatch(text):
        text = f"{match[1]}-{match[2]}-{match[3]}"
    elif _CN_YEAR.match(text):
        text = text[:4].translate(_CN_DIGITS) + text[4:]
    text = _CLOCK.sub("", text)
    match = _YEAR.match(text)
    rest = text[match.end() :] if match else text
    if match:
        year = int(match[1])
    yearless = year is None
    span = _in_year(rest.strip(), ANY_YEAR if year is None else year)
    return None if span is None else Period(*span, yearless)


def _in_year(text: str, year: int) -> tuple[date, date] | None:
    if text in _WHOLE:
        return _months(year, 1, 12)
    if (part := _YEAR_PARTS.get(text.removeprefix("年"))) or (part := _YEAR_PARTS.get(text)):
        return _months(year, *part)
    if match := _MONTHS.fullmatch(text):
        return _months(year, int(match[1]), int(match[2]))
    if match := _QUARTER.fullmatch(text):
        quarter = "一二三四".find(match[1]) + 1 or int(match[1])
        return _months(year, quarter * 3 if match[2] else quarter * 3 - 2, quarter * 3)
    if match := _MONTH.fullmatch(text):
        return _in_month(year, _small(match[1]), match[2].removeprefix("份"))
    if match := _DIGITAL.fullmatch(text):
        month, day = int(match[1]), match[2]
        return _in_month(year, month, f"{day}日" if day else "")
    return None


def _small(text: str) -> int:
    number = read_number(text)
    return int(number) if number is not None and number.denominator == 1 else 0


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _in_month(year: int, month: int, rest: str) -> tuple[date, date] | None:
    if not 1 <= month <= 12:
        return None
    days = monthrange(year, month)[1]
    if not rest:
        return date(year, month, 1), date(year, month, days)
    if part := _PARTS.get(rest):
        return date(year, month, part[0]), date(year, month, min(part[1], days))
    match = _DAY.fullmatch(rest)
    day = _small(match[1]) if match else 0
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= days else None


def write_days(first: date, last: date, *, yearless: bool = False) -> str:
    """Return the canonical text of a span of days: a whole year, a whole month, a day, or two days with a dash.

    >>> write_days(date(2021, 9, 1), date(2021, 9, 30)), write_days(date(2025, 12, 31), date(2025, 12, 31))
    ('2021年9月', '2025年12月31日')
    """
    year = "" if yearless else f"{first.year}年"
    same_year = first.year == last.year
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1] and same_year
    if whole and (first.month, last.month) == (1, 12) and not yearless:
        return year
    if whole and first.month == last.month:
        return f"{year}{first.month}月"
    start = f"{year}{first.month}月{first.day}日"
    if first == last:
        return start
    return f"{start}-{'' if yearless else f'{last.year}年'}{last.month}月{last.day}日"


def nominal(values: IntervalSet) -> IntervalSet:
    """Return days of one real year as the same days of the nominal year."""
    intervals = []
    for one in values:
        low, high = (None if end is None else _nominal_day(end) for end in (one.low, one.high))
        intervals.append(Interval(low, high, one.low_closed, one.high_closed))
    return IntervalSet.of(intervals)


def _nominal_day(end: Fraction) -> Fraction:
    return Fraction(date.fromordinal(int(end)).replace(year=ANY_YEAR).toordinal())


def in_year(values: IntervalSet, year: int) -> IntervalSet:
    """Return days of the nominal year as the same days of `year`; 29 February becomes 28 February where there is none."""
    intervals = []
    for one in values:
        low, high = (None if end is None else _day_of(end, year) for end in (one.low, one.high))
        intervals.append(Interval(low, high, one.low_closed, one.high_closed))
    return IntervalSet.of(intervals)


def _day_of(end: Fraction, year: int) -> Fraction:
    day = date.fromordinal(int(end))
    if (day.month, day.day) == (2, 29) and not isleap(year):
        day = day.replace(day=28)
    return Fraction(day.replace(year=year).toordinal())
