"""Number formats of spreadsheets: from a stored number and the format of its cell to what a person sees in the cell.

All arithmetic is exact. A stored number counts as the decimal number with at most 15 digits that a spreadsheet takes it for, so
0.1+0.2 is 0.3. Where a spreadsheet would switch to powers of ten, the digits are written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd
from operator import eq, ge, gt, le, lt, ne

from attrs import frozen

from perfrules.table.readers.date_format import shown_date
from perfrules.table.readers.format_tokens import DATES, DIGITS, Token, TokenKind, tokens_of
from perfrules.table.readers.serial import half_up, moment_of
from perfrules.text.limits import MAX_DIGITS

__all__ = ["BUILTIN", "exact", "shown", "shown_general", "shown_text"]

_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_PLAIN = 40
_LARGEST = 308
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d{1,6})?", re.ASCII)
_CONDITION = re.compile(r"\[(<=|>=|<>|=|<|>)\s*([+-]?\d{1,30}(?:\.\d{1,30})?)\]")
_RELATIONS: tuple[tuple[str, Callable[[Fraction, Fraction], bool]], ...] = (
    ("<=", le),
    (">=", ge),
    ("<>", ne),
    ("=", eq),
    ("<", lt),
    (">", gt),
)

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILTIN = (
    *((14, "yyyy/m/d"), (22, "yyyy/m/d h:mm"), (30, "m-d-yy"), (31, 'yyyy"年"m"月"d"日"'), (32, 'h"时"mm"分"'), (33, 'h"时"mm"分"ss"秒"')),
    *((number, _YEAR_MONTH) for number in (27, 36, 50, 52, 57)),
    *((number, _MONTH_DAY) for number in (28, 29, 51, 53, 54, 58)),
    *((number, '上午/下午h"时"mm"分"') for number in (34, 55)),
    *((number, '上午/下午h"时"mm"分"ss"秒"') for number in (35, 56)),
)
"""Formats that a file gives by number alone and that a Chinese spreadsheet shows in its own way (ECMA-376, 18.8.30)."""


_SYSTEM = (
    *((mark, 'yyyy"年"m"月"d"日"') for mark in ("[$-F800]", "[$-f800]", "[$-x-sysdate]")),
    *((mark, "h:mm:ss") for mark in ("[$-F400]", "[$-f400]", "[$-x-systime]")),
)
"""What formats begin with that show the long date or the time of the system, whatever else they say (ECMA-376, 18.8.31)."""


@frozen
class _Section:
    """One part of a format between semicolons, and for which numbers it holds."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Fraction] | None = None

    @property
    def kinds(self) -> frozenset[TokenKind]:
        return frozenset(one.kind for one in self.tokens)

    def holds(self, number: Fraction) -> bool:
        """Tell whether the condition of the section, if any, takes `number`."""
        if self.condition is None:
            return True
        sign, bound = self.condition
        return any(word == sign and relation(number, bound) for word, relation in _RELATIONS)


@frozen
class _Format:
    """A format: its sections for numbers, and the one for text."""

    numbers: tuple[_Section, ...]
    text: _Section | None


@lru_cache(maxsize=4_096)
def exact(stored: object) -> Fraction | None:
    """Return a stored number as the decimal that a spreadsheet takes it for; None for what is no number or larger than any.

    >>> exact(0.1 + 0.2), exact("0.28499999999999998"), exact("1E999")
    (Fraction(3, 10), Fraction(57, 200), None)
    """
    text = stored.strip() if isinstance(stored, str) else repr(stored)
    if len(text) > MAX_DIGITS or _NUMBER.fullmatch(text) is None:
        return None
    number = Decimal(text)
    if number.adjusted() > _LARGEST:
        return None
    return Fraction(_DIGITS.plus(number)) if number.adjusted() >= -_LARGEST else Fraction(0)


