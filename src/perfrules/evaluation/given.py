"""Given values: which actual value belongs to which row of a table, and which names mean no row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import frozen

from perfrules.table import ActualRow, Actuals, Indicator, TargetTable, read_actuals
from perfrules.table.actuals import name_key
from perfrules.target.body import Placeholder
from perfrules.target.decide import as_target
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Given", "Source", "given_values", "row_path", "unknown_names"]

Source = Actuals | Mapping[str, Any] | str | Path | None
"""Where actual values come from."""


@frozen(eq=False)
class Given:
    """The actual value of each row (`values`, in the order of the table), and the `strangers` whose names mean no row.

    `diagnostics` has what was wrong with the file, and the names that mean several rows.
    """

    values: tuple[ActualRow | None, ...]
    strangers: tuple[ActualRow, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def row_path(row: Indicator) -> str:
    """Return the full name of a row, its levels in front: `产出/质量/合格率`."""
    return "/".join(_parts(row))


def _parts(row: Indicator) -> list[str]:
    return [*filter(None, (row.level1, row.level2, row.task)), row.name]


def given_values(actuals: Source, table: TargetTable) -> Given:
    """Return the actual values of a table's rows: its own where `actuals` is `None`, else those that name them.

    A row is named by its name, or by the end of its path (`质量/合格率`), which goes first.
    """
    if actuals is None:
        own = (ActualRow(row.name, row.actual, row.reason, row.where) if row.actual else None for row in table.indicators)
        return Given(tuple(own))
    found = _read(actuals)
    by_key = {name_key(name): row for name, row in found.rows.items()}
    keys = [_keys(row) for row in table.indicators]
    used = [next((key for key in names if key in by_key), "") for names in keys]
    values = tuple(by_key.get(key) for key in used)
    known = {key for names in keys for key in names}
    strangers = tuple(row for key, row in by_key.items() if key not in known)
    return Given(values, strangers, (*found.diagnostics, *_shared(table, used, values)))


def _keys(row: Indicator) -> list[str]:
    """Return the names of a row as they are compared, the longest first."""
    parts = [name_key(part) for part in _parts(row)]
    return ["/".join(parts[start:]) for start in range(len(parts))]


def _shared(table: TargetTable, used: Sequence[str], values: Sequence[ActualRow | None]) -> Iterator[Diagnostic]:
    """Yield the names that gave several rows their value."""
    counts = Counter(used)
    first = {key: number for number, key in reversed(list(enumerate(used)))}
    for key, count in counts.items():
        given = values[first[key]]
        if count > 1 and given is not None:
            full = "/".join(_parts(table.indicators[first[key]])[-2:])
            yield Diagnostic("W412", {"name": given.name, "count": str(count), "full": full}, where=given.where)


def _read(actuals: Actuals | Mapping[str, Any] | str | Path) -> Actuals:
    match actuals:
        case Actuals():
            return actuals
        case str() | Path():
            return read_actuals(actuals)
        case _:
            return Actuals({name: ActualRow(name, value if isinstance(value, str) else _text_of(value)) for name, value in actuals.items()})


def _text_of(value: Any) -> str:
    """Return an exact value as a table would print it; empty for one that is missing."""
    target = as_target(value)
    return "" if isinstance(target.body, Placeholder) else str(target)


def unknown_names(rows: Iterable[ActualRow], names: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield what is to be said of actual values whose names mean nothing among `names`."""
    for row in rows:
        suggestion = next(iter(get_close_matches(row.name, names, 1)), "")
        yield Diagnostic("W401", {"name": row.name, "suggestion": suggestion}, where=row.where)
