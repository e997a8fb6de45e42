"""Criteria: a target bound to a direction, ready to judge any number of actual values."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from perfrules.evaluation.result import NO, YES, Result
from perfrules.target import Target
from perfrules.target.body import Change, Dates, Every, Measure, OneOf, Placeholder, Rank, with_values
from perfrules.target.decide import Decision, accepts, both_true, matching_part, on_axis
from perfrules.target.direction import direction_of, leaning
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import IntervalSet
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Direction, DirectionSource, Verdict
from perfrules.value.words import Emptiness

__all__ = ["Criterion", "criterion_for"]


@frozen
class Criterion:
    """A target with the direction in which it is read; `required` is what an actual value must then lie in.

    A composite target has one criterion for each of its `parts`, read in its own direction.
    """

    target: Target
    direction: Direction
    source: DirectionSource
    required: IntervalSet | None = None
    parts: tuple[Criterion, ...] = ()
    notes: tuple[Diagnostic, ...] = ()

    def judge(self, actual: Target | Quantity) -> Result:
        """Return the verdict on one actual value; the sentence that explains it is made when asked for."""
        if type(actual) is Quantity and self.required is not None:
            body = self.target.body
            if type(body) is Measure and actual.unit.dimension == body.unit.dimension:
                return Result(self, actual, YES if self.required.contains(actual.base) else NO)
        return Result(self, actual, self.decide(actual))

    def verdict(self, actual: Target | Quantity) -> Verdict:
        """Return the bare verdict, for many values: nothing is kept that could explain it."""
        if type(actual) is Quantity and self.required is not None:
            body = self.target.body
            if type(body) is Measure and actual.unit.dimension == body.unit.dimension:
                return Verdict.MET if self.required.contains(actual.base) else Verdict.UNMET
        return self.judge(actual).verdict

    def decide(self, actual: Any) -> Decision:
        """Return the answer with its reason."""
        from perfrules.target.decide import as_target  # noqa: PLC0415  rarely needed on the fast path

        value = as_target(actual)
        if isinstance(self.target.body, Placeholder):
            return Decision(None, _NO_TARGET[self.target.body.emptiness])
        if isinstance(value.body, Placeholder):
            return accepts(self.target, value)
        if self.parts:
            return self._decide_parts(value)
        if self.required is not None:
            return on_axis(self.target, value, self.required)
        return accepts(self.target, value)

    def _decide_parts(self, value: Target) -> Decision:
        decisions = [part.decide(matching_part(part.target, index, value)) for index, part in enumerate(self.parts)]
        answers = [one.answer for one in decisions]
        if isinstance(self.target.body, OneOf):
            answer = True if True in answers else (None if None in answers else False)
        else:
            answer = both_true(answers)
        reason = next((one.reason for one in decisions if one.answer is None), "") if answer is None else ""
        return Decision(answer, reason, tuple(note for one in decisions for note in one.notes))


_NO_TARGET = {
    Emptiness.MISSING: "no_target",
    Emptiness.NOT_APPLICABLE: "target_not_applicable",
    Emptiness.UNDETERMINED: "target_undetermined",
}


def criterion_for(target: Target, name: str = "", given: Direction | None = None) -> Criterion:
    """Return the criterion of a target: its direction is found and, where it says `=`, applied.

    `=17500家` asks for at least 17500家 where more is better, `=0%` for at most 0% where less is. The target
    remembers its criteria.
    """
    key = (name, given)
    criterion = target.memo.get(key)
    if criterion is None:
        criterion = target.memo[key] = _criterion(target, name, given)
    return criterion


def _criterion(target: Target, name: str, given: Direction | None) -> Criterion:
    body = target.body
    if isinstance(body, Every | OneOf):
        parts = tuple(criterion_for(part, part.label or name, given) for part in body.parts)
        return Criterion(target, parts[0].direction, parts[0].source, None, parts)
    direction, source = direction_of(target, name, given)
    if not isinstance(body, Measure | Change | Dates | Rank):
        return Criterion(target, direction, source)
    values = leaning(body, direction)
    notes: tuple[Diagnostic, ...] = ()
    if values != body.values:
        read = str(evolve(target, body=with_values(body, values)))
        notes = (Diagnostic("N230", {"direction": direction.value, "source": source.value, "text": read}),)
    return Criterion(target, direction, source, values, (), notes)
