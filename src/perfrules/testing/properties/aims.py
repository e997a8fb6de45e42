"""Aims: what is searched for to check a law, fact by fact where the law is about one, and what is not claimed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from perfrules.testing.properties.bench import TOTAL, Bench, Facts, marks_text
from perfrules.testing.properties.bounds import not_summing, unbounded
from perfrules.testing.properties.breach import Breach
from perfrules.testing.properties.edges import misplaced
from perfrules.testing.properties.field import Field
from perfrules.testing.properties.ladder import Ladder
from perfrules.testing.properties.law import Law
from perfrules.testing.properties.monotone import falling, widening
from perfrules.testing.properties.reasons import unclaimed
from perfrules.testing.properties.report import Unclaimed
from perfrules.testing.properties.sameness import changing, remeasured, respelled, rewritings, unit_dependent, way_dependent

__all__ = ["Aim", "aims_of", "unclaimed_of"]

_FEWEST = 3
_OF_CONDITIONS = 24
"""Examples that are looked at for facts under which an indicator with a condition applies."""
_OF_MARKS = ("monotone", "bounded", "sums")
_SLOW = 10
"""How many times fewer examples there are of a law whose examples take so much longer."""


class Aim(NamedTuple):
    """One search: what looks for a breach, the facts to try more often, and how many examples."""

    broken: Callable[[Facts, int], Breach | None]
    near: tuple[Field, ...]
    examples: int


def aims_of(law: Law, bench: Bench, examples: int) -> list[Aim]:
    """Return the searches that check a law."""
    match law.key:
        case "monotone":
            ladders = [(one, ladder) for one in bench.fields for ladder in one.ladders]
            share = max(_FEWEST, examples // max(len(ladders), 1))
            return [Aim(partial(_falling, bench, ladder), _near(bench, one), share) for one, ladder in ladders]
        case "missing":
            share = max(_FEWEST, examples // max(len(bench.fields), 1))
            return [Aim(partial(widening, bench, one), _near(bench, one), share) for one in bench.fields if one.values]
        case "boundary":
            return [
                Aim(partial(_single, misplaced, bench, one), _near(bench, one), _OF_CONDITIONS if one.item.conditions else 1)
                for one in bench.fields
                if one.item is not None and one.values
            ]
        case "bounded":
            return [Aim(lambda facts, _: unbounded(bench, facts), (), examples)]
        case "sums":
            return [Aim(lambda facts, _: not_summing(bench, facts), (), examples)]
        case "order":
            single = [Aim(partial(_single, respelled, bench, one), (), 1) for one in bench.fields if one.values and one.spellings]
            return [*single, Aim(partial(way_dependent, bench), (), examples)]
        case "units":
            measured = [one for one in bench.fields if any(rewritings(value) for value in one.values)]
            single = [Aim(partial(_single, remeasured, bench, one), (), 1) for one in measured]
            return [*single, Aim(partial(unit_dependent, bench), (), examples)]
        case _:
            return [Aim(lambda facts, _: changing(bench, facts), (), max(1, examples // _SLOW))]


def _falling(bench: Bench, ladder: Ladder, facts: Facts, _number: int) -> Breach | None:
    return falling(bench, ladder, facts)


def _single(broken: Callable[[Bench, Field, Facts], Breach | None], bench: Bench, one: Field, facts: Facts, _number: int) -> Breach | None:
    return broken(bench, one, facts)


def _near(bench: Bench, one: Field) -> tuple[Field, ...]:
    """Return the facts that have a say where one fact has: the data beside it, and the indicators that it makes."""
    names = one.related | one.formula
    return tuple(other for other in bench.fields if other.name in names or one.name in other.formula or one.name in other.related)


def unclaimed_of(law: Law, bench: Bench) -> Iterator[Unclaimed]:
    """Yield what a law does not claim of a ruleset, with the reason."""
    period = bench.plan.period if bench.rules.periods else ""
    if law.key in _OF_MARKS and bench.plan.root.weight is None:
        yield unclaimed(TOTAL, "no_weights", period)
    for one in bench.fields:
        if law.key in ("monotone", "order"):
            yield from one.unclaimed if law.key == "monotone" else one.unspelled
        elif law.key == "units" and one.values and not any(rewritings(value) for value in one.values):
            yield unclaimed(one.name, "same_unit", period)
        elif (
            law.key == "missing" and one.item is not None and one.item.open is not None and one.item.open.low and one.item.full is not None
        ):
            yield unclaimed(one.name, "leaves", period, least=f"{marks_text(one.item.open)}")
        elif law.key == "boundary" and one.item is not None and (one.item.criterion is None or one.item.criterion.required is None):
            yield unclaimed(one.name, "no_number", period)
