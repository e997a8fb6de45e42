"""Directions: how a target that only says `=` is to be read, and what decided it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, cached_property
from types import MappingProxyType

from attrs import frozen

from perfrules.target.body import Axis, Body, Change, Dates, Form, Graded, Measure, Rank
from perfrules.target.model import Target
from perfrules.text.fold import fold
from perfrules.text.resources import read_resource
from perfrules.value.interval import IntervalSet
from perfrules.value.verdict import Direction, DirectionSource

__all__ = ["Directions", "direction_of", "leaning", "read_directions", "standard_directions"]

_LINE = re.compile(r"(\S+?)：(\S.*)")
_ZERO, _COUNT = "零值越小越好", "只说计数"


@frozen(slots=False)
class Directions:
    """The words in indicator names that tell which way is better."""

    words: Mapping[str, Direction]
    zero_units: frozenset[str]
    counts: frozenset[str] = frozenset()

    def of_name(self, name: str) -> Direction | None:
        """Return the direction that a name states: of all words in it the one that ends last, then the longest.

        >>> standard_directions().of_name("固定资产利用率"), standard_directions().of_name("不合格率")
        (<Direction.HIGHER: '越大越好'>, <Direction.LOWER: '越小越好'>)
        >>> standard_directions().of_name("投诉件数").value, standard_directions().of_name("投诉办结数").value
        ('越小越好', '越大越好')
        """
        found = self._last(_plain(name))
        return None if found is None else found[1]

    def at_end(self, name: str) -> Direction | None:
        """Return the direction that a name states with its very last word: what stands before it may be about something else.

        >>> standard_directions().at_end("火灾扑救率"), standard_directions().at_end("年度火灾起数及火灾损失").value
        (None, '越小越好')
        """
        text = _plain(name)
        found = self._last(text)
        return found[1] if found is not None and found[0] == len(text) else None

    def _last(self, text: str) -> tuple[int, Direction] | None:
        """Return where the word that decides ends, and its direction: of all words in a text the one that ends last, then the longest."""
        found: list[Direction | None] = [None]
        for end in range(1, len(text) + 1):
            found.append(self._ending(text, end, found))
        return next(((end, one) for end in range(len(text), 0, -1) if (one := found[end]) is not None), None)

    def _ending(self, text: str, end: int, before: list[Direction | None]) -> Direction | None:
        """Return what the longest word says that ends here; one that only counts follows what it counts, where that is better smaller.

        投诉件数 is better smaller: 件数 only counts, and `before` says it of 投诉.
        """
        for length in self._lengths:
            if length > end:
                continue
            word = text[end - length : end]
            if word in self.counts and before[end - length] is Direction.LOWER:
                return Direction.LOWER
            if (direction := self.words.get(word)) is not None:
                return direction
        return None

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(word) for word in (*self.words, *self.counts)}, reverse=True))


def _plain(name: str) -> str:
    """Return a name without what stands in brackets."""
    return re.sub(r"\([^()]*\)", "", fold(name).text).strip()


def read_directions(text: str) -> Directions:
    """Read the lines of a direction vocabulary; a bad line raises `ValueError` with its number."""
    words: dict[str, Direction] = {}
    sets: dict[str, set[str]] = {_ZERO: set(), _COUNT: set()}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"line {number}: {line!r}")
        if match[1] in sets:
            sets[match[1]].update(match[2].split("、"))
        else:
            words.update(dict.fromkeys(match[2].split("、"), Direction(match[1])))
    return Directions(MappingProxyType(words), frozenset(sets[_ZERO]), frozenset(sets[_COUNT]))


@cache
def standard_directions() -> Directions:
    """Return the direction vocabulary that ships with perfrules."""
    return read_directions(read_resource("rulesets/vocab/directions.perf"))


def direction_of(target: Target, name: str = "", given: Direction | None = None) -> tuple[Direction, DirectionSource]:
    """Return which way a target is better and what decided it: given, operator, form, indicator name, zero, default.

    >>> from perfrules import parse_target
    >>> direction_of(parse_target("=100%"), "在职人员控制率")
    (<Direction.LOWER: '越小越好'>, <DirectionSource.NAME: '指标名称'>)
    """
    if given is not None:
        return given, DirectionSource.GIVEN
    if (written := _written(target.body)) is not None:
        return written
    if (named := standard_directions().of_name(name or target.label)) is not None:
        return named, DirectionSource.NAME
    if _is_zero(target.body, named=bool(name)):
        return Direction.LOWER, DirectionSource.ZERO
    return Direction.HIGHER, DirectionSource.DEFAULT


def leaning(body: Axis, direction: Direction) -> IntervalSet:
    """Return the values required: a point opens towards the better side, a comparison stays as it is."""
    values = body.values
    low, high = values.low, values.high
    opens = values.the_point is not None or isinstance(body, Dates) or (isinstance(body, Measure | Change) and body.form is Form.ABOUT)
    if low is None or high is None or not opens or len(values.intervals) != 1 or direction is Direction.EXACT:
        return values
    if direction is Direction.HIGHER:
        return IntervalSet.at_least(low)
    return IntervalSet.between(Fraction(1), high) if isinstance(body, Rank) else IntervalSet.at_most(high)


def _written(body: Body) -> tuple[Direction, DirectionSource] | None:
    """Return the direction that the value itself states, by a comparison or by its form."""
    match body:
        case Dates(values) | Rank(values):
            later = _open_side(values) is Direction.HIGHER
            return (Direction.HIGHER, DirectionSource.OPERATOR) if later else (Direction.LOWER, DirectionSource.FORM)
        case Change(turn=turn) if turn:
            return (Direction.HIGHER if turn > 0 else Direction.LOWER), DirectionSource.FORM
        case Graded(_, clauses):
            ordered = all(grade.ordered for grades in clauses for grade in grades[:1])
            return (Direction.HIGHER if ordered else Direction.EXACT), DirectionSource.FORM
        case Measure(values, _, form) | Change(values, _, _, _, form):
            if (side := _open_side(values)) is not None:
                return side, DirectionSource.OPERATOR
            if values.the_point is None and form is not Form.ABOUT:
                return Direction.EXACT, DirectionSource.OPERATOR
    return None


def _open_side(values: IntervalSet) -> Direction | None:
    if values.is_empty or values.the_point is not None:
        return None
    low, high = values.intervals[0].low, values.intervals[-1].high
    if high is None and low is not None:
        return Direction.HIGHER
    return Direction.LOWER if low is None and high is not None else None


def _is_zero(body: Body, *, named: bool) -> bool:
    if not isinstance(body, Measure) or body.values.the_point != 0:
        return False
    return not named or body.unit.symbol in standard_directions().zero_units
