"""Days as spreadsheets store them: a number counted from the end of 1899, or from 1904."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from attrs import frozen

__all__ = ["Moment", "half_up", "moment_of", "serial_of"]

_DAY = 86_400
_MICRO = 1_000_000
_LAST = 2_958_465
_LEAP = 60
_MAC = 1_462


@frozen
class Moment:
    """A stored day and time: `day` as a calendar shows it, `days` since the first one, `seconds` since midnight."""

    day: date
    days: int
    seconds: Fraction


def moment_of(number: Fraction, *, mac: bool = False, digits: int = 0) -> Moment | None:
    """Return the moment that a stored number means, None where no calendar has it; the time is rounded to `digits` of a second.

    >>> moment_of(Fraction(46022)).day
    datetime.date(2025, 12, 31)
    """
    scale = 10**digits
    days, rest = divmod(half_up(number * _DAY * scale), _DAY * scale)
    if number < 0 or days + (_MAC if mac else 0) > _LAST:
        return None
    # A spreadsheet believes in a 29 February 1900: the days before it are one further on.
    windows = date(1899, 12, 31) if days < _LEAP else date(1899, 12, 30)
    start = date(1904, 1, 1) if mac else windows
    return Moment(start + timedelta(days=days), days, Fraction(rest, scale))


def serial_of(value: datetime | date | time | timedelta, *, mac: bool = False) -> Fraction:
    """Return the number that a spreadsheet stores for a day, a time or a length of time.

    >>> serial_of(date(2025, 12, 31)), serial_of(time(12))
    (Fraction(46022, 1), Fraction(1, 2))
    """
    match value:
        case timedelta():
            return _fraction(value)
        case time():
            return _fraction(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond))
        case datetime():
            days = value.replace(tzinfo=None) - datetime.combine(date(1904, 1, 1) if mac else date(1899, 12, 30), time())
        case _:
            days = value - (date(1904, 1, 1) if mac else date(1899, 12, 30))
    number = _fraction(days)
    return number - 1 if not mac and 0 < number <= _LEAP else number


def _fraction(length: timedelta) -> Fraction:
    return length.days + Fraction(length.seconds * _MICRO + length.microseconds, _DAY * _MICRO)


def half_up(number: Fraction) -> int:
    """Return the nearest whole number, halves upwards; `number` is not negative.

    >>> half_up(Fraction(5, 2))
    3
    """
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)
