"""The parsing machine makes of a text exactly what Lark makes of it, and word patterns prefer the longest word."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, Token
from lark.exceptions import UnexpectedInput

from perfrules.target.grammar import STARTS, either, grammar_text
from perfrules.target.parser import build_parser
from perfrules.text.firsts import first_characters
from perfrules.text.lalr import make_tables
from perfrules.text.lexeme import Lexeme
from perfrules.text.machine import Rejection, build_machine, build_machines
from perfrules.text.tables import dump_tables, load_tables, stored_tables

PIECES = ["≥", "不低于", "95", "3.5", "1,000", "%", "家", "万元", "以上", "左右", "且", "或", "、", ";", "-", "±", "(", ")", "健全"]
PIECES += ["较上年", "提高", "2025年", "12月底", "前", "每年", "约", "十二", "前3名", "其中", "[3,5)", " ", "x", "1:3", "百分之五", "持平"]

TOYS = {
    "absent parts": """
        start : "a" [X] ["," Y [X]] | [Y] "b" -> second | [X] _SKIP [Y Y] ["!"] X
        X     : "x"
        Y     : /y+/
        _SKIP : "_"
    """,
    "repeated parts": """
        start : one+ | (X Y)+ "." | X ("," X)* ";" | "a" (Y | "b" [X])+ "_" | "!" X~2..3 | "(" (X* Y)+ ")"
        one   : "," Y
        X     : "x"
        Y     : /y+/
    """,
    "inlined rules": """
        start  : _list "." | "a" _list | _pair _pair "!" | _pair [_list] ";"
        _list  : X | _list "," X | _pair
        _pair  : "(" X [Y] ")"
        X      : "x"
        Y      : /y/
    """,
    "rules that hand on": """
        start  : sum ";"
        ?sum   : product | sum "a" product -> add | _many
        ?product : atom | product "b" atom
        ?atom  : X | Y -> why | "(" sum ")" | "!" atom [Y] -> negated | _SKIP [X]
        _many  : X "," X | X "," _many
        X      : "x"
        Y      : /y/
        _SKIP  : "_"
    """,
    "kept words and ignored ones": """
        !start : "a" X | X "," word -> both
        word   : IF | Y | IF Y
        IF.2   : "b"
        X      : "x"i
        Y      : /[by]+/
        %ignore "_"
    """,
    "words that reach further": """
        start  : X Y | LONG "." | X "," -> short | FOLLOWED X
        X.2    : /x(?!y)|(?<=y)x/
        LONG   : /(?:x|yy)+/
        FOLLOWED.3 : /y(?=x)/
        Y      : /y/
        %ignore /_+/
    """,
}
GRAMMARS = {name: (toy, ("start",)) for name, toy in TOYS.items()} | {starts[0]: (grammar_text(), starts) for starts in STARTS}
GRAMMARS["start rules that share rules"] = ('one : two "a" | X\ntwo : one "b" | "(" one ")" | Y\nX : "x"\nY : /y+/\n', ("one", "two"))

toys = st.text("xyab,.;!_()X", max_size=8)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)
all_grammars = pytest.mark.parametrize("name", GRAMMARS)


class Recorder:
    """A builder that has every method, and returns what it was called with."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name.isupper():
            raise AttributeError(name)
        return lambda children: (name, [plain(child) for child in children])


def plain(value: Any) -> Any:
    return Lexeme(str(value), value.start_pos, value.end_pos) if isinstance(value, Token) else value


def build_lark(grammar: str, starts: tuple[str, ...]) -> Lark:
    return Lark(grammar, parser="lalr", lexer="contextual", start=list(starts), transformer=Recorder(), maybe_placeholders=True)


def outcome(lark: Lark, start: str, text: str) -> Any:
    """Return what Lark makes of a text, or why it makes nothing of it."""
    try:
        return plain(lark.parse(text, start=start))
    except UnexpectedInput as error:
        return rejection(error, text)


def rejection(error: Any, text: str) -> Rejection:
    position, token, expected = error.pos_in_stream, getattr(error, "token", None), error.interactive_parser.accepts()
    parser = error.interactive_parser.parser_state
    if parser.position == parser.parse_conf.end_state:
        expected.add("$END")  # Lark only ends while it reduces, and here it has reduced already
    if token is not None and token.type == "$END":
        return Rejection(position, None, "", frozenset(expected))
    return Rejection(position, position, text[position] if token is None else str(token), frozenset(expected))


@all_grammars
def test_machine_does_what_lark_does(name: str) -> None:
    grammar, starts = GRAMMARS[name]
    lark, machines = build_lark(grammar, starts), build_machines(grammar, starts, Recorder())

    @given(st.sampled_from(starts), toys if name in TOYS or len(starts) > 1 else texts)
    def law(start: str, text: str) -> None:
        found = machines[start].run(text)
        assert (machines[start].rejection(text) if found is None else plain(found)) == outcome(lark, start, text)

    law()


@all_grammars
def test_tables_read_back(name: str) -> None:
    grammar, starts = GRAMMARS[name]
    tables = make_tables(grammar, starts)
    text = dump_tables(tables, grammar)
    assert load_tables(text, grammar, starts) == tables
    assert load_tables(text, grammar + "\n", starts) is None
    assert load_tables(text, grammar, [*starts, "other"]) is None


def test_tables_that_ship_are_used_without_their_grammar_being_built() -> None:
    for starts in STARTS:
        assert stored_tables(grammar_text(), starts) == make_tables(grammar_text(), starts)
    assert stored_tables(grammar_text() + "\n", STARTS[0]) is None
    assert stored_tables(grammar_text(), ["no such rule"]) is None


def test_rejection_of_an_accepted_text_is_a_defect() -> None:
    with pytest.raises(AssertionError):
        build_parser("target").rejection("≥95%")


@pytest.mark.parametrize(
    ("grammar", "message"),
    [
        ('start: "a"*', "may be empty"),
        ('start: "if" | NAME\nNAME: /[a-z]+/', "overlap"),
        ("start: X X\nX: /x/", "no method for rule start"),
    ],
)
def test_machine_refuses_what_it_leaves_out(grammar: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build_machine(grammar, "start", object())


def test_repetition_is_linear() -> None:
    """A list is gone on with, not copied: 200 000 steps of a copy would take minutes."""
    machine = build_machine("start: X+\nX: /x/", "start", Recorder())
    assert len(machine.run("x" * 200_000)[1]) == 200_000


patterns = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "[b-d]", r"\s", r"\d", "(?=a)", "(?!b)", "(?<=a)", "^", "$", "(?i:a)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "*?", "?+"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"(?>{part})"),
        inner.map(lambda part: f"({part})"),
    ),
    max_leaves=8,
)


@given(patterns, st.text("abcdA 1", min_size=1, max_size=6), st.integers(0, 5))
def test_a_match_begins_with_a_first_character(pattern: str, text: str, place: int) -> None:
    match = re.compile(pattern).match(text, min(place, len(text) - 1))
    firsts = first_characters(pattern)
    assert firsts is None or match is None or (match.group() != "" and match.group()[0] in firsts)


words = st.lists(st.text("万元亿kmK/a人次", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


@given(words, st.text("万元亿kmK/a人次", max_size=8))
def test_either_matches_the_longest_word(known: list[str], text: str) -> None:
    def flat(word: str) -> str:
        return re.escape(word) + ("(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else "")

    expected = re.match("|".join(flat(word) for word in sorted(known, key=lambda word: (-len(word), word))), text)
    found = re.match(either(known), text)
    assert (found and found.end()) == (expected and expected.end())
