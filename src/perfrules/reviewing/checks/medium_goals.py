"""The medium-term goal (中长期目标) against the targets of the year (P03): what is reached this year already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.narrative import Match, Relation
from perfrules.reviewing.narrative.slots import TERM
from perfrules.reviewing.traits import traits_of
from perfrules.target.body import Measure
from perfrules.text.diagnostic import Severity
from perfrules.value.verdict import Direction

__all__ = ["findings", "is_reached"]

_MEDIUM = "中长期"
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])\s*年")
_EQUAL, _BELOW = ("等于", "equal to"), ("低于", "below")


def findings(context: Context) -> Iterator[Finding]:
    """Yield quantities of the medium-term goal that the year's targets reach or pass already, before its last year."""
    if not _is_ahead(context):
        return
    end = _end(context)
    until, weight = (f"{end}年", None) if end is not None else (_MEDIUM, Severity.NOTE)
    for match in context.matches:
        if (compared := _reached(context, match)) is not None:
            # A share may well stay as it is: only one that falls is worth a warning.
            stays = compared == _EQUAL and match.sides is not None and match.sides[0].unit.is_ratio
            yield _passed(context, match, compared, until, Severity.NOTE if stays else weight)


def is_reached(context: Context, match: Match) -> bool:
    """Tell whether P03 warns of a quantity: nothing else need be said of it then."""
    return _is_ahead(context) and _end(context) is not None and _reached(context, match) is not None


def _is_ahead(context: Context) -> bool:
    """Tell whether there is a medium-term goal that ends after the year of the table, as far as is known."""
    if not context.table.goals.get(_MEDIUM) or not context.makes("P03"):
        return False
    end, year = _end(context), context.table.year
    return end is None or year is None or end > year


def _end(context: Context) -> int | None:
    return max((int(found[1]) for found in _YEAR.finditer(context.table.goals.get(_MEDIUM, ""))), default=None)


def _reached(context: Context, match: Match) -> tuple[str, str] | None:
    """Return how the quantity compares with the year's target, where the year leaves nothing to do."""
    # Held against a column for the whole term, a goal says nothing of the year: the row itself does then.
    if match.goal != _MEDIUM or len(match.partners) != 1 or match.sides is None or match.period == TERM:
        return None
    row = context.rows[match.partners[0].number]
    target, criterion = row.targets.get(match.period), row.criterion(match.period)
    if target is None or criterion is None or criterion.direction is Direction.LOWER:
        return None
    goal, annual = match.mention.target.body, target.body
    if not isinstance(goal, Measure) or not isinstance(annual, Measure) or goal.values.low is None or annual.values.low is None:
        return None
    wanted, given = match.sides[0].number if match.is_about else goal.values.low, annual.values.low
    if wanted == given:
        is_full = goal.unit.is_ratio and (wanted == 1 or traits_of(row.name).is_bounded)
        return None if is_full else _EQUAL
    return _BELOW if wanted < given and match.relation is not Relation.APPROXIMATE else None


def _passed(context: Context, match: Match, compared: tuple[str, str], until: str, weight: Severity | None) -> Finding:
    partner, row = match.partners[0], context.rows[match.partners[0].number]
    fields = {"medium": match.mention.text, "annual": partner.text, "compared": compared[0], "en_compared": compared[1], "until": until}
    expected, related = f">{partner.text.lstrip('=＝≥>')}", (partner.where,)
    where = match.where or partner.where
    return context.find_in(row, "P03", where, expected=expected, found=match.mention.text, related=related, weight=weight, fields=fields)
