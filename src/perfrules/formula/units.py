"""Units of formulas: inferred and checked before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, frozen

from perfrules.formula.ast import Absolute, Binary, Call, Compare, Formula, Logic, Minus, Name, Node, Not, Number
from perfrules.formula.render import text_of
from perfrules.formula.term import Term, number_term
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.near import nearest
from perfrules.text.span import Span
from perfrules.value.numeral import write_number
from perfrules.value.unit import NO_UNIT, Dimension, Unit
from perfrules.value.unit_table import find_unit

__all__ = ["Checked", "check_formula"]

_RATIO = find_unit("%").dimension
_POINTS = find_unit("个百分点").dimension
_PERCENT = find_unit("%")
_SHARE = {_RATIO: Fraction(1), _POINTS: Fraction(1, 100)}


@frozen
class Checked:
    """A formula whose units agree: its terms in base units, and the unit in which its number is shown; a condition has none."""

    formula: Formula
    term: Term
    unit: Unit | None
    notes: tuple[Diagnostic, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names in the order in which `Compiled` takes their values."""
        return self.formula.names

    @property
    def is_condition(self) -> bool:
        """Tell whether it holds or not, instead of being a number."""
        return self.unit is None


def check_formula(formula: Formula, names: Mapping[str, Unit], units: Mapping[str, Unit] | None = None) -> Checked | tuple[Diagnostic, ...]:
    """Return a formula with its units, or every reason why they do not fit; places are places in the text it was read from.

    `names` gives the unit of every known name, `units` those that a ruleset defines. Like ÷ like is a ratio, a ratio times
    anything keeps its unit; sums, 最大, 最小, 合计 and comparisons need one dimension. A bare number beside a measured one
    takes its unit, with a note, except 0.

    >>> from perfrules.formula import parse_formula
    >>> wan = find_unit("万元")
    >>> str(check_formula(parse_formula("|甲 - 乙| ÷ 乙"), {"甲": wan, "乙": wan}).unit)
    '%'
    >>> [one.code for one in check_formula(parse_formula("甲 + 丙"), {"甲": wan, "乙": wan})]
    ['E643']
    """
    checker = _Checker(formula, names, units or {})
    typed = checker.typed(formula.root)
    if checker.found or typed is None:
        return tuple(checker.found)
    if not formula.names and typed.unit is None:
        checker.notes.append(Diagnostic("W640", {}, "", formula.root.at))
    return Checked(formula, typed.term, typed.unit, tuple(checker.notes))


@frozen
class _Typed:
    """A term with its unit, `None` for a condition; `free` marks a bare literal, which takes the unit of its neighbour."""

    term: Term
    unit: Unit | None
    node: Node
    free: bool = False


