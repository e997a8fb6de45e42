"""Checks of marks and actual values, row by row; those of totals and rates stand in `totals`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from attrs import frozen

from perfrules.evaluation.explain import exceeds, percent_text, wanted_text
from perfrules.evaluation.scored_table import ScoredRow, written_marks
from perfrules.reviewing.checks.marking import MarkedRow, Marker, is_monitoring, marked, marker_for
from perfrules.reviewing.checks.totals import total_findings
from perfrules.reviewing.checks.weighing import book_of, place_in
from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.traits import counts_alike, unit_of
from perfrules.table.form import form
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.text.diagnostic import Severity
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction, Verdict

__all__ = ["findings"]

_CODES = tuple(f"S{number:02}" for number in range(1, 14))
_ROWS = ("S01", "S02", "S04", "S06", "S07", "S08", "S09", "S10", "S13")
_ZERO = Fraction(0)
_INCOMPARABLE = "unit_mismatch"


def findings(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the marks and the actual values of a filled-in table."""
    if not (context.is_scored or context.has_actuals or context.table.funds) or not context.makes(*_CODES):
        return
    book = book_of(context)
    rows = [marked(row, book.weights.get(row.number)) for row in context.rows]
    if context.makes(*_ROWS):
        far = None if is_monitoring(context) or not context.makes("S10") else context.number("S10", "倍数")
        desk = _Desk(context, marker_for(context), context.number("S02", "误差"), far)
        yield from (found for one in rows if (found := desk.finding(one)) is not None)
    yield from total_findings(context, book, rows)


