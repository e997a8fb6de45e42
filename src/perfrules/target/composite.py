"""Composites: values that must all hold, and values of which one must."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from perfrules.target.body import Axis, Body, Every, Graded, OneOf, Prose, Rank, axis_of, with_values

if TYPE_CHECKING:
    from perfrules.target.model import Target
    from perfrules.target.notes import Notes

__all__ = ["every", "joined", "one_of"]


def every(parts: tuple[Target, ...], notes: Notes) -> Body:
    """Return what several values together ask for.

    A lower and an upper bound on one axis meet (≥95%且≤100%), words are one wording, everything else stays a list.
    """
    body = joined(parts)
    if isinstance(body, Axis) and body.values.is_empty:
        notes.add("N222")
    return body


def joined(parts: tuple[Target, ...]) -> Body:
    """Return what several values together ask for, without a word about it."""
    flat = tuple(inner for part in parts for inner in (part.body.parts if isinstance(part.body, Every) else (part,)))
    if not any(part.label for part in flat):
        bodies = [part.body for part in flat]
        if (merged := _met(bodies)) is not None:
            return merged
        if all(isinstance(body, Graded | Prose) for body in bodies):
            return _worded([body for body in bodies if isinstance(body, Graded | Prose)])
    return Every(flat)


def _worded(bodies: list[Graded | Prose]) -> Graded | Prose:
    text = ";".join(body.word if isinstance(body, Graded) else body.text for body in bodies)
    clauses = tuple(clause for body in bodies if isinstance(body, Graded) for clause in body.clauses)
    return Graded(text, clauses) if all(isinstance(body, Graded) for body in bodies) else Prose(text)


def _on_one_axis(bodies: list[Body]) -> list[Axis]:
    """Return the bodies where all of them lie on one axis, else nothing."""
    axes = [body for body in bodies if isinstance(body, Axis)]
    if len(axes) < len(bodies):
        return []
    keys = {axis_of(body) for body in axes}
    return axes if len(keys) == 1 else []


def _starts_open(body: Axis) -> bool:
    return body.values.low is None or (isinstance(body, Rank) and body.values.low == 1)


def _met(bodies: list[Body]) -> Axis | None:
    axes = _on_one_axis(bodies)
    sides = {(_starts_open(body), body.values.high is None) for body in axes}
    if not axes or sides != {(True, False), (False, True)}:
        return None
    return with_values(axes[0], reduce(lambda left, right: left & right, (body.values for body in axes)))


def one_of(parts: tuple[Target, ...]) -> Body:
    """Return a choice; alternatives on one axis are one set."""
    flat = tuple(inner for part in parts for inner in (part.body.parts if isinstance(part.body, OneOf) else (part,)))
    axes = [] if any(part.label for part in flat) else _on_one_axis([part.body for part in flat])
    if axes:
        return with_values(axes[0], reduce(lambda left, right: left | right, (body.values for body in axes)))
    return OneOf(flat)
