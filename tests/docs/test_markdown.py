"""The reader of examples itself: a runner that finds nothing would find nothing wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.markdown import Block, Example, blocks, differs, examples

_LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="…", exclude_categories=["Cc", "Zl", "Zp", "Zs"]), min_size=1), max_size=6
)


@given(_LINES, st.integers(0, 6), st.integers(0, 6))
def test_an_ellipsis_line_stands_for_any_lines(lines: list[str], first: int, last: int) -> None:
    first, last = sorted((first, last))
    assert not differs(lines, lines)
    assert not differs([*lines[:first], "…", *lines[last:]], lines)


@given(_LINES, st.text("达标≥5", min_size=1))
def test_another_line_is_a_difference(lines: list[str], extra: str) -> None:
    assert differs([*lines, extra], lines)
    assert differs(lines, [*lines, extra])
    assert differs(["…", f"{extra}!", "…"], [f"{line}?" for line in lines])


def test_trailing_blanks_do_not_matter() -> None:
    assert not differs(["达标  "], ["达标", "", ""])


def test_blocks_know_their_kind_their_line_and_lose_their_indentation() -> None:
    page = "Text\n\n```console\n$ perfrules --version\n```\n\n- item\n\n  ````python\n  ```\n  1 + 1\n  ````\n"
    assert list(blocks(page)) == [Block("console", "$ perfrules --version\n", 3), Block("python", "```\n1 + 1\n", 9)]


def test_a_block_that_is_not_closed_is_a_fault_of_the_page() -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(blocks("\n```console\n$ perfrules\n"))


def test_commands_own_the_lines_below_them() -> None:
    block = Block("console", "$ perfrules a \\\n    --b\n一\n\n二\n$ echo $?\n1\n", 10)
    assert list(examples(block)) == [Example("perfrules a \\\n    --b", ["一", "", "二"], 11), Example("echo $?", ["1"], 16)]
