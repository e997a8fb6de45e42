"""Subjects: what a policy is bound to, an indicator's target in the direction in which it is read."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from perfrules.scoring.scale import Scale
from perfrules.target import Target
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.verdict import Direction

__all__ = ["Subject"]


@frozen
class Subject:
    """A target with its direction, the values it requires, the scale of its words and its weight."""

    target: Target
    direction: Direction
    required: IntervalSet | None = None
    scale: Scale | None = None
    weight: Fraction | None = None

    @property
    def is_measured(self) -> bool:
        """Tell whether actual values are numbers on one axis."""
        return self.required is not None and isinstance(self.target.body, Measure | Change | Dates | Rank)

    @property
    def unit(self) -> Unit:
        """Return the unit of the target."""
        body = self.target.body
        return body.unit if isinstance(body, Measure | Change) else NO_UNIT

    @property
    def wanted(self) -> Interval | None:
        """Return the one interval that is required; `None` where it is no single one."""
        if self.required is None or len(self.required.intervals) != 1:
            return None
        return self.required.intervals[0]

    @property
    def is_proportional(self) -> bool:
        """Tell whether a completion ratio makes sense: for amounts it does, for dates and places in an order it does not."""
        return self.is_measured and self.wanted is not None and not isinstance(self.target.body, Dates | Rank)
