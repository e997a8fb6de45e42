"""One ruleset of 62 indicators over many entities in polars, beside expressions by hand.

`python -m benchmarks.bulk.wide [--rows N] [--repeat K]`: both sides give each indicator's verdict and its least and greatest marks, and
the verdict and marks of the whole. The two run in turns in one process; each shown time is a median. A ratio that does not hold is
shown, never raised.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np
import polars as pl
from benchmarks.bulk.wide_by_hand import RATIOS, WORDS, by_hand

from perfrules import RuleSet, load_ruleset

RULES = "苏州市科学技术局2025年度绩效目标"
WANTED = 2.0
_MISSING = 0.02


def rows(rules: RuleSet, count: int, seed: int = 7) -> pl.DataFrame:
    """Return entities with all data and actual values, about 2 % of each missing, a few denominators zero."""
    random = np.random.default_rng(seed)
    columns: dict[str, pl.Series] = {}

    def put(name: str, values: np.ndarray) -> None:
        gone = pl.Series(random.random(count) < _MISSING)
        columns[name] = pl.select(pl.when(~gone).then(pl.Series(values))).to_series().rename(name)

    budget = np.round(random.uniform(50, 9_000, count), 2)
    for name in dict.fromkeys(name for ratio in RATIOS.values() for name in ratio.names):
        share = np.round(budget * random.uniform(0.8, 1.15, count), 2)
        put(name, np.where(random.random(count) < 0.003, 0.0, np.where(random.random(count) < 0.3, budget, share)))
    for item in rules.plan(equal="指标").items:
        name = item.indicator.path[-1]
        if name in WORDS:
            scale = item.scorer.subject.scale  # type: ignore[union-attr]
            put(name, np.array([step.word for step in scale.steps])[random.integers(0, len(scale.steps), count)])  # type: ignore[union-attr]
        elif item.compiled is None:
            target = float(item.criterion.required.boundaries()[0] / item.unit.factor)  # type: ignore[union-attr]
            put(name, np.round(target * random.uniform(0.7, 1.4, count)))
    return pl.DataFrame(columns)


def in_turns(sides: dict[str, Callable[[], object]], repeat: int) -> dict[str, float]:
    """Return the median seconds of each side, run A B A B after one call of each that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(repeat + 1):
        for name, side in sides.items():
            start = perf_counter()
            side()
            if turn:
                seconds[name].append(perf_counter() - start)
    return {name: median(times) for name, times in seconds.items()}


def differing(ours: pl.DataFrame, hand: pl.DataFrame) -> int:
    """Return in how many cells the two sides differ."""
    count = 0
    for name in [one for one in hand.columns if "·" in one or one in ("结论", "总分低", "总分高")]:
        one, other = ours[name], hand[name]
        same = (one - other).abs() < 1e-9 if one.dtype == pl.Float64 else one == other
        count += len(one) - int(same.sum())
    return count


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    rules = load_ruleset(RULES)
    compiled = rules.compile("polars", equal="指标", columns=("verdict", "score", "total"))
    frame = rows(rules, asked.rows)
    expressions = by_hand(rules)
    sides: dict[str, Callable[[], object]] = {"ours": lambda: compiled(frame), "by hand": lambda: by_hand_on(frame, expressions)}
    few = frame.head(20_000)
    print(f"cells that differ in 20,000 rows: {differing(compiled(few), by_hand_on(few, expressions))}")
    seconds = in_turns(sides, asked.repeat)
    ratio = seconds["ours"] / seconds["by hand"]
    print(f"| {asked.rows:,} entities | ours | by hand | ours ÷ by hand | wanted |\n|---|--:|--:|--:|--:|")
    held = "holds" if ratio <= WANTED else "DOES NOT HOLD"
    print(f"| 62 indicators | {seconds['ours']:.2f} s | {seconds['by hand']:.2f} s | {ratio:.2f} | ≤ {WANTED:g} {held} |")


def by_hand_on(frame: pl.DataFrame, expressions: list[list[pl.Expr]]) -> pl.DataFrame:
    """Return a frame with what was written by hand, layer by layer."""
    lazy = frame.lazy()
    for layer in expressions:
        lazy = lazy.with_columns(layer)
    made: pl.DataFrame = lazy.select(pl.exclude("^_.*$")).collect()
    return made


if __name__ == "__main__":
    main()
