"""Results: the verdict on one actual value, with everything that explains it worked out when asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import frozen

from perfrules.evaluation import explain
from perfrules.target import Target
from perfrules.target.decide import Decision, as_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.numeral import write_number
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Direction, DirectionSource, Verdict

if TYPE_CHECKING:
    from perfrules.evaluation.criterion import Criterion
    from perfrules.evaluation.totals import Marks

__all__ = ["NO", "YES", "Result"]

YES = Decision(True)
NO = Decision(False)
_POINT = "N210"
"""A target without a comparison needs an assumption; an actual value has none by nature."""

_NOT_APPLICABLE = ("not_applicable", "target_not_applicable")


@frozen
class Result:
    """The judgement of one actual value against one target.

    `criterion` is the target as it was read, `actual` the value, `decision` the bare answer; verdict, completion, shortfall and the
    sentence `why` follow from them. `score` are the marks, where a weight was given.

    >>> from perfrules import evaluate
    >>> result = evaluate("=17500家", "16800家", name="拥有高新技术企业数")
    >>> result.verdict, str(result.shortfall), result.completion
    (<Verdict.UNMET: '未达标'>, '700家', Fraction(24, 25))
    >>> result.why
    '要求 ≥17500家，实际 16800家，差 700家（完成 96%）'
    """

    criterion: Criterion
    actual: Target | Quantity
    decision: Decision
    written: str = ""
    score: Marks | None = None

    @property
    def verdict(self) -> Verdict:
        """Return 达标, 未达标, 待定 or 不适用; whatever is missing or incomparable is 待定."""
        answer = self.decision.answer
        if answer is None:
            return Verdict.NOT_APPLICABLE if self.decision.reason in _NOT_APPLICABLE else Verdict.PENDING
        return Verdict.MET if answer else Verdict.UNMET

    @property
    def reason(self) -> str:
        """Return the reason code: `met`, `exceeded`, `short`, or why nothing can be decided (`no_data`, `unit_mismatch` …)."""
        if self.decision.answer is None:
            return self.decision.reason or "incomparable"
        if not self.decision.answer:
            return "short"
        return "exceeded" if explain.exceeds(self) else "met"

    @property
    def target(self) -> Target:
        """Return the target as written."""
        return self.criterion.target

    @property
    def value(self) -> Target:
        """Return the actual value as it was read."""
        return as_target(self.actual)

    @property
    def direction(self) -> Direction:
        """Return which way is better."""
        return self.criterion.direction

    @property
    def direction_source(self) -> DirectionSource:
        """Return what decided the direction."""
        return self.criterion.source

    @property
    def completion(self) -> Fraction | None:
        """Return actual ÷ target where more is better and the target is above zero, else `None`."""
        return explain.completion_of(self)

    @property
    def shortfall(self) -> Quantity | None:
        """Return how far an unmet value lies from the nearest one that would be met, in the target's unit.

        The difference of two percentages is in 个百分点, that of two dates in 天.
        """
        return explain.shortfall_of(self)

    @property
    def why(self) -> str:
        """Return the sentence that explains the verdict."""
        return explain.sentence(self)

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Return everything that was assumed about target, actual value and their comparison."""
        actual = () if isinstance(self.actual, Quantity) else (note for note in self.actual.notes if note.code != _POINT)
        return (*self.target.notes, *self.criterion.notes, *actual, *self.decision.notes)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON-ready data; exact numbers are texts."""
        completion = self.completion
        score = {} if self.score is None else {"score": [str(self.score.low), str(self.score.high)]}
        return score | {
            "verdict": self.verdict.value,
            "reason": self.reason,
            "target": str(self.target),
            "required": explain.required_text(self),
            "actual": explain.actual_text(self),
            "completion": None if completion is None else write_number(completion),
            "shortfall": None if self.shortfall is None else str(self.shortfall),
            "direction": self.direction.value,
            "direction_source": self.direction_source.value,
            "why": self.why,
            "notes": [note.to_dict() for note in self.notes],
        }
