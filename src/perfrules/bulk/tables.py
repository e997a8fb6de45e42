"""Tables: laws as arrays of whole numbers, ready to be looked up for many rows at once."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from attrs import define, field, frozen

from perfrules.bulk.buffers import Buffer, Numbers, nearest
from perfrules.bulk.laws import Law, Line, Outcome
from perfrules.scoring import Rounding

__all__ = ["DOUBTFUL", "INFINITE", "MISSING", "Columns", "Numbers", "Tables", "TablesBuilder"]

_PARTS = ("completion", "shortfall", "low", "high")
_MARKS = ("low", "high")
_NONE = (0, 0, 1, 0, 0)
MISSING, INFINITE, DOUBTFUL = 0, 1, 2
"""Where the outcomes stand that have no place, behind those of all stretches."""
_MOST = 1 << 62
_NEVER = (1, 0)
"""A critical place that no row reaches."""


@frozen
class Columns:
    """One number of every stretch: `(a·v + b·u) ÷ (c·v + d·u)` at u ÷ v, whole numbers; `known` tells where there is one."""

    a: Numbers
    b: Numbers
    c: Numbers
    d: Numbers
    known: Numbers
    is_bent: bool


@frozen
class Tables:
    """All laws at once: by law, its critical places, its size and where its outcomes begin; by outcome, what it says.

    `size` bounds what a law multiplies numbers by, `heavy` are single outcomes that doubles do not hold.
    """

    over: list[Numbers]
    under: list[Numbers]
    first: Numbers
    count: Numbers
    size: Numbers
    up: Numbers
    down: Numbers
    doubtful: Numbers
    edges: list[Numbers]
    verdict: Numbers
    reason: Numbers
    notes: Numbers
    unit: Numbers
    heavy: Numbers
    parts: dict[str, Columns]
    is_doubtful: bool
    is_converted: bool


def _words() -> dict[str, dict[Any, int]]:
    return {"verdict": {}, "reason": {}, "notes": {}, "unit": {}}


@define
class TablesBuilder:
    """Laws and single outcomes as they come up, and their arrays."""

    scored: bool
    rounding: Rounding | None = None
    words: dict[str, dict[Any, int]] = field(factory=_words)
    _laws: Buffer = field(factory=lambda: Buffer(10))
    _ends: Buffer = field(factory=lambda: Buffer(2))
    _rows: Buffer = field(factory=lambda: Buffer(5))
    _places: dict[int, tuple[int, Law]] = field(factory=dict)
    _values: dict[Outcome, int] = field(factory=dict)
    _numbers: dict[str, Buffer] = field(factory=lambda: {part: Buffer(5) for part in _PARTS})

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the numbers that rows get."""
        return _PARTS if self.scored else _PARTS[:2]

    @property
    def law_count(self) -> int:
        """Return how many laws there are."""
        return len(self._laws.rows)

    @property
    def size(self) -> int:
        """Return how many outcomes there are."""
        return len(self._rows.rows)

    def add_law(self, law: Law) -> int:
        """Return the place of a law; the same one has the same place."""
        if id(law) not in self._places:
            self._places[id(law)] = self._new_law(law), law
        return self._places[id(law)][0]

    def _new_law(self, law: Law) -> int:
        first = len(self._rows.rows)
        for outcome in (*law.outcomes, law.missing, law.infinite, law.doubtful or law.missing):
            self.add_outcome(outcome, law.factor.numerator)
        most = 2 * max(len(law.criticals), 1)
        if most > self._ends.width:
            self._ends = self._ends.widened(most, _NEVER)
        ends = [part for one in law.criticals for part in (one.numerator, one.denominator)]
        self._ends.add(*ends, *_NEVER * ((self._ends.width - len(ends)) // 2))
        size = min(self._size(law, first), _MOST)
        doubtful = law.doubtful is not None
        return self._laws.add(first, 2 * len(law.criticals) + 1, size, law.factor.numerator, law.factor.denominator, doubtful, *_edges(law))

    def add_outcome(self, outcome: Outcome, factor: int = 1, *, heavy: bool = False) -> int:
        """Return the place of an outcome."""
        said = {"verdict": outcome.verdict, "reason": outcome.reason, "notes": outcome.notes, "unit": outcome.shortfall_unit}
        places = [self.words[what].setdefault(word, len(self.words[what])) for what, word in said.items()]
        for part in _PARTS:
            line: Line | None = getattr(outcome, part)
            self._numbers[part].add(*(_NONE if line is None else (*_whole(line, factor if part == "shortfall" else 1), 1)))
        return self._rows.add(*places, heavy)

    def add_value(self, outcome: Outcome) -> int:
        """Return the place of the outcome of one value: its numbers are as exact as doubles are, however long they may be."""
        place = self._values.get(outcome)
        if place is None:
            place = self._values[outcome] = self._new_value(outcome)
        return place

    def _new_value(self, outcome: Outcome) -> int:
        marks = [line.start for part in _MARKS if (line := getattr(outcome, part)) is not None]
        heavy = any(max(one.numerator, one.denominator) * self._growth > _LIGHT for one in marks)
        place = self.add_outcome(outcome, heavy=heavy)
        for part in _PARTS[:2]:
            if (line := getattr(outcome, part)) is not None:
                self._numbers[part].rows[place] = (nearest(line.start), 0, 1, 0, 1)
        return place

    def tables(self, *, exact: bool = False) -> Tables:
        """Return the arrays: doubles that hold whole numbers, or whole numbers of any size (`exact`)."""
        laws, rows = self._laws.columns(), [column.astype(np.uint32) for column in self._rows.columns()]
        first, count, size, up, down, doubtful, *edges = laws
        if exact:
            _, _, _, up, down, _, *edges = self._laws.columns(exact=True)
        ends = self._ends.columns(exact=exact)
        return Tables(
            over=ends[::2],
            under=ends[1::2],
            first=first.astype(np.int32),
            count=count.astype(np.int32),
            size=size,
            up=up,
            down=down,
            doubtful=doubtful != 0,
            edges=edges,
            verdict=rows[0].astype(np.uint8),
            reason=rows[1].astype(np.uint16),
            notes=rows[2],
            unit=rows[3],
            heavy=rows[4] != 0,
            parts={part: _columns(self._numbers[part], exact=exact) for part in self.parts},
            is_doubtful=bool(doubtful.any()),
            is_converted=bool((laws[3] != 1).any() or (laws[4] != 1).any()),
        )

    @property
    def _growth(self) -> int:
        """Return what rounding multiplies marks by."""
        return 1 if self.rounding is None else 4 * int(10**self.rounding.decimals)

    def _size(self, law: Law, first: int) -> int:
        """Return what a law can multiply the numbers of a row by, at most."""
        found = [200, *(max(abs(one.numerator), one.denominator) for one in (*law.criticals, *(200 * edge for edge in law.edges)))]
        for part in _PARTS:
            growth = self._growth if part in _MARKS else 1
            found.extend(growth * max(map(abs, numbers)) for numbers in self._numbers[part].rows[first:])
        return 2 * max(found)


_LIGHT = 1 << 40
"""Whole numbers that leave room for a weight."""


def _columns(numbers: Buffer, *, exact: bool) -> Columns:
    a, b, c, d, known = numbers.columns(exact=exact)
    return Columns(a, b, c, d, known != 0, bool(np.any(d != 0)))


def _whole(line: Line, factor: int) -> tuple[int, int, int, int]:
    """Return a line as whole numbers over a common denominator."""
    scale = lcm(line.start.denominator, line.slope.denominator, line.hyper.denominator)
    start, slope, hyper = (int(one * scale) for one in (line.start, line.slope, line.hyper))
    return (hyper, start, 0, scale * factor) if line.hyper else (start, slope, scale * factor, 0)


def _edges(law: Law) -> Iterator[int]:
    """Yield two bounds as ratios, the last one twice where there is one only."""
    known = [*law.edges, *[law.edges[-1] if law.edges else Fraction(0)] * (2 - len(law.edges))]
    for one in known:
        yield one.numerator
        yield one.denominator
