"""What the name of an indicator tells: its unit, its bounds, its direction; remembered, since tables repeat their names."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from perfrules.reviewing.words import review_words
from perfrules.target.direction import standard_directions
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction

__all__ = ["Traits", "traits_of"]

_REMEMBERED = 8192
_NONE = "-"


@frozen
class Traits:
    """What a name tells of its values; `unit` is the one that it asks for, None where it asks for none.

    `falls` where its last word says that less is better, and nothing in it speaks of saving.
    """

    unit: Unit | None
    is_bounded: bool
    may_exceed: bool
    is_signed: bool
    is_cost: bool
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
        is_bounded=words.ending("有界", name) is not None,
        may_exceed=words.first("可超百", name) is not None,
        is_signed=words.first("有正负", name) is not None,
        is_cost=words.first("成本", name) is not None and not saves,
        falls=standard_directions().at_end(name) is Direction.LOWER and not saves,
        direction=standard_directions().of_name(name),
    )
