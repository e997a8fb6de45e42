"""Laws of meaning: what is said in words, signs and forms of the field is the set of numbers that it says, with what was assumed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import Quantity, TargetSyntaxError, parse_quantity, parse_target
from perfrules.target.body import Form, Measure
from perfrules.value.interval import IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit
from property.meaning_strategies import AT, PAIRS, SMALL, TWENTIETH, measure, noted
from property.strategies import chinese

pytestmark = pytest.mark.property


# --- amounts --------------------------------------------------------------------------------------------------------------------


@given(st.integers(1, 99), st.integers(1, 99))
def test_shares_and_ratios_in_words(part: int, whole: int) -> None:
    said, all_of = chinese(part), chinese(whole)
    for text, value in {
        f"百分之{said}": Fraction(part, 100),
        f"千分之{said}": Fraction(part, 1000),
        f"万分之{said}": Fraction(part, 10_000),
        f"{all_of if 2 <= whole <= 10 else '百'}分之{said}": Fraction(part, whole if 2 <= whole <= 10 else 100),
        f"{part}:{whole}": Fraction(part, whole),
        f"{part}/{whole}": Fraction(part, whole),
        "百分百": Fraction(1),
        "百分之百": Fraction(1),
    }.items():
        body = measure(text)
        assert body.values == AT(value), text
        assert body.unit.is_ratio, text
    product = parse_target(f"{part}×{whole}家")
    assert isinstance(product.body, Measure)
    assert product.body.values == AT(Fraction(part * whole))
    assert "N229" in noted(product)
    for text in (f"{part}:0", f"{part}/0"):
        with pytest.raises(TargetSyntaxError) as caught:
            parse_target(text)
        assert caught.value.diagnostics[0].code == "E110"


@given(PAIRS, st.sampled_from(["家", "%", "天", ""]))
def test_a_variable_between_two_bounds(pair: list[Fraction], unit: str) -> None:
    low, high = map(write_number, pair)
    factor = find_unit(unit).factor if unit else Fraction(1)
    bottom, top = (number * factor for number in pair)
    sides = [("≤", "≤", True, True), ("<", "≤", False, True), ("≤", "<", True, False), ("<", "<", False, False)]
    for left, right, low_closed, high_closed in sides:
        wanted = IntervalSet.between(bottom, top, low_closed=low_closed, high_closed=high_closed)
        assert measure(f"{low}{unit}{left}数值{right}{high}{unit}").values == wanted
        turned = {"≤": "≥", "<": ">"}
        assert measure(f"{high}{unit}{turned[right]}数值{turned[left]}{low}{unit}").values == wanted
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target(f"{high}{unit}≤数值≤{low}{unit}")
    assert caught.value.diagnostics[0].code == "E104"


@given(SMALL, SMALL)
def test_a_tolerance_is_absolute_or_a_share_of_its_centre(centre: Fraction, width: Fraction) -> None:
    middle, spread = write_number(centre), write_number(width)
    around = IntervalSet.between(centre - width, centre + width)
    hundredth = Fraction(1, 100)
    for text, wanted in {
        f"{middle}家±{spread}家": around,
        f"{middle}±{spread}家": around,
        f"{middle}家±{spread}": around,
        f"{middle}家±-{spread}家": around,
        f"{middle}家±-{spread}": around,
        f"{middle}家±-{spread}%": IntervalSet.between(centre - centre * width / 100, centre + centre * width / 100),
        f"{middle}%±-{spread}个百分点": around.scaled(hundredth),
        f"±-{spread}%": IntervalSet.between(-width / 100, width / 100),
        f"{middle}%±{spread}%": around.scaled(hundredth),
        f"{middle}%±{spread}个百分点": around.scaled(hundredth),
        f"{middle}万元±{spread}万元": around.scaled(Fraction(10_000)),
        f"{middle}家±{spread}%": IntervalSet.between(centre - centre * width / 100, centre + centre * width / 100),
        f"±{spread}%": IntervalSet.between(-width / 100, width / 100),
    }.items():
        body = measure(text)
        assert body.values == wanted, text
        assert body.form is Form.AROUND, text
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target(f"{middle}家±{spread}元")
    assert caught.value.diagnostics[0].code == "E112"


@given(SMALL, st.sampled_from(["家", "%", "万元"]))
def test_about_reaches_a_twentieth_to_both_sides(number: Fraction, unit: str) -> None:
    base, said = number * find_unit(unit).factor, f"{write_number(number)}{unit}"
    low, high = base * (1 - TWENTIETH), base * (1 + TWENTIETH)
    for text in (f"约{said}", f"{said}左右", f"大约{said}", f"{said}上下"):
        body = measure(text)
        assert body.values == IntervalSet.between(low, high), text
        assert body.form is Form.ABOUT
        assert "N211" in noted(parse_target(text))
    for text, wanted in {
        f"不低于{said}左右": IntervalSet.at_least(low),
        f"≥{said}左右": IntervalSet.at_least(low),
        f"不超过{said}左右": IntervalSet.at_most(high),
    }.items():
        body = measure(text)
        assert body.values == wanted, text
        assert body.form is Form.COMPARED


@given(st.integers(1, 99), st.sampled_from(["余", "多"]))
def test_more_than_a_round_number_is_at_least_it(tens: int, word: str) -> None:
    for text in (f"{tens * 10}{word}家", f"{chinese(tens * 10)}{word}家"):
        assert measure(text).values == IntervalSet.at_least(Fraction(tens * 10)), text
        assert "N212" in noted(parse_target(text))


@given(PAIRS, st.sampled_from(["家", "%", "万元", "天"]))
def test_a_comparison_before_a_range_asks_for_one_of_its_ends(pair: list[Fraction], unit: str) -> None:
    factor = find_unit(unit).factor
    bottom, top = (number * factor for number in pair)
    said = f"{write_number(pair[0])}{unit}-{write_number(pair[1])}{unit}"
    for text, wanted in {
        said: IntervalSet.between(bottom, top),
        f"不低于{said}": IntervalSet.at_least(bottom),
        f"高于{said}": IntervalSet.above(bottom),
        f"不超过{said}": IntervalSet.between(bottom, top),
        f"低于{said}": IntervalSet.between(bottom, top, high_closed=False),
        f"{said}左右": IntervalSet.between(bottom * (1 - TWENTIETH), top * (1 + TWENTIETH)),
    }.items():
        assert measure(text).values == wanted, text


@given(PAIRS, st.sampled_from([("万元", 10_000), ("亿元", 10**8), ("万人次", 10_000)]))
def test_both_ends_of_a_range_share_the_magnitude(pair: list[Fraction], unit: tuple[str, int]) -> None:
    word, size = unit
    target = parse_target(f"{write_number(pair[0])}-{write_number(pair[1])}{word}")
    assert isinstance(target.body, Measure)
    assert target.body.values == IntervalSet.between(pair[0] * size, pair[1] * size)
    assert "N214" in noted(target)
    # A left number that is larger than the right one cannot share it: 8500-3万元 begins with 8500元.
    low, high = int(pair[1]) + 1, pair[0]
    if low < high * size:
        plain = measure(f"{low}-{write_number(high)}{word}")
        assert plain.values == IntervalSet.between(Fraction(low), high * size)
        with pytest.raises(TargetSyntaxError):
            parse_target(f"{low}{word}-{write_number(high)}{word}")


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from("百千万亿"))
def test_both_ends_of_a_range_in_words_share_the_magnitude(low: int, high: int, word: str) -> None:
    size = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[word]
    if low <= high:
        for text in (f"{chinese(low)}至{chinese(high)}{word}家", f"{low}-{high}{word}家"):
            assert measure(text).values == IntervalSet.between(Fraction(low * size), Fraction(high * size)), text
    # 三至五十万 may begin with 30 000 or with 300 000: nobody can tell.
    if word in "万亿" and high >= 2 and low < high * 10:
        with pytest.raises(TargetSyntaxError) as caught:
            parse_target(f"{chinese(low)}至{chinese(high * 10)}{word}家")
        (told, *_) = caught.value.diagnostics
        assert told.code == "E114"
        assert [Quantity(low * size * part, find_unit("家")) for part in (1, 10)] == [
            parse_quantity(told.args[end]) for end in ("first", "second")
        ]


@given(SMALL, st.integers(1, 12))
def test_each_in_front_is_a_rate_behind(number: Fraction, months: int) -> None:
    said = write_number(number)
    for text, unit in {
        f"每人{said}元": "元/人",
        f"每人每年{said}元": "元/人·年",
        f"每生每月{said}元": "元/生·月",
        f"每亩不低于{said}元": "元/亩",
        f"{said}元/人·年": "元/人·年",
        f"每年{said}次": "次/年",
        f"{said}万元/人/年": "万元/人·年",
    }.items():
        body = measure(text)
        wanted = AT(number * find_unit(unit).factor)
        assert body.values == (IntervalSet.at_least(number * find_unit(unit).factor) if "不低于" in text else wanted), text
        assert body.unit.dimension == find_unit(unit).dimension, text
    yearly, monthly = parse_target(f"每人每年{said}元"), parse_target(f"每人每月{write_number(number / 12)}元")
    assert yearly == monthly
    ranged = measure(f"每人每年{said}-{write_number(number + months)}元")
    assert ranged.values == IntervalSet.between(number / 12, (number + months) / 12)


@given(PAIRS, st.sampled_from(["家", "%", "天"]))
def test_one_of_two_values(pair: list[Fraction], unit: str) -> None:
    factor = find_unit(unit).factor
    wanted = AT(pair[0] * factor) | AT(pair[1] * factor)
    first, last = map(write_number, pair)
    for text in (f"{first}或{last}{unit}", f"{first}{unit}或{last}{unit}", f"={first}{unit}或={last}{unit}"):
        assert measure(text).values == wanted, text
    third = pair[1] + 7
    assert measure(f"{first}或{last}或{write_number(third)}{unit}").values == wanted | AT(third * factor)
    high = IntervalSet.at_least(pair[1] * factor)
    assert measure(f"{first}{unit}或≥{last}{unit}").values == AT(pair[0] * factor) | high
    both = measure(f"≥{first}{unit}且≤{last}{unit}")
    assert both.values == IntervalSet.between(pair[0] * factor, pair[1] * factor)
    assert measure(f"≥{first}{unit}且<{last}{unit}").values == IntervalSet.between(pair[0] * factor, pair[1] * factor, high_closed=False)
    empty = parse_target(f"≥{last}{unit}且≤{first}{unit}")
    assert empty.is_empty
    assert "N222" in noted(empty)


# --- comparisons that meet ------------------------------------------------------------------------------------------------------

FIRM = {"不低于": "≥", "超过": ">", "不超过": "≤", "低于": "<", "≥": "≥", ">": ">", "≤": "≤", "<": "<"}
BEHIND = {"以上": "≥", "以下": "≤", "以内": "≤"}
MAKES = {"≥": IntervalSet.at_least, ">": IntervalSet.above, "≤": IntervalSet.at_most, "<": IntervalSet.below}


@given(st.sampled_from(sorted(FIRM)), st.sampled_from(sorted(BEHIND)), SMALL, st.sampled_from(["家", "%", "万元"]))
def test_of_two_comparisons_the_stricter_holds_and_opposite_ones_are_told(before: str, behind: str, number: Fraction, unit: str) -> None:
    text = f"{before}{write_number(number)}{unit}{behind}"
    one, other = FIRM[before], BEHIND[behind]
    if (one in "≥>") != (other in "≥>"):
        with pytest.raises(TargetSyntaxError) as caught:
            parse_target(text)
        assert caught.value.diagnostics[0].code == "E106"
        return
    body = measure(text)
    assert body.values == MAKES[one if one in "<>" else other](number * find_unit(unit).factor)
    assert ("N219" in noted(parse_target(text))) == (one != other)


@given(SMALL, st.sampled_from(["家", "%", "万元"]))
def test_reaching_words_give_way_and_remarks_open_the_bound(number: Fraction, unit: str) -> None:
    said, base = f"{write_number(number)}{unit}", number * find_unit(unit).factor
    for text, wanted in {
        f"达到{said}": IntervalSet.at_least(base),
        f"达到{said}以上": IntervalSet.at_least(base),
        f"控制在{said}以内": IntervalSet.at_most(base),
        f"控制在{said}": IntervalSet.at_most(base),
        f"达到>{said}": IntervalSet.above(base),
        f"控制在<{said}": IntervalSet.below(base),
        f"={said}以上": IntervalSet.at_least(base),
        f"≥{said}(不含)": IntervalSet.above(base),
        f"≤{said}(不含)": IntervalSet.below(base),
        f"{said}以上(不含)": IntervalSet.above(base),
        f"{said}以下(不含本数)": IntervalSet.below(base),
        f"{said}以上(含)": IntervalSet.at_least(base),
        f"{said}以下(含本数)": IntervalSet.at_most(base),
        f"≥{said}(含)": IntervalSet.at_least(base),
    }.items():
        assert measure(text).values == wanted, text
        assert "N227" not in noted(parse_target(text)), text
    for remark in ("预计", "不含税"):
        text = f"≥{said}({remark})"
        assert measure(text).values == IntervalSet.at_least(base)
        assert "N227" in noted(parse_target(text)), text


@given(SMALL, SMALL, st.sampled_from(["", "合格率", "培训人次"]))
def test_a_label_stays_with_its_value(one: Fraction, other: Fraction, label: str) -> None:
    target = parse_target(f"{label}≥{write_number(one)}%")
    assert target.label == label
    assert parse_target(str(target)) == target
    assert ("N223" in noted(target)) == bool(label)
    assert target.accepts(Quantity(other, find_unit("%"))) is (other >= one)
