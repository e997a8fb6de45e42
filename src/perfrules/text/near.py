"""The nearest known name, for suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest"]

_MANY = 300
_LONGEST = 60


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that a name resembles most, empty if none does.

    Of very many names, only those of about the same length that share an end are compared: a suggestion must not cost more than
    all the reading.

    >>> nearest("年初预算书", ["年初预算数", "决算数"]), nearest("甲", ["乙"])
    ('年初预算数', '')
    """
    name = name[:_LONGEST]
    names = list(known)
    if len(names) > _MANY and name:
        names = [one for one in names if one and abs(len(one) - len(name)) < 3 and (one[0] == name[0] or one[-1] == name[-1])][:_MANY]
    found = get_close_matches(name, names, 1)
    return found[0] if found else ""
