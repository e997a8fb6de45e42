"""Scored tables: the marks that a filled-in self-evaluation table states, beside those that a policy gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.sheet import BudgetRow
from perfrules.evaluation.totals import Marks
from perfrules.ruleset.model import Path, PolicySet
from perfrules.table import Indicator, TargetTable
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import UnknownName
from perfrules.text.near import nearest
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Verdict

__all__ = ["ScoredLevel", "ScoredRow", "ScoredTable", "written_marks"]


@frozen(eq=False)
class ScoredRow:
    """One row: what the table states (`stated`), and what came out under the policy (`outcome`)."""

    outcome: IndicatorOutcome
    origin: Indicator | BudgetRow
    stated: Fraction | None
    tolerance: Fraction
    decimals: int | None = None

    @property
    def name(self) -> str:
        """Return the name of the row."""
        return self.outcome.name

    @property
    def path(self) -> Path:
        """Return the names from the first level down."""
        return self.outcome.path

    @property
    def weight(self) -> Fraction | None:
        """Return the weight of the row; `None` where the form gives none and none was shared out."""
        weight = self.outcome.weight
        stated = self.origin.weight
        given = stated if isinstance(stated, Fraction) or stated is None else stated.value
        return None if not weight and given is None else weight

    @property
    def recomputed(self) -> Marks | None:
        """Return the marks under the policy: a range where something is open or a person decides; `None` without a weight."""
        return None if self.weight is None else self.outcome.marks

    @property
    def is_budget(self) -> bool:
        """Tell whether this is the line of the funds."""
        return isinstance(self.origin, BudgetRow)

    @property
    def difference(self) -> Fraction | None:
        """Return stated less recomputed marks, 0 within a range; `None` where one of the two is missing."""
        marks = self.recomputed
        if self.stated is None or marks is None:
            return None
        return self.stated - min(max(self.stated, marks.low), marks.high)

    @property
    def differs(self) -> bool:
        """Tell whether the stated marks lie beyond the tolerance."""
        return self.difference is not None and abs(self.difference) > self.tolerance

    @property
    def is_explained(self) -> bool:
        """Tell whether the policy gives exactly what is stated, within the tolerance."""
        return self.stated is not None and self.recomputed is not None and self.recomputed.is_known and not self.differs

    @property
    def derivation(self) -> str:
        """Return how the marks came about: `≥95% vs 90.25% → 0.95 × 10 = 9.50`; why there are none, where there are none."""
        one = self.outcome
        if self.weight is None:
            return "没有分值"
        if one.item.criterion is not None and one.item.scorer is None:
            return f"办法不能用于这一行：{'；'.join(note.message for note in one.item.notes)}"
        undecided = one.marks is not None and one.verdict is Verdict.PENDING and one.marks.low == 0 and one.marks.high == self.weight
        if one.marks is None or one.verdict is Verdict.NOT_APPLICABLE or undecided:
            return one.why
        product = self._product(one.marks)
        required = "" if one.item.criterion is None else _required(one)
        return f"{required} vs {self._actual()} → {product}"

    def _actual(self) -> str:
        if isinstance(self.origin, BudgetRow) and self.origin.spent is not None and self.origin.budget:
            return f"{write_number(self.origin.spent)} ÷ {write_number(self.origin.budget)}"
        return self.outcome.actual

    def _product(self, marks: Marks) -> str:
        weight, scorer, number = self.weight or Fraction(0), self.outcome.item.scorer, self.outcome.number
        if not marks.is_known:
            return f"{written_marks(marks, self.decimals)}，由人评定"
        share = marks.low / weight if weight else Fraction(0)
        if scorer is not None and scorer.curve is not None and number is not None:
            share = scorer.shares(number)[0]
        return f"{_share_text(share)} × {write_number(weight)} = {written_marks(marks, self.decimals)}"

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready data; exact numbers are texts."""
        one, marks = self.outcome, self.recomputed
        return {
            "path": list(self.path),
            "name": self.name,
            "where": self.origin.line.where if isinstance(self.origin, BudgetRow) else self.origin.where,
            "target": "" if one.target is None else str(one.target),
            "actual": self._actual(),
            "verdict": one.verdict.value,
            "weight": None if self.weight is None else str(self.weight),
            "stated": None if self.stated is None else str(self.stated),
            "recomputed": None if marks is None else [str(marks.low), str(marks.high)],
            "difference": None if self.difference is None else str(self.difference),
            "differs": self.differs,
            "derivation": self.derivation,
            "why": one.why,
            "notes": [note.to_dict() for note in one.notes],
        }


@frozen(eq=False)
class ScoredLevel:
    """A first level: the sum of its stated marks beside its recomputed marks."""

    outcome: GroupOutcome
    stated: Fraction | None

    @property
    def name(self) -> str:
        """Return the name of the level."""
        return self.outcome.name

    def to_dict(self) -> dict[str, Any]:
        """Return the level as JSON-ready data."""
        marks, weight = self.outcome.marks, self.outcome.weight
        return {
            "name": self.name,
            "weight": None if weight is None else str(weight),
            "stated": None if self.stated is None else str(self.stated),
            "recomputed": None if marks is None else [str(marks.low), str(marks.high)],
        }


