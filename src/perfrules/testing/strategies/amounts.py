"""The spellings of one amount: numerals, magnitudes, and the other units in which it is exactly the same."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache

from perfrules.target import parse_target
from perfrules.target.body import Measure
from perfrules.testing.strategies.numerals import chinese, fullwidth, numerals_of, separated
from perfrules.text.errors import PerfRulesError
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.unit_table import standard_units

__all__ = ["amounts_of", "leading_amounts_of", "siblings_of"]

_MAGNITUDES = (("万", 10**4), ("亿", 10**8))
_LONGEST, _DECIMALS = 14, 6
_PERCENT = Fraction(1, 100)
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾"
_SIZES = "十百千万亿"
_BLANKS = ("", " ", "　")


@cache
def siblings_of(unit: Unit) -> tuple[tuple[str, Fraction], ...]:
    """Return the words in which amounts of a unit can be written exactly, its own first, each with its size in base units.

    >>> from perfrules.value.unit_table import find_unit
    >>> [word for word, _ in siblings_of(find_unit("公里"))][:4]
    ['公里', '米', 'm', '公尺']
    """
    found = [(unit.symbol, unit.factor)] if unit.symbol else []
    if unit.label or not unit.known:
        return tuple(found)
    for word, other in standard_units().words.items():
        if other.dimension == unit.dimension and word != unit.symbol and _reads(word, other.factor, unit):
            found.append((word, other.factor))
    return tuple(found)


def _reads(word: str, size: Fraction, unit: Unit) -> bool:
    """Tell whether a number before a word is read as an amount of the unit, which it is not of 月 (a month of the year)."""
    try:
        body = parse_target(f"≥12{word}").body
    except PerfRulesError:
        return False
    if not isinstance(body, Measure) or body.unit.label:
        return False
    return body.unit.dimension == unit.dimension and body.values.low == 12 * size


@lru_cache(maxsize=1024)
def amounts_of(base: Fraction, unit: Unit, *, words: bool = True) -> tuple[str, ...]:
    """Return the ways to write an amount of base units, the plain one first; without `words`, none that begins with a Chinese numeral.

    Those in its own unit stand there so often that they are half of all.

    >>> from perfrules.value.unit_table import find_unit
    >>> list(amounts_of(Fraction(12000), find_unit("元"))[:8])
    ['12000元', '12,000元', '１２０００元', '１２，０００元', '一万二千元', '壹万贰仟元', '1.2万元', '１．２万元']
    """
    found = tuple(dict.fromkeys(_amounts(base, unit, words=words)))
    own = tuple(text for text in found if text.endswith(str(unit)) and not set(_BLANKS[1:]) & set(text.removesuffix(str(unit))))
    return own * (len(found) // max(len(own), 1)) + found if own else found


def leading_amounts_of(base: Fraction, unit: Unit, *, words: bool = True) -> tuple[str, ...]:
    """Return the ways to write an amount at the beginning, where a capital alone (贰人次) is no number."""
    return tuple(text for text in amounts_of(base, unit, words=words) if text[0] not in _CAPITALS or text[1] in _CAPITALS + "拾佰仟")


def _amounts(base: Fraction, unit: Unit, *, words: bool) -> Iterator[str]:
    tail = f" {unit.label}" if unit.label else ""
    if not unit.symbol:
        yield from (f"{text}{tail}" for text in numerals_of(base / unit.factor, words=words))
    for word, size in siblings_of(unit):
        number = base / size
        if word != unit.symbol and not _is_short(number):
            continue
        counted = words and number > 0 and not unit.label and not _is_ambiguous(word, number)
        for blank in _BLANKS:
            yield from (f"{text}{blank}{word}{tail}" for text in numerals_of(number, words=counted and not blank))
            yield from _in_magnitudes(number, blank, f"{word}{tail}" if _takes_magnitude(word, size, unit) else "")
    if unit.factor == _PERCENT and unit.symbol == "%" and base >= 0:
        yield from _shares(base * 100)


def _in_magnitudes(number: Fraction, blank: str, behind: str) -> Iterator[str]:
    """Yield 1.2万家 for 12000家: where a magnitude stands before the unit."""
    for name, size in _MAGNITUDES if behind else ():
        scaled = number / size
        if abs(number) * 10 >= size and _is_short(scaled):
            plain = write_number(scaled)
            yield from (f"{text}{blank}{name}{behind}" for text in dict.fromkeys((plain, fullwidth(plain), separated(scaled))))


def _shares(percent: Fraction) -> Iterator[str]:
    """Yield 百分之九十五 for 95%."""
    yield f"百分之{write_number(percent)}"
    if percent.denominator == 1 and percent <= 10**4:
        yield f"百分之{chinese(int(percent))}"


def _is_short(number: Fraction) -> bool:
    text = write_number(number)
    return "/" not in text and len(text) <= _LONGEST and len(text.partition(".")[2]) <= _DECIMALS


def _is_ambiguous(word: str, number: Fraction) -> bool:
    """Tell whether a Chinese numeral before a unit would read as another one: 十千元, 十分米, 三季度, 一万一千米."""
    if word in _KILO and number > 10**4 and number % 10**3 == 0 and number % 10**4:
        return True
    return (
        word[0] in _SIZES or word in ("两", "季度", "季", "月", "旬", "年", "年度") or (word[0] == "分" and len(word) > 1 and number >= 10)
    )


_KILO = ("米", "克", "瓦")
"""Units that 千 makes into another unit: 一万一千米 is read with 千米."""


@cache
def _takes_magnitude(word: str, size: Fraction, unit: Unit) -> bool:
    return not unit.is_ratio and not unit.label and word[0] not in _SIZES and _reads(f"万{word}", size * 10**4, unit)
