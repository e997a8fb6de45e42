"""Checks of what scores come to: the line of the budget, rates of execution, the total, its grade, and tables without a flaw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from unicodedata import normalize

from perfrules.evaluation.explain import exceeds
from perfrules.evaluation.scored_table import written_marks
from perfrules.reviewing.checks.marking import MarkedRow, Marker, is_monitoring, marker_for
from perfrules.reviewing.checks.weighing import Book, budget_line, points
from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.words import review_words
from perfrules.table import Amount, FundLine
from perfrules.table.form import fold_label, form
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Verdict

__all__ = ["total_findings"]

_ZERO, _HUNDRED = Fraction(0), Fraction(100)
_RATE, _SPENT, _YEAR = "执行率", "执行数", "全年"
_SCORE, _WEIGHT = "得分", "分值"
_MOST_PARTS = 16
_QUOTES = re.compile(r"[“”\"'‘’「」『』\s]")


def total_findings(context: Context, book: Book, rows: Sequence[MarkedRow]) -> Iterator[Finding]:
    """Yield what is wrong with the funds' marks and rates, the total and its grade; and whether everything is perfect."""
    if context.table.funds:
        yield from _budget(context)
        yield from _rates(context)
    total = list(_total(context, book, rows))
    yield from total
    yield from _grade(context, rows, told=bool(total))
    yield from _flawless(context, rows)


def _budget(context: Context) -> Iterator[Finding]:
    """Yield marks of the budget's line beyond its weight (S01), or other than the policy gives (S04)."""
    line = budget_line(context.table)
    if line is None or not context.makes("S01", "S04"):
        return
    score, weight = line.amounts.get(_SCORE), line.amounts[_WEIGHT].value
    if score is None or score.value is None or weight is None:
        return
    where, name = score.where or line.where, form().budget_row()[1]
    if context.makes("S01") and not 0 <= score.value <= weight:
        most = write_number(weight)
        fields = {"name": name, "stated": score.text, "weight_text": most}
        yield context.find("S01", where, expected=f"0~{most}", found=score.text, subject=name, fields=fields)
    elif context.makes("S04"):
        yield from _recomputed(context, marker_for(context), line, score)


def _recomputed(context: Context, marker: Marker, line: FundLine, score: Amount) -> Iterator[Finding]:
    if (budget := _budget_of(line)) is not None and budget.value == 0:
        # Nothing was budgeted: there is no rate to score.
        return
    scored = marker.scored_budget(context.table, line)
    marks = None if scored is None else scored.recomputed
    if scored is None or marks is None or score.value is None or scored.outcome.verdict is Verdict.NOT_APPLICABLE:
        return
    tolerance = context.number("S02", "误差")
    if marks.low - tolerance <= score.value <= marks.high + tolerance:
        return
    words, name = written_marks(marks, scored.decimals), form().budget_row()[1]
    gap = abs(score.value - min(max(score.value, marks.low), marks.high))
    fields = {"name": name, "stated": score.text, "policy": marker.name, "marks": words, "derivation": scored.derivation}
    fields["difference"] = written_marks(gap, scored.decimals)
    yield context.find("S04", score.where or line.where, expected=words, found=score.text, subject=name, fields=fields)


def _rates(context: Context) -> Iterator[Finding]:
    """Yield stated rates that spent ÷ budgeted does not give, to the digits that are written (S05)."""
    if not context.makes("S05"):
        return
    for line in context.table.funds:
        for column, stated in line.amounts.items():
            if column.endswith(_RATE) and stated.value is not None:
                yield from _rate(context, line, column, stated)


def _rate(context: Context, line: FundLine, column: str, stated: Amount) -> Iterator[Finding]:
    period = column.removesuffix(_RATE) or _YEAR
    spent = next((one for name, one in line.amounts.items() if name.startswith(period) and name.endswith(_SPENT)), None)
    budget = _budget_of(line)
    if spent is None or budget is None or spent.value is None or not budget.value:
        return
    rate = spent.value / budget.value
    if _is_written(rate, stated.text):
        return
    fields = {"line": line.path[-1], "stated": stated.text, "spent": spent.text, "budget": budget.text}
    fields["rate"] = f"{written_marks(rate * _HUNDRED)}%"
    where, name = stated.where or line.where, line.path[-1]
    related = tuple(one.where for one in (spent, budget) if one.where)
    yield context.find("S05", where, expected=fields["rate"], found=stated.text, subject=name, related=related, fields=fields)


def _budget_of(line: FundLine) -> Amount | None:
    """Return the budget of a line: of several columns the last, which is the one in force."""
    return next((one for name, one in reversed(list(line.amounts.items())) if review_words().meaning("预算栏", name)), None)


@lru_cache(maxsize=1024)
def _digits(text: str) -> tuple[Fraction, int, bool] | None:
    """Return the number of a cell, how many decimals it has, and whether it is a percentage."""
    plain = normalize("NFKC", text).strip().replace(",", "")
    number = plain.removesuffix("%").strip()
    value = points(number)
    return None if value is None else (value, len(number.partition(".")[2]), plain.endswith("%"))


