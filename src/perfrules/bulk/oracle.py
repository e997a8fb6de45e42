"""The scalar answer for one target under all that holds for its rows: what columns are made from, and held against."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

from attrs import frozen

from perfrules.evaluation.criterion import Criterion, criterion_for
from perfrules.evaluation.judge import completed
from perfrules.evaluation.judging import shares_of_result
from perfrules.evaluation.plan import Item, Plan, make_plan
from perfrules.evaluation.result import Result
from perfrules.evaluation.scored_value import model_of
from perfrules.ruleset.named import NamedPolicy
from perfrules.scoring import Scorer
from perfrules.target import Target
from perfrules.target.body import Prose
from perfrules.target.decide import Decision
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.verdict import Direction

__all__ = ["Oracle", "note_codes"]

_PERIOD = "全年"


@frozen(slots=False, eq=False)
class Oracle:
    """One target with everything that decides about its actual values; with a `weight` it gives marks, too.

    It says what `evaluate` says: the same passes are called, and what does not depend on the actual value is worked out once.
    """

    target: Target
    name: str = ""
    direction: Direction | None = None
    bare_percent: str | None = None
    year: int | None = None
    weight: Fraction | None = None
    named: NamedPolicy | None = None

    @cached_property
    def criterion(self) -> Criterion:
        """Return the target in the direction in which it is read."""
        return criterion_for(self.target, self.name, self.direction)

    @cached_property
    def plan(self) -> Plan | None:
        """Return the rules of the one row; `None` where there are no marks."""
        if self.weight is None or self.named is None:
            return None
        path = (self.name or str(self.target),)
        return make_plan(model_of(self.named, self.target, path, self.weight, self.direction), _PERIOD, None, "")

    @property
    def item(self) -> Item | None:
        """Return the one row of the rules."""
        return None if self.plan is None else self.plan.items[0]

    @property
    def scorer(self) -> Scorer | None:
        """Return how the row is scored; `None` where there are no marks, or the policy does not fit the target."""
        return None if self.item is None else self.item.scorer

    def completed(self, actual: Target) -> Target:
        """Return an actual value with what is said about bare percentages and years."""
        return completed(actual, self.criterion, self.bare_percent, self.year)

    def result(self, actual: Target) -> Result:
        """Return the judgement of an actual value."""
        return self.criterion.judge(self.completed(actual))

    def unreadable(self, text: str, diagnostics: tuple[Diagnostic, ...]) -> Result:
        """Return the judgement of an actual value that cannot be read."""
        return Result(self.criterion, Target(Prose(text), "", diagnostics), Decision(None, "unreadable"), text)

    def shares(self, result: Result) -> tuple[Fraction, Fraction] | None:
        """Return the smallest and largest share of the weight that a judgement gets, before rounding."""
        item = self.item
        if item is None or item.scorer is None:
            return None
        return shares_of_result(item, self.criterion.judge(result.actual))


def note_codes(notes: tuple[Diagnostic, ...]) -> str:
    """Return the codes of notes as one text: sorted, each once.

    >>> note_codes((Diagnostic("N230"), Diagnostic("N203"), Diagnostic("N230")))
    'N203 N230'
    """
    return " ".join(sorted({one.code for one in notes}))
