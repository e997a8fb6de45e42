"""Numerals by example: the tables that a reader would check by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from perfrules.value.numeral import float_artefact, read_number, write_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0), ("〇", 0), ("一", 1), ("两", 2), ("九", 9), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21),
        ("九十九", 99), ("一百", 100), ("一百零五", 105), ("一百一十", 110), ("一百一", 110), ("三百五", 350), ("三百五十", 350),
        ("一千", 1000), ("一千零一", 1001), ("一千零一十", 1010), ("一千二", 1200), ("一千二百零五", 1205), ("两千零二十五", 2025),
        ("一万", 10_000), ("一万零一", 10_001), ("一万零一百", 10_100), ("两万三", 23_000), ("十万", 100_000), ("一百二十万", 1_200_000),
        ("三千五百万", 35_000_000), ("一亿", 10**8), ("一亿零一", 10**8 + 1), ("一亿两千万", 120_000_000), ("三亿五", 350_000_000),
        ("一万亿", 10**12), ("壹拾贰万", 120_000), ("伍仟", 5000), ("贰万伍仟", 25_000), ("壹佰零叁", 103), ("玖拾玖", 99),
        ("二〇二五", 2025), ("二零二五", 2025), ("二〇", 20), ("3千5百", 3500), ("2万3千", 23_000), ("1万2", 12_000), ("1.5万", 15_000),
        ("17,500", 17_500), ("1,234,567.89", Fraction(123_456_789, 100)), ("3.5", Fraction(7, 2)), (".5", Fraction(1, 2)),
        ("007", 7), ("2/3", Fraction(2, 3)), ("三点五", Fraction(7, 2)), ("零点零五", Fraction(1, 20)), ("十二点五", Fraction(25, 2)),
        ("-3", -3), ("- 3", -3), ("负三", -3), ("负三点五", Fraction(-7, 2)), ("+5", 5), ("正五", 5), ("萬", 10_000), ("三億", 3 * 10**8),
    ],
)  # fmt: skip
def test_a_numeral_has_its_value(text: str, number: int | Fraction) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "-", "负", "十四五", "七八百", "三五", "一百百", "百千", "十十", "五百六千", "一二三百", "点五", "三点", "三点十", "1.2.3",
    "1/0", "3/", "/3",
     "1,00", "12,34", "三家", "A", "Z9", "万一千百", "一千百", "٣", "３", "²", "1e5", "--1", "half"],
)  # fmt: skip
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert read_number(text) is None


def test_the_limit_counts_characters() -> None:
    assert read_number("9" * 200) == 10**200 - 1
    assert read_number("9" * 201) is None


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("0.0900000762939453", "0.09"), ("54.199999999999996", "54.2"), ("0.1000000014901161", "0.1"), ("1.00000000000001", "1"),
        ("2.9999999999999996", "3"), ("99.99999999999999", "100"), ("0.30000000000000004", "0.3"),
    ],
)  # fmt: skip
def test_a_binary_float_shows_through(shown: str, meant: str) -> None:
    assert float_artefact(shown) == meant


@pytest.mark.parametrize("text", ["54.2", "0.0625", "33.3333333333", "3.141592653589793", "100", "0.123456789012", "1/3", ""])
def test_an_honest_number_is_left_alone(text: str) -> None:
    assert float_artefact(text) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (5, "5"), (-5, "-5"), (Fraction(1, 2), "0.5"), (Fraction(-1, 8), "-0.125"), (Fraction(1, 3), "1/3"),
    (Fraction(-20, 3), "-20/3"),
     (Fraction(1, 10**6), "0.000001"), (Fraction(10**6 + 1, 10), "100000.1"), (Fraction(3, 625), "0.0048")],
)  # fmt: skip
def test_canonical_numbers(number: Fraction, text: str) -> None:
    assert write_number(Fraction(number)) == text
