"""Compiled rules: the same answers from every engine, for shipped rulesets and for what is rare."""

from __future__ import annotations

import random
import warnings
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from bulk.column_cases import EAGER, assert_no_worse, assert_same, expected, frame_of
from perfrules import FactError, RuleSet, RulesetError, UnknownName, load_ruleset
from perfrules.bulk.columns.settle import fact_of

GRADED = """规则集 评分
满分 60分
舍入 每项 2位，总分 1位
等级 优 ≥54分、良 ≥48分、差 <48分
上限 执行率 <50% 至多 30分、<80% 至多 45分
数据 支出 万元
数据 预算 万元 = 年初 + 追加
数据 年初 万元
数据 追加 万元
检查 收支平衡: 支出 ≤ 预算
量表 健全性：健全 100% > 基本健全 80% > 不健全 0%
一级指标 过程 30分
  三级指标 执行率 20分 全年 ≥95% 越大越好
    公式 支出 ÷ 预算
    计分 按完成比例，不足 60% 计零
    适用 预算 > 0万元
  三级指标 制度健全性 10分 全年 健全
    计分 按量表
一级指标 产出 30分
  三级指标 企业数 10分 全年 =300家 越大越好
    计分 按完成比例
  三级指标 合格率 10分 全年 ≥95%
    计分 每低 1个百分点 扣 0.5分，按比例
  三级指标 完成时间 10分 全年 2025年12月底前
"""
FEW = """规则集 少
满分 30分
数据 支出 万元
数据 预算 万元
量表 健全性：健全 100% > 基本健全 80% > 不健全 0%
三级指标 执行率 10分 全年 ≥95% 越大越好
  公式 支出 ÷ 预算
  计分 按完成比例
三级指标 制度健全性 10分 全年 健全
  计分 按量表
三级指标 企业数 10分 全年 =300家 越大越好
  计分 按完成比例
"""
COUNTS = [None, 299.5, 300, 301, 150, 0, 200, 0.1 + 0.2, float("nan"), float("inf"), 1e300, 123.456789012]
RATES = [None, 95, 94.99, 0.95, 1, 9.5, 9, 90.25, 100, 2.5]
MONEY = [None, 0, 95, 100, 0.1 + 0.2, 33.33, -5, 1e9 + 0.5, 5e14]
DAYS = [None, "2025年12月", "2025-12-31", "2026年1月1日", "未完成", "已完成"]


