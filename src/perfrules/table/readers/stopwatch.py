"""The time that reading one file may take."""

from __future__ import annotations

from time import monotonic_ns

from attrs import Factory, field, frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_SECONDS

__all__ = ["Stopwatch"]

_NANO = 10**9


@frozen
class Stopwatch:
    """The time since reading of a file began."""

    source: str
    began: int = field(default=Factory(monotonic_ns), repr=False)

    def check(self) -> None:
        """Raise TableError once the time is over; called between sheets and every few hundred rows."""
        if monotonic_ns() - self.began > MAX_SECONDS * _NANO:
            raise TableError([Diagnostic("E348", {"path": self.source, "seconds": str(MAX_SECONDS)})])
