"""Parse tables: what a parser of one grammar knows, in numbers, and the file in which it ships.

Making the tables takes Lark half a second, reading them a few milliseconds. `grammar/tables/` holds them, one file for
each set of start rules, named after the first of them. They are made from the grammar by `make tables`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from zlib import crc32

from perfrules.text.resources import read_resource

__all__ = ["END", "Reduction", "Tables", "Terminal", "dump_tables", "load_tables", "stored_tables"]

END = "$END"
"""What Lark calls the end of the text."""
_SHORT = 60
"""Up to how many characters a pattern is written in full."""


class Reduction(NamedTuple):
    """What becomes of the symbols on the right side of a rule.

    `name` is the method that gets them, empty where they are spliced into the rule above; behind `?`, a single one
    is handed on as it is. Of `children`, `3` is the fourth symbol, `~3` all that the fourth symbol was made of, and
    `None` an optional part that is absent.
    """

    origin: int
    size: int
    name: str
    children: tuple[int | None, ...]


class Terminal(NamedTuple):
    """A kind of word: its pattern, and all characters with which it can begin, if they are few enough to tell."""

    name: str
    pattern: str
    firsts: str | None


class Tables(NamedTuple):
    """The tables of one grammar.

    Symbols are numbers: first the `terminals` in the order in which they are tried, then the end
    of the text, then the names of rules. A row holds for each symbol what it does in that state: a number is the next
    state, `~n` is the reduction `n`. `starts` gives the first state of each start rule; in its last state, the end of the
    text goes on to that state once more.
    """

    starts: dict[str, int]
    terminals: tuple[Terminal, ...]
    ignored: frozenset[int]
    reductions: tuple[Reduction, ...]
    rows: tuple[dict[int, int], ...]

    @property
    def end(self) -> int:
        """Return the symbol that stands for the end of the text."""
        return len(self.terminals)

    def name(self, kind: int) -> str:
        """Return the name of a terminal, `$END` for the end of the text."""
        return END if kind == self.end else self.terminals[kind].name


def stored_tables(grammar: str, starts: Sequence[str]) -> Tables | None:
    """Return the tables that ship with the package; `None` where there are none or where the grammar has changed since."""
    try:
        text = read_resource(f"grammar/tables/{starts[0]}.json")
    except FileNotFoundError:
        return None
    return load_tables(text, grammar, starts)


def load_tables(text: str, grammar: str, starts: Sequence[str]) -> Tables | None:
    """Return what `dump_tables` wrote; `None` where it was written for another grammar."""
    document = json.loads(text)
    if (document["grammar"], list(document["starts"])) != (_checksum(grammar), list(starts)):
        return None
    ahead = document["ahead"]
    return Tables(
        document["starts"],
        tuple(_terminal(name, place, firsts, grammar) for name, place, firsts in document["terminals"]),
        frozenset(document["ignored"]),
        tuple(Reduction(origin, size, name, tuple(children)) for origin, size, name, *children in document["reductions"]),
        tuple(_full_row(row, ahead) for row in document["rows"]),
    )


def dump_tables(tables: Tables, grammar: str) -> str:
    """Return tables as JSON, one line for each terminal, reduction and state.

    A long pattern is given by its place in the grammar. Each set of words before which a state reduces is written once:
    in a row, `symbol, state` goes on to a state, `~set, reduction` reduces before each word of the set.
    """
    ahead: dict[tuple[int, ...], int] = {}
    rows = [_short_row(row, ahead) for row in tables.rows]
    head = {"grammar": _checksum(grammar), "starts": tables.starts, "ignored": sorted(tables.ignored)}
    lists: dict[str, list[Any]] = {
        "terminals": [[name, _place(pattern, grammar), firsts] for name, pattern, firsts in tables.terminals],
        "reductions": [[*reduction[:3], *reduction.children] for reduction in tables.reductions],
        "ahead": list(ahead),
        "rows": rows,
    }
    parts = [*(f'"{key}": {json.dumps(value)}' for key, value in head.items()), *(_lines(key, value) for key, value in lists.items())]
    return "{" + ",\n".join(parts) + "}\n"


def _short_row(row: dict[int, int], ahead: dict[tuple[int, ...], int]) -> list[int]:
    pairs = [(symbol, action) for symbol, action in row.items() if action >= 0]
    for action in dict.fromkeys(action for action in row.values() if action < 0):
        words = tuple(symbol for symbol, other in row.items() if other == action)
        pairs.append((~ahead.setdefault(words, len(ahead)), ~action))
    return [number for pair in pairs for number in pair]


def _full_row(row: list[int], ahead: list[list[int]]) -> dict[int, int]:
    full: dict[int, int] = {}
    for key, value in zip(row[::2], row[1::2], strict=True):
        if key >= 0:
            full[key] = value
        else:
            full.update(dict.fromkeys(ahead[~key], ~value))
    return full


def _lines(key: str, entries: list[Any]) -> str:
    return f'"{key}": [\n' + ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries) + "]"


def _terminal(name: str, place: list[int] | str, firsts: str | None, grammar: str) -> Terminal:
    return Terminal(name, place if isinstance(place, str) else grammar[slice(*place)], firsts)


def _place(pattern: str, grammar: str) -> tuple[int, int] | str:
    start = grammar.find(pattern)
    return (start, start + len(pattern)) if start >= 0 and len(pattern) > _SHORT else pattern


def _checksum(grammar: str) -> str:
    """Return a few characters that change with the grammar; hashlib would take longer to import than the tables to load."""
    return f"{crc32(grammar.encode()):08x}"
