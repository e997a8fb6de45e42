"""Rows for queries, and the check of what they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from bulk.column_cases import assert_no_worse, assert_same, expected
from bulk.sql_engines import rows_of
from perfrules import RuleSet

__all__ = ["KEY", "assert_answers"]

KEY = "号"


def assert_answers(
    dialect: str,
    rules: RuleSet,
    kinds: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    *,
    worse: bool = False,
    **asked: Any,
) -> None:
    """Check that a query says of every row what the rules say of it; if `worse`, what is inexact may be 待定."""
    columns = asked.pop("columns", ("verdict", "reason", "score", "total", "grade", "checks"))
    query = rules.to_sql("actuals", dialect, keep=[KEY], given=list(kinds), columns=columns, **asked)
    table = [[*(row.get(name) for name in kinds), place] for place, row in enumerate(rows)]
    made = rows_of(dialect, query, {**kinds, KEY: "whole"}, table)
    known = [{name: _text_or_double(row.get(name)) for name in kinds} | {KEY: place} for place, row in enumerate(rows)]
    facts = pl.DataFrame(known, strict=False, infer_schema_length=None)
    wanted = expected(rules, facts, columns, **asked)
    outputs = [name for name in made[0] if name != KEY]
    if worse:
        assert_no_worse(pl.DataFrame(made, infer_schema_length=None), wanted, outputs)
    else:
        assert_same(pl.DataFrame(made, infer_schema_length=None), wanted, outputs)


def _text_or_double(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else float(value)
