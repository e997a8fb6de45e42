"""Where a ruleset is answered for one row per entity: frames, engines and databases, beside one entity at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from math import isinf, isnan
from typing import Any

from attrs import frozen

from bulk.cases import UNREADABLE
from perfrules import RuleSet

__all__ = ["ENGINES", "RuleEngine", "Table", "expected"]

_NUMBER = "号"


@frozen
class Table:
    """Facts of several entities: columns of doubles or of texts, with the names of data and indicators."""

    kinds: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> Table:
        """Return facts as a table; a column is one of texts as soon as one of its values is."""
        names = dict.fromkeys(name for row in rows for name in row)
        kinds = {name: "text" if any(isinstance(row.get(name), str) for row in rows) else "double" for name in names}
        return cls(kinds, [{name: _cell(row.get(name), kinds[name]) for name in names} for row in rows])

    def polars(self) -> Any:
        """Return the table as a frame, with the place of each row."""
        import polars as pl

        types = {"text": pl.String, "double": pl.Float64}
        columns = {name: pl.Series(name, [row[name] for row in self.rows], types[kind]) for name, kind in self.kinds.items()}
        return pl.DataFrame({**columns, _NUMBER: pl.Series(range(len(self.rows)), dtype=pl.Int64)})


def _cell(value: Any, kind: str) -> Any:
    if value is None or kind == "text":
        return value if value is None or isinstance(value, str) else str(value)
    return float(value)


def expected(rules: RuleSet, table: Table, **asked: Any) -> list[dict[str, Any]]:
    """Return what the rules say about every entity by itself, as columns."""
    found = []
    for row in table.rows:
        result = rules.evaluate({name: _fact(value) for name, value in row.items()}, **asked)
        columns: dict[str, Any] = {}
        for leaf in result.leaves():
            name = rules.names.short(leaf.path)
            columns[f"{name}·结论"], columns[f"{name}·原因"] = leaf.verdict.value, leaf.reason
            if leaf.marks is not None:
                columns[f"{name}·得分低"], columns[f"{name}·得分高"] = float(leaf.marks.low), float(leaf.marks.high)
        columns |= {f"检查·{one.name}": one.verdict.value for one in result.checks}
        columns["结论"] = result.verdict.value
        if result.score is not None:
            columns |= {"总分低": float(result.score.low), "总分高": float(result.score.high)}
            if result.plan.rules.grades is not None:
                columns["等级"] = "、".join(result.grades)
        found.append(columns)
    return found


def _fact(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return None if isnan(value) else UNREADABLE if isinf(value) else Decimal(repr(value))


@frozen
class RuleEngine:
    """Something that answers for a table; what works later may leave 待定 (`inexact`) what has very many digits."""

    name: str
    answer: Callable[..., list[dict[str, Any]]]
    needs: str = ""
    is_exact: bool = True

    def __str__(self) -> str:
        return self.name

    def is_here(self) -> bool:
        """Tell whether the library that it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


def _compiled(engine: str, make: Callable[[Any], Any], back: Callable[[Any], Any], rules: RuleSet, table: Table, **asked: Any) -> Any:
    made = back(rules.compile(engine, **asked)(make(table.polars())))
    return made.sort(_NUMBER).to_dicts()


def _pandas(frame: Any) -> Any:
    import pandas as pd

    return pd.DataFrame({name: frame[name].to_list() for name in frame.columns})


def _nullable(frame: Any) -> Any:
    import polars as pl

    kinds = {pl.Float64: "Float64", pl.Int64: "Int64", pl.String: "string"}
    return _pandas(frame).astype({name: kinds[kind] for name, kind in frame.schema.items()})


def _from_pandas(frame: Any) -> Any:
    import polars as pl

    return pl.from_pandas(frame)


def _from_arrow(table: Any) -> Any:
    import polars as pl

    return pl.from_arrow(table)


def _relation(frame: Any) -> Any:
    import duckdb

    connection = duckdb.connect()
    connection.register("facts", frame.to_arrow())
    return connection.sql("SELECT * FROM facts")


def _queried(dialect: str, rules: RuleSet, table: Table, **asked: Any) -> list[dict[str, Any]]:
    from bulk.sql_engines import rows_of

    query = rules.to_sql("actuals", dialect, keep=[_NUMBER], given=list(table.kinds), **asked)
    rows = [[*row.values(), place] for place, row in enumerate(table.rows)]
    return rows_of(dialect, query, {**table.kinds, _NUMBER: "whole"}, rows)


def _same(frame: Any) -> Any:
    return frame


ENGINES = (
    RuleEngine("scalar", expected),
    RuleEngine("polars", partial(_compiled, "polars", _same, _same), "polars"),
    RuleEngine(
        "polars-lazy", partial(_compiled, "polars", lambda frame: frame.lazy(), lambda frame: frame.collect()), "polars", is_exact=False
    ),
    RuleEngine("pandas", partial(_compiled, "pandas", _pandas, _from_pandas), "pandas"),
    RuleEngine("pandas-nullable", partial(_compiled, "pandas", _nullable, _from_pandas), "pandas"),
    RuleEngine("pyarrow", partial(_compiled, "pyarrow", lambda frame: frame.to_arrow(), _from_arrow), "pyarrow"),
    RuleEngine("duckdb", partial(_compiled, "duckdb", _relation, lambda relation: relation.pl()), "duckdb", is_exact=False),
    RuleEngine("sql-duckdb", partial(_queried, "duckdb"), "duckdb", is_exact=False),
    RuleEngine("sql-sqlite", partial(_queried, "sqlite"), "sqlglot", is_exact=False),
    RuleEngine("sql-postgres", partial(_queried, "postgres"), "psycopg", is_exact=False),
    RuleEngine("sql-mysql", partial(_queried, "mysql"), "pymysql", is_exact=False),
)
"""All that answer for a ruleset; what is not installed is skipped with the reason."""
