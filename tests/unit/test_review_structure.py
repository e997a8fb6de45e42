"""Checks of the structure of a table."""

import pytest

from perfrules.reviewing import settings_with
from perfrules.ruleset.model import ReviewSetting
from perfrules.text.diagnostic import Severity
from support.reviewing import HEAD, codes_in, found_in, table_of

WHOLE = ("产出|数量|培训人数|≥50人", "效益|社会效益|带动就业人数|≥5人", "满意度|满意度|学员满意度|≥90%")


def test_a_whole_table_has_no_finding() -> None:
    assert found_in(table_of(*WHOLE), "T") == []


def test_missing_levels_are_told_satisfaction_as_a_note() -> None:
    found = found_in(table_of("产出|数量|培训人数|≥50人", "产出|质量|合格率|≥95%", "产出|时效|及时率|≥95%"), "T01")
    assert [(one.expected, one.severity) for one in found] == [("效益", Severity.WARNING), ("满意度", Severity.NOTE)]
    assert "表上有 产出" in found[0].message


def test_a_table_without_known_levels_is_not_compared() -> None:
    assert codes_in(table_of("甲|乙|培训人数|≥50人"), "T01") == []


def test_duties_count_as_outputs() -> None:
    assert codes_in(table_of("履职|创新|培训人数|≥50人", *WHOLE[1:]), "T01") == []


def test_empty_groups_are_told_lasting_effects_as_notes() -> None:
    found = found_in(table_of(*WHOLE[:1], "产出|质量||", "效益|生态效益||", *WHOLE[1:]), "T02")
    assert [(one.subject, one.severity) for one in found] == [("质量", Severity.WARNING), ("生态效益", Severity.NOTE)]


def test_doubled_rows_are_told_with_the_first() -> None:
    (one,) = found_in(table_of(*WHOLE, "满意度|满意度|学员满意度|≥95%"), "T03")
    assert (one.where, one.related) == ("第5行第3列", ("第4行第3列",))


def test_what_stands_in_brackets_tells_rows_apart() -> None:
    assert codes_in(table_of(*WHOLE, "产出|数量|进度（7月）|≥40%", "产出|数量|进度（11月）|≥80%"), "T03") == []


def test_counted_events_among_the_outcomes_are_outputs() -> None:
    rows = ["举办宣传活动|≥4场", "实施产学研项目数|≥15项", "惠及企业数|≥200家"]
    fine = ["带动就业人数|≥50人", "投诉下降件数|≥5件", "服务产值|≥5亿元", "新增就业岗位|≥30个", "技术应用推广项目|≥3项"]
    table = table_of(WHOLE[0], *(f"效益|社会效益|{row}" for row in (*rows, *fine)), WHOLE[2])
    assert [one.subject for one in found_in(table, "T04")] == ["举办宣传活动", "实施产学研项目数", "惠及企业数"]


def test_money_as_a_quantity() -> None:
    table = table_of("产出|数量指标|项目资金投入|≥30万元", "产出|数量指标|发放创业贷款额|≥30万元", "产出|成本指标|项目资金控制|≤30万元")
    assert [one.subject for one in found_in(table, "T05")] == ["项目资金投入"]


def test_too_few_numbers_and_too_few_rows_are_parameters() -> None:
    table = table_of("产出|质量|课程质量|优", "效益|社会效益|服务水平|提升", "满意度|满意度|学员满意度|≥90%")
    (one,) = found_in(table, "T06")
    assert (one.found, one.expected) == ("33.3%", "≥50%")
    assert codes_in(table, "T06", settings=settings_with([ReviewSetting("T06", "", {"定量占比": "30%"})])) == []
    assert codes_in(table, "T07") == []
    assert codes_in(table, "T07", settings=settings_with([ReviewSetting("T07", "", {"最少": "4项"})])) == ["T07"]


def test_a_heavy_row_is_a_parameter() -> None:
    table = table_of(*(f"{row}|{weight}" for row, weight in zip(WHOLE, (50, 30, 10), strict=True)), head=f"{HEAD}|分值")
    assert [(one.subject, one.where) for one in found_in(table, "T08")] == [("培训人数", "第2行第5列")]
    assert codes_in(table, "T08", settings=settings_with([ReviewSetting("T08", "", {"上限": "50分"})])) == []


@pytest.mark.parametrize("row", ["满意度调查|服务对象满意度|学员满意度|≥90%", "效益|服务对象满意度指标|学员满意度|≥90%"])
def test_satisfaction_may_stand_under_another_level(row: str) -> None:
    assert codes_in(table_of("产出|数量|培训人数|≥50人", "效益|社会效益|就业率|≥50%", row), "T01") == []


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("效益|社会效益|举办活动|≥1百场", ["T04"]),
        ("效益|社会效益|印发手册|≥2万份", ["T04"]),
        ("效益|社会效益|扶持企业数|≥30家", ["T04"]),
        ("效益|社会效益|群体性事件次数|≤2次", []),
        ("效益|社会效益|安全事件|=0次", []),
        ("效益|社会效益|媒体报道次数|≥10次", []),
    ],
)
def test_work_counted_among_the_outcomes(row: str, codes: list[str]) -> None:
    assert codes_in(table_of(row), "T04") == codes


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("产出|数量指标|工程资金金额|43.2", ["T05"]),
        ("产出|数量指标|项目经费|≥43.2", ["T05"]),
        ("产出|数量指标|资金补助企业数|≥43", []),
        ("产出|质量指标|资金金额|≥43", []),
    ],
)
def test_a_budget_without_a_unit_is_told_by_the_end_of_its_name(row: str, codes: list[str]) -> None:
    assert codes_in(table_of(row), "T05") == codes


@pytest.mark.parametrize("weights", [("40%", "30%", "30%"), ("0.4", "0.3", "0.3"), ("40分", "30分", "30分")])
def test_weights_in_any_form_may_be_too_heavy(weights: tuple[str, ...]) -> None:
    head = "一级指标|二级指标|三级指标|年度指标值|分值"
    rows = [f"产出|数量|事项{number}|≥5项|{weight}" for number, weight in enumerate(weights)]
    (one,) = found_in(table_of(*rows, head=head), "T08")
    assert (one.found, one.position and one.position.row) == ("40分", 2)
