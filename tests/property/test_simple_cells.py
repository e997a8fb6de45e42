"""Cells that are read without the grammar mean exactly what the grammar says they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.target.ast import Phrase
from perfrules.target.body import Measure
from perfrules.target.parse import read_by_passes
from perfrules.target.parser import build_parser, is_measured
from perfrules.target.plain import _units, plain_target
from perfrules.target.simple import _words, read_simple, unit_words

pytestmark = pytest.mark.property


@given(
    st.sampled_from(["", "=", "≥", "≤", "<", ">"]),
    st.integers(0, 10**15 - 1),
    st.sampled_from(["", ".5", ".05", ".123456789"]),
    st.sampled_from(["", *sorted(unit_words())]),
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


def same(text: str) -> bool:
    """Tell whether both ways of reading a plain cell give the same target, to the last detail."""
    plain = plain_target(text)
    if plain is None:
        return False
    wanted = read_by_passes(text)
    assert plain == wanted
    assert plain.notes == wanted.notes
    assert isinstance(plain.body, Measure)
    assert isinstance(wanted.body, Measure)
    assert plain.body.form is wanted.body.form
    assert (plain.body.unit.symbol, plain.body.unit.label) == (wanted.body.unit.symbol, wanted.body.unit.label)
    assert str(plain) == str(wanted)
    return True


@pytest.mark.parametrize("unit", ["", *sorted(_units())])
def test_every_unit_is_read_the_same_without_the_passes(unit: str) -> None:
    assert all(same(f"{sign}{number}{unit}") for sign in ("", "=", "≥", "≤", "<", ">") for number in ("0", "17500", "0.5", "12.3456"))


@given(st.text(st.sampled_from("=≥≤<>0123456789.%‰万亿元个家人次项场年月日级名倍分天㎡％"), max_size=10))
def test_whatever_is_plain_is_what_the_passes_make(text: str) -> None:
    same(text)


@given(
    st.sampled_from(["", "=", "≥", "≤", "<", ">"]),
    st.integers(0, 10**15 - 1),
    st.sampled_from(["", ".5", ".05", ".1235", ".0000", ".9999"]),
    st.sampled_from(["", *sorted(_units())]),
)
def test_plain_cells_are_what_the_passes_make(sign: str, number: int, decimals: str, unit: str) -> None:
    assert same(f"{sign}{number}{decimals}{unit}")
