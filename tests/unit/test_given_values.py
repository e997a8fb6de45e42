"""Values and weights that are no numbers: missing, unreadable or refused, never a bare error and never marks below zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import perfrules as pr
from perfrules.evaluation.explanation import Explanation
from perfrules.evaluation.totals import Marks

TARGETS = ("≥5人", "≥90%", "健全", "2025年10月底前", "较上年提高5%", "前3名", "≥3场；≥5人", "按要求落实")
RULES = pr.load_ruleset("规则集 甲\n满分 10分\n数据 乙 人\n三级指标 人数 5分 全年 ≥5人\n三级指标 比例 5分 全年 ≥90%\n公式 乙 ÷ 10人\n")
TABLE = pr.read_table("一级指标\t三级指标\t全年指标值\n产出\t人数\t≥5人\n产出\t时间\t2025年10月底前\n")


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("nothing", ["NaN", "-NaN", "sNaN"])
def test_what_is_no_number_is_missing(target: str, nothing: str) -> None:
    result = pr.evaluate(target, Decimal(nothing), weight=10)
    assert (result.verdict, result.reason, result.score) == (pr.Verdict.PENDING, "no_data", Marks(Fraction(0), Fraction(10)))
    assert result.why == pr.evaluate(target, None).why
    assert pr.parse_target(target).accepts(Decimal(nothing)) is None


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("endless", ["Infinity", "-Infinity"])
def test_an_infinity_is_unreadable(target: str, endless: str) -> None:
    result = pr.evaluate(target, Decimal(endless), weight=10)
    assert (result.verdict, result.reason, result.score) == (pr.Verdict.PENDING, "unreadable", Marks(Fraction(0), Fraction(10)))
    assert f"实际值「{endless}」无法识别" in result.why
    assert result.to_dict()["actual"] == endless
    assert pr.parse_target(target).accepts(Decimal(endless)) is None


def test_facts_of_a_ruleset() -> None:
    missing = RULES.evaluate({"人数": Decimal("NaN"), "乙": Decimal("NaN")})
    assert missing.to_dict() == RULES.evaluate({}).to_dict()
    endless = RULES.evaluate({"人数": Decimal("Infinity"), "乙": Decimal("-Infinity")})
    assert [leaf.verdict for leaf in endless.leaves()] == [pr.Verdict.PENDING, pr.Verdict.PENDING]
    assert (endless["人数"].reason, endless.score) == ("unreadable", Marks(Fraction(0), Fraction(10)))  # type: ignore[union-attr]
    assert [one.code for one in endless.diagnostics] == ["W652"]


@pytest.mark.parametrize(
    ("value", "verdict", "reason"),
    [
        (Decimal("NaN"), "待定", "no_data"),
        (None, "待定", "no_data"),
        (Decimal("Infinity"), "待定", "incomparable"),
        (Decimal("5.0"), "达标", "met"),
        (4, "未达标", "short"),
        (Fraction(11, 2), "达标", "exceeded"),
        (pr.parse_quantity("6人"), "达标", "exceeded"),
    ],
    ids=str,
)
def test_values_of_a_table_that_are_no_texts(value: Any, verdict: str, reason: str) -> None:
    row = pr.evaluate_table(TABLE, {"人数": value})["人数"]
    assert (row.verdict.value, row.reason) == (verdict, reason)


def test_days_of_a_table_and_what_is_refused() -> None:
    assert pr.evaluate_table(TABLE, {"时间": date(2025, 9, 30)})["时间"].verdict is pr.Verdict.MET
    for value in (0.5, True, [1]):
        with pytest.raises(TypeError, match="an actual value is"):
            pr.evaluate_table(TABLE, {"人数": value})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "weight", [-5, Fraction(-1, 3), "-5", "-5分", "", "五分之", "1e5", Decimal("NaN"), Decimal("-Infinity"), float("inf"), True]
)
def test_a_weight_that_is_none_is_refused(weight: Any) -> None:
    with pytest.raises(pr.FactError) as caught:
        pr.evaluate("≥5人", "3人", weight=weight)
    assert [one.code for one in caught.value.diagnostics] == ["E405"]


@pytest.mark.parametrize("weight", [10, Fraction(10), "10", "10分", "１０ 分", "十", Decimal("10.0"), 10.0], ids=repr)
def test_weights_are_numbers_from_zero_up(weight: Any) -> None:
    assert pr.evaluate("≥5人", "3人", weight=weight).score == (6, 6)
    assert pr.evaluate("≥5人", "3人", weight=0).score == (0, 0)
    assert pr.evaluate("≥5人", "5人", weight=0.1).score == (Fraction(1, 10), Fraction(1, 10))


def test_options_that_are_not_known_have_a_message_of_their_own() -> None:
    calls = [
        (lambda: pr.evaluate("≥90%", "0.95", bare_percent="share"), "bare_percent", "percent、fraction"),
        (lambda: pr.evaluate("≥90人", "95", bare_percent="share"), "bare_percent", "percent、fraction"),
        (lambda: RULES.evaluate({}, equal="平均"), "equal", "逐级、指标"),
        (lambda: RULES.evaluate({}).explain("html"), "style", "text、markdown、json"),
    ]
    for call, name, known in calls:
        with pytest.raises(pr.UnknownName) as caught:
            call()
        (one,) = caught.value.diagnostics
        assert (one.code, one.args["name"], one.args["known"]) == ("E403", name, known)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "甲"},
        {"name": 1, "path": [], "verdict": "达标"},
        {"name": "甲", "path": "甲", "verdict": "达标"},
        {"name": "甲", "path": [1], "verdict": "达标"},
        {"name": "甲", "path": [], "verdict": "很好"},
        {"name": "甲", "path": [], "verdict": "达标", "low": 3},
        {"name": "甲", "path": [], "verdict": "达标", "low": "x", "high": "y", "weight": "z"},
        {"name": "甲", "path": [], "verdict": "达标", "high": "1"},
        {"name": "甲", "path": [], "verdict": "达标", "notes": {"a": 1}},
        {"name": "甲", "path": [], "verdict": "达标", "children": [[]]},
        {"name": "甲", "path": [], "verdict": "达标", "children": 3},
        [],
        None,
        "达标",
    ],
    ids=str,
)
def test_foreign_json_is_no_explanation(data: Any) -> None:
    with pytest.raises(pr.FactError) as caught:
        Explanation.from_dict(data)
    assert [one.code for one in caught.value.diagnostics] == ["E406"]


def test_an_explanation_too_deep_is_none() -> None:
    data: dict[str, Any] = {"name": "甲", "path": [], "verdict": "达标"}
    for _ in range(2_000):
        data = {"name": "甲", "path": [], "verdict": "达标", "children": [data]}
    with pytest.raises(pr.FactError):
        Explanation.from_dict(data)
