"""Buffers: rows of whole numbers that grow, as doubles as long as those hold them, or as whole numbers of any size."""

from __future__ import annotations

from math import inf
from typing import Any

import numpy as np
from attrs import define, field

__all__ = ["Buffer", "Numbers", "nearest"]

Numbers = np.ndarray[Any, Any]


def nearest(number: Any) -> float:
    """Return the double nearest to an exact number; infinite beyond all doubles.

    >>> nearest(10**400), nearest(3)
    (inf, 3.0)
    """
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


@define
class Buffer:
    """Rows of `width` numbers each; those that are there already are not converted again."""

    width: int
    rows: list[tuple[Any, ...]] = field(factory=list)
    _made: Numbers | None = None

    def add(self, *numbers: Any) -> int:
        """Add a row, and return its place."""
        self.rows.append(numbers)
        return len(self.rows) - 1

    def widened(self, width: int, filling: tuple[Any, ...]) -> Buffer:
        """Return the same rows with more numbers each, the last ones being those of `filling` over and over."""
        times = (width - self.width) // len(filling)
        return Buffer(width, [row + filling * times for row in self.rows])

    def columns(self, *, exact: bool = False) -> list[Numbers]:
        """Return the numbers by column."""
        if exact:
            found = np.empty((len(self.rows), self.width), dtype=object)
            found[:] = self.rows if self.rows else found
            return [found[:, place] for place in range(self.width)]
        done = 0 if self._made is None else self._made.shape[1]
        if self._made is None or done < len(self.rows):
            new = np.array([[nearest(one) for one in row] for row in self.rows[done:]], dtype=np.float64).reshape(-1, self.width).T
            self._made = np.ascontiguousarray(new if self._made is None else np.concatenate([self._made, new], axis=1))
        return list(self._made)
