"""Cases of `verdicts.jsonl` written by hand: every reason, days, changes, places, words, and several values at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.draft import Draft, recommended, required

__all__ = ["drafts"]

_MET, _UNMET, _PENDING, _NONE = "达标", "未达标", "待定", "不适用"


def _open(verdict: str, reason: str) -> dict[str, Any]:
    """Return what is expected where nothing can be decided."""
    return {"refused": False, "verdict": verdict, "reason": reason, "completion": None, "shortfall": None}


_PENDINGS = [
    ("≥95%", None, _PENDING, "no_data", "没有实际值是待定，不是未达标，也不是零"),
    ("≥95%", "", _PENDING, "no_data", "空的实际值同没有"),
    ("≥95%", "/", _PENDING, "no_data", "斜线是空缺"),
    ("≥95%", "——", _PENDING, "no_data", "横线是空缺"),
    ("健全", None, _PENDING, "no_data", "文字指标没有实际值也是待定"),
    ("2025年12月底前", None, _PENDING, "no_data", "日期指标没有实际值也是待定"),
    ("≥95%", "不适用", _NONE, "not_applicable", "实际值写明不适用"),
    ("≥95%", "不涉及", _NONE, "not_applicable", "实际值写明不涉及"),
    ("≥95%", "暂不确定", _PENDING, "undetermined", "实际值还没有定"),
    ("≥95%", "待定", _PENDING, "undetermined", "实际值还没有定"),
    ("/", "95%", _PENDING, "no_target", "没有指标值"),
    ("", "95%", _PENDING, "no_target", "没有指标值"),
    ("不适用", "95%", _NONE, "target_not_applicable", "指标值写明不适用"),
    ("本指标不适用此项目", "3家", _NONE, "target_not_applicable", "指标值写明不适用"),
    ("暂不确定", "95%", _PENDING, "target_undetermined", "指标值还没有定"),
    ("据实", "3家", _PENDING, "target_undetermined", "指标值还没有定"),
    ("≥95%", "≥≥95", _PENDING, "unreadable", "实际值读不懂是待定，不猜"),
    ("≥95%", "1.2.3%", _PENDING, "unreadable", "实际值读不懂是待定，不猜"),
    ("≥50人", "60人次", _PENDING, "unit_mismatch", "人和人次不可比"),
    ("≥50人次", "60人", _PENDING, "unit_mismatch", "人和人次不可比"),
    ("≥5%", "5个百分点", _PENDING, "unit_mismatch", "% 和个百分点不可比"),
    ("≥5个百分点", "5%", _PENDING, "unit_mismatch", "% 和个百分点不可比"),
    ("≤30天", "20个工作日", _PENDING, "unit_mismatch", "工作日和天不可比"),
    ("≤2个月", "50天", _PENDING, "unit_mismatch", "月和天没有准确的比例"),
    ("≥50家", "60户", _PENDING, "unit_mismatch", "不同的量词数的是不同的东西"),
    ("≥3项", "5件", _PENDING, "unit_mismatch", "不同的量词数的是不同的东西"),
    ("≥100元", "100美元", _PENDING, "unit_mismatch", "汇率不是单位换算"),
    ("≥100万元", "100家", _PENDING, "unit_mismatch", "钱和个数不可比"),
    ("≥50元/人", "50元/户", _PENDING, "unit_mismatch", "分母不同的不可比"),
    ("≥30坨", "35个", _PENDING, "unit_mismatch", "不认识的单位只与自己比较"),
    ("≥90%", "0.95", _PENDING, "percent_or_fraction", "没有单位，可能是百分数，也可能是小数"),
    ("≥90%", "1", _PENDING, "percent_or_fraction", "1 可能是 1%，也可能是 100%"),
    ("≤5%", "0.03", _PENDING, "percent_or_fraction", "没有单位，可能是百分数，也可能是小数"),
    ("≥100%", "1.05", _PENDING, "percent_or_fraction", "一倍左右的小数多半是比例，但不猜"),
    ("≥8%", "较上年提高9%", _PENDING, "incomparable", "目标是水平，实际是变化"),
    ("较上年提高≥8%", "9家", _PENDING, "no_baseline", "目标是变化，实际是水平，缺少基数"),
    ("同比增长≥8%", "较2020年增长9%", _PENDING, "incomparable", "两个变化的基数不同"),
    ("≥95%", "90%-98%", _PENDING, "imprecise", "实际值是一段，一部分在外"),
    ("≥95%", "约95%", _PENDING, "imprecise", "约数跨过界限"),
    ("≥95%", "≥90%", _PENDING, "imprecise", "实际值只说了下限"),
    ("≤10%", "5%左右", None, "", "约数整段在内"),
    ("≥95%", "健全", _PENDING, "incomparable", "数和等级不可比"),
    ("健全", "95%", _PENDING, "incomparable", "等级和数不可比"),
    ("健全", "优", _PENDING, "incomparable", "两个量表的等级不可比"),
    ("2025年12月底前", "95%", _PENDING, "incomparable", "日期和数不可比"),
    ("广泛宣传政策", "已经宣传多次", _PENDING, "not_measurable", "没有可以衡量的，由人判断"),
    ("位居全省前列", "3家", _PENDING, "not_measurable", "前列没有说是第几"),
    ("2025年12月31日至2026年1月1日", "12月31日", _PENDING, "no_year", "目标跨两年，实际没有写年"),
    ("优", "优良", _PENDING, "incomparable", "优良跨优和良两级，够不够优不知道"),
    ("健全", "逐步健全", _PENDING, "incomparable", "逐步没有说到了哪一级"),
    ("明显提高", "提高", _PENDING, "incomparable", "没有说提高了多少"),
    ("经济效益良好", "社会效益良好", _PENDING, "incomparable", "主语不同的等级不可比"),
]

_HIGHER, _LOWER, _EXACT = "越大越好", "越小越好", "等于为好"

# target, actual, name, verdict, reason, completion, shortfall, direction, source, why
_DECIDED: list[tuple[str, str, str, str, str, str | None, tuple[str, str] | None, str | None, str | None, str]] = [
    ("≥50家", "60个", "", _MET, "exceeded", "1.2", None, _HIGHER, "比较符", "个可以数任何东西"),
    ("≥50个", "45家", "", _UNMET, "short", "0.9", ("5", "个"), _HIGHER, "比较符", "个可以数任何东西"),
    ("≥50家", "60", "", _MET, "exceeded", "1.2", None, _HIGHER, "比较符", "没有单位的实际值用指标值的单位"),
    ("≥1000万元", "1200", "", _MET, "exceeded", "1.2", None, _HIGHER, "比较符", "没有单位的实际值用指标值的单位，不是元"),
    ("≥100", "90家", "", _UNMET, "short", "0.9", ("10", ""), _HIGHER, "比较符", "没有单位的指标值用实际值的单位"),
    ("≥90%", "95", "", _MET, "exceeded", "19/18", None, _HIGHER, "比较符", "大于 1 而不近似比例的，只能是百分数"),
    ("≥90%", "0", "", _UNMET, "short", "0", ("90", "个百分点"), _HIGHER, "比较符", "零是百分数还是小数都一样"),
    ("≥12场", "13场次", "", _MET, "exceeded", "13/12", None, _HIGHER, "比较符", "场次是场的另一种叫法"),
    ("≥50个项目", "45个", "", _UNMET, "short", "0.9", ("5", "个"), _HIGHER, "比较符", "名词不参加比较"),
    ("≥30坨", "35坨", "", _MET, "exceeded", "7/6", None, _HIGHER, "比较符", "不认识的单位与自己比较"),
    ("≥95%", "96%-98%", "", _MET, "met", None, None, _HIGHER, "比较符", "实际值的一段都在内"),
    ("≥95%", "90%-94%", "", _UNMET, "short", None, None, _HIGHER, "比较符", "实际值的一段都在外"),
    ("≤10%", "≥12%", "", _UNMET, "short", None, None, _LOWER, "比较符", "实际值的下限已在外"),
    ("≥50元/人·月", "600元/年·人", "", _MET, "met", "1", None, _HIGHER, "比较符", "复合单位整体换算"),
    ("≤1万元/亩", "15元/平方米", "", _MET, "met", None, None, _LOWER, "比较符", "复合单位整体换算"),
    ("=17500家", "16800家", "拥有高新技术企业数", _UNMET, "short", "0.96", ("700", "家"), _HIGHER, "指标名称", "= 在这里是至少"),
    ("=17500家", "18000家", "拥有高新技术企业数", _MET, "exceeded", "36/35", None, _HIGHER, "指标名称", "多于目标也是达标"),
    ("=100%", "100.1%", "在职人员控制率", _UNMET, "short", None, ("0.1", "个百分点"), _LOWER, "指标名称", "= 在这里是至多"),
    ("=0起", "1起", "重大事件", _UNMET, "short", None, ("1", "起"), _LOWER, "零值", "零起，单位说明越小越好"),
    ("=0例", "0例", "新发病例", _MET, "met", None, None, _LOWER, "零值", "零例，单位说明越小越好"),
    ("约50人", "48人", "", _MET, "exceeded", "96/95", None, _HIGHER, "默认", "约数的界限是 47.5"),
    ("约50人", "47人", "", _UNMET, "short", "94/95", ("0.5", "人"), _HIGHER, "默认", "约数的界限是 47.5"),
    ("2025年12月底前", "2025年12月31日", "", _MET, "met", None, None, _LOWER, "值的形式", "最后一天还在内"),
    ("2025年12月底前", "2026年1月1日", "", _UNMET, "short", None, ("1", "天"), _LOWER, "值的形式", "晚一天"),
    ("2025年12月底前", "2025年6月30日", "", _MET, "exceeded", None, None, _LOWER, "值的形式", "提前完成"),
    ("2025年6月30日前", "2025年7月31日", "", _UNMET, "short", None, ("31", "天"), _LOWER, "值的形式", "差的是天数"),
    ("2025年6月起", "2025年5月31日", "", _UNMET, "short", None, ("1", "天"), _HIGHER, "比较符", "早了一天"),
    ("2025年2月底前", "2025年3月1日", "", _UNMET, "short", None, ("1", "天"), _LOWER, "值的形式", "平年二月只有28天"),
    ("2024年2月底前", "2024年2月29日", "", _MET, "met", None, None, _LOWER, "值的形式", "闰年二月有29天"),
    ("12月底前", "12月31日", "", _MET, "met", None, None, _LOWER, "值的形式", "都没有写年"),
    ("12月底前", "2025年12月31日", "", _MET, "met", None, None, _LOWER, "值的形式", "目标没有写年，按实际的年"),
    ("2025年12月底前", "11月30日", "", _MET, "exceeded", None, None, _LOWER, "值的形式", "实际没有写年，按目标的年"),
    ("前3名", "第2名", "", _MET, "exceeded", None, None, _LOWER, "值的形式", "名次越小越好"),
    ("前3名", "第3名", "", _MET, "met", None, None, _LOWER, "值的形式", "第三名在前三名里"),
    ("前3名", "第5名", "", _UNMET, "short", None, ("2", "名"), _LOWER, "值的形式", "落后两名"),
    ("第3名", "第1名", "", _MET, "exceeded", None, None, _LOWER, "值的形式", "要求第三名，第一名更好"),
    ("前3名", "4", "", _UNMET, "short", None, ("1", "名"), _LOWER, "值的形式", "没有单位的数是名次"),
    ("较上年提高5个百分点", "较上年提高6个百分点", "", _MET, "exceeded", "1.2", None, _HIGHER, "值的形式", "提高得更多"),
    ("较上年提高5个百分点", "较上年提高4个百分点", "", _UNMET, "short", "0.8", ("1", "个百分点"), _HIGHER, "值的形式", "提高得不够"),
    ("较上年下降≥10%", "较上年下降8%", "", _UNMET, "short", None, ("2", "个百分点"), _LOWER, "值的形式", "下降得不够"),
    ("较上年下降10%", "较上年下降12%", "", _MET, "exceeded", None, None, _LOWER, "值的形式", "下降得更多"),
    ("同比增长≥8%", "同比下降1%", "", _UNMET, "short", "-0.125", ("9", "个百分点"), _HIGHER, "值的形式", "方向相反"),
    ("同比增长≥8%", "9%", "", _MET, "exceeded", "1.125", None, _HIGHER, "值的形式", "没有写变化的百分数当作提高的幅度"),
    ("不低于上年", "与上年持平", "", _MET, "met", None, None, None, None, "没有下降"),
    ("不低于上年", "较上年下降1%", "", _UNMET, "short", None, None, None, None, "下降了，差多少没有同一个单位"),
    ("健全", "健全", "", _MET, "met", None, None, _HIGHER, "值的形式", "同一级"),
    ("健全", "十分健全", "", _MET, "met", None, None, _HIGHER, "值的形式", "更高的一级"),
    ("健全", "基本健全", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "低一级"),
    ("健全", "不健全", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "否定是最低一级"),
    ("优", "良", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "低一级"),
    ("良好及以上", "优", "", _MET, "met", None, None, _HIGHER, "值的形式", "及以上"),
    ("合理", "不合理", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "否定是最低一级"),
    ("≥良好", "优", "", _MET, "met", None, None, _HIGHER, "值的形式", "不等号加等级"),
    ("≥良好", "中", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "不等号加等级"),
    ("优良", "优", "", _MET, "met", None, None, _HIGHER, "值的形式", "优良是优或良"),
    ("优良", "中", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "优良是优或良"),
    ("优", "中上", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "中上是中到良，都不到优"),
    ("提高", "明显提高", "", _MET, "met", None, None, _HIGHER, "值的形式", "没有说程度的，有提高就行"),
    ("提高", "下降", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "方向相反"),
    ("明显提高", "有所提高", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "程度不够"),
    ("是", "否", "", _UNMET, "short", None, None, _EXACT, "值的形式", "没有高低的回答，不同就是未达标"),
    ("是", "是", "", _MET, "met", None, None, _EXACT, "值的形式", "没有高低的回答，相同就是达标"),
    ("效果明显", "效果一般", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "低两级"),
    ("达成预期指标", "未达成预期指标", "", _UNMET, "short", None, None, _HIGHER, "值的形式", "没有达成"),
    ("健全", "已完成", "", _MET, "met", None, None, _HIGHER, "值的形式", "已完成回答任何文字目标"),
    ("无事故", "0起", "", _MET, "met", None, None, None, None, "零回答「无」"),
    ("无事故", "1起", "", _UNMET, "short", None, None, None, None, "有一起就不是「无」"),
    ("=0起", "无", "", _MET, None, None, None, _LOWER, "零值", "「无」就是零"),
    ("≤2起", "未发生", "", _MET, None, None, None, _LOWER, "比较符", "「未发生」就是零"),
    ("≥5家或≥100万元", "3家", "", _PENDING, None, None, None, None, None, "一项没有达到，另一项还不知道"),
    ("培训≥3场、参训≥200人", "培训2场", "", _UNMET, None, None, None, None, None, "一项没有达到，就不看另一项了"),
    ("≥5家或≥100万元", "6家", "", _MET, None, None, None, None, None, "达到一项即可"),
    ("培训≥3场、参训≥200人", "培训4场、参训220人", "", _MET, None, None, None, None, None, "两项都达到"),
    ("培训≥3场、参训≥200人", "培训4场、参训180人", "", _UNMET, None, None, None, None, None, "有一项没有达到"),
    ("培训≥3场、参训≥200人", "参训220人、培训2场", "", _UNMET, None, None, None, None, None, "按主语对上，不看次序"),
    ("培训≥3场、参训≥200人", "4场、220人", "", _MET, None, None, None, None, None, "没有主语的按位置对上"),
]


def drafts() -> Iterator[Draft]:
    """Yield the cases written by hand."""
    for target, actual, verdict, reason, why in _PENDINGS:
        expected = _open(verdict, reason) if verdict is not None else {"refused": False, "verdict": _MET, "reason": "met"}
        yield required("open", {"target": target, "actual": actual}, expected, why)
    for target, actual, name, verdict, reason, completion, gap, direction, source, why in _DECIDED:
        given = {"target": target, "actual": actual} | ({"name": name} if name else {})
        expected: dict[str, Any] = {"refused": False, "verdict": verdict}
        if reason is not None:
            expected["reason"] = reason
        if direction is not None:
            expected |= {"direction": direction, "direction_source": source, "completion": completion}
            expected["shortfall"] = None if gap is None else {"number": gap[0], "unit": gap[1]}
        yield required("decided", given, expected, why)
    yield from _options()
    yield from _noted()


def _options() -> Iterator[Draft]:
    """Yield what the caller says: columns, bare percentages, the year; and targets that are refused."""
    for reading, verdict in (("percent", _UNMET), ("fraction", _MET)):
        given = {"target": "≥90%", "actual": "0.95", "bare_percent": reading}
        yield required("bare-percent", given, {"refused": False, "verdict": verdict}, "没有单位的数，由调用者说是百分数还是小数")
    for target, actual, verdict in (("≤5%", "0.03", _MET), ("≤5%", "0.06", _UNMET), ("=100%", "1", _MET)):
        given = {"target": target, "actual": actual, "bare_percent": "fraction"}
        yield required("bare-percent", given, {"refused": False, "verdict": verdict}, "按小数读，0.03 是 3%")
    for day, verdict in (("11月30日", _MET), ("12月31日", _MET)):
        given = {"target": "2025年12月底前", "actual": day, "year": 2025}
        yield required("year", given, {"refused": False, "verdict": verdict}, "实际值没有写年，由调用者补上")
    given = {"target": "2025年12月底前", "actual": "1月5日", "year": 2026}
    yield required(
        "year", given, {"refused": False, "verdict": _UNMET, "shortfall": {"number": "5", "unit": "天"}}, "补上的年是下一年，晚了"
    )
    columns = {"target": "72890", "unit": "元", "operator": "﹦", "actual": "72890元"}
    yield required("columns", columns, {"refused": False, "verdict": _MET, "completion": "1"}, "丽江 2020 的公开表：正好完成")
    columns = {"target": "95", "unit": "%", "operator": "≥", "actual": "90.25%"}
    expected = {"refused": False, "verdict": _UNMET, "completion": "0.95", "shortfall": {"number": "4.75", "unit": "个百分点"}}
    yield required("columns", columns, expected, "符号、数和单位分三列写，实际值连写")
    for target in ("≥≤5", "≥95%且", "95%-90%", "不低于95%以下", "2025年2月30日前"):
        yield required("refused", {"target": target, "actual": "5"}, {"refused": True}, "指标值读不懂就不判定")


def _noted() -> Iterator[Draft]:
    for target, actual, name, notes, why in (
        ("≥50家", "60个", "", ["N202"], "个与别的量词比较要注明"),
        ("≥50家", "60", "", ["N203"], "没有单位的实际值要注明"),
        ("≥95%", "96%", "", [], "没有什么要注明"),
        ("=17500家", "16800家", "拥有高新技术企业数", ["N230"], "= 按方向读要注明"),
        ("≤10%", "8%", "", [], "没有什么要注明"),
        ("健全", "已完成", "", ["N226"], "已完成回答文字目标要注明"),
        ("2025年12月底前", "11月30日", "", ["N216", "N217", "N224"], "实际值的年是补上的"),
        ("同比增长≥8%", "9%", "", ["N234"], "没有写变化的百分数当作幅度要注明"),
    ):
        given = {"target": target, "actual": actual} | ({"name": name} if name else {})
        yield recommended("note", given, {"refused": False, "notes": notes}, why)
