"""Cases of `scores.jsonl` written by hand: published sums, grades, over-achievement, what is open and what must be refused."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.draft import Draft, required
from conformance.scores import marks_between

__all__ = ["drafts"]

_UP = "越大越好"
_DOWN = "越小越好"

_TWO_SIDED = "分档：[-10%,10%] 得 5分、[-15%,-10%) 得 3分、(10%,15%] 得 3分、[-20%,-15%) 得 1分、(15%,20%] 得 1分、其余 得 0分"


def drafts() -> Iterator[Draft]:
    """Yield the cases written by hand."""
    yield from _points()
    yield from _words()
    yield from _overs()
    yield from _one_sided()
    yield from _refused()


def _points() -> Iterator[Draft]:
    """Yield awards in points, which belong to one weight."""
    bands = "分档：≤0% 得 5分、≤10% 得 4分、≤20% 得 3分、≤30% 得 2分、其余 得 0分"
    for actual, marks in (("-3", "5"), ("0", "5"), ("0.1", "4"), ("10", "4"), ("20", "3"), ("30", "2"), ("39.94", "0")):
        given = {"policy": bands, "target": "≤0%", "direction": _DOWN, "weight": "5", "actual": f"{actual}%"}
        yield required("golden", given, marks_between(marks, marks), "湖南预算控制率的各档")
    for name, policy, target, actual, weight, marks, why in (
        ("在职人员控制率", "每超 1个百分点 扣 0.5分，不足一档不扣", "≤100%", "95.1%", "8", "8", "136 ÷ 143，没有超"),
        ("在职人员控制率", "每超 1个百分点 扣 0.5分，不足一档不扣", "≤100%", "103.2%", "8", "6.5", "超三个百分点，扣一分半"),
        ("“三公经费”变动率", "每超 1个百分点 扣 0.8分，不足一档不扣", "≤0%", "98.31%", "8", "0", "63.46 比 32，扣到零为止"),
        ("预算完成率", "每低 5% 扣 2分，不足一档不扣", "=100%", "99.27%", "8", "8", "不满一档不扣"),
        ("预算完成率", "每低 5% 扣 2分，不足一档不扣", "=100%", "94.9%", "8", "6", "满一档扣两分"),
        ("预算执行率", "按完成比例", "≥100%", "86.2%", "10", "8.62", "37.24 ÷ 43.2，公开表上写的是 9"),
        ("预算执行率", "按完成比例", "≥100%", "108.2%", "10", "10", "绥阳：执行率再高也封顶"),
        ("平均成本", "按完成比例，反向 超一倍归零", "≤100万元", "120万元", "10", "8", "反向，超两成"),
        ("平均成本", "按完成比例，反向 超一倍归零", "≤100万元", "150万元", "10", "5", "反向，超五成"),
        ("平均成本", "按完成比例，反向 超一倍归零", "≤100万元", "200万元", "10", "0", "反向，超一倍"),
        ("平均成本", "按完成比例，反向 按比值", "≤100万元", "120万元", "10", "25/3", "反向，目标 ÷ 实际"),
        ("安全事故起数", "按完成比例，零值 按达标", "=0起", "0起", "10", "10", "目标为零，没有发生"),
        ("安全事故起数", "按完成比例，零值 按达标", "=0起", "1起", "10", "0", "目标为零，发生一起"),
        ("合格率", "按完成比例", "≥95%", "90.25%", "10", "9.5", "0.95 × 10"),
        ("培训次数", "按完成比例，及格线 60%", "≥10次", "6次", "10", "0", "101 号文：六成得零分"),
        ("培训次数", "按完成比例，及格线 60%", "≥10次", "8次", "10", "5", "101 号文：八成得一半"),
        ("培训次数", "按完成比例", "≥10次", "6次", "10", "6", "10 号文：六成得六成"),
        *(
            ("成本控制率", _TWO_SIDED, "±10%", f"{actual}%", "5", marks, "江西：两侧的各档")
            for actual, marks in (
                ("0", "5"),
                ("-10", "5"),
                ("10", "5"),
                ("-12", "3"),
                ("15", "3"),
                ("-15.1", "1"),
                ("20", "1"),
                ("21", "0"),
                ("-30", "0"),
            )
        ),
        ("群众满意度", "每低 5% 扣 1分，不足一档不扣", "≥90%", "84%", "10", "9", "江西：满意度每低五个百分点扣一分"),
    ):
        given = {"policy": policy, "target": target, "weight": weight, "actual": actual, "name": name}
        yield required("golden", given, marks_between(marks, marks), why)
    for cap, actual, marks in (("5分", "100家", "5"), ("5分", "40家", "4"), ("5分", "50家", "5"), ("8分", "90家", "8")):
        given = {"policy": f"按完成比例，封顶 {cap}", "target": "≥100家", "direction": _UP, "weight": "10", "actual": actual}
        yield required("cap", given, marks_between(marks, marks), "封顶的分数")


def _words() -> Iterator[Draft]:
    """Yield grades: a rung is a share, or a span in which a person decides."""
    firm = ["健全性：健全 100% > 基本健全 80% > 不健全 0%"]
    loose = ["完成情况：达成年度指标 100%~80% > 部分达成年度指标并具有一定效果 80%~60% > 未达成年度指标且效果较差 60%~0%"]
    for target, word, low, high in (
        ("健全", "健全", "10", "10"),
        ("健全", "基本健全", "8", "8"),
        ("健全", "不健全", "0", "0"),
        ("健全", None, "0", "10"),
    ):
        given = {"policy": "按量表 健全性", "scales": firm, "target": target, "weight": "10", "actual": word}
        yield required("grades", given, marks_between(low, high), "文字等级在量表里的比例")
    for word, low, high in (
        ("达成年度指标", "8", "10"),
        ("部分达成年度指标并具有一定效果", "6", "8"),
        ("未达成年度指标且效果较差", "0", "6"),
        (None, "0", "10"),
    ):
        given = {"policy": "按量表 完成情况", "scales": loose, "target": "达成年度指标", "weight": "10", "actual": word}
        yield required("grades", given, marks_between(low, high), "三档是一段，段内由人评定")
    for word, low, high in (("健全", "10", "10"), ("不健全", "0", "0"), (None, "0", "10")):
        given = {"policy": "达标得满分", "target": "健全", "weight": "10", "actual": word}
        yield required("grades", given, marks_between(low, high), "文字指标也可以达标得满分")
    for actual in ("120家", "3家", None):
        given = {"policy": "人工", "target": "≥100家", "weight": "10", "actual": actual}
        yield required("manual", given, marks_between("0", "10"), "由人评定，在此之前是零到满分")
    for actual, why in (("≥≤5", "读不懂的"), ("5户", "单位不可比的"), ("暂不确定", "还没有定的"), ("/", "空缺的")):
        given = {"policy": "按完成比例", "target": "≥100家", "direction": _UP, "weight": "10", "actual": actual}
        yield required("open", given, marks_between("0", "10"), f"{why}实际值不是零分，得分是一段")


def _overs() -> Iterator[Draft]:
    """Yield what is taken off for far too much."""
    for actual, marks in (("100", "10"), ("129", "10"), ("130", "8"), ("200", "8")):
        given = {"policy": "按完成比例，超额 130% 扣 2分", "target": "≥100家", "direction": _UP, "weight": "10", "actual": f"{actual}家"}
        yield required("over", given, marks_between(marks, marks), "完成一倍三以上另扣两分，正好一倍三也扣")
    for actual, marks in (("99", "9.9"), ("130", "10"), ("131", "10"), ("300", "10")):
        given = {"policy": "按完成比例，超额 超过 130% 说明", "target": "≥100家", "direction": _UP, "weight": "10", "actual": f"{actual}家"}
        yield required("over", given, marks_between(marks, marks), "超额只要求说明，得分不变")


def _one_sided() -> Iterator[Draft]:
    """Yield steps on one side of a range: the other side costs nothing."""
    for side, actual, marks in (
        ("低", "75", "5"),
        ("低", "80", "10"),
        ("低", "95", "10"),
        ("超", "95", "5"),
        ("超", "90", "10"),
        ("超", "70", "10"),
    ):
        given = {"policy": f"每{side} 1个百分点 扣 10%，不足一档不扣", "target": "80%-90%", "weight": "10", "actual": f"{actual}%"}
        yield required("one-sided", given, marks_between(marks, marks), "一段的指标值，只扣说的那一侧")


def _refused() -> Iterator[Draft]:
    for policy, target, why in (
        ("分档：[-10%,10%] 得 100%、[-20%,20%] 得 50%、其余 得 0%", "±10%", "两端都写的各档重叠"),
        ("按完成比列", "≥100家", "不认识的写法"),
        ("按完成比例，及格线 120%", "≥100家", "及格线不能到 100% 以上"),
        ("分档：≤10% 得 100%、≤20% 得 60%", "≤10%", "各档没有覆盖所有的值"),
        ("分档：≤10% 得 100%、≤20% 得 60%、其余 得 80%", "≤10%", "越差得分反而越多"),
        ("分档：≥90% 得 120%、其余 得 0%", "≥90%", "得分超过满分"),
        ("每超 1家 扣 10%，不足一档不扣", "≤100%", "步子的单位与指标值不可比"),
        ("每低 5% 扣 10%，不足一档不扣", "≤100%", "指标值没有下限"),
        ("按量表 没有的量表", "健全", "没有这个量表"),
        ("按办法 没有的办法", "≥100家", "没有这个办法"),
        ("按完成比例，按完成比例", "≥100家", "写了两遍"),
        ("达标得满分，及格线 60%", "≥100家", "这个选项不属于这种计分"),
        ("", "≥100家", "没有写完"),
    ):
        given = {"policy": policy, "target": target, "weight": "10", "actual": target.lstrip("≥≤")}
        yield required("refused", given, {"refused": True}, f"{why}：加载时就拒绝")
