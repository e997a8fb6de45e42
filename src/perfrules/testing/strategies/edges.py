"""The edges of a target: the values at which its verdict flips, with one step on either side."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from hypothesis import strategies as st

from perfrules.target import Target
from perfrules.target.body import Axis, Every, OneOf
from perfrules.testing.probes import step_of
from perfrules.testing.strategies.choice import one_among
from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.points import domain_of, is_whole
from perfrules.testing.strategies.values import Value, read_target, text_of_parts, value_of

__all__ = ["Edge", "boundary", "edges"]


class Edge(NamedTuple):
    """An actual value at an edge of a target: on it (`edge`), or one step `below` or `above`, and whether the target accepts it."""

    value: Value
    side: str
    accepted: bool

    def __str__(self) -> str:
        return f"{self.value} {self.side} {'达标' if self.accepted else '未达标'}"


def boundary(target: Target | str) -> st.SearchStrategy[Edge]:
    """Draw exactly the edges of a target and one step either side, each with its side and its answer.

    A step is one where there are whole numbers alone (counts, days, places), else a hundredth of the unit, or the last decimal that
    an edge is written with where that is finer. The types of the values are those of `accepted_by`; of a target of several
    parts one is at an edge and the others are met. A target without edges (grades, prose, empty cells) is `InvalidArgument`.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> str(find(boundary("≥95.5%"), lambda edge: not edge.accepted, settings=once))
    '95.49% below 未达标'
    """
    return one_among(edges(target))


def edges(target: Target | str) -> tuple[Edge, ...]:
    """Return what `boundary` draws, ascending: below, edge and above for each edge.

    Over the edges of a target with one bound the answer changes exactly once.

    >>> [str(edge) for edge in edges(">=3家")]
    ['2家 below 未达标', '3家 edge 达标', '4家 above 达标']
    """
    read = read_target(target)
    found = tuple(_edges(read))
    if not found:
        refuse(f"「{read}」没有边界", f"{str(read)!r} has no edges")
    return found


def _edges(target: Target) -> Iterator[Edge]:
    match target.body:
        case Every(parts):
            yield from _of_parts(parts)
        case OneOf(parts):
            for part in parts:
                yield from (one for one in _edges(part) if target.accepts(one.value) is one.accepted)
        case body if isinstance(body, Axis):
            yield from _on_axis(body)


def _on_axis(body: Axis) -> Iterator[Edge]:
    held = domain_of(body)
    known = body.values.boundaries()
    step = step_of(body, known)
    points: dict[Fraction, str] = {}
    for edge in known:
        on = edge // step * step if is_whole(body) else edge
        if on == edge:
            points[edge] = "edge"
        below, above = (on - step if on == edge else on), on + step
        points.setdefault(below, "below")
        points.setdefault(above, "above")
    for point in sorted(points):
        if held.contains(point):
            yield Edge(value_of(point, body), points[point], body.values.contains(point))


def _of_parts(parts: tuple[Target, ...]) -> Iterator[Edge]:
    """Yield the edges of each part beside a value of every other part that is met."""
    met = [one for one in map(_simplest, parts) if one is not None]
    if len(met) < len(parts):
        return
    for index, part in enumerate(parts):
        for one in _edges(part):
            values = [one.value if place == index else value for place, value in enumerate(met)]
            yield Edge(text_of_parts(parts, values), one.side, one.accepted)


def _simplest(part: Target) -> Value | None:
    """Return a value that a part accepts: an edge or the step beside it, or its own words."""
    found = next((one.value for one in _edges(part) if one.accepted), None)
    return str(part) if found is None and part.accepts(str(part)) else found
