"""One head word of ruleset lines (行首词) and what it says."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Head"]


class Head(NamedTuple):
    """A head word: the start rule that reads the rest of its line, the blocks in which it may stand, what it says.

    A word that `opens` owns the lines below it. `level` is the depth that the formatter gives its line.
    """

    word: str
    rule: str
    blocks: tuple[str, ...]
    opens: bool
    level: int
    group: str
    example: str
    zh: str
    en: str
