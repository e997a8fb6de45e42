"""Where points were lost: the marks of a scored table by level and by row, stated beside recomputed, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from perfrules.evaluation.scored_table import ScoredLevel, ScoredRow, ScoredTable, written_marks
from perfrules.evaluation.totals import Marks
from perfrules.report.chart import Bar, Chart, Part
from perfrules.report.scores import derivation_text
from perfrules.report.words import say
from perfrules.value.numeral import write_number

__all__ = ["LevelMarks", "LostRow", "MarksView", "marks_view"]


@frozen
class LevelMarks:
    """One first level: weight, stated and recomputed marks, what was lost of the weight, and stated less recomputed."""

    name: str
    weight: str
    stated: str
    recomputed: str
    lost: str
    difference: str
    is_total: bool = False


@frozen
class LostRow:
    """One row that has not all its points, or whose stated marks the policy does not give."""

    name: str
    level: str
    weight: str
    stated: str
    recomputed: str
    lost: str
    difference: str
    differs: bool
    why: str


@frozen
class MarksView:
    """The marks of a table under one policy, ready to be shown."""

    policy: str
    source: str
    full: str
    stated: str
    recomputed: str
    grade: str
    differs: bool
    difference: str
    levels: tuple[LevelMarks, ...]
    lost: tuple[LostRow, ...]
    chart: Chart


def marks_view(scored: ScoredTable, lang: str = "zh") -> MarksView:
    """Return what a report shows of the marks of a table: totals, levels, and the rows that lost points, most first."""
    source, status = scored.policies.provenance
    weight, marks = scored.result.root.weight, scored.recomputed
    shown = sorted((row for row in scored.rows if row.weight is not None and _is_worth_telling(row)), key=_lost_most, reverse=True)
    levels = tuple(_level(level) for level in scored.levels)
    loose = tuple(_loose(row) for row in scored.rows if len(row.path) == 1 and row.weight is not None)
    total = LevelMarks(say(lang, "total"), *_numbers(weight, scored.stated, marks), is_total=True)
    return MarksView(
        policy=scored.policy,
        source=source + (f"（{status}）" if source and status else ""),
        full="" if weight is None else write_number(weight),
        stated=written_marks(scored.stated),
        recomputed=written_marks(marks),
        grade=say(lang, "listed").join(scored.grades),
        differs=scored.total_differs,
        difference=total.difference,
        levels=(*levels, *loose, total),
        lost=tuple(_row(row, lang) for row in shown),
        chart=_chart(scored, lang),
    )


def _is_worth_telling(row: ScoredRow) -> bool:
    marks = row.recomputed
    return row.differs or (marks is not None and row.weight is not None and marks.low < row.weight)


def _lost_most(row: ScoredRow) -> tuple[Fraction, Fraction]:
    marks, weight = row.recomputed, row.weight or Fraction(0)
    sure = Fraction(0) if marks is None else weight - marks.high
    return sure, abs(row.difference or Fraction(0))


def _level(level: ScoredLevel) -> LevelMarks:
    return LevelMarks(level.name, *_numbers(level.outcome.weight, level.stated, level.outcome.marks))


def _loose(row: ScoredRow) -> LevelMarks:
    return LevelMarks(row.name, *_numbers(row.weight, row.stated, row.recomputed))


def _row(row: ScoredRow, lang: str) -> LostRow:
    weight, stated, recomputed, lost, difference = _numbers(row.weight, row.stated, row.recomputed, row.decimals)
    level = row.path[0] if len(row.path) > 1 else ""
    return LostRow(row.name, level, weight, stated, recomputed, lost, difference, row.differs, derivation_text(row, lang))


def _numbers(
    weight: Fraction | None, stated: Fraction | None, marks: Marks | None, decimals: int | None = None
) -> tuple[str, str, str, str, str]:
    """Return weight, stated, recomputed, lost and difference as they are written."""
    lost = None if marks is None or weight is None else Marks(weight - marks.high, weight - marks.low)
    gap = None if marks is None or stated is None else stated - min(max(stated, marks.low), marks.high)
    return (
        "—" if weight is None else write_number(weight),
        written_marks(stated),
        written_marks(marks, decimals),
        "" if lost is None or not any(lost) else written_marks(lost, decimals),
        "" if not gap else f"{'+' if gap > 0 else ''}{written_marks(gap)}",
    )


def _chart(scored: ScoredTable, lang: str) -> Chart:
    lines = tuple(_bars(scored, lang))
    listed = say(lang, "sep").join(f"{bar.label} {bar.said}" for bar in lines)
    keys = [("got", say(lang, "got")), ("open", say(lang, "open")), ("lost", say(lang, "lost"))]
    used = {part.key for bar in lines for part in bar.parts if part.value > 0}
    legend = [pair for pair in keys if pair[0] in used]
    if any(bar.mark is not None for bar in lines):
        legend.append(("mark", say(lang, "stated")))
    return Chart(say(lang, "marks_chart"), f"{say(lang, 'marks_chart')}{say(lang, 'colon')}{listed}", lines, tuple(legend))


def _bars(scored: ScoredTable, lang: str) -> Iterator[Bar]:
    whole = [(level.name, level.outcome.weight, level.stated, level.outcome.marks) for level in scored.levels]
    whole += [(row.name, row.weight, row.stated, row.recomputed) for row in scored.rows if len(row.path) == 1]
    for name, weight, stated, marks in whole:
        if weight is None or marks is None or weight <= 0:
            continue
        low, high, full = (max(float(one), 0.0) for one in (marks.low, marks.high, weight))
        parts = (
            Part("got", say(lang, "got"), low),
            Part("open", say(lang, "open"), high - low),
            Part("lost", say(lang, "lost"), max(full - high, 0.0)),
        )
        yield Bar(name, parts, f"{written_marks(marks)} / {write_number(weight)}", None if stated is None else max(float(stated), 0.0))
