"""Memos: what was found for combinations of small numbers, looked up for many of them at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import define, field

from perfrules.bulk.buffers import Numbers

__all__ = ["Memo"]

_BITS = (24, 22, 7, 10)
"""Room for targets, actual values, names and weights in one whole number; what has no room is asked for every time."""


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int64)


@define
class Memo:
    """Answers to combinations of four numbers; `find` is asked once for each.

    >>> memo = Memo()
    >>> columns = [np.array([3, 1]), np.array([0, 0]), np.array([0, 0]), np.array([2, 2])]
    >>> memo.answers(columns, sum).tolist(), memo.answers(columns, lambda _: 0).tolist()
    ([5, 3], [5, 3])
    """

    keys: Numbers = field(factory=_none)
    known: Numbers = field(factory=_none)

    def answers(self, columns: list[Numbers], find: Callable[[tuple[int, ...]], int]) -> Numbers:
        """Return the answers of distinct combinations, one number of each in every column."""
        if any(len(column) and column.max() >= 1 << bits for column, bits in zip(columns, _BITS, strict=True)):
            return np.array([find(key) for key in zip(*(column.tolist() for column in columns), strict=True)], dtype=np.int32)
        packed = _none()
        for column, bits in zip(columns, _BITS, strict=True):
            packed = column.astype(np.int64) if not len(packed) else (packed << bits) | column
        place = np.searchsorted(self.keys, packed)
        new = np.ones(len(packed), dtype=np.bool_)
        there = place < len(self.keys)
        new[there] = self.keys[place[there]] != packed[there]
        if new.any():
            self._learn(packed[new], [column[new].tolist() for column in columns], find)
            place = np.searchsorted(self.keys, packed)
        return self.known[place].astype(np.int32)

    def _learn(self, packed: Numbers, columns: list[list[int]], find: Callable[[tuple[int, ...]], int]) -> None:
        found = np.array([find(key) for key in zip(*columns, strict=True)], dtype=np.int64)
        keys, known = np.concatenate([self.keys, packed]), np.concatenate([self.known, found])
        order = np.argsort(keys, kind="stable")
        self.keys, self.known = keys[order], known[order]
