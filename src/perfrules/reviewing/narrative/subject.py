"""What a quantity is about, as pairs of characters: Chinese names are compared without cutting them into words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from attrs import frozen

from perfrules.reviewing.narrative.lexicon import Lexicon, lexicon

__all__ = [
    "UNLIKE",
    "Likeness",
    "Subject",
    "Weights",
    "common_words",
    "likeness",
    "subject_of",
    "unified_text",
    "weigh",
    "weight_of",
    "weight_of_grams",
]

Weights = Mapping[str, int]

_MOST = 120
_SCALE = 1000
_UNSEEN = 8
_RARE = 36
_ACT = 3
_FRONT_CHAR = re.compile(r"指标|[(\d一二三四五六七八九十]")
_FRONT = re.compile(r"^(?:指标\d*|[(]?[一二三四五六七八九十\d]{1,3}[)、.:](?!\d))+[:、.)]?")
_DATE = re.compile(r"(?:到|至|截至|于|在)?(?:19|20)\d\d年?(?:\d{1,2}月)?(?:\d{1,2}[日号])?[底末前初内度]*")


@frozen
class Subject:
    """A name or phrase made comparable: its pieces without verbs and counting words, their character pairs, its excluding words."""

    pieces: tuple[str, ...]
    grams: frozenset[str]
    rivals: tuple[tuple[str, str], ...]


@frozen
class Likeness:
    """How alike two subjects are, in thousandths: of all they hold, of the goal's subject, and of the row's name."""

    both: int
    goal: int
    row: int
    grams: int


UNLIKE = Likeness(0, 0, 0, 0)


@lru_cache(maxsize=2048)
def subject_of(text: str) -> Subject:
    """Return a name of a row, or the words around a quantity, as it is compared.

    >>> subject_of("举办科技合作与交流活动（场）").pieces
    ('科技合作与交流活动', '场')
    """
    words = lexicon()
    plain = _plain(text[-_MOST:])
    if _FRONT_CHAR.match(plain):
        plain = _FRONT.sub("", plain)
    if "20" in plain or "19" in plain:
        plain = _DATE.sub(" ", plain)
    plain = words.unified(plain)
    pieces = tuple(found for piece in words.plain.split(plain) if piece and (found := _bare(piece, words)))
    return Subject(pieces, frozenset(gram for piece in pieces for gram in _grams(piece)), words.rivals(plain))


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).split()).casefold()


@lru_cache(maxsize=512)
def unified_text(text: str) -> str:
    """Return a whole goal in the words in which subjects are compared."""
    return lexicon().unified(_plain(text))


def _bare(piece: str, words: Lexicon) -> str:
    """Return a piece without the particle in front of it and the counting word behind; a counting word alone stays."""
    piece = words.front.sub("", piece)
    return words.tail.sub("", piece) or piece


def _grams(piece: str) -> list[str]:
    return [left + right for left, right in pairwise(piece)] if len(piece) > 1 else [piece]


def weigh(names: list[Subject]) -> Weights:
    """Return what each character pair says in a table: the fewer names hold it, the more; what only tells an act says little."""
    counts: dict[str, int] = {}
    for name in names:
        for gram in name.grams:
            counts[gram] = counts.get(gram, 0) + 1
    acts = lexicon().acts
    return {gram: _RARE // (count + 2) if gram not in acts else _ACT for gram, count in counts.items()}


def weight_of(subject: Subject, weights: Weights) -> int:
    """Return how much a subject says in all."""
    return weight_of_grams(subject.grams, weights)


def weight_of_grams(grams: frozenset[str], weights: Weights) -> int:
    """Return how much character pairs say in all, also those of labels in cells, which no name of a row holds."""
    return sum([weights.get(gram, _UNSEEN) for gram in grams])


def likeness(goal: Subject, row: Subject, weights: Weights, goal_weight: int, row_weight: int) -> Likeness:
    """Return how alike the subject of a goal and the name of a row are."""
    common = goal.grams & row.grams
    if not common:
        return UNLIKE
    shared = weight_of_grams(common, weights)
    both = 2 * shared * _SCALE // (goal_weight + row_weight)
    return Likeness(both, shared * _SCALE // goal_weight, shared * _SCALE // row_weight, len(common))


@lru_cache(maxsize=8192)
def common_words(goal: tuple[str, ...], row: tuple[str, ...]) -> str:
    """Return the longest stretch of characters that the pieces of two subjects share, empty where they have none of two characters.

    >>> common_words(("培育", "高新技术企业"), ("高新技术企业",))
    '高新技术企业'
    """
    best = ""
    for piece in row:
        for start in range(len(piece)):
            while len(piece) - start > len(best) and any(piece[start : start + len(best) + 1] in one for one in goal):
                best = piece[start : start + len(best) + 1]
    return best if len(best) > 1 else ""
