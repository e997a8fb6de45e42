"""The public strategies as a person meets them: what they shrink to, what they refuse, how facts are printed, and the entry point."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import perfrules as pr
from perfrules._hypothesis import register
from perfrules.testing import strategies as ps
from perfrules.testing.strategies import GivenFacts

_ONCE = settings(database=None, derandomize=True, phases=[Phase.generate, Phase.shrink], deadline=None)
RULES = "规则集 小表\n数据 支出 万元\n数据 预算 万元\n三级指标 执行率 全年 ≥95%\n公式 支出 ÷ 预算"


@pytest.mark.parametrize(
    ("strategy", "simplest"),
    [
        (ps.quantities(), "0家"),
        (ps.quantities("%", min="0.5%"), "0.5%"),
        (ps.targets("quantity"), "≥0家"),
        (ps.targets("date"), "2025年12月31日前"),
        (ps.targets("change"), "较上年提高≥0个百分点"),
        (ps.targets("rank"), "前2名"),
        (ps.targets("all"), "甲地≥0家;乙地≥0家"),
        (ps.renderings("不低于九十五%"), "≥95%"),
        (ps.accepted_by("≥100家"), "100家"),
        (ps.accepted_by("5%-10%"), "5%"),
        (ps.rejected_by("≥100家"), "99家"),
        (ps.boundary("≥100家"), "99家 below 未达标"),
    ],
)
def test_what_is_drawn_shrinks_to_something_plain(strategy: st.SearchStrategy[Any], simplest: str) -> None:
    assert str(find(strategy, lambda _: True, settings=_ONCE)) == simplest


def test_any_target_shrinks_to_a_bound_or_a_word() -> None:
    assert str(find(ps.targets(), lambda _: True, settings=_ONCE)) in ("≥0家", "优秀")


def test_a_fault_shrinks_to_a_case_that_a_person_can_read() -> None:
    @settings(_ONCE)
    @given(ps.facts_for(RULES))
    def met(facts: GivenFacts) -> None:
        assert facts.evaluate().verdict is not pr.Verdict.UNMET

    with pytest.raises(AssertionError) as caught:
        met()
    said = "\n".join(caught.value.__notes__)
    assert "        期间 全年\n        给定 支出 = " in said
    assert said.count("给定") == 2


@pytest.mark.parametrize(
    "strategy",
    [
        ps.quantities(),
        ps.targets(),
        ps.renderings("≥1.2万元"),
        ps.accepted_by("≥100家"),
        ps.rejected_by("5%-10%"),
        ps.facts_for("苏州市科学技术局2025年度绩效目标", verdict="未达标"),
        ps.given_facts(),
        ps.rulesets(),
        ps.tables(),
        ps.table_files("csv"),
    ],
    ids=lambda strategy: repr(strategy)[:30],
)
def test_health_checks_stay_quiet(strategy: st.SearchStrategy[Any]) -> None:
    seen: list[Any] = []

    @settings(settings.get_profile("default"), max_examples=20, database=None, deadline=None, derandomize=True)
    @given(strategy)
    def draw(value: Any) -> None:
        seen.append(value)

    draw()
    assert seen


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda: ps.quantities("家", min=5, max="3家"), "min 5家 is above max 3家"),
        (lambda: ps.quantities("家", min="5元"), "不可比"),
        (lambda: ps.quantities("家", min="1.5", max="1.7"), "没有整数"),
        (lambda: ps.quantities("家", min=0.5), "不是准确的数"),  # type: ignore[arg-type]
        (lambda: ps.quantities("家", min="健全"), "不是一个数"),
        (lambda: ps.targets("number"), "没有这种指标值"),
        (lambda: ps.targets(units=[]), "units 是空的"),
        (lambda: ps.accepted_by("不适用"), "没有「不适用」接受的实际值"),
        (lambda: ps.accepted_by("≥95%且≤90%"), "接受的实际值"),
        (lambda: ps.rejected_by("≥0家或<0家"), "不接受的实际值"),
        (lambda: ps.accepted_by("戊己庚辛"), "接受的实际值"),
        (lambda: ps.boundary("健全"), "没有边界"),
        (lambda: ps.boundary("≥95%且"), "读不懂指标值"),
    ],
)
def test_what_cannot_be_drawn_is_told_when_it_is_asked_for(asked: Any, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        asked()


@given(ps.quantities(st.sampled_from(["家", "万元"]), min=3))
def test_units_can_be_drawn_too(amount: pr.Quantity) -> None:
    assert amount.number >= 3


def test_facts_are_printed_as_a_case_is_written() -> None:
    rules = pr.load_ruleset(RULES)
    facts = GivenFacts({"支出": "95万元"}, rules, "全年", None)
    assert repr(facts) == "期间 全年\n给定 支出 = 95万元"
    assert repr(GivenFacts({}, rules)) == "（没有给定）"
    assert len(facts) == 1
    assert facts["支出"] == "95万元"
    assert rules.evaluate(facts).missing[0].name == "预算"


def test_types_are_registered() -> None:
    register()
    register()
    assert str(find(st.from_type(pr.Quantity), lambda _: True, settings=_ONCE)) == "0家"
    assert find(st.from_type(pr.Target), lambda target: target.kind == "date", settings=_ONCE).kind == "date"
    assert isinstance(find(st.from_type(pr.RuleSet), lambda _: True, settings=_ONCE), pr.RuleSet)
    assert find(st.from_type(pr.TargetTable), lambda _: True, settings=_ONCE).indicators
    assert isinstance(find(st.from_type(GivenFacts), lambda _: True, settings=_ONCE), GivenFacts)


def test_the_entry_point_imports_types_alone() -> None:
    code = """
import sys, hypothesis
from perfrules._hypothesis import register
register()
assert not [name for name in sys.modules if name.startswith(("perfrules.testing", "perfrules.table.readers", "lark"))]
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
