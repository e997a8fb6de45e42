"""Spark: time beyond its own read-and-write of the same rows, beside the time of `evaluate_frame` on them.

`python -m benchmarks.bulk.spark_rows` takes 10 million rows with `local[2]`; other sizes by argument. Rounds are taken in turns. Spark
and its Python workers have run once before the first round, which then begins, like that of polars, without having read any text.

Spark's own work is told twice: for the rows as they came, and for rows as wide as those with judgements, whose added columns are drawn:
what lies between the two is the writing of columns, whoever fills them.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Iterator
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
WIDE = (
    "if(rand() < 0.7, '达标', '未达标') as verdict",
    "if(rand() < 0.7, 'exceeded', 'short') as reason",
    "rand() as completion",
    "if(rand() < 0.3, rand(), null) as shortfall",
    "if(rand() < 0.3, '家', null) as shortfall_unit",
    "if(rand() < 0.3, 'N203 N230', '') as notes",
)


def session() -> Any:
    """Return a session on two threads, quiet and without its web page."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  only where Spark is measured

    settings = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.driver.memory": "4g",
        "spark.ui.showConsoleProgress": "false",
    }
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
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
        tasks = {
            "read and write": read,
            "as wide": read.selectExpr("*", *WIDE),
            "there and back": read.mapInArrow(_same, read.schema),
            "verdict, reason": spark.evaluate(read, target=TARGET, actual=ACTUAL, results=("verdict", "reason")),
            "all results": spark.evaluate(read, target=TARGET, actual=ACTUAL),
        }
        _warm(own, folder)
        took: dict[str, list[float]] = {name: [] for name in tasks}
        for number in range(rounds):
            for name, task in tasks.items():
                took[name].append(timed(lambda: task.write.mode("overwrite").parquet(str(folder / "out"))))  # noqa: B023
            shown = "  ".join(f"{name} {times[-1]:.1f} s" for name, times in took.items())
            print(f"round {number + 1}: {shown}  polars {alone[number]:.1f} s", flush=True)
        count = pl.scan_parquet(folder / "out" / "*.parquet").select(pl.len()).collect().item()
    finally:
        own.stop()
    _tell(count, took, alone)


def _same(batches: Iterator[Any]) -> Iterator[Any]:
    """Give rows back as they came: what crossing to Python costs by itself."""
    yield from batches


def _warm(own: Any, folder: Path) -> None:
    """Start what Spark starts once: its compiler and the Python workers."""
    few = own.createDataFrame([("≥5", "6")] * 100, [TARGET, ACTUAL]).repartition(4)
    spark.evaluate(few, target=TARGET, actual=ACTUAL).write.mode("overwrite").parquet(str(folder / "warm"))


def _tell(count: int, took: dict[str, list[float]], alone: list[float]) -> None:
    best = {name: min(times) for name, times in took.items()}
    print(f"{count:,} rows, best of {len(alone)} rounds; polars {min(alone):.1f} s, at most {TARGET_RATIO} × that is wanted")
    for name in ("verdict, reason", "all results"):
        beyond = best[name] - best["read and write"]
        print(f"  {name}: {beyond:.1f} s beyond read and write, {beyond / min(alone):.2f} × polars")
    crossing = best["there and back"] - best["read and write"]
    print(f"  rows to Python and back as they are: {crossing:.1f} s beyond read and write, {crossing / min(alone):.2f} × polars")
    beyond = best["all results"] - best["as wide"]
    print(f"  all results: {beyond:.1f} s beyond rows as wide, {beyond / min(alone):.2f} × polars")


if __name__ == "__main__":
    main()
