"""Tables under a ruleset: rows are joined to indicators, the rules decide, and what does not join is told, never dropped."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

import perfrules as pr
from perfrules.evaluation.totals import Marks

RULES = """规则集 县局考核
版本 2025.1
生效 2025-01-01 至 2025-12-31
满分 100分
计分 按完成比例
数据 支出 万元
数据 预算 万元
检查 支出不超预算: 支出 ≤ 预算 否则 错误 “支出超过预算”
一级指标 过程 40分
  三级指标 预算执行率 40分 全年 ≥100%
    公式 支出 ÷ 预算
一级指标 产出 60分
  三级指标 培训人数 40分 全年 ≥200人 越大越好
    别名 参训人数
  三级指标 合格率 20分
"""
HEAD = "一级指标\t三级指标\t全年指标值\t实际完成值\t分值\t得分\n"
ROWS = "过程\t预算执行率\t≥90%\t\t40\t40\n产出\t培训人数\t≥200人\t190人\t40\t40\n产出\t合格率\t≥95%\t95%\t20\t20\n"
DATA = {"支出": "90万元", "预算": "100万元"}


@pytest.fixture(scope="module")
def rules() -> pr.RuleSet:
    return pr.load_ruleset(RULES)


def table_of(rows: str, head: str = HEAD) -> pr.TargetTable:
    return pr.read_table(head + rows)


def codes(result: pr.TableResult) -> list[str]:
    return [one.code for one in result.diagnostics]


def told(result: pr.TableResult, code: str) -> list[str]:
    return [one.message for one in result.diagnostics if one.code == code]


def values(**more: str) -> dict[str, str]:
    return {**DATA, "培训人数": "190人", "合格率": "95%", **more}


def test_targets_weights_formulas_and_policies_are_those_of_the_rules(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS), values(), ruleset=rules)
    assert result["预算执行率"].why == "要求 ≥100%，实际 90%，差 10个百分点（完成 90%）"
    assert result["培训人数"].verdict is pr.Verdict.UNMET
    assert result.score == Marks(Fraction(36 + 38 + 20), Fraction(94))
    assert result.ruled is not None
    assert result.ruled.title == "县局考核@2025.1"
    assert result.scored is not None
    assert result.scored["预算执行率"].differs
    assert told(result, "W404") == ["「预算执行率」的指标值，表上是 ≥90%，规则集「县局考核」是 ≥100%：按规则集"]


def test_what_the_rules_leave_open_the_table_fills_in(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS), values(), ruleset=rules)
    assert (result["合格率"].verdict, result["合格率"].cell.text) == (pr.Verdict.MET, "≥95%")
    assert told(result, "N401") == ["规则集「县局考核」没有全年指标值，用表上的：合格率"]


def test_weights_that_differ_are_told(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS.replace("95%\t20", "95%\t30")), values(), ruleset=rules)
    assert told(result, "W411") == ["「合格率」的分值，表上是 30，规则集「县局考核」是 20：按规则集"]
    assert result.score == Marks(Fraction(94), Fraction(94))


def test_the_answer_is_that_of_the_ruleset_where_it_says_all(rules: pr.RuleSet) -> None:
    facts = values()
    result = pr.evaluate_table(table_of(ROWS.replace("合格率\t≥95%\t95%", "合格率\t\t")), facts, ruleset=rules)
    alone = rules.evaluate(facts, as_of=date(2025, 12, 31))
    assert result.score == alone.score
    assert {row.name: row.verdict for row in result.rows} == {leaf.name: leaf.verdict for leaf in alone.leaves()}


def test_rows_of_no_indicator_are_judged_by_themselves_and_told(rules: pr.RuleSet) -> None:
    more = ROWS + "产出\t培训人次\t≥10人次\t12人次\t5\t5\n效益\t带动就业\t≥5人\t4人\t5\t5\n"
    result = pr.evaluate_table(table_of(more), ruleset=rules)
    assert (result["培训人次"].verdict, result["带动就业"].verdict) == (pr.Verdict.MET, pr.Verdict.UNMET)
    assert [one.args.get("suggestion") for one in result.diagnostics if one.code == "W402"] == ["培训人数", None]
    assert result.ruled is not None
    assert result.ruled.unjoined == ("培训人次", "带动就业")
    assert result.scored is not None
    assert [row.name for row in result.scored.rows] == ["预算执行率", "培训人数", "合格率"]


def test_indicators_without_a_row_are_rows_at_the_end(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of("过程\t预算执行率\t≥90%\t\t40\t40\n"), {**DATA, "参训人数": "100人"}, ruleset=rules)
    assert [(row.name, row.verdict.value, row.reason) for row in result.rows] == [
        ("预算执行率", "未达标", "short"),
        ("培训人数", "未达标", "short"),
        ("合格率", "待定", "no_target"),
    ]
    assert [group.name for group in result.groups] == ["过程", "产出"]
    assert told(result, "W403") == ["表里没有规则集「县局考核」的这些指标，已补在后面：培训人数、合格率"]
    assert "W401" not in codes(result)


def test_data_and_aliases_are_no_strange_names(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS), {**DATA, "参训人数": "190人", "支出合计": "90万元"}, ruleset=rules)
    assert result["培训人数"].why.startswith("要求 ≥200人，实际 190人")
    assert [one.args["name"] for one in result.diagnostics if one.code == "W401"] == ["支出合计"]


def test_missing_data_are_named(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS), {"支出": "90万元", "合格率": "95%"}, ruleset=rules)
    row = result["预算执行率"]
    assert (row.verdict, row.reason, row.why) == (pr.Verdict.PENDING, "no_facts", "要求 ≥100%，缺 预算")
    assert result.missing == ("培训人数",)
    assert result.score == Marks(Fraction(20), Fraction(100))


def test_a_value_that_the_formula_does_not_make_is_told(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS), values(预算执行率="95%"), ruleset=rules)
    assert told(result, "W407") == ["「预算执行率」给的实际值是 95%，按公式算出的是 90%：按给的"]
    rounded = pr.evaluate_table(table_of(ROWS), values(支出="90.04万元", 预算执行率="90.0%"), ruleset=rules)
    assert "W407" not in codes(rounded)


def test_checks_that_do_not_hold_are_told(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS), values(支出="110万元"), ruleset=rules)
    assert [one.code for one in result.diagnostics if "支出超过预算" in one.message] == ["E407"]
    assert result.ruled is not None
    assert result.ruled.has_broken_checks
    soft = RULES.replace("否则 错误", "否则 提示")
    hint = pr.evaluate_table(table_of(ROWS), values(支出="110万元"), ruleset=soft)
    assert "N403" in codes(hint)
    assert hint.ruled is not None
    assert not hint.ruled.has_broken_checks
    assert "W409" in codes(pr.evaluate_table(table_of(ROWS), values(支出="110万元"), ruleset=RULES.replace("否则 错误", "否则 警告")))


def test_one_indicator_has_one_row_and_one_row_one_indicator() -> None:
    text = "规则集 甲\n一级指标 产出\n  三级指标 合格率 全年 ≥1%\n一级指标 效益\n  三级指标 合格率 全年 ≥2%\n  三级指标 数 全年 ≥1家\n"
    rules = pr.load_ruleset(text)
    rows = "产出\t合格率\t≥9%\t5%\t\t\n其他\t合格率\t≥9%\t5%\t\t\n"
    rows += "效益指标\t合格率\t≥9%\t1%\t\t\n产出\t数\t≥9家\t5家\t\t\n效益\t数\t≥9家\t5家\t\t\n"
    result = pr.evaluate_table(table_of(rows), ruleset=rules)
    assert [(row.cell.text, row.verdict.value) for row in result.rows] == [
        ("≥1%", "达标"), ("≥9%", "未达标"), ("≥2%", "未达标"), ("≥9家", "未达标"), ("≥1家", "达标")
    ]  # fmt: skip
    assert [one.args["name"] for one in result.diagnostics if one.code in ("W405", "W406")] == ["合格率", "数"]


def test_a_ruleset_of_other_tables_is_refused(rules: pr.RuleSet) -> None:
    with pytest.raises(pr.RulesetError) as caught:
        pr.evaluate_table(table_of("产出\t道路里程\t≥5公里\t5公里\t\t\n"), ruleset=rules)
    assert [one.code for one in caught.value.diagnostics] == ["E404"]
    with pytest.raises(pr.UnknownName) as unknown:
        pr.evaluate_table(table_of(ROWS), period="半年", ruleset=rules)
    assert unknown.value.diagnostics[0].args["known"] == "全年"
    with pytest.raises(pr.RulesetError) as late:
        pr.evaluate_table(table_of(ROWS), ruleset=rules, as_of=date(2026, 1, 1))
    assert [one.code for one in late.value.diagnostics] == ["E697"]


def test_weights_are_never_invented() -> None:
    bare = "规则集 框架\n满分 100分\n三级指标 甲数\n三级指标 乙数\n三级指标 丙数\n"
    rows = "产出\t甲数\t≥10家\t5家\t30\t\n产出\t乙数\t≥10家\t10家\t10\t\n"
    head = "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    given = pr.evaluate_table(table_of(rows, head), ruleset=bare)
    assert given.scored is not None
    assert [(row.name, row.weight) for row in given.scored.rows] == [("甲数", 30), ("乙数", 10), ("丙数", None)]
    assert given.score == (10, 10)
    none = pr.evaluate_table(table_of(rows.replace("30", "").replace("\t10\t", "\t\t"), head), ruleset=bare)
    assert (none.score, none.scored) == (None, None)
    assert "N402" in codes(none)
    shared = pr.evaluate_table(table_of(rows.replace("30", "").replace("\t10\t", "\t\t"), head), ruleset=bare, equal="指标")
    assert shared.score == (Fraction(100, 3), Fraction(200, 3))


def test_a_named_policy_goes_before_that_of_the_rules(rules: pr.RuleSet) -> None:
    result = pr.evaluate_table(table_of(ROWS), values(), ruleset=rules, policy="mof-2021")
    assert result.scored is not None
    assert result.scored.policy == pr.evaluate_table(table_of(ROWS), policy="mof-2021").scored.policy  # type: ignore[union-attr]
    assert result["预算执行率"].cell.text == "≥100%"


def test_a_formula_of_another_unit_is_not_used() -> None:
    rules = "规则集 框架\n数据 甲 万元\n数据 乙 万元\n三级指标 完成数\n公式 甲 ÷ 乙\n"
    result = pr.evaluate_table(table_of("产出\t完成数\t≥3家\t\t\t\n"), {"甲": "9万元", "乙": "3万元"}, ruleset=rules)
    assert (result["完成数"].reason, "W408" in codes(result)) == ("no_data", True)


def test_the_rules_are_those_of_the_year() -> None:
    steps = "参数 门槛 = 80% 自 2025-01-01\n参数 门槛 = 85% 自 2025-07-01\n"
    rules = RULES.replace("≥100%", "≥门槛").replace("数据 支出 万元", f"{steps}数据 支出 万元")
    dated = "绩效目标表（2025年度）\n" + HEAD
    assert table_of(ROWS, dated).year == 2025
    result = pr.evaluate_table(table_of(ROWS, dated), values(), ruleset=rules)
    assert result["预算执行率"].cell.text == "≥85%"
    half = pr.evaluate_table(table_of(ROWS, dated), values(), ruleset=rules, as_of=date(2025, 3, 1))
    assert half["预算执行率"].cell.text == "≥80%"
    other = pr.evaluate_table(table_of(ROWS, dated.replace("2025", "2024")), values(), ruleset=RULES)
    assert "W410" in codes(other)


def test_days_without_a_year_are_days_of_the_year() -> None:
    rows = "产出\t完工时间\t2025年10月底前\t9月30日\t\t\n"
    result = pr.evaluate_table(table_of(rows, "绩效目标表（2025年度）\n" + HEAD), ruleset="规则集 框架\n三级指标 完工时间\n")
    assert result["完工时间"].verdict is pr.Verdict.MET


def test_an_unreadable_cell_stays_unreadable() -> None:
    rules = "规则集 框架\n三级指标 完成数\n三级指标 数 全年 ≥1家\n"
    result = pr.evaluate_table(table_of("产出\t完成数\t12..5家\t3家\t\t\n"), ruleset=rules)
    assert (result["完成数"].verdict, result["完成数"].reason) == (pr.Verdict.PENDING, "unreadable_target")
    assert "无法识别" in result["完成数"].why
