"""Solving a formula for one datum: the number that makes it come out as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from perfrules.evaluation.facts import Facts
from perfrules.evaluation.judging import known_data
from perfrules.evaluation.plan import Plan
from perfrules.formula import Compiled, Undefined
from perfrules.value.unit import Unit

__all__ = ["computed", "inputs_of", "is_decimal", "solved"]

Data = Mapping[str, Fraction]
"""Numbers of data, in base units."""

_TRIALS = ((Fraction(16), Fraction(32)), (Fraction(1, 16), Fraction(1, 32)))


def inputs_of(plan: Plan, names: Iterable[str]) -> tuple[str, ...]:
    """Return the data that have to be given for some names: what formulas make stands for what they are made of."""
    made = {one.name: one.compiled.names for one in plan.made}
    meant = dict(plan.aliases)
    found: dict[str, None] = {}
    waiting = list(reversed(list(names)))
    while waiting:
        name = waiting.pop()
        name = meant.get(name, name)
        if name in made:
            waiting.extend(reversed(made[name]))
        elif name in plan.model.data:
            found[name] = None
    return tuple(found)


def computed(plan: Plan, compiled: Compiled, data: Data) -> Fraction | None:
    """Return what a formula makes of data; `None` where a datum is missing or it divides by zero."""
    known = known_data(plan, Facts(data, {}))
    values = [known[name] for name in compiled.names if name in known]
    if len(values) < len(compiled.names):
        return None
    try:
        return Fraction(*compiled.run(values))
    except Undefined:
        return None


def solved(plan: Plan, compiled: Compiled, value: Fraction, data: Data, names: Iterable[str]) -> tuple[str, Fraction] | None:
    """Return a datum among `names` and its number, zero or more, with which a formula makes `value` exactly.

    The formula is taken for a straight line in the datum between two trials, and the answer is tried: `None` where none holds.

    >>> from perfrules import load_ruleset
    >>> plan = load_ruleset("规则集 小表\\n数据 甲 万元\\n数据 乙 万元\\n三级指标 率 全年 ≥95%\\n公式 甲 ÷ 乙").evaluate({}).plan
    >>> solved(plan, plan.items[0].compiled, Fraction(19, 20), {"乙": Fraction(2_000_000)}, ["甲"])
    ('甲', Fraction(1900000, 1))
    """
    for name in names:
        for number in _candidates(plan, compiled, value, data, name):
            found = {**data, name: number}
            if _is_sayable(number, plan.model.data[name].unit) and computed(plan, compiled, found) == value:
                return name, number
    return None


def _candidates(plan: Plan, compiled: Compiled, value: Fraction, data: Data, name: str) -> Iterator[Fraction]:
    scale = max((abs(number) for number in data.values()), default=Fraction(0)) or Fraction(1)
    for first, second in _TRIALS:
        left, right = first * scale, second * scale
        low, high = (computed(plan, compiled, {**data, name: trial}) for trial in (left, right))
        if low is not None and high is not None and low != high:
            yield left + (value - low) * (right - left) / (high - low)


def _is_sayable(number: Fraction, unit: Unit) -> bool:
    """Tell whether a person could write a number of a unit: a decimal, whole where the unit counts, not below zero."""
    return number >= 0 and is_decimal(number / unit.factor) and (not unit.discrete or number.denominator == 1)


def is_decimal(number: Fraction) -> bool:
    """Tell whether a number has a finite decimal.

    >>> is_decimal(Fraction(1, 8)), is_decimal(Fraction(1, 3))
    (True, False)
    """
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
