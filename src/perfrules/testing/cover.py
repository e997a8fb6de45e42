"""Coverage of outcomes: which verdicts, bands and boundaries the cases of a ruleset reach, and which they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from perfrules.evaluation.outcome import IndicatorOutcome
from perfrules.evaluation.plan import Item
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.ruleset.check import weight_names
from perfrules.scoring import Scorer
from perfrules.target.body import Dates, Graded, Measure
from perfrules.target.decide import as_target
from perfrules.target.render import text_of_values
from perfrules.testing.cases import run_cases
from perfrules.value.interval import IntervalSet
from perfrules.value.verdict import Verdict

__all__ = ["Coverage", "Goal", "cover"]

_WITHOUT_PERIOD = ""


class Goal(NamedTuple):
    """One thing that a case should show: of an indicator (`name`) in a period, or of a check."""

    period: str
    name: str
    kind: str
    said: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.period, self.name, self.said) if part)


class Coverage(NamedTuple):
    """All goals of a ruleset, and those that some case reaches."""

    goals: tuple[Goal, ...]
    reached: frozenset[Goal]

    @property
    def uncovered(self) -> tuple[Goal, ...]:
        """Return the goals that no case reaches, in the order of the file."""
        return tuple(goal for goal in self.goals if goal not in self.reached)

    @property
    def share(self) -> Fraction:
        """Return the share of the goals that are reached."""
        return Fraction(len(self.goals) - len(self.uncovered), len(self.goals)) if self.goals else Fraction(1)


def cover(rules: RuleSet) -> Coverage:
    """Return what the cases of a ruleset cover: outcomes, not lines.

    Goals are, for every indicator and period, each verdict that can occur, each boundary exactly, and each band or grade of
    its policy; for every check, that it holds, fails, and waits for data. A check between weights is settled when the file is loaded.

    >>> from perfrules import load_ruleset
    >>> rules = load_ruleset("规则集 小表\\n三级指标 企业数 全年 ≥100家\\n测试 够了\\n给定 企业数 = 100家\\n期望 企业数 达标")
    >>> coverage = cover(rules)
    >>> coverage.share, [str(goal) for goal in coverage.uncovered]
    (Fraction(1, 2), ['全年 企业数 未达标', '全年 企业数 待定'])
    """
    goals = tuple(dict.fromkeys(goals_of(rules)))
    reached: set[Goal] = set()
    for one in run_cases(rules):
        if one.result is not None:
            reached.update(reached_by(one.result))
    return Coverage(goals, frozenset(goal for goal in goals if goal in reached))


def goals_of(rules: RuleSet) -> Iterator[Goal]:
    """Yield everything that cases should show."""
    for period in rules.periods or (_WITHOUT_PERIOD,):
        for leaf in rules.evaluate({}, period or None).leaves():
            yield from _item_goals(period, rules.names.short(leaf.path), leaf.item)
    weights = weight_names(rules.model).keys() | rules.model.parameters.keys()
    for name, check in rules.model.checks.items():
        if weights.issuperset(check.condition.names):
            continue
        for verdict in (Verdict.MET, Verdict.UNMET, Verdict.PENDING):
            yield Goal(_WITHOUT_PERIOD, name, "检查", verdict.value)


def _item_goals(period: str, name: str, item: Item) -> Iterator[Goal]:
    verdicts = _possible(item)
    for verdict in verdicts:
        yield Goal(period, name, "结论", verdict.value)
    if item.criterion is None:
        if item.compiled is not None:
            yield Goal(period, name, "公式", "算出实际值")
        return
    for _, said in _edges(item):
        yield Goal(period, name, "边界", f"正好 {said}")
    if item.scorer is not None and _is_scored(item):
        for said, _ in item.scorer.outcomes():
            yield Goal(period, name, "计分", said)


def _is_scored(item: Item) -> bool:
    """Tell whether a policy is written; where none is, meeting the target is all there is."""
    return not any(note.code == "N641" for note in item.notes)


def _possible(item: Item) -> list[Verdict]:
    """Return the verdicts that can occur; a count is never below zero."""
    if item.criterion is None:
        return [Verdict.PENDING] if not item.indicator.targets else []
    verdicts = [Verdict.MET, Verdict.UNMET, Verdict.PENDING]
    required, body = item.criterion.required, item.criterion.target.body
    if required is not None and isinstance(body, Measure) and body.unit.discrete:
        misses = (~required & IntervalSet.at_least(Fraction(0))).on_integers()
        if misses.is_empty:
            verdicts.remove(Verdict.UNMET)
    if item.conditions or (item.compiled is not None and item.compiled.may_be_undefined and _may_be_zero(item)):
        verdicts.append(Verdict.NOT_APPLICABLE)
    return verdicts


def _may_be_zero(item: Item) -> bool:
    """Tell whether a formula is a fraction whose both sides can be zero."""
    return item.compiled is not None and item.compiled.checked.term[0] == "over"


def _edges(item: Item) -> Iterator[tuple[Fraction, str]]:
    criterion = item.criterion
    if criterion is None or criterion.required is None:
        return
    body = criterion.target.body
    edges = [*criterion.required.boundaries(), *(item.scorer.edges() if item.scorer is not None and _is_scored(item) else ())]
    for edge in dict.fromkeys(edges):
        yield edge, _said(edge, body)


def _said(edge: Fraction, body: object) -> str:
    if isinstance(body, Dates):
        return str(int(edge))
    unit = getattr(body, "unit", None)
    return str(edge) if unit is None else text_of_values(IntervalSet.point(edge), unit).removeprefix("=")


def reached_by(result: RuleSetResult) -> Iterator[Goal]:
    """Yield the goals that one result reaches."""
    period = result.plan.period if result.ruleset.periods else _WITHOUT_PERIOD
    for leaf in result.leaves():
        yield from _leaf_goals(period, result.ruleset.names.short(leaf.path), leaf)
    for check in result.checks:
        yield Goal(_WITHOUT_PERIOD, check.name, "检查", check.verdict.value)


def _leaf_goals(period: str, name: str, leaf: IndicatorOutcome) -> Iterator[Goal]:
    item = leaf.item
    yield Goal(period, name, "结论", leaf.verdict.value)
    if leaf.value is None:
        return
    if item.criterion is None:
        yield Goal(period, name, "公式", "算出实际值")
        return
    body = as_target(leaf.value).body
    point = getattr(getattr(body, "values", None), "the_point", None)
    if point is not None:
        for edge, said in _edges(item):
            if edge == point:
                yield Goal(period, name, "边界", f"正好 {said}")
    if item.scorer is not None:
        word = body.word if isinstance(body, Graded) else str(as_target(leaf.value))
        yield from (Goal(period, name, "计分", said) for said in _scored(item.scorer, point, word))


def _scored(scorer: Scorer, point: Fraction | None, word: str) -> Iterable[str]:
    for said, values in scorer.outcomes():
        if isinstance(values, str):
            if word == values:
                yield said
        elif point is not None and values.contains(point):
            yield said
