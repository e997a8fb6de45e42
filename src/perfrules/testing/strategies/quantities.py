"""Quantities: exact numbers with a unit, between bounds that are merged before anything is drawn."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from perfrules.target import parse_quantity
from perfrules.testing.strategies.choice import one_among
from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.grids import FAR, decimals_between, places_of
from perfrules.text.errors import PerfRulesError
from perfrules.value.quantity import Quantity
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit

__all__ = ["COMMON_UNITS", "as_unit", "quantities"]

COMMON_UNITS = (
    *("家", "个", "项", "人", "人次", "场", "次", "户", "台", "份", "万元", "%", "元", "亿元", "‰", "个百分点", "天", "个工作日", "小时"),
    *("公里", "亩", "平方米", "吨", "千瓦时", "分", "万人次", "元/人", "次/年"),
)
"""The units that most tables use, what is counted first."""

Bound = Quantity | Fraction | Decimal | int | str
"""A bound: a quantity, its text, or a number of the unit that is drawn."""


def quantities(
    unit: str | Unit | st.SearchStrategy[str | Unit] | None = None,
    min: Bound | None = None,  # noqa: A002  the names that hypothesis' users expect
    max: Bound | None = None,  # noqa: A002
) -> st.SearchStrategy[Quantity]:
    """Draw amounts as actual values have them: whole numbers of what is counted, up to two decimals of everything else.

    `unit` is a word, a unit or a strategy of either; without it one of the common units of the same dimension as the bounds.
    `min` and `max` are included; a bare number counts units. Without `min` nothing is below zero, unless `max` is.
    Bounds that leave nothing are `InvalidArgument`.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> str(find(quantities("万元", min="5千元", max=20), lambda amount: amount.number > 1, settings=once))
    '2万元'
    >>> quantities("家", min=5, max="3家")
    Traceback (most recent call last):
    hypothesis.errors.InvalidArgument: 下限 5家 大于上限 3家 / min 5家 is above max 3家
    """
    low, high = _read(min), _read(max)
    if isinstance(unit, st.SearchStrategy):
        return unit.flatmap(lambda drawn: _of_unit(as_unit(drawn), low, high))
    if unit is not None:
        return _of_unit(as_unit(unit), low, high)
    if low is None and high is None:
        return _COMMON
    return st.one_of([_of_unit(one, low, high) for one in _fitting(low, high)])


def as_unit(unit: str | Unit) -> Unit:
    """Return the unit that a word names."""
    return find_unit(unit) if isinstance(unit, str) else unit


def _read(bound: Bound | None) -> Quantity | None:
    """Return a bound as a quantity; a bare number has no unit yet."""
    match bound:
        case None | Quantity():
            return bound
        case str():
            try:
                return parse_quantity(bound)
            except PerfRulesError as error:
                return refuse(f"界限 {bound!r} 不是一个数：{error.diagnostics[0].message}", f"bound {bound!r} is no amount")
        case bool() | float():
            return refuse(f"界限 {bound!r} 不是准确的数", f"bound {bound!r} is no exact number")
        case _:
            return Quantity(Fraction(bound))


def _fitting(low: Quantity | None, high: Quantity | None) -> list[Unit]:
    """Return the common units that the bounds can be held against."""
    known = [bound.unit for bound in (low, high) if bound is not None and not bound.unit.is_bare]
    if not known:
        return [find_unit(word) for word in COMMON_UNITS]
    found = [one for word in COMMON_UNITS if (one := find_unit(word)).dimension == known[0].dimension]
    return found or known[:1]


def _base(bound: Quantity | None, unit: Unit) -> Fraction | None:
    if bound is None:
        return None
    if bound.unit.is_bare:
        return bound.number * unit.factor
    if bound.unit.dimension != unit.dimension:
        refuse(f"界限 {bound} 与单位「{unit}」不可比", f"bound {bound} cannot be held against the unit {unit}")
    return bound.base


def _of_unit(unit: Unit, low: Quantity | None, high: Quantity | None) -> st.SearchStrategy[Quantity]:
    ends = [None if end is None else end / unit.factor for end in (_base(low, unit), _base(high, unit))]
    least, most = ends
    if least is not None and most is not None and least > most:
        first, last = (str(Quantity(end, unit)) for end in (least, most))
        refuse(f"下限 {first} 大于上限 {last}", f"min {first} is above max {last}")
    numbers = decimals_between(least, most, places_of(unit), exact=unit.discrete)
    if numbers is None and unit.discrete:
        first, last = (str(Quantity(end, unit)) for end in (least or Fraction(0), most or Fraction(0)))
        refuse(f"{first} 与 {last} 之间没有整数", f"there is no whole number between {first} and {last}")
    found = st.just(least or Fraction(0)) if numbers is None else numbers
    return found.map(lambda number: Quantity(number, unit))


def _common(drawn: tuple[tuple[Unit, int], int, int]) -> Quantity:
    (unit, places), place, number = drawn
    return Quantity(Fraction(number, 10 ** (place % (places + 1))), unit)


_UNITS = [(unit, places_of(unit)) for unit in map(find_unit, COMMON_UNITS)]
_COMMON = st.tuples(one_among(_UNITS), st.integers(0, 4), st.integers(0, FAR)).map(_common)
