"""Weights: what marks are shares of, by row or the same for all rows."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl
from attrs import define, field, frozen

from perfrules.bulk.buffers import Numbers, nearest
from perfrules.evaluation.scored_value import read_weight
from perfrules.text.errors import FactError

__all__ = ["WeightStore", "Weights"]


@define
class WeightStore:
    """Weights: the distinct ones as exact numbers; `None` where a row has none that can be read."""

    weights: list[Fraction | None] = field(factory=lambda: [None, Fraction(1)])
    places: dict[Any, int] = field(factory=dict)
    one: int = 1

    def constant(self, weight: Any) -> int:
        """Return the number of one weight for all rows."""
        return self._place(weight)

    def places_of(self, weights: pl.Series) -> Numbers:
        """Return the number of every weight."""
        distinct = weights.unique()
        table = pl.DataFrame(
            {"weight": distinct, "place": [self._place(one) for one in distinct.to_list()]}, schema_overrides={"place": pl.Int32}
        )
        joined = weights.to_frame("weight").join(table, on="weight", how="left", nulls_equal=True, maintain_order="left")
        return joined["place"].to_numpy()

    def _place(self, weight: Any) -> int:
        if weight not in self.places:
            number = _exact(weight)
            if number is None:
                self.places[weight] = 0
            else:
                self.places[weight] = len(self.weights)
                self.weights.append(number)
        return self.places[weight]


@frozen(eq=False)
class Weights:
    """The weights of a batch: which one each row has, and all of them as ratios; `apart` tells whether laws leave them to the rows."""

    which: Numbers | int
    over: Numbers
    under: Numbers
    near: Numbers
    apart: bool

    @classmethod
    def of(cls, store: WeightStore, which: Numbers | int, *, apart: bool) -> Weights:
        """Return the weights of rows."""
        known = [Fraction(0) if one is None else one for one in store.weights]
        over, under = np.empty(len(known), dtype=object), np.empty(len(known), dtype=object)
        over[:], under[:] = [one.numerator for one in known], [one.denominator for one in known]
        near = np.array([np.nan if one is None else nearest(one) for one in store.weights])
        return cls(which, over, under, near, apart)

    @property
    def heaviest(self) -> float:
        """Return what weights multiply whole numbers by, at most."""
        return nearest(max(*map(abs, self.over), *self.under)) if self.apart else 1.0

    def of_rows(self, rows: slice | Numbers, *, exact: bool) -> tuple[Any, Any, Numbers]:
        """Return what marks of some rows are multiplied by and divided by, and the weights as doubles."""
        which = np.full(1, self.which) if isinstance(self.which, int) else self.which[rows]
        if not self.apart:
            return 1, 1, self.near[which]
        over, under = (one if exact else one.astype(np.float64) for one in (self.over, self.under))
        return over[which], under[which], self.near[which]


def _exact(weight: Any) -> Fraction | None:
    """Return a weight as an exact number; `None` where there is none, or no number from zero up."""
    try:
        return None if weight is None else read_weight(weight)
    except FactError:
        return None
