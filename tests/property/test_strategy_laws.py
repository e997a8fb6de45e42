"""Laws of the public strategies for single values: what they promise of everything that they draw."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from perfrules import Quantity, Target, parse_quantity, parse_target
from perfrules.target.body import Axis, Measure
from perfrules.testing import strategies as ps
from perfrules.value.unit_table import find_unit, standard_units

_MANY = settings(max_examples=200)
_SEEKING = settings(max_examples=20_000, database=None, derandomize=True, phases=[Phase.generate])
_UNITS = st.sampled_from(["家", "万元", "%", "万人次", "亩", "元/人", "小时"])
_NUMBERS = st.builds(Fraction, st.integers(-(10**6), 10**6), st.sampled_from([1, 10, 100, 1000]))
_AMOUNTS = st.one_of(ps.quantities(), ps.quantities("亩"))
_ONE_BOUND = st.builds(lambda sign, amount: parse_target(f"{sign}{amount}"), st.sampled_from(["≥", ">", "≤", "<"]), _AMOUNTS)


# --- amounts --------------------------------------------------------------------------------------


@given(ps.quantities())
def test_an_amount_reads_back(amount: Quantity) -> None:
    assert parse_quantity(str(amount)) == amount
    assert not amount.unit.discrete or amount.base.denominator == 1


@_MANY
@given(st.data(), _UNITS, _NUMBERS, _NUMBERS)
def test_an_amount_lies_between_its_bounds(data: st.DataObject, unit: str, first: Fraction, second: Fraction) -> None:
    low, high = sorted([first, second])
    try:
        amounts = ps.quantities(unit, min=low, max=Quantity(high, find_unit(unit)))
    except InvalidArgument:
        assert find_unit(unit).discrete
        return
    amount = data.draw(amounts)
    assert low <= amount.number <= high
    assert amount.unit == find_unit(unit)
    assert not amount.unit.discrete or amount.base.denominator == 1


@given(st.data(), st.sampled_from(["5千元", "3.5万元", "95%", "2小时"]))
def test_bounds_choose_units_of_their_dimension(data: st.DataObject, bound: str) -> None:
    assert data.draw(ps.quantities(min=bound)) >= parse_quantity(bound)
    assert data.draw(ps.quantities(max=bound)) <= parse_quantity(bound)


# --- targets --------------------------------------------------------------------------------------


@_MANY
@given(st.data(), st.sampled_from(ps.KINDS))
def test_a_target_is_of_the_kind_asked_for_and_reads_back(data: st.DataObject, kind: str) -> None:
    target = data.draw(ps.targets(kind))
    assert target.kind == kind
    assert parse_target(str(target)) == target


@given(ps.targets("quantity", units=["万元", "亿元"]))
def test_units_narrow_targets(target: Target) -> None:
    assert isinstance(target.body, Measure)
    assert target.body.unit.symbol in ("万元", "亿元")


# --- renderings -----------------------------------------------------------------------------------


@settings(max_examples=300)
@given(st.data(), ps.targets())
def test_every_rendering_means_the_same(data: st.DataObject, target: Target) -> None:
    text = data.draw(ps.renderings(target))
    assert parse_target(text) == target


@settings(max_examples=200)
@given(st.data(), ps.targets("quantity", units=list(standard_units().words)))
def test_every_rendering_means_the_same_in_every_unit(data: st.DataObject, target: Target) -> None:
    text = data.draw(ps.renderings(target))
    assert parse_target(text) == target


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("≥1.2万元", "不低于"),
        ("≥1.2万元", "以上"),
        ("≥1.2万元", "壹万贰仟元"),
        ("≥1.2万元", "12,000"),
        ("≥1.2万元", "千元"),
        ("≥12000家", "1.2万家"),
        ("≥95%", "百分之九十五"),
        ("≤95%", "９５％"),
        ("≤95%", "不超过"),
        ("≤5天", "以内"),
        ("2025年12月31日前", "2025年12月底前"),
        ("2025年12月31日前", "二〇二五年十二月三十一日"),
        ("较上年提高≥5个百分点", "比上年增长"),
        ("前3名", "前三名"),
        ("培训≥3场;参训≤200人", "不超过"),
        ("健全", "“健全”"),
        ("不适用", "N/A"),
    ],
)
def test_renderings_reach_the_ways_in_which_people_write(target: str, said: str) -> None:
    assert said in find(ps.renderings(target), lambda text: said in text, settings=_SEEKING)


# --- values ---------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(st.data(), ps.targets())
def test_accepted_and_rejected_values_are_what_they_say(data: st.DataObject, target: Target) -> None:
    for strategy, wanted in ((ps.accepted_by, True), (ps.rejected_by, False)):
        try:
            values = strategy(target)
        except InvalidArgument:
            assert target.is_empty or not isinstance(target.body, Measure) or not wanted
            continue
        value = data.draw(values)
        assert target.accepts(value) is wanted
        assert target.accepts(str(value)) in (wanted, None) or not isinstance(value, str)


@given(st.data(), ps.targets(("quantity", "change", "rank"), units=["家", "%", "万元"]))
def test_what_is_no_contradiction_is_accepted_by_something(data: st.DataObject, target: Target) -> None:
    if not target.is_empty:
        assert target.accepts(data.draw(ps.accepted_by(target))) is True
    assert target.accepts(data.draw(ps.rejected_by(target))) is False


# --- edges ----------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(ps.targets(("quantity", "date", "change", "rank", "all", "any")))
def test_edges_say_what_is_accepted(target: Target) -> None:
    for edge in ps.edges(target):
        assert target.accepts(edge.value) is edge.accepted


@_MANY
@given(_ONE_BOUND)
def test_the_verdict_flips_once_over_one_bound(target: Target) -> None:
    assert isinstance(target.body, Axis)
    answers = [edge.accepted for edge in ps.edges(target)]
    assert sum(left != right for left, right in pairwise(answers)) == 1
    sides = [edge.side for edge in ps.edges(target)]
    assert sides in (["below", "edge", "above"], ["below", "above"])


@given(st.data(), _ONE_BOUND)
def test_a_boundary_is_one_of_the_edges(data: st.DataObject, target: Target) -> None:
    assert data.draw(ps.boundary(target)) in ps.edges(target)
