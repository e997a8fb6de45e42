"""Laws of reading: any text at all is a target, or an error that says where and why. Nothing else happens."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark

from perfrules import PerfRulesError, Target, TargetSyntaxError, parse_quantity, parse_target
from perfrules.target.grammar import grammar_text
from perfrules.text.limits import MAX_CELL
from perfrules.text.span import display_width
from property.strategies import TOKENS, assert_told, fullwidth, token_soup
from support.plain import is_plain

CORPUS = [
    line.split("\t")[0]
    for line in (Path(__file__).parent.parent / "corpus" / "targets.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def assert_well_told(error: PerfRulesError, text: str) -> None:
    """An error names a code, a place inside the text, and can be shown in both languages."""
    assert error.diagnostics
    assert str(error)
    for diagnostic in error.diagnostics:
        assert re.fullmatch(r"E[0-9]{3}", diagnostic.code)
        shown, english = diagnostic.render(), diagnostic.render("en")
        assert diagnostic.code in shown
        assert diagnostic.code in english
        assert not re.search(r"\{[a-z]+\}", diagnostic.message)
        if diagnostic.span is None:
            continue
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(text)
        assert diagnostic.source == text
        assert_caret_below(shown, diagnostic.span.start, text)


def assert_caret_below(shown: str, start: int, text: str) -> None:
    """The caret line stands as many columns to the right as the text before the place is wide."""
    lines = shown.split("\n")
    caret = next((index for index, line in enumerate(lines) if re.fullmatch(r" *\^+", line)), None)
    if caret is None:
        return
    excerpt, column = lines[caret - 1], len(lines[caret]) - len(lines[caret].lstrip())
    before = text[max(0, start - 30) : start]
    ellipsis = "…" if start > 30 else ""
    assert column == 2 + display_width(ellipsis + before)
    assert excerpt.startswith(f"  {ellipsis}")


def assert_read_or_told(text: str) -> None:
    """The one law of this file."""
    try:
        target = parse_target(text)
    except TargetSyntaxError as error:
        assert_well_told(error, text)
        return
    assert isinstance(target, Target)
    assert target.kind
    assert isinstance(str(target), str)
    for note in target.notes:
        assert note.render()
        assert note.render("en")
        assert note.span is None or 0 <= note.span.start <= note.span.end <= len(text)


# --- the grammar's own language -------------------------------------------------------------------

REALISTIC = {
    "NUMBER": ("3", "17500", "1,000", "0.5", "-3", "+2", "负5", ".5"),
    "MIXED": ("3千5百", "1万2千", "2万3"),
    "FRACTION": ("1/3", "-2/5"),
    "RATIO": ("1:20", "1.5:3"),
    "SHARE": ("百分之九十", "三分之二", "千分之5", "百分百"),
    "CN_NUMBER": ("十二", "一百零五", "两万三", "负三"),
    "CN_ALONE": ("三百六十五", "十二", "三"),
    "PLAIN": ("3", "5.5", "-2"),
    "UNIT": ("家", "%", "万元", "元/人·月", "个工作日", "人次", "亿", "/年"),
    "EACH": ("每年", "每人", "每亩"),
    "MORE": ("余", "多"),
    "PRODUCT": ("7×24", "3*5"),
    "REMARK": ("(含)", "(不含)", "(含5家)", "(除外)"),
    "COMPARATOR": ("≥", "<=", "=", ">", "<", "≠", "=>"),
    "OP_WORD": ("不低于", "不超过", "达到", "控制在", "等于", "少于"),
    "OP_FAR": ("不超过", "不低于"),
    "POST": ("以上", "以内", "及以上", "左右", "以下(不含)"),
    "ABOUT": ("约", "≈", "大约", "近"),
    "PLUS_MINUS": ("±", "+/-"),
    "RANGE": ("-", "~", "至", "到", "--"),
    "OPEN": ("[", "("),
    "CLOSE": ("]", ")"),
    "RANK": ("第3名", "前10名", "第一位"),
    "LABEL": ("培训", "合格率:", "新建道路"),
    "WORD": ("完成", "健全", "明显提高", "项目"),
    "_AND": ("且", ";", "、", ",其中", "并且"),
    "_OR": ("或", "或者"),
    "FROM": ("由", "从"),
    "DATE": ("2025年12月底", "12月31日", "2025.06.30", "一季度", "上半年", "2023年"),
    "BEFORE": ("前", "以前", "前完成", "内"),
    "SINCE": ("后", "起"),
    "BASE": ("较上年", "同比", "比2020年", "与上年同期相比"),
    "BARE_BASE": ("上年", "上年水平"),
    "UP": ("提高", "增长率"),
    "DOWN": ("下降", "降低了"),
    "MOVE": ("提高", "下降", "增长率"),
    "STANDING": ("持平", "零增长", "只增不减"),
}


PARTS = ("change", "date", "labelled")
"""Rules that a random sentence seldom reaches; each is a target by itself."""


@cache
def grammar() -> Lark:
    return Lark(grammar_text(), start=["target", *PARTS], parser="lalr", lexer="contextual")


def realistic_terminals() -> dict[str, st.SearchStrategy[str]]:
    """Terminals look ahead, so Hypothesis cannot invert them: give each the texts that tables print."""
    named = {terminal.name for terminal in grammar().terminals}
    return {name: st.sampled_from(texts) for name, texts in REALISTIC.items() if name in named}


@cache
def sentences() -> st.SearchStrategy[str]:
    return st.one_of(*(from_lark(grammar(), start=rule, explicit=realistic_terminals()) for rule in ("target", *PARTS)))


@given(sentences())
@settings(max_examples=60)
def test_each_sentence_of_the_grammar_is_read_or_told(text: str) -> None:
    assert_read_or_told(text)


def test_sentences_of_the_grammar_hold_words_and_are_mostly_read() -> None:
    """The generator would silently leave out what it cannot invert: words must occur, and most texts must read."""
    texts: list[str] = []

    @given(sentences())
    @settings(max_examples=120, database=None)
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    joined = "\n".join(texts)
    for terminal in ("OP_WORD", "POST", "EACH", "BASE", "SHARE", "DATE", "UNIT", "LABEL"):
        assert any(word in joined for word in REALISTIC[terminal]), terminal
    assert sum(_reads(text) for text in texts) * 4 > len(texts)


def _reads(text: str) -> bool:
    try:
        parse_target(text)
    except TargetSyntaxError:
        return False
    return True


def test_every_realistic_terminal_matches_its_own_pattern() -> None:
    """A list that no longer belongs to the grammar would make the law above empty."""
    named = {terminal.name for terminal in grammar().terminals}
    assert len(named & set(REALISTIC)) >= 30


# --- texts that no grammar has seen ---------------------------------------------------------------


@given(st.text(max_size=60))
def test_any_unicode_text_is_read_or_told(text: str) -> None:
    assert_read_or_told(text)


@given(st.text(st.sampled_from("".join(TOKENS)), max_size=40))
def test_any_mix_of_known_characters_is_read_or_told(text: str) -> None:
    assert_read_or_told(text)


@given(token_soup(25))
@settings(max_examples=400)
def test_any_mix_of_known_pieces_is_read_or_told(text: str) -> None:
    assert_read_or_told(text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Take a good cell and damage it: drop, double, swap or replace a character, or cut it short."""
    text = draw(st.sampled_from(CORPUS))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, max(len(text) - 1, 0)))
        left, char, right = text[:place], text[place : place + 1], text[place + 1 :]
        kind = draw(st.sampled_from(["drop", "double", "swap", "replace", "insert", "cut", "join", "wide"]))
        match kind:
            case "drop":
                text = left + right
            case "double":
                text = left + char * 2 + right
            case "swap":
                text = left + right[:1] + char + right[1:]
            case "replace":
                text = left + draw(st.sampled_from(TOKENS)) + right
            case "insert":
                text = left + draw(st.sampled_from(TOKENS)) + char + right
            case "cut":
                text = left
            case "join":
                text += draw(st.sampled_from(CORPUS))
            case _:
                text = fullwidth(text)
    return text


