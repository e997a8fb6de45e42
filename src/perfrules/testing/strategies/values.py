"""Actual values that a target accepts, and those that it rejects: taken out of its set of values, never tried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

from hypothesis import strategies as st

from perfrules.evaluation.criterion import Criterion, criterion_for
from perfrules.target import Target, parse_target
from perfrules.target.body import Axis, Body, Every, Graded, Measure, OneOf, Placeholder, Prose, axis_of
from perfrules.target.decide import as_target
from perfrules.testing.probes import text_of_point
from perfrules.testing.strategies.choice import one_among
from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.points import points_of
from perfrules.testing.strategies.targets import grade_words
from perfrules.text.errors import PerfRulesError
from perfrules.value.interval import IntervalSet
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Direction

__all__ = ["Value", "accepted_by", "answers_to", "composed", "drawn_as", "read_target", "rejected_by", "text_of_parts", "value_of"]

Value = Quantity | date | str
"""An actual value: a quantity, a day, or what a table would print."""


def accepted_by(target: Target | str) -> st.SearchStrategy[Value]:
    """Draw actual values for which `target.accepts(value)` is `True`: at the edges, beside them, and anywhere else.

    Amounts are `Quantity` in the unit of the target (whole and not below zero where that is possible), days are `date`, and changes,
    places, grades and targets of several parts are texts as tables print them. What nothing can reach (a target that
    contradicts itself, an empty cell, prose) is `InvalidArgument`.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> [str(find(accepted_by(target), lambda actual: True, settings=once)) for target in ("≥100家", "前3名", "较上年下降≥5%")]
    ['100家', '第1名', '较上年下降5%']
    """
    return _values(read_target(target), True)


def rejected_by(target: Target | str) -> st.SearchStrategy[Value]:
    """Draw actual values for which `target.accepts(value)` is `False`, of the same types as those of `accepted_by`.

    A target that nothing misses is `InvalidArgument`, as is an alternative of things that cannot be compared: no single value misses it.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> [str(find(rejected_by(target), lambda actual: True, settings=once)) for target in ("≥100家", "2025年12月底前")]
    ['99家', '2026-01-01']
    """
    return _values(read_target(target), False)


def read_target(target: Target | str) -> Target:
    """Return a target that may have been given as its text."""
    if isinstance(target, Target):
        return target
    try:
        return parse_target(target)
    except PerfRulesError as error:
        return refuse(f"读不懂指标值 {target!r}：{error.diagnostics[0].message}", f"{target!r} cannot be read as a target")


def value_of(point: Fraction, body: Body) -> Value:
    """Return a number in base units as an actual value of a body."""
    match body:
        case Measure(_, unit):
            return Quantity(point / unit.factor, unit)
        case _ if not isinstance(body, Axis):
            raise TypeError(body)
    day = date.fromordinal(int(point)) if axis_of(body)[1:] == (False,) else None
    return text_of_point(point, body) if day is None else day


@lru_cache(maxsize=512)
def _values(target: Target, wanted: bool) -> st.SearchStrategy[Value]:
    found = answers_to(criterion_for(target, "", Direction.EXACT), wanted)
    if found is None:
        zh, en = ("接受", "accepts") if wanted else ("不接受", "rejects")
        return refuse(f"没有「{target}」{zh}的实际值", f"there is no actual value that {str(target)!r} {en}")
    return found


def answers_to(
    criterion: Criterion, wanted: bool, also: Iterable[str] = (), edges: Iterable[Fraction] = ()
) -> st.SearchStrategy[Value] | None:
    """Return the values that a criterion answers with yes or no, read in its direction; `None` where there are none.

    `also` are more words that may be given, `edges` more numbers near which values are drawn.
    """
    target = criterion.target
    match target.body:
        case Placeholder() | Prose():
            return None
        case Graded():
            words = _words(target, wanted, tuple(also))
            return one_among(words) if words else None
        case Every():
            return _of_every(criterion.parts, wanted)
        case OneOf():
            return _of_one(criterion.parts, wanted)
        case body:
            required = criterion.required if criterion.required is not None else body.values
            return _on_axis(required if wanted else ~required, body, edges)


def _on_axis(values: IntervalSet, body: Axis, edges: Iterable[Fraction] = ()) -> st.SearchStrategy[Value] | None:
    points = points_of(values, body, edges)
    return None if points is None else points.map(_shown_in(body))


def _shown_in(body: Axis) -> Callable[[Fraction], Value]:
    return lambda point: value_of(point, body)


@lru_cache(maxsize=1024)
def _words(target: Target, wanted: bool, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the words with one answer: the target's own, those of its scale, and negations."""
    own = (str(target), *also, *(f"{mark}{target}" for mark in ("十分", "基本", "不够", "不", "未")))
    return tuple(word for word in dict.fromkeys((*own, *grade_words())) if target.accepts(_read(word)) is wanted)


@lru_cache(maxsize=4096)
def _read(word: str) -> Target:
    return parse_target(word)


def _of_every(parts: tuple[Criterion, ...], wanted: bool) -> st.SearchStrategy[Value] | None:
    """Return values of all parts: each accepted, or one of them rejected."""
    targets = [part.target for part in parts]
    good = [answers_to(part, True) for part in parts]
    if wanted:
        return None if None in good else composed(targets, good)
    found = []
    for index, part in enumerate(parts):
        bad = answers_to(part, False)
        if bad is not None:
            found.append(composed(targets, [bad if place == index else one for place, one in enumerate(good)]))
    return st.one_of(found) if found else None


def composed(parts: Sequence[Target], values: Iterable[st.SearchStrategy[Value] | None]) -> st.SearchStrategy[Value]:
    """Return the values of all parts as one text; a part that has none answers with its own words."""
    drawn = [st.just(str(part)) if one is None else one for part, one in zip(parts, values, strict=True)]
    return st.tuples(*drawn).map(lambda values: text_of_parts(parts, values))


def text_of_parts(parts: Iterable[Target], values: Iterable[Value]) -> str:
    """Return the values of all parts as a table prints them in one cell, each behind the subject of its part."""
    given = (as_target(value) for value in values)
    return str(Target(Every(tuple(Target(one.body, part.label) for part, one in zip(parts, given, strict=True)))))


def _of_one(parts: tuple[Criterion, ...], wanted: bool) -> st.SearchStrategy[Value] | None:
    if wanted:
        found = [one for part in parts if (one := answers_to(part, True)) is not None]
        return st.one_of(found) if found else None
    bodies = [part.target.body for part in parts]
    axes = [body for body in bodies if isinstance(body, Axis)]
    if len(axes) == len(bodies) and len({axis_of(body) for body in axes}) == 1:
        required = [body.values if part.required is None else part.required for part, body in zip(parts, axes, strict=True)]
        return _on_axis(reduce(IntervalSet.__and__, (~values for values in required)), axes[0])
    if all(isinstance(body, Graded) for body in bodies):
        words = [word for word in _words(parts[0].target, False) if all(part.target.accepts(_read(word)) is False for part in parts)]
        return st.sampled_from(words) if words else None
    return None


def drawn_as(value: Any) -> str:
    """Return an actual value as a table would print it.

    >>> drawn_as(date(2025, 12, 31)), drawn_as("健全")
    ('2025年12月31日', '健全')
    """
    return value if isinstance(value, str) else str(as_target(value))
