"""Judging: a plan and facts make outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from perfrules.evaluation.facts import Facts
from perfrules.evaluation.judge import judge_text
from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome, Outcome
from perfrules.evaluation.plan import Branch, Item, Plan
from perfrules.evaluation.result import NO, YES, Result
from perfrules.evaluation.totals import Marks, Part, combined
from perfrules.formula import Compiled, Undefined
from perfrules.formula.term import Pair
from perfrules.scoring import NotApplicable
from perfrules.target.body import Change, Dates, Graded, Measure, Placeholder, Rank
from perfrules.target.decide import as_target
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Verdict

__all__ = ["Known", "judged", "known_data"]

Known = Mapping[str, Pair]
"""The data that are known, in base units, as pairs of whole numbers."""

_ZERO = Fraction(0)
_MET, _UNMET, _PENDING, _NONE = Verdict.MET, Verdict.UNMET, Verdict.PENDING, Verdict.NOT_APPLICABLE
_UNDEFINED = {"not_applicable": (_NONE, "zero_by_zero", False), "division_by_zero": (_PENDING, "division_by_zero", True)}


def known_data(plan: Plan, facts: Facts) -> Known:
    """Return the data that are given, constant, or made by formulas from what is given."""
    known = {name: (value.numerator, value.denominator) for name, value in (*plan.constants.items(), *facts.data.items())}
    for made in plan.made:
        if made.name in known:
            continue
        values = [known[name] for name in made.compiled.names if name in known]
        if len(values) == len(made.compiled.names):
            try:
                known[made.name] = made.compiled.run(values)
            except Undefined:
                continue
    for datum in plan.aliases:
        if datum[1] in known:
            known[datum[0]] = known[datum[1]]
    return known


def judged(plan: Plan, facts: Facts, known: Known) -> GroupOutcome:
    """Return the outcome of the whole, with those of all levels and indicators below."""
    outcomes = {id(item): _judged_item(item, facts, known, plan) for item in plan.items}
    return _group(plan.root, outcomes, plan)


def _judged_item(item: Item, facts: Facts, known: Known, plan: Plan) -> IndicatorOutcome:
    applies: bool | None = True
    if item.conditions:
        applies = _holds(item.conditions, known)
        if applies is False:
            return _outcome(item, plan, _NONE, "does_not_apply", applies=False)
    criterion = item.criterion
    if criterion is None:
        elsewhere = bool(item.indicator.targets)
        reason = "no_target_in_period" if elsewhere else "no_target"
        return _outcome(item, plan, _NONE if elsewhere else _PENDING, reason, applies=False if elsewhere else applies)
    given = facts.actuals.get(item.indicator.path)
    if given is not None and given != "":
        return _given(item, plan, given, applies)
    if item.compiled is None:
        lacking = (item.indicator.path[-1],)
        return _outcome(item, plan, _PENDING, "no_facts" if applies else "may_not_apply", applies=applies, lacking=lacking)
    return _computed(item, plan, item.compiled, known, applies)


def _holds(conditions: Sequence[Compiled], known: Known) -> bool | None:
    """Tell whether an indicator applies: all its conditions and those of the levels above must hold."""
    answers = [condition.holds([known.get(name) for name in condition.names]) for condition in conditions]
    return False if False in answers else None if None in answers else True


def _computed(item: Item, plan: Plan, compiled: Compiled, known: Known, applies: bool | None) -> IndicatorOutcome:
    """Judge the value that a formula makes."""
    values = [known[name] for name in compiled.names if name in known]
    incomplete = len(values) < len(compiled.names)
    if incomplete or applies is None:
        lacking = tuple(name for name in _names(item, compiled, applies) if name not in known)
        if applies and compiled.may_be_undefined:
            applies = None
        return _outcome(item, plan, _PENDING, "no_facts" if incomplete else "may_not_apply", applies=applies, lacking=lacking)
    try:
        number = Fraction(*compiled.run(values))
    except Undefined as undefined:
        verdict, reason, still = _UNDEFINED[undefined.reason]
        return _outcome(item, plan, verdict, reason, applies=still)
    value = Quantity(number / item.unit.factor, item.unit)
    inputs = tuple((name, pair) for name, pair in zip(compiled.names, values, strict=True))
    criterion = item.criterion
    assert criterion is not None
    body = criterion.target.body
    if type(body) is Measure and criterion.required is not None and body.unit.dimension == item.unit.dimension:
        met = criterion.required.contains(number)
        marks = None
        if item.weight is not None and item.scorer is not None:
            low, high = item.scorer.shares(number)
            marks = _marks(plan, item.weight, low, high)
        return IndicatorOutcome(item, _MET if met else _UNMET, "", value, marks, True, (), "", YES if met else NO, inputs)
    return _from_result(item, plan, criterion.judge(value), applies, inputs)


def _names(item: Item, compiled: Compiled, applies: bool | None) -> Iterable[str]:
    """Return the names that decide whether an indicator applies and what its value is."""
    if applies is None:
        for condition in item.conditions:
            yield from condition.names
    yield from compiled.names


def _given(item: Item, plan: Plan, given: Any, applies: bool | None) -> IndicatorOutcome:
    """Judge an actual value that is given."""
    criterion = item.criterion
    assert criterion is not None
    if applies is None:
        lacking = tuple(dict.fromkeys(name for condition in item.conditions for name in condition.names))
        return _outcome(item, plan, _PENDING, "may_not_apply", applies=None, lacking=lacking)
    if isinstance(given, str):
        result = judge_text(criterion, given)
    else:
        result = criterion.judge(given if isinstance(given, Quantity) else as_target(given))
    return _from_result(item, plan, result, applies)


def _from_result(item: Item, plan: Plan, result: Result, applies: bool | None, inputs: Any = ()) -> IndicatorOutcome:
    verdict = result.verdict
    if verdict is _NONE:
        applies = False
    reason = result.decision.reason if result.decision.answer is None else ""
    lacking = (item.indicator.path[-1],) if verdict is _PENDING else ()
    marks = None
    if item.weight is not None:
        low, high = _shares(item, result)
        marks = _marks(plan, item.weight, low, high)
    return IndicatorOutcome(item, verdict, reason, result.actual, marks, applies, lacking, result.written, result.decision, inputs)


def _shares(item: Item, result: Result) -> tuple[Fraction, Fraction]:
    """Return the smallest and largest share of the weight that an actual value can get."""
    scorer = item.scorer
    if scorer is None:
        return _ZERO, Fraction(1)
    answer = result.decision.answer
    value = as_target(result.actual)
    body, wanted = value.body, result.target.body
    if scorer.curve is None:
        return scorer.word_shares(body.word if isinstance(body, Graded) else str(value), answer)
    if answer is None or not isinstance(body, Measure | Change | Dates | Rank) or isinstance(body, Placeholder):
        return scorer.whole_range if answer is None else scorer.verdict_shares(answer)
    values = body.values
    if isinstance(body, Measure) and isinstance(wanted, Measure | Change) and body.unit.is_bare and not wanted.unit.is_bare:
        values = values.scaled(wanted.unit.factor)
    elif type(body) is not type(wanted):
        return scorer.verdict_shares(answer)
    point = values.the_point
    return scorer.shares(point) if point is not None else scorer.range_over(values)


def _marks(plan: Plan, weight: Fraction, low: Fraction, high: Fraction) -> Marks:
    low, high = low * weight, low * weight if low == high else high * weight
    rounding = plan.rounding
    if rounding is None:
        return Marks(low, high)
    return Marks(min(rounding(low), weight), min(rounding(high), weight))


def _outcome(
    item: Item, plan: Plan, verdict: Verdict, reason: str, *, applies: bool | None, lacking: tuple[str, ...] = ()
) -> IndicatorOutcome:
    """Return the outcome of an indicator without a value."""
    marks = None
    if item.weight is not None:
        low, high = (_ZERO, Fraction(1)) if item.scorer is None else item.scorer.whole_range
        marks = _marks(plan, item.weight, low, high) if verdict is _PENDING else Marks(_ZERO, _ZERO)
    if applies is False and marks is not None and plan.rule is NotApplicable.FULL:
        marks = Marks(item.weight or _ZERO, item.weight or _ZERO)
    return IndicatorOutcome(item, verdict, reason, None, marks, applies, tuple(dict.fromkeys(lacking)))


def _group(branch: Branch, outcomes: Mapping[int, IndicatorOutcome], plan: Plan) -> GroupOutcome:
    children: tuple[Outcome, ...] = tuple(
        outcomes[id(child)] if isinstance(child, Item) else _group(child, outcomes, plan) for child in branch.children
    )
    applies = [child.applies for child in children]
    whole = True if True in applies else None if None in applies else False
    marks = None
    if branch.weight is not None:
        parts = [Part(child.weight or _ZERO, child.marks or Marks(_ZERO, _ZERO), child.applies) for child in children]
        rule = plan.rule
        if rule is NotApplicable.RESCALE and branch.path:
            rule = NotApplicable.EXCLUDE
        marks = _rescaled(plan, branch, outcomes) if rule is NotApplicable.RESCALE else combined(parts, branch.weight, rule)
    return GroupOutcome(branch, _and(child.verdict for child in children), marks, whole, children)


def _rescaled(plan: Plan, branch: Branch, outcomes: Mapping[int, IndicatorOutcome]) -> Marks:
    """Return the total where the weights of what does not apply are made up for by all that does."""
    leaves = [outcomes[id(item)] for item in plan.items]
    parts = [Part(leaf.weight or _ZERO, leaf.marks or Marks(_ZERO, _ZERO), leaf.applies) for leaf in leaves]
    return combined(parts, branch.weight or _ZERO, NotApplicable.RESCALE)


def _and(verdicts: Iterable[Verdict]) -> Verdict:
    found = set(verdicts)
    for verdict in (_UNMET, _PENDING, _MET):
        if verdict in found:
            return verdict
    return _NONE
