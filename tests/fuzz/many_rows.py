"""The entry points of many rows: frames, compiled rules, queries, and files that are judged batch by batch.

Every row is held against `evaluate` for one value. Polars is loaded in the process that runs inputs alone: its threads do not live on in a
copy of a process.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from math import isnan
from typing import Any

import perfrules as pr
from fuzz.probe import Probe

__all__ = ["compiled", "file_of_rows", "frame"]

_MOST_ROWS = 12
_RULES = """规则集 杂
满分 100分
等级 优 ≥90分、良 ≥60分、差 <60分
数据 支出 万元
数据 预算 万元
检查 不超支: 支出 ≤ 预算
量表 健全性：健全 100% > 基本健全 80% > 不健全 0%
三级指标 执行率 30分 全年 ≥95% 越大越好
  公式 支出 ÷ 预算
  计分 按完成比例，不足 60% 计零
三级指标 浓度 20分 全年 ≤0.3微克 越小越好
  计分 达标得满分
三级指标 企业数 30分 全年 =300家 越大越好
  计分 按完成比例
三级指标 制度 20分 全年 健全
  计分 按量表
"""


def _polars() -> Any:
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    import polars as pl

    return pl


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def frame(data: bytes, probe: Probe) -> None:
    """Judge rows of target, actual value, name, unit and operator, with tabs between them: as texts, and those with numbers as doubles."""
    rows = [(*line.split("\t", 4), "", "", "", "")[:5] for line in data.decode("utf-8", "replace").splitlines()[:_MOST_ROWS]]
    numbers = [(row[0], number, *row[2:]) for row in rows if (number := _number(row[1])) is not None]
    for some, kind in ((rows, "String"), (numbers, "Float64")):
        for weight in (None, 10):
            _as_one_by_one(some, kind, weight, probe)


def _as_one_by_one(rows: list[Any], kind: str, weight: int | None, probe: Probe) -> None:
    from bulk.cases import Row, Setup, scalar

    pl = _polars()
    names = ("t", "a", "n", "u", "o")
    types = [getattr(pl, kind) if name == "a" else pl.String for name in names]
    table = pl.DataFrame({name: pl.Series(name, [row[at] for row in rows], types[at]) for at, name in enumerate(names)})
    asked = dict(zip(("target", "actual", "name", "unit", "operator"), names, strict=True))
    made = probe.call(f"evaluate_frame {kind}", pr.bulk.evaluate_frame, table, **asked, weight=weight)
    if made is None:
        return
    for row, found in zip(rows, made.iter_rows(named=True), strict=True):
        wanted = scalar(Row(*row), Setup(weight=weight))._asdict()
        got = {name: found.get(name) for name in wanted}
        got = {name: None if isinstance(value, float) and isnan(value) else value for name, value in got.items()}
        probe.saw(got["verdict"], got["reason"], *str(got["notes"]).split())
        assert got == wanted, f"{row}: {got} for {wanted}"


@cache
def _rules() -> pr.RuleSet:
    return pr.load_ruleset(_RULES)


@cache
def _compiled(engine: Any) -> Any:
    return _rules().compile(engine)


def compiled(data: bytes, probe: Probe) -> None:
    """Answer rules for rows of facts: a list of JSON objects; numbers and texts, in frames at hand, lazily, and as a query."""
    try:
        given = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return
    rows = [one for one in given if isinstance(one, dict)][:_MOST_ROWS] if isinstance(given, list) else []
    columns = {name: _column([row.get(name) for row in rows]) for name in ("支出", "预算", "浓度", "企业数", "制度")}
    if rows:
        _answered(columns, len(rows), probe)


def _column(values: list[Any]) -> list[Any]:
    """Return values as one column has them: texts as soon as one is a text, else doubles."""
    kept = [value if isinstance(value, str | int | float) and not isinstance(value, bool) else None for value in values]
    if any(isinstance(value, str) for value in kept):
        return [None if value is None else str(value).encode("utf-8", "replace").decode() for value in kept]
    return [None if value is None else _double(value) for value in kept]


def _double(value: float) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def _answered(columns: dict[str, list[Any]], count: int, probe: Probe) -> None:
    from bulk.column_cases import assert_no_worse, assert_same, expected

    pl = _polars()
    kinds = {name: pl.String if any(isinstance(one, str) for one in values) else pl.Float64 for name, values in columns.items()}
    table = pl.DataFrame({name: pl.Series(name, values, kinds[name]) for name, values in columns.items()} | {"号": range(count)})
    polars = _compiled("polars")
    wanted, outputs = expected(_rules(), table, polars.columns), [one.name for one in polars.outputs]
    probe.saw(*(f"{name}={row[name]}" for row in wanted for name in outputs if name.endswith(("结论", "原因"))))
    made = probe.call("compile", polars, table)
    if made is not None:
        assert_same(made, wanted, outputs)
        assert_same(probe.call("compile pyarrow", _compiled("pyarrow"), table.to_arrow()), wanted, outputs)
        assert_no_worse(probe.call("compile lazily", lambda: polars(table.lazy()).collect()), wanted, outputs)
        _queried(columns, probe)


def _queried(columns: dict[str, list[Any]], probe: Probe) -> None:
    """Run the query in SQLite: no row may break it, and what it decides is what the rules decide."""
    from bulk.sql_engines import rows_of

    kinds = {name: "text" if any(isinstance(one, str) for one in values) else "double" for name, values in columns.items()}
    rows = [[*row, place] for place, row in enumerate(zip(*columns.values(), strict=True))]
    found = probe.call("to_sql", rows_of, "sqlite", _query(), {**kinds, "号": "whole"}, rows)
    assert len(found) == len(rows)


@cache
def _query() -> str:
    return _rules().to_sql(dialect="sqlite", keep=["号"])


def file_of_rows(suffix: str) -> Callable[[bytes, Probe], None]:
    """Return the entry point that judges the rows of a file: what comes out is whole, or not there."""

    def run(data: bytes, probe: Probe) -> None:
        _polars()
        from perfrules.bulk.files import evaluate_files

        path, made = probe.file(data, suffix), probe.folder / "made.csv"
        made.unlink(missing_ok=True)
        summary = probe.call("evaluate_files", evaluate_files, [path], made, note=lambda one: probe.shown([one]))
        assert made.exists() == (summary is not None)
        assert sorted(one.name for one in probe.folder.iterdir()) == sorted({path.name, *([made.name] if made.exists() else [])})
        if summary is not None:
            probe.saw(*(f"{verdict}:{bool(count)}" for verdict, count in summary.verdicts.items()), bool(summary.rows))

    return run
