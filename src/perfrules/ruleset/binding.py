"""Which policy scores an indicator, and what it is bound to."""

from __future__ import annotations

from perfrules.ruleset.model import Dated, Indicator, Model, Path, PolicySet
from perfrules.scoring import ByName, Grading, Policy, Scale, Subject
from perfrules.target import Target
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.target.direction import direction_of, leaning

__all__ = ["Owner", "named_policy", "policy_for", "subject_for"]

Owner = Path | str
"""Where a policy is written: at an indicator or level, or in the head of the file."""


def policy_for(model: Model, indicator: Indicator) -> tuple[Dated[Policy], Owner] | None:
    """Return the policy of an indicator with its owner: its own, else that of the nearest level above, else that of the file."""
    if indicator.policy is not None:
        return indicator.policy, indicator.path
    for depth in range(len(indicator.path) - 1, 0, -1):
        section = model.sections.get(indicator.path[:depth])
        if section is not None and section.policy is not None:
            return section.policy, section.path
    chosen = _of_set(model.policy, indicator)
    return None if chosen is None else (chosen, "")


def _of_set(policies: PolicySet, indicator: Indicator) -> Dated[Policy] | None:
    """Return what a set of policies says for an indicator: words have one of their own."""
    if policies.qualitative is not None and not _is_measured(indicator):
        return policies.qualitative
    return policies.policy


def _is_measured(indicator: Indicator) -> bool:
    return any(
        isinstance(target.body, Measure | Change | Dates | Rank) for dated in indicator.targets.values() for _, target in dated.values
    )


def named_policy(model: Model, policy: Policy, indicator: Indicator) -> Policy:
    """Return a policy with a name (按办法) replaced by what the name stands for; a name that is not known stays."""
    for _ in range(len(model.policies)):
        if not isinstance(policy.form, ByName) or policy.form.name not in model.policies:
            break
        dated = _of_set(model.policies[policy.form.name], indicator)
        if dated is None or not dated.values:
            break
        policy = dated.values[-1][1]
    return policy


def subject_for(model: Model, indicator: Indicator, target: Target, policy: Policy) -> Subject:
    """Return what a policy is bound to for one target of an indicator."""
    direction, _ = direction_of(target, indicator.name, indicator.direction)
    body = target.body
    required = leaning(body, direction) if isinstance(body, Measure | Change | Dates | Rank) else None
    return Subject(target, direction, required, _scale(model, target, policy), indicator.weight)


def _scale(model: Model, target: Target, policy: Policy) -> Scale | None:
    """Return the scale of a target: the one that the policy names, else the one that has the target's word."""
    if isinstance(policy.form, Grading) and policy.form.scale:
        return model.scales.get(policy.form.scale)
    word = str(target)
    return next((scale for scale in model.scales.values() if scale.share(word) is not None), None)
