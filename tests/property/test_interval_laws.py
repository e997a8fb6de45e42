"""Laws of interval sets, with `portion` as an independent implementation."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import portion
from hypothesis import given
from hypothesis import strategies as st

from perfrules.value.interval import EVERYTHING, NOTHING, Interval, IntervalSet
from property.strategies import bounds, values_near

STEP = Fraction(1, 8)
POINTS = st.fractions(min_value=-6, max_value=6, max_denominator=8)


def oracle(values: IntervalSet) -> portion.Interval:
    """Return the same set as `portion` has it."""
    union = portion.empty()
    for one in values:
        low = -portion.inf if one.low is None else one.low
        high = portion.inf if one.high is None else one.high
        left = portion.CLOSED if one.low_closed else portion.OPEN
        right = portion.CLOSED if one.high_closed else portion.OPEN
        union |= portion.Interval.from_atomic(left, low, high, right)
    return union


@given(bounds(), bounds())
def test_set_operations_agree_with_portion(one: IntervalSet, other: IntervalSet) -> None:
    left, right = oracle(one), oracle(other)
    assert oracle(one & other) == left & right
    assert oracle(one | other) == left | right
    assert oracle(one - other) == left - right
    assert oracle(~one) == ~left


@given(bounds(), bounds(), POINTS)
def test_relations_and_membership_agree_with_portion(one: IntervalSet, other: IntervalSet, value: Fraction) -> None:
    left, right = oracle(one), oracle(other)
    assert one.contains(value) == (value in left)
    assert one.is_subset(other) == (left in right)
    assert one.is_disjoint(other) == (left & right).empty
    assert one.is_empty == left.empty


@given(bounds())
def test_contains_agrees_at_every_edge(one: IntervalSet) -> None:
    reference = oracle(one)
    for value in values_near(list(one.boundaries()), STEP):
        assert one.contains(value) == (value in reference)


@given(bounds(), bounds(), bounds())
def test_the_lattice_laws_hold(a: IntervalSet, b: IntervalSet, c: IntervalSet) -> None:
    assert a & b == b & a
    assert a | b == b | a
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)
    assert a & (a | b) == a == a | (a & b)


@given(bounds(), bounds())
def test_complement_obeys_de_morgan(a: IntervalSet, b: IntervalSet) -> None:
    assert ~(a & b) == ~a | ~b
    assert ~(a | b) == ~a & ~b
    assert ~~a == a
    assert a - b == a & ~b


@given(bounds())
def test_a_set_and_its_complement_part_all_numbers(a: IntervalSet) -> None:
    assert a & a == a == a | a
    assert a | ~a == EVERYTHING
    assert a & ~a == NOTHING
    assert a & EVERYTHING == a == a | NOTHING


@given(bounds())
def test_the_normal_form_is_sorted_apart_and_stable(a: IntervalSet) -> None:
    assert IntervalSet.of(a) == a
    pieces = list(a)
    assert not any(one.is_empty for one in pieces)
    for left, right in pairwise(pieces):
        assert not left.touches(right)
        assert left.high is not None
        assert right.low is not None
        assert left.high <= right.low


@given(st.lists(bounds(), max_size=4))
def test_the_union_does_not_care_for_order(parts: list[IntervalSet]) -> None:
    pieces: list[Interval] = [one for part in parts for one in part]
    shuffled = pieces[::-1]
    assert IntervalSet.of(pieces) == IntervalSet.of(shuffled)


@given(bounds(), bounds())
def test_subset_means_that_no_value_separates(a: IntervalSet, b: IntervalSet) -> None:
    samples = values_near([*a.boundaries(), *b.boundaries()], STEP)
    assert a.is_subset(b) == all(b.contains(value) for value in samples if a.contains(value))


@given(bounds())
def test_whole_numbers_keep_their_membership(a: IntervalSet) -> None:
    whole = a.on_integers()
    assert all(whole.contains(Fraction(number)) == a.contains(Fraction(number)) for number in range(-10, 11))
    assert whole.on_integers() == whole


@given(bounds(), POINTS)
def test_a_boundary_is_where_membership_can_change(a: IntervalSet, value: Fraction) -> None:
    """Between two neighbouring boundaries every value has the same answer."""
    edges = a.boundaries()
    if value in edges:
        return
    below = max((edge for edge in edges if edge < value), default=None)
    above = min((edge for edge in edges if edge > value), default=None)
    nearer = value if below is None else (value + below) / 2
    farther = value if above is None else (value + above) / 2
    assert a.contains(nearer) == a.contains(value) == a.contains(farther)


@given(bounds(), POINTS.filter(bool))
def test_scaling_moves_every_member(a: IntervalSet, factor: Fraction) -> None:
    scaled = a.scaled(abs(factor))
    for value in values_near(list(a.boundaries()), STEP):
        assert scaled.contains(value * abs(factor)) == a.contains(value)


@given(bounds())
def test_mirroring_twice_changes_nothing(a: IntervalSet) -> None:
    assert a.mirrored().mirrored() == a
    assert all(a.mirrored().contains(-value) == a.contains(value) for value in values_near(list(a.boundaries()), STEP))
