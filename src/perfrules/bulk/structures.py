"""Structures: what decides about the law of an amount beside its unit's name, so that 家 and 户 share what is worked out."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

from attrs import define, evolve, field

from perfrules.bulk.laws import Kind, Law, Sampler
from perfrules.bulk.oracle import Oracle, note_codes
from perfrules.target import Target
from perfrules.target.body import Measure
from perfrules.value.interval import IntervalSet
from perfrules.value.unit import Unit, comparable
from perfrules.value.unit_table import has_magnitude

__all__ = ["Structures", "ratio_of"]

_ONE = Fraction(1)
_PROBED = (Fraction(1, 2), Fraction(1000))
"""Below all ends, and beyond those of most ranges."""
_WIDE = "the end of a range"


@define
class Structures:
    """Structures as they come up: what a target says but for its unit's name, and how two units stand to one another.

    Numbers of the same structure get the same law; what is asked at two places on top of it is but a check.
    """

    scale: Fraction
    _targets: dict[Hashable, tuple[object, ...]] = field(factory=dict)
    _units: dict[Hashable, tuple[object, ...] | None] = field(factory=dict)
    _lacking: dict[Hashable, str] = field(factory=dict)

    def structure(self, shape: object, oracle: Oracle, kind: Kind) -> tuple[object, ...]:
        """Return the structure of a shape, given by its oracle, for one kind of numbers; how wide a range is does not matter."""
        key = (id(shape), oracle.name)
        said = self._targets.get(key)
        if said is None:
            said = self._targets[key] = _said_by(oracle, self.scale)
        body = oracle.target.body
        assert isinstance(body, Measure)
        units = (_unit_key(body.unit), kind.key)
        if units not in self._units:
            self._units[units] = _stand(body.unit, oracle, kind)
        stand = self._units[units]
        if stand is None:
            return (said, _codes(kind))
        sampler = Sampler(oracle, kind, self.scale)
        return (said, stand, *((asked.verdict, asked.reason, note_codes(asked.notes)) for asked in map(sampler.result, _PROBED)))

    def with_unit(self, law: Law, oracle: Oracle, kind: Kind) -> Law:
        """Return a law with the unit in which its target counts what is lacking."""
        if all(one.shortfall is None for one in law.outcomes):
            return law
        body = oracle.target.body
        assert isinstance(body, Measure)
        key = _unit_key(body.unit)
        unit = self._lacking.get(key) or self._unit_lacking(law, oracle, kind)
        if unit:
            self._lacking[key] = unit
        outcomes = tuple(one if one.shortfall is None else evolve(one, shortfall_unit=unit) for one in law.outcomes)
        return evolve(law, outcomes=outcomes)

    def _unit_lacking(self, law: Law, oracle: Oracle, kind: Kind) -> str:
        place = next(place for place, one in enumerate(law.outcomes) if one.shortfall is not None)
        ends = (law.criticals[0] - 2, *law.criticals, law.criticals[-1] + 2) if law.criticals else (_ONE, _ONE)
        result = Sampler(oracle, kind, self.scale).result((ends[(place + 1) // 2] + ends[place // 2 + 1]) / 2)
        return "" if result.shortfall is None else str(result.shortfall.unit)


def ratio_of(target: Target) -> Fraction | None:
    """Return how many times its low end the high end of a range is; `None` of what is no range.

    >>> from perfrules import parse_target
    >>> ratio_of(parse_target("10-15家")), ratio_of(parse_target("≥10家")), ratio_of(parse_target("±10%"))
    (Fraction(3, 2), None, None)
    """
    body = target.body
    if not isinstance(body, Measure) or len(body.values.intervals) != 1:
        return None
    (one,) = body.values
    return one.high / one.low if one.low is not None and one.high is not None and one.high > one.low > 0 else None


def _said_by(oracle: Oracle, scale: Fraction) -> tuple[object, ...]:
    """Return what a target says but for the name of its unit and the width of a range."""
    criterion, body = oracle.criterion, oracle.target.body
    assert isinstance(body, Measure)
    assert criterion.required is not None
    unit, ratio = body.unit, ratio_of(oracle.target)
    return (
        *(_ends(values, unit.factor * scale, ratio) for values in (criterion.required, body.values)),
        unit.factor if unit.is_ratio else None,
        (unit.is_bare, unit.discrete, has_magnitude(unit)),
        (criterion.direction, note_codes(oracle.target.notes), note_codes(criterion.notes)),
    )


def _ends(values: IntervalSet, size: Fraction, ratio: Fraction | None) -> tuple[object, ...]:
    """Return the ends of values in units of `size`, the one that makes a range as wide as it is without its number."""

    def end(place: Fraction | None) -> object:
        return None if place is None else _WIDE if ratio is not None and place == ratio * size else place / size

    return tuple((end(one.low), end(one.high), one.low_closed, one.high_closed) for one in values)


def _stand(unit: Unit, oracle: Oracle, kind: Kind) -> tuple[object, ...] | None:
    """Return how the unit of numbers stands to that of a target; `None` where they cannot be compared."""
    sampler = Sampler(oracle, kind, _ONE)
    meant = sampler.meant
    alike = comparable(unit, meant)
    if alike is None:
        return None
    written = (kind.unit.is_bare, _codes(kind))
    return (alike, sampler.factor_of(unit), has_magnitude(meant), meant.is_bare, meant.is_ratio and meant.factor, *written)


def _codes(kind: Kind) -> tuple[str, ...]:
    return tuple(note.code for note in kind.notes)


def _unit_key(unit: Unit) -> Hashable:
    return (unit.symbol, unit.label, unit.dimension, unit.factor, unit.known)
