"""Validity (生效): the days on which something holds."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

__all__ = ["ALWAYS", "Validity"]


class Validity(NamedTuple):
    """The days from `start` to `end`, both included; an end that is `None` is open.

    >>> Validity(date(2025, 1, 1), None).holds(date(2026, 1, 1))
    True
    """

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies inside."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def __str__(self) -> str:
        if self.start is None:
            return "" if self.end is None else f"至 {self.end}"
        return f"{self.start} 起" if self.end is None else f"{self.start} 至 {self.end}"


ALWAYS = Validity()
