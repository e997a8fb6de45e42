"""Canonical text of targets: what `str()` shows and what reads as the same target again."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from perfrules.target.body import Body, Change, Dates, Every, Form, Graded, Measure, OneOf, Placeholder, Prose, Rank
from perfrules.target.grammar import fragment
from perfrules.value.day import ANY_YEAR, write_days
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit import NO_UNIT, Unit

if TYPE_CHECKING:
    from perfrules.target.model import Target

__all__ = ["data_of", "text_of", "text_of_values"]


_LONG = 15
"""Longer decimals would be read as the remainders of binary floats."""
_LATIN = re.compile(r"[A-Za-z0-9]{2}")


def text_of(target: Target) -> str:
    """Return the canonical text of a target."""
    body = _body_text(target.body)
    joint = ":" if target.label and _LATIN.fullmatch(target.label[-1] + body[:1]) else ""
    return target.label + joint + body


def _body_text(body: Body) -> str:
    match body:
        case Measure(values, unit, form):
            return text_of_values(values, unit, form)
        case Change():
            return _change_text(body)
        case Rank(values):
            return "或".join(_rank_text(one) for one in values) or "不高于第2名且不低于第1名"
        case Dates(values, yearless, noun):
            return ("或".join(_date_text(one, yearless) for one in values) or _no_day(yearless)) + noun
        case Graded(word):
            return word
        case Every(parts):
            return ";".join(_grouped(text_of(part)) for part in parts)
        case OneOf(parts):
            return "或".join(text_of(part) for part in parts)
        case Placeholder(_, text) | Prose(text):
            return text


def _grouped(text: str) -> str:
    """Return alternatives in brackets, where they are one of several parts."""
    return f"({text})" if "或" in text else text


def text_of_values(values: IntervalSet, unit: Unit, form: Form = Form.COMPARED) -> str:
    """Return a set of base-unit numbers in `unit`, such as `≥95%`, `10-15天` or `<3家或>5家`.

    >>> from perfrules.value.unit_table import find_unit
    >>> text_of_values(IntervalSet.between(Fraction(10), Fraction(15)), find_unit("天"))
    '10-15天'
    """
    shown = [_scaled(one, unit) for one in values]
    if not shown:
        return f"(0,0){_spaced(unit)}"
    only = shown[0] if len(shown) == 1 else None
    if only is not None and only.low is not None and only.high is not None:
        if form is Form.BARE and only.is_point:
            return _amount(only.low, unit)
        if form is Form.ABOUT:
            return f"约{_amount((only.low + only.high) / 2, unit)}"
        if form is Form.AROUND:
            return _around_text(only.low, only.high, unit)
    return "或".join(_interval_text(one, unit) for one in shown)


def _scaled(one: Interval, unit: Unit) -> Interval:
    factor = unit.factor
    low = None if one.low is None else one.low / factor
    high = None if one.high is None else one.high / factor
    return Interval(low, high, one.low_closed, one.high_closed)


def _around_text(low: Fraction, high: Fraction, unit: Unit) -> str:
    centre, spread = (low + high) / 2, (high - low) / 2
    if unit.symbol == ":":
        unit = evolve(unit, symbol="比例")
    if not centre:
        return f"±{_amount(spread, unit)}"
    return f"{write_number(centre)}{unit.symbol}±{_amount(spread, unit)}"


def _interval_text(one: Interval, unit: Unit) -> str:
    low, high = one.low, one.high
    if low is None:
        if high is None:
            return f"≥{_amount(Fraction(0), unit)}或<{_amount(Fraction(0), unit)}"
        return f"{'≤' if one.high_closed else '<'}{_amount(high, unit)}"
    if high is None:
        return f"{'≥' if one.low_closed else '>'}{_amount(low, unit)}"
    if low == high:
        return f"={_amount(low, unit)}"
    if one.low_closed and one.high_closed:
        return f"{write_number(low)}{'至' if high < 0 else '-'}{_amount(high, unit)}"
    left, right = "[" if one.low_closed else "(", "]" if one.high_closed else ")"
    return f"{left}{write_number(low)},{write_number(high)}{right}{_spaced(unit)}"


def _amount(number: Fraction, unit: Unit) -> str:
    if unit.symbol == ":":
        return f"{number.numerator}:{number.denominator}{_noun_text(unit)}" if number >= 0 else f"{write_number(number)}比例"
    text = write_number(number)
    if unit.symbol == "比例" and len(text) > _LONG:
        text = f"{number.numerator}/{number.denominator}"
    return text + _spaced(unit)


def _noun_text(unit: Unit) -> str:
    return unit.label


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(fragment("UNIT"))


def _spaced(unit: Unit) -> str:
    """Return unit and noun, kept apart by a space where together they would read as another unit."""
    symbol = "比例" if unit.symbol == ":" else unit.symbol
    if not unit.label:
        return symbol
    if symbol.startswith("/") or ("/" in symbol and not unit.known):
        return f"{symbol} {unit.label}"
    joined = symbol + unit.label
    match = _unit_pattern().match(joined)
    return f"{symbol} {unit.label}" if match and match.end() > len(symbol) else joined


def _change_text(body: Change) -> str:
    base = body.base if body.base in ("", "同比", "环比") else f"较{body.base}"
    if body.base and not is_base(body.base):
        return "或".join(_interval_text(one, NO_UNIT)[:-1] + body.base for one in body.values)
    if not body.unit.symbol and body.unit.is_bare and set(body.values.boundaries()) == {Fraction(0)}:
        if body.turn:
            return base + ("提高" if body.turn > 0 else "下降")
        return "或".join(base + _STANDING[str(one)] for one in body.values)
    head = base + {1: "提高", -1: "下降", 0: ""}[body.turn]
    values = body.values.mirrored() if body.turn < 0 else body.values
    if len(values.intervals) == 1 and body.form in (Form.BARE, Form.ABOUT):
        return head + text_of_values(values, body.unit, body.form)
    return "或".join("且".join(head + bound for bound in _bounds(_scaled(one, body.unit), body.unit)) for one in values) or "且".join(
        head + bound for bound in (f">{_amount(Fraction(0), body.unit)}", f"<{_amount(Fraction(0), body.unit)}")
    )


def _bounds(one: Interval, unit: Unit) -> list[str]:
    """Return an interval as separate comparisons."""
    if one.is_point or one.low is None or one.high is None:
        return [_interval_text(one, unit)]
    low, high = Interval(one.low, None, one.low_closed), Interval(None, one.high, False, one.high_closed)
    return [_interval_text(low, unit), _interval_text(high, unit)]


@cache
def _base_pattern() -> re.Pattern[str]:
    return re.compile(fragment("BASE"))


def is_base(name: str) -> bool:
    """Tell whether a name is a period or level that changes are measured against (上年), not a quantity of its own (预算数)."""
    return name in ("同比", "环比") or _base_pattern().fullmatch(f"较{name}") is not None


_STANDING = {
    "[0, 0]": "持平",
    "[0, +∞)": "只增不减",
    "(-∞, 0]": "只减不增",
    "(0, +∞)": "正增长",
    "(-∞, 0)": "负增长",
}


def _rank_text(one: Interval) -> str:
    whole = one.on_integers()
    if whole.high is None:
        return f"不高于第{whole.low or 1}名"
    if whole.low is None or (whole.low == 1 and whole.high > 1):
        return f"前{whole.high}名"
    return f"第{whole.low}名" if whole.low == whole.high else f"不高于第{whole.low}名且不低于第{whole.high}名"


def _no_day(yearless: bool) -> str:
    """Return what no day meets: to be after the last day of a year, or two bounds in the wrong order."""
    if yearless:
        return "12月31日后"
    first, second = date(2000, 1, 1), date(2000, 1, 2)
    return f"{write_days(second, second)}起且{write_days(first, first)}前"


def _any_day(yearless: bool) -> str:
    """Return two bounds of which every day meets one."""
    first, second = date(ANY_YEAR if yearless else 2000, 1, 1), date(ANY_YEAR if yearless else 2000, 1, 2)
    return f"{write_days(second, second, yearless=yearless)}前或{write_days(first, first, yearless=yearless)}起"


def _date_text(one: Interval, yearless: bool) -> str:
    whole = one.on_integers()
    if whole.low is None and whole.high is None:
        return _any_day(yearless)
    if whole.low is None and whole.high is not None:
        last = date.fromordinal(int(whole.high))
        return write_days(last, last, yearless=yearless) + "前"
    if whole.low is not None and whole.high is None:
        first = date.fromordinal(int(whole.low))
        return write_days(first, first, yearless=yearless) + "起"
    assert whole.low is not None
    assert whole.high is not None
    return write_days(date.fromordinal(int(whole.low)), date.fromordinal(int(whole.high)), yearless=yearless)


def data_of(target: Target) -> dict[str, Any]:
    """Return a target as JSON-ready data."""
    data: dict[str, Any] = {"kind": target.kind, "text": text_of(target)}
    if target.label:
        data["label"] = target.label
    match target.body:
        case Measure(values, unit) | Change(values, unit):
            data |= {"unit": str(unit), "intervals": _intervals(values, unit)}
        case Rank(values):
            data["intervals"] = _intervals(values, None)
        case Dates(values, yearless):
            data |= {"yearless": yearless, "intervals": [_days(one) for one in values]}
        case Graded(_, clauses):
            data["scales"] = [grade.scale for grades in clauses for grade in grades]
        case Every(parts) | OneOf(parts):
            data["parts"] = [data_of(part) for part in parts]
        case Placeholder(emptiness):
            data["emptiness"] = emptiness.value
        case _:
            pass
    if isinstance(target.body, Change):
        data["base"] = target.body.base
    if target.notes:
        data["notes"] = [note.to_dict() for note in target.notes]
    return data


def _intervals(values: IntervalSet, unit: Unit | None) -> list[dict[str, Any]]:
    def shown(end: Fraction | None) -> str | None:
        return None if end is None else write_number(end if unit is None else end / unit.factor)

    return [
        {"low": shown(one.low), "high": shown(one.high), "low_closed": one.low_closed, "high_closed": one.high_closed} for one in values
    ]


def _days(one: Interval) -> dict[str, Any]:
    return {name: None if end is None else date.fromordinal(int(end)).isoformat() for name, end in (("low", one.low), ("high", one.high))}
