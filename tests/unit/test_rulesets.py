"""Rulesets: what they inherit, what guards a change, which day and which weights hold, what facts do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from perfrules import FactError, RulesetError, Severity, UnknownName, Verdict, check_ruleset, load_ruleset
from perfrules.testing.cases import run_cases

PARENT = """规则集  标准
版本  1
参数  偏差率上限 = 15% 自 2024-01-01
参数  偏差率上限 = 10% 自 2025-01-01
数据  年初预算数 万元
数据  决算数 万元
一级指标  过程 60分
  三级指标  预算偏差率 60分 全年 ≤偏差率上限
    公式  |决算数 - 年初预算数| ÷ 年初预算数
    计分  分档：≤偏差率上限 得 100%、其余 得 0%
一级指标  产出 40分
  三级指标  企业数 40分 越大越好
    计分  按完成比例
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "standard.perf").write_text(PARENT, "utf-8")
    return tmp_path


def child(folder: Path, text: str) -> Path:
    path = folder / "child.perf"
    path.write_text(f"规则集  本市\n继承  标准@1\n{text}\n", "utf-8")
    return path


def codes(path: Path | str) -> list[str]:
    return [one.code for one in check_ruleset(path)]


def test_filling_what_is_empty_is_free(folder: Path) -> None:
    rules = load_ruleset(child(folder, "目标  企业数 全年 ≥100家"))
    assert rules.model.parents == (("标准", "1"),)
    result = rules.evaluate({"企业数": "95家", "年初预算数": "100万元", "决算数": "109万元"})
    assert result.score == (98, 98)


def test_filling_what_is_there_is_refused_unless_it_says_the_same(folder: Path) -> None:
    assert codes(child(folder, "目标  预算偏差率 全年 ≤20%")) == ["E684"]
    assert codes(child(folder, "目标  预算偏差率 全年 ≤偏差率上限")) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("覆盖  预算偏差率\n原  分值 60分\n改  分值 50分\n理由  试行", ["E633"]),
        ("覆盖  预算偏差率\n原  全年 ≤偏差率上限\n改  全年 ≤20%\n理由  试行", []),
        ("覆盖  预算偏差率\n原  全年 ≤20%\n改  全年 ≤25%\n理由  试行", ["E680"]),
        ("覆盖  预算偏差率\n原  全年 ≤偏差率上限\n改  全年 ≤20%", ["E685"]),
        ("覆盖  预算偏差率\n改  全年 ≤20%\n理由  试行", ["E688"]),
        ("覆盖  偏差率上限\n原  值 10%\n改  值 12%\n理由  试行", []),
        ("覆盖  偏差率上限\n原  值 11%\n改  值 12%\n理由  试行", ["E680"]),
        ("覆盖  产出\n原  分值 40分\n改  分值 30分\n理由  试行", ["E633"]),
        ("删除  企业数\n理由  无此业务", []),
        ("删除  企业树\n理由  无此业务", ["E628"]),
        ("覆盖  企业数\n原  计分 按完成比例\n改  计分 达标得满分\n理由  试行", []),
        ("覆盖  企业数\n原  越大越好\n改  越小越好\n理由  试行", []),
    ],
)
def test_changes_are_guarded(folder: Path, lines: str, found: list[str]) -> None:
    assert codes(child(folder, lines)) == found


def test_a_changed_parameter_reaches_inherited_targets_and_policies(folder: Path) -> None:
    rules = load_ruleset(child(folder, "覆盖  偏差率上限\n原  值 10%\n改  值 20%\n理由  试行\n目标  企业数 全年 ≥1家"))
    result = rules.evaluate({"年初预算数": 100, "决算数": 118, "企业数": 1})
    assert result["预算偏差率"].verdict is Verdict.MET
    assert result.score == (100, 100)
    assert [one.reason for one in rules.model.alterations] == ["试行"]


