"""One timed call in a fresh process: `python -m benchmarks.bulk.timing SIDE CASE FILE` prints what it took as JSON.

The rows are in memory and the libraries imported before the clock starts. The first call of a process has read nothing before; the second
one shows what is left when every text has been seen.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

import polars as pl
from attrs import asdict, frozen
from benchmarks.bulk.by_hand import by_hand
from benchmarks.bulk.data import ACTUAL, NAME, TARGET, WEIGHT

__all__ = ["CASES", "Case", "Timing", "timed"]

SIDES = ("ours", "by hand")
POLICY = "财预〔2020〕10号"


@frozen
class Case:
    """A way to ask: with actual values as numbers or `text`, with weights, with names; `least` is the wanted ratio of hand to ours.

    The targets are of all forms, or amounts alone (`plain`).
    """

    key: str
    says: str
    text: bool = False
    weight: bool = False
    name: bool = False
    plain: bool = False
    least: float | None = None

    @property
    def columns(self) -> list[str]:
        """Return the columns that are read."""
        return [TARGET, ACTUAL, *([WEIGHT] if self.weight else []), *([NAME] if self.name else [])]


CASES = {
    case.key: case
    for case in (
        Case("a", "text targets, numeric actual values", least=1.5),
        Case("a'", "the same with weights and a policy", weight=True),
        Case("a''", "the same with 20,000 names", name=True),
        Case("a, plain", "amounts alone, numeric actual values", plain=True, least=1.5),
        Case("b", "text targets, text actual values", text=True, least=1.0),
        Case("b'", "the same with weights and a policy", text=True, weight=True),
        Case("b, plain", "amounts alone, text actual values", text=True, plain=True, least=1.0),
    )
}


@frozen
class Timing:
    """Seconds of the first and of the second call, and what both took of all processors."""

    first: float
    again: float
    first_cpu: float
    again_cpu: float


def timed(side: str, case: str, file: Path) -> Timing:
    """Run one side of a case in a fresh process."""
    command = [sys.executable, "-X", "utf8", "-m", "benchmarks.bulk.timing", side, case, str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Timing(**json.loads(done.stdout))


def work_of(side: str, case: Case, frame: pl.DataFrame) -> Callable[[], pl.DataFrame]:
    """Return one side of a case, ready to be called."""
    if side == "by hand":
        return lambda: by_hand(frame, text=case.text, weight=case.weight).collect()
    from perfrules.bulk import evaluate_frame  # noqa: PLC0415  the other side shall not hold it in memory

    options = {"name": NAME} if case.name else {}
    if case.weight:
        options |= {"weight": WEIGHT, "policy": POLICY}
    return lambda: evaluate_frame(frame, target=TARGET, actual=ACTUAL, **options)


def _measure(side: str, case: Case, file: Path) -> Timing:
    frame = pl.read_parquet(file, columns=case.columns)
    work = work_of(side, case, frame)
    seconds, of_processors = [], []
    for _ in range(2):
        start, busy = perf_counter(), process_time()
        result = work()
        seconds.append(perf_counter() - start)
        of_processors.append(process_time() - busy)
        assert len(result) == len(frame)
        del result
    return Timing(*seconds, *of_processors)


if __name__ == "__main__":
    found = _measure(sys.argv[1], CASES[sys.argv[2]], Path(sys.argv[3]))
    print(json.dumps(asdict(found)))
