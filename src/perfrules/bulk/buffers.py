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
    _exact: Numbers | None = None

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
        kind: Any = object if exact else np.float64
        made = self._exact if exact else self._made
        done = 0 if made is None else made.shape[1]
        if made is None or done < len(self.rows):
            new = _table(self.rows[done:], self.width, kind)
            made = np.ascontiguousarray(new.T if made is None else np.concatenate([made, new.T], axis=1))
        if exact:
            self._exact = made
        else:
            self._made = made
        return list(made)


def _table(rows: list[tuple[Any, ...]], width: int, kind: Any) -> Numbers:
    """Return rows as one array; whole numbers beyond all doubles are infinite ones."""
    new = np.empty((len(rows), width), dtype=kind)
    try:
        new[:] = rows
    except OverflowError:
        for place, row in enumerate(rows):
            new[place] = [nearest(one) for one in row]
    return new
