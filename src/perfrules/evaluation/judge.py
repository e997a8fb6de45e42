"""Evaluating one value: `evaluate(target, actual)`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve

from perfrules.evaluation.criterion import Criterion, criterion_for
from perfrules.evaluation.result import Result
from perfrules.target import Target, parse_target
from perfrules.target.body import Dates, Form, Measure, Prose
from perfrules.target.decide import Decision, as_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TargetSyntaxError, UnknownName
from perfrules.value.day import in_year
from perfrules.value.quantity import Quantity
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction

__all__ = ["check_bare_percent", "completed", "evaluate", "judge_text", "judge_value"]


def evaluate(  # noqa: PLR0913  one call says all there is to say about one value
    target: Target | str,
    actual: Any,
    *,
    name: str = "",
    unit: str | None = None,
    operator: str | None = None,
    direction: Direction | str | None = None,
    bare_percent: str | None = None,
    year: int | None = None,
    weight: Fraction | Decimal | float | str | None = None,
    policy: str = "",
) -> Result:
    """Return the judgement of an actual value (实际值) against a target value (指标值), read in its direction.

    `actual` is a text as tables print it, a `Quantity`, an exact number, a date or `None` for missing. `name` is
    the indicator's name, from which the direction of an `=` follows; `direction` overrides it. `unit` and
    `operator` are the columns beside the target. `bare_percent` says how a bare number against a % target is
    meant: `percent` (95) or `fraction` (0.95); without it 0.95 stays 待定. `year` completes dates without one. With a `weight` the
    result has a `score`, under the named `policy` or, without one, as self-evaluation has it.

    A target that cannot be read raises `TargetSyntaxError`, a weight that is no number from zero up `FactError`, an unknown
    `bare_percent` `UnknownName`; an actual value that cannot be read is 待定 with a reason.

    >>> evaluate("≤10%", "12%").why
    '要求 ≤10%，实际 12%，超出 2个百分点（超 20%）'
    >>> evaluate("≥90%", "0.95").verdict.value, evaluate("≥90%", "0.95", bare_percent="fraction").verdict.value
    ('待定', '达标')
    >>> evaluate("≥95%", "90.25%", weight=10).score
    Marks(low=Fraction(19, 2), high=Fraction(19, 2))
    """
    check_bare_percent(bare_percent)
    wanted = target if type(target) is Target else parse_target(target, unit=unit, operator=operator)  # type: ignore[arg-type]
    given = Direction(direction) if direction is not None else None
    criterion = criterion_for(wanted, name, given)
    if weight is not None:
        from perfrules.evaluation.scored_value import marks_of, read_weight  # noqa: PLC0415  a bare verdict needs no rulesets

        points = read_weight(weight)
        result = _judged(criterion, actual, bare_percent, year)
        return evolve(result, score=marks_of(wanted, name, given, result.actual, points, policy))
    return _judged(criterion, actual, bare_percent, year)


def _judged(criterion: Criterion, actual: Any, bare_percent: str | None, year: int | None) -> Result:
    if type(actual) is Quantity:
        return criterion.judge(actual)
    if isinstance(actual, str):
        return judge_text(criterion, actual, bare_percent=bare_percent, year=year)
    return judge_value(criterion, actual, bare_percent=bare_percent, year=year)


def judge_value(criterion: Criterion, actual: Any, *, bare_percent: str | None = None, year: int | None = None) -> Result:
    """Return the judgement of an actual value that is no text; an infinite number is 待定, since nothing is infinite."""
    value = as_target(actual)
    if isinstance(actual, Decimal) and actual.is_infinite():
        return Result(criterion, value, Decision(None, "unreadable"), str(actual))
    return criterion.judge(completed(value, criterion, bare_percent, year))


def judge_text(criterion: Criterion, actual: str, *, bare_percent: str | None = None, year: int | None = None) -> Result:
    """Return the judgement of an actual value as written; one that cannot be read is 待定, with its diagnostics as notes."""
    try:
        value = parse_target(actual)
    except TargetSyntaxError as error:
        return Result(criterion, Target(Prose(actual), "", error.diagnostics), Decision(None, "unreadable"), actual)
    return evolve(criterion.judge(completed(value, criterion, bare_percent, year)), written=actual.strip())


def completed(value: Target, criterion: Criterion, bare_percent: str | None, year: int | None) -> Target:
    """Return the value with what the caller says about bare percentages and years."""
    wanted, body = criterion.target.body, value.body
    bare = isinstance(wanted, Measure) and wanted.unit.is_ratio and isinstance(body, Measure) and body.unit.is_bare
    if bare_percent is not None and bare and isinstance(body, Measure):
        factor = find_unit(_PERCENT[bare_percent])
        return evolve(value, body=Measure(body.values.scaled(factor.factor), factor, Form.BARE))
    if year is not None and isinstance(body, Dates) and body.yearless and isinstance(wanted, Dates) and not wanted.yearless:
        note = Diagnostic("N224", {"year": str(year)})
        return evolve(value, body=evolve(body, values=in_year(body.values, year), yearless=False), notes=(*value.notes, note))
    return value


_PERCENT = {"percent": "%", "fraction": "比例"}


def check_bare_percent(given: str | None) -> None:
    """Raise `UnknownName` where it is not said how to read a bare percentage in one of the ways that there are."""
    if given is not None and given not in _PERCENT:
        raise UnknownName([Diagnostic("E403", {"name": "bare_percent", "value": str(given), "known": "、".join(_PERCENT)})])