def test_the_day_selects_parameters(folder: Path) -> None:
    rules = load_ruleset(child(folder, "目标  企业数 全年 ≥1家"))
    facts = {"年初预算数": 100, "决算数": 112}
    early, late = (rules.evaluate(facts, as_of=date(year, 6, 1))["预算偏差率"] for year in (2024, 2025))
    assert (early.verdict, late.verdict) == (Verdict.MET, Verdict.UNMET)
    assert (str(early.target), str(late.target)) == ("≤15%", "≤10%")
    assert [note.code for note in rules.evaluate(facts).diagnostics if note.code[0] == "N"] == ["N643", "N643", "N640"]


def test_a_day_outside_the_validity_is_refused() -> None:
    rules = load_ruleset("规则集  甲\n生效  2025年\n三级指标  企业数 全年 ≥1家")
    with pytest.raises(RulesetError, match="E697"):
        rules.evaluate({}, as_of=date(2026, 1, 1))


def test_an_indicator_has_a_validity_of_its_own() -> None:
    rules = load_ruleset("规则集  甲\n三级指标  旧数 全年 ≥1家\n生效  至 2024-12-31\n三级指标  新数 全年 ≥1家\n生效  2025-01-01 起")
    names = [[leaf.name for leaf in rules.evaluate({}, as_of=date(year, 1, 1)).leaves()] for year in (2024, 2025)]
    assert names == [["旧数"], ["新数"]]


def test_full_marks_are_those_of_the_indicators_that_hold_on_the_day() -> None:
    text = "规则集  甲\n三级指标  旧数 10分 全年 ≥1家\n生效  至 2024-12-31\n三级指标  新数 15分 全年 ≥1家\n生效  2025-01-01 起"
    rules = load_ruleset(text)
    scores = [rules.evaluate({"旧数": "1家", "新数": "1家"}, as_of=date(year, 1, 1)).score for year in (2024, 2025)]
    assert scores == [(10, 10), (15, 15)]


def test_a_pasted_table_says_what_lines_say() -> None:
    table = """规则集  甲
指标表
|一级指标|二级指标|三级指标|分值|半年指标值|全年指标值|方向|
|---|---|---|---|---|---|---|
|产出|数量|培训人数|6|≥200人|≥500人|越大越好|
||质量|合格率|4分|/|≥95%||
"""
    lines = """规则集  甲
一级指标  产出
二级指标  数量
三级指标  培训人数 6分 半年 ≥200人 全年 ≥500人 越大越好
二级指标  质量
三级指标  合格率 4分 全年 ≥95%
"""
    one, two = (load_ruleset(text).model for text in (table, lines))
    assert list(one.indicators) == list(two.indicators)
    for path, indicator in one.indicators.items():
        other = two.indicators[path]
        assert (indicator.weight, indicator.direction) == (other.weight, other.direction)
        assert {period: target.values for period, target in indicator.targets.items()} == {
            period: target.values for period, target in other.targets.items()
        }


def test_a_pasted_table_fills_inherited_targets(folder: Path) -> None:
    rules = load_ruleset(child(folder, "指标表\n| 一级指标 | 三级指标 | 全年指标值 |\n| 产出 | 企业数 | ≥100家 |"))
    assert str(rules.evaluate({})["企业数"].target) == "≥100家"


def test_weights_are_written_or_shared_out_when_asked() -> None:
    text = "规则集  甲\n满分  90分\n一级指标  子\n三级指标  一 全年 ≥1家\n三级指标  二 全年 ≥1家\n一级指标  丑\n三级指标  三 全年 ≥1家"
    rules = load_ruleset(text)
    facts = {"一": "1家", "二": "0家", "三": "1家"}
    assert rules.evaluate(facts).score is None
    assert rules.evaluate(facts, equal="逐级").score == (Fraction("67.5"), Fraction("67.5"))
    assert rules.evaluate(facts, equal="指标").score == (60, 60)
    assert load_ruleset(text + "\n均分  指标").evaluate(facts).score == (60, 60)
    with pytest.raises(UnknownName):
        rules.evaluate(facts, equal="随意")


