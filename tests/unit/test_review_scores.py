"""Checks of marks and actual values: what is told, where, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

import perfrules as pr
from perfrules.reviewing import settings_with
from perfrules.reviewing.checks.totals import _is_written
from perfrules.ruleset.model import ReviewSetting
from perfrules.text.errors import RulesetError
from support.reviewing import codes_in, found_in, table_of

HEAD = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因"


def scored(*rows: str) -> pr.TargetTable:
    """Return a self-evaluation of rows: name, target, actual, weight, score, reason, with bars between them."""
    return table_of(*(f"产出指标|数量指标|{row}" for row in rows), head=HEAD)


def told(row: str, **more: Any) -> list[tuple[str, str]]:
    """Return code and place of what the score checks find in one row."""
    return [(one.code, one.where) for one in found_in(scored(row), "S", **more)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("培训人数|≥50人|55人|10|10|", []),
        ("培训人数|≥50人|45人|10|9|雨天改期", []),
        ("培训人数|≥50人|45人|10|9.0分|雨天改期", []),
        ("培训人数|≥50人|45人|10|9|", [("S07", "第2行第7列")]),
        ("培训人数|≥50人|55人|10|11|", [("S01", "第2行第7列")]),
        ("培训人数|≥50人|55人|10|-1|", [("S01", "第2行第7列")]),
        ("培训人数|≥50人|45人|10|8|", [("S02", "第2行第7列")]),
        ("培训人数|≥50人|45人|10|9.01|雨天", []),
        ("培训人数|≥50人|45人|10|9.02|雨天", [("S02", "第2行第7列")]),
        ("培训人数|≥50人|45人|10|10|", [("S08", "第2行第7列")]),
        ("培训人数|≥50人|49.999人|10|10|", []),
        ("培训人数|≥50人|80人|10|10|", [("S10", "第2行第5列")]),
        ("培训人数|≥50人|65人|10|10|", [("S10", "第2行第5列")]),
        ("培训人数|≥50人|64人|10|10|", []),
        ("培训人数|≥50人|80人|10|10|上级追加任务", []),
        ("投诉|≤10起|2起|10|10|", []),
        ("投诉|≤10起|12起|10|10|", [("S08", "第2行第7列")]),
        ("投诉|≤10起|12起|10|8|已整改", []),
        ("合格率|≥95%|48人|10|10|", [("S13", "第2行第5列")]),
        ("合格率|≥95%|96|10|10|", []),
        ("参训人数|≥50人|60人次|10|10|", [("S13", "第2行第5列")]),
        ("开工项目|≥5个|6项|10|10|", []),
        ("完工时间|2025年10月底前|2025年11月30日|10|10|", [("S08", "第2行第7列")]),
        ("社会影响|达成年度指标|部分达成年度指标并具有一定效果|10|7|有差距", []),
        ("社会影响|达成年度指标|部分达成年度指标并具有一定效果|10|9|", [("S06", "第2行第7列")]),
        ("社会影响|达成年度指标|达成年度指标|10|7|", [("S06", "第2行第7列")]),
        ("社会影响|达成预期指标|部分达成预期指标并具有一定效果|10|9|有差距", [("S06", "第2行第7列")]),
        ("社会影响|达成预期目标|未达成预期目标且效果较差|10|7|有差距", [("S06", "第2行第7列")]),
        ("社会影响|达成预期指标|部分达成预期指标并具有一定效果|10|7|有差距", []),
        ("社会影响|达成预期指标|达成预期指标|10|9|略有不足", []),
        ("制度|健全|健全|10|10|", []),
        ("制度|健全|健全|10|9|", [("S02", "第2行第7列")]),
        ("培训人数|≥50人|未统计|10|10|", []),
        ("培训人数|≥50人|45人||9|", []),
        ("培训人数|≥50人|45人|10|优|", []),
        ("安全事故|=0起|0起|10|10|", []),
        ("安全事故|=0起|1起|10|10|", [("S08", "第2行第7列")]),
    ],
)
def test_one_row_gets_one_finding_at_most(row: str, expected: list[tuple[str, str]]) -> None:
    assert told(row) == expected


def test_a_score_without_an_actual_value() -> None:
    given = scored("培训人数|≥50人||10|10|", "培训期数|≥5期|5期|10|10|", "培训质量|≥90%|/|10|0|没有做")
    assert [(one.code, one.where) for one in found_in(given, "S")] == [("S09", "第2行第5列")]
    assert found_in(scored("培训人数|≥50人||10|10|"), "S") == []


def test_both_sides_and_the_derivation_are_told() -> None:
    (one,) = found_in(scored("合格率|≥95%|90.25%|10|9|"), "S02")
    assert one.message == "「合格率」得分 9，按 财预〔2020〕10号 应为 9.50，差 0.50（≥95% vs 90.25% → 0.95 × 10 = 9.50）"
    assert (one.expected, one.found, one.subject, one.level1) == ("9.50", "9", "合格率", "产出指标")
    assert "产出" not in one.say("en")


def test_a_reason_makes_a_lower_score_a_warning() -> None:
    assert [one.severity.value for one in found_in(scored("合格率|≥95%|95%|10|9|材料不全"), "S02")] == ["warning"]
    assert [one.severity.value for one in found_in(scored("合格率|≥95%|90%|10|9.9|材料不全"), "S02")] == ["error"]


PUBLISHED = table_of(
    "产出指标|资金|﹦|72890|元|72890|10|9",
    "产出指标|覆盖率|﹦|100|%|100|20|19",
    "产出指标|及时率|﹦|95|%|95|20|19",
    "效益指标|社会效益|=|达成年度指标||达成年度指标|30|27",
    head="一级指标|三级指标|符号|年度指标值|计量单位|实际完成值|分值|得分",
)


def test_a_published_table_that_states_less_than_its_targets_give() -> None:
    assert codes_in(PUBLISHED, "S") == ["S02", "S02", "S02", "S07"]
    assert found_in(PUBLISHED, "S07")[0].message == "「社会效益」得分 27，低于分值 30，没有写偏差原因"


BUDGET = "项目资金\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t{budget}\t{spent}\t10\t{rate}\t{score}\n"
BELOW = "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出\t企业数\t≥10家\t10家\t90\t90\n"


def funded(budget: str, spent: str, rate: str, score: str) -> pr.TargetTable:
    return pr.read_table(BUDGET.format(budget=budget, spent=spent, rate=rate, score=score) + BELOW)


@pytest.mark.parametrize(
    ("funds", "codes"),
    [
        (("43.2", "37.24", "86.2%", "9"), ["S04"]),
        (("43.2", "37.24", "86.2%", "8.62"), []),
        (("1172.55", "1268.72", "108.2%", "10"), []),
        (("1172.55", "1268.72", "108.2%", "10.82"), ["S01"]),
        (("43.2", "37.24", "87%", "8.62"), ["S05"]),
        (("43.2", "37.24", "—", "8.62"), []),
        (("0", "0", "0", "10"), []),
        (("—", "—", "86.2%", "8.62"), []),
        (("—", "—", "86.2%", "9"), ["S04"]),
    ],
)
def test_the_line_of_the_budget(funds: tuple[str, str, str, str], codes: list[str]) -> None:
    assert codes_in(funded(*funds), "S") == codes


def test_the_budget_among_the_rows() -> None:
    (one,) = found_in(scored("预算执行率|≥100%|86.2%|10|9|"), "S")
    assert (one.code, one.expected) == ("S04", "8.62")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("86.2%", True),
        ("86.20%", True),
        ("86.21%", False),
        ("86%", True),
        ("0.862", True),
        ("86.2", True),
        ("0.86", True),
        ("85.2%", False),
    ],
)
def test_a_rate_is_what_its_digits_say(text: str, answer: bool) -> None:
    assert _is_written(pr.parse_quantity("37.24").number / pr.parse_quantity("43.2").number, text) is answer


def total(*rows: str, stated: str, before: str = "") -> pr.TargetTable:
    lines = [before, "一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分", *rows, f"总分\t\t\t\t\t{stated}"]
    return pr.read_table("\n".join(line for line in lines if line) + "\n")


def test_scores_add_up_to_the_total() -> None:
    rows = ("产出\t甲\t≥10家\t10家\t60\t60", "效益\t乙\t≥10家\t9家\t40\t36")
    assert codes_in(total(*rows, stated="96"), "S03") == []
    (one,) = found_in(total(*rows, stated="98"), "S03")
    assert one.message == "总分写 98分，2 项得分合计 96分（60 + 36），差 2分"
    assert (one.where, one.related) == ("第4行第6列", ("第2行第6列", "第3行第6列"))


def test_the_budget_counts_towards_the_total() -> None:
    funds = BUDGET.format(budget="10", spent="9", rate="90%", score="9").rstrip()
    rows = ("产出\t甲\t≥10家\t10家\t90\t90",)
    assert codes_in(total(*rows, stated="99", before=funds), "S03") == []
    assert codes_in(total(*rows, stated="90", before=funds), "S03") == ["S03"]
    # Without its line the ten points of the budget may be stated elsewhere.
    assert codes_in(total(*rows, stated="99"), "S03") == []
    assert codes_in(total(*rows, stated="101"), "S03") == ["S03"]


def test_the_grade_follows_from_the_total() -> None:
    rows = ("产出\t甲\t≥10家\t8家\t100\t80",)
    head = "项目名称\t培训\t自评等级\t{}"
    assert codes_in(total(*rows, stated="80", before=head.format("良")), "S11") == []
    (one,) = found_in(total(*rows, stated="80", before=head.format("“优”")), "S11")
    assert one.message == "等级写「优」，总分 80分是「良」"
    assert codes_in(total(*rows, stated="80", before=head.format("合格")), "S11") == []


def test_everything_perfect_is_a_remark() -> None:
    full = [f"第{number}期|≥5期|5期|20|20|" for number in range(5)]
    (one,) = found_in(scored(*full), "S")
    assert (one.code, one.severity.value, "全部 5 项" in one.message) == ("S12", "note", True)
    assert found_in(scored(*full[:4]), "S") == []
    assert codes_in(scored(*full[:4], "第五期|≥5期|4期|20|16|雨"), "S") == []
    exact = table_of(*(f"产出|数量|第{number}期|≥5期|5期" for number in range(5)), head=HEAD[: HEAD.index("|分值")])
    assert codes_in(exact, "S") == ["S12"]
    above = table_of(*(f"产出|数量|第{number}期|≥5期|{5 + number % 2}期" for number in range(5)), head=HEAD[: HEAD.index("|分值")])
    assert codes_in(above, "S") == []


def test_the_policy_can_be_chosen() -> None:
    row = "群众满意度|≥90%|85%|10|8|有差距"
    assert told(row) == [("S02", "第2行第7列")]
    assert told(row, policy="mof-2021") == []
    (one,) = found_in(scored("企业数|≥10家|9家|10|9|有差距"), "S02", policy="mof-2021")
    assert (one.expected, "财预〔2021〕101号" in one.message) == ("7.50", True)
    with pytest.raises(RulesetError):
        pr.review(scored(row), policy="没有这个办法")


def test_a_ruleset_brings_its_policy() -> None:
    rules = pr.load_ruleset("财预〔2021〕101号 核心指标自评·有成本指标")
    assert codes_in(scored("企业数|≥10家|9家|10|7.5|有差距"), "S", ruleset=rules) == []
    assert codes_in(scored("企业数|≥10家|9家|10|9|有差距"), "S", ruleset=rules) == ["S02"]


def test_weights_in_percent_are_points() -> None:
    assert told("培训人数|≥50人|45人|20%|18|雨天") == []
    assert told("培训人数|≥50人|45人|20%|19|雨天") == [("S02", "第2行第7列")]


def test_monitoring_looks_at_a_part_of_the_year() -> None:
    head = "一级指标|二级指标|三级指标|年度指标值|1-7月执行情况|全年预计完成情况"
    assert codes_in(table_of("产出|数量|培训人数|≥50人|80人|120人", head=head), "S") == []


@pytest.mark.parametrize("code", ["S01", "S02", "S06", "S07", "S08", "S10", "S13"])
def test_a_check_can_be_left_out(code: str) -> None:
    rows = {
        "S01": "甲|≥50人|55人|10|11|",
        "S02": "甲|≥50人|45人|10|8|雨",
        "S06": "甲|达成年度指标|部分达成年度指标并具有一定效果|10|5|差",
        "S07": "甲|≥50人|45人|10|9|",
        "S08": "甲|≥50人|45人|10|10|",
        "S10": "甲|≥50人|80人|10|10|",
        "S13": "甲|≥50人|80%|10|10|",
    }
    assert told(rows[code])[0][0] == code
    assert code not in [one for one, _ in told(rows[code], settings=settings_with([ReviewSetting(code, "关闭")]))]
    (one,) = found_in(scored(rows[code]), code, settings=settings_with([ReviewSetting(code, "提示")]))
    assert one.severity.value in ("note", "warning")


def test_parameters() -> None:
    assert told("甲|≥50人|80人|10|10|", settings=settings_with([ReviewSetting("S10", "", {"倍数": "200%"})])) == []
    assert told("甲|≥50人|45人|10|8.8|雨", settings=settings_with([ReviewSetting("S02", "", {"误差": "0.5分"})])) == []


HOSTILE = ["999999999999999999999999", "1/0", "NaN", "-0", "∞", "９", "1e9", "=1+1", "<b>9</b>", "九", "9" * 500, "%", "0.", "１０％"]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_stands_in_a_cell_breaks_a_review(text: str) -> None:
    for row in (f"甲|{text}|9人|10|9|", f"甲|≥5人|{text}|10|9|", f"甲|≥5人|9人|{text}|9|", f"甲|≥5人|9人|10|{text}|"):
        assert all(one.message for one in pr.review(scored(row)))
    assert all(one.message for one in pr.review(funded(text, text, text, text)))


def test_measure_words_that_are_taken_for_one_another_are_a_remark() -> None:
    rows = ("受益农户|≥50家|55户|10|10|", "设备|≥5台|6套|10|10|", "活动|≥5场|6项|10|10|", "合格率|≥95%|48人|10|10|")
    assert [one.severity.value for one in found_in(scored(*rows), "S13")] == ["note", "note", "error", "error"]


def test_a_reason_may_stand_among_the_remarks() -> None:
    head = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|备注"
    rows = ("产出|数量|培训人数|≥50人|45人|10|9|雨天改期", "产出|数量|培训期数|≥50期|45期|10|9|")
    assert [one.position and one.position.row for one in found_in(table_of(*rows, head=head), "S07")] == [3]
