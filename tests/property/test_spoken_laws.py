"""Laws of amounts as people say them: shares of any denominator, 千 behind 万, units written apart, and places from one to another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import TargetSyntaxError, parse_target
from perfrules.target.body import Measure
from perfrules.value.interval import IntervalSet
from perfrules.value.unit_table import find_unit
from perfrules.value.words import standard_words
from property.meaning_strategies import AT, measure
from property.strategies import chinese

pytestmark = pytest.mark.property
_FEW = settings(max_examples=60)
_UNITS = ("米", "克", "瓦", "伏", "帕", "元", "家", "人次", "公里", "吨", "分")


@_FEW
@given(st.integers(2, 99_999).filter(lambda number: number not in (100, 1000, 10_000)), st.integers(0, 999))
def test_a_share_has_any_denominator(below: int, above: int) -> None:
    body = measure(f"{chinese(below)}分之{chinese(above)}")
    assert body.values == AT(Fraction(above, below))
    assert body.unit.is_ratio
    wanted = parse_target(f"不低于{chinese(below)}分之{chinese(above)}")
    assert isinstance(wanted.body, Measure)
    assert wanted.body.values == IntervalSet.at_least(Fraction(above, below))


def test_a_share_of_nothing_is_an_error() -> None:
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target("零分之一")
    assert caught.value.diagnostics[0].code == "E110"


@_FEW
@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 9), st.sampled_from(_UNITS), st.sampled_from(["", "≥", "不超过"]))
def test_a_thousand_behind_ten_thousand_belongs_to_the_number(tens: int, ones: int, rest: int, unit: str, sign: str) -> None:
    number = tens * 10_000 + ones * 1000 + rest * 100
    said, plain = (parse_target(f"{sign}{amount}{unit}") for amount in (chinese(number), str(number)))
    assert isinstance(said.body, Measure)
    assert said == plain
    assert said.body.values.boundaries() == (number * find_unit(unit).factor,)


_MAGNITUDES = st.sampled_from(["万", "亿", "千", "百万"])
_APART = st.sampled_from(["家", "人次", "元", "平方米"])


@_FEW
@given(st.integers(1, 9999), _MAGNITUDES, _APART, st.sampled_from(["", "≥", "至少"]))
def test_a_unit_written_apart_is_the_unit(number: int, magnitude: str, unit: str, sign: str) -> None:
    apart, together = (parse_target(f"{sign}{number}{magnitude}{gap}{unit}") for gap in (" ", ""))
    assert apart == together
    assert str(apart) == str(together)


def test_a_hundred_million_of_money() -> None:
    assert parse_target("≥1.5个亿元") == parse_target("≥1.5亿元")
    assert parse_target("≥1.5个亿元").accepts("1.6亿元") is True
    assert str(parse_target("1.2万 亩高标准农田")) == "1.2万 亩高标准农田"


@_FEW
@given(st.integers(1, 99), st.integers(0, 99), st.sampled_from(["至", "到", "-", "~", "—"]), st.booleans(), st.sampled_from("名位"))
def test_places_from_one_to_another(first: int, more: int, joint: str, words: bool, noun: str) -> None:
    low, high = (chinese(place) if words else str(place) for place in (first, first + more))
    texts = [f"第{low}{noun}{joint}第{high}{noun}", f"第{low}{joint}第{high}{noun}", f"第{low}{joint}{high}{noun}"]
    for text in texts:
        target = parse_target(text)
        assert target.kind == "rank"
        accepted = [place for place in range(1, first + more + 3) if target.accepts(f"第{place}名")]
        assert accepted == list(range(first, first + more + 1))
        assert parse_target(str(target)) == target


@pytest.mark.parametrize(
    ("text", "code"), [("第5名至第2名", "E104"), ("不低于第2名至第5名", "E103"), ("第0名至第2名", "E103"), ("第2名至第3名以上", "E103")]
)
def test_places_that_are_none(text: str, code: str) -> None:
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target(text)
    assert caught.value.diagnostics[0].code == code


@_FEW
@given(st.integers(0, 99), st.integers(2, 99), st.data())
def test_a_whole_and_a_share(once: int, below: int, data: st.DataObject) -> None:
    above = data.draw(st.integers(1, below - 1))
    for whole, parts in ((str(once), str(below)), (chinese(once), chinese(below))):
        assert measure(f"{whole}又{parts}分之{chinese(above)}").values == AT(once + Fraction(above, below))


@_FEW
@given(st.integers(1, 99), st.sampled_from(["千米", "千克", "万元", "千万元", "十亿元", "百万"]), st.sampled_from(["", " "]))
def test_a_measure_behind_ge_is_the_measure(number: int, unit: str, gap: str) -> None:
    assert parse_target(f"≥{number}个{gap}{unit}") == parse_target(f"≥{number}{unit}")


@_FEW
@given(st.integers(0, 9), st.integers(1, 999), st.sampled_from(["", "家", "倍", "万", "亿元", "%"]))
def test_a_decimal_in_words(whole: int, part: int, unit: str) -> None:
    written = "".join("零一二三四五六七八九"[int(digit)] for digit in str(part))
    assert parse_target(f"≥{whole}.{part}{unit}") == parse_target(f"≥{chinese(whole)}点{written}{unit}")
    assert parse_target(f"{whole}.{part}{unit}") == parse_target(f"{chinese(whole)}点{written}{unit}")


_FIRM = [word for word, sign in standard_words().before.items() if sign.value != "="]


@_FEW
@given(st.sampled_from(standard_words().altering), st.sampled_from(["", *_FIRM]), st.integers(1, 99), st.sampled_from(["", "事故"]))
def test_a_word_that_turns_the_meaning_is_no_label(word: str, firm: str, number: int, noun: str) -> None:
    """Either both together are one comparison, or nothing is read: the number is never taken for what it denies."""
    try:
        target = parse_target(f"{noun}{word}{firm}{number}起")
    except TargetSyntaxError as error:
        assert error.diagnostics[0].code in ("E101", "E103", "E113")  # noqa: PT017
    else:
        assert word not in target.label
