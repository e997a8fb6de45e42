"""Cases of `mentions.jsonl`: quantities in prose, with their place and subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from conformance.draft import Draft, Ends, above, at_least, at_most, below, between, point, recommended
from conformance.targets import measured
from conformance.targets_written import change

__all__ = ["drafts"]


class Told(NamedTuple):
    """One quantity of a text: its own words, what it is about, and what it means."""

    words: str
    subject: str
    unit: str
    ends: Ends


_TEXTS: list[tuple[str, list[Told], str]] = [
    ("力争入网仪器数达到60000台。", [Told("达到60000台", "入网仪器数", "台", at_least(60000))], "苏州的表：力争不是主语"),
    ("科贷通服务企业超过2800家。", [Told("超过2800家", "科贷通服务企业", "家", above(2800))], "苏州的表：超过不含本数"),
    ("全市高新技术企业数17500家。", [Told("17500家", "高新技术企业数", "家", point(17500))], "没有比较词的是一个点"),
    ("技术合同成交额达850亿元。", [Told("达850亿元", "技术合同成交额", "亿元", at_least(850))], "达是至少"),
    ("占GDP比重达55%左右。", [Told("达55%左右", "占GDP比重", "%", between("52.25", "57.75"))], "达力度弱，让位给左右"),
    ("满意度不低于９０％。", [Told("不低于９０％", "满意度", "%", at_least(90))], "位置按原文的字数，全角照原样"),
    ("成本控制在1200元以内。", [Told("控制在1200元以内", "成本", "元", at_most(1200))], "前后两个词是一个界限"),
    ("投诉少于5件。", [Told("少于5件", "投诉", "件", below(5))], "少于不含本数"),
    ("培训3-5期。", [Told("3-5期", "培训", "期", between(3, 5))], "一段"),
    ("举办科技合作与交流活动5场。", [Told("5场", "举办科技合作与交流活动", "场", point(5))], "苏州的表：目标里写五场"),
    (
        "入网仪器数达到60000台，服务企业超过2800家，满意度90%以上。",
        [
            Told("达到60000台", "入网仪器数", "台", at_least(60000)),
            Told("超过2800家", "服务企业", "家", above(2800)),
            Told("90%以上", "满意度", "%", at_least(90)),
        ],
        "几个分句各有一个",
    ),
    (
        "新建道路12.5公里；改造管网3公里。",
        [Told("12.5公里", "新建道路", "公里", point("12.5")), Told("3公里", "改造管网", "公里", point(3))],
        "分号隔开",
    ),
    ("销售收入达1,250万元。", [Told("达1,250万元", "销售收入", "万元", at_least(1250))], "数里的逗号不隔开分句"),
    ("服务群众不少于十二万人次。", [Told("不少于十二万人次", "服务群众", "人次", at_least(120000))], "中文数字"),
    ("2025年新增企业100家。", [Told("100家", "新增企业", "家", point(100))], "年份不是数量"),
    ("签约20户。", [Told("20户", "签约", "户", point(20))], "签约的约不是大约"),
    ("约20户受益。", [Told("约20户受益", "受益", "户", between(19, 21))], "约是大约；后面的名词是主语"),
    ("推动新一代信息技术产业一流发展。", [], "词里的数字不是数"),
    ("完善三公经费管理制度。", [], "三公经费的三不是数"),
    ("2025年12月底前完成。", [], "只有日期的不算"),
    ("统一规划、分步实施。", [], "没有数"),
    ("", [], "空的文字"),
    ("（1）提高服务质量。", [], "编号不是数量"),
    ("百分之好，一二三四，培训3场。", [Told("3场", "培训", "场", point(3))], "没有读法的略过，后面的照读"),
]


def drafts() -> Iterator[Draft]:
    """Yield all cases of prose."""
    for text, told, why in _TEXTS:
        found: list[dict[str, Any]] = []
        start = 0
        for one in told:
            start = text.index(one.words, start)
            form = measured(one.unit, one.ends)
            meaning = {name: form[name] for name in ("kind", "unit", "intervals")}
            found.append({"text": one.words, "start": start, "subject": one.subject, "target": meaning})
            start += len(one.words)
        yield recommended("prose", {"text": text}, {"mentions": found}, why)
    for text, words, base, unit, ends in (
        ("研发投入较上年提高5个百分点。", "较上年提高5个百分点", "上年", "个百分点", point(5)),
        ("税收同比增长8%以上。", "同比增长8%以上", "同比", "比例", at_least("0.08")),
        ("能耗较2020年下降10%。", "较2020年下降10%", "2020年", "比例", point("-0.1")),
    ):
        form = change(base, unit, ends)
        meaning = {name: form[name] for name in ("kind", "base", "unit", "intervals")}
        expected = {"mentions": [{"text": words, "start": text.index(words), "target": meaning}]}
        yield recommended("change", {"text": text}, expected, "变化与基数")