@pytest.mark.parametrize(("rule", "score"), [("满分", 75), ("重分配", 50), ("折算", 50), ("剔除", 25)])
def test_what_does_not_apply(rule: str, score: int) -> None:
    text = f"规则集  甲\n满分  100分\n不适用  {rule}\n三级指标  一 50分 全年 ≥10家\n计分  按完成比例\n三级指标  二 50分 全年 ≥1家"
    assert load_ruleset(text).evaluate({"一": "5家", "二": "不适用"}).score == (score, score)


def test_an_open_condition_leaves_both_possible() -> None:
    head = "规则集  甲\n满分  100分\n数据  收入 万元\n三级指标  一 50分 全年 ≥10家\n计分  按完成比例\n"
    rules = load_ruleset(head + "三级指标  二 50分 全年 ≥1家\n适用  收入 > 0万元")
    assert rules.evaluate({"一": "5家", "二": "1家"}).score == (25, 75)
    assert rules.evaluate({"一": "5家", "二": "1家", "收入": "1万元"}).score == (75, 75)
    assert rules.evaluate({"一": "5家", "二": "1家", "收入": "0万元"}).score == (50, 50)


def test_division_by_zero() -> None:
    rules = load_ruleset("规则集  甲\n数据  子 万元\n数据  母 万元\n三级指标  率 全年 ≥1%\n公式  子 ÷ 母")
    assert rules.evaluate({"子": 0, "母": 0})["率"].verdict is Verdict.NOT_APPLICABLE
    outcome = rules.evaluate({"子": 1, "母": 0})["率"]
    assert (outcome.verdict, outcome.reason) == (Verdict.PENDING, "division_by_zero")
    assert "分母是零" in outcome.why


def test_data_made_by_formulas_can_be_given_instead() -> None:
    rules = load_ruleset("规则集  甲\n数据  甲数 万元\n数据  乙数 万元 = 甲数 × 2\n三级指标  率 全年 ≥1%\n公式  甲数 ÷ 乙数")
    assert rules.evaluate({"甲数": "3万元"})["率"].actual == "50%"
    assert rules.evaluate({"甲数": "3万元", "乙数": "12万元"})["率"].actual == "25%"
    assert rules.evaluate({"甲数": "3万元", "率": "7%"})["率"].actual == "7%"
    assert rules.evaluate({"甲数": "3万元"})["率"].derivation == "3万元 ÷ 6万元 = 50%"


def test_names_are_found_whatever_their_width_and_quotes() -> None:
    rules = load_ruleset("规则集  甲\n三级指标  “三公经费”变动率 全年 ≤0%\n别名  三公变动")
    for name in ("“三公经费”变动率", '"三公经费"变动率', "三公变动"):
        assert rules.evaluate({name: "-1%"})["三公变动"].verdict is Verdict.MET


def test_names_that_mean_two_things_need_their_level() -> None:
    text = "规则集  甲\n一级指标  资产\n三级指标  健全性 全年 健全\n一级指标  项目\n三级指标  健全性 全年 健全"
    rules = load_ruleset(text)
    result = rules.evaluate({"资产/健全性": "健全", "健全性": "健全"})
    assert [one.code for one in result.diagnostics] == ["E629"]
    assert result["资产/健全性"].verdict is Verdict.MET
    assert result["项目/健全性"].verdict is Verdict.PENDING
    with pytest.raises(UnknownName):
        result["健全性"]


def test_facts_that_cannot_be_used_are_told_and_count_as_missing() -> None:
    rules = load_ruleset("规则集  甲\n数据  收入 万元\n数据  率 %\n三级指标  企业数 全年 ≥1家")
    given = {"收入": "3家", "率": "0.5", "企业数": "12天", "无此": 1}
    result = rules.evaluate(given)
    assert [one.code for one in result.diagnostics] == ["W653", "W654", "W651"]
    assert result["企业数"].reason == "unit_mismatch"
    with pytest.raises(FactError):
        rules.evaluate({"无此": 1}, strict=True)


def test_what_is_missing_is_ordered_by_what_hangs_on_it() -> None:
    rules = load_ruleset("规则集  甲\n满分  10分\n三级指标  小 3分 全年 ≥1家\n三级指标  大 7分 全年 ≥1家")
    assert [(one.name, one.points) for one in rules.evaluate({}).missing] == [("大", 7), ("小", 3)]


