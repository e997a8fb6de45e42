"""Numerals as people write them: Arabic, full-width, with separators, Chinese, and in the capitals of receipts."""

from __future__ import annotations

from fractions import Fraction

from perfrules.value.numeral import write_number

__all__ = ["chinese", "financial", "fullwidth", "numerals_of", "separated"]

_DIGITS = "零一二三四五六七八九"
_FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_TOO_LONG = 10**12
"""Chinese numerals are written below this number."""


def fullwidth(text: str) -> str:
    """Return a text with its ASCII signs, letters and digits in full width, as input methods write them.

    >>> fullwidth("≥98.5%")
    '≥９８．５％'
    """
    return text.translate(_FULL_WIDTH)


def separated(number: Fraction) -> str:
    """Return a decimal with thousands separators.

    >>> separated(Fraction(12345678, 10))
    '1,234,567.8'
    """
    sign, plain = ("-", write_number(-number)) if number < 0 else ("", write_number(number))
    whole, point, part = plain.partition(".")
    return f"{sign}{int(whole):,}{point}{part}"


def chinese(number: int) -> str:
    """Return a whole number from 0 to below 10^12 in Chinese, written independently of the library's reader.

    >>> chinese(0), chinese(12), chinese(1_0002_0305)
    ('零', '十二', '一亿零二万零三百零五')
    """
    if number == 0:
        return "零"
    text, missing = "", False
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // size % 10**4
        if group == 0:
            missing = bool(text)
            continue
        text += ("零" if text and (missing or group < 1000) else "") + _below_ten_thousand(group) + name
        missing = False
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_ten_thousand(number: int) -> str:
    """Write 1 to 9999, 一十 included: whoever joins the groups drops the leading 一."""
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def financial(number: int) -> str:
    """Return a whole number in the capitals of receipts.

    >>> financial(12)
    '壹拾贰'
    """
    text = chinese(number)
    return ("一" + text if text.startswith("十") else text).translate(_FINANCIAL)


def numerals_of(number: Fraction, *, words: bool = True) -> tuple[str, ...]:
    """Return the ways to write a decimal, the plain one first; `words` adds Chinese and financial ones to whole numbers.

    >>> numerals_of(Fraction(1200))
    ('1200', '1,200', '１２００', '１，２００', '一千二百', '壹仟贰佰')
    """
    plain = write_number(number)
    if "/" in plain:
        return (plain, fullwidth(plain))
    found = [plain, separated(number), fullwidth(plain), fullwidth(separated(number))]
    if words and number.denominator == 1 and 0 <= number < _TOO_LONG:
        found += [chinese(int(number)), financial(int(number))]
    return tuple(dict.fromkeys(found))
