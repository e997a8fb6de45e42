"""The lawmaker: laws made once for all rows that share them, and carried over to those that differ by a unit or a weight only."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction

from attrs import define, evolve, field

from perfrules.bulk.families import Family
from perfrules.bulk.laws import Kind, Law, Outcome, law_of
from perfrules.bulk.options import Options
from perfrules.bulk.oracle import Oracle, note_codes
from perfrules.bulk.shapes import OTHER_SCALE, SCALE, Scaled
from perfrules.bulk.structures import Structures, ratio_of
from perfrules.ruleset.named import NamedPolicy
from perfrules.scoring.policy import Bands, ByName, Curve, Direct, Grading, Manual, PerUnit, Policy, Ratio, Steps
from perfrules.target import Target
from perfrules.target.body import Change, Measure

__all__ = ["Lawmaker"]

_ONE = Fraction(1)
Make = Callable[[Fraction | None], Law | None]


@define
class _Kept:
    """A law for one weight, and whether it was seen to grow with the weight; `None` as long as only one weight came up.

    `of` is what the law is of, kept so that nothing else can have its identity.
    """

    law: Law | None
    weight: Fraction | None
    of: object
    grows: bool | None = None


@define
class Lawmaker:
    """Laws under some options; a `name` is one of those that say the same about direction and policy.

    The law of an amount depends on its unit only by a word, unless a policy counts in units; marks grow with the weight, unless a
    policy counts in points. The first is looked up in the policies (`counts_shares` tells of the second), else seen by trying.
    """

    options: Options
    named: NamedPolicy | None
    kept: dict[Hashable, _Kept] = field(factory=dict)
    structures: Structures = field(factory=lambda: Structures(SCALE))
    families: dict[Hashable, Family] = field(factory=dict)
    counts_shares: bool = field(init=False)
    is_of_completion: bool = field(init=False)
    looks_for_scales: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.counts_shares = self.named is None or not any(map(_counts_points, _policies(self.named)))
        self.is_of_completion = self.named is None or all(map(_looks_at_completion, _policies(self.named)))
        self.looks_for_scales = self.named is not None and any(map(_looks_for_scale, _policies(self.named)))

    def oracle(self, target: Target, name: str, weight: Fraction | None) -> Oracle:
        """Return the scalar answer for a target."""
        options = self.options
        return Oracle(target, name, options.direction, options.bare_percent, options.year, weight, self.named)

    def of_shape(self, shape: Scaled, kind: Kind, name: str, weight: Fraction | None) -> Law | None:
        """Return the law that all multiples of a target share; `None` where they share none."""
        body = shape.target.body
        if isinstance(body, Measure) and body.unit.is_bare and kind.unit.is_ratio:
            return None
        oracle = self.oracle(shape.target, name, weight)
        if not self.is_of_completion:
            return self._for_weight((id(shape), kind.key, name), weight, shape, lambda one: self._of_multiples(shape, kind, name, one))
        structure, ratio = self.structures.structure(shape, oracle, kind), ratio_of(shape.target)
        key = (structure, ratio, name if self.named else "")

        def made() -> Law | None:
            return self._for_weight(key, weight, shape, lambda one: self._of_multiples(shape, kind, name, one))

        law = made() if ratio is None or self.named else self.families.setdefault(structure, Family()).law(ratio, made)
        return None if law is None else self.structures.with_unit(law, oracle, kind)

    def _of_multiples(self, shape: Scaled, kind: Kind, name: str, weight: Fraction | None) -> Law | None:
        law = law_of(self.oracle(shape.target, name, weight), kind, SCALE)
        if weight is None or law is None:
            return law
        other = law_of(self.oracle(shape.other, name, weight), kind, OTHER_SCALE)
        return law if other is not None and law.meaning == other.meaning else None

    def of_target(self, target: Target, kind: Kind, name: str, weight: Fraction | None, scale: Fraction = _ONE) -> Law | None:
        """Return the law of one target; `None` where its numbers have to be looked at one by one."""
        key: Hashable = (id(target), kind.key, name)
        if isinstance(target.body, Change) and kind.unit.is_bare and self.named is None:
            # A number without a unit never answers a change, whatever that is.
            codes = note_codes(target.notes), note_codes(self.oracle(target, name, None).criterion.notes)
            key = (Change, kind.key, codes)
        return self._for_weight(key, weight, target, lambda one: law_of(self.oracle(target, name, one), kind, scale))

    def _for_weight(self, key: Hashable, weight: Fraction | None, of: object, make: Make) -> Law | None:
        """Return a law for a weight, from the one for another weight where that is known to be the same but for the marks."""
        kept = self.kept.get(key)
        if kept is None:
            kept = self.kept[key] = _Kept(make(weight), weight, of)
        if kept.weight == weight:
            return kept.law
        if kept.grows is None or not kept.grows or not weight or not kept.weight:
            law = self._exactly_for(key, weight, make)
            if kept.grows is None and weight and kept.weight:
                kept.grows = law is not None and kept.law is not None and _reweighted(kept.law, weight / kept.weight).meaning == law.meaning
            return law
        assert kept.law is not None
        return _reweighted(kept.law, weight / kept.weight)

    def _exactly_for(self, key: Hashable, weight: Fraction | None, make: Make) -> Law | None:
        own = (key, weight)
        if own not in self.kept:
            self.kept[own] = _Kept(make(weight), weight, None)
        return self.kept[own].law


def _reweighted(law: Law, factor: Fraction) -> Law:
    """Return a law with all marks multiplied."""

    def times(outcome: Outcome) -> Outcome:
        if outcome.low is None or outcome.high is None:
            return outcome
        return evolve(outcome, low=outcome.low.times(factor), high=outcome.high.times(factor))

    doubtful = None if law.doubtful is None else times(law.doubtful)
    outcomes = tuple(map(times, law.outcomes))
    return evolve(law, outcomes=outcomes, missing=times(law.missing), infinite=times(law.infinite), doubtful=doubtful)


def _policies(named: NamedPolicy) -> Iterator[Policy]:
    """Yield every policy that may score a row."""
    for one in (named.policies, *named.model.policies.values()):
        dated = (one.policy, one.qualitative, *(special.policy for special in one.special))
        yield from (policy for values in dated if values is not None for _, policy in values.values)


def _looks_at_completion(policy: Policy) -> bool:
    """Tell whether a policy looks at nothing but what was reached of the target: not at amounts of a unit."""
    match policy.form:
        case Direct() | Ratio() | Manual() | Grading() | ByName():
            of_completion = True
        case Bands() | Curve():
            of_completion = policy.form.of_completion
        case _:
            of_completion = False
    return of_completion and policy.reverse_steps is None and policy.zero_steps is None


def _looks_for_scale(policy: Policy) -> bool:
    """Tell whether a policy grades by the scale that has the target's word, whichever that is."""
    return isinstance(policy.form, Grading) and not policy.form.scale


def _counts_points(policy: Policy) -> bool:
    """Tell whether a policy gives or takes points, which are another share of each weight."""
    match policy.form:
        case Direct(otherwise):
            awards = [otherwise]
        case Bands(bands):
            awards = [band.award for band in bands]
        case Curve(points):
            awards = [award for _, _, award in points]
        case Steps() | PerUnit():
            awards = [policy.form.award]
        case _:
            awards = []
    steps = [one.award for one in (policy.reverse_steps, policy.zero_steps) if one is not None]
    over = [] if policy.over is None else [one for one in (policy.over.award, policy.over.most) if one is not None]
    cap = [] if policy.cap is None else [policy.cap]
    return any(award.is_points for award in (*awards, *steps, *over, *cap))
