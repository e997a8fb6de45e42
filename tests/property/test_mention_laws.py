"""Laws of reading quantities in narratives: never an accident, always at its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import LimitError, Mention, find_quantities, parse_target
from perfrules.text.limits import MAX_PASSAGE
from property.strategies import TOKENS, fullwidth, prose, token_soup


def assert_in_place(mentions: list[Mention], text: str) -> None:
    """Every mention is a stretch of the text; they follow each other without overlap."""
    position = 0
    for mention in mentions:
        assert position <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.target.kind
        assert not mention.target.label
        position = mention.end


@given(st.one_of(st.text(max_size=80), token_soup(40), st.text(st.sampled_from("".join(TOKENS)), max_size=80)))
@settings(max_examples=400)
def test_any_text_yields_mentions_in_place(text: str) -> None:
    assert_in_place(find_quantities(text), text)


@given(prose())
def test_what_was_written_is_found_in_order(drawn: tuple[str, list[str]]) -> None:
    text, said = drawn
    found = find_quantities(text)
    assert [mention.text for mention in found] == said
    assert [mention.target for mention in found] == [parse_target(amount) for amount in said]
    assert_in_place(found, text)


@given(prose())
def test_subjects_stand_before_their_quantities(drawn: tuple[str, list[str]]) -> None:
    text, _ = drawn
    for mention in find_quantities(text):
        assert mention.subject
        assert text[: mention.start].endswith(mention.subject)


@given(prose())
def test_full_width_text_says_the_same(drawn: tuple[str, list[str]]) -> None:
    text, _ = drawn
    wide = fullwidth(text)
    plain, folded = find_quantities(text), find_quantities(wide)
    assert [mention.target for mention in folded] == [mention.target for mention in plain]
    assert [(mention.start, mention.end) for mention in folded] == [(mention.start, mention.end) for mention in plain]
    assert_in_place(folded, wide)


@given(prose(), st.sampled_from(["<p>", "<br/>", "\u200b", "&nbsp;", "　"]))
def test_markup_before_a_sentence_moves_the_places_only(drawn: tuple[str, list[str]], mark: str) -> None:
    text, _ = drawn
    plain, moved = find_quantities(text), find_quantities(mark + text)
    assert [(mention.start + len(mark), mention.target) for mention in plain] == [(mention.start, mention.target) for mention in moved]


@given(prose(), prose())
def test_sentences_are_read_apart(one: tuple[str, list[str]], other: tuple[str, list[str]]) -> None:
    found = find_quantities(one[0] + other[0])
    assert [mention.text for mention in found] == one[1] + other[1]


@given(
    st.text(
        st.characters(categories=["Lo"], exclude_characters="〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半几数"), max_size=60
    )
)
def test_words_without_numerals_hold_no_quantity(text: str) -> None:
    assert all(mention.target.kind in ("change", "rank") for mention in find_quantities(text))


@given(token_soup(6).filter(bool), st.integers(1_000, 20_000))
@settings(max_examples=20)
def test_a_long_narrative_is_read_in_place(piece: str, size: int) -> None:
    text = (piece * (size // len(piece) + 1))[:size]
    assert_in_place(find_quantities(text), text)


def test_a_narrative_beyond_the_limit_says_so() -> None:
    with pytest.raises(LimitError) as caught:
        find_quantities("达到5家。" * (MAX_PASSAGE // 5 + 1))
    assert caught.value.diagnostics[0].code == "E117"
