"""Explaining: completion, shortfall and the sentence behind a verdict."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from attrs import evolve

from perfrules.target.body import Change, Dates, Every, Measure, OneOf, Rank, with_values
from perfrules.target.decide import on_calendar
from perfrules.value.day import in_year
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.quantity import Quantity
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction

if TYPE_CHECKING:
    from perfrules.evaluation.criterion import Criterion
    from perfrules.evaluation.result import Result

__all__ = ["actual_text", "completion_of", "exceeds", "percent_text", "required_text", "sentence", "shortfall_of"]


_PENDING = {
    "no_data": "要求 {wanted}，缺实际值",
    "no_target": "没有指标值，实际 {given}",
    "not_applicable": "要求 {wanted}，实际注明不适用",
    "target_not_applicable": "本指标不适用",
    "undetermined": "要求 {wanted}，实际值尚未确定",
    "target_undetermined": "指标值尚未确定，实际 {given}",
    "unreadable": "要求 {wanted}，实际值「{given}」无法识别",
    "unit_mismatch": "单位不符：要求 {wanted}，实际 {given}",
    "percent_or_fraction": "要求 {wanted}，实际 {given} 没有单位，可能是百分数，也可能是小数",
    "no_baseline": "要求 {wanted}，实际 {given}，缺少可比的基数",
    "no_year": "要求 {wanted}，实际 {given} 没有年份",
    "not_measurable": "要求「{wanted}」，实际「{given}」，无法衡量，需要人工判断",
    "imprecise": "要求 {wanted}，实际 {given} 不够准确，无法判断",
    "incomparable": "要求 {wanted}，实际 {given}，两者无法比较",
}


def _point(result: Result) -> Fraction | None:
    """Return the actual value as one number on the axis of the target; `None` where it is not one."""
    body, value = result.target.body, result.value.body
    if not isinstance(value, Measure | Change | Dates | Rank):
        return None
    number = value.values.the_point
    if isinstance(value, Dates):
        number = value.values.high if number is None else number
        return _day_point(body, value, number)
    if number is None or not isinstance(body, Measure) or not isinstance(value, Measure):
        return number
    if value.unit.is_bare:
        return number * body.unit.factor if not body.unit.is_bare else number
    return number / value.unit.factor if body.unit.is_bare else number


def _day_point(body: object, value: Dates, number: Fraction | None) -> Fraction | None:
    """Return a day on the calendar of the target, where only one of the two names a year."""
    if number is None or not isinstance(body, Dates):
        return number
    placed = on_calendar(body, IntervalSet.point(number), yearless=value.yearless)
    return None if placed is None else placed[0].the_point


def completion_of(result: Result) -> Fraction | None:
    """Return actual ÷ target for one forward target above zero whose actual value is one number."""
    criterion, body = result.criterion, result.target.body
    if result.decision.answer is None or criterion.required is None or not isinstance(body, Measure | Change):
        return None
    low = criterion.required.low
    if criterion.direction is not Direction.HIGHER or low is None or low <= 0:
        return None
    number = _point(result)
    return None if number is None else number / low


def shortfall_of(result: Result) -> Quantity | None:
    """Return the distance from an unmet value to what is required."""
    required, body = result.criterion.required, result.target.body
    number = _point(result) if result.decision.answer is False else None
    if number is None or required is None:
        return None
    value = result.value.body
    if isinstance(body, Dates) and isinstance(value, Dates) and body.yearless and not value.yearless and value.values.high is not None:
        # Days are counted in the year that is known: not every year has a 29 February.
        number, year = value.values.high, date.fromordinal(int(value.values.high)).year
        required = in_year(required, year)
    return _distance(min((abs(number - edge) for edge in required.boundaries()), default=None), body)


def _distance(gap: Fraction | None, body: object) -> Quantity | None:
    if gap is None:
        return None
    match body:
        case Measure(_, unit) | Change(_, unit) if not unit.is_bare or unit.symbol:
            return Quantity(gap / unit.factor, _difference_unit(unit)) if not _is_points(unit) else _points(gap, unit)
        case Measure() | Change():
            return Quantity(gap)
        case Dates():
            return Quantity(gap, find_unit("天"))
        case Rank():
            return Quantity(gap, find_unit("名"))
    return None


def _is_points(unit: Unit) -> bool:
    return unit.symbol in ("%", "‰") or (unit.is_ratio and unit.factor == Fraction(1, 100))


def _points(gap: Fraction, unit: Unit) -> Quantity:
    return Quantity(gap / unit.factor, find_unit("个千分点" if unit.factor == Fraction(1, 1000) else "个百分点"))


def _difference_unit(unit: Unit) -> Unit:
    """Return the unit of a difference: that of 1:3 and 1:4 is no ratio with a colon."""
    return evolve(unit, label="", symbol="比例" if unit.symbol == ":" else unit.symbol)


def exceeds(result: Result) -> bool:
    """Tell whether a met value goes beyond what was asked for."""
    number, required = _point(result), result.criterion.required
    if number is None or required is None:
        return False
    if result.direction is Direction.HIGHER:
        return required.high is None and required.low is not None and number > required.low
    return result.direction is Direction.LOWER and required.high is not None and number < required.high


def percent_text(share: Fraction, *, met: bool = True) -> str:
    """Return a share as a percentage with one decimal at most; what is not met never shows as 100%.

    >>> percent_text(Fraction(24, 25)), percent_text(Fraction(9999, 10000), met=False), percent_text(Fraction(8, 7))
    ('96%', '99.99%', '114.3%')
    """
    for places in range(1, 7):
        scaled = share * 100 * 10**places
        whole = floor(abs(scaled) + Fraction(1, 2))
        rounded = Fraction(whole if scaled >= 0 else -whole, 10**places)
        if met or rounded < 100:
            return f"{write_number(rounded)}%"
    return "不足100%"


def required_text(result: Result) -> str:
    """Return what is required, as read in the direction."""
    return wanted_text(result.criterion)


def wanted_text(criterion: Criterion) -> str:
    """Return what a criterion requires, as read in its direction."""
    required, body = criterion.required, criterion.target.body
    if required is not None and isinstance(body, Measure | Change | Dates | Rank) and required != body.values:
        body = with_values(body, required)
    return str(evolve(criterion.target, label="", body=body))


def actual_text(result: Result) -> str:
    """Return the actual value as its author wrote it, else as canonical text."""
    return result.written or str(result.actual)


def sentence(result: Result) -> str:
    """Return why the verdict is what it is, in one Chinese sentence."""
    if isinstance(result.target.body, Every | OneOf) and result.decision.answer is not None and result.criterion.parts:
        return _composite(result)
    wanted, given = required_text(result), actual_text(result)
    if result.decision.answer is None:
        return _PENDING.get(result.reason, _PENDING["incomparable"]).format(wanted=wanted, given=given)
    head = f"要求 {wanted}，实际 {given}"
    if not result.decision.answer:
        return head + _missed(result)
    return head + _met(result)


def _composite(result: Result) -> str:
    from perfrules.target.decide import matching_part  # noqa: PLC0415

    lines = []
    for index, part in enumerate(result.criterion.parts):
        one = part.judge(matching_part(part.target, index, result.value))
        if isinstance(result.target.body, OneOf) and result.decision.answer and not one.decision.answer:
            continue
        subject = f"{part.target.label}：" if part.target.label else ""
        lines.append(f"{subject}{one.why}")
    return "；".join(lines)


def _missed(result: Result) -> str:
    gap = result.shortfall
    if gap is None:
        return "，低于要求" if result.target.kind == "grade" and result.direction is Direction.HIGHER else "，不符合要求"
    if not gap.number:
        return "，不含本数"
    completion = result.completion
    if completion is not None:
        return f"，差 {gap}（完成 {percent_text(completion, met=False)}）"
    number, required = _point(result), result.criterion.required
    assert number is not None
    assert required is not None
    over = required.high is not None and number >= required.high
    if isinstance(result.target.body, Dates):
        return f"，{'晚' if over else '早'} {gap}"
    if isinstance(result.target.body, Rank):
        return f"，{'落后' if over else '超前'} {gap}"
    if isinstance(result.target.body, Change) and result.target.body.turn < 0:
        return f"，差 {gap}"
    return f"，{'超出' if over else '差'} {gap}{_share_over(required, number) if over else ''}"


def _share_over(required: IntervalSet, number: Fraction) -> str:
    high = required.high
    return f"（超 {percent_text((number - high) / high)}）" if high is not None and high > 0 else ""


def _met(result: Result) -> str:
    completion = result.completion
    if completion is not None and completion > 1:
        number, required = _point(result), result.criterion.required
        assert number is not None
        assert required is not None
        assert required.low is not None
        return f"，超过 {_distance(number - required.low, result.target.body)}（完成 {percent_text(completion)}）"
    if completion == 1:
        return "，正好达到"
    return "，符合要求"
