"""Tables with columns of any name and type: compiled rules and queries answer as the rules do, or refuse at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from bulk.column_cases import EAGER, assert_no_worse, assert_same, expected, rows_of
from bulk.sql_cases import assert_answers
from bulk.sql_engines import ENGINES
from bulk.sql_engines import rows_of as queried
from perfrules import FactError, RuleSet, load_ruleset
from perfrules.bulk.sql.dialects import DIALECTS

NAMES = ("*", "^a.*$", "a.b", "a", "x`y", 'q"r', "😀率", "b'c", "a[0]", "a\\b", "{x}", "_1", "_c0", "_doubt", "_n0", "select")
LAZY: Mapping[str, tuple[Any, Callable[[pl.DataFrame], Any]]] = {
    "polars-lazy": ("polars", lambda frame: frame.lazy()),
    "duckdb": ("duckdb", lambda frame: duckdb.from_arrow(frame.to_arrow())),
}
_SHARE = "规则集 甲\n数据 支出 万元\n数据 预算 万元\n三级指标 执行率 全年 ≥30% 越大越好\n公式 支出 ÷ 预算\n"


def _rules(*names: str) -> RuleSet:
    lines = "".join(f"三级指标 {name} 10分 全年 {'≥' * (place % 2 == 0) or '≤'}3家\n计分 达标得满分\n" for place, name in enumerate(names))
    return load_ruleset(f"规则集 怪名\n满分 {10 * len(names)}分\n{lines}")


def _frame(*names: str) -> pl.DataFrame:
    columns = {name: pl.Series([3.0, 2.0 + place, None, 0.0], dtype=pl.Float64) for place, name in enumerate(names)}
    return pl.DataFrame({**columns, "号": range(4)})


def test_columns_of_any_name_in_every_library() -> None:
    rules, frame = _rules(*NAMES), _frame(*NAMES)
    wanted = expected(rules, frame, rules.compile("polars").columns)
    outputs = [one.name for one in rules.compile("polars").outputs]
    for engine, make in EAGER.items():
        made = rules.compile(engine)(make(frame))
        assert_same(made, wanted, outputs)
        assert list(made.schema.names if engine == "pyarrow" else made.columns) == [*frame.columns, *outputs]
    for engine, make in LAZY.values():
        made = rules.compile(engine)(make(frame))
        assert_same(made, wanted, outputs)
        assert list(made.columns if engine == "duckdb" else made.collect_schema().names()) == [*frame.columns, *outputs]


@pytest.mark.parametrize("dialect", ENGINES)
def test_columns_of_any_name_in_every_database(dialect: str) -> None:
    names = [name for name in NAMES if DIALECTS[dialect].fits(name)]
    assert_answers(dialect, _rules(*names), dict.fromkeys(names, "double"), _frame(*names).drop("号").to_dicts())


def test_names_that_mysql_cannot_hold() -> None:
    rules = load_ruleset("规则集 表情\n三级指标 😀率 全年 ≥3家\n  别名 笑脸\n")
    with pytest.raises(FactError, match="E822"):
        rules.to_sql(dialect="mysql")
    query = rules.to_sql(dialect="mysql", given=["笑脸"], keep=["号"], columns=["verdict"])
    (row,) = queried("mysql", query, {"笑脸": "double", "号": "whole"}, [[3.0, 1]])
    assert [*row.values()] == [1, "达标", "达标"]


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_columns_of_any_name_in_spark(spark: Any) -> None:
    names = ("*", "a.b", "x`y", 'q"r', "_1", "select")
    rules, frame = _rules(*names), _frame(*names)
    compiled = rules.compile("pyspark")
    made = compiled(spark.createDataFrame(frame.to_arrow()))
    outputs = [one.name for one in compiled.outputs]
    assert made.columns == [*frame.columns, *outputs]
    assert_same(pl.from_arrow(made.toArrow()), expected(rules, frame, compiled.columns), outputs)


def test_columns_of_other_engines_that_no_rule_uses() -> None:
    rules = _rules("企业数")
    for engine, make in LAZY.values():
        made = rows_of(rules.compile(engine)(make(_frame("x"))))
        assert [row["结论"] for row in made] == ["待定"] * 4
    assert rules.compile("polars")(pl.DataFrame()).height == 0
    frame = _frame("企业数")
    assert rules.compile("polars", columns=())(frame).equals(frame)


@pytest.mark.parametrize("label", [7, 1.5, None, ("x", "y")], ids=str)
def test_labels_of_pandas_that_are_no_texts(label: Any) -> None:
    frame = pd.DataFrame({label: [1], "企业数": [3.0]}, index=[9])
    made = _rules("企业数").compile("pandas", columns=("verdict",))(frame)
    assert made["企业数·结论"].to_list() == ["达标"]
    assert made.iloc[:, :2].equals(frame)


def test_results_that_differ_in_case_alone_are_refused_where_those_are_one_name() -> None:
    rules, frame = _rules("A", "a"), pl.DataFrame({"A": [3.0]})
    assert rules.compile("polars")(frame.lazy()).collect()["a·结论"].to_list() == ["待定"]
    with pytest.raises(FactError, match="E803"):
        rules.compile("duckdb")(duckdb.from_arrow(frame.to_arrow()))
    with pytest.raises(FactError, match="E803"):
        _rules("A").compile("duckdb")(duckdb.from_arrow(pl.DataFrame({"A": [3.0], "a·结论": [1]}).to_arrow()))


DECIMALS = [Decimal("3.0000000000000000000001"), Decimal("2.9999999999999999999999"), Decimal("3"), Decimal("0.0000000001"), None]


def test_decimals_that_no_double_stands_for() -> None:
    rules = load_ruleset(_SHARE + "三级指标 浓度 全年 ≤3 越小越好\n")
    decimals = pl.Series(DECIMALS, dtype=pl.Decimal(38, 22))
    frame = pl.DataFrame({"浓度": decimals, "支出": decimals, "预算": [10.0] * 5, "号": range(5)})
    columns = ("verdict", "reason")
    wanted, outputs = expected(rules, frame, columns), [one.name for one in rules.compile("polars", columns=columns).outputs]
    assert [row["浓度·结论"] for row in wanted] == ["未达标", "达标", "达标", "达标", "待定"]
    for engine, make in EAGER.items():
        if engine != "pandas":
            assert_same(rules.compile(engine, columns=columns)(make(frame)), wanted, outputs)
    assert_same(rules.compile("pandas", columns=columns)(frame.to_pandas(use_pyarrow_extension_array=True)), wanted, outputs)
    for engine, make in LAZY.values():
        assert_no_worse(rules.compile(engine, columns=columns)(make(frame)), wanted, outputs)


def test_data_near_the_end_of_doubles() -> None:
    rules = load_ruleset(_SHARE)
    frame = pl.DataFrame({"支出": [0.300004, 1.7e308, 1e-300], "预算": [2.55e302, 1.7e308, 5e-324], "号": range(3)})
    columns = ("verdict", "reason")
    wanted = expected(rules, frame, columns)
    for engine, make in EAGER.items():
        assert_same(rules.compile(engine, columns=columns)(make(frame)), wanted, ["执行率·结论", "执行率·原因"])


def test_whole_numbers_beyond_doubles() -> None:
    rules = load_ruleset("规则集 大数\n三级指标 总额 全年 ≥9007199254740993元\n")
    frame = pl.DataFrame({"总额": pl.Series([2**53, 2**53 + 1, 2**63 - 1, -(2**63), None], dtype=pl.Int64), "号": range(5)})
    columns = ("verdict", "reason")
    wanted, outputs = expected(rules, frame, columns), ["总额·结论", "总额·原因"]
    assert [row["总额·结论"] for row in wanted] == ["未达标", "达标", "达标", "未达标", "待定"]
    nullable = pd.DataFrame({"总额": pd.array(frame["总额"].to_list(), dtype="Int64")})
    for made in (frame, frame.to_arrow(), frame.to_pandas(use_pyarrow_extension_array=True), nullable):
        engine: Any = type(made).__module__.partition(".")[0]
        assert_same(rules.compile(engine, columns=columns)(made), wanted, outputs)


def test_short_doubles_mean_what_they_print() -> None:
    rules = load_ruleset("规则集 短数\n三级指标 浓度 全年 ≥0.3微克\n")
    frame = pl.DataFrame({"浓度": pl.Series([0.3, 0.1, None, float("inf")], dtype=pl.Float32), "号": range(4)})
    for engine, make in {**{name: (name, one) for name, one in EAGER.items() if name != "pandas"}, **LAZY}.values():
        made = rows_of(rules.compile(engine, columns=("verdict",))(make(frame)))
        assert [row["浓度·结论"] for row in made] == ["达标", "未达标", "待定", "待定"], engine
    short = pd.DataFrame({"浓度": frame["浓度"].to_numpy()})
    assert rules.compile("pandas", columns=("verdict",))(short)["浓度·结论"].to_list() == ["达标", "未达标", "待定", "待定"]


@pytest.mark.parametrize("dialect", ENGINES)
def test_kept_columns_are_no_inner_ones(dialect: str) -> None:
    rules = load_ruleset(_SHARE)
    inner = [f"_执行率_{place}" for place in range(1, 30)]
    query = rules.to_sql(dialect=dialect, keep=["号", *inner], columns=["verdict"])
    kinds = {"支出": "double", "预算": "double", "号": "whole", **dict.fromkeys(inner, "double")}
    (row,) = queried(dialect, query, kinds, [[3.0, 10.0, 1, *map(float, range(29))]])
    assert (row["执行率·结论"], [row[name] for name in inner]) == ("达标", [*map(float, range(29))])
    with pytest.raises(FactError, match="E822"):
        rules.to_sql(dialect=dialect, keep=["结论"])


@pytest.mark.parametrize("dialect", ENGINES)
def test_a_fact_may_be_called_as_a_result(dialect: str) -> None:
    rows = [{"结论": value} for value in (3.0, 2.0, None)]
    assert_answers(dialect, _rules("结论", "总分低"), {"结论": "double", "总分低": "double"}, rows)


@pytest.mark.parametrize("dialect", ENGINES)
def test_huge_and_tiny_numbers_break_no_query(dialect: str) -> None:
    rules = load_ruleset(_SHARE + "三级指标 浓度 全年 ≥3微克\n三级指标 比例 全年 ≥3%\n公式 支出 × 支出 × 预算 ÷ 支出 ÷ 支出 ÷ 支出\n")
    numbers = [5e-324, 1e-300, 1e-160, 1e16, 1e18, 1e150, 1e250, 1.7e308, -1.7e308, -5e-324, float("inf"), 0.0, None]
    rows = [{"支出": one, "预算": other, "浓度": other} for one in numbers for other in numbers]
    kinds = dict.fromkeys(("支出", "预算", "浓度"), "double")
    assert_answers(dialect, rules, kinds, rows, worse=True, columns=("verdict", "reason"))


@pytest.mark.parametrize("dialect", ENGINES)
def test_texts_that_are_numbers_to_a_database_alone(dialect: str) -> None:
    rules = load_ruleset("规则集 文字\n三级指标 浓度 全年 =0微克\n三级指标 数量 全年 ≥-5家\n")
    texts = [
        "1e-400",
        "4e-324",
        "0." + "0" * 400 + "1",
        "1_000",
        "0x10",
        "inf",
        "-Infinity",
        "true",
        "1e400",
        "٣",
        "３",
        "1,000",
        "1 0",
        "\x00",
    ]
    found = _verdicts(dialect, rules, [text for text in texts if "\x00" not in text or dialect in ("duckdb", "sqlite")])
    assert set(found) == {"待定"}
    if dialect != "mysql":
        assert _verdicts(dialect, rules, ["0e2", "0E5", "1e2"]) == ["待定"] * 3
    assert _verdicts(dialect, rules, ["0", "-0", "0.0", " 0 ", "000", "+0."]) == ["达标"] * 6


def _verdicts(dialect: str, rules: RuleSet, texts: list[str]) -> list[str]:
    query = rules.to_sql(dialect=dialect, keep=["号"], columns=["verdict"], given=["浓度"])
    rows = queried(dialect, query, {"浓度": "text", "号": "whole"}, [[text, place] for place, text in enumerate(texts)])
    return [row["浓度·结论"] for row in rows]
