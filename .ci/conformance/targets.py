"""Cases of `targets.jsonl`: what an expression means, known because the expression is built from its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import cycle
from typing import Any

from conformance.draft import UNITS, Draft, Ends, above, at_least, at_most, below, between, number, point, required

__all__ = ["drafts"]

_WORDS = {
    "ge": (
        at_least,
        [
            "≥{}",
            "＞={}",
            ">={}",
            "=>{}",
            "≧{}",
            "⩾{}",
            "不低于{}",
            "不少于{}",
            "不小于{}",
            "不得低于{}",
            "至少{}",
            "最少{}",
            "大于等于{}",
            "大于或等于{}",
            "达到{}",
            "达{}",
            "完成{}",
        ],
    ),
    "gt": (above, [">{}", "＞{}", "超过{}", "高于{}", "大于{}", "多于{}", "突破{}", "超{}"]),
    "le": (
        at_most,
        [
            "≤{}",
            "＜={}",
            "<={}",
            "=<{}",
            "≦{}",
            "⩽{}",
            "不超过{}",
            "不高于{}",
            "不多于{}",
            "不大于{}",
            "至多{}",
            "最多{}",
            "小于等于{}",
            "小于或等于{}",
            "控制在{}",
        ],
    ),
    "lt": (below, ["<{}", "＜{}", "低于{}", "少于{}", "小于{}", "不满{}", "未满{}", "不到{}"]),
    "eq": (point, ["={}", "＝{}", "﹦{}", "等于{}", "为{}", "保持在{}"]),
    "ge-behind": (at_least, ["{}以上", "{}及以上", "{}或以上", "达到{}以上", "{}起步"]),
    "le-behind": (at_most, ["{}以下", "{}及以下", "{}以内", "{}之内", "{}内", "控制在{}以内", "控制在{}以下", "不超过{}以内", "{}封顶"]),
    "gt-behind": (above, ["{}以外", "{}之外", "{}以上（不含）", "超过{}以上"]),
}

_WHY = {
    "ge": "「≥」与它的各种写法都包括本数",
    "gt": "「超过」一类不包括本数",
    "le": "「≤」与它的各种写法都包括本数",
    "lt": "「不满」一类不包括本数",
    "eq": "「=」照字面只有一个值，方向另行决定",
    "ge-behind": "以上包括本数（民法典第1259条）；前面力度弱的词让位给它",
    "le-behind": "以下、以内包括本数（民法典第1259条）",
    "gt-behind": "以外不包括本数；两个同向的词取更严的",
}

_AMOUNTS = [("95", "%"), ("17500", "家"), ("0.5", "‰"), ("1200", "万元"), ("30", "天"), ("2.5", "亿元"), ("48", "小时"), ("3", "个百分点")]
_AMOUNTS += [
    ("1,250", "吨"),
    ("12", "个工作日"),
    ("0.1", "公里"),
    ("8", "项"),
    ("60000", "台"),
    ("1.2", "万人次"),
    ("100", ""),
    ("3", "起"),
]

_NUMERALS = [
    ("17,500家", "17500", "千位分隔符不改变数"),
    ("17，500家", "17500", "全角逗号也是千位分隔符"),
    ("１２３家", "123", "全角数字"),
    ("0.1家", "1/10", "小数是准确的十分之一"),
    ("0.30家", "3/10", "末尾的零不改变值"),
    (".5家", "1/2", "省略整数部分的小数"),
    ("十二家", "12", "中文数字"),
    ("一百零五家", "105", "中文数字中间的零"),
    ("一千二百零五家", "1205", "中文数字"),
    ("两万三家", "23000", "万后的单个数字是千"),
    ("3千5百家", "3500", "数字与倍数混写"),
    ("2万3千家", "23000", "数字与倍数混写"),
    ("1.2万家", "12000", "数与单位之间的万是倍数"),
    ("3百万家", "3000000", "复合的倍数"),
    ("1万亿家", "1000000000000", "最大的倍数"),
    ("壹拾贰家", "12", "大写数字"),
    ("伍仟家", "5000", "大写数字"),
    ("九十六家", "96", "中文数字"),
    ("两家", "2", "两是二"),
    ("一百五家", "150", "百后的单个数字是十"),
    ("三千六家", "3600", "千后的单个数字是百"),
    ("一万零三家", "10003", "零后面是个位"),
    ("一千零二十家", "1020", "零后面是十位"),
    ("十家", "10", "十开头的中文数字"),
    ("一百二十万家", "1200000", "万以上的中文数字"),
    ("0家", "0", "零是普通的数"),
    ("12345678901234567890.123456789家", "12345678901234567890.123456789", "长数字一位不丢，不经过浮点数"),
    ("0.00000001家", "1/100000000", "很小的数也准确"),
]

_SHARES = [
    ("百分之九十五", "19/20", "百分之"),
    ("千分之五", "1/200", "千分之"),
    ("万分之五", "1/2000", "万分之"),
    ("三分之二", "2/3", "几分之几，没有有限小数"),
    ("2/3", "2/3", "分数"),
    ("九成", "9/10", "成是十分之一"),
    ("1.5倍", "3/2", "倍是比例"),
    ("百分百", "1", "百分百"),
    ("95%", "19/20", "百分号"),
    ("95％", "19/20", "全角百分号"),
    ("95百分比", "19/20", "百分比是 % 的另一种写法"),
    ("0.5‰", "1/2000", "千分号"),
]


def drafts() -> Iterator[Draft]:
    """Yield all required cases of targets."""
    yield from _comparisons()
    yield from _numbers()
    yield from _units()
    yield from _ranges()
    yield from _tolerances()
    yield from _columns()


def measured(unit: str, *ends: Ends) -> dict[str, Any]:
    """Return the normal form of a measured target, its ends given in `unit`."""
    one = UNITS[unit]
    return {"refused": False, "kind": "quantity", "unit": one.base, "intervals": [each.times(one.factor).written() for each in ends]}


def _comparisons() -> Iterator[Draft]:
    """Yield every word of comparing, each with amounts that change from word to word."""
    amounts = cycle(_AMOUNTS)
    for key, (ends, templates) in _WORDS.items():
        for template in templates:
            for _ in range(2):
                digits, unit = next(amounts)
                if template in ("完成{}", "达{}") and not unit:
                    digits, unit = next(amounts)
                expected = measured(unit, ends(digits.replace(",", "")))
                yield required("comparison", {"target": template.format(digits + unit)}, expected, _WHY[key])
    for text, low in (("≥95% ", "95"), ("  ≥ 95 %", "95"), ("≥\u300095%", "95"), ("“≥95%”", "95"), ("≥95%。", "95"), ("<p>≥95%</p>", "95")):
        yield required("dress", {"target": text}, measured("%", at_least(low)), "空格、引号、句末标点和网页标签不改变意思")
    for text, ends in (
        ("≥95%（含95%）", at_least(95)),
        ("95%以上(不含95%)", above(95)),
        ("不少于95%(含)", at_least(95)),
        ("不低於95%", at_least(95)),
    ):
        yield required("dress", {"target": text}, measured("%", ends), "括号里的含与不含说明本数；繁体字同简体")
    both = Ends(None, False, Fraction(5), False), Ends(Fraction(5), False, None, False)
    yield required("comparison", {"target": "≠5家"}, measured("家", *both), "不等于是两段，都不含本数")
    yield required("comparison", {"target": "不等于5家"}, measured("家", *both), "不等于是两段，都不含本数")


def _numbers() -> Iterator[Draft]:
    for text, value, why in _NUMERALS:
        yield required("numeral", {"target": text}, measured("家", point(value)), f"{why}；没有比较符的是一个点")
        yield required("numeral", {"target": f"≥{text}"}, measured("家", at_least(value)), why)
    for text, value, why in _SHARES:
        yield required("share", {"target": text}, measured("比例", point(value)), f"{why}；比率都折成比例")
        yield required("share", {"target": f"不低于{text}"}, measured("比例", at_least(value)), f"{why}；比率都折成比例")
    for text, ends in (
        ("≥-3%", at_least(-3)),
        ("≤-30%", at_most(-30)),
        ("负5%", point(-5)),
        ("-5%", point(-5)),
        ("=0%", point(0)),
        ("≤0%", at_most(0)),
    ):
        yield required("sign", {"target": text}, measured("%", ends), "负数和零是普通的指标值")
    for text, unit in (("0起", "起"), ("零", ""), ("0次", "次"), ("=0人", "人"), ("0.00%", "%")):
        yield required("zero", {"target": text}, measured(unit, point(0)), "零是一个点，不是空缺")


def _units() -> Iterator[Draft]:
    """Yield every unit in which ends must come out in base units."""
    digits = cycle(("3", "0.7", "12.5", "1000", "8", "40"))
    comparisons = cycle((("≥", at_least), ("≤", at_most), ("=", point), ("<", below), (">", above)))
    for word in UNITS:
        if word in ("", "年"):
            continue
        (sign, ends), amount = next(comparisons), next(digits)
        why = "量词自成一类，不换算" if UNITS[word].base == word else f"{word} 按准确比例折成 {UNITS[word].base}"
        yield required("unit", {"target": f"{sign}{amount}{word}"}, measured(word, ends(amount)), why)
    for text, unit, low in (
        ("≥50个项目", "个", "50"),
        ("≥30名教师", "人", "30"),
        ("≥5处水库", "处", "5"),
        ("≥12场次", "场", "12"),
        ("≥3回", "次", "3"),
    ):
        yield required("unit", {"target": text}, measured(unit, at_least(low)), "量词后面的名词不参加比较；同义的量词相同")
    for text, low, why in (
        ("每人每月500元", "500", "前面的「每」移到单位里"),
        ("500元/月·人", "500", "分母的次序不要紧"),
        ("6000元/年·人", "500", "分母的年折成十二个月"),
        ("0.05万元/人·月", "500", "分子的万元折成元"),
        ("500元每人每月", "500", "「每」在后面也一样"),
    ):
        yield required("rate", {"target": text}, measured("元/人·月", point(low)), why)
    for text, unit, ends in (("每季度≥1次", "次", Fraction(1, 3)), ("≥4次/年", "次", Fraction(1, 3)), ("每年≥12次", "次", Fraction(1))):
        expected = {"refused": False, "kind": "quantity", "unit": f"{unit}/个月", "intervals": [at_least(ends).written()]}
        yield required("rate", {"target": text}, expected, "次数除以时间，时间折成月")
    yield required("rate", {"target": "1:4"}, measured("比例", point("1/4")), "比是比例")
    yield required("rate", {"target": "不低于1:20"}, measured("比例", at_least("1/20")), "比是比例")
    yield required("rate", {"target": "3×5台"}, measured("台", point(15)), "乘号相乘")
    yield required("rate", {"target": "￥6800元"}, measured("元", point(6800)), "货币符号是单位")


def _ranges() -> Iterator[Draft]:
    pairs = cycle(
        (("80", "90", "%"), ("20", "30", "家"), ("12", "15", "次"), ("3", "5", "天"), ("0.3", "0.5", "元"), ("100", "100.5", "万元"))
    )
    why = "两头都包括，不论用哪种连接号"
    for dash in ("-", "~", "～", "—", "－", "至", "到"):
        for pattern in ("{0}{2}{3}{1}{2}", "{0}{3}{1}{2}"):
            low, high, unit = next(pairs)
            yield required("range", {"target": pattern.format(low, high, unit, dash)}, measured(unit, between(low, high)), why)
    for brackets in ("[]", "[)", "(]", "()"):
        low, high, unit = next(pairs)
        text = f"{brackets[0]}{low},{high}{brackets[1]}"
        yield required("range", {"target": text}, measured("", between(low, high, brackets)), "方括号包括，圆括号不包括")
        text = f"{brackets[0]}{low}{unit},{high}{unit}{brackets[1]}"
        yield required("range", {"target": text}, measured(unit, between(low, high, brackets)), "方括号包括，圆括号不包括")
    for text, unit, ends, why in (
        ("5家-10", "家", between(5, 10), "只有一边写单位的，另一边也用"),
        ("5-10家", "家", between(5, 10), "只有一边写单位的，另一边也用"),
        ("2-3万元", "元", between(20000, 30000), "右边的倍数左边的数也用，左边的数不更大"),
        ("8500-3万元", "元", between(8500, 30000), "左边的数更大时自己算"),
        ("1.5-2亿元", "元", between(150000000, 200000000), "右边的倍数左边的数也用"),
        ("2000元-0.3万元", "元", between(2000, 3000), "两边各有单位"),
        ("85%≤利用率≤95%", "%", between(85, 95), "夹在两个比较符中间"),
        ("80%≤x<90%", "%", between(80, 90, "[)"), "夹在两个比较符中间，开闭照写"),
        ("≥95%且≤100%", "%", between(95, 100), "同一个量的两个界限合成一段"),
        ("≥60%，<75%", "%", between(60, 75, "[)"), "同一个量的两个界限合成一段"),
        ("不少于2次且不多于6次", "次", between(2, 6), "同一个量的两个界限合成一段"),
        ("控制在3%-5%", "%", between(3, 5), "控制在一段里"),
        ("-5℃-10℃", None, between(-5, 10), "左边是负数"),
        ("5-5家", "家", point(5), "两头相同的一段是一个点"),
    ):
        expected = measured(unit, ends) if unit is not None else measured("", ends) | {"unit": "℃"}
        yield required("range", {"target": text}, expected, why)
    outside = Ends(None, False, Fraction(10), True), Ends(Fraction(90), True, None, False)
    yield required("range", {"target": "≤10%或≥90%"}, measured("%", *outside), "同一个量的选择是几段的并集")
    yield required("range", {"target": "3家或5家"}, measured("家", point(3), point(5)), "两个点的并集")


def _tolerances() -> Iterator[Draft]:
    about = "约、近、左右没有说准，按 ±5% 读，并且注明"
    for text, unit, centre in (
        ("约50人", "人", "50"),
        ("55%左右", "%", "55"),
        ("近百家", "家", "100"),
        ("大约500人", "人", "500"),
        ("80上下", "", "80"),
        ("约0.1公里", "公里", "0.1"),
    ):
        value = Fraction(centre)
        yield required("about", {"target": text}, measured(unit, between(value * 19 / 20, value * 21 / 20)), about)
    for text, unit, low in (("200余家", "家", 200), ("百余家", "家", 100), ("70多人", "人", 70)):
        yield required("about", {"target": text}, measured(unit, at_least(low)), "余、多是至少")
    yield required("about", {"target": "不低于90%左右"}, measured("%", at_least("85.5")), "有界限的约数只在开口一侧放宽")
    for text, unit, low, high, why in (
        ("100%±5%", "%", "95", "105", "± 与数同单位是距离"),
        ("200家±5%", "家", "190", "210", "± 是比率而数不是，按比例放宽"),
        ("20℃±2℃", None, "18", "22", "± 与数同单位是距离"),
        ("±10%", "%", "-10", "10", "没有中心的以零为中心"),
        ("100±5", "", "95", "105", "没有单位的也是距离"),
        ("95%±2个百分点", "%", "93", "97", "百分数可以用个百分点放宽"),
        ("0.3‰±0.1‰", "‰", "0.2", "0.4", "小数放宽后仍然准确"),
    ):
        expected = measured(unit, between(low, high)) if unit is not None else measured("", between(low, high)) | {"unit": "℃"}
        yield required("tolerance", {"target": text}, expected, why)


def _columns() -> Iterator[Draft]:
    """Yield targets whose sign, number and unit stand in three columns."""
    why = "符号、数和单位分三列写，意思相同"
    for sign, ends in (("≥", at_least), ("﹦", point), ("＝", point), ("≤", at_most), (">", above), ("<", below)):
        for digits, unit in (("72890", "元"), ("95", "%"), ("1.2万", "人次")):
            value = Fraction(digits.removesuffix("万")) * (10000 if digits.endswith("万") else 1)
            given = {"target": digits, "unit": unit, "operator": sign}
            yield required("columns", given, measured(unit, ends(value)), why)
    yield required("columns", {"target": "≥95%", "unit": "%", "operator": "≥"}, measured("%", at_least(95)), "三列重复写的只算一次")
    yield required("columns", {"target": "≥95%", "unit": "人", "operator": "≤"}, measured("%", at_least(95)), "格内写得更全的，以格内为准")
    yield required("columns", {"target": "95", "unit": "%", "operator": "/"}, measured("%", point(95)), "斜线没有说比较")
    yield required("columns", {"target": "95", "unit": "%", "operator": ""}, measured("%", point(95)), "空的符号列没有说比较")
    yield required("columns", {"target": "80-90", "unit": "%", "operator": ""}, measured("%", between(80, 90)), "一段也用单位列")
    yield required("columns", {"target": "健全", "operator": "定性"}, {"refused": False, "kind": "grade"}, "定性没有说比较")
    assert number("1/3") == "1/3"
