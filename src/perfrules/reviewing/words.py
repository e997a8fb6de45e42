"""The words of reviews: vague wording, names of outputs, names that tell the unit, and so on; all of it is text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import field, frozen

from perfrules.table.form import fold_label
from perfrules.text.resources import read_resource

__all__ = ["ReviewWords", "read_review_words", "review_words"]

_SOURCE = "rulesets/vocab/review.perf"


@frozen
class ReviewWords:
    """Lists of words by kind, each word with its meaning; a word is looked for anywhere in a text, the longest first."""

    lists: Mapping[str, Mapping[str, str]]
    _patterns: Mapping[str, re.Pattern[str]] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        patterns = {
            kind: re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
            for kind, words in self.lists.items()
            if words
        }
        object.__setattr__(self, "_patterns", patterns)

    def first(self, kind: str, text: str) -> str | None:
        """Return the first word of a kind in `text`, or None.

        >>> review_words().first("含糊", "服务水平有效提升")
        '有效提升'
        """
        pattern = self._patterns.get(kind)
        found = pattern.search(fold_label(text)) if pattern is not None and text else None
        return found[0] if found is not None else None

    def ending(self, kind: str, text: str) -> str | None:
        """Return the meaning of the word of a kind with which `text` ends, brackets aside; None where there is none.

        >>> review_words().ending("应有单位", "培训合格率")
        '%'
        """
        best = self.last(kind, text)
        return None if best is None else self.lists[kind][best]

    def last(self, kind: str, text: str) -> str | None:
        """Return the longest word of a kind with which `text` ends, brackets aside, or None.

        >>> review_words().last("有界", "“贫困户”满意度（%）")
        '满意度'
        """
        name = fold_label(text)
        return max((word for word in self.lists.get(kind, {}) if name.endswith(word)), key=len, default=None)

    def meaning(self, kind: str, word: str) -> str | None:
        """Return the meaning of a whole word of a kind, or None."""
        return self.lists.get(kind, {}).get(fold_label(word))

    def meant(self, kind: str, meaning: str) -> tuple[str, ...]:
        """Return the words of a kind that have a meaning, in the order of the file."""
        return tuple(word for word, one in self.lists.get(kind, {}).items() if one == meaning)


@cache
def review_words() -> ReviewWords:
    """Return the words that ship with the package."""
    return read_review_words(read_resource(_SOURCE))


def read_review_words(text: str) -> ReviewWords:
    """Return the words written in `text`, one fact per line: `类别 意义 = 词、词`; a bad line raises `ValueError`."""
    lists: dict[str, dict[str, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split(None, 3)
        if len(parts) != 4 or parts[2] != "=":
            raise ValueError(f"{_SOURCE}: line {number}: {line!r}")
        words = lists.setdefault(parts[0], {})
        for word in parts[3].strip().split("、"):
            words.setdefault(fold_label(word), parts[1])
    return ReviewWords(MappingProxyType({kind: MappingProxyType(words) for kind, words in lists.items()}))
