"""Laws of the checks of weights and marks: a consistent self-evaluation is not remarked on, one fault is one finding."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import perfrules as pr
from perfrules.evaluation.scored_value import marks_under
from perfrules.reviewing import Finding, review
from perfrules.reviewing.checks.totals import _is_written
from perfrules.ruleset.named import find_policy
from perfrules.value.numeral import write_number

HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
LEVELS = (("产出指标（50分）", "数量指标", 50), ("效益指标（30分）", "社会效益指标", 30), ("满意度指标（10分）", "服务对象满意度指标", 10))
REASON = "见说明"


@frozen
class Row:
    """A row of the model: `target` and `actual` are whole numbers of a unit, more being better."""

    level1: str
    level2: str
    name: str
    target: int
    actual: int
    unit: str
    weight: Fraction
    score: Fraction

    @property
    def reason(self) -> str:
        return REASON if self.score < self.weight or self.actual * 10 >= self.target * 13 else ""

    def cells(self) -> list[str]:
        weight, score = write_number(self.weight), write_number(self.score)
        actual = f"{self.actual}{self.unit}"
        return [self.level1, self.level2, self.name, f"≥{self.target}{self.unit}", actual, weight, score, self.reason]


POLICY = find_policy("mof-2020")


def marks_of(target: int, actual: int, unit: str, weight: Fraction) -> Fraction:
    """Return the marks of a row under the policy for self-evaluations."""
    marks = marks_under(POLICY, pr.parse_target(f"≥{target}{unit}"), ("一项",), f"{actual}{unit}", weight)
    assert marks is not None
    return marks.low


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Draw the rows of a self-evaluation whose marks are those of the policy."""
    found: list[Row] = []
    for level1, level2, points in LEVELS:
        cuts = draw(st.lists(st.integers(1, points * 2 - 1), max_size=3, unique=True).map(sorted))
        edges = [0, *cuts, points * 2]
        for low, high in pairwise(edges):
            weight = Fraction(high - low, 2)
            target, unit = draw(st.integers(1, 500)), draw(st.sampled_from(["人", "家", "场", "%"]))
            actual = draw(st.integers(0, 2 * target) | st.just(target))
            name = f"第{len(found) + 1}项{draw(st.sampled_from(['工作', '任务', '活动']))}"
            found.append(Row(level1, level2, name, target, actual, unit, weight, marks_of(target, actual, unit, weight)))
    # Five rows in full marks are remarked on: the first one falls short.
    first = found[0]
    return [evolve(first, target=100, actual=90, unit="人", score=marks_of(100, 90, "人", first.weight)), *found[1:]]


def text_of(lines: list[list[str]], total: Fraction | None) -> str:
    table = [list(HEAD), *lines]
    if total is not None:
        table.append(["总分", "", "", "", "", "", write_number(total), ""])
    return "\n".join("| " + " | ".join(line) + " |" for line in table) + "\n"


def findings(lines: list[list[str]], total: Fraction | None) -> list[Finding]:
    return [one for one in review(pr.read_table(text_of(lines, total))) if one.code[0] in "WS"]


@settings(max_examples=40)
@given(rows())
def test_a_consistent_table_is_not_remarked_on(model: list[Row]) -> None:
    total = sum((row.score for row in model), Fraction(0))
    assert findings([row.cells() for row in model], total) == []


def _beyond(row: Row, cells: list[str]) -> tuple[list[str], str]:
    return [*cells[:6], write_number(row.weight + 1), cells[7]], "S01"


def _another(row: Row, cells: list[str]) -> tuple[list[str], str] | None:
    if row.score < 1:
        return None
    return [*cells[:6], write_number(row.score - Fraction(1, 2)), REASON], "S02"


def _without_reason(row: Row, cells: list[str]) -> tuple[list[str], str] | None:
    if not row.reason:
        return None
    return [*cells[:7], ""], "S07" if row.score < row.weight else "S10"


def _full(row: Row, cells: list[str]) -> tuple[list[str], str] | None:
    if row.weight - row.score <= Fraction(1, 100):
        return None
    return [*cells[:6], write_number(row.weight), cells[7]], "S08"


def _blank(row: Row, cells: list[str]) -> tuple[list[str], str] | None:
    return None if row.score == 0 else ([*cells[:4], "", *cells[5:]], "S09")


def _in_another_unit(row: Row, cells: list[str]) -> tuple[list[str], str]:
    return [*cells[:4], f"{row.actual}平方米", *cells[5:]], "S13"


FAULTS = (_beyond, _another, _without_reason, _full, _blank, _in_another_unit)


@settings(max_examples=80)
@given(rows(), st.data())
def test_one_fault_is_one_finding_in_its_row(model: list[Row], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(model) - 1))
    lines = [row.cells() for row in model]
    changed = data.draw(st.sampled_from(FAULTS))(model[at], lines[at])
    if changed is None:
        return
    lines[at], code = changed
    (one,) = findings(lines, None)
    assert (one.code, one.subject, one.position and one.position.row) == (code, model[at].name, at + 2)
    assert one.message
    assert one.say("en")


@settings(max_examples=30)
@given(rows(), st.integers(2, 500))
def test_a_total_that_is_off_is_one_finding(model: list[Row], cents: int) -> None:
    total = sum((row.score for row in model), Fraction(0)) - Fraction(cents, 100)
    (one,) = findings([row.cells() for row in model], total)
    assert (one.code, one.args["difference"]) == ("S03", write_number(Fraction(cents, 100)))


@settings(max_examples=30)
@given(rows(), st.data(), st.integers(1, 40))
def test_a_weight_that_is_off_is_one_finding(model: list[Row], data: st.DataObject, more: int) -> None:
    at = data.draw(st.integers(0, len(model) - 1))
    row = evolve(model[at], weight=model[at].weight + more, target=100, actual=100, unit="人", score=model[at].weight + more)
    lines = [(row if index == at else one).cells() for index, one in enumerate(model)]
    found = [one for one in findings(lines, None) if one.code != "S12"]
    assert [(one.code, one.args["difference"]) for one in found] == [("W02", str(more))]


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 4))
def test_a_rate_rounded_to_any_digits_is_the_rate(budget: int, spent: int, places: int) -> None:
    rate = Fraction(spent, budget)
    scaled = rate * 100 * 10**places
    rounded = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**places)
    assert _is_written(rate, f"{write_number(rounded)}%" if places == 0 else f"{_fixed(rounded, places)}%")
    assert not _is_written(rate, f"{_fixed(rounded + Fraction(2, 10**places), places)}%")


def _fixed(value: Fraction, places: int) -> str:
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
