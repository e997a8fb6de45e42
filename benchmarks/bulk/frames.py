"""Frames beside what a user writes by hand in polars: `python -m benchmarks.bulk.frames [--rows N] [--repeat K] [--plot]`.

Each call is the first one of a fresh process; the two sides run in turns and each shown time is a median. A ratio that does not hold is
shown, never raised. `--plot` draws the plots of docs/bulk.md too, which takes longer.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import polars as pl
from benchmarks.bulk import data
from benchmarks.bulk.timing import CASES, SIDES, Case, Timing, timed, work_of

FIELDS = ("first", "again", "first_cpu", "again_cpu")


def written(folder: Path, rows: int, case: Case) -> Path:
    """Write the rows of a case where they are not there yet, and return where."""
    path = folder / f"rows-{rows}-{'text' if case.text else 'number'}{'-plain' if case.plain else ''}.parquet"
    if not path.exists():
        data.rows(rows, text=case.text, name=not case.text, weight=True, plain=case.plain).write_parquet(path)
    return path


def in_turns(case: str, file: Path, repeat: int) -> dict[str, Timing]:
    """Return the medians of both sides, run A B A B."""
    found = [{side: timed(side, case, file) for side in SIDES} for _ in range(repeat)]
    return {side: Timing(*(median(getattr(one[side], field) for one in found) for field in FIELDS)) for side in SIDES}


def differing(case: Case, file: Path) -> tuple[int, int]:
    """Return on how many rows the verdicts differ, and on how many of those the one by hand is 达标 or 未达标 all the same."""
    frame = pl.read_parquet(file, columns=case.columns)
    ours, hand = (work_of(side, case, frame)()["verdict"].cast(pl.String) for side in SIDES)
    apart = pl.DataFrame({"ours": ours, "hand": hand}).filter(pl.col("ours") != pl.col("hand"))
    return len(apart), int((apart["hand"] != "待定").sum())


def report(rows: int, repeat: int, keys: list[str]) -> Iterator[str]:
    """Yield the table as Markdown, each line as soon as it is measured."""
    yield f"{rows:,} rows; seconds, in brackets those of all processors together"
    yield ""
    yield "| | first call | by hand | ratio | wanted | again | ratio | other verdicts by hand |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    with tempfile.TemporaryDirectory() as place:
        for key in keys:
            case = CASES[key]
            path = written(Path(place), rows, case)
            found = in_turns(key, path, repeat)
            ours, hand = (found[side] for side in SIDES)
            ratio = hand.first / ours.first
            wanted = "–" if case.least is None else f"≥ {case.least:g}: {'holds' if ratio >= case.least else 'DOES NOT HOLD'}"
            apart, decided = differing(case, path)
            first, byhand, again = _said(ours.first, ours.first_cpu), _said(hand.first, hand.first_cpu), _said(ours.again, ours.again_cpu)
            yield (
                f"| ({key}) {case.says} | {first} | {byhand} | {ratio:.2f} × | {wanted} | {again} | {hand.again / ours.again:.2f} × "
                f"| {apart:,} ({decided:,} decided) |"
            )


def _said(seconds: float, of_processors: float) -> str:
    return f"{seconds:.2f} ({of_processors:.2f})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.bulk.frames", description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--case", action="append", choices=list(CASES), help="only these; all by default")
    parser.add_argument("--plot", action="store_true", help="draw the plots of the documentation too")
    given = parser.parse_args()
    for line in report(given.rows, given.repeat, given.case or list(CASES)):
        print(line, flush=True)
    if given.plot:
        from benchmarks.bulk import curves  # noqa: PLC0415  needs vl-convert-python

        curves.main([])


if __name__ == "__main__":
    main()
