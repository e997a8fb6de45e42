"""Tables: laws as arrays of whole numbers, ready to be looked up for many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf, lcm
from typing import Any

import numpy as np
from attrs import define, field, frozen

from perfrules.bulk.laws import Law, Line, Outcome
from perfrules.scoring import Rounding

__all__ = ["Columns", "Tables", "TablesBuilder"]

Numbers = np.ndarray[Any, Any]

_PARTS = ("completion", "shortfall", "low", "high")
_NONE = (0, 0, 1, 0)
MISSING, INFINITE, DOUBTFUL = 0, 1, 2
"""Where the outcomes stand that have no place, behind those of all stretches."""
_MOST = 1 << 62


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

    `size` bounds what a law multiplies numbers by. `exact` has the same whole numbers without a bound.
    """

    over: list[Numbers]
    under: list[Numbers]
    first: Numbers
    count: Numbers
    size: Numbers
    up: Numbers
    down: Numbers
    doubtful: Numbers
    edges: Numbers
    verdict: Numbers
    reason: Numbers
    notes: Numbers
    unit: Numbers
    parts: dict[str, Columns]
    is_doubtful: bool
    is_converted: bool


@define
class TablesBuilder:
    """Laws and single outcomes as they come up, and their arrays."""

    scored: bool
    rounding: Rounding | None = None
    laws: list[Law] = field(factory=list)
    words: dict[str, dict[Any, int]] = field(factory=lambda: {"verdict": {}, "reason": {}, "notes": {}, "unit": {}})
    firsts: list[int] = field(factory=list)
    rows: list[tuple[int, int, int, int]] = field(factory=list)
    numbers: dict[str, list[tuple[float, int, int, int]]] = field(factory=lambda: {part: [] for part in _PARTS})
    known: dict[str, list[bool]] = field(factory=lambda: {part: [] for part in _PARTS})

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the numbers that rows get."""
        return _PARTS if self.scored else _PARTS[:2]

    @property
    def _growth(self) -> int:
        """Return what rounding multiplies marks by."""
        return 1 if self.rounding is None else 4 * int(10**self.rounding.decimals)

    def add_law(self, law: Law) -> int:
        """Return the place of a law."""
        self.laws.append(law)
        self.firsts.append(len(self.rows))
        for outcome in (*law.outcomes, law.missing, law.infinite, law.doubtful or law.missing):
            self.add_outcome(outcome, law.factor.numerator)
        return len(self.laws) - 1

    def add_outcome(self, outcome: Outcome, factor: int = 1) -> int:
        """Return the place of an outcome."""
        said = {"verdict": outcome.verdict, "reason": outcome.reason, "notes": outcome.notes, "unit": outcome.shortfall_unit}
        places = [self.words[what].setdefault(word, len(self.words[what])) for what, word in said.items()]
        self.rows.append((places[0], places[1], places[2], places[3]))
        for part in _PARTS:
            line: Line | None = getattr(outcome, part)
            self.known[part].append(line is not None)
            self.numbers[part].append(_NONE if line is None else _whole(line, factor if part == "shortfall" else 1))
        return len(self.rows) - 1

    def add_value(self, outcome: Outcome) -> int:
        """Return the place of the outcome of one value: its numbers are as exact as doubles are, however long they may be."""
        place = self.add_outcome(outcome)
        for part in _PARTS:
            line: Line | None = getattr(outcome, part)
            if line is None:
                continue
            if part in ("low", "high") and self.rounding is not None:
                self.numbers[part][place] = _whole(Line(self.rounding(line.start)), 1)
            else:
                self.numbers[part][place] = (_nearest(line.start), 0, 1, 0)
        return place

    def tables(self, *, exact: bool = False) -> Tables:
        """Return the arrays: doubles that hold whole numbers, or whole numbers of any size (`exact`)."""
        kind: Any = object if exact else np.float64
        parts = {part: self._columns(part, kind) for part in self.parts}
        rows = np.array(self.rows, dtype=np.uint32).reshape(-1, 4).T
        most = max((len(law.criticals) for law in self.laws), default=0)
        ends = [np.array([_ends(law, most, place) for law in self.laws], dtype=kind).reshape(len(self.laws), most) for place in (0, 1)]
        over, under = (list(one.T.copy()) for one in ends)
        edges = np.array([_edges(law) for law in self.laws], dtype=kind).reshape(-1, 4)
        return Tables(
            over,
            under,
            np.array(self.firsts, dtype=np.int32),
            np.array([2 * len(law.criticals) + 1 for law in self.laws], dtype=np.int32),
            np.array([float(min(self._size(place), _MOST)) for place in range(len(self.laws))], dtype=np.float64),
            np.array([law.factor.numerator for law in self.laws], dtype=kind),
            np.array([law.factor.denominator for law in self.laws], dtype=kind),
            np.array([law.doubtful is not None for law in self.laws], dtype=np.bool_),
            edges,
            verdict=rows[0].astype(np.uint8),
            reason=rows[1].astype(np.uint16),
            notes=rows[2].copy(),
            unit=rows[3].copy(),
            parts=parts,
            is_doubtful=any(law.doubtful is not None for law in self.laws),
            is_converted=any(law.factor != 1 for law in self.laws),
        )

    def _columns(self, part: str, kind: Any) -> Columns:
        numbers = np.array(self.numbers[part] or [_NONE], dtype=object)
        if kind is not object:
            numbers = numbers.astype(np.float64)
        a, b, c, d = (np.ascontiguousarray(numbers[:, place]) for place in range(4))
        return Columns(a, b, c, d, np.array(self.known[part] or [False], dtype=np.bool_), bool(np.any(d != 0)))

    def _size(self, place: int) -> int:
        """Return what a law can multiply the numbers of a row by, at most."""
        law = self.laws[place]
        first = self.firsts[place]
        found = [1, 200, *(max(abs(one.numerator), one.denominator) for one in (*law.criticals, *(200 * edge for edge in law.edges)))]
        for part in _PARTS:
            grown = self._growth if part in ("low", "high") else 1
            found.extend(grown * int(max(map(abs, four))) for four in self.numbers[part][first : first + 2 * len(law.criticals) + 4])
        return 2 * max(found)


def _whole(line: Line, factor: int) -> tuple[int, int, int, int]:
    """Return a line as whole numbers over a common denominator."""
    scale = lcm(line.start.denominator, line.slope.denominator, line.hyper.denominator)
    start, slope, hyper = (int(one * scale) for one in (line.start, line.slope, line.hyper))
    return (hyper, start, 0, scale * factor) if line.hyper else (start, slope, scale * factor, 0)


def _nearest(number: Fraction) -> float:
    """Return the double nearest to a number; infinite beyond all doubles."""
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


def _ends(law: Law, most: int, place: int) -> Sequence[int]:
    """Return the numerators (0) or denominators (1) of the critical places; beyond the last one, none is ever reached."""
    ends = [(one.numerator, one.denominator)[place] for one in law.criticals]
    return [*ends, *[1 - place] * (most - len(ends))]


def _edges(law: Law) -> tuple[int, int, int, int]:
    found = [*law.edges, *[law.edges[-1] if law.edges else Fraction(0)] * (2 - len(law.edges))]
    return (found[0].numerator, found[0].denominator, found[1].numerator, found[1].denominator)
