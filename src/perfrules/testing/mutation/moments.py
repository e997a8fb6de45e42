"""Moments: the periods and days that have to be looked at so that nothing that changes is missed."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.binding import rules_of
from perfrules.ruleset.model import Dated, Model, PolicySet
from perfrules.ruleset.validity import Validity

__all__ = ["Moment", "moments_of"]

_DAY = timedelta(1)
_SOME_YEAR = 2025
"""Where no rule mentions a date, any year shows what the months do."""


class Moment(NamedTuple):
    """A period and a day on which facts are evaluated; empty and `None` where the file says nothing of either."""

    period: str
    day: date | None


def moments_of(*rules: RuleSet) -> tuple[Moment, ...]:
    """Return every period with a day from each stretch of time in which nothing changes, for some rulesets together.

    Where there are lights, every month of the year is one.

    >>> from perfrules import load_ruleset
    >>> text = "规则集 小表\\n参数 门槛 = 3家 自 2025-01-01\\n三级指标 企业数 半年 ≥1家 全年 ≥门槛"
    >>> [(one.period, str(one.day)) for one in moments_of(load_ruleset(text))]
    [('半年', 'None'), ('半年', '2024-12-31'), ('半年', '2025-01-01'), ('全年', 'None'), ('全年', '2024-12-31'), ('全年', '2025-01-01')]
    """
    periods = dict.fromkeys(period for one in rules for period in one.periods or ("",))
    days = sorted({day for one in rules for day in _days(one.model)})
    days = [days[0] - _DAY, *days] if days else []
    if any(rules_of(one.model).lights for one in rules):
        years = {day.year for day in days} or {_SOME_YEAR}
        ends = {date(year, month, monthrange(year, month)[1]) for year in years for month in range(1, 13)}
        days = sorted({*days, *ends})
    kept = [day for day in days if any(one.model.validity.holds(day) for one in rules)]
    return tuple(Moment(period, day) for period in periods for day in (None, *kept))


def _days(model: Model) -> Iterator[date]:
    for validity in _validities(model):
        if validity.start is not None:
            yield validity.start
        if validity.end is not None:
            yield validity.end + _DAY


def _validities(model: Model) -> Iterator[Validity]:
    yield model.validity
    yield from (one.validity for one in model.indicators.values())
    yield from (one.validity for one in model.checks.values())
    for parameter in model.parameters.values():
        yield from (validity for validity, _ in parameter.values)
    for dated in _dated(model):
        yield from (validity for validity, _ in dated.values)


def _dated(model: Model) -> Iterator[Dated[Any]]:
    for one in model.indicators.values():
        yield from one.targets.values()
        if one.policy is not None:
            yield one.policy
    yield from (one.policy for one in model.sections.values() if one.policy is not None)
    for policies in (model.policy, *model.policies.values()):
        yield from _dated_of_set(policies)


def _dated_of_set(policies: PolicySet) -> Iterator[Dated[Any]]:
    yield from (one for one in (policies.policy, policies.qualitative) if one is not None)
    yield from (one.policy for one in policies.special)
