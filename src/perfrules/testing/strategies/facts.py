"""Facts for a ruleset: worked out so that it comes to the verdict that was asked for, near the edges of targets and scores."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from perfrules.evaluation.loading import load_ruleset
from perfrules.evaluation.plan import Plan
from perfrules.evaluation.ruleset import RuleSet
from perfrules.testing.strategies.applying import Cluster, clusters_of
from perfrules.testing.strategies.choice import one_among
from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.given import GivenFacts
from perfrules.testing.strategies.solving import computed, solved
from perfrules.testing.strategies.subjects import Subject, subjects_of
from perfrules.testing.strategies.wants import Asked, Wants, wants_for
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Verdict

__all__ = ["facts_for"]

Missing = bool | int | Fraction | Decimal | float | str | Collection[str] | None
"""None or all of the facts that may be missing, some of them, a share of them, or those of some names."""


def facts_for(
    ruleset: RuleSet | str, period: str | None = None, verdict: Asked = None, missing: Missing = None, as_of: date | None = None
) -> st.SearchStrategy[GivenFacts]:
    """Draw facts for a ruleset: data of its formulas and values of its indicators, as tables print them.

    `ruleset` is one, or the title, path or text of one. `verdict` is the verdict that the whole comes to (达标, 未达标, 待定, 不适用), or
    those of single indicators by name. `missing` is `True` for some of the facts, a share between 0 and 1, or the names of
    those that are missing; without it nothing is, unless the verdict is 待定, and no fact on which the verdict rests is left out.
    Values lie at the edges of targets and scoring, and beside them, half of the time; where a formula can be solved for one
    datum, the data make its value, else the value is given itself.

    What cannot be brought about is `InvalidArgument`. Nothing is drawn and thrown away.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> rules = "规则集 小表\\n数据 支出 万元\\n数据 预算 万元\\n三级指标 执行率 全年 ≥95%\\n公式 支出 ÷ 预算"
    >>> find(facts_for(rules, verdict="达标"), lambda facts: "支出" in facts, settings=once)
    期间 全年
    给定 支出 = 95万元
    给定 预算 = 100万元
    """
    rules = ruleset if isinstance(ruleset, RuleSet) else load_ruleset(ruleset)
    bare = rules.evaluate({}, period, as_of).plan.period
    period = bare if bare in rules.periods else None
    result = rules.evaluate({}, period, as_of)
    subjects, clusters = tuple(subjects_of(rules, result, period, as_of)), clusters_of(result.plan)
    leaving = _leaving(rules, missing)
    wants = wants_for(rules, subjects, clusters, verdict, leaving.names)
    if leaving.share and (verdict is not None and not isinstance(verdict, Mapping)) and not _survives(verdict):
        refuse(f"要求 {verdict}，就不能缺数据", f"with verdict {verdict} nothing can be missing")
    return _facts(_Request(rules, result.plan, subjects, clusters, wants, leaving, period, as_of))


def _survives(verdict: object) -> bool:
    """Tell whether a verdict on the whole can stand although facts are missing."""
    return verdict in (Verdict.UNMET, Verdict.PENDING, Verdict.UNMET.value, Verdict.PENDING.value, "UNMET", "PENDING")


@frozen
class _Leaving:
    """Which facts are left out: those of some names, and a share of all, at least one where it is above zero."""

    names: tuple[str, ...] = ()
    share: Fraction | None = None
    some: bool = False


def _leaving(rules: RuleSet, missing: Missing) -> _Leaving:
    match missing:
        case None | False | 0:
            return _Leaving()
        case True:
            return _Leaving(share=Fraction(1), some=True)
        case int() | float() | Fraction() | Decimal():
            share = Fraction(str(missing))
            if not 0 < share <= 1:
                refuse(f"缺失的比例 {missing} 不在 0 与 1 之间", f"the missing share {missing} is not between 0 and 1")
            return _Leaving(share=share)
        case _:
            names = (missing,) if isinstance(missing, str) else tuple(missing)
            return _Leaving(tuple(_fact_name(rules, name) for name in names))


def _fact_name(rules: RuleSet, name: str) -> str:
    found = rules.names.find(name)
    if found is None:
        return refuse(f"规则集里没有「{name}」", f"the ruleset has no {name}")
    return found if isinstance(found, str) else rules.names.short(found)


@frozen(eq=False, repr=False)
class _Request:
    """Everything that is known when the strategy is defined."""

    rules: RuleSet
    plan: Plan
    subjects: tuple[Subject, ...]
    clusters: tuple[Cluster, ...]
    wants: st.SearchStrategy[Wants]
    leaving: _Leaving
    period: str | None
    as_of: date | None

    def __repr__(self) -> str:
        return self.rules.title

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the title alone where hypothesis names the strategy."""
        printer.text("…" if cycle else repr(self))

    @property
    def free_data(self) -> tuple[str, ...]:
        """Return the data that no formula makes."""
        made = {one.name for one in self.plan.made}
        return tuple(name for name in self.plan.model.data if name not in made)


