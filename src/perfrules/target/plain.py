"""Plain cells: a bound, a number and a known unit, made into a target at once, without syntax tree and passes.

Two thirds of the cells of published tables are like that, actual values even more. What is taken here means exactly what the passes make
of it, notes included; a law holds the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from perfrules.target.amounts import holds
from perfrules.target.body import Form, Measure
from perfrules.target.model import Target
from perfrules.target.simple import unit_words
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.fold import fold
from perfrules.text.span import Span
from perfrules.value.interval import IntervalSet
from perfrules.value.unit import NO_UNIT, Unit
from perfrules.value.unit_table import standard_units
from perfrules.value.words import Comparator, standard_words

__all__ = ["plain_target"]

_WORD = r"[^0-9\s.,=≥≤<>~+\-/()\[\]]{1,4}"
_CELL = re.compile(rf"([=≥≤<>])?([0-9]{{1,15}})(?:\.([0-9]{{1,4}}))?({_WORD})?")
_SIGNS = {sign.value: sign for sign in Comparator}


def plain_target(text: str) -> Target | None:
    """Return the meaning of a cell that is plain, else None.

    >>> str(plain_target("≥95%")), plain_target("不低于95%")
    ('≥95%', None)
    """
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals, word = match.groups()
    unit = NO_UNIT if word is None else _units().get(word)
    if unit is None:
        return None
    number = Fraction(int(whole)) if decimals is None else Fraction(int(whole + decimals), 10 ** len(decimals))
    base = number * unit.factor
    if sign is not None:
        return Target(Measure(holds(_SIGNS[sign], base), unit))
    note = Diagnostic("N210", {}, text, Span(0, len(text) - len(word or "")))
    return Target(Measure(IntervalSet.point(base), unit, Form.BARE), "", (note,))


@cache
def _units() -> Mapping[str, Unit]:
    """Return the units that are words of their own behind a number, in the spelling that folding leaves."""
    words, more = standard_units().words, standard_words().more
    known = {word: words[word] for word in unit_words() if re.fullmatch(_WORD, word) and fold(word).text == word and words[word].known}
    return MappingProxyType({word: unit for word, unit in known.items() if unit.label not in more})
