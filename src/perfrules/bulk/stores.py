"""Stores: the distinct texts of a column, each read once, with what was read of them as arrays."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl
from attrs import define, field, frozen

from perfrules.bulk.laws import Kind
from perfrules.bulk.shapes import Own, Reading, Shape, scaled_form, shared_key, sort_of
from perfrules.bulk.skeletons import kind_of, skeleton_of, split
from perfrules.bulk.tables import Numbers
from perfrules.bulk.texts import SEPARATOR, Readings
from perfrules.ruleset.model import Special
from perfrules.ruleset.named import NamedPolicy
from perfrules.target import Target
from perfrules.target.body import Measure
from perfrules.target.direction import standard_directions

__all__ = ["OTHER", "ActualStore", "NameStore", "TargetStore"]

OTHER = -1
"""The kind of an actual value that is not one number."""
_MOST_DIGITS = 1 << 53
_PIECE = 1 << 19
"""Rows of which the texts are numbered in one go."""


@define
class _Encoder:
    """The texts of a column by number, in the order in which they first came up.

    The numbers are remembered as long as a column of them is there, so one is kept (`anchor`).
    """

    categories: pl.Categories = field(factory=pl.Categories.random)
    anchor: pl.Series | None = None
    count: int = 0

    def encode(self, texts: pl.Series) -> tuple[Numbers, pl.Series]:
        """Return the number of every text, and the texts that are new."""
        kind = pl.Categorical(self.categories)
        if self.anchor is None:
            self.anchor = pl.Series([""]).cast(kind)
        pieces = [texts.slice(start, _PIECE) for start in range(0, max(len(texts), 1), _PIECE)]
        with ThreadPoolExecutor(min(len(pieces), os.cpu_count() or 1)) as pool:
            coded = np.concatenate(list(pool.map(lambda piece: piece.cast(kind).to_physical().to_numpy(), pieces)))
        count = int(coded.max(initial=0)) + 1
        new = pl.Series([self.categories[place] for place in range(self.count, count)], dtype=pl.String)
        self.count = max(self.count, count)
        return coded, new


_FEW = 4
"""Texts of one skeleton that are worth more than reading each."""


@frozen
class _Groups:
    """Texts that differ by a number only: of every text its group, and of every group that is large enough what is the same."""

    group: Numbers
    same: tuple[tuple[Any, ...] | None, ...]

    def each(self, find: Callable[..., int]) -> Numbers:
        """Return for every text what is found of its group, `OTHER` where it has none."""
        found = [OTHER if one is None else find(*one) for one in self.same]
        return np.array([*found, OTHER], dtype=np.int32)[self.group]


def _groups(columns: list[pl.Series], which: pl.Series) -> _Groups:
    """Return the groups of texts by what `columns` have in common; those that are not among `which` have none."""
    rows = np.flatnonzero(which.fill_null(value=False).to_numpy())
    some = [column.gather(rows) for column in columns]
    joined = (
        pl.select(pl.concat_str(some, separator=SEPARATOR))
        .to_series()
        .cast(pl.Categorical(pl.Categories.random()))
        .to_physical()
        .to_numpy()
    )
    _, first, place, count = np.unique(joined, return_index=True, return_inverse=True, return_counts=True)
    group = np.full(len(which), len(first), dtype=np.int64)
    group[rows] = place
    found = zip(*(column.gather(first).to_list() for column in some), strict=True)
    return _Groups(group, tuple(one if number >= _FEW else None for one, number in zip(found, count.tolist(), strict=True)))


@define
class TargetStore:
    """Targets: what each text means as a shape and a number of units, so that texts that differ by a number share one shape."""

    readings: Readings = field(factory=Readings)
    encoder: _Encoder = field(factory=_Encoder)
    texts: list[str] = field(factory=list)
    shapes: list[Shape] = field(factory=list)
    places: dict[tuple[Any, ...], int] = field(factory=dict)
    shape: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int32))
    over: Numbers = field(factory=lambda: np.zeros(0))
    under: Numbers = field(factory=lambda: np.zeros(0))
    prose: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int32))
    scales: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int64))
    _members: dict[int, Numbers] = field(factory=dict)

    def codes(self, texts: pl.Series) -> Numbers:
        """Return the number of every text; new ones are read."""
        codes, new = self.encoder.encode(texts)
        if len(new):
            self._learn(new)
            self._members.clear()
        return codes

    def reading(self, code: int) -> Reading:
        """Return what a text means by itself."""
        return self.readings.target(self.texts[code])

    def members(self, shape: int) -> Numbers:
        """Return the texts of a shape."""
        if shape not in self._members:
            self._members[shape] = np.flatnonzero(self.shape == shape)
        return self._members[shape]

    def scale(self, code: int) -> Fraction:
        """Return the number of a text that shares its shape, else one."""
        return Fraction(int(self.over[code]), int(self.under[code]))

    def _learn(self, new: pl.Series) -> None:
        *beside, cells = self.readings.apart(new)
        parts = split(cells)
        digits = parts["digits"]
        start = len(self.texts)
        self.texts.extend(new.to_list())
        groups = _groups(
            [parts["before"], parts["behind"], *beside, parts["wide"]], parts["plain"] & (digits > 0) & (digits < _MOST_DIGITS)
        )
        shape = groups.each(self._of_skeleton)
        is_read = shape != OTHER
        over = np.where(is_read, digits.fill_null(1).to_numpy(), 1).astype(np.float64)
        under = np.where(is_read, 10.0 ** parts["decimals"].fill_null(0).to_numpy(), 1.0)
        prose, scales = np.zeros(len(new), dtype=np.int32), np.zeros(len(new), dtype=np.int64)
        for row in np.flatnonzero(~is_read).tolist():
            reading = self.readings.target(self.texts[start + row], keep=True)
            shape[row], over[row], under[row] = self._own(reading)
            prose[row], scales[row] = self.readings.wordings.of(reading)
        self.prose, self.scales = np.concatenate([self.prose, prose]), np.concatenate([self.scales, scales])
        self.shape = np.concatenate([self.shape, shape])
        self.over, self.under = np.concatenate([self.over, over]), np.concatenate([self.under, under])

    def _of_skeleton(self, before: str, behind: str, *beside: Any) -> int:
        """Return the shape of texts that differ by a number only, `OTHER` where that says too little."""
        *columns, wide = beside
        skeleton = skeleton_of(before, behind, *columns, wide=wide)
        form = None if skeleton is None else scaled_form(skeleton.target)
        return OTHER if form is None or form[1] != 1 else self._place(form[0], form[2])

    def _own(self, reading: Reading) -> tuple[int, int, int]:
        """Return the shape of one target, and its number as a ratio; one that cannot be a multiple of others has a shape of its own."""
        form = scaled_form(reading) if isinstance(reading, Target) else None
        if form is not None:
            key, number, shape = form
            if number.numerator < _MOST_DIGITS and number.denominator < _MOST_DIGITS:
                return self._place(key, shape), number.numerator, number.denominator
        shared = shared_key(reading)
        if shared is None:
            self.shapes.append(Own(reading))
            return len(self.shapes) - 1, 1, 1
        return self._place(shared, Own(reading)), 1, 1

    def _place(self, key: tuple[Any, ...], shape: Shape) -> int:
        if key not in self.places:
            self.places[key] = len(self.shapes)
            self.shapes.append(shape)
        return self.places[key]


@define
class ActualStore:
    """Actual values as texts: of numbers the kind, the digits and the decimals, of others the sort."""

    readings: Readings = field(factory=Readings)
    encoder: _Encoder = field(factory=_Encoder)
    texts: list[str] = field(factory=list)
    kinds: list[Kind] = field(factory=list)
    places: dict[tuple[Any, ...], int] = field(factory=dict)
    kind: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int32))
    digits: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int64))
    decimals: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int64))
    sort: Numbers = field(factory=lambda: np.zeros(0, dtype=np.uint8))
    prose: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int32))
    scales: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int64))

    def codes(self, texts: pl.Series) -> Numbers:
        """Return the number of every text; new ones are read."""
        codes, new = self.encoder.encode(texts)
        if len(new):
            self._learn(new)
        return codes

    def reading(self, code: int) -> Reading:
        """Return what a text means."""
        return self.readings.actual(self.texts[code])

    def kind_number(self, kind: Kind) -> int:
        """Return the number of a kind; kinds that are treated alike share it."""
        if kind.key not in self.places:
            self.places[kind.key] = len(self.kinds)
            self.kinds.append(kind)
        return self.places[kind.key]

    def _learn(self, new: pl.Series) -> None:
        parts = split(new)
        start = len(self.texts)
        self.texts.extend(new.to_list())
        groups = _groups([parts["before"], parts["behind"], parts["wide"]], parts["plain"])
        kind = groups.each(self._of_skeleton)
        digits, decimals = (parts[name].fill_null(0).cast(pl.Int64).to_numpy().copy() for name in ("digits", "decimals"))
        sort, prose, scales = (np.zeros(len(new), dtype=width) for width in (np.uint8, np.int32, np.int64))
        for row in np.flatnonzero(kind == OTHER).tolist():
            value = self.readings.actual(self.texts[start + row], keep=True)
            kind[row], digits[row], decimals[row] = self._number(value)
            if kind[row] == OTHER:
                sort[row] = sort_of(value)
                prose[row], scales[row] = self.readings.wordings.of(value)
        self.kind = np.concatenate([self.kind, kind])
        self.digits = np.concatenate([self.digits, digits])
        self.decimals = np.concatenate([self.decimals, decimals])
        self.sort = np.concatenate([self.sort, sort])
        self.prose, self.scales = np.concatenate([self.prose, prose]), np.concatenate([self.scales, scales])

    def _of_skeleton(self, before: str, behind: str, wide: bool) -> int:
        found = skeleton_of(before, behind, wide=wide)
        return OTHER if found is None or found.kind is None else self.kind_number(found.kind)

    def _number(self, value: Reading) -> tuple[int, int, int]:
        """Return the kind, digits and decimals of a value; no kind where it is not one number with an end."""
        kind = kind_of(value) if isinstance(value, Target) else None
        if kind is None or not isinstance(value, Target):
            return OTHER, 0, 0
        number = _point(value) / kind.unit.factor
        for decimals in range(10):
            if (number * 10**decimals).denominator == 1 and abs(number) * 10**decimals < _MOST_DIGITS:
                return self.kind_number(kind), int(number * 10**decimals), decimals
        return OTHER, 0, 0


@define
class NameStore:
    """Names of indicators: which of them say the same about the direction, and are scored by the same rows of a policy."""

    named: NamedPolicy | None = None
    encoder: _Encoder = field(factory=_Encoder)
    names: list[str] = field(factory=lambda: [""])
    places: dict[tuple[Any, ...], int] = field(factory=dict)
    group: Numbers = field(factory=lambda: np.zeros(0, dtype=np.int32))

    def groups(self, names: pl.Series) -> Numbers:
        """Return the number of what every name says."""
        codes, new = self.encoder.encode(names)
        if len(new):
            self.group = np.concatenate([self.group, np.array([self._group(name) for name in new.to_list()], dtype=np.int32)])
        return self.group[codes]

    def _group(self, name: str) -> int:
        if not name:
            return 0
        key = (standard_directions().of_name(name), *(special.covers((name,)) for special in self.specials))
        if key not in self.places:
            self.places[key] = len(self.names)
            self.names.append(name)
        return self.places[key]

    @property
    def specials(self) -> list[Special]:
        """Return the rows of their own that policies have for certain names."""
        if self.named is None:
            return []
        sets = (self.named.policies, *self.named.model.policies.values())
        return [special for policies in sets for special in policies.special]


def _point(value: Target) -> Fraction:
    """Return the number of a value that is one."""
    assert isinstance(value.body, Measure)
    number = value.body.values.the_point
    assert number is not None
    return number
