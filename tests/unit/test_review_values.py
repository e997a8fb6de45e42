"""Checks of target values: each fault is found at its cell, and near misses are not."""

import pytest

import perfrules as pr
from perfrules.reviewing import settings_with
from perfrules.ruleset.model import ReviewSetting
from perfrules.text.diagnostic import Severity
from support.reviewing import HALVES, codes_in, found_in, table_of

FAULTS = [
    ("V01", "产出|数量|培训人数|≥≥50人", "「培训人数」的指标值「≥≥50人」读不懂：此处不应出现「≥」"),
    ("V02", "产出|数量|培训人数|XX人", "「培训人数」的指标值「XX人」是占位"),
    ("V02", "产出|数量|培训人数|/", "「培训人数」的指标值「/」是占位"),
    ("V03", "产出|数量|培训人数|50人", "「培训人数」的指标值「50人」没有写比较符"),
    ("V04", "产出|数量|活动场次|≥50", "「活动场次」的指标值「≥50」没有写单位"),
    ("V04", "产出|数量|鸭苗数量|≥50嘣", "「鸭苗数量」的指标值「≥50嘣」不认识单位"),
    ("V05", "产出|数量|培训人数|≥50家", "「培训人数」按名称应以 人 计，指标值「≥50家」却以 家 计"),
    ("V05", "产出|数量|培训人数|≥50人次", "「培训人数」按名称应以 人 计，指标值「≥50人次」却以 人次 计"),
    ("V05", "产出|质量|培训合格率|≥95人", "「培训合格率」按名称应以 % 计，指标值「≥95人」却以 人 计"),
    ("V06", "产出|质量|培训合格率|≥105%", "「培训合格率」的指标值「≥105%」超过 100%"),
    ("V07", "产出|质量|培训合格率|≥100%", "「培训合格率」的指标值「≥100%」实际上只有 =100% 一个值达标"),
    ("V07", "效益|社会效益|安全事故数|≤0起", "「安全事故数」的指标值「≤0起」实际上只有 =0起 一个值达标"),
    ("V08", "产出|数量|培训人数|=50人", "「培训人数」的指标值「=50人」用了「=」：照字面，超额完成也不算达标"),
    ("V08", "满意度|满意度|学员满意度|=90%", "「学员满意度」的指标值「=90%」用了「=」：照字面，超额完成也不算达标"),
    ("V09", "产出|成本|人均费用|≥200元", "「人均费用」是成本，指标值「≥200元」却要求不低于"),
    ("V10", "效益|社会效益|群众投诉率|≥5%", "「群众投诉率」越小越好，指标值「≥5%」却要求不低于"),
    ("V10", "效益|社会效益|再住院率|≥15%", "「再住院率」越小越好，指标值「≥15%」却要求不低于"),
    ("V11", "效益|社会效益|服务水平|有效提升", "「服务水平」的指标值「有效提升」含糊：「有效提升」到什么程度算达标"),
    ("V12", "产出|数量|培训人数|50人左右", "「培训人数」的指标值「50人左右」是约数，暂按 ±5% 理解"),
    ("V13", "效益|经济效益|企业产值|增长5%", "「企业产值」的指标值「增长5%」没有写与什么相比"),
    ("V06", "效益|社会效益|服务对象满意度%|≥290%", "「服务对象满意度%」的指标值「≥290%」超过 100%"),
    ("V06", "效益|社会效益|群众认知度|≥250%", "「群众认知度」的指标值「≥250%」超过 100%"),
    ("V06", "产出|质量|培训合格率|＞100%", "「培训合格率」的指标值「＞100%」超过 100%"),
    ("V08", "产出|数量|培训人数|﹦50人", "「培训人数」的指标值「﹦50人」用了「=」：照字面，超额完成也不算达标"),
    ("V08", "产出|数量|植树数量|等于30万株", "「植树数量」的指标值「等于30万株」用了「=」：照字面，超额完成也不算达标"),
    ("V10", "效益|社会效益|安全事故发生数|≥1起", "「安全事故发生数」越小越好，指标值「≥1起」却要求不低于"),
    ("V10", "效益|社会效益|群众投诉件数|≥3件", "「群众投诉件数」越小越好，指标值「≥3件」却要求不低于"),
    ("V11", "效益|社会效益|服务水平|明显增加", "「服务水平」的指标值「明显增加」含糊：「明显增加」到什么程度算达标"),
    ("V11", "效益|社会效益|管理水平|管理水平持续加强", "「管理水平」的指标值「管理水平持续加强」含糊：「持续加强」到什么程度算达标"),
    ("V11", "效益|社会效益|企业竞争力|增强", "「企业竞争力」的指标值「增强」含糊：「增强」到什么程度算达标"),
    ("V12", "产出|数量|培训场次|200余场次", "「培训场次」的指标值「200余场次」是约数，暂按 ≥200场次 理解"),
    ("V14", "效益|社会效益|投诉率|≤0.0900000762939453%", "「投诉率」的指标值「≤0.0900000762939453%」字符不规范，按 0.09 读"),
]


