"""Monitoring: how far indicators have come by a time of the year, which light that is, and whether the budget keeps pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfrules.evaluation.criterion import criterion_for
from perfrules.evaluation.outcome import IndicatorOutcome
from perfrules.evaluation.plan import Plan
from perfrules.ruleset.model import PolicySet, covers
from perfrules.scoring.lights import DIRECTIONS, WORDS, LightRule
from perfrules.target import Target, parse_target
from perfrules.target.body import Measure
from perfrules.target.decide import as_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.value.numeral import write_number
from perfrules.value.quantity import Quantity
from perfrules.value.unit import comparable
from perfrules.value.verdict import Direction, Verdict

__all__ = ["Progress", "actual_of", "month_of", "number_of", "overall_light", "progress_of"]

_YEAR = "全年"
_MONTHS = {"半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "前三季度": 9, "四季度": 12}
_ONE = Fraction(1)


@frozen
class Progress:
    """How far one indicator has come: the target it is held against, the share of it that is there, and the light.

    `portion` is the part of the year's target that was to be reached by now, 1 where the period has a target of its own. `light`
    is empty where the rules do not say; `reason` then tells why.
    """

    name: str
    target: Target | None
    actual: str
    portion: Fraction
    progress: Fraction | None
    light: str
    reason: str = ""
    notes: tuple[Diagnostic, ...] = ()

    @property
    def derivation(self) -> str:
        """Return how the light came about: `359家 ÷ (1200家 × 6/12) = 59.83%`."""
        if self.progress is None or self.target is None:
            return self.reason
        due = str(self.target).lstrip("≥≤=<>")
        part = "" if self.portion == 1 else f" × {int(self.portion * 12)}/12"
        share = write_number(_cut(self.progress * 100))
        return f"{self.actual} ÷ {f'({due}{part})' if part else due} = {share}%"

    def to_dict(self) -> dict[str, Any]:
        """Return the progress as JSON-ready data; exact numbers are texts."""
        return {
            "name": self.name,
            "target": None if self.target is None else str(self.target),
            "actual": self.actual,
            "portion": str(self.portion),
            "progress": None if self.progress is None else str(self.progress),
            "light": self.light,
            "derivation": self.derivation,
            "notes": [note.to_dict() for note in self.notes],
        }


def _cut(number: Fraction) -> Fraction:
    return Fraction((2 * number.numerator * 100 + number.denominator) // (2 * number.denominator), 100)


def month_of(plan: Plan) -> int:
    """Return the month by whose end the plan is looked at: that of the day, else that in which the period ends."""
    if plan.day is not None:
        return plan.day.month
    return _MONTHS.get(plan.period, 12)


def progress_of(outcome: IndicatorOutcome, plan: Plan, month: int) -> Progress:
    """Return how far an indicator has come, and its light.

    A target of the period itself goes before a part of the year's. What cannot be divided by the months (words, dates, ratios
    with a bound above) goes by its verdict.
    """
    targets, rules = outcome.item.indicator.targets, plan.rules
    own = targets.get(plan.period)
    year = targets.get(_YEAR)
    dated = own if own is not None else year
    target = None if dated is None else dated.at(plan.day)
    whole = plan.period != _YEAR and own is not None
    portion = _ONE if whole or month == 12 else Fraction(month, 12)
    if target is None:
        return Progress(outcome.name, None, outcome.actual, portion, None, "", "没有指标值")
    if outcome.reason == "zero_plan":
        return Progress(outcome.name, target, outcome.actual, portion, None, "", outcome.why, outcome.notes)
    return _lit(outcome, target, portion, rules, month)


def _lit(outcome: IndicatorOutcome, target: Target, portion: Fraction, rules: PolicySet, month: int) -> Progress:
    written = _shown(outcome)
    if not written:
        return Progress(outcome.name, target, "", portion, None, "", "缺实际值")
    criterion = criterion_for(target, outcome.name, outcome.item.indicator.direction)
    spoken = _first(_words_of(rules), written)
    if spoken:
        return Progress(outcome.name, target, written, portion, None, spoken, f"填报为「{written}」")
    actual = actual_of(outcome)
    if actual is None:
        return Progress(outcome.name, target, written, portion, None, "", f"实际值「{written}」无法识别")
    if not isinstance(target.body, Measure):
        verdict = criterion.judge(actual).verdict
        light = _first(_words_of(rules), verdict)
        said = verdict.value if light else f"{verdict.value}，亮什么灯由人判断"
        return Progress(outcome.name, target, written, portion, None, light, said)
    number = number_of(actual, target)
    rule = _rule_for(outcome, rules, criterion.direction, month)
    if rule is None:
        return Progress(outcome.name, target, written, portion, None, "", "办法没有规定这一类怎样亮灯")
    if not rule.of_progress:
        verdict = criterion.judge(actual).verdict
        return Progress(outcome.name, target, written, portion, None, rule.light(verdict) or "", f"{verdict.value}")
    if number is None:
        return Progress(outcome.name, target, written, portion, None, "", "没有可以算进度的数")
    if rule.month is not None:
        return Progress(outcome.name, target, written, _ONE, None, rule.light(number) or "", f"{rule.month}月的界限")
    bound = _bound(target)
    if not bound:
        return Progress(outcome.name, target, written, portion, None, "", "指标值为零，没有进度")
    progress = number / (bound * portion)
    return Progress(outcome.name, target, written, portion, progress, rule.light(progress) or "")


def _shown(outcome: IndicatorOutcome) -> str:
    """Return the actual value as a line can show it: a rate such as 37.24 ÷ 43.2 to two decimals."""
    text, value = outcome.actual, outcome.value
    if "/" not in text or not isinstance(value, Quantity):
        return text
    return f"约{write_number(_cut(value.number))}{value.unit}"


def actual_of(outcome: IndicatorOutcome) -> Target | None:
    """Return the actual value, read even where nothing is judged in the period; `None` where there is none to read."""
    if outcome.value is not None:
        return as_target(outcome.value)
    try:
        return parse_target(outcome.written)
    except PerfRulesError:
        return None


def number_of(actual: Target, target: Target) -> Fraction | None:
    """Return an actual value in the base unit of the target; a bare number has the target's unit."""
    body, wanted = actual.body, target.body
    if not isinstance(body, Measure) or not isinstance(wanted, Measure) or (point := body.values.the_point) is None:
        return None
    if body.unit.is_bare and not wanted.unit.is_bare:
        return point * wanted.unit.factor
    return point if comparable(wanted.unit, body.unit) in ("", "N202") else None


