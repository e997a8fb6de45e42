"""Spark: the kernel that judges frames, run by the workers of a cluster on batches of pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from perfrules.bulk.options import Options
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError, PerfRulesError
from perfrules.value.verdict import Direction

if TYPE_CHECKING:
    import pyarrow as pa

    from perfrules.bulk.beside import Beside

__all__ = ["evaluate"]

_ROWS = 1 << 17
"""Rows that are judged at once: Spark hands them over in smaller batches."""
_BYTES = 1 << 26


def evaluate(  # noqa: PLR0913  the columns and options that `evaluate_frame` has
    df: Any,
    *,
    target: str,
    actual: str,
    name: str | None = None,
    unit: str | None = None,
    operator: str | None = None,
    weight: str | int | Fraction | Decimal | None = None,
    policy: str = "",
    direction: Direction | str | None = None,
    bare_percent: str | None = None,
    year: int | None = None,
) -> Any:
    """Return a Spark frame with the judgement of every row beside it, as `evaluate_frame` gives it.

    `df` is a `pyspark.sql.DataFrame`; its columns and rows stay as they are, in their partitions. The result columns are strings and
    doubles. Nothing runs before the result is used. Columns that are missing or cannot be used, and result columns that are there
    already, raise `FactError` at once. Workers need `perfrules[bulk]`; the driver needs Java 17 or 21.
    """
    try:
        from pyspark.sql.types import DoubleType, StringType, StructField, StructType  # noqa: PLC0415
    except ModuleNotFoundError:
        raise PerfRulesError([Diagnostic("E837", {"package": "pyspark", "extra": "spark"})]) from None
    from perfrules.bulk.results import result_schema  # noqa: PLC0415  needs polars

    options = Options(target, actual, name, unit, operator, weight, policy, direction, bare_percent, year)
    _check(df, options)
    kinds = result_schema(scored=options.is_scored)
    added = [StructField(one, DoubleType() if kind == "Float64" else StringType()) for one, kind in ((k, str(v)) for k, v in kinds.items())]

    def judged(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _judged(options, batches)

    return df.mapInArrow(judged, StructType([*df.schema.fields, *added]))


def _check(df: Any, options: Options) -> None:
    """Raise `FactError` where columns cannot be used; Spark takes names that differ in case for the same."""
    from pyspark.sql.pandas.types import to_arrow_schema  # noqa: PLC0415
    from pyspark.sql.types import StructType  # noqa: PLC0415

    from perfrules.bulk.beside import Beside, result_fields  # noqa: PLC0415

    names = df.columns
    taken = {one.casefold() for one in names}
    known = "、".join(names)
    found = [Diagnostic("E803", {"column": one.name}) for one in result_fields(scored=options.is_scored) if one.name in taken]
    found += [Diagnostic("E839", {"column": one}) for one in dict.fromkeys(names) if names.count(one) > 1]
    found += [Diagnostic("E801", {"column": one, "known": known}) for one in dict.fromkeys(options.columns) if one not in names]
    if found:
        raise FactError(found)
    Beside(options).schema(to_arrow_schema(StructType([one for one in df.schema.fields if one.name in options.columns])))


@lru_cache(maxsize=8)
def _beside(options: Options) -> Beside:
    """Return what judges, once for each process of a worker: what one partition taught helps the next."""
    from perfrules.bulk.beside import Beside  # noqa: PLC0415

    return Beside(options)


def _judged(options: Options, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the batches of a partition with results beside them."""
    beside = _beside(options)
    for table in _gathered(batches):
        yield from beside.table(table).combine_chunks().to_batches()


def _gathered(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield small batches together, for it costs as much to begin with few rows as with many."""
    import pyarrow as pa  # noqa: PLC0415

    held: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        if batch.num_rows:
            held.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= _ROWS or size >= _BYTES:
            yield pa.Table.from_batches(held)
            held, rows, size = [], 0, 0
    if held:
        yield pa.Table.from_batches(held)
