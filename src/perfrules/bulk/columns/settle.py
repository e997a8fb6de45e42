"""Settling: the few rows that columns cannot decide exactly are evaluated one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isinf, isnan
from typing import Any

import numpy as np
from attrs import field, frozen

from perfrules.evaluation.facts import Names
from perfrules.evaluation.ruleset_result import RuleSetResult

__all__ = ["INFINITE", "Question", "fact_of", "row_of"]

_MOST_KEPT = 4_096
_NOTHING = ("NAType", "NaTType")
"""What stands for a missing value in pandas besides `None` and NaN, by the names of its types: pandas need not be there."""
INFINITE = ">∞<"
"""A text that no grammar reads, as no number that is infinite is one."""


@frozen(eq=False)
class Question:
    """What is asked of the rules for every row: the period, the day, and how open weights are shared out.

    `kept` are answers to facts that came before.
    """

    ruleset: Any
    period: str | None
    as_of: date | None
    equal: str
    columns: tuple[str, ...]
    kept: dict[tuple[Any, ...], dict[str, Any]] = field(factory=dict)

    def answer(self, names: Sequence[str], values: Sequence[Any]) -> Mapping[str, Any]:
        """Return the columns of a row."""
        facts = tuple(map(fact_of, values))
        key = (*names, *facts)
        found = self.kept.get(key)
        if found is None:
            result = self.ruleset.evaluate(dict(zip(names, facts, strict=True)), self.period, self.as_of, equal=self.equal)
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            found = self.kept[key] = row_of(result, self.ruleset.names, self.columns)
        return found


def fact_of(value: Any) -> Any:
    """Return a value of a frame as a fact: a double stands for the shortest decimal that reads back as it, NaN is missing.

    >>> fact_of(0.1 + 0.2), fact_of(float("nan"))
    (Decimal('0.30000000000000004'), None)
    """
    if type(value).__name__ in _NOTHING:
        return None
    match value.item() if isinstance(value, np.generic) else value:
        case float():
            return None if isnan(value) else INFINITE if isinf(value) else Decimal(repr(float(value)))
        case datetime():
            return str(value.date())
        case date():
            return str(value)
        case other:
            return other


def row_of(result: RuleSetResult, names: Names, columns: Sequence[str]) -> dict[str, Any]:
    """Return a result as the columns of one row."""
    row: dict[str, Any] = {}
    for leaf in result.leaves():
        name = names.short(leaf.path)
        row |= {f"{name}·结论": leaf.verdict.value, f"{name}·原因": leaf.reason}
        if leaf.marks is not None:
            row |= {f"{name}·得分低": float(leaf.marks.low), f"{name}·得分高": float(leaf.marks.high)}
    if "checks" in columns:
        row |= {f"检查·{one.name}": one.verdict.value for one in result.checks}
    row["结论"] = result.verdict.value
    if result.score is not None:
        row |= {"总分低": float(result.score.low), "总分高": float(result.score.high), "等级": "、".join(result.grades)}
    return row
