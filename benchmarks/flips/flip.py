"""One injected bug: where it is, what was changed into what, and the name under which its outcome is kept."""

from __future__ import annotations

from difflib import unified_diff
from typing import NamedTuple

__all__ = ["Flip"]


class Flip(NamedTuple):
    """A changed module: the statement that was changed lies on `lines`; `nth` parts changes that look alike."""

    module: str
    operator: str
    kind: str
    lines: tuple[int, int]
    was: str
    now: str
    nth: int
    source: str
    changed: str

    @property
    def floor(self) -> str:
        """The floor of the design that the module stands on."""
        return self.module.partition("/")[0]

    @property
    def key(self) -> str:
        """A name that does not change when lines are added elsewhere."""
        return f"{self.module} {self.operator} #{self.nth}: {self.was} -> {self.now}"

    def difference(self) -> str:
        """Return the change as a patch."""
        before, after = self.source.splitlines(), self.changed.splitlines()
        return "\n".join(unified_diff(before, after, f"a/{self.module}", f"b/{self.module}", lineterm="", n=2))
