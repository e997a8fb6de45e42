"""Recomputed marks as a person reads them: stated beside recomputed, policies side by side, policies by what they explain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from perfrules.evaluation.score_table import Explanatory
from perfrules.evaluation.scored_table import ScoredRow, ScoredTable, written_marks
from perfrules.report.ledger import ledger
from perfrules.report.words import reason_word
from perfrules.ruleset.model import PolicySet
from perfrules.table import TargetTable
from perfrules.value.numeral import write_number

__all__ = ["compared_text", "derivation_text", "heading_text", "ranked_text", "score_text", "source_text"]

_WORDS = {
    "row": ("指标", "indicator"),
    "weight": ("分值", "weight"),
    "stated": ("表上得分", "stated"),
    "recomputed": ("重算得分", "recomputed"),
    "difference": ("差", "difference"),
    "derivation": ("推导", "derivation"),
    "total": ("总分", "total"),
    "sum": ("各行之和", "sum of rows"),
    "grade": ("等级", "grade"),
    "policy": ("评分办法", "policy"),
    "explained": ("正好相符", "explained"),
    "possible": ("可能相符", "possible"),
    "distance": ("相差合计", "distance"),
    "source": ("依据", "source"),
    "to_explain": ("要说明的", "to be explained"),
}


def _say(key: str, lang: str) -> str:
    return _WORDS[key][lang != "zh"]


def score_text(scored: ScoredTable, *, lang: str = "zh", width: int | None = None, verbose: bool = False) -> str:
    """Return a recomputed table as text: the policy, every row, the levels, the total, and what differs."""
    head = [heading_text(scored.table), f"{_say('policy', lang)} {scored.policy}" + source_text(scored.policies, lang)]
    if verbose:
        head += [f"  {word}  {said}" for word, said in scored.policies.lines.items()]
    names = ("row", "weight", "stated", "recomputed", "difference", "derivation")
    table = ledger([_say(name, lang) for name in names], list(_rows(scored, lang)), numbers=frozenset({1, 2, 3, 4}), width=width)
    parts = ["\n".join(filter(None, head)), table, "\n".join(_conclusion(scored, lang))]
    if notes := list(_notes(scored, lang, verbose=verbose)):
        parts.append("\n".join([_say("to_explain", lang), *notes]))
    return "\n\n".join(parts) + "\n"


def heading_text(table: TargetTable) -> str:
    """Return what a table is called, with the body or project that it is of."""
    named = table.project_name or table.unit_name
    return " ".join(filter(None, (table.title, named if named not in table.title else "")))


def source_text(policies: PolicySet, lang: str) -> str:
    """Return where a policy comes from, and whether that was checked; empty where nothing is said."""
    source, status = policies.provenance
    said = source + (f"（{status}）" if status else "")
    return f"  {_say('source', lang)} {said}" if said else ""


def _rows(scored: ScoredTable, lang: str) -> Iterator[Sequence[str]]:
    for level in scored.levels:
        rows = [row for row in scored.rows if row.path[:1] == (level.name,)]
        gap = None if level.stated is None or level.outcome.marks is None else _gap(level.stated, *level.outcome.marks)
        yield (level.name, _number(level.outcome.weight), written_marks(level.stated), written_marks(level.outcome.marks), _signed(gap), "")
        yield from (_row(row, lang) for row in rows)
    loose = [row for row in scored.rows if len(row.path) == 1]
    yield from (_row(row, lang) for row in loose)
    marks = scored.recomputed
    gap = None if marks is None or scored.stated is None else _gap(scored.stated, *marks)
    grade = "、".join(scored.grades)
    said = f"{_say('grade', lang)} {grade}" if grade else ""
    yield (_say("total", lang), _number(scored.result.root.weight), written_marks(scored.stated), written_marks(marks), _signed(gap), said)


def _row(row: ScoredRow, lang: str) -> Sequence[str]:
    indent = "" if len(row.path) == 1 else "  "
    cells = (_number(row.weight), written_marks(row.stated), written_marks(row.recomputed, row.decimals), _signed(row.difference))
    return (f"{indent}{row.name}", *cells, derivation_text(row, lang))


def derivation_text(row: ScoredRow, lang: str) -> str:
    """Return how the marks came about, or why there are none, in a language."""
    if lang == "zh":
        return row.derivation
    one = row.outcome
    if row.weight is None:
        return "no weight"
    if one.item.criterion is not None and one.item.scorer is None:
        return f"the policy does not fit: {'; '.join(note.say(lang) for note in one.item.notes)}"
    if " → " not in row.derivation:
        return reason_word(one.reason if one.actual else "no_data", lang)
    return row.derivation.replace("，由人评定", ", a person decides")


def _gap(stated: Fraction, low: Fraction, high: Fraction) -> Fraction:
    return stated - min(max(stated, low), high)


def _number(value: Fraction | None) -> str:
    return "—" if value is None else write_number(value)


def _signed(value: Fraction | None) -> str:
    if not value:
        return "" if value is None else "0"
    return f"{'+' if value > 0 else ''}{written_marks(value)}"


def _conclusion(scored: ScoredTable, lang: str) -> Iterator[str]:
    differing = scored.differing
    stated = sum(row.stated is not None for row in scored.rows)
    limit = write_number(scored.tolerance)
    if lang == "zh":
        said = f"{stated} 行有得分，{scored.explained} 行与重算相符，{len(differing)} 行不符（容差 {limit}分）"
    else:
        said = f"{stated} rows state marks: {scored.explained} as recomputed, {len(differing)} not (tolerance {limit})"
    yield said
    if scored.sum_differs:
        total, rows = written_marks(scored.stated), written_marks(scored.stated_sum)
        yield f"表上总分 {total}，各行之和 {rows}" if lang == "zh" else f"the stated total is {total}, its rows add up to {rows}"


def _notes(scored: ScoredTable, lang: str, *, verbose: bool) -> Iterator[str]:
    for row in scored.rows:
        for note in row.outcome.notes:
            if verbose or note.code in ("N632", "N633", "N634"):
                yield f"  {row.name}  {note.code} {note.say(lang)}"


def compared_text(scored: Sequence[ScoredTable], *, lang: str = "zh", width: int | None = None) -> str:
    """Return one table under several policies, a column for each."""
    first = scored[0]
    heading = [_say("row", lang), _say("weight", lang), _say("stated", lang), *(one.policy for one in scored)]
    rows = []
    for index, row in enumerate(first.rows):
        marks = [written_marks(one.rows[index].recomputed, one.rows[index].decimals) for one in scored]
        rows.append([row.name, _number(row.weight), written_marks(row.stated), *marks])
    totals = [written_marks(one.recomputed) for one in scored]
    rows.append([_say("total", lang), _number(first.result.root.weight), written_marks(first.stated), *totals])
    rows.append([_say("grade", lang), "", "", *("、".join(one.grades) for one in scored)])
    table = ledger(heading, rows, numbers=frozenset(range(1, len(heading))), width=width)
    return f"{heading_text(first.table)}\n\n{table}\n"


def ranked_text(found: Iterable[Explanatory], *, lang: str = "zh", width: int | None = None) -> str:
    """Return policies by how well they explain what a table states, the best first."""
    listed = list(found)
    heading = [_say(name, lang) for name in ("policy", "explained", "possible", "distance", "total", "source")]
    rows = [
        [
            one.policy.name,
            f"{one.explained}/{one.stated}",
            str(one.possible),
            written_marks(one.distance),
            written_marks(one.scored.recomputed),
            one.policy.policies.provenance.source,
        ]
        for one in listed
    ]
    return ledger(heading, rows, numbers=frozenset({1, 2, 3, 4}), width=width) + "\n"
