"""Targets (指标值): one cell of a table, read exactly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from perfrules.target.body import Body, Change, Dates, Every, Graded, Measure, OneOf, Placeholder, Prose, Rank
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TargetSyntaxError
from perfrules.text.lazy import lazy_module
from perfrules.value.day import ANY_YEAR
from perfrules.value.quantity import Quantity

if TYPE_CHECKING:
    from perfrules.target import algebra, decide, render
else:
    algebra, decide, render = (lazy_module(f"perfrules.target.{name}") for name in ("algebra", "decide", "render"))

__all__ = ["Actual", "Target"]

Actual = "str | int | Fraction | Decimal | date | Quantity | Target | None"

_KINDS: dict[type, str] = {
    Measure: "quantity",
    Graded: "grade",
    Dates: "date",
    Change: "change",
    Rank: "rank",
    Every: "all",
    OneOf: "any",
    Placeholder: "placeholder",
    Prose: "text",
}


@frozen(cache_hash=True)
class Target:
    """A target value with its meaning; equal where both, read literally, accept the same values.

    `body` holds the meaning, `label` a subject in front (培训≥3场), `notes` everything that was assumed or
    normalised, `memo` what others have worked out about it. `str()` gives the canonical text, which reads as
    an equal target again.

    >>> from perfrules import parse_target
    >>> target = parse_target("不低于1,000万元")
    >>> str(target), target.kind, target.accepts("0.2亿元"), target.accepts("900家")
    ('≥1000万元', 'quantity', True, None)
    """

    body: Body
    label: str = ""
    notes: tuple[Diagnostic, ...] = field(default=(), eq=False, repr=False)
    memo: dict[Any, Any] = field(factory=dict, init=False, eq=False, repr=False)

    @property
    def kind(self) -> str:
        """Return what kind of value this is: `quantity`, `grade`, `date`, `change`, `rank`, `all`, `any`, `placeholder` or `text`."""
        return _KINDS[type(self.body)]

    def accepts(self, actual: Any) -> bool | None:
        """Tell whether an actual value satisfies the target as written; `None` where that cannot be decided.

        `actual` is a `Quantity`, a text as tables print it, an exact number (which takes the target's unit), a date
        or another target. A float is refused with `TypeError`: its digits are not the ones that were written.
        """
        if type(actual) is Quantity and type(self.body) is Measure and actual.unit.dimension == self.body.unit.dimension:
            return self.body.values.contains(actual.base)
        return decide.accepts(self, decide.as_target(actual)).answer

    def implies(self, other: Target) -> bool:
        """Tell whether every value that satisfies this target also satisfies `other` (whole numbers where the unit has only those)."""
        return algebra.implies(self, other)

    def is_disjoint(self, other: Target) -> bool:
        """Tell whether no value satisfies both targets."""
        return algebra.is_disjoint(self, other)

    @property
    def is_empty(self) -> bool:
        """Tell whether no value at all satisfies the target."""
        return algebra.is_empty(self)

    def boundaries(self) -> tuple[Quantity | date | int, ...]:
        """Return the exact values at which the verdict flips, ascending.

        >>> from perfrules import parse_target
        >>> [str(edge) for edge in parse_target("90%-95%").boundaries()]
        ['90%', '95%']
        """
        match self.body:
            case Measure(values, unit) | Change(values, unit):
                return tuple(Quantity(edge / unit.factor, unit) for edge in values.boundaries())
            case Dates(values):
                return tuple(_day(edge) for edge in values.boundaries())
            case Rank(values):
                return tuple(int(edge) for edge in values.boundaries())
            case Every(parts) | OneOf(parts):
                return tuple(edge for part in parts for edge in part.boundaries())
            case _:
                return ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what makes the same target again: `memo` is left behind."""
        return Target, (self.body, self.label, self.notes)

    def __and__(self, other: Target) -> Target:
        return algebra.both(self, other)

    def __or__(self, other: Target) -> Target:
        return algebra.either(self, other)

    def __invert__(self) -> Target:
        return algebra.complement(self)

    def __str__(self) -> str:
        return render.text_of(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the target as JSON-ready data; `text` is authoritative, the rest is there for other programs."""
        return render.data_of(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Target:
        """Return the target that `to_dict` wrote; `TargetSyntaxError` where it has no text, or one that cannot be read."""
        from perfrules.target.parse import parse_target  # noqa: PLC0415  reading stands above the model

        try:
            text = data["text"]
        except (KeyError, TypeError, IndexError):
            text = None
        if not isinstance(text, str):
            raise TargetSyntaxError([Diagnostic("E119")])
        return parse_target(text)


def _day(edge: Fraction) -> date:
    day = date(1, 1, 1) + timedelta(days=int(edge) - 1)
    return day.replace(year=ANY_YEAR) if day.year < ANY_YEAR else day
