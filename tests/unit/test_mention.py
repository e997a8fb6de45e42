"""Quantities in narrative text: what counts as one, and what it is about."""

from __future__ import annotations

import pytest

from perfrules import find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2026年，培育认定高新技术企业17500家。", [("17500家", "培育认定高新技术企业", "17500家")]),
        ("力争全市高新技术产业产值占规模以上工业产值比重54.2%。", [("54.2%", "高新技术产业产值占规模以上工业产值比重", "54.2%")]),
        ("比重达55%左右", [("达55%左右", "比重", "约55%")]),
        ("引进人才3000人、团队13个", [("3000人", "引进人才", "3000人"), ("13个", "团队", "13个")]),
        ("服务企业超过2,800家", [("超过2,800家", "服务企业", ">2800家")]),
        ("(1)综合实力更强。(2)水平更高。", []),
        ("３家企业", [("３家企业", "企业", "3家企业")]),
        ("补助1500元每月", [("1500元每月", "补助", "1500元/月")]),
        ("0每人", [("0每人", "", "0/人")]),
        ("12..5家", [("5家", "", "5家")]),
    ],
)
def test_mentions(text: str, found: list[tuple[str, str, str]]) -> None:
    mentions = find_quantities(text)
    assert [(one.text, one.subject, str(one.target)) for one in mentions] == found
    assert all(text[one.start : one.end] == one.text for one in mentions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("家庭医生签约20户", ("20户", "家庭医生签约", "20户")),
        ("节约用水成本5万元，节约100万元", ("100万元", "节约", "100万元")),
        ("惠及约20户", ("约20户", "惠及", "约20户")),
        ("服务近20户", ("近20户", "服务", "约20户")),
    ],
)
def test_a_word_that_ends_like_about_is_no_approximation(text: str, found: tuple[str, str, str]) -> None:
    one = find_quantities(text)[-1]
    assert (one.text, one.subject, str(one.target)) == found


@pytest.mark.parametrize(
    "text",
    ["加快国家新一代试验区建设", "打造一流生态", "国家第三代半导体中心", "(1)到2026年，实力更强", "推进三公经费公开", "做好“一行一品牌”"],
)
def test_numerals_within_words_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新办企业三家", "三家"),
        ("检查每年两次", "每年两次"),
        ("面积较上年提高一倍", "一倍"),
        ("不低于五家", "不低于五家"),
        ("三至五家企业", "三至五家企业"),
        ("全省排名前三", "前三"),
        ("发生率零增长，一般事故百分之五", "百分之五"),
    ],
)
def test_numerals_in_words_of_measure_are_quantities(text: str, found: str) -> None:
    assert find_quantities(text)[-1].text == found
