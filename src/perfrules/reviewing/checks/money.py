"""Checks of money (资金): sums, totals, plans of a half year, execution; the conditions are text in the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.words import review_words
from perfrules.table import FundLine
from perfrules.table.form import Kind, form
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit

__all__ = ["findings"]

Path = tuple[str, ...]
_IN, _OUT = "收入", "支出"
_WAN = 10_000
_PLANS = 5
"""So many times nearer than elsewhere may a plan of the half year lie to the year and still look like another unit."""


@frozen
class _Figure:
    """One amount of money: the line and the column where it stands, and how much it is in 元."""

    line: FundLine
    column: str
    base: Fraction

    @property
    def label(self) -> str:
        """Return what the line is called."""
        return self.line.path[-1]

    @property
    def where(self) -> str:
        """Return the place of the cell."""
        return self.line.amounts[self.column].where or self.line.where

    def text(self, base: Fraction | None = None) -> str:
        """Return this amount, or another one in its unit; money that is not whole has two decimals at least."""
        number = (self.base if base is None else base) / _factor(self.line)
        whole, _, rest = write_number(number).partition(".")
        return (f"{whole}.{rest.ljust(2, '0')}" if rest else whole) + self.line.unit


def _factor(line: FundLine) -> Fraction:
    """Return how many 元 one unit of a line is; a form that names no unit counts in 万元, as the official ones do."""
    unit = find_unit(line.unit) if line.unit else None
    return Fraction(_WAN) if unit is None else unit.factor


def _figure(line: FundLine, column: str | None) -> _Figure | None:
    if column is None or column not in line.amounts or review_words().ending("非金额", column) is not None:
        return None
    value = line.amounts[column].value
    return None if value is None else _Figure(line, column, value * _factor(line))


@frozen
class _Book:
    """The fund lines, the parts of each line that has some, and the line of the whole by side (收入, 支出, or none)."""

    lines: Sequence[FundLine]
    parts: Mapping[Path, Sequence[FundLine]]
    totals: Mapping[str, FundLine]


def findings(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the funds of a table."""
    if not context.table.funds or not context.makes("M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08"):
        return
    book = _book(context.table.funds)
    for line in book.lines:
        if parts := book.parts.get(line.path):
            yield from _sums(context, line, parts)
        yield from _periods(context, line)
    yield from _across(context, book.lines)
    yield from _totals(context, book)
    yield from _execution(context, book)


def _book(lines: Sequence[FundLine]) -> _Book:
    known = {line.path for line in lines}
    parts: dict[Path, list[FundLine]] = {}
    totals: dict[str, FundLine] = {}
    for line in lines:
        if form().find(Kind.FUND_ITEM, line.path[-1]) == "总额":
            totals.setdefault(_side(line), line)
        above = next((line.path[:depth] for depth in range(len(line.path) - 1, 0, -1) if line.path[:depth] in known), None)
        if above is not None:
            parts.setdefault(above, []).append(line)
    for side, total in totals.items():
        beside = [one for one in lines if one is not total and _side(one) == side and len(one.path) == len(total.path)]
        parts.setdefault(total.path, beside)
    return _Book(lines, parts, totals)


def _side(line: FundLine) -> str:
    """Return 收入 or 支出 where a line stands under one of them."""
    return next((side for side in (_IN, _OUT) if len(line.path) > 1 and review_words().meaning(side, line.path[0])), "")


def _sums(context: Context, line: FundLine, parts: Sequence[FundLine]) -> Iterator[Finding]:
    """Yield the columns in which a line is not the sum of its parts; one part alone may be meant as "of which"."""
    for column in line.amounts:
        stated = _figure(line, column)
        given = [figure for part in parts if (figure := _figure(part, column)) is not None]
        if stated is None or not given or len(given) < len(parts):
            continue
        total = sum((one.base for one in given), Fraction(0))
        if len(parts) == 1 and total <= stated.base:
            continue
        facts = {"上级金额": stated.base, "明细合计": total}
        if _is_mixed(context, stated.base, total):
            yield _mixed(context, stated, total, given)
        elif code := next((one for one in ("M06", "M01") if any(context.tested(one, facts))), None):
            yield _unequal(context, code, stated, given)
            if code == "M01" and context.makes("M05") and (one := _in_other_unit(context, stated, given, total)) is not None:
                yield _mixed(context, one, one.base + stated.base - total, [stated])


