"""Fuzzing all entry points in turn, each slice in a process of its own, until the time is over."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import Factory, define, evolve, field

from fuzz.entries import ENTRIES
from fuzz.judging import Failure
from fuzz.probe import Probe
from fuzz.seeds import seeds_of
from fuzz.slices import Broken, Kept, Now, Slice, Tally, run_slice

__all__ = ["Record", "Say", "fuzz", "replayed"]

Say = Callable[[str, Broken], None]
"""What is done with an input of an entry point that broke a rule, as soon as it is known."""
_PATIENCE = 120.0
"""Seconds after which a process that does not answer is ended: code outside of Python cannot be interrupted from within."""
_FEW = 6
"""Inputs of each entry point that are run first where there is no time for all."""
_SECONDS_FOR_ALL = 10
"""Seconds for each entry point from which on all its first inputs are run."""
_WARMING = 2
_AT_ONCE = 100
"""Inputs that one process runs once each."""
_PROCESSES = multiprocessing.get_context("fork")


@define
class Record:
    """What is known of one entry point."""

    entry: str
    pool: list[bytes] = field(factory=list, repr=False)
    known: set[str] = field(factory=set, repr=False)
    new: list[Kept] = field(factory=list, repr=False)
    broken: list[Broken] = Factory(list)
    tally: Tally = field(factory=Tally)

    @property
    def told(self) -> frozenset[str]:
        """Return the failures that were told, each by its kind and place."""
        return frozenset(f"{one.failure.kind} {one.failure.at}" for one in self.broken)


@define
class _Running:
    """A slice that a process works at."""

    order: Slice
    process: BaseProcess
    connection: Connection
    now: Now

    @classmethod
    def start(cls, order: Slice) -> _Running:
        here, there = _PROCESSES.Pipe(duplex=False)
        now = Now()
        process = _PROCESSES.Process(target=run_slice, args=(order, now, there), daemon=True)
        process.start()
        there.close()
        return cls(order, process, here, now)

    def overdue(self) -> bool:
        begun, _ = self.now.see()
        return begun > 0 and time.monotonic() - begun > _PATIENCE

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def fuzz(names: Sequence[str], seconds: float, seed: int, jobs: int, say: Say) -> list[Record]:
    """Return what fuzzing came to: the entry points take turns for some seconds in all, the inputs that were kept go first."""
    least = len(names) * _SECONDS_FOR_ALL
    records = {name: Record(name, seeds_of(ENTRIES[name], drawn=seconds > least)) for name in names}
    _warm({name: one.pool for name, one in records.items()})
    tried = {name: one.pool if seconds > least else one.pool[:: len(one.pool) // _FEW + 1] for name, one in records.items()}
    _work(_once(tried.items()), records, jobs, say)
    for one in records.values():
        one.new.clear()
    each = max(0.5, min(10.0, seconds * jobs / len(names) / 3))
    _work(_orders(records, seconds, each, seed), records, jobs, say)
    return list(records.values())


def replayed(names: Sequence[str], inputs: Callable[[str], Sequence[bytes]], jobs: int, say: Say) -> list[Record]:
    """Return what running given inputs once each came to."""
    records = {name: Record(name) for name in names}
    given = {name: inputs(name) for name in names}
    _warm(given)
    _work(_once(given.items()), records, jobs, say)
    return list(records.values())


def _warm(inputs: Mapping[str, Sequence[bytes]]) -> None:
    """Load here what every process would load again: libraries, vocabularies, parsing tables."""
    for name, found in inputs.items():
        if not ENTRIES[name].warmed:
            continue
        with TemporaryDirectory() as folder, suppress(Exception):
            for data in sorted(found, key=len)[:_WARMING]:
                ENTRIES[name].run(data, Probe(Path(folder)))


def _once(inputs: Iterable[tuple[str, Sequence[bytes]]]) -> Iterator[Slice]:
    """Yield slices that run each of many inputs once."""
    for name, found in inputs:
        for start in range(0, len(found), _AT_ONCE):
            yield Slice(name, 0, 0.0, tuple(found[start : start + _AT_ONCE]), frozenset(), once=True)


def _orders(records: dict[str, Record], seconds: float, each: float, seed: int) -> Iterator[Slice]:
    until = time.monotonic() + seconds
    turn = 0
    while True:
        for name, record in records.items():
            if time.monotonic() + each / 2 > until:
                return
            yield Slice(name, seed * 1_000_003 + turn, each, tuple(record.pool), frozenset(record.known), record.told)
        turn += 1


def _work(orders: Iterator[Slice], records: dict[str, Record], jobs: int, say: Say) -> None:
    running: list[_Running] = []
    more = True
    while more or running:
        while more and len(running) < jobs:
            order = next(orders, None)
            if order is None:
                more = False
            else:
                running.append(_Running.start(order))
        for one in running.copy():
            if _heard(one, records[one.order.entry], say):
                running.remove(one)
                one.end()
                _lost(one, records[one.order.entry], say)


def _heard(one: _Running, record: Record, say: Say) -> bool:
    """Take in what a process says, and tell whether it is done; one that died, or takes too long, broke a rule."""
    try:
        while one.connection.poll(0.05):
            message = one.connection.recv()
            if isinstance(message, Tally):
                record.tally.add(message)
                one.now.end()
                return True
            if isinstance(message, Kept):
                record.known |= message.features
                record.new.append(message)
                record.pool.append(message.data)
            else:
                _tell(record, message, say)
    except (EOFError, OSError):
        return True
    return one.overdue()


def _lost(one: _Running, record: Record, say: Say) -> None:
    begun, data = one.now.see()
    if begun > 0:
        why = "hung" if time.monotonic() - begun > _PATIENCE else "died"
        _tell(record, Broken(data, Failure("died", why, f"exit code {one.process.exitcode}")), say)
        if one.order.once and data in one.order.inputs:
            rest = one.order.inputs[one.order.inputs.index(data) + 1 :]
            again = _Running.start(evolve(one.order, inputs=rest))
            while not _heard(again, record, say):
                pass
            again.end()
            _lost(again, record, say)


def _tell(record: Record, broken: Broken, say: Say) -> None:
    if f"{broken.failure.kind} {broken.failure.at}" not in record.told:
        record.broken.append(broken)
        say(record.entry, broken)
