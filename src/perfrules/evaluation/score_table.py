"""Scoring a table again: every row, the budget's execution, the levels, the total and its grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from perfrules.evaluation.scored_table import ScoredRow, ScoredTable, written_marks
from perfrules.evaluation.sheet import BudgetRow, Sheet, rate_of, result_of, sheet_of
from perfrules.evaluation.tree import period_of
from perfrules.ruleset.library import Library
from perfrules.ruleset.named import NamedPolicy, find_policy, named_policies_in
from perfrules.table import TargetTable, read_table
from perfrules.table.amount import read_amount
from perfrules.table.form import form
from perfrules.table.grid import Place
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError

__all__ = ["TOLERANCE", "Explanatory", "score_table", "score_with", "stated_marks", "which_policy"]

TOLERANCE = Fraction(1, 100)
"""How far stated marks may lie from the recomputed ones: half a unit of two decimals, twice."""


def score_table(
    table: TargetTable | str | Path,
    policy: str = "",
    *,
    actuals: Mapping[str, str] | None = None,
    period: str | None = None,
    as_of: date | None = None,
    equal: str = "",
    tolerance: Fraction = TOLERANCE,
    search: Sequence[str | Path] = (),
) -> ScoredTable:
    """Return a filled-in self-evaluation table recomputed under a named policy, its stated marks beside the recomputed ones.

    `table` is a table, a path or a text. `policy` is the name or alias of a named policy (`perfrules policies` lists them), or the
    path of a ruleset; without one, self-evaluation as the central rules have it. The table gives targets, weights, actual values
    and stated marks; the line of the funds that has a weight is scored as the execution of the budget. `actuals` go before the
    values in the table. Weights that are not there can be shared out with `equal` (逐级, 指标). `tolerance` is in points.

    An unknown policy raises `RulesetError`, an unknown period `UnknownName`, a table without any weight `TableError`.

    >>> text = '''| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
    ... |---|---|---|---|---|---|
    ... | 产出 | 验收合格率 | ≥95% | 90.25% | 10 | 10 |
    ... '''
    >>> scored = score_table(text, "mof-2020")
    >>> row = scored["验收合格率"]
    >>> row.derivation, row.differs, str(row.difference)
    ('≥95% vs 90.25% → 0.95 × 10 = 9.50', True, '1/2')
    """
    found = table if isinstance(table, TargetTable) else read_table(table)
    return score_with(found, find_policy(policy or form().default_policy("自评"), search), actuals, period, as_of, equal, tolerance)


def score_with(
    table: TargetTable,
    named: NamedPolicy,
    actuals: Mapping[str, str] | None = None,
    period: str | None = None,
    as_of: date | None = None,
    equal: str = "",
    tolerance: Fraction = TOLERANCE,
) -> ScoredTable:
    """Return a table recomputed under a policy that is at hand."""
    sheet = sheet_of(table, {period_of(table, period): "全年"}, named, actuals)
    if not equal and not any(rule.weight for rule in sheet.model.indicators.values()):
        raise TableError([Diagnostic("E330", {"path": table.source}, where=table.source)])
    result = result_of(sheet, "全年", as_of, equal)
    rounding = result.plan.rounding
    decimals = None if rounding is None else rounding.decimals
    rows = tuple(
        ScoredRow(leaf, sheet.rows[leaf.path], stated_marks(sheet.rows[leaf.path]), tolerance, decimals) for leaf in result.leaves()
    )
    return ScoredTable(table, named.policies, result, rows, tolerance, tuple(_found(table, sheet)))


def stated_marks(row: object) -> Fraction | None:
    """Return the marks that a row states."""
    if isinstance(row, BudgetRow):
        return None if row.score is None else row.score.value
    amount = read_amount(Place(getattr(row, "score", ""), 0, 0), "分")
    return None if amount is None else amount.value


def _found(table: TargetTable, sheet: Sheet) -> list[Diagnostic]:
    """Return what is to be said about the table as a whole."""
    found = list(table.diagnostics)
    for row in sheet.rows.values():
        if isinstance(row, BudgetRow):
            rate = rate_of(row)
            if rate is not None and row.rate is not None and abs(rate - row.rate) > Fraction(1, 1000):
                args = {"stated": _percent(row.rate), "rate": _percent(rate)}
                found.append(Diagnostic("W330", args, where=f"{table.source} {row.line.where}".strip()))
    return found


def _percent(rate: Fraction) -> str:
    return f"{written_marks(rate * 100)}%"


class Explanatory(NamedTuple):
    """How well a policy explains the marks that a table states: exactly so many rows, and in so many that stay open."""

    policy: NamedPolicy
    scored: ScoredTable

    @property
    def explained(self) -> int:
        """Return how many rows the policy gives exactly."""
        return self.scored.explained

    @property
    def possible(self) -> int:
        """Return how many rows the policy leaves open, with the stated marks among what is possible."""
        rows = (row for row in self.scored.rows if row.outcome.item.scorer is not None)
        return sum(row.stated is not None and not row.differs and not row.is_explained for row in rows)

    @property
    def stated(self) -> int:
        """Return how many rows state marks."""
        return sum(row.stated is not None for row in self.scored.rows)

    def to_dict(self) -> dict[str, Any]:
        """Return the standing of the policy as JSON-ready data."""
        return {
            "policy": self.policy.name,
            "aliases": list(self.policy.policies.aliases),
            "explained": self.explained,
            "possible": self.possible,
            "stated": self.stated,
            "distance": str(self.distance),
        }

    @property
    def distance(self) -> Fraction:
        """Return by how many points the rows lie off, all together."""
        return sum((abs(row.difference) for row in self.scored.rows if row.difference is not None), Fraction(0))


def which_policy(
    table: TargetTable,
    *,
    actuals: Mapping[str, str] | None = None,
    period: str | None = None,
    as_of: date | None = None,
    equal: str = "",
    tolerance: Fraction = TOLERANCE,
    search: Sequence[str | Path] = (),
) -> list[Explanatory]:
    """Return every named policy with how well it explains the stated marks of a table, the best first.

    Monitoring policies give no marks and are left out. Most rows explained come first, then most that stay possible, then the
    smallest distance.
    """
    library = Library([Path(folder) for folder in search])
    policies = (one for one in named_policies_in(library) if not one.policies.lights)
    found = [Explanatory(one, score_with(table, one, actuals, period, as_of, equal, tolerance)) for one in policies]
    return sorted(found, key=lambda one: (-one.explained, -one.possible, one.distance, one.policy.name))
