"""Marks computed again: what a policy gives each row of a self-evaluation, and why."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from attrs import evolve, field, frozen

from perfrules.evaluation.criterion import criterion_for
from perfrules.evaluation.judge import judge_text
from perfrules.evaluation.result import Result
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.score_table import score_with
from perfrules.evaluation.scored_table import ScoredRow
from perfrules.reviewing.checks.weighing import is_bare, place_of, points
from perfrules.reviewing.context import Context, ReviewRow
from perfrules.reviewing.words import review_words
from perfrules.ruleset.model import PolicySet
from perfrules.ruleset.named import NamedPolicy, find_policy
from perfrules.scoring.policy import ByName, Ratio
from perfrules.table import Cell, FundLine, Indicator, TargetTable
from perfrules.table.form import form
from perfrules.table.model import Amount
from perfrules.target import Target
from perfrules.target.body import Change, Measure, Rank
from perfrules.value.verdict import Direction, Verdict

__all__ = ["MarkedRow", "Marker", "is_monitoring", "marked", "marker_for"]

_YEAR = "年度"
_MOST_REMEMBERED = 128
_PLACES = 100
"""Marks have two decimals."""


class Judged(NamedTuple):
    """How an actual value is judged, with what the checks ask of it again and again."""

    result: Result
    verdict: Verdict
    completion: Fraction | None
    is_number: bool


@lru_cache(maxsize=8192)
def _judged(target: Target, name: str, actual: str) -> Judged:
    result = judge_text(criterion_for(target, name), actual)
    return Judged(result, result.verdict, result.completion, isinstance(target.body, Measure | Change | Rank))


@frozen(eq=False)
class MarkedRow:
    """A row of a self-evaluation: its weight and the score that it states in points, the target of the year, the actual value judged.

    `cell` is None where there is no target that could be read, `judged` where there is no actual value besides.
    """

    row: ReviewRow
    weight: Fraction | None
    score: Fraction | None
    cell: Cell | None
    judged: Judged | None

    @property
    def indicator(self) -> Indicator:
        """Return the row of the table."""
        return self.row.indicator

    @property
    def is_actual_blank(self) -> bool:
        """Tell whether there is no actual value."""
        return is_bare(self.indicator.actual)

    @property
    def has_reason(self) -> bool:
        """Tell whether a reason is given, in a column of remarks where the form has none for reasons."""
        if not is_bare(self.indicator.reason):
            return True
        return any(not is_bare(text) for name, text in self.indicator.others.items() if review_words().meaning("说明栏", name) is not None)

    @property
    def result(self) -> Result | None:
        """Return the judgement of the actual value, with its reasons."""
        return None if self.judged is None else self.judged.result

    @property
    def target_text(self) -> str:
        """Return the target as it is written."""
        return "" if self.row.last is None else self.row.last[1].text

    def place(self, cell: str) -> str:
        """Return where a cell of the row stands."""
        return place_of(self.indicator, cell)


def marked(row: ReviewRow, weight: Fraction | None) -> MarkedRow:
    """Return a row with its weight in points, ready to be looked at."""
    one, last = row.indicator, row.last
    target = None if last is None else last[1].target
    cell = last[1] if last is not None and target is not None else None
    judged = None if target is None or is_bare(one.actual) else _judged(target, one.name, one.actual)
    return MarkedRow(row, weight, points(one.score) if one.score else None, cell, judged)


@frozen(eq=False, slots=False)
class Marker:
    """A policy at hand, with what it gave to rows before: tables of one folder repeat them."""

    named: NamedPolicy
    policies: PolicySet
    memo: dict[tuple[str, ...], ScoredRow | None] = field(factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Return the name of the policy."""
        return self.policies.name or self.named.model.title

    @cached_property
    def _is_ratio(self) -> bool:
        """Tell whether numbers get their completion and nothing else."""
        dated = self.policies.policy
        policy = None if dated is None else dated.at(None)
        if policy is None or not isinstance(policy.form, Ratio) or any((policy.floor, policy.passing, policy.cap, policy.equal)):
            return False
        return policy.over is None or policy.over.word in ("不计", "说明")

    def scored(self, one: MarkedRow) -> ScoredRow | None:
        """Return the row with its marks under the policy; None without a weight, a target or an actual value."""
        row, cell = one.indicator, one.cell
        if not one.weight or one.weight < 0 or cell is None or one.is_actual_blank:
            return None
        key = (row.level1, row.level2, row.task, row.name, cell.text, str(cell.target), row.actual, str(one.weight), row.score)
        if key not in self.memo:
            weight = Amount(str(one.weight), one.weight)
            alone = evolve(row, targets=MappingProxyType({_YEAR: cell}), weight=weight)
            self._remember(key, score_with(TargetTable(indicators=(alone,)), self.named).rows[0])
        return self.memo[key]

    def scored_budget(self, table: TargetTable, line: FundLine) -> ScoredRow | None:
        """Return the line of the budget with its marks."""
        key = ("", *(f"{name}={amount.text}" for name, amount in line.amounts.items()))
        if key not in self.memo:
            rows = score_with(evolve(table, indicators=(), funds=(line,)), self.named).rows
            self._remember(key, next((row for row in rows if row.is_budget), None))
        return self.memo[key]

    def _remember(self, key: tuple[str, ...], row: ScoredRow | None) -> None:
        if len(self.memo) >= _MOST_REMEMBERED:
            self.memo.clear()
        self.memo[key] = row

    def is_plainly_right(self, one: MarkedRow) -> bool:
        """Tell quickly, for the policy of most tables, that a score is what the completion gives: full marks once the target is met.

        False says nothing: then the policy itself is asked.
        """
        judged, weight, score = one.judged, one.weight, one.score
        if judged is None or weight is None or score is None or not judged.is_number or not self._is_plain(one.row):
            return False
        if judged.verdict is Verdict.MET:
            return score == weight
        done = judged.completion
        if done is None or done < 0 or judged.result.direction is not Direction.HIGHER:
            return False
        return score * _PLACES == int(done * weight * _PLACES + Fraction(1, 2))

    def _is_plain(self, row: ReviewRow) -> bool:
        """Tell whether a row of numbers is scored by its completion, with nothing taken away for over-achievement."""
        if not self._is_ratio:
            return False
        one = row.indicator
        return not any(special.covers((one.level1, one.level2, one.name)) for special in self.policies.special)


def marker_for(context: Context) -> Marker:
    """Return the policy of a review: the one that is named, else the one of its ruleset, else that for self-evaluation."""
    return _marker(context.policy, None if context.policy else context.ruleset)


@lru_cache(maxsize=16)
def _marker(policy: str, ruleset: RuleSet | None) -> Marker:
    if ruleset is not None and ruleset.model.policy.policy is not None:
        named = NamedPolicy(ruleset.model.policy, ruleset.model)
    else:
        named = find_policy(policy or form().default_policy("自评"))
    return Marker(named, _meant(named.policies, named.model.policies))


def _meant(policies: PolicySet, known: Mapping[str, PolicySet]) -> PolicySet:
    """Return what a policy that only names another one (按办法) stands for."""
    dated = policies.policy
    said = None if dated is None else dated.at(None)
    if said is not None and isinstance(said.form, ByName):
        return known.get(said.form.name, policies)
    return policies


def is_monitoring(context: Context) -> bool:
    """Tell whether the table looks at a part of the year: its actual values cannot be held against the year's targets yet."""
    return any(row.indicator.forecast or row.indicator.likelihood for row in context.rows)
