"""What a user writes by hand in polars for the 62 indicators.

Doubles, `when` and `then`, and the weights of what does not apply shared out among what stands beside it.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from perfrules import RuleSet
from perfrules.evaluation.plan import Branch, Item

__all__ = ["RATIOS", "WORDS", "Ratio", "by_hand"]


class Ratio(NamedTuple):
    """An indicator that is computed: its two sides, and what is asked of their ratio."""

    above: pl.Expr
    below: pl.Expr
    sign: str
    bound: float
    names: tuple[str, ...]


def _ratio(above: str, below: str, sign: str, bound: float) -> Ratio:
    return Ratio(pl.col(above), pl.col(below), sign, bound, (above, below))


_CHANGED, _BUDGET, _SPENT = pl.col("预算调整数"), pl.col("年初预算数"), pl.col("决算数")
_NOW, _THEN = pl.col("本年“三公经费”"), pl.col("上年“三公经费”")
RATIOS = {
    "预算调整率": Ratio(_CHANGED.abs(), _BUDGET, "≤", 0.0, ("预算调整数", "年初预算数")),
    "支付进度符合率": _ratio("实际支付进度", "计划支付进度", "≥", 1.0),
    "预算执行率": Ratio(pl.col("实际支出"), _BUDGET + _CHANGED, "≥", 1.0, ("实际支出", "年初预算数", "预算调整数")),
    "预算偏差率": Ratio((_SPENT - _BUDGET).abs(), _BUDGET, "≤", 0.1, ("决算数", "年初预算数")),
    "结转结余率": _ratio("结转结余数", "支出预算数", "≤", 0.0),
    "公用经费控制率": _ratio("实际公用经费", "预算公用经费", "≤", 1.0),
    "“三公经费”变动率": Ratio(_NOW - _THEN, _THEN, "≤", 0.0, ("本年“三公经费”", "上年“三公经费”")),
    "政府采购执行率": _ratio("实际采购金额", "采购预算数", "≥", 1.0),
    "非税收入预算完成率": _ratio("非税收入实际数", "非税收入预算数", "≥", 1.0),
    "绩效管理覆盖率": _ratio("纳入绩效管理的资金", "应纳入绩效管理的资金", "≥", 1.0),
    "固定资产利用率": _ratio("在用固定资产", "固定资产总额", "≥", 1.0),
    "在职人员控制率": _ratio("在职人员数", "编制数", "≤", 1.0),
    "组织建设工作及完成率": _ratio("组织建设完成项数", "组织建设计划项数", "≥", 1.0),
    "业务学习与培训及时完成率": _ratio("培训及时完成项数", "培训计划项数", "≥", 1.0),
}
WORDS = {
    name: word
    for word, names in {
        "健全": (
            "中长期规划制定健全性",
            "工作计划制定健全性",
            "预算管理制度健全性",
            "资产管理制度健全性",
            "项目管理制度健全性",
            "人员管理制度健全性",
        ),
        "合理": ("绩效目标合理性",),
        "明确": ("绩效指标明确性",),
        "科学": ("预算编制科学性",),
        "规范": ("预算编制规范性", "资产管理规范性", "项目管理制度执行规范性"),
        "合规": ("资金使用合规性", "非税收入管理合规性"),
        "完善": ("基础信息完善性",),
        "公开": ("预决算信息公开度",),
        "有效": ("人员管理制度执行有效性", "纪检监察工作有效性"),
    }.items()
    for name in names
}
_SHARES = {"": 1.0, "基本": 0.8, "不够": 0.6, "不": 0.0}


def by_hand(rules: RuleSet) -> list[list[pl.Expr]]:
    """Return the layers of expressions; weights and the tree are looked up in the rules, all else is written out."""
    plan = rules.plan(equal="指标")
    layers: list[list[pl.Expr]] = [[], [], [], []]
    for item in plan.items:
        for layer, expressions in zip(layers, _indicator(item), strict=False):
            layer.extend(expressions)
    names = [item.indicator.path[-1] for item in plan.items]
    verdicts = [pl.col(f"{name}·结论") for name in names]
    unmet, pending = (pl.any_horizontal([one == word for one in verdicts]) for word in ("未达标", "待定"))
    low, high, _ = _level(plan.root)
    whole = pl.when(unmet).then(pl.lit("未达标")).when(pending).then(pl.lit("待定")).otherwise(pl.lit("达标"))
    layers[3] = [whole.alias("结论"), low.alias("总分低"), high.alias("总分高")]
    return layers


def _indicator(item: Item) -> tuple[list[pl.Expr], list[pl.Expr], list[pl.Expr]]:
    name, weight = item.indicator.path[-1], float(item.weight or 0)
    verdict, low, high = pl.col(f"{name}·结论"), pl.lit(0.0), pl.lit(weight)
    if name in RATIOS:
        above, below, sign, bound, _ = RATIOS[name]
        ratio = above / below
        made = (
            pl.when(above.is_null() | below.is_null())
            .then(pl.lit("待定"))
            .when(below == 0)
            .then(pl.when(above == 0).then(pl.lit("不适用")).otherwise(pl.lit("待定")))
            .when(ratio >= bound if sign == "≥" else ratio <= bound)
            .then(pl.lit("达标"))
            .otherwise(pl.lit("未达标"))
        )
    elif name in WORDS:
        word, given = WORDS[name], pl.col(name)
        made = pl.when(given.is_null()).then(pl.lit("待定")).when(given == word).then(pl.lit("达标")).otherwise(pl.lit("未达标"))
        marks = given.replace_strict(
            [prefix + word for prefix in _SHARES], [share * weight for share in _SHARES.values()], default=None, return_dtype=pl.Float64
        )
        return (
            [made.alias(f"{name}·结论"), marks.alias(f"_{name}")],
            [
                pl.col(f"_{name}").fill_null(0.0).alias(f"{name}·得分低"),
                pl.col(f"_{name}").fill_null(weight).alias(f"{name}·得分高"),
            ],
            [],
        )
    else:
        bound = float(item.criterion.required.boundaries()[0] / item.unit.factor)  # type: ignore[union-attr]
        given = pl.col(name)
        made = pl.when(given.is_null()).then(pl.lit("待定")).when(given >= bound).then(pl.lit("达标")).otherwise(pl.lit("未达标"))
    lows = pl.when(verdict == "达标").then(high).otherwise(low)
    highs = pl.when((verdict == "达标") | (verdict == "待定")).then(high).otherwise(low)
    return [made.alias(f"{name}·结论")], [lows.alias(f"{name}·得分低"), highs.alias(f"{name}·得分高")], []


def _level(branch: Branch) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Return the marks of a level and the weight of what applies in it, in which the weight of the rest is shared out."""
    lows, highs, held = [], [], []
    for child in branch.children:
        weight = float(child.weight or 0)
        if isinstance(child, Item):
            name = child.indicator.path[-1]
            lows.append(pl.col(f"{name}·得分低"))
            highs.append(pl.col(f"{name}·得分高"))
            held.append(
                pl.when(pl.col(f"{name}·结论") != "不适用").then(pl.lit(weight)).otherwise(pl.lit(0.0))
                if name in RATIOS
                else pl.lit(weight)
            )
        else:
            low, high, inner = _level(child)
            lows.append(low)
            highs.append(high)
            held.append(pl.when(inner > 0).then(pl.lit(weight)).otherwise(pl.lit(0.0)))
    whole = pl.sum_horizontal(held)
    factor = pl.when(whole > 0).then(float(branch.weight or 0) / whole).otherwise(0.0)
    return pl.sum_horizontal(lows) * factor, pl.sum_horizontal(highs) * factor, whole
