"""Laws of the public strategies for rulesets: facts come to the verdict that was asked for, better ones never cost marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from perfrules import RuleSet, Verdict, check_ruleset, load_ruleset
from perfrules.testing import strategies as ps

_MANY = settings(max_examples=120)
_VERDICTS = st.sampled_from([None, *Verdict])
SHOP = """规则集  店铺评价
满分  100分
数据  支出 万元
数据  预算 万元
数据  收入 万元
量表  健全性：健全 100% > 基本健全 80% > 不健全 0%
三级指标  执行率 50分 全年 ≥95%
  公式  支出 ÷ 预算
  计分  按完成比例，不足 60% 计零
三级指标  企业数 20分 半年 ≥50家 全年 =100家 越大越好
  计分  按完成比例
三级指标  收入率 20分 全年 ≥50%
  公式  收入 ÷ 预算
  适用  收入 > 0万元
三级指标  制度 10分 全年 健全
  计分  按量表
"""


@given(ps.ruleset_texts())
def test_a_ruleset_is_sound(text: str) -> None:
    assert not check_ruleset(text)
    assert load_ruleset(text).full_marks == 100


@_MANY
@given(st.data(), ps.rulesets(), _VERDICTS)
def test_facts_come_to_the_verdict_that_was_asked_for(data: st.DataObject, rules: RuleSet, verdict: Verdict | None) -> None:
    period = data.draw(st.sampled_from([None, *rules.periods]))
    try:
        strategy = ps.facts_for(rules, period, verdict)
    except InvalidArgument:
        assert period == "半年"
        return
    facts = data.draw(strategy)
    result = facts.evaluate()
    assert verdict in (None, result.verdict)
    assert not result.facts.diagnostics
    assert facts.ruleset is rules
    assert verdict is not None or not result.missing or any(leaf.applies is None for leaf in result.leaves())


@_MANY
@given(st.data(), ps.rulesets(), st.booleans())
def test_better_facts_never_cost_marks(data: st.DataObject, rules: RuleSet, some: bool) -> None:
    facts = data.draw(ps.facts_for(rules, missing=some))
    better = data.draw(ps.improving(facts))
    assert list(better) == list(facts)
    before, after = facts.evaluate().score, better.evaluate().score
    assert before is not None
    assert after is not None
    assert after.low >= before.low
    assert after.high >= before.high


@given(st.data(), st.sampled_from(["执行率", "企业数", "收入率", "制度"]), st.sampled_from([*Verdict]))
def test_single_indicators_have_the_verdict_that_was_asked_for(data: st.DataObject, name: str, verdict: Verdict) -> None:
    facts = data.draw(ps.facts_for(SHOP, verdict={name: verdict.value}))
    assert facts.evaluate()[name].verdict is verdict


@given(st.data(), st.sampled_from([1, 0.25, "预算", ["企业数", "收入"]]))
def test_facts_are_missing_as_asked_for(data: st.DataObject, missing: object) -> None:
    facts = data.draw(ps.facts_for(SHOP, missing=missing))  # type: ignore[arg-type]
    match missing:
        case int() | float():
            assert len(facts) <= 5
        case str():
            assert missing not in facts
        case _:
            assert not {"企业数", "收入"} & set(facts)


@settings(max_examples=60)
@given(st.data())
def test_some_missing_facts_still_leave_it_missed(data: st.DataObject) -> None:
    facts = data.draw(ps.facts_for(SHOP, verdict="未达标", missing=True))
    assert facts.evaluate().verdict is Verdict.UNMET
    assert facts.evaluate().missing or len(facts) >= 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"verdict": "达标", "missing": True}, "不能缺数据"),
        ({"verdict": "达标", "missing": "企业数"}, "不可能是 达标：企业数"),
        ({"verdict": "合格"}, "没有这种结论"),
        ({"verdict": {"企业": "达标"}}, "最接近的是「企业数」"),
        ({"missing": "利润"}, "没有「利润」"),
        ({"missing": 1.5}, "不在 0 与 1 之间"),
    ],
)
def test_what_cannot_be_is_told_when_it_is_asked_for(asked: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        ps.facts_for(SHOP, **asked)  # type: ignore[arg-type]


def test_better_facts_need_to_know_their_ruleset() -> None:
    with pytest.raises(InvalidArgument, match="哪个规则集"):
        ps.improving({"企业数": "96家"})
