"""What the laws of meaning share: numbers and pairs of them, and reading a text to a body that is written so that it reads back."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from perfrules import Target, parse_target
from perfrules.target.body import Change, Measure
from perfrules.value.interval import IntervalSet
from property.strategies import decimals

__all__ = ["AT", "PAIRS", "SMALL", "TWENTIETH", "change", "measure", "noted"]

SMALL = decimals(1, 500, places=2)
PAIRS = st.tuples(SMALL, SMALL).map(sorted).filter(lambda pair: pair[0] < pair[1])
TWENTIETH = Fraction(1, 20)
AT = IntervalSet.point


def noted(target: Target) -> list[str]:
    return [note.code for note in target.notes]


def measure(text: str) -> Measure:
    """Read a measure, and see that what is written of it is the same measure again."""
    target = parse_target(text)
    assert isinstance(target.body, Measure), text
    again = parse_target(str(target))
    assert again == target, text
    return target.body


def change(text: str) -> Change:
    target = parse_target(text)
    assert isinstance(target.body, Change), text
    again = parse_target(str(target))
    assert again == target, text
    assert isinstance(again.body, Change)
    assert again.body.turn == target.body.turn or not target.body.turn, text
    return target.body
