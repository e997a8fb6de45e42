"""The words that tell what a goal speaks of: left out, taken for one another, or against one another; all of it is text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from attrs import field, frozen

from perfrules.reviewing.words import ReviewWords, review_words
from perfrules.target.grammar import either
from perfrules.value.unit import Unit
from perfrules.value.words import standard_words

__all__ = ["Lexicon", "lexicon"]

_NOTHING = "(?!)"


@frozen(eq=False)
class Lexicon:
    """The vocabulary of narratives with its patterns, each made once.

    >>> lexicon().rivals("新建幼儿园")
    (('学段', '幼儿园'), ('工程', '新建'))
    """

    words: ReviewWords = field(repr=False)
    plain: re.Pattern[str] = field(init=False, repr=False)
    front: re.Pattern[str] = field(init=False, repr=False)
    tail: re.Pattern[str] = field(init=False, repr=False)
    funds: re.Pattern[str] = field(init=False, repr=False)
    level: re.Pattern[str] = field(init=False, repr=False)
    idle: re.Pattern[str] = field(init=False, repr=False)
    part: re.Pattern[str] = field(init=False, repr=False)
    aside: re.Pattern[str] = field(init=False, repr=False)
    change: re.Pattern[str] = field(init=False, repr=False)
    firm: re.Pattern[str] = field(init=False, repr=False)
    idle_units: frozenset[str] = field(init=False, repr=False)
    acts: frozenset[str] = field(init=False, repr=False)
    measures: Mapping[str, str] = field(init=False, repr=False)
    _aliases: Mapping[str, str] = field(init=False, repr=False)
    _alias: re.Pattern[str] = field(init=False, repr=False)
    _rivals: Mapping[str, str] = field(init=False, repr=False)
    _rival: re.Pattern[str] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        known = self.words.lists
        targets = standard_words()
        left_out = known.get("叙述略去", MappingProxyType({}))
        single = self.words.meant("叙述略去", "单字")
        acts = [*known.get("叙述动作", ()), *self.words.meant("叙述相斥", "率")]
        made: dict[str, object] = {
            "plain": re.compile(rf"(?:{_either(word for word in left_out if word not in single)}|[^0-9a-z㐀-鿿])+"),
            "front": re.compile(rf"^(?:{_either(single)})+"),
            "tail": re.compile(rf"(?:{_either(known.get('叙述尾', ()))})$"),
            "funds": re.compile(_either(self.words.meant("叙述非目标", "资金"))),
            "idle": re.compile(_either(word for word, kind in known.get("叙述非目标", {}).items() if kind != "资金")),
            "level": re.compile(f"(?:{_either(known.get('叙述平词', ()))})(?!{_either(known.get('叙述达词', ()))})"),
            "aside": re.compile(rf"(?<![较比与同])(?:{_either(known.get('叙述旁及', ()))})"),
            "change": re.compile(rf"[^，。；,;]{{0,4}}(?:{_either(known.get('叙述变化', ()))})(?:到|至|为)"),
            "part": re.compile(_either(known.get("叙述其中", ()))),
            "firm": re.compile(_either([*targets.before, *(word for word in targets.after if len(word) > 1), *"≥≤＞＜><≧≦"])),
            "idle_units": frozenset(known.get("叙述非目标单位", ())),
            "acts": frozenset(pair for word in acts for pair in map("".join, pairwise(word))),
            "measures": known.get("叙述量词", MappingProxyType({})),
            "_aliases": known.get("叙述同义", MappingProxyType({})),
            "_rivals": known.get("叙述相斥", MappingProxyType({})),
        }
        made["_alias"] = re.compile(_either(self.words.lists.get("叙述同义", ())))
        made["_rival"] = re.compile(_either(self.words.lists.get("叙述相斥", ())))
        for name, value in made.items():
            object.__setattr__(self, name, value)

    def unified(self, text: str) -> str:
        """Return a text in which words of one meaning are written alike."""
        return self._alias.sub(lambda match: self._aliases[match[0]], text)

    def measure(self, unit: Unit) -> str:
        """Return the group of measure words that a unit belongs to, empty for none."""
        return self.measures.get(unit.dimension[0][0], "") if unit.count else ""

    def rivals(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return the words of a text that exclude others, each with its group, sorted."""
        return tuple(sorted({(self._rivals[word], word) for word in self._rival.findall(text)}))


def _either(words: Iterable[str]) -> str:
    """Return a pattern of the longest of many words; a look at the first character spares most places of a text the rest."""
    listed = list(words)
    if not listed:
        return _NOTHING
    heads = "".join(re.escape(head) for head in sorted({word[0] for word in listed}))
    return f"(?=[{heads}]){either(listed)}"


@cache
def lexicon() -> Lexicon:
    """Return the vocabulary that ships with perfrules."""
    return Lexicon(review_words())
