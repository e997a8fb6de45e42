"""Breaches: what a check of a law brings back when facts break it, before it is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrs import field, frozen

from perfrules.ruleset.model import Path, Place

__all__ = ["Breach", "Certain"]


class Certain(NamedTuple):
    """The one thing that a law says must come out: of which facts, and the expectation as a case writes it."""

    facts: Mapping[str, str]
    expected: str


@frozen
class Breach:
    """A law that is broken: the facts before and after (or one set alone), the words of its sentence, and what it is about.

    `paths` are the indicators and levels to show, `certain` what must come out where the law says that; else both sets of facts
    are pinned as they come out.
    """

    facts: tuple[Mapping[str, str], ...] = field(hash=False)
    args: Mapping[str, str] = field(hash=False)
    paths: tuple[Path, ...]
    place: Place | None
    certain: tuple[Certain, ...] = field(default=(), hash=False)
