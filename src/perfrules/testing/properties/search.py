"""The search for facts that break a law: drawn by Hypothesis, shrunk, and made as few and as simple as they can be.

Only booleans are drawn, and numbers made of them: other draws of Hypothesis look into the sources of the program that is tested
and keep what they find in files, so that a search would not come out the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from hypothesis import Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from perfrules.testing.properties.bench import Bench, Facts
from perfrules.testing.properties.breach import Breach
from perfrules.testing.properties.field import Field

__all__ = ["Broken", "searched"]

Broken = Callable[[Facts, int], Breach | None]
"""What looks for a breach: in facts, and with a number from which it may choose."""

_BASE_BITS, _PICK_BITS, _NUMBER_BITS = 5, 8, 4
_MOST_PICKS = 3


class _Trial(NamedTuple):
    facts: Facts
    number: int


class _Search:
    """One search: what makes facts out of drawn numbers, and how many trials there were before anything was found."""

    def __init__(self, bench: Bench, near: tuple[Field, ...], broken: Broken) -> None:
        self.bench = bench
        self.broken = broken
        self.near = [(one.name, value) for one in near for value in one.values]
        self.all = [(one.name, value) for one in bench.fields for value in one.values]
        self.trials = 0
        self.found = False

    def trials_drawn(self) -> st.SearchStrategy[_Trial]:
        """Return the trials: facts to start from, a few more, and a number."""
        pick = st.tuples(st.booleans(), _number(_PICK_BITS))
        picks = st.lists(pick, max_size=_MOST_PICKS)
        return st.tuples(_number(_BASE_BITS), picks, _number(_NUMBER_BITS)).map(self.trial)

    def trial(self, drawn: tuple[int, list[tuple[bool, int]], int]) -> _Trial:
        base, picks, number = drawn
        facts, picked = self.bench.base(base), []
        for is_far, index in picks:
            pool = self.all if is_far or not self.near else self.near
            if pool:
                name, value = pool[index % len(pool)]
                facts[name] = value
                picked.append(name)
        return _Trial(self.bench.coherent(facts, picked), number)

    def is_broken(self, trial: _Trial) -> bool:
        self.trials += not self.found
        broken = self.broken(dict(trial.facts), trial.number) is not None
        self.found = self.found or broken
        return broken


def searched(bench: Bench, near: tuple[Field, ...], broken: Broken, examples: int, seed: int) -> tuple[Breach | None, int]:
    """Return the simplest breach that some examples show, and how many were looked at; `near` are facts to try more often.

    A single example is that without any facts.
    """
    if examples == 1:
        return broken({}, 0), 1
    search = _Search(bench, near, broken)
    wanted = settings(max_examples=examples, database=None, deadline=None, phases=(Phase.generate, Phase.shrink))
    try:
        trial = find(search.trials_drawn(), search.is_broken, settings=wanted, random=Random(seed))  # noqa: S311  examples, no secrets
    except NoSuchExample:
        return None, search.trials
    return broken(dict(_lessened(bench, trial, broken)), trial.number), search.trials


def _lessened(bench: Bench, trial: _Trial, broken: Broken) -> Facts:
    """Return the facts of a trial without those that a breach does not need, and with the simplest values that still show it."""
    facts = dict(trial.facts)
    for name in list(facts)[::-1]:
        fewer = {one: value for one, value in facts.items() if one != name}
        if broken(dict(fewer), trial.number) is not None:
            facts = fewer
    for name in list(facts):
        values = bench.named[name].values if name in bench.named else ()
        for value in values[: values.index(facts[name])] if facts[name] in values else ():
            if broken({**facts, name: value}, trial.number) is not None:
                facts[name] = value
                break
    return facts


def _number(bits: int) -> st.SearchStrategy[int]:
    return st.tuples(*[st.booleans()] * bits).map(_of_bits)


def _of_bits(bits: tuple[bool, ...]) -> int:
    number = 0
    for bit in bits:
        number = 2 * number + bit
    return number