@pytest.mark.parametrize(("code", "row", "message"), FAULTS, ids=[f"{code} {row[-12:]}" for code, row, _ in FAULTS])
def test_a_fault_is_found_at_its_cell(code: str, row: str, message: str) -> None:
    found = found_in(table_of(row), code)
    assert [(one.where, one.message) for one in found] == [("第2行第4列", message)]
    assert all(one.say("en") and one.suggestion and one.advise("en") for one in found)


FINE = [
    "产出|数量|培训人数|≥50人",
    "产出|数量|培训人次|≥50人次",
    "产出|数量|培训场次|≥5场次",
    "产出|质量|培训合格率|=100%",
    "产出|质量|工作效率|≥30件/天",
    "产出|成本|人均费用|≤200元",
    "产出|成本|成本节约率|≥5%",
    "产出|时效|完成时间|2025年12月底前",
    "过程|预算执行|“三公经费”变动率|≤0%",
    "过程|预算执行|非税收入预算完成率|≥100%",
    "效益|经济效益|企业产值|较上年增长5%",
    "效益|经济效益|产值增长率|≥120%",
    "效益|社会效益|节约警力支出|≥1500万元",
    "效益|社会效益|火灾扑救率|≥95%",
    "效益|社会效益|死亡率|≤5人/10万人",
    "效益|社会效益|事故起数|=0起",
    "满意度|满意度|学员满意度|≥90分",
    "决策|计划制定|规划制定健全性|健全",
    "产出|质量|等级|达到三级以上",
    "产出|数量|培训人数|＞＝５０人",
    "产出|数量|企业户数|≥30家",
    "效益|经济效益|涉水执法挽回损失|≥300万元",
    "产出|时效|采购周期|=3个月",
    "产出|时效|按时交纳税费|=1年",
    "产出|数量|投诉件数|=3件",
    "成本|生态环境成本|能耗降低|≥5%",
    "成本|经济成本|资金使用合规率|≥95%",
    "效益|经济效益|拨备覆盖率|≥150%",
    "效益|社会效益|减税降费|企业所得税减按15%征收",
    "效益|可持续影响|制度|健全",
    "效益|可持续影响|影响|促进可持续发展",
]


@pytest.mark.parametrize("row", FINE)
def test_a_good_value_is_left_alone(row: str) -> None:
    assert found_in(table_of(row), "V") == []


def test_a_bounded_share_above_all_is_an_error_and_another_ratio_a_warning() -> None:
    bounded, other = table_of("产出|质量|培训合格率|≥105%"), table_of("效益|经济效益|产品市场占比|≥105%")
    assert [one.severity for table in (bounded, other) for one in found_in(table, "V06")] == [Severity.ERROR, Severity.WARNING]


def test_equality_is_told_once_at_the_last_period_with_the_value_to_write() -> None:
    (one,) = found_in(table_of("产出|数量|培训人数|=20人|=50人", head=HALVES), "V08")
    assert (one.where, one.expected, one.found, one.level1) == ("第2行第5列", "≥50人", "=50人", "产出")


def test_a_blank_half_year_weighs_less_than_a_blank_year() -> None:
    found = found_in(table_of("产出|数量|培训人数||", "产出|数量|培训期数||≥5期", head=HALVES), "V02")
    assert [(one.where, one.severity.value) for one in found] == [("第2行第4列", "note"), ("第2行第5列", "note"), ("第3行第4列", "note")]


def test_parts_of_a_composite_value_are_looked_at_one_by_one() -> None:
    assert codes_in(table_of("产出|数量|培训|培训≥3场、参训=200人"), "V") == ["V08"]


def test_tags_and_foreign_words_in_prose_are_told_with_their_place() -> None:
    text = "单位名称\t某局\n年度目标\n培育企业 and 产业集群。\n一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t<b>培训</b>人数\t≥5人"
    found = found_in(pr.read_table(text), "V15")
    assert [(one.where, one.found) for one in found] == [("第3行第1列", " and "), ("第5行第3列", "<b>")]


def test_a_check_can_be_left_out_or_weigh_otherwise() -> None:
    table = table_of("产出|数量|培训人数|=50人")
    assert codes_in(table, "V08", settings=settings_with([ReviewSetting("V08", "关闭")])) == []
    (one,) = found_in(table, "V08", settings=settings_with([ReviewSetting("V08", "错误")]))
    assert one.severity is Severity.ERROR


@pytest.mark.parametrize("unit", ["标箱", "学分", "个窗口", "个泊位", "个岗位", "图斑", "剂次", "帧", "端口", "周岁"])
def test_units_that_forms_use_are_known(unit: str) -> None:
    assert codes_in(table_of(f"产出|数量|完成情况|≥50{unit}"), ("V01", "V04")) == []


def test_a_change_is_written_as_its_advice_says() -> None:
    (one,) = found_in(table_of("效益|经济效益|企业数量|增长5%"), "V13")
    example = one.suggestion.partition("如 ")[2]
    assert example.startswith("较上年")
    assert codes_in(table_of(f"效益|经济效益|企业数量|{example}"), "V") == []


@pytest.mark.parametrize(("row", "advised"), [("培训人数|50人", "≥50人"), ("事故起数|3起", "≤3起"), ("侵占事件|0起", "=0起")])
def test_the_comparison_that_is_advised_fits_the_value(row: str, advised: str) -> None:
    (one,) = found_in(table_of(f"产出|数量|{row}"), "V03")
    assert one.expected == advised
