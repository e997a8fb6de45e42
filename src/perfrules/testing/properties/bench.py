"""The bench: a ruleset in one period with the facts that it takes, ready to be tried, and results as a row of nodes to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import NamedTuple

from attrs import frozen

from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome
from perfrules.evaluation.plan import Branch, Item, Plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.totals import Marks
from perfrules.ruleset.model import Path, Place
from perfrules.testing.properties.field import Field, fields_of
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Verdict

__all__ = ["TOTAL", "Bench", "Facts", "Node", "bench_of", "marks_text"]

Facts = dict[str, str]
"""Facts by name, as a table prints them."""

TOTAL = "总分"
_PLANNED_BASES = 4
_DENSE, _DIRECT = 0.8, 0.3
"""How often a mixture has a fact, and the actual value of an indicator instead of the data of its formula."""


class Node(NamedTuple):
    """One place of a result: an indicator, a level, or the total after ceilings and rounding."""

    name: str
    path: Path
    verdict: Verdict
    marks: Marks | None
    weight: Fraction | None
    number: Fraction | None = None
    reason: str = ""


@frozen(slots=False, eq=False)
class Bench:
    """A ruleset in one period and on one day; `asked` is the period that was asked for, empty where the rules have none."""

    rules: RuleSet
    asked: str
    as_of: date | None
    plan: Plan
    fields: tuple[Field, ...]

    def result(self, facts: Mapping[str, str]) -> RuleSetResult:
        """Return what the rules say about facts."""
        return self.rules.evaluate(facts, self.asked or None, self.as_of)

    def leaf(self, facts: Mapping[str, str], item: Item) -> IndicatorOutcome:
        """Return what came of one indicator."""
        return next(one for one in self.result(facts).leaves() if one.item is item)

    @cached_property
    def named(self) -> Mapping[str, Field]:
        """Return the fields by name."""
        return {one.name: one for one in self.fields}

    @cached_property
    def names(self) -> Mapping[Path, str]:
        """Return the name by which a case finds each indicator and each level; the whole is 总分."""
        found: dict[Path, str] = {(): TOTAL}
        found |= {item.indicator.path: self.rules.names.short(item.indicator.path) for item in self.plan.items}
        groups = list(_branches(self.plan.root))
        last = [path[-1] for path in (*groups, *(item.indicator.path for item in self.plan.items))]
        found |= {path: path[-1] if last.count(path[-1]) == 1 else "/".join(path) for path in groups}
        return found

    @cached_property
    def places(self) -> Mapping[Path, Place]:
        """Return the line of each indicator and level."""
        found = {path: section.place for path, section in self.rules.model.sections.items()}
        return found | {item.indicator.path: item.indicator.place for item in self.plan.items}

    def nodes(self, result: RuleSetResult) -> list[Node]:
        """Return all places of a result: indicators, levels, the whole, and last the total."""
        names = self.names
        found = [_leaf(names, one) for one in result.leaves()]
        found += [_group(names, one) for one in (*result.root.groups(), result.root)]
        return [*found, Node(TOTAL, (), result.verdict, result.score, result.root.weight)]

    def nodes_above(self, result: RuleSetResult, items: tuple[Item, ...]) -> list[Node]:
        """Return the places of a result that some indicators have a say in."""
        leaves = {item.indicator.path for item in items}
        above = {path[:depth] for path in leaves for depth in range(len(path))}
        names = self.names
        found = [_leaf(names, one) for one in result.leaves() if one.path in leaves]
        found += [_group(names, one) for one in (*result.root.groups(), result.root) if one.path in above]
        return [*found, Node(TOTAL, (), result.verdict, result.score, result.root.weight)]

    @cached_property
    def bases(self) -> tuple[Facts, ...]:
        """Return sets of facts to start from: none, every fact at its simplest, at its best, at its worst."""
        simple = {one.name: one.values[0] for one in self.fields if one.values}
        best = {one.name: one.ladders[0].steps[-1] for one in self.fields if one.ladders}
        worst = {one.name: one.ladders[0].steps[0] for one in self.fields if one.ladders}
        return {}, self.coherent(simple), self.coherent(simple | best), self.coherent(simple | worst)

    def base(self, number: int) -> Facts:
        """Return a set of facts to start from; beyond the planned ones, a mixture that the number stands for."""
        if number < _PLANNED_BASES:
            return dict(self.bases[number])
        mixed = Random(number)  # noqa: S311  a mixture, not a secret
        chosen = {one.name: mixed.choice(one.values) for one in self.fields if one.values and mixed.random() < _DENSE}
        direct = [one.name for one in self.fields if one.formula and mixed.random() < _DIRECT]
        return self.coherent(chosen, direct)

    def coherent(self, facts: Mapping[str, str], direct: Iterable[str] = ()) -> Facts:
        """Return facts in which no indicator has both an actual value and data of its formula: the value would go before them.

        The data go where the value is one of `direct`, else the value goes.
        """
        wanted = [self.named[name] for name in direct if name in facts and name in self.named]
        spared = {name for one in wanted for name in one.formula}
        kept = {name: value for name, value in facts.items() if name not in spared}
        return {name: value for name, value in kept.items() if name not in self.named or self.named[name].formula.isdisjoint(kept)}


def bench_of(rules: RuleSet, period: str, as_of: date | None) -> Bench:
    """Return the bench of a ruleset for a period; an empty period is the one that the rules use by default."""
    plan = rules.evaluate({}, period or None, as_of).plan
    return Bench(rules, period, as_of, plan, fields_of(rules, plan, period or None))


def marks_text(marks: Marks | None) -> str:
    """Return marks as people write them: exact while that is short, else to four decimals behind 约.

    >>> marks_text(Marks(Fraction(0), Fraction(100, 3)))
    '0~约33.3333分'
    """
    if marks is None:
        return "（没有分值）"
    return f"{_short(marks.low)}分" if marks.is_known else f"{_short(marks.low)}~{_short(marks.high)}分"


def _short(number: Fraction) -> str:
    text = write_number(number)
    if "/" not in text and len(text.partition(".")[2]) <= 4:
        return text
    return f"约{write_number(Fraction(round(number * 10_000), 10_000))}"


def _branches(branch: Branch) -> Iterator[Path]:
    for child in branch.children:
        if isinstance(child, Branch):
            yield child.path
            yield from _branches(child)


def _leaf(names: Mapping[Path, str], one: IndicatorOutcome) -> Node:
    return Node(names[one.path], one.path, one.verdict, one.marks, one.weight, one.number, one.reason)


def _group(names: Mapping[Path, str], one: GroupOutcome) -> Node:
    return Node(names[one.path], one.path, one.verdict, one.marks, one.weight)
