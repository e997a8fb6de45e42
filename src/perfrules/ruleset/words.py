"""The head words of ruleset lines (行首词): what each line says, how it is written and where it may stand.

Everything that knows the words of the language reads this one table: the parser, the formatter, the highlighters and the
reference in the documentation.
"""

from __future__ import annotations

from functools import cache

from perfrules.ruleset.headword import Head

__all__ = ["CLAUSES", "FILE", "HEADS", "LEVELS", "Head", "find_head"]

FILE = "规则集"
"""The block that holds everything: a file is one."""
LEVELS = ("一级指标", "二级指标", "重点工作")
"""The levels above an indicator, from the top."""
_INDICATOR = "三级指标"
_OUTLINE = (*LEVELS, _INDICATOR)


_FILE = (FILE,)
_FACTS = (FILE, "数据", "参数", "量表", "单位", *_OUTLINE, "检查", "目标", "评分办法", "覆盖", "指标表")
_RATED = (FILE, *_OUTLINE, "评分办法")
_POLICY = (FILE, "评分办法")

HEADS: tuple[Head, ...] = (
    Head(
        "规则集",
        "text",
        _FILE,
        True,
        0,
        "文件",
        "规则集  苏州市市级部门整体支出",
        "规则集的标题，其他文件用它来继承",
        "the title of the ruleset, by which others inherit it",
    ),
    Head("版本", "version", _FILE, False, 0, "文件", "版本    2025.1", "版本号", "the version"),
    Head(
        "生效",
        "validity",
        (FILE, _INDICATOR, "检查", "数据"),
        False,
        1,
        "文件",
        "生效    2025-01-01 至 2025-12-31",
        "从哪天到哪天有效",
        "from which day to which it is valid",
    ),
    Head(
        "继承",
        "reference",
        _FILE,
        False,
        0,
        "文件",
        "继承    部门整体支出@2025",
        "在哪个规则集的基础上写：它的全部内容都有效",
        "the ruleset on which this one builds: all of it holds",
    ),
    Head(
        "引用",
        "reference",
        _FILE,
        False,
        0,
        "文件",
        "引用    通用量表@2025",
        "只用另一个规则集的单位、量表和评分办法",
        "uses units, scales and policies of another ruleset, nothing else",
    ),
    Head("依据", "text", _FACTS, False, 1, "出处", "依据    《预算法》第六十七条", "文件依据", "the regulation or document behind it"),
    Head(
        "状态",
        "status",
        _FACTS,
        False,
        1,
        "出处",
        "状态    待核",
        "依据是否核对过原文：已核、待核",
        "whether the source was checked word for word",
    ),
    Head("满分", "marks", _FILE, False, 0, "文件", "满分    100分", "总分", "full marks"),
    Head(
        "均分",
        "equal",
        _FILE,
        False,
        0,
        "文件",
        "均分    逐级",
        "没有写分值的，逐级平均，或按指标平均",
        "shares out weights that are not written, level by level or by indicator",
    ),
    Head(
        "单位",
        "unit",
        _FILE,
        True,
        0,
        "词汇",
        "单位    标准箱",
        "定义计量单位，或它与已知单位的换算",
        "defines a unit, or its ratio to a known one",
    ),
    Head(
        "量表",
        "scale",
        _FILE,
        True,
        0,
        "词汇",
        "量表    健全性：健全 100% > 基本健全 80% > 不健全 0%",
        "文字等级及各等级得多少",
        "grades in words and the share of each",
    ),
    Head(
        "数据",
        "datum",
        _FILE,
        True,
        0,
        "词汇",
        "数据    年初预算数 万元",
        "公式用到的数据及其单位；可以由公式算出",
        "a datum of the formulas with its unit; a formula may give it",
    ),
    Head(
        "参数",
        "parameter",
        _FILE,
        True,
        0,
        "词汇",
        "参数    偏差率上限 = 10% 自 2025-01-01",
        "随日期变化的数，可写在公式、指标值和评分办法里",
        "a number that changes by date, for formulas, targets and policies",
    ),
    Head("一级指标", "level", _FILE, True, 0, "指标", "一级指标  决策 15分", "一级指标及其分值", "a first level and its weight"),
    Head(
        "二级指标", "level", (LEVELS[0],), True, 1, "指标", "二级指标  预算编制 11分", "二级指标及其分值", "a second level and its weight"
    ),
    Head(
        "重点工作",
        "level",
        LEVELS[:2],
        True,
        2,
        "指标",
        "重点工作  创新型企业培育 30分",
        "二级与三级之间的重点工作",
        "a key task between the second and third level",
    ),
    Head(
        "三级指标",
        "indicator",
        (FILE, *LEVELS),
        True,
        3,
        "指标",
        "三级指标  预算偏差率 3分 半年 ≤10% 全年 ≤10% 越小越好",
        "三级指标：分值、各时期指标值、方向",
        "an indicator: weight, target of each period, direction",
    ),
    Head(
        "公式",
        "formula",
        (_INDICATOR, "目标"),
        False,
        4,
        "指标",
        "公式    |决算数 - 年初预算数| ÷ 年初预算数",
        "实际值怎样由数据算出",
        "how data make the actual value",
    ),
    Head(
        "计分",
        "policy",
        (*_RATED, "目标"),
        False,
        4,
        "指标",
        "计分    按完成比例，不足 60% 计零",
        "怎样计分；写在上级则对下面各项有效",
        "how marks follow; on a level it holds for all below",
    ),
    Head(
        "方向",
        "direction",
        (_INDICATOR, "目标"),
        False,
        4,
        "指标",
        "方向    越小越好",
        "越大越好、越小越好或等于为好",
        "which way is better",
    ),
    Head(
        "适用",
        "formula",
        _OUTLINE,
        False,
        4,
        "指标",
        "适用    非税收入预算数 > 0万元",
        "什么条件下才评这一项；不满足为不适用",
        "when the indicator applies at all",
    ),
    Head(
        "证据",
        "text",
        (_INDICATOR, "检查", "数据"),
        False,
        4,
        "指标",
        "证据    预算调整批复文件",
        "要查看的材料",
        "the documents to be seen",
    ),
    Head("说明", "text", (*_FACTS, "测试"), False, 1, "出处", "说明    按53号文口径", "给人看的说明", "a remark for readers"),
    Head(
        "别名",
        "text",
        (_INDICATOR, "数据", "评分办法"),
        False,
        4,
        "指标",
        "别名    高企数、高新技术企业数量",
        "同一指标、数据或评分办法的其他叫法",
        "other names of the same",
    ),
    Head(
        "检查",
        "check",
        _FILE,
        True,
        0,
        "检查",
        "检查    资金平衡: 资金总额 = 财政拨款 + 其他资金 误差 0.01万元 否则 错误 “收支不平”",
        "数据之间必须成立的关系",
        "what must hold between data",
    ),
    Head(
        "审核",
        "text",
        _FILE,
        False,
        0,
        "检查",
        "审核    T08 警告 上限 30分",
        "审核表时的一项检查：错误、警告、提示或关闭，以及它的参数",
        "one check of a review: its severity or 关闭, and its parameters",
    ),
    Head(
        "目标",
        "targets",
        _FILE,
        True,
        0,
        "填报",
        "目标    预算偏差率 半年 ≤10% 全年 ≤10%",
        "部门填写的指标值；只能填空白的",
        "fills the targets of an inherited indicator that has none",
    ),
    Head(
        "指标表",
        "empty",
        _FILE,
        True,
        0,
        "填报",
        "指标表",
        "下面是粘贴来的表格，每行以 | 隔开",
        "the form itself, pasted as rows between bars",
    ),
    Head("评分办法", "name", _FILE, True, 0, "评分", "评分办法  比例法", "有名称的评分办法，可写计分、舍入等", "a named policy"),
    Head("定性", "policy", _POLICY, False, 1, "评分", "定性    按量表", "定性指标怎样计分", "how indicators in words are scored"),
    Head(
        "单列",
        "special",
        _POLICY,
        False,
        1,
        "评分",
        "单列    满意度：按完成率分档：≥100% 得 100%、其余 得 0%",
        "名称以此结尾的、或在这一级别之下的指标，另有计分",
        "a policy of their own for indicators whose name ends so, or below a level of that name",
    ),
    Head("舍入", "rounding", _POLICY, False, 1, "评分", "舍入    每项 2位", "每项得分保留几位", "how marks are rounded"),
    Head("缺失", "missing", _POLICY, False, 1, "评分", "缺失    待定", "报告里怎样看待没有实际值的", "how a report treats what is missing"),
    Head(
        "不适用",
        "not_applicable",
        _POLICY,
        False,
        1,
        "评分",
        "不适用  重分配",
        "不适用的分值给谁",
        "where the weight of what does not apply goes",
    ),
    Head(
        "等级", "grades", _POLICY, False, 1, "评分", "等级    优 ≥90分、良 ≥80分、中 ≥60分、差 <60分", "总分的等级", "grades of the total"
    ),
    Head(
        "亮灯",
        "lights",
        _POLICY,
        False,
        1,
        "监控",
        "亮灯    红 <60%、黄 <80%、绿 <120%、蓝 ≥120%",
        "监控时按进度、结论或文字亮什么灯；从最差的写起",
        "the lights of monitoring, by progress, verdict or word; the worst first",
    ),
    Head(
        "差距",
        "gap",
        _POLICY,
        False,
        1,
        "监控",
        "差距    10个百分点",
        "指标进度与预算执行率相差超过多少要预警",
        "how far progress and execution of the budget may lie apart",
    ),
    Head(
        "零计划",
        "zero_plan",
        _POLICY,
        False,
        1,
        "监控",
        "零计划  不适用",
        "全年不为零而本期计划为零的，本期不评；或照字面评",
        "a plan of zero for a part of the year: not judged, or taken literally",
    ),
    Head("上限", "ceilings", _POLICY, False, 1, "评分", "上限    执行率 <50% 至多 59分", "总分的上限", "ceilings of the total"),
    Head(
        "覆盖", "name", _FILE, True, 0, "修改", "覆盖    预算偏差率", "修改继承来的内容，下接 原、改、理由", "changes something inherited"
    ),
    Head("原", "change", ("覆盖",), False, 1, "修改", "原      全年 ≤10%", "继承来的写法，必须一致", "what was inherited; it must agree"),
    Head("改", "change", ("覆盖",), False, 1, "修改", "改      全年 ≤15%", "新的写法", "what stands there now"),
    Head("理由", "text", ("覆盖", "删除"), False, 1, "修改", "理由    首年试行，部门放宽", "为什么改", "why"),
    Head(
        "删除",
        "name",
        _FILE,
        True,
        0,
        "修改",
        "删除    非税收入预算完成率",
        "去掉继承来的指标，下接 理由",
        "removes an inherited indicator",
    ),
    Head("测试", "text", _FILE, True, 0, "测试", "测试    高企数差七百家", "一个用例的名称", "the name of a test case"),
    Head("期间", "period", ("测试",), False, 1, "测试", "期间    全年", "评哪个时期", "the period that is evaluated"),
    Head("截至", "day", ("测试",), False, 1, "测试", "截至    2025-12-31", "按哪天的规则", "the day whose rules hold"),
    Head("给定", "given", ("测试",), False, 1, "测试", "给定    拥有高新技术企业数 = 16800家", "一个数据或实际值", "a fact of the case"),
    Head(
        "期望",
        "expect",
        ("测试",),
        False,
        1,
        "测试",
        "期望    拥有高新技术企业数 未达标 得分 =19.2分",
        "应有的结论、得分、完成比例、差额",
        "verdict, marks, completion, shortfall that must come out",
    ),
)
CLAUSES: tuple[str, ...] = ("分值", "半年", "全年", "中长期", "越大越好", "越小越好", "等于为好", "公式", "计分", "适用", "值")
"""The words inside a line, for highlighters and suggestions."""


@cache
def _by_word() -> dict[str, Head]:
    return {head.word: head for head in HEADS}


def find_head(word: str) -> Head | None:
    """Return the head word of that spelling.

    >>> find_head("三级指标").rule, find_head("三极指标")
    ('indicator', None)
    """
    return _by_word().get(word)
