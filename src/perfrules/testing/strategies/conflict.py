"""Requests that cannot be met: told when a strategy is defined, with both sides."""

from __future__ import annotations

from typing import NoReturn

from hypothesis.errors import InvalidArgument

__all__ = ["refuse"]


def refuse(zh: str, en: str) -> NoReturn:
    """Raise hypothesis' own error for arguments that contradict each other, in both languages."""
    raise InvalidArgument(f"{zh} / {en}")
