"""Dates and times as a spreadsheet shows them: `yyyy"年"m"月"d"日"` → 2025年12月31日."""

from __future__ import annotations

from collections.abc import Sequence

from perfrules.table.readers.format_tokens import Token, TokenKind
from perfrules.table.readers.serial import Moment

__all__ = ["shown_date"]

_DAY = 86_400
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"


def shown_date(moment: Moment, tokens: Sequence[Token]) -> str:
    """Return a moment in the signs of a date format.

    >>> from fractions import Fraction
    >>> from perfrules.table.readers.format_tokens import tokens_of
    >>> from perfrules.table.readers.serial import moment_of
    >>> shown_date(moment_of(Fraction("46022.5")), tokens_of('yyyy"年"m"月"d"日" h:mm')[0][0])
    '2025年12月31日 12:00'
    """
    halved = any(one.kind is TokenKind.HALF for one in tokens)
    return "".join(_piece(one, moment, halved=halved) for one in tokens).strip()


def _piece(token: Token, moment: Moment, *, halved: bool) -> str:
    width = len(token.text)
    match token.kind:
        case TokenKind.YEAR:
            return f"{moment.day.year % 100:02}" if width <= 2 and token.text[0] == "y" else f"{moment.day.year:04}"
        case TokenKind.MONTH:
            return _named(_MONTHS[moment.day.month - 1], width, moment.day.month)
        case TokenKind.DAY:
            return _named(_DAYS[moment.day.weekday()], width, moment.day.day)
        case TokenKind.WEEKDAY:
            return ("星期" if width > 3 else "周") + _WEEK[moment.day.weekday()]
        case TokenKind.HOUR | TokenKind.MINUTE | TokenKind.SECOND | TokenKind.SUBSECOND | TokenKind.HALF | TokenKind.ELAPSED:
            return _clock(token, moment, halved=halved)
        case _:
            return token.text


def _named(name: str, width: int, number: int) -> str:
    """Return a month or day by the number of its letters: 1, 01, Jan, January, J."""
    match width:
        case 1 | 2:
            return f"{number:0{width}}"
        case 3:
            return name[:3]
        case 5:
            return name[0]
        case _:
            return name


def _clock(token: Token, moment: Moment, *, halved: bool) -> str:
    seconds = int(moment.seconds)
    hour = seconds // 3600
    width = min(len(token.text), 2)
    match token.kind:
        case TokenKind.HOUR:
            return f"{(hour - 1) % 12 + 1 if halved else hour:0{width}}"
        case TokenKind.MINUTE:
            return f"{seconds // 60 % 60:0{width}}"
        case TokenKind.SECOND:
            return f"{seconds % 60:0{width}}"
        case TokenKind.SUBSECOND:
            places = min(len(token.text), 3)
            return f".{int(moment.seconds % 1 * 10**places):0{places}}"
        case TokenKind.HALF:
            early, late = token.text.split("/")
            return early if hour < 12 else late
        case _:
            total = moment.days * _DAY + seconds
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0].lower()]
            return f"{total // unit:0{len(token.text)}}"
