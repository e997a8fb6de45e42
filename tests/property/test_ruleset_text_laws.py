"""Laws of ruleset texts: a broken line harms no other, formatting changes nothing that is meant, nothing raises."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import check_ruleset
from perfrules.evaluation.loading import resolved
from perfrules.ruleset.diff import diff_models
from perfrules.ruleset.fmt import format_text
from perfrules.ruleset.parse import parse_surface
from perfrules.text.resources import resource_folder
from property.ruleset_strategies import rules

pytestmark = pytest.mark.property

SHIPPED = sorted((resource_folder("rulesets") / "local").glob("*.perf"))
HEADS = ("规则集", "数据", "公式", "计分", "三级指标", "一级指标", "覆盖", "原", "测试", "给定", "期望", "目标", "|", "检查", "参数")
PIECES = st.sampled_from(
    [*"≥≤=÷×|「」“”：，、（）#@ 　", "万元", "10%", "全年", "得", "扣", "分", "且", "非", "年初预算数", "健全", "2025-02-30", *HEADS]
)
GARBAGE = st.lists(PIECES, max_size=12).map("".join)


@cache
def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8").splitlines())


@st.composite
def corrupted(draw: st.DrawFn) -> tuple[Path, int, str]:
    """Draw a line of a shipped ruleset and what becomes of it."""
    path = draw(st.sampled_from(SHIPPED))
    lines = _lines(path)
    index = draw(st.integers(0, len(lines) - 1).filter(lambda index: bool(lines[index].strip())))
    line = lines[index]
    start = draw(st.integers(0, len(line)))
    end = draw(st.integers(start, len(line)))
    return path, index, line[:start] + draw(GARBAGE) + line[end:]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("word", ["三级指标", "测试", "覆盖", "数据", "指标表", "一级指标"])
def test_a_line_that_opens_something_by_mistake_harms_no_other(path: Path, word: str) -> None:
    lines = list(_lines(path))
    for below in ("期间", "给定", "期望", "公式", "状态", "依据"):
        index = next((number for number, line in enumerate(lines) if line.strip().startswith(f"{below} ")), None)
        if index is None:
            continue
        changed = [*lines[:index], f"{word}  {lines[index].strip()} |", *lines[index + 1 :]]
        text = "\n".join(changed) + "\n"
        if index + 1 in {one.line for one in parse_surface(text).diagnostics}:
            elsewhere = [one for one in check_ruleset(text) if one.line != index + 1]
            assert elsewhere == [], "\n".join(one.render() for one in elsewhere)


@given(corrupted())
def test_a_line_that_cannot_be_read_harms_no_other(case: tuple[Path, int, str]) -> None:
    path, index, line = case
    lines = list(_lines(path))
    lines[index] = line
    text = "\n".join(lines) + "\n"
    surface = parse_surface(text)
    if index + 1 not in {one.line for one in surface.diagnostics}:
        return  # it says something else now, which others may rightly complain about
    elsewhere = [one for one in check_ruleset(text) if one.line != index + 1]
    assert elsewhere == [], "\n".join(one.render() for one in elsewhere)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("guess", ["三级指标", "数据", "测试", "依据", "?"])
def test_a_head_word_that_looks_like_another_harms_no_other(path: Path, guess: str) -> None:
    lines = list(_lines(path))
    words = ("  期间", "  给定", "测试", "数据", "量表", "一级指标", "二级指标", "  二级指标", "    三级指标", "版本")
    for word in words:
        index = next((number for number, line in enumerate(lines) if line.startswith(f"{word} ")), None)
        if index is None or word.strip() == guess:
            continue
        changed = [*lines[:index], lines[index].replace(word.strip(), guess + word.strip(), 1), *lines[index + 1 :]]
        elsewhere = [one for one in check_ruleset("\n".join(changed) + "\n") if one.line != index + 1]
        assert elsewhere == [], "\n".join(one.render() for one in elsewhere)


@given(rules())
def test_drawn_rulesets_are_sound_and_formatting_keeps_them(drawn: object) -> None:
    text = drawn.text  # type: ignore[attr-defined]
    before = resolved(text)
    assert before.is_sound, "\n".join(one.render() for one in before.diagnostics)
    laid_out = format_text(text)
    after = resolved(laid_out)
    assert after.is_sound
    assert diff_models(before.model, after.model) == ()
    assert format_text(laid_out) == laid_out


@given(corrupted())
def test_formatting_keeps_what_every_line_says(case: tuple[Path, int, str]) -> None:
    path, index, line = case
    lines = list(_lines(path))
    lines[index] = line
    text = "\n".join(lines)
    laid_out = format_text(text)
    assert format_text(laid_out) == laid_out
    before, after = parse_surface(text), parse_surface(laid_out)
    assert [one.code for one in before.diagnostics] == [one.code for one in after.diagnostics]
    assert [one.word.text for one in before.lines] == [one.word.text for one in after.lines]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_rulesets_are_laid_out(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_text(text) == text


@given(st.lists(GARBAGE, max_size=12).map("\n".join))
def test_garbage_is_diagnosed_and_never_raises(text: str) -> None:
    lines = text.splitlines()
    for one in check_ruleset(text + "\n"):
        if one.line is not None and one.span is not None:
            assert 0 <= one.span.start <= one.span.end <= len(lines[one.line - 1])
        assert one.say("zh")
        assert one.say("en")
        one.render()


@pytest.mark.parametrize(
    "piece", ["三级指标  甲 全年 ≥1家\n", "公式  " + "(" * 3000 + "\n", "数据  甲 万元 = 甲 + 甲\n", "|" * 4000 + "\n", "x" * 3999 + "\n"]
)
def test_large_texts_are_read_in_time(piece: str) -> None:
    text = "规则集  大\n" + piece * (100_000 // len(piece))
    start = time.process_time()
    check_ruleset(text)
    assert time.process_time() - start < 10


def test_ten_megabytes_are_refused_at_once() -> None:
    start = time.process_time()
    found = check_ruleset("规则集  大\n" + "三级指标  甲\n" * 1_500_000)
    assert [one.code for one in found] == ["E607"]
    assert time.process_time() - start < 2
