"""Pairs of goals and rows as plain words, ready for any report and any process."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from perfrules.reviewing.narrative import Match

__all__ = ["Pair", "pairs_of"]


@frozen
class Pair:
    """A quantity of a goal and the row that it speaks of (empty where there is none), with the reason; all of it text."""

    goal: str
    text: str
    where: str
    row: str
    reason: str


def pairs_of(matches: Iterable[Match], lang: str = "zh") -> tuple[Pair, ...]:
    """Return matches as pairs, explained in `lang`.

    >>> import perfrules as pr
    >>> from perfrules.reviewing.narrative import match_goals
    >>> text = "年度目标\\t全年培训教师200人。\\n一级指标\\t二级指标\\t三级指标\\t全年指标值\\n产出\\t数量\\t培训教师人数\\t≥200人"
    >>> [(pair.text, pair.row) for pair in pairs_of(match_goals(pr.read_table(text)))]
    [('培训教师200人', '培训教师人数 ≥200人')]
    """
    return tuple(_pair(match, lang) for match in matches)


def _pair(match: Match, lang: str) -> Pair:
    rows = "、".join(" ".join(f"{one.name} {one.text}".split()) for one in match.partners)
    return Pair(match.goal, match.said, match.where, rows, match.explain(lang))
