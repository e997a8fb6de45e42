"""Laws of mutants: what is called equivalent is, what is said to kill does, and nothing depends on chance."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from perfrules.evaluation.ruleset import RuleSet
from perfrules.formula import Checked, Compiled, Undefined, check_formula, compile_formula, parse_formula
from perfrules.formula.ast import Formula
from perfrules.testing.cases import run_case
from perfrules.testing.mutation.algebra import meaning_of
from perfrules.testing.mutation.bench import Bench, bench_of
from perfrules.testing.mutation.curves import same_curve, same_set
from perfrules.testing.mutation.edit import replaced
from perfrules.testing.mutation.formulas import formula_edits
from perfrules.testing.mutation.hunt import hunt
from perfrules.testing.mutation.moments import moments_of
from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.mutants import mutants_of
from perfrules.testing.mutation.observation import seen
from perfrules.testing.mutation.stub import kills, stub_of
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.unit_table import find_unit
from property.ruleset_strategies import DATA, FORMULAS, Rules, facts, rules

_LOOKED_AT = 10
_GRADED = "等级  优 ≥{high}分、差 <{high}分"


@st.composite
def _benches(draw: st.DrawFn) -> tuple[Rules, Bench]:
    """Draw a ruleset, sometimes with grades and a check, on its bench."""
    drawn = draw(rules())
    total = sum(drawn.weights)
    more = draw(st.sampled_from(["", _GRADED.format(high=max(1, total * 9 // 10))]))
    check = draw(st.sampled_from(["", "检查  相等: 甲 = 乙 + 丙 误差 0.01万元 否则 错误 “不等”"]))
    lines = drawn.text.splitlines()
    text = "\n".join([*lines[:2], *filter(None, [more]), *lines[2:], *filter(None, [check])]) + "\n"
    return drawn, bench_of(text)


def _chosen(data: st.DataObject, bench: Bench) -> Mutant:
    return data.draw(st.sampled_from(bench.mutants()))


@settings(max_examples=40)
@given(_benches())
def test_mutants_are_one_change_each_and_always_the_same(drawn: tuple[Rules, Bench]) -> None:
    text, model = drawn[1].source.text, drawn[1].rules.model
    found = mutants_of(text, model)
    assert found == mutants_of(text, model)
    assert len({one.id for one in found}) == len(found)
    assert len({(one.line, one.after) for one in found}) == len(found)
    for one in found:
        before, after = text.splitlines(), one.applied(text).splitlines()
        changed = {number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new}
        assert changed == {one.line, *one.also}


def _equivalent(data: st.DataObject, bench: Bench) -> RuleSet | None:
    """Return the rules of a mutant that means the same: the first from some mutant on."""
    mutants = bench.mutants()
    start = data.draw(st.integers(0, len(mutants) - 1))
    for mutant in (*mutants[start:], *mutants[:start])[:_LOOKED_AT]:
        changed = bench.changed(mutant)
        if not isinstance(changed, str) and not bench.differences(changed):
            return changed
    return None


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data(), _benches())
def test_what_is_equivalent_gives_the_same_for_any_facts(data: st.DataObject, drawn: tuple[Rules, Bench]) -> None:
    given_rules, bench = drawn
    changed = _equivalent(data, bench)
    assume(changed is not None)
    assert changed is not None
    for _ in range(4):
        known = data.draw(facts(given_rules))
        for moment in moments_of(bench.rules, changed):
            answers = [seen(one.evaluate(known, moment.period or None, moment.day)) for one in (bench.rules, changed)]
            assert answers[0] == answers[1]


@settings(max_examples=40)
@given(st.data(), _benches())
def test_what_is_found_kills_and_its_case_passes_on_the_rules_as_they_are(data: st.DataObject, drawn: tuple[Rules, Bench]) -> None:
    bench = drawn[1]
    mutant = _chosen(data, bench)
    changed = bench.changed(mutant)
    assume(not isinstance(changed, str))
    assert not isinstance(changed, str)
    quarry = hunt(bench.rules, changed, bench.differences(changed))
    assume(quarry is not None)
    assert quarry is not None
    text = stub_of(bench, mutant, quarry)
    assume(text)
    assert kills(bench, mutant, text)
    found = bench_of(bench.source._replace(text=f"{bench.source.text}\n{text}"))
    assert run_case(found.rules, found.rules.model.cases[-1]).passed


_UNITS = dict.fromkeys(DATA, find_unit("万元"))


def _compiled(text: str) -> Compiled | None:
    formula = parse_formula(text)
    checked = check_formula(formula, _UNITS) if isinstance(formula, Formula) else None
    return compile_formula(checked) if isinstance(checked, Checked) else None


def _answer(compiled: Compiled, values: dict[str, Fraction]) -> Fraction | str | None:
    try:
        return compiled.number(values)
    except Undefined as undefined:
        return undefined.reason


@given(st.data(), st.sampled_from((*FORMULAS, "甲 + 乙 - 丙", "|甲 - (乙 + 丙)| × 2", "最小(甲、乙、甲) ÷ 2 + 甲 ÷ 丁")))
def test_formulas_of_one_meaning_compute_the_same(data: st.DataObject, text: str) -> None:
    texts = [text, *(replaced(text, edit) for edit in formula_edits(text, DATA))]
    pair = [_compiled(data.draw(st.sampled_from(texts))) for _ in range(2)]
    one, other = pair
    assume(one is not None and other is not None)
    assert one is not None
    assert other is not None
    numbers = st.integers(-3, 3).map(Fraction)
    values = {name: data.draw(numbers) for name in DATA}
    if meaning_of(one) == meaning_of(other):
        assert _answer(one, values) == _answer(other, values)


_ENDS = st.integers(-8, 24).map(lambda number: Fraction(number, 2))


@st.composite
def _sets(draw: st.DrawFn) -> IntervalSet:
    ends = sorted(draw(st.lists(_ENDS, min_size=2, max_size=4, unique=True)))
    closed = st.booleans()
    one = Interval(ends[0], ends[1], draw(closed), draw(closed))
    last = Interval(ends[-1], None, draw(closed))
    return IntervalSet.of([one, *([last] if draw(closed) else [])])


@given(_sets(), _sets())
def test_sets_are_the_same_where_no_count_tells_them_apart(one: IntervalSet, other: IntervalSet) -> None:
    told = any(one.contains(Fraction(value)) != other.contains(Fraction(value)) for value in range(20))
    assert same_set(one, other, whole=True) != told


@settings(max_examples=40)
@given(st.data(), _benches())
def test_curves_are_the_same_where_no_count_tells_them_apart(data: st.DataObject, drawn: tuple[Rules, Bench]) -> None:
    bench = drawn[1]
    changed = bench.changed(_chosen(data, bench))
    assume(not isinstance(changed, str))
    assert not isinstance(changed, str)
    counts = {one.name for one in drawn[0].indicators if one.kind == "count"}
    items = [{leaf.name: leaf.item for leaf in one.evaluate({}).leaves()} for one in (bench.rules, changed)]
    for name in sorted(counts & items[0].keys() & items[1].keys()):
        pair = [one[name].scorer for one in items]
        curves = [None if one is None else one.least for one in pair]
        if curves[0] is not None and curves[1] is not None:
            one, other = curves
            told = any(one.at(Fraction(value)) != other.at(Fraction(value)) for value in range(900))
            assert same_curve(one, other, whole=True) != told
