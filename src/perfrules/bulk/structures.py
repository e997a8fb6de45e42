"""Structures: what decides about the law of an amount beside its unit's name, so that 家 and 户 share what is worked out."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

from attrs import define, evolve, field

from perfrules.bulk.laws import Kind, Law, Sampler
from perfrules.bulk.oracle import Oracle, note_codes
from perfrules.target.body import Measure
from perfrules.value.unit import Unit, comparable
from perfrules.value.unit_table import has_magnitude

__all__ = ["Structures"]

_ONE = Fraction(1)
_PROBED = (Fraction(1, 2), Fraction(2))


@define
class Structures:
    """Structures as they come up: what a target says but for its unit's name, and how two units stand to one another.

    Numbers of the same structure get the same law; what is asked at two places on top of it is but a check.
    """

    scale: Fraction
    _targets: dict[Hashable, tuple[object, ...]] = field(factory=dict)
    _units: dict[Hashable, tuple[object, ...] | None] = field(factory=dict)

    def structure(self, shape: object, oracle: Oracle, kind: Kind) -> tuple[object, ...]:
        """Return the structure of a shape, given by its oracle, for one kind of numbers."""
        key = (id(shape), oracle.name)
        said = self._targets.get(key)
        if said is None:
            said = self._targets[key] = _said_by(oracle)
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
        place = next((place for place, one in enumerate(law.outcomes) if one.shortfall is not None), None)
        if place is None:
            return law
        ends = (law.criticals[0] - 2, *law.criticals, law.criticals[-1] + 2) if law.criticals else (_ONE, _ONE)
        result = Sampler(oracle, kind, self.scale).result((ends[(place + 1) // 2] + ends[place // 2 + 1]) / 2)
        unit = "" if result.shortfall is None else str(result.shortfall.unit)
        outcomes = tuple(one if one.shortfall is None else evolve(one, shortfall_unit=unit) for one in law.outcomes)
        return evolve(law, outcomes=outcomes)


def _said_by(oracle: Oracle) -> tuple[object, ...]:
    """Return what a target says but for the name of its unit."""
    criterion, body = oracle.criterion, oracle.target.body
    assert isinstance(body, Measure)
    assert criterion.required is not None
    unit = body.unit
    return (
        criterion.required.scaled(1 / unit.factor),
        body.values.scaled(1 / unit.factor),
        unit.factor if unit.is_ratio else None,
        (unit.is_bare, unit.discrete, has_magnitude(unit)),
        (criterion.direction, note_codes(oracle.target.notes), note_codes(criterion.notes)),
    )


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
