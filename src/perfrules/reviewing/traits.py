"""What the name of an indicator tells: its unit, its bounds, its direction; remembered, since tables repeat their names."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from perfrules.reviewing.words import review_words
from perfrules.target import parse_target
from perfrules.target.body import Measure
from perfrules.target.direction import standard_directions
from perfrules.text.errors import PerfRulesError
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction

__all__ = ["Traits", "counts_alike", "traits_of", "unit_of"]

_REMEMBERED = 8192
_MARK = re.compile(r"[\s%％]+$")
_NONE = "-"


@frozen
class Traits:
    """What a name tells of its values; `unit` is the one that it asks for, None where it asks for none.

    `falls` where its last word says that less is better, and nothing in it speaks of saving (`saves`).
    """

    unit: Unit | None
    is_bounded: bool
    may_exceed: bool
    is_signed: bool
    is_cost: bool
    saves: bool
    falls: bool
    direction: Direction | None


@lru_cache(maxsize=_REMEMBERED)
def traits_of(name: str) -> Traits:
    """Return what a name tells of its values.

    >>> traits = traits_of("培训合格率")
    >>> str(traits.unit), traits.is_bounded, traits.direction.value
    ('%', True, '越大越好')
    """
    words = review_words()
    wanted = words.ending("应有单位", name)
    saves = words.first("节约", name) is not None
    return Traits(
        unit=None if wanted in (None, _NONE) else find_unit(wanted or ""),
        is_bounded=_is_bounded(name),
        may_exceed=words.first("可超百", name) is not None,
        is_signed=words.first("有正负", name) is not None,
        is_cost=words.first("成本", name) is not None and not saves,
        saves=saves,
        falls=standard_directions().at_end(name) is Direction.LOWER and not saves,
        direction=standard_directions().of_name(name),
    )


def counts_alike(left: Unit, right: Unit) -> bool:
    """Tell whether two measure words are taken for one another.

    >>> counts_alike(find_unit("家"), find_unit("户")), counts_alike(find_unit("家"), find_unit("项"))
    (True, False)
    """
    if not left.count or not right.count:
        return False
    groups = [review_words().meaning("叙述量词", unit.dimension[0][0]) for unit in (left, right)]
    return groups[0] is not None and groups[0] == groups[1]


@lru_cache(maxsize=_REMEMBERED)
def unit_of(text: str) -> Unit | None:
    """Return the unit of a value that is one measure, else None."""
    try:
        body = parse_target(text).body
    except PerfRulesError:
        return None
    return body.unit if isinstance(body, Measure) else None


def _is_bounded(name: str) -> bool:
    """Tell whether a name ends with a share of a whole, and not with a longer word for one that may exceed it (拨备覆盖率)."""
    words, plain = review_words(), _MARK.sub("", name)
    bounded, free = (words.last(kind, plain) for kind in ("有界", "可超百"))
    return bounded is not None and (free is None or len(free) < len(bounded))
