"""Laws of compiled rules: every engine answers each row as the rules do by themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulk.column_cases import EAGER, assert_no_worse, assert_same, expected, frame_of
from bulk.column_meaning import run
from perfrules import load_ruleset
from perfrules.bulk.columns.algebra import All, AnyOf, Compare, Known, Not
from perfrules.bulk.columns.fates import along
from perfrules.bulk.columns.settle import INFINITE, fact_of
from perfrules.testing import strategies as ps
from property import ruleset_strategies as texts

NUMBERS = st.one_of(
    st.none(),
    st.integers(-3, 400),
    st.integers(0, 40_000).map(lambda value: value / 100),
    st.sampled_from([0.1 + 0.2, 1 / 3, 1e-7, 95.0, 100.0, 1e300, float("nan"), float("inf"), 9007199254740993.0]),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Any, list[dict[str, Any]]]:
    """Draw a ruleset and rows for it: numbers as columns have them, words as tables print them."""
    drawn = draw(texts.rules())
    rules = load_ruleset(drawn.text)
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        row: dict[str, Any] = {name: draw(NUMBERS) for name in texts.DATA}
        for one in drawn.indicators:
            if one.kind == "word":
                row[one.name] = draw(st.sampled_from([*texts.WORDS, None, "", "不适用", "说不清"]))
            elif one.kind == "count":
                row[one.name] = draw(NUMBERS)
        rows.append(row)
    return rules, rows


@settings(max_examples=12)
@given(cases())
def test_frames_with_rows_at_hand_answer_exactly(case: tuple[Any, list[dict[str, Any]]]) -> None:
    rules, rows = case
    frame = frame_of(rows)
    wanted = None
    for engine, made in EAGER.items():
        compiled = rules.compile(engine)
        wanted = wanted or expected(rules, frame, compiled.columns)
        assert_same(compiled(made(frame)), wanted, [one.name for one in compiled.outputs])


@settings(max_examples=15)
@given(cases(), st.sampled_from([6, 6, 2, 0]))
def test_lazy_frames_are_never_wrong(case: tuple[Any, list[dict[str, Any]]], decimals: int) -> None:
    rules, rows = case
    frame = frame_of(rows)
    compiled = rules.compile("polars", decimals=decimals)
    outputs = [one.name for one in compiled.outputs]
    wanted = expected(rules, frame, compiled.columns)
    assert_no_worse(compiled(frame.lazy()), wanted, outputs)
    assert_no_worse(rules.compile("duckdb", decimals=decimals)(duckdb.from_arrow(frame.to_arrow())), wanted, outputs)


@settings(max_examples=15)
@given(st.data())
def test_facts_as_tables_print_them_are_read_in_columns(data: st.DataObject) -> None:
    rules = data.draw(ps.rulesets())
    rows = [dict(data.draw(ps.facts_for(rules, missing=0.2))) for _ in range(3)]
    frame = frame_of([{name: str(value) for name, value in row.items()} for row in rows])
    compiled = rules.compile("polars")
    assert_same(compiled(frame), expected(rules, frame, compiled.columns), [one.name for one in compiled.outputs])


@settings(max_examples=40)
@given(cases())
def test_the_algebra_of_a_ruleset_means_what_the_ruleset_means(case: tuple[Any, list[dict[str, Any]]]) -> None:
    """In exact numbers a program gives the exact marks, and every condition that it keeps is true or false."""
    rules, rows = case
    compiled = rules.compile("polars", columns=("verdict", "reason", "score", "total"))
    names = [one.name for one in compiled.inputs]
    for row in rows:
        facts = {name: fact_of(float(value) if isinstance(value, int) else value) for name, value in row.items()}
        exact = {name: Fraction(value) if isinstance(value, Decimal) else value for name, value in facts.items() if name in names}
        if INFINITE in facts.values() or not all(_is_listed(value) for value in exact.values()):
            continue
        made, result = run(compiled.program, exact), rules.evaluate(facts)
        assert all(made[name] in (True, False) for layer in compiled.program.layers for name, node in layer if _is_flag(node))
        if made.get("_doubt"):
            continue
        assert (made["结论"], made["总分低"], made["总分高"]) == (result.verdict.value, *result.score)
        for leaf in result.leaves():
            name = rules.names.short(leaf.path)
            assert (made[f"{name}·结论"], made[f"{name}·原因"]) == (leaf.verdict.value, leaf.reason)
            assert (made[f"{name}·得分低"], made[f"{name}·得分高"]) == leaf.marks


@settings(max_examples=60)
@given(st.lists(st.fractions(-3_000, 3_000, max_denominator=7) | st.integers(-10_000, 10_000).map(Fraction), unique=True, max_size=6))
@example([Fraction(-9_000), Fraction(-8_998)])
def test_each_stretch_of_an_axis_is_asked_inside_of_it(places: list[Fraction]) -> None:
    places = sorted(places)

    def where(value: Fraction) -> tuple[int, int]:
        return bisect_left(places, value), bisect_right(places, value)

    stretches = along(places, where)
    assert [one.high for one in stretches.fractions] == [*(place for place in places for _ in (0, 1)), None]
    assert [one.fate for one in stretches.fractions] == [
        *((at, at + closed) for at in range(len(places)) for closed in (0, 1)),
        (len(places), len(places)),
    ]


CEILED = """规则集 上限
满分 25分
等级 优 ≥18分、良 ≥12分、差 <12分
数据 支出 万元
数据 预算 万元
数据 进度 %
上限 {name} <50% 至多 5分、<80% 至多 12.5分
三级指标 执行率 10分 全年 ≥95%
  公式 支出 ÷ 预算
  计分 按完成比例
