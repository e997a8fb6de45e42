"""From written amounts to exact quantities: numerals, shares, ratios, magnitudes and units."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve

from perfrules.target.ast import Amount
from perfrules.target.notes import Notes
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_DIGITS
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import MAGNITUDES, float_artefact, read_number, write_number
from perfrules.value.quantity import Quantity
from perfrules.value.unit import NO_UNIT, Unit, prefixed
from perfrules.value.unit_table import find_unit
from perfrules.value.words import Comparator, standard_words

__all__ = ["RATIO_UNIT", "ends", "holds", "quantity"]

RATIO_UNIT = evolve(find_unit("比例"), symbol=":")
"""The unit of a ratio written with a colon (1:20)."""

_SHARES = {"百": "%", "千": "‰", "万": "‱"}
_LONGEST_UNKNOWN_UNIT = 4
_SHORTHAND = re.compile(r"[kwW](?![A-Za-z])")
"""1.2w for 1.2万, 3k for 3千: never a unit of its own."""


def quantity(amount: Amount, notes: Notes) -> Quantity:
    """Return the exact quantity of an amount; a bad numeral is an error at its place."""
    number, unit = _number(amount, notes)
    noun = amount.noun
    if noun is not None and _goes_on(noun.text, unit):
        raise notes.fail("E103", amount.number, found=amount.number.text + unit.symbol + noun.text)
    if noun is not None and unit is NO_UNIT and noun.text in standard_words().more:
        noun = None
    if noun is not None and unit.symbol in MAGNITUDES and unit.is_bare and find_unit(noun.text).known:
        # 1.2万 家 and 1个亿元: what is written apart, or behind 个亿, is the unit all the same.
        unit, noun = find_unit(unit.symbol.removeprefix("个") + noun.text), None
    elif noun is not None and unit.generic and (counted := find_unit(noun.text)).known and counted.dimension != unit.dimension:
        # 3个千米, 1个千万元, 1个百万: 个 counts the measure, it is none of its own.
        unit, noun = counted, None
    elif noun is not None and not unit.symbol and not unit.dimension and len(noun.text) <= _LONGEST_UNKNOWN_UNIT:
        unit, noun = find_unit(noun.text), None
    if not unit.known and _SHORTHAND.match(unit.symbol):
        raise notes.fail("E103", amount.number, found=amount.number.text + unit.symbol)
    if not unit.known:
        notes.add("N201", amount.unit or amount.noun, unit=unit.symbol)
    if noun is not None:
        unit = unit.labelled(noun.text)
    return Quantity(number, unit)


_MORE_OF_IT = re.compile(r"([〇零一二两三四五六七八九十百]+)([^〇零一二两三四五六七八九十百].*)")


def _goes_on(noun: str, unit: Unit) -> bool:
    """Tell whether what stands behind a unit is more of the same in a smaller one (三元五角)."""
    match = _MORE_OF_IT.fullmatch(noun)
    return match is not None and not unit.is_bare and not unit.count and find_unit(match[2]).dimension == unit.dimension


def _number(amount: Amount, notes: Notes) -> tuple[Fraction, Unit]:
    text = amount.number.text
    unit = _unit(amount)
    if "分" in text:
        return _share(text, unit, amount, notes)
    if text.isascii() and text.isdigit():
        return _read(text, amount.number, notes), unit
    if "/" in text and not unit.symbol:
        unit = find_unit("比例")
    if (product := _PRODUCT.fullmatch(text)) is not None:
        notes.add("N229", amount.number, text=text)
        return _read(product[1], amount.number, notes) * _read(product[2], amount.number, notes), unit
    if ":" in text:
        left, _, right = text.partition(":")
        below = _read(right, amount.number, notes)
        if not below:
            raise notes.fail("E110", amount.number)
        return _read(left, amount.number, notes) / below, RATIO_UNIT
    if "." in text and (rounded := float_artefact(text)) is not None:
        notes.add("N103", amount.number, found=text, value=rounded)
        text = rounded
    return _read(text, amount.number, notes), unit


_PRODUCT = re.compile(r"([0-9]+)\s*[×*xX]\s*([0-9]+)")


def _share(text: str, unit: Unit, amount: Amount, notes: Notes) -> tuple[Fraction, Unit]:
    """Read 百分之九十五, 千分之三, 三分之二, 一又二分之一, 三分之一公里 or 百分百."""
    lexeme = amount.number
    whole, _, part = text.partition("分之")
    once, more, whole = whole.rpartition("又")
    if unit.symbol and (whole in _SHARES or not part):
        raise notes.fail("E103", lexeme, found=text + unit.symbol)
    if part in ("", "百"):
        return Fraction(100), find_unit("%")
    number = _read(part, lexeme, notes)
    if whole in _SHARES and not more:
        return number, find_unit(_SHARES[whole])
    below = _read(whole, lexeme, notes)
    if not below:
        raise notes.fail("E110", lexeme)
    return (_read(once, lexeme, notes) if more else 0) + number / below, unit if unit.symbol else find_unit("比例")


def _unit(amount: Amount) -> Unit:
    first = NO_UNIT if amount.unit is None else find_unit(amount.unit.text)
    if amount.second is None:
        return first
    joined = find_unit(first.symbol + amount.second.text)
    if (first.symbol in MAGNITUDES and first.is_bare) or (first.symbol and joined.known):
        return joined
    return find_unit(amount.second.text)


def _read(text: str, lexeme: Lexeme, notes: Notes) -> Fraction:
    if len(text) > MAX_DIGITS:
        raise notes.fail("E108", lexeme, limit=str(MAX_DIGITS))
    value = read_number(text)
    if value is None:
        if "/" in text:
            raise notes.fail("E110", lexeme)
        raise notes.fail("E103", lexeme, found=text)
    return value


def holds(comparator: Comparator, bound: Fraction) -> IntervalSet:
    """Return the numbers for which a comparison with `bound` holds."""
    match comparator:
        case Comparator.GE:
            return IntervalSet.at_least(bound)
        case Comparator.GT:
            return IntervalSet.above(bound)
        case Comparator.LE:
            return IntervalSet.at_most(bound)
        case Comparator.LT:
            return IntervalSet.below(bound)
        case Comparator.EQ:
            return IntervalSet.point(bound)
        case Comparator.NE:
            return ~IntervalSet.point(bound)


_LARGE = re.compile(r"(.*?)([万亿千百十])$")


def ends(low: Amount, high: Amount, notes: Notes) -> tuple[Quantity, Quantity]:
    """Return both ends of a range in comparable units; the end without a unit shares that of the other.

    A magnitude is shared while the left number is not larger than the right one (2-3万元 is 20000 to 30000 元);
    otherwise the left end stands for itself (8500-3万元).
    """
    first, last = quantity(low, notes), quantity(high, notes)
    if first.unit.is_bare and not first.unit.symbol:
        first = _shared(low, high, first, last, notes)
    elif first.unit.is_bare and not last.unit.is_bare:
        first = Quantity(first.number, with_magnitude(first.unit, _without_magnitude(last.unit)))
    elif last.unit.is_bare and not last.unit.symbol:
        last = Quantity(last.number, first.unit)
    if first.unit.dimension != last.unit.dimension:
        raise notes.fail("E112", low.unit, left=str(first.unit) or "（无）", right=str(last.unit) or "（无）")
    if first.base > last.base:
        raise notes.fail("E104", low.number, low=str(first), high=str(last))
    return first, last


def _shared(low: Amount, high: Amount, first: Quantity, last: Quantity, notes: Notes) -> Quantity:
    large = _LARGE.fullmatch(high.number.text)
    if large and large[1] and not _LARGE.search(low.number.text):
        coefficient = _read(large[1], high.number, notes)
        if first.number <= coefficient:
            return _magnified(low, high, first, last, coefficient, large[2], notes)
    rest = _without_magnitude(last.unit)
    if rest is not last.unit:
        if first.number > last.number:
            return Quantity(first.number, rest)
        notes.add("N214", low.number, low=low.number.text, unit=last.unit.symbol)
    return Quantity(first.number, last.unit)


def _without_magnitude(unit: Unit) -> Unit:
    """Return 元 for 万元; the unit itself where it starts with no magnitude."""
    magnitude = next((word for word in sorted(MAGNITUDES, key=len, reverse=True) if unit.symbol.startswith(word)), "")
    rest = find_unit(unit.symbol.removeprefix(magnitude))
    return rest if magnitude and rest.dimension == unit.dimension else unit


def _magnified(low: Amount, high: Amount, first: Quantity, last: Quantity, coefficient: Fraction, word: str, notes: Notes) -> Quantity:
    """Share the magnitude of a Chinese numeral; a coefficient with a magnitude of its own leaves two readings."""
    shared = Quantity(first.number * MAGNITUDES[word], last.unit)
    inner = _LARGE.fullmatch(high.number.text[:-1])
    if inner and inner[1]:
        other = Quantity(first.number * MAGNITUDES[word] * MAGNITUDES[inner[2]], last.unit)
        raise notes.fail("E114", low.number, found=low.number.text, first=str(shared), second=str(other))
    if word == "十" and coefficient >= 1 and not last.unit.symbol:
        return first
    notes.add("N214", low.number, low=low.number.text, unit=word)
    return shared


def with_magnitude(unit: Unit, column: Unit) -> Unit:
    """Return the unit of a column behind the magnitude of a cell (万 in the cell, 元 in the column)."""
    return prefixed(unit.symbol, MAGNITUDES[unit.symbol], column) if unit.symbol in MAGNITUDES else column


def spoken(value: Quantity) -> str:
    """Return a quantity as messages show it."""
    return write_number(value.number) + str(value.unit)
