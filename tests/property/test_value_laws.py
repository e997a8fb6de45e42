"""Laws of values: quantities keep their order and their unit, compound units their powers, and sets of numbers their pictures."""

from __future__ import annotations

import operator
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import Quantity, UnitError, parse_quantity
from perfrules.value.interval import EVERYTHING, NOTHING, Interval, IntervalSet
from perfrules.value.numeral import float_artefact, read_number, write_number
from perfrules.value.unit import NO_UNIT, comparable, per, prefixed
from perfrules.value.unit_table import find_unit, read_unit_table
from property.strategies import bounds, decimals, values_near

pytestmark = pytest.mark.property

ZERO = Fraction(0)
WORDS = st.sampled_from(["元", "万元", "%", "家", "个", "人次", "天", "小时", "吨", "亩", "次", "不认得"])
FACTORS = st.sampled_from([Fraction(1, 100), Fraction(1, 3), Fraction(1), Fraction(7, 2), Fraction(10_000)])
POINTS = st.fractions(-9, 9, max_denominator=4)


# --- sets of numbers ----------------------------------------------------------------------------------------------------------------


@given(bounds(), FACTORS, POINTS)
def test_scaling_and_mirroring_move_every_number(values: IntervalSet, factor: Fraction, point: Fraction) -> None:
    for value in values_near(list(values.boundaries()), Fraction(1, 8)):
        assert values.scaled(factor).contains(value * factor) == values.contains(value)
        assert values.mirrored().contains(-value) == values.contains(value)
    assert values.mirrored().mirrored() == values
    assert values.scaled(factor).scaled(1 / factor) == values
    assert values.scaled(factor).mirrored() == values.mirrored().scaled(factor)
    assert IntervalSet.point(point).mirrored() == IntervalSet.point(-point)


@given(bounds())
def test_the_ends_of_a_set_are_those_of_its_numbers(values: IntervalSet) -> None:
    edges = values.boundaries()
    far = Fraction(1000)
    assert (values.low is None) == (values.is_empty or values.contains(-far))
    assert (values.high is None) == (values.is_empty or values.contains(far))
    assert values.low is None or values.low == min(edges)
    assert values.high is None or values.high == max(edges)
    inside = [value for value in values_near(list(edges), Fraction(1, 8)) if values.contains(value)]
    assert values.the_point == (inside[0] if len(inside) == 1 and values.high is not None and values.low is not None else None)
    assert all(one.is_point == (one.low is not None and one.low == one.high) for one in values)


@given(bounds())
def test_a_set_is_written_as_mathematicians_do(values: IntervalSet) -> None:
    said = str(values)
    assert said.count("∪") == max(len(values.intervals) - 1, 0)
    assert (said == "∅") == values.is_empty
    for interval, part in zip(values, said.split(" ∪ "), strict=False):
        low, high = part[1:-1].split(", ")
        assert (part[0] == "[", part[-1] == "]") == (interval.low_closed, interval.high_closed)
        assert (low == "-∞") == (interval.low is None)
        assert (high == "+∞") == (interval.high is None)
        assert interval.low is None or Fraction(low) == interval.low
        assert interval.high is None or Fraction(high) == interval.high


@given(bounds(), st.integers(-40, 40), st.integers(1, 6))
def test_a_ratio_lies_where_its_number_does(values: IntervalSet, n: int, d: int) -> None:
    assert values.contains_ratio(n, d) == values.contains(Fraction(n, d)) == values.contains_ratio(n * 3, d * 3)
    assert EVERYTHING.contains_ratio(n, d)
    assert not NOTHING.contains_ratio(n, d)


@settings(max_examples=50)
@given(st.lists(st.tuples(POINTS, POINTS, st.booleans(), st.booleans()), max_size=5), POINTS)
def test_a_union_of_anything_holds_what_its_parts_hold(parts: list[tuple[Fraction, Fraction, bool, bool]], value: Fraction) -> None:
    intervals = [Interval(*part) for part in parts]
    found = IntervalSet.of(intervals)
    for point in {value, *(end for part in parts for end in part[:2])}:
        held = any(one.low < point < one.high or (point == one.low == one.high and one.low_closed and one.high_closed) or
                   (one.low < one.high and ((point == one.low and one.low_closed) or (point == one.high and one.high_closed)))
                   for one in intervals if one.low is not None and one.high is not None)  # fmt: skip
        assert found.contains(point) == held
    whole = found.on_integers()
    assert all(one.low_closed and one.high_closed for one in whole)
    assert all(whole.contains(Fraction(number)) == found.contains(Fraction(number)) for number in range(-10, 11))
    assert not any(one.is_empty for one in found)
    for left, right in pairwise(whole):
        assert left.high is not None
        assert right.low is not None
        assert right.low > left.high + 1


