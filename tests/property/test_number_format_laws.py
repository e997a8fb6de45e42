"""Laws of number formats: what is shown reads back, rounds to the nearest, and never depends on how a float is stored."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.table.readers.format_tokens import tokens_of
from perfrules.table.readers.number_format import exact, shown, shown_general, shown_text
from perfrules.table.readers.serial import moment_of, serial_of

pytestmark = pytest.mark.property

_decimals = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=6)
_positive = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=6)
_codes = st.lists(
    st.sampled_from(
        [
            "0",
            "#",
            "?",
            ".",
            ",",
            "%",
            "/",
            "@",
            ";",
            "E+",
            "yy",
            "m",
            "d",
            "h",
            "ss",
            "[h]",
            "[Red]",
            "[>=5]",
            '"家"',
            "\\x",
            "_ ",
            "* ",
            "General",
            "年",
            "-",
            "(",
            ")",
        ]
    ),
    max_size=12,
).map("".join)


@given(_decimals)
def test_a_number_without_a_format_reads_back(number: Decimal) -> None:
    assert Fraction(shown_general(Fraction(number))) == Fraction(number)
    assert "E" not in shown_general(Fraction(number))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_float_counts_as_its_fifteen_digits(stored: float) -> None:
    number = exact(stored)
    assert number is not None
    assert number == exact(repr(stored))
    if stored == 0 or abs(stored) > 1e-300:
        assert number == Fraction(Context(prec=15, rounding=ROUND_HALF_UP).plus(Decimal(repr(stored))))
    else:
        assert number == 0 or abs(number) <= Fraction(1, 10**299)


@given(st.integers(0, 10**6), st.integers(0, 4))
def test_a_written_percentage_reads_back(digits: int, places: int) -> None:
    written = Decimal(digits).scaleb(-places)
    stored = float(written / 100)
    number = exact(stored)
    assert number is not None
    code = "0." + "0" * places + "%" if places else "0%"
    assert shown(number, code) == f"{written:.{places}f}%"


@given(_decimals, st.integers(0, 5))
def test_places_round_to_the_nearest_halves_away_from_zero(number: Decimal, places: int) -> None:
    code = "0." + "0" * places if places else "0"
    wanted = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = shown(Fraction(number), code)
    assert Decimal(text) == wanted
    assert len(text.partition(".")[2]) == places
    assert not (text.startswith("-") and wanted == 0)


@given(_decimals)
def test_grouping_only_adds_commas(number: Decimal) -> None:
    grouped = shown(Fraction(number), "#,##0.00")
    assert grouped.replace(",", "") == shown(Fraction(number), "0.00")
    assert grouped == f"{number.quantize(Decimal('0.01'), ROUND_HALF_UP):,}".replace("-0.00", "0.00")


@given(_positive, st.text(st.characters(exclude_categories=("C",), exclude_characters='"'), max_size=8))
def test_quoted_words_are_shown_as_they_are(number: Decimal, word: str) -> None:
    assert shown(Fraction(number), f'"{word}"0"{word}"') == (word + shown(Fraction(number), "0") + word).strip()


@given(_decimals)
def test_each_sign_has_its_section(number: Decimal) -> None:
    text = shown(Fraction(number), '"正"0.0;"负"0.0;"零"')
    assert text[0] == ("零" if number == 0 else "正" if number > 0 else "负")


@given(_decimals)
def test_needed_places_are_the_number_itself(number: Decimal) -> None:
    assert Fraction(shown(Fraction(number), "0.######")) == Fraction(number)


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)), st.booleans())
def test_a_day_reads_back(day: date, mac: bool) -> None:
    serial = serial_of(day, mac=mac)
    if serial < 0:
        return
    assert shown(serial, "yyyy-mm-dd", mac=mac) == day.isoformat()
    assert shown(serial, 'yyyy"年"m"月"d"日"', mac=mac) == f"{day.year}年{day.month}月{day.day}日"


@given(st.datetimes(datetime(1904, 1, 2), datetime(9999, 12, 30)))
def test_a_time_reads_back_from_its_float(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    stored = float(serial_of(moment))
    number = exact(stored)
    assert number is not None
    assert shown(number, "yyyy-mm-dd hh:mm:ss") == f"{moment:%Y-%m-%d %H:%M:%S}".rjust(19, "0")


@given(st.integers(0, 10**7))
def test_elapsed_hours_count_on(seconds: int) -> None:
    serial = serial_of(timedelta(seconds=seconds))
    assert shown(serial, "[h]:mm:ss") == f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    moment = moment_of(serial)
    assert moment is not None
    assert moment.days * 86_400 + moment.seconds == seconds


@given(_codes, _decimals)
def test_any_format_shows_something_and_never_fails(code: str, number: Decimal) -> None:
    text = shown(Fraction(number), code)
    assert text == text.strip()
    assert shown_text("文字", code) is not None
    assert len(tokens_of(code)) == code.count(";") + 1


@given(st.text(max_size=30), _decimals)
def test_any_text_as_a_format_never_fails(code: str, number: Decimal) -> None:
    assert isinstance(shown(Fraction(number), code), str)
    assert isinstance(shown_text("甲", code), str)


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_whatever_is_stored_is_a_number_or_none(stored: object) -> None:
    number = exact(stored)
    assert number is None or isinstance(shown_general(number), str)
