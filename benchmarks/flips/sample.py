"""Which places are changed: a sample that repeats itself, with the floors and the kinds of change in turn."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.flips.operators import KINDS
from benchmarks.flips.places import FLOORS, Place

__all__ = ["drawn", "quotas"]


def drawn(places: Sequence[Place], seed: int) -> Iterator[Place]:
    """Yield the places of one floor in the order in which they are tried: kinds take turns, places within a kind come by chance."""
    kinds: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        kinds[place.kind].append(place)
    dice = random.Random(f"{seed} {places[0].module.partition('/')[0]}" if places else seed)
    order = [kind for kind in KINDS if kinds[kind]]
    dice.shuffle(order)
    for kind in order:
        dice.shuffle(kinds[kind])
    while any(kinds.values()):
        for kind in order:
            if kinds[kind]:
                yield kinds[kind].pop()


def quotas(size: int, floors: Sequence[str] = FLOORS) -> dict[str, int]:
    """Return how many flips each floor gets: the same for all, and one more for the first where it does not come out even."""
    share, rest = divmod(size, len(floors))
    return {floor: share + (place < rest) for place, floor in enumerate(floors)}
