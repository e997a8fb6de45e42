"""What rows are asked and what must come out: every answer is that of `perfrules.evaluate` for one value."""

# ruff: noqa: E501  a batch of rows is one line

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import inf, isinf, isnan, nan
from typing import Any, NamedTuple

from attrs import evolve, field, frozen

from perfrules import PerfRulesError, Target, evaluate, parse_target
from perfrules.evaluation.scored_value import policy_of
from perfrules.ruleset.binding import rules_of

__all__ = ["BATCHES", "UNREADABLE", "Answer", "Batch", "Row", "Setup", "by_kind", "count_of", "double", "scalar"]

UNREADABLE = "3家家家≥≤"
"""A text that says nothing: what an infinite number is judged as."""


class Answer(NamedTuple):
    """The columns of one row."""

    verdict: str
    reason: str
    completion: float | None
    shortfall: float | None
    shortfall_unit: str
    score: float | None
    score_low: float | None
    score_high: float | None
    notes: str


@frozen
class Setup:
    """What holds for all rows of a frame; `weight` is a number for all rows, `"column"`, or nothing."""

    policy: str = ""
    weight: Fraction | int | str | None = None
    direction: str | None = None
    bare_percent: str | None = None
    year: int | None = None

    def __str__(self) -> str:
        said = (self.policy, self.weight, self.direction, self.bare_percent, self.year)
        return " ".join(str(one) for one in said if one not in (None, "")) or "-"


@frozen
class Row:
    """One row: the cells of a table. A double stands for the shortest decimal that reads back as it."""

    target: Any
    actual: Any
    name: str = ""
    unit: str = ""
    operator: str = ""
    weight: Any = None


@frozen
class Batch:
    """Rows that are evaluated together."""

    title: str
    setup: Setup = field(factory=Setup)
    rows: tuple[Row, ...] = ()

    def __str__(self) -> str:
        return f"{self.title} [{self.setup}]"


def double(number: Fraction | None) -> float | None:
    """Return the double nearest to an exact number; infinite beyond all doubles."""
    if number is None:
        return None
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


def scalar(row: Row, setup: Setup) -> Answer:
    """Return what one value at a time comes to."""
    weight = _exact(row.weight) if setup.weight == "column" else setup.weight
    full = None if weight is None else Fraction(weight)
    name = row.name or ""
    try:
        target = parse_target(row.target or "", unit=row.unit or None, operator=row.operator or None)
    except PerfRulesError as error:
        # Everything is still possible, as it is where there is no actual value.
        low, high = (None, None) if full is None else (Fraction(0), _most(full, setup.policy))
        codes = " ".join(sorted({one.code for one in error.diagnostics}))
        return Answer("待定", "unreadable_target", None, None, "", _same(low, high), double(low), double(high), codes)
    return _judged(target, row.actual, name, full, setup)


@cache
def _most(weight: Fraction, policy: str) -> Fraction:
    """Return full marks as they count: rounded as the policy says."""
    named = policy_of(policy)
    rounding = rules_of(evolve(named.model, policy=named.policies)).rounding
    return weight if rounding is None else min(rounding(weight), weight)


def _judged(target: Target, actual: Any, name: str, weight: Fraction | None, setup: Setup) -> Answer:
    value = _exact(actual)
    infinite = isinstance(actual, float) and isinf(actual)
    result = evaluate(
        target,
        UNREADABLE if infinite else value,
        name=name,
        direction=setup.direction,
        bare_percent=setup.bare_percent,
        year=setup.year,
        weight=weight,
        policy=setup.policy,
    )
    notes = (*result.target.notes, *result.criterion.notes) if infinite else result.notes
    shortfall, marks = result.shortfall, result.score
    low, high = (None, None) if marks is None else (marks.low, marks.high)
    return Answer(
        result.verdict.value,
        result.reason,
        double(result.completion),
        None if shortfall is None else double(shortfall.number),
        "" if shortfall is None else str(shortfall.unit),
        _same(low, high),
        double(low),
        double(high),
        " ".join(sorted({one.code for one in notes})),
    )


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        return None if isnan(value) or isinf(value) else Decimal(repr(value))
    return value


def _same(low: Fraction | None, high: Fraction | None) -> float | None:
    return double(low) if low is not None and low == high else None


