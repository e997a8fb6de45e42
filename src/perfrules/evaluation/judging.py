"""Judging: a plan and facts make outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from perfrules.evaluation.criterion import Criterion
from perfrules.evaluation.facts import Facts
from perfrules.evaluation.judge import judge_text, judge_value
from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome, Outcome
from perfrules.evaluation.plan import Branch, Item, Plan
from perfrules.evaluation.result import NO, YES, Result
from perfrules.evaluation.totals import Marks, Part, added, combined
from perfrules.formula import Compiled, Undefined
from perfrules.formula.term import Pair
from perfrules.ruleset.reading import parsed_target
from perfrules.scoring import NotApplicable
from perfrules.target.body import Change, Dates, Graded, Measure, Placeholder, Rank
from perfrules.target.decide import as_target
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Verdict

__all__ = ["Known", "bare_outcome", "computed_outcome", "given_outcome", "judged", "known_data", "shares_of_result"]

Known = Mapping[str, Pair]
"""The data that are known, in base units, as pairs of whole numbers."""

_MAX_REMEMBERED = 256
_ZERO = Fraction(0)
_NO_MARKS = Marks(_ZERO, _ZERO)
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
            return bare_outcome(item, plan, _NONE, "does_not_apply", applies=False)
    criterion = item.criterion
    if criterion is None:
        return _without_target(item, plan, facts, known, applies)
    given = facts.actuals.get(item.indicator.path)
    if given is not None and given != "":
        return given_outcome(item, plan, given, applies)
    if item.compiled is None:
        lacking = (item.indicator.path[-1],)
        return bare_outcome(item, plan, _PENDING, "no_facts" if applies else "may_not_apply", applies=applies, lacking=lacking)
    return _computed(item, plan, item.compiled, known, applies)


def _without_target(item: Item, plan: Plan, facts: Facts, known: Known, applies: bool | None) -> IndicatorOutcome:
    """Return the outcome of an indicator that has no target, at all or in the period: its actual value is shown all the same."""
    elsewhere = bool(item.indicator.targets)
    reason = "zero_plan" if item.idle else "no_target_in_period" if elsewhere else "no_target"
    outcome = bare_outcome(item, plan, _NONE if elsewhere else _PENDING, reason, applies=False if elsewhere else applies)
    given = facts.actuals.get(item.indicator.path)
    if given is not None and given != "":
        return evolve(outcome, given=None if isinstance(given, str) else as_target(given), written=str(given))
    compiled = item.compiled
    values = [] if compiled is None else [known[name] for name in compiled.names if name in known]
    if compiled is None or len(values) < len(compiled.names):
        return outcome
    try:
        return evolve(outcome, computed=compiled.run(values), inputs=values)
    except Undefined as undefined:
        return evolve(outcome, reason=_UNDEFINED[undefined.reason][1])


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
        return bare_outcome(item, plan, _PENDING, "no_facts" if incomplete else "may_not_apply", applies=applies, lacking=lacking)
    try:
        pair = compiled.run(values)
    except Undefined as undefined:
        verdict, reason, still = _UNDEFINED[undefined.reason]
        return bare_outcome(item, plan, verdict, reason, applies=still)
    return computed_outcome(item, plan, pair, applies, values)


def computed_outcome(item: Item, plan: Plan, pair: Pair, applies: bool | None = True, values: Sequence[Pair] = ()) -> IndicatorOutcome:
    """Judge a value that was computed, in base units."""
    criterion = item.criterion
    assert criterion is not None
    body, required = criterion.target.body, criterion.required
    if type(body) is Measure and required is not None and body.unit.dimension == item.unit.dimension:
        met = required.contains_ratio(*pair)
        marks = None if item.full is None or item.scorer is None else _marks(plan, item, *item.scorer.shares_of(*pair))
        verdict = _MET if met else _UNMET
        return IndicatorOutcome(item, verdict, "", None, marks, True, (), "", YES if met else NO, values, pair)
    value = Quantity(Fraction(*pair) / item.unit.factor, item.unit)
    return _from_result(item, plan, criterion.judge(value), applies, values, pair)


def _names(item: Item, compiled: Compiled, applies: bool | None) -> Iterable[str]:
    """Return the names that decide whether an indicator applies and what its value is."""
    if applies is None:
        for condition in item.conditions:
            yield from condition.names
    yield from compiled.names


def given_outcome(item: Item, plan: Plan, given: Any, applies: bool | None = True) -> IndicatorOutcome:
    """Judge an actual value that is given."""
    criterion = item.criterion
    assert criterion is not None
    if applies is None:
        lacking = tuple(dict.fromkeys(name for condition in item.conditions for name in condition.names))
        return bare_outcome(item, plan, _PENDING, "may_not_apply", applies=None, lacking=lacking)
    if isinstance(given, str):
        return _given_text(item, plan, given)
    if type(given) is Quantity:
        body, required = criterion.target.body, criterion.required
        if type(body) is Measure and required is not None and body.unit.dimension == given.unit.dimension:
            number = given.base
            n, d = number.numerator, number.denominator
            met = required.contains_ratio(n, d)
            marks = None if item.full is None or item.scorer is None else _marks(plan, item, *item.scorer.shares_of(n, d))
            return IndicatorOutcome(item, _MET if met else _UNMET, "", given, marks, True, (), "", YES if met else NO)
    result = criterion.judge(given) if isinstance(given, Quantity) else judge_value(criterion, given)
    return _from_result(item, plan, result, applies)


def _given_text(item: Item, plan: Plan, given: str) -> IndicatorOutcome:
    """Judge an actual value as it was written."""
    outcome: IndicatorOutcome | None = item.memo.get(given)
    if outcome is None:
        criterion = item.criterion
        assert criterion is not None
        result = _in_own_units(criterion, given, plan) if plan.model.units else judge_text(criterion, given)
        outcome = _from_result(item, plan, result, True)
        if len(item.memo) >= _MAX_REMEMBERED:
            item.memo.clear()
        item.memo[given] = outcome
    return outcome


def _in_own_units(criterion: Criterion, given: str, plan: Plan) -> Result:
    """Judge a text in which the units of the ruleset may stand."""
    value, diagnostics = parsed_target(given, plan.model.units)
    if value is None or diagnostics:
        return judge_text(criterion, given)
    return evolve(criterion.judge(value), written=given.strip())


def _from_result(
    item: Item, plan: Plan, result: Result, applies: bool | None, inputs: Sequence[Pair] = (), computed: Pair | None = None
) -> IndicatorOutcome:
    verdict = result.verdict
    if verdict is _NONE:
        applies = False
    reason = result.decision.reason if result.decision.answer is None else ""
    lacking = (item.indicator.path[-1],) if verdict is _PENDING else ()
    marks = None if item.weight is None else _marks(plan, item, *shares_of_result(item, result))
    return IndicatorOutcome(
        item, verdict, reason, result.actual, marks, applies, lacking, result.written, result.decision, inputs, computed
    )


def shares_of_result(item: Item, result: Result) -> tuple[Fraction, Fraction]:
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
    elif isinstance(body, Measure) and isinstance(wanted, Measure) and wanted.unit.is_bare and not body.unit.is_bare:
        values = values.scaled(1 / body.unit.factor)
    elif type(body) is not type(wanted):
        return scorer.verdict_shares(answer)
    point = values.the_point
    return scorer.shares(point) if point is not None else scorer.range_over(values)


def _marks(plan: Plan, item: Item, low: Fraction, high: Fraction) -> Marks:
    """Return the marks of two shares, rounded as the rules say."""
    assert item.full is not None
    if low is high or low == high:
        if low.numerator == low.denominator:
            return item.full
        got = _rounded(plan, item, low) if low.numerator else _ZERO
        return Marks(got, got)
    return Marks(_rounded(plan, item, low), _rounded(plan, item, high))


def _rounded(plan: Plan, item: Item, share: Fraction) -> Fraction:
    weight = item.weight
    assert weight is not None
    if plan.rounding is None:
        return share * weight
    return min(plan.rounding.ratio(share.numerator * weight.numerator, share.denominator * weight.denominator), weight)


def bare_outcome(
    item: Item, plan: Plan, verdict: Verdict, reason: str, *, applies: bool | None, lacking: tuple[str, ...] = ()
) -> IndicatorOutcome:
    """Return the outcome of an indicator without a value."""
    marks = item.open if verdict is _PENDING or item.open is None else _NO_MARKS
    if applies is False and marks is not None and plan.rule is NotApplicable.FULL:
        marks = item.full
    return IndicatorOutcome(item, verdict, reason, None, marks, applies, tuple(dict.fromkeys(lacking)))


def _group(branch: Branch, outcomes: Mapping[int, IndicatorOutcome], plan: Plan) -> GroupOutcome:
    """Return the outcome of a level from those of what stands below it."""
    children: tuple[Outcome, ...] = tuple(
        outcomes[id(child)] if isinstance(child, Item) else _group(child, outcomes, plan) for child in branch.children
    )
    applies = [child.applies for child in children]
    whole = True if True in applies else None if None in applies else False
    marks = None
    whole_total = plan.rule is NotApplicable.RESCALE and not branch.path
    if branch.weight is not None and branch.adds_up and whole and not whole_total and None not in applies and False not in applies:
        marks = added([child.marks or _NO_MARKS for child in children])
    elif branch.weight is not None:
        parts = [Part(child.weight or _ZERO, child.marks or _NO_MARKS, child.applies) for child in children]
        rule = plan.rule
        if rule is NotApplicable.RESCALE and branch.path:
            rule = NotApplicable.EXCLUDE
        marks = _rescaled(plan, branch, outcomes) if rule is NotApplicable.RESCALE else combined(parts, branch.weight, rule)
    return GroupOutcome(branch, _and(child.verdict for child in children), marks, whole, children)


def _rescaled(plan: Plan, branch: Branch, outcomes: Mapping[int, IndicatorOutcome]) -> Marks:
    """Return the total where the weights of what does not apply are made up for by all that does."""
    leaves = [outcomes[id(item)] for item in plan.items]
    parts = [Part(leaf.weight or _ZERO, leaf.marks or _NO_MARKS, leaf.applies) for leaf in leaves]
    return combined(parts, branch.weight or _ZERO, NotApplicable.RESCALE)


def _and(verdicts: Iterable[Verdict]) -> Verdict:
    whole = _NONE
    for verdict in verdicts:
        if verdict is _UNMET:
            return _UNMET
        if verdict is _PENDING or (verdict is _MET and whole is _NONE):
            whole = verdict
    return whole
