"""Reading what stands in a line: targets, formulas, policies and units, each by its own grammar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from attrs import evolve

from perfrules.formula import Formula, parse_formula
from perfrules.ruleset.draft import Draft, Site, near, stretches
from perfrules.ruleset.model import Dated, Parameter, PolicySet
from perfrules.ruleset.parameters import filled, parameters_in
from perfrules.ruleset.surface import Line
from perfrules.ruleset.validity import Validity
from perfrules.scoring import Policy, parse_policy
from perfrules.target import Target, parse_target
from perfrules.target.body import Every, Measure, OneOf
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.lexeme import Lexeme
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.unit_table import find_unit, standard_units

__all__ = ["parsed_target", "read_formula", "read_policy", "read_target", "read_unit", "rebased", "refresh"]

T = TypeVar("T")
Outcome = tuple[T | None, tuple[Diagnostic, ...]]


def read_target(draft: Draft, line: Line, lexeme: Lexeme) -> Dated[Target] | None:
    """Return a target with what it means in each stretch of time; diagnostics where it cannot be read."""
    return _dated(draft, Site(line, lexeme), lambda text: parsed_target(text, draft.units))


def read_policy(draft: Draft, line: Line, lexeme: Lexeme) -> Dated[Policy] | None:
    """Return a policy with what it says in each stretch of time."""
    return _dated(draft, Site(line, lexeme), _parsed_policy)


def read_formula(draft: Draft, line: Line, lexeme: Lexeme) -> Formula | None:
    """Return a formula; its names and units are checked once all of the file is known."""
    formula = parse_formula(lexeme.text)
    site = Site(line, lexeme)
    if isinstance(formula, tuple):
        draft.tell_within(site, formula)
        return None
    draft.sites.append((formula, site))
    return formula


def read_unit(draft: Draft, line: Line, lexeme: Lexeme) -> Unit | None:
    """Return the unit that a word names: one of the file, of the standard table, or made of such."""
    if lexeme.text in ("无", "无单位"):
        return NO_UNIT
    unit = draft.units.get(lexeme.text) or find_unit(lexeme.text)
    if unit.known:
        return unit
    draft.tell_unknown(
        "unit", lexeme.text, line, "E621", lexeme, unit=lexeme.text, **near(lexeme.text, [*draft.units, *standard_units().words])
    )
    return None


def parsed_target(text: str, units: Mapping[str, Unit]) -> Outcome[Target]:
    """Return the target that a text means where a file defines units of its own."""
    try:
        target = parse_target(text)
    except PerfRulesError as error:
        return None, error.diagnostics
    return rebased(target, units), ()


def rebased(target: Target, units: Mapping[str, Unit]) -> Target:
    """Return a target whose units have the meaning that a file defines for them."""
    body = target.body
    match body:
        case Measure(values, unit) if not unit.known and unit.symbol in units:
            own = units[unit.symbol].labelled(unit.label)
            notes = tuple(note for note in target.notes if note.code != "N201")
            return evolve(target, body=Measure(values.scaled(own.factor), own, body.form), notes=notes)
        case Every(parts):
            return evolve(target, body=Every(tuple(rebased(part, units) for part in parts)))
        case OneOf(parts):
            return evolve(target, body=OneOf(tuple(rebased(part, units) for part in parts)))
        case _:
            return target


def _parsed_policy(text: str) -> Outcome[Policy]:
    policy = parse_policy(text)
    return (None, policy) if isinstance(policy, tuple) else (policy, ())


def _dated(draft: Draft, site: Site, parse: Callable[[str], Outcome[Any]]) -> Dated[Any] | None:
    """Return what a text means in each stretch of time, with its parameters filled in."""
    text = site.lexeme.text
    dated, diagnostics = dated_value(text, draft.parameters, parse)
    draft.tell_within(site, diagnostics, exact=not parameters_in(text, draft.parameters.values()))
    return dated


def dated_value(text: str, parameters: Mapping[str, Parameter], parse: Callable[[str], Outcome[Any]]) -> Outcome[Dated[Any]]:
    """Return what a text means in each stretch of time in which the parameters in it stay the same."""
    used = parameters_in(text, parameters.values())
    values: list[tuple[Validity, Any]] = []
    for stretch in stretches(validity for parameter in used for validity, _ in parameter.values):
        written = filled(text, used, stretch)
        if written is None:
            continue
        value, diagnostics = parse(written)
        if value is None:
            return None, diagnostics
        values.append((stretch, value))
    return Dated(text, tuple(values)), ()


def refresh(draft: Draft) -> None:
    """Read again what was inherited and holds parameters that this file changes."""
    base = {} if draft.base is None else draft.base.parameters
    changed = [one for name, one in draft.parameters.items() if name in base and base[name] != one]
    if not changed:
        return

    def renewed(dated: Dated[Any] | None, parse: Callable[[str], Outcome[Any]]) -> Dated[Any] | None:
        if dated is None or not parameters_in(dated.text, changed):
            return dated
        return dated_value(dated.text, draft.parameters, parse)[0] or dated

    def targets(text: str) -> Outcome[Target]:
        return parsed_target(text, draft.units)

    for path, section in draft.sections.items():
        draft.sections[path] = evolve(section, policy=renewed(section.policy, _parsed_policy))
    for path, indicator in draft.indicators.items():
        read = {period: renewed(target, targets) or target for period, target in indicator.targets.items()}
        draft.indicators[path] = evolve(indicator, policy=renewed(indicator.policy, _parsed_policy), targets=read)
    for name, policy in draft.policies.items():
        draft.policies[name] = _renewed_set(policy, renewed)
    draft.head = evolve(draft.head, policy=_renewed_set(draft.head.policy, renewed))


def _renewed_set(policy: PolicySet, renewed: Callable[[Dated[Any] | None, Callable[[str], Outcome[Any]]], Dated[Any] | None]) -> PolicySet:
    special = tuple(one._replace(policy=renewed(one.policy, _parsed_policy) or one.policy) for one in policy.special)
    main, words = renewed(policy.policy, _parsed_policy), renewed(policy.qualitative, _parsed_policy)
    return evolve(policy, policy=main, qualitative=words, special=special)
