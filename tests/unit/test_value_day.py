"""Days by example: what a table's words for dates include."""

from __future__ import annotations

from datetime import date

import pytest

from perfrules.value.day import read_period, write_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年2月", "2024-02-01", "2024-02-29"), ("2025年2月", "2025-02-01", "2025-02-28"), ("2000年2月29日", "2000-02-29", "2000-02-29"),
        ("2025年", "2025-01-01", "2025-12-31"), ("2025年度", "2025-01-01", "2025-12-31"), ("2025年底", "2025-12-01", "2025-12-31"),
        ("2025年末", "2025-12-01", "2025-12-31"), ("2025年初", "2025-01-01", "2025-01-31"), ("2025年12月底", "2025-12-21", "2025-12-31"),
        ("2024年2月底", "2024-02-21", "2024-02-29"), ("2025年2月末", "2025-02-21", "2025-02-28"), ("2025年6月初", "2025-06-01",
        "2025-06-10"),
        ("2025年11月中旬", "2025-11-11", "2025-11-20"), ("2025年11月下旬", "2025-11-21", "2025-11-30"), ("2025年6月上旬", "2025-06-01",
        "2025-06-10"),
        ("2025年第一季度", "2025-01-01", "2025-03-31"), ("2025年二季度", "2025-04-01", "2025-06-30"), ("2025年3季度", "2025-07-01",
        "2025-09-30"),
        ("2025年第四季度", "2025-10-01", "2025-12-31"), ("2025年三季度末", "2025-09-01", "2025-09-30"), ("2025年上半年", "2025-01-01",
        "2025-06-30"),
        ("2025年下半年", "2025-07-01", "2025-12-31"), ("2025年1-12月", "2025-01-01", "2025-12-31"), ("2025年3月至10月", "2025-03-01",
        "2025-10-31"),
        ("2025-12-31 00:00:00", "2025-12-31", "2025-12-31"), ("2025/12/31 0:00", "2025-12-31", "2025-12-31"),
        ("2025-12-31T14:30", "2025-12-31", "2025-12-31"),
        ("2025-12-31", "2025-12-31", "2025-12-31"), ("2025/6/1", "2025-06-01", "2025-06-01"), ("2025.07", "2025-07-01", "2025-07-31"),
        ("2025年十二月三十一日", "2025-12-31", "2025-12-31"), ("2025年12月31号", "2025-12-31", "2025-12-31"), ("2025年12月份",
        "2025-12-01", "2025-12-31"),
    ],
)  # fmt: skip
def test_a_date_includes_these_days(text: str, first: str, last: str) -> None:
    period = read_period(text)
    assert period is not None
    assert (period.first, period.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert not period.yearless


@pytest.mark.parametrize(
    "text",
    ["2025年2月29日", "1900年2月29日", "2025年4月31日", "2025年13月", "2025年0月", "2025年12月0日", "2025年12月32日", "2025-13-01",
    "2025年12-3月",
     "五月", "2025年五十月", "2025年第五季度", "", "2025年好"],
)  # fmt: skip
def test_there_is_no_such_day(text: str) -> None:
    found = read_period(text)
    assert found is None or text in ("", "五月")


def test_a_text_without_a_year_takes_the_given_one() -> None:
    period, nominal = read_period("12月31日", 2025), read_period("2月29日")
    assert period is not None
    assert nominal is not None
    assert (period.first, period.yearless) == (date(2025, 12, 31), False)
    assert nominal.yearless
    assert read_period("2月29日", 2025) is None


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [("2025-01-01", "2025-12-31", "2025年"), ("2024-02-01", "2024-02-29", "2024年2月"), ("2025-02-01", "2025-02-27",
    "2025年2月1日-2025年2月27日"),
     ("2025-06-30", "2025-06-30", "2025年6月30日"), ("2024-12-31", "2025-01-01", "2024年12月31日-2025年1月1日")],
)  # fmt: skip
def test_canonical_days(first: str, last: str, text: str) -> None:
    assert write_days(date.fromisoformat(first), date.fromisoformat(last)) == text
