"""The files of a request: those that are named, and those of folders that may hold tables."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from perfrules.cli.fault import RequestError
from perfrules.text.diagnostic import Diagnostic

__all__ = ["SUFFIXES", "TEXTS", "files_of"]

TEXTS = frozenset((".csv", ".tsv", ".txt", ".md"))
"""Endings of texts: in a folder such a file may well be something else than a table."""
_BOOKS = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et"))
_WRITINGS = frozenset((".docx", ".docm", ".dotx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".html", ".htm"))
SUFFIXES = TEXTS | _BOOKS | _WRITINGS
"""Endings of files that may hold tables."""
_REFUSED = frozenset((".ods", ".xlsb", ".ofd", ".mht", ".mhtml"))
"""Endings of files that hold tables and cannot be read: that has to be told, not passed over."""
_SCRATCH = ("~$", ".~", "._")
"""How the scratch files begin that office programs leave beside an open file."""


def files_of(paths: Iterable[str]) -> list[tuple[Path, str]]:
    """Return the files that are meant, each once with the name by which it is shown, those of a folder in the order of their names.

    Hidden files and folders, scratch files of office programs and files of other kinds are passed over; what is named itself is
    always taken. A path that is not there raises `RequestError`.
    """
    found: dict[Path, str] = {}
    faults: list[Diagnostic] = []
    for given in paths:
        path = Path(given)
        if not path.exists():
            faults.append(Diagnostic("E301", {"path": given}))
        elif path.is_dir():
            inside = list(_inside(path))
            if not inside:
                faults.append(Diagnostic("E735", {"path": given, "known": " ".join(sorted(SUFFIXES))}))
            for one in inside:
                found.setdefault(one, str(one))
        else:
            found.setdefault(path, given)
    if faults:
        raise RequestError(faults)
    return list(found.items())


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those below it, without following links to folders."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in SUFFIXES | _REFUSED and not name.startswith((*_SCRATCH, ".")):
                yield Path(root) / name
