"""Another implementation as a child process: one request a line on its input, one answer a line on its output."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shlex
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from perfrules.testing.conformance.case import CasesError
from perfrules.text.diagnostic import Diagnostic

__all__ = ["ChildError", "Implementation", "split_command"]

_LONGEST = 1_048_576
"""The most bytes of one answer."""

_MOST_IN_A_ROW = 5
"""So many requests without one usable answer, and the implementation is not asked any more."""

_PATIENCE = 2.0
"""Seconds that a command has to end by itself once there are no more requests."""


class ChildError(RuntimeError):
    """What kept an answer from coming: a crash, a hang, or a line that is no answer."""


class Implementation:
    """A command that answers requests; used as the answering function of `run`, in a `with` block.

    After a crash, a hang or a line that is no answer it is started again, so that one bad answer costs no other. The error stream of
    the command stays what it is: its author wants to see it.
    """

    def __init__(self, command: Sequence[str], timeout: float) -> None:
        self.command = tuple(command)
        self.timeout = timeout
        self._child: _Child | None = None
        self._in_a_row = 0

    def __enter__(self) -> Self:
        self._child = self._start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._stop(_PATIENCE)

    def _stop(self, patience: float) -> None:
        if self._child is not None:
            self._child.stop(patience)
            self._child = None

    def __call__(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answer to a request; `ChildError` says why there is none."""
        if self._in_a_row >= _MOST_IN_A_ROW:
            raise ChildError(f"not asked: no usable answer {_MOST_IN_A_ROW} times in a row")
        try:
            answer = self._asked(request)
        except ChildError:
            self._in_a_row += 1
            self._stop(0)
            raise
        self._in_a_row = 0
        return answer

    def _asked(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        if self._child is None:
            self._child = self._start()
        line = json.dumps(request, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
        return _answer(self._child.ask(line, self.timeout), request["id"])

    def _start(self) -> _Child:
        try:
            return _Child(self.command)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise CasesError([Diagnostic("E522", {"command": " ".join(self.command), "why": why})]) from None


def split_command(command: str) -> list[str]:
    """Return the words of a command line, quoted as in a shell; nothing of a shell is done with them.

    >>> split_command("node 'my answer.js' --strict")
    ['node', 'my answer.js', '--strict']
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise CasesError([Diagnostic("E522", {"command": command, "why": str(error)})]) from None
    if not words:
        raise CasesError([Diagnostic("E522", {"command": command, "why": "''"})])
    return words


def _answer(line: bytes, wanted: Any) -> Mapping[str, Any]:
    """Return the answer that a line holds; it must be an object with the id of the request."""
    if not line:
        raise ChildError("crash: the command ended without an answer")
    if not line.endswith(b"\n"):
        raise ChildError(f"the answer is longer than {_LONGEST} bytes" if len(line) > _LONGEST else "crash: the answer breaks off")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise ChildError(f"no JSON: {line[:80].decode('utf-8', 'replace').rstrip()}") from None
    if not isinstance(found, dict):
        raise ChildError(f"no object but {type(found).__name__}")
    if found.get("id") != wanted:
        raise ChildError(f"the answer is to {str(found.get('id'))[:80]!r}, not to {wanted!r}")
    return found


class _Child:
    """One running process with a thread that talks to it, so that nothing waits longer than it may."""

    def __init__(self, command: Sequence[str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603  a command that the user named, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self.requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.replies: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._talk, daemon=True).start()

    def ask(self, line: bytes, timeout: float) -> bytes:
        """Return the line that answers `line`, empty where the process has ended."""
        self.requests.put(line)
        try:
            return self.replies.get(timeout=timeout)
        except queue.Empty:
            raise ChildError(f"no answer within {timeout:g} s") from None

    def stop(self, patience: float) -> None:
        """End the process with everything that it started; it sees the end of its input `patience` seconds before."""
        self.requests.put(None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=patience)
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=10)

    def _talk(self) -> None:
        """Carry lines to and fro until the process or the runner has had enough."""
        given, taken = self.process.stdin, self.process.stdout
        assert given is not None
        assert taken is not None
        with contextlib.suppress(OSError, ValueError), given, taken:
            while (line := self.requests.get()) is not None:
                try:
                    given.write(line)
                    given.flush()
                    reply = taken.readline(_LONGEST + 1)
                except (OSError, ValueError):
                    reply = b""
                self.replies.put(reply)
                if not reply:
                    return
