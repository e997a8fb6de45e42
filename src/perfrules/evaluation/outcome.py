"""Outcomes: what came out for each indicator and each level, with the reason at hand when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import frozen

from perfrules.evaluation.explain import wanted_text
from perfrules.evaluation.plan import Branch, Item
from perfrules.evaluation.result import Result
from perfrules.evaluation.totals import Marks
from perfrules.formula import Compiled
from perfrules.formula.term import Pair
from perfrules.ruleset.model import Path, Place, Provenance
from perfrules.target import Target
from perfrules.target.body import Measure
from perfrules.target.decide import Decision
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.numeral import write_number
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Direction, Verdict

__all__ = ["GroupOutcome", "IndicatorOutcome", "Outcome"]

_REASONS = {
    "no_facts": "缺 {names}",
    "no_target": "没有填写指标值",
    "no_target_in_period": "本期没有指标值",
    "zero_plan": "本期计划为零，到全年再评",
    "does_not_apply": "不满足适用条件",
    "may_not_apply": "适用条件待定：缺 {names}",
    "zero_by_zero": "分子、分母都是零，不适用",
    "division_by_zero": "分母是零，无法计算",
    "condition": "指标值无法与算出的值比较",
}


@frozen(slots=True, eq=False)
class IndicatorOutcome:
    """The verdict on one indicator with its marks.

    `reason` is a code, `given` an actual value that was given, `computed` one that a formula made, `lacking` the names of what is
    missing. `marks` is `None` where no weights are known. Completion, shortfall and the sentence `why` are worked out when asked for.
    """

    item: Item
    verdict: Verdict
    reason: str
    given: Target | Quantity | None
    marks: Marks | None
    applies: bool | None
    lacking: tuple[str, ...] = ()
    written: str = ""
    decision: Decision | None = None
    inputs: Sequence[Pair] = ()
    computed: Pair | None = None

    @property
    def value(self) -> Target | Quantity | None:
        """Return the actual value, given or computed; `None` where there is none."""
        if self.computed is None:
            return self.given
        return Quantity(Fraction(*self.computed) / self.item.unit.factor, self.item.unit)

    @property
    def name(self) -> str:
        """Return the name of the indicator."""
        return self.item.indicator.path[-1]

    @property
    def path(self) -> Path:
        """Return the names from the first level down."""
        return self.item.indicator.path

    @property
    def weight(self) -> Fraction | None:
        """Return the weight in effect."""
        return self.item.weight

    @property
    def target(self) -> Target | None:
        """Return the target of the period."""
        return None if self.item.criterion is None else self.item.criterion.target

    @property
    def direction(self) -> Direction | None:
        """Return which way is better."""
        return None if self.item.criterion is None else self.item.criterion.direction

    @property
    def result(self) -> Result | None:
        """Return the judgement itself, where there was an actual value and a target."""
        value = self.value
        if self.decision is None or value is None or self.item.criterion is None:
            return None
        return Result(self.item.criterion, value, self.decision, self.written)

    @property
    def actual(self) -> str:
        """Return the actual value as written or computed; empty where there is none."""
        return self.written or ("" if self.value is None else str(self.value))

    @property
    def completion(self) -> Fraction | None:
        """Return actual ÷ target, where that means something."""
        return None if self.result is None else self.result.completion

    @property
    def shortfall(self) -> Quantity | None:
        """Return how far a miss lies from the target."""
        return None if self.result is None else self.result.shortfall

    @property
    def why(self) -> str:
        """Return the sentence that explains the verdict."""
        result = self.result
        if result is not None:
            return result.why
        own = self.lacking == (self.name,)
        said = "缺实际值" if own else _REASONS.get(self.reason, self.reason).format(names="、".join(self.lacking))
        if self.item.criterion is None or self.reason in ("does_not_apply", "may_not_apply"):
            return said
        return f"要求 {wanted_text(self.item.criterion)}，{said}"

    @property
    def derivation(self) -> str:
        """Return how the actual value was computed and how the marks follow from it; empty where there is nothing to say."""
        parts = []
        compiled: Compiled | None = self.item.compiled
        if self.inputs and compiled is not None:
            facts = {name: Fraction(*pair) for name, pair in zip(compiled.names, self.inputs, strict=True)}
            parts.append(f"{compiled.derivation(facts, self.item.units)} = {self.actual}")
        if self.marks is not None and self.marks.is_known and self.item.weight and self.value is not None:
            share = self.marks.low / self.item.weight
            parts.append(f"{write_number(share)} × {write_number(self.item.weight)}分 = {write_number(self.marks.low)}分")
        return "；".join(parts)

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Return everything that was assumed about target, actual value, comparison and marks."""
        result = self.result
        return (*(() if result is None else result.notes), *self.item.notes, *self._flags())

    def _flags(self) -> Iterator[Diagnostic]:
        """Yield what the policy asks a person to do about the actual value."""
        scorer, number = self.item.scorer, self.number
        if scorer is not None and number is not None and scorer.curve is not None:
            yield from scorer.flags(number / self._taken_unit, self.completion)

    @property
    def _taken_unit(self) -> Fraction:
        """Return the unit that a target without one takes from the actual value, as a number of base units."""
        wanted, given = (None if one is None else getattr(one, "body", None) for one in (self.target, self.given))
        taken = isinstance(wanted, Measure) and isinstance(given, Measure) and wanted.unit.is_bare and not given.unit.is_bare
        return given.unit.factor if taken and isinstance(given, Measure) else Fraction(1)

    @property
    def number(self) -> Fraction | None:
        """Return the actual value in base units, a bare one in the unit of the target; `None` where it is no single number."""
        if self.computed is not None:
            return Fraction(*self.computed)
        if isinstance(self.given, Quantity):
            return self.given.base
        body = None if self.given is None else self.given.body
        if not isinstance(body, Measure) or (point := body.values.the_point) is None:
            return None
        wanted = None if self.target is None else self.target.body
        bare = body.unit.is_bare and isinstance(wanted, Measure) and not wanted.unit.is_bare
        return point * wanted.unit.factor if bare and isinstance(wanted, Measure) else point

    @property
    def provenance(self) -> Provenance:
        """Return the source (依据) of the indicator and whether it was checked (状态)."""
        return self.item.indicator.provenance

    @property
    def place(self) -> Place:
        """Return the line of the rule."""
        return self.item.indicator.place


@frozen(slots=True, eq=False)
class GroupOutcome:
    """The verdict on a level: Kleene's *and* over what applies below it, and the marks that come together."""

    branch: Branch
    verdict: Verdict
    marks: Marks | None
    applies: bool | None
    children: tuple[Outcome, ...]

    @property
    def path(self) -> Path:
        """Return the names from the first level down; `()` for the whole."""
        return self.branch.path

    @property
    def name(self) -> str:
        """Return the name of the level."""
        return self.branch.path[-1] if self.branch.path else ""

    @property
    def weight(self) -> Fraction | None:
        """Return the weight in effect."""
        return self.branch.weight

    def leaves(self) -> Iterator[IndicatorOutcome]:
        """Yield the indicators below, in the order of the file."""
        for child in self.children:
            if isinstance(child, IndicatorOutcome):
                yield child
            else:
                yield from child.leaves()

    def groups(self) -> Iterator[GroupOutcome]:
        """Yield the levels below, each before its own."""
        for child in self.children:
            if isinstance(child, GroupOutcome):
                yield child
                yield from child.groups()


Outcome = IndicatorOutcome | GroupOutcome
