"""One input under observation: which calls it made, how long each took, and what came out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from perfrules import Diagnostic, PerfRulesError

__all__ = ["MOST_SHOWN", "Probe"]

MOST_SHOWN = 2_000
"""Diagnostics of one call that are rendered: a person reads no more, and what differs shows in the first ones."""


class Probe:
    """The calls that an entry point makes on one input.

    `laps` has the processor seconds of every call by its name, `features` what was seen: codes of diagnostics, kinds, shapes. An
    input with features that no other had is worth keeping.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.laps: dict[str, float] = {}
        self.features: set[str] = set()

    def call(self, name: str, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
        """Return what a call returns, and None where it refuses the input as it should; all that it says is shown."""
        started = time.process_time()
        try:
            found = function(*arguments, **options)
        except PerfRulesError as error:
            self._lap(name, started)
            self.features.add(f"{name}:{type(error).__name__}")
            self.shown(error.diagnostics, f"{name}.error")
            self.call(f"{name}.str", str, error)
            return None
        self._lap(name, started)
        return found

    def _lap(self, name: str, started: float) -> None:
        self.laps[name] = max(self.laps.get(name, 0.0), time.process_time() - started)

    def saw(self, *features: object) -> None:
        """Remember what was seen."""
        self.features.update(map(str, features))

    def shown(self, found: Iterable[Diagnostic], name: str = "notes") -> None:
        """Show what was said, in both languages and as data."""
        found = tuple(found)
        assert found or not name.endswith(".error"), "refused without a word"
        started = time.process_time()
        for one in found[:MOST_SHOWN]:
            for lang in ("zh", "en"):
                assert one.code in one.render(lang)
            one.to_dict()
        self._lap(f"{name}.shown", started)
        self.features.update(_said(one) for one in found[:MOST_SHOWN])

    def file(self, data: bytes, suffix: str) -> Path:
        """Return a file that holds `data`."""
        path = self.folder / f"input{suffix}"
        path.write_bytes(data)
        return path


def _said(one: Diagnostic) -> str:
    why = one.args.get("why", "") if one.code == "E343" else ""
    return f"{one.code}:{why[:24]}" if why.isascii() and why.isalpha() else one.code