@st.composite
def _facts(draw: st.DrawFn, request: _Request) -> GivenFacts:
    wants = draw(request.wants)
    data = _conditions(draw, request, wants)
    pending = [one for one in request.subjects if wants.get(one.place) is Verdict.PENDING]
    held = {name for one in pending for name in _withheld(one, data)}
    given: dict[str, str] = {}
    for one in sorted(request.subjects, key=lambda one: wants.get(one.place) is None):
        wanted = wants.get(one.place)
        if wanted is not Verdict.PENDING:
            given |= _answered(draw, request, one, wanted, data, held)
    for name in request.free_data:
        if name not in data and name not in held:
            data[name] = _amount(draw, request, name)
    facts = {name: _shown(request, name, data[name]) for name in request.plan.model.data if name in data and name not in held}
    ordered = {one.name: given[one.name] for one in request.subjects if one.name in given}
    return GivenFacts(_left(draw, request, wants, facts | ordered), request.rules, request.period, request.as_of)


def _conditions(draw: st.DrawFn, request: _Request, wants: Wants) -> dict[str, Fraction]:
    """Draw the data on which conditions depend, so that what has to apply does."""
    must = frozenset(place for place, verdict in wants.items() if verdict is not Verdict.NOT_APPLICABLE)
    never = frozenset(wants) - must
    data: dict[str, Fraction] = {}
    for cluster in request.clusters:
        rows = cluster.fitting(must, never)
        if not rows:
            names = "、".join(request.subjects[place].name for place in sorted(must & cluster.items))
            refuse(f"适用条件不能同时成立：{names}", f"the conditions cannot hold together: {names}")
        data |= draw(one_among(rows)).data
    return data


def _withheld(one: Subject, data: Mapping[str, Fraction]) -> Iterable[str]:
    """Return the facts without which an indicator is pending: one datum of its formula that no condition needs."""
    free = [name for name in one.inputs if name not in data]
    return (one.name, *(free[:1] or one.inputs[:1]))


def _answered(
    draw: st.DrawFn, request: _Request, one: Subject, wanted: Verdict | None, data: dict[str, Fraction], held: set[str]
) -> dict[str, str]:
    """Return what is given for an indicator itself; nothing where data make its value, which are then added."""
    if wanted is Verdict.NOT_APPLICABLE and one.item.conditions and not _applies(request, one, data):
        return {}
    answers = one.answers(wanted)
    if answers is None:
        return {}
    answer = draw(answers)
    exact = wanted is not None and request.leaving.share is not None
    if one.is_computed and answer.point is not None and not exact and _made(draw, request, one, answer.point, data, held):
        return {}
    if wanted is None and one.item.compiled is not None:
        return {}
    return {one.name: answer.text}


def _applies(request: _Request, one: Subject, data: Mapping[str, Fraction]) -> bool:
    facts = {name: _shown(request, name, number) for name, number in data.items()}
    result = request.rules.evaluate(facts, request.period, request.as_of)
    return result[one.name].applies is not False


def _made(draw: st.DrawFn, request: _Request, one: Subject, point: Fraction, data: dict[str, Fraction], held: set[str]) -> bool:
    """Add data that make the value of a formula, if one of them can still be chosen; tell whether they do."""
    compiled = one.item.compiled
    absent = held | set(request.leaving.names)
    if compiled is None or absent & set(one.inputs):
        return False
    free = [name for name in one.inputs if name not in data]
    if not free:
        return computed(request.plan, compiled, data) == point
    trial = {**data, **{name: _amount(draw, request, name, above=True) for name in free}}
    found = solved(request.plan, compiled, point, trial, free)
    if found is None:
        return False
    data |= {**{name: trial[name] for name in free}, found[0]: found[1]}
    return True


def _amount(draw: st.DrawFn, request: _Request, name: str, *, above: bool = False) -> Fraction:
    """Draw an amount of a datum, in base units: round ones often, `above` zero where asked."""
    return draw(_ROUND_ABOVE if above else _ROUND) * request.plan.model.data[name].unit.factor


_ROUND_ABOVE = st.integers(1, 5_000).map(lambda number: Fraction(number * 100 if number <= 1_000 else number))
_ROUND = st.integers(0, 5_000).map(lambda number: Fraction(number * 100 if number <= 1_000 else number))


def _shown(request: _Request, name: str, number: Fraction) -> str:
    unit = request.plan.model.data[name].unit
    return str(Quantity(number / unit.factor, unit))


def _left(draw: st.DrawFn, request: _Request, wants: Wants, facts: dict[str, str]) -> dict[str, str]:
    """Return the facts without those that are to be missing."""
    names = set(request.leaving.names)
    if request.leaving.share is not None:
        needed = _needed(request, wants)
        free = [name for name in facts if name not in needed]
        count = ceil(request.leaving.share * len(free))
        if free:
            least = 1 if request.leaving.some else count
            names |= set(draw(st.lists(st.sampled_from(free), min_size=least, max_size=count, unique=True)))
    return {name: text for name, text in facts.items() if name not in names}


def _needed(request: _Request, wants: Wants) -> set[str]:
    """Return the facts on which the verdicts that were asked for rest: the values given, and the data of their conditions."""
    places = {place for place, verdict in wants.items() if verdict in (Verdict.MET, Verdict.UNMET, Verdict.NOT_APPLICABLE)}
    if Verdict.PENDING in wants.values():
        return set()
    found = {request.subjects[place].name for place in places}
    return found | {name for cluster in request.clusters if cluster.items & places for name in cluster.names}
