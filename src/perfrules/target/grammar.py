"""The grammar of target values: readable `.lark` parts joined into one text, with the vocabularies filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from perfrules.text.resources import read_resource
from perfrules.value.numeral import MAGNITUDES
from perfrules.value.unit_table import standard_units
from perfrules.value.words import standard_words

__all__ = ["PARTS", "fragment", "grammar_text"]

PARTS = ("number", "target", "date", "change", "passage")

_LET = re.compile(r"^%let\s+(\w+)\s*=\s*(.+)$", re.MULTILINE)
_HOLE = re.compile(r"<<(\w+)>>")


def _either(words: Iterable[str]) -> str:
    """Return a pattern that prefers the longest word; a Latin word must not run on into more letters."""
    return "|".join(_bounded(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _bounded(word: str) -> str:
    latin = word[-1].isascii() and word[-1].isalnum()
    return re.escape(word).replace("/", r"\/") + ("(?![A-Za-z0-9])" if latin else "")


@cache
def _fragments() -> dict[str, str]:
    words = standard_words()
    units = list(standard_units().words)
    magnitudes = [word for word in MAGNITUDES if word not in ("十", "个亿")]
    fragments = {
        "WORD_UNIT": f"(?:{_either([*units, '个亿'])})",
        "WORD_HEAD": "".join(re.escape(head) for head in sorted({word[0] for word in [*units, *magnitudes]}) if head not in "/"),
        "WORD_MAGNITUDE": f"(?:{_either(magnitudes)})",
        "WORD_BEFORE": _either(words.before),
        "WORD_REACH": _either(words.reach),
        "WORD_AFTER": _either(words.after).replace("|内|", "|(?<=[时钟天日月年周度])内|"),
        "WORD_ABOUT": _either(words.about_before),
        "WORD_ABOUT_AFTER": _either(words.about_after),
        "WORD_MORE": _either(words.more),
        "WORD_UP": _either(words.up),
        "WORD_DOWN": _either(words.down),
        "WORD_BASE": _either(words.bases),
        "WORD_CHANGE": _either(words.changes),
        "WORD_SHORT": _either(words.short_labels),
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
