"""Frames: how far the cells of a row are shifted against its header row.

A text copied from a form with merged cells loses the cells that a merge covers, so rows of one block have different
numbers of cells. From the indicator name rightwards nothing is merged, so a row is described by one number: the
*shift* of its name and values against the header. Each row is given the shift that fits best (values where values
are headed, nothing beyond the last column, no target value in a label column), and a change of shift costs a little,
so that a row with a missing value follows its neighbours. The best sequence is found by dynamic programming.
"""

from __future__ import annotations

import re

from attrs import frozen

from perfrules.table.form import form
from perfrules.table.grid import Row
from perfrules.table.heading import Heading, Role

__all__ = ["is_level", "is_plain_value", "shifts_of"]

_PLAIN = re.compile(
    r"\s*(?:[=＝═≥≤≧≦>＞<＜±~～≈]|(?:不低于|不少于|不高于|不超过|不小于|不大于|大于|小于|等于)\s*\d)"
    r"|\s*[+\-－]?\d[\d,，.．]*\s*(?:[%％‰]|\w{0,3})\s*$"
)
_NUMERIC = frozenset({Role.WEIGHT, Role.SCORE})
_PROSE = frozenset({Role.REASON, Role.OTHER})
_SIGNS = "=≥≤＝≧≦"
_CHANGE = 6
_REACH = 12


@frozen
class _Step:
    """The best way to reach one shift at one row."""

    score: int
    before: int | None


def is_plain_value(text: str) -> bool:
    """Tell whether a cell is a target value at first sight: a comparison, or a number with a short unit.

    >>> [is_plain_value(text) for text in ("=0家", "95%", "健全", "2025年某某领军人才计划")]
    [True, True, False, False]
    """
    return len(text) < 200 and _PLAIN.match(text) is not None


def shifts_of(rows: list[Row], heading: Heading) -> list[int | None]:
    """Return the shift of each row of one page piece; None for a row without any value."""
    steps: list[dict[int, _Step]] = []
    voters: list[int] = []
    for number, row in enumerate(rows):
        fits = _fits(row, heading)
        if not fits:
            continue
        voters.append(number)
        before = steps[-1] if steps else {0: _Step(_CHANGE - 1, None)}
        best = max(before, key=lambda shift: before[shift].score)
        reached: dict[int, _Step] = {}
        for shift, score in fits.items():
            stay = before[shift].score if shift in before else None
            change = before[best].score - _CHANGE
            kept = stay is not None and stay >= change
            reached[shift] = _Step(score + (stay if kept and stay is not None else change), shift if kept else best)
        steps.append(reached)
    return _walk_back(steps, voters, len(rows))


def _walk_back(steps: list[dict[int, _Step]], voters: list[int], length: int) -> list[int | None]:
    shifts: list[int | None] = [None] * length
    if not steps:
        return shifts
    shift = max(steps[-1], key=lambda one: steps[-1][one].score)
    for step, number in zip(reversed(steps), reversed(voters), strict=True):
        shifts[number] = shift
        before = step[shift].before
        assert before is not None
        shift = before
    return shifts


def _fits(row: Row, heading: Heading) -> dict[int, int]:
    """Return the shifts that `row` allows, each with how well it fits."""
    if not row.filled or row.filled[-1] > heading.last + _REACH:
        return {}
    if row.exact:
        return {0: 0} if row.text(heading.name) and any(row.text(one.index) for one in heading.tail) else {}
    found: dict[int, int] = {}
    # Where a shift puts no cell below a target value, there is nothing to weigh.
    valued = {index - one.index for one in heading.periods for index in row.filled} | {0}
    for shift in range(-min(heading.name, _REACH), _REACH + 1):
        score = _fit(row, heading, shift) if shift in valued else None
        if score is not None:
            found[shift] = score
    return found


def _is_left_empty(row: Row, heading: Heading) -> bool:
    """Tell whether a row that kept all its cells names an indicator below known labels, and has no target value."""
    if not row.text(heading.name) or is_plain_value(row.text(heading.name)) or len(row.cells) <= max(one.index for one in heading.periods):
        return False
    labels = {one.role: text for one in heading.labels if (text := row.text(one.index))}
    if Role.LEVEL1 in labels:
        return form().level1(labels[Role.LEVEL1]) is not None
    return Role.LEVEL2 in labels and form().level2(labels[Role.LEVEL2]) is not None


def is_level(text: str) -> bool:
    """Tell whether a cell is the name of a first or second level.

    >>> is_level("产出指标"), is_level("生态效益"), is_level("培训人数")
    (True, True, False)
    """
    return bool(text) and (form().level1(text) is not None or form().level2(text) is not None)


def _fit(row: Row, heading: Heading, shift: int) -> int | None:
    name = heading.name + shift
    values = [row.text(one.index + shift) for one in heading.periods]
    if not any(values) and not (shift == 0 and _is_left_empty(row, heading)):
        return None
    if shift and all(is_level(text) for text in (row.text(name), *filter(None, values))):
        # A level and the one below it are no indicator with its value: the form left them empty.
        return None
    left = [index for index in row.filled if index < name]
    score = sum(6 if is_plain_value(value) else 2 if value else -2 for value in values)
    # A copied row keeps its tabs: a value beyond its end says more against a shift than an empty one.
    score -= 9 * sum(1 for one in heading.periods if one.index + shift >= len(row.cells))
    if row.text(name):
        score += -12 if is_plain_value(row.text(name)) else 6
    elif left:
        score += 1
    else:
        return None
    known = {one.index + shift for one in heading.tail}
    score -= 16 * sum(1 for index in row.filled if index > name and index not in known)
    score -= 12 * sum(1 for index in left if row.text(index)[0] in _SIGNS)
    told = [row.text(one.index + shift) for one in heading.tail if one.role in _PROSE]
    score -= 12 * sum(1 for text in told if text and text[0] in _SIGNS)
    for one in heading.tail:
        if one.role in _NUMERIC and (text := row.text(one.index + shift)) and not form().is_blank(text):
            score += 1 if is_plain_value(text) else -4
    if shift == 0:
        score += 1 if {*left} <= {one.index for one in heading.columns} else -4
        # A row with a cell below every heading has lost none, whatever its value looks like (健全, 0-1项).
        score += 6 if {one.index for one in heading.columns} == {*row.filled} else 0
    return score