@given(mutated())
@settings(max_examples=600)
def test_a_damaged_cell_is_read_or_told(text: str) -> None:
    assert_read_or_told(text)


@given(st.lists(st.sampled_from([*TOKENS, *CORPUS[:80]]), min_size=1, max_size=6).map("".join), st.integers(1, 10_000))
@settings(max_examples=60)
def test_a_long_cell_is_read_or_told(piece: str, size: int) -> None:
    text = (piece * (size // len(piece) + 1))[:size]
    assert_read_or_told(text)


@given(token_soup(12), st.one_of(st.none(), token_soup(3)), st.one_of(st.none(), token_soup(2)))
def test_any_three_columns_are_read_or_told(text: str, unit: str | None, operator: str | None) -> None:
    try:
        target = parse_target(text, unit=unit, operator=operator)
    except PerfRulesError as error:
        assert_told(error)
        return
    assert str(target) is not None


@given(st.one_of(token_soup(8), st.text(max_size=12), st.sampled_from(CORPUS)))
def test_any_text_is_a_quantity_or_told(text: str) -> None:
    try:
        quantity = parse_quantity(text)
    except PerfRulesError as error:
        assert_told(error)
        return
    assert quantity == quantity.to(quantity.unit)


@given(st.one_of(token_soup(15), mutated()))
@settings(max_examples=400)
def test_whatever_reads_also_round_trips(text: str) -> None:
    try:
        target = parse_target(text)
    except TargetSyntaxError:
        return
    assert not is_plain(target) or parse_target(str(target)) == target


@given(mutated(), mutated())
@settings(max_examples=200)
def test_any_two_targets_that_read_can_be_related(left: str, right: str) -> None:
    try:
        one, other = parse_target(left), parse_target(right)
    except TargetSyntaxError:
        return
    for answer in (one.implies(other), one.is_disjoint(other), one.is_empty):
        assert answer in (True, False)
    if "placeholder" not in (one.kind, other.kind):
        for combined in (one & other, one | other):
            assert str(combined)
    assert one.boundaries() is not None


@given(st.sampled_from(CORPUS), st.sampled_from(CORPUS))
def test_accepting_any_cell_as_actual_value_never_breaks(target: str, actual: str) -> None:
    try:
        assert parse_target(target).accepts(actual) in (True, False, None)
    except PerfRulesError as error:
        assert_told(error)


def test_a_cell_beyond_the_limit_says_so() -> None:
    with pytest.raises(TargetSyntaxError) as caught:
        parse_target("≥1家、" * MAX_CELL)
    assert caught.value.diagnostics[0].code == "E107"
    assert parse_target("健全" * MAX_CELL).kind in ("grade", "text")
