"""Laws of judging: better is never worse, units do not matter, unknown is never a miss."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from perfrules.evaluation import Direction, Verdict, criterion_for, evaluate
from perfrules.target import parse_quantity, parse_target
from perfrules.value.numeral import write_number

numbers = st.integers(-10_000, 100_000).map(lambda number: Fraction(number, 10))
signs = st.sampled_from(["≥", "≤", "=", ">", "<", ""])
names = st.sampled_from(["", "满意度", "偏差率", "企业数", "某事"])
UNITS = [("元", "万元", 10_000), ("米", "公里", 1_000), ("‰", "%", 10), ("平方米", "公顷", 10_000), ("天", "周", 7), ("个月", "年", 12)]


def _text(number: Fraction, unit: str) -> str:
    return write_number(number) + unit


@given(signs, numbers, numbers, st.integers(1, 1000), names, st.sampled_from(["家", "%", "万元"]))
def test_better_is_never_worse(sign: str, bound: Fraction, actual: Fraction, step: int, name: str, unit: str) -> None:
    target = parse_target(sign + _text(bound, unit))
    criterion = criterion_for(target, name)
    better = actual + step if criterion.direction is Direction.HIGHER else actual - step
    first = evaluate(target, parse_quantity(_text(actual, unit)), name=name).verdict
    second = evaluate(target, parse_quantity(_text(better, unit)), name=name).verdict
    assert not (first is Verdict.MET and second is Verdict.UNMET)


@given(signs, numbers, numbers, names, st.sampled_from(UNITS))
def test_the_unit_does_not_matter(sign: str, bound: Fraction, actual: Fraction, name: str, units: tuple[str, str, int]) -> None:
    small, large, factor = units
    written = evaluate(sign + _text(bound, large), _text(actual, large), name=name)
    rescaled = evaluate(sign + _text(bound * factor, small), _text(actual * factor, small), name=name)
    crossed = evaluate(sign + _text(bound, large), _text(actual * factor, small), name=name)
    assert written.verdict is rescaled.verdict is crossed.verdict
    assert written.completion == rescaled.completion == crossed.completion
    assert (written.shortfall is None) == (crossed.shortfall is None)


@given(signs, numbers, numbers, names)
def test_shortfall_leads_to_the_bound(sign: str, bound: Fraction, actual: Fraction, name: str) -> None:
    result = evaluate(sign + _text(bound, "万元"), _text(actual, "万元"), name=name)
    if result.verdict is Verdict.MET:
        assert result.shortfall is None
        return
    assert result.verdict is Verdict.UNMET
    assert result.shortfall is not None
    assert {actual + result.shortfall.number, actual - result.shortfall.number} & {bound}
    assert result.completion is None or result.completion < 1 or sign == ">"


@given(
    st.sampled_from(["≥95%", "健全", "2025年12月底前", "前3名", "培训≥3场、参训≥200人", "较上年提高5%", "按规定推进"]), st.text(max_size=40)
)
def test_any_actual_text_gets_a_verdict_and_a_sentence(target: str, actual: str) -> None:
    result = evaluate(target, actual)
    assert result.verdict in Verdict
    assert result.why
    assert result.to_dict()["verdict"] == result.verdict.value


@given(signs, numbers, numbers, names)
def test_bare_verdict_equals_the_explained_one(sign: str, bound: Fraction, actual: Fraction, name: str) -> None:
    criterion = criterion_for(parse_target(sign + _text(bound, "家")), name)
    for quantity in (parse_quantity(_text(actual, "家")), parse_quantity(_text(actual, "个")), parse_quantity(_text(actual, "人"))):
        assert criterion.verdict(quantity) is criterion.judge(quantity).verdict


@given(numbers, numbers)
def test_literal_and_directed_reading_agree_where_a_comparison_is_written(bound: Fraction, actual: Fraction) -> None:
    for sign in ("≥", "≤", ">", "<"):
        target = parse_target(sign + _text(bound, "%"))
        answer = target.accepts(_text(actual, "%"))
        assert evaluate(target, _text(actual, "%"), name="偏差率").verdict is (Verdict.MET if answer else Verdict.UNMET)


@given(st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.sampled_from(["前", "起", ""]))
def test_a_day_without_a_year_is_that_day_of_the_year_of_the_other_side(limit: date, done: date, word: str) -> None:
    assume((done.month, done.day) != (2, 29))
    done = done.replace(year=limit.year)
    wanted, given_ = (f"{day.year}年{day.month}月{day.day}日" for day in (limit, done))
    full = evaluate(wanted + word, given_)
    leap = (limit.month, limit.day) == (2, 29)
    for target, actual in [(wanted + word, given_[5:]), *([] if leap else [(wanted[5:] + word, given_)])]:
        result = evaluate(target, actual)
        assert (result.verdict, result.reason, result.shortfall) == (full.verdict, full.reason, full.shortfall), (target, actual)
        assert result.why.partition("实际")[2].partition("，")[2] == full.why.partition("实际")[2].partition("，")[2]


def test_a_day_without_a_year_stays_open_where_the_target_spans_two() -> None:
    result = evaluate("2025年12月31日至2026年1月1日", "12月31日")
    assert (result.verdict, result.reason, result.shortfall) == (Verdict.PENDING, "no_year", None)