@given(st.integers(-9, 9), st.integers(0, 4), st.integers(0, 4), st.sampled_from([ZERO, Fraction(1, 2), Fraction(9, 10)]))
def test_whole_numbers_that_follow_each_other_are_one_range(low: int, one: int, other: int, gap: Fraction) -> None:
    """1-2 and 3-4 hold all whole numbers from 1 to 4, whatever lies between 2 and 3."""
    middle, high = low + one, low + one + 1 + other
    first = IntervalSet.between(low - gap, middle + gap)
    last = IntervalSet.between(middle + 1 - gap / 10, high + gap)
    wanted = IntervalSet.between(Fraction(low), Fraction(high))
    assert (first | last).on_integers() == wanted
    apart = (first | IntervalSet.at_least(Fraction(high + 1))).on_integers()
    assert len(apart.intervals) == 2 - (high == middle)
    assert (IntervalSet.at_most(Fraction(middle)) | last).on_integers() == IntervalSet.at_most(Fraction(high))


# --- units and quantities -------------------------------------------------------------------------------------------------------


@given(WORDS, st.lists(st.tuples(st.integers(1, 12).map(Fraction), WORDS), min_size=1, max_size=2), decimals(1, 100))
def test_a_rate_has_the_powers_of_its_parts(word: str, below: list[tuple[Fraction, str]], number: Fraction) -> None:
    top, bottoms = find_unit(word), [(size, find_unit(name)) for size, name in below]
    rate = per(top, bottoms, "某率")
    factor, powers = top.factor, dict(top.dimension)
    for size, unit in bottoms:
        factor /= size * unit.factor
        for base, power in unit.dimension:
            powers[base] = powers.get(base, 0) - power
    assert rate.factor == factor
    assert rate.dimension == (tuple(sorted((base, power) for base, power in powers.items() if power)) or find_unit("%").dimension)
    assert rate.known == (top.known and all(unit.known for _, unit in bottoms))
    assert str(rate) == "某率"
    assert per(top, bottoms[::-1], "某率") == rate
    large = prefixed("万", 10_000, rate)
    assert (large.factor, large.symbol, large.dimension) == (factor * 10_000, "万某率", rate.dimension)
    assert Quantity(number, large) == Quantity(number * 10_000, rate)


@given(WORDS, WORDS)
def test_units_compare_exactly_with_a_note_or_not_at_all(one: str, other: str) -> None:
    left, right = find_unit(one), find_unit(other)
    wanted = "" if left.dimension == right.dimension else "N202" if left.count and right.count and "个" in (one, other) else None
    assert comparable(left, right) == wanted
    assert comparable(NO_UNIT, right) == comparable(right, NO_UNIT) == "N203"
    assert comparable(NO_UNIT, NO_UNIT) == ""
    assert left.is_ratio == (one == "%")
    assert not left.is_bare
    assert NO_UNIT.is_bare
    assert str(left.labelled("项目")) == f"{one}项目"
    assert left.labelled("项目") == left
    assert left.labelled("") is left


@given(WORDS, WORDS, decimals(-100, 100), decimals(-100, 100))
def test_quantities_of_one_kind_are_ordered_and_others_are_refused(one: str, other: str, number: Fraction, its: Fraction) -> None:
    left, right = Quantity(number, find_unit(one)), Quantity(its, find_unit(other))
    if left.unit.dimension == right.unit.dimension:
        assert (left < right, left == right) == (left.base < right.base, left.base == right.base)
        assert left.to(other).base == left.base
        assert hash(left) == hash(left.to(other))
    else:
        assert left != right
        for compare in (operator.lt, operator.le, operator.gt, operator.ge):
            with pytest.raises(UnitError):
                compare(left, right)
        with pytest.raises(UnitError) as caught:
            left.to(other)
        assert caught.value.diagnostics[0].code == "E202"
    assert left != number
    with pytest.raises(TypeError):
        left < number  # type: ignore[operator]  # noqa: B015
    assert str(left) == write_number(number) + one


