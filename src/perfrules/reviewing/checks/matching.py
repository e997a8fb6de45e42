"""The same indicator elsewhere: rows of earlier tables and of a framework, found by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import frozen

from perfrules.evaluation.ruleset import RuleSet
from perfrules.table import Indicator, TargetTable
from perfrules.table.actuals import name_key
from perfrules.table.form import form

__all__ = ["Index", "family_of", "index_of", "label_key", "names_of"]

_MARKS = str.maketrans("", "", "\"'“”‘’「」『』《》()（）[]【】、,，·．.:：;；★☆▲*")


@lru_cache(maxsize=8192)
def label_key(name: str) -> str:
    """Return a name as names of two tables are compared: quotes, brackets, blanks and width do not matter.

    >>> label_key("“三公经费”变动率 ") == label_key("三公经费变动率")
    True
    """
    return name_key(name).translate(_MARKS)


@frozen(eq=False)
class Index:
    """The rows of a table by name; a name that several rows have is found with the level above it."""

    by_name: Mapping[str, Indicator | None]
    by_path: Mapping[tuple[str, str], Indicator | None]

    def find(self, row: Indicator, names: Iterable[str]) -> Indicator | None:
        """Return the row that has one of these names, beside the same second level where there are several."""
        for name in names:
            key = label_key(name)
            if (found := self.by_name.get(key)) is not None:
                return found
            if key in self.by_name and (found := self.by_path.get((key, label_key(row.level2)))) is not None:
                return found
        return None


def index_of(table: TargetTable) -> Index:
    """Return the rows of a table by name."""
    by_name: dict[str, Indicator | None] = {}
    by_path: dict[tuple[str, str], Indicator | None] = {}
    for row in table.indicators:
        key = label_key(row.name)
        if key:
            by_name[key] = None if key in by_name else row
            path = (key, label_key(row.level2))
            by_path[path] = None if path in by_path else row
    return Index(by_name, by_path)


@lru_cache(maxsize=8)
def _others(ruleset: RuleSet) -> Mapping[str, tuple[str, ...]]:
    """Return all names of each indicator of a ruleset by any of them."""
    found: dict[str, tuple[str, ...]] = {}
    for one in ruleset.indicators:
        names = (one.name, *one.aliases)
        found.update((label_key(name), names) for name in names)
    return found


def names_of(row: Indicator, ruleset: RuleSet | None) -> Iterator[str]:
    """Yield the name of a row, then the other names that a ruleset gives it."""
    yield row.name
    if ruleset is not None:
        yield from _others(ruleset).get(label_key(row.name), ())


def family_of(label: str) -> str:
    """Return the family of a first level, or what it is called itself."""
    return form().level1(label) or label_key(label)
