"""Laws of units: conversion is exact and goes round; what is no conversion stays apart."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import Quantity, UnitError, parse_target
from perfrules.value.numeral import write_number
from perfrules.value.unit import comparable
from perfrules.value.unit_table import find_unit, standard_units
from property.strategies import decimals

FAMILIES = (
    ("元", "千元", "万元", "百万元", "亿元", "万亿元"),
    ("%", "‰", "‱", "成", "倍"),
    ("平方米", "亩", "公顷", "平方公里", "㎡"),
    ("千克", "克", "斤", "吨", "公斤"),
    ("米", "公里", "厘米", "毫米", "里"),
    ("天", "小时", "分钟", "秒", "周"),
    ("年", "个月", "季度"),
    ("升", "毫升", "立方米"),
    ("元/亩", "万元/公顷", "元/平方米"),
    ("元/人·月", "万元/人·年", "元/月·人"),
)
APART = (("人", "人次"), ("%", "个百分点"), ("天", "工作日"), ("天", "个月"), ("家", "元"), ("元", "美元"), ("分", "%"), ("学时", "小时"))
WORDS = sorted(standard_units().words)
SIGNS = ("≥", ">", "≤", "<", "=")

in_family = st.sampled_from(FAMILIES)
pairs = in_family.flatmap(lambda family: st.tuples(st.sampled_from(family), st.sampled_from(family)))
triples = in_family.flatmap(lambda family: st.tuples(*[st.sampled_from(family)] * 3))


@given(triples, decimals())
def test_conversion_is_a_groupoid(units: tuple[str, str, str], number: Fraction) -> None:
    first, second, third = units
    start = Quantity(number, find_unit(first))
    assert start.to(first).number == number
    assert start.to(second).to(first).number == number
    assert start.to(second).to(third).number == start.to(third).number
    assert start == start.to(second)
    assert hash(start) == hash(start.to(second))


@given(pairs, decimals(), decimals())
def test_order_does_not_depend_on_the_unit(units: tuple[str, str], one: Fraction, other: Fraction) -> None:
    left, right = Quantity(one, find_unit(units[0])), Quantity(other, find_unit(units[1]))
    assert (left < right) == (left.to(units[1]).number < other)
    assert (left == right) == (left.to(units[1]).number == other)


@given(pairs, st.sampled_from(SIGNS), decimals(), decimals(), st.sampled_from([-1, 0, 1]))
def test_rescaling_bound_and_actual_leaves_the_verdict(
    units: tuple[str, str], sign: str, bound: Fraction, actual: Fraction, near: int
) -> None:
    first, second = units
    actual = actual if near == 0 else bound + Fraction(near, 1000)
    if actual < 0:
        actual = Fraction(0)
    target, value = Quantity(bound, find_unit(first)), Quantity(actual, find_unit(first))
    rewritten = parse_target(f"{sign}{write_number(target.to(second).number)}{second}")
    written = parse_target(f"{sign}{write_number(bound)}{first}")
    assert rewritten == written
    verdicts = {one.accepts(given) for one in (written, rewritten) for given in (value, value.to(second), f"{write_number(actual)}{first}")}
    assert len(verdicts) == 1
    assert verdicts != {None}


@pytest.mark.parametrize(("left", "right"), APART)
def test_units_without_a_bridge_stay_apart(left: str, right: str) -> None:
    assert comparable(find_unit(left), find_unit(right)) is None
    with pytest.raises(UnitError):
        Quantity(Fraction(1), find_unit(left)).to(right)
    assert parse_target(f"≥5{left}").accepts(f"6{right}") is None
    assert parse_target(f"≥5{right}").accepts(f"4{left}") is None


@given(st.sampled_from(WORDS), decimals())
def test_every_unit_word_reads_behind_a_number(word: str, number: Fraction) -> None:
    target = parse_target(f"≥{write_number(number)}{word}")
    unit = find_unit(word)
    assert target.boundaries() == (Quantity(number, unit),)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_comparability_is_symmetric(one: str, other: str) -> None:
    assert (comparable(find_unit(one), find_unit(other)) is None) == (comparable(find_unit(other), find_unit(one)) is None)


@given(st.permutations(["人", "月", "次"]))
def test_the_order_of_denominators_does_not_matter(names: list[str]) -> None:
    assert find_unit("元/" + "·".join(names)) == find_unit("元/人·月·次")
    assert find_unit("元/" + "/".join(names)) == find_unit("元/人·月·次")


@given(st.text("家人次元吨/·每万亿%（）() 0159米户月", min_size=1, max_size=12))
def test_any_text_names_some_unit(text: str) -> None:
    unit = find_unit(text)
    assert unit.factor > 0
    assert comparable(unit, unit) == ""


def test_each_family_is_one_dimension() -> None:
    for family in FAMILIES:
        for one, other in combinations(family, 2):
            assert find_unit(one).dimension == find_unit(other).dimension
