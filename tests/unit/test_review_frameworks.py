"""Checks against a ruleset, and of staff against their control rate."""

from __future__ import annotations

import pytest

import perfrules as pr
from perfrules.reviewing import settings_with
from perfrules.ruleset.model import ReviewSetting
from support.console import TABLE
from support.reviewing import codes_in, found_in, table_of

RULES = pr.load_ruleset("财预〔2020〕10号 项目支出绩效评价")
ROWS = (
    "决策|项目立项|立项依据充分性|充分",
    "决策|项目立项|立项程序规范性|规范",
    "决策|绩效目标|绩效目标合理性|合理",
    "决策|绩效目标|绩效指标明确性|明确",
    "决策|资金投入|预算编制科学性|科学",
    "决策|资金投入|资金分配合理性|合理",
    "过程|资金管理|资金到位率|=100%",
    "过程|资金管理|预算执行率|=100%",
    "过程|资金管理|资金使用合规性|合规",
    "过程|组织实施|管理制度健全性|健全",
    "过程|组织实施|制度执行有效性|有效",
    "产出指标|产出数量|培训期数|≥5期",
    "产出指标|产出时效|完成及时性|及时",
    "效益指标|项目效益|就业率|≥80%",
    "满意度指标|项目效益|学员满意度|≥90%",
)


def told(*rows: str) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in found_in(table_of(*rows), "R", ruleset=RULES)]


def test_a_table_that_follows_its_framework_is_fine() -> None:
    assert told(*ROWS) == []
    assert found_in(table_of(*ROWS[:3]), "R") == []


def test_a_name_that_is_almost_right_is_told_the_right_one() -> None:
    rows = [row.replace("预算编制科学性", "预算编制的科学性") for row in ROWS]
    (one,) = found_in(table_of(*rows), "R01", ruleset=RULES)
    assert (one.where, one.expected, one.severity.value) == ("第6行第3列", "预算编制科学性", "warning")
    own = [row.replace("完成及时性", "完成的及时性") for row in ROWS]
    assert [one.severity.value for one in found_in(table_of(*own), "R01", ruleset=RULES)] == ["note"]


def test_other_rows_that_the_framework_lacks_are_told_together() -> None:
    (one,) = found_in(table_of(*ROWS, "过程|组织实施|廉政建设|好", "决策|项目立项|风险评估|有"), "R01", ruleset=RULES)
    assert (one.where, one.related, "廉政建设、风险评估" in one.message) == ("第17行第3列", ("第18行第3列",), True)


def test_what_is_missing_is_told_by_level() -> None:
    (one,) = found_in(table_of(*(row for row in ROWS if "率|=100%" not in row)), "R", ruleset=RULES)
    assert (one.code, one.where) == ("R02", "第8行第3列")
    assert one.message == "《财预〔2020〕10号 项目支出绩效评价》的 过程/资金管理 缺 2 项：资金到位率、预算执行率"


def test_rows_under_another_level_are_told_together() -> None:
    rows = [row.replace("过程|资金管理", "决策|资金投入") for row in ROWS]
    (one,) = found_in(table_of(*rows), "R", ruleset=RULES)
    assert (one.code, one.severity.value, one.where) == ("R03", "note", "第8行第3列")
    assert one.message.startswith("「资金到位率、预算执行率、资金使用合规性」排在「决策/资金投入」下面，按名称归在「过程/资金管理」")


def test_a_table_of_another_framework_gets_one_note() -> None:
    (one,) = found_in(table_of("决策|目标|甲|好", "过程|管理|乙|好", "过程|管理|丙|好"), "R", ruleset=RULES)
    assert (one.code, one.severity.value) == ("R01", "note")
    assert found_in(table_of("产出|数量|甲|≥5期", "效益|社会效益|乙|≥80%"), "R", ruleset=RULES) == []


def test_data_that_formulas_lack_are_told_once() -> None:
    head = "一级指标|二级指标|三级指标|年度指标值|实际完成值"
    filled = [f"{row}|" if "率|=100%" in row else f"{row}|做到" for row in ROWS]
    (one,) = found_in(table_of(*filled, head=head), "R", ruleset=RULES)
    assert (one.code, one.expected) == ("R04", "实际到位资金、预算资金、实际支出资金")
    assert found_in(table_of(*(f"{row}|100%" for row in ROWS), head=head), "R04", ruleset=RULES) == []
    assert found_in(table_of(*(f"{row}|" for row in ROWS), head=head), "R04", ruleset=RULES) == []


def test_the_suzhou_table_against_its_own_framework() -> None:
    table = pr.read_table(TABLE)
    rules = pr.load_ruleset("苏州市市级部门整体支出")
    assert codes_in(table, "R") == ["R05"]
    moved, staff = found_in(table, "R", ruleset=rules)
    assert (moved.code, staff.code) == ("R03", "R05")
    assert moved.message == (
        "「预算调整率、支付进度符合率、预算执行率、预算偏差率」排在「决策/预算编制」下面，"
        "按名称归在「过程/预算执行」；可能是换页时合并格断开"
    )
    assert (staff.severity.value, staff.subject) == ("note", "在职人员控制率")
    assert "48 ÷ 41 = 117.07%" in staff.message
    assert "41 ÷ 41 = 100%" in staff.message


def staffed(text: str, target: str = "=100%", name: str = "在职人员控制率") -> list[str]:
    lines = [
        "单位名称\t某局",
        f"机构设置及人员配置\t{text}",
        "一级指标\t二级指标\t三级指标\t全年指标值",
        f"过程\t人员管理\t{name}\t{target}",
    ]
    return [one.message for one in found_in(pr.read_table("\n".join(lines) + "\n"), "R05")]


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("核定编制100名，实有在职120人。", ("120 ÷ 100 = 120%", "100 ÷ 100 = 100%")),
        ("本单位编制61人（行政编制41人、事业编制20人），年末实有在职人员65人，其中在编58人。", ("65 ÷ 61 = 106.56%", "58 ÷ 61 = 95.08%")),
        ("机关行政编制35名、工勤编制3名，现有在职人员40人，离休2人。", ("40 ÷ 38 = 105.26%", "38 ÷ 38 = 100%")),
    ],
)
def test_both_readings_of_staff_are_told(text: str, rates: tuple[str, str]) -> None:
    (message,) = staffed(text)
    assert all(rate in message for rate in rates)


@pytest.mark.parametrize(
    "text",
    [
        "核定编制50名，实有在职48人。",
        "实有在职48人。",
        "编制41名。",
        "下设4个科室，退休52人。",
        "",
        "编制0名，在职5人。",
        "编制若干，在职若干。",
    ],
)
def test_staff_within_its_posts_is_fine(text: str) -> None:
    assert staffed(text) == []


def test_staff_is_held_against_a_rate_alone() -> None:
    over = "核定编制100名，实有在职120人。"
    assert staffed(over, "≤120%") == []
    assert staffed(over, "合理") == []
    assert staffed(over, "=100%", "工作完成率") == []
    assert staffed("人" * 200_000) == []


def test_checks_can_be_left_out() -> None:
    off = settings_with([ReviewSetting(f"R0{number}", "关闭") for number in range(1, 6)])
    rows = [row.replace("过程|资金管理", "决策|资金投入").replace("明确性", "清晰性") for row in ROWS[:-3]]
    assert codes_in(table_of(*rows), "R", ruleset=RULES) != []
    assert codes_in(table_of(*rows), "R", ruleset=RULES, settings=off) == []
    assert codes_in(pr.read_table(TABLE), "R", settings=off) == []
