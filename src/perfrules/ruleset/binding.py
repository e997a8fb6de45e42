"""Which policy scores an indicator, and what it is bound to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from perfrules.ruleset.model import Dated, Indicator, Model, Path, PolicySet
from perfrules.scoring import ByName, Direct, Grading, Policy, Scale, Subject
from perfrules.scoring.policy import Equal
from perfrules.target import Target
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.target.direction import direction_of, leaning
from perfrules.value.verdict import Direction, DirectionSource

__all__ = ["DEFAULT_POLICY", "Owner", "named_policies", "named_policy", "policy_for", "rules_of", "subject_for"]

Owner = Path | str
"""Where a policy is written: at an indicator or level, or in the head of the file (计分, 定性)."""


DEFAULT_POLICY = Policy(Direct())
"""What counts where no policy is written: meeting the target is all there is."""


def policy_for(model: Model, indicator: Indicator) -> tuple[Dated[Policy], Owner] | None:
    """Return the policy of an indicator with its owner: its own, else that of the nearest level above, else that of the file."""
    if indicator.policy is not None:
        return indicator.policy, indicator.path
    for depth in range(len(indicator.path) - 1, 0, -1):
        section = model.sections.get(indicator.path[:depth])
        if section is not None and section.policy is not None:
            return section.policy, section.path
    chosen = _of_set(model.policy, indicator)
    return None if chosen is None else (chosen, _head_word(model.policy, chosen))


def _head_word(policies: PolicySet, chosen: Dated[Policy]) -> str:
    """Return under which head word a set of policies says something."""
    special = next((one for one in policies.special if one.policy is chosen), None)
    if special is not None:
        return f"单列 {special.names[0]}"
    return "定性" if chosen is policies.qualitative else "计分"


_OF_TOTAL = ("rounding", "missing", "not_applicable", "grades", "ceilings", "lights", "gap", "zero_plan")


def rules_of(model: Model) -> PolicySet:
    """Return how marks are rounded and the total is made up: what the head of the file says, else what its named policy says."""
    policies = model.policy
    form = policies.policy.values[-1][1].form if policies.policy is not None and policies.policy.values else None
    named = model.policies.get(form.name) if isinstance(form, ByName) else None
    if named is None:
        return policies
    own = {key: getattr(policies, key) or getattr(named, key) for key in _OF_TOTAL}
    return evolve(named, name=policies.name, policy=policies.policy, **own)


def _of_set(policies: PolicySet, indicator: Indicator) -> Dated[Policy] | None:
    """Return what a set of policies says for an indicator: words have one of their own."""
    own = next((one.policy for one in policies.special if one.covers(indicator.path)), None)
    if own is not None:
        return own
    if policies.qualitative is not None and not _is_measured(indicator):
        return policies.qualitative
    return policies.policy


def _is_measured(indicator: Indicator) -> bool:
    return any(
        isinstance(target.body, Measure | Change | Dates | Rank) for dated in indicator.targets.values() for _, target in dated.values
    )


def named_policy(model: Model, policy: Policy, indicator: Indicator, day: date | None = None) -> Policy | None:
    """Return a policy with a name (按办法) replaced by what the name stands for on a day.

    A name that is not known stays; `None` where the policy has a parameter without a value on that day.
    """
    for _ in range(len(model.policies)):
        dated = _meant(model, policy, indicator)
        if dated is None:
            break
        meant = dated.at(day)
        if meant is None:
            return None
        policy = meant
    return policy


def named_policies(model: Model, policy: Policy, indicator: Indicator, depth: int = 0) -> Iterator[Policy]:
    """Yield everything that a policy with a name stands for at some time."""
    dated = _meant(model, policy, indicator) if depth < len(model.policies) else None
    if dated is None:
        yield policy
        return
    for _, meant in dated.values:
        yield from named_policies(model, meant, indicator, depth + 1)


def _meant(model: Model, policy: Policy, indicator: Indicator) -> Dated[Policy] | None:
    """Return what the name in a policy stands for; `None` where there is no name, or no such policy."""
    if not isinstance(policy.form, ByName) or policy.form.name not in model.policies:
        return None
    return _of_set(model.policies[policy.form.name], indicator)


def subject_for(model: Model, indicator: Indicator, target: Target, policy: Policy) -> Subject:
    """Return what a policy is bound to for one target of an indicator."""
    direction, source = direction_of(target, indicator.name, indicator.direction)
    direction = _equal_direction(target, policy, direction, source)
    body = target.body
    required = leaning(body, direction) if isinstance(body, Measure | Change | Dates | Rank) else None
    return Subject(target, direction, required, _scale(model, target, policy), indicator.weight)


def _equal_direction(target: Target, policy: Policy, direction: Direction, source: DirectionSource) -> Direction:
    """Return the direction in which `=100%` is scored: what a policy says of such targets goes before the lexicon.

    A target of zero has nothing below it: there a policy that reads `=` as `≥` means `≤`.
    """
    body = target.body
    if source is DirectionSource.GIVEN or not isinstance(body, Measure) or (point := body.values.the_point) is None or not point:
        return direction
    match policy.equal:
        case Equal.AT_LEAST | Equal.REVIEW:
            return Direction.HIGHER if point > 0 else direction
        case Equal.TWO_SIDED | Equal.EXACT:
            return Direction.EXACT
        case _:
            return direction


def _scale(model: Model, target: Target, policy: Policy) -> Scale | None:
    """Return the scale of a target: the one that the policy names, else the one that has the target's word."""
    if isinstance(policy.form, Grading) and policy.form.scale:
        return model.scales.get(policy.form.scale)
    word = str(target)
    return next((scale for scale in model.scales.values() if scale.shares(word) is not None), None)
