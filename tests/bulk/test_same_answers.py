"""One meaning everywhere: every library of frames says about a row what `perfrules.evaluate` says about its values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import pytest

from bulk.backends import FRAMES, Frames, answers
from bulk.cases import BATCHES, Answer, Batch, Row, Setup, count_of, scalar

pl = pytest.importorskip("polars")
_POLARS = next(one for one in FRAMES if one.name == "polars")
_FEW_POLICIES = ("", "四级等级整数")


@cache
def _expected(row: Row, setup: Setup) -> Answer:
    return scalar(row, setup)


def assert_same(frames: Frames, rows: Sequence[Row], setup: Setup) -> None:
    """Check that rows get the answers that their values get one at a time; the first few that differ are shown."""
    differing = [
        f"{row}: "
        + ", ".join(
            f"{name} {got!r} ≠ {want!r}"
            for name, got, want in zip(Answer._fields, answer, _expected(row, setup), strict=True)
            if got != want
        )
        for row, answer in answers(frames, rows, setup)
        if answer != _expected(row, setup)
    ]
    assert not differing, "\n".join([f"{len(differing)} of {len(rows)} rows differ in {frames}", *differing[:10]])


def _joined(batches: Iterable[Batch]) -> list[Batch]:
    """Return batches with the same setup as one."""
    ordered = sorted(batches, key=lambda one: str(one.setup))
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: str(one.setup))]
    return [Batch("all", group[0].setup, tuple(row for one in group for row in one.rows)) for group in groups]


_JOINED = _joined(one for one in BATCHES if one.setup.policy in _FEW_POLICIES)


def test_the_cases_are_many() -> None:
    assert count_of(BATCHES) >= 10_000
    assert {one.setup.policy for one in BATCHES} >= set(_FEW_POLICIES)


@pytest.mark.parametrize("batch", BATCHES, ids=str)
def test_polars_answers_as_one_value_at_a_time(batch: Batch) -> None:
    if not _POLARS.is_here():
        pytest.skip("polars is not installed")
    assert_same(_POLARS, batch.rows, batch.setup)


@pytest.mark.parametrize("batch", _JOINED, ids=str)
def test_every_library_answers_as_one_value_at_a_time(frames: Frames, batch: Batch) -> None:
    assert_same(frames, batch.rows, batch.setup)


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("batch", [one for one in _JOINED if str(one.setup) in ("-", "10", "column")], ids=str)
def test_spark_answers_as_one_value_at_a_time(spark: Any, batch: Batch) -> None:
    from perfrules.bulk.spark import evaluate

    def ask(table: Any, **options: Any) -> Any:
        return evaluate(spark.createDataFrame(table).repartition(2), **options)

    def back(frame: Any) -> Any:
        made = pl.from_arrow(frame.toArrow())
        return made.sort("行")

    def make(frame: Any) -> Any:
        return frame.with_columns(pl.col("行").cast(pl.Int64)).to_arrow(compat_level=pl.CompatLevel.oldest())

    assert_same(Frames("spark", make, back, evaluate=ask), batch.rows, batch.setup)
