"""What a ruleset says about a table as a whole, as a person reads it: which one, its checks, and the facts that would settle most."""

from __future__ import annotations

from collections.abc import Iterator

from perfrules.evaluation.ruled_table import RuledTable
from perfrules.evaluation.scored_table import written_marks
from perfrules.report.columns import wrap
from perfrules.report.words import say, verdict_word
from perfrules.text.span import display_width
from perfrules.value.verdict import Verdict

__all__ = ["ruled_text"]

_MOST_MISSING = 8
_WORDS = {
    Verdict.MET: ("成立", "holds"),
    Verdict.UNMET: ("不成立", "does not hold"),
    Verdict.PENDING: ("待定", "pending"),
}


def ruled_text(ruled: RuledTable, *, lang: str = "zh", width: int | None = None) -> str:
    """Return the ruleset, its checks, and what is missing, the facts first on which most marks hang."""
    day = ruled.result.plan.day
    source, status = ruled.ruleset.model.provenance
    head = [f"{say(lang, 'ruleset')} {ruled.title}"]
    if day is not None:
        head.append(say(lang, "as_of", day=day))
    if source:
        head.append(f"{say(lang, 'source')} {source}" + (f"（{status}）" if status else ""))
    if ruled.result.score is None:
        head.append(say(lang, "no_marks"))
    lines = ["  ".join(head), *_checks(ruled, lang), *_missing(ruled, lang)]
    return "\n".join(part for line in lines for part in ([line] if width is None else _run_on(line, width))) + "\n"


def _run_on(line: str, width: int) -> list[str]:
    """Return a line as lines that fit, each below the first one further in."""
    if display_width(line) <= width:
        return [line]
    first, *others = wrap(line.strip(), max(width - 4, 2))
    return [("  " if line.startswith(" ") else "") + first, *(f"    {one}" for one in others)]


def _checks(ruled: RuledTable, lang: str) -> Iterator[str]:
    for one in ruled.checks:
        word = _WORDS[one.verdict][lang != "zh"] if one.verdict in _WORDS else verdict_word(one.verdict, lang)
        said = one.message or one.derivation
        yield f"  {say(lang, 'check')} {one.name}{say(lang, 'colon')}{word}" + (f"  {said}" if said else "")


def _missing(ruled: RuledTable, lang: str) -> Iterator[str]:
    missing = ruled.result.missing
    for one in missing[:_MOST_MISSING]:
        points = say(lang, "at_stake", points=written_marks(one.points)) if one.points else ""
        yield f"  {say(lang, 'lacking')} {one.name}" + (f"  {points}" if points else "")
    if len(missing) > _MOST_MISSING:
        yield f"  … {say(lang, 'all', count=len(missing))}"
