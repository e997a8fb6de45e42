"""The context of a review: the table, its rows with what every check wants to know of them, and how findings are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from perfrules.evaluation.criterion import Criterion, criterion_for
from perfrules.evaluation.ruleset import RuleSet
from perfrules.reviewing.arithmetic import Rule, Tested
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.narrative import Match, match_goals
from perfrules.reviewing.settings import Settings
from perfrules.table import Cell, FundLine, Indicator, TargetTable
from perfrules.table.form import Form, form
from perfrules.target import Target
from perfrules.target.body import Change, Measure, Rank
from perfrules.text.diagnostic import Severity

__all__ = ["Context", "ReviewRow"]

_QUANTITIES = (Measure, Change, Rank)
_NOTHING: Mapping[str, str] = {}


@frozen(eq=False, slots=False)
class ReviewRow:
    """One indicator with its place in the tree: `family` of its first level (产出, 效益 …), `group` the family its second level suggests.

    Both are empty where the words are not known.
    """

    indicator: Indicator
    number: int
    family: str
    group: str

    @property
    def name(self) -> str:
        """Return the name on one line."""
        return " ".join(self.indicator.name.split())

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """Return the targets that could be read, by period."""
        return {period: cell.target for period, cell in self.indicator.targets.items() if cell.target is not None}

    def criterion(self, period: str) -> Criterion | None:
        """Return the target of a period as it is judged; None where there is none."""
        target = self.targets.get(period)
        return None if target is None else criterion_for(target, self.indicator.name)

    @cached_property
    def last(self) -> tuple[str, Cell] | None:
        """Return the target of the longest period that the year has (全年, 年度, else the last column); None where there is none."""
        cells = self.indicator.targets
        for period in ("全年", "年度"):
            if period in cells:
                return period, cells[period]
        return next(reversed(list(cells.items())), None)

    @property
    def is_quantitative(self) -> bool:
        """Tell whether some target of the row is a number."""
        return any(isinstance(part.body, _QUANTITIES) for target in self.targets.values() for part in parts_of(target))


def _family(one: Indicator, known: Form) -> str:
    """Return the family of a row: of its first level, else of its second; a form may print a second level as the first."""
    return known.level1(one.level1) or known.level2(one.level2) or known.level2(one.level1) or known.level1(one.level2) or ""


def parts_of(target: Target) -> Iterator[Target]:
    """Yield the simple targets that a target is made of."""
    parts = getattr(target.body, "parts", None)
    if parts is None:
        yield target
    else:
        for part in parts:
            yield from parts_of(part)


@frozen(eq=False, slots=False)
class Context:
    """A table under review: settings, earlier tables (the latest first), the ruleset it has to follow, and its rows.

    `policy` names the policy under which marks are computed again; empty for that of the ruleset, or of self-evaluation.
    """

    table: TargetTable
    settings: Settings
    earlier: tuple[TargetTable, ...] = ()
    ruleset: RuleSet | None = None
    policy: str = ""

    @cached_property
    def rows(self) -> tuple[ReviewRow, ...]:
        """Return the rows of the table in its order."""
        known = form()
        return tuple(
            ReviewRow(one, number, _family(one, known), known.level2(one.level2) or "") for number, one in enumerate(self.table.indicators)
        )

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Return the quantities of the goals, each with the row that it speaks of."""
        return match_goals(self.table)

    @cached_property
    def is_scored(self) -> bool:
        """Tell whether the table states marks: a self-evaluation (自评表)."""
        return any(row.indicator.score for row in self.rows)

    @cached_property
    def has_actuals(self) -> bool:
        """Tell whether the table has actual values."""
        return any(row.indicator.actual for row in self.rows)

    @cached_property
    def money(self) -> Mapping[tuple[str, ...], FundLine]:
        """Return the fund lines by their path of labels."""
        return {line.path: line for line in self.table.funds}

    def makes(self, *codes: str) -> bool:
        """Tell whether any of these checks is made."""
        return any(code in self.settings.weights for code in codes)

    def rules(self, code: str) -> tuple[Rule, ...]:
        """Return the rules of arithmetic of a check, none where it is not made."""
        return self.settings.rules.get(code, ()) if code in self.settings.weights else ()

    def tested(self, code: str, facts: Mapping[str, Fraction]) -> Iterator[Tested]:
        """Yield the rules of a check that these numbers break."""
        for rule in self.rules(code):
            if rule.needs <= facts.keys():
                tested = rule.test(facts)
                if tested is not None and not tested.holds:
                    yield tested

    def number(self, code: str, name: str) -> Fraction:
        """Return a parameter of a check."""
        return self.settings.number(code, name)

    def find(
        self,
        code: str,
        where: str,
        *,
        expected: str = "",
        found: str = "",
        subject: str = "",
        related: tuple[str, ...] = (),
        weight: Severity | None = None,
        fields: Mapping[str, str] = _NOTHING,
        **args: str,
    ) -> Finding:
        """Return a finding with the severity that the settings give its check, or `weight` where a case weighs less or more.

        `fields` and the other names fill its sentence.
        """
        severity = weight or self.settings.weights.get(code, Severity.NOTE)
        return Finding(code, severity, where, {**fields, **args}, expected, found, subject, related=related)

    def find_in(
        self,
        row: ReviewRow,
        code: str,
        where: str = "",
        *,
        expected: str = "",
        found: str = "",
        related: tuple[str, ...] = (),
        weight: Severity | None = None,
        fields: Mapping[str, str] = _NOTHING,
        **args: str,
    ) -> Finding:
        """Return a finding about a row of the indicators, at its name unless `where` says otherwise; `{name}` is filled in."""
        one, severity = row.indicator, weight or self.settings.weights.get(code, Severity.NOTE)
        filled = {"name": row.name, **fields, **args}
        return Finding(code, severity, where or one.where, filled, expected, found, row.name, one.level1, related)
