"""Cases of `units.jsonl`: exact conversions within a dimension, and what never converts or compares."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import cycle, pairwise

from conformance.draft import UNITS, Draft, number, required

__all__ = ["drafts"]

_NEVER = [
    ("人", "人次", "一个人来两次是两人次"),
    ("%", "个百分点", "5% 是比率，5个百分点是两个比率的差"),
    ("‰", "个千分点", "比率和比率的差不可比"),
    ("工作日", "天", "哪些天是工作日要看日历，没有比例"),
    ("个月", "天", "一个月有28到31天"),
    ("年", "天", "一年有365或366天"),
    ("季度", "周", "月和天没有准确的比例"),
    ("家", "户", "不同的量词数的是不同的东西"),
    ("项", "件", "不同的量词数的是不同的东西"),
    ("场", "次", "不同的量词数的是不同的东西"),
    ("起", "例", "不同的量词数的是不同的东西"),
    ("台", "套", "不同的量词数的是不同的东西"),
    ("元", "美元", "汇率不是单位换算"),
    ("美元", "欧元", "汇率不是单位换算"),
    ("元", "家", "钱和个数"),
    ("万元", "万人", "倍数相同，量不同"),
    ("平方米", "米", "面积和长度"),
    ("吨", "立方米", "质量和体积"),
    ("千瓦", "千瓦时", "功率和能量"),
    ("分", "%", "评分不是比率"),
    ("学时", "小时", "学时不是钟点"),
    ("元/人", "元/户", "分母不同"),
    ("元/人·月", "元/人", "分母不同"),
    ("吨", "吨标准煤", "折算的吨不是吨"),
    ("个", "人", "个只与量词相通，人不是量词"),
    ("个", "元", "个只与量词相通"),
    ("坨", "坛", "不认识的单位只与自己比较"),
]

_GENERIC = ["家", "户", "项", "件", "场", "次", "台", "套", "篇", "处", "座"]

_SAME = [
    ("圆", "元"),
    ("万圆", "万元"),
    ("百分比", "%"),
    ("㎡", "平方米"),
    ("平方", "平方米"),
    ("m2", "平方米"),
    ("ha", "公顷"),
    ("km", "公里"),
    ("千米", "公里"),
    ("公斤", "千克"),
    ("kg", "千克"),
    ("市亩", "亩"),
    ("名", "人"),
    ("位", "人"),
    ("回", "次"),
    ("场次", "场"),
    ("批次", "批"),
    ("株", "棵"),
    ("日", "天"),
    ("个小时", "小时"),
    ("星期", "周"),
    ("工作日", "个工作日"),
    ("百分点", "个百分点"),
    ("度", "千瓦时"),
    ("个月", "月"),
    ("元/月·人", "元/人·月"),
]


def drafts() -> Iterator[Draft]:
    """Yield all cases of units."""
    yield from _conversions()
    yield from _never()
    yield from _orders()
    yield from _words()


def _convert(topic: str, quantity: str, to: str, value: Fraction | None, why: str) -> Draft:
    return required(topic, {"quantity": quantity, "to": to}, {"number": None if value is None else number(value)}, why)


def _conversions() -> Iterator[Draft]:
    """Yield every pair of neighbours of a dimension, both ways."""
    digits = cycle(("3", "0.7", "1", "12.5", "1000000", "1/3", "-4"))
    bases = dict.fromkeys(one.base for one in UNITS.values())
    for base in bases:
        same = [one for one in UNITS.values() if one.base == base and one.word]
        for left, right in pairwise([*same, same[0]] if len(same) > 2 else same):
            for one, other in ((left, right), (right, left)):
                amount = next(digits)
                value = Fraction(amount) * one.factor / other.factor
                yield _convert("convert", f"{amount}{one.word}", other.word, value, f"{one.word} 与 {other.word} 有准确的比例")
    for quantity, to, value, why in (
        ("1.2万人次", "人次", "12000", "数与单位之间的万是倍数"),
        ("850亿元", "万元", "8500000", "钱的各级单位"),
        ("0元", "亿元", "0", "零换算后还是零"),
        ("100000000000000000000元", "亿元", "1000000000000", "大数不失准"),
        ("1分钟", "小时", "1/60", "没有有限小数的用分数"),
        ("1亩", "公顷", "1/15", "没有有限小数的用分数"),
        ("7天", "小时", "168", "一天二十四小时"),
        ("3海里", "公里", "5.556", "一海里 1852 米"),
        ("1.5万元/亩", "元/平方米", "22.5", "分子和分母都换算"),
        ("36元/公里", "元/米", "0.036", "分母换算"),
        ("1200元/年·人", "元/人·月", "100", "分母的时间换算"),
        ("5人/10万人", "‰", "0.05", "同类相除是比率"),
        ("2元/百公里", "元/公里", "0.02", "分母里的数"),
        ("2千家", "家", "2000", "千是倍数"),
        ("3百万吨", "吨", "3000000", "百万是倍数"),
    ):
        yield _convert("convert", quantity, to, Fraction(value), why)


def _never() -> Iterator[Draft]:
    for one, other, why in _NEVER:
        yield _convert("never", f"5{one}", other, None, why)
        yield _convert("never", f"5{other}", one, None, why)
        yield required("never-compares", {"left": f"5{one}", "right": f"5{other}"}, {"order": None}, why)
    for word in _GENERIC:
        yield _convert("generic", f"5{word}", "个", None, "个与量词可以比较，但不是换算")


def _orders() -> Iterator[Draft]:
    """Yield comparisons of quantities, equal ones and those that differ by very little."""
    for word in _GENERIC:
        for left, right, order in ((5, 6, "<"), (6, 6, "="), (7, 6, ">")):
            given = {"left": f"{left}个", "right": f"{right}{word}"}
            yield required("generic", given, {"order": order}, "个可以数任何有量词的东西")
    for left, right in (
        ("1亿元", "9999.99万元"),
        ("0.1亿元", "1000万元"),
        ("3亩", "2000平方米"),
        ("1亩", "667平方米"),
        ("1亩", "666平方米"),
        ("15亩", "1公顷"),
        ("95%", "0.95倍"),
        ("9成", "90%"),
        ("1‰", "0.1%"),
        ("24小时", "1天"),
        ("1周", "8天"),
        ("12个月", "1年"),
        ("1个季度", "4个月"),
        ("1吨", "2000斤"),
        ("1海里", "1.8公里"),
        ("1TB", "1000GB"),
        ("1024MB", "1GB"),
        ("1兆瓦时", "1000千瓦时"),
        ("10毫米", "1厘米"),
        ("-3元", "-0.2千元"),
    ):
        sides = []
        for text in (left, right):
            digits = "".join(char for char in text if char in "0123456789.-")
            sides.append(Fraction(digits) * UNITS[text[len(digits) :]].factor)
        order = "<" if sides[0] < sides[1] else ">" if sides[0] > sides[1] else "="
        yield required("order", {"left": left, "right": right}, {"order": order}, "先换算，再准确地比较")


def _words() -> Iterator[Draft]:
    for one, other in _SAME:
        yield _convert("synonym", f"3{one}", other, Fraction(3), f"{one} 是 {other} 的另一种叫法")
