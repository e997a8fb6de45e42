"""Reading a value: new, with Lark alone, and seen before."""

from __future__ import annotations

import pytest
from benchmarks import subjects
from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.benchmark(group="parse all cells")
def test_perfrules(benchmark: BenchmarkFixture) -> None:
    benchmark(subjects.read_all)


@pytest.mark.benchmark(group="parse all cells")
def test_bare_lark(benchmark: BenchmarkFixture) -> None:
    benchmark(subjects.parse_all_bare)


@pytest.mark.benchmark(group="parse one cell")
@pytest.mark.parametrize("cell", subjects.CELLS)
def test_cell(benchmark: BenchmarkFixture, cell: str) -> None:
    target = benchmark(subjects.read, cell)
    assert target.kind not in {"text", "placeholder"}


@pytest.mark.benchmark(group="parse a value seen before")
def test_recall(benchmark: BenchmarkFixture) -> None:
    first = subjects.recall()
    assert benchmark(subjects.recall) is first
