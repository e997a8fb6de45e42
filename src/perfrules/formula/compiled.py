"""Computing formulas: exact numbers and three-valued conditions from the values of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from perfrules.formula.render import name_text, text_of
from perfrules.formula.term import Pair, Run, Term, Undefined, compile_term, slots_of
from perfrules.formula.units import Checked, amount_text
from perfrules.value.unit import Unit

__all__ = ["Compiled", "compile_formula"]

Values = Sequence[Pair | None]
Decide = Callable[[Values], bool | None]


@frozen(slots=False, eq=False)
class Compiled:
    """A formula that can be computed many times; it takes one value for each of its `names`, in base units, as a pair.

    >>> from perfrules.formula import check_formula, parse_formula
    >>> from perfrules.value.unit_table import find_unit
    >>> wan = find_unit("万元")
    >>> rate = compile_formula(check_formula(parse_formula("|甲 - 乙| ÷ 乙"), {"甲": wan, "乙": wan}))
    >>> rate.number({"甲": Fraction(9), "乙": Fraction(10)}), rate.number({"甲": Fraction(9)})
    (Fraction(1, 10), None)
    """

    checked: Checked

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names whose values it takes."""
        return self.checked.names

    @cached_property
    def run(self) -> Run:
        """Return the bare function of a number: a pair from the pairs of all names; `Undefined` for a division by zero."""
        return compile_term(self.checked.term)

    @cached_property
    def may_be_undefined(self) -> bool:
        """Tell whether some values would make it divide by zero."""
        return _divides(self.checked.term)

    def number(self, facts: Mapping[str, Fraction]) -> Fraction | None:
        """Return the number, in base units, that facts in base units make; `None` where one is missing; `Undefined` at x/0."""
        values = [facts.get(name) for name in self.names]
        if None in values:
            return None
        n, d = self.run([(value.numerator, value.denominator) for value in values if value is not None])
        return Fraction(n, d)

    def holds(self, values: Values) -> bool | None:
        """Tell whether a condition holds; `None` where what is missing or undefined leaves that open (Kleene).

        A condition that is missing a value may still be decided by another part: 假 且 缺 is false.
        """
        return self._decide(values)

    @cached_property
    def _decide(self) -> Decide:
        return _decider(self.checked.term)

    def derivation(self, facts: Mapping[str, Fraction], units: Mapping[str, Unit]) -> str:
        """Return the formula with numbers in place of names: `|9万元 - 10万元| ÷ 10万元`."""

        def shown(name: str) -> str:
            return amount_text(facts[name], units[name]) if name in facts else name_text(name)

        return text_of(self.checked.formula.root, shown)


def compile_formula(checked: Checked) -> Compiled:
    """Return a checked formula in the form that computes."""
    return Compiled(checked)


def _divides(term: Term) -> bool:
    if term[0] == "over":
        return term[2][0] != "number" or _divides(term[1])
    parts = term[1] if term and isinstance(term[-1], tuple) and term[0] in ("sum", "largest", "smallest", "all", "any", "not") else term[1:]
    return any(_divides(part) for part in parts if isinstance(part, tuple) and part and isinstance(part[0], str))


def _decider(term: Term) -> Decide:
    """Return the function that decides a condition from values some of which may be missing."""
    word = term[0]
    if word in ("all", "any"):
        parts = [_decider(part) for part in term[1]]
        return _kleene(parts, decisive=word == "any")
    if word == "not":
        inner = _decider(term[1][0])

        def negated(values: Values) -> bool | None:
            answer = inner(values)
            return None if answer is None else not answer

        return negated
    return _comparison(term)


def _kleene(parts: list[Decide], *, decisive: bool) -> Decide:
    def decide(values: Values) -> bool | None:
        answers = [part(values) for part in parts]
        return decisive if decisive in answers else None if None in answers else not decisive

    return decide


def _comparison(term: Term) -> Decide:
    run, slots = compile_term(term), tuple(slots_of(term))

    def decide(values: Values) -> bool | None:
        if any(values[slot] is None for slot in slots):
            return None
        try:
            answer: bool = run(values)  # type: ignore[arg-type]
        except Undefined:
            return None
        return answer

    return decide
