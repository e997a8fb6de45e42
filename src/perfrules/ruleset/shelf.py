"""Shelves: where rulesets stand, found by title and version without reading more than their first lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from perfrules.text.fold import fold
from perfrules.text.near import nearest
from perfrules.text.resources import resource_folder

__all__ = ["Entry", "entries_in", "find_entry", "newest", "not_found", "shown_path"]

_TITLE = re.compile(r"^[\s\ufeff]*规则集[\s　:：]+(\S.*?)\s*(?:#.*)?$", re.MULTILINE)
_VERSION = re.compile(r"^[\s\ufeff]*版本[\s　:：]+(\S+)", re.MULTILINE)
_HEAD = 12_000
_NUMBER = re.compile(r"[0-9]{1,20}")
_SUFFIX = ".perf"


class Entry(NamedTuple):
    """A ruleset that can be found: its title, version and file."""

    title: str
    version: str
    path: Path

    def is_called(self, title: str) -> bool:
        """Tell whether the ruleset has a title: width does not matter."""
        return _folded(self.title) == _folded(title)


def entries_in(folders: Sequence[Path], folder: Path | None = None) -> Iterator[Entry]:
    """Yield every ruleset that can be found: those in `folder` itself, those below `folders`, those that ship with perfrules."""
    seen: set[Path] = set()
    for root in (*((folder,) if folder is not None else ()), *folders, resource_folder("rulesets")):
        for path in sorted(root.glob(f"*{_SUFFIX}" if root == folder else f"**/*{_SUFFIX}")):
            if path not in seen and (entry := _entry(path)) is not None:
                seen.add(path)
                yield entry


def find_entry(folders: Sequence[Path], title: str, version: str = "", folder: Path | None = None) -> Entry | None:
    """Return the ruleset of a title, the newest one if no version is given."""
    return newest(entries_in(folders, folder), title, version)


def newest(entries: Iterable[Entry], title: str, version: str = "") -> Entry | None:
    """Return the ruleset of a title among others, the newest one if no version is given."""
    found = [one for one in entries if one.is_called(title) and version in ("", one.version)]
    return max(found, key=lambda one: _parts(one.version), default=None)


def shown_path(path: Path) -> str:
    """Return how diagnostics call a file: those that ship with perfrules by their place in it."""
    home = resource_folder("rulesets")
    return path.relative_to(home.parent).as_posix() if path.is_relative_to(home) else str(path)


def _entry(path: Path) -> Entry | None:
    """Return the title and version of a file, read from its first lines; `None` if it is no ruleset."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    text = _decoded(head)
    title = _TITLE.search(text)
    if title is None:
        return None
    version = _VERSION.search(text)
    return Entry(title[1].strip(), version[1] if version else "", path)


def not_found(entries: Sequence[Entry], title: str, version: str = "") -> tuple[str, dict[str, str]]:
    """Return the code and arguments that say why a title leads nowhere: its versions, or the title that it resembles."""
    versions = sorted(one.version for one in entries if one.is_called(title))
    if versions:
        return "E696", {"title": title[:80], "version": version, "known": "、".join(versions)}
    return "E695", {"title": title[:80], "suggestion": nearest(title, [one.title for one in entries])}


@lru_cache(maxsize=1024)
def _folded(title: str) -> str:
    return fold(title, markup=False).text.strip()


def _decoded(head: bytes) -> str:
    """Return the first lines of a file in whichever encoding they are; a character cut in two at the end is left out."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("gb18030", "ignore")


def _parts(version: str) -> tuple[tuple[int, str], ...]:
    """Return a version in the order of its numbers: 2025.10 comes after 2025.9."""
    return tuple((int(part) if _NUMBER.fullmatch(part) else -1, part) for part in re.split(r"[._-]", version))
