"""Words of a text with their places, as a parser hands them on."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Lexeme"]


class Lexeme(NamedTuple):
    """A word of the folded text with its place."""

    text: str
    start: int
    end: int
