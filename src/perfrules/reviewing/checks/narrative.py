"""Checks of goals against rows (N): numbers without a row, other numbers, other comparisons, rows and goals that do not meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from perfrules.reviewing.checks.medium_goals import is_reached
from perfrules.reviewing.context import Context, ReviewRow
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.narrative.match import Match, Partner
from perfrules.reviewing.narrative.side import Relation, Side, difference_of
from perfrules.reviewing.narrative.subject import subject_of, unified_text
from perfrules.reviewing.words import review_words
from perfrules.text.diagnostic import Severity
from perfrules.text.limits import MAX_GOAL
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction

__all__ = ["findings"]

_CODES = ("N01", "N02", "N03", "N04", "N05")
_LONG, _YEAR = "中长期", "年度"
_OWED, _OWED_FAMILY = "叙述应有", "一级"
_NAMED = 5
_PIECE = 4
_CLAUSE = re.compile(r"[^0-9A-Za-z㐀-鿿]+")


def findings(context: Context) -> Iterator[Finding]:
    """Yield what the goals say that the rows do not, and the other way round."""
    if not context.makes(*_CODES):
        return
    matches = context.matches
    for match in matches:
        yield from _unmatched(context, match) if match.row is None else _differing(context, match, match.row)
    if matches:
        yield from _unmentioned(context, matches)
    yield from _empty_goal(context, matches)


def _unmatched(context: Context, match: Match) -> Iterator[Finding]:
    if context.makes("N01"):
        weight = Severity.NOTE if match.is_part else None
        fields = {"goal": match.goal, "said": match.said}
        yield context.find("N01", match.where, found=match.said, subject=match.mention.subject, weight=weight, fields=fields)


def _differing(context: Context, match: Match, partner: Partner) -> Iterator[Finding]:
    """Yield what a quantity and its row say differently, within one period; of two periods only a plan below its year."""
    if match.sides is None or match.relation in (Relation.EQUAL, Relation.APPROXIMATE):
        return
    goal, row = match.sides
    if match.is_across:
        if context.makes("N02") and _is_behind(context, match, partner) and not is_reached(context, match):
            yield _contradiction(context, match, partner, weight=Severity.WARNING)
    elif goal.number != row.number and match.relation is Relation.ROW_STRICTER:
        if context.makes("N02"):
            yield _contradiction(context, match, partner, weight=Severity.NOTE)
    elif match.relation is Relation.DIFFERS:
        if context.makes("N02"):
            yield _contradiction(context, match, partner, weight=None if match.is_sure else Severity.WARNING)
    elif context.makes("N03"):
        yield _comparison(context, match, partner, _written(goal, row))


def _is_behind(context: Context, match: Match, partner: Partner) -> bool:
    """Tell whether the goal of the whole plan asks for less than its year."""
    assert match.sides is not None
    goal, row = match.sides
    if match.relation is not Relation.DIFFERS or not goal.is_exact or not row.is_exact:
        return False
    criterion = context.rows[partner.number].criterion(match.period)
    match criterion and criterion.direction:
        case Direction.HIGHER:
            return goal.number < row.number
        case Direction.LOWER:
            return goal.number > row.number
        case _:
            return False


def _contradiction(context: Context, match: Match, partner: Partner, weight: Severity | None = None) -> Finding:
    assert match.sides is not None
    args = {"difference": difference_of(*match.sides)}
    return _found(context, "N02", match, partner, match.said, args, weight)


def _comparison(context: Context, match: Match, partner: Partner, expected: str) -> Finding:
    return _found(context, "N03", match, partner, expected, {"expected": expected})


def _found(
    context: Context, code: str, match: Match, partner: Partner, expected: str, args: dict[str, str], weight: Severity | None = None
) -> Finding:
    fields = {"goal": match.goal, "said": match.said, "period": match.period, "found": partner.text, **args}
    related = _places(match)
    row = context.rows[partner.number]
    return context.find_in(row, code, partner.where, expected=expected, found=partner.text, related=related, weight=weight, fields=fields)


def _places(match: Match) -> tuple[str, ...]:
    return (match.where,) if match.where else ()


def _written(goal: Side, row: Side) -> str:
    """Return the target of the row as the goal says it."""
    return (goal.sign or "=") + row.text


def _unmentioned(context: Context, matches: tuple[Match, ...]) -> Iterator[Finding]:
    """Yield one finding that names the rows that no goal speaks of, neither with a number nor by name."""
    if not context.makes("N04"):
        return
    mentioned = {partner.number for match in matches for partner in match.partners}
    spoken = [unified_text(text[:MAX_GOAL]) for text in context.table.goals.values()]
    least = context.number("N04", "提到")
    # Outputs and benefits with a number: what a goal is expected to speak of.
    owed = review_words().meant(_OWED, _OWED_FAMILY)
    silent = (row for row in context.rows if row.family in owed and row.number not in mentioned and row.is_quantitative)
    rows = [row for row in silent if not _is_spoken_of(row, spoken, least)]
    if rows:
        names = "、".join(row.name for row in rows[:_NAMED]) + ("…" if len(rows) > _NAMED else "")
        places = tuple(row.indicator.where for row in rows if row.indicator.where)
        fields = {"count": str(len(rows)), "names": names}
        yield context.find("N04", next(_goal_places(context), ""), found=names, related=places, fields=fields)


def _is_spoken_of(row: ReviewRow, spoken: list[str], least: Fraction) -> bool:
    """Tell whether a goal holds most of the name of a row, with or without a number."""
    grams = subject_of(row.name).grams
    enough = least.numerator * len(grams)
    return any(sum([gram in text for gram in grams]) * least.denominator >= enough for text in spoken)


def _goal_places(context: Context) -> Iterator[str]:
    places = context.table.places
    return (places[goal] for goal in (_YEAR, _LONG) if places.get(goal))


def _empty_goal(context: Context, matches: tuple[Match, ...]) -> Iterator[Finding]:
    """Yield a goal that is missing, that has no number though the rows do, or that repeats the duties."""
    if not context.makes("N05"):
        return
    table = context.table
    goal = _YEAR if _YEAR in table.goals or not table.goals.get(_LONG) else _LONG
    text = table.goals.get(goal, "").strip()
    # A table of rows alone is a part of a form: nothing is said of goals that it does not show.
    if not text and goal not in table.goals and not (table.duties or table.funds):
        return
    count = sum(match.goal == goal for match in matches)
    share = _shared(text, table.duties) if text and table.duties else Fraction(0)
    if (count == 0 and any(row.is_quantitative for row in context.rows)) or share >= context.number("N05", "重合"):
        fields = {"goal": goal, "count": str(count), "share": f"{write_number(Fraction(int(share * 100)))}%"}
        fields |= _emptiness(text, count, fields["share"])
        yield context.find("N05", table.places.get(goal, ""), found=text[:40], fields=fields)


def _emptiness(text: str, count: int, share: str) -> dict[str, str]:
    """Return in both languages what a goal lacks."""
    if not text:
        return {"fault": "没有写", "en_fault": "nothing is written"}
    if count:
        return {"fault": f"与单位职能相同的占 {share}", "en_fault": f"{share} of it is the same as the duties"}
    return {
        "fault": f"共 {len(text)} 字，没有一个数量，指标却有数",
        "en_fault": f"{len(text)} characters without a quantity, though the rows have some",
    }


@lru_cache(maxsize=256)
def _shared(goal: str, duties: str) -> Fraction:
    """Return how much of a goal stands in the duties word by word, in pieces of a few characters."""
    pieces = [
        clause[start : start + _PIECE] for clause in _CLAUSE.split(goal[:MAX_GOAL]) for start in range(0, len(clause) - _PIECE + 1, _PIECE)
    ]
    duties = duties[:MAX_GOAL]
    return Fraction(sum(piece in duties for piece in pieces), len(pieces)) if pieces else Fraction(0)
