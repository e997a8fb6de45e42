"""Marks for one value: a target, its weight and a named policy."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from numbers import Real
from typing import Any

from attrs import evolve

from perfrules.evaluation.sheet import Sheet, result_of
from perfrules.evaluation.totals import Marks
from perfrules.ruleset.model import Dated, Indicator, Model, Path, Place
from perfrules.ruleset.named import NamedPolicy, find_policy
from perfrules.ruleset.validity import ALWAYS
from perfrules.table.form import form
from perfrules.target import Target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError
from perfrules.text.fold import fold
from perfrules.value.numeral import read_number
from perfrules.value.verdict import Direction

__all__ = ["marks_of", "marks_under", "model_of", "policy_of", "read_weight"]

_PERIOD = "全年"


def marks_of(target: Target, name: str, direction: Direction | None, actual: Any, weight: Fraction, policy: str = "") -> Marks | None:
    """Return the marks that an actual value gets under a named policy, by default the one for self-evaluation."""
    return marks_under(policy_of(policy), target, (name or str(target),), actual, weight, direction)


def read_weight(weight: Any) -> Fraction:
    """Return a weight (分值) as an exact number: a binary number is the shortest decimal that reads back as it, a text may end in 分.

    `FactError` where it is no number from zero up: marks below zero would be taken from other indicators.

    >>> read_weight("12.5分"), read_weight(0.1)
    (Fraction(25, 2), Fraction(1, 10))
    """
    found = _number(weight)
    if found is None or found < 0:
        raise FactError([Diagnostic("E405", {"weight": str(weight)[:80]})])
    return found


def _number(weight: Any) -> Fraction | None:
    match weight:
        case bool():
            return None
        case int() | Fraction():
            return Fraction(weight)
        case Real() | Decimal():
            exact = Decimal(str(weight))
            return Fraction(exact) if exact.is_finite() else None
        case str():
            return read_number(fold(weight, markup=False).text.strip().removesuffix("分").rstrip())
    return None


def policy_of(name: str = "") -> NamedPolicy:
    """Return a named policy, by default the one for self-evaluation; one that is found by name is remembered, a file is read again."""
    name = name or form().default_policy("自评")
    return find_policy(name) if name.endswith(".perf") else _remembered(name)


@lru_cache(maxsize=64)
def _remembered(name: str) -> NamedPolicy:
    return find_policy(name)


def marks_under(
    named: NamedPolicy, target: Target, path: Path, actual: Any, weight: Fraction, direction: Direction | None = None
) -> Marks | None:
    """Return the marks of one row under a policy that is at hand, `None` where it does not fit; `path` is the row's place in a table."""
    model = model_of(named, target, path, weight, direction)
    result = result_of(Sheet(model, {path: actual}, {}), _PERIOD, None)
    leaf = next(result.leaves())
    return None if leaf.item.scorer is None else leaf.marks


def model_of(named: NamedPolicy, target: Target, path: Path, weight: Fraction, direction: Direction | None = None) -> Model:
    """Return the rules of one row: its target and weight under a named policy."""
    rule = Indicator(path, Place("", 0), weight, {_PERIOD: Dated(str(target), ((ALWAYS, target),))}, direction)
    empty = evolve(named.model, policy=named.policies, validity=ALWAYS, full_marks=None, equal="", sections={}, checks={}, cases=())
    return evolve(empty, indicators={path: rule}, data={})