三级指标 企业数 10分 全年 ≥100家 越大越好
  计分 按完成比例
三级指标 结余 5分 全年 ≥1万元
  公式 预算 - 支出
  计分 达标得满分
"""


@settings(max_examples=8)
@given(
    st.sampled_from(["执行率", "进度"]),
    st.lists(st.fixed_dictionaries(dict.fromkeys(("支出", "预算", "进度", "企业数"), NUMBERS)), min_size=1, max_size=9),
)
def test_ceilings_hold_in_columns(name: str, rows: list[dict[str, Any]]) -> None:
    rules = load_ruleset(CEILED.format(name=name))
    edges = [49.99, 50.0, 79.99, 80.0, 100.0, None]
    frame = frame_of([*rows, *({"支出": edge, "预算": 100.0, "进度": edge, "企业数": 100.0} for edge in edges)])
    compiled = rules.compile("polars")
    wanted, outputs = expected(rules, frame, compiled.columns), [one.name for one in compiled.outputs]
    assert_same(compiled(frame), wanted, outputs)
    assert_no_worse(compiled(frame.lazy()), wanted, outputs)


@pytest.mark.parametrize(("value", "decimals", "verdict"), [(0.57, 0, "待定"), (0.57, 1, "待定"), (0.57, 2, "达标"), (0.56, 2, "未达标")])
def test_more_decimals_than_were_asked_for_are_told(value: float, decimals: int, verdict: str) -> None:
    """0.57 × 100 is less than 57 in doubles."""
    rules = load_ruleset("规则集 位数\n数据 支出 万元\n数据 预算 万元\n三级指标 执行率 全年 ≥57% 越大越好\n公式 支出 ÷ 预算\n")
    frame = pl.LazyFrame({"支出": [value], "预算": [1.0]})
    assert rules.compile("polars", decimals=decimals)(frame).collect()["执行率·结论"].to_list() == [verdict]


def _is_listed(value: Any) -> bool:
    return not isinstance(value, str) or value in ("", *texts.WORDS)


def _is_flag(node: Any) -> bool:
    return isinstance(node, Known | Compare | All | AnyOf | Not)
