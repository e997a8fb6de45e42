"""Laws of whole targets: what is written is what is meant, and the algebra keeps its promises."""

from __future__ import annotations

import json
import operator
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfrules import LimitError, PerfRulesError, Quantity, Target, UnitError, parse_target
from perfrules.target.body import Measure
from perfrules.text.limits import MAX_ALTERNATIVES
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit
from property.strategies import COMPOSITES, WHOLE_UNITS, Written, assert_told, comparisons, decimals, token_soup, values_near, written

STEP = Fraction(1, 10**7)
COARSE = st.builds(lambda number, half: Fraction(number) + Fraction(half, 2), st.integers(0, 12), st.integers(0, 1))
MEASURED_UNITS = st.sampled_from(["%", "家", "万元", "人次"])


@st.composite
def coarse(draw: st.DrawFn, unit: str) -> Target:
    """Draw targets of one unit whose bounds often meet."""
    low, high = sorted([draw(COARSE), draw(COARSE)])
    form = draw(st.sampled_from(["≥{0}{u}", ">{0}{u}", "≤{1}{u}", "<{1}{u}", "={0}{u}", "{0}-{1}{u}", "[{0},{1}){u}", "({0},{1}]{u}"]))
    return parse_target(form.format(write_number(low), write_number(high), u=unit))


pairs_of_targets = MEASURED_UNITS.flatmap(lambda unit: st.tuples(st.just(unit), coarse(unit), coarse(unit)))
EMPTY = ("不适用", "暂不确定", "/")
any_target = st.one_of(written().map(lambda one: parse_target(one.text)), st.sampled_from(COMPOSITES).map(parse_target))

combinable = any_target.filter(lambda target: target.kind != "placeholder")


def samples(unit: str, *targets: Target) -> list[Quantity]:
    """Return quantities that separate any two targets of one unit which differ."""
    factor = find_unit(unit).factor
    edges = [edge.number for target in targets for edge in target.boundaries() if isinstance(edge, Quantity)]
    if unit in WHOLE_UNITS:
        numbers = sorted({Fraction(int(edge) + shift) for edge in edges for shift in (-2, -1, 0, 1, 2)})
    else:
        numbers = values_near(edges, STEP / factor if factor > 1 else STEP)
    return [Quantity(number, find_unit(unit)) for number in numbers]


# --- reading and writing --------------------------------------------------------------------------


@given(written())
def test_a_text_reads_as_the_meaning_it_was_written_for(one: Written) -> None:
    target = parse_target(one.text)
    assert isinstance(target.body, Measure)
    assert target.body.values == one.values
    assert target.body.unit.dimension == find_unit(one.unit).dimension


@given(written())
def test_canonical_text_reads_as_the_same_target(one: Written) -> None:
    target = parse_target(one.text)
    assert parse_target(str(target)) == target
    assert str(parse_target(str(target))) == str(target)


@given(written(), written())
def test_lists_keep_their_parts(one: Written, other: Written) -> None:
    target = parse_target(f"{one.text};{other.text}")
    assert parse_target(str(target)) == target


@given(combinable, combinable)
def test_combined_targets_round_trip(one: Target, other: Target) -> None:
    if "placeholder" in (one.kind, other.kind):
        with pytest.raises(UnitError):
            one & other
        with pytest.raises(UnitError):
            one | other
        return
    for combined in (one & other, one | other):
        assert parse_target(str(combined)) == combined


@given(pairs_of_targets, st.sampled_from(["&|", "|&", "&~", "|~", "~|~"]))
def test_results_of_the_algebra_round_trip(drawn: tuple[str, Target, Target], operation: str) -> None:
    _, one, other = drawn
    combined = {
        "&|": one & other | one,
        "|&": (one | other) & other,
        "&~": one & ~other,
        "|~": one | ~other,
        "~|~": ~(one | ~other),
    }[operation]
    assert parse_target(str(combined)) == combined


@given(any_target)
def test_data_round_trips_through_json(target: Target) -> None:
    data = target.to_dict()
    again = Target.from_dict(json.loads(json.dumps(data, ensure_ascii=False)))
    assert again == target
    assert again.kind == data["kind"]


