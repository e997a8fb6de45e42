"""Readings: what is known of a column before its rows are looked at, so that the program for it can be short."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

__all__ = ["ANYTHING", "MOST_DIGITS", "Reading"]

MOST_DIGITS = 10**15
"""Decimals of fifteen digits are told apart by doubles, so that whole numbers up to this stand for one decimal each."""


@frozen
class Reading:
    """What a column holds: numbers with at most so many `decimals`, or one of `texts`.

    `low` and `high` are the least and the greatest number times 10^decimals. `sound`: every number has that form and lies between
    them, so that no row needs to be looked at; `full`: no value is missing, `finite`: none is infinite, `broken`: NaN may be there,
    `integral`: they were whole numbers, not doubles. `texts` are all texts, or some if not `complete`; `values` are the base values that
    those of a datum stand for. Where a datum was read beforehand, `source` is the column with its numbers, each of which counts `base`
    base units; where the marks of texts were looked up, `lows` and `highs` are their columns.
    """

    kind: Literal["number", "text"] = "number"
    decimals: int = 6
    low: int = -MOST_DIGITS
    high: int = MOST_DIGITS
    sound: bool = False
    full: bool = False
    finite: bool = False
    broken: bool = True
    integral: bool = False
    texts: tuple[str, ...] = ()
    complete: bool = True
    values: Mapping[str, Fraction] = field(factory=dict, eq=False)
    source: str = ""
    lows: str = ""
    highs: str = ""
    base: Fraction | None = None


ANYTHING = Reading()
