"""Spark: time beyond its own read-and-write of the same rows, beside the time of `evaluate_frame` on them.

`python -m benchmarks.bulk.spark_rows` takes 10 million rows with `local[2]`; other sizes by argument. Every figure is the best of the
rounds, taken in turns; what one worker process learned helps its later rounds, as it does a job with many partitions, so that the
first round is told apart.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import polars as pl
from benchmarks.bulk.data import ACTUAL, TARGET, rows

from perfrules.bulk import evaluate_frame, spark

ROWS = 10_000_000
PARTS = 8
TARGET_RATIO = 1.5


def session() -> Any:
    """Return a session on two threads, quiet and without its web page."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  only where Spark is measured

    settings = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.driver.memory": "4g",
        "spark.ui.showConsoleProgress": "false",
    }
    return SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()


def timed(task: Callable[[], Any]) -> float:
    """Return the seconds of a task."""
    started = perf_counter()
    task()
    return perf_counter() - started


def main() -> None:
    """Print every round, and what evaluating costs beyond reading and writing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    with TemporaryDirectory() as name:
        folder = Path(name)
        frame: pl.DataFrame = rows(given.rows)
        step = -(-given.rows // PARTS)
        for number in range(PARTS):
            frame.slice(number * step, step).write_parquet(folder / f"in-{number}.parquet")
        alone = [_alone(frame) for _ in range(given.rounds)]
        del frame
        _spark(folder, given.rounds, alone)


def _alone(frame: pl.DataFrame) -> float:
    return timed(lambda: evaluate_frame(frame, target=TARGET, actual=ACTUAL))


def _spark(folder: Path, rounds: int, alone: list[float]) -> None:
    own = session()
    try:
        read = own.read.parquet(str(folder / "in-*.parquet"))
        judged = spark.evaluate(read, target=TARGET, actual=ACTUAL)
        plain: list[float] = []
        ours: list[float] = []
        for number in range(rounds):
            plain.append(timed(lambda: read.write.mode("overwrite").parquet(str(folder / "plain"))))
            ours.append(timed(lambda: judged.write.mode("overwrite").parquet(str(folder / "judged"))))
            print(
                f"round {number + 1}: read and write {plain[-1]:.1f} s, with judgements {ours[-1]:.1f} s, polars {alone[number]:.1f} s",
                flush=True,
            )
        count = pl.scan_parquet(folder / "judged" / "*.parquet").select(pl.len()).collect().item()
    finally:
        own.stop()
    beyond = min(ours) - min(plain)
    print(
        f"{count:,} rows: {beyond:.1f} s beyond read and write, {beyond / min(alone):.2f} × polars ({min(alone):.1f} s; at most {TARGET_RATIO})"
    )


if __name__ == "__main__":
    main()
