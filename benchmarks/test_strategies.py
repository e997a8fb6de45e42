"""Drawing examples, beside what hypothesis takes for one integer: the whole run of a test that asks for nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_benchmark.fixture import BenchmarkFixture

from perfrules.testing import strategies as ps

EXAMPLES = 300
SIMPLE: dict[str, st.SearchStrategy[Any]] = {
    "integers": st.integers(),
    "quantities": ps.quantities(),
    "targets": ps.targets("quantity"),
    "accepted": ps.accepted_by("≥100家"),
    "rejected": ps.rejected_by("≤95.5%"),
    "boundary": st.tuples(st.integers(), ps.boundary("5%-10%")),
    "renderings": ps.renderings("≥1.2万元"),
}
LARGE: dict[str, st.SearchStrategy[Any]] = {
    "facts": ps.facts_for("苏州市科学技术局2025年度绩效目标"),
    "rulesets": ps.rulesets(),
    "tables": ps.tables(),
    "files": ps.table_files("csv"),
}


def _drawn(strategy: st.SearchStrategy[Any], examples: int) -> int:
    seen = 0

    @settings(max_examples=examples, database=None, derandomize=True, deadline=None)
    @given(strategy)
    def draw(_: Any) -> None:
        nonlocal seen
        seen += 1

    draw()
    return seen


@pytest.mark.benchmark(group=f"draw {EXAMPLES} simple examples")
@pytest.mark.parametrize("name", SIMPLE)
def test_simple_examples(benchmark: BenchmarkFixture, name: str) -> None:
    assert benchmark.pedantic(_drawn, args=(SIMPLE[name], EXAMPLES), rounds=3, warmup_rounds=1) >= EXAMPLES


@pytest.mark.benchmark(group="draw 30 large examples")
@pytest.mark.parametrize("name", LARGE)
def test_large_examples(benchmark: BenchmarkFixture, name: str) -> None:
    assert benchmark.pedantic(_drawn, args=(LARGE[name], 30), rounds=2, warmup_rounds=1) >= 30
