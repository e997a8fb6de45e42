"""Importing, each time in a fresh interpreter."""

from __future__ import annotations

import pytest
from benchmarks import subjects
from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.benchmark(group="import")
@pytest.mark.parametrize("code", ["import perfrules", "import lark", subjects.EVERY_NAME], ids=["perfrules", "lark", "every-name"])
def test_import(benchmark: BenchmarkFixture, code: str) -> None:
    seconds = benchmark.pedantic(subjects.seconds_of, args=(code,), rounds=5, warmup_rounds=1)
    assert seconds > 0


@pytest.mark.benchmark(group="fresh process")
@pytest.mark.parametrize("code", [subjects.FIRST_PARSE, subjects.FIRST_CELLS, subjects.BARE_CELLS], ids=["first", "all", "bare-lark"])
def test_first_parse(benchmark: BenchmarkFixture, code: str) -> None:
    seconds = benchmark.pedantic(subjects.seconds_of, args=(code,), rounds=3, warmup_rounds=1)
    assert seconds > 0
