"""Crews: processes that work through a list of tasks, each task with a time limit, none able to take the others down.

A process pool of the standard library ends as a whole when one process dies, and cannot stop a task that hangs. Here a process that
dies or takes too long is replaced, and its task alone is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from multiprocessing.connection import Connection, wait
from time import monotonic
from types import TracebackType
from typing import Any, Generic, TypeVar

from attrs import define, field, frozen

__all__ = ["Crew", "Loss", "Lost", "usual_size"]

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")
_AHEAD = 2
"""How many tasks a process is given at a time, so that it need not wait for the next one."""
_PATIENCE = 3.0
"""Seconds a process has to end by itself before it is made to."""


class Loss(Enum):
    """Why there is no outcome of a task."""

    TIME = "time"
    CRASH = "crash"


@frozen
class Lost:
    """A task without an outcome."""

    loss: Loss


@define(eq=False)
class _Member:
    """A process, our end of its pipe, the numbers of the tasks that it was given, and since when it works on the first of them."""

    process: Any
    pipe: Connection
    tasks: deque[int] = field(factory=deque)
    since: float = 0.0


class Crew(Generic[Task, Outcome]):
    """Processes that apply `work` to tasks; `prepare` runs once in each process and makes what `work` needs.

    `work` and `prepare` must be functions of modules. What `work` raises ends its process, and the task is lost.
    """

    def __init__(
        self, size: int, prepare: Callable[[Any], Any], work: Callable[[Any, Task], Outcome], setting: Any, *, seconds: float | None = None
    ) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            # What every process needs is imported once, before they part.
            self._context.set_forkserver_preload([work.__module__])
        self._job = (prepare, work, setting)
        self._seconds = seconds
        self._members = [self._member() for _ in range(max(1, size))]

    def __enter__(self) -> Crew[Task, Outcome]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for member in self._members:
            member.pipe.close()
        for member in self._members:
            member.process.join(_PATIENCE if kind is None else 0)
            self._end(member)

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome | Lost]]:
        """Yield every task with its outcome, in the order in which they were given."""
        given = enumerate(tasks)
        again: deque[int] = deque()
        done: dict[int, Outcome | Lost] = {}
        held: dict[int, Task] = {}
        at = 0
        while True:
            for member in self._members:
                while len(member.tasks) < _AHEAD and (number := _following(again, given, held)) is not None:
                    self._give(member, number, held[number])
            while at in done:
                yield held.pop(at), done.pop(at)
                at += 1
            if not any(member.tasks for member in self._members):
                return
            done.update(self._collect(again))

    def _give(self, member: _Member, number: int, task: Task) -> None:
        if not member.tasks:
            member.since = monotonic()
        member.tasks.append(number)
        try:
            member.pipe.send(task)
        except OSError:
            # It died before it was given anything: the loss shows when its outcome is collected.
            return

    def _collect(self, again: deque[int]) -> list[tuple[int, Outcome | Lost]]:
        """Return what came in, at least after a while: outcomes, and the losses of processes that died or took too long.

        What such a process was given besides goes to `again`.
        """
        busy = [member for member in self._members if member.tasks]
        wait([member.pipe for member in busy], self._pause(busy))
        found: list[tuple[int, Outcome | Lost]] = []
        for member in busy:
            outcome = self._outcome(member)
            if outcome is None:
                continue
            found.append((member.tasks.popleft(), outcome))
            member.since = monotonic()
            if isinstance(outcome, Lost):
                again.extend(member.tasks)
                self._end(member)
                self._members[self._members.index(member)] = self._member()
        return found

    def _outcome(self, member: _Member) -> Outcome | Lost | None:
        try:
            if member.pipe.poll():
                received: Outcome = member.pipe.recv()
                return received
        except (EOFError, OSError):
            return Lost(Loss.CRASH)
        late = self._seconds is not None and monotonic() - member.since > self._seconds
        return Lost(Loss.TIME) if late else None

    def _pause(self, busy: list[_Member]) -> float | None:
        if self._seconds is None:
            return None
        return max(0.0, min(member.since for member in busy) + self._seconds - monotonic()) + 0.01

    def _member(self) -> _Member:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, *self._job), daemon=True)
        process.start()
        theirs.close()
        return _Member(process, ours)

    def _end(self, member: _Member) -> None:
        member.pipe.close()
        if member.process.is_alive():
            member.process.terminate()
            member.process.join(_PATIENCE)
        if member.process.is_alive():
            member.process.kill()
            member.process.join()


def _following(again: deque[int], given: Iterator[tuple[int, Task]], held: dict[int, Task]) -> int | None:
    """Return the number of the next task, first of those that have to be given again; None where there is none left."""
    if again:
        return again.popleft()
    for number, task in given:
        held[number] = task
        return number
    return None


def _serve(pipe: Connection, prepare: Callable[[Any], Any], work: Callable[[Any, Any], Any], setting: Any) -> None:
    """Work through tasks until the other end is closed; an interrupt from the keyboard is the business of the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tools = prepare(setting)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        outcome = work(tools, task)
        try:
            pipe.send(outcome)
        except OSError:
            return


def usual_size() -> int:
    """Return how many processes a machine is good for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