@given(st.sampled_from(COMPOSITES), st.sampled_from(["", " ", "　", "\u200b", "\ufeff", "\n"]), st.sampled_from(["", "。", "；", "、"]))
def test_blanks_and_closing_points_do_not_matter(text: str, blank: str, point: str) -> None:
    assume(text != "/")
    assert parse_target(f"{blank}{text}{point}{blank}") == parse_target(text)


@given(comparisons())
def test_notes_are_about_the_text_that_was_read(one: Written) -> None:
    for note in parse_target(one.text).notes:
        assert note.source == one.text
        assert note.span is None or 0 <= note.span.start <= note.span.end <= len(one.text)
        assert note.message
        assert note.say("en")


# --- the algebra ----------------------------------------------------------------------------------


@given(pairs_of_targets)
def test_and_or_not_accept_what_logic_says(drawn: tuple[str, Target, Target]) -> None:
    unit, one, other = drawn
    for value in samples(unit, one, other):
        first, second = one.accepts(value), other.accepts(value)
        assert (one & other).accepts(value) == (first and second)
        assert (one | other).accepts(value) == (first or second)
        assert (~one).accepts(value) == (not first)


@given(pairs_of_targets)
def test_one_implies_another_when_no_value_separates_them(drawn: tuple[str, Target, Target]) -> None:
    unit, one, other = drawn
    separated = any(one.accepts(value) and not other.accepts(value) for value in samples(unit, one, other))
    assert one.implies(other) == (not separated)


@given(pairs_of_targets)
def test_disjoint_and_empty_agree_with_samples(drawn: tuple[str, Target, Target]) -> None:
    unit, one, other = drawn
    shared = any(one.accepts(value) and other.accepts(value) for value in samples(unit, one, other))
    assert one.is_disjoint(other) == (not shared)
    assert (one & other).is_empty == (not shared)
    assert one.is_empty == (not any(one.accepts(value) for value in samples(unit, one)))


@given(st.integers(1, 9), st.integers(1, 9))
def test_alternatives_are_apart_from_what_each_of_them_is_apart_from(one: int, other: int) -> None:
    either = parse_target(f"培训≥{one}家") | parse_target(f"参训≥{one}家")
    assert either.kind == "any"
    less = parse_target(f"≤{other}家")
    assert either.is_disjoint(less) == less.is_disjoint(either) == (other < one)
    more = parse_target(f"≥{other}家")
    assert either.implies(more) == (one >= other)
    assert not either.is_disjoint(more)
    assert not either.is_disjoint(parse_target(f"培训≤{other}家"))


@given(pairs_of_targets)
def test_implication_is_an_order(drawn: tuple[str, Target, Target]) -> None:
    _, one, other = drawn
    assert one.implies(one)
    assert (one & other).implies(one)
    assert one.implies(one | other)
    assert one.implies(other) == (~other).implies(~one)


@given(any_target)
def test_every_target_implies_itself(target: Target) -> None:
    assert target.implies(target)


@given(any_target)
def test_complement_is_undone_by_itself_or_refused(target: Target) -> None:
    try:
        complement = ~target
    except UnitError as error:
        assert_told(error, "E115")
        return
    assert ~complement == target
    assert complement.is_disjoint(target)


@given(comparisons())
def test_a_boundary_flips_the_verdict(one: Written) -> None:
    target = parse_target(one.text)
    assert isinstance(target.body, Measure)
    (edge,) = target.body.values.boundaries()
    unit = target.body.unit
    below, at, above = (target.accepts(Quantity((edge + shift) / unit.factor, unit)) for shift in (-STEP, 0, STEP))
    assert (below, at, above) in {
        (False, True, True),
        (False, False, True),
        (True, True, False),
        (True, False, False),
        (False, True, False),
    }


@given(decimals(), decimals(), decimals(), st.sampled_from(["≥", ">", "≤", "<"]), MEASURED_UNITS)
def test_tightening_never_turns_a_miss_into_a_hit(bound: Fraction, other: Fraction, value: Fraction, sign: str, unit: str) -> None:
    easier, harder = sorted([bound, other], reverse=sign in "≤<")
    loose, tight = (parse_target(f"{sign}{write_number(number)}{unit}") for number in (easier, harder))
    assert tight.implies(loose)
    for number in (value, bound, other):
        actual = Quantity(number, find_unit(unit))
        assert loose.accepts(actual) or not tight.accepts(actual)


