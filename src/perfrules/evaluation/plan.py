"""Plans: a ruleset prepared for one period and one day, so that many sets of facts can be evaluated quickly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from perfrules.evaluation.criterion import Criterion, criterion_for
from perfrules.evaluation.totals import Marks
from perfrules.formula import Checked, Compiled, Formula, check_formula, compile_formula
from perfrules.ruleset.binding import DEFAULT_POLICY, named_policy, policy_for, rules_of, subject_for
from perfrules.ruleset.check import units_of_names, weight_names
from perfrules.ruleset.model import Check, Dated, Indicator, Model, Path, PolicySet, Section
from perfrules.ruleset.weights import children_of, effective_weights
from perfrules.scoring import NotApplicable, Rounding, Scorer, ZeroPlan, bind
from perfrules.target import Target
from perfrules.target.body import Change, Measure
from perfrules.target.direction import direction_of
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import RulesetError
from perfrules.value.unit import Unit
from perfrules.value.verdict import Direction

__all__ = ["Branch", "Item", "Made", "Plan", "make_plan"]

T = TypeVar("T")
_YEAR = "全年"


@frozen(eq=False)
class Made:
    """A datum that a formula makes: its name, the formula, and the unit in which it counts."""

    name: str
    compiled: Compiled


@frozen(eq=False)
class Item:
    """An indicator ready to be judged: its criterion, its scorer, and how its actual value is made.

    `full` are its marks if nothing is lost, `open` those while nothing is known; `memo` keeps what came of texts: the same few
    words are given over and over.
    """

    indicator: Indicator
    criterion: Criterion | None
    scorer: Scorer | None
    compiled: Compiled | None
    unit: Unit
    conditions: tuple[Compiled, ...]
    weight: Fraction | None
    units: Mapping[str, Unit]
    full: Marks | None
    open: Marks | None
    notes: tuple[Diagnostic, ...] = ()
    idle: bool = False
    memo: dict[str, Any] = field(factory=dict)


@frozen(eq=False)
class Branch:
    """A level with what stands below it, in the order of the file.

    Its parts do not add up (`adds_up`) where one of them is not in force on the day.
    """

    path: Path
    section: Section | None
    weight: Fraction | None
    children: tuple[Branch | Item, ...]
    adds_up: bool = True


@frozen(eq=False)
class Plan:
    """Everything that evaluating needs besides facts."""

    model: Model
    period: str
    day: date | None
    root: Branch
    items: tuple[Item, ...]
    made: tuple[Made, ...]
    constants: Mapping[str, Fraction]
    aliases: tuple[tuple[str, str], ...]
    checks: tuple[tuple[Check, Compiled], ...]
    rule: NotApplicable
    rounding: Rounding | None
    rules: PolicySet
    notes: tuple[Diagnostic, ...]


def make_plan(model: Model, period: str, day: date | None, equal: str) -> Plan:
    """Return the plan of a sound model for one period and day."""
    names, rules = units_of_names(model), rules_of(model)
    chosen = {path: one for path, one in model.indicators.items() if day is None or one.validity.holds(day)}
    weights = effective_weights(model, chosen, equal)
    compiler = _Compiler(model, names)
    items = {path: _item(compiler, one, period, day, None if weights is None else weights[path]) for path, one in chosen.items()}
    constants = {name: value.base for name, one in model.parameters.items() if (value := one.at(day)) is not None}
    if weights is not None:
        constants |= {name: weights[path] for name, path in weight_names(model).items() if path in weights}
    checks = [(check, compiler.compiled(check.condition)) for check in model.checks.values() if day is None or check.validity.holds(day)]
    return Plan(
        model,
        period,
        day,
        _branch(model, (), items, weights),
        tuple(items.values()),
        tuple(_made(compiler)),
        constants,
        tuple((alias, one.name) for one in model.data.values() for alias in one.aliases),
        tuple((check, compiled) for check, compiled in checks if compiled is not None),
        rules.not_applicable or NotApplicable.REDISTRIBUTE,
        rules.rounding,
        rules,
        (Diagnostic("N640", {}),) if day is None and _changes(model) else (),
    )


class _Compiler:
    """Formulas of one model, compiled once each."""

    def __init__(self, model: Model, names: Mapping[str, Unit]) -> None:
        self.model = model
        self.names = names

    def compiled(self, formula: Formula | None) -> Compiled | None:
        if formula is None:
            return None
        checked = check_formula(formula, self.names, self.model.units)
        assert isinstance(checked, Checked), "a sound model has sound formulas"
        return compile_formula(checked)


def _changes(model: Model) -> bool:
    """Tell whether anything depends on the day."""
    return any(len(one.values) > 1 for one in model.parameters.values())


def _made(compiler: _Compiler) -> list[Made]:
    """Return the data that formulas make, each after those that it needs; a sound model has no circles."""
    formulas = {name: one.formula for name, one in compiler.model.data.items() if one.formula is not None}
    waiting = list(reversed(formulas))
    ordered: dict[str, None] = {}
    while waiting:
        name = waiting[-1]
        needed = [part for part in formulas[name].names if part in formulas and part not in ordered]
        if name in ordered or not needed:
            ordered[waiting.pop()] = None
        else:
            waiting.extend(needed)
    compiled = ((name, compiler.compiled(formulas[name])) for name in ordered)
    return [Made(name, one) for name, one in compiled if one is not None]


def _item(compiler: _Compiler, indicator: Indicator, period: str, day: date | None, weight: Fraction | None) -> Item:
    model = compiler.model
    dated = indicator.targets.get(period)
    target = None if dated is None else _in_force(indicator, dated, day)
    idle = target is not None and _is_idle(model, indicator, target, period, day)
    target = None if idle else target
    criterion = None if target is None else criterion_for(target, indicator.name, indicator.direction)
    scorer, notes = (None, ()) if target is None else _scorer(model, indicator, period, day, weight)
    compiled = compiler.compiled(indicator.formula)
    sections = [
        model.sections[indicator.path[:depth]] for depth in range(1, len(indicator.path)) if indicator.path[:depth] in model.sections
    ]
    conditions = [one for one in (*(section.applies for section in sections), indicator.applies) if one is not None]
    unit = compiled.checked.unit if compiled is not None and compiled.checked.unit is not None else Unit("")
    if target is not None and isinstance(target.body, Measure | Change) and not (unit.is_ratio and not target.body.unit.is_ratio):
        unit = target.body.unit
    made = tuple(one for one in map(compiler.compiled, conditions) if one is not None)
    whole = (Fraction(0), Fraction(1)) if scorer is None else scorer.whole_range
    rounding = rules_of(model).rounding
    ends = (
        None
        if weight is None
        else [min(weight, rounding(share * weight)) if rounding else share * weight for share in (*whole, Fraction(1))]
    )
    full, open_ = (None, None) if ends is None else (Marks(ends[2], ends[2]), Marks(ends[0], ends[1]))
    notes = (Diagnostic("N650", {"name": indicator.name, "period": period}),) if idle else notes
    return Item(indicator, criterion, scorer, compiled, unit, made, weight, compiler.names, full, open_, notes, idle)


def _scorer(
    model: Model, indicator: Indicator, period: str, day: date | None, weight: Fraction | None
) -> tuple[Scorer | None, tuple[Diagnostic, ...]]:
    """Return how an indicator is scored; where no policy is written, meeting the target gets all, which is noted."""
    target = _in_force(indicator, indicator.targets[period], day)
    found = policy_for(model, indicator)
    policy = None if found is None else _in_force(indicator, found[0], day)
    notes: tuple[Diagnostic, ...] = ()
    if policy is None:
        policy, notes = DEFAULT_POLICY, (Diagnostic("N641", {"policy": str(DEFAULT_POLICY)}),)
    meant = named_policy(model, policy, indicator, day)
    if meant is None:
        raise _without_value(indicator, str(policy), day)
    policy = meant
    subject = subject_for(model, indicator, target, policy)
    if subject.weight is None:
        subject = evolve(subject, weight=weight)
    bound = bind(policy, subject)
    if isinstance(bound, Diagnostic):
        return None, (bound,)
    return bound, (*notes, *bound.notes)


def _is_idle(model: Model, indicator: Indicator, target: Target, period: str, day: date | None) -> bool:
    """Tell whether nothing is planned for a part of the year although the year has a target, and the rules leave that out (零计划)."""
    year = indicator.targets.get(_YEAR)
    if rules_of(model).zero_plan is not ZeroPlan.NOT_APPLICABLE or period == _YEAR or year is None:
        return False
    whole = _in_force(indicator, year, day)
    bounds = [body.values.the_point for one in (target, whole) if isinstance(body := one.body, Measure)]
    direction, _ = direction_of(whole, indicator.name, indicator.direction)
    return len(bounds) == len((target, whole)) and bounds[0] == 0 and bounds[1] != 0 and direction is Direction.HIGHER


def _in_force(indicator: Indicator, dated: Dated[T], day: date | None) -> T:
    """Return what holds on a day; a target or policy with a parameter that has no value then is an error."""
    value = dated.at(day)
    if value is None:
        raise _without_value(indicator, dated.text, day)
    return value


def _without_value(indicator: Indicator, text: str, day: date | None) -> RulesetError:
    place = indicator.place
    return RulesetError(
        [Diagnostic("E699", {"name": indicator.name, "text": text, "day": str(day or "")}, where=place.source, line=place.line)]
    )


def _branch(model: Model, path: Path, items: Mapping[Path, Item], weights: Mapping[Path, Fraction] | None) -> Branch:
    below = children_of(items)

    def branch(path: Path) -> Branch:
        children = tuple(items[one] if one in items else branch(one) for one in below.get(path, ()))
        weight = None if weights is None else weights.get(path)
        adds_up = weight == sum((child.weight for child in children if child.weight is not None), Fraction(0))
        return Branch(path, model.sections.get(path), weight, children, adds_up)

    return branch(path)
