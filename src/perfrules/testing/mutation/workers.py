"""Workers: processes that try mutants beside each other."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from perfrules.ruleset.library import Source
from perfrules.testing.mutation.bench import Bench, bench_of
from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.trial import Trial, tried

__all__ = ["all_tried"]

_FEW = 8
"""Mutants that are tried faster than a process starts."""
_CHUNK = 4
Task = tuple[Source, tuple[Path, ...], Mutant]


def all_tried(bench: Bench, mutants: Sequence[Mutant], jobs: int) -> Iterator[Trial]:
    """Yield the trials of mutants, in their order, by some processes."""
    if jobs <= 1 or len(mutants) <= _FEW:
        for mutant in mutants:
            yield tried(bench, mutant)
        return
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _prepare)
    try:
        yield from pool.map(_work, [(bench.source, bench.library.folders, mutant) for mutant in mutants], chunksize=_CHUNK)
    except BaseException:
        for process in list(getattr(pool, "_processes", None) or {}):
            pool._processes[process].terminate()  # noqa: SLF001  an interrupted run must not wait for what is under way
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _prepare() -> None:
    """Leave an interrupt from the keyboard to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@lru_cache(maxsize=1)
def _bench(source: Source, folders: tuple[Path, ...]) -> Bench:
    return bench_of(source, folders)


def _work(task: Task) -> Trial:
    source, folders, mutant = task
    return tried(_bench(source, folders), mutant)
