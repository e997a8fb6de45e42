"""Rows as a province has them: target values drawn from the forms and frequencies of published tables, and actual values around them.

`python -m benchmarks.bulk.data ROWS FILE.parquet` writes them. The same seed gives the same rows.

Within a form the texts are Zipf-distributed: in the counted tables the logarithm of the frequency falls by 0.97 where that
of the rank rises by one, which is as good as 1.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
from attrs import frozen
from benchmarks.bulk import forms

TARGET, ACTUAL, NAME, UNIT, WEIGHT = "指标值", "完成值", "指标名称", "计量单位", "分值"
DISTINCT = 92_000
"""So many cells exist; five million rows meet about 90,000 of them."""
NAMES = 20_000
MISSING, EXACT, NEAR, SHORT = 0.02, 0.25, 0.15, 0.08
"""Shares of the actual values: none at all, equal to the target, one step beside it, clearly on the wrong side; the rest fulfils."""
BARE, OTHER_UNIT, WORDING = 0.20, 0.02, 0.015
"""Of actual values as text for a counted target: without a unit, with a wrong one, in words."""
DONE = ("已完成", "达成预期指标", "基本达到", "是", "完成", "有效", "健全", "合规", "良好", "无")
NOTHING = ("", "/", "—", "暂无")
WEIGHTS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.5, 15.0, 20.0)

Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
Places = np.ndarray[tuple[int], np.dtype[np.int64]]


@frozen(eq=False)
class Vocabulary:
    """The distinct cells with the probability of each, and what actual values are drawn from."""

    cells: tuple[forms.Cell, ...]
    share: Floats
    number: Floats
    places: Places
    worse: Floats

    def column(self, name: str, where: Places) -> pl.Series:
        """Return one property of the drawn cells as text."""
        return pl.Series([getattr(cell, name) for cell in self.cells]).gather(pl.Series(where))


@cache
def vocabulary(distinct: int = DISTINCT, seed: int = 7, *, plain: bool = False) -> Vocabulary:
    """Return the vocabulary of a seed: of all forms, or of amounts alone (`plain`)."""
    cells: list[forms.Cell] = []
    shares = []
    for form, found in forms.pools(distinct, seed, forms.PLAIN if plain else forms.FORMS):
        cells += found
        ranks = 1 / np.arange(1, len(found) + 1)
        shares.append(form.rows * ranks / ranks.sum())
    share = np.concatenate(shares)
    return Vocabulary(
        tuple(cells),
        share / share.sum(),
        np.array([np.nan if cell.number is None else cell.number for cell in cells]),
        np.array([cell.places for cell in cells]),
        np.array([1.0 if cell.lower else -1.0 for cell in cells]),
    )


def rows(
    count: int,
    *,
    seed: int = 7,
    text: bool = False,
    name: bool = False,
    unit: bool = False,
    weight: bool = False,
    distinct: int = DISTINCT,
    plain: bool = False,
) -> pl.DataFrame:
    """Return rows with a target value and an actual one, as a number or as `text`; units stand in a column of their own where asked for.

    `plain` rows have amounts alone for targets.
    """
    words = vocabulary(distinct, seed, plain=plain)
    dice = np.random.default_rng(seed)
    where = _drawn(dice, words.share, count)
    numbers = _actuals(dice, words, where)
    target = words.column("text", where)
    if unit:
        target = words.column("stem", where) + words.column("tail", where)
    columns = {TARGET: target, ACTUAL: _written(dice, words, where, numbers) if text else pl.Series(numbers).fill_nan(None)}
    if name:
        columns = {NAME: _names(dice, words, where)} | columns
    if unit:
        columns[UNIT] = words.column("unit", where)
    if weight:
        columns[WEIGHT] = pl.Series(np.array(WEIGHTS)[dice.integers(0, len(WEIGHTS), count)])
    return pl.DataFrame(columns)


def _drawn(dice: np.random.Generator, share: Floats, count: int) -> Places:
    """Return so many places, each as likely as its share."""
    edges = np.cumsum(share)
    edges[-1] = 1.0
    return np.searchsorted(edges, dice.random(count), side="right").astype(np.int64)


def _actuals(dice: np.random.Generator, words: Vocabulary, where: Places) -> Floats:
    """Return numbers around the targets, of at most two decimals; wordings get a score from 0 to 100, missing ones are NaN."""
    count = len(where)
    wanted, places, worse = words.number[where], words.places[where], words.worse[where]
    draw = dice.random(count)
    step = 10.0**-places
    near = wanted + step * dice.integers(-2, 3, count)
    away = dice.random(count) * 0.25
    free = np.where(draw < EXACT + NEAR + SHORT, wanted * (1 + worse * away), wanted * (1 - worse * away))
    value = np.where(draw < EXACT, wanted, np.where(draw < EXACT + NEAR, near, free))
    scale = 10.0**places
    value = np.rint(np.maximum(value, 0) * scale) / scale
    value = np.where(np.isnan(wanted), dice.integers(0, 101, count), value)
    value[dice.random(count) < MISSING] = np.nan
    return value


def _written(dice: np.random.Generator, words: Vocabulary, where: Places, numbers: Floats) -> pl.Series:
    """Return the actual values as people write them: with the unit, without, with another, in words, or not at all."""
    count = len(where)
    draw, some = dice.random(count), dice.integers(0, 1 << 30, count)

    def one_of(texts: tuple[str, ...]) -> pl.Series:
        return pl.Series(texts).gather(pl.Series(some % len(texts)))

    frame = pl.DataFrame({"number": numbers, "draw": draw, "worded": np.isnan(words.number[where])}).with_columns(
        unit=words.column("unit", where),
        target=words.column("text", where),
        done=one_of(DONE),
        other=one_of(forms.COUNTED),
        nothing=one_of(NOTHING),
    )
    number = pl.col("number")
    shown = pl.when(number == number.floor()).then(number.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(number.cast(pl.String))
    draw_ = pl.col("draw")
    return frame.lazy().select(
        pl.when(number.is_nan() & (draw_ < 0.5)).then(None)
        .when(number.is_nan()).then("nothing")
        .when("worded").then(pl.when(draw_ < 0.55).then("target").otherwise("done"))
        .when(draw_ < WORDING).then("done")
        .when(draw_ < WORDING + OTHER_UNIT).then(shown + pl.col("other"))
        .when(draw_ < WORDING + OTHER_UNIT + BARE).then(shown)
        .otherwise(shown + pl.col("unit"))
    ).collect().to_series()  # fmt: skip


@cache
def _names_of(kind: str, count: int) -> pl.Series:
    """Return names of indicators, rates or counts, the shorter and more frequent ones first."""
    ends = (
        ("覆盖率", "合格率", "完成率", "满意度", "及时率", "达标率", "控制率")
        if kind == "%"
        else ("数量", "次数", "面积", "成本", "人数", "规模", "增长")
    )
    found = [what + end for what in forms.WHAT for end in ends]
    found += [what + side + end for what in forms.WHAT for side in forms.SIDE for end in ends]
    found += [whom + what + side + end for end in ends for side in forms.SIDE for what in forms.WHAT for whom in forms.WHOM]
    return pl.Series(found[:count])


def _names(dice: np.random.Generator, words: Vocabulary, where: Places) -> pl.Series:
    """Return a name for every row: those of rates for percentages, those of amounts for the rest, Zipf-distributed."""
    half = NAMES // 2
    ranks = 1 / np.arange(1, half + 1)
    place = _drawn(dice, ranks / ranks.sum(), len(where))
    rate = np.array([cell.unit == "%" for cell in words.cells])[where]
    both = pl.concat([_names_of("%", half), _names_of("", half)])
    return both.gather(pl.Series(np.where(rate, place, place + half)))


if __name__ == "__main__":
    rows(int(sys.argv[1])).write_parquet(Path(sys.argv[2]))
