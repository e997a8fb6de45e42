"""Running one input under the rules of fuzzing, and saying which of them it breaks."""

from __future__ import annotations

import gc
import resource
import signal
import time
import traceback
import warnings
from contextlib import suppress
from pathlib import Path
from types import FrameType

from attrs import frozen

from fuzz.entries import Entry
from fuzz.probe import Probe

__all__ = ["MOST_BYTES", "MOST_SECONDS", "Failure", "Outcome", "judged", "limited"]

MOST_SECONDS = 1.0
"""Processor seconds that one call may take: the machine may be shared, so clocks on the wall are no measure."""
MOST_BYTES = 500 * 1024 * 1024
"""Memory of the whole process, interpreter and libraries included."""
_HARD_BYTES = 1024 * 1024 * 1024
_THREADS = 8
_HARD_SECONDS = 12.0
_ROOT = str(Path(__file__).parents[2])


@frozen
class Failure:
    """A rule that was broken: `kind` is `raised`, `slow`, `memory`, `warned`, `died`; `at` is where, so that one fault is told once."""

    kind: str
    at: str
    detail: str = ""


@frozen
class Outcome:
    """What one input did."""

    laps: dict[str, float]
    features: frozenset[str]
    peak: int
    failure: Failure | None = None

    @property
    def slowest(self) -> tuple[str, float]:
        """Return the slowest call and its seconds."""
        return max(self.laps.items(), key=lambda one: one[1], default=("", 0.0))


class _OvertimeError(BaseException):
    """Ends an input that takes far too long; no reader may swallow it."""


def limited(*, threads: bool) -> None:
    """Put a ceiling on the memory of this process, for good; threads take addresses that they do not use."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_HARD_BYTES * (_THREADS if threads else 1), hard))


def _peak() -> int:
    text = Path("/proc/self/status").read_text("ascii")
    return int(text.partition("VmHWM:")[2].split()[0]) * 1024


def _reset_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _place(frames: list[tuple[str, int, str]]) -> str:
    """Return the innermost place of our own in a stack: file, line and function."""
    own = [one for one in frames if f"{_ROOT}/src" in one[0]] or frames
    file, line, function = own[-1] if own else ("", 0, "")
    return f"{Path(file).name}:{line} {function}"


def _of_frame(frame: FrameType | None) -> list[tuple[str, int, str]]:
    return [(one.filename, one.lineno or 0, one.name) for one in traceback.extract_stack(frame)]


def judged(entry: Entry, data: bytes, folder: Path, *, measured: bool = True) -> Outcome:
    """Return what an input does; a call that seems slow is measured three times more, and the best counts."""
    outcome = _run(entry, data, folder)
    if not measured or outcome.failure is None or outcome.failure.kind != "slow" or outcome.failure.at.startswith("far"):
        return outcome
    name, _ = outcome.slowest
    best = outcome
    for _ in range(3):
        again = _run(entry, data, folder)
        if again.laps.get(name, 0.0) < best.laps.get(name, 0.0):
            best = again
        if best.failure is None:
            break
    return best


def _run(entry: Entry, data: bytes, folder: Path) -> Outcome:
    probe = Probe(folder)
    slow_at: list[str] = []

    def alarm(_number: int, frame: FrameType | None) -> None:
        slow_at.append(_place(_of_frame(frame)))
        if len(slow_at) * MOST_SECONDS > _HARD_SECONDS:
            raise _OvertimeError

    _reset_peak()
    before = signal.signal(signal.SIGPROF, alarm)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS, MOST_SECONDS)
        try:
            failure = _raised(entry, data, probe)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
    peak = _peak()
    if peak > MOST_BYTES // 2:
        gc.collect()
    if failure is not None and failure.kind == "slow":
        failure = Failure("slow", f"far {slow_at[0]}", f"over {_HARD_SECONDS:.0f} s: {' < '.join(dict.fromkeys(slow_at))}")
    name, seconds = max(probe.laps.items(), key=lambda one: one[1], default=("", 0.0))
    if failure is None and warned:
        one = warned[0]
        failure = Failure("warned", f"{one.category.__name__} {Path(one.filename).name}:{one.lineno}", str(one.message))
    if failure is None and seconds > MOST_SECONDS:
        failure = Failure("slow", name, f"{seconds:.2f} s in {name}: {' < '.join(dict.fromkeys(slow_at))}")
    if failure is None and peak > MOST_BYTES:
        failure = Failure("memory", name, f"{peak // 2**20} MB")
    return Outcome(probe.laps, frozenset(probe.features), peak, failure)


def _raised(entry: Entry, data: bytes, probe: Probe) -> Failure | None:
    """Run an input, and return what it raised; all that perfrules raises on purpose is caught where it was called."""
    started = time.process_time()
    try:
        entry.run(data, probe)
        if entry.breaks:
            1 / 0  # noqa: B018
    except _OvertimeError:
        probe.laps["(stopped)"] = time.process_time() - started
        return Failure("slow", "far")
    except Exception as error:
        return Failure("raised", f"{type(error).__name__} {_place(_of_error(error))}", "".join(traceback.format_exception(error))[-4_000:])
    return None


def _of_error(error: BaseException) -> list[tuple[str, int, str]]:
    return [(one.filename, one.lineno or 0, one.name) for one in traceback.extract_tb(error.__traceback__)]
