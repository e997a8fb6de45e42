"""Laws of judging rules: every verdict, range of marks and reason is what the book says, worked out a second way."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import Quantity, RuleSet, load_ruleset, parse_target
from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome
from perfrules.evaluation.totals import Marks, Part, combined
from perfrules.scoring import NotApplicable
from perfrules.value.numeral import write_number
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Verdict

pytestmark = pytest.mark.property

ZERO, ONE = Fraction(0), Fraction(1)
MET, UNMET, PENDING, NONE = Verdict.MET, Verdict.UNMET, Verdict.PENDING, Verdict.NOT_APPLICABLE
FORMULAS = ("甲 ÷ 乙", "甲 + 乙", "甲 - 乙")


class Rule(NamedTuple):
    """One indicator: what it asks for and how its actual value comes about."""

    name: str
    weight: int
    edge: int
    formula: str
    guarded: bool
    proportional: bool
    otherwise: int

    def lines(self) -> list[str]:
        unit = "%" if "÷" in self.formula else "万元" if self.formula else "家"
        lines = [f"    三级指标  {self.name} {self.weight}分 全年 ≥{self.edge}{unit} 越大越好"]
        lines += [f"      公式  {self.formula}"] if self.formula else []
        lines.append("      计分  按完成比例" if self.proportional else f"      计分  达标得满分，否则 得 {self.otherwise}%")
        return lines + (["      适用  丙 > 0万元"] if self.guarded else [])


class Case(NamedTuple):
    """A ruleset with facts: the indicators of each level, the options of the head, and what is known."""

    levels: tuple[tuple[Rule, ...], ...]
    rule: NotApplicable
    places: int | None
    data: dict[str, int]
    given: dict[str, int | str]

    def text(self) -> str:
        total = sum(one.weight for level in self.levels for one in level)
        lines = ["规则集  抽样", f"满分  {total}分", f"不适用  {self.rule.value}", *(f"数据  {name} 万元" for name in "甲乙丙")]
        lines += [] if self.places is None else [f"舍入  每项 {self.places}位"]
        for number, level in enumerate(self.levels):
            lines += [f"一级指标  级{number} {sum(one.weight for one in level)}分", *(line for one in level for line in one.lines())]
        return "\n".join(lines) + "\n"

    def facts(self) -> dict[str, str]:
        data = {name: f"{number}万元" for name, number in self.data.items()}
        return data | {name: said if isinstance(said, str) else f"{said}家" for name, said in self.given.items()}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    levels: list[tuple[Rule, ...]] = []
    for level in range(draw(st.integers(1, 2))):
        rules = [
            Rule(
                f"项{level}{number}",
                draw(st.integers(1, 12)),
                draw(st.sampled_from([1, 40, 60, 100])),
                draw(st.sampled_from(["", "", *FORMULAS])),
                draw(st.booleans()),
                draw(st.booleans()),
                draw(st.sampled_from([0, 30])),
            )
            for number in range(draw(st.integers(1, 3)))
        ]
        levels.append(tuple(rules))
    data = {name: draw(st.sampled_from([0, 30, 60, 100, 150])) for name in "甲乙丙" if draw(st.integers(0, 3))}
    open_ones = [one.name for level in levels for one in level if not one.formula]
    said: st.SearchStrategy[int | str] = st.one_of(st.integers(0, 130), st.sampled_from(["不适用", ""]))
    given_ = {name: draw(said) for name in open_ones if draw(st.integers(0, 3))}
    places = draw(st.sampled_from([None, 0, 2]))
    return Case(tuple(levels), draw(st.sampled_from(NotApplicable)), places, data, given_)


class Wanted(NamedTuple):
    """What the book says about one indicator; `marks` are `None` where only its applying counts."""

    verdict: Verdict
    reason: str
    marks: Marks | None
    applies: bool | None
    value: Fraction | None = None


def guarded(rule: Rule, case: Case) -> bool | None:
    return True if not rule.guarded else None if "丙" not in case.data else case.data["丙"] > 0


def computed(rule: Rule, case: Case) -> Fraction | str:
    """Return the actual value in percent, 万元 or 家, or why there is none."""
    if not rule.formula:
        said = case.given.get(rule.name, "")
        return Fraction(said) if isinstance(said, int) else said or "no_facts"
    if "甲" not in case.data or "乙" not in case.data:
        return "no_facts"
    one, other = Fraction(case.data["甲"]), Fraction(case.data["乙"])
    if "÷" in rule.formula:
        return one / other * 100 if other else "division_by_zero" if one else "zero_by_zero"
    return one + other if "+" in rule.formula else one - other


def wanted(rule: Rule, case: Case) -> Wanted:
    weight, applies = Fraction(rule.weight), guarded(rule, case)
    nothing, everything = Marks(ZERO, ZERO), Marks(weight, weight)
    unknown = Marks(ZERO if rule.proportional else rounded(weight * rule.otherwise / 100, case, weight), weight)
    absent = everything if case.rule is NotApplicable.FULL else nothing
    if applies is False:
        return Wanted(NONE, "does_not_apply", absent, False)
    value = computed(rule, case)
    if value == "no_facts":
        open_one = None if applies and "÷" in rule.formula else applies
        return Wanted(PENDING, "no_facts" if rule.formula or applies else "may_not_apply", unknown, open_one)
    if applies is None:
        return Wanted(PENDING, "may_not_apply", unknown, None)
    if value == "不适用":
        return Wanted(NONE, "not_applicable", None, False)
    if value == "zero_by_zero":
        return Wanted(NONE, "zero_by_zero", absent, False)
    if value == "division_by_zero":
        return Wanted(PENDING, "division_by_zero", unknown, True)
    assert isinstance(value, Fraction)
    met = value >= rule.edge
    share = max(ZERO, min(ONE, value / rule.edge)) if rule.proportional else ONE if met else Fraction(rule.otherwise, 100)
    got = rounded(share * weight, case, weight)
    return Wanted(MET if met else UNMET, "", Marks(got, got), True, value)


def rounded(marks: Fraction, case: Case, weight: Fraction) -> Fraction:
    if case.places is None:
        return marks
    size = 10**case.places
    return min(weight, Fraction(floor(marks * size + Fraction(1, 2)), size))


def kleene(verdicts: list[Verdict]) -> Verdict:
    known = [one for one in verdicts if one is not NONE]
    return UNMET if UNMET in known else PENDING if PENDING in known else MET if known else NONE


def rules_and_result(case: Case) -> tuple[RuleSet, GroupOutcome, dict[str, IndicatorOutcome]]:
    rule_set = load_ruleset(case.text())
    result = rule_set.evaluate(case.facts())
    return rule_set, result.root, {leaf.name: leaf for leaf in result.leaves()}


@given(cases())
def test_every_indicator_comes_out_as_the_book_says(case: Case) -> None:
    _, _, leaves = rules_and_result(case)
    for rule in (one for level in case.levels for one in level):
        leaf, book = leaves[rule.name], wanted(rule, case)
        assert (leaf.verdict, leaf.reason, leaf.applies) == (book.verdict, book.reason, book.applies), rule
        assert book.marks is None or leaf.marks == book.marks, rule
        assert leaf.weight == rule.weight
        assert leaf.why
        if book.value is None:
            assert leaf.completion is None
            continue
        unit = find_unit("%" if "÷" in rule.formula else "万元" if rule.formula else "家")
        value = Quantity(book.value, unit)
        assert leaf.number == value.base
        assert leaf.actual == str(value)
        assert leaf.completion == book.value / rule.edge
        short = leaf.shortfall
        assert (short is None) == (book.verdict is MET)
        assert short is None or short.number == rule.edge - book.value
        assert "，缺" not in leaf.why
        if rule.formula:
            said = rule.formula.replace("甲", f"{case.data['甲']}万元").replace("乙", f"{case.data['乙']}万元")
            assert leaf.derivation.startswith(f"{said} = {leaf.actual}")
        assert leaf.marks is not None
        assert leaf.derivation.endswith(
            f"{write_number(leaf.marks.low / rule.weight)} × {rule.weight}分 = {write_number(leaf.marks.low)}分"
        )
        assert leaf.lacking == ()


@given(cases())
def test_what_is_lacking_is_what_would_settle_it(case: Case) -> None:
    _, _, leaves = rules_and_result(case)
    for rule in (one for level in case.levels for one in level):
        leaf, applies = leaves[rule.name], guarded(rule, case)
        if leaf.verdict is not PENDING or leaf.reason == "division_by_zero":
            assert leaf.lacking == ()
            continue
        own = [name for name in "甲乙" if name not in case.data] if rule.formula else [] if case.given.get(rule.name) else [rule.name]
        needed = [*(["丙"] if applies is None else []), *own]
        assert set(leaf.lacking) <= set(needed)
        assert leaf.lacking
        assert leaf.reason == "no_facts" or applies is None
        if rule.formula or applies:
            assert set(leaf.lacking) == set(needed)
        said = "缺实际值" if leaf.lacking == (rule.name,) else "、".join(leaf.lacking)
        assert said in leaf.why


@given(cases())
def test_levels_and_the_whole_come_together_as_the_rules_say(case: Case) -> None:
    _, root, leaves = rules_and_result(case)
    groups = {group.name: group for group in root.groups()}
    assert len(list(root.leaves())) == sum(map(len, case.levels))
    inner = NotApplicable.EXCLUDE if case.rule is NotApplicable.RESCALE else case.rule
    parts: list[Part] = []
    for number, level in enumerate(case.levels):
        group = groups[f"级{number}"]
        own = [leaves[one.name] for one in level]
        weight = Fraction(sum(one.weight for one in level))
        assert group.verdict is kleene([leaf.verdict for leaf in own])
        assert group.marks == combined([part_of(leaf) for leaf in own], weight, inner)
        answers = {leaf.applies for leaf in own}
        assert group.applies is (True if True in answers else None if None in answers else False)
        assert group.weight == weight
        assert group.marks is not None
        parts.append(Part(weight, group.marks, group.applies))
    assert root.verdict is kleene([group.verdict for group in groups.values()])
    if case.rule is NotApplicable.RESCALE:
        parts = [part_of(leaf) for leaf in leaves.values()]
    assert root.marks == combined(parts, root.weight or ZERO, case.rule)
    assert root.name == ""
    assert root.path == ()


def part_of(leaf: IndicatorOutcome) -> Part:
    assert leaf.weight is not None
    assert leaf.marks is not None
    return Part(leaf.weight, leaf.marks, leaf.applies)


@given(cases(), st.sampled_from(["quantity", "number", "other unit", "wide"]))
def test_a_fact_is_the_same_in_every_form(case: Case, form: str) -> None:
    rule_set, _, leaves = rules_and_result(case)

    def said(name: str, number: int | str) -> object:
        if isinstance(number, str):
            return number
        unit = "万元" if name in "甲乙丙" else "家"
        return {
            "quantity": Quantity(Fraction(number), find_unit(unit)),
            "number": number,
            "other unit": f"{number * 10_000}元" if unit == "万元" else f"{number}个",
            "wide": f"　{number}{unit} ",
        }[form]

    again = rule_set.evaluate({name: said(name, number) for name, number in {**case.data, **case.given}.items()})
    for leaf in again.leaves():
        one = leaves[leaf.name]
        assert (leaf.verdict, leaf.marks, leaf.applies, leaf.number) == (one.verdict, one.marks, one.applies, one.number), leaf.name


@given(st.integers(1, 4), st.integers(0, 30), st.integers(1, 5), st.booleans())
def test_open_weights_are_shared_out_before_anything_is_judged(count: int, actual: int, points: int, half: bool) -> None:
    full, policy = 20 * count, f"    计分  每低 1家 扣 {points}%"
    rules = [line for number in range(count) for line in (f"  三级指标  项{number} 全年 ≥20家 越大越好", policy)]
    extra = [f"  三级指标  空 {'半年 ≥1家' if half else ''}".rstrip()]
    text = "\n".join(["规则集  抽样", f"满分  {full + 20}分", "均分  逐级", *rules, *extra]) + "\n"
    result = load_ruleset(text).evaluate({"项0": f"{actual}家"}, "全年")
    got = 20 * max(ZERO, ONE - Fraction(points * max(0, 20 - actual), 100))
    assert result["项0"].marks == (got, got)
    for number in range(1, count):
        assert result[f"项{number}"].marks == (0, 20)
    empty = result["空"]
    assert (empty.verdict, empty.reason) == ((NONE, "no_target_in_period") if half else (PENDING, "no_target"))
    assert empty.marks == ((0, 0) if half else (0, 20))
    shown = load_ruleset(text).evaluate({"空": "7家"}, "全年")["空"]
    assert (shown.actual, shown.verdict, shown.marks) == ("7家", empty.verdict, empty.marks)


@settings(max_examples=40)
@given(st.integers(2, 90), st.integers(2, 120), st.sampled_from(["万元", "%", "家"]), st.sampled_from(["text", "target", "quantity"]))
def test_the_number_of_a_given_value_is_in_base_units(edge: int, number: int, unit: str, form: str) -> None:
    rule_set = load_ruleset(f"规则集  抽样\n满分  10分\n三级指标  某数 10分 全年 ≥{edge}{unit} 越大越好\n计分  按完成比例\n")
    base = number * find_unit(unit).factor
    for said in (f"{number}{unit}", f"{number}"):
        if form == "quantity" and said == f"{number}":
            continue
        given_ = {"text": said, "target": parse_target(said), "quantity": Quantity(Fraction(number), find_unit(unit))}[form]
        leaf = rule_set.evaluate({"某数": given_})["某数"]
        assert leaf.number == base
        assert leaf.verdict is (MET if number >= edge else UNMET)
        share = min(ONE, Fraction(number, edge))
        assert leaf.marks == (10 * share, 10 * share)
