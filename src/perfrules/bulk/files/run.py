"""Files in, one file out: every row with its judgement, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from glob import glob
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl
import pyarrow as pa
from attrs import define, evolve, field, frozen

from perfrules.bulk.beside import Beside
from perfrules.bulk.files.headings import chosen, told
from perfrules.bulk.files.place import check_place, written
from perfrules.bulk.files.sink import Sink, sink_for
from perfrules.bulk.files.source import Source, Wish, open_source
from perfrules.bulk.files.summary import Summary
from perfrules.bulk.options import Options
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError, PerfRulesError, TableError
from perfrules.value.verdict import Direction

__all__ = ["Progress", "evaluate_files", "files_named"]

Progress = Callable[[float, int], None]
"""Is told after every batch which share of the files has been read, and how many rows were written."""


def evaluate_files(  # noqa: PLR0913  the columns and options that `evaluate` has for one value
    paths: Sequence[str | Path],
    output: str | Path,
    *,
    target: str | None = None,
    actual: str | None = None,
    name: str | None = None,
    unit: str | None = None,
    operator: str | None = None,
    weight: str | int | Fraction | Decimal | None = None,
    policy: str = "",
    direction: Direction | str | None = None,
    bare_percent: str | None = None,
    year: int | None = None,
    sheet: str | None = None,
    source_column: str | None = None,
    shown: Mapping[Path, str] | None = None,
    progress: Progress = lambda _share, _rows: None,
    note: Callable[[Diagnostic], None] = lambda _one: None,
) -> Summary:
    """Write the rows of files to one file, each with its judgement beside it, and return what became of them.

    `paths` are Parquet, CSV or xlsx files or patterns such as `"2025/*.csv"`; `output` ends in `.parquet`, `.csv`, `.tsv` or
    `.xlsx`. Columns are named as in `evaluate_frame`; those that are not named are found by their headings, and `""` says that there is
    none. `source_column` adds a column with the file of each row. Memory stays bounded, whatever the size of the files.

    The output is there whole or not at all. Files that cannot be read raise `TableError`, columns that cannot be used `FactError`,
    an output that cannot be written `OutputError`. `note` is told what was assumed.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "in.csv").write_text("指标名称,年度指标值,完成值\\n企业数,≥100家,96家\\n", "utf-8")
    ...     summary = evaluate_files([Path(folder, "in.csv")], Path(folder, "out.csv"))
    ...     print(Path(folder, "out.csv").read_text("utf-8-sig"))
    指标名称,年度指标值,完成值,verdict,reason,completion,shortfall,shortfall_unit,notes
    企业数,≥100家,96家,未达标,short,0.96,4.0,家,
    <BLANKLINE>
    >>> summary.rows, summary.verdicts["未达标"]
    (1, 1)
    """
    given = {"target": target, "actual": actual, "name": name, "unit": unit, "operator": operator}
    if isinstance(weight, str):
        given["weight"] = weight
    base = Options("", "", weight=None if isinstance(weight, str) else weight, policy=policy, direction=direction)
    base = evolve(base, bare_percent=bare_percent, year=year)
    wish = Wish(tuple(one for one in given.values() if one), sheet)
    note_of = _Notes(note, shown or {})
    return _evaluated(files_named(paths), Path(output), base, given, wish, source_column, progress, note_of)


@frozen
class _Notes:
    """How files are called, and who is told what was assumed."""

    tell: Callable[[Diagnostic], None]
    names: Mapping[Path, str]

    def name(self, path: Path) -> str:
        return self.names.get(path, str(path))


def _evaluated(
    files: list[Path],
    place: Path,
    base: Options,
    given: Mapping[str, str | None],
    wish: Wish,
    column: str | None,
    progress: Progress,
    notes: _Notes,
) -> Summary:
    kind = sink_for(place)
    check_place(place, files)
    started = perf_counter()
    looked_at = [_looked_at(path, notes.name(path), base, given, wish, notes.tell) for path in files]
    # What one file taught helps the next.
    besides = {options: Beside(options) for options in dict.fromkeys(options for _, options in looked_at)}
    inputs = [_Input(notes.name(path), source, besides[options]) for path, (source, options) in zip(files, looked_at, strict=True)]
    run = _Run(inputs, Summary(str(place), tuple(notes.name(path) for path in files)), column, progress)
    schema = run.schema()
    with written(place) as stream:
        sink = kind(stream, schema, place)
        try:
            run.write(sink, schema)
        except BaseException:
            sink.drop()
            raise
        sink.close()
    return evolve(run.summary, seconds=perf_counter() - started)


def files_named(paths: Sequence[str | Path]) -> list[Path]:
    """Return the files that are meant, each once, those of a pattern in the order of their names; `TableError` where there is none.

    >>> files_named(["no-such-*.csv"])
    Traceback (most recent call last):
    perfrules.text.errors.TableError: ...
    """
    found: dict[Path, None] = {}
    faults: list[Diagnostic] = []
    for given in paths:
        path = Path(given)
        matches = [path] if path.exists() else [Path(one) for one in sorted(glob(str(given), recursive=True)) if Path(one).is_file()]  # noqa: PTH207
        if not matches:
            faults.append(Diagnostic("E301", {"path": str(given)}))
        found |= dict.fromkeys(matches)
    if faults:
        raise TableError(faults)
    return list(found)


@frozen
class _Input:
    """A file that has been looked at, with its columns."""

    shown: str
    source: Source
    beside: Beside


def _looked_at(
    path: Path, shown: str, base: Options, given: Mapping[str, str | None], wish: Wish, note: Callable[[Diagnostic], None]
) -> tuple[Source, Options]:
    source = open_source(path, shown, wish)
    for one in source.notes:
        note(one)
    options = chosen(source.schema.names, base, given, shown)
    for one in told(options, given, shown):
        note(one)
    if wish.sheet is not None and not source.has_sheets:
        note(Diagnostic("N833", {"path": shown, "option": "--sheet"}))
    return source, options


@define
class _Run:
    """All inputs on their way to one output."""

    inputs: list[_Input]
    summary: Summary
    column: str | None
    progress: Progress
    _schemas: list[pa.Schema] = field(factory=list)

    def schema(self) -> pa.Schema:
        """Return the columns of all inputs, then those of the results; `FactError` where a result column is there already."""
        faults: list[Diagnostic] = []
        given: dict[str, pa.DataType] = {}
        added: dict[str, pa.Field] = {}
        for one in self.inputs:
            try:
                fields = one.beside.schema(one.source.schema)
            except PerfRulesError as error:
                faults += [found.at(one.shown) for found in error.diagnostics]
                continue
            for column in one.source.schema:
                kind = given.setdefault(column.name, column.type)
                given[column.name] = kind if kind == column.type else pa.string()
            added |= {column.name: column for column in list(fields)[len(one.source.schema) :]}
        if self.column is not None:
            taken = [self.column] if self.column in given or self.column in added else []
            faults += [Diagnostic("E803", {"column": name}) for name in taken]
            given[self.column] = pa.string()
        if faults:
            raise FactError(dict.fromkeys(faults))
        return pa.schema([*(pa.field(name, kind) for name, kind in given.items()), *added.values()])

    def write(self, sink: Sink, schema: pa.Schema) -> None:
        """Write all rows and count them."""
        for table, share in self._tables():
            self.summary.add(table)
            sink.write(_fitted(table, schema))
            self.progress(share, self.summary.rows)

    def _tables(self) -> Iterator[tuple[pa.Table, float]]:
        total = sum(one.source.size for one in self.inputs) or 1
        before = 0
        for one in self.inputs:
            for batch in one.source.batches():
                table = one.beside.table(batch.table, batch.damaged)
                if self.column is not None:
                    table = table.append_column(self.column, pa.repeat(one.shown, len(table)))
                yield table, min((before + batch.read) / total, 1.0)
            before += one.source.size


def _fitted(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Return a table with exactly these columns: what one file does not have is empty."""
    if table.schema == schema:
        return table
    columns: list[Any] = []
    for one in schema:
        index = table.schema.get_field_index(one.name)
        if index < 0:
            columns.append(pa.nulls(len(table), one.type))
        elif table.column(index).type == one.type:
            columns.append(table.column(index))
        else:
            columns.append(_as_text(table.column(index)))
    return pa.Table.from_arrays(columns, schema=schema)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return values of a column that has other types in other files as text."""
    if pa.types.is_nested(column.type):
        return pa.chunked_array([pa.array([None if one is None else str(one) for one in column.to_pylist()], type=pa.string())])
    texts = pl.Series(pl.from_arrow(column)).cast(pl.String)
    return pa.chunked_array([texts.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(pa.string())])
