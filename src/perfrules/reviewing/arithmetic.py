"""Arithmetic checks: conditions written as 检查 in a ruleset, tried on numbers of a table, with both sides told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from perfrules.formula import Checked, Compiled, Formula, Undefined, check_formula, compile_formula
from perfrules.formula.ast import Absolute, Binary, Compare, Node, Number
from perfrules.ruleset.check import units_of_names
from perfrules.ruleset.model import Check, Model
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit

__all__ = ["Rule", "Tested", "rules_in"]


@frozen(eq=False)
class Rule:
    """One condition over named numbers: the code of its check, the condition with its tolerance, and its two sides."""

    name: str
    check: Check
    condition: Compiled
    left: Compiled | None
    right: Compiled | None
    constants: Mapping[str, Fraction]
    units: Mapping[str, Unit]

    @property
    def code(self) -> str:
        """Return the code of the check: the first three characters of the name."""
        return self.name[:3]

    @property
    def needs(self) -> frozenset[str]:
        """Return the names that the table has to give."""
        return frozenset(self.condition.names) - self.constants.keys()

    def test(self, facts: Mapping[str, Fraction]) -> Tested | None:
        """Return what came of the condition; None where a number is missing or a division by zero leaves it open.

        `facts` are in the base units of the data (money in 元, ratios as numbers).
        """
        known = {**self.constants, **facts}
        values = [known.get(name) for name in self.condition.names]
        answer = self.condition.holds([None if value is None else (value.numerator, value.denominator) for value in values])
        if answer is None:
            return None
        return Tested(self, answer, _number(self.left, known), _number(self.right, known), known)


@frozen(eq=False)
class Tested:
    """A condition with numbers: whether it holds, and its two sides in base units (None where it has no two sides)."""

    rule: Rule
    holds: bool
    left: Fraction | None
    right: Fraction | None
    known: Mapping[str, Fraction]

    @property
    def difference(self) -> Fraction | None:
        """Return the left side less the right one, in base units."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def sign(self) -> str:
        """Return the comparison between the two sides, as the rule writes it where it has no tolerance."""
        root = self.rule.check.condition.root
        return root.sign if isinstance(root, Compare) else ""

    @property
    def derivation(self) -> str:
        """Return the condition with numbers in place of names."""
        facts = {name: self.known[name] for name in self.rule.condition.names if name in self.known}
        return self.rule.condition.derivation(facts, self.rule.units)

    def shown(self, number: Fraction | None) -> str:
        """Return a side as it is written: in the unit of the first name of the condition."""
        if number is None:
            return ""
        unit = self.rule.units.get(next(iter(self.rule.condition.names), ""))
        if unit is None:
            return write_number(number)
        return f"{write_number(number / unit.factor)}{unit.symbol}"


def rules_in(model: Model) -> Iterator[Rule]:
    """Yield the checks of a model whose name begins with the code of a review check."""
    units = units_of_names(model)
    constants = {name: value.base for name, one in model.parameters.items() if (value := one.at(None)) is not None}
    for name, check in model.checks.items():
        condition = _compiled(check.condition.root, model, units)
        if condition is not None:
            left, right = (None if side is None else _compiled(side, model, units) for side in _sides(check.condition.root))
            yield Rule(name, check, condition, left, right, constants, units)


def _sides(root: Node) -> tuple[Node | None, Node | None]:
    """Return what a condition compares, as it was written before its tolerance went in."""
    match root:
        case Compare("≤", Absolute(Binary("-", left, right)), Number()) | Compare("≤", left, Binary("+", right, Number())):
            return left, right
        case Compare("≥", Binary("+", left, Number()), right) | Compare(_, left, right):
            return left, right
        case _:
            return None, None


def _compiled(node: Node, model: Model, units: Mapping[str, Unit]) -> Compiled | None:
    checked = check_formula(Formula(node), units, model.units)
    return compile_formula(checked) if isinstance(checked, Checked) else None


def _number(side: Compiled | None, known: Mapping[str, Fraction]) -> Fraction | None:
    if side is None:
        return None
    try:
        return side.number(known)
    except Undefined:
        return None
