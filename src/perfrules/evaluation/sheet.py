"""Sheets: a filled-in table (自评表) as a ruleset of its own, so that any policy can score it.

The table gives the indicators, targets, weights and actual values; the policy, with its scales and units, comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from attrs import evolve

from perfrules.evaluation.facts import Facts
from perfrules.evaluation.given import row_path
from perfrules.evaluation.judging import judged, known_data
from perfrules.evaluation.plan import make_plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.ruleset.model import Dated, Model, Path, Place, Section
from perfrules.ruleset.model import Indicator as Rule
from perfrules.ruleset.named import NamedPolicy
from perfrules.ruleset.validity import ALWAYS
from perfrules.table import Indicator, TargetTable
from perfrules.table.form import form
from perfrules.table.model import Amount, FundLine
from perfrules.target import Target, parse_target
from perfrules.value.quantity import Quantity
from perfrules.value.unit_table import find_unit

__all__ = ["BudgetRow", "Sheet", "budget_row", "rate_of", "result_of", "sheet_of"]

_SPENT, _BUDGET, _RATE, _WEIGHT, _SCORE = "全年执行数", "全年预算数", "执行率", "分值", "得分"


class BudgetRow(NamedTuple):
    """The line of the funds that is looked at: what was budgeted and spent, the rate as stated, its weight and marks."""

    line: FundLine
    budget: Fraction | None
    spent: Fraction | None
    rate: Fraction | None
    weight: Fraction | None
    score: Amount | None


class Sheet(NamedTuple):
    """A table as a model, with the actual value of each of its rows; `rows` has the row behind each path."""

    model: Model
    actuals: Mapping[Path, Any]
    rows: Mapping[Path, Indicator | BudgetRow]


def sheet_of(
    table: TargetTable, periods: Mapping[str, str], named: NamedPolicy, given: Mapping[str, str] | None = None, *, scored: bool = True
) -> Sheet:
    """Return a table as a model under some policies; `periods` says how the periods of the table are called in it.

    `given` are actual values that go before those of the table. Where the table is `scored`, the budget has a row of its own only
    if the form gives it a weight.
    """
    rules: dict[Path, Rule] = {}
    actuals: dict[Path, Any] = {}
    rows: dict[Path, Indicator | BudgetRow] = {}
    paths = _Paths(table)
    for row in table.indicators:
        path = paths.free((*_labels(row), row.name))
        targets = {name: cell.target for period, name in periods.items() if (cell := row.targets.get(period)) and cell.target}
        weight = None if row.weight is None else row.weight.value
        rules[path] = _rule(path, table, row.line, weight, targets)
        rows[path] = row
        if actual := (given or {}).get(row_path(row), (given or {}).get(row.name, row.actual)):
            actuals[path] = actual
    budget = budget_row(table, scored=scored)
    if budget is not None:
        path = paths.free(form().budget_row())
        rules[path] = _rule(path, table, budget.line.line, budget.weight, {"全年": parse_target("≥100%")})
        rows[path] = budget
        if (rate := rate_of(budget)) is not None:
            actuals[path] = Quantity(rate * 100, find_unit("%"))
    sections = {path[:depth]: Section(path[:depth], "一级指标", Place(table.source, 0)) for path in rules for depth in range(1, len(path))}
    model = evolve(
        named.model,
        title=table.title or table.project_name or table.unit_name,
        source=table.source,
        validity=ALWAYS,
        full_marks=None,
        equal="",
        policy=named.policies,
        sections=sections,
        indicators=rules,
        data={},
        checks={},
        cases=(),
    )
    return Sheet(model, actuals, rows)


def result_of(sheet: Sheet, period: str, day: date | None, equal: str = "") -> RuleSetResult:
    """Return what the policies say about a sheet in one period, as of a day."""
    plan = make_plan(sheet.model, period, day, equal)
    facts = Facts({}, sheet.actuals)
    known = known_data(plan, facts)
    return RuleSetResult(RuleSet(sheet.model), plan, judged(plan, facts, known), known, facts)


def rate_of(row: BudgetRow) -> Fraction | None:
    """Return the rate of execution: spent ÷ budgeted, else as stated; `None` where neither is there."""
    if row.spent is not None and row.budget:
        return row.spent / row.budget
    return row.rate


class _Paths:
    """The places that rows have taken: the second row of a name gets a number, and a row never has the place of a level."""

    def __init__(self, table: TargetTable) -> None:
        self.levels = {labels[:depth] for row in table.indicators if (labels := _labels(row)) for depth in range(1, len(labels) + 1)}
        self.counts: dict[Path, int] = {}

    def free(self, path: Path) -> Path:
        """Return a place for one more row of a path."""
        count = self.counts.get(path, int(path in self.levels)) + 1
        self.counts[path] = count
        return path if count == 1 else (*path[:-1], f"{path[-1]}（{count}）")


def _labels(row: Indicator) -> Path:
    return tuple(filter(None, (row.level1, row.level2, row.task)))


def _rule(path: Path, table: TargetTable, line: int, weight: Fraction | None, targets: Mapping[str, Target]) -> Rule:
    dated = {period: Dated(str(target), ((ALWAYS, target),)) for period, target in targets.items()}
    return Rule(path, Place(table.source, line), weight, dated)


def budget_row(table: TargetTable, *, scored: bool) -> BudgetRow | None:
    """Return the first line of the funds that has a weight, or a rate, unless the indicators have a row of that name."""
    _, name = form().budget_row()
    if any(row.name == name for row in table.indicators):
        return None
    for line in table.funds:
        amounts = line.amounts
        weight = amounts.get(_WEIGHT)
        value = None if weight is None else weight.value
        budget, spent, rate = (None if (one := amounts.get(key)) is None else one.value for key in (_BUDGET, _SPENT, _RATE))
        row = BudgetRow(line, budget, spent, rate, value, amounts.get(_SCORE))
        if value is not None if scored else rate_of(row) is not None:
            return row
    return None
