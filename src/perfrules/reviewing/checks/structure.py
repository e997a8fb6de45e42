"""Checks of the structure of a table: what is missing, doubled, filed in the wrong place, too few or too heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from unicodedata import normalize

from perfrules.reviewing.checks.weighing import book_of
from perfrules.reviewing.context import Context, ReviewRow, parts_of
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.traits import traits_of
from perfrules.reviewing.words import review_words
from perfrules.table.form import Kind, form
from perfrules.target.body import Measure, Placeholder
from perfrules.text.diagnostic import Severity
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction

__all__ = ["findings"]

_OUTPUT, _OUTCOME, _OTHER = "产出", "效益", "满意度"
_EMPTY_LEVEL = "N305"


def findings(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the structure of a table."""
    for check in (_missing, _empty, _doubled, _misfiled, _amounts, _vague, _few, _heavy):
        yield from check(context)


def _missing(context: Context) -> Iterator[Finding]:
    """Yield the first levels that every table has and this one lacks (T01)."""
    families = {row.family for row in context.rows} | {_OTHER for row in context.rows if _is_satisfaction(row)}
    if not context.makes("T01") or not families & {_OUTPUT, _OUTCOME, "履职"}:
        return
    words = review_words()
    for kind, weight in (("必有一级", None), ("宜有一级", Severity.NOTE)):
        for wanted in dict.fromkeys(words.lists.get(kind, {}).values()):
            if families.isdisjoint(words.meant(kind, wanted)):
                known = "、".join(dict.fromkeys(row.indicator.level1 for row in context.rows if row.indicator.level1))
                yield context.find("T01", "", expected=wanted, found=known, subject=wanted, weight=weight, wanted=wanted, known=known)


def _is_satisfaction(row: ReviewRow) -> bool:
    """Tell whether a row stands among 满意度, whatever the form calls that level and wherever it puts it."""
    return any(review_words().first("宜有一级", label) is not None for label in (row.indicator.level1, row.indicator.level2))


def _empty(context: Context) -> Iterator[Finding]:
    """Yield the groups that the form prints and nobody filled (T02)."""
    if not context.makes("T02"):
        return
    for one in context.table.diagnostics:
        if one.code == _EMPTY_LEVEL:
            label = one.args["label"]
            weight = None if review_words().first("可空二级", label) is not None else Severity.WARNING
            yield context.find("T02", one.where, subject=label, weight=weight, label=label)


def _doubled(context: Context) -> Iterator[Finding]:
    """Yield rows that stand twice in the same place of the tree (T03)."""
    seen: dict[tuple[str, ...], ReviewRow] = {}
    for row in context.rows if context.makes("T03") else ():
        one = row.indicator
        first = seen.setdefault(tuple(_key(label) for label in (one.level1, one.level2, one.task, one.name)), row)
        if first is not row:
            yield context.find_in(row, "T03", related=(first.indicator.where,), where_first=first.indicator.where)


def _key(label: str) -> str:
    """Return a label as it is told from others: what stands in brackets may be all the difference."""
    return "".join(normalize("NFKC", label).split())


def _misfiled(context: Context) -> Iterator[Finding]:
    """Yield outputs among the outcomes (T04): what was done, counted, instead of what came of it."""
    words = review_words()
    for row in context.rows if context.makes("T04") else ():
        if row.family != _OUTCOME or row.last is None or row.last[1].target is None:
            continue
        bodies = [part.body for part in parts_of(row.last[1].target) if isinstance(part.body, Measure)]
        if traits_of(row.name).direction is Direction.LOWER or any(body.values.high == 0 for body in bodies):
            # What is better fewer is no work that was done.
            continue
        units = [body.unit.dimension[0][0] if body.unit.count else body.unit.symbol for body in bodies]
        word = words.first("产出词", row.name)
        counted = any(words.meaning("产出单位", unit) is not None for unit in units)
        things = any(words.meaning("产出物", unit) is not None for unit in units)
        if words.first("非产出词", row.name) is None and (counted or (things and word is not None)):
            text = row.last[1].text
            yield context.find_in(row, "T04", expected=_OUTPUT, found=row.indicator.level1, text=text, level=row.indicator.level2)


