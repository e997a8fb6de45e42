"""The qualitative vocabulary: predicates, degrees and nouns, read from lines such as `量表 好差：好 > 一般 > 差`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Generic, TypeVar

from attrs import field, frozen

__all__ = ["Kind", "Ladder", "Modifier", "Modifying", "Sense", "Vocabulary", "WordSet", "read_vocabulary"]


_Meaning = TypeVar("_Meaning")


class Kind(Enum):
    """How a predicate gets its levels."""

    LEVEL = "量表"
    OPTION = "选项"
    STATE = "状态"
    CHANGE = "变化"
    ACT = "行为"


class Modifying(Enum):
    """What a word in front of a predicate does to it."""

    DEGREE = "程度"
    NEGATION = "否定"
    GRADUAL = "渐进"
    MANNER = "方式"


@frozen
class Sense:
    """One meaning of a predicate word; `negative` marks an antonym, the levels are those of a listed scale."""

    kind: Kind
    scale: str
    order: int
    negative: bool = False
    low: int = 0
    high: int = 0
    top: int = 0


@frozen
class Modifier:
    """A word in front of a predicate; `level` is the rung of a degree word."""

    kind: Modifying
    level: int = 0


@frozen
class Ladder:
    """The rungs that degree words give to every predicate: 0 is the negated one, `plain` the bare state."""

    top: int
    plain: int
    least_change: int


@frozen
class WordSet(Generic[_Meaning]):
    """Words with their meanings, found at the end of a text by the lengths that words with that last character have."""

    meanings: Mapping[str, _Meaning]
    lengths: Mapping[str, tuple[int, ...]]

    def ends(self, text: str) -> list[str]:
        """Return the words that the text ends with, the longest first."""
        if not text:
            return []
        size = len(text)
        found = [text[size - length :] for length in self.lengths.get(text[-1], ()) if length <= size]
        return [word for word in found if word in self.meanings]


@frozen
class Vocabulary:
    """Everything that the lines of a vocabulary say."""

    senses: WordSet[tuple[Sense, ...]]
    modifiers: WordSet[Modifier]
    results: WordSet[str]
    nouns: WordSet[str]
    groups: WordSet[str]
    tails: WordSet[str]
    upward: WordSet[str]
    complements: frozenset[str]
    also_nouns: frozenset[str]
    activities: frozenset[str]
    questions: tuple[str, ...]
    ladder: Ladder
    tops: Mapping[str, int]


_HALF = str.maketrans("：｜＞＋＝～　", ":|>+=~ ")
_COMMENT = re.compile(r"(^|\s)#.*")
_HEAD = re.compile(r"([^\s:]+)\s*:?\s*(.*)")
_LISTS = {"兼名", "补语", "活动", "疑问", "词尾", "起点"}
_NOUNS = {"效名", "主语", "群体"}
_MODIFIERS = {"否定", "渐进", "方式"}


class _BadLine(Exception):
    """Why a line cannot be read."""


def _split(text: str, mark: str) -> list[str]:
    parts = [part.strip() for part in text.split(mark)]
    if "" in parts:
        raise _BadLine(f"「{mark}」之间缺少词")
    return parts


def _halves(text: str, mark: str) -> tuple[str, str]:
    left, found, right = text.partition(mark)
    if not found or not left.strip() or not right.strip():
        raise _BadLine(f"应写作 … {mark} …")
    return left.strip(), right.strip()


@frozen
class _Builder:
    """Collects the facts of the lines; it lives only while a vocabulary is read."""

    senses: dict[str, tuple[Sense, ...]] = field(factory=dict)
    modifiers: dict[str, Modifier] = field(factory=dict)
    nouns: dict[str, dict[str, str]] = field(factory=lambda: {head: {} for head in sorted(_NOUNS)})
    lists: dict[str, dict[str, str]] = field(factory=lambda: {head: {} for head in sorted(_LISTS)})
    scales: dict[str, int] = field(factory=dict)
    ladder: list[Ladder] = field(factory=list)

    def scale(self, name: str) -> int:
        if name in self.scales:
            raise _BadLine(f"「{name}」重复")
        return self.scales.setdefault(name, len(self.scales))

    def add(self, word: str, sense: Sense) -> None:
        known = self.senses.get(word, ())
        for other in known:
            if other.scale == sense.scale:
                raise _BadLine(f"「{word}」在「{sense.scale}」中重复")
        self.senses[word] = (*known, sense)

    def levels(self, rest: str) -> None:
        name, text = _halves(rest, ":")
        order, rungs = self.scale(name), _split(text, ">")
        if len(rungs) < 2:
            raise _BadLine("量表至少有两级")
        for below, rung in enumerate(reversed(rungs)):
            for word in _split(rung, "、"):
                self.add(word, Sense(Kind.LEVEL, name, order, low=below, high=below, top=len(rungs) - 1))

    def options(self, rest: str) -> None:
        name, text = _halves(rest, ":")
        order, answers = self.scale(name), _split(text, "|")
        for number, answer in enumerate(answers):
            for word in _split(answer, "、"):
                self.add(word, Sense(Kind.OPTION, name, order, low=number, high=number, top=len(answers) - 1))

    def spanning(self, rest: str) -> None:
        name, text = _halves(rest, ":")
        word, ends = _halves(text, "=")
        known = [[sense for sense in self.senses.get(end, ()) if sense.scale == name] for end in _halves(ends, "至")]
        match known:
            case [[Sense(kind=Kind.LEVEL) as low], [Sense() as high]] if low.low <= high.high:
                self.add(word, Sense(Kind.LEVEL, name, low.order, low=low.low, high=high.high, top=low.top))
            case _:
                raise _BadLine(f"「{ends}」应是量表「{name}」中从低到高的两级")

    def predicates(self, kind: Kind, rest: str) -> None:
        good, _, bad = rest.partition(" 反义 ")
        self.opposed(kind, _split(good, "、")[0], _split(good, "、"), _split(bad, "、") if bad else [])

    def pairs(self, rest: str) -> None:
        name, text = _halves(rest, ":")
        good, _, bad = text.partition(" 反义 ")
        self.opposed(Kind.STATE, name, _joined(good), _joined(bad) if bad else [])

    def opposed(self, kind: Kind, name: str, good: Iterable[str], bad: Iterable[str]) -> None:
        scale = f"程度:{name}" if kind is Kind.STATE else f"{kind.value}:{name}"
        order = self.scale(scale)
        sense, opposite = Sense(kind, scale, order), Sense(kind, scale, order, negative=True)
        for word in good:
            self.add(word, sense)
        for word in bad:
            self.add(word, opposite)

    def degrees(self, rest: str) -> None:
        rungs = [(rung.startswith("~"), _split(rung.removeprefix("~"), "、")) for rung in reversed(_split(rest, ">"))]
        plain = [level for level, (_, words) in enumerate(rungs) if words == ["本身"]]
        if self.ladder or rungs[0][1] != ["否定"] or len(plain) != 1:
            raise _BadLine("程度只写一行，其中有一级 本身，最后一级是 否定")
        change = [level for level, (lacking, _) in enumerate(rungs) if level and not lacking]
        self.ladder.append(Ladder(len(rungs) - 1, plain[0], change[0]))
        for level, (_, words) in enumerate(rungs):
            if level not in (0, plain[0]):
                self.modify(words, Modifier(Modifying.DEGREE, level))

    def modify(self, words: Iterable[str], modifier: Modifier) -> None:
        for word in words:
            if self.modifiers.setdefault(word, modifier) is not modifier:
                raise _BadLine(f"「{word}」已是另一种修饰词")

    def named(self, head: str, rest: str) -> None:
        for group in _split(rest, "|") if head == "效名" else _split(rest, "、"):
            words = _split(group, "、")
            self.nouns[head].update(dict.fromkeys(words, words[0]))

    def read(self, line: str) -> None:
        match = _HEAD.fullmatch(line)
        if match is None or not match[2]:
            raise _BadLine("行首应是一个词，后面是内容")
        head, rest = match[1], match[2]
        heads: Mapping[str, Callable[[str], None]] = {
            "量表": self.levels,
            "选项": self.options,
            "跨级": self.spanning,
            "搭配": self.pairs,
            "程度": self.degrees,
        }
        if head in heads:
            heads[head](rest)
        elif head in ("状态", "变化", "行为"):
            self.predicates(Kind(head), rest)
        elif head in _MODIFIERS:
            self.modify(_split(rest, "、"), Modifier(Modifying(head)))
        elif head in _NOUNS:
            self.named(head, rest)
        elif head in _LISTS:
            self.lists[head].update((word, word) for word in _split(rest, "、"))
        else:
            raise _BadLine(f"不认识的行首词「{head}」")

    def finish(self) -> Vocabulary:
        if not self.ladder:
            raise ValueError("缺少「程度」一行")
        senses = {
            word: found if len(found) == 1 else tuple(sorted(found, key=lambda sense: (sense.negative, sense.order)))
            for word, found in self.senses.items()
        }
        return Vocabulary(
            _word_set(senses),
            _word_set(self.modifiers),
            _word_set(self.nouns["效名"]),
            _word_set(self.nouns["主语"] | self.nouns["效名"]),
            _word_set(self.nouns["群体"]),
            _word_set(self.lists["词尾"]),
            _word_set(self.lists["起点"]),
            frozenset(self.lists["补语"]),
            frozenset(self.lists["兼名"]),
            frozenset(self.lists["活动"]),
            tuple(self.lists["疑问"]),
            self.ladder[0],
            MappingProxyType({sense.scale: sense.top for found in senses.values() for sense in found if sense.kind is Kind.LEVEL}),
        )


def _joined(text: str) -> list[str]:
    left, right = _halves(text, "+")
    return [first + second for first in _split(left, "、") for second in _split(right, "、")]


def _word_set(meanings: Mapping[str, _Meaning]) -> WordSet[_Meaning]:
    lengths: dict[str, tuple[int, ...]] = {}
    for last, length in sorted({(word[-1], -len(word)) for word in meanings}):
        lengths[last] = (*lengths.get(last, ()), -length)
    return WordSet(MappingProxyType(dict(meanings)), MappingProxyType(lengths))


def read_vocabulary(text: str) -> Vocabulary:
    """Read the lines of a qualitative vocabulary; a line that cannot be read is a `ValueError` which names it.

    >>> vocabulary = read_vocabulary("程度：明显 > 本身 > 有所 > 否定\\n变化 提高 反义 降低")
    >>> [sense.scale for sense in vocabulary.senses.meanings["提高"]]
    ['变化:提高']
    """
    builder = _Builder()
    for number, raw in enumerate(text.translate(_HALF).splitlines(), 1):
        line = (_COMMENT.sub("", raw) if "#" in raw else raw).strip()
        if not line:
            continue
        try:
            builder.read(line)
        except _BadLine as why:
            raise ValueError(f"第{number}行：{why}：{line[:60]}") from None
    return builder.finish()