@given(st.integers(1, 9999), st.sampled_from([Fraction(1, 8), Fraction(3), Fraction(1000)]))
def test_a_table_of_units_means_what_its_lines_say(size: int, ratio: Fraction) -> None:
    lines = [
        "# 说明",
        "",
        "单位 甲、甲子",
        f"单位 乙 = {size} 甲",
        f"单位 丙 ＝ {write_number(ratio)}乙  # 换算",
        "量词 个 通用",
        "量词　家",
        "离散 步 = 2 甲",
    ]
    table = read_unit_table("\n".join(lines))
    units = {word: table.find(word) for word in ("甲", "甲子", "乙", "丙", "家", "个", "步", "万甲", "万")}
    known = {word: unit for word, unit in units.items() if unit is not None}
    assert known.keys() == units.keys()
    assert table.find("丁") is None
    assert table.find("万丁") is None
    wanted = {"甲": 1, "甲子": 1, "乙": size, "丙": size * ratio, "家": 1, "个": 1, "步": 2, "万甲": 10_000, "万": 10_000}
    assert {word: unit.factor for word, unit in known.items()} == wanted
    assert {unit.dimension for word, unit in known.items() if word not in ("家", "个", "万")} == {(("甲", 1),)}
    flags = {word: (unit.discrete, unit.count, unit.generic) for word, unit in known.items()}
    plain, counted = (False, False, False), (True, True, False)
    assert flags["家"] == counted
    assert flags["个"] == (True, True, True)
    assert flags["步"] == (True, False, False)
    assert flags["甲"] == flags["丙"] == plain
    for bad in ("单位 丁 = 1 没有", "什么 甲", "单位 丁 = 0 甲", "单位 丁 = x 甲", "单位 甲", "单位 丁、丁", "量词 丁 特别", "单位 丁、"):
        with pytest.raises(UnitError) as caught:
            read_unit_table("\n".join([*lines, bad]))
        assert caught.value.diagnostics[0].where == f"第{len(lines) + 1}行"


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_magnitude_behind_a_number_multiplies_it(whole: int, part: int) -> None:
    number = Fraction(f"{whole}.{part}")
    for word, size in {"万": 10**4, "亿": 10**8}.items():
        assert read_number(f"{whole}.{part}{word}") == number * size
        assert read_number(f"{whole}{word}{part % 1000 + 1000}") == whole * size + part % 1000 + 1000
    assert read_number(f"+{whole}.{part}") == read_number(f"正{whole}.{part}") == number
    assert read_number(f"-{whole}.{part}") == -number
    assert read_number(f"{whole}/{part + 1}") == Fraction(whole, part + 1)
    assert read_number(f"{whole}/0") is None
    assert read_number("") is None
    assert read_number("半") == Fraction(1, 2)


@given(st.integers(0, 999), st.integers(1, 99_999), st.booleans())
def test_the_decimal_behind_a_float_is_found_past_its_zeros_or_nines(whole: int, digits: int, up: bool) -> None:
    part = f"{digits % 1000}5"
    honest = Fraction(f"{whole}.{part}")
    shown = f"{whole}.{part}{'0' * (13 - len(part))}42" if up else write_number(honest - Fraction(1, 10 ** (len(part) + 12)))
    assert float_artefact(shown) == write_number(honest)
    assert float_artefact(f"{whole}.{part}") is None
    assert float_artefact(str(whole)) is None


MAGNITUDES = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}


@settings(max_examples=20)
@given(decimals(1, 99, places=1), st.sampled_from(["元", "人次", "吨"]))
def test_a_magnitude_before_a_unit_is_a_power_of_ten(number: Fraction, unit: str) -> None:
    for word, power in MAGNITUDES.items():
        size = 10**power
        assert parse_quantity(f"{write_number(number)}{word}{unit}") == Quantity(number * size, find_unit(unit))
        assert find_unit(word + unit).factor == size * find_unit(unit).factor
        assert find_unit(word + unit).dimension == find_unit(unit).dimension


@given(st.text("〇零一二三四五六七八九", min_size=2, max_size=8))
def test_digits_side_by_side_are_read_place_by_place(text: str) -> None:
    """二〇二五 and 二〇 are digits, one by one."""
    digits = "".join(str("零一二三四五六七八九".find(char.replace("〇", "零"))) for char in text)
    if len(text) > 2 or digits[1] == "0":
        assert read_number(text) == int(digits)
