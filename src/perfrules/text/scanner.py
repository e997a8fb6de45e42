"""The scanner: which word of a grammar stands at a place, given the state of its parser."""

from __future__ import annotations

import re
from collections.abc import Callable

from perfrules.text.tables import Tables

__all__ = ["Scanner"]

Match = Callable[[str, int], "re.Match[str] | None"]


class Scanner:
    """The terminals of one grammar, compiled when they are first tried: some take longer than all of a parse.

    A terminal is tried where the state takes it and the next character can begin it.
    """

    __slots__ = ("_firsts", "_kinds", "_matches", "_tables")

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._matches: list[Match | None] = [None] * len(tables.terminals)
        self._kinds: list[dict[str, tuple[int, ...]]] = [{} for _ in tables.rows]
        self._firsts = frozenset("".join(terminal.firsts or "" for terminal in tables.terminals))

    def scan(self, state: int, text: str, position: int) -> tuple[int, int]:
        """Return the first terminal that a state takes at a place, and where it ends; -1 if there is none."""
        for kind in self._kinds[state].get(text[position]) or self._kinds_of(state, text[position]):
            match = (self._matches[kind] or self._match_of(kind))(text, position)
            if match is not None:
                return kind, match.end()
        return -1, position

    def scan_all(self, text: str, position: int) -> int:
        """Return where the first terminal of the whole grammar ends that stands at a place; the place itself if none does."""
        for kind in range(self._tables.end):
            match = (self._matches[kind] or self._match_of(kind))(text, position)
            if match is not None:
                return match.end()
        return position

    def _kinds_of(self, state: int, char: str) -> tuple[int, ...]:
        """Return the terminals that a state takes and a character can begin; all characters that begin none are one."""
        if char not in self._firsts:
            char = ""
        known = self._kinds[state]
        if char not in known:
            words = sorted({symbol for symbol in self._tables.rows[state] if symbol < self._tables.end} | self._tables.ignored)
            known[char] = tuple(kind for kind in words if self._can_begin(kind, char))
        return known[char]

    def _can_begin(self, kind: int, char: str) -> bool:
        firsts = self._tables.terminals[kind].firsts
        return firsts is None or (char != "" and char in firsts)

    def _match_of(self, kind: int) -> Match:
        match = self._matches[kind] = re.compile(self._tables.terminals[kind].pattern).match
        return match
