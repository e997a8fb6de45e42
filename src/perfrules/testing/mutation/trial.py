"""Trials: what became of one mutant."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Any

from attrs import frozen

from perfrules.testing.mutation.bench import Bench
from perfrules.testing.mutation.hunt import hunt
from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.reasons import Reason, early_reason, reason_of
from perfrules.testing.mutation.stub import stub_of

__all__ = ["Fate", "Trial", "tried"]

TIMEOUT = "超时"
_SECONDS = 60.0


class Fate(Enum):
    """What can become of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    INVALID = "invalid"


@frozen
class Trial:
    """A mutant with its fate: the case that killed it (`by`), the reason why it is equivalent, the stub that would kill it.

    A survivor without a stub is one for which no facts were found.
    """

    mutant: Mutant
    fate: Fate
    by: str = ""
    reason: Reason | None = None
    stub: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the trial as JSON-ready data."""
        mutant = self.mutant
        found = {"id": mutant.id, "operator": mutant.operator, "line": mutant.line, "before": mutant.before, "after": mutant.after}
        said = {"killed_by": self.by, "reason": "" if self.reason is None else self.reason.value, "stub": self.stub}
        return {**found, "outcome": self.fate.value, **said}


class _TooLongError(Exception):
    """A mutant took more time than there is."""


def tried(bench: Bench, mutant: Mutant, seconds: float = _SECONDS) -> Trial:
    """Return what becomes of a mutant; one that takes too long counts as killed.

    >>> from perfrules.testing.mutation.bench import bench_of
    >>> text = "规则集 小表\\n三级指标 企业数 全年 ≥100家\\n测试 够了\\n给定 企业数 = 100家\\n期望 企业数 达标\\n"
    >>> bench = bench_of(text)
    >>> for trial in (tried(bench, mutant) for mutant in bench.mutants()):
    ...     print(trial.mutant.id, trial.fate.value, trial.by or "-")
    2:bound+1 killed 够了
    2:bound-1 survived -
    2:open killed 够了
    2:turn survived -
    """
    try:
        with _limited(seconds):
            return _tried(bench, mutant)
    except _TooLongError:
        return Trial(mutant, Fate.KILLED, TIMEOUT)


def _tried(bench: Bench, mutant: Mutant) -> Trial:
    changed = bench.changed(mutant)
    if isinstance(changed, str):
        return Trial(mutant, Fate.KILLED, changed) if changed else Trial(mutant, Fate.INVALID)
    word, model = bench.head_of(mutant.line), bench.rules.model
    early = early_reason(bench.block_of(mutant.line), word, model)
    if early is not None:
        return Trial(mutant, Fate.EQUIVALENT, reason=early)
    killer = bench.killer(changed, mutant.before)
    if killer:
        return Trial(mutant, Fate.KILLED, killer)
    differences = bench.differences(changed)
    if not differences:
        reason = reason_of(mutant, word, model, weighed=bench.is_weighed)
        return Trial(mutant, Fate.EQUIVALENT, reason=reason)
    quarry = hunt(bench.rules, changed, differences)
    return Trial(mutant, Fate.SURVIVED, stub="" if quarry is None else stub_of(bench, mutant, quarry))


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `_TooLongError` after some seconds, where the system can do that: in the main thread, and not on Windows."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: Any) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