def test_ceilings_grades_and_what_a_report_gives() -> None:
    text = """规则集  甲
满分  100分
等级  优 ≥90分、良 ≥80分、差 <80分
上限  执行率 <50% 至多 59分、<80% 至多 89分
缺失  计零
三级指标  执行率 20分 全年 ≥40% 越大越好
三级指标  企业数 80分 全年 ≥1家
"""
    rules = load_ruleset(text)
    full = rules.evaluate({"执行率": "45%", "企业数": "1家"})
    assert (full.score, full.grades) == ((59, 59), ("差",))
    assert rules.evaluate({"执行率": "79.9%", "企业数": "1家"}).grades == ("良",)
    assert rules.evaluate({"执行率": "80%", "企业数": "1家"}).grades == ("优",)
    open_ended = rules.evaluate({"企业数": "1家"})
    assert (open_ended.score, open_ended.reported) == ((59, 100), (59, 59))


def test_checks_tell_both_sides() -> None:
    rules = load_ruleset(
        "规则集  甲\n数据  合计数 万元\n数据  一数 万元\n数据  二数 万元\n检查  平: 合计数 = 一数 + 二数 误差 0.01万元 否则 错误 “不平”"
    )
    assert rules.evaluate({"合计数": 3, "一数": 1}).checks[0].verdict is Verdict.PENDING
    assert rules.evaluate({"合计数": "3.01万元", "一数": 1, "二数": 2}).checks[0].verdict is Verdict.MET
    failed = rules.evaluate({"合计数": "3.02万元", "一数": 1, "二数": 2}).checks[0]
    assert failed.message == "不平（|3.02万元 - (1万元 + 2万元)| ≤ 0.01万元）"


def test_units_of_a_file_convert() -> None:
    rules = load_ruleset("规则集  甲\n单位  标箱\n单位  大箱 = 2标箱\n三级指标  箱量 全年 ≥10大箱\n三级指标  小箱量 全年 ≥10标箱")
    result = rules.evaluate({"箱量": "10大箱", "小箱量": "10标箱"})
    assert [leaf.verdict for leaf in result.leaves()] == [Verdict.MET, Verdict.MET]


def test_named_policies_are_inherited_and_used(tmp_path: Path) -> None:
    (tmp_path / "p.perf").write_text(
        "规则集  办法\n评分办法  比例法\n计分  按完成比例，不足 60% 计零\n定性  达标得满分，否则 得 50%\n", "utf-8"
    )
    path = tmp_path / "c.perf"
    head = "规则集  甲\n引用  办法\n计分  按办法 比例法\n满分  20分\n"
    path.write_text(head + "三级指标  数 10分 全年 ≥10家\n三级指标  词 10分 全年 健全\n", "utf-8")
    result = load_ruleset(path).evaluate({"数": "7家", "词": "不健全"})
    assert [leaf.marks.low for leaf in result.leaves() if leaf.marks] == [7, 5]


def test_bad_families_are_diagnosed(tmp_path: Path) -> None:
    for name, text in {"a": "规则集  子\n继承  丑", "b": "规则集  丑\n继承  子", "c": "规则集  寅\n继承  寅"}.items():
        (tmp_path / f"{name}.perf").write_text(text, "utf-8")
    assert codes(tmp_path / "a.perf") == ["E692"]
    assert codes(tmp_path / "c.perf") == ["E692"]
    assert codes(tmp_path / "missing.perf") == ["E690"]
    assert codes("没有这个标题") == ["E695"]
    (tmp_path / "d.perf").write_bytes(b"\xff\xfe\x00\x00\xd8")
    assert codes(tmp_path / "d.perf")[0] in ("E691", "E600")


def test_gbk_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "g.perf"
    path.write_bytes("规则集  国标\n三级指标  企业数 全年 ≥1家\n".encode("gb18030"))
    assert load_ruleset(path).title == "国标"


