"""Monitoring a table during the year: the light of every row, and whether the budget keeps pace with the goals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from perfrules.evaluation.monitor import Progress, actual_of, month_of, number_of, overall_light, progress_of
from perfrules.evaluation.outcome import IndicatorOutcome
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.sheet import BudgetRow, Sheet, rate_of, result_of, sheet_of
from perfrules.ruleset.model import PolicySet
from perfrules.ruleset.named import NamedPolicy, find_policy
from perfrules.scoring import ZeroPlan
from perfrules.table import TargetTable, read_table
from perfrules.table.form import form
from perfrules.target.body import Measure
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import RulesetError, UnknownName
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction

__all__ = ["MonitoredRow", "MonitoredTable", "monitor_table", "monitor_with", "share_text"]

_SPENT_TO = re.compile(r"(?<!\d)(\d{1,2})月")
_YEAR, _HALF = "全年", "半年"
_ONE = Fraction(1)


@frozen(eq=False)
class MonitoredRow:
    """One row: how far it has come (`progress`), and the verdict on it in the period (`outcome`)."""

    outcome: IndicatorOutcome
    progress: Progress
    is_budget: bool = False

    @property
    def name(self) -> str:
        """Return the name of the row."""
        return self.outcome.name

    @property
    def light(self) -> str:
        """Return the light; empty where there is none."""
        return self.progress.light

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready data."""
        return {**self.progress.to_dict(), "path": list(self.outcome.path), "verdict": self.outcome.verdict.value, "why": self.outcome.why}


