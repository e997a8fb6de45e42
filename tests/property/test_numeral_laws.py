"""Laws of numerals: however a number is written, it is the same number."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfrules import PerfRulesError, parse_quantity, parse_target
from perfrules.value.numeral import float_artefact, read_number, write_number
from property.strategies import arabic_numerals, chinese, decimals, financial, fullwidth, numerals

WHOLE = st.one_of(st.integers(0, 10**12 - 1), st.integers(0, 12_000), st.integers(0, 999).map(lambda n: n * 10**6))


@given(WHOLE)
@example(10)
@example(110)
@example(10_010)
@example(100_000_001)
@example(200_050_000)
def test_every_chinese_numeral_reads_as_its_number(number: int) -> None:
    assert read_number(chinese(number)) == number
    assert read_number(financial(number)) == number
    assert read_number(f"{number:,}") == number
    assert read_number(f"负{chinese(number)}") == -number


@given(WHOLE.filter(lambda number: number >= 20))
def test_the_informal_last_place_means_the_next_lower_one(number: int) -> None:
    """两万三 is 23000, 三百五 is 350: a single digit behind a magnitude stands for the place below it."""
    text = chinese(number)
    for long, short in (("千", "万"), ("百", "千"), ("十", "百")):
        if text.endswith(long) and len(text) > 3 and text[-3] == short:
            assert read_number(text[:-1]) == number


@given(st.integers(0, 10**6), st.text("零一二三四五六七八九", min_size=1, max_size=4))
def test_a_decimal_point_may_be_a_word(whole: int, places: str) -> None:
    digits = "".join(str("零一二三四五六七八九".index(digit)) for digit in places)
    if whole < 10_000:
        assert read_number(f"{chinese(whole)}点{places}") == Fraction(f"{whole}.{digits}")


@given(st.fractions())
def test_canonical_text_reads_as_the_same_number(number: Fraction) -> None:
    assert read_number(write_number(number)) == number


@given(decimals(low=-(10**6)))
def test_a_decimal_is_written_without_a_fraction_bar(number: Fraction) -> None:
    text = write_number(number)
    assert "/" not in text
    assert Fraction(text) == number
    assert "." not in text or not text.endswith(("0", "."))


@given(st.data(), decimals(), st.sampled_from(["家", "%", "万元", "公里", ""]))
def test_rewriting_the_numeral_leaves_the_target(data: st.DataObject, number: Fraction, unit: str) -> None:
    plain = parse_target(f"≥{write_number(number)}{unit}")
    assert parse_target(f"≥{data.draw(numerals(number))}{unit}") == plain
    assert parse_target(f"不低于{data.draw(numerals(number))}{unit}") == plain


@given(st.data(), decimals())
def test_scaling_by_a_magnitude_leaves_the_quantity(data: st.DataObject, number: Fraction) -> None:
    for magnitude, size in (("万", 10**4), ("亿", 10**8)):
        text = data.draw(arabic_numerals(number / size)) + magnitude
        assert parse_quantity(f"{text}人") == parse_quantity(f"{write_number(number)}人")
        assert parse_quantity(f"{text}元").to("元").number == number


@given(st.text("〇零一二两三四五六七八九十百千万亿壹拾佰点负0123456789,.", max_size=14))
def test_any_string_of_numeral_signs_reads_or_not(text: str) -> None:
    value = read_number(text)
    assert value is None or isinstance(value, Fraction)


@given(st.text(max_size=220))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert read_number(text) is None or (len(text) <= 200 and isinstance(read_number(text), Fraction))


@given(st.integers(1, 10**5), st.integers(1, 4))
def test_a_binary_float_artefact_is_the_decimal_it_came_from(digits: int, places: int) -> None:
    decimal = Fraction(digits, 10**places)
    shown = f"{digits / 10**places:.20f}"
    assert Fraction(float_artefact(shown) or shown) == decimal


@given(st.decimals(0, 10_000, places=6))
def test_an_honest_decimal_is_no_artefact(number: object) -> None:
    assert float_artefact(str(number)) is None


@given(st.text("0123456789", min_size=201, max_size=900), st.sampled_from(["≥{}家", "{}%", "{}", "-{}元", "≤{}.5", "3-{}家", "百分之{}"]))
def test_a_number_beyond_the_limit_is_a_diagnostic(digits: str, form: str) -> None:
    with pytest.raises(PerfRulesError) as caught:
        parse_target(form.format("1" + digits[1:]))
    assert caught.value.diagnostics[0].code in ("E107", "E108")


@given(decimals())
def test_full_width_is_the_same_text(number: Fraction) -> None:
    plain = f"≥{write_number(number)}%"
    assert parse_target(fullwidth(plain)) == parse_target(plain)
