"""Rates written with 每 in front: 每生每年3300元 is 3300元/生·年."""

from __future__ import annotations

import re
from functools import cache

from attrs import evolve

from perfrules.target.ast import Amount, Between, Bracketed, Node, Sandwich, map_amounts
from perfrules.target.grammar import fragment
from perfrules.text.lexeme import Lexeme

__all__ = ["rated"]


@cache
def _unit_first() -> re.Pattern[str]:
    return re.compile(fragment("UNIT"))


def rated(prefixes: tuple[Lexeme, ...], node: Node, *, behind: bool = False) -> tuple[Node, str]:
    """Return the value with the prefixes moved into its unit, and the noun that stood behind the last prefix.

    Where the rate stands `behind` the value, the noun stays with the unit.
    """
    words: list[str] = []
    noun = ""
    for prefix in prefixes:
        text = prefix.text.removeprefix("每").strip()
        match = _unit_first().match(text)
        unit = match[0] if match else text
        rest = text[len(unit) :]
        if rest and prefix is not prefixes[-1]:
            unit, rest = text, ""
        words.append(unit)
        noun = rest
    tail = "/" + "·".join(words)

    ranged = isinstance(node, Between | Bracketed | Sandwich)

    def add_rate(amount: Amount) -> Amount:
        unit = amount.unit
        if unit is None and ranged and amount is node.low:  # type: ignore[union-attr]
            return amount
        where = unit or amount.number
        rate = Lexeme((unit.text if unit else "") + tail, where.start, where.end)
        if behind and noun and amount.noun is None:
            return evolve(amount, unit=rate, noun=Lexeme(noun, where.start, where.end))
        return evolve(amount, unit=rate)

    return map_amounts(node, add_rate), "" if behind else noun
