"""Dates as targets: 2025年12月底前, 2020年1月-11月, 四季度."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from perfrules.target.ast import Dated
from perfrules.target.body import Dates
from perfrules.target.bounds import comparator_of
from perfrules.target.notes import Notes
from perfrules.text.lexeme import Lexeme
from perfrules.value.day import ANY_YEAR, Period, read_period
from perfrules.value.interval import IntervalSet
from perfrules.value.words import Comparator

__all__ = ["dated"]

_YEAR = IntervalSet.between(Fraction(date(ANY_YEAR, 1, 1).toordinal()), Fraction(date(ANY_YEAR, 12, 31).toordinal()))


def dated(node: Dated, notes: Notes) -> Dates:
    """Return the days that a date target accepts."""
    period = _period(node, notes)
    if period.yearless:
        notes.add("N216", node.first)
    values = _limited(node, period, notes)
    if period.yearless and values.is_disjoint(_YEAR):
        # No day of the year comes after its last day.
        values = IntervalSet.of(())
    return Dates(values, period.yearless, node.noun.text if node.noun is not None else "")


def _period(node: Dated, notes: Notes) -> Period:
    first = _read(node.first, None, notes)
    if node.last is None:
        return first
    last = _read(node.last, None if first.yearless else first.first.year, notes)
    if first.yearless and not last.yearless:
        first = _read(node.first, last.first.year, notes)
    if first.first > last.last:
        raise notes.fail("E104", node.first, low=node.first.text, high=node.last.text)
    return Period(first.first, last.last, first.yearless)


def _read(lexeme: Lexeme, year: int | None, notes: Notes) -> Period:
    period = read_period(lexeme.text, year)
    if period is None:
        raise notes.fail("E105", lexeme, found=lexeme.text)
    return period


def _limited(node: Dated, period: Period, notes: Notes) -> IntervalSet:
    first, last = Fraction(period.first.toordinal()), Fraction(period.last.toordinal())
    comparator = comparator_of(node.ops, None, notes)
    side = node.side.text if node.side is not None else ""
    if "前" in side or (side and "后" not in side and side != "起" and node.last is None and not node.ops):
        notes.add("N217", node.side)
        return IntervalSet.at_most(last)
    if "后" in side:
        return IntervalSet.at_least(last + 1)
    if side == "起":
        return IntervalSet.at_least(first)
    match comparator:
        case Comparator.LE:
            return IntervalSet.at_most(last)
        case Comparator.LT:
            return IntervalSet.at_most(first - 1)
        case Comparator.GE:
            return IntervalSet.at_least(first)
        case Comparator.GT:
            return IntervalSet.at_least(last + 1)
        case _ if node.ops and node.ops[-1].text in ("到", "至"):
            return IntervalSet.at_most(last)
        case _:
            return IntervalSet.between(first, last)
