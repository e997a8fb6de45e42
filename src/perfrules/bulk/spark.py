"""Spark: the kernel that judges frames, run by the workers of a cluster on batches of pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from perfrules.bulk.columns.aside import aside_of
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
    results: Sequence[str] | None = None,
) -> Any:
    """Return a Spark frame with the judgement of every row beside it, as `evaluate_frame` gives it.

    `df` is a `pyspark.sql.DataFrame`; its columns and rows stay as they are, in their partitions. The result columns are strings and
    doubles; `results` names those that are wanted where not all are: what is not asked for does not cross over.
    Nothing runs before the result is used. Columns that are missing or cannot be used, and result columns that are there
    already, raise `FactError` at once. Workers need `perfrules[bulk]`; the driver needs Java 17 or 21.
    """
    try:
        from pyspark.sql.types import DoubleType, StringType, StructField, StructType  # noqa: PLC0415
    except ModuleNotFoundError:
        raise PerfRulesError([Diagnostic("E837", {"package": "pyspark", "extra": "spark"})]) from None
    options = Options(target, actual, name, unit, operator, weight, policy, direction, bare_percent, year)
    wanted = None if results is None else tuple(results)
    added = [StructField(one.name, DoubleType() if str(one.type) == "double" else StringType()) for one in _checked(df, options, wanted)]
    aside = aside_of(df.columns, ())
    inside = _renamed(options, aside.given)

    def judged(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _judged(inside, wanted, batches)

    given = df.toDF(*aside.given.values()) if aside.is_needed else df
    made = given.mapInArrow(judged, StructType([*given.schema.fields, *added]))
    return made.toDF(*df.columns, *(one.name for one in added)) if aside.is_needed else made


def _renamed(options: Options, names: Mapping[str, str]) -> Options:
    """Return options for columns of other names."""
    target, actual = names[options.target], names[options.actual]
    name, unit, operator = (None if one is None else names[one] for one in (options.name, options.unit, options.operator))
    weight = names[options.weight] if isinstance(options.weight, str) else options.weight
    return evolve(options, target=target, actual=actual, name=name, unit=unit, operator=operator, weight=weight)


def _checked(df: Any, options: Options, wanted: tuple[str, ...] | None) -> list[Any]:
    """Return the fields that are added; `FactError` where columns cannot be used. Spark takes names that differ in case for the same."""
    from pyspark.sql.pandas.types import to_arrow_schema  # noqa: PLC0415
    from pyspark.sql.types import StructType  # noqa: PLC0415

    from perfrules.bulk.beside import Beside, result_fields  # noqa: PLC0415

    names = df.columns
    taken = {one.casefold() for one in names}
    known = "、".join(names)
    every = [one.name for one in result_fields(scored=options.is_scored)]
    fields = result_fields(scored=options.is_scored, wanted=wanted)
    found = [Diagnostic("E803", {"column": one.name}) for one in fields if one.name in taken]
    found += [Diagnostic("E801", {"column": one, "known": "、".join(every)}) for one in wanted or () if one not in every]
    found += [Diagnostic("E839", {"column": one}) for one in dict.fromkeys(names) if names.count(one) > 1]
    found += [Diagnostic("E801", {"column": one, "known": known}) for one in dict.fromkeys(options.columns) if one not in names]
    if found:
        raise FactError(found)
    used = StructType([one for one in df.schema.fields if one.name in options.columns])
    Beside(options, wanted).schema(to_arrow_schema(used))
    return fields


@lru_cache(maxsize=8)
def _beside(options: Options, wanted: tuple[str, ...] | None) -> Beside:
    """Return what judges, once for each process of a worker: what one partition taught helps the next."""
    from perfrules.bulk.beside import Beside  # noqa: PLC0415

    return Beside(options, wanted)


def _judged(options: Options, wanted: tuple[str, ...] | None, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield the batches of a partition with results beside them."""
    beside = _beside(options, wanted)
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
