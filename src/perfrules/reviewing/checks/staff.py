"""The check of staff (R05): figures in the text about the unit against the target of its control rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from perfrules.evaluation.scored_table import written_marks
from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.words import review_words
from perfrules.target.body import Measure
from perfrules.target.mention import find_quantities
from perfrules.text.errors import LimitError
from perfrules.value.numeral import write_number

__all__ = ["staff_findings"]

_HUNDRED = Fraction(100)


@frozen
class _Count:
    """One number of people in the text: what is counted (在职, 编制 …) and how it is written."""

    kind: str
    number: Fraction
    text: str


def staff_findings(context: Context) -> Iterator[Finding]:
    """Yield that staff ÷ authorised posts, as the text gives them, is not what the control rate asks for: both readings are told."""
    if not context.makes("R05") or not context.table.staff:
        return
    row = next((row for row in context.rows if review_words().ending("人员控制率", row.name) is not None), None)
    if row is None or row.last is None or (criterion := row.criterion(row.last[0])) is None or criterion.required is None:
        return
    counts = _counts(context.table.staff)
    staff, posts = _whole(counts, "在职", "在编"), _whole(counts, "总编制", "编制")
    if staff is None or posts is None or not posts.number or not isinstance(criterion.target.body, Measure):
        return
    share = staff.number / posts.number
    if not criterion.target.body.unit.is_ratio or criterion.required.contains(share):
        return
    on_posts = [one for one in counts if one.kind == "在编"]
    own = min(sum((one.number for one in on_posts), Fraction(0)) if on_posts else posts.number, staff.number)
    fields = {"staff": staff.text, "posts": posts.text, "target": row.last[1].text}
    fields |= {"staff_number": write_number(staff.number), "posts_number": write_number(posts.number), "own_number": write_number(own)}
    fields |= {"all_rate": _percent(share), "own_rate": _percent(own / posts.number)}
    where = row.last[1].where or row.indicator.where
    related = tuple(filter(None, (context.table.places.get("人员"),)))
    yield context.find_in(row, "R05", where, expected=row.last[1].text, found=fields["all_rate"], related=related, fields=fields)


def _percent(share: Fraction) -> str:
    percent = share * _HUNDRED
    return f"{write_number(percent) if percent.denominator == 1 else written_marks(percent)}%"


@lru_cache(maxsize=256)
def _counts(text: str) -> tuple[_Count, ...]:
    """Return the numbers of people in a text whose subject says what they count, in its order."""
    try:
        mentions = find_quantities(text)
    except LimitError:
        return ()
    found: list[_Count] = []
    for mention in mentions:
        body = mention.target.body
        if not isinstance(body, Measure) or (number := body.values.the_point) is None:
            continue
        if body.unit.symbol and review_words().meaning("人员单位", body.unit.symbol) is None:
            continue
        word = review_words().first("人员", mention.subject)
        kind = None if word is None else review_words().meaning("人员", word)
        if kind is not None:
            found.append(_Count(kind, number, f"{mention.subject}{mention.text}"))
    return tuple(found)


def _whole(counts: Sequence[_Count], total: str, part: str) -> _Count | None:
    """Return the whole where the text states it, else the sum of its parts; None where it has neither."""
    stated = next((one for one in counts if one.kind == total), None)
    if stated is not None:
        return stated
    parts = [one for one in counts if one.kind == part]
    if not parts:
        return None
    return _Count(part, sum((one.number for one in parts), Fraction(0)), "、".join(one.text for one in parts))
