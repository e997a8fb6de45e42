"""Verdicts on actual values by example: what is met, missed, and cannot be decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from perfrules import parse_quantity, parse_target


@pytest.mark.parametrize(
    ("target", "actual", "answer"),
    [
        ("≥95%", "95%", True), ("≥95%", "94.99%", False), ("≥95%", "95", True), ("≥95%", "0.95", None), ("≥95%", "1", None), ("≥95%",
        "950‰", True),
        ("≥95%", "0", False), ("≥3家", "3个", True), ("≥3家", "3户", None), ("≥3人", "5人次", None), ("≤5个工作日", "5天", None),
        ("≤2小时", "90分钟", True),
        ("≤1年", "12个月", True), ("≤1年", "300天", None), ("=850亿元", "8500000万元", True), ("≥100亩", "10公顷", True), ("400元/人·天",
        "400元/天·人", True),
        ("2-3万元", "25000元", True), ("2-3万元", "1.9万元", False), ("[3,5)家", "5家", False), ("(3,5]家", "3家", False), ("≠0",
        "0", False), ("≠0", "1", True),
        ("约50家", "48家", True), ("约50家", "40家", False), ("100%±5%", "94%", False), ("±10%", "-10%", True), ("±10%", "11%", False),
        ("≥1:20", "1:15", True), ("三分之二", "2/3", True), ("九成以上", "92%", True), ("≥3次/年", "3次", None), ("≥95%", "90%-98%", None),
        ("≥95%", "96%-98%", True), ("≥95%", "80%-90%", False), ("≥95%", "不适用", None), ("≥95%", "", None), ("≥95%", "健全", None),
        ("健全", "健全", True), ("健全", "基本健全", False), ("基本健全", "健全", True), ("健全", "不健全", False), ("良好以上",
        "优秀", True), ("良好以上", "中", False),
        ("2025年12月底前", "2025年11月", True), ("2025年12月底前", "2026-01-01", False), ("12月底前", "2025.12.20", True), ("2025年",
        "2025年12月31日", True),
        ("2025年6月", "2025年", None), ("前3名", "第2名", True), ("前3名", "第4名", False), ("前3名", "2", True), ("前10名", "前5名", True),
        ("较上年提高≥5个百分点", "较上年提高6个百分点", True), ("较上年提高≥5个百分点", "提高4个百分点", False), ("较上年下降≥3%",
        "下降4%", True),
        ("较上年下降≥3%", "提高1%", False), ("不低于上年", "持平", True), ("不低于上年", "较上年下降1%", False), ("零增长", "持平", True),
        ("较上年提高5%", "较上年提高5个百分点", None), ("培训≥3场、参训≥200人", "培训3场、参训210人", True), ("培训≥3场、参训≥200人",
        "参训210人、培训3场", True),
        ("培训≥3场、参训≥200人", "培训2场、参训210人", False), ("培训≥3场、参训≥200人", "培训3场", None), ("<3家或>8家", "9家", True),
        ("<3家或>8家", "5家", False),
        ("0起", "无", True), ("无", "0起", True), ("≥85%或≤5起", "4起", True), ("不适用", "3", None), ("暂不确定", "3", None),
        ("指导城市建设", "3家", None),
    ],
)  # fmt: skip
def test_an_actual_value_has_its_answer(target: str, actual: str, answer: bool | None) -> None:
    assert parse_target(target).accepts(actual) is answer


@pytest.mark.parametrize(
    ("target", "actual", "answer"),
    [
        ("零投诉", "0起", True),
        ("零投诉", "0", True),
        ("零投诉", "1起", False),
        ("无事故", "0起", True),
        ("无投诉", "0次", True),
        ("0起", "未发生", True),
        ("第1名", "第一", True),
    ],
)
def test_nothing_of_the_kind_is_zero(target: str, actual: str, answer: bool) -> None:
    assert parse_target(target).accepts(actual) is answer


@pytest.mark.parametrize(
    ("target", "actual", "answer"),
    [
        ("≥95%", parse_quantity("96%"), True), ("≥95%", parse_quantity("960‰"), True), ("≥95家", 95, True),
        ("≥95家", Fraction(189, 2), False),
        ("≥95家", Decimal("95.0"), True), ("2025年12月底前", date(2025, 12, 31), True), ("2025年12月底前", date(2026, 1, 1), False),
        ("≥95%", None, None),
        ("≥95%", parse_target("≥96%"), True), ("≥95家", parse_quantity("96元"), None), ("健全", 3, None), ("≥95%", date(2025, 1, 1), None),
    ],
)  # fmt: skip
def test_actual_values_need_not_be_text(target: str, actual: object, answer: bool | None) -> None:
    assert parse_target(target).accepts(actual) is answer


@pytest.mark.parametrize("actual", [1.0, float("nan"), 95.5])
def test_floats_are_refused(actual: float) -> None:
    for target in ("≥95%", "健全", "2025年", "/"):
        with pytest.raises(TypeError):
            parse_target(target).accepts(actual)


@pytest.mark.parametrize("actual", [b"95", [95], {"a": 1}, object(), 1j])
def test_other_types_are_refused(actual: object) -> None:
    with pytest.raises(TypeError):
        parse_target("≥95%").accepts(actual)


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (">17499家", "≥17500家", True), ("≥17500家", ">17499家", True), ("≥17500元", ">17499元", True), (">17499元", "≥17500元", False),
        ("≥96%", "≥95%", True),
        ("≥95%", "≥96%", False), ("≥95%", "≥5家", False), ("健全", "基本健全", True), ("基本健全", "健全", False), ("2025年11月",
        "2025年12月底前", True),
        ("前3名", "前10名", True), ("≥95%且≤98%", "≥90%", True), ("<3家或>8家", "≠5家", True), ("培训≥3场;参训≥200人", "培训≥3场", True),
        ("培训≥3场", "参训≥3场", False), ("不适用", "不适用", True), ("较上年提高≥5%", "较上年提高≥3%", True),
    ],
)  # fmt: skip
def test_one_target_implies_another(one: str, other: str, answer: bool) -> None:
    assert parse_target(one).implies(parse_target(other)) is answer


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("90%-95%", ["90%", "95%"]),
        ("≥17500家", ["17500家"]),
        ("<3家或>8家", ["3家", "8家"]),
        ("健全", []),
        ("/", []),
        ("前3名", ["1", "3"]),
        ("2025年6月", ["2025-06-01", "2025-06-30"]),
    ],
)
def test_boundaries_are_exact(text: str, edges: list[str]) -> None:
    assert [str(edge) for edge in parse_target(text).boundaries()] == edges


def test_disjoint_and_empty() -> None:
    assert parse_target("≥96%").is_disjoint(parse_target("<96%"))
    assert parse_target(">5家").is_disjoint(parse_target("<6家"))
    assert not parse_target(">5元").is_disjoint(parse_target("<6元"))
    assert (parse_target("≥5家") & parse_target("≤3家")).is_empty
    assert not parse_target("健全").is_empty
    assert parse_target("前3名").is_disjoint(parse_target("第4名"))


def test_a_date_with_a_time_of_day_is_that_day() -> None:
    for written in ("2024-10-20 00:00:00", "2024/10/20 0:00", "2024-10-20T14:30:05"):
        assert parse_target(written).kind == "date"
        assert parse_target("2024年10月20日前").accepts(written) is True
        assert parse_target(f"{written}前").accepts("2024年10月21日") is False