def by_kind(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield rows by the type of their actual value, as a column has one; what is missing goes into all of them.

    Decimals have the number of their places in their type.
    """
    rows = list(rows)
    kinds = [(_kind(row.actual), row) for row in rows]
    present = dict.fromkeys(kind for kind, _ in kinds if kind) or {"text": None}
    for kind in present:
        yield kind, [row for own, row in kinds if own in (kind, "")]


def _kind(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return "text"
        case float():
            return "double"
        case int():
            return "whole"
        case Decimal():
            return f"decimal {-int(value.as_tuple().exponent)}"
        case date():
            return "day"
    raise TypeError(type(value))


def count_of(batches: Iterable[Batch]) -> int:
    """Return how many rows there are in all."""
    return sum(len(one.rows) for one in batches)


def _cross(targets: Iterable[Any], actuals: Iterable[Any], name: str = "", unit: str = "", operator: str = "") -> tuple[Row, ...]:
    actuals = list(actuals)
    return tuple(Row(target, actual, name, unit, operator) for target in targets for actual in actuals)


_ENDS_OF_INT64 = (-(2**63), 2**63 - 1)
_HUGE = (
    2.0**53,
    2.0**53 + 2,
    1e15,
    1e16,
    123456789012345.67,
    12345678901234567.0,
    1e300,
    1.7976931348623157e308,
    5e-324,
    2.2250738585072014e-308,
)
_TINY = (0.1 + 0.2, 0.3, 0.1 * 3, 0.29999999999999998, 0.2999999999999999, 1 / 3, 2 / 3, 0.1, 1e-17, -0.0, 0.0)
_PARTS = (0.95, 1.0, 95.0, 9.5, 0.9, 90.0, 0.89999999999999, 89.9, 0.5, 0.005, 1.01, 1.8, 0.45, 0.4499, -0.95, -95.0, 100.0, 0.0, 10.0, 2.0)
_NOTHING = (None, nan, inf, -inf)
_NO_TEXT = (None, "", " ", "/", "无", "—", "-", "暂无", "不适用", "暂不确定", "待定", "　", "null", "None", "NaN", "nan", "inf", "∞")

# fmt: off
_NUMBERS = (
    Batch("missing numbers", rows=_cross(["≥90%", "≤0.3", "=0起", "健全", "第1名", "2025年12月底前", "", "/", "不适用", "≥%%3"], _NOTHING)),
    Batch("missing texts", rows=_cross(["≥90%", "≤0", "健全", "12月底前", "较上年提高5%", None, "", "/", "暂不确定"], _NO_TEXT)),
    Batch("tenths", rows=_cross(["≤0.3", "≥0.3", "<0.3", ">0.3", "=0.3", "0.3", "0.1-0.3", "≤0.30000000000000004", "≥1/3"], _TINY)),
    Batch("percent or fraction", rows=_cross(["≥90%", "90%-95%", "≤90%", "=100%", "90%", "≥1%", "≥1.8%", "≤5‰", "≥0%"], _PARTS)),
    Batch("percent or fraction, whole numbers", rows=_cross(["≥90%", "90%-95%", "≤1%", "=0%", "≥1%"], (0, 1, -1, 95, 90, 9, 100, 2))),
    Batch(
        "percent or fraction, texts",
        rows=_cross(["≥90%", "90%-95%", "≤5%"], ("0.95", "1", "95", "95%", "0.9", "90.0", "950‰", "九成", "百分之九十", "5个百分点", "95.00%")),
    ),
    Batch("percentages are meant", Setup(bare_percent="percent"), _cross(["≥90%", "90%-95%", "≤5‰", "≥3家", "≥5个百分点"], _PARTS)),
    Batch("fractions are meant", Setup(bare_percent="fraction"), _cross(["≥90%", "90%-95%", "≤5‰", "≥3家", "=100%"], _PARTS)),
    Batch("huge and tiny", rows=_cross(["≥3家", "≤9007199254740993元", "≥1亿元", "=0", "≥0.1", "≤90%", "1-2万元", "≠5人"], _HUGE)),
    Batch("negative", rows=_cross(["≥-3", "≤-3%", "=-1", "≥3家", "-5%-5%", "≤0"], (-3.0, -3.5, -2.9, -1.0, 0.0, -5.0, 5.0, -0.03))),
    Batch("zero", rows=_cross(["=0起", "≤0%", "0", "≥0家", "<0", ">0", "0次", "零投诉", "无事故", "=0"], (0.0, 1.0, -1.0, 0.5, 1e-9))),
    Batch("the ends of int64", rows=_cross(["≥3家", "≤9223372036854775807", ">9223372036854775806", "≥90%"], (*_ENDS_OF_INT64, 0, 2**53, 2**53 + 1))),
    *(
        Batch(f"decimals of {title}", rows=_cross(["≥3家", "≤12345678901234567890.5", "=0.3", "≥90%", "≥0.12345678901234567891万元"], [None, *map(Decimal, texts)]))
        for title, texts in (
            ("twenty digits", ("12345678901234567890.5", "12345678901234567890.6", "0.3", "-1")),
            ("twenty places", ("0.12345678901234567891", "0.12345678901234567890", "1234.5", "0.3", "0.9", "-0.00000000000000000001")),
            ("two places", ("0.30", "0.95", "90.00", "1", "3", "-3.01", "123456789012345678.99")),
            ("no places", ("3", "1", "99999999999999999999999999999999999999", "12345678901234567891")),
        )
    ),
)

_UNITS = (
    Batch("money", rows=_cross(["≥1.5亿元", "≤1500万元", "=150000000元", "100-200万元", "≥3千元"], ("1.5亿元", "15000万元", "150000000元", "1499.99万元", "15000", "1.5", "1,500万元", "0.15亿", "1500万", "3000元", "3千元", "200万元"))),
    Batch("counts", rows=_cross(["≥3家", "≥3个", "≥3人", "≥3人次", "≥3"], ("3家", "3个", "2个", "3人", "3人次", "4项", "3", "3.5家", "三家", "叁家", "3万家", "3万", "0.0002万", "3%"))),
    Batch("other units", rows=_cross(["≥5公里", "≥5个工作日", "≤30天", "≥2公顷", "≤1小时", "≥3吨", "≥5个百分点"], ("5000米", "5公里", "5个工作日", "5天", "5", "30亩", "60分钟", "3000公斤", "5%", "5个百分点", "一个月", "2小时"))),
    Batch("units beside the target", rows=tuple(Row(target, actual, unit=unit, operator=operator) for target in ("95", "≥95", "95%", "1,000", "") for unit, operator in (("%", ""), ("%", "≥"), ("万元", "≤"), ("家", "="), ("", ">"), ("奇怪", "？")) for actual in ("95", "95%", "1000", "900万元", None))),
    Batch("units beside the target, numbers", rows=tuple(Row(target, actual, unit=unit, operator=operator) for target in ("95", "≥95", "0") for unit, operator in (("%", ""), ("%", "≥"), ("万元", "≤"), ("家", "="), ("", ">")) for actual in (95.0, 94.99, 0.0, 0.95, 1.0))),
)

_NAMES = ("", "高新技术企业数", "偏差率", "投诉次数", "预算调整率", "控制率", "合格率", "成本", "满意度")
_DIRECTIONS = (
    Batch("equal, by name", rows=tuple(Row(target, actual, name) for name in _NAMES for target in ("=95%", "95%", "=0%", "=17500家", "10") for actual in ("94%", "95%", "96%", "17500家", "9", "10"))),
    Batch("equal, by name, numbers", rows=tuple(Row(target, actual, name) for name in _NAMES for target in ("=95%", "=0%", "=17500家", "=1500万元") for actual in (0.0, 94.0, 95.0, 96.5, 17499.0, 17500.0))),
    *(Batch("equal, direction given", Setup(direction=one), _cross(["=95%", "95", "90-95", "健全", "=0", "≥3家"], (94.0, 95.0, 96.0, 0.0, 3.0))) for one in ("越大越好", "越小越好", "等于为好")),
)

_FORMS = (
    Batch("ranges", rows=_cross(["90%-95%", "[3,5)家", "(3,5]家", "3-5家", "<3家或>5家", "≠4家", "约50家", "100±5万元", "2-3万元", "不低于3家且不超过5家", "50左右"], (2.0, 3.0, 4.0, 5.0, 5.5, 47.5, 47.49, 52.5, 95.0, 105.0, 105.01, 92.0, 20000.0, 30000.0))),
    Batch("ranges of texts", rows=_cross(["90%-95%", "[3,5)家", "≥3家", "=4家", "约50家"], ("3-4家", "≥3家", "2-6家", "约4家", "4家左右", "90%-92%", "不低于95%", "超过50家", "50多家"))),
    Batch("dates", rows=_cross(["2025年12月底前", "12月31日前", "2025年", "2025年上半年", "2025.1.1-2025.6.30", "12月", "年底前", "第三季度"], ("2025年12月31日", "2026-01-01", "12月31日", "12月", "2025年", "2025年6月", "2025/6/30", "已完成", "20251231", "12.31", "2025年13月", "2月30日", "按时完成"))),
    Batch("dates of a year", Setup(year=2025), _cross(["2025年12月底前", "12月31日前", "2024年2月"], ("12月31日", "12月", "2月29日", "2025年12月31日"))),
    Batch("dates as numbers", rows=_cross(["2025年12月底前", "12月31日前", "2025年"], (20251231.0, 46022.0, 2025.0, 12.31, 1.0))),
    Batch("days", rows=_cross(["2025年12月底前", "12月31日前", "2025年", "≥3家", "健全"], (date(2025, 12, 31), date(2026, 1, 1), date(1, 1, 1), date(9999, 12, 31)))),
    Batch("changes", rows=_cross(["较上年提高5%", "较上年下降≥3个百分点", "同比增长10%以上", "只增不减", "零增长", "较上年持平"], ("提高5%", "5%", "下降3个百分点", "3", "较上年提高6%", "同比下降2%", "-2%", "持平", "6.5"))),
    Batch("changes, numbers", rows=_cross(["较上年提高5%", "较上年下降≥3个百分点", "同比增长10%以上", "只增不减", "较上年增加3家"], (5.0, 4.9, -3.0, 3.0, 0.0, 10.0, 0.05, 1.0))),
    Batch("ranks", rows=_cross(["前3名", "第1名", "不低于第5名", "前10%"], ("第1名", "第3名", "第4名", "3", "前3", "前5名", "1", "10%", "第一"))),
    Batch("ranks, numbers", rows=_cross(["前3名", "第1名", "不低于第5名"], (1.0, 3.0, 4.0, 3.5, 0.0, -1.0, 5.0))),
    Batch("grades", rows=_cross(["健全", "优", "良好以上", "明显提高", "有效", "合格", "基本健全", "达成预期指标"], ("健全", "基本健全", "不健全", "优", "良", "良好", "明显提高", "有所提高", "无效", "95", "合格", "全部完成", "部分达成预期指标并具有一定效果"))),
    Batch("grades, numbers", rows=_cross(["健全", "优", "无", "零", "按规定推进各项工作", "提升"], (0.0, 1.0, -1.0, 95.0, 0.5))),
    Batch("prose", rows=_cross(["按规定推进", "完善制度，提升能力", "持续推动"], ("按规定推进", "已推进", "完成", "3", "100%", "是"))),
    Batch("composites", rows=_cross(["培训≥3场、参训≥200人", "合格率100%;投诉0起", "≥95%或≥3家", "甲地≥3家；乙地≥5家"], ("培训3场、参训200人", "培训3场", "3场", "200人", "合格率100%；投诉1起", "95%", "3家", "甲地3家；乙地4家", "3", "100%"))),
    Batch("composites, numbers", rows=_cross(["培训≥3场、参训≥200人", "合格率100%;投诉0起", "≥95%或≥3家", "≥3家;≤5家", "≥90%;≤95%"], (0.0, 2.0, 3.0, 4.0, 95.0, 200.0, 1.0, 0.95, 0.5))),
    Batch("placeholders", rows=_cross(["/", "", "不适用", "暂不确定", "无", "XX", "待定", "—", None], ("3", "/", "不适用", "3..5", 0.0, 3.0, None))),
    Batch("unreadable targets", rows=_cross(["≥≥3", "3..5家", "≥%", "90%以上以下", "≥3 5家", "99999999999999999999999999999999999999999999999999999家", "≥1e5"], ("3家", "≥≥", None, 3.0, 5, inf))),
    Batch("unreadable actual values", rows=_cross(["≥3家", "健全", "12月底前", "不适用", "≥90%"], ("3..5", "≥≥3", "3家家", "12月45日", "3 5", "<p>3</p>", "3\n家", "\u200b3家", "３家", "3家。", "（3家）", "“3家”", "约"))),
    Batch("numerals", rows=_cross(["≥三千五百家", "≥1,000家", "≥１０００家", "≥1.2万家", "≥壹仟家", "半数以上", "三分之二以上", "1:20以内"], ("1000", "3500家", "1.2万家", "一万二千家", "三千五百", "60%", "2/3", "1:15", "1:25", "１０００家"))),
    Batch("many digits in texts", rows=_cross(["≥3家", "≤9007199254740993", "=0.3", "≥1/3"], ("9007199254740993", "9007199254740994", "0.30000000000000004", "0.3", "0.33333333333333333333", "123456789012345678901234567890家", "1/3", "0.000000000001", "1e3", "1.0000000001"))),
    Batch("one skeleton, many numbers", rows=tuple(Row(f"≥{n}%", f"{m}%") for n in ("90", "90.5", "0.3", "1", "100", "95.55", "0", "0.0", "99999999999999999") for m in ("90", "90.50", "0.3", "1", "0", "100.0", "99999999999999999", "007"))),
    Batch("one skeleton, many numbers, numbers", rows=tuple(Row(f"不超过{n}万元", actual) for n in ("90", "90.5", "0.3", "1", "100", "0", "0.00", "3.333") for actual in (90.0, 90.5, 0.3, 0.1 + 0.2, 905000.0, 0.0, 1e-9))),
)


# fmt: on


def _marked(policies: Sequence[str]) -> Iterator[Batch]:
    """Yield rows with marks under every policy."""
    whole = (
        "≥100家",
        "≤10%",
        "=100%",
        "=0起",
        "90%-95%",
        "健全",
        "2025年12月底前",
        "第3名",
        "较上年提高5%",
        "≤0",
        "≥-5",
        "培训≥3场、参训≥200人",
        "≥≥3",
        "/",
        "≥0%",
    )
    values = (
        "96",
        "100家",
        "130家",
        "131家",
        "9%",
        "15%",
        "20%",
        "21%",
        "60%",
        "59.99%",
        "0",
        "1",
        "-4",
        "92%",
        "96%",
        "健全",
        "基本健全",
        None,
        "无",
        "3..5",
        "2026年1月3日",
        "8.625%",
    )
    numbers = (96.0, 100.0, 130.0, 130.01, 200.0, 201.0, 15.0, 0.0, -4.0, 86.25, 60.0, 59.99, 33.333333, nan, inf, 1e300, 0.1 + 0.2)
    for policy in policies:
        yield Batch("marks of texts", Setup(policy, 10), _cross(whole, values, "预算完成率"))
        yield Batch("marks of numbers", Setup(policy, 10), _cross(whole, numbers))
        yield Batch(
            "marks, a third", Setup(policy, Fraction(1, 3)), _cross(("≥100家", "≤10家", "90-95", "=7次"), (96.0, 7.0, 11.0, 86.25, 1.0))
        )
    weights = (10, 10.0, 0, 0.5, 2.5, 33.3, 0.1, None, 1e-9, 100)
    for policy in ("", "四级等级整数", "财预〔2021〕101号·未完成", "湖南·预算控制率"):
        rows = (
            Row(target, actual, name, weight=weight)
            for target in ("≥100家", "≤10%", "≥≥3", "/")
            for actual in (86.25, 5.0, nan, 120.0)
            for name, weight in zip(_cycle(_NAMES), weights, strict=False)
        )
        yield Batch("a weight in every row", Setup(policy, "column"), tuple(rows))
    ties = tuple(Row("≥800家", float(n)) for n in range(685, 695)) + _cross(("=1000", "≤1000"), (862.5, 8.625, 1137.5, 1000.5, 999.5))
    yield Batch("ties of rounding", Setup("四级等级整数", 10), ties)
    yield Batch("ties of rounding", Setup("财预〔2020〕10号", 10), ties)


def _cycle(names: Sequence[str]) -> Iterator[str]:
    while True:
        yield from names


def _policies() -> list[str]:
    from perfrules.ruleset.library import Library
    from perfrules.ruleset.named import named_policies_in

    return [one.name for one in named_policies_in(Library([]))]


BATCHES = (*_NUMBERS, *_UNITS, *_DIRECTIONS, *_FORMS, *_marked(_policies()))
