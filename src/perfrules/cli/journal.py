"""Journals: what a run over many files has done so far, so that one that was interrupted can go on (`--resume`)."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path

from perfrules._version import __version__
from perfrules.report.review_view import ReviewedFile
from perfrules.ruleset.cache import cache_folder

__all__ = ["Journal", "journal_place", "stamp_of"]


def journal_place(request: object, paths: Iterable[str]) -> Path | None:
    """Return the file of the journal of a request; None where this machine keeps nothing (`PERFRULES_CACHE=off`)."""
    folder = cache_folder()
    if folder is None:
        return None
    known = [__version__, repr(request), *(str(Path(one).resolve()) for one in paths)]
    return folder / "reviews" / f"{blake2b(chr(10).join(known).encode('utf-8', 'surrogateescape'), digest_size=16).hexdigest()}.journal"


def stamp_of(path: Path) -> str:
    """Return what changes when a file does: its size and the time of its last change; empty where it cannot be seen."""
    with suppress(OSError):
        state = path.stat()
        return f"{state.st_size} {state.st_mtime_ns}"
    return ""


class Journal:
    """The outcomes of a run on disk, by path and stamp; faults of the disk are no faults of the run, which then cannot be resumed.

    It holds our own records only, in a folder of the user's own.
    """

    def __init__(self, place: Path | None, *, resume: bool) -> None:
        self._place = place
        self._base: sqlite3.Connection | None = None
        if place is None:
            return
        with suppress(OSError, sqlite3.Error):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not resume:
                place.unlink(missing_ok=True)
            self._base = sqlite3.connect(place, isolation_level=None)
            self._base.execute("pragma journal_mode = wal")
            self._base.execute("pragma synchronous = off")
            self._base.execute("create table if not exists done (path text primary key, stamp text, outcome blob)")

    def recall(self, path: Path) -> ReviewedFile | None:
        """Return what came of a file that has not changed since; None where it has to be done."""
        stamp = stamp_of(path)
        if self._base is None or not stamp:
            return None
        with suppress(sqlite3.Error):
            row = self._base.execute("select outcome from done where path = ? and stamp = ?", (str(path), stamp)).fetchone()
            # A damaged record may raise nearly anything; whatever it is, the file is reviewed again instead.
            with suppress(Exception):
                found = None if row is None else pickle.loads(row[0])  # noqa: S301  our own records, in the user's own folder
                return found if isinstance(found, ReviewedFile) else None
        return None

    def keep(self, path: Path, outcome: ReviewedFile) -> None:
        """Write down what came of a file."""
        if self._base is not None:
            with suppress(sqlite3.Error, pickle.PicklingError):
                record = (str(path), stamp_of(path), pickle.dumps(outcome, protocol=5))
                self._base.execute("insert or replace into done values (?, ?, ?)", record)

    def close(self, *, finished: bool) -> None:
        """End the journal: one of a run that is finished is thrown away."""
        if self._base is None or self._place is None:
            return
        with suppress(sqlite3.Error), closing(self._base):
            self._base.execute("pragma wal_checkpoint(truncate)")
        if finished:
            for ending in ("", "-wal", "-shm"):
                with suppress(OSError):
                    self._place.with_name(self._place.name + ending).unlink(missing_ok=True)
