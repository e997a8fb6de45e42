"""Laws of qualitative words: what negation, order and arbitrary text must never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.value.lexicon import standard_lexicon
from perfrules.value.scale import Grade, compare, compare_candidates
from perfrules.value.vocabulary import Kind, Modifying

pytestmark = pytest.mark.property

LEXICON = standard_lexicon()
VOCABULARY = LEXICON.vocabulary
WORDS = sorted(VOCABULARY.senses.meanings)
MODIFIERS = sorted(VOCABULARY.modifiers.meanings)
NOUNS = sorted(VOCABULARY.nouns.meanings)
NEGATIONS = tuple(word for word, modifier in VOCABULARY.modifiers.meanings.items() if modifier.kind is Modifying.NEGATION)
GRADED = [word for word in WORDS if LEXICON.read(word)]


def _good(*kinds: Kind) -> list[str]:
    """Return the predicates that name something good and nothing bad."""
    return [word for word in GRADED if all(sense.kind in kinds and not sense.negative for sense in VOCABULARY.senses.meanings[word])]


PIECES = st.lists(st.sampled_from(WORDS + MODIFIERS + NOUNS), min_size=1, max_size=4).map("".join)
GRADES = st.builds(
    lambda low, width, subject: Grade("程度:甲", low, low + width, f"{subject}{low}{width}", subject),
    st.integers(-5, 5),
    st.integers(0, 3),
    st.just(""),
)


def _positive(grade: Grade) -> bool:
    return grade.high >= 0


@pytest.mark.parametrize("word", GRADED[::7])
def test_a_word_reaches_itself(word: str) -> None:
    assert LEXICON.compare(word, word) is True


@given(PIECES)
def test_a_composed_word_reaches_itself(word: str) -> None:
    if LEXICON.read(word):
        assert LEXICON.compare(word, word) is True


AFFIRMED = [word for word in _good(Kind.STATE, Kind.CHANGE) if not word.startswith(NEGATIONS)]


@given(st.sampled_from(AFFIRMED), st.sampled_from(["未", "没有", "并未", "尚未"]))
def test_a_negated_predicate_does_not_reach_it(word: str, negation: str) -> None:
    assert LEXICON.compare(word, negation + word) is False


@given(
    st.sampled_from(AFFIRMED),
    st.sampled_from(["非常", "明显", "基本", "逐步", "进一步", "有所", "持续"]),
    st.sampled_from(["效果", "经济效益", "制度", "群众满意度"]),
)
def test_a_modified_predicate_is_not_reached_by_its_negation(word: str, modifier: str, subject: str) -> None:
    for target in (modifier + word, subject + modifier + word, subject + word):
        if LEXICON.read(target):
            assert LEXICON.compare(target, "未" + word) is not True


@given(st.sampled_from([word for word in AFFIRMED if VOCABULARY.senses.meanings[word][0].kind is Kind.STATE]))
def test_degrees_of_a_state_are_ordered(word: str) -> None:
    rungs = ["未" + word, "不够" + word, "基本" + word, "比较" + word, word, "十分" + word]
    levels = [{grade.scale: grade for grade in LEXICON.read(rung)} for rung in rungs]
    scale = VOCABULARY.senses.meanings[word][0].scale
    found = [level[scale].low for level in levels if scale in level]
    assert found == sorted(found)
    assert len(set(found)) == len(found)


@given(GRADES, GRADES, GRADES)
def test_what_is_above_an_accepted_grade_is_accepted(target: Grade, actual: Grade, above: Grade) -> None:
    if _positive(target) and compare(target, actual) is True and above.low >= actual.high and actual.word != target.word:
        assert compare(target, above) is True


@given(GRADES, GRADES, GRADES)
def test_what_is_below_a_refused_grade_is_refused(target: Grade, actual: Grade, below: Grade) -> None:
    if _positive(target) and compare(target, actual) is False and below.high <= actual.low:
        assert compare(target, below) is False or below.word == target.word


@given(st.sampled_from(_good(Kind.STATE)), PIECES)
def test_the_order_of_candidates_of_the_actual_does_not_matter(target: str, actual: str) -> None:
    targets, actuals = LEXICON.read(target), LEXICON.read(actual)
    assert compare_candidates(targets[:1], actuals) is compare_candidates(targets[:1], actuals[::-1])


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for grade in LEXICON.read(text):
        assert grade.word == text
        assert grade.low <= grade.high


@given(PIECES)
def test_any_composition_is_read(text: str) -> None:
    grades = LEXICON.read(text)
    assert len({grade.scale for grade in grades}) == len(grades)
    assert all(grade.word == text and grade.low <= grade.high for grade in grades)


@given(PIECES, st.sampled_from("，。、；;,.%0123456789≥ "), st.integers(0, 10))
def test_a_text_with_punctuation_or_digits_is_no_word(text: str, mark: str, place: int) -> None:
    assert LEXICON.read(text[:place] + mark + text[place:]) == ()


@given(PIECES, st.integers(25, 10_000))
def test_a_long_text_is_no_word(text: str, length: int) -> None:
    assert LEXICON.read((text * length)[:length]) == ()


def test_every_modifier_belongs_to_one_kind() -> None:
    kinds = {modifier.kind for modifier in VOCABULARY.modifiers.meanings.values()}
    assert kinds == set(Modifying)
