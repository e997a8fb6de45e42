"""The laws of rulesets: planted faults are found and shrunk, sound rules keep them, and counterexamples can be pasted."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from perfrules import PerfRulesError, RuleSet, load_ruleset
from perfrules.cli import main
from perfrules.testing.cases import run_cases
from perfrules.testing.properties import LAWS, Counterexample, check_properties

EXAMPLES = 40
RATE = "数据 支出 万元\n数据 预算 万元\n"
TOTAL = "规则集 甲\n满分 10分\n"

PLANTED = {
    "bound against its direction": ("monotone", TOTAL + "三级指标 投诉率 10分 全年 ≥95% 越小越好\n计分 人工", 1),
    "range that is said to be better when higher": ("monotone", "规则集 甲\n三级指标 执行率 全年 90%~100% 越大越好", 1),
    "ceiling that falls": (
        "monotone",
        TOTAL + "上限 执行率 <50% 至多 9分、≥50% 至多 5分\n三级指标 执行率 10分 全年 ≥95%\n计分 按完成比例",
        1,
    ),
    "ceiling that falls on what a formula makes": (
        "monotone",
        TOTAL + RATE + "上限 执行率 ≥95% 至多 5分\n三级指标 执行率 10分 全年 ≥95%\n公式 支出 ÷ 预算\n计分 按完成比例",
        1,
    ),
    "condition that drops what gets better": (
        "monotone",
        RATE + "规则集 甲\n满分 20分\n三级指标 执行率 10分 全年 ≥95%\n公式 支出 ÷ 预算\n适用 支出 < 50万元\n三级指标 次数 10分 全年 ≥1次",
        2,
    ),
    "scale in the wrong order": (
        "monotone",
        TOTAL + "定性 按量表\n量表 健全：基本健全 100% > 健全 80% > 不健全 0%\n三级指标 制度 10分 全年 健全",
        1,
    ),
    "later is better": ("monotone", TOTAL + "三级指标 完成时间 10分 全年 2025年12月底前 越大越好\n计分 人工", 1),
    "a worse place is better": ("monotone", "规则集 甲\n三级指标 排名 全年 前5名 越大越好", 1),
    "bands that give marks to what misses": (
        "monotone",
        TOTAL + "三级指标 占比 10分 全年 <3%或>5%\n计分 分档：<3% 得 0%、>5% 得 0%、其余 得 100%",
        1,
    ),
    "percentage without its sign": ("units", "规则集 甲\n" + RATE + "三级指标 执行率 全年 ≥95\n公式 支出 ÷ 预算", 1),
    "amount without a unit": ("units", "规则集 甲\n" + RATE + "三级指标 支出额 全年 ≥95\n公式 支出", 1),
    "alias that is a datum": (
        "order",
        "规则集 甲\n数据 户数 户\n三级指标 企业数 全年 ≥100家\n别名 户数\n三级指标 户均 全年 ≥5户\n公式 户数",
        1,
    ),
    "indicator that is called like a datum": (
        "order",
        "规则集 甲\n数据 企业数 家\n一级指标 产出\n三级指标 企业数 全年 ≥100家\n三级指标 户均 全年 ≥1家\n公式 企业数",
        1,
    ),
    "no whole number between open bounds": ("boundary", "规则集 甲\n三级指标 场次 全年 (3,4)场", 1),
    "no whole number between bounds": ("boundary", "规则集 甲\n三级指标 场次 全年 3.2-3.8场", 1),
    "half a thing": ("boundary", "规则集 甲\n三级指标 场次 全年 =3.5场 等于为好", 1),
    "weights that add up only next year": (
        "sums",
        "规则集 甲\n生效 2025年\n满分 10分\n三级指标 场次 4分 全年 ≥3场\n三级指标 人次 6分 全年 ≥3人次\n生效 2026-01-01 起",
        0,
    ),
}

SOUND = {
    "over-achievement is an exception": TOTAL + "三级指标 场次 10分 全年 ≥3场\n计分 按完成比例，超额 130% 扣 2分",
    "two sides of a target": "规则集 甲\n" + RATE + "三级指标 执行率 全年 =100% 等于为好\n公式 支出 ÷ 预算",
    "scored from two sides": TOTAL + "三级指标 企业数 10分 全年 =100家\n计分 按完成比例，等于 两侧",
    "several parts": "规则集 甲\n三级指标 比 全年 ≥95%；≤3次",
    "levels, brought up to full marks": (
        "规则集 甲\n满分 20分\n不适用 折算\n一级指标 产出\n三级指标 子 10分 全年 ≥1次\n一级指标 效益\n三级指标 丑 10分 全年 ≥1次"
    ),
    "a condition": TOTAL + RATE + "三级指标 执行率 10分 全年 ≥95%\n公式 支出 ÷ 预算\n适用 预算 > 0万元\n计分 按完成比例，不足 60% 计零",
    "a ceiling that rises": TOTAL + "上限 执行率 <50% 至多 5分\n三级指标 执行率 10分 全年 ≥95%\n计分 按完成比例",
    "days, places, changes and 约": (
        "规则集 甲\n满分 60分\n计分 达标得满分，否则 得 30%\n三级指标 完成时间 10分 全年 2025年12月底前\n"
        "三级指标 日 10分 全年 2025年6月30日\n"
        "三级指标 排名 10分 全年 前5名\n三级指标 增幅 10分 全年 较上年提高5个百分点\n三级指标 降幅 10分 全年 较上年下降3%\n"
        "三级指标 面积 10分 全年 约100平方米"
    ),
    "rounding, grades, ceilings and full marks for what does not apply": (
        "规则集 甲\n满分 30分\n不适用 满分\n舍入 每项 1位，总分 0位\n上限 执行率 <50% 至多 9分、<60% 至多 19分\n"
        "等级 优 ≥27分、良 ≥20分、差 <20分\n"
        "数据 项目数 个\n"
        + RATE
        + "一级指标 过程 10分\n三级指标 执行率 10分 全年 ≥95%\n公式 支出 ÷ 预算\n计分 按完成比例\n一级指标 产出 20分\n"
        "三级指标 项目完成数 10分 全年 ≥3个\n适用 项目数 > 0个\n计分 每 1个 得 20%\n"
        "三级指标 满意度 10分 全年 ≥90%\n计分 折线：50% 得 0%、100% 得 100%"
    ),
    "at least a share, out of scoring": TOTAL + "三级指标 占比 10分 全年 ≥3%\n计分 达标得满分，否则 得 20%",
}


def _ruleset(text: str) -> RuleSet:
    return load_ruleset(text if text.startswith("规则集") else "规则集 甲\n" + text.replace("规则集 甲\n", ""))


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_with_few_facts_and_a_case_that_runs(name: str) -> None:
    law, text, most = PLANTED[name]
    rules = _ruleset(text)
    found = check_properties(rules, laws=(law,), examples=EXAMPLES)[law].counterexample
    assert found is not None
    assert max(len(one.facts) for one in found.situations) <= most
    assert found.law is LAWS[law]
    assert found.diagnostic.line is not None
    _assert_pastes(text, found)


def _assert_pastes(text: str, found: Counterexample) -> None:
    pasted = _ruleset(f"{text}\n\n{found.case}")
    results = run_cases(pasted)
    assert len(results) == len(found.situations) or "矛盾" not in found.case
    assert all(one.result is not None for one in results), "the case is evaluated"
    codes = [failure.code for one in results for failure in one.failures]
    if "矛盾" in found.case:
        # A value that an alias takes to another thing may not fit there, of which the case tells.
        assert set(codes) <= ({"T804"} if found.law.key == "order" else set()), "both sides are pinned as they come out"
    else:
        assert set(codes) <= {"T801", "T802"}
        assert codes, "what the law says does not come out"


@pytest.mark.parametrize("name", SOUND)
def test_sound_rules_keep_every_law(name: str) -> None:
    report = check_properties(_ruleset(SOUND[name]), examples=EXAMPLES)
    assert [one.diagnostic.message for one in report.counterexamples] == []
    assert all(one.examples for one in report.laws if one.law.key not in ("monotone", "boundary"))


@pytest.mark.parametrize(
    ("text", "law", "name", "why"),
    [
        (SOUND["over-achievement is an exception"], "monotone", "场次", "超额另有规定（超额 130% 扣 2分）：从 4场 起得分不作要求"),
        (TOTAL + "三级指标 场次 10分 全年 ≥3场\n计分 人工", "monotone", "场次", "由人评定：只要求结论"),
        (SOUND["scored from two sides"], "monotone", "企业数", "结论按越大越好，计分写明按等于为好：得分只按计分的方向要求"),
        (SOUND["two sides of a target"], "monotone", "支出", "大了有好有坏"),
        (SOUND["a condition"], "monotone", "预算", "适用条件或别的数据也用它"),
        (SOUND["several parts"], "monotone", "比", "指标值由几部分组成，整体没有高低"),
        (SOUND["several parts"], "boundary", "比", "指标值不是数，没有边界"),
        ("规则集 甲\n三级指标 场次", "monotone", "场次", "本期没有指标值"),
        ("规则集 甲\n三级指标 场次 全年 ≥3场", "bounded", "总分", "没有分值：得分不作要求；写上分值或 均分 就查"),
        (SOUND["at least a share, out of scoring"], "missing", "占比", "有保底分（2~10分），写成 不适用 就退出评分"),
    ],
)
def test_what_is_not_claimed_is_told(text: str, law: str, name: str, why: str) -> None:
    left = check_properties(_ruleset(text), laws=(law,), examples=4)[law].unclaimed
    assert (name, why) in [(one.name, one.why()) for one in left]
    assert all(one.why("en") for one in left)


def test_the_same_seed_finds_the_same() -> None:
    text = PLANTED["condition that drops what gets better"][1]
    first, again = (check_properties(_ruleset(text), examples=EXAMPLES, seed=7).to_dict() for _ in range(2))
    assert json.dumps(first) == json.dumps(again)


def test_laws_and_periods_can_be_chosen() -> None:
    rules = load_ruleset("规则集 甲\n三级指标 场次 半年 1场~3场 越大越好 全年 2场~4场")
    assert [one.law.key for one in check_properties(rules, laws=("边界翻一次", "T812"), examples=4).laws] == ["bounded", "boundary"]
    found = check_properties(rules, laws=("monotone",), examples=20)
    assert {one.period for one in found.counterexamples} == {"半年", "全年"}
    assert {one.period for one in check_properties(rules, laws=("monotone",), examples=20, period="半年").counterexamples} == {"半年"}
    with pytest.raises(PerfRulesError, match="E403"):
        check_properties(rules, laws=("nothing",))


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    check_properties(_ruleset(SOUND["a condition"]), examples=20)
    assert list(tmp_path.iterdir()) == []


def test_the_day_stands_in_the_case() -> None:
    from datetime import date

    rules = load_ruleset("规则集 甲\n三级指标 执行率 全年 90%~100% 越大越好")
    found = check_properties(rules, laws=("monotone",), as_of=date(2025, 6, 30)).counterexamples[0]
    assert "  截至  2025-06-30\n" in found.case


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(text: str, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "甲.perf"
        path.write_text(text, "utf-8")
        code = main(["test", str(path), *options])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


FAULTY = PLANTED["ceiling that falls"][1] + "\n测试 一\n给定 执行率 = 95%\n期望 执行率 达标"


def test_the_command_runs_cases_alone_unless_it_is_asked(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run(FAULTY)
    assert (code, out) == (0, "1 个用例：全部通过\n")


def test_the_command_prints_laws_and_counterexamples(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run(FAULTY, "--properties", "--examples", "40")
    assert code == 1
    assert "T811 越好不降    不成立" in out
    assert "「执行率」从 49.99% 变到 50%（越大越好），「总分」的得分却从 约5.2621分 变成 5分" in out
    assert "上限 执行率 <50% 至多 9分、≥50% 至多 5分" in out
    assert "测试    越好不降：总分（1）" in out
    code, out, _ = run(SOUND["a condition"], "--properties", "--examples", "10", "--lang", "en")
    assert code == 0
    assert "T812 marks are bounded       holds  10 examples" in out
    assert "better is never worse: 预算  conditions or other data look at it, too" in out


def test_the_command_prints_documents(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run(FAULTY, "--properties", "--examples", "10", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert [one["code"] for one in found["findings"]] == ["T811"]
    assert [law["code"] for law in found["properties"][0]["laws"]] == [law.code for law in LAWS.values()]
    assert json.loads(run(FAULTY, "--format", "json")[1])["findings"] == []
    sarif = json.loads(run(FAULTY, "--properties", "--examples", "10", "--format", "sarif")[1])
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["T811"]


def test_without_hypothesis_the_command_says_what_to_install(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "perfrules.testing.properties.search", raising=False)
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    code, out, err = run(FAULTY, "--properties")
    assert (code, out) == (2, "")
    assert 'pip install "perfrules[testing]"' in err
