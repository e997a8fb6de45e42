"""Laws of days: however a date is written it names the same days, and there is no 31 June."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import parse_target
from perfrules.target.body import Dates
from perfrules.value.day import ANY_YEAR, Period, in_year, nominal, read_period, write_days
from perfrules.value.interval import IntervalSet
from property.strategies import chinese

pytestmark = pytest.mark.property

YEARS = st.integers(2006, 2093)
DAYS = st.dates(date(2000, 1, 1), date(2096, 12, 31))
DIGITS = "〇一二三四五六七八九"


def spoken_year(year: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year))


def span(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


@given(DAYS)
def test_a_day_is_the_same_day_in_every_notation(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    texts = [
        f"{year}年{month}月{number}日",
        f"{year}年{month}月{number}号",
        f"{year} 年 {month}月 {number}日",
        f"{year}年{month}月份{number}日",
        f"{year % 100}年{month}月{number}日" if year >= 2020 else f"{year}年{month}月{number}日",
        f"{year}-{month}-{number}",
        f"{year}/{month:02}/{number:02}",
        f"{year}.{month}.{number}",
        f"{year}{month:02}{number:02}",
        f"{spoken_year(year)}年{chinese(month)}月{chinese(number)}日",
        f"{year}年{month}月{number}日24时",
        f"{year}年{month}月{number}日8点30分",
        f"{year}-{month:02}-{number:02} 23:59:59",
    ]
    assert {read_period(text) for text in texts} == {Period(day, day)}


@given(st.integers(0, 13), st.integers(0, 32), YEARS)
def test_there_is_a_day_exactly_where_the_calendar_has_one(month: int, number: int, year: int) -> None:
    try:
        wanted = Period(date(year, month, number), date(year, month, number))
    except ValueError:
        wanted = None
    for text in (f"{year}年{month}月{number}日", f"{year}-{month}-{number}", f"{year}.{month:02}.{number:02}"):
        assert read_period(text) == wanted
    assert read_period(f"{month}月{number}日", year) == wanted
    assert read_period(f"{month}.{number}", year) == wanted


@given(YEARS, st.integers(0, 13))
def test_a_month_and_its_parts_follow_one_another(year: int, month: int) -> None:
    texts = (
        f"{year}年{month}月",
        f"{year}年{month}月份",
        f"{year}-{month:02}",
        f"{year}.{month}",
        f"{year}{month:02}"[:4] + f"年{month}月",
    )
    if not 1 <= month <= 12:
        assert {read_period(text) for text in texts} == {None}
        return
    whole = span(year, month, month)
    assert {read_period(text) for text in texts} == {whole}
    for names in (("上旬", "中旬", "下旬"), ("初", "中", "底"), ("初", "中", "末")):
        parts = [read_period(f"{year}年{month}月{name}") for name in names]
        assert parts == [
            Period(date(year, month, 1), date(year, month, 10)),
            Period(date(year, month, 11), date(year, month, 20)),
            Period(date(year, month, 21), whole.last),
        ]


@given(YEARS, st.integers(0, 5))
def test_quarters_halves_and_ends_part_a_year(year: int, quarter: int) -> None:
    for text in {f"{year}年第{quarter}季度", f"{year}年{quarter}季度", f"{year}年{DIGITS[quarter]}季度", f"{year}第{DIGITS[quarter]}季度"}:
        assert read_period(text) == (span(year, 3 * quarter - 2, 3 * quarter) if 1 <= quarter <= 4 else None)
        end = text + ("末" if quarter % 2 else "底")
        assert read_period(end) == (span(year, 3 * quarter, 3 * quarter) if 1 <= quarter <= 4 else None)
    assert read_period(f"{year}年上半年") == span(year, 1, 6)
    assert read_period(f"{year}年下半年") == span(year, 7, 12)
    assert {read_period(f"{year}年{word}") for word in ("底", "末")} == {span(year, 12, 12)}
    assert read_period(f"{year}年初") == span(year, 1, 1)
    assert read_period(f"{year}年中") == span(year, 6, 6)
    assert {read_period(f"{year}年{word}") for word in ("", "度", "内", "全年")} == {span(year, 1, 12)}


@given(YEARS, st.integers(0, 13), st.integers(0, 13), st.sampled_from("-~至到"))
def test_months_and_years_make_ranges_in_their_order(year: int, first: int, last: int, dash: str) -> None:
    wanted = span(year, first, last) if 1 <= first <= last <= 12 else None
    for text in (f"{year}年{first}{dash}{last}月", f"{year}年{first}月{dash}{last}月", f"{year}年{first}月{dash}{last}月底"):
        assert read_period(text) == wanted
    other = year + (last - first) // 2
    found = read_period(f"{year}{dash}{other}年")
    assert found == (Period(date(year, 1, 1), date(other, 12, 31)) if other >= year else None)


@given(DAYS, YEARS)
def test_a_text_without_a_year_takes_the_one_it_is_given(day: date, year: int) -> None:
    text = f"{day.month}月{day.day}日"
    open_one = read_period(text)
    assert open_one is not None
    assert open_one.yearless
    assert open_one.first.year == open_one.last.year == ANY_YEAR
    named = read_period(text, year)
    assert (named is None) == ((day.month, day.day) == (2, 29) and not isleap(year))
    assert named is None or (not named.yearless and named.first == day.replace(year=year))
    assert read_period(f"{day.year}年{text}", year) == Period(day, day)


def values(first: date, last: date) -> IntervalSet:
    return IntervalSet.between(Fraction(first.toordinal()), Fraction(last.toordinal()))


@given(DAYS, st.integers(0, 800))
def test_days_are_written_so_that_they_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    body = parse_target(write_days(first, last)).body
    assert isinstance(body, Dates)
    assert body.values == values(first, last)
    assert not body.yearless


@given(YEARS, st.integers(1, 12), st.integers(0, 11))
def test_whole_months_and_years_are_written_short(year: int, month: int, more: int) -> None:
    assert write_days(date(year, 1, 1), date(year, 12, 31)) == f"{year}年"
    one = span(year, month, month)
    assert write_days(one.first, one.last) == f"{year}年{month}月"
    assert write_days(one.first, one.last, yearless=True) == f"{month}月"
    some = span(year, month, min(12, month + more))
    if some != one and some != span(year, 1, 12):
        end = f"{some.last.month}月{some.last.day}日"
        assert write_days(some.first, some.last) == f"{year}年{month}月1日-{year}年{end}"
        assert write_days(some.first, some.last, yearless=True) == f"{month}月1日-{end}"
    assert write_days(one.first, one.first) == f"{year}年{month}月1日"


@given(YEARS, st.data())
def test_the_nominal_year_keeps_days_apart(year: int, data: st.DataObject) -> None:
    inside = st.dates(date(year, 1, 1), date(year, 12, 31))
    first, last = sorted([data.draw(inside), data.draw(inside)])
    days = data.draw(st.sampled_from([values(first, last), IntervalSet.at_most(Fraction(last.toordinal())), ~values(first, last)]))
    assert in_year(nominal(days), year) == days
    held = nominal(values(first, last))
    assert held == values(first.replace(year=ANY_YEAR), last.replace(year=ANY_YEAR))


@given(YEARS)
def test_the_29th_of_february_is_the_last_of_february(year: int) -> None:
    leap = values(date(ANY_YEAR, 2, 29), date(ANY_YEAR, 2, 29))
    last = date(year, 2, 29) if isleap(year) else date(year, 2, 28)
    assert in_year(leap, year) == values(last, last)
    before = values(date(ANY_YEAR, 2, 28), date(ANY_YEAR, 2, 28))
    assert in_year(before, year) == values(date(year, 2, 28), date(year, 2, 28))


# --- days as targets ------------------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(-40, 40))
def test_sides_of_a_day(day: date, shift: int) -> None:
    """前, 底前, 之前 include the day that is named (民法典 counts 以前 so); 后 begins on the next."""
    text, actual = f"{day.year}年{day.month}月{day.day}日", day + timedelta(days=shift)
    holds = {
        "{}前": shift <= 0,
        "{}之前": shift <= 0,
        "{}以前": shift <= 0,
        "{}前完成": shift <= 0,
        "截至{}": shift <= 0,
        "不晚于{}": shift <= 0,
        "≤{}": shift <= 0,
        "{}后": shift > 0,
        "{}之后": shift > 0,
        "{}起": shift >= 0,
        "不早于{}": shift >= 0,
        "≥{}": shift >= 0,
        ">{}": shift > 0,
        "<{}": shift < 0,
    }
    for form, wanted in holds.items():
        target = parse_target(form.format(text))
        assert isinstance(target.body, Dates), form
        assert target.accepts(actual) is wanted, form
        assert target.accepts(f"{actual.year}-{actual.month}-{actual.day}") is wanted, form


@given(DAYS, DAYS, st.sampled_from(["-", "至", "到", "~"]))
def test_a_range_of_days_holds_both_ends(one: date, other: date, dash: str) -> None:
    first, last = sorted([one, other])
    target = parse_target(f"{first.year}年{first.month}月{first.day}日{dash}{last.year}年{last.month}月{last.day}日")
    assert isinstance(target.body, Dates)
    assert target.body.values == values(first, last)
    if first.year == last.year:
        short = parse_target(f"{first.year}年{first.month}月{first.day}日{dash}{last.month}月{last.day}日")
        assert short == target
        nameless = parse_target(f"{first.month}月{first.day}日{dash}{last.month}月{last.day}日")
        assert isinstance(nameless.body, Dates)
        assert nameless.body.yearless
        assert nameless.body.values == nominal(values(first, last))


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_meant_in_the_year_of_the_other(wanted: date, actual: date) -> None:
    target = parse_target(f"{wanted.month}月{wanted.day}日前")
    said = actual.replace(year=ANY_YEAR) <= wanted.replace(year=ANY_YEAR)
    assert target.accepts(actual) is said
    if (actual.month, actual.day) != (2, 29):
        named = parse_target(f"{wanted.year}年{wanted.month}月{wanted.day}日前")
        assert named.accepts(f"{actual.month}月{actual.day}日") is (actual.replace(year=wanted.year) <= wanted)
