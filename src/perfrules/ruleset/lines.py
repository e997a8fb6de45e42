"""Lines: a text cut into lines, each with its head word and its comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from perfrules.ruleset.words import HEADS, Head, find_head
from perfrules.text.fold import Folded, fold
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_LINES
from perfrules.text.near import alike

__all__ = ["RawLine", "likely_head", "split_lines"]

_QUOTED = re.compile(r"「[^「」]*」|“[^“”]*”|\"[^\"]*\"")
_WORD = re.compile(r"\s*([^\s:「|]+)")


class RawLine(NamedTuple):
    """A line before its rest is read: the place where the rest begins is `rest`, where it ends `end`."""

    number: int
    folded: Folded
    word: Lexeme
    rest: int
    end: int
    comment: Lexeme | None


def split_lines(text: str) -> Iterator[RawLine]:
    """Yield the lines of a text that say anything; blank ones only matter to the formatter."""
    for number, written in enumerate(text.splitlines(), 1):
        if written and not written.isspace():
            yield _split_line(number, fold(written, markup=False))


def _split_line(number: int, folded: Folded) -> RawLine:
    text = folded.text
    comment = _comment(text)
    end = len(text) if comment is None else comment.start
    found = _WORD.match(text, 0, end)
    if found is None:
        return RawLine(number, folded, _first(text, end), end, end, comment)
    word = _head_word(found[1])
    start = found.start(1)
    rest = start + len(word)
    after = re.compile(r"\s*:").match(text, rest, end)
    behind = after.end() if after else rest
    if text[behind : behind + 1] == "#":
        comment, end = Lexeme(text[behind:].rstrip(), behind, len(text.rstrip())), behind
    return RawLine(number, folded, Lexeme(word, start, rest), behind, end, comment)


def _first(text: str, end: int) -> Lexeme:
    """Return the bar of a table row, or nothing."""
    start = len(text[:end]) - len(text[:end].lstrip())
    return Lexeme(text[start:end][:1], start, min(start + 1, end))


def _comment(text: str) -> Lexeme | None:
    """Return the comment of a line: `#` at its beginning or behind a blank, outside quotes."""
    if "#" not in text:
        return None
    bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    found = re.search(r"(?:^|(?<=\s))#", bare)
    return Lexeme(text[found.start() :].rstrip(), found.start(), len(text.rstrip())) if found else None


def _head_word(word: str) -> str:
    """Return the head word that a word begins with, if a digit or sign follows it without a blank: 满分100分."""
    found = _glued().match(word)
    return found[1] if found else word


@cache
def _glued() -> re.Pattern[str]:
    words = sorted((head.word for head in HEADS), key=len, reverse=True)
    return re.compile(rf"({'|'.join(words)})(?=[^\w一-鿿]|[0-9])")


@lru_cache(maxsize=MAX_LINES)
def likely_head(word: str) -> Head | None:
    """Return the head word that an unknown one was probably meant to be.

    >>> likely_head("计份").word, likely_head("三级指标预算偏差率").word, likely_head("无关") is None
    ('计分', '三级指标', True)
    """
    begun = max(
        (head for head in HEADS if len(head.word) > 1 and word.startswith(head.word)), key=lambda head: len(head.word), default=None
    )
    if begun is not None:
        return begun
    near = alike(word[:12], (head.word for head in HEADS), 50)
    return find_head(near) if near else None
