"""The grammar of target values: readable `.lark` parts joined into one text, with the vocabularies filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from perfrules.text.resources import read_resource
from perfrules.value.numeral import MAGNITUDES
from perfrules.value.unit_table import standard_units
from perfrules.value.words import standard_words

__all__ = ["PARTS", "STARTS", "either", "fragment", "grammar_text"]

PARTS = ("number", "target", "date", "change", "passage")
STARTS = (("target",), ("passage",))
"""The start rules of each table: merged, each state of one would also take the words that only the other allows."""

_LET = re.compile(r"^%let\s+(\w+)\s*=\s*(.+)$", re.MULTILINE)
_HOLE = re.compile(r"<<(\w+)>>")


def either(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of many words, with common beginnings written once.

    A flat list of a thousand words compiles ten times as slowly. A Latin word must not run on into more letters.

    >>> either(["万元", "万", "元", "km"])
    '(?:km(?![A-Za-z0-9])|万元?|元)'
    """
    root: _Trie = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root, "")


_Trie = dict[str, Any]


def _pattern(node: _Trie, last: str) -> str:
    """Return the pattern of what may follow `last`; where a word can end or go on, going on comes first."""
    tails: dict[str, list[str]] = {}
    for char in sorted(key for key in node if key):
        tails.setdefault(_pattern(node[char], char), []).append(re.escape(char).replace("/", r"\/"))
    branches = [(chars[0] if len(chars) == 1 else f"[{''.join(chars)}]") + tail for tail, chars in tails.items()]
    if "" in node:
        bound = "(?![A-Za-z0-9])" if last.isascii() and last.isalnum() else ""
        if not branches:
            return bound
        if not bound:
            one_char = len(branches) == 1 and (len(branches[0]) == 1 or re.fullmatch(r"\[[^\[\]\\]+\]", branches[0]))
            return f"{branches[0]}?" if one_char else f"(?:{'|'.join(branches)})?"
        branches.append(bound)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@cache
def _fragments() -> dict[str, str]:
    words = standard_words()
    units = list(standard_units().words)
    magnitudes = [word for word in MAGNITUDES if word not in ("十", "个亿")]
    fragments = {
        "WORD_UNIT": either([*units, "个亿"]),
        "WORD_COUNT": either(word for word, unit in standard_units().words.items() if unit.discrete and len(word) < 3),
        "WORD_HEAD": "".join(re.escape(head) for head in sorted({word[0] for word in [*units, *magnitudes]}) if head not in "/"),
        "WORD_MAGNITUDE": either(magnitudes),
        "WORD_BEFORE": either(words.before),
        "WORD_REACH": either(word for word in words.reach if len(word) > 1 or word not in "前"),
        "WORD_AFTER": f"(?:{either(word for word in words.after if len(word) > 1)}|(?<=[时钟天日月年周度])内|\\+)",
        "WORD_ABOUT": either(words.about_before),
        "WORD_ABOUT_AFTER": either(words.about_after),
        "WORD_MORE": either(words.more),
        "WORD_UP": either(words.up),
        "WORD_DOWN": either(words.down),
        "WORD_MOVE": either(word for word in [*words.up, *words.down] if len(word) > 1),
        "WORD_BASE": either(words.bases),
        "WORD_CHANGE": either(words.changes),
    }
    for name, pattern in _LET.findall(read_resource("grammar/fragments.lark")):
        fragments[name] = _fill(pattern.strip(), fragments)
    return fragments


def _fill(text: str, fragments: dict[str, str]) -> str:
    return _HOLE.sub(lambda hole: fragments[hole[1]], text)


def fragment(name: str) -> str:
    """Return one fragment of the grammar as a regular expression with all its holes filled."""
    return _fragments()[name]


@cache
def grammar_text() -> str:
    """Return the whole grammar as Lark reads it."""
    parts = [_fill(read_resource(f"grammar/{part}.lark"), _fragments()) for part in PARTS]
    return "\n".join([*parts, "%import common.WS", "%ignore WS", ""])
