"""Remembering resolved rulesets on disk: loading one again costs a fraction, and never changes what comes out.

An entry is found by the path and text of a file and by the version of perfrules, and holds only while every file that was read
for it still has the same text. Entries are written beside their place and moved there in one step, so that concurrent writers
do no harm; one that is damaged, foreign or old is ignored and written anew. `PERFRULES_CACHE` names the folder, `off` turns it off.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path
from typing import Any

from perfrules._version import __version__
from perfrules.text.resources import resource_folder

__all__ = ["cache_folder", "recall", "remember"]

_MAGIC = b"perfrules-rules-1\n"
_PACKAGE = Path(__file__).resolve().parent.parent
_ROOMS = ("text", "value", "target", "formula", "scoring", "ruleset")
_MOST = 256
_SIZE = 32 * 1024 * 1024
_OTHERS: dict[tuple[str, str], Any] = {("fractions", "Fraction"): Fraction, ("datetime", "date"): date}


def cache_folder() -> Path | None:
    """Return the folder of the entries; `None` where the user wants none or the system has no place for them."""
    wanted = os.environ.get("PERFRULES_CACHE")
    if wanted is not None:
        return None if wanted.strip().lower() in ("", "off", "0", "no") else Path(wanted)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = str(Path("~/Library/Caches").expanduser())
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return Path(base) / "perfrules" if base and not base.startswith("~") else None


def recall(path: Path) -> Any:
    """Return what was remembered for a file; `None` where nothing was or where a file it depends on has changed."""
    place = _place(path)
    if place is None:
        return None
    try:
        if place.stat().st_size > _SIZE:
            return None
        data = place.read_bytes()
    except OSError:
        return None
    body = data[len(_MAGIC) + 32 :]
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : len(_MAGIC) + 32] != blake2b(body, digest_size=32).digest():
        return None
    # A damaged pickle may raise nearly anything; whatever it is, the file is read again instead.
    with suppress(Exception):
        read, value = _Unpickler(io.BytesIO(body)).load()
        if all(_digest(Path(name)) == digest for name, digest in read):
            return value
    return None


def remember(path: Path, read: Sequence[Path], value: Any) -> None:
    """Keep what was made of a file and of the other files that were read for it; faults of the disk are no faults of the rules."""
    place = _place(path)
    if place is None:
        return
    with suppress(OSError, pickle.PicklingError, RecursionError):
        body = pickle.dumps(([(str(one.resolve()), _digest(one)) for one in read], value), protocol=5)
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.with_name(f"{place.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
        try:
            temporary.write_bytes(_MAGIC + blake2b(body, digest_size=32).digest() + body)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)
        _prune(place.parent)


def _place(path: Path) -> Path | None:
    """Return the file of the entry for a ruleset, named after everything that must not have changed."""
    folder = cache_folder()
    if folder is None:
        return None
    known = [str(path.resolve()), __version__, sys.version, *_sources()]
    key = blake2b("\n".join(known).encode("utf-8", "surrogateescape"), digest_size=16)
    key.update(_digest(path))
    return folder / f"{key.hexdigest()}.rules"


def _sources() -> Iterator[str]:
    """Yield what tells the state of the vocabularies and of the code that resolves rulesets."""
    home = resource_folder("rulesets")
    for folder in (home / "vocab", home.parent / "grammar", *(_PACKAGE / name for name in _ROOMS)):
        with suppress(OSError), os.scandir(folder) as found:
            for one in sorted(found, key=lambda entry: entry.name):
                if one.is_file():
                    state = one.stat()
                    yield f"{one.name} {state.st_size} {state.st_mtime_ns}"


def _digest(path: Path) -> bytes:
    try:
        return blake2b(path.read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def _prune(folder: Path) -> None:
    entries = sorted(folder.glob("*.rules"), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in entries[_MOST:]:
        one.unlink(missing_ok=True)


class _Unpickler(pickle.Unpickler):
    """Reads nothing but data: classes of perfrules' own data modules, fractions and dates."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return _OTHERS[module, name]
        parts = module.split(".")
        if parts[0] == "perfrules" and len(parts) > 1 and parts[1] in _ROOMS:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no data")
