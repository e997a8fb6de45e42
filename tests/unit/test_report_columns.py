"""Laws of columns and stand-ins: nothing is wider than its room, nothing is lost, everything can be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.report.columns import cut, pad, share_out, wrap
from perfrules.report.glyphs import fit, glyphs_for
from perfrules.text.span import display_width

_TEXTS = st.text(
    st.sampled_from("绩效目标≥95%，。（） ab-1;“”") | st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Mn", "Zl", "Zp", "Zs"]),
    max_size=80,
)


@given(_TEXTS, st.integers(2, 60))
def test_a_wrapped_line_fits_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(_TEXTS, st.integers(4, 60))
def test_a_cut_text_fits_and_says_that_it_is_cut(text: str, width: int) -> None:
    shown = cut(text, width)
    assert display_width(shown) <= width
    assert shown == text or shown.endswith("…")
    assert display_width(pad(shown, width)) == width


def test_a_line_does_not_begin_with_a_comma() -> None:
    assert wrap("按贷款笔数统计，单位不同", 14) == ["按贷款笔数统", "计，单位不同"]


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 20)), min_size=1, max_size=6), st.integers(1, 200))
def test_shares_fill_the_room_and_keep_what_each_needs(columns: list[tuple[int, int]], room: int) -> None:
    natural, least = [one for one, _ in columns], [one for _, one in columns]
    floor = [min(pair) for pair in columns]
    widths = share_out(natural, least, room)
    if widths is None:
        assert sum(floor) > room
    else:
        assert sum(widths) == min(sum(natural), room)
        assert all(low <= width <= high for low, width, high in zip(floor, widths, natural, strict=True))


@given(_TEXTS, st.sampled_from(["ascii", "gbk", "cp437", "latin-1", "utf-8", "big5"]))
def test_what_is_fitted_can_be_written_and_what_can_be_written_stays(text: str, encoding: str) -> None:
    shown = fit(text, encoding)
    shown.encode(encoding)
    assert fit(shown, encoding) == shown
    if encoding == "utf-8":
        assert shown == text


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii", "cp437"])
def test_marks_can_be_written_and_differ(encoding: str) -> None:
    glyphs = glyphs_for(encoding)
    marks = [glyphs.mark(key) for key in ("met", "unmet", "pending", "na")]
    assert len(set(marks)) == 4
    "".join([*marks, glyphs.dot, glyphs.ellipsis, glyphs.dash]).encode(encoding)


def test_an_unknown_encoding_is_taken_for_the_poorest() -> None:
    assert glyphs_for("no-such-encoding") == glyphs_for("ascii")