@lru_cache(maxsize=4_096)
def shown(number: Fraction, code: str, *, mac: bool = False) -> str:
    """Return what a person sees where `number` stands in a cell with the format `code`; `mac` for files that count days from 1904.

    >>> shown(Fraction("0.95"), "0%"), shown(Fraction("1234.5"), "#,##0.00"), shown(Fraction(12), '0"家"')
    ('95%', '1,234.50', '12家')
    """
    if code in ("General", "@", ""):
        return shown_general(number)
    form = _format_of(next((own for mark, own in _SYSTEM if code.startswith(mark)), code))
    section, negative = _chosen(form.numbers, number)
    if section is None:
        return shown_general(number)
    if section.kinds & DATES:
        digits = max((len(one.text) for one in section.tokens if one.kind is TokenKind.SUBSECOND), default=0)
        moment = moment_of(number, mac=mac, digits=min(digits, 3))
        return shown_general(number) if moment is None else shown_date(moment, section.tokens)
    text = _rendered(section, abs(number))
    return ("-" if negative and any(char in "123456789" for char in text) else "") + text.strip()


def shown_text(text: str, code: str) -> str:
    """Return what a person sees where `text` stands in a cell with the format `code`.

    >>> shown_text("120", '0;-0;0;@"家"')
    '120家'
    """
    if "@" not in code and code.count(";") < 3:
        return text
    section = _format_of(code).text
    if section is None:
        return text
    return "".join(
        text if one.kind is TokenKind.TEXT else one.text for one in section.tokens if one.kind in (TokenKind.TEXT, TokenKind.LITERAL)
    )


def shown_general(number: Fraction) -> str:
    """Return a number without a format, its digits written out.

    >>> shown_general(Fraction("0.1")), shown_general(Fraction(-10**15))
    ('0.1', '-1000000000000000')
    """
    places = _places(number)
    if places > _PLAIN or abs(number) >= Fraction(10) ** _PLAIN:
        return format(_DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator)), "E").replace("E+", "E")
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
    return ("-" if number < 0 else "") + whole + ("." + part if part else "")


def _places(number: Fraction) -> int:
    """Return how many decimals a number has; `_PLAIN` + 1 where more than can be written out."""
    rest, places = number.denominator, 0
    while rest > 1 and places <= _PLAIN:
        rest //= gcd(rest, 10)
        places += 1
    return places


@lru_cache(maxsize=512)
def _format_of(code: str) -> _Format:
    """Return a format, parsed."""
    sections: list[_Section] = []
    for tokens, brackets in tokens_of(code):
        found = next((one for one in map(_CONDITION.fullmatch, brackets) if one), None)
        sections.append(_Section(tokens, (found[1], Fraction(found[2])) if found else None))
    text = sections[3] if len(sections) > 3 else sections[-1] if TokenKind.TEXT in sections[-1].kinds else None
    numbers = tuple(one for one in sections[:3] if one is not text)
    return _Format(numbers, text)


def _chosen(sections: tuple[_Section, ...], number: Fraction) -> tuple[_Section | None, bool]:
    """Return the section for a number, and whether a minus sign stands before it; None for the general format."""
    if not sections:
        return None, False
    if any(one.condition is not None for one in sections):
        found = next((one for one in sections if one.holds(number)), None)
        # A section for negative numbers alone says so in its own way.
        own = found is not None and found.condition is not None and found.condition[0] in ("<", "<=") and found.condition[1] <= 0
        return found, number < 0 and not own
    if len(sections) > 1 and number < 0:
        return sections[1], False
    if len(sections) > 2 and number == 0:
        return sections[2], False
    return sections[0], number < 0


def _rendered(section: _Section, number: Fraction) -> str:
    """Return a number that is not negative in a section that is no date."""
    kinds = section.kinds
    if TokenKind.GENERAL in kinds or TokenKind.TEXT in kinds:
        general = (TokenKind.GENERAL, TokenKind.TEXT)
        return "".join(shown_general(number) if one.kind in general else one.text for one in section.tokens)
    if TokenKind.EXPONENT in kinds:
        return _powers(section.tokens, number)
    if TokenKind.SLASH in kinds:
        return _fraction(section.tokens, number)
    return _decimal(section.tokens, number)


