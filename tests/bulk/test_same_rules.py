"""One ruleset, one meaning: every engine and database says about an entity what `RuleSet.evaluate` says about its facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from math import inf, isnan, nan
from typing import Any

import pytest

from bulk.rule_engines import ENGINES, RuleEngine, Table, expected
from perfrules import RuleSet, load_ruleset

pytest.importorskip("polars")
pytest.importorskip("perfrules.bulk.columns.compiled")

THIRDS = """规则集 三分
满分 10分
等级 优 ≥9分、良 ≥6分、差 <6分
数据 支出 万元
数据 预算 万元
数据 编制 人
数据 在编 人
检查 不超支: 支出 ≤ 预算
量表 健全性：健全 100% > 基本健全 80% > 不健全 0%
三级指标 执行率 全年 ≥95% 越大越好
  公式 支出 ÷ 预算
  计分 按完成比例，不足 60% 计零
三级指标 控制率 全年 =100% 越小越好
  公式 在编 ÷ 编制
  计分 按完成比例
三级指标 误差 全年 ≤0.3
  计分 按完成比例
三级指标 余量 全年 ≥0.3
  计分 按完成比例
三级指标 投诉 全年 =0起 越小越好
  计分 达标得满分
三级指标 企业数 全年 =300家 越大越好
  计分 按完成比例
三级指标 健全性 全年 健全
  计分 按量表
"""
SHIPPED = ("hunan-department", "mof-2013-department")
DOUBLES = (
    None,
    0.0,
    0.3,
    0.1 + 0.2,
    0.1 * 3,
    0.29999999999999998,
    1 / 3,
    1.0,
    0.95,
    95.0,
    94.99,
    100.0,
    57.0,
    56.99,
    300.0,
    299.5,
    -5.0,
    1e9 + 0.5,
    nan,
    inf,
    1e300,
)
TEXTS = (
    None,
    "",
    "/",
    "无",
    "95%",
    "0.95",
    "100",
    "3家",
    "3万元",
    "30000元",
    "1.2亿元",
    "健全",
    "基本健全",
    "不健全",
    "不适用",
    "3..5",
    "300家",
    "300个",
    "0",
)
PLAIN = (None, "健全", "基本健全", "不健全", "不好说")


@cache
def _rules(name: str) -> RuleSet:
    if name == "三分":
        return load_ruleset(THIRDS)
    from pathlib import Path

    from perfrules.ruleset.library import Library

    found = next(entry.path for entry in Library([]).entries(Path()) if entry.path.stem == name)
    return load_ruleset(str(found))


def _names(rules: RuleSet) -> list[str]:
    return [*(rules.names.short(one.path) for one in rules.indicators), *rules.model.data]


def _facts(rules: RuleSet, values: tuple[Any, ...], count: int = 30) -> list[dict[str, Any]]:
    """Return facts in which every column goes through all values, each at its own pace."""
    names = _names(rules)
    columns = {name: list(islice(_paced(values, place), count)) for place, name in enumerate(names)}
    return [{name: columns[name][row] for name in names} for row in range(count)]


def _paced(values: tuple[Any, ...], place: int) -> Iterator[Any]:
    step = (1, 2, 4, 5, 8)[place % 5]
    start = place * 7 % len(values)
    return (values[(start + step * turn) % len(values)] for turn, _ in enumerate(cycle(values)))


def _differing(got: dict[str, Any], want: dict[str, Any], *, is_exact: bool) -> dict[str, tuple[Any, Any]]:
    """Return the columns that differ; an engine that works later may leave 待定, and marks wider, what has very many digits."""
    inexact = not is_exact and "inexact" in got.values()
    pairs = {name: (got.get(name, "无此列"), value) for name, value in want.items()}
    return {name: pair for name, pair in pairs.items() if not _agree(name, *pair, later=not is_exact, inexact=inexact)}


def _is_open(name: str, got: Any) -> bool:
    """Tell whether a check between data was left open: it has no reason of its own that could say `inexact`."""
    return name.startswith("检查·") and got == "待定"


def _agree(name: str, got: Any, want: Any, *, later: bool, inexact: bool) -> bool:
    if not isinstance(want, float):
        left_open = inexact and (got in ("待定", "inexact") or name == "等级")
        return bool(got == want) or left_open or (later and _is_open(name, got))
    if not isinstance(got, float | int) or isnan(got):
        return False
    if abs(got - want) <= 1e-9:
        return True
    return inexact and (got <= want if name.endswith("低") else got >= want)


def assert_same(engine: RuleEngine, rules: RuleSet, table: Table, **asked: Any) -> None:
    """Check every result of every entity."""
    for row, got, want in zip(table.rows, engine.answer(rules, table, **asked), expected(rules, table, **asked), strict=True):
        differing = _differing(got, want, is_exact=engine.is_exact)
        assert not differing, (str(engine), differing, row)


@pytest.fixture(params=ENGINES, ids=str)
def engine(request: pytest.FixtureRequest) -> RuleEngine:
    """Something that answers for a ruleset."""
    found: RuleEngine = request.param
    if not found.is_here():
        pytest.skip(f"{found} needs {found.needs}")
    return found


@pytest.mark.parametrize("equal", ["指标", "逐级"])
def test_numbers_and_words_under_weights_of_a_seventh(engine: RuleEngine, equal: str) -> None:
    rules = _rules("三分")
    rows = [fact | {"健全性": word} for fact, word in zip(_facts(rules, DOUBLES), cycle(PLAIN), strict=False)]
    assert_same(engine, rules, Table.of(rows), equal=equal)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_rules_over_numbers(engine: RuleEngine, name: str) -> None:
    rules = _rules(name)
    assert_same(engine, rules, Table.of(_facts(rules, DOUBLES, 22)))


@pytest.mark.parametrize("name", ["三分"])
def test_rules_over_texts(engine: RuleEngine, name: str) -> None:
    rules = _rules(name)
    table = Table.of(_facts(rules, TEXTS))
    if not engine.name.startswith("sql"):
        assert_same(engine, rules, table)
        return
    for got, want in zip(engine.answer(rules, table), expected(rules, table), strict=True):
        for column, value in want.items():
            if column.endswith("结论"):
                assert got[column] in (value, "待定"), "a query reads numbers alone; what it cannot read is 待定, never a miss"


def test_no_facts_and_no_rows(engine: RuleEngine) -> None:
    rules = _rules("三分")
    assert_same(engine, rules, Table.of([{"执行率": None}, {"执行率": 1.0}]), equal="指标")
    if not engine.name.startswith("sql"):
        assert engine.answer(rules, Table({"执行率": "double"}, []), equal="指标") == []


def test_the_engines_are_many() -> None:
    assert len(ENGINES) >= 10
