"""Laws of the laws: sound rulesets keep them, what is pinned comes out, and amounts stay what they are in other units."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from perfrules import load_ruleset, parse_quantity
from perfrules.evaluation.totals import Marks
from perfrules.scoring import parse_scale
from perfrules.scoring.scale import Scale
from perfrules.testing.cases import run_cases
from perfrules.testing.properties import check_properties
from perfrules.testing.properties.bench import bench_of
from perfrules.testing.properties.sameness import rewritings
from perfrules.testing.writing import case_text, marks_clauses, quoted
from perfrules.value.lexicon import compare_words
from property.ruleset_strategies import Rules, facts, rules

pytestmark = pytest.mark.property

few = settings(max_examples=8, phases=[Phase.generate], suppress_health_check=[HealthCheck.nested_given, HealthCheck.too_slow])
some = settings(max_examples=25)


@few
@given(rules())
def test_sound_rulesets_keep_every_law(drawn: Rules) -> None:
    report = check_properties(load_ruleset(drawn.text), examples=12)
    # A condition such as 乙 ≥ 甲 may be drawn for 甲 ÷ 乙: then more of 甲 is better until the indicator drops out.
    broken = [one for one in report.counterexamples if one.diagnostic.args.get("now") != "不适用"]
    assert [one.render() for one in broken] == []


@some
@given(rules())
def test_every_fact_of_a_ladder_is_read_without_a_complaint(drawn: Rules) -> None:
    rule_set = load_ruleset(drawn.text)
    for one in bench_of(rule_set, "全年", None).fields:
        for value in (*one.values, *(step for ladder in one.ladders for step in ladder.steps)):
            assert [found for found in rule_set.evaluate({one.name: value}).diagnostics if found.code[0] != "N"] == []


@some
@given(rules(), st.data())
def test_a_ladder_climbs_no_worse_in_its_own_marks(drawn: Rules, data: st.DataObject) -> None:
    rule_set = load_ruleset(drawn.text)
    fields = [one for one in bench_of(rule_set, "全年", None).fields if one.item is not None and one.ladders]
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    given_data = {name: value for name, value in data.draw(facts(drawn)).items() if name != field.name}
    steps = data.draw(st.sampled_from(field.ladders)).steps
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(steps) - 1)] * 2)))
    before, after = (rule_set.evaluate({**given_data, field.name: step})[field.name].marks for step in (steps[low], steps[high]))
    assert before is not None
    assert after is not None
    assert before <= after


numbers = st.integers(1, 10_000_000).map(lambda number: Fraction(number, 1000))
units = st.sampled_from(["万元", "元", "亿元", "%", "‰", "公里", "米", "家", "平方米", "小时"])


@given(numbers, units)
def test_an_amount_in_another_unit_is_the_same_amount(number: Fraction, unit: str) -> None:
    text = f"{float(number):.3f}{unit}"
    amount = parse_quantity(text)
    for other in rewritings(text):
        assert parse_quantity(other) == amount
        assert parse_quantity(other).unit.factor != amount.unit.factor


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["甲", "甲 乙", "甲;乙"]))
def test_pinned_marks_come_out(target: int, actual: int, name: str) -> None:
    text = f"规则集 小表\n满分 10分\n三级指标 {quoted(name)} 10分 全年 ≥{target}家\n计分 按完成比例"
    found = load_ruleset(text).evaluate({name: f"{actual}家"})[name].marks
    assert found is not None
    case = case_text("一例", "全年", "", {name: f"{actual}家"}, [f"{quoted(name)} {marks_clauses(found)}"], "说明")
    assert [one.passed for one in run_cases(load_ruleset(f"{text}\n{case}"))] == [True]
    more = marks_clauses(Marks(found.low + Fraction(1, 100), found.high + Fraction(1, 100)))
    wrong = case_text("一例", "全年", "", {name: f"{actual}家"}, [f"{quoted(name)} {more}"])
    assert [one.passed for one in run_cases(load_ruleset(f"{text}\n{wrong}"))] == [False]


WORDS = ("健全", "基本健全", "不够健全", "不健全")


@given(st.sets(st.sampled_from(WORDS[1:]), max_size=2), st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_a_better_word_gets_no_less_whether_the_scale_has_it_or_not(missing: set[str], one: str, other: str) -> None:
    kept = [word for word in WORDS if word not in missing]
    shares = ("100%", "80%", "60%", "0%")
    scale = parse_scale("健全性：" + " > ".join(f"{word} {share}" for word, share in zip(kept, shares, strict=False)))
    assert isinstance(scale, Scale)
    text = f"规则集 小表\n满分 10分\n量表 {scale}\n定性 按量表\n三级指标 制度 10分 全年 健全"
    assume(compare_words(one, other))
    worse, better = (load_ruleset(text).evaluate({"制度": word})["制度"].marks for word in (one, other))
    assert worse is not None
    assert better is not None
    assert worse.low <= better.low
    assert worse.high <= better.high
