"""Places of output: a file is there whole or not at all, and never over what was read."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError

__all__ = ["OutputError", "check_place", "written"]


class OutputError(PerfRulesError, ValueError):
    """A file that cannot be written as asked for."""


def check_place(path: Path, inputs: Iterable[Path]) -> None:
    """Raise `OutputError` where `path` is one of `inputs`, or no place for a file."""
    try:
        for given in inputs:
            if path.exists() and given.exists() and path.samefile(given):
                raise OutputError([Diagnostic("E508", {"path": str(path)})])
        if path.exists() and not path.is_file():
            raise OutputError([Diagnostic("E510", {"path": str(path)})])
    except OSError as error:
        raise _unwritten(path, error) from None


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside `path` that takes its place once all is written and on the disk; after a fault there is nothing.

    The file has a name that begins with a dot and ends in `.tmp` until then.
    """
    try:
        final = path.resolve()
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary = final.with_name(f".perfrules-{secrets.token_hex(8)}.tmp")
        stream = temporary.open("xb")
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from None
    try:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
        stream.close()
        temporary.replace(final)
    except OSError as error:
        raise _unwritten(path, error) from None
    finally:
        with suppress(OSError):
            stream.close()
        temporary.unlink(missing_ok=True)


def _unwritten(path: Path, error: OSError | ValueError) -> OutputError:
    why = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
    return OutputError([Diagnostic("E509", {"path": str(path), "why": why})])
