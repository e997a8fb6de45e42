"""Queries answer as the rules do: the same facts through DuckDB, SQLite and Postgres, and one by one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from bulk.sql_cases import assert_answers
from bulk.sql_engines import ENGINES, rows_of
from perfrules import FactError, UnknownName, load_ruleset
from perfrules.bulk.sql.dialects import DIALECTS
from support.markdown import ROOT

SHIPPED = sorted(path for folder in ("standard", "local") for path in (ROOT / "rulesets" / folder).glob("*.perf"))
_RULES = """规则集  甲市
满分  30分
量表  健全性：健全 100% > 基本健全 80% > 不健全 0%
数据  甲 万元
数据  乙 万元
一级指标  产出 30分
  三级指标  企业数 7分 全年 ≥100家 越大越好
    计分  按完成比例
  三级指标  占比 7分 全年 ≥30% 越大越好
    公式  甲 ÷ 乙
    计分  按完成比例
  三级指标  浓度 3分 全年 ≤0.3微克 越小越好
    计分  达标得满分
  三级指标  制度 13分 全年 健全
    计分  按量表
"""
_KINDS = {"甲": "double", "乙": "double", "企业数": "double", "占比": "double", "浓度": "double", "制度": "text"}
_ROWS: list[dict[str, Any]] = [
    {"甲": 30.0, "乙": 100.0, "企业数": 100.0, "浓度": 0.3, "制度": "健全"},
    {"甲": 29.999999, "乙": 100.0, "企业数": 99.999999999, "浓度": 0.1 + 0.2, "制度": "基本健全"},
    {"甲": 1.0, "乙": 3.0, "企业数": 33.0, "浓度": 0.29999999999999999, "制度": "不健全"},
    {"甲": 0.0, "乙": 0.0, "企业数": 0.0, "浓度": 0.0, "制度": None},
    {"甲": 5.0, "乙": 0.0, "企业数": -3.0, "浓度": None, "制度": ""},
    {"甲": None, "乙": 3.0, "企业数": None, "浓度": 1e-9, "制度": "健全"},
    {"甲": float("nan"), "乙": 3.0, "企业数": float("nan"), "浓度": float("nan"), "制度": "健全"},
]


@pytest.mark.parametrize("dialect", ENGINES)
def test_doubles(dialect: str) -> None:
    rules = load_ruleset(_RULES)
    kinds = {name: kind for name, kind in _KINDS.items() if name != "占比"}
    assert_answers(dialect, rules, kinds, _ROWS)


@pytest.mark.parametrize("dialect", ENGINES)
def test_numerics_and_whole_numbers(dialect: str) -> None:
    rules = load_ruleset(_RULES)
    kinds = {"甲": "numeric", "乙": "whole", "企业数": "numeric", "浓度": "numeric", "制度": "text"}
    rows = [
        {"甲": Decimal("30"), "乙": 100, "企业数": Decimal("100"), "浓度": Decimal("0.3"), "制度": "健全"},
        {"甲": Decimal("29.9999"), "乙": 100, "企业数": Decimal("99.9999999"), "浓度": Decimal("0.3000000001"), "制度": "健全"},
        {"甲": Decimal("0.1"), "乙": 0, "企业数": Decimal("-1.5"), "浓度": None, "制度": None},
    ]
    assert_answers(dialect, rules, kinds, rows)


@pytest.mark.parametrize("dialect", ENGINES)
def test_texts_that_are_no_numbers_are_pending_and_break_nothing(dialect: str) -> None:
    rules = load_ruleset(_RULES)
    texts = [
        "100",
        " 99.5 ",
        "九十九",
        "99家",
        "1e2",
        "1e999",
        "--3",
        "1.2.3",
        "-",
        ".",
        "",
        None,
        "NaN",
        "0.10000000000000000000000000001",
        "9" * 60,
    ]
    kinds = {"甲": "text", "企业数": "text"}
    query = rules.to_sql(dialect=dialect, keep=["号"], given=list(kinds), columns=["verdict", "reason"])
    found = rows_of(dialect, query, kinds | {"号": "whole"}, [[text, text, place] for place, text in enumerate(texts)])
    verdicts = {text: row["企业数·结论"] for text, row in zip(texts, found, strict=True)}
    assert (verdicts["100"], verdicts[" 99.5 "]) == ("达标", "未达标")
    pending = set(texts) - {"100", " 99.5 ", "1e2"}
    assert {text: verdicts[text] for text in pending} == dict.fromkeys(pending, "待定")
    assert verdicts["1e2"] in ("达标", "待定")


@pytest.mark.parametrize("dialect", ENGINES)
def test_too_many_digits_are_not_rounded_to_a_verdict(dialect: str) -> None:
    rules = load_ruleset("规则集 甲\n满分 10分\n三级指标 浓度 10分 全年 ≤0.3微克 越小越好\n计分 达标得满分\n")
    kind = {"duckdb": "decimal", "sqlite": "text", "postgres": "numeric", "mysql": "decimal"}[dialect]
    query = rules.to_sql(dialect=dialect, keep=["号"], columns=["verdict", "reason"])
    (row,) = rows_of(dialect, query, {"浓度": kind, "号": "whole"}, [[Decimal("0.3000000000000000000001"), 0]])
    assert (row["浓度·结论"], row["浓度·原因"]) == ("待定", "inexact")


@pytest.mark.parametrize("dialect", ENGINES)
def test_shares_that_are_no_decimals(dialect: str) -> None:
    lines = "\n".join(f"三级指标 {name} 全年 ≥{bound}家 越大越好\n计分 按完成比例" for name, bound in (("一", 3), ("二", 7), ("三", 11)))
    rules = load_ruleset(f"规则集 三分\n满分 100分\n舍入 每项 2位\n{lines}\n")
    kinds = dict.fromkeys(("一", "二", "三"), "double")
    rows = [{"一": 1.0, "二": 2.0, "三": 5.0}, {"一": 3.0, "二": 7.0, "三": 11.0}, {"一": 2.5, "二": None, "三": 0.5}]
    assert_answers(dialect, rules, kinds, rows, equal="指标", worse=True)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_rules(path: Path) -> None:
    rules = load_ruleset(path)
    if not rules.indicators:
        pytest.skip("no indicators")
    inputs = rules.compile("polars").inputs
    kinds = {one.name: "text" if one.kind == "text" else "double" for one in inputs}
    numbers = [0.0, 0.1 + 0.2, 1.0, 3.0, 95.0, 99.99, 100.0, 250.5, None]
    rows = [
        {
            one.name: (*one.texts, None)[place % (len(one.texts) + 1)] if one.kind == "text" else numbers[(place * 5 + at) % 9]
            for at, one in enumerate(inputs)
        }
        for place in range(9)
    ]
    for dialect in ENGINES:
        assert_answers(dialect, rules, kinds, rows, worse=True)


def test_the_same_rules_give_the_same_text() -> None:
    for dialect in DIALECTS:
        assert load_ruleset(_RULES).to_sql(dialect=dialect) == load_ruleset(_RULES).to_sql(dialect=dialect)


_ODD = 'x"; DROP TABLE `y'


@pytest.mark.parametrize("dialect", DIALECTS)
def test_names_and_titles_stay_names_and_comments(dialect: str) -> None:
    rules = load_ruleset("规则集 甲 */ DROP TABLE y; /*\n满分 10分\n三级指标 a*/b 10分 全年 ≥100家 越大越好\n")
    query = rules.to_sql(_ODD, dialect, keep=['k"`--'])
    (parsed,) = sqlglot.parse(query, dialect=dialect)
    assert parsed is not None
    (table,) = {one.name for one in parsed.find_all(exp.Table)} - {one.alias for one in parsed.find_all(exp.CTE)}
    assert table == _ODD


def test_long_names_are_cut_and_explained() -> None:
    name = "高质量发展重点领域关键环节改革事项按期完成比例与成效"
    rules = load_ruleset(f"规则集 甲\n满分 10分\n三级指标 {name} 10分 全年 ≥100家 越大越好\n  别名  事项\n计分 按完成比例\n")
    with pytest.raises(FactError) as error:
        rules.to_sql(dialect="postgres")
    assert error.value.diagnostics[0].code == "E822"
    query = rules.to_sql(dialect="postgres", given=["事项"], keep=["号"])
    (row,) = rows_of("postgres", query, {"事项": "double", "号": "whole"}, [[120.0, 1]])
    assert sorted(row.values(), key=str) == sorted([1, "达标", "", 10.0, 10.0, "达标", 10.0, 10.0], key=str)
    assert f"（全名 {name}·结论）" in query


def test_what_cannot_be_asked() -> None:
    rules = load_ruleset(_RULES)
    with pytest.raises(UnknownName, match="postgres"):
        rules.to_sql(dialect="postgresql")
    with pytest.raises(UnknownName):
        rules.to_sql(columns=["marks"])
    with pytest.raises(UnknownName):
        rules.to_sql(period="明年")
    with pytest.raises(FactError, match="E824"):
        rules.to_sql("a..b")
