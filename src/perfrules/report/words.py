"""The words of a report, in Chinese and English; what a table says itself is never translated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.evaluation import Direction, DirectionSource, Verdict

__all__ = ["ADVICE", "KEYS", "LANGUAGES", "REASONS", "advice_word", "direction_word", "reason_word", "say", "source_word", "verdict_word"]

LANGUAGES = ("zh", "en")

Words = Mapping[str, tuple[str, str]]

KEYS: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.MET: "met", Verdict.UNMET: "unmet", Verdict.PENDING: "pending", Verdict.NOT_APPLICABLE: "na"}
)
"""Short ASCII names of the verdicts, for styles and marks."""

_VERDICTS = {"met": "met", "unmet": "unmet", "pending": "pending", "na": "not applicable"}

_DIRECTIONS = {Direction.HIGHER: "higher is better", Direction.LOWER: "lower is better", Direction.EXACT: "exact is best"}

_SOURCES = {
    DirectionSource.GIVEN: ("调用时指定", "given"),
    DirectionSource.OPERATOR: ("由比较符得出", "from the comparison"),
    DirectionSource.FORM: ("由值的形式得出", "from the form of the value"),
    DirectionSource.NAME: ("由指标名称得出", "from the indicator's name"),
    DirectionSource.ZERO: ("由零值得出", "from the zero"),
    DirectionSource.DEFAULT: ("默认", "by default"),
}

REASONS: Words = MappingProxyType(
    {
        "met": ("符合要求", "as required"),
        "exceeded": ("好于要求", "better than required"),
        "short": ("不符合要求", "not as required"),
        "no_data": ("缺实际值", "no actual value"),
        "no_target": ("没有指标值", "no target value"),
        "not_applicable": ("实际注明不适用", "stated as not applicable"),
        "target_not_applicable": ("本指标不适用", "the indicator does not apply"),
        "undetermined": ("实际值尚未确定", "the actual value is not yet known"),
        "target_undetermined": ("指标值尚未确定", "the target is not yet set"),
        "unreadable": ("实际值无法识别", "the actual value is not understood"),
        "unreadable_target": ("指标值无法识别", "the target is not understood"),
        "unit_mismatch": ("单位不符", "the units do not compare"),
        "percent_or_fraction": ("不知是百分数还是小数", "a percentage or a fraction?"),
        "no_baseline": ("缺少可比的基数", "no base to compare with"),
        "no_year": ("没有年份", "no year"),
        "not_measurable": ("需要人工判断", "a person has to judge"),
        "imprecise": ("实际值不够准确", "the actual value is not precise enough"),
        "incomparable": ("无法比较", "not comparable"),
        "no_facts": ("缺公式要用的数据", "data of the formula are missing"),
        "no_target_in_period": ("本期没有指标值", "no target in this period"),
        "zero_plan": ("本期计划为零", "nothing is planned in this period"),
        "does_not_apply": ("不满足适用条件", "its condition does not hold"),
        "may_not_apply": ("适用条件待定", "its condition is open"),
        "zero_by_zero": ("分子、分母都是零", "zero divided by zero"),
        "division_by_zero": ("分母是零", "division by zero"),
    }
)
"""Why a verdict is what it is, by reason code."""

ADVICE: Words = MappingProxyType(
    {
        "no_data": ("在实际值文件里补上", "add them to the file of actual values"),
        "no_target": ("请核对原表是否漏填指标值", "check the table for a missing target"),
        "undetermined": ("确定后填入实际值", "fill them in once known"),
        "target_undetermined": ("指标值确定后再评价", "evaluate again once the target is set"),
        "unreadable": ("把实际值写成 数+单位，如 16800家", "write the actual value as number and unit"),
        "unreadable_target": ("请按原表改正指标值", "correct the target in the table"),
        "unit_mismatch": ("实际值改用指标值的单位，或核对口径", "give the actual value in the unit of the target"),
        "percent_or_fraction": ("在实际值后写上 %", "write a % behind the actual value"),
        "no_baseline": ("写出变化幅度和比较的基数", "state the change and its base"),
        "no_year": ("日期写上年份", "write the year"),
        "not_measurable": ("由人对照原文判断", "judge by reading both texts"),
        "imprecise": ("给出准确的实际值", "give the exact value"),
        "incomparable": ("请核对两边是不是同一件事", "check that both speak of the same thing"),
        "no_facts": ("把缺的数据写进实际值文件", "put the missing data into the file of actual values"),
        "may_not_apply": ("把适用条件要用的数据写进实际值文件", "put the data of the condition into the file of actual values"),
        "division_by_zero": ("请核对作分母的数据", "check the data that are divided by"),
    }
)
"""What to do next about rows that wait, by reason code."""

_UI: Words = MappingProxyType(
    {
        "title": ("绩效目标评价", "Performance evaluation"),
        "unnamed": ("（未填单位名称）", "(no unit named)"),
        "year": ("{year} 年度", "{year}"),
        "ungrouped": ("（未分级）", "(no level)"),
        "table": ("目标表", "table"),
        "actuals": ("实际值", "actual values"),
        "own_actuals": ("目标表自带", "in the table itself"),
        "no_actuals": ("未提供", "none given"),
        "stdin": ("标准输入", "standard input"),
        "period": ("期间", "period"),
        "all": ("共 {count} 项", "{count} in all"),
        "items": ("{count} 项", "{count}"),
        "every": ("全部", "all"),
        "name": ("指标", "indicator"),
        "verdict": ("判定", "verdict"),
        "required": ("要求", "required"),
        "actual": ("实际", "actual"),
        "completion": ("完成", "completion"),
        "gap": ("差距", "gap"),
        "why": ("说明", "reason"),
        "remark": ("备注：{text}", "remark: {text}"),
        "written": ("表中写法", "as written"),
        "direction": ("方向", "direction"),
        "where": ("位置", "place"),
        "reads": ("解读", "reading"),
        "notes": ("注", "notes"),
        "next": ("接下来", "Next"),
        "waiting": ("待定事项", "Waiting"),
        "more": ("另有 {count} 条解读说明，加 -v 查看", "{count} notes on how values were read: see them with -v"),
        "findings": ("读表说明", "Notes on reading"),
        "filter": ("按判定筛选", "Filter by verdict"),
        "summary": ("合计", "Totals"),
        "outline": ("各级情况", "By level"),
        "details": ("各项指标", "Indicators"),
        "listed": ("、", ", "),
        "sep": ("；", "; "),
        "colon": ("：", ": "),
        "none": ("没有指标", "no indicators"),
        "nothing_shown": ("没有符合筛选的指标", "no indicator matches"),
        "credit": ("由 perfrules {version} 生成", "made by perfrules {version}"),
        "expression": ("写法", "text"),
        "kind": ("种类", "kind"),
        "canonical": ("规范写法", "canonical"),
        "meaning": ("意思", "meaning"),
        "unit": ("单位", "unit"),
        "interval": ("区间", "interval"),
        "judged": ("判定", "verdict"),
        "marks": ("得分", "Marks"),
        "marks_chart": ("各级得分", "Marks by level"),
        "lost_rows": ("失分在哪里", "Where points were lost"),
        "nothing_lost": ("没有失分", "No points were lost"),
        "level": ("一级指标", "level"),
        "weight": ("分值", "weight"),
        "stated": ("表上得分", "stated"),
        "recomputed": ("重算得分", "recomputed"),
        "difference": ("相差", "difference"),
        "derivation": ("推导", "derivation"),
        "got": ("得分", "got"),
        "open": ("待定", "open"),
        "lost": ("失分", "lost"),
        "total": ("总分", "total"),
        "of": ("满分 {full}", "of {full}"),
        "grade": ("等级", "grade"),
        "policy": ("评分办法", "policy"),
        "source": ("依据", "source"),
        "ruleset": ("规则集", "ruleset"),
        "as_of": ("按 {day} 的规则", "rules as of {day}"),
        "no_marks": ("没有分值，没有计分", "no weights, so no marks"),
        "check": ("检查", "check"),
        "lacking": ("缺", "missing"),
        "at_stake": ("关系到 {points}分", "{points} points hang on it"),
    }
)


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[LANGUAGES.index(lang)]


def say(lang: str, key: str, **args: object) -> str:
    """Return a word of the report in `lang`.

    >>> say("zh", "all", count=62), say("en", "all", count=62)
    ('共 62 项', '62 in all')
    """
    return _pick(_UI[key], lang).format_map(args)


def verdict_word(verdict: Verdict, lang: str) -> str:
    """Return the name of a verdict in `lang`."""
    return verdict.value if lang == "zh" else _VERDICTS[KEYS[verdict]]


def direction_word(direction: Direction, lang: str) -> str:
    """Return the name of a direction in `lang`."""
    return direction.value if lang == "zh" else _DIRECTIONS[direction]


def source_word(source: DirectionSource, lang: str) -> str:
    """Return in `lang` what decided a direction."""
    return _pick(_SOURCES[source], lang)


def reason_word(reason: str, lang: str) -> str:
    """Return a reason code in words."""
    return _pick(REASONS.get(reason, REASONS["incomparable"]), lang)


def advice_word(reason: str, lang: str) -> str:
    """Return what to do about a reason code; empty where there is nothing to do."""
    return _pick(ADVICE[reason], lang) if reason in ADVICE else ""
