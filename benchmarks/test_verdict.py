"""A parsed target against a parsed quantity, beside the equivalent rule of rule-engine."""

from __future__ import annotations

import pytest
from benchmarks import subjects
from pytest_benchmark.fixture import BenchmarkFixture


def test_all_say_the_same() -> None:
    assert subjects.answers() == {False}


@pytest.mark.benchmark(group="verdict")
@pytest.mark.parametrize("make", [subjects.accepting, subjects.deciding, subjects.judging, subjects.matching])
def test_verdict(benchmark: BenchmarkFixture, make: object) -> None:
    assert callable(make)
    benchmark(make())
