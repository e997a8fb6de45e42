"""Linting: what is allowed in a ruleset but likely to be a mistake, each with a code of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from perfrules.formula import Formula
from perfrules.ruleset.binding import named_policy, policy_for, subject_for
from perfrules.ruleset.model import Indicator, Model, Path, Place
from perfrules.scoring import Scorer, bind
from perfrules.target import Target
from perfrules.target.body import Form, Measure
from perfrules.target.direction import direction_of, leaning
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.verdict import DirectionSource

__all__ = ["Fix", "lint_model", "safe_fixes"]


class Fix(NamedTuple):
    """A change of one line that keeps its meaning and answers a diagnostic: what to write at its end."""

    line: int
    code: str
    added: str


def lint_model(model: Model) -> tuple[Diagnostic, ...]:
    """Return the warnings about a sound model, in the order of its lines; what it inherits is the business of those files.

    >>> from perfrules.evaluation.loading import resolved
    >>> [one.code for one in lint_model(resolved("规则集 小表\\n数据 年初预算数 万元").model)]
    ['W604']
    """
    found = [*_of_indicators(model), *_unused(model), *_alike(model)]
    return tuple(sorted(found, key=lambda one: (one.line or 0, one.code)))


def safe_fixes(model: Model) -> tuple[Fix, ...]:
    """Return the changes that answer warnings without changing any meaning: a direction that is only assumed is written down."""
    fixes = []
    for one in _own(model):
        target = _assumed(one)
        if target is not None and one.direction is None:
            direction, _ = direction_of(target, one.name)
            fixes.append(Fix(one.place.line, "W601", direction.value))
    return tuple(fixes)


def _tell(place: Place, code: str, **args: str) -> Diagnostic:
    return Diagnostic(code, args, where=place.source, line=place.line)


def _own(model: Model) -> Iterator[Indicator]:
    return (one for one in model.indicators.values() if one.place.source == model.source)


def _of_indicators(model: Model) -> Iterator[Diagnostic]:
    tested = {
        name.split("/")[-1] for case in model.cases for name in (*(fact[0] for fact in case.given), *(one.name for one in case.expected))
    }
    for one in _own(model):
        assumed = _assumed(one)
        if assumed is not None:
            direction, _ = direction_of(assumed, one.name)
            yield _tell(one.place, "W601", name=one.name, target=str(assumed), direction=direction.value)
        yield from _of_targets(one)
        if not _has_source(model, one):
            yield _tell(one.place, "W608", name=one.name)
        if model.cases and one.targets and tested.isdisjoint({one.name, *one.aliases}):
            yield _tell(one.place, "W609", name=one.name)
        if _never_loses(model, one):
            yield _tell(one.place, "W610", name=one.name)


def _assumed(one: Indicator) -> Target | None:
    """Return a target whose `=` is read in the default direction, because nothing tells which way is better."""
    for dated in one.targets.values():
        for _, target in dated.values:
            point = isinstance(target.body, Measure) and target.body.values.the_point is not None and target.body.form is not Form.AROUND
            if point and direction_of(target, one.name, one.direction)[1] is DirectionSource.DEFAULT:
                return target
    return None


def _of_targets(one: Indicator) -> Iterator[Diagnostic]:
    """Yield what is odd about the targets of two periods: half a year asks for more than all of it, or in another unit."""
    half, whole = (one.targets[period].at(None) if period in one.targets else None for period in ("半年", "全年"))
    if half is None or whole is None or not isinstance(half.body, Measure) or not isinstance(whole.body, Measure):
        return
    if half.body.unit.dimension != whole.body.unit.dimension:
        yield _tell(one.place, "W603", name=one.name, half=str(half), whole=str(whole))
        return
    wanted = [leaning(target.body, direction_of(target, one.name, one.direction)[0]) for target in (half, whole)]  # type: ignore[arg-type]
    if wanted[0] != wanted[1] and wanted[0].is_subset(wanted[1]):
        yield _tell(one.place, "W602", name=one.name, half=str(half), whole=str(whole))


def _has_source(model: Model, one: Indicator) -> bool:
    above = (model.sections.get(one.path[:depth]) for depth in range(1, len(one.path)))
    return bool(one.provenance.source or model.provenance.source or any(section and section.provenance.source for section in above))


def _never_loses(model: Model, one: Indicator) -> bool:
    """Tell whether every actual value gets full marks."""
    found = policy_for(model, one)
    for dated in one.targets.values():
        target, policy = dated.at(None), None if found is None else found[0].at(None)
        if target is None or policy is None:
            continue
        policy = named_policy(model, policy, one) or policy
        scorer = bind(policy, subject_for(model, one, target, policy))
        if isinstance(scorer, Scorer) and scorer.curve is not None and scorer.whole_range[0] >= 1:
            return True
    return False


def _unused(model: Model) -> Iterator[Diagnostic]:
    """Yield the data, parameters and scales of a file that nothing in it uses."""
    used = {name for formula in _formulas(model) for name in formula.names}
    texts = _texts(model)
    for datum in model.data.values():
        if datum.place.source == model.source and used.isdisjoint({datum.name, *datum.aliases}):
            yield _tell(datum.place, "W604", name=datum.name)
    for parameter in model.parameters.values():
        if parameter.place.source == model.source and parameter.name not in used and not any(parameter.name in text for text in texts):
            yield _tell(parameter.place, "W607", name=parameter.name)


def _formulas(model: Model) -> Iterator[Formula]:
    holders: Iterable[object] = (*model.indicators.values(), *model.sections.values(), *model.data.values(), *model.checks.values())
    for holder in holders:
        for key in ("formula", "applies", "condition"):
            formula = getattr(holder, key, None)
            if isinstance(formula, Formula):
                yield formula


def _texts(model: Model) -> list[str]:
    """Return the texts in which parameters can stand."""
    targets = [target.text for one in model.indicators.values() for target in one.targets.values()]
    policies = [one.policy.text for one in model.indicators.values() if one.policy is not None]
    policies += [one.policy.text for one in model.sections.values() if one.policy is not None]
    sets = (one for named in (model.policy, *model.policies.values()) for one in (named.policy, named.qualitative) if one is not None)
    return [*targets, *policies, *(one.text for one in sets)]


def _alike(model: Model) -> Iterator[Diagnostic]:
    """Yield the names that differ from a neighbour's by one character."""
    siblings: dict[Path, list[Indicator]] = {}
    for one in _own(model):
        siblings.setdefault(one.path[:-1], []).append(one)
    for group in siblings.values():
        for first, second in combinations(group, 2):
            if len(first.name) == len(second.name) > 3 and sum(a != b for a, b in zip(first.name, second.name, strict=True)) == 1:
                yield _tell(second.place, "W612", name=second.name, other=first.name)
