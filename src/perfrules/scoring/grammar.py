"""The grammar of policies."""

from __future__ import annotations

from perfrules.text.resources import read_resource

__all__ = ["STARTS", "grammar_text"]

STARTS = (("policy",),)
"""The start rules of the table."""


def grammar_text() -> str:
    """Return the grammar as Lark reads it."""
    return read_resource("grammar/policy.lark")
