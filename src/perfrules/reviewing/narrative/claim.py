"""What a goal claims: its quantities with the words around them, without the numbers that are no goals."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache

from attrs import evolve, frozen

from perfrules.reviewing.narrative.lexicon import lexicon
from perfrules.reviewing.narrative.side import Side, side_of
from perfrules.reviewing.narrative.subject import Subject, subject_of
from perfrules.target import Mention, find_quantities
from perfrules.target.body import Measure
from perfrules.text.limits import MAX_CLAIMS, MAX_GOAL
from perfrules.value.unit import Dimension
from perfrules.value.unit_table import find_unit

__all__ = ["Claim", "claims_of"]

_CLAUSE = re.compile(r"[。；;！!？?\n，,：:](?!\d{3}(?!\d))|[(（][一二三四五六七八九十\d]{1,3}[)）]|(?<!\d)\d{1,2}[.、．](?!\d)")
_SENTENCE = re.compile(r"[。！!？?\n；;]|[(（][一二三四五六七八九十\d]{1,3}[)）]")
_NEXT_TO = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]|[-—/](?=\d)")
_BEFORE_NAME = re.compile(r"[第〕\]】A-Za-z]")
_LATIN_UNIT = re.compile(r"\d+[A-Za-z]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!以来)")
_FROM = re.compile(r"[由从]$")
_END = re.compile(r"[\s，,。；;、)）！!？?]|$")
_OPEN, _CLOSED = "“「『《", "”」』》"
_ENDED = re.compile(r"[)）。；;]")
_AFTER = 24
_AROUND = 80


@frozen(eq=False)
class Claim:
    """One quantity of a goal: as it is written, as a side, what it is about, and what was spoken of before.

    `subjects` are the readings of what stands around it, the fuller first; `grams` all character pairs of them and of the context.
    `is_firm` tells that the number is but a bound, `is_idle` that nobody misses an indicator for it (a term of years, the staff),
    `is_part` that it is a part of a total (其中), `is_aside` that it is no goal of the year but of a part of it (上半年), or what there was
    before (去年、由150人增加到). `year` is the year that stands in front of it, if any.
    """

    mention: Mention
    side: Side
    subjects: tuple[Subject, ...]
    context: Subject
    is_firm: bool
    is_idle: bool
    is_part: bool
    is_aside: bool
    year: int | None
    grams: frozenset[str]


@lru_cache(maxsize=128)
def claims_of(text: str) -> tuple[Claim, ...]:
    """Return the quantities of a goal in reading order.

    >>> [(claim.mention.text, claim.subjects[0].pieces) for claim in claims_of("到2026年，引进顶尖人才和创新团队13个。")]
    [('13个', ('顶尖人才', '创新团队'))]
    """
    text = text[:MAX_GOAL]
    mentions = [one for one in find_quantities(text) if not _is_name(one, text)][:MAX_CLAIMS]
    clauses = [0, *(match.end() for match in _CLAUSE.finditer(text))]
    sentences = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    claims: list[Claim] = []
    bounds = [0, *(one.end for one in mentions)]
    starts = [*(one.start for one in mentions[1:]), len(text)]
    for mention, last, following in zip(mentions, bounds, starts, strict=False):
        side = side_of(mention.target)
        if side is None:
            continue
        begin = max(last, _at_most(clauses, mention.start))
        stop = min([following, *ends[bisect_left(ends, mention.end) :][:1]])
        behind = text[mention.end : min(stop, mention.end + _AFTER)] if stop != following else ""
        sentence = _at_most(sentences, mention.start)
        before = text[begin : mention.start]
        context = text[max(sentence, begin - _AROUND) : begin]
        claim = _claim(mention, side, before, behind, context, claims[-1] if claims and last >= sentence else None)
        after = text[mention.end : mention.end + _AFTER]
        claims.append(evolve(claim, is_aside=_is_aside(before, mention.text, after), year=_year_in(before)))
    return tuple(claims)


def _claim(mention: Mention, side: Side, before: str, behind: str, context: str, previous: Claim | None) -> Claim:
    words = lexicon()
    noun = side.unit.label or _noun(mention)
    full = subject_of(f"{before} {noun} {behind}")
    near = subject_of(f"{mention.subject} {noun}" if noun not in mention.subject else mention.subject)
    subjects = tuple(dict.fromkeys(one for one in (full, near) if one.grams))
    if not subjects and previous is not None:
        subjects = previous.subjects
    around = subject_of(context)
    is_firm = words.firm.search(mention.text) is not None
    if not is_firm and words.level.match(mention.text):
        side = evolve(side, sign="")
    grams = around.grams.union(*(one.grams for one in subjects))
    is_part = words.part.search(before + mention.text) is not None or _goes_on(previous, side, context + before)
    is_idle = _is_idle(side, f"{before}{noun}")
    return Claim(mention, side, subjects, around, is_firm, is_idle, is_part, is_aside=False, year=None, grams=grams)


def _is_aside(before: str, said: str, after: str) -> bool:
    """Tell whether a number is that of another time than the year, or the base of a change."""
    words = lexicon()
    return words.aside.search(before + said) is not None or (_FROM.search(before) is not None and words.change.match(after) is not None)


def _year_in(before: str) -> int | None:
    return max((int(found[1]) for found in _YEAR.finditer(before)), default=None)


def _is_idle(side: Side, about: str) -> bool:
    """Tell whether nobody misses an indicator for a number: a term, a place in an order, staff, money to be spent."""
    words, unit = lexicon(), side.unit
    if side.is_rank or not unit.known or unit.symbol in words.idle_units:
        return True
    if unit.is_ratio:
        return False
    return words.idle.search(about) is not None or (unit.dimension == _money() and words.funds.search(about) is not None)


@cache
def _money() -> Dimension:
    return find_unit("元").dimension


def _goes_on(previous: Claim | None, side: Side, between: str) -> bool:
    """Tell whether a quantity is one more part of the total that the one before is a part of."""
    return previous is not None and previous.is_part and previous.side.unit.dimension == side.unit.dimension and not _ENDED.search(between)


def _noun(mention: Mention) -> str:
    """Return the noun inside of a quantity that has its comparison in front (为200名教师开展培训)."""
    body = mention.target.body
    return body.unit.label if isinstance(body, Measure) else ""


def _at_most(places: list[int], limit: int) -> int:
    """Return the last of ascending places that is not behind `limit`."""
    return places[bisect_left(places, limit + 1) - 1]


def _is_name(mention: Mention, text: str) -> bool:
    """Tell whether a number belongs to a name or a reference: 5G, 4A级, “263”行动, 第3批, 〔2020〕10号."""
    if any(text.rfind(left, max(0, mention.start - 40), mention.start) > text.rfind(right, 0, mention.start) for left, right in _QUOTES):
        return True
    if any(right in mention.text for right in _CLOSED):
        return True
    if mention.start and _BEFORE_NAME.match(text, mention.start - 1):
        return True
    if _LATIN_UNIT.fullmatch(mention.text) or _NEXT_TO.match(text, mention.end):
        return True
    body = mention.target.body
    if not isinstance(body, Measure) or body.unit.symbol:
        return False
    side = side_of(mention.target)
    is_year = side is not None and side.number.denominator == 1 and 1900 <= side.number <= 2100
    return is_year or not mention.subject or _END.match(text, mention.end) is None


_QUOTES = tuple(zip(_OPEN, _CLOSED, strict=True))
