"""A slice of fuzzing: one entry point, some seconds, in a process of its own that may die."""

from __future__ import annotations

import mmap
import struct
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from attrs import Factory, define, field, frozen

from fuzz.changes import LIMIT
from fuzz.entries import ENTRIES
from fuzz.formats import changed
from fuzz.judging import Failure, Outcome, judged, limited
from fuzz.shrinking import shrunk

__all__ = ["Broken", "Kept", "Now", "Slice", "Tally", "run_slice"]


@frozen
class Slice:
    """What one process shall do: fuzz an entry point from some inputs for some seconds, or only run the inputs once each."""

    entry: str
    seed: int
    seconds: float
    inputs: tuple[bytes, ...] = field(repr=False)
    known: frozenset[str] = field(repr=False)
    told: frozenset[str] = field(default=frozenset(), repr=False)
    once: bool = False


@frozen
class Kept:
    """An input that showed something new."""

    data: bytes
    features: frozenset[str]


@frozen
class Broken:
    """An input that broke a rule, as small as it became."""

    data: bytes
    failure: Failure


@define
class Tally:
    """What one slice came to; `worst` are the slowest inputs: input, seconds, call, memory."""

    inputs: int = 0
    seconds: float = 0.0
    peak: int = 0
    worst: list[tuple[bytes, float, str, int]] = Factory(list)

    def add(self, other: Tally) -> None:
        """Add what another slice came to."""
        self.inputs += other.inputs
        self.seconds += other.seconds
        self.peak = max(self.peak, other.peak)
        self.worst = sorted((*self.worst, *other.worst), key=lambda one: -one[1])[:_MOST_TOLD]


_MOST_TOLD = 30


class Now:
    """The input that a process works at, where another process can see it even after a crash."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, LIMIT * 2)

    def begin(self, data: bytes) -> None:
        """Say that an input is begun."""
        data = data[: LIMIT * 2 - 16]
        self._shared[16 : 16 + len(data)] = data
        self._shared[:16] = struct.pack("<dQ", time.monotonic(), len(data))

    def end(self) -> None:
        """Say that it is done."""
        self._shared[:8] = struct.pack("<d", 0.0)

    def see(self) -> tuple[float, bytes]:
        """Return when the present input was begun (0 for none), and the input."""
        started, size = struct.unpack("<dQ", self._shared[:16])
        return started, self._shared[16 : 16 + size]


def run_slice(order: Slice, now: Now, to: Connection) -> None:
    """Run a slice in this process: findings, what is worth keeping, and at the end the tally go to the other end of `to`."""
    limited(threads=not ENTRIES[order.entry].warmed)
    with TemporaryDirectory() as folder:
        worker = _Worker(order, now, to, Path(folder))
        if order.once:
            for data in order.inputs:
                worker.one(data)
        else:
            worker.go_on()
        worker.tally.seconds = time.monotonic() - worker.started
        to.send(worker.tally)
    to.close()


class _Worker:
    def __init__(self, order: Slice, now: Now, to: Connection, folder: Path) -> None:
        self.order, self.now, self.to, self.folder = order, now, to, folder
        self.entry = ENTRIES[order.entry]
        self.tally = Tally()
        self.known = set(order.known)
        self.told = set(order.told)
        self.started = time.monotonic()

    def go_on(self) -> None:
        rng = Random(self.order.seed)
        pool = list(self.order.inputs)
        until = self.started + self.order.seconds
        while time.monotonic() < until:
            # What was found last is changed most: it is what others have not seen.
            place = len(pool) - 1 - int(rng.random() ** 2 * len(pool)) if rng.random() < 0.5 else rng.randrange(len(pool))
            # Of two, the smaller one: it is run sooner, and a change of it is felt more.
            place = min(place, rng.randrange(len(pool)), key=lambda at: len(pool[at]))
            data = changed(rng, pool[place], self.entry.kind, rng.choice(pool))[:LIMIT]
            if self.one(data):
                pool.append(data)

    def one(self, data: bytes) -> bool:
        """Run one input, and tell whether it showed something new."""
        self.now.begin(data)
        outcome = judged(self.entry, data, self.folder)
        self.now.end()
        self._count(data, outcome)
        if outcome.failure is not None:
            self._broken(data, outcome.failure)
            return False
        new = outcome.features - self.known
        if new:
            self.known |= new
            self.to.send(Kept(data, outcome.features))
        return bool(new)

    def _count(self, data: bytes, outcome: Outcome) -> None:
        name, seconds = outcome.slowest
        self.tally.add(Tally(1, 0.0, outcome.peak, [(data, seconds, name, outcome.peak)]))

    def _broken(self, data: bytes, failure: Failure) -> None:
        if f"{failure.kind} {failure.at}" in self.told:
            return
        self.told.add(f"{failure.kind} {failure.at}")
        small = data if self.order.once else shrunk(data, self._same(failure), seconds=8.0)
        self.to.send(Broken(small, failure))

    def _same(self, failure: Failure) -> Callable[[bytes], bool]:
        def same(data: bytes) -> bool:
            self.now.begin(data)
            found = judged(self.entry, data, self.folder, measured=False).failure
            self.now.end()
            return found is not None and found.kind == failure.kind and (failure.kind == "slow" or found.at == failure.at)

        return same
