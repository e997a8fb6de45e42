"""The medium-term goal (中长期目标) against the targets of the year (P03): what is reached this year already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.narrative import Match, Relation
from perfrules.target.body import Measure
from perfrules.text.diagnostic import Severity

__all__ = ["findings"]

_MEDIUM = "中长期"
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])\s*年")


def findings(context: Context) -> Iterator[Finding]:
    """Yield quantities of the medium-term goal that the year's targets reach or pass already, before its last year."""
    table = context.table
    goal = table.goals.get(_MEDIUM, "")
    if not goal or not context.makes("P03"):
        return
    end = max((int(found[1]) for found in _YEAR.finditer(goal)), default=None)
    if end is not None and table.year is not None and end <= table.year:
        return
    until, weight = (f"{end}年", None) if end is not None else (_MEDIUM, Severity.NOTE)
    for match in context.matches:
        if match.goal == _MEDIUM and len(match.partners) == 1 and (compared := _reached(context, match)) is not None:
            yield _passed(context, match, compared, until, weight)


def _reached(context: Context, match: Match) -> tuple[str, str] | None:
    """Return how the quantity compares with the year's target, where the year leaves nothing to do; a share may well stay as it is."""
    row = context.rows[match.partners[0].number]
    target = row.targets.get(match.period)
    goal, annual = match.mention.target.body, None if target is None else target.body
    if match.relation is Relation.APPROXIMATE or not isinstance(goal, Measure) or not isinstance(annual, Measure) or goal.unit.is_ratio:
        return None
    wanted, given = goal.values.low, annual.values.low
    if wanted is None or given is None or wanted > given:
        return None
    return ("等于", "equal to") if wanted == given else ("低于", "below")


def _passed(context: Context, match: Match, compared: tuple[str, str], until: str, weight: Severity | None) -> Finding:
    partner, row = match.partners[0], context.rows[match.partners[0].number]
    fields = {"medium": match.mention.text, "annual": partner.text, "compared": compared[0], "en_compared": compared[1], "until": until}
    expected, related = f">{partner.text.lstrip('=＝≥>')}", (partner.where,)
    where = match.where or partner.where
    return context.find_in(row, "P03", where, expected=expected, found=match.mention.text, related=related, weight=weight, fields=fields)
