"""The words of review pages, in Chinese and English; what a table says itself is never translated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.report.words import say

__all__ = ["tell"]

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "review": ("绩效目标审核", "Review of performance targets"),
        "folder": ("绩效目标审核汇总", "Reviews of a folder"),
        "found": ("审核结果", "Result"),
        "clean": ("没有发现问题", "Nothing was found"),
        "clean_more": ("本次所做的检查都没有意见。", "None of the checks that were made has a remark."),
        "findings": ("审核意见", "Findings"),
        "count_found": ("共 {count} 条意见", "findings: {count}"),
        "by_family": ("各类意见", "Findings by kind of check"),
        "rest": (
            "另有 {count} 条较轻的意见没有列出；先改正上面的，再审核一次。",
            "{count} lighter findings are not listed: correct these first, then review again.",
        ),
        "shown": ("显示 {shown} / {all} 条", "{shown} of {all} shown"),
        "filter": ("筛选意见", "Filter findings"),
        "severity": ("轻重", "severity"),
        "family": ("类别", "kind"),
        "every_family": ("所有类别", "every kind"),
        "every_level": ("所有方面", "every level"),
        "every_check": ("所有检查", "every check"),
        "check": ("检查", "check"),
        "search": ("查找文字", "search"),
        "search_hint": ("指标、意见、编号……", "indicator, words, code …"),
        "clear": ("清除筛选", "clear"),
        "nothing_shown": ("没有符合筛选的意见", "no finding matches"),
        "expected": ("应当", "expected"),
        "stands": ("表中", "found"),
        "advice": ("建议", "what to do"),
        "why": ("为什么查", "why it matters"),
        "place": ("位置", "place"),
        "related": ("有关位置", "see also"),
        "source_row": ("原表这一行", "the row in the table"),
        "in_table": ("在表中看", "see it in the table"),
        "whole": ("整张表", "whole table"),
        "table": ("目标表", "The table"),
        "table_n": ("第 {number} 张表", "table {number}"),
        "tables": ("本文件有 {count} 张表", "{count} tables in this file"),
        "file": ("文件", "file"),
        "tables_word": ("目标表", "tables"),
        "form_title": ("标题", "title"),
        "head": ("表头", "head of the form"),
        "goals": ("绩效目标", "Goals"),
        "goal": ("目标", "goal"),
        "outcome": ("实际完成情况", "what became of it"),
        "funds": ("资金", "Money"),
        "fund": ("项目", "line"),
        "indicators": ("指标", "Indicators"),
        "remarks": ("意见", "remarks"),
        "reading": ("读作", "read as"),
        "matches": ("目标中的数与指标的对应", "Quantities of the goals and their rows"),
        "quantity": ("目标中的数", "quantity"),
        "row": ("对应指标", "row"),
        "reason_match": ("理由", "reason"),
        "forecast": ("全年预计", "forecast"),
        "likelihood": ("完成可能性", "likelihood"),
        "score": ("得分", "score"),
        "reason": ("原因", "reason"),
        "fault": ("文件读不出来", "The file could not be read"),
        "faults": ("读不出来的文件", "Files that could not be read"),
        "files": ("文件", "files"),
        "files_n": ("{count} 个文件", "{count} files"),
        "table_count": ("目标表", "tables"),
        "clean_count": ("没有意见的文件", "files without findings"),
        "fault_count": ("读不出来", "unreadable"),
        "heat": ("单位 × 方面", "Units by level"),
        "heat_hint": (
            "格中是意见条数，颜色按轻重加权（错误 {error}、警告 {warning}、提示 {note}）；点一格看这些意见",
            "A cell counts findings, its colour weighs them (error {error}, warning {warning}, note {note}); open a cell to see them",
        ),
        "heat_rest": ("其余 {count} 个单位", "{count} more units"),
        "heat_all": ("显示全部 {count} 个单位", "show all {count} units"),
        "heat_all_checks": ("显示全部 {count} 项检查", "show all {count} checks"),
        "search_files": ("文件、单位、意见、编号……", "file, unit, words, code …"),
        "unit": ("单位", "unit"),
        "all_levels": ("合计", "all"),
        "other": ("其他", "other"),
        "checks_rank": ("最常见的问题", "What was found most"),
        "times": ("次数", "times"),
        "in_tables": ("涉及表数", "tables"),
        "files_rank": ("各文件的意见", "Files by findings"),
        "spread": ("每个文件的意见条数", "Findings per file"),
        "none_0": ("0 条", "0"),
        "between": ("{low}–{high} 条", "{low}–{high}"),
        "above": ("{low} 条以上", "{low} and more"),
        "n_files": ("{count} 个", "{count}"),
        "open_page": ("打开审核页", "open its page"),
        "more_places": ("另有 {count} 处", "{count} more"),
        "times_n": ("{count} 处", "{count} places"),
        "full_list": (
            "意见很多，每项检查只列出前 {count} 处；完整的见各文件自己的审核页。",
            "There are many findings: the first {count} of each check are listed; the page of a file has all of them.",
        ),
        "heat_cell": ("{unit}，{level}：{count} 条（{said}）", "{unit}, {level}: {count} ({said})"),
        "title_mark": ("{severity} {code}：{text}", "{severity} {code}: {text}"),
        "reviewed": ("已审核", "reviewed"),
        "notes": ("读表说明", "Notes on reading"),
    }
)  # fmt: skip


def tell(lang: str, key: str, **args: object) -> str:
    """Return a word of a review page in `lang`, else the word that all reports share.

    >>> tell("zh", "table_n", number=2), tell("en", "weight")
    ('第 2 张表', 'weight')
    """
    pair = _WORDS.get(key)
    return say(lang, key, **args) if pair is None else pair[lang != "zh"].format_map(args)
