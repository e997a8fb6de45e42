"""The catalogue of diagnostics: one code, one sentence in Chinese and English, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages import (
    bulk,
    bulk_files,
    cases,
    command,
    documents,
    evaluation,
    expressions,
    files,
    formulas,
    mutants,
    reviews,
    rulesets,
    scoring,
    tables,
)
from perfrules.text.messages.message import Message

__all__ = ["MESSAGES", "Message"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        **expressions.MESSAGES,
        **tables.MESSAGES,
        **files.MESSAGES,
        **documents.MESSAGES,
        **evaluation.MESSAGES,
        **formulas.MESSAGES,
        **rulesets.MESSAGES,
        **scoring.MESSAGES,
        **command.MESSAGES,
        **cases.MESSAGES,
        **mutants.MESSAGES,
        **reviews.MESSAGES,
        **bulk.MESSAGES,
        **bulk_files.MESSAGES,
    },
)
