"""Checks of periods: the half year against the year, the medium term against the year, days against the project's term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache

from perfrules.reviewing.context import Context, ReviewRow, parts_of
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.words import review_words
from perfrules.target.body import Dates, Measure
from perfrules.text.fold import fold
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction

__all__ = ["findings"]

_HALF = "半年"
_MEDIUM_PERIODS = ("实施期", "中期", "中长期", "三年")
_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})\s*[年.\-/](?:\s*([0-9]{1,2})\s*(?:[月.\-/]\s*(?:([0-9]{1,2})\s*日?)?)?)?")


def findings(context: Context) -> Iterator[Finding]:
    """Yield what does not fit between the periods of a table."""
    for row in context.rows:
        if _HALF in row.targets and row.last is not None:
            yield from _halves(context, row, row.last[0])
        yield from _medium_rows(context, row)
    yield from _days(context)


def _halves(context: Context, row: ReviewRow, year: str) -> Iterator[Finding]:
    """Yield a half year that asks for more than the year (P01), as much (P02), or for a share of nobody knows what (P05)."""
    half, whole = row.criterion(_HALF), row.criterion(year)
    cell = row.indicator.targets[_HALF]
    if half is None or whole is None or year == _HALF or half.required is None or whole.required is None:
        return
    first, last = half.target.body, whole.target.body
    if not isinstance(first, Measure) or not isinstance(last, Measure) or first.unit.dimension != last.unit.dimension:
        return
    low, high = half.required.low, whole.required.low
    fields = {"half": cell.text, "year": row.indicator.targets[year].text}
    related = (row.indicator.targets[year].where,)
    if whole.direction is Direction.HIGHER and low is not None and high is not None:
        if low > high and context.makes("P01"):
            yield context.find_in(row, "P01", cell.where, expected=fields["year"], found=fields["half"], related=related, fields=fields)
        elif low == high and low > 0 and not last.unit.is_ratio and not _is_stock(row.name) and context.makes("P02"):
            yield context.find_in(row, "P02", cell.where, expected=fields["year"], found=fields["half"], related=related, fields=fields)
    if first.unit.is_ratio and first.values.low and context.makes("P05") and review_words().ending("要分母", row.name):
        yield context.find_in(row, "P05", cell.where, found=cell.text, fields={**fields, **_plan(context)})


@lru_cache(maxsize=4096)
def _is_stock(name: str) -> bool:
    return review_words().first("存量", name) is not None


def _plan(context: Context) -> dict[str, str]:
    """Return how much of the year's money the plan of the half year is, in words; empty where the funds do not say."""
    words = review_words()
    halves = [line for line in context.table.funds if any(words.meaning("半年栏", column) for column in line.amounts)]
    top = [line for line in halves if len(line.path) == min(len(one.path) for one in halves)]
    half = year = Fraction(0)
    for line in top:
        for column, amount in line.amounts.items():
            if amount.value is not None:
                half += amount.value if words.meaning("半年栏", column) else 0
                year += amount.value if words.meaning("全年栏", column) else 0
    if not half or not year:
        return {"plan": "", "en_plan": ""}
    share = f"{write_number(Fraction(int(half / year * 1000 + Fraction(1, 2)), 10))}%"
    return {"plan": f"（半年计划执行数只占全年预算的 {share}）", "en_plan": f" (the plan of the half year is {share} of the year's budget)"}


def _medium_rows(context: Context, row: ReviewRow) -> Iterator[Finding]:
    """Yield rows whose target for the whole term is not beyond the one of the year (P03)."""
    period = next((one for one in _MEDIUM_PERIODS if one in row.targets), None)
    if period is None or row.last is None or not context.makes("P03"):
        return
    year = next((one for one in ("年度", "全年") if one in row.targets), None)
    medium, annual = row.criterion(period), None if year is None else row.criterion(year)
    if medium is None or annual is None or year is None or medium.required is None or annual.required is None:
        return
    body, other = medium.target.body, annual.target.body
    if not isinstance(body, Measure) or not isinstance(other, Measure) or body.unit.dimension != other.unit.dimension:
        return
    low, high = medium.required.low, annual.required.low
    if medium.direction is not Direction.HIGHER or low is None or high is None:
        return
    # Equal ones leave nothing to do only where the term is known to go on; a share may well stay as it is.
    goes_on = not body.unit.is_ratio and _goes_on(context)
    if low < high or (low == high and low > 0 and goes_on):
        cell, last = row.indicator.targets[period], row.indicator.targets[year]
        compared = ("低于", "below") if low < high else ("等于", "equal to")
        fields = {"medium": cell.text, "annual": last.text, "compared": compared[0], "en_compared": compared[1], "until": period}
        yield context.find_in(row, "P03", cell.where, expected=f">{last.text}", found=cell.text, related=(last.where,), fields=fields)


def _goes_on(context: Context) -> bool:
    """Tell whether the form states a term that ends after the year of the table."""
    _, end, _ = _stated_term(context) or (None, None, "")
    return end is not None and context.table.year is not None and end.year > context.table.year


def _days(context: Context) -> Iterator[Finding]:
    """Yield deadlines outside of the project's term, or of the year where no term is stated (P04)."""
    if not context.makes("P04"):
        return
    start, end, term = _term(context)
    if start is None or end is None:
        return
    for row in context.rows:
        for cell in row.indicator.targets.values():
            for part in parts_of(cell.target) if cell.target is not None else ():
                body = part.body
                if not isinstance(body, Dates) or body.yearless:
                    continue
                last = body.values.high if body.values.high is not None else body.values.low
                if last is not None and not start.toordinal() <= last <= end.toordinal():
                    fields = {"text": cell.text, "term": term}
                    yield context.find_in(row, "P04", cell.where, expected=term, found=cell.text, fields=fields)


def _term(context: Context) -> tuple[date | None, date | None, str]:
    """Return the first and last day of the project, as its form says, else of the year of the table."""
    if (stated := _stated_term(context)) is not None:
        return stated
    year = context.table.year
    return (None, None, "") if year is None else (date(year, 1, 1), date(year, 12, 31), f"{year}年")


def _stated_term(context: Context) -> tuple[date | None, date | None, str] | None:
    """Return the term that the form states, without days where they cannot be read; None where it states none."""
    for label, text in context.table.fields.items():
        if review_words().meaning("项目期", label) is not None:
            days = [day for match in _DAY.finditer(fold(text).text) if (day := _day(match)) is not None]
            if len(days) == 2 and days[0][0] <= days[1][1]:
                return days[0][0], days[1][1], text
            return None, None, ""
    return None


def _day(match: re.Match[str]) -> tuple[date, date] | None:
    """Return the first and last day that a written day, month or year may mean."""
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            after = date(year + int(month) // 12, int(month) % 12 + 1, 1)
            return date(year, int(month), 1), date.fromordinal(after.toordinal() - 1)
        return date(year, int(month), int(day)), date(year, int(month), int(day))
    except ValueError:
        return None