def _decimal(tokens: tuple[Token, ...], number: Fraction) -> str:
    """Return a number by the places of a format: 0 always a digit, # one that is needed, ? a blank for one that is not."""
    point = next((index for index, one in enumerate(tokens) if one.kind is TokenKind.POINT), len(tokens))
    whole = [index for index, one in enumerate(tokens[:point]) if one.kind in DIGITS]
    part = [index for index, one in enumerate(tokens) if index > point and one.kind in DIGITS]
    last = whole[-1] if whole else -1
    commas = [index for index, one in enumerate(tokens) if one.kind is TokenKind.COMMA]
    grouped = any(whole and whole[0] < index < last for index in commas)
    thousands = sum(1 for index in commas if index > last) if whole else 0
    hundreds = sum(1 for one in tokens if one.kind is TokenKind.PERCENT)
    digits = str(half_up(number * 100**hundreds / 1000**thousands * 10 ** len(part))).rjust(len(part) + 1, "0")
    front = digits[: len(digits) - len(part)].lstrip("0")
    back = digits[len(digits) - len(part) :]
    places = _whole_places(tokens, whole, front, grouped=grouped) | _part_places(tokens, part, back)
    if not whole:
        places[point] = front + ("." if any(places.get(index) for index in part) else "")
    elif point < len(tokens):
        places[point] = "." if any(places[index].strip() for index in part) else ""
    return "".join(places.get(index, "" if one.kind is TokenKind.COMMA else one.text) for index, one in enumerate(tokens))


def _whole_places(tokens: tuple[Token, ...], places: list[int], digits: str, *, grouped: bool) -> dict[int, str]:
    """Return what stands at the places before the point; the first one takes all the digits that are left."""
    found: dict[int, str] = {}
    rest = digits
    written = 0
    for index in reversed(places):
        taken = rest if index == places[0] else rest[-1:]
        rest = rest[: len(rest) - len(taken)]
        taken = taken or _empty(tokens[index])
        text = ""
        for char in reversed(taken):
            text = char + ("," if grouped and written and written % 3 == 0 and char != " " else "") + text
            written += 1
        found[index] = text
    return found


def _part_places(tokens: tuple[Token, ...], places: list[int], digits: str) -> dict[int, str]:
    """Return what stands at the places behind the point."""
    needed = len(digits.rstrip("0"))
    return {index: digit if at < needed else _empty(tokens[index]) for at, (index, digit) in enumerate(zip(places, digits, strict=True))}


def _empty(token: Token) -> str:
    """Return what stands at a place without a digit that counts."""
    match token.kind:
        case TokenKind.ZERO:
            return "0"
        case TokenKind.BLANK:
            return " "
        case _:
            return ""


def _powers(tokens: tuple[Token, ...], number: Fraction) -> str:
    """Return a number in powers of ten with its digits written out, as many as the format would show."""
    before = tokens[: next(index for index, one in enumerate(tokens) if one.kind is TokenKind.EXPONENT)]
    point = next((index for index, one in enumerate(before) if one.kind is TokenKind.POINT), len(before))
    shown_digits = 1 + sum(1 for one in before[point:] if one.kind in DIGITS)
    context = Context(prec=shown_digits, rounding=ROUND_HALF_UP)
    digits = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    literals = ["".join(one.text for one in part if one.kind is TokenKind.LITERAL) for part in (before[:point], tokens[len(before) :])]
    return literals[0] + shown_general(Fraction(digits)) + literals[1]


def _fraction(tokens: tuple[Token, ...], number: Fraction) -> str:
    """Return a number as a fraction, with the denominator that the format allows."""
    slash = next(index for index, one in enumerate(tokens) if one.kind is TokenKind.SLASH)
    start = slash
    while start and tokens[start - 1].kind in DIGITS:
        start -= 1
    end = slash + 1
    while end < len(tokens) and (tokens[end].kind in DIGITS or tokens[end].text.isdigit()):
        end += 1
    mixed = any(one.kind in DIGITS for one in tokens[:start])
    whole, rest = divmod(number, 1) if mixed else (0, number)
    fixed = "".join(one.text for one in tokens[slash + 1 : end] if one.kind is TokenKind.LITERAL)
    if fixed:
        bottom = int(fixed[:6]) or 1
        top = half_up(rest * bottom)
    else:
        nearest = rest.limit_denominator(10 ** min(end - slash - 1, 6) - 1)
        top, bottom = nearest.numerator, nearest.denominator
    whole, top = whole + (top // bottom if mixed else 0), top % bottom if mixed else top
    literals = ["".join(one.text for one in part if one.kind is TokenKind.LITERAL).strip() for part in (tokens[:start], tokens[end:])]
    shown_parts = [str(whole)] if mixed and (whole or not top) else []
    if top or not mixed:
        shown_parts.append(f"{top}/{bottom}")
    return literals[0] + " ".join(shown_parts) + literals[1]
