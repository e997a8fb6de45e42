"""What a competent user writes by hand in polars: regular expressions for sign, number and unit, and comparisons in floating point.

Fast and inexact: magnitudes and units are not converted, names say nothing about the direction, nothing is noted, what the patterns
do not foresee is 待定. One pass over the columns, lazy, nothing that polars could not do at once.
"""

from __future__ import annotations

import polars as pl
from benchmarks.bulk.data import ACTUAL, TARGET, WEIGHT

__all__ = ["by_hand"]

_CELL = (
    r"^\s*(≥|>=|≧|≤|<=|≦|=|═|＝|>|<|不低于|不少于|大于等于|达到|高于|大于|不超过|小于等于|控制在|小于)?"
    r"\s*([0-9]+(?:\.[0-9]+)?)\s*([^0-9\s]*?)(以上|以内|以下)?$"
)
_AMOUNT = r"^\s*([0-9]+(?:\.[0-9]+)?)\s*([^0-9\s]*)$"
_AT_MOST = ("≤", "<=", "≦", "<", "不超过", "小于等于", "控制在", "小于", "以内", "以下")
_ABOVE, _BELOW = (">", "高于", "大于"), ("<", "小于")


def by_hand(frame: pl.DataFrame | pl.LazyFrame, *, text: bool = False, weight: bool = False) -> pl.LazyFrame:
    """Return the frame with verdict, reason, completion, shortfall and its unit (and with weights: score)."""
    cells = pl.col(TARGET).str.extract_groups(_CELL)
    columns = {
        "sign": cells.struct.field("1"),
        "wanted": cells.struct.field("2"),
        "unit": cells.struct.field("3"),
        "behind": cells.struct.field("4"),
    }
    read = frame.lazy().with_columns(**{f"_{name}": column for name, column in columns.items()})
    actual = pl.col(ACTUAL)
    fits = pl.lit(value=True)
    if text:
        given = pl.col(ACTUAL).str.extract_groups(_AMOUNT)
        read = read.with_columns(_given=given.struct.field("1").cast(pl.Float64), _given_unit=given.struct.field("2"))
        actual = pl.col("_given")
        fits = (pl.col("_given_unit") == pl.col("_unit")) | (pl.col("_given_unit") == "")
    read = read.with_columns(
        _wanted=pl.col("_wanted").cast(pl.Float64),
        _most=pl.col("_sign").is_in(_AT_MOST).fill_null(value=False) | pl.col("_behind").is_in(_AT_MOST).fill_null(value=False),
    )
    return _judged(read, actual, fits, text=text, weight=weight).drop(r"^_(sign|wanted|unit|behind|most|given|given_unit|met)$")


def _judged(read: pl.LazyFrame, actual: pl.Expr, fits: pl.Expr, *, text: bool, weight: bool) -> pl.LazyFrame:
    wanted, most, sign = pl.col("_wanted"), pl.col("_most"), pl.col("_sign")
    strict = sign.is_in([*_ABOVE, *_BELOW]).fill_null(value=False)
    within = pl.when(most).then(pl.when(strict).then(actual < wanted).otherwise(actual <= wanted))
    met = within.otherwise(pl.when(strict).then(actual > wanted).otherwise(actual >= wanted))
    read = read.with_columns(_met=pl.when(fits).then(met))
    met = pl.col("_met")
    missing = actual.is_null() & (pl.col(ACTUAL).is_null() | pl.col(ACTUAL).is_in(["", "/", "—"])) if text else actual.is_null()
    ratio = actual / wanted
    columns = {
        "verdict": pl.when(met).then(pl.lit("达标")).when(~met).then(pl.lit("未达标")).otherwise(pl.lit("待定")),
        "reason": pl.when(~met)
        .then(pl.lit("short"))
        .when(met & (actual == wanted))
        .then(pl.lit("met"))
        .when(met)
        .then(pl.lit("exceeded"))
        .when(missing)
        .then(pl.lit("no_data"))
        .when(wanted.is_null())
        .then(pl.lit("unreadable_target"))
        .otherwise(pl.lit("unit_mismatch")),
        "completion": pl.when(~most & (wanted > 0)).then(ratio),
        "shortfall": pl.when(~met).then((actual - wanted).abs()),
        "shortfall_unit": pl.when(~met).then(pl.col("_unit").replace("%", "个百分点")),
    }
    if weight:
        share = pl.when(met).then(1.0).when(~met).then(pl.when(most).then(0.0).otherwise(ratio.clip(0, 1)))
        columns["score"] = share * pl.col(WEIGHT)
    return read.with_columns(**columns)
