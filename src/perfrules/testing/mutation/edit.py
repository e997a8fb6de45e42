"""Edits: what one mutant does to one line, as places in its folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from perfrules.text.lexeme import Lexeme
from perfrules.value.words import standard_words

__all__ = ["Edit", "amount_edits", "comparison_edits", "date_edits", "number_edits", "replaced", "spoken_edits", "within", "word_edits"]


class Edit(NamedTuple):
    """What to write between two places, and the operator that does it."""

    operator: str
    start: int
    end: int
    text: str


_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?")
_SIGNED = re.compile(r"(?:^|[\s=≥≤<>≠(\[,、~:])-$")
_DATE = re.compile(r"([0-9]{4})([-./年])([0-9]{1,2})([-./月])([0-9]{1,2})")
_TURNED = {"≥": (("open", ">"), ("turn", "≤")), "≤": (("open", "<"), ("turn", "≥")), ">": (("close", "≥"), ("turn", "<"))}
_COMPARED = {**_TURNED, "<": (("close", "≤"), ("turn", ">")), "≠": (("turn", "="),)}
_BRACKETS = {"[": ("open", "("), "]": ("open", ")"), "(": ("close", "["), ")": ("close", "]")}
_BRACKETED = re.compile(r"[\[(][^\[\]()]*,[^\[\]()]*[\])]")
_UNITS = (("个百分点", "%"), ("%", "个百分点"))


def replaced(text: str, edit: Edit) -> str:
    """Return a text after an edit."""
    return text[: edit.start] + edit.text + text[edit.end :]


def within(lexeme: Lexeme, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits of a word as edits of the line in which it stands."""
    for one in edits:
        yield one._replace(start=one.start + lexeme.start, end=one.end + lexeme.start)


def number_edits(text: str, start: int = 0, end: int | None = None, operator: str = "bound") -> Iterator[Edit]:
    """Yield every number of a text one step up and one step down; a step is one of its last digit.

    >>> [(one.operator, replaced("≥54.2%", one)) for one in number_edits("≥54.2%")]
    [('bound+1', '≥54.3%'), ('bound-1', '≥54.1%')]
    >>> [replaced("≤-30%", one) for one in number_edits("≤-30%")]
    ['≤-29%', '≤-31%']
    """
    for found in _NUMBER.finditer(text, start, len(text) if end is None else end):
        first = found.start()
        negative = _SIGNED.search(text[:first]) is not None
        first -= negative
        number = Decimal(text[first : found.end()].replace(",", ""))
        step = Decimal(1).scaleb(int(number.as_tuple().exponent))
        for sign, other in (("+1", number + step), ("-1", number - step)):
            if other >= 0 or negative or not number:
                yield Edit(f"{operator}{sign}", first, found.end(), f"{other:f}")


def date_edits(text: str, start: int = 0) -> Iterator[Edit]:
    """Yield every date of a text a day later and a day earlier.

    >>> [replaced("自 2025-01-01", one) for one in date_edits("自 2025-01-01")]
    ['自 2025-01-02', '自 2024-12-31']
    """
    for found in _DATE.finditer(text, start):
        try:
            day = date(int(found[1]), int(found[3]), int(found[5]))
        except ValueError:
            continue
        for sign, other in (("date+1", day + timedelta(1)), ("date-1", day - timedelta(1))):
            yield Edit(sign, *found.span(), f"{other.year:04}{found[2]}{other.month:02}{found[4]}{other.day:02}")


def comparison_edits(text: str, start: int = 0) -> Iterator[Edit]:
    """Yield every sign of a comparison turned, opened or closed, and every bracket of an interval."""
    for place, sign in enumerate(text):
        if place < start:
            continue
        if sign == "=" and text[place - 1 : place] not in ("≥", "<", ">", "!", "="):
            yield from (Edit("turn", place, place + 1, other) for other in "≥≤")
        yield from (Edit(operator, place, place + 1, other) for operator, other in _COMPARED.get(sign, ()))
    for found in _BRACKETED.finditer(text, start):
        for place in (found.start(), found.end() - 1):
            operator, other = _BRACKETS[text[place]]
            yield Edit(operator, place, place + 1, other)


def spoken_edits(text: str) -> Iterator[Edit]:
    """Yield every comparison in words turned, opened or closed, as its sign: 不低于95% as >95%, 95%以上 as ≤95%.

    >>> [replaced(text, one) for text in ("不低于95%", "95%以上") for one in spoken_edits(text)]
    ['>95%', '≤95%', '>95%', '≤95%']
    """
    before, after = _spoken()
    for pattern, words in ((before, standard_words().before), (after, standard_words().after)):
        for found in pattern.finditer(text):
            for operator, sign in _COMPARED.get(words[found["word"]].value, ()):
                yield Edit(operator, *found.span(), f"{sign}{found['amount']}")


@cache
def _spoken() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = standard_words()
    before, after = ("|".join(map(re.escape, sorted(known, key=len, reverse=True))) for known in (words.before, words.after))
    return re.compile(rf"(?P<word>{before})\s*(?P<amount>(?=[0-9]))"), re.compile(
        rf"(?P<amount>[0-9][0-9.,]*[^\s0-9]{{0,4}}?)(?P<word>{after})"
    )


def word_edits(text: str, words: Iterable[str], operator: str, start: int = 0) -> Iterator[Edit]:
    """Yield every word of a list, where it stands in a text, as each of the others; longer words go first."""
    known = tuple(words)
    if not known:
        return
    pattern = re.compile("|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)))
    for found in pattern.finditer(text, start):
        for other in known:
            if other != found[0]:
                yield Edit(operator, *found.span(), other)


def _unit_edits(text: str) -> Iterator[Edit]:
    for unit, other in _UNITS:
        for found in re.finditer(unit, text):
            yield Edit("unit", *found.span(), other)


def amount_edits(text: str, operator: str = "bound") -> Iterator[Edit]:
    """Yield the edits of an expression: its numbers or days, its comparisons, % and 个百分点.

    >>> [replaced("≥95%", one) for one in amount_edits("≥95%")]
    ['≥96%', '≥94%', '>95%', '≤95%', '≥95个百分点']
    """
    dated = list(date_edits(text))
    yield from dated or number_edits(text, operator=operator)
    yield from comparison_edits(text)
    yield from spoken_edits(text)
    yield from _unit_edits(text)
