"""Ten rules and their rows, as perfrules reads them and as a person would write them for another engine."""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen

__all__ = ["ARITHMETIC", "COLUMNS", "RULES", "TEXT", "Rule", "edge_rows", "rows"]

ARITHMETIC = ("0.1 × 3 against 30%", "growth of exactly 8%", "0.1 + 0.2 against 0.3", "5% left exactly", "thirds")
"""What edge rows are about where only the numbers count."""
Row = dict[str, float | None]
COLUMNS = {
    "revenue": "收入",
    "base": "基数",
    "paid": "支出",
    "budget": "预算",
    "firms": "企业数",
    "trained": "培训人次",
    "satisfied": "满意度",
    "complaints": "投诉件数",
    "dust": "粉尘浓度",
    "hours": "办理时长",
}
"""Columns: as other engines call them, and as the rules do."""


@frozen
class Rule:
    """One indicator: how its value is made, what divides it, the bound, and whether marks follow the value below it."""

    name: str
    value: str
    uses: tuple[str, ...]
    sign: str
    bound: float
    line: str
    divisor: str = ""
    formula: str = ""

    @property
    def follows(self) -> bool:
        """Tell whether marks follow the value where the bound is missed."""
        return self.sign == ">="


def _given(column: str, sign: str, bound: float, line: str) -> Rule:
    return Rule(COLUMNS[column], column, (column,), sign, bound, line)


RULES = (
    _given("firms", ">=", 100, "≥100家"),
    _given("trained", ">=", 500, "≥500人次"),
    _given("satisfied", ">=", 90, "≥90%"),
    _given("complaints", "<=", 30, "≤30件"),
    _given("dust", "<=", 0.3, "≤0.3微克"),
    _given("hours", "<=", 48, "≤48小时"),
    Rule("收入占比", "3 * revenue / base", ("revenue", "base"), "<=", 0.3, "≤30%", "base", "3 × 收入 ÷ 基数"),
    Rule("收入增长率", "(revenue - base) / base", ("revenue", "base"), ">=", 0.08, "≥8%", "base", "(收入 - 基数) ÷ 基数"),
    Rule("预算执行率", "paid / budget", ("paid", "budget"), ">=", 0.95, "≥95%", "budget", "支出 ÷ 预算"),
    Rule("预算结余率", "(budget - paid) / budget", ("paid", "budget"), "<=", 0.05, "≤5%", "budget", "(预算 - 支出) ÷ 预算"),
)


def _lines() -> list[str]:
    lines = ["规则集  十项指标", "满分  100分", *(f"数据  {COLUMNS[name]} 万元" for name in ("revenue", "base", "paid", "budget"))]
    lines.append("一级指标  绩效 100分")
    for rule in RULES:
        lines.append(f"  三级指标  {rule.name} 10分 全年 {rule.line} {'越大越好' if rule.follows else '越小越好'}")
        lines += [f"    公式  {rule.formula}"] if rule.formula else []
        lines.append(f"    计分  {'按完成比例' if rule.follows else '达标得满分'}")
    return lines


TEXT = "\n".join(_lines()) + "\n"


def rows(count: int) -> dict[str, Any]:
    """Return columns of plausible values with two decimals, one in fifty missing."""
    random = np.random.default_rng(7)
    most = {"firms": 200, "trained": 1000, "satisfied": 100, "complaints": 60, "dust": 0.6, "hours": 96}
    columns = {}
    for name in COLUMNS:
        values = np.round(random.uniform(0.01, most.get(name, 1000), count), 2)
        values[random.random(count) < 0.02] = np.nan
        columns[name] = values
    return columns


_CALM: Row = {
    "revenue": 9.0,
    "base": 100.0,
    "paid": 96.0,
    "budget": 100.0,
    "firms": 120.0,
    "trained": 600.0,
    "satisfied": 95.0,
    "complaints": 10.0,
    "dust": 0.1,
    "hours": 24.0,
}


def edge_rows() -> list[tuple[str, Row]]:
    """Return rows at the edge, each with what it is about."""
    changes: list[tuple[str, Row]] = [
        ("0.1 × 3 against 30%", {"revenue": 0.1, "base": 1.0}),
        ("growth of exactly 8%", {"revenue": 2.7, "base": 2.5}),
        ("growth of exactly 8%", {"revenue": 1.08, "base": 1.0}),
        ("growth of exactly 8%", {"revenue": 118.8, "base": 110.0}),
        ("0.1 + 0.2 against 0.3", {"dust": 0.1 + 0.2}),
        ("5% left exactly", {"paid": 0.95, "budget": 1.0}),
        ("5% left exactly", {"paid": 1.14, "budget": 1.2}),
        ("thirds", {"revenue": 1.0, "base": 3.0, "paid": 1.0, "budget": 3.0}),
        ("a share or a per cent", {"satisfied": 0.95}),
        ("missing", {"firms": None}),
        ("missing in a formula", {"base": None}),
        ("not a number", {"firms": float("nan"), "dust": float("nan")}),
        ("zero divisor", {"paid": 5.0, "budget": 0.0}),
        ("zero by zero", {"paid": 0.0, "budget": 0.0}),
        ("half of a count", {"firms": 99.5}),
        ("below zero", {"firms": -3.0, "satisfied": -1.0}),
    ]
    return [(about, _CALM | change) for about, change in changes]