def _is_written(rate: Fraction, text: str) -> bool:
    """Tell whether a rate is what a cell says: rounded to its decimals, or with two of them and more cut off there.

    A number without % may be a percentage or a share of one.

    >>> exact = Fraction(3724, 4320)
    >>> [_is_written(exact, text) for text in ("86.2%", "86.20", "0.862", "86%", "87%", "86.3%")]
    [True, True, True, True, False, False]
    """
    found = _digits(text)
    if found is None:
        return True
    value, decimals, is_percent = found
    scales = (_HUNDRED,) if is_percent else (_HUNDRED, Fraction(1))
    for scale in scales:
        last, exact = Fraction(1, 10**decimals), rate * scale
        cut_off = decimals > 1 and 0 <= exact - value < last
        if cut_off or abs(exact - value) <= last / 2:
            return True
    return False


def _total(context: Context, book: Book, rows: Sequence[MarkedRow]) -> Iterator[Finding]:
    """Yield a total that its scores do not add up to (S03)."""
    total = context.table.total
    if not context.makes("S03") or total is None or total.value is None:
        return
    scored = [one for one in rows if one.indicator.score]
    if not scored or any(one.score is None for one in scored if not form().is_blank(one.indicator.score)):
        return
    line = budget_line(context.table)
    budget = None if line is None or _SCORE not in line.amounts else line.amounts[_SCORE].value
    parts = [one.score for one in scored if one.score is not None] + ([] if budget is None else [budget])
    added = sum(parts, _ZERO)
    if budget is None and _may_lack_budget(context, book, total.value - added):
        return
    for broken in context.tested("S03", {"得分合计": added, "总分": total.value}):
        shown = [write_number(one) for one in parts]
        fields = {"stated": total.text, "count": str(len(parts)), "sum": write_number(added)}
        fields["parts"] = " + ".join([*shown[:_MOST_PARTS], *(["…"] if len(shown) > _MOST_PARTS else [])])
        fields["difference"] = write_number(abs(broken.difference or _ZERO))
        where, related = total.where or scored[-1].place(_SCORE), tuple(one.place(_SCORE) for one in scored)
        yield context.find("S03", where, expected=fields["sum"], found=total.text, related=related, fields=fields)


def _may_lack_budget(context: Context, book: Book, gap: Fraction) -> bool:
    """Tell whether the points that are missing may be those of the budget's execution, which a form may state outside of its table."""
    weights = sum((one.weight for one in book.levels), _ZERO)
    name = form().budget_row()[1]
    if any(row.name == name for row in context.rows):
        return False
    return 0 <= gap <= _HUNDRED - weights


def _grade(context: Context, rows: Sequence[MarkedRow], *, told: bool) -> Iterator[Finding]:
    """Yield a grade that the total does not get (S11)."""
    labelled = next(((name, text) for name, text in context.table.fields.items() if review_words().meaning("等级栏", name)), None)
    if labelled is None or told or not context.makes("S11"):
        return
    grades, total = marker_for(context).policies.grades, _whole(context, rows)
    if grades is None or total is None or total.value is None:
        return
    word = _QUOTES.sub("", fold_label(labelled[1]))
    wanted = grades.between(total.value, total.value)
    if not wanted or word in wanted or word not in [name for name, _ in grades.bands]:
        return
    expected, where = "、".join(wanted), context.table.places.get(labelled[0]) or total.where
    fields = {"stated": word, "total": write_number(total.value), "expected": expected}
    yield context.find("S11", where, expected=expected, found=word, related=(total.where,) if total.where else (), fields=fields)


def _whole(context: Context, rows: Sequence[MarkedRow]) -> Amount | None:
    """Return the total as stated, else the sum of all scores where every row and the budget have one."""
    stated = context.table.total
    if stated is not None and stated.value is not None:
        return stated
    line = budget_line(context.table)
    scores = [one.score for one in rows] + ([] if line is None else [points(line.amounts[_SCORE].text) if _SCORE in line.amounts else None])
    known = [score for score in scores if score is not None]
    return Amount("", sum(known, _ZERO)) if known and len(known) == len(scores) else None


def _flawless(context: Context, rows: Sequence[MarkedRow]) -> Iterator[Finding]:
    """Yield that every row scores in full, or where nothing is scored meets its target exactly (S12)."""
    if not context.makes("S12") or is_monitoring(context):
        return
    filled = [one for one in rows if not one.is_actual_blank or one.indicator.score]
    if len(filled) < context.number("S12", "最少"):
        return
    if all(_is_full(one) if context.is_scored else _is_exact(one) for one in filled):
        where = filled[0].place(_SCORE if context.is_scored else "实际")
        yield context.find("S12", where, fields={"count": str(len(filled))})


def _is_full(one: MarkedRow) -> bool:
    return one.score is not None and one.weight is not None and one.score == one.weight


def _is_exact(one: MarkedRow) -> bool:
    """Tell whether a target is met without going beyond it."""
    return one.result is not None and one.result.verdict is Verdict.MET and not exceeds(one.result)