def graded_rows(count: int = 150) -> list[dict[str, Any]]:
    choose = random.Random(3).choice
    return [
        {
            "支出": choose(MONEY),
            "年初": choose(MONEY),
            "追加": choose([0, 5, None]),
            "预算": choose([None, None, 100, 40]),
            "制度健全性": choose(["健全", "基本健全", "不健全", "", None, "不适用", "健全？？"]),
            "企业数": choose(COUNTS),
            "合格率": choose(RATES),
            "完成时间": choose(DAYS),
        }
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def graded() -> RuleSet:
    return load_ruleset(GRADED)


@pytest.fixture(scope="module")
def graded_frame() -> pl.DataFrame:
    return frame_of(graded_rows())


@pytest.mark.parametrize("engine", EAGER)
def test_rounding_ceilings_grades_and_checks_are_exact(engine: Any, graded: RuleSet, graded_frame: pl.DataFrame) -> None:
    compiled = graded.compile(engine)
    outputs = [one.name for one in compiled.outputs]
    assert {"总分低", "等级", "检查·收支平衡"} <= set(outputs)
    assert_same(compiled(EAGER[engine](graded_frame)), expected(graded, graded_frame, compiled.columns), outputs, exact=True)


def test_duckdb_and_lazy_polars_are_never_wrong(graded: RuleSet, graded_frame: pl.DataFrame) -> None:
    frames: dict[Any, Any] = {"polars": graded_frame.lazy(), "duckdb": duckdb.from_arrow(graded_frame.to_arrow())}
    for engine, frame in frames.items():
        compiled = graded.compile(engine)
        assert_no_worse(compiled(frame), expected(graded, graded_frame, compiled.columns), [one.name for one in compiled.outputs])


def test_spark_is_never_wrong(spark: Any) -> None:
    rules = load_ruleset(FEW)
    rows = [{"支出": row["支出"], "预算": row["年初"], "企业数": row["企业数"], "制度健全性": row["制度健全性"]} for row in graded_rows(60)]
    frame = frame_of(rows)
    compiled = rules.compile("pyspark")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = compiled(spark.createDataFrame(frame.to_dicts(), schema=_schema(frame)))
        assert_no_worse(made, expected(rules, frame, compiled.columns), [one.name for one in compiled.outputs])


def _schema(frame: pl.DataFrame) -> str:
    words = {pl.String: "string", pl.Float64: "double", pl.Int64: "bigint"}
    return ", ".join(f"`{name}` {words[type(dtype)]}" for name, dtype in frame.schema.items())


@pytest.mark.parametrize("title", ["苏州市市级部门整体支出", "苏州市科学技术局2025年度绩效目标"])
def test_shipped_rulesets_answer_alike(title: str) -> None:
    rules = load_ruleset(title)
    frame = frame_of(list(shipped_rows(rules, 25)))
    for engine, made in EAGER.items():
        compiled = rules.compile(engine, equal="逐级")
        wanted = expected(rules, frame, compiled.columns, equal="逐级")
        assert_same(compiled(made(frame)), wanted, [one.name for one in compiled.outputs])
    compiled = rules.compile("duckdb", equal="逐级", columns=("verdict", "total"))
    assert_no_worse(compiled(duckdb.from_arrow(frame.to_arrow())), wanted, [one.name for one in compiled.outputs])


def shipped_rows(rules: RuleSet, count: int) -> Any:
    """Yield rows of data and values of all indicators, some of them missing, at targets and beside them."""
    draw = random.Random(11)
    for _ in range(count):
        row: dict[str, Any] = {name: draw.choice([None, 0, 100, 100.01, draw.randint(50, 150)]) for name in rules.model.data}
        for item in rules.plan().items:
            name = rules.names.short(item.indicator.path)
            required = None if item.criterion is None else item.criterion.required
            if required is None:
                row[name] = draw.choice([None, "健全", "基本合规", "不有效", "公开"])
            else:
                edge = float(required.boundaries()[0] / item.unit.factor)
                row[name] = draw.choice([None, edge, edge * 0.99, edge * 1.01])
        yield row


def test_integers_days_and_categories_are_facts(graded: RuleSet) -> None:
    frame = pl.DataFrame(
        {
            "企业数": pl.Series([300, 2**60, None], dtype=pl.Int64),
            "完成时间": pl.Series(["2025-12-31", "2026-01-01", None]).str.to_date(),
            "制度健全性": pl.Series(["健全", "不健全", None], dtype=pl.Categorical),
            "支出": pl.Series([None, None, None]),
            "号": [0, 1, 2],
        }
    )
    compiled = graded.compile("polars")
    assert_same(compiled(frame), expected(graded, frame, compiled.columns), [one.name for one in compiled.outputs], exact=True)


def test_one_indicator_of_many_digits_is_settled_by_itself() -> None:
    rules = load_ruleset("规则集 小表\n数据 甲 元\n数据 乙 元\n三级指标 比率 10分 全年 ≥50%\n公式 甲 ÷ 乙\n计分 按完成比例")
    frame = frame_of([{"甲": 0.1 + 0.2, "乙": 0.6}, {"甲": 0.3, "乙": 0.6}, {"甲": 1e-9, "乙": 3e15}])
    compiled = rules.compile("polars")
    assert compiled(frame)["比率·结论"].to_list() == ["达标", "达标", "未达标"]
    lazy = compiled(frame.lazy()).collect()
    assert lazy["比率·原因"].to_list() == ["inexact", "", "inexact"]


@pytest.mark.parametrize(("missing", "name"), [("待定", "总分高"), ("计零", "总分低")])
def test_the_total_of_a_report_is_an_end_of_the_range(missing: str, name: str) -> None:
    lines = "三级指标 甲数 10分 全年 ≥100家 越大越好\n计分 按完成比例\n三级指标 乙数 10分 全年 ≥10家 越大越好\n计分 达标得满分\n"
    rules = load_ruleset(f"规则集 报告\n满分 20分\n缺失 {missing}\n舍入 每项 1位\n{lines}")
    frame = pl.DataFrame({"甲数": [96.55, None, 30.0], "乙数": [None, 11.0, 12.0]})
    reported = [rules.evaluate(dict(zip(frame.columns, map(fact_of, row), strict=True))).reported for row in frame.iter_rows()]
    assert rules.compile("polars")(frame)[name].to_list() == [float(one.high) for one in reported if one is not None]


def test_what_is_wanted_can_be_said(graded: RuleSet, graded_frame: pl.DataFrame) -> None:
    made = graded.compile("polars", columns=("total",))(graded_frame)
    assert made.columns == [*graded_frame.columns, "总分低", "总分高"]


def test_a_frame_without_any_column_of_the_rules_leaves_everything_open(graded: RuleSet) -> None:
    made = graded.compile("polars")(pl.DataFrame({"号": [1, 2]}))
    assert made["结论"].to_list() == ["待定", "待定"]


def test_frames_that_do_not_fit_are_refused(graded: RuleSet) -> None:
    polars = graded.compile("polars")
    for frame, code in (
        (pl.DataFrame({"企业数": [1], "结论": [""]}), "E803"),
        (pd.DataFrame({"企业数": [1]}), "E813"),
        ([1], "E804"),
        (pl.DataFrame({"企业数": [True]}), "E802"),
    ):
        with pytest.raises(FactError) as caught:
            polars(frame)
        assert caught.value.diagnostics[0].code == code
    with pytest.raises(UnknownName):
        graded.compile("excel")  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        graded.compile("polars", columns=("colour",))


OPEN = """规则集 适用
满分 60分
不适用 {rule}
数据 甲 万元
数据 乙 万元
数据 丙 万元
一级指标 一 40分
  二级指标 一之一 25分
    三级指标 子 10分 全年 ≥50%
      公式 甲 ÷ 乙
      计分 达标得满分，否则 得 20%
      适用 丙 > 0万元
    三级指标 丑 15分 全年 ≥80%
      公式 乙 ÷ 甲
      计分 按完成比例
  二级指标 一之二 15分
    三级指标 寅 15分 全年 ≥100家
      计分 达标得满分，否则 得 30%
      适用 甲 > 50万元 或 乙 > 50万元
一级指标 二 20分
  三级指标 卯 20分 全年 ≥1家
    计分 达标得满分，否则 得 60%
    适用 非 (丙 = 7万元)
"""


@pytest.mark.parametrize("rule", ["满分", "重分配", "折算", "剔除"])
def test_open_conditions_leave_the_same_range(rule: str) -> None:
    rules = load_ruleset(OPEN.format(rule=rule))
    choose = random.Random(5).choice
    rows = [
        {
            "甲": choose([None, 0, 40, 60, 100]),
            "乙": choose([None, 0, 50, 90]),
            "丙": choose([None, 0, 7, 9]),
            "寅": choose([None, 99, 100]),
            "卯": choose([None, 0, 2]),
        }
        for _ in range(200)
    ]
    frame = frame_of(rows)
    compiled = rules.compile("polars")
    wanted = expected(rules, frame, compiled.columns)
    outputs = [one.name for one in compiled.outputs]
    assert_same(compiled(frame), wanted, outputs)
    assert_same(compiled(frame.lazy()), wanted, outputs)


def test_a_ceiling_on_an_indicator_of_many_names_is_evaluated_row_by_row() -> None:
    text = "规则集 重名\n满分 20分\n上限 比率 <50% 至多 5分"
    text += "".join(f"\n一级指标 {level} 10分\n  三级指标 比率 10分 全年 ≥95%" for level in "一二")
    rules = load_ruleset(text)
    frame = frame_of([{"一/比率": 40.0, "二/比率": 99.0}, {"一/比率": None, "二/比率": 99.0}])
    compiled = rules.compile("polars")
    assert compiled(frame)["总分高"].to_list() == [5.0, 20.0]
    with pytest.raises(RulesetError) as caught:
        compiled(frame.lazy())
    assert caught.value.diagnostics[0].code == "E811"


def test_aliases_and_wide_names_find_their_columns() -> None:
    rules = load_ruleset("规则集 小表\n数据 预算数 万元\n别名 预算\n三级指标 执行率 全年 ≥95%\n公式 支出 ÷ 预算\n数据 支出 万元")
    made = rules.compile("polars")(pl.DataFrame({"预算": [100], " 支出 ": [96]}))
    assert made["执行率·结论"].to_list() == ["达标"]
    with pytest.raises(FactError) as caught:
        rules.compile("polars")(pl.DataFrame({"预算": [100], "预算数": [96]}))
    assert caught.value.diagnostics[0].code == "E812"


def test_texts_of_data_are_read_once_each_in_every_engine() -> None:
    rules = load_ruleset("规则集 小表\n数据 支出 万元\n数据 预算 万元\n三级指标 执行率 10分 全年 ≥95%\n公式 支出 ÷ 预算\n计分 按完成比例")
    rows: list[dict[str, Any]] = [
        {"支出": "95万元", "预算": "100万元"},
        {"支出": "1/3", "预算": "1亿元"},
        {"支出": "3人", "预算": ""},
        {"支出": None, "预算": "5"},
        {"支出": "0.9万元", "预算": "1e30元"},
    ]
    frame = frame_of(rows)
    compiled = rules.compile("polars")
    wanted, outputs = expected(rules, frame, compiled.columns), [one.name for one in compiled.outputs]
    for engine, made in EAGER.items():
        assert_same(rules.compile(engine)(made(frame)), wanted, outputs)
    assert_no_worse(compiled(frame.lazy()), wanted, outputs)


def test_many_different_texts_of_an_indicator_have_their_own_marks() -> None:
    rules = load_ruleset("规则集 小表\n满分 10分\n等级 优 ≥8分、差 <8分\n三级指标 企业数 10分 全年 =100家 越大越好\n计分 按完成比例")
    frame = frame_of(
        [{"企业数": text} for text in (*(f"{count}家" for count in range(40, 110)), "", None, "不适用", "??", "3人", "50~60家")]
    )
    for engine, made in EAGER.items():
        compiled = rules.compile(engine)
        wanted, outputs = expected(rules, frame, compiled.columns), [one.name for one in compiled.outputs]
        assert_same(compiled(made(frame)), wanted, outputs)
    assert_no_worse(rules.compile("polars")(frame.lazy()), wanted, outputs)
    assert_no_worse(rules.compile("duckdb")(duckdb.from_arrow(frame.to_arrow())), wanted, outputs)


def test_missing_values_of_pandas_are_missing(graded: RuleSet) -> None:
    frame = pd.DataFrame(
        {
            "企业数": pd.array([300, None, 2**60], dtype="Int64"),
            "合格率": pd.array([95.0, None, float("nan")], dtype="Float64"),
            "完成时间": pd.to_datetime(["2025-12-31", None, "2026-01-01"]),
            "支出": [0.1 + 0.2, None, 1e300],
        }
    )
    made = graded.compile("pandas")(frame)
    assert made["企业数·结论"].to_list() == ["达标", "待定", "达标"]
    assert made["合格率·原因"].to_list() == ["", "no_facts", "no_facts"]
    assert made["完成时间·结论"].to_list() == ["达标", "待定", "未达标"]


def test_a_frame_without_rows_gets_the_columns(graded: RuleSet, graded_frame: pl.DataFrame) -> None:
    for engine, made in EAGER.items():
        compiled = graded.compile(engine)
        assert len(compiled(made(graded_frame.head(0)))) == 0
