"""Which policy scores an indicator, and what it is bound to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from perfrules.ruleset.model import Dated, Indicator, Model, Path, PolicySet
from perfrules.scoring import ByName, Grading, Policy, Scale, Subject
from perfrules.target import Target
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.target.direction import direction_of, leaning

__all__ = ["Owner", "named_policies", "named_policy", "policy_for", "subject_for"]

Owner = Path | str
"""Where a policy is written: at an indicator or level, or in the head of the file (计分, 定性)."""


def policy_for(model: Model, indicator: Indicator) -> tuple[Dated[Policy], Owner] | None:
    """Return the policy of an indicator with its owner: its own, else that of the nearest level above, else that of the file."""
    if indicator.policy is not None:
        return indicator.policy, indicator.path
    for depth in range(len(indicator.path) - 1, 0, -1):
        section = model.sections.get(indicator.path[:depth])
        if section is not None and section.policy is not None:
            return section.policy, section.path
    chosen = _of_set(model.policy, indicator)
    return None if chosen is None else (chosen, "定性" if chosen is model.policy.qualitative else "计分")


def _of_set(policies: PolicySet, indicator: Indicator) -> Dated[Policy] | None:
    """Return what a set of policies says for an indicator: words have one of their own."""
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