def test_a_text_with_errors_is_not_loaded() -> None:
    with pytest.raises(RulesetError) as caught:
        load_ruleset("规则集  甲\n满分  十分\n公式  一")
    assert [one.code for one in caught.value.diagnostics] == ["E601", "E610"]


@pytest.mark.parametrize(
    "lines", ["三级指标  甲 全年 ≥1家\n一级指标  甲\n三级指标  乙", "一级指标  甲\n三级指标  乙\n三级指标  丙\n二级指标  乙"]
)
def test_a_level_and_an_indicator_do_not_share_a_place(lines: str) -> None:
    assert "E627" in codes(f"规则集  甲\n{lines}")


def test_long_chains_of_data_are_computed() -> None:
    links = "".join(f"数据  数{number} 万元 = 数{number + 1} + 1万元\n" for number in range(3000))
    rules = load_ruleset(f"规则集  长\n{links}数据  数3000 万元\n三级指标  率 全年 ≥1%\n公式  数1 ÷ 数0")
    assert rules.evaluate({"数3000": 0})["率"].value.number == Fraction(2999, 30)


def test_a_parameter_ends_where_it_says() -> None:
    rules = load_ruleset("规则集 甲\n参数 上限 = 10% 自 2024-01-01 至 2024-12-31\n三级指标 率 全年 ≤上限")
    assert str(rules.evaluate({}, as_of=date(2024, 6, 1))["率"].target) == "≤10%"
    for year in (2023, 2025):
        with pytest.raises(RulesetError) as caught:
            rules.evaluate({}, as_of=date(year, 6, 1))
        assert [one.code for one in caught.value.diagnostics] == ["E699"]


DATED_POLICY = """规则集 甲
满分 10分
参数 上限 = 15% 自 2024-01-01
参数 上限 = 10% 自 2025-01-01
计分 按办法 办
评分办法 办
计分 分档：≤上限 得 100%、其余 得 0%
三级指标 率 10分 全年 ≤20% 越小越好
"""


def test_a_named_policy_is_that_of_the_day() -> None:
    rules = load_ruleset(DATED_POLICY)
    assert [rules.evaluate({"率": "12%"}, as_of=date(year, 6, 1)).score for year in (2024, 2025)] == [(10, 10), (0, 0)]
    with pytest.raises(RulesetError):
        rules.evaluate({"率": "12%"}, as_of=date(2023, 6, 1))


def test_every_value_of_a_named_policy_is_checked() -> None:
    assert "E667" in codes(DATED_POLICY.replace("分档：≤上限 得 100%、其余 得 0%", "达标得满分，否则 得 上限").replace("= 15%", "= 150%"))


@pytest.mark.parametrize(
    ("policy", "target"), [("按完成率分档：≥100% 得 100%、其余 得 0%", "≥10家"), ("按完成比例，不足 完成率 计零", "不低于完成率以上")]
)
def test_the_name_of_a_parameter_is_a_word_of_its_own(policy: str, target: str) -> None:
    unit = "家" if "家" in target else "%"
    assert codes(f"规则集 甲\n参数 完成率 = 90%\n三级指标 数{unit} 10分 全年 {target}\n计分 {policy}") == []


