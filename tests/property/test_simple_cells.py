"""Cells that are read without the grammar mean exactly what the grammar says they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.target.ast import Phrase
from perfrules.target.parser import build_parser, is_measured
from perfrules.target.simple import _units, _words, read_simple

pytestmark = pytest.mark.property


@given(
    st.sampled_from(["", "=", "≥", "≤", "<", ">"]),
    st.integers(0, 10**15 - 1),
    st.sampled_from(["", ".5", ".05", ".123456789"]),
    st.sampled_from(["", *sorted(_units())]),
)
def test_bounds_with_units(sign: str, number: int, decimals: str, unit: str) -> None:
    text = f"{sign}{number}{decimals}{unit}"
    simple = read_simple(text)
    if simple is not None:
        assert is_measured(text)
        assert simple == build_parser("target").run(text)


@given(st.text(st.sampled_from("=≥≤<>0123456789.%‰万亿元个家人次项场年月日级名倍分天"), max_size=10))
def test_whatever_is_taken_is_what_the_grammar_makes(text: str) -> None:
    simple = read_simple(text)
    if simple is not None:
        wanted = build_parser("target").run(text) if is_measured(text) else None
        assert simple == wanted or (wanted is None and isinstance(simple, Phrase) and not is_measured(text))


def test_no_listed_word_is_a_measure() -> None:
    assert [word for word in sorted(_words()) if is_measured(word)] == []
    assert len(_words()) > 50
