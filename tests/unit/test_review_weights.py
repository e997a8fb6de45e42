"""Checks of weights: what is told, where, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

import perfrules as pr
from perfrules.reviewing import Finding, review, settings_with
from perfrules.ruleset.model import ReviewSetting
from support.reviewing import found_in as found
from support.reviewing import table_of


def table(head: tuple[str, ...], *rows: tuple[str, ...]) -> pr.TargetTable:
    """Return the table of a heading and rows."""
    return table_of(*("|".join(row) for row in rows), head="|".join(head))


def said(given: pr.TargetTable, codes: str, **more: Any) -> list[tuple[str, str]]:
    """Return code and place of the findings whose codes begin so."""
    return [(one.code, one.where) for one in found(given, codes, **more)]


HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "分值")


def weighted(*rows: tuple[str, str, str, str]) -> pr.TargetTable:
    """Return a table of rows (first level, name, target, weight)."""
    return table(HEAD, *((level, "数量", name, target, weight) for level, name, target, weight in rows))


FINE = (("产出指标", "培训人数", "≥50人", "50"), ("效益指标", "就业率", "≥80%", "30"), ("满意度指标", "学员满意度", "≥90%", "10"))


def test_weights_that_add_up_are_not_remarked_on() -> None:
    assert said(weighted(*FINE), "W") == []
    assert said(weighted(*FINE[:2], ("满意度指标", "学员满意度", "≥90%", "20")), "W03") == []


def test_a_table_without_weights_is_not_meant_to_have_some() -> None:
    assert said(table(HEAD[:4], ("产出", "数量", "培训人数", "≥50人")), "W") == []


@pytest.mark.parametrize("weight", ["", "0", "-", "无", "0分"])
def test_a_row_without_a_weight(weight: str) -> None:
    (one,) = found(weighted(*FINE, ("产出指标", "培训期数", "≥5期", weight)), "W01")
    assert (one.where, one.subject, one.found) == ("第5行第5列", "培训期数", weight)
    assert one.message == f"「培训期数」的分值是「{weight}」，应是大于零的数"


def test_lines_left_empty_need_no_weight() -> None:
    assert said(weighted(*FINE, ("满意度指标", "……", "", "")), "W") == []


def test_many_rows_without_weights_are_told_of_together() -> None:
    rows = [("产出指标", f"第{number}期人数", "≥50人", "") for number in range(1, 8)]
    (one,) = found(weighted(*FINE, *rows), "W01")
    assert "第4期人数 …（7）" in one.message
    assert len(one.related) == 6


def test_scores_without_weights_are_told_of_once() -> None:
    given = table((*HEAD[:4], "实际完成值", "得分"), *(("产出", "数量", name, "≥5期", "5期", "10") for name in ("甲", "乙")))
    assert said(given, "W") == [("W01", "第2行第3列")]


PRINTED = (
    ("产出指标（50分）", "培训人数", "≥50人", "30"),
    ("产出指标（50分）", "培训期数", "≥5期", "15"),
    ("效益指标（40分）", "就业率", "≥80%", "40"),
)


def test_parts_do_not_add_up_to_the_printed_weight_of_their_level() -> None:
    (one,) = found(weighted(*PRINTED), "W")
    assert (one.code, one.where, one.expected, one.found, one.related) == ("W02", "第2行第5列", "50", "45", ("第3行第5列",))
    assert one.message == "「产出指标（50分）」50分，下面 2 项合计 45分（培训人数 30 + 培训期数 15），差 5分"
    assert "is worth 50 points, its 2 parts add up to 45" in one.say("en")


@pytest.mark.parametrize(
    ("label", "told"), [("产出指标(45分)", False), ("产出指标 50分", True), ("产出指标(2)", False), ("产出指标【50】", True)]
)
def test_how_a_level_prints_its_weight(label: str, told: bool) -> None:
    rows = [(label, *row[1:]) for row in PRINTED[:2]]
    assert bool(found(weighted(*rows), "W02")) is told


def test_a_level_with_an_open_row_is_compared_once_it_is_too_heavy() -> None:
    level = "产出指标(50分)"
    assert said(weighted((level, "甲", "≥5期", "30"), (level, "乙", "≥5期", "")), "W02") == []
    assert said(weighted((level, "甲", "≥5期", "60"), (level, "乙", "≥5期", "")), "W02") == [("W02", "第2行第5列")]


def test_weights_of_levels_in_columns_of_their_own() -> None:
    head = ("一级指标", "权重", "二级指标", "分值", "三级指标", "指标值", "分值")
    rows = [
        ("产出", "60", "数量", "75", "培训人数", "≥50人", "75"),
        ("产出", "60", "质量", "25", "合格率", "≥95%", "20"),
        ("效益", "40", "社会效益", "100", "就业率", "≥80%", "100"),
    ]
    # The second levels share out a hundred: 75 + 25 is right, 60 + 40 is the whole.
    assert said(table(head, *rows), "W") == [("W02", "第3行第7列")]
    (one,) = found(table(head, *rows), "W")
    assert one.message.startswith("「质量」25分，下面 1 项合计 20分")


def test_the_total_is_full_marks_with_or_without_the_budget() -> None:
    (one,) = found(weighted(*FINE[:2], ("满意度指标", "学员满意度", "≥90%", "15")), "W")
    assert (one.code, one.expected, one.found) == ("W03", "100分", "95分")
    assert "产出指标 50 + 效益指标 30 + 满意度指标 15" in one.message
    funds = "项目资金\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t10\t10\t10\t100%\t10\n"
    head = "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    assert said(pr.read_table(f"{funds}{head}产出\t甲\t≥5期\t5期\t90\t90\n"), "W03") == []
    (one,) = found(pr.read_table(f"{funds}{head}产出\t甲\t≥5期\t5期\t100\t100\n"), "W03")
    assert "加预算执行 10分是 110分" in one.message


def test_weights_may_be_shares() -> None:
    shares = [(level, name, target, f"{int(weight) + 10 * (level == '产出指标')}%") for level, name, target, weight in FINE]
    assert said(weighted(*shares), "W03") == []
    assert said(weighted(("产出", "甲", "≥5期", "0.6"), ("效益", "乙", "≥5期", "0.4")), "W03") == []


def test_a_total_is_not_asked_for_while_rows_lack_weights() -> None:
    assert said(weighted(*FINE[:2], ("满意度指标", "学员满意度", "≥90%", "")), "W") == [("W01", "第4行第5列")]


def test_the_shares_of_a_self_evaluation_are_a_note() -> None:
    (one,) = found(weighted(("产出", "甲", "≥5期", "60"), ("效益", "乙", "≥80%", "30")), "W")
    assert (one.code, one.severity.value) == ("W04", "note")
    with_cost = [
        ("成本指标", "丁", "≤5万元", "20"),
        ("产出", "甲", "≥5期", "40"),
        ("效益", "乙", "≥80%", "20"),
        ("满意度", "丙", "≥90%", "10"),
    ]
    assert said(weighted(*with_cost), "W") == []


def test_the_shares_of_an_evaluation_are_a_warning() -> None:
    rows = [("决策", "立项", "充分", "30"), ("过程", "到位率", "≥100%", "25"), ("产出", "甲", "≥5期", "25"), ("效益", "乙", "≥80%", "20")]
    (one,) = found(weighted(*rows), "W")
    assert (one.code, one.severity.value) == ("W04", "warning")
    satisfied = [("决策", "立项", "充分", "40"), ("产出", "甲", "≥5期", "40"), ("满意度", "丙", "≥90%", "20")]
    assert said(weighted(*satisfied), "W04") == []
    given = weighted(*rows)
    assert said(pr.TargetTable(title="部门整体支出绩效自评表", indicators=given.indicators), "W04") == []
    assert said(pr.TargetTable(unit_name="某局", project_name="培训", indicators=given.indicators), "W04") != []
    duties = [rows[0], ("过程", "到位率", "≥100%", "10"), ("履职", "甲", "≥5期", "40"), rows[3]]
    assert said(weighted(*duties), "W04") == []


def test_a_ruleset_says_what_the_shares_should_be() -> None:
    rules = pr.load_ruleset("财预〔2020〕10号 项目支出绩效自评")
    rows = [("产出", "甲", "≥5期", "60"), ("效益", "乙", "≥80%", "20"), ("满意度", "丙", "≥90%", "10")]
    (one,) = [one for one in review(weighted(*rows), ruleset=rules) if one.code == "W04"]
    assert one.severity.value == "warning"
    assert "《财预〔2020〕10号 项目支出绩效自评》：产出 50、效益 30、满意度 10" in one.message
    assert [one.code for one in review(weighted(*FINE), ruleset=rules) if one.code[0] == "W"] == []
    framework = pr.load_ruleset("财预〔2020〕10号 项目支出绩效评价")
    rows = [("决策", "立项", "充分", "30"), ("过程", "到位率", "≥100%", "25"), ("产出", "甲", "≥5期", "25"), ("效益", "乙", "≥80%", "20")]
    (one,) = [one for one in review(weighted(*rows), ruleset=framework) if one.code == "W04"]
    assert (one.severity.value, "产出与效益的分值合计不低于 60%" in one.message) == ("error", True)


def test_settings_change_the_checks() -> None:
    rows = weighted(*FINE[:2], ("满意度指标", "学员满意度", "≥90%", "15"))

    def with_setting(*given: ReviewSetting) -> list[Finding]:
        return [one for one in review(rows, settings=settings_with(given)) if one.code[0] == "W"]

    assert with_setting(ReviewSetting("W03", "关闭")) == []
    assert with_setting(ReviewSetting("W03", "提示"))[0].severity.value == "note"
    assert with_setting(ReviewSetting("W03", "", {"预算执行": "5分"}), ReviewSetting("W04", "关闭")) == []