def _amounts(context: Context) -> Iterator[Finding]:
    """Yield budgets that stand as quantities (T05): money under 数量, or the total of the funds as an output."""
    if not context.makes("T05"):
        return
    yuan, totals = find_unit("元").dimension, _budgets(context)
    words = review_words()
    for row in context.rows:
        if row.family != _OUTPUT or row.last is None or row.last[1].target is None:
            continue
        is_quantity = words.meaning("数量二级", row.indicator.level2.removesuffix("指标")) is not None
        for part in parts_of(row.last[1].target):
            body = part.body
            if not isinstance(body, Measure) or words.first("成本类", row.indicator.level2) is not None:
                continue
            bound = body.values.low if body.values.low is not None else body.values.high
            is_named = is_quantity and words.first("预算词", row.name) is not None
            # Without a unit only a name that ends with an amount says that it is one: 工程资金金额 43.2.
            is_bare = body.unit.is_bare and is_named and words.last("金额尾", row.name) is not None
            if is_bare or (body.unit.dimension == yuan and (bound in totals or is_named)):
                yield context.find_in(row, "T05", row.last[1].where, found=row.last[1].text, text=row.last[1].text)
                break


def _budgets(context: Context) -> Mapping[Fraction, str]:
    """Return the totals of the funds in 元, with the place of each."""
    found: dict[Fraction, str] = {}
    for line in context.table.funds:
        unit = find_unit(line.unit) if line.unit else None
        if unit is not None and form().find(Kind.FUND_ITEM, line.path[-1]) == "总额":
            for amount in line.amounts.values():
                if amount.value:
                    found.setdefault(amount.value * unit.factor, amount.where)
    return found


def _filled(context: Context) -> list[ReviewRow]:
    """Return the rows that state something; blank ones and placeholders do not count."""
    return [row for row in context.rows if any(not isinstance(target.body, Placeholder) for target in row.targets.values())]


def _vague(context: Context) -> Iterator[Finding]:
    """Yield a table in which too few outputs and outcomes are numbers (T06)."""
    if not context.makes("T06"):
        return
    rows = [row for row in _filled(context) if row.family in (_OUTPUT, "履职", _OUTCOME, "满意度", "成本")]
    counted = sum(row.is_quantitative for row in rows)
    least = context.number("T06", "定量占比")
    if rows and Fraction(counted, len(rows)) < least:
        share = _percent(Fraction(counted, len(rows)))
        fields = {"counted": str(counted), "rows": str(len(rows)), "share": share, "least": _percent(least)}
        yield context.find("T06", "", expected=f"≥{fields['least']}", found=share, fields=fields)


def _percent(share: Fraction) -> str:
    return f"{write_number(Fraction(int(share * 1000 + Fraction(1, 2)), 10))}%"


def _few(context: Context) -> Iterator[Finding]:
    """Yield a table that says too little (T07)."""
    least = context.number("T07", "最少") if context.makes("T07") else Fraction(0)
    if len(context.rows) < least:
        found, wanted = str(len(context.rows)), write_number(least)
        yield context.find("T07", "", expected=f"≥{wanted}", found=found, count=found, least=wanted)


def _heavy(context: Context) -> Iterator[Finding]:
    """Yield rows on which too many of the marks hang (T08)."""
    if not context.makes("T08"):
        return
    most, weights = context.number("T08", "上限"), book_of(context).weights
    for row in context.rows:
        weight, value = row.indicator.weight, weights.get(row.number)
        if weight is not None and value is not None and value > most:
            fields = {"weight": write_number(value), "most": write_number(most)}
            sides = f"≤{fields['most']}分", f"{fields['weight']}分"
            yield context.find_in(row, "T08", weight.where, expected=sides[0], found=sides[1], fields=fields)
