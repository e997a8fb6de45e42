"""Saving: a file is written whole or not at all, and never over what was read."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError

__all__ = ["SavingError", "check_target", "write_bytes", "write_text"]


class SavingError(PerfRulesError, ValueError):
    """A file that cannot be written as asked for."""


def write_bytes(path: Path, data: bytes, inputs: Iterable[Path] = ()) -> None:
    """Write `data` to `path` whole or not at all, and never over one of `inputs`; missing folders are made.

    A new file takes the place of the old one in one step: a fault leaves the old one as it was. What cannot be written raises
    `SavingError`.
    """
    check_target(path, inputs)
    try:
        final = path.resolve()
        temporary = final.with_name(f".perfrules-{secrets.token_hex(8)}.tmp")
        final.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as stream:
                stream.write(data)
            temporary.replace(final)
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from None


def write_text(path: Path, text: str, inputs: Iterable[Path] = ()) -> None:
    """Write `text` as UTF-8 like `write_bytes`."""
    write_bytes(path, text.encode("utf-8", "replace"), inputs)


def check_target(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise `SavingError` where `path` is one of `inputs`, or no place for a file."""
    try:
        for given in inputs:
            if path.exists() and given.exists() and path.samefile(given):
                raise SavingError([Diagnostic("E508", {"path": str(path)})])
        if path.exists() and not path.is_file():
            raise SavingError([Diagnostic("E510", {"path": str(path)})])
    except OSError as error:
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError | ValueError) -> SavingError:
    why = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
    return SavingError([Diagnostic("E509", {"path": str(path), "why": why})])
