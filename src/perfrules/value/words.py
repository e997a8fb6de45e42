"""The words of target values: comparators, approximations, changes and placeholders, read from `operators.perf`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType

from attrs import frozen

from perfrules.text.resources import read_resource

__all__ = ["Comparator", "Emptiness", "Words", "read_words", "standard_words", "turn_of"]


class Comparator(Enum):
    """How an actual value is held against a number."""

    GE = "≥"
    GT = ">"
    EQ = "="
    NE = "≠"
    LE = "≤"
    LT = "<"


class Emptiness(Enum):
    """Why a cell holds no value: three different things."""

    MISSING = "空缺"
    NOT_APPLICABLE = "不适用"
    UNDETERMINED = "暂定"


@frozen
class Words:
    """The vocabulary of target values, each word with its meaning."""

    before: Mapping[str, Comparator]
    reach: Mapping[str, Comparator]
    after: Mapping[str, Comparator]
    about_before: tuple[str, ...]
    about_after: tuple[str, ...]
    not_about: tuple[str, ...]
    more: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    bases: tuple[str, ...]
    changes: Mapping[str, Comparator]
    short_labels: tuple[str, ...]
    altering: tuple[str, ...]
    placeholders: Mapping[str, Emptiness]
    statuses: tuple[str, ...]
    openings: tuple[str, ...]
    currencies: Mapping[str, str]
    lookalikes: Mapping[str, str]
    particles: tuple[str, ...]
    zeros: tuple[str, ...]


_LINE = re.compile(r"(\S+?)(?:\s+(\S+))?\s*[：:]\s*(\S.*)")


def read_words(text: str) -> Words:
    """Read the lines of an operator vocabulary; a bad line raises `ValueError` with its number."""
    facts: dict[str, dict[str, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"line {number}: {line!r}")
        words = facts.setdefault(match[1] + ("后" if match[2] == "后" else ""), {})
        words.update(dict.fromkeys(match[3].split("、"), match[2] or ""))

    def compared(head: str) -> Mapping[str, Comparator]:
        return MappingProxyType({word: Comparator(sign[0]) for word, sign in facts[head].items()})

    placeholders = {word: kind for kind in Emptiness for word in facts[kind.value]}
    return Words(
        compared("前置"),
        compared("趋近"),
        MappingProxyType({word: Comparator(sign) for word, sign in facts["后置"].items()}),
        tuple(facts["约数"]),
        tuple(facts["约数后"]),
        tuple(facts["非约数"]),
        tuple(facts["余数"]),
        tuple(facts["上升"]),
        tuple(facts["下降"]),
        tuple(facts["基数"]),
        compared("变化词"),
        tuple(facts["短标签"]),
        tuple(facts["改义"]),
        MappingProxyType(placeholders),
        tuple(facts["完成状态"]),
        tuple(facts["主语略去"]),
        MappingProxyType(facts["币种"]),
        MappingProxyType(facts["形近"]),
        tuple(facts["虚词"]),
        tuple(facts["零词"]),
    )


@cache
def standard_words() -> Words:
    """Return the vocabulary that ships with perfrules.

    >>> standard_words().before["不低于"]
    <Comparator.GE: '≥'>
    """
    return read_words(read_resource("rulesets/vocab/operators.perf"))


def turn_of(text: str) -> int:
    """Return 1 for a word of rising, -1 for one of falling, 0 for any other.

    >>> turn_of("增加"), turn_of("下降幅度"), turn_of("减少了"), turn_of("合格率")
    (1, -1, -1, 0)
    """
    words = standard_words()
    forms = (text, text.removesuffix("了").removesuffix("幅度").removesuffix("率"))
    if any(form in words.down for form in forms):
        return -1
    return 1 if any(form in words.up for form in forms) else 0
