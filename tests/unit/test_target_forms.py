"""Ways of writing that tables are full of: each means the same as a plainer one."""

from __future__ import annotations

import pytest

from perfrules import Target, find_quantities, parse_target

SAME = [
    # labels that begin like a conjunction or a change
    ("新增10家以上", "新增≥10家"), ("及时率100%", "及时率 100%"),
    # ends of a range share what only one of them has
    ("2万-3万元", "20000-30000元"), ("10±2天", "8-12天"), ("每年1-2次", "1-2次/年"), ("每期30-50人", "30-50人/期"),
    ("提高1-2个百分点", "提高≥1个百分点且提高≤2个百分点"), ("100%±5个百分点", "95%-105%"), ("20%±2%", "18%-22%"),
    # two comparisons without a comma
    ("大于3小于5", "(3,5)"), ("超过3次不超过5次", "(3,5]次"), ("5≥x≥3", "3-5"), ("≥3次;≤5次", "3-5次"),
    # numerals that stand for a size
    ("千人以上", "≥1000人"), ("百人以上", "≥100人"), ("百余家", "≥100家"), ("十余家", "≥10家"), ("5个多月", "≥5个月"), ("两万余人",
    "≥20000人"),
    ("半个月内", "≤0.5个月"), ("半年以内", "≤0.5年"),
    # rates
    ("每月一次", "1次/月"), ("每年一次", "1次/年"), ("1500元每月", "1500元/月"), ("300元每人每天", "300元/人·天"), ("每人1500元/月",
    "1500元/人·月"),
    # remarks and brackets do not change the comparison
    ("≤50万元(不含税)", "≤50万元"), ("≥5家(不含分公司)", "≥5家"), ("5家以上(不含)", ">5家"), ("（≥95%）", "≥95%"), ("【100%】", "100%"),
    # dates
    ("20251231前", "2025年12月31日前"), ("2025.1-2025.12", "2025年"), ("2025年12月31日（含）前", "2025年12月31日前"), ("12.31前",
    "12月31日前"),
    ("于2025年6月30日前", "2025年6月30日前"), ("二〇二五年底前", "2025年底前"), ("二○二五年底前", "2025年底前"), ("25年12月底前",
    "2025年12月31日前"),
    ("2025年12月31日24时前", "2025年12月31日前"), ("2025年12月31日17:00前", "2025年12月31日前"), ("2024-2025年",
    "2024年1月1日-2025年12月31日"),
    # bounds without a number
    ("不低于上年", "较上年只增不减"), ("高于上年", "较上年正增长"),
    # other signs
    ("≯5%", "≤5%"), ("≮5%", "≥5%"), ("前3", "前3名"), ("全省前三", "全省前3名"), ("第一名", "第1名"),
    ("≥95%或100%", "≥95%"), ("3或5家", "3家或5家"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "plain"), SAME, ids=[text for text, _ in SAME])
def test_two_ways_of_writing_mean_the_same(text: str, plain: str) -> None:
    target = parse_target(text)
    assert target == parse_target(plain)
    assert parse_target(str(target)) == target


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("减少10家", "quantity"),
        ("增加10家", "quantity"), ("提高0.5个百分点", "change"), ("每年递增5%", "change"), ("年均增长8%", "change"),
        ("十四五期间", "text"), ("每月25日前发放", "text"), ("每年12月底前", "text"), ("次月5日前", "text"), ("优或良", "any"),
        ("≥170项（其中市级≥50项）", "all"), ("2024年：3个；2025年：5个", "all"), ("前10%", "quantity"), ("7×24小时", "quantity"),
        ("较上年增长", "change"),
    ],
)  # fmt: skip
def test_a_common_form_has_its_kind(text: str, kind: str) -> None:
    target = parse_target(text)
    assert target.kind == kind
    assert parse_target(str(target)) == target


@pytest.mark.parametrize("text", ["≤预算数", "≤上年", "≥预期", "不超过预算", "≤合同价", "控制在预算内"])
def test_a_bound_without_a_number_is_no_error(text: str) -> None:
    target = parse_target(text)
    assert parse_target(str(target)) == target


@pytest.mark.parametrize("text", ["1,00家", "≥12,34家"])
def test_a_misplaced_separator_is_not_read_as_two_numbers(text: str) -> None:
    """A comma typed in the wrong place must not turn one number into two conditions without a word."""
    try:
        target = parse_target(text)
    except ValueError:
        return
    assert target.kind != "all"


@pytest.mark.parametrize(
    "text", ["≥95%", "<3家或>8家", "前3名", "2025年6月", "较上年提高≥5%", "≥95%且≤98%", "培训≥3场;参训≥200人", "第2名"]
)
def test_complements_are_written_and_read(text: str) -> None:
    target = parse_target(text)
    complement = ~target
    assert parse_target(str(complement)) == complement
    assert ~complement == target


@pytest.mark.parametrize(
    "pair", [("≥5家", "≤3家"), ("前3名", "健全"), ("≥95%", "≤5起"), ("健全", "合理"), ("2025年", "2026年"), ("前3名", "第9名")]
)
def test_unions_and_intersections_are_written_and_read(pair: tuple[str, str]) -> None:
    one, other = (parse_target(text) for text in pair)
    for combined in (one & other, one | other):
        assert parse_target(str(combined)) == combined
        assert Target.from_dict(combined.to_dict()) == combined


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("力争入网仪器数达到60000台。", [("达到60000台", "入网仪器数", "≥60000台")]),
        ("科技合作与交流互动5场，服务企业超过2800家", [("5场", "科技合作与交流互动", "5场"), ("超过2800家", "服务企业", ">2800家")]),
        ("比重达55%左右", [("达55%左右", "比重", "约55%")]), ("加强组织领导，落实三公经费管理。", []), ("", []), ("（一）开展工作", []),
    ],
)  # fmt: skip
def test_mentions_in_prose(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(one.text, one.subject, str(one.target)) for one in find_quantities(text)] == found
