"""Names in a query: tables, columns, and what happens to those that a dialect cannot hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from perfrules.bulk.columns.algebra import Input
from perfrules.bulk.sql.dialects import Dialect
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError

__all__ = ["aliases_of", "checked_table", "cte_names", "kept_columns"]


def checked_table(dialect: Dialect, table: str) -> exp.Table:
    """Return a table by its name, in quotes; dots separate schemas.

    A part that is empty, too long, or holds a character that no name can hold is a `FactError` with the code E824.

    >>> from perfrules.bulk.sql.dialects import DIALECTS
    >>> checked_table(DIALECTS["postgres"], '统计."x').sql("postgres")
    '"统计"."\""x"'
    """
    parts = table.split(".")
    if not 1 <= len(parts) <= 3 or not all(part.strip() and part.isprintable() and dialect.fits(part) for part in parts):
        raise FactError([Diagnostic("E824", {"table": table})])
    identifiers = [dialect.identifier(part) for part in parts]
    return exp.Table(**dict(zip(("this", "db", "catalog"), reversed(identifiers), strict=False)))


def kept_columns(dialect: Dialect, keep: Sequence[str], inputs: Sequence[Input], made: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the columns that are kept.

    A name that the dialect cannot hold, or that is the same as another one or as a result that is `made`, is a `FactError` with the
    code E822.
    """
    results = {dialect.key(name) for name in made}
    twice = [name for name in keep if dialect.key(name) in results]
    if twice:
        raise FactError([Diagnostic("E822", {"column": twice[0], "dialect": dialect.name})])
    seen: dict[str, str] = {}
    for name in (*keep, *(one.name for one in inputs)):
        if not name or not name.isprintable() or not dialect.fits(name) or dialect.key(name) in seen:
            raise FactError([Diagnostic("E822", {"column": name, "dialect": dialect.name})])
        seen[dialect.key(name)] = name
    return tuple(keep)


def aliases_of(dialect: Dialect, names: Sequence[str]) -> Mapping[str, str]:
    """Return what the public columns are called: by their names, cut and numbered where the dialect cannot hold them.

    >>> from perfrules.bulk.sql.dialects import DIALECTS
    >>> list(aliases_of(DIALECTS["postgres"], ["一二三四五六七八九十" * 3, "总分"]).values())
    ['一二三四五六七八九十一二三四五六七八九十~1', '总分']
    """
    taken = {dialect.key(name) for name in names if dialect.fits(name)}
    aliases: dict[str, str] = {}
    for place, name in enumerate(names, 1):
        alias, cut = name, len(name)
        while not dialect.fits(alias) or (alias != name and dialect.key(alias) in taken):
            cut -= 1
            alias = f"{name[:cut]}~{place}"
        if dialect.key(alias) in map(dialect.key, aliases.values()):
            alias = f"{name[: len(name) // 2]}~{place}"
        aliases[name] = alias
    return aliases


def cte_names(table: str, count: int) -> list[str]:
    """Return the names of the steps of a query, none of which hides the table.

    >>> cte_names("facts", 4)
    ['cells', 'facts_', 'step_1', 'step_2']
    """
    taken = table.rpartition(".")[2].casefold()
    names = ["cells", "facts", *(f"step_{place}" for place in range(1, count - 1))]
    return [f"{name}_" if name == taken else name for name in names]
