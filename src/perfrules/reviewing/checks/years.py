"""Checks."""

from __future__ import annotations

from collections.abc import Iterator

from perfrules.reviewing.context import Context
from perfrules.reviewing.finding import Finding

__all__ = ["findings"]


def findings(context: Context) -> Iterator[Finding]:
    """Yield what these checks find."""
    yield from ()
