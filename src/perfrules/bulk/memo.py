"""Memos: what was found for combinations of small numbers, looked up for many of them at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import define, field

from perfrules.bulk.buffers import Numbers

__all__ = ["LATER", "Memo"]

_BITS = (24, 22, 7, 10)
"""Room for targets, actual values, names and weights in one whole number; what has no room is asked for every time."""


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int64)


_MANY = 8
Find = Callable[[tuple[int, ...]], int]
LATER = -4
"""Instead of an answer: the combination has come up too seldom for one that costs something."""


@define
class Memo:
    """Answers to combinations of four numbers; `find` is asked once for each that comes up `least` times at once, or more in all.

    >>> memo = Memo()
    >>> columns = [np.array([3, 1]), np.array([0, 0]), np.array([0, 0]), np.array([2, 2])]
    >>> memo.answers(columns, sum).tolist(), memo.answers(columns, lambda _: 0).tolist()
    ([5, 3], [5, 3])
    >>> seldom = Memo(least=3)
    >>> seldom.answers(columns, sum, np.array([2, 3])).tolist()
    [-4, 3]
    """

    least: int = 0
    keys: Numbers = field(factory=_none)
    known: Numbers = field(factory=_none)
    times: Numbers = field(factory=_none)

    def answers(self, columns: list[Numbers], find: Find, times: Numbers | None = None) -> Numbers:
        """Return the answers of distinct combinations, one number of each in every column; `times` is how often each comes up."""
        count = np.full(len(columns[0]), max(self.least, 1)) if times is None else times
        if any(len(column) and column.max() >= 1 << bits for column, bits in zip(columns, _BITS, strict=True)):
            found = np.full(len(count), LATER, dtype=np.int32)
            often = np.flatnonzero(count >= self.least)
            found[often] = _asked([column[often] for column in columns], find)
            return found
        packed = _none()
        for column, bits in zip(columns, _BITS, strict=True):
            packed = column.astype(np.int64) if not len(packed) else (packed << bits) | column
        place = self._places(packed)
        self.times[place] += count
        due = (count >= self.least) | (self.times[place] >= _MANY * self.least)
        asked = np.flatnonzero(due & (self.known[place] == LATER))
        if len(asked):
            self.known[place[asked]] = _asked([column[asked] for column in columns], find)
        return self.known[place].astype(np.int32)

    def _places(self, packed: Numbers) -> Numbers:
        """Return where combinations stand, after those that are new have got a place."""
        place = np.searchsorted(self.keys, packed)
        new = np.ones(len(packed), dtype=np.bool_)
        there = place < len(self.keys)
        new[there] = self.keys[place[there]] != packed[there]
        if not new.any():
            return place
        count = int(new.sum())
        keys = np.concatenate([self.keys, packed[new]])
        order = np.argsort(keys, kind="stable")
        self.keys = keys[order]
        self.known = np.concatenate([self.known, np.full(count, LATER, dtype=np.int64)])[order]
        self.times = np.concatenate([self.times, np.zeros(count, dtype=np.int64)])[order]
        return np.searchsorted(self.keys, packed)


def _asked(columns: list[Numbers], find: Find) -> Numbers:
    return np.array([find(key) for key in zip(*(column.tolist() for column in columns), strict=True)], dtype=np.int64)
