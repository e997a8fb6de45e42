"""Flips that no caller can tell from the sound package, each with the reason, as `explained.toml` lists them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from benchmarks.flips.flip import Flip

__all__ = ["Explained", "read_explained", "reason_for"]

_LIST = Path(__file__).with_name("explained.toml")


class Explained(NamedTuple):
    """Which flips are meant, by module, operator and text, never by line number; `nth` is 0 where all that look alike are meant."""

    module: str
    operator: str
    was: str
    now: str
    why: str
    nth: int = 0


def read_explained(path: Path = _LIST) -> dict[tuple[str, str, str, str], list[Explained]]:
    """Return the list, by module, operator and texts."""
    found: dict[tuple[str, str, str, str], list[Explained]] = {}
    for entry in tomllib.loads(path.read_text("utf-8")).get("flip", []):
        one = Explained(**entry)
        found.setdefault((one.module, one.operator, one.was, one.now), []).append(one)
    return found


def reason_for(flip: Flip, explained: dict[tuple[str, str, str, str], list[Explained]]) -> str:
    """Return why a flip cannot be noticed; empty where it can."""
    for one in explained.get((flip.module, flip.operator, flip.was, flip.now), ()):
        if one.nth in (0, flip.nth):
            return one.why
    return ""
