"""Queries answer as the rules do: the same facts through DuckDB, SQLite and Postgres, and one by one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bulk.sql_cases import assert_answers
from bulk.sql_engines import ENGINES
from perfrules import load_ruleset

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
