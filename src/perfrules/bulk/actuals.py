"""Actual values of many rows: numbers of a column, or texts of which the distinct ones are read once.

Both give a number as `m ÷ p` of whole numbers. A double means the shortest decimal that reads back as it.
"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any, Protocol

import numpy as np
import polars as pl
from attrs import define, field, frozen

from perfrules.bulk.kernel import LARGEST
from perfrules.bulk.tables import Numbers

__all__ = ["Actuals", "Decimals", "Doubles", "Slice", "Texts"]

_DECIMALS = (0, 1, 2, 3, 4, 6, 8)
_READS_BACK = 1e15
"""Decimals of up to fifteen digits read back from their double, so that no shorter one does."""


@frozen
class Slice:
    """Some rows: `m` over `p` as doubles that hold whole numbers, where that could not be had exactly, and where there is no number."""

    m: Numbers
    p: Numbers
    inexact: Numbers | None
    lacking: Numbers | None


class Actuals(Protocol):
    """The actual values of a batch."""

    def lacking(self, rows: slice | Numbers) -> Numbers | None:
        """Tell of some rows where there is no number (1) or an infinite one (2); `None` where there are no such rows."""
        ...

    def part(self, rows: slice) -> Slice:
        """Return the numbers of some rows."""
        ...

    def exact(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the numbers of some rows as whole numbers of any size."""
        ...


@define
class Doubles:
    """Numbers of a float column."""

    values: Numbers
    _usual: list[int] = field(factory=lambda: [0])

    def lacking(self, rows: slice | Numbers) -> Numbers | None:
        """Tell of some rows where there is no number."""
        values = self.values[rows]
        finite = np.isfinite(values)
        return None if finite.all() else np.where(finite, 0, np.where(np.isnan(values), 1, 2)).astype(np.uint8)

    def part(self, rows: slice) -> Slice:
        """Return the numbers of some rows, with as many decimals as all of them need."""
        lacking = self.lacking(rows)
        values = self.values[rows] if lacking is None else np.where(lacking == 0, self.values[rows], 0.0)
        best: tuple[int, Numbers, Numbers, Any] | None = None
        for decimals in (self._usual[0], *(one for one in _DECIMALS if one != self._usual[0])):
            scale = 10.0**decimals
            m = np.rint(values * scale)
            fits = (m / scale == values) & (np.abs(m) < _READS_BACK)
            count = int(np.count_nonzero(fits))
            if best is None or count > best[0]:
                best = (count, m, fits, scale)
            if count == len(values):
                self._usual[0] = decimals
                break
        assert best is not None
        count, m, fits, scale = best
        return Slice(m, np.full(1, scale), None if count == len(values) else ~fits, lacking)

    def exact(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the decimals that some doubles mean."""
        return _ratios([Decimal(repr(value)) if isfinite(value) else Decimal(0) for value in self.values[rows].tolist()])


@define
class Decimals:
    """Whole numbers or decimals of a column, with one number of decimals for all."""

    values: pl.Series
    near: Numbers
    decimals: int
    nothing: Numbers | None = None

    @classmethod
    def of(cls, values: pl.Series) -> Decimals:
        """Return the numbers of a column of integers or decimals."""
        nulls = values.is_null().to_numpy() if values.null_count() else None
        filled = values.fill_null(0)
        scale = values.dtype.scale if isinstance(values.dtype, pl.Decimal) else 0
        whole = filled.to_physical() if isinstance(values.dtype, pl.Decimal) else filled
        return cls(filled, whole.cast(pl.Float64).to_numpy(), scale, None if nulls is None else nulls.astype(np.uint8))

    def lacking(self, rows: slice | Numbers) -> Numbers | None:
        """Tell of some rows where there is no number."""
        return None if self.nothing is None else self.nothing[rows]

    def part(self, rows: slice) -> Slice:
        """Return the numbers of some rows; whole numbers beyond what doubles hold are inexact."""
        m = self.near[rows]
        large = np.abs(m) >= LARGEST
        return Slice(m, np.full(1, 10.0**self.decimals), large if large.any() else None, self.lacking(rows))

    def exact(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the numbers of some rows as they are."""
        return _ratios([Decimal(value) for value in self.values.gather(rows).to_list()])


@define
class Texts:
    """Numbers that were read from texts: by row the place of its text, by text its digits and decimals."""

    codes: Numbers
    digits: Numbers
    decimals: Numbers
    nothing: Numbers | None = None

    def lacking(self, rows: slice | Numbers) -> Numbers | None:
        """Tell of some rows where there is no text."""
        return None if self.nothing is None else self.nothing[rows]

    def part(self, rows: slice) -> Slice:
        """Return the numbers of some rows, with the decimals of the longest."""
        codes = self.codes[rows]
        decimals = self.decimals[codes]
        most = int(decimals.max(initial=0))
        m = self.digits[codes].astype(np.float64)
        if most:
            m = m * (10.0 ** np.arange(most + 1))[most - decimals]
        large = np.abs(m) >= LARGEST
        return Slice(m, np.full(1, 10.0**most), large if large.any() else None, self.lacking(rows))

    def exact(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return the numbers of some rows as they were written."""
        codes = self.codes[rows]
        return self.digits[codes].astype(object), _powers(self.decimals[codes].tolist())


def _ratios(values: list[Decimal]) -> tuple[Numbers, Numbers]:
    pairs = [value.as_integer_ratio() for value in values]
    return _objects([n for n, _ in pairs]), _objects([d for _, d in pairs])


def _powers(decimals: list[int]) -> Numbers:
    return _objects([10**one for one in decimals])


def _objects(values: list[int]) -> Numbers:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found
