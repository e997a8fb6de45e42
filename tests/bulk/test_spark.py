"""Spark: the same answers as a frame gets, whatever the partitions; all columns and rows stay."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from perfrules.bulk import evaluate_frame
from perfrules.bulk.spark import evaluate
from perfrules.text.errors import FactError, PerfRulesError

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]
ROWS = [
    (1, "≥95%", "96%", 10.0, "满意度"),
    (2, "=17500家", "16800家", 20.0, "企业数"),
    (3, "≤10天", "12天", 5.0, "时限"),
    (4, "≥1/3", None, 5.0, "比例"),
    (5, "完成", "完成", 1.0, "任务"),
    (6, None, "3", 2.0, "无"),
    (7, "≥5人", "3台", 3.0, "人数"),
    (8, "＝0起", "0起", 4.0, "事故数"),
    (9, "读不懂的>>", "x", 4.0, "事故数"),
    (10, "≥0.3", "0.30000000000000000001", None, "率"),
]
KINDS = "id int not null, `指标 值` string, actual string, w double, name string"
ASKED = {"target": "指标 值", "actual": "actual", "name": "name"}


def _frame(rows: list[Any]) -> pl.DataFrame:
    schema = {"id": pl.Int32, "指标 值": pl.String, "actual": pl.String, "w": pl.Float64, "name": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _rows(found: Any) -> list[tuple[Any, ...]]:
    return sorted(tuple(row) for row in found.collect())


@pytest.mark.parametrize("weight", [None, "w", 7])
def test_rows_get_what_a_frame_gets(spark: Any, weight: str | int | None) -> None:
    asked = {**ASKED, "weight": weight, "policy": "mof-2021" if weight else ""}
    given = spark.createDataFrame(ROWS, KINDS).repartition(3)
    wanted = evaluate_frame(_frame(ROWS), **asked)
    found = evaluate(given, **asked)
    assert found.columns == wanted.columns
    assert _rows(found) == sorted(wanted.rows())


def test_no_rows_and_empty_partitions(spark: Any) -> None:
    given = spark.createDataFrame(ROWS[:2], KINDS)
    assert _rows(evaluate(given.limit(0), **ASKED)) == []
    assert len(_rows(evaluate(given.repartition(6), **ASKED))) == 2
    lazily = evaluate(given, **ASKED).filter("verdict = '未达标'").select("id")
    assert _rows(lazily) == [(2,)]


def test_columns_of_any_type_pass_through(spark: Any) -> None:
    kinds = "t string not null, a decimal(20,2), day date, moment timestamp, list array<int>, pair struct<x: int, y: string>, flag boolean"
    row = ("≥5", Decimal("4.99"), date(2025, 1, 31), datetime(2025, 1, 31, 8, tzinfo=UTC), [1, None], (1, "甲"), True)
    given = spark.createDataFrame([row, ("≥5", *[None] * 6)], kinds)
    found = evaluate(given, target="t", actual="a", results=("shortfall", "verdict"))
    assert found.schema[: len(given.schema)] == given.schema[:]
    assert found.columns[-2:] == ["verdict", "shortfall"]
    assert [tuple(one) for one in found.select(given.columns).collect()] == [tuple(one) for one in given.collect()]
    assert [(one.verdict, one.shortfall) for one in found.collect()] == [("未达标", 0.01), ("待定", None)]


def test_numbers_and_days_are_actual_values(spark: Any) -> None:
    given = spark.createDataFrame([("2025年6月前", date(2025, 5, 1), 4, 0.1)], "t string, day date, i bigint, f double")
    for actual in ("day", "i", "f"):
        frame = pl.DataFrame({"t": ["2025年6月前"], "day": [date(2025, 5, 1)], "i": [4], "f": [0.1]})
        wanted = evaluate_frame(frame, target="t", actual=actual)["verdict"].to_list()
        assert [one.verdict for one in evaluate(given, target="t", actual=actual).collect()] == wanted


@pytest.mark.parametrize(
    "names", [("t.x", "a`b", "w w", 'n"m', "o.o"), ("`", "..", "*", "^a$", "_n0"), ("😀", "A.b", "a.b", "'", "")], ids=str
)
def test_columns_of_any_name(spark: Any, names: tuple[str, ...]) -> None:
    frame = pl.DataFrame(
        {"t": ["≥3家", "≤2", "健全"], "a": ["3家", "3", "健全"], "w": [1.0, 2.0, 3.0], "n": ["x", "y", None], "o": [1, 2, 3]}
    )
    wanted = evaluate_frame(frame, target="t", actual="a", weight="w", name="n")
    given = spark.createDataFrame(frame.to_arrow()).toDF(*names)
    found = evaluate(given, target=names[0], actual=names[1], weight=names[2], name=names[3])
    assert found.columns == [*names, *wanted.columns[5:]]
    assert [tuple(row) for row in found.collect()] == wanted.rows()


def test_faults_are_told_before_any_job(spark: Any) -> None:
    given = spark.createDataFrame(ROWS[:1], KINDS)
    for asked, frame, code in (
        ({**ASKED, "target": "无"}, given, "E801"),
        ({**ASKED, "results": ("verdicts",)}, given, "E801"),
        ({"target": "list", "actual": "actual"}, given.selectExpr("*", "array(1) as list"), "E802"),
        (ASKED, given.withColumnRenamed("w", "Verdict"), "E803"),
        (ASKED, given.select("*", "w"), "E839"),
    ):
        with pytest.raises(FactError, match=code):
            evaluate(frame, **asked)
    with pytest.raises(PerfRulesError):
        evaluate(given, **ASKED, weight=1, policy="无此办法")
    assert spark.sparkContext.statusTracker().getActiveJobsIds() == []


def test_without_spark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == "pyspark"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(PerfRulesError, match="E837"):
        evaluate(None, target="t", actual="a")