@frozen
class _Desk:
    """Where rows are looked at, one after the other: the review, the policy, and from which completion on (`far`) a reason is wanted."""

    context: Context
    marker: Marker
    tolerance: Fraction
    far: Fraction | None

    def finding(self, one: MarkedRow) -> Finding | None:
        """Return the most specific thing that is wrong with a row."""
        if self._is_fine(one):
            return None
        checks: tuple[Callable[[MarkedRow], Finding | None], ...] = (self._beyond, self._blank, self._incomparable)
        first = next((found for check in checks if (found := check(one)) is not None), None)
        return first or self._marks(one) or self._lost(one) or self._far_beyond(one)

    def _is_fine(self, one: MarkedRow) -> bool:
        """Tell quickly of the usual row: its target is met, not by far, and it scores in full."""
        judged = one.judged
        if judged is None or judged.verdict is not Verdict.MET or one.score is None or one.score != one.weight:
            return False
        near = self.far is None or judged.completion is None or judged.completion < self.far
        return near and self.marker.is_plainly_right(one)

    def _find(self, one: MarkedRow, code: str, cell: str, expected: str, found: str, **fields: str) -> Finding | None:
        return self._weighed(one, code, cell, expected, found, None, **fields)

    def _weighed(
        self, one: MarkedRow, code: str, cell: str, expected: str, found: str, weight: Severity | None, **fields: str
    ) -> Finding | None:
        if not self.context.makes(code):
            return None
        where = place_in(self.context, one.indicator, cell)
        return self.context.find_in(one.row, code, where, expected=expected, found=found, weight=weight, fields=fields)

    def _beyond(self, one: MarkedRow) -> Finding | None:
        """Look for a score beyond its weight, or below zero (S01)."""
        score, weight = one.score, one.weight
        if score is None or not (score < 0 or (weight is not None and weight > 0 and score > weight)):
            return None
        most = "" if weight is None else write_number(weight)
        return self._find(one, "S01", "得分", f"0~{most}", one.indicator.score, stated=one.indicator.score, weight_text=most or "—")

    def _blank(self, one: MarkedRow) -> Finding | None:
        """Look for marks without an actual value (S09), in a form that has actual values."""
        if not one.score or not one.is_actual_blank or not self.context.has_actuals:
            return None
        return self._find(one, "S09", "实际", "", one.indicator.actual, stated=write_number(one.score))

    def _incomparable(self, one: MarkedRow) -> Finding | None:
        """Look for an actual value in a unit that cannot be compared with that of the target (S13)."""
        if one.result is None or one.result.decision.reason != _INCOMPARABLE:
            return None
        target, actual = one.target_text, one.indicator.actual
        weight = Severity.NOTE if _counts_alike(one) and self.context.settings.weights.get("S13") is Severity.ERROR else None
        return self._weighed(one, "S13", "实际", target, actual, weight, target=target, actual=actual)

    def _marks(self, one: MarkedRow) -> Finding | None:
        """Look at the score itself: outside of its band (S06), full for a missed target (S08), another one when computed again."""
        if one.score is None or one.weight is None or self.marker.is_plainly_right(one):
            return None
        scored = self.marker.scored(one)
        marks = None if scored is None else scored.recomputed
        if scored is None or marks is None or scored.outcome.verdict is Verdict.NOT_APPLICABLE:
            return None
        if marks.low - self.tolerance <= one.score <= marks.high + self.tolerance:
            return None
        words = written_marks(marks, scored.decimals)
        if not marks.is_known and not _is_measured(one) and (found := self._outside(one, words)) is not None:
            return found
        if one.score >= one.weight and scored.outcome.verdict is Verdict.UNMET and (found := self._full(one, words)) is not None:
            return found
        return self._another(one, scored, words)

    def _outside(self, one: MarkedRow, marks: str) -> Finding | None:
        actual, score = one.indicator.actual, one.indicator.score
        return self._find(one, "S06", "得分", marks, score, actual=actual, stated=score, marks=marks)

    def _full(self, one: MarkedRow, marks: str) -> Finding | None:
        actual, score = one.indicator.actual, one.indicator.score
        wanted = one.target_text if one.result is None else wanted_text(one.result.criterion)
        return self._find(one, "S08", "得分", marks, score, target=wanted, actual=actual, stated=score, marks=marks)

    def _another(self, one: MarkedRow, scored: ScoredRow, marks: str) -> Finding | None:
        """Return that the marks differ: S04 for the row of the budget, else S02; a stated reason makes it a warning."""
        code = "S04" if one.row.name == form().budget_row()[1] else "S02"
        stated = one.indicator.score
        assert scored.recomputed is not None
        nearest = min(max(one.score or _ZERO, scored.recomputed.low), scored.recomputed.high)
        fields = {"stated": stated, "policy": self.marker.name, "marks": marks, "derivation": scored.derivation}
        fields["difference"] = written_marks(abs((one.score or _ZERO) - nearest), scored.decimals)
        explained = one.has_reason and one.score is not None and one.score < scored.recomputed.low
        lighter = explained and self.context.settings.weights.get(code) is Severity.ERROR
        return self._weighed(one, code, "得分", marks, stated, Severity.WARNING if lighter else None, **fields)

    def _lost(self, one: MarkedRow) -> Finding | None:
        """Look for marks that were lost without a reason (S07)."""
        score, weight = one.score, one.weight
        if score is None or weight is None or score >= weight or one.has_reason:
            return None
        most, stated = write_number(weight), one.indicator.score
        at = "原因" if "原因" in one.indicator.places else "得分"
        return self._find(one, "S07", at, most, stated, stated=stated, weight_text=most)

    def _far_beyond(self, one: MarkedRow) -> Finding | None:
        """Look for an actual value far beyond its target that nobody explains (S10)."""
        result, share = one.result, None if one.judged is None else one.judged.completion
        if self.far is None or result is None or share is None or share < self.far or one.has_reason:
            return None
        if result.verdict is not Verdict.MET or result.direction is not Direction.HIGHER or not exceeds(result):
            return None
        wanted, actual = wanted_text(result.criterion), one.indicator.actual
        return self._find(one, "S10", "实际", wanted, actual, target=wanted, actual=actual, share=percent_text(share))


def _counts_alike(one: MarkedRow) -> bool:
    """Tell whether target and actual value are counted in measure words that are taken for one another (家 and 户)."""
    body, actual = None if one.cell is None or one.cell.target is None else one.cell.target.body, unit_of(one.indicator.actual)
    return isinstance(body, Measure) and actual is not None and counts_alike(body.unit, actual)


def _is_measured(one: MarkedRow) -> bool:
    return one.cell is not None and one.cell.target is not None and isinstance(one.cell.target.body, Measure | Change | Dates | Rank)