def _across(context: Context, lines: Sequence[FundLine]) -> Iterator[Finding]:
    """Yield the lines whose total is not the sum of the sources beside it: 总额 = 财政拨款 + 其他资金.

    A source may be part of another one. They are added up where the second of two is what the first leaves, or where no fewer lines
    show that they add up than do not.
    """
    beside = [found for line in lines if (found := _beside(line)) is not None]
    broken = [any(context.tested("M01", {"上级金额": one.base, "明细合计": _sum(given)})) for one, given in beside]
    right = sum(not wrong and sum(one.base > 0 for one in given) > 1 for (_, given), wrong in zip(beside, broken, strict=True))
    for (stated, given), wrong in zip(beside, broken, strict=True):
        rest = len(given) == 2 and review_words().meaning("其余来源", given[1].column) is not None
        if wrong and (rest or right >= sum(broken)):
            total = _sum(given)
            mixed = _is_mixed(context, stated.base, total)
            yield _mixed(context, stated, total, given) if mixed else _unequal(context, "M01", stated, given)


def _beside(line: FundLine) -> tuple[_Figure, list[_Figure]] | None:
    """Return the total of a line with the sources in the columns beside it; None where the form has no such columns."""
    kinds = {column: form().find(Kind.FUND_ITEM, column) for column in line.amounts}
    whole = _figure(line, next((column for column, kind in kinds.items() if kind == "总额"), None))
    sources = [column for column, kind in kinds.items() if kind == "来源"]
    given = [figure for column in sources if (figure := _figure(line, column)) is not None]
    return None if whole is None or len(given) < 2 or len(given) < len(sources) else (whole, given)


def _sum(figures: Sequence[_Figure]) -> Fraction:
    return sum((one.base for one in figures), Fraction(0))


def _unequal(context: Context, code: str, stated: _Figure, given: Sequence[_Figure]) -> Finding:
    """Return that an amount is not the sum of its parts."""
    total = _sum(given)
    shown = {"stated": stated.text(), "parts": stated.text(total)}
    fields = {**shown, "line": stated.label, "column": stated.column, "count": str(len(given))}
    fields["difference"] = stated.text(abs(stated.base - total))
    return _told(context, code, stated, given, (shown["parts"], shown["stated"]), fields)


def _in_other_unit(context: Context, stated: _Figure, given: Sequence[_Figure], total: Fraction) -> _Figure | None:
    """Return the part with which a sum would come out right if it were ten thousand times more or less."""
    for one in given:
        wanted = one.base + stated.base - total
        if _is_mixed(context, one.base, wanted):
            meant = one.base / _WAN if one.base > wanted else one.base * _WAN
            if not any(context.tested("M01", {"上级金额": stated.base, "明细合计": total - one.base + meant})):
                return one
    return None


def _told(
    context: Context, code: str, at: _Figure, others: Sequence[_Figure], sides: tuple[str, str], fields: Mapping[str, str]
) -> Finding:
    """Return a finding at an amount: what is expected and what was found are the two `sides`."""
    related = tuple(one.where for one in others)
    return context.find(code, at.where, expected=sides[0], found=sides[1], subject=at.label, related=related, fields=fields)


def _is_mixed(context: Context, one: Fraction, other: Fraction) -> bool:
    """Tell whether two amounts that should be alike lie some ten thousand times apart: 元 beside 万元."""
    return _is_apart(one, other, context.number("M05", "倍数")) if context.makes("M05") else False


def _is_apart(one: Fraction, other: Fraction, least: Fraction) -> bool:
    """Tell whether two amounts lie at least so many times apart, and no more than as many short of 元 for 亿元."""
    if one <= 0 or other <= 0:
        return False
    ratio = max(one / other, other / one)
    return least <= ratio <= Fraction(_WAN * _WAN) / least


def _mixed(context: Context, at: _Figure, other: Fraction, others: Sequence[_Figure]) -> Finding:
    shown = at.text(other), at.text()
    fields = {"line": at.label, "column": at.column, "stated": shown[1], "parts": shown[0]}
    return _told(context, "M05", at, others, shown, fields)


def _totals(context: Context, book: _Book) -> Iterator[Finding]:
    """Yield where 基本支出 and 项目支出 are not the total (M02), and where income is not expenditure (M03)."""
    words = review_words()
    basic, project = (next((one for one in book.lines if words.meaning(kind, one.path[-1])), None) for kind in ("基本", "项目"))
    spent, income = book.totals.get(_OUT), book.totals.get(_IN)
    whole = spent or book.totals.get("") or income
    if basic is not None and project is not None and whole is not None:
        yield from _added(context, whole, basic, project, told=basic in book.parts.get(whole.path, ()))
    for column in income.amounts if spent is not None and income is not None else ():
        left, right = (None if line is None else _figure(line, column) for line in (income, spent))
        if left is None or right is None:
            continue
        for _ in context.tested("M03", {"收入总额": left.base, "支出总额": right.base}):
            shown = left.text(), right.text()
            fields = {
                "column": column,
                "income": shown[0],
                "spent": shown[1],
                "difference": left.text(abs(left.base - right.base)),
            }
            yield _told(context, "M03", right, [left], shown, fields)


