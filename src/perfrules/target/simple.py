"""Simple cells: a bound and a number with a unit, or one listed word, read without the grammar.

Most cells of published tables are like that. What is taken here gives exactly what the grammar gives; everything else is left to it.
"""

from __future__ import annotations

import re
from functools import cache

from perfrules.target.ast import Amount, Compare, Node, Phrase
from perfrules.text.lexeme import Lexeme
from perfrules.value.lexicon import standard_lexicon
from perfrules.value.unit_table import find_unit, standard_units

__all__ = ["read_simple", "unit_words"]

_CELL = re.compile(r"([=≥≤<>])?([0-9]{1,15}(?:\.[0-9]{1,9})?)([^0-9\s.,=≥≤<>~+\-/()\[\]]{1,4})?")


def read_simple(text: str) -> Node | None:
    """Return the syntax tree of a folded text that is simple, else `None`.

    >>> read_simple("≥95%").amount.unit.text, read_simple("健全").words.text, read_simple("不低于95%")
    ('%', '健全', None)
    """
    match = _CELL.fullmatch(text)
    if match is None:
        return Phrase(Lexeme(text, 0, len(text))) if text in _words() else None
    unit = match[3]
    if unit is not None and unit not in unit_words():
        return None
    number = Lexeme(match[2], match.start(2), match.end(2))
    amount = Amount(number, None if unit is None else Lexeme(unit, match.start(3), match.end(3)))
    return Compare(amount, () if match[1] is None else (Lexeme(match[1], 0, 1),))


@cache
def unit_words() -> frozenset[str]:
    """Return the unit words that mean nothing else behind a number; a month or a year may be a date."""
    months = find_unit("月").dimension
    return frozenset(word for word, unit in standard_units().words.items() if unit.dimension != months)


@cache
def _words() -> frozenset[str]:
    """Return the short words of the standard vocabulary: the longer ones may speak of a target (达到年初目标), others of a year."""
    return frozenset(word for word in standard_lexicon().vocabulary.senses.meanings if len(word) == _SHORT and _YEAR not in word)


_SHORT = 2
_YEAR = "年"
