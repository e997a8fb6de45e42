"""The parsing machine takes exactly what Lark takes, and word patterns prefer the longest word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark.exceptions import UnexpectedInput

from perfrules.target.grammar import either
from perfrules.target.parser import build_parser
from perfrules.text.machine import build_machine

PIECES = ["≥", "不低于", "95", "3.5", "1,000", "%", "家", "万元", "以上", "左右", "且", "或", "、", ";", "-", "±", "(", ")", "健全"]
PIECES += ["较上年", "提高", "2025年", "12月底", "前", "每年", "约", "十二", "前3名", "其中", "[3,5)", " ", "x", "1:3", "百分之五", "持平"]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)


@pytest.mark.parametrize("start", ["target", "passage"])
def test_machine_and_lark_accept_the_same_texts(start: str) -> None:
    machine = build_parser(start)  # type: ignore[arg-type]

    @given(texts)
    def law(text: str) -> None:
        try:
            machine.lark.parse(text, start=start)
        except UnexpectedInput:
            assert machine.run(text) is None
        else:
            assert machine.run(text) is not None

    law()


def test_rejection_of_an_accepted_text_is_a_defect() -> None:
    with pytest.raises(AssertionError):
        build_parser("target").rejection("≥95%")


def test_machine_refuses_what_it_leaves_out() -> None:
    with pytest.raises(ValueError, match="may be empty"):
        build_machine('start: "a"*', "start", object())
    overlapping = build_machine('start: "if" | NAME\nNAME: /[a-z]+/', "start", object())
    with pytest.raises(ValueError, match="overlap"):
        overlapping.run("if")


words = st.lists(st.text("万元亿kmK/a人次", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


@given(words, st.text("万元亿kmK/a人次", max_size=8))
def test_either_matches_the_longest_word(known: list[str], text: str) -> None:
    def flat(word: str) -> str:
        return re.escape(word) + ("(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else "")

    expected = re.match("|".join(flat(word) for word in sorted(known, key=lambda word: (-len(word), word))), text)
    found = re.match(either(known), text)
    assert (found and found.end()) == (expected and expected.end())