def _added(context: Context, whole: FundLine, basic: FundLine, project: FundLine, *, told: bool) -> Iterator[Finding]:
    """Yield the columns whose total is not 基本支出 + 项目支出; `told` where the sum of all parts is compared already (M01)."""
    if told and context.makes("M01"):
        return
    for column in whole.amounts:
        total, one, other = (_figure(line, column) for line in (whole, basic, project))
        if total is None or one is None or other is None:
            continue
        for _ in context.tested("M02", {"支出总额": total.base, "基本支出": one.base, "项目支出": other.base}):
            beside, summed = [one, other], one.base + other.base
            shown = total.text(summed), total.text()
            fields = {"column": column, "basic": one.text(), "project": other.text()}
            fields |= {"sum": shown[0], "stated": shown[1], "difference": total.text(abs(total.base - summed))}
            yield _told(context, "M02", total, beside, shown, fields)


def _periods(context: Context, line: FundLine) -> Iterator[Finding]:
    """Yield a plan of the half year beyond that of the year: M05 where the unit seems mixed up, else M04."""
    half, year = (_figure(line, _column(line, kind)) for kind in ("半年栏", "全年栏"))
    if half is None or year is None:
        return
    # Half of a year is less than the year: beyond it, a thousandfold tells as much as ten thousand elsewhere.
    if half.base > year.base and context.makes("M05") and _is_apart(half.base, year.base, context.number("M05", "倍数") / _PLANS):
        yield _mixed(context, half, year.base, [year])
    elif any(context.tested("M04", {"半年金额": half.base, "全年金额": year.base})):
        shown = year.text(), half.text()
        fields = {"line": half.label, "column": half.column, "year": year.column, "stated": shown[1], "parts": shown[0]}
        fields["difference"] = half.text(half.base - year.base)
        yield _told(context, "M04", half, [year], shown, fields)


def _column(line: FundLine, kind: str) -> str | None:
    """Return the last column whose heading is of a kind: where there are several budgets, the one in force stands last."""
    return next((one for one in reversed(list(line.amounts)) if review_words().meaning(kind, one)), None)


def _execution(context: Context, book: _Book) -> Iterator[Finding]:
    """Yield rates of execution out of the ordinary (M08), of the whole if there is such a line, and 三公 beyond its budget (M07)."""
    least = min(len(line.path) for line in book.lines)
    chosen = list(book.totals.values()) or [line for line in book.lines if len(line.path) == least]
    for line in book.lines:
        budget, spent = (_figure(line, _column(line, kind)) for kind in ("预算栏", "执行栏"))
        if budget is None or spent is None:
            continue
        fields = {"line": spent.label, "budget": budget.text(), "spent": spent.text()}
        if any(_is_official(label) for label in line.path):
            for _ in context.tested("M07", {"三公预算数": budget.base, "三公执行数": spent.base}):
                fields["difference"] = spent.text(spent.base - budget.base)
                yield _told(context, "M07", spent, [budget], (f"≤{fields['budget']}", fields["spent"]), fields)
        elif line in chosen and budget.base > 0:
            yield from _rate(context, budget, spent, fields)


def _is_official(label: str) -> bool:
    """Tell whether a line is one of 三公经费, or their sum."""
    words = review_words()
    return words.meaning("三公", label) is not None or words.first("三公词", label) is not None


def _rate(context: Context, budget: _Figure, spent: _Figure, fields: Mapping[str, str]) -> Iterator[Finding]:
    if _is_mixed(context, budget.base, spent.base):
        yield _mixed(context, spent, budget.base, [budget])
        return
    rate = spent.base / budget.base
    for broken in context.tested("M08", {"执行率": rate}):
        percent = f"{write_number(Fraction(int(rate * _WAN + Fraction(1, 2)), 100))}%"
        sides = (f"{broken.sign}{broken.shown(broken.right)}", percent)
        yield _told(context, "M08", spent, [budget], sides, {**fields, "rate": percent, "wanted": sides[0]})
