"""Positions in a text, and the columns a person sees on a screen."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

from attrs import frozen

__all__ = ["Span", "display_width"]


@frozen
class Span:
    """A stretch of the text as its author wrote it: characters `start` up to, not including, `end`.

    >>> Span(1, 3).cut("≥50个")
    '50'
    """

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


def display_width(text: str) -> int:
    """Return how many screen columns `text` takes: a Chinese or full-width character takes two.

    >>> display_width("≥50个")
    5
    """
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if combining(char) or char in "\u200b\u200c\u200d\ufeff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
