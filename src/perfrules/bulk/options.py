"""Options: which columns hold what, and how they are to be read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import Attribute, field, frozen

from perfrules.evaluation.judge import check_bare_percent
from perfrules.evaluation.scored_value import read_weight
from perfrules.value.verdict import Direction

__all__ = ["Options"]


def _direction(given: Direction | str | None) -> Direction | None:
    return None if given is None else Direction(given)


def _check_percent(_options: Options, _field: Attribute[str | None], given: str | None) -> None:
    check_bare_percent(given)


def _check_year(_options: Options, _field: Attribute[int | None], given: int | None) -> None:
    if given is not None and not isinstance(given, int):
        raise TypeError(f"a year is a whole number, not {given!r}")


def _check_weight(_options: Options, _field: Attribute[Any], given: Any) -> None:
    if given is not None and not isinstance(given, str):
        read_weight(given)


@frozen
class Options:
    """The columns of a frame and what holds for all its rows, as `evaluate` takes them for one value.

    `target`, `actual`, `name`, `unit` and `operator` name columns; `weight` is a column or one exact number for all rows. With a weight the
    rows get marks under `policy`, without one only verdicts. A direction or a way to read percentages that does not exist raises, and
    so does a number below zero as weight.

    >>> Options("指标值", "完成值", weight=10).columns
    ('指标值', '完成值')
    """

    target: str
    actual: str
    name: str | None = None
    unit: str | None = None
    operator: str | None = None
    weight: str | int | Fraction | Decimal | None = field(default=None, validator=_check_weight)
    policy: str = ""
    direction: Direction | None = field(default=None, converter=_direction)
    bare_percent: str | None = field(default=None, validator=_check_percent)
    year: int | None = field(default=None, validator=_check_year)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of all columns that are read."""
        weight = self.weight if isinstance(self.weight, str) else None
        return tuple(one for one in (self.target, self.actual, self.name, self.unit, self.operator, weight) if one is not None)

    @property
    def is_scored(self) -> bool:
        """Tell whether rows get marks."""
        return self.weight is not None

    @property
    def is_joined(self) -> bool:
        """Tell whether a target is read together with cells beside it."""
        return self.unit is not None or self.operator is not None
