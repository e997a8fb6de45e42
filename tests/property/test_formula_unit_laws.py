"""Laws of the units of formulas: what may stand together does, comes out in the right unit, and everything else is told."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.formula import Checked, check_formula, compile_formula, parse_formula
from perfrules.formula.ast import Formula
from perfrules.text.limits import MAX_CELL, MAX_DEPTH, MAX_DIGITS
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit

pytestmark = pytest.mark.property

NAMED = {
    "万数": "万元",
    "元数": "元",
    "人数": "人",
    "率": "%",
    "点": "个百分点",
    "家数": "家",
    "个数": "个",
    "人均": "元/人",
    "日": "天",
    "工日": "个工作日",
}
UNITS: dict[str, Unit] = {name: find_unit(word) for name, word in NAMED.items()} | {"倍数": Unit("")}
NAMES = st.sampled_from(sorted(UNITS))
FACTS = st.fixed_dictionaries(dict.fromkeys(UNITS, st.fractions(-20, 20, max_denominator=7).filter(bool)))
RATIO = find_unit("%").dimension
POINTS = find_unit("个百分点").dimension


def check(text: str) -> Checked | list[str]:
    formula = parse_formula(text)
    assert isinstance(formula, Formula), text
    found = check_formula(formula, UNITS)
    return found if isinstance(found, Checked) else [one.code for one in found]


def noted(checked: Checked) -> list[str]:
    return [one.code for one in checked.notes]


def powers(name: str) -> dict[str, int]:
    """Return the base units of a name; shares and bare numbers have none."""
    dimension = UNITS[name].dimension
    return {} if dimension == RATIO else dict(dimension)


def related(one: str, other: str) -> str:
    """Say how two names stand beside each other: alike, as shares of one, as counts with a note, or not at all."""
    left, right = UNITS[one], UNITS[other]
    if left.dimension == right.dimension:
        return "alike"
    if {left.dimension, right.dimension} == {RATIO, POINTS}:
        return "shares"
    return "counted" if left.count and right.count and (left.generic or right.generic) else ""


def in_common(name: str, value: Fraction, how: str) -> Fraction:
    return value / 100 if how == "shares" and UNITS[name].dimension == POINTS else value


@settings(max_examples=3)
@given(FACTS)
def test_a_sum_needs_one_kind_of_thing(facts: dict[str, Fraction]) -> None:
    for one, other, sign in product(UNITS, UNITS, "+-"):
        sum_of(one, other, sign, facts)


def sum_of(one: str, other: str, sign: str, facts: dict[str, Fraction]) -> None:
    checked, how = check(f"{one} {sign} {other}"), related(one, other)
    if not how:
        assert checked == ["E644"]
        (told,) = check_formula(parse_formula(f"{one} {sign} {other}"), UNITS)  # type: ignore[arg-type, misc]
        names = [one, other]
        assert [told.args["left"], told.args["right"]] == names
        assert [told.args["left_unit"], told.args["right_unit"]] == [str(UNITS[name]) or "（无单位）" for name in names]
        assert told.span is not None
        return
    assert isinstance(checked, Checked)
    assert checked.unit is not None
    assert checked.unit.dimension == (RATIO if how == "shares" else UNITS[one].dimension)
    assert str(checked.unit) == ("%" if how == "shares" else str(UNITS[one]))
    assert ("N600" in noted(checked)) == (how == "counted")
    for note in checked.notes:
        assert note.args == {"left": str(UNITS[one]), "right": str(UNITS[other])}
        assert note.say("zh")
    left, right = in_common(one, facts[one], how), in_common(other, facts[other], how)
    assert compile_formula(checked).number(facts) == (left + right if sign == "+" else left - right)


@settings(max_examples=40)
@given(NAMES, NAMES, st.sampled_from("=≠≥>≤<"), FACTS)
def test_a_comparison_needs_one_kind_of_thing(one: str, other: str, sign: str, facts: dict[str, Fraction]) -> None:
    checked, how = check(f"{one} {sign} {other}"), related(one, other)
    if not how:
        assert checked == ["E644"]
        return
    assert isinstance(checked, Checked)
    assert checked.is_condition
    left, right = in_common(one, facts[one], how), in_common(other, facts[other], how)
    compiled = compile_formula(checked)
    wanted = {"=": left == right, "≠": left != right, "≥": left >= right, ">": left > right, "≤": left <= right, "<": left < right}[sign]
    assert compiled.holds([(facts[name].numerator, facts[name].denominator) for name in compiled.names]) is wanted
    assert compiled.holds([None for _ in compiled.names]) is None
    assert not compiled.may_be_undefined


@settings(max_examples=40)
@given(st.lists(NAMES, min_size=1, max_size=3), st.sampled_from(["最大", "最小", "合计"]), FACTS)
def test_a_choice_needs_one_kind_of_thing(names: list[str], function: str, facts: dict[str, Fraction]) -> None:
    checked = check(f"{function}({'、'.join(names)})")
    hows = [related(names[0], name) for name in names]
    if any(how not in ("alike", "counted") for how in hows):
        assert isinstance(checked, list)
        assert set(checked) == {"E644"}
        return
    assert isinstance(checked, Checked)
    assert checked.unit == UNITS[names[0]]
    values = [facts[name] for name in names]
    assert compile_formula(checked).number(facts) == {"最大": max(values), "最小": min(values), "合计": sum(values, Fraction(0))}[function]


@settings(max_examples=3)
@given(FACTS)
def test_products_and_quotients_have_the_powers_of_their_parts(facts: dict[str, Fraction]) -> None:
    for one, other, sign in product(UNITS, UNITS, "×÷"):
        product_of(one, other, sign, facts)


def product_of(one: str, other: str, sign: str, facts: dict[str, Fraction]) -> None:
    checked = check(f"{one} {sign} {other}")
    assert isinstance(checked, Checked)
    assert checked.unit is not None
    compiled = compile_formula(checked)
    assert compiled.number(facts) == (facts[one] * facts[other] if sign == "×" else facts[one] / facts[other])
    assert compiled.may_be_undefined == (sign == "÷")
    step = 1 if sign == "×" else -1
    found = powers(one)
    for base, power in powers(other).items():
        found[base] = found.get(base, 0) + step * power
    wanted = tuple(sorted((base, power) for base, power in found.items() if power))
    bare = all(not UNITS[name].dimension for name in (one, other))
    assert checked.unit.dimension == (wanted or (() if bare else RATIO))
    if wanted and wanted == UNITS[one].dimension:
        assert str(checked.unit) == str(UNITS[one])
    elif wanted and wanted == UNITS[other].dimension and sign == "×":
        assert str(checked.unit) == str(UNITS[other])
    elif wanted:
        assert checked.unit.factor == 1


@given(NAMES, st.sampled_from(["0", "1", "5", "12.5"]), st.sampled_from("+-≥<"), st.booleans())
def test_a_bare_literal_takes_the_unit_beside_it(name: str, number: str, sign: str, behind: bool) -> None:
    checked = check(f"{name} {sign} {number}" if behind else f"{number} {sign} {name}")
    assert isinstance(checked, Checked)
    compiled = compile_formula(checked)
    unit = UNITS[name]
    lent = Fraction(number) * (1 if unit.dimension == RATIO or not unit.dimension else unit.factor)
    assert ("N601" in noted(checked)) == (number != "0" and unit.dimension not in (RATIO, ()))
    left, right = (Fraction(7), lent) if behind else (lent, Fraction(7))
    if sign in "+-":
        assert checked.unit == unit
        assert compiled.number({name: Fraction(7)}) == (left + right if sign == "+" else left - right)
    else:
        assert compiled.holds([(7, 1)]) is (left >= right if sign == "≥" else left < right)
    grouped = check(f"最大({number}、{name})")
    assert isinstance(grouped, Checked)
    assert grouped.unit == unit
    assert compile_formula(grouped).number({name: Fraction(0)}) == max(lent, Fraction(0))


@given(NAMES, NAMES)
def test_only_what_is_divided_by_something_unknown_may_be_undefined(one: str, other: str) -> None:
    for text, wanted in {
        f"{one} ÷ 5": False,
        f"{one} × {other}": False,
        f"{one} ÷ {other}": True,
        f"({one} ÷ {other}) ÷ 5": True,
        f"最大({one} ÷ 5、{one} ÷ 4)": False,
        f"最大({one} ÷ {other}、{one} ÷ {other})": True,
        f"|{one} ÷ {other}|": True,
        f"-{one}": False,
        f"{one} ÷ 5 > {one}": False,
        f"非 ({one} ÷ {other} > {one} ÷ {other})": True,
    }.items():
        checked = check(text)
        if isinstance(checked, Checked):
            assert compile_formula(checked).may_be_undefined is wanted, text


@given(NAMES, st.sampled_from(["100", "1000", "10", "100%"]), st.booleans())
def test_a_rate_times_a_hundred_is_pointed_out(name: str, number: str, behind: bool) -> None:
    checked = check(f"{name} × {number}" if behind else f"{number} × {name}")
    assert isinstance(checked, Checked)
    assert ("W641" in noted(checked)) == (UNITS[name].dimension == RATIO and number in ("100", "1000"))
    assert checked.unit == UNITS[name] or number == "100%"


@given(NAMES, NAMES)
def test_what_cannot_be_checked_is_told(one: str, other: str) -> None:
    assert check(f"{one} + 没有") == ["E643"]
    assert check(f"没有 × {one}") == ["E643"]
    assert check(f"({one} > {one}) + {other}") == ["E647"]
    assert check(f"{one} 且 {other} > {other}") == ["E648"]
    assert check(f"非 {one}") == ["E648"]
    assert check(f"{one} > {one} 或 {other}") == ["E648"]
    for text, has in ((f"{one} > 0", False), ("1 > 0", True), ("1 + 2", False)):
        checked = check(text)
        assert isinstance(checked, Checked)
        assert ("W640" in noted(checked)) == has


@given(st.fixed_dictionaries(dict.fromkeys(UNITS, st.integers(1, 40).map(Fraction))), st.sets(NAMES))
def test_the_derivation_shows_each_number_as_its_unit_does(facts: dict[str, Fraction], lost: set[str]) -> None:
    checked = check("|万数 - 元数| ÷ 元数 + 率 × (人数 ÷ 人数)")
    assert isinstance(checked, Checked)
    compiled = compile_formula(checked)
    known = {name: value for name, value in facts.items() if name not in lost}
    shown = compiled.derivation(known, UNITS)
    for name in ("万数", "元数", "率", "人数"):
        assert (name in shown) == (name in lost)
    if not lost & set(compiled.names):
        again = parse_formula(shown)
        assert isinstance(again, Formula)
        worked = check_formula(again, UNITS)
        assert isinstance(worked, Checked)
        assert compile_formula(worked).number({}) == compiled.number(facts)


@given(st.integers(0, 30), st.sampled_from(["字", "个运算符", "层括号", "位数字"]))
def test_a_formula_beyond_a_limit_says_which(more: int, what: str) -> None:
    limits = {"字": MAX_CELL, "个运算符": 200, "层括号": MAX_DEPTH, "位数字": MAX_DIGITS - 1}
    limit = limits[what]

    def drawn(size: int) -> str:
        texts = {
            "字": "甲" * size,
            "个运算符": "甲" + "+甲" * size,
            "层括号": "(" * size + "万数" + ")" * size,
            "位数字": "万数 + " + "9" * size,
        }
        return texts[what]

    within = parse_formula(drawn(limit))
    beyond = parse_formula(drawn(limit + 1 + more))
    assert isinstance(within, Formula)
    assert isinstance(beyond, tuple)
    assert [(one.code, one.args["what"]) for one in beyond] == [("E642", what)]


@given(st.sampled_from("abx"), st.sampled_from("abx"))
def test_signs_of_comparison_are_no_markup(one: str, other: str) -> None:
    formula = parse_formula(f"甲 <{one} 且 {other}> 乙")
    assert isinstance(formula, Formula)
    assert formula == parse_formula(f"甲 < {one} 且 {other} > 乙")
    assert set(formula.names) == {"甲", one, other, "乙"}
