"""The wording of all checks of a review, by code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.reviewing.messages import frameworks, money, narrative, periods, scores, structure, values, weights, years
from perfrules.reviewing.messages.message import Wording

__all__ = ["MESSAGES", "Wording"]

MESSAGES: Mapping[str, Wording] = MappingProxyType(
    {
        **values.MESSAGES,
        **structure.MESSAGES,
        **weights.MESSAGES,
        **scores.MESSAGES,
        **money.MESSAGES,
        **periods.MESSAGES,
        **narrative.MESSAGES,
        **years.MESSAGES,
        **frameworks.MESSAGES,
    }
)
