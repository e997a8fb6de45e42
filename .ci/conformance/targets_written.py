"""Cases of `targets.jsonl` written by hand: days, changes, places, several values, words, and what must be refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.draft import Draft, Ends, above, at_least, at_most, below, between, point, recommended, required
from conformance.targets import measured

__all__ = ["drafts"]


def days(low: str | None, high: str | None, *, yearless: bool = False) -> dict[str, Any]:
    """Return the normal form of a span of days, both included."""
    ends = {"low": low, "low_closed": low is not None, "high": high, "high_closed": high is not None}
    return {"refused": False, "kind": "date", "yearless": yearless, "intervals": [ends]}


def change(base: str, unit: str, *ends: Ends) -> dict[str, Any]:
    """Return the normal form of a change; `ends` in base units, falls below zero."""
    return {"refused": False, "kind": "change", "base": base, "unit": unit, "intervals": [one.written() for one in ends]}


_DAYS = [
    ("2025年12月底前", None, "2025-12-31", "底前包括当天"),
    ("2025年12月31日前", None, "2025-12-31", "前包括当天"),
    ("2025-12-31", "2025-12-31", "2025-12-31", "一天就是一天"),
    ("2025/12/31", "2025-12-31", "2025-12-31", "斜线也可以隔开年月日"),
    ("2025.12.31前", None, "2025-12-31", "点也可以隔开年月日"),
    ("2025-12-31 00:00:00", "2025-12-31", "2025-12-31", "电子表格带出的时刻不算"),
    ("２０２５年１２月底前", None, "2025-12-31", "全角数字"),
    ("2025年6月30日之前", None, "2025-06-30", "之前同前"),
    ("2025年6月30日以前", None, "2025-06-30", "以前同前"),
    ("截至2025年6月30日", None, "2025-06-30", "截至是最后一天"),
    ("不晚于2025年6月30日", None, "2025-06-30", "不晚于包括当天"),
    ("2025年6月起", "2025-06-01", None, "起从月初那天算"),
    ("2025年6月以后", "2025-07-01", None, "以后不含这个月"),
    ("2025年7月", "2025-07-01", "2025-07-31", "一个月是它的每一天"),
    ("2024年2月", "2024-02-01", "2024-02-29", "闰年的二月有29天"),
    ("2025年2月底前", None, "2025-02-28", "平年的二月底"),
    ("2025年上半年", "2025-01-01", "2025-06-30", "半年"),
    ("2025年第二季度", "2025-04-01", "2025-06-30", "季度"),
    ("2025年三季度前", None, "2025-09-30", "季度的最后一天"),
    ("2025年1月-11月", "2025-01-01", "2025-11-30", "几个月"),
    ("2025年1-12月", "2025-01-01", "2025-12-31", "整年"),
    ("2025年3月1日-2025年9月30日", "2025-03-01", "2025-09-30", "两天之间"),
    ("2025年12月31日至2026年1月1日", "2025-12-31", "2026-01-01", "跨年"),
    ("2025年底前", None, "2025-12-31", "年底"),
    ("2025年9月底前完成", None, "2025-09-30", "完成二字不改变日期"),
]

_YEARLESS = [
    ("12月31日前", None, "--12-31", "没有写年的，年另行补上"),
    ("12月底前", None, "--12-31", "没有写年的月底"),
    ("9月底前", None, "--09-30", "没有写年的月底"),
    ("四季度", "--10-01", "--12-31", "没有写年的季度"),
    ("下半年", "--07-01", "--12-31", "没有写年的半年"),
    ("年底前完成", None, "--12-31", "没有写年的年底"),
    ("2-11月", "--02-01", "--11-30", "没有写年的几个月"),
    ("11月中旬前", None, "--11-20", "中旬到二十日"),
]

_CHANGES = [
    ("较上年提高5个百分点", "上年", "个百分点", point(5), "个百分点是两个比率的差"),
    ("较上年提高≥2个百分点", "上年", "个百分点", at_least(2), "个百分点是两个比率的差"),
    ("同比增长≥8%", "同比", "比例", at_least("0.08"), "% 是相对变化"),
    ("同比增长8%以上", "同比", "比例", at_least("0.08"), "以上包括本数"),
    ("比2020年下降10%", "2020年", "比例", point("-0.1"), "下降是负的变化"),
    ("较上年下降≥10%", "上年", "比例", at_most("-0.1"), "下降至少一成，变化不大于 -10%"),
    ("同比降幅≥3%", "同比", "比例", at_most("-0.03"), "降幅是负的变化"),
    ("较上年减少20起", "上年", "起", point(-20), "减少若干起，单位是起"),
    ("较上年增加35家", "上年", "家", point(35), "增加若干家"),
    ("环比增长3%", "环比", "比例", point("0.03"), "环比是另一个基数"),
    ("不低于上年", "上年", "", at_least(0), "只要不降"),
    ("不高于上年", "上年", "", at_most(0), "只要不升"),
    ("高于上年", "上年", "", above(0), "必须有提高"),
    ("与上年持平", "上年", "", point(0), "没有变化"),
    ("零增长", "", "", point(0), "没有变化，没有写基数"),
    ("只增不减", "", "", at_least(0), "只要不降"),
    ("稳中有升", "", "", at_least(0), "同只增不减"),
    ("负增长", "", "", below(0), "必须下降"),
    ("正增长", "", "", above(0), "必须提高"),
    ("较上年提高", "上年", "", above(0), "有提高就行，没有写多少"),
    ("较上年下降3%-5%", "上年", "比例", between("-0.05", "-0.03"), "下降的一段，两头颠倒"),
    ("提高5个百分点", "", "个百分点", point(5), "没有写基数"),
]

_PLACES = [
    ("前3名", 1, 3),
    ("前三名", 1, 3),
    ("前十名", 1, 10),
    ("第1位", 1, 1),
    ("第2名", 2, 2),
    ("不低于第3名", 1, 3),
    ("全省前5名", 1, 5),
]

_PLACEHOLDERS = [
    ("/", "missing"),
    ("-", "missing"),
    ("——", "missing"),
    ("空", "missing"),
    ("未填", "missing"),
    ("", "missing"),
    ("不适用", "not_applicable"),
    ("不涉及", "not_applicable"),
    ("N/A", "not_applicable"),
    ("本指标不适用此项目", "not_applicable"),
    ("暂不确定", "undetermined"),
    ("待定", "undetermined"),
    ("据实", "undetermined"),
    ("项目实际值", "undetermined"),
    ("*", "undetermined"),
    ("XX", "undetermined"),
    ("**人", "undetermined"),
]

_GRADES = [
    "健全",
    "合理",
    "明确",
    "科学",
    "规范",
    "合规",
    "完善",
    "公开",
    "有效",
    "不健全",
    "基本健全",
    "未公开",
    "优",
    "良好",
    "良好及以上",
    "效果明显",
    "是",
    "无",
    "明显提升",
    "有所改善",
    "达成预期指标",
    "零事故",
    "按期完成",
]
_TEXTS = ["位居全省前列", "广泛宣传政策", "三公经费", "一次性"]

_REFUSED = [
    ("≥≤5", "E101", "两个符号互相矛盾"),
    ("≥≥95%", "E101", "重复的符号没有读法"),
    ("≥95%%", "E101", "两个百分号"),
    ("1.2.3", "E101", "不是数"),
    ("5.5.5%", "E101", "不是数"),
    ("3 5", "E101", "两个数之间没有说明"),
    ("≥5 6家", "E101", "两个数之间没有说明"),
    ("3家5家", "E101", "两个数之间没有说明"),
    ("≥(95%", "E101", "括号没有配上"),
    ("≥95%)", "E101", "括号没有配上"),
    ("[3,5", "E101", "括号没有配上"),
    ("[3,5,7]", "E101", "一段只有两头"),
    ("3+5", "E101", "不做加法"),
    ("90%-", "E101", "一段缺右端"),
    ("%95", "E101", "百分号在数的后面"),
    ("≥", "E102", "只有符号"),
    ("≤", "E102", "只有符号"),
    ("=", "E102", "只有符号"),
    ("≥95%且", "E102", "没有写完"),
    ("≥95%或", "E102", "没有写完"),
    ("100≥", "E102", "符号后面没有数"),
    ("不低于≥", "E102", "没有数"),
    ("±", "E102", "没有数"),
    ("较上年≥", "E102", "没有变化量"),
    ("≥一二三百家", "E103", "不是中文数"),
    ("95%-90%", "E104", "一段的两头颠倒"),
    ("5-3家", "E104", "一段的两头颠倒"),
    ("[5,3]", "E104", "一段的两头颠倒"),
    ("0.9至0.5", "E104", "一段的两头颠倒"),
    ("2025年12月-2025年1月", "E104", "日期的两头颠倒"),
    ("2025年2月30日前", "E105", "没有这一天"),
    ("2025年13月", "E105", "没有这个月"),
    ("2023年2月29日前", "E105", "平年没有这一天"),
    ("2025年6月31日前", "E105", "没有这一天"),
    ("2025年11-3月", "E105", "月份的两头颠倒"),
    ("2025年0月", "E105", "没有这个月"),
    ("不低于95%以下", "E106", "前后两个词方向相反"),
    ("≥95%以下", "E106", "前后两个词方向相反"),
    ("≤5%以上", "E106", "前后两个词方向相反"),
    ("不超过5家以上", "E106", "前后两个词方向相反"),
    ("≥家", "E109", "没有数"),
    ("%", "E101", "没有数"),
    ("万元", "E109", "没有数"),
    ("个百分点", "E109", "没有数"),
    ("3/0", "E110", "分母是零"),
    ("1:0", "E110", "比的后项是零"),
    ("5家-10元", "E112", "两头的单位不能换算"),
    ("10天-3家", "E112", "两头的单位不能换算"),
    ("3个-5%", "E112", "两头的单位不能换算"),
    ("100元±5家", "E112", "放宽的单位不能换算"),
    ("百分之≥5", "E113", "百分之后面应是数"),
    ("八到九百亿元", "E114", "八亿或八百亿，两种读法"),
    ("三到五百万元", "E114", "三万或三百万，两种读法"),
    ("≥" + "9" * 201, "E108", "超过二百位的数"),
    ("≥5家" + "、≥5家" * 400, "E107", "超过一千字的指标值"),
]

_NOTED = [
    ("17500家", "17500家", ["N210"], "没有比较符，按 = 读，方向另定"),
    ("≥95%", "≥95%", [], "没有什么要注明"),
    ("≥９５％", "≥95%", ["N101"], "归一了字形"),
    ("不低于1,000万元", "≥1000万元", [], "规范写法不带分隔符"),
    ("200余家", "≥200家", ["N212"], "余读作至少"),
    ("约50人", "约50人", ["N211"], "约没有说准"),
    ("55%左右", "约55%", ["N211"], "左右没有说准"),
    ("2-3万元", "2-3万元", ["N214"], "倍数是共用的"),
    ("100%±5%", "100%±5%", ["N213"], "± 按距离读"),
    ("超过95%以上", ">95%", ["N219"], "两个词取更严的"),
    ("≥30坨", "≥30坨", ["N201"], "不认识的单位只与自己比较"),
    ("54.199999999999996%", "54.2%", ["N103", "N210"], "二进制浮点数的残余"),
    ("85%≤利用率≤95%", "85-95%", ["N223"], "中间的词是主语"),
    ("12月31日前", "12月31日前", ["N216", "N217"], "没有写年；前包括当天"),
    ("2025年12月底前", "2025年12月31日前", ["N217"], "前包括当天"),
    ("较上年提高", "较上年提高", ["N218"], "没有写提高多少"),
    ("零增长", "持平", ["N215"], "没有写基数"),
    ("提高5个百分点", "提高5个百分点", ["N210", "N215"], "没有写基数"),
    ("由85%提高到90%", "≥90%", ["N228"], "从哪里开始不影响目标"),
    ("≤预算数", "≤预算数", ["N231"], "界限有名字而没有数"),
    ("位居全省前列", "位居全省前列", ["N220"], "没有可以衡量的"),
    ("/", "/", ["N221"], "占位"),
    ("不适用", "不适用", ["N221"], "占位"),
    ("每月10日前", "每月10日前", ["N233"], "每期各有期限"),
    ("2025年1月1日-2025年12月31日", "2025年", [], "整年写成年"),
    ("2025年1月1日至2025年1月31日", "2025年1月", [], "整月写成月"),
    ("3×5台", "15台", ["N210", "N229"], "已经相乘"),
    ("培训≥3场、参训≥200人", "培训≥3场;参训≥200人", ["N223"], "两项各有主语"),
    ("不少于十二家", "≥12家", [], "中文数字写成阿拉伯数字"),
    ("=>95%", "≥95%", [], "符号的另一种写法"),
    ("≠0", "<0或>0", [], "不等于写成两段"),
    ("8500-3万元", "0.85-3万元", [], "规范写法用同一个单位"),
    ("200家±5%", "200家±10家", [], "规范写法用距离"),
    ("同比增长≥8%", "同比提高≥8%", [], "变化的词归一"),
    ("每季度≥1次", "≥1次/季度", [], "每移到单位里"),
    ("三分之二", "2/3比例", ["N210"], "没有有限小数的写成分数"),
    ("≥95%且≤100%", "95-100%", [], "合成一段"),
]


def drafts() -> Iterator[Draft]:
    """Yield the cases written by hand."""
    for text, low, high, why in _DAYS:
        yield required("date", {"target": text}, days(low, high), why)
    for text, low, high, why in _YEARLESS:
        yield required("date", {"target": text}, days(low, high, yearless=True), why)
    for text, base, unit, ends, why in _CHANGES:
        yield required("change", {"target": text}, change(base, unit, ends), why)
    for text, first, last in _PLACES:
        expected = {"refused": False, "kind": "rank", "intervals": [between(first, last).written()]}
        yield required("rank", {"target": text}, expected, "名次越小越好，名次从第一名算起")
    for text, kind in _PLACEHOLDERS:
        expected = {"refused": False, "kind": "placeholder", "emptiness": kind}
        yield required("placeholder", {"target": text}, expected, "空缺、不适用和暂定是三回事，都不是零")
    for text in _GRADES:
        yield required("grade", {"target": text}, {"refused": False, "kind": "grade"}, "词表里的词是等级")
    for text in _TEXTS:
        yield required("text", {"target": text}, {"refused": False, "kind": "text"}, "没有数、符号，也不在词表里：留给人判断，不猜")
    yield from _several()
    yield from _others()
    for text, code, why in _REFUSED:
        yield required("refused", {"target": text}, {"refused": True}, f"{why}：必须拒绝，不能当成文字")
        yield recommended("refused-code", {"target": text}, {"refused": True, "code": code}, why)
    for text, canonical, notes, why in _NOTED:
        yield recommended("canonical", {"target": text}, {"refused": False, "text": canonical}, why)
        yield recommended("note", {"target": text}, {"refused": False, "notes": notes}, why)


def _part(label: str, unit: str, ends: Ends) -> dict[str, Any]:
    body = measured(unit, ends)
    return {"kind": body["kind"], "unit": body["unit"], "intervals": body["intervals"], "label": label}


def _several() -> Iterator[Draft]:
    """Yield targets of several values: all of them, or one of them."""
    every = [
        ("培训≥3场、参训≥200人", [_part("培训", "场", at_least(3)), _part("参训", "人", at_least(200))]),
        ("讲座≥4场；听众≥300人", [_part("讲座", "场", at_least(4)), _part("听众", "人", at_least(300))]),
        ("≥170项（其中市级≥50项）", [_part("", "项", at_least(170)), _part("市级", "项", at_least(50))]),
        ("优良率≥85%，合格率100%", [_part("优良率", "%", at_least(85)), _part("合格率", "%", point(100))]),
        ("1、培训3期;2、参训人数120人次", [_part("培训", "期", point(3)), _part("参训人数", "人次", point(120))]),
        ("①新建3个②改建5个", [_part("新建", "个", point(3)), _part("改建", "个", point(5))]),
    ]
    for text, parts in every:
        yield required("all", {"target": text}, {"refused": False, "kind": "all", "parts": parts}, "几项都要达到，各有各的主语")
    expected = {"refused": False, "kind": "any", "parts": [_part("", "家", at_least(5)), _part("", "万元", at_least(100))]}
    yield required("any", {"target": "≥5家或≥100万元"}, expected, "单位不同的几项，达到一项即可")
    expected = {"refused": False, "kind": "any", "parts": [{"kind": "grade"}, {"kind": "grade"}]}
    yield required("any", {"target": "优或良"}, expected, "两个等级，达到一个即可")


def _others() -> Iterator[Draft]:
    """Yield targets with their subject in front, moves from a value to another, and durations."""
    for text, unit, ends in (
        ("高新技术企业数17500家", "家", point(17500)),
        ("满意度90%以上", "%", at_least(90)),
        ("入网仪器数达到60000台", "台", at_least(60000)),
        ("服务企业超过2800家", "家", above(2800)),
        ("单位成本控制在1200元以内", "元", at_most(1200)),
        ("技术合同成交额达920亿元", "亿元", at_least(920)),
        ("PM2.5≤40天", "天", at_most(40)),
    ):
        yield required("subject", {"target": text}, measured(unit, ends), "前面的词是主语，不改变值")
    for text, ends in (("由85%提高到90%", at_least(90)), ("从80%提高至95%以上", at_least(95)), ("降至10%以下", at_most(10))):
        yield required("reach", {"target": text}, measured("%", ends), "要达到的是后面的值")
    for text, unit, ends in (
        ("3天内", "天", at_most(3)),
        ("24小时内", "小时", at_most(24)),
        ("1个月内", "个月", at_most(1)),
        ("≤30个工作日", "个工作日", at_most(30)),
        ("15分钟内响应", "分钟", at_most(15)),
        ("3年内", "年", at_most(3)),
        ("一个月", "个月", point(1)),
        ("半小时内", "小时", at_most("0.5")),
        ("半年内", "年", at_most("0.5")),
    ):
        yield required("duration", {"target": text}, measured(unit, ends), "一段时间是数量，不是日期")