class _Checker:
    """One walk over a formula, which collects all that is wrong."""

    def __init__(self, formula: Formula, names: Mapping[str, Unit], units: Mapping[str, Unit]) -> None:
        self.known = names
        self.units = units
        self.slots = {name: slot for slot, name in enumerate(formula.names)}
        self.found: list[Diagnostic] = []
        self.notes: list[Diagnostic] = []

    def fail(self, code: str, at: Span, **args: str) -> None:
        self.found.append(Diagnostic(code, args, "", at))

    def typed(self, node: Node) -> _Typed | None:
        match node:
            case Number():
                return self.number(node)
            case Name():
                return self.name(node)
            case Minus(part) | Absolute(part):
                inner = self.amount(part)
                sign = "minus" if isinstance(node, Minus) else "absolute"
                return None if inner is None else evolve(inner, term=(sign, inner.term), node=node)
            case Binary(sign, left, right):
                sides = self.amount(left), self.amount(right)
                if sides[0] is None or sides[1] is None:
                    return None
                return self.sum(node, sign, sides[0], sides[1]) if sign in "+-" else self.product(node, sign, sides[0], sides[1])
            case Call(function, parts):
                return self.call(node, function, [self.amount(part) for part in parts])
            case Compare(sign, left, right):
                return self.comparison(node, sign, self.amount(left), self.amount(right))
            case Logic(word, parts):
                return self.logic(node, "all" if word == "且" else "any", parts)
            case Not(part):
                return self.logic(node, "not", (part,))

    def number(self, node: Number) -> _Typed | None:
        unit = self.units.get(node.unit) or find_unit(node.unit)
        if not unit.known:
            self.fail("E645", node.at, unit=node.unit)
            return None
        return _Typed(number_term(node.value * unit.factor), unit, node, free=unit.is_bare)

    def name(self, node: Name) -> _Typed | None:
        unit = self.known.get(node.text)
        if unit is None:
            self.fail("E643", node.at, name=node.text, suggestion=nearest(node.text, self.known))
            return None
        return _Typed(("slot", self.slots[node.text]), unit, node)

    def amount(self, node: Node) -> _Typed | None:
        """Return a part that must be a number."""
        typed = self.typed(node)
        if typed is not None and typed.unit is None:
            self.fail("E647", node.at, part=text_of(node))
            return None
        return typed

    def logic(self, node: Node, word: str, parts: tuple[Node, ...]) -> _Typed | None:
        typed = [self.typed(part) for part in parts]
        for one in typed:
            if one is not None and one.unit is not None:
                self.fail("E648", one.node.at, part=text_of(one.node))
        return None if None in typed else _Typed((word, tuple(one.term for one in typed if one is not None)), None, node)

    def call(self, node: Call, function: str, parts: list[_Typed | None]) -> _Typed | None:
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        first = next((part for part in known if not part.free), known[0])
        fitted = [self.fitted(part, first, node.at) for part in known]
        if any(part is None for part in fitted):
            return None
        word = {"最大": "largest", "最小": "smallest", "合计": "sum"}[function]
        return _Typed((word, tuple(part for part in fitted if part is not None)), first.unit, node, first.free)

    def sum(self, node: Binary, sign: str, left: _Typed, right: _Typed) -> _Typed | None:
        sides = self.alike(node, left, right)
        if sides is None:
            return None
        lead = right if left.free and not right.free else left
        unit = _PERCENT if _RATIO in (left.unit.dimension, right.unit.dimension) and lead.unit.dimension != _RATIO else lead.unit  # type: ignore[union-attr]
        return _Typed(("plus" if sign == "+" else "less", *sides), unit, node, left.free and right.free)

    def comparison(self, node: Compare, sign: str, left: _Typed | None, right: _Typed | None) -> _Typed | None:
        sides = None if left is None or right is None else self.alike(node, left, right)
        return None if sides is None else _Typed(("compare", sign, *sides), None, node)

    def alike(self, node: Binary | Compare, left: _Typed, right: _Typed) -> tuple[Term, Term] | None:
        """Return two terms that are counted in the same base units."""
        if left.free and not right.free:
            term = self.fitted(left, right, node.at)
            return None if term is None else (term, right.term)
        assert left.unit is not None
        assert right.unit is not None
        dimensions = left.unit.dimension, right.unit.dimension
        if dimensions[0] != dimensions[1] and all(one in _SHARE for one in dimensions):
            return _scaled(left.term, _SHARE[dimensions[0]]), _scaled(right.term, _SHARE[dimensions[1]])
        term = self.fitted(right, left, node.at)
        return None if term is None else (left.term, term)

    def fitted(self, part: _Typed, lead: _Typed, at: Span) -> Term | None:
        """Return a term in the base units of another, or say why it cannot stand beside it."""
        unit, wanted = part.unit, lead.unit
        assert unit is not None
        assert wanted is not None
        if unit.dimension == wanted.dimension:
            return part.term
        if part.free:
            return self.lent(part, wanted)
        if unit.count and wanted.count and (unit.generic or wanted.generic):
            self.notes.append(Diagnostic("N600", {"left": str(wanted), "right": str(unit)}, "", at))
            return part.term
        args = {"left": text_of(lead.node), "left_unit": _said(wanted), "right": text_of(part.node), "right_unit": _said(unit)}
        self.fail("E644", at, **args)
        return None

    def lent(self, part: _Typed, unit: Unit) -> Term:
        """Return a bare literal in the unit of its neighbour; 0 and shares of one need no unit."""
        value = part.node.value if isinstance(part.node, Number) else None
        if value == 0 or unit.dimension == _RATIO:
            return part.term
        self.notes.append(Diagnostic("N601", {"number": text_of(part.node), "unit": str(unit)}, "", part.node.at))
        return _scaled(part.term, unit.factor)

    def product(self, node: Binary, sign: str, left: _Typed, right: _Typed) -> _Typed:
        if sign == "×" and _RATIO in (left.unit and left.unit.dimension, right.unit and right.unit.dimension):
            for one in (left, right):
                if one.free and isinstance(one.node, Number) and one.node.value in (100, 1000):
                    self.notes.append(Diagnostic("W641", {"number": text_of(one.node)}, "", one.node.at))
        assert left.unit is not None
        assert right.unit is not None
        unit = _times(left.unit, right.unit) if sign == "×" else _divided(left.unit, right.unit)
        return _Typed(("times" if sign == "×" else "over", left.term, right.term), unit, node, left.free and right.free)


def _said(unit: Unit) -> str:
    return str(unit) or "（无单位）"


def _scaled(term: Term, factor: Fraction) -> Term:
    return term if factor == 1 else ("times", term, number_term(factor))


def _powers(unit: Unit) -> dict[str, int]:
    """Return the base units of a unit; a ratio has none."""
    return {} if unit.dimension == _RATIO else dict(unit.dimension)


def _shown(powers: dict[str, int], one: Unit, other: Unit, symbol: str) -> Unit:
    """Return the unit that has these base units: that of one side if it is the same, else a compound."""
    dimension: Dimension = tuple(sorted((base, power) for base, power in powers.items() if power))
    if not dimension:
        return NO_UNIT if one.is_bare and other.is_bare else _PERCENT
    for unit in (one, other):
        if unit.dimension == dimension:
            return unit
    return Unit(symbol, dimension)


def _times(left: Unit, right: Unit) -> Unit:
    powers = _powers(left)
    for base, power in _powers(right).items():
        powers[base] = powers.get(base, 0) + power
    return _shown(powers, left, right, f"{_base(left)}·{_base(right)}")


def _divided(left: Unit, right: Unit) -> Unit:
    powers = _powers(left)
    for base, power in _powers(right).items():
        powers[base] = powers.get(base, 0) - power
    if right.dimension == _RATIO or right.is_bare:
        return left if not left.is_bare or right.is_bare else _PERCENT
    return _shown(powers, left, left, f"{_base(left)}/{_base(right)}")


def _base(unit: Unit) -> str:
    """Return the base unit's own name: a compound is shown in base units."""
    return "·".join(base for base, _ in unit.dimension) or "1"


def amount_text(value: Fraction, unit: Unit) -> str:
    """Return a number of base units as its unit shows it.

    >>> amount_text(Fraction(1, 8), find_unit("%"))
    '12.5%'
    """
    return write_number(value / unit.factor) + str(unit)
