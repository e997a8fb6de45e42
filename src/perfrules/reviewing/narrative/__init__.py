"""Narrative against rows: which quantity of a goal (绩效目标) speaks of which indicator."""

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.reviewing.narrative.match import Match, Partner, Relation
    from perfrules.reviewing.narrative.matching import match_goals

__all__ = ["Match", "Partner", "Relation", "match_goals"]

__getattr__ = lazy_names(__name__, {"match": ("Match", "Partner", "Relation"), "matching": ("match_goals",)})
