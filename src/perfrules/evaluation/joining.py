"""Joining a table to a ruleset: which row is which indicator, by name and, where that says too little, by levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.model import Path
from perfrules.table import Indicator, TargetTable
from perfrules.table.actuals import name_key
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.near import nearest

__all__ = ["Joined", "join", "listed", "place_of"]

_MOST_NAMES = 8
_MOST_NEAREST = 200
"""For so many rows the nearest name is looked for; a table with more strange ones hardly follows the ruleset."""


@frozen(eq=False)
class Joined:
    """The indicator of each row (`paths`, by the number of the row), those without a row (`absent`), and what is to be said of the rest."""

    paths: Mapping[int, Path]
    absent: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def rows(self) -> Mapping[Path, int]:
        """Return the number of the row of each indicator."""
        return {path: number for number, path in self.paths.items()}


def join(table: TargetTable, rules: RuleSet, day: date | None) -> Joined:
    """Return which row of a table is which indicator in force on a day.

    Names are compared as facts are: without blanks and differences of width and quotes, aliases (别名) included. Of several
    indicators with a name that one is meant whose levels the row stands under; of several rows for one indicator, the one under
    its levels, else the first. Rows that mean no indicator, or no single one, are told.
    """
    in_force = [path for path, one in rules.model.indicators.items() if day is None or one.validity.holds(day)]
    wanted = frozenset(in_force)
    meant: dict[Path, list[int]] = {}
    unknown: list[int] = []
    notes: list[Diagnostic] = []
    for number, row in enumerate(table.indicators):
        found = [path for path in dict.fromkeys(rules.names.paths.get(name_key(row.name), ())) if path in wanted]
        best = _best(row, found)
        if len(best) == 1:
            meant.setdefault(best[0], []).append(number)
        elif found:
            several = "、".join("/".join(path) for path in found)
            notes.append(Diagnostic("W405", {"name": row.name, "title": rules.title, "paths": several}, where=place_of(table, row)))
        else:
            unknown.append(number)
    paths: dict[int, Path] = {}
    for path, numbers in meant.items():
        first = max(numbers, key=lambda number: _shared(table.indicators[number], path))
        paths[first] = path
        notes += [_twice(table, first, number) for number in numbers if number != first]
    known = [name for path in in_force for name in (path[-1], *rules.model.indicators[path].aliases)]
    notes += _strangers(table, rules.title, known, unknown)
    return Joined(paths, tuple(path for path in in_force if path not in meant), tuple(notes))


def _best(row: Indicator, found: Sequence[Path]) -> list[Path]:
    """Return those of several indicators whose levels the row shares most of."""
    if len(found) < 2:
        return list(found)
    most = max(_shared(row, path) for path in found)
    return [path for path in found if most and _shared(row, path) == most]


def _shared(row: Indicator, path: Path) -> int:
    labels = {_level(label) for label in (row.level1, row.level2, row.task) if label}
    return sum(_level(name) in labels for name in path[:-1])


def _level(name: str) -> str:
    return name_key(name).removesuffix("指标")


def place_of(table: TargetTable, row: Indicator) -> str:
    """Return where a row stands, with the file in front."""
    return f"{table.source} {row.where}".strip()


def _twice(table: TargetTable, first: int, second: int) -> Diagnostic:
    row = table.indicators[second]
    return Diagnostic("W406", {"name": row.name, "first": table.indicators[first].where}, where=place_of(table, row))


def _strangers(table: TargetTable, title: str, known: Sequence[str], numbers: Iterable[int]) -> Iterator[Diagnostic]:
    """Yield what is to be said about rows that the ruleset does not have: one each where a name is near, the others together."""
    others: list[Indicator] = []
    for count, number in enumerate(numbers):
        row = table.indicators[number]
        near = nearest(row.name, known) if count < _MOST_NEAREST else ""
        if not near:
            others.append(row)
            continue
        args = {"names": row.name, "title": title, "suggestion": near}
        yield Diagnostic("W402", args, where=place_of(table, row))
    if others:
        args = {"names": listed([row.name for row in others]), "title": title}
        yield Diagnostic("W402", args, where=place_of(table, others[0]))


def listed(names: Sequence[str]) -> str:
    """Return names in one line; of many the first ones, with how many there are.

    >>> listed(["甲", "乙"]), listed([str(number) for number in range(20)])
    ('甲、乙', '0、1、2、3、4、5、6、7 …（20）')
    """
    return "、".join(names[:_MOST_NAMES]) + (f" …（{len(names)}）" if len(names) > _MOST_NAMES else "")
