"""Rulesets: loading the largest one that ships, and evaluating it, exactly and with reasons at hand.

`pytest benchmarks/test_rules.py --benchmark-only`; a judgement of one indicator is the time of an evaluation ÷ 62.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import perfrules as pr

SHEET, FRAMEWORK = "苏州市科学技术局2025年度绩效目标", "苏州市市级部门整体支出"
LOAD = f"import perfrules; perfrules.load_ruleset({SHEET!r})"


def facts() -> Mapping[str, Any]:
    """Return facts for all 62 indicators: data for the formulas, actual values for the others."""
    sheet = pr.load_ruleset(SHEET)
    case = next(case for case in pr.load_ruleset(FRAMEWORK).model.cases if len(case.given) > 20)
    met = next(case for case in sheet.model.cases if len(case.given) == len(sheet.indicators))
    with_formula = {one.name for one in sheet.indicators if one.formula is not None}
    given = {name: value for name, value, _ in met.given if name not in with_formula}
    return given | {name: value for name, value, _ in case.given}


def read(value: str) -> Any:
    try:
        return pr.parse_quantity(value)
    except pr.PerfRulesError:
        return value


@pytest.mark.parametrize("equal", ["", "逐级"])
@pytest.mark.parametrize("kind", ["text", "quantity"])
def test_evaluate(benchmark: Any, kind: str, equal: str) -> None:
    rules, given = pr.load_ruleset(SHEET), facts()
    ready = dict(given) if kind == "text" else {name: read(value) for name, value in given.items()}
    result = benchmark(lambda: (result := rules.evaluate(ready, equal=equal), result.score)[0])
    assert len(list(result.leaves())) == 62


@pytest.mark.parametrize("cache", ["cold", "warm"])
def test_load(benchmark: Any, cache: str, tmp_path: Path) -> None:
    env = {**os.environ, "PERFRULES_CACHE": "off" if cache == "cold" else str(tmp_path)}
    subprocess.run([sys.executable, "-c", LOAD], env=env, check=True)
    benchmark.pedantic(subprocess.run, ([sys.executable, "-c", LOAD],), {"env": env, "check": True}, rounds=9)