@frozen(eq=False)
class MonitoredTable:
    """A table at the end of a month under one monitoring policy."""

    table: TargetTable
    policies: PolicySet
    result: RuleSetResult
    period: str
    month: int
    rows: tuple[MonitoredRow, ...]
    execution: Fraction | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def light(self) -> str:
        """Return the worst light of all rows."""
        return overall_light([row.progress for row in self.rows], self.policies)

    @property
    def lights(self) -> Mapping[str, int]:
        """Return how many rows have each light, the worst first."""
        labels = dict.fromkeys(label for rule in self.policies.lights for label in rule.labels)
        return {label: sum(row.light == label for row in self.rows) for label in labels}

    @property
    def goal_progress(self) -> Fraction | None:
        """Return how far the goals of the year have come: the mean of what is measured, by weight where all rows have one."""
        shares = [(share, row.outcome.weight) for row in self.rows if not row.is_budget and (share := _of_year(row.outcome)) is not None]
        if not shares:
            return None
        weighed = all(weight is not None for _, weight in shares)
        weights = [weight if weighed and weight is not None else _ONE for _, weight in shares]
        total = sum(weights, Fraction(0))
        return sum((share * weight for (share, _), weight in zip(shares, weights, strict=True)), Fraction(0)) / total if total else None

    @property
    def gap(self) -> Fraction | None:
        """Return how far the progress of the goals and the execution of the budget lie apart, as a share."""
        goals = self.goal_progress
        return None if goals is None or self.execution is None else abs(goals - self.execution)

    @property
    def is_apart(self) -> bool:
        """Tell whether that gap is larger than the policy allows (差距)."""
        limit = self.policies.gap
        return limit is not None and self.gap is not None and self.gap > limit.number / 100

    @property
    def is_alarming(self) -> bool:
        """Tell whether some row has the worst light of its rule, or the gap is too large."""
        worst = {rule.labels[0] for rule in self.policies.lights}
        return self.is_apart or any(row.light in worst for row in self.rows)

    def __getitem__(self, name: str) -> MonitoredRow:
        found = next((row for row in self.rows if row.name == name), None)
        if found is None:
            raise UnknownName([Diagnostic("E401", {"name": name, "suggestion": ""})])
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the whole as JSON-ready data; exact numbers are texts."""
        goals, gap = self.goal_progress, self.gap
        return {
            "source": self.table.source,
            "unit_name": self.table.unit_name,
            "project_name": self.table.project_name,
            "policy": self.policies.name,
            "policy_lines": dict(self.policies.lines),
            "policy_source": list(self.policies.provenance),
            "period": self.period,
            "month": self.month,
            "light": self.light,
            "lights": dict(self.lights),
            "goal_progress": None if goals is None else str(goals),
            "execution": None if self.execution is None else str(self.execution),
            "gap": None if gap is None else str(gap),
            "gap_exceeded": self.is_apart,
            "rows": [row.to_dict() for row in self.rows],
            "diagnostics": [one.to_dict() for one in self.diagnostics],
        }


def monitor_table(
    table: TargetTable | str | Path,
    policy: str = "",
    *,
    actuals: Mapping[str, str] | None = None,
    month: int | None = None,
    literal_zero: bool = False,
    search: Sequence[str | Path] = (),
) -> MonitoredTable:
    """Return a table as it stands at the end of a month, under a named monitoring policy.

    `month` is 1 to 12, by default that to which the funds are stated as spent (1-7月执行数), or else 6 where the table has targets
    for the half-year, else 12. A target of the half-year goes before half of the year's; where it is zero although the year's is
    not, the row is not judged unless `literal_zero`. `actuals` go before the values in the table.

    An unknown policy, or one without lights, raises `RulesetError`, a month that does not exist `UnknownName`.

    >>> text = '''| 一级指标 | 三级指标 | 全年指标值 | 实际完成值 |
    ... |---|---|---|---|
    ... | 产出 | 企业数 | ≥1200家 | 359家 |
    ... '''
    >>> row = monitor_table(text, month=6)["企业数"]
    >>> row.light, row.progress.derivation
    ('红', '359家 ÷ (1200家 × 6/12) = 59.83%')
    """
    found = table if isinstance(table, TargetTable) else read_table(table)
    return monitor_with(found, find_policy(policy or form().default_policy("监控"), search), actuals, month, literal_zero=literal_zero)


def monitor_with(
    table: TargetTable,
    named: NamedPolicy,
    actuals: Mapping[str, str] | None = None,
    month: int | None = None,
    *,
    literal_zero: bool = False,
) -> MonitoredTable:
    """Return a table as it stands under a monitoring policy that is at hand."""
    if not named.policies.lights:
        raise RulesetError([Diagnostic("E713", {"name": named.name})])
    if month is not None and not 1 <= month <= 12:
        raise UnknownName([Diagnostic("E402", {"period": f"{month}月", "known": "1月至12月"})])
    if literal_zero:
        named = named._replace(policies=evolve(named.policies, zero_plan=ZeroPlan.LITERAL))
    known = dict.fromkeys(name for row in table.indicators for name in row.targets)
    sheet = sheet_of(table, {name: _YEAR if name == "年度" else name for name in known}, named, actuals, scored=False)
    has_half = _HALF in known
    month = month or _stated_month(table)
    period = _HALF if has_half and month in (None, 6) else _YEAR
    day = None if month is None or table.year is None else _last_day(table.year, month)
    result = result_of(sheet, period, day)
    month = month or month_of(result.plan)
    rows = tuple(_row(leaf, sheet, result, month) for leaf in result.leaves())
    budget = next((row for row in sheet.rows.values() if isinstance(row, BudgetRow)), None)
    diagnostics = table.diagnostics
    return MonitoredTable(table, named.policies, result, period, month, rows, None if budget is None else rate_of(budget), diagnostics)


def _row(leaf: IndicatorOutcome, sheet: Sheet, result: RuleSetResult, month: int) -> MonitoredRow:
    return MonitoredRow(leaf, progress_of(leaf, result.plan, month), isinstance(sheet.rows[leaf.path], BudgetRow))


def _stated_month(table: TargetTable) -> int | None:
    """Return the month to which the form says what was spent; None where it does not, or names several."""
    found = {int(one[1]) for line in table.funds for column in line.amounts if (one := _SPENT_TO.search(column)) is not None}
    return found.pop() if len(found) == 1 and found <= set(range(1, 13)) else None


def _last_day(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)


def _of_year(outcome: IndicatorOutcome) -> Fraction | None:
    """Return what is there of the year's target, at most all of it; `None` where that is no share."""
    dated = outcome.item.indicator.targets.get(_YEAR)
    target = None if dated is None else dated.at(None)
    body = None if target is None else target.body
    if not isinstance(body, Measure) or body.values.low is None or body.values.low <= 0 or outcome.direction is Direction.LOWER:
        return None
    actual = actual_of(outcome) if outcome.actual and outcome.reason != "zero_plan" else None
    number = None if actual is None or target is None else number_of(actual, target)
    if number is None:
        return None
    return max(min(number / body.values.low, _ONE), Fraction(0))


def share_text(share: Fraction | None) -> str:
    """Return a share in per cent, to two decimals."""
    if share is None:
        return "—"
    scaled = share * 10_000
    return f"{write_number(Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 100))}%"
