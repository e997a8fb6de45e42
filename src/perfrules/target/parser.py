"""Parsing: from folded text to the syntax tree, or to a diagnostic in the words of the field."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from perfrules.target.ast import Node, Phrase
from perfrules.target.build import Builder
from perfrules.target.grammar import fragment, grammar_text
from perfrules.target.simple import read_simple
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TargetSyntaxError
from perfrules.text.fold import Folded
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_CELL
from perfrules.text.machine import Machine, build_machine
from perfrules.text.near import alike
from perfrules.value.words import standard_words

Start = Literal["target", "passage"]

__all__ = ["build_parser", "is_measured", "is_wording", "parse_syntax"]

_SAID = {
    "NUMBER": "数字",
    "CN_NUMBER": "数字",
    "PLAIN": "数字",
    "UNIT": "计量单位",
    "COMPARATOR": "比较符（≥、≤、=、>、<）",
    "OP_WORD": "比较词（不低于、不超过 …）",
    "POST": "以上、以内、左右",
    "RANGE": "区间（-、至）",
    "PLUS_MINUS": "±",
    "DATE": "日期",
    "RANK": "名次",
    "_AND": "并列（且、顿号）",
    "_OR": "或",
    "WORD": "文字",
    "_COMMA": "逗号",
    "CLOSE": "右括号",
    "_RP": "右括号",
}


@cache
def build_parser(start: Start) -> Machine:
    """Return the parser for cells (`target`) or for narrative text (`passage`), built on first use.

    The two are built apart: merged, each state of one would also take the words that only the other allows.
    """
    return build_machine(grammar_text(), start, Builder())


@cache
def _measured() -> re.Pattern[str]:
    """Return the pattern of everything that makes a text a matter of measuring, not of wording."""
    found = "|".join(
        [
            r"[0-9<>=≤≥≠≈±%‰‱]",
            fragment("WORD_OP"),
            fragment("BASE"),
            fragment("CN_SHARE"),
            rf"^(?:{fragment('CN_ALONE')}|{fragment('RANK')}|{fragment('QUARTER')}|[上下]半年|年[底末]|(?:全年|当年|年内|本年度?)$|(?:[^,;、。]*?)(?:{fragment('WORD_CHANGE')})$)",
            rf"(?:{fragment('WORD_ABOUT')})(?={fragment('CN_NUMBER')})",
            rf"每[一-鿿]{{1,4}}?{fragment('CN')}+{fragment('WORD_COUNT')}{fragment('END')}",
            rf"^{fragment('CN_YEAR')}",
            rf"[第前]{fragment('CN')}+[名位]?{fragment('END')}",
        ]
    )
    return re.compile(found)


_OVERLAP = 100
_HARD = re.compile(r"[0-9<>=≤≥≠±%‰‱\[\]]")


def is_measured(text: str) -> bool:
    """Tell whether a folded text holds a number, a comparison, a change or a date: something to be parsed.

    >>> is_measured("三公经费"), is_measured("十二家"), is_measured("不超过预算"), is_measured("不超过三次")
    (False, True, False, True)
    """
    if len(text) <= MAX_CELL:
        return _measured().search(text) is not None
    # Longer texts are looked at in pieces that overlap: some of the patterns look ahead as far as there are digits.
    pieces = (text[start : start + MAX_CELL] for start in range(0, len(text), MAX_CELL - _OVERLAP))
    return any(_measured().search(piece) is not None for piece in pieces)


def is_wording(text: str) -> bool:
    """Tell whether a folded text has neither digits nor signs, so that it may be mere wording."""
    return _HARD.search(text) is None


def parse_syntax(folded: Folded) -> Node:
    """Return the syntax tree of one folded expression; `TargetSyntaxError` names the place where it breaks.

    A text without digits and signs that the grammar does not take is wording, not an error.
    """
    text = folded.text
    simple = read_simple(text)
    if simple is not None:
        return simple
    if not is_measured(text):
        return Phrase(Lexeme(text, 0, len(text)))
    if len(text) > MAX_CELL:
        raise TargetSyntaxError([Diagnostic("E107", {"limit": str(MAX_CELL)}, folded.written[:60])])
    node = build_parser("target").run(text)
    if node is not None:
        return cast("Node", node)
    if is_wording(text):
        return Phrase(Lexeme(text, 0, len(text)))
    raise TargetSyntaxError([_explain(folded)])


def _explain(folded: Folded) -> Diagnostic:
    """Return the diagnostic for the place where the grammar cannot go on."""
    where = build_parser("target").rejection(folded.text)
    expected = "、".join(dict.fromkeys(said for name, said in _SAID.items() if name in where.expected)) or "（无）"
    if where.position is None:
        end = folded.span(len(folded.text), len(folded.text))
        return Diagnostic("E102", {"expected": expected}, folded.written, end)
    start, end_of = where.position, where.position + len(where.found)
    args = {"found": folded.as_written(start, end_of) or where.found, "expected": expected}
    if suggestion := _suggest(folded.text, start):
        args["suggestion"] = suggestion
    return Diagnostic("E101", args, folded.written, folded.span(start, end_of))


def _suggest(text: str, position: int) -> str:
    """Return the comparison word that the text before the break resembles, if any."""
    words = [*standard_words().before, *standard_words().after]
    run = re.search(r"[一-鿿]{2,6}$", text[:position]) or re.match(r"[一-鿿]{2,6}", text[position:])
    if run is None or run[0] in words:
        return ""
    return alike(run[0], words)
