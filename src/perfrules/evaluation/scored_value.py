"""Marks for one value: a target, its weight and a named policy."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import evolve

from perfrules.evaluation.sheet import Sheet, result_of
from perfrules.evaluation.totals import Marks
from perfrules.ruleset.model import Dated, Indicator, Path, Place
from perfrules.ruleset.named import NamedPolicy, find_policy
from perfrules.ruleset.validity import ALWAYS
from perfrules.table.form import form
from perfrules.target import Target
from perfrules.value.verdict import Direction

__all__ = ["marks_of", "marks_under"]

_PERIOD = "全年"


def marks_of(target: Target, name: str, direction: Direction | None, actual: Any, weight: Fraction, policy: str = "") -> Marks | None:
    """Return the marks that an actual value gets under a named policy, by default the one for self-evaluation."""
    named = find_policy(policy or form().default_policy("自评"))
    return marks_under(named, target, (name or str(target),), actual, weight, direction)


def marks_under(
    named: NamedPolicy, target: Target, path: Path, actual: Any, weight: Fraction, direction: Direction | None = None
) -> Marks | None:
    """Return the marks of one row under a policy that is at hand, `None` where it does not fit; `path` is the row's place in a table."""
    rule = Indicator(path, Place("", 0), weight, {_PERIOD: Dated(str(target), ((ALWAYS, target),))}, direction)
    empty = evolve(named.model, policy=named.policies, validity=ALWAYS, full_marks=None, equal="", sections={}, checks={}, cases=())
    model = evolve(empty, indicators={path: rule}, data={})
    result = result_of(Sheet(model, {path: actual}, {}), _PERIOD, None)
    leaf = next(result.leaves())
    return None if leaf.item.scorer is None else leaf.marks
