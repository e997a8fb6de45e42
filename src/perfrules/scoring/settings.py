"""What holds for a whole table: rounding, missing values, what does not apply, grades and ceilings of the total."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from perfrules.text.lazy import lazy_module
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit

if TYPE_CHECKING:
    from perfrules.target import render
else:
    render = lazy_module("perfrules.target.render")

__all__ = ["Ceilings", "Grades", "Missing", "NotApplicable", "Rounding"]


class Missing(Enum):
    """How a report treats what is missing: the tree always keeps the range."""

    PENDING = "待定"
    ZERO = "计零"
    EXCLUDED = "剔除"


class NotApplicable(Enum):
    """Where the weight of an indicator goes that does not apply."""

    FULL = "满分"
    REDISTRIBUTE = "重分配"
    RESCALE = "折算"
    EXCLUDE = "剔除"


@frozen
class Rounding:
    """Decimals of the marks of an indicator, and of the total (`None`: as they add up); halves go up."""

    decimals: int
    total: int | None = None

    def __call__(self, marks: Fraction) -> Fraction:
        """Return rounded marks.

        >>> Rounding(2)(Fraction("8.625"))
        Fraction(863, 100)
        """
        return self.ratio(marks.numerator, marks.denominator)

    def ratio(self, n: int, d: int) -> Fraction:
        """Return n ÷ d rounded; it need not be reduced."""
        return _rounded(n, d, self.decimals)

    def of_total(self, marks: Fraction) -> Fraction:
        """Return the total as it is reported.

        >>> str(Rounding(2, 0).of_total(Fraction("89.5")))
        '90'
        """
        return marks if self.total is None else _rounded(marks.numerator, marks.denominator, self.total)

    def __str__(self) -> str:
        return f"每项 {self.decimals}位" + ("" if self.total is None else f"，总分 {self.total}位")


def _rounded(n: int, d: int, decimals: int) -> Fraction:
    scale = 10**decimals
    return Fraction((2 * n * scale + d) // (2 * d), scale)


@frozen
class Grades:
    """Grades of the total, best first, each with the marks that belong to it."""

    bands: tuple[tuple[str, IntervalSet], ...]

    def between(self, low: Fraction, high: Fraction) -> tuple[str, ...]:
        """Return the grades that a total from `low` to `high` may still get, best first.

        >>> from perfrules.scoring import parse_grades
        >>> grades = parse_grades("优 ≥90分、良 ≥80分、差 <80分")
        >>> grades.between(Fraction(85), Fraction(90)), grades.between(Fraction(10), Fraction(70))
        (('优', '良'), ('差',))
        """
        wanted = IntervalSet.between(low, high)
        return tuple(name for name, band in self.bands if not band.is_disjoint(wanted))

    def __str__(self) -> str:
        points = find_unit("分")
        return "、".join(f"{name} {render.text_of_values(band, points)}" for name, band in self.bands)


@frozen
class Ceilings:
    """Ceilings of the total: while a measured value (执行率) lies in a band, the total cannot exceed its marks.

    `unit` is the one in which the bands are written.

    >>> from perfrules.scoring import parse_ceilings
    >>> str(parse_ceilings("企业数 <50家 至多 5分"))
    '企业数 <50家 至多 5分'
    """

    name: str
    bands: tuple[tuple[IntervalSet, Fraction], ...]
    unit: Unit = field(factory=lambda: find_unit("%"), eq=False)

    def ceiling(self, value: Fraction) -> Fraction | None:
        """Return the ceiling that a value brings, if any."""
        return next((most for band, most in self.bands if band.contains(value)), None)

    @property
    def lowest(self) -> Fraction:
        """Return the lowest ceiling: what holds at worst while the value is missing."""
        return min(most for _, most in self.bands)

    def __str__(self) -> str:
        bands = (f"{render.text_of_values(band, self.unit)} 至多 {write_number(most)}分" for band, most in self.bands)
        return f"{self.name} " + "、".join(bands)
