"""Normal forms: the meaning of a target as data that any implementation can produce, free of spelling and of display units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from perfrules.target import Target
from perfrules.target.body import Change, Dates, Every, Graded, Measure, OneOf, Placeholder, Prose, Rank
from perfrules.value.day import ANY_YEAR
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.words import Emptiness

__all__ = ["base_unit", "normal_form"]

_EMPTY: Mapping[Emptiness, str] = MappingProxyType(
    {Emptiness.MISSING: "missing", Emptiness.NOT_APPLICABLE: "not_applicable", Emptiness.UNDETERMINED: "undetermined"}
)


def normal_form(target: Target) -> dict[str, Any]:
    """Return what a target means: its kind, and numbers in base units with open and closed ends.

    Days are ISO dates (`--12-31` without a year), shares are counted in 比例, falls are negative changes.

    >>> from perfrules import parse_target
    >>> normal_form(parse_target("控制在10%以内"))["intervals"]
    [{'low': None, 'low_closed': False, 'high': '0.1', 'high_closed': True}]
    """
    data: dict[str, Any] = {"kind": target.kind}
    match target.body:
        case Measure(values, unit):
            data |= {"unit": base_unit(unit), "intervals": _intervals(values)}
        case Change(values, unit, base):
            data |= {"unit": base_unit(unit), "base": base, "intervals": _intervals(values)}
        case Rank(values):
            places = (values & IntervalSet.at_least(Fraction(1))).on_integers()
            data["intervals"] = _intervals(places)
        case Dates(values, yearless):
            data |= {"yearless": yearless, "intervals": [_days(one, yearless=yearless) for one in values.on_integers()]}
        case Every(parts) | OneOf(parts):
            data["parts"] = [normal_form(part) | {"label": part.label} for part in parts]
        case Placeholder(emptiness):
            data["emptiness"] = _EMPTY[emptiness]
        case Graded() | Prose():
            pass
    return data


def base_unit(unit: Unit) -> str:
    """Return the base units of a dimension in one order: 元/个月·人, empty for bare numbers.

    >>> from perfrules.value.unit_table import find_unit
    >>> base_unit(find_unit("万元/人·年")), base_unit(find_unit("%")), base_unit(find_unit("亩"))
    ('元/个月·人', '比例', '平方米')
    """
    above = "·".join(_power(base, power) for base, power in unit.dimension if power > 0)
    below = "·".join(_power(base, -power) for base, power in unit.dimension if power < 0)
    return f"{above}/{below}" if below else above


def _power(base: str, power: int) -> str:
    return base if power == 1 else f"{base}^{power}"


def _intervals(values: IntervalSet) -> list[dict[str, Any]]:
    return [
        _ends(one, None if one.low is None else write_number(one.low), None if one.high is None else write_number(one.high))
        for one in values
    ]


def _days(one: Interval, *, yearless: bool) -> dict[str, Any]:
    return _ends(one, _day(one.low, yearless=yearless), _day(one.high, yearless=yearless))


def _day(edge: Fraction | None, *, yearless: bool) -> str | None:
    if edge is None:
        return None
    day = date.fromordinal(int(edge))
    return f"--{day.month:02}-{day.day:02}" if yearless or day.year <= ANY_YEAR else str(day)


def _ends(one: Interval, low: str | None, high: str | None) -> dict[str, Any]:
    return {"low": low, "low_closed": one.low_closed, "high": high, "high_closed": one.high_closed}