def _bound(target: Target) -> Fraction | None:
    """Return the number of a target: where it begins, else where it ends."""
    body = target.body
    if not isinstance(body, Measure):
        return None
    return body.values.low if body.values.low is not None else body.values.high


def _words_of(rules: PolicySet) -> Iterator[LightRule]:
    return (rule for rule in rules.lights if rule.rows == WORDS)


def _first(rules: Iterator[LightRule], found: str | Verdict) -> str:
    return next((light for rule in rules if (light := rule.light(found)) is not None), "")


def _rule_for(outcome: IndicatorOutcome, rules: PolicySet, direction: Direction, month: int) -> LightRule | None:
    """Return the rule of an indicator: by its name, the latest of those that depend on the month, then by direction, then the rest."""
    named = [rule for rule in rules.lights if rule.rows not in (WORDS, "", *DIRECTIONS) and covers(rule.rows.split("、"), outcome.path)]
    timed = [rule for rule in named if rule.month is None or rule.month <= month]
    if named:
        return max(timed, key=lambda rule: rule.month or 0, default=None)
    directed = next((rule for rule in rules.lights if rule.rows == direction.value), None)
    return directed or next((rule for rule in rules.lights if not rule.rows), None)


def overall_light(found: Sequence[Progress], rules: PolicySet) -> str:
    """Return the worst light, in the order in which the rules write them; empty where no indicator has one."""
    order = list(dict.fromkeys(label for rule in rules.lights for label in rule.labels))
    lit = [one.light for one in found if one.light in order]
    return min(lit, key=order.index, default="")
