"""Laws of changes and places: what is said against a base is the difference with its sign, and a higher place is a smaller number."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import TargetSyntaxError, parse_target
from perfrules.target.body import Change, Form, Measure, Rank
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit
from property.meaning_strategies import AT, PAIRS, SMALL, TWENTIETH, change, noted
from property.strategies import chinese

pytestmark = pytest.mark.property


# --- changes --------------------------------------------------------------------------------------------------------------------

UP = ("提高", "增长", "上升", "增加", "提升")
DOWN = ("下降", "降低", "减少", "下降幅度")
BASES = {
    "较上年": "上年", "比上年": "上年", "与上年相比": "上年", "较2020年": "2020年", "同比": "同比", "环比": "环比", "在上年基础上": "上年",
    "较去年": "去年", "相较于2019年": "2019年", "较上年度": "上年度",
}  # fmt: skip
CHANGED_IN = {"%": Fraction(1, 100), "个百分点": Fraction(1), "家": Fraction(1), "万元": Fraction(10_000)}
SIGNS = {
    "≥": IntervalSet.at_least,
    ">": IntervalSet.above,
    "≤": IntervalSet.at_most,
    "<": IntervalSet.below,
    "": AT,
    "不低于": IntervalSet.at_least,
}


@given(st.sampled_from(sorted(BASES)), st.booleans(), st.data(), SMALL, st.sampled_from(sorted(CHANGED_IN)), st.sampled_from(sorted(SIGNS)))
def test_a_change_is_the_difference_to_its_base(
    base: str, rises: bool, data: st.DataObject, number: Fraction, unit: str, sign: str
) -> None:
    word = data.draw(st.sampled_from(UP if rises else DOWN))
    body = change(f"{base}{word}{sign}{write_number(number)}{unit}")
    size = SIGNS[sign](number * CHANGED_IN[unit])
    assert body.values == (size if rises else size.mirrored())
    assert body.unit == find_unit(unit)
    assert body.base == BASES[base]
    assert body.turn == (1 if rises else -1)
    assert body.form is (Form.COMPARED if sign else Form.BARE)


@given(st.sampled_from(UP + DOWN), PAIRS, st.sampled_from(["-", "至", "~"]))
def test_a_change_between_two_ends(word: str, pair: list[Fraction], dash: str) -> None:
    low, high = (number / 100 for number in pair)
    first, last = map(write_number, pair)
    wanted = IntervalSet.between(low, high)
    for text in (f"较上年{word}{first}%{dash}{last}%", f"较上年{word}{first}{dash}{last}%"):
        body = change(text)
        assert body.values == (wanted if word in UP else wanted.mirrored())
        assert body.unit.is_ratio


@given(st.sampled_from(UP[:3] + DOWN[:2]), SMALL, st.sampled_from(["%", "个百分点"]))
def test_a_change_of_about_some_amount(word: str, number: Fraction, unit: str) -> None:
    size = number * CHANGED_IN[unit]
    wanted = IntervalSet.between(size * (1 - TWENTIETH), size * (1 + TWENTIETH))
    for text in (
        f"较上年{word}约{write_number(number)}{unit}",
        f"较上年{word}{write_number(number)}{unit}左右",
        f"{word}约{write_number(number)}{unit}",
    ):
        body = change(text)
        assert body.values == (wanted if word in UP else wanted.mirrored()), text
        assert body.form is Form.ABOUT
        assert body.base == ("上年" if "上年" in text else "")
    for text in (f"{word}约{write_number(number)}家", f"{word}{write_number(number)}家左右"):
        amount = parse_target(text)
        assert isinstance(amount.body, Measure)
        assert amount.body.values == IntervalSet.between(number * (1 - TWENTIETH), number * (1 + TWENTIETH))
        assert amount.label == word
    ranged = parse_target(f"{word}{write_number(number)}-{write_number(number + 1)}家")
    assert isinstance(ranged.body, Measure)
    assert ranged.body.values == IntervalSet.between(number, number + 1)
    assert ranged.label == word


@given(st.sampled_from(UP + DOWN), SMALL, st.sampled_from(["家", "万元", "%", "个百分点"]))
def test_a_change_without_a_base_is_noted_or_an_amount(word: str, number: Fraction, unit: str) -> None:
    target = parse_target(f"{word}{write_number(number)}{unit}")
    if unit in ("%", "个百分点"):
        assert isinstance(target.body, Change)
        assert target.body.base == ""
        assert "N215" in noted(target)
    else:
        assert isinstance(target.body, Measure)
        assert target.body.values == AT(number * find_unit(unit).factor)
        assert target.label == word
    assert "N215" not in noted(parse_target(f"较上年{word}{write_number(number)}{unit}"))


@given(st.sampled_from(sorted(BASES)), st.sampled_from(UP[:3]), st.sampled_from(["下降", "降低"]))
def test_a_direction_alone_is_any_change_that_way(base: str, up: str, down: str) -> None:
    for word, values, turn in ((up, IntervalSet.above(Fraction(0)), 1), (down, IntervalSet.below(Fraction(0)), -1)):
        for text in (f"{base}{word}", f"{base}有所{word}"):
            body = change(text)
            assert body.values == values, text
            assert body.base == BASES[base]
            assert body.turn == turn
            assert "N218" in noted(parse_target(text))
    for text in (f"{base}未{up}", f"{base}不{down}"):
        body = parse_target(text).body
        assert not isinstance(body, Change) or body.values not in (IntervalSet.above(Fraction(0)), IntervalSet.below(Fraction(0)))


@given(st.sampled_from(["较上年", "与上年", "比2020年"]))
def test_words_that_stand_for_no_change(base: str) -> None:
    assert change(f"{base}持平").values == AT(Fraction(0))
    assert change(f"{base}持平").base == BASES.get(base, "上年" if "上" in base else "2020年")
    assert change("零增长").values == AT(Fraction(0))
    assert "N215" in noted(parse_target("零增长"))
    assert "N215" not in noted(parse_target(f"{base}持平"))
    for sign, values in {
        "不低于": IntervalSet.at_least,
        "≥": IntervalSet.at_least,
        "不超过": IntervalSet.at_most,
        "高于": IntervalSet.above,
    }.items():
        body = change(f"{sign}上年")
        assert body.values == values(Fraction(0))
        assert body.base == "上年"
        assert "N231" not in noted(parse_target(f"{sign}上年"))


@given(st.sampled_from(["≥", "≤", ">", "<"]))
def test_a_comparison_with_a_named_quantity_is_a_change_against_it(sign: str) -> None:
    body = change(f"{sign}预算数")
    assert (body.values, body.base) == (SIGNS[sign](Fraction(0)), "预算数")
    assert "N231" in noted(parse_target(f"{sign}预算数"))


@given(st.sampled_from(UP + DOWN), SMALL, SMALL, st.sampled_from(["%", "个百分点", "家"]))
def test_changes_are_held_against_changes_with_their_sign(word: str, wanted: Fraction, actual: Fraction, unit: str) -> None:
    target = parse_target(f"较上年{word}≥{write_number(wanted)}{unit}")
    said = f"{write_number(actual)}{unit}"
    assert target.accepts(f"较上年{word}{said}") is (actual >= wanted)
    turned = "下降" if word in UP else "提高"
    assert target.accepts(f"{turned}{said}") is False
    assert target.accepts(f"较上年{turned}{said}") is False
    assert target.accepts(f"同比{word}{said}") is None
    other = "家" if unit == "%" else "%"
    assert target.accepts(f"较上年{word}{write_number(actual)}{other}") is None
    assert target.accepts(f"{'增加' if word in UP else '减少'}{said}") is (actual >= wanted)
    # An amount without a word of its own is the growth where growth is asked; for a decline nobody knows its sign.
    assert target.accepts(said) is ((actual >= wanted) if word in UP else None)
    assert target.accepts("与上年持平") is False


# --- places ---------------------------------------------------------------------------------------------------------------------


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_higher_place_is_a_smaller_number(place: int, actual: int) -> None:
    top = IntervalSet.between(Fraction(1), Fraction(place))
    for text in (
        f"前{place}名",
        f"前{place}位",
        f"前{chinese(place)}名",
        f"不低于第{place}名",
        f"第{place}名以上",
        f"第{place}名及以上",
        f"前{place}",
    ):
        target = parse_target(text)
        assert isinstance(target.body, Rank), text
        assert target.body.values == top, text
        assert parse_target(str(target)) == target
        for said in (f"第{actual}名", f"第{chinese(actual)}名", f"{actual}", f"{actual}名", f"{actual}位"):
            assert target.accepts(said) is (actual <= place), (text, said)
        assert target.accepts(f"{actual}家") is None
        assert target.accepts(f"前{actual}名") is (True if actual <= place else None)
    exact = parse_target(f"第{place}名")
    assert isinstance(exact.body, Rank)
    assert exact.body.values == AT(Fraction(place))
    higher = parse_target(f"高于第{place + 1}名")
    assert isinstance(higher.body, Rank)
    assert higher.body.values == top
    lower = parse_target(f"低于第{place}名")
    assert isinstance(lower.body, Rank)
    assert lower.body.values == IntervalSet.at_least(Fraction(place + 1))
    assert parse_target(str(lower)) == lower


@given(st.sampled_from(["第0名", "前0名", "前0.5名"]))
def test_there_is_no_place_before_the_first(text: str) -> None:
    with pytest.raises(TargetSyntaxError):
        parse_target(text)
