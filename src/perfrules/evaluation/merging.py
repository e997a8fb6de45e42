"""Merging a ruleset with a table: the rules decide, the table fills in what they leave open, and where both speak they are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from attrs import evolve

from perfrules.evaluation.joining import Joined, place_of
from perfrules.formula import Checked, check_formula
from perfrules.ruleset.check import units_of_names
from perfrules.ruleset.model import Dated, Model, Path, Section
from perfrules.ruleset.model import Indicator as Rule
from perfrules.ruleset.named import NamedPolicy
from perfrules.ruleset.validity import ALWAYS
from perfrules.table import Cell, Indicator, TargetTable
from perfrules.target import Target
from perfrules.target.body import Change, Measure
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit, comparable

__all__ = ["Difference", "Merged", "cell_of", "merged", "period_name", "under"]


class Difference(NamedTuple):
    """A row of which table and ruleset say something else: `what` is 指标值 or 分值."""

    path: Path
    name: str
    where: str
    what: str
    table: str
    ruleset: str


class Merged(NamedTuple):
    """Rules with what a table adds to them: the indicators whose target is the table's (`filled`), what differs, and what did not fit."""

    model: Model
    filled: tuple[Path, ...]
    differences: tuple[Difference, ...]
    diagnostics: tuple[Diagnostic, ...]


def period_name(period: str) -> str:
    """Return what rulesets call a period of a form: 年度 is 全年."""
    return "全年" if period == "年度" else period


def cell_of(row: Indicator, period: str) -> Cell:
    """Return the target cell of a row for a period as rulesets call it; an empty one where the form has none."""
    return next((cell for name, cell in row.targets.items() if period_name(name) == period), Cell(""))


def merged(model: Model, table: TargetTable, joined: Joined, period: str, day: date | None, equal: str = "") -> Merged:
    """Return a model in which rows of a table fill in targets and weights that the rules leave open.

    A target is taken from the table for each period for which the rules have none, weights only where the rules give none at all.
    Then full marks are their sum, unless missing ones are to be shared out (`equal`): an indicator without a row gets no weight.
    A formula whose unit does not compare with a target of the table is left out, and told.
    """
    takes_weights = _has_no_weights(model)
    names = units_of_names(model)
    rules: dict[Path, Rule] = dict(model.indicators)
    filled: list[Path] = []
    differences: list[Difference] = []
    notes: list[Diagnostic] = []
    for path, number in joined.rows.items():
        row, rule = table.indicators[number], model.indicators[path]
        where = place_of(table, row)
        differences += _differences(rule, row, where, period, day)
        added = _targets_of(row, rule)
        if period in added:
            filled.append(path)
        rule = evolve(rule, targets={**rule.targets, **added})
        if takes_weights and row.weight is not None:
            rule = evolve(rule, weight=row.weight.value)
        if (found := _unit_apart(rule, added, model, names)) is not None:
            target = cell_of(row, period).text or next(iter(added.values())).text
            args = {"name": row.name, "unit": str(found) or "（无单位）", "target": target}
            notes.append(Diagnostic("W408", args, where=where))
            rule = evolve(rule, formula=None)
        rules[path] = rule
    full = None if takes_weights and not equal and any(one.weight for one in rules.values()) else model.full_marks
    return Merged(evolve(model, indicators=rules, cases=(), full_marks=full), tuple(filled), tuple(differences), tuple(notes))


def under(model: Model, named: NamedPolicy) -> Model:
    """Return a model whose marks follow a named policy instead of its own; the policy brings its scales and units."""
    theirs = named.model
    return evolve(
        model,
        policy=named.policies,
        policies={**model.policies, **theirs.policies},
        scales={**model.scales, **theirs.scales},
        units={**model.units, **theirs.units},
        sections={path: evolve(one, policy=None) for path, one in model.sections.items()},
        indicators={path: evolve(one, policy=None) for path, one in model.indicators.items()},
    )


def _has_no_weights(model: Model) -> bool:
    parts: tuple[Section | Rule, ...] = (*model.sections.values(), *model.indicators.values())
    return not model.equal and all(one.weight is None for one in parts)


def _targets_of(row: Indicator, rule: Rule) -> Mapping[str, Dated[Target]]:
    """Return the targets of a row for periods for which the rule has none."""
    cells = {period_name(period): cell.target for period, cell in row.targets.items()}
    return {
        period: Dated(str(target), ((ALWAYS, target),))
        for period, target in cells.items()
        if target is not None and period not in rule.targets
    }


def _differences(rule: Rule, row: Indicator, where: str, period: str, day: date | None) -> Iterator[Difference]:
    dated, own = rule.targets.get(period), cell_of(row, period)
    ruled = None if dated is None else dated.at(day)
    if ruled is not None and own.text and ruled != own.target:
        yield Difference(rule.path, row.name, where, "指标值", own.text, str(ruled))
    weight: Fraction | None = None if row.weight is None else row.weight.value
    if rule.weight is not None and weight is not None and weight != rule.weight:
        yield Difference(rule.path, row.name, where, "分值", write_number(weight), write_number(rule.weight))


def _unit_apart(rule: Rule, added: Mapping[str, Dated[Target]], model: Model, names: Mapping[str, Unit]) -> Unit | None:
    """Return the unit of a formula that no target of the table can be compared with; `None` where all is well."""
    units = [unit for dated in added.values() for unit in _units_of([target for _, target in dated.values])]
    if rule.formula is None or not units:
        return None
    checked = check_formula(rule.formula, names, model.units)
    found = checked.unit if isinstance(checked, Checked) else None
    return None if found is None or all(comparable(unit, found) is not None for unit in units) else found


def _units_of(targets: Sequence[Target]) -> list[Unit]:
    return [target.body.unit for target in targets if isinstance(target.body, Measure | Change)]
