"""The nearest known name, for suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["alike", "nearest"]

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
    return alike(name, names)


def alike(name: str, known: Iterable[str], percent: int = 60) -> str:
    """Return the name that resembles `name` most, if it does so by so many percent: what `difflib` finds, but soon.

    >>> alike("计份", ["计分", "公式"], 50), alike("标题", ["计分", "公式"], 50)
    ('计分', '')
    """
    # Names that share too few characters cannot be alike; to tell takes a hundredth of the time that comparing does.
    names = [one for one in known if 200 * sum(char in one for char in name) >= percent * (len(name) + len(one))]
    return next(iter(get_close_matches(name, names, 1, percent / 100)), "") if names else ""
