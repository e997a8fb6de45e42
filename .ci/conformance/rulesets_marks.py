"""Cases of `rulesets.jsonl` written by hand: weights, grades, rounding, ceilings, policies, lights and published sums."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.asking import MET, NONE, UNMET, asked, found, rules, span
from conformance.draft import Draft, required

__all__ = ["drafts"]


def drafts() -> Iterator[Draft]:
    """Yield the cases written by hand."""
    yield from _weights()
    yield from _grades()
    yield from _roundings()
    yield from _ceilings()
    yield from _policies()
    yield from _lights()
    yield from _more_lights()
    yield from _golden()


def _weights() -> Iterator[Draft]:
    tree = [
        "一级指标  子",
        "三级指标  一 全年 ≥1家",
        "三级指标  二 全年 ≥1家",
        "三级指标  三 全年 ≥1家",
        "一级指标  丑",
        "三级指标  四 全年 ≥1家",
    ]
    facts = {"一": "1家", "二": "0家", "三": "1家", "四": "0家"}
    yield required(
        "weights", asked(rules("满分  100分", *tree), facts), found(total=None, marks={"一": None}), "没有写分值的不编分值，也没有总分"
    )
    expected = found(total=span("100/3"), marks={"一": span("50/3"), "四": span("0")})
    yield required(
        "weights", asked(rules("满分  100分", "均分  逐级", *tree), facts), expected, "逐级平均：一级各半，再三等分，没有有限小数"
    )
    expected = found(total=span("50"), marks={"一": span("25"), "四": span("0")})
    yield required("weights", asked(rules("满分  100分", "均分  指标", *tree), facts), expected, "按指标平均")
    three = rules("满分  10分", "均分  指标", *(f"三级指标  {name} 全年 ≥1家" for name in "一二三"))
    yield required("weights", asked(three, dict.fromkeys("一二三", "1家")), found(total=span("10")), "三个三分之一合起来正好是满分")
    expected = found(total=span("20/3"), marks={"一": span("10/3")})
    yield required("weights", asked(three, {"一": "1家", "二": "1家", "三": "0家"}), expected, "三分之二，准确")
    deep = rules(
        "一级指标  产出",
        "二级指标  数量",
        "三级指标  一 3分 全年 ≥1家",
        "二级指标  质量",
        "三级指标  二 2分 全年 ≥1家",
        "一级指标  效益",
        "二级指标  社会",
        "三级指标  三 6分 全年 ≥1家",
    )
    expected = found(levels={"产出": span("3"), "数量": span("3"), "质量": span("0"), "效益": span("0", "6")}, total=span("3", "9"))
    yield required("weights", asked(deep, {"一": "1家", "二": "0家"}), expected, "几级都没有写分值，一级一级加上去")
    sums = rules("一级指标  产出", "三级指标  一 3.5分 全年 ≥1家", "三级指标  二 1.5分 全年 ≥1家")
    expected = found(levels={"产出": span("3.5")}, total=span("3.5"))
    yield required("weights", asked(sums, {"一": "1家", "二": "0家"}), expected, "没有写分值的级别等于下面的和")


def _grades() -> Iterator[Draft]:
    text = rules(
        "满分  100分", "计分  按完成比例", "等级  优 ≥90分、良 ≥80分、中 ≥60分、差 <60分", "三级指标  一 100分 全年 ≥1000家 越大越好"
    )
    for actual, grades, why in (
        ("1000家", ["优"], "满分"),
        ("900家", ["优"], "正好九十"),
        ("899家", ["良"], "差一点"),
        ("800家", ["良"], "正好八十"),
        ("799家", ["中"], "差一点"),
        ("600家", ["中"], "正好六十"),
        ("599家", ["差"], "差一点"),
        ("0家", ["差"], "零分"),
        (None, ["优", "良", "中", "差"], "没有实际值，各等都有可能"),
    ):
        yield required("grades", asked(text, {} if actual is None else {"一": actual}), found(grades=grades), why)
    two = rules(
        "满分  100分",
        "计分  按完成比例",
        "等级  优 ≥90分、良 ≥80分、中 ≥60分、差 <60分",
        "三级指标  一 85分 全年 ≥10家",
        "三级指标  二 15分 全年 ≥1家",
    )
    yield required("grades", asked(two, {"一": "10家"}), found(total=span("85", "100"), grades=["优", "良"]), "得分是一段，等级也是几个")


def _roundings() -> Iterator[Draft]:
    head = ["满分  10分", "计分  按完成比例", "等级  优 ≥9分、良 ≥8分、中 ≥6分、差 <6分"]
    for rule, actual, marks, total, why in (
        ("每项 2位", "2家", "6.67", "6.67", "三分之二"),
        ("每项 2位", "1家", "3.33", "3.33", "三分之一"),
        ("每项 0位", "2家", "7", "7", "取整"),
        ("每项 2位，总分 0位", "2家", "6.67", "7", "先每项，后总分"),
        ("每项 1位", "2家", "6.7", "6.7", "一位"),
    ):
        text = rules(*head, f"舍入  {rule}", "三级指标  一 10分 全年 ≥3家 越大越好")
        yield required("rounding", asked(text, {"一": actual}), found(marks={"一": span(marks)}, total=span(total)), f"{why}，四舍五入")
    for actual, marks in (("1家", "0.13"), ("3家", "0.38"), ("5家", "0.63")):
        text = rules("满分  1分", "计分  按完成比例", "舍入  每项 2位", "三级指标  一 1分 全年 ≥8家 越大越好")
        yield required("rounding", asked(text, {"一": actual}), found(marks={"一": span(marks)}), "正好一半的进上去，不是凑成偶数")
    text = rules(*head, "舍入  每项 2位，总分 0位", "三级指标  一 10分 全年 ≥100家 越大越好")
    yield required("rounding", asked(text, {"一": "85家"}), found(total=span("9"), grades=["优"]), "等级按舍入后的总分")
    parts = rules(
        "满分  3分", "均分  指标", "计分  按完成比例", "舍入  每项 2位", *(f"三级指标  {name} 全年 ≥3家 越大越好" for name in "一二三")
    )
    expected = found(total=span("2.01"), marks={"一": span("0.67")})
    yield required("rounding", asked(parts, dict.fromkeys("一二三", "2家")), expected, "每项先舍入再相加")


def _ceilings() -> Iterator[Draft]:
    text = rules(
        "满分  100分",
        "上限  预算执行率 <50% 至多 59分、<60% 至多 69分、<70% 至多 79分",
        "三级指标  预算执行率 10分 全年 ≥100%",
        "三级指标  数 90分 全年 ≥1家",
    )
    for rate, total, why in (
        ("49.9%", span("59"), "低于五成"),
        ("50%", span("69"), "正好五成，不算低于五成"),
        ("60%", span("79"), "正好六成"),
        ("69%", span("79"), "低于七成"),
        ("70%", span("90"), "正好七成，没有上限"),
        ("100%", span("100"), "没有上限"),
        (None, span("59", "100"), "没有执行率：最低的上限到满分之间"),
    ):
        facts = {"数": "1家"} | ({} if rate is None else {"预算执行率": rate})
        yield required("ceiling", asked(text, facts), found(total=total), f"总分的上限：{why}")
    for rate, total in (("49", "59"), ("65", "79")):
        facts = {"数": "1家", "预算执行率": rate}
        yield required("ceiling", asked(text, facts), found(total=span(total)), "没有单位的执行率按指标值的百分号读")
    yield required("ceiling", asked(text, {"数": "0家", "预算执行率": "49%"}), found(total=span("0")), "本来就低于上限的不变")


def _policies() -> Iterator[Draft]:
    inherited = rules(
        "满分  30分",
        "计分  按完成比例",
        "一级指标  甲 20分",
        "计分  达标得满分",
        "三级指标  一 10分 全年 ≥10家 越大越好",
        "三级指标  二 10分 全年 ≥10家 越大越好",
        "计分  人工",
        "一级指标  乙 10分",
        "三级指标  三 10分 全年 ≥10家 越大越好",
    )
    expected = found(marks={"一": span("0"), "二": span("0", "10"), "三": span("5")}, total=span("5", "15"))
    yield required("policy", asked(inherited, dict.fromkeys("一二三", "5家")), expected, "指标自己的、级别的、文件头的计分，近的先用")
    yield required(
        "policy",
        asked(rules("三级指标  一 10分 全年 ≥10家"), {"一": "9家"}),
        found(marks={"一": span("0")}),
        "一个计分都没有的，达标得满分",
    )
    single = rules(
        "满分  20分",
        "计分  按完成比例",
        "单列  满意度：按完成率分档：≥100% 得 100%、≥90% 得 80%、其余 得 0%",
        "一级指标  效益 10分",
        "三级指标  收入 10分 全年 ≥100万元 越大越好",
        "一级指标  满意度 10分",
        "三级指标  群众满意度 5分 全年 ≥90%",
        "三级指标  企业评价 5分 全年 ≥90%",
    )
    facts = {"收入": "81万元", "群众满意度": "81%", "企业评价": "80.9%"}
    expected = found(marks={"收入": span("8.1"), "群众满意度": span("4"), "企业评价": span("0")})
    yield required("policy", asked(single, facts), expected, "名称以它结尾的、在这样的级别之下的，另用单列的算法")
    words = rules(
        "量表  健全性：健全 100% > 基本健全 80% > 不健全 0%",
        "计分  按完成比例",
        "定性  按量表 健全性",
        "三级指标  制度健全性 10分 全年 健全",
        "三级指标  数 10分 全年 ≥10家 越大越好",
    )
    expected = found(marks={"制度健全性": span("8"), "数": span("5")})
    yield required("policy", asked(words, {"制度健全性": "基本健全", "数": "5家"}), expected, "定性指标另用一种计分")
    named = rules(
        "满分  10分",
        "计分  按办法 甲法",
        "评分办法  甲法",
        "别名  jia",
        "计分  按完成比例",
        "舍入  每项 1位",
        "等级  高 ≥5分、低 <5分",
        "三级指标  一 10分 全年 ≥3家 越大越好",
    )
    yield required(
        "policy", asked(named, {"一": "2家"}), found(marks={"一": span("6.7")}, grades=["高"]), "文件头按办法的，它的舍入和等级也有效"
    )
    over = rules("满分  10分", "不适用  满分", "三级指标  一 5分 全年 ≥10家", "计分  按完成比例", "三级指标  二 5分 全年 ≥1家")
    yield required("policy", asked(over, {"一": "5家", "二": "不适用"}), found(total=span("7.5")), "楼堂馆所：没有这类项目的得满分")


def _lights() -> Iterator[Draft]:
    head = ["亮灯  红 <60%、黄 <80%、绿 <120%、蓝 ≥120%", "亮灯  越小越好：红 未达标、绿 达标", "零计划  不适用"]
    text = rules(*head, "三级指标  企业数 全年 ≥1200家 越大越好", "三级指标  成本 全年 ≤100万元 越小越好")
    for actual, light in (("359家", "红"), ("360家", "黄"), ("479家", "黄"), ("480家", "绿"), ("719家", "绿"), ("720家", "蓝")):
        yield required(
            "light", asked(text, {"企业数": actual}, day="2025-06-30"), found(lights={"企业数": light}), "全年 1200，到六月应有 600"
        )
    for day, light in (("2025-03-31", "蓝"), ("2025-06-30", "绿"), ("2025-09-30", "红"), ("2025-12-31", "红")):
        yield required("light", asked(text, {"企业数": "500家"}, day=day), found(lights={"企业数": light}), "全年指标值 × 月数 ÷ 12")
    for actual, light in (("90万元", "绿"), ("100万元", "绿"), ("101万元", "红")):
        yield required(
            "light", asked(text, {"成本": actual}, day="2025-06-30"), found(lights={"成本": light}), "越小越好的不按月折算，看结论"
        )
    for actual, light in (("359", "红"), ("480", "绿")):
        yield required(
            "light", asked(text, {"企业数": actual}, day="2025-06-30"), found(lights={"企业数": light}), "没有单位的实际值用指标值的单位"
        )
    half = rules(*head, "三级指标  企业数 半年 ≥400家 全年 ≥1200家 越大越好", "三级指标  活动 半年 =0场 全年 ≥4场 越大越好")
    expected = found(lights={"企业数": "绿", "活动": ""}, verdicts={"活动": NONE})
    yield required(
        "light",
        asked(half, {"企业数": "400家", "活动": "0场"}, "半年", "2025-06-30"),
        expected,
        "有半年指标值的用半年的；半年计划为零的本期不评",
    )


def _more_lights() -> Iterator[Draft]:
    """Yield lights of words, of the spending rate by month, and literal zeros."""
    words = rules(
        "亮灯  文字：红 未达成年度指标且效果较差、黄 部分达成年度指标并具有一定效果、绿 达成年度指标", "三级指标  进展 全年 达成年度指标"
    )
    for word, light in (("达成年度指标", "绿"), ("部分达成年度指标并具有一定效果", "黄"), ("未达成年度指标且效果较差", "红")):
        yield required("light", asked(words, {"进展": word}, day="2025-06-30"), found(lights={"进展": light}), "文字指标看填报的文字")
    months = rules(
        "亮灯  预算执行率 4月：预警 <25%、正常 ≥25%", "亮灯  预算执行率 6月：预警 <40%、正常 ≥40%", "三级指标  预算执行率 全年 ≥100%"
    )
    for day, actual, light in (
        ("2025-04-30", "24.9%", "预警"),
        ("2025-04-30", "25%", "正常"),
        ("2025-05-31", "30%", "正常"),
        ("2025-06-30", "39.9%", "预警"),
        ("2025-06-30", "40%", "正常"),
    ):
        yield required(
            "light", asked(months, {"预算执行率": actual}, day=day), found(lights={"预算执行率": light}), "从某个月起，直接看实际值"
        )
    zero = rules("亮灯  红 <60%、黄 <80%、绿 ≥80%", "零计划  照字面", "三级指标  活动 10分 半年 =0场 全年 ≥4场 越大越好")
    yield required("light", asked(zero, {"活动": "0场"}, "半年", "2025-06-30"), found(verdicts={"活动": MET}), "照字面评：达到零就是达标")


def _golden() -> Iterator[Draft]:
    text = rules(
        "满分  24分",
        "数据  在职人员数 人",
        "数据  编制数 人",
        "数据  本年三公经费 万元",
        "数据  上年三公经费 万元",
        "数据  上年结转 万元",
        "数据  年初预算 万元",
        "数据  本年追加 万元",
        "数据  年末结余 万元",
        "三级指标  在职人员控制率 8分 全年 ≤100%",
        "公式  在职人员数 ÷ 编制数",
        "计分  每超 1个百分点 扣 0.5分，不足一档不扣",
        "三级指标  “三公经费”变动率 8分 全年 ≤0%",
        "公式  (本年三公经费 - 上年三公经费) ÷ 上年三公经费",
        "计分  每超 1个百分点 扣 0.8分，不足一档不扣",
        "三级指标  预算完成率 8分 全年 ≥100%",
        "公式  (上年结转 + 年初预算 + 本年追加 - 年末结余) ÷ (上年结转 + 年初预算 + 本年追加)",
        "计分  每低 5% 扣 2分，不足一档不扣",
    )
    facts = {"在职人员数": "136人", "编制数": "143人", "本年三公经费": "63.46万元", "上年三公经费": "32万元"}
    facts |= {"上年结转": "19.8万元", "年初预算": "1922.76万元", "本年追加": "767.86万元", "年末结余": "19.8万元"}
    expected = found(
        verdicts={"在职人员控制率": MET, "“三公经费”变动率": UNMET, "预算完成率": UNMET},
        marks={"在职人员控制率": span("8"), "“三公经费”变动率": span("0"), "预算完成率": span("8")},
        values={"在职人员控制率": {"number": "13600/143", "unit": "%"}, "“三公经费”变动率": {"number": "98.3125", "unit": "%"}},
        total=span("16"),
    )
    yield required("golden", asked(text, facts), expected, "湖南的公开算例：95.10%、98.31%、99.27%")
    budget = rules(
        "满分  10分",
        "数据  执行数 万元",
        "数据  预算数 万元",
        "舍入  每项 2位",
        "计分  按完成比例",
        "三级指标  预算执行率 10分 全年 ≥100%",
        "公式  执行数 ÷ 预算数",
    )
    for spent, planned, marks, why in (
        ("37.24万元", "43.2万元", "8.62", "廊坊 2019，表上写的是 9"),
        ("1268.72万元", "1172.55万元", "10", "绥阳 2021，封顶"),
        ("483.22万元", "487.24万元", "9.92", "益阳 2019，99.17%"),
        ("89.974万元", "90万元", "10", "贵池 2022，四舍五入到满分"),
    ):
        yield required("golden", asked(budget, {"执行数": spent, "预算数": planned}), found(marks={"预算执行率": span(marks)}), why)
