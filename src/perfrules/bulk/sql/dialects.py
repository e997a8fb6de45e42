"""What is to know about a dialect of SQL: types, limits, and where empty texts and truth values differ."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal

from attrs import frozen
from sqlglot import exp

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import UnknownName

__all__ = ["DIALECTS", "Dialect", "DialectName", "dialect_of"]

DialectName = Literal["duckdb", "postgres", "mysql", "oracle", "sqlite"]
_PLAIN = re.compile(r"[a-z][a-z0-9_]*")


@frozen
class Dialect:
    """A dialect: the names of a double and of a text, how long names may be, and how many columns a query may have.

    `longest` counts bytes of UTF-8, or characters with `in_characters`, of which none lies beyond U+FFFF; `None` is no limit.
    `has_truth`: a column can hold truth values.
    `empty_is_null`: an empty text is a missing one. `folds`: names that differ in case only are the same name.
    `materializes`: a step of a query has to be told that it is computed once.
    """

    name: DialectName
    double: str
    text: str
    longest: int | None = None
    in_characters: bool = False
    most_columns: int | None = None
    has_truth: bool = True
    empty_is_null: bool = False
    folds: bool = False
    materializes: bool = False

    def cast(self, term: exp.Expression, kind: str) -> exp.Expression:
        """Return a term as a type that this dialect calls by this name."""
        return exp.Cast(this=term, to=exp.DataType(this=exp.DataType.Type.USERDEFINED, kind=kind))

    def identifier(self, name: str) -> exp.Identifier:
        """Return a name in quotes; where plain names stand for capitals, one in small letters is written in capitals.

        >>> [DIALECTS[name].identifier("gdp").sql(name) for name in ("postgres", "oracle", "mysql")]
        ['"gdp"', '"GDP"', '`gdp`']
        """
        folded = name.upper() if self.name == "oracle" and _PLAIN.fullmatch(name) else name
        return exp.to_identifier(folded, quoted=True)

    def fits(self, name: str) -> bool:
        """Tell whether a name is short enough, and has no character that names cannot have."""
        if self.in_characters and max(name, default="") > "\uffff":
            return False
        length = len(name) if self.in_characters else len(name.encode())
        return self.longest is None or length <= self.longest

    def key(self, name: str) -> str:
        """Return what two names have in common if they are the same name."""
        return name.casefold() if self.folds else name


DIALECTS: dict[str, Dialect] = {
    one.name: one
    for one in (
        Dialect("duckdb", "DOUBLE", "VARCHAR", folds=True),
        Dialect("postgres", "DOUBLE PRECISION", "TEXT", longest=63, most_columns=1_600, materializes=True),
        Dialect("mysql", "DOUBLE", "CHAR", longest=64, in_characters=True, most_columns=4_096, folds=True),
        Dialect("oracle", "BINARY_DOUBLE", "VARCHAR2(4000)", 128, most_columns=1_000, has_truth=False, empty_is_null=True),
        Dialect("sqlite", "REAL", "TEXT", most_columns=2_000, folds=True, materializes=True),
    )
}


def dialect_of(name: str) -> Dialect:
    """Return a dialect by its name; another name is an `UnknownName` with the nearest one that there is."""
    if name not in DIALECTS:
        near = get_close_matches(str(name).casefold(), DIALECTS, 1, 0.4)
        raise UnknownName([Diagnostic("E821", {"dialect": str(name), "near": near[0] if near else "duckdb", "known": "、".join(DIALECTS)})])
    return DIALECTS[name]
