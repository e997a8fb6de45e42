"""Cases of `rulesets.jsonl` written by hand: formulas, conditions, checks, dates, periods, names and forms of writing."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.asking import MET, NONE, PENDING, UNMET, asked, found, rules, span
from conformance.draft import Draft, recommended, required

__all__ = ["drafts"]


def drafts() -> Iterator[Draft]:
    """Yield the cases written by hand."""
    yield from _formulas()
    yield from _zeros()
    yield from _conditions()
    yield from _checks()
    yield from _dates()
    yield from _periods()
    yield from _names()
    yield from _forms()
    yield from _missing()


def _rate(formula: str, target: str = "≤10% 越小越好", unit: str = "万元") -> str:
    return rules(f"数据  甲 {unit}", f"数据  乙 {unit}", f"三级指标  率 10分 全年 {target}", f"公式  {formula}")


def _formulas() -> Iterator[Draft]:
    """Yield formulas with the value that they give."""
    for formula, facts, verdict, value, unit, why in (
        ("|甲 - 乙| ÷ 乙", {"甲": "110万元", "乙": "100万元"}, MET, "10", "%", "偏差率正好在界上"),
        ("|甲 - 乙| ÷ 乙", {"甲": "88万元", "乙": "100万元"}, UNMET, "12", "%", "绝对值不看方向"),
        ("(甲 - 乙) ÷ 乙", {"甲": "90万元", "乙": "100万元"}, MET, "-10", "%", "变动率可以是负的"),
        ("甲 ÷ 乙", {"甲": "1万元", "乙": "3万元"}, UNMET, "100/3", "%", "三分之一是准确的"),
        ("甲 ÷ 乙", {"甲": "100元", "乙": "1万元"}, MET, "1", "%", "数据先换成同一单位"),
        ("甲 ÷ 乙", {"甲": "0.1亿元", "乙": "10000万元"}, MET, "10", "%", "数据先换成同一单位"),
        ("甲/乙", {"甲": "1万元", "乙": "10万元"}, MET, "10", "%", "除号可以写 /"),
        ("甲 * 0.5 / 乙", {"甲": "1万元", "乙": "10万元"}, MET, "5", "%", "乘号可以写 *"),
        ("（甲 − 乙） ÷ 乙", {"甲": "105万元", "乙": "100万元"}, MET, "5", "%", "全角括号和减号"),
        ("最大(甲 - 乙、0万元) ÷ 乙", {"甲": "90万元", "乙": "100万元"}, MET, "0", "%", "最大的一个"),
        ("最小(甲、乙) ÷ 乙", {"甲": "300万元", "乙": "100万元"}, UNMET, "100", "%", "最小的一个"),
        ("甲 ÷ 合计(甲、乙)", {"甲": "1万元", "乙": "19万元"}, MET, "5", "%", "合计"),
        ("1 - 甲 ÷ 乙", {"甲": "95万元", "乙": "100万元"}, MET, "5", "%", "先乘除后加减"),
        ("甲 ÷ 乙 - 5个百分点", {"甲": "12万元", "乙": "100万元"}, MET, "7", "%", "百分点可以从百分数里减"),
        ("甲 ÷ 乙 × 50%", {"甲": "12万元", "乙": "100万元"}, MET, "6", "%", "比率乘比率还是比率"),
        ("5个百分点 + 甲 ÷ 乙", {"甲": "3万元", "乙": "100万元"}, MET, "8", "%", "百分点在前，和仍是百分数"),
        ("甲 ÷ 3万元 + 乙 ÷ 2万元 - 70%", {"甲": "1万元", "乙": "1万元"}, UNMET, "40/3", "%", "分母不同的先通分"),
        ("合计(甲、乙、1000元) ÷ 3万元 - 1", {"甲": "2万元", "乙": "1.2万元"}, MET, "10", "%", "合计里的单位各自换算"),
        ("-甲 ÷ 乙", {"甲": "-3万元", "乙": "100万元"}, MET, "3", "%", "前面的负号"),
        ("甲 ÷ 乙", {"甲": "5", "乙": "100"}, MET, "5", "%", "没有单位的数据用定义的单位"),
        ("甲 ÷ 乙", {"甲": "十万元", "乙": "一百万元"}, MET, "10", "%", "中文数字的数据"),
        ("甲 ÷ 乙", {"甲": "１０万元", "乙": "1,000万元"}, MET, "1", "%", "全角数字和千位分隔符"),
        ("(0.1万元 + 0.2万元) ÷ 0.3万元 - 甲 ÷ 乙", {"甲": "1万元", "乙": "1万元"}, MET, "0", "%", "0.1 + 0.2 就是 0.3"),
    ):
        expected = found(verdicts={"率": verdict}, values={"率": {"number": value, "unit": unit}})
        yield required("formula", asked(_rate(formula), facts), expected, why)
    for lines, facts, value, unit, why in (
        (
            ["数据  「甲-乙」 万元", "数据  丙 万元", "三级指标  率 10分 全年 ≥50%", "公式  「甲-乙」 ÷ 丙"],
            {"甲-乙": "3万元", "丙": "6万元"},
            "50",
            "%",
            "名称里有运算符的加「」",
        ),
        (
            ["数据  甲 万元", "数据  乙 人", "三级指标  率 10分 全年 ≥1000元/人", "公式  甲 ÷ 乙"],
            {"甲": "3万元", "乙": "20人"},
            "1500",
            "元/人",
            "钱除以人是人均",
        ),
        (
            ["数据  甲 元/人", "数据  乙 人", "三级指标  率 10分 全年 ≥3万元", "公式  甲 × 乙"],
            {"甲": "1500元/人", "乙": "20人"},
            "3",
            "万元",
            "人均乘人是钱",
        ),
        (
            ["数据  甲 亩", "数据  乙 公顷", "三级指标  率 10分 全年 ≥1公顷", "公式  甲 + 乙"],
            {"甲": "15亩", "乙": "1公顷"},
            "2",
            "公顷",
            "面积先换算再相加",
        ),
        (
            ["数据  甲 万元", "数据  乙 元", "三级指标  率 10分 全年 ≥1万元", "公式  甲 + 乙"],
            {"甲": "5", "乙": "20000"},
            "7",
            "万元",
            "没有单位的数据各用自己的单位",
        ),
        (
            ["数据  甲 %", "数据  乙 %", "三级指标  率 10分 全年 ≥5%", "公式  甲 - 乙"],
            {"甲": "97%", "乙": "90%"},
            "7",
            "%",
            "公式里两个百分数的差还是百分数",
        ),
    ):
        expected = found(verdicts={"率": MET}, values={"率": {"number": value, "unit": unit}})
        yield required("formula", asked(rules(*lines), facts), expected, why)
    money = rules("数据  甲 万元", "数据  乙 元", "三级指标  额 10分 全年 ≥10万元", "公式  甲 + 乙")
    for facts, verdict, value in (({"甲": "9万元", "乙": "10000元"}, MET, "10"), ({"甲": "9万元", "乙": "9999元"}, UNMET, "9.9999")):
        expected = found(verdicts={"额": verdict}, values={"额": {"number": value, "unit": "万元"}})
        yield required("formula", asked(money, facts), expected, "相加前先换成同一单位")
    derived = rules("数据  甲 万元", "数据  乙 万元 = 甲 × 2", "三级指标  率 10分 全年 ≥50%", "公式  甲 ÷ 乙")
    for facts, verdict, value, why in (
        ({"甲": "3万元"}, MET, "50", "数据可以由公式算出"),
        ({"甲": "3万元", "乙": "12万元"}, UNMET, "25", "给了的数据先于它的公式"),
    ):
        yield required(
            "formula", asked(derived, facts), found(verdicts={"率": verdict}, values={"率": {"number": value, "unit": "%"}}), why
        )
    yield required(
        "formula",
        asked(derived, {"甲": "3万元", "率": "70%"}),
        found(verdicts={"率": MET}, values={"率": None}),
        "给了实际值的不再算公式",
    )
    chain = rules(
        "数据  甲 万元",
        "数据  乙 万元 = 甲 × 2",
        "数据  丙 万元 = 甲 ÷ 甲 × 乙",
        "数据  丁 万元 = 甲 × 3",
        "三级指标  额 10分 全年 ≥1万元",
        "公式  乙 + 丁",
    )
    for facts, value, why in (
        ({"甲": "1万元"}, "5", "一个接一个算出来"),
        ({"甲": "1万元", "乙": "10万元"}, "13", "给了一个，其余的照算"),
        ({"甲": "0万元", "乙": "10万元"}, "10", "有一个算不出（0 ÷ 0），不影响别的"),
    ):
        expected = found(values={"额": {"number": value, "unit": "万元"}})
        yield required("formula", asked(chain, facts), expected, f"由公式算出的数据：{why}")
    for facts, low, high, why in (
        ({"甲": "5万元"}, "0", "10", "缺一个数据，公式没有结果"),
        ({}, "0", "10", "缺两个数据"),
        ({"甲": "5万元", "乙": "100家"}, "0", "10", "单位不对的数据不用，按缺失"),
        ({"甲": "5万元", "乙": "不适用"}, "0", "10", "占位不是零"),
        ({"甲": "5万元", "乙": "90-100万元"}, "0", "10", "数据要一个数"),
        ({"甲": None, "乙": "100万元"}, "0", "10", "没有值的数据是缺失"),
    ):
        expected = found(verdicts={"率": PENDING}, marks={"率": span(low, high)}, total=span(low, high), values={"率": None})
        yield required("formula-open", asked(_rate("甲 ÷ 乙"), facts), expected, f"{why}：待定，得分是一段")


def _zeros() -> Iterator[Draft]:
    both = {"甲": "0万元", "乙": "0万元"}
    yield required("zero", asked(_rate("甲 ÷ 乙"), both), found(verdicts={"率": NONE}, reasons={"率": "zero_by_zero"}), "0 ÷ 0 是不适用")
    one = {"甲": "1万元", "乙": "0万元"}
    expected = found(verdicts={"率": PENDING}, reasons={"率": "division_by_zero"}, marks={"率": span("0", "10")})
    yield required("zero", asked(_rate("甲 ÷ 乙"), one), expected, "别的数除以零无法计算，不是零分")
    zero = {"甲": "0万元", "乙": "5万元"}
    yield required(
        "zero", asked(_rate("甲 ÷ 乙"), zero), found(verdicts={"率": MET}, values={"率": {"number": "0", "unit": "%"}}), "零除以数是零"
    )
    beside = rules(
        "满分  20分",
        "数据  甲 万元",
        "数据  乙 万元",
        "三级指标  率 10分 全年 ≤10%",
        "公式  甲 ÷ 乙",
        "三级指标  数 10分 全年 ≥10家 越大越好",
        "计分  按完成比例",
    )
    for facts, low, high, why in (
        ({"甲": "0万元", "乙": "0万元", "数": "5家"}, "10", "10", "0 ÷ 0 不适用，分值给同级的其他各项"),
        ({"甲": "1万元", "乙": "0万元", "数": "5家"}, "5", "15", "无法计算的仍占分值，得分是一段"),
        ({"甲": "1万元", "乙": "10万元", "数": "5家"}, "15", "15", "都知道"),
    ):
        yield required("zero", asked(beside, facts), found(total=span(low, high)), why)


def _conditions() -> Iterator[Draft]:
    text = rules(
        "满分  100分",
        "数据  收入 万元",
        "三级指标  一 50分 全年 ≥10家 越大越好",
        "计分  按完成比例",
        "三级指标  二 50分 全年 ≥1家",
        "适用  收入 > 0万元",
    )
    for facts, verdict, low, high, why in (
        ({"一": "5家", "二": "1家", "收入": "1万元"}, MET, "75", "75", "条件满足"),
        ({"一": "5家", "二": "1家", "收入": "0万元"}, NONE, "50", "50", "条件不满足：不适用，分值给同级的其他各项"),
        ({"一": "5家", "收入": "1万元"}, PENDING, "25", "75", "条件满足，缺实际值"),
        ({"一": "5家", "收入": "0万元"}, NONE, "50", "50", "不适用的不需要实际值"),
    ):
        yield required("condition", asked(text, facts), found(verdicts={"二": verdict}, total=span(low, high)), why)
    unknown = asked(text, {"一": "5家", "二": "1家"})
    yield required("condition", unknown, found(verdict=UNMET, verdicts={"二": PENDING}), "条件缺数据：适用和不适用都有可能，不判定")
    yield required("condition", asked(text, {"一": "5家"}), found(verdicts={"二": PENDING}, total=span("25", "75")), "条件和实际值都缺")
    head = ["数据  甲 万元", "数据  乙 万元", "三级指标  数 10分 全年 ≥1家"]
    for condition, facts, verdict, why in (
        ("甲 > 0万元 且 乙 > 0万元", {"甲": "0万元"}, NONE, "且：一边不成立就不成立，另一边缺了也没关系"),
        ("甲 > 0万元 且 乙 > 0万元", {"甲": "1万元"}, PENDING, "且：一边成立，另一边缺，待定"),
        ("甲 > 0万元 或 乙 > 0万元", {"甲": "1万元"}, MET, "或：一边成立就成立"),
        ("甲 > 0万元 或 乙 > 0万元", {"甲": "0万元"}, PENDING, "或：一边不成立，另一边缺，待定"),
        ("甲 > 0万元 且 乙 > 0万元", {"甲": "1万元", "乙": "2万元"}, MET, "且：两边都成立"),
        ("甲 > 0万元 或 乙 > 0万元", {"甲": "0万元", "乙": "0万元"}, NONE, "或：两边都不成立"),
        ("非 (甲 = 乙)", {"甲": "1万元", "乙": "10000元"}, NONE, "非；相等先换算"),
        ("甲 ≠ 乙", {"甲": "1万元", "乙": "2万元"}, MET, "不等"),
        ("甲 > 0万元 或 甲 < 0万元 且 乙 > 0万元", {"甲": "1万元"}, MET, "且比或先结合"),
        ("甲 ≥ 0.3万元", {"甲": "3000元"}, MET, "界上的值成立"),
    ):
        known = {**facts, "数": "1家"}
        yield required("condition", asked(rules(*head, f"适用  {condition}"), known), found(verdicts={"数": verdict}), why)


def _checks() -> Iterator[Draft]:
    sums = rules(
        "数据  总额 万元", "数据  财政 万元", "数据  其他 万元", "检查  平衡: 总额 = 财政 + 其他 误差 0.01万元 否则 错误 “收支不平”"
    )
    for facts, verdict, why in (
        ({"总额": "100万元", "财政": "60万元", "其他": "40万元"}, MET, "正好相等"),
        ({"总额": "100.01万元", "财政": "60万元", "其他": "40万元"}, MET, "误差正好在界上"),
        ({"总额": "100.0101万元", "财政": "60万元", "其他": "40万元"}, UNMET, "超过误差"),
        ({"总额": "99.98万元", "财政": "60万元", "其他": "40万元"}, UNMET, "低于误差"),
        ({"总额": "100万元", "财政": "60万元"}, PENDING, "缺数据，待定"),
        ({"总额": "1000000元", "财政": "60万元", "其他": "0.004亿元"}, MET, "先换成同一单位"),
    ):
        yield required("check", asked(sums, facts), found(checks={"平衡": verdict}), why)
    half = rules(
        *(f"数据  {name} 万元" for name in ("一", "二", "三", "合计数")), "检查  分项: 合计(一、二、三) = 合计数 否则 错误 “分项不等于合计”"
    )
    facts = {"一": "45.30万元", "二": "150000万元", "三": "0万元", "合计数": "150000万元"}
    yield required("check", asked(half, facts), found(checks={"分项": UNMET}), "苏州的表：半年各项之和是 150045.30，写的是 150000")
    facts = {"一": "2437.17万元", "二": "386445.66万元", "三": "0万元", "合计数": "388882.83万元"}
    yield required("check", asked(half, facts), found(checks={"分项": MET}), "苏州的表：全年相符，小数一位不差")
    limit = rules("数据  甲 万元", "数据  乙 万元", "检查  比例: 甲 ÷ 乙 ≤ 30% 否则 警告 “调整过大”")
    for facts, verdict, why in (
        ({"甲": "30万元", "乙": "100万元"}, MET, "正好三成"),
        ({"甲": "30.000001万元", "乙": "100万元"}, UNMET, "略多"),
        ({"甲": "0万元", "乙": "0万元"}, PENDING, "0 ÷ 0 没有结果，检查待定"),
    ):
        yield required("check", asked(limit, facts), found(checks={"比例": verdict}), why)
    shares = ["一级指标  产出 50分", "三级指标  一 50分 全年 ≥1家", "一级指标  效益 10分", "三级指标  二 10分 全年 ≥1家"]
    shares += ["一级指标  过程 40分", "三级指标  三 40分 全年 ≥1家"]
    good = rules("满分  100分", *shares, "检查  占比: 产出分值 + 效益分值 ≥ 60分 否则 错误 “产出和效益不足六成”")
    yield required("check", asked(good, {}), found(checks={"占比": MET}), "分值之间的关系，正好六成")
    dated = rules(
        "数据  甲 万元",
        "检查  旧: 甲 ≤ 10万元 否则 错误 “过多”",
        "生效  至 2024-12-31",
        "检查  新: 甲 ≤ 20万元 否则 错误 “过多”",
        "生效  2025-01-01 起",
    )
    for day, told in (("2024-06-30", {"旧": UNMET}), ("2025-06-30", {"新": MET})):
        yield required("check", asked(dated, {"甲": "15万元"}, day=day), found(checks=told), "检查各有自己的有效期")


def _dates() -> Iterator[Draft]:
    text = rules(
        "参数  上限 = 15% 自 2024-01-01 至 2024-12-31",
        "参数  上限 = 10% 自 2025-01-01",
        "三级指标  偏差率 10分 全年 ≤上限 越小越好",
    )
    for day, verdict, why in (
        ("2024-12-31", MET, "旧上限的最后一天"),
        ("2025-01-01", UNMET, "新上限的第一天"),
        ("2030-06-01", UNMET, "没有写结束的一直有效"),
        (None, UNMET, "没有给日期，用最新的值"),
    ):
        yield required("parameter", asked(text, {"偏差率": "12%"}, day=day), found(verdicts={"偏差率": verdict}), why)
    yield required("parameter", asked(text, {"偏差率": "12%"}, day="2023-06-01"), {"refused": True}, "那一天参数还没有值")
    swapped = rules("三级指标  旧数 10分 全年 ≥1家", "生效  至 2024-12-31", "三级指标  新数 10分 全年 ≥1家", "生效  2025-01-01 起")
    for day, name in (("2024-12-31", "旧数"), ("2025-01-01", "新数")):
        expected = found(verdicts={name: MET}, total=span("10"))
        yield required("validity", asked(swapped, {"旧数": "1家", "新数": "1家"}, day=day), expected, "指标各有自己的有效期")
    year = rules("生效  2025年", "三级指标  数 10分 全年 ≥1家")
    for day, fine in (("2025-01-01", True), ("2025-12-31", True), ("2024-12-31", False), ("2026-01-01", False)):
        expected = found(verdicts={"数": MET}) if fine else {"refused": True}
        yield required("validity", asked(year, {"数": "1家"}, day=day), expected, "文件有效期之外不能评")
    yield recommended("validity", asked(year, {}, day="2026-01-01"), {"refused": True, "code": "E697"}, "文件有效期之外不能评")
    dated = rules(
        "生效  2025-07-01 至 2026-06-30",
        "参数  界 = 3家 自 2025-01-01 至 2025-12-31",
        "参数  界 = 5家 自 2026-01-01",
        "三级指标  数 10分 全年 ≥界",
    )
    yield required("validity", asked(dated, {"数": "4家"}), found(verdicts={"数": UNMET}), "不给日期就用有效期的最后一天")
    yield required("validity", asked(dated, {"数": "4家"}, day="2025-07-01"), found(verdicts={"数": MET}), "给了日期就用那一天")


def _periods() -> Iterator[Draft]:
    text = rules("三级指标  一 10分 半年 ≥5家 全年 ≥10家", "三级指标  二 10分 全年 ≥1家")
    facts = {"一": "7家", "二": "1家"}
    for period, verdicts, why in (
        ("半年", {"一": MET}, "半年的指标值"),
        ("全年", {"一": UNMET, "二": MET}, "全年的指标值"),
        ("年度", {"一": UNMET}, "年度就是全年"),
        (None, {"一": UNMET}, "不写期间的是全年"),
    ):
        yield required("period", asked(text, facts, period), found(verdicts=verdicts), why)
    yield required("period", asked(text, facts, "三季度"), {"refused": True}, "没有这个期间的指标值")


def _names() -> Iterator[Draft]:
    text = rules("三级指标  “三公经费”变动率 10分 全年 ≤0%", "别名  三公变动")
    for name in ("“三公经费”变动率", '"三公经费"变动率', "三公变动", " 三公变动 "):
        expected = found(verdict=MET, total=span("10"))
        yield required("name", asked(text, {name: "-1%"}), expected, "名称不看引号的样子、全角半角和空格；别名也可以")
    twice = rules("一级指标  资产", "三级指标  健全性 5分 全年 健全", "一级指标  项目", "三级指标  健全性 5分 全年 健全")
    expected = found(verdicts={"资产/健全性": MET, "项目/健全性": PENDING}, total=span("5", "10"))
    yield required("name", asked(twice, {"资产/健全性": "健全", "健全性": "不健全"}), expected, "两个同名的要写出上级；不知道是哪个的不用")
    yield required(
        "name", asked(rules("三级指标  一 10分 全年 ≥1家"), {"二": "1家"}), found(verdicts={"一": PENDING}), "没有这个名称的事实不用"
    )
    wide = "　规则集：样例\n＃ 全角的注释\n满分　１０分\n三级指标：企业数　１０分　全年　≥１００家　越大越好\n计分：按完成比例\n"
    yield required("form", asked(wide, {"企业数": "９６家"}), found(total=span("9.6")), "整个文件可以全角，行首词后可以是冒号")
    flat = "规则集 样例\n# 注释\n三级指标 企业数 10分 全年 ≥100家 # 行尾的注释\n\n计分 按完成比例\n"
    yield required("form", asked(flat, {"企业数": "96家"}), found(total=span("9.6")), "注释和空行没有意思")
    quoted = rules("三级指标  「培训 场次」 10分 全年 ≥3场")
    yield required("form", asked(quoted, {"培训 场次": "3场"}), found(verdicts={"培训 场次": MET}), "有空格的名称加「」")
    alias = rules("数据  年初预算数 万元", "别名  预算数", "数据  决算数 万元", "三级指标  率 10分 全年 ≥90%", "公式  决算数 ÷ 预算数")
    for name in ("年初预算数", "预算数"):
        expected = found(verdicts={"率": MET}, values={"率": {"number": "95", "unit": "%"}})
        yield required("name", asked(alias, {name: "100万元", "决算数": "95万元"}), expected, "数据的别名，公式和事实都可以用")


def _forms() -> Iterator[Draft]:
    table = rules(
        "指标表",
        "|一级指标|二级指标|三级指标|分值|半年指标值|全年指标值|方向|",
        "|---|---|---|---|---|---|---|",
        "|产出|数量|培训人数|6|≥200人|≥500人|越大越好|",
        "||质量|合格率|4分|/|≥95%||",
    )
    expected = found(verdicts={"培训人数": MET, "合格率": UNMET}, total=span("6"), levels={"产出": span("6"), "数量": span("6")})
    yield required("table", asked(table, {"培训人数": "500人", "合格率": "94%"}), expected, "粘贴的表与一行一行写的相同，合并的格同上")
    yield required("table", asked(table, {"培训人数": "200人"}, "半年"), found(verdicts={"培训人数": MET}), "表里的半年指标值")
    own = rules("单位  标准箱", "单位  小箱 = 0.5 标准箱", "三级指标  吞吐量 10分 全年 ≥100标准箱 越大越好", "计分  按完成比例")
    yield required("unit", asked(own, {"吞吐量": "90标准箱"}), found(total=span("9")), "规则集自己的单位")
    fill = rules("三级指标  企业数 10分", "目标  企业数 全年 ≥10家 越大越好")
    yield required("fill", asked(fill, {"企业数": "9家"}), found(verdicts={"企业数": UNMET}), "空着的指标值由 目标 填上")
    empty = rules("三级指标  企业数 10分")
    yield required("fill", asked(empty, {"企业数": "9家"}), found(verdicts={"企业数": PENDING}), "没有填指标值的待定")
    lower = rules("三级指标  办件数 10分 全年 =10件 越小越好", "计分  达标得满分")
    yield required("direction", asked(lower, {"办件数": "9件"}), found(verdicts={"办件数": MET}), "写了的方向先于名称")
    line = rules("三级指标  办件数 10分 全年 =10件", "方向  越小越好")
    yield required("direction", asked(line, {"办件数": "11件"}), found(verdicts={"办件数": UNMET}), "方向也可以单写一行")


def _missing() -> Iterator[Draft]:
    text = rules(
        "满分  100分", "数据  甲 万元", "数据  乙 万元", "三级指标  一 60分 全年 ≤10%", "公式  甲 ÷ 乙", "三级指标  二 40分 全年 ≥1家"
    )
    yield recommended("missing", asked(text, {}), found(missing=["甲", "乙", "二"]), "缺的事实，影响得分多的在前")
    yield recommended("missing", asked(text, {"甲": "1万元", "乙": "1万元"}), found(missing=["二"]), "只说还缺的")
    for facts, codes, why in (
        ({"丙": "1万元"}, ["W651"], "没有这个名称"),
        ({"甲": "3家"}, ["W653"], "单位不能换算"),
        ({"甲": "≥3万元"}, ["W652"], "数据要一个数"),
        ({"甲": "3"}, ["N643"], "没有写单位"),
    ):
        yield recommended(
            "note", asked(rules("数据  甲 万元", "三级指标  一 10分 全年 ≥1家", "计分  达标得满分"), facts), found(notes=codes), why
        )
