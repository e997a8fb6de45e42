"""Units of measurement (计量单位): exact ratios between units of one dimension, and no bridge between others."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve, field, frozen

__all__ = ["NO_UNIT", "Dimension", "Unit", "comparable", "per", "prefixed"]

Dimension = tuple[tuple[str, int], ...]
"""Base units with their powers, sorted: 元/人 is `(("人", -1), ("元", 1))`."""


@frozen
class Unit:
    """What a number counts or measures, as written, with its exact place in the unit table.

    `dimension` decides what may be compared, `factor` leads to the base units. `count` marks measure words
    (家, 项 …), `generic` the one that compares with all of them (个), `discrete` what only whole numbers
    have. `label` is the noun behind a measure word (`50个项目`) and takes no part in comparison.
    """

    symbol: str = field(eq=False)
    dimension: Dimension = ()
    factor: Fraction = Fraction(1)
    discrete: bool = field(default=False, eq=False)
    count: bool = field(default=False, eq=False)
    generic: bool = field(default=False, eq=False)
    known: bool = field(default=True, eq=False)
    label: str = field(default="", eq=False)

    def labelled(self, noun: str) -> Unit:
        """Return the same unit with a noun behind it (个 + 项目)."""
        return evolve(self, label=noun) if noun != self.label else self

    @property
    def is_bare(self) -> bool:
        """Tell whether the number stands alone, without any unit."""
        return not self.dimension

    @property
    def is_ratio(self) -> bool:
        """Tell whether the unit is a share of one (%, ‰, 成, 倍)."""
        return self.dimension == _RATIO

    def __str__(self) -> str:
        return self.symbol + self.label


_RATIO: Dimension = (("比例", 1),)
NO_UNIT = Unit("")


def comparable(wanted: Unit, given: Unit) -> str | None:
    """Return how two units compare: `""` exactly, a note code with an assumption, `None` not at all.

    The generic measure word compares with every other one (N202), a bare number takes the unit of the
    other side (N203).
    """
    if wanted.dimension == given.dimension:
        return ""
    if not given.dimension or not wanted.dimension:
        return "N203"
    if wanted.count and given.count and (wanted.generic or given.generic):
        return "N202"
    return None


def prefixed(word: str, size: int, unit: Unit) -> Unit:
    """Return the unit with a magnitude in front: 万 + 人次."""
    return evolve(unit, symbol=word + unit.symbol, factor=unit.factor * size)


def per(numerator: Unit, denominators: Iterable[tuple[Fraction, Unit]], symbol: str) -> Unit:
    """Return a compound unit such as 元/人·月 or 元/100km; the order of the denominators does not matter.

    A rate of like by like (人/10万人) is a ratio.
    """
    powers = dict(numerator.dimension)
    factor = numerator.factor
    known = numerator.known
    for number, unit in denominators:
        factor /= number * unit.factor
        known = known and unit.known
        for base, power in unit.dimension:
            powers[base] = powers.get(base, 0) - power
    dimension = tuple(sorted((base, power) for base, power in powers.items() if power)) or _RATIO
    return Unit(symbol, dimension, factor, known=known)
