"""Quantities: an exact number with its unit."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property, total_ordering

from attrs import frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import UnitError
from perfrules.value.numeral import write_number
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.unit_table import find_unit

__all__ = ["Quantity"]


@total_ordering
@frozen(eq=False)
class Quantity:
    """An exact number of a unit, such as 1.2万人次; equal where both mean the same amount.

    `number` counts the written unit, `base` the base unit of its dimension. Comparing units of two
    dimensions raises `UnitError`.

    >>> Quantity(Fraction(2, 10), find_unit("亿元")) == Quantity(Fraction(2000), find_unit("万元"))
    True
    >>> str(Quantity(Fraction(6, 5), find_unit("万人次")).to("人次"))
    '12000人次'
    """

    number: Fraction
    unit: Unit = NO_UNIT

    @cached_property
    def base(self) -> Fraction:
        """Return the number of base units."""
        factor = self.unit.factor
        return self.number if factor == 1 else self.number * factor

    def to(self, unit: Unit | str) -> Quantity:
        """Return the same amount in another unit of the dimension; `UnitError` where there is no exact ratio."""
        wanted = find_unit(unit) if isinstance(unit, str) else unit
        if wanted.dimension != self.unit.dimension:
            raise UnitError([Diagnostic("E202", {"left": str(self.unit) or "（无单位）", "right": str(wanted) or "（无单位）"})])
        return Quantity(self.base / wanted.factor, wanted)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.unit.dimension == other.unit.dimension and self.base == other.base

    def __hash__(self) -> int:
        return hash((self.unit.dimension, self.base))

    def __lt__(self, other: Quantity) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.base < other.to(self.unit).base

    def __str__(self) -> str:
        return write_number(self.number) + str(self.unit)
