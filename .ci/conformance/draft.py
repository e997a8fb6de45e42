"""Drafts of cases, and the small arithmetic that says what is expected: a second derivation, independent of the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

__all__ = [
    "UNITS",
    "Draft",
    "Ends",
    "Unit",
    "above",
    "at_least",
    "at_most",
    "below",
    "between",
    "number",
    "point",
    "recommended",
    "required",
]


class Draft(NamedTuple):
    """One case without its id."""

    topic: str
    group: str
    input: dict[str, Any]
    expected: dict[str, Any]
    why: str


def required(topic: str, given: dict[str, Any], expected: dict[str, Any], why: str) -> Draft:
    """Return a case that every implementation must pass."""
    return Draft(topic, "required", given, expected, why)


def recommended(topic: str, given: dict[str, Any], expected: dict[str, Any], why: str) -> Draft:
    """Return a case about notes, codes and wording."""
    return Draft(topic, "recommended", given, expected, why)


def number(value: Fraction | int | str) -> str:
    """Return a number as cases write it: a decimal where there is one, else a fraction."""
    exact = Fraction(value)
    for places in range(60):
        scaled = exact * 10**places
        if scaled.denominator == 1:
            if not places:
                return str(scaled)
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{'-' if exact < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return str(exact)


class Ends(NamedTuple):
    """One interval: its ends, `None` for infinite, and whether they belong to it."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    def times(self, factor: Fraction) -> Ends:
        """Return the interval in other units."""
        return Ends(
            None if self.low is None else self.low * factor,
            self.low_closed,
            None if self.high is None else self.high * factor,
            self.high_closed,
        )

    def holds(self, value: Fraction) -> bool:
        """Tell whether a number lies inside."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return not (self.high is not None and (value > self.high or (value == self.high and not self.high_closed)))

    def written(self) -> dict[str, Any]:
        """Return the interval as cases write it."""
        return {
            "low": None if self.low is None else number(self.low),
            "low_closed": self.low_closed,
            "high": None if self.high is None else number(self.high),
            "high_closed": self.high_closed,
        }


def at_least(value: Fraction | int | str) -> Ends:
    """Return ≥."""
    return Ends(Fraction(value), True, None, False)


def above(value: Fraction | int | str) -> Ends:
    """Return >."""
    return Ends(Fraction(value), False, None, False)


def at_most(value: Fraction | int | str) -> Ends:
    """Return ≤."""
    return Ends(None, False, Fraction(value), True)


def below(value: Fraction | int | str) -> Ends:
    """Return <."""
    return Ends(None, False, Fraction(value), False)


def point(value: Fraction | int | str) -> Ends:
    """Return =."""
    return Ends(Fraction(value), True, Fraction(value), True)


def between(low: Fraction | int | str, high: Fraction | int | str, ends: str = "[]") -> Ends:
    """Return a range; brackets say which ends belong to it."""
    return Ends(Fraction(low), ends[0] == "[", Fraction(high), ends[1] == "]")


class Unit(NamedTuple):
    """A unit word: the base unit of its dimension and how many of them it is."""

    word: str
    base: str
    factor: Fraction
    gap: str
    """The unit in which differences are told."""


def _units(lines: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, Unit]]:
    for word, base, factor in lines:
        gap = {"%": "个百分点", "‰": "个千分点"}.get(word, word)
        yield word, Unit(word, base, Fraction(factor), gap)


UNITS = dict(
    _units(
        [
            ("", "", "1"),
            *(
                (word, word, "1")
                for word in ("家", "户", "个", "项", "件", "场", "次", "起", "例", "台", "套", "篇", "期", "份", "辆", "座", "处")
            ),
            *(
                (word, word, "1")
                for word in ("人", "人次", "元", "比例", "个百分点", "平方米", "米", "千克", "天", "个月", "个工作日", "分")
            ),
            ("万人次", "人次", "10000"),
            ("万人", "人", "10000"),
            ("角", "元", "1/10"),
            ("千元", "元", "1000"),
            ("万元", "元", "10000"),
            ("百万元", "元", "1000000"),
            ("亿元", "元", "100000000"),
            ("万亿元", "元", "1000000000000"),
            ("%", "比例", "1/100"),
            ("‰", "比例", "1/1000"),
            ("成", "比例", "1/10"),
            ("倍", "比例", "1"),
            ("个千分点", "个百分点", "1/10"),
            ("亩", "平方米", "2000/3"),
            ("公顷", "平方米", "10000"),
            ("平方公里", "平方米", "1000000"),
            ("公里", "米", "1000"),
            ("厘米", "米", "1/100"),
            ("毫米", "米", "1/1000"),
            ("里", "米", "500"),
            ("海里", "米", "1852"),
            ("斤", "千克", "1/2"),
            ("克", "千克", "1/1000"),
            ("吨", "千克", "1000"),
            ("小时", "天", "1/24"),
            ("分钟", "天", "1/1440"),
            ("秒", "天", "1/86400"),
            ("周", "天", "7"),
            ("个季度", "个月", "3"),
            ("年", "个月", "12"),
            ("元/人", "元/人", "1"),
            ("元/人·月", "元/个月·人", "1"),
            ("万元/亩", "元/平方米", "15"),
            ("元/平方米", "元/平方米", "1"),
            ("立方米", "立方米", "1"),
            ("升", "立方米", "1/1000"),
            ("毫升", "立方米", "1/1000000"),
            ("千瓦时", "千瓦时", "1"),
            ("兆瓦时", "千瓦时", "1000"),
            ("千瓦", "瓦", "1000"),
            ("兆瓦", "瓦", "1000000"),
            ("瓦", "瓦", "1"),
            ("GB", "字节", "1073741824"),
            ("TB", "字节", "1099511627776"),
            ("MB", "字节", "1048576"),
        ]
    )
)
"""Units written down once more, so that a wrong ratio in the vocabulary shows."""