@frozen(eq=False)
class ScoredTable:
    """A table recomputed under one policy.

    `table[name]` finds a row. `stated` is the total that the table states, else the sum of the marks that its rows state.
    """

    table: TargetTable
    policies: PolicySet
    result: RuleSetResult
    rows: tuple[ScoredRow, ...]
    tolerance: Fraction
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def policy(self) -> str:
        """Return the name of the policy."""
        return self.policies.name or self.result.ruleset.title

    @property
    def recomputed(self) -> Marks | None:
        """Return the total under the policy, ceilings included."""
        return self.result.score

    @property
    def grades(self) -> tuple[str, ...]:
        """Return the grades that are still possible, best first."""
        return self.result.grades

    @property
    def stated_sum(self) -> Fraction | None:
        """Return the sum of the marks that the rows state; `None` where none does."""
        stated = [row.stated for row in self.rows if row.stated is not None]
        return sum(stated, Fraction(0)) if stated else None

    @property
    def stated(self) -> Fraction | None:
        """Return the total that the table states, else the sum of its rows."""
        total = self.table.total
        return total.value if total is not None and total.value is not None else self.stated_sum

    @property
    def differing(self) -> tuple[ScoredRow, ...]:
        """Return the rows whose stated marks the policy does not give."""
        return tuple(row for row in self.rows if row.differs)

    @property
    def total_differs(self) -> bool:
        """Tell whether the stated total is not the recomputed one."""
        marks, stated = self.recomputed, self.stated
        if marks is None or stated is None:
            return False
        return not marks.low - self.tolerance <= stated <= marks.high + self.tolerance

    @property
    def sum_differs(self) -> bool:
        """Tell whether the stated total is not the sum of the stated rows."""
        return self.stated_sum is not None and self.stated is not None and abs(self.stated_sum - self.stated) > self.tolerance

    @property
    def explained(self) -> int:
        """Return how many stated rows the policy gives exactly."""
        return sum(row.is_explained for row in self.rows)

    @property
    def levels(self) -> tuple[ScoredLevel, ...]:
        """Return the first levels with their sums."""
        return tuple(self._levels())

    def _levels(self) -> Iterator[ScoredLevel]:
        for group in self.result.root.children:
            if isinstance(group, GroupOutcome):
                stated = [row.stated for row in self.rows if row.path[: len(group.path)] == group.path and row.stated is not None]
                yield ScoredLevel(group, sum(stated, Fraction(0)) if stated else None)

    def __getitem__(self, name: str) -> ScoredRow:
        found = next((row for row in self.rows if name in (row.name, "/".join(row.path))), None)
        if found is None:
            raise UnknownName([Diagnostic("E401", {"name": name, "suggestion": nearest(name, [row.name for row in self.rows])})])
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the whole as JSON-ready data; exact numbers are texts."""
        marks, full = self.recomputed, self.result.root.weight
        return {
            "source": self.table.source,
            "unit_name": self.table.unit_name,
            "project_name": self.table.project_name,
            "policy": self.policy,
            "policy_lines": dict(self.policies.lines),
            "policy_source": list(self.policies.provenance),
            "tolerance": str(self.tolerance),
            "full_marks": None if full is None else str(full),
            "stated": None if self.stated is None else str(self.stated),
            "stated_sum": None if self.stated_sum is None else str(self.stated_sum),
            "recomputed": None if marks is None else [str(marks.low), str(marks.high)],
            "grades": list(self.grades),
            "differing": len(self.differing),
            "levels": [level.to_dict() for level in self.levels],
            "rows": [row.to_dict() for row in self.rows],
            "diagnostics": [one.to_dict() for one in self.diagnostics],
        }


def written_marks(marks: Marks | Fraction | None, decimals: int | None = 2) -> str:
    """Return marks as a form prints them: to the decimals of the policy, a range with a dash.

    >>> written_marks(Fraction(95, 10)), written_marks(Marks(Fraction(6), Fraction(8))), written_marks(None)
    ('9.50', '6.00~8.00', '—')
    """
    if marks is None:
        return "—"
    if isinstance(marks, Fraction):
        return _fixed(marks, 2 if decimals is None else decimals)
    ends = dict.fromkeys(_fixed(one, 2 if decimals is None else decimals) for one in marks)
    return "~".join(ends)


def _fixed(value: Fraction, decimals: int) -> str:
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and whole else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def _share_text(share: Fraction) -> str:
    """Return a share with at most four decimals; an ellipsis says that there are more."""
    text = write_number(share)
    if "/" not in text and len(text.partition(".")[2]) <= 4:
        return text
    return f"{_fixed(Fraction(share.numerator * 10**4 // share.denominator, 10**4), 4)}…"


def _required(one: IndicatorOutcome) -> str:
    from perfrules.evaluation.explain import wanted_text  # noqa: PLC0415  sentences are only made when asked for

    assert one.item.criterion is not None
    return wanted_text(one.item.criterion)


Compared = Mapping[str, ScoredTable]
"""One table under several policies, by the name of each."""
