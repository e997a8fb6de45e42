"""With which characters a pattern can begin: a terminal that cannot begin at a place need not be tried, or even compiled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lark.utils import sre_parse  # type: ignore[attr-defined]  # where this Python keeps its own reading of patterns

__all__ = ["first_characters"]

_MOST = 1000
"""A range of more characters than this is as good as any character."""
_MOST_SPACE = 0x3001
"""The last blank of Unicode is the ideographic one."""


def first_characters(pattern: str) -> str | None:
    """Return all characters with which a match can begin, sorted; `None` where they are too many to tell.

    There may be some too many: what stands in lookaheads is not weighed.

    >>> first_characters("负?[0-3]+|(?=年)第"), first_characters("[^0-9]+")
    ('0123第负', None)
    """
    parsed: Any = sre_parse.parse(pattern)
    found = None if parsed.state.flags & sre_parse.SRE_FLAG_IGNORECASE else _of_sequence(parsed)
    return None if found is None or "" in found else "".join(sorted(found))


def _of_sequence(items: Sequence[Any]) -> frozenset[str] | None:
    """Return the first characters of a sequence, with the empty text among them where it can be empty."""
    firsts: frozenset[str] = frozenset()
    for item in items:
        found = _of_item(*item)
        if found is None:
            return None
        firsts |= found - {""}
        if "" not in found:
            return firsts
    return firsts | {""}


def _of_item(kind: Any, value: Any) -> frozenset[str] | None:
    match str(kind):
        case "LITERAL":
            return frozenset(chr(value))
        case "IN":
            return _of_class(value)
        case "BRANCH":
            return _of_choice(value[1])
        case "SUBPATTERN":
            return None if value[1] else _of_sequence(value[3])
        case "ATOMIC_GROUP":
            return _of_sequence(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            found = _of_sequence(value[2])
            return found if found is None or value[0] else found | {""}
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return frozenset({""})
        case _:
            return None


def _of_choice(branches: Sequence[Any]) -> frozenset[str] | None:
    found = [_of_sequence(branch) for branch in branches]
    known = [one for one in found if one is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def _of_class(members: Sequence[Any]) -> frozenset[str] | None:
    found: set[str] = set()
    for kind, value in members:
        match str(kind):
            case "LITERAL":
                found.add(chr(value))
            case "CATEGORY" if str(value) == "CATEGORY_SPACE":
                found.update(filter(str.isspace, map(chr, range(_MOST_SPACE))))
            case "RANGE" if value[1] - value[0] < _MOST:
                found.update(map(chr, range(value[0], value[1] + 1)))
            case _:
                return None
    return frozenset(found)
