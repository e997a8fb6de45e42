"""The lawbook: which law or outcome the rows of a batch have, worked out once for all that share it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl
from attrs import define, field

from perfrules.bulk.lawmaker import Lawmaker
from perfrules.bulk.laws import Law, Line, Outcome, outcome_of
from perfrules.bulk.memo import LATER, Memo
from perfrules.bulk.options import Options
from perfrules.bulk.oracle import Oracle, note_codes
from perfrules.bulk.shapes import Own, Reading, Scaled, Sort, answers_alike
from perfrules.bulk.stores import ActualStore, NameStore, TargetStore
from perfrules.bulk.tables import Numbers, TablesBuilder
from perfrules.bulk.weights import WeightStore
from perfrules.ruleset.named import NamedPolicy
from perfrules.target import Target
from perfrules.target.body import Placeholder
from perfrules.value.verdict import Verdict
from perfrules.value.words import Emptiness

__all__ = ["Lawbook", "Sorts"]

BY_TARGET, BY_NUMBER = -2, -3
"""Instead of a law: every target of the shape has its own; every number is looked at by itself."""
_DENSE, _NARROW = 1 << 24, 1 << 31
_ONE = Fraction(1)
_FEW_OF_SHAPE, _FEW_OF_TARGET = 4, 12
"""Rows that cost as much as the law that they would share, one by one."""
_MOST_VALUES = 200_000
"""Outcomes of single numbers that are kept."""


@define
class Sorts:
    """Rows by what decides about their law: the target, the kind of the actual value, the name, the weight; numbers or one for all."""

    target: Numbers
    kind: Numbers | int
    name: Numbers | int
    weight: Numbers | int

    def some(self, rows: Numbers) -> Sorts:
        """Return some of the rows."""
        return Sorts(self.target[rows], *(one if isinstance(one, int) else one[rows] for one in (self.kind, self.name, self.weight)))


@define
class Lawbook:
    """Laws as they come up, by shape or by target, and outcomes of single values."""

    options: Options
    named: NamedPolicy | None
    targets: TargetStore
    actuals: ActualStore
    names: NameStore
    weights: WeightStore
    builder: TablesBuilder
    shape_memo: Memo = field(factory=lambda: Memo(_FEW_OF_SHAPE))
    target_memo: Memo = field(factory=lambda: Memo(_FEW_OF_TARGET))
    text_memo: Memo = field(factory=Memo)
    word_memo: Memo = field(factory=Memo)
    by_value: dict[tuple[Any, ...], int] = field(factory=dict)
    oracles: dict[tuple[int, ...], Oracle | Outcome] = field(factory=dict)
    maker: Lawmaker = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.maker = Lawmaker(self.options, self.named)

    @property
    def weighs_apart(self) -> bool:
        """Tell whether marks are shares of the weight, whatever that is: laws are then made for the weight one."""
        return self.named is not None and self.maker.counts_shares

    @property
    def size(self) -> int:
        """Return how much is remembered."""
        texts = len(self.targets.texts) + len(self.actuals.texts) + len(self.names.group)
        return self.builder.size + len(self.oracles) + len(self.by_value) + len(self.weights.weights) + texts

    def laws(self, sorts: Sorts) -> Numbers:
        """Return the law of every row, or `BY_NUMBER`."""
        if all(isinstance(one, int) for one in (sorts.kind, sorts.name, sorts.weight)) and len(sorts.target) > len(self.targets.shape):
            count = len(self.targets.shape)
            every = Sorts(np.arange(count), sorts.kind, sorts.name, sorts.weight)
            return self._laws(every, np.bincount(sorts.target, minlength=count))[sorts.target]
        return self._laws(sorts)

    def _laws(self, sorts: Sorts, times: Numbers | None = None) -> Numbers:
        """Return the law of each, or `BY_NUMBER`; `times` is how many rows each stands for."""
        shape = self.targets.shape[sorts.target]
        found = self._looked_up(Sorts(shape, sorts.kind, sorts.name, sorts.weight), self.shape_memo, self._of_shape, times)
        own = np.flatnonzero(found == BY_TARGET)
        if len(own):
            some = None if times is None else times[own]
            found[own] = self._looked_up(sorts.some(own), self.target_memo, self._of_target, some)
        found[found == LATER] = BY_NUMBER
        return found

    def _looked_up(self, sorts: Sorts, memo: Memo, find: Callable[[tuple[int, ...]], int], times: Numbers | None = None) -> Numbers:
        """Return what `find` says about every combination, asked once for each that occurs often enough."""
        columns = [sorts.target, sorts.kind, sorts.name, sorts.weight]
        sizes = [1 if isinstance(one, int) else int(one.max(initial=0)) + 1 for one in columns]
        room = int(np.prod([float(size) for size in sizes]))
        kind = np.int32 if room < _NARROW else np.int64
        joint: Numbers = sorts.target.astype(kind)
        for column, size in zip(columns[1:], sizes[1:], strict=True):
            if not isinstance(column, int):
                joint = joint * np.asarray(size, dtype=kind) + column.astype(kind)
        ids, place = _distinct(joint, room)
        counted = np.bincount(place, times, len(ids)).astype(np.int64) if memo.least else None
        return memo.answers(_parts(ids, columns, sizes), find, counted)[place]

    def _of_shape(self, key: tuple[int, ...]) -> int:
        shape, kind, name, weight = key
        match self.targets.shapes[shape]:
            case Scaled() as scaled:
                law = self.maker.of_shape(scaled, self.actuals.kinds[kind], self.names.names[name], self.weights.weights[weight])
                return BY_TARGET if law is None else self.builder.add_law(law)
            case Own(reading) if name or not self.names.specials:
                return self._of_reading(reading, kind, name, weight)
            case _:
                return BY_TARGET

    def _of_target(self, key: tuple[int, ...]) -> int:
        target, kind, name, weight = key
        return self._of_reading(self.targets.reading(target), kind, name, weight, self.targets.scale(target))

    def _of_reading(self, reading: Reading, kind: int, name: int, weight: int, scale: Fraction = _ONE) -> int:
        if not isinstance(reading, Target):
            outcome = self._unreadable(reading, weight)
            return self.builder.add_law(Law((), (outcome,), outcome, outcome))
        law = self.maker.of_target(reading, self.actuals.kinds[kind], self.names.names[name], self.weights.weights[weight], scale)
        return BY_NUMBER if law is None else self.builder.add_law(law)

    def _unreadable(self, reading: Reading, weight: int) -> Outcome:
        """Return what a target comes to that cannot be read: 待定, with everything still possible."""
        assert not isinstance(reading, Target)
        full = self.weights.weights[weight]
        marks = (None, None) if full is None else (Line(Fraction(0)), Line(full))
        return Outcome(Verdict.PENDING, "unreadable_target", note_codes(reading), None, None, "", *marks)

    def texts(self, sorts: Sorts, codes: Numbers) -> Numbers:
        """Return the outcomes of actual values that are not one number; `kind` is not looked at.

        Most of them are treated alike by all targets of a shape.
        """
        shape = self.targets.shape[sorts.target]
        alike = self._answered_alike(sorts, shape, codes)
        found = np.zeros(len(codes), dtype=np.int32)
        for rows, target, memo, find in (
            (np.flatnonzero(alike), shape, self.word_memo, self._of_word),
            (np.flatnonzero(~alike), sorts.target, self.text_memo, self._of_text),
        ):
            some = sorts.some(rows)
            found[rows] = self._looked_up(Sorts(target[rows], codes[rows], some.name, some.weight), memo, find)
        return found

    def _answered_alike(self, sorts: Sorts, shape: Numbers, codes: Numbers) -> Numbers:
        """Tell of rows whether the shape of their target says all about their actual value."""
        if not self.maker.is_of_completion:
            return np.zeros(len(codes), dtype=np.bool_)
        by_words = self.maker.looks_for_scales
        bits = np.array([answers_alike(one, by_words=by_words) for one in self.targets.shapes], dtype=np.uint8)[shape]
        if self.names.specials:
            # Without a name, its text is what a policy looks at.
            scaled = np.array([isinstance(one, Scaled) for one in self.targets.shapes], dtype=np.bool_)
            bits[~scaled[shape] & (np.asarray(sorts.name) == 0)] = 0
        sort = self.actuals.sort[codes]
        alike: Numbers = ((bits >> sort) & 1).astype(np.bool_)
        rows = np.flatnonzero(alike & ((sort == Sort.PROSE) | (sort == Sort.GRADE)))
        alike[rows] = ~self._have_words_in_common(sorts.target[rows], codes[rows])
        return alike

    def _have_words_in_common(self, targets: Numbers, codes: Numbers | int) -> Numbers:
        """Tell of targets and actual values in words whether they share their wording or a scale."""
        said = self.actuals.prose[codes]
        shared: Numbers = (said > 0) & (said == self.targets.prose[targets])
        shared |= (self.actuals.scales[codes] & self.targets.scales[targets]) != 0
        return shared

    def _of_text(self, key: tuple[int, ...]) -> int:
        target, code, name, weight = key
        return self._judged(self._oracle_of(target, name, weight), self.actuals.reading(code), self.actuals.texts[code])

    def _of_word(self, key: tuple[int, ...]) -> int:
        """Return the outcome of words for all targets of a shape that have none of them in common with the value."""
        place, code, name, weight = key
        shape = self.targets.shapes[place]
        if isinstance(shape, Scaled):
            reading: Reading = shape.target
        else:
            members = self.targets.members(place)
            reading = self.targets.reading(members[int(np.argmin(self._have_words_in_common(members, code)))])
        if not isinstance(reading, Target):
            return self.builder.add_value(self._unreadable(reading, weight))
        oracle = self.maker.oracle(reading, self.names.names[name], self.weights.weights[weight])
        return self._judged(oracle, self.actuals.reading(code), self.actuals.texts[code])

    def number(self, cell: tuple[int, ...], number: Fraction) -> int:
        """Return the outcome of one number for a target, kind, name and weight."""
        target, kind, name, weight = cell
        key = (*cell, number)
        if len(self.by_value) > _MOST_VALUES:
            self.by_value.clear()
        if key not in self.by_value:
            self.by_value[key] = self._judged(self._oracle_of(target, name, weight), self.actuals.kinds[kind].at(number), "")
        return self.by_value[key]

    def nothing(self, cell: tuple[int, ...], *, infinite: bool) -> int:
        """Return the outcome of no number, where no law has it."""
        target, _, name, weight = cell
        key = (*cell, infinite, None)
        if key not in self.by_value:
            value: Reading = () if infinite else Target(Placeholder(Emptiness.MISSING))
            self.by_value[key] = self._judged(self._oracle_of(target, name, weight), value, "∞")
        return self.by_value[key]

    def begin(self) -> None:
        """See that there is a law at all: rows whose outcome is in place look one up without using it."""
        if not self.builder.law_count:
            nothing = Outcome(Verdict.PENDING, "no_data")
            self.builder.add_law(Law((), (nothing,), nothing, nothing))

    def _judged(self, oracle: Oracle | Outcome, actual: Reading, text: str) -> int:
        if isinstance(oracle, Outcome):
            return self.builder.add_value(oracle)
        result = oracle.result(actual) if isinstance(actual, Target) else oracle.unreadable(text, actual)
        return self.builder.add_value(outcome_of(oracle, result))

    def _oracle_of(self, target: int, name: int, weight: int) -> Oracle | Outcome:
        key = (target, name, weight)
        found = self.oracles.get(key)
        if found is None:
            reading = self.targets.reading(target)
            if isinstance(reading, Target):
                found = self.maker.oracle(reading, self.names.names[name], self.weights.weights[weight])
            else:
                found = self._unreadable(reading, weight)
            self.oracles[key] = found
        return found


def _distinct(joint: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Return the distinct numbers, and of every row which of them it has."""
    if size <= _DENSE:
        used = np.zeros(size, dtype=np.bool_)
        used[joint] = True
        ids = np.flatnonzero(used)
        place = np.zeros(size, dtype=np.int32)
        place[ids] = np.arange(len(ids), dtype=np.int32)
        return ids, place[joint]
    rows = pl.DataFrame({"id": joint})
    distinct = rows.unique().with_row_index("place")
    joined = rows.join(distinct, on="id", how="left", maintain_order="left")
    return distinct["id"].to_numpy(), joined["place"].to_numpy()


def _parts(ids: Numbers, columns: list[Numbers | int], sizes: list[int]) -> list[Numbers]:
    """Return the numbers that were joined into one."""
    found: list[Numbers] = []
    for column, size in zip(reversed(columns), reversed(sizes), strict=True):
        if isinstance(column, int):
            found.append(np.full(len(ids), column))
        else:
            ids, part = np.divmod(ids, size)
            found.append(part)
    return found[::-1]
