"""Laws of grades: a word reaches another exactly where every level that it may mean does."""

from __future__ import annotations

from itertools import permutations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from perfrules.value.scale import Grade, compare, compare_candidates

pytestmark = pytest.mark.property

LEVELS = st.tuples(st.integers(-3, 3), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SCALES = ("程度:健全", "提高", "是否")
SUBJECTS = ("", "满意度", "群众满意度", "经济效益")


def grade(levels: tuple[int, int], word: str, scale: str = "提高", subject: str = "", *, ordered: bool = True) -> Grade:
    return Grade(scale, *levels, word, subject, ordered)


def single(answers: set[bool]) -> bool | None:
    return answers.pop() if len(answers) == 1 else None


@given(LEVELS, LEVELS)
def test_every_level_that_is_possible_decides(wanted: tuple[int, int], given_: tuple[int, int]) -> None:
    levels = range(given_[0], given_[1] + 1)
    found = compare(grade(wanted, "目标"), grade(given_, "实际"))
    if wanted[1] < 0:  # a fall is asked for: at least as far down as the mildest that was meant
        assert found is single({level <= wanted[1] for level in levels})
    else:
        assert found is single({level >= wanted[0] for level in levels})


@given(LEVELS, LEVELS)
def test_levels_without_an_order_are_the_same_or_not(wanted: tuple[int, int], given_: tuple[int, int]) -> None:
    found = compare(grade(wanted, "目标", ordered=False), grade(given_, "实际", ordered=False))
    if given_[0] == given_[1]:
        assert found is (wanted[0] <= given_[0] <= wanted[1])
    else:
        shared = set(range(wanted[0], wanted[1] + 1)) & set(range(given_[0], given_[1] + 1))
        assert found is (None if shared else False)


@given(LEVELS, LEVELS, st.sampled_from(SCALES), st.sampled_from(SCALES), st.sampled_from(SUBJECTS), st.sampled_from(SUBJECTS))
def test_only_one_scale_and_one_subject_compare(
    wanted: tuple[int, int], given_: tuple[int, int], scale: str, other: str, subject: str, its_subject: str
) -> None:
    target, actual = grade(wanted, "目标", scale, subject), grade(given_, "实际", other, its_subject)
    same = subject.endswith(its_subject) or its_subject.endswith(subject)
    plain = compare(grade(wanted, "目标"), grade(given_, "实际"))
    assert compare(target, actual) is (plain if scale == other and same else None)
    # The same word is the same claim, whatever it is about; no word is no claim.
    assert compare(evolve(target, word="甲"), evolve(actual, word="甲")) is True
    assert compare(evolve(target, word=""), evolve(actual, word="")) is (plain if scale == other and same else None)


@given(st.lists(LEVELS, min_size=2, max_size=3), LEVELS, st.sampled_from(SCALES[:2]))
def test_a_word_that_claims_several_things_is_reached_when_all_are(
    wanted: list[tuple[int, int]], given_: tuple[int, int], scale: str
) -> None:
    parts = tuple(grade(levels, f"之{place}", SCALES[place % 2]) for place, levels in enumerate(wanted))
    target = evolve(grade((0, 0), "几件事", "合并"), parts=parts)
    actual = grade(given_, "实际", scale)
    answers = [compare(part, actual) for part in parts]
    assert compare(target, actual) is (False if False in answers else None if None in answers else True)
    # Seen the other way, the first of the claims that can be held against the target decides.
    told = [answer for part in parts if (answer := compare(actual, part)) is not None]
    assert compare(actual, target) is (told[0] if told else None)
    both = evolve(grade((0, 0), "几件别的事", "合并"), parts=(actual,))
    inner = [compare(part, both) for part in parts]
    assert compare(target, both) is (False if False in inner else None if None in inner else True)


@given(st.lists(st.tuples(LEVELS, st.sampled_from(SCALES)), min_size=1, max_size=3), LEVELS, st.sampled_from(SCALES))
def test_the_first_scale_that_both_share_decides(readings: list[tuple[tuple[int, int], str]], given_: tuple[int, int], scale: str) -> None:
    targets = [grade(levels, f"目标{place}", its) for place, (levels, its) in enumerate(readings)]
    actual = grade(given_, "实际", scale)
    shared = [target for target in targets if target.scale == scale]
    wanted = compare(shared[0], actual) if shared else None
    assert compare_candidates(targets, [actual]) is wanted
    assert compare_candidates(iter(targets), iter([actual])) is wanted
    assert compare_candidates([], [actual]) is None
    assert compare_candidates(targets, []) is None


@given(LEVELS, LEVELS)
def test_where_no_scale_is_shared_a_part_may_still_decide(wanted: tuple[int, int], given_: tuple[int, int]) -> None:
    target, part = grade(wanted, "目标", "提高"), grade(given_, "之一", "提高")
    mixed = evolve(grade((0, 0), "几件事", "合并"), parts=(grade(given_, "之二", "是否"), part))
    strange = grade(given_, "别的", "程度:健全")
    answer = compare(target, part)
    for actuals in permutations([strange, mixed]):
        assert compare_candidates([target], actuals) is answer
