"""Many rows: columns, files, SQL and Spark, with the same exact answers as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.bulk.columns.compiled import CompiledRules, compile_rules
    from perfrules.bulk.evaluator import Evaluator
    from perfrules.bulk.frame import evaluate_frame
    from perfrules.bulk.options import Options
    from perfrules.bulk.sql.query import to_sql

__all__ = ["CompiledRules", "Evaluator", "Options", "compile_rules", "evaluate_frame", "to_sql"]

_NEEDED = ("duckdb", "narwhals", "numpy", "polars", "pyarrow", "sqlglot")
_HOMES = {
    "columns.compiled": ("CompiledRules", "compile_rules"),
    "evaluator": ("Evaluator",),
    "frame": ("evaluate_frame",),
    "options": ("Options",),
    "sql.query": ("to_sql",),
}
_find = lazy_names("perfrules.bulk", _HOMES)


def __getattr__(name: str) -> Any:
    try:
        return _find(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        said = f'成批评价要用 {error.name}，还没有安装：pip install "perfrules[bulk]" (many rows need {error.name})'
        raise ModuleNotFoundError(said, name=error.name) from error
