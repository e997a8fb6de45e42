"""The grammar of ruleset lines: one start rule for each kind of line."""

from __future__ import annotations

from perfrules.ruleset.words import HEADS
from perfrules.text.resources import read_resource

__all__ = ["STARTS", "TEXTS", "grammar_text", "start_of"]

TEXTS = frozenset(
    {
        "formula",
        "policy",
        "special",
        "scale",
        "rounding",
        "missing",
        "not_applicable",
        "grades",
        "ceilings",
        "lights",
        "gap",
        "zero_plan",
    }
)
"""Rests that a grammar of their own reads: here they are text."""


def start_of(rule: str) -> str:
    """Return the start rule by which the rest of a line is first read."""
    return "text" if rule in TEXTS else rule


STARTS = (("row", *dict.fromkeys(start_of(head.rule) for head in HEADS if head.rule != "empty")),)
"""The start rules of the table."""


def grammar_text() -> str:
    """Return the whole grammar as Lark reads it."""
    return read_resource("grammar/ruleset.lark")
