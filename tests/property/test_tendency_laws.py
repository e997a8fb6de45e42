"""Laws of tendencies and probes: what is claimed of a formula holds for its numbers, and between two probes nothing changes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfrules import load_ruleset
from perfrules.formula.term import Term, Undefined, compile_term, number_term
from perfrules.target import parse_target
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.testing.probes import probes_of, text_of_point
from perfrules.testing.tendency import tendencies, turns
from property.ruleset_strategies import Rules, rules
from property.strategies import COMPOSITES, written

pytestmark = pytest.mark.property

SLOTS = 3
amounts = st.integers(0, 40)
leaves = st.one_of(
    st.integers(0, SLOTS - 1).map(lambda slot: ("slot", slot)), st.integers(-3, 3).map(lambda number: number_term(Fraction(number)))
)


def _grown(parts: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    pair = st.tuples(parts, parts)
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.tuples(st.sampled_from(["minus", "absolute"]), parts),
        st.builds(lambda word, both: (word, *both), st.sampled_from(["plus", "less", "times", "over"]), pair),
        st.tuples(st.sampled_from(["sum", "largest", "smallest"]), several),
    )


terms = st.recursive(leaves, _grown, max_leaves=6)


@given(terms, st.lists(amounts, min_size=SLOTS, max_size=SLOTS), st.integers(0, SLOTS - 1), st.integers(1, 40))
def test_a_claimed_turn_holds_for_all_amounts(term: Term, values: list[int], slot: int, more: int) -> None:
    turn = turns(term).get(slot)
    assume(turn)
    run = compile_term(term)
    raised = [value + more if place == slot else value for place, value in enumerate(values)]
    try:
        before, after = (Fraction(*run([(value, 1) for value in one])) for one in (values, raised))
    except Undefined:
        return
    assert after >= before if turn == 1 else after <= before


@given(terms, st.integers(0, SLOTS - 1))
def test_a_slot_that_is_not_there_has_no_turn_and_the_others_do(term: Term, slot: int) -> None:
    assert (slot in turns(term)) == (f"('slot', {slot})" in str(term))


@given(terms)
def test_the_opposite_turns_the_other_way(term: Term) -> None:
    assert turns(("minus", term)) == {slot: -turn for slot, turn in turns(term).items()}


@given(rules())
def test_every_fact_with_a_say_has_a_tendency_or_a_reason(drawn: Rules) -> None:
    rule_set = load_ruleset(drawn.text)
    for one in tendencies(rule_set).values():
        assert (one.direction is None) == bool(one.why)
        assert one.items


@given(rules(), st.data())
def test_between_two_probes_nothing_changes(drawn: Rules, data: st.DataObject) -> None:
    rule_set = load_ruleset(drawn.text)
    for leaf in rule_set.evaluate({}).leaves():
        probes = [probe for probe in probes_of(leaf.item) if probe.point is not None]
        if leaf.item.criterion is None or leaf.item.criterion.required is None or leaf.item.scorer is None:
            continue
        index = data.draw(st.integers(0, len(probes) - 2))
        low, high = probes[index].point, probes[index + 1].point
        assert low is not None
        assert high is not None
        inside = [low + (high - low) * Fraction(share, 7) for share in (1, 3, 6)]
        on_grid = [point for point in inside if not leaf.item.unit.discrete or point.denominator == 1]
        assert len({leaf.item.criterion.required.contains(point) for point in on_grid}) <= 1
        shares = [leaf.item.scorer.share(point) for point in on_grid]
        assert shares == sorted(shares) or shares == sorted(shares, reverse=True)


measured = st.one_of(written().map(lambda one: one.text), st.sampled_from(COMPOSITES)).map(lambda text: parse_target(text).body)


@given(measured.filter(lambda body: isinstance(body, Measure | Change | Dates | Rank)), st.integers(-10_000, 10_000))
def test_a_point_reads_back_as_itself(body: Measure | Change | Dates | Rank, hundredths: int) -> None:
    unit = getattr(body, "unit", None)
    point = Fraction(hundredths, 100) * (100 if unit is None or unit.discrete else unit.factor)
    if isinstance(body, Dates) and body.values.boundaries():
        point += body.values.boundaries()[0]
    written = text_of_point(point, body)
    if not written:
        return
    values = parse_target(written).body.values
    assert values.contains(point), written
    assert values.the_point in (point, None)
