"""A table under a ruleset: what came of joining them, beside the result of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from perfrules.evaluation.merging import Difference
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import CheckOutcome, RuleSetResult
from perfrules.ruleset.model import Path
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.verdict import Verdict

__all__ = ["RuledTable", "check_notes"]

_BROKEN = {"错误": "E407", "警告": "W409", "提示": "N403"}


@frozen(eq=False)
class RuledTable:
    """What a ruleset says about a table: its `result`, and how rows and indicators were joined.

    `unjoined` are the names of rows that mean no indicator of the ruleset, `absent` the indicators that the table has no row for,
    `filled` those whose target is the table's since the rules have none, `differences` what table and ruleset say differently.
    """

    ruleset: RuleSet
    result: RuleSetResult
    unjoined: tuple[str, ...] = ()
    absent: tuple[Path, ...] = ()
    filled: tuple[Path, ...] = ()
    differences: tuple[Difference, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def title(self) -> str:
        """Return what the ruleset is called, with its version: `标题@版本`."""
        return repr(self.ruleset).removeprefix("RuleSet(").removesuffix(")")

    @property
    def checks(self) -> tuple[CheckOutcome, ...]:
        """Return whether what must hold between data (检查) does."""
        return self.result.checks

    @property
    def has_broken_checks(self) -> bool:
        """Tell whether a check does not hold that is more than a hint (提示)."""
        return any(one.verdict is Verdict.UNMET and one.check.severity != "提示" for one in self.checks)

    def to_dict(self) -> dict[str, Any]:
        """Return the whole as JSON-ready data; exact numbers are texts."""
        day, score = self.result.plan.day, self.result.score
        return {
            "title": self.ruleset.title,
            "version": self.ruleset.version,
            "as_of": None if day is None else str(day),
            "score": None if score is None else [str(score.low), str(score.high)],
            "grades": list(self.result.grades),
            "checks": [_check(one) for one in self.checks],
            "missing": [{"name": one.name, "points": str(one.points), "indicators": list(one.indicators)} for one in self.result.missing],
            "rows_without_indicator": list(self.unjoined),
            "indicators_without_row": ["/".join(path) for path in self.absent],
            "targets_of_the_table": ["/".join(path) for path in self.filled],
            "differences": [
                {"name": one.name, "where": one.where, "what": one.what, "table": one.table, "ruleset": one.ruleset}
                for one in self.differences
            ],
            "tree": self.result.explanation().to_dict(),
        }


def _check(one: CheckOutcome) -> dict[str, Any]:
    severity = one.check.severity
    return {"name": one.name, "severity": severity, "verdict": one.verdict.value, "message": one.message, "derivation": one.derivation}


def check_notes(result: RuleSetResult) -> Iterator[Diagnostic]:
    """Yield the checks (检查) that do not hold, weighed as the rules weigh them."""
    for one in result.checks:
        if one.verdict is Verdict.UNMET:
            place = one.check.place
            args = {"name": one.name, "message": one.message, "title": result.ruleset.title}
            yield Diagnostic(_BROKEN.get(one.check.severity, "E407"), args, where=place.source, line=place.line)