OPPOSITES = [
    ("不低于", "低于"), ("不少于", "少于"), ("不小于", "小于"), ("不超过", "超过"), ("不高于", "高于"), ("不多于", "多于"),
    ("不大于", "大于"), ("不突破", "突破"), ("不逾", "逾"), ("大于等于", "小于"), ("至少", "不足"), ("不短于", "短于"), ("不长于", "长于"),
]  # fmt: skip


@given(st.sampled_from(OPPOSITES), decimals(), MEASURED_UNITS)
def test_a_negated_word_is_the_complement(words: tuple[str, str], number: Fraction, unit: str) -> None:
    negated, plain = (parse_target(f"{word}{write_number(number)}{unit}") for word in words)
    assert negated == ~plain
    assert ~negated == plain


@given(decimals(), MEASURED_UNITS)
def test_above_below_and_within_include_the_number(number: Fraction, unit: str) -> None:
    amount = write_number(number) + unit
    for word in ("以上", "以下", "以内", "及以上"):
        assert parse_target(amount + word).accepts(amount) is True
    for form in ("超过{}", "不足{}", "{}以外", "突破{}"):
        assert parse_target(form.format(amount)).accepts(amount) is False


# --- actual values --------------------------------------------------------------------------------


@given(any_target, st.one_of(st.text(max_size=20), token_soup(10), st.sampled_from(COMPOSITES)))
def test_any_text_is_an_answer_or_a_diagnosed_error(target: Target, actual: str) -> None:
    try:
        answer = target.accepts(actual)
    except PerfRulesError as error:
        assert_told(error)
        return
    assert answer in (True, False, None)


@given(any_target, st.floats())
def test_a_float_is_refused(target: Target, actual: float) -> None:
    with pytest.raises(TypeError):
        target.accepts(actual)


@given(any_target, st.booleans())
def test_nothing_is_decided_without_an_actual_value(target: Target, blank: bool) -> None:
    assert target.accepts("" if blank else None) is None


@given(written())
def test_a_value_written_as_the_target_satisfies_it(one: Written) -> None:
    target = parse_target(one.text)
    assume(not target.is_empty)
    assert target.accepts(one.text) is True
    assert target.accepts(target) is True


@given(comparisons(), decimals())
def test_a_text_and_its_quantity_get_the_same_answer(one: Written, number: Fraction) -> None:
    target = parse_target(one.text)
    unit = find_unit(one.unit)
    assert target.accepts(f"{write_number(number)}{one.unit}") == target.accepts(Quantity(number, unit))


@given(st.sampled_from(EMPTY), any_target)
def test_an_empty_cell_combines_with_nothing(empty: str, target: Target) -> None:
    for combine in (operator.and_, operator.or_):
        with pytest.raises(UnitError) as caught:
            combine(parse_target(empty), target)
        assert caught.value.diagnostics[0].code == "E115"


@given(combinable, combinable, st.sampled_from(COMPOSITES))
def test_combining_is_kleene_logic(one: Target, other: Target, actual: str) -> None:
    assume({one.kind, other.kind}.isdisjoint(("all", "any", "placeholder")))
    given_value = parse_target(actual)
    assume(given_value.kind != "all")
    answers = {one.accepts(given_value), other.accepts(given_value)}
    assert (one | other).accepts(given_value) == (True if True in answers else None if None in answers else False)
    if (one & other).kind == "all":
        assert (one & other).accepts(given_value) == (False if False in answers else None if None in answers else True)


@given(st.integers(2, 60), st.integers(2, 60))
def test_alternatives_are_multiplied_or_refused(one: int, other: int) -> None:
    first, second = (
        parse_target("或".join(f"{name}≥{number}家" for number in range(count))) for name, count in (("甲地", one), ("乙地", other))
    )
    if one * other > MAX_ALTERNATIVES:
        with pytest.raises(LimitError) as caught:
            first & second
        assert_told(caught.value, "E120")
    else:
        assert len((first & second).body.parts) == one * other


@pytest.mark.parametrize("pairs", [12, 30])
def test_turning_many_pairs_round_ends(pairs: int) -> None:
    target = parse_target("或".join(f"(甲地≥{number}家且乙地≥{number}家)" for number in range(pairs)))
    with pytest.raises(LimitError) as caught:
        operator.invert(target)
    assert_told(caught.value, "E120")
