"""What a test case can see of a result: verdicts, marks, grades, lights, checks, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.totals import Marks
from perfrules.table.actuals import name_key
from perfrules.target.decide import as_target
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Verdict

__all__ = ["TOTAL", "Seen", "seen"]

TOTAL = "总分"


class Seen(NamedTuple):
    """What there is to see under one name; an aspect that this name does not have is empty."""

    verdict: Verdict
    marks: Marks | None = None
    light: str = ""
    completion: Fraction | None = None
    shortfall: Quantity | None = None
    actual: str = ""
    number: Fraction | None = None
    grades: tuple[str, ...] = ()


def seen(result: RuleSetResult) -> Mapping[str, Seen]:
    """Return what can be expected of a result, by the names that a case can use: indicators, levels, checks, the total."""
    lit = bool(result.plan.rules.lights)
    lights = [one.light or "不亮" for one in result.progress] if lit else []
    names = result.ruleset.names
    found: dict[str, Seen] = {}
    for number, leaf in enumerate(result.leaves()):
        light = lights[number] if lit else ""
        value = leaf.value if leaf.computed is not None else None
        actual = "" if value is None else str(as_target(value))
        found[names.short(leaf.path)] = Seen(
            leaf.verdict, leaf.marks, light, leaf.completion, leaf.shortfall, actual, leaf.number if value is not None else None
        )
    groups = list(result.root.groups())
    for group in groups:
        alike = [one for one in groups if name_key(one.name) == name_key(group.name)]
        name = group.name if len(alike) == 1 else "/".join(group.path)
        if name_key(name) not in names.paths and name not in found:
            found[name] = Seen(group.verdict, group.marks)
    for check in result.checks:
        found[check.name] = Seen(check.verdict)
    found[TOTAL] = Seen(result.verdict, result.score, (result.light or "不亮") if lit else "", grades=result.grades)
    return found
