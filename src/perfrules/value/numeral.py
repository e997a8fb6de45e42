"""Numerals: Arabic, Chinese, financial and mixed, read exactly and written back."""

from __future__ import annotations

import re
from fractions import Fraction

from perfrules.text.limits import MAX_DIGITS

__all__ = ["MAGNITUDES", "float_artefact", "read_number", "write_number"]

_ROWS = ("〇零○", "一壹幺", "二贰两俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {digit: value for value, row in enumerate(_ROWS) for digit in row}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = (("亿", 10**8), ("万", 10**4))
_ZEROS = "〇零○"
_NEVER_LAST = _ZEROS + "两"
_MYRIAD = 10**4
_BARE_MAGNITUDES = "万千百仟佰"

_PLAIN_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "个亿": 10**8}
_JOINT_MAGNITUDES = {"十万": 10**5, "百万": 10**6, "千万": 10**7, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
_FINANCIAL_MAGNITUDES = {"佰": 100, "仟": 1000, "佰万": 10**6, "仟万": 10**7}
MAGNITUDES = {**_PLAIN_MAGNITUDES, **_JOINT_MAGNITUDES, **_FINANCIAL_MAGNITUDES}
"""The multipliers that may stand between a number and its unit."""

_ARABIC = re.compile(r"(?:[0-9]+(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?")
_FRACTION = re.compile(r"([0-9]+)/([0-9]+)")
_ARTEFACT = re.compile(r"([0-9]*\.[0-9]*?)(0{4,}|9{4,})[0-9]+")


def read_number(text: str) -> Fraction | None:
    """Return the exact value of a numeral, or `None` where it is none.

    Reads `17,500`, `3.5`, `2/3`, `一千二百零五`, `两万三` (23000), `壹拾贰万`, `二〇二五`, `三点五`, `3千5百`, `2万3千`,
    with a sign `+`, `-` or `负`. A numeral longer than the limit is none.

    >>> read_number("17,500"), read_number("两万三"), read_number("负三点五"), read_number("十四五")
    (Fraction(17500, 1), Fraction(23000, 1), Fraction(-7, 2), None)
    """
    if len(text) > MAX_DIGITS:
        return None
    if text[:1] in ("-", "负"):
        value = _unsigned(text[1:].lstrip())
        return None if value is None else -value
    return _unsigned(text[1:].lstrip() if text[:1] in ("+", "正") else text)


def _unsigned(text: str) -> Fraction | None:
    if text.isascii() and text.isdigit():
        return Fraction(int(text))
    if text == "半":
        return Fraction(1, 2)
    if not text:
        return None
    if _ARABIC.fullmatch(text):
        whole, _, part = text.replace(",", "").partition(".")
        return Fraction(int(whole + part), 10 ** len(part))
    if match := _FRACTION.fullmatch(text):
        return Fraction(int(match[1]), int(match[2])) if int(match[2]) else None
    return _mixed(text.translate(_PLAIN))


_PLAIN = str.maketrans({"萬": "万", "億": "亿", " ": None})


def _mixed(text: str) -> Fraction | None:
    """Read by the largest magnitude: 亿 and 万 split the numeral, what is left of them multiplies."""
    if all(char in _DIGITS for char in text) and (len(text) > 2 or (len(text) == 2 and text[1] in _ZEROS)):
        return Fraction(int("".join(str(_DIGITS[char]) for char in text)))
    for word, size in _LARGE:
        left, found, right = text.rpartition(word)
        if found:
            head = _mixed_head(left)
            tail = _tail(right, size)
            return None if head is None or tail is None else head * size + tail
    return _section(text)


def _mixed_head(text: str) -> Fraction | None:
    return Fraction(1) if not text else (_unsigned(text) if _ARABIC.fullmatch(text) else _mixed(text))


def _tail(text: str, size: int) -> Fraction | None:
    """Read what follows a magnitude: nothing, a smaller number, or one digit of the next lower place (两万三)."""
    if not text:
        return Fraction(0)
    if len(text) == 1 and text not in _NEVER_LAST and (digit := _digit(text)):
        return digit * size / 10
    if text[0] in _BARE_MAGNITUDES:
        return None  # 一亿万 and 一万百 leave out how many
    value = _mixed(text)
    if value is None or value >= size or (size > _MYRIAD > value and text[0] not in _ZEROS and text[-1] in _SMALL):
        return None  # 两亿三千 is said for 230000000 as well as for 200003000
    return value


def _section(text: str) -> Fraction | None:
    """Read a numeral below 万, such as 一千二百零五, 十二, 三百五, 3千5百 or 三点五."""
    whole, point, part = text.partition("点")
    decimals = ""
    if point:
        if not part or any(char not in _DIGITS for char in part):
            return None
        decimals = "".join(str(_DIGITS[char]) for char in part)
    total = _places(whole)
    if total is None:
        return None
    return total + Fraction(int(decimals or 0), 10 ** len(decimals))


_PLACE = re.compile(r"([0-9]+(?:\.[0-9]+)?|[^\W0-9十百千拾佰仟])?([十百千拾佰仟])?")


def _places(text: str) -> Fraction | None:
    total, last, position, zero = Fraction(0), 10**4, 0, False
    while position < len(text):
        if text[position] in _ZEROS and position + 1 < len(text):
            zero, position = True, position + 1
            continue
        match = _PLACE.match(text, position)
        if match is None or not match[0]:
            return None
        digit = _digit(match[1]) if match[1] else Fraction(1)
        size = _SMALL[match[2]] if match[2] else 1
        if digit is None or size >= last or (match[1] is None and size != 10 and total):
            return None
        if size == 1 and total and match[1] == "两":
            return None  # 十两 is ten 两, never twelve
        if size == 1 and last > 10 and total and not zero:
            size = last // 10
        total, last, position, zero = total + digit * size, size if match[2] else 1, match.end(), False
        if not match[2] and position < len(text):
            return None
    return total if text else None


def _digit(text: str) -> Fraction | None:
    if text in _DIGITS:
        return Fraction(_DIGITS[text])
    return _unsigned(text) if _ARABIC.fullmatch(text) else None


def float_artefact(text: str) -> str | None:
    """Return the decimal that a binary-float artefact stands for, or `None` where `text` is an honest number.

    >>> float_artefact("0.0900000762939453"), float_artefact("54.199999999999996"), float_artefact("0.0625")
    ('0.09', '54.2', None)
    """
    _, point, part = text.partition(".")
    if not point or len(part) < 12:
        return None
    match = _ARTEFACT.fullmatch(text)
    if match is None:
        return None
    kept = match[1]
    value = Fraction(kept.replace(",", "") + ("0" if kept.endswith(".") else ""))
    if match[2][0] == "9":
        value += Fraction(1, 10 ** len(kept.partition(".")[2]))
    return write_number(value)


def write_number(value: Fraction) -> str:
    """Return the canonical text: a plain decimal where there is one, else a ratio such as `20/3`.

    >>> write_number(Fraction(35, 10)), write_number(Fraction(20, 3)), write_number(Fraction(-5))
    ('3.5', '20/3', '-5')
    """
    n, d = value.numerator, value.denominator
    if d == 1:
        return str(n)
    places, rest = 0, d
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return f"{n}/{d}"
    digits = str(abs(n) * 10**places // d).rjust(places + 1, "0")
    return f"{'-' if n < 0 else ''}{digits[:-places]}.{digits[-places:]}"
