"""Texts: what the cells of a column mean, each read once, and what those in words may have in common."""

from __future__ import annotations

from functools import reduce
from operator import or_

import polars as pl
from attrs import define, field

from perfrules.bulk.cells import VALUE, value_of
from perfrules.bulk.shapes import Reading
from perfrules.target import Target, parse_target
from perfrules.target.body import Graded, Prose
from perfrules.target.decide import as_target
from perfrules.text.errors import PerfRulesError
from perfrules.value.lexicon import standard_lexicon

__all__ = ["SEPARATOR", "Readings", "Wordings"]

SEPARATOR = "\x1e\uffff"
"""Between the cells of a row that are read together; tables do not have it."""
_BITS = 63
_ALL = (1 << _BITS) - 1


@define
class Wordings:
    """What texts in words may have in common: prose by number (0 is none), and the scales of grades as bits of one number."""

    proses: dict[str, int] = field(factory=dict)
    scales: dict[str, int] = field(factory=dict)

    def of(self, reading: Reading) -> tuple[int, int]:
        """Return the number and the scales of a text. Several scales may share a bit; a grade of several parts has all."""
        match reading:
            case Target(Prose(text)):
                return self.proses.setdefault(text, len(self.proses) + 1), 0
            case Target(Graded(word)):
                bits = [_ALL if grade.parts else self._bit(grade.scale) for grade in standard_lexicon().read(word)]
                return 0, reduce(or_, bits, 0)
        return 0, 0

    def _bit(self, scale: str) -> int:
        return 1 << self.scales.setdefault(scale, len(self.scales)) % _BITS


@define
class Readings:
    """What texts mean, read once whether they are targets or actual values, and what those in words may have in common.

    `joined` tells that targets come together with the cells beside them: unit, comparator, target.
    """

    joined: bool = False
    wordings: Wordings = field(factory=Wordings)
    _known: dict[str, Reading] = field(factory=dict)

    def target(self, text: str, *, keep: bool = False) -> Reading:
        """Return what a target means, with the cells that are read together with it."""
        found = self._known.get(text)
        if found is None:
            found = _read(*self._cells(text))
            if keep:
                self._known[text] = found
        return found

    def actual(self, text: str, *, keep: bool = False) -> Reading:
        """Return an actual value of a text, or of a number or day that is none."""
        if not text.startswith(VALUE):
            return _read(text) if self.joined else self.target(text, keep=keep)
        value = value_of(text)
        return () if value is None else as_target(value)

    def apart(self, cells: pl.Series) -> list[pl.Series]:
        """Return targets and the cells that are read together with them as columns: unit, comparator, target."""
        if self.joined:
            parts = cells.str.splitn(SEPARATOR, 3).struct
            return [parts.field(f"field_{place}").fill_null("") for place in range(3)]
        nothing = pl.Series([""]).new_from_index(0, len(cells))
        return [nothing, nothing, cells]

    def _cells(self, text: str) -> list[str]:
        """Return a target, its unit and its comparator."""
        if not self.joined or not text:
            return [text]
        unit, operator, target = text.split(SEPARATOR, 2)
        return [target, unit, operator]


def _read(text: str, unit: str = "", operator: str = "") -> Reading:
    try:
        return parse_target(text, unit=unit or None, operator=operator or None)
    except PerfRulesError as error:
        return error.diagnostics
