"""Laws of queries: every database answers each row as the rules do by themselves."""

from __future__ import annotations

from typing import Any

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from bulk.sql_cases import assert_answers
from bulk.sql_engines import ENGINES
from perfrules import load_ruleset
from perfrules.bulk.sql.dialects import DIALECTS
from perfrules.testing import strategies as ps
from property import ruleset_strategies as texts

_NUMBERS = st.one_of(
    st.none(),
    st.integers(-3, 400),
    st.integers(0, 40_000).map(lambda value: value / 100),
    st.sampled_from([0.1 + 0.2, 1 / 3, 1e-7, 95.0, 100.0, 1e130, float("nan"), float("inf"), 9007199254740993.0]),
)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Any, dict[str, str], list[dict[str, Any]]]:
    """Draw a ruleset, the kinds of its columns, and rows for it."""
    drawn = draw(texts.rules())
    kinds = dict.fromkeys(texts.DATA, "double")
    kinds |= {one.name: "text" if one.kind == "word" else "double" for one in drawn.indicators if one.kind != "formula"}
    words = st.sampled_from([*texts.WORDS, None, "", "不适用", "说不清"])
    row = st.fixed_dictionaries({name: words if kind == "text" else _NUMBERS for name, kind in kinds.items()})
    rows = draw(st.lists(row, min_size=1, max_size=6))
    return load_ruleset(drawn.text), kinds, rows


@pytest.mark.parametrize("dialect", ENGINES)
@settings(max_examples=8)
@given(case=_cases())
def test_queries_answer_as_the_rules(dialect: str, case: tuple[Any, dict[str, str], list[dict[str, Any]]]) -> None:
    rules, kinds, rows = case
    assert_answers(dialect, rules, kinds, rows, worse=True)


@settings(max_examples=3)
@given(rules=ps.rulesets())
def test_queries_read_back_in_their_dialect(rules: Any) -> None:
    for dialect in DIALECTS:
        query = rules.to_sql("统计.actuals", dialect, keep=["号"])
        (parsed,) = sqlglot.parse(query, dialect=dialect)
        assert parsed is not None