def test_a_policy_of_the_file_is_told_at_its_line() -> None:
    text = "规则集 甲\n计分 按办法 无此\n三级指标 数 10分 全年 ≥10家\n三级指标 量 10分 全年 ≥10家"
    assert [(one.line, one.code) for one in check_ruleset(text)] == [(2, "E701")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_parent_is_found_in_any_encoding_and_width(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.perf").write_bytes("规则集 甲（试行）\n三级指标 数 全年 ≥1家\n".encode(encoding))
    (tmp_path / "b.perf").write_text("规则集 乙\n继承 甲（试行）\n", "utf-8")
    assert codes(tmp_path / "b.perf") == []
    assert {one.severity.name for one in check_ruleset(tmp_path / "a.perf")} <= {"NOTE"}


def test_what_is_no_longer_in_force_leaves_its_weight_to_the_rest() -> None:
    rules = load_ruleset("规则集 甲\n满分 10分\n三级指标 旧 4分 全年 ≥1家\n生效 至 2024-12-31\n三级指标 新 6分 全年 ≥1家")
    assert rules.evaluate({"新": "1家"}, as_of=date(2025, 1, 1)).score == (10, 10)
    assert rules.evaluate({"新": "1家"}, as_of=date(2024, 1, 1)).score == (6, 10)


def test_a_case_cannot_give_a_parameter() -> None:
    assert codes("规则集 甲\n参数 上限 = 10%\n三级指标 率 全年 ≤上限\n测试 一\n给定 上限 = 5%\n期望 率 待定") == ["E628"]


def test_a_level_without_a_weight_has_that_of_its_parts() -> None:
    text = "规则集 甲\n一级指标 产出\n三级指标 数 20分 全年 ≥1家\n一级指标 效益\n三级指标 量 50分 全年 ≥1家\n三级指标 值 30分 全年 ≥1家"
    result = load_ruleset(text).evaluate({"数": "1家", "量": "1家", "值": "0家"})
    assert [result[name].weight for name in ("产出", "效益")] == [20, 80]
    assert result.score == (70, 70)


SHARES = """规则集 甲
满分 100分
检查 产出占比: 产出分值 ÷ (过程分值 + 产出分值) ≥ 60% 否则 错误 "产出不低于 60%"
一级指标 过程 50分
三级指标 数 50分 全年 ≥1家
一级指标 产出
三级指标 量 50分 全年 ≥1家
"""


def test_a_check_between_weights_is_made_when_the_file_is_loaded(tmp_path: Path) -> None:
    assert codes(SHARES) == ["E636"]
    assert codes(SHARES.replace("50分", "40分", 2).replace("量 50分", "量 60分")) == []
    assert codes(SHARES.replace("错误", "警告")) == ["W613"]
    check = "检查 产出占比: 产出分值 ÷ (过程分值 + 产出分值) ≥ 60% 否则 错误 “少了”"
    frame = f"规则集 框架\n{check}\n一级指标 过程\n三级指标 数\n一级指标 产出\n三级指标 量\n"
    (tmp_path / "frame.perf").write_text(frame, "utf-8")
    assert codes(tmp_path / "frame.perf") == []
    child = tmp_path / "child.perf"
    child.write_text("规则集 子\n继承 框架\n满分 10分\n目标 数 分值 5分\n目标 量 分值 5分\n", "utf-8")
    assert [(one.code, one.line) for one in check_ruleset(child)] == [("E636", 1)]
    rules = load_ruleset(tmp_path / "frame.perf")
    assert [one.verdict.value for one in rules.evaluate({}).checks] == ["待定"]
    assert [one.verdict.value for one in rules.evaluate({}, equal="逐级").checks] == ["未达标"]


@pytest.mark.parametrize(
    ("expected", "passes"), [("约66.67%", True), ("约66.7%", True), ("约67%", True), ("约66.66%", False), ("=66.67%", False)]
)
def test_a_case_can_expect_a_value_to_the_decimals_that_are_written(expected: str, passes: bool) -> None:
    text = "规则集 甲\n数据 甲数 人\n数据 乙数 人\n三级指标 率 全年 ≥60%\n公式 甲数 ÷ 乙数\n测试 一\n给定 甲数 = 2人；乙数 = 3人\n"
    (case,) = run_cases(load_ruleset(f"{text}期望 率 达标 实际 {expected}"))
    assert case.passed is passes


@pytest.mark.parametrize(("target", "way"), [("≥95%", "越小越好"), ("≤95%", "越大越好"), (">3家", "越小越好")])
def test_a_direction_against_the_comparison_is_an_error_without_a_policy_too(target: str, way: str) -> None:
    text = f"规则集 小表\n三级指标 办结率 4分 全年 {target} {way}\n"
    assert [(one.code, one.line) for one in check_ruleset(text)] == [("E704", 2)]
    for sound in ("等于为好", "越大越好" if way == "越小越好" else "越小越好"):
        assert not [one for one in check_ruleset(text.replace(way, sound)) if one.severity is not Severity.NOTE]
