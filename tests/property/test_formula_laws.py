"""Laws of formulas: they read back, compute what exact arithmetic says, and never meet units that do not fit."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.formula import Checked, Formula, Undefined, check_formula, compile_formula, parse_formula
from perfrules.formula.ast import Absolute, Binary, Call, Compare, Logic, Minus, Name, Node, Not, Number
from perfrules.value.unit_table import find_unit

pytestmark = pytest.mark.property

NAMES = ("甲数", "乙数", "“三公”支出", "丙_1")
WAN = find_unit("万元")
UNITS = dict.fromkeys(NAMES, WAN)
NUMBERS = st.integers(-50, 50).map(Fraction)


def numbers(depth: int = 3) -> st.SearchStrategy[Node]:
    """Draw an amount of money: sums, multiples and extremes of amounts of money."""
    leaves = st.one_of(st.sampled_from(NAMES).map(Name), st.integers(0, 99).map(lambda number: Number(Fraction(number), "万元")))
    if not depth:
        return leaves
    inner = numbers(depth - 1)
    plain = st.integers(1, 9).map(lambda number: Number(Fraction(number)))
    return st.one_of(
        leaves,
        st.builds(Minus, inner),
        st.builds(Absolute, inner),
        st.builds(Binary, st.sampled_from("+-"), inner, inner),
        st.builds(Binary, st.just("×"), inner, plain),
        st.builds(Binary, st.just("÷"), inner, plain),
        st.builds(Call, st.sampled_from(["最大", "最小", "合计"]), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    )


def conditions(depth: int = 2) -> st.SearchStrategy[Node]:
    """Draw a condition on amounts of money."""
    compare = st.builds(Compare, st.sampled_from("=≠≥>≤<"), numbers(1), numbers(1))
    if not depth:
        return compare
    inner = conditions(depth - 1)
    joined = st.builds(Logic, st.sampled_from(["且", "或"]), st.lists(inner, min_size=2, max_size=3).map(tuple))
    return st.one_of(compare, st.builds(Not, inner), joined)


def value(node: Node, facts: dict[str, Fraction]) -> Fraction:
    """Return the amount in yuan, by the book."""
    match node:
        case Number(number, unit):
            return number * (10_000 if unit else 1)
        case Name(text):
            return facts[text]
        case Minus(part):
            return -value(part, facts)
        case Absolute(part):
            return abs(value(part, facts))
        case Binary(sign, left, right):
            one, other = value(left, facts), value(right, facts)
            return {"+": one + other, "-": one - other, "×": one * other, "÷": one / other if other else Fraction(0)}[sign]
        case Call(function, parts):
            found = [value(part, facts) for part in parts]
            return {"最大": max(found), "最小": min(found), "合计": sum(found, Fraction(0))}[function]
    raise AssertionError(node)


def truth(node: Node, facts: dict[str, Fraction]) -> bool:
    """Return whether a condition holds, by the book."""
    match node:
        case Compare(sign, left, right):
            one, other = value(left, facts), value(right, facts)
            found = {"=": one == other, "≠": one != other, "≥": one >= other, ">": one > other, "≤": one <= other, "<": one < other}
            return found[sign]
        case Logic(word, parts):
            answers = [truth(part, facts) for part in parts]
            return all(answers) if word == "且" else any(answers)
        case Not(part):
            return not truth(part, facts)
    raise AssertionError(node)


def compiled(formula: Formula) -> object:
    checked = check_formula(formula, UNITS)
    assert isinstance(checked, Checked), [one.message for one in checked]
    return compile_formula(checked)


@given(numbers())
def test_amounts_read_back(node: Node) -> None:
    assert parse_formula(str(Formula(node))) == Formula(node)


@given(conditions())
def test_conditions_read_back(node: Node) -> None:
    assert parse_formula(str(Formula(node))) == Formula(node)


@given(numbers(), st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS)))
def test_amounts_are_exact(node: Node, facts: dict[str, Fraction]) -> None:
    assert compiled(Formula(node)).number(facts) == value(node, facts)


@given(conditions(), st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS)), st.sets(st.sampled_from(NAMES)))
def test_what_is_missing_never_turns_a_condition(node: Node, facts: dict[str, Fraction], lost: set[str]) -> None:
    formula = Formula(node)
    ready = compiled(formula)
    pairs = {name: (number.numerator, number.denominator) for name, number in facts.items()}
    assert ready.holds([pairs[name] for name in formula.names]) is truth(node, facts)
    partly = ready.holds([None if name in lost else pairs[name] for name in formula.names])
    assert partly in (None, truth(node, facts))


@given(numbers(2), numbers(2), st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS)))
def test_ratios_do_not_depend_on_the_unit(over: Node, under: Node, facts: dict[str, Fraction]) -> None:
    formula = Formula(Binary("÷", over, under))
    ready = compiled(formula)
    assert str(ready.checked.unit) == "%"
    below = value(under, facts)
    if below:
        assert ready.number(facts) == value(over, facts) / below
    else:
        with pytest.raises(Undefined) as caught:
            ready.number(facts)
        assert caught.value.reason == ("not_applicable" if value(over, facts) == 0 else "division_by_zero")


SIGNS = tuple("+-×÷|()（），、=≥≤<>%「」 0123456789.")


@given(st.lists(st.sampled_from((*SIGNS, "甲数", "万元", "且", "或", "非", "最大", "人")), max_size=20).map("".join))
def test_any_text_is_read_or_diagnosed(text: str) -> None:
    found = parse_formula(text)
    if isinstance(found, Formula):
        assert parse_formula(str(found)) == found
        checked = check_formula(found, {"甲数": WAN})
        for one in () if isinstance(checked, Checked) else checked:
            assert one.span is not None
            assert 0 <= one.span.start <= one.span.end <= len(text)
        return
    for one in found:
        assert one.span is None or 0 <= one.span.start <= one.span.end <= len(text)
        assert one.say("zh")
        assert one.say("en")


@pytest.mark.parametrize("piece", ["(", "|", "-", "甲数 + ", "非 (", "1", "最大("])
def test_long_texts_are_refused_in_time(piece: str) -> None:
    parse_formula(piece)
    start = time.process_time()
    parse_formula(piece * 10_000)
    parse_formula(piece * (999 // len(piece)))
    assert time.process_time() - start < 0.5
