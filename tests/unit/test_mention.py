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
