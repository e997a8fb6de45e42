"""The fuzzer: `python -m fuzz --minutes 10` in the folder `tests`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from fuzz.changes import LIMIT
from fuzz.engine import Record, Say, fuzz, replayed
from fuzz.entries import ENTRIES
from fuzz.seeds import CORPUS, FOUND, kept
from fuzz.slices import Broken
from fuzz.strain import text_strains
from fuzz.strain_files import file_strains

_MOST_KEPT = 20_000
_MOST_IN_ALL = 90_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz, replay or strain; the exit code is 1 where a rule was broken."""
    options = _options(arguments)
    names = options.entry.split(",") if options.entry else list(ENTRIES)
    if unknown := [name for name in names if name not in ENTRIES]:
        sys.exit(f"no entry point {unknown[0]!r}: {', '.join(ENTRIES)}")

    if options.broken:
        ENTRIES[names[0]].breaks.append(True)
    say = _told if options.no_keep else _told_and_kept
    if options.replay:
        records = replayed(names, _kept_inputs, options.jobs, say)
    elif options.strain:
        records = _strained(names, options.jobs, say)
    else:
        seconds = options.seconds if options.seconds else options.minutes * 60
        records = fuzz(names, seconds, options.seed, options.jobs, say)
        if not options.no_keep:
            _keep(records)
    print(_summary(records))
    return 1 if any(record.broken for record in records) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description="Fuzz the entry points of perfrules.")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long in all")
    parser.add_argument("--seconds", type=float, default=0.0, help="how long in all, instead of minutes")
    parser.add_argument("--entry", default="", help=f"some entry points, with commas between them: {','.join(ENTRIES)}")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same seed makes the same inputs")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--replay", action="store_true", help="only run the inputs that were kept")
    parser.add_argument("--strain", action="store_true", help="only run the inputs that are made to be slow")
    parser.add_argument("--broken", action="store_true", help="break a promise on purpose, to see that it is found")
    parser.add_argument("--no-keep", action="store_true", help="keep no inputs that show something new")
    return parser.parse_args(arguments)


def _kept_inputs(name: str) -> list[bytes]:
    return [path.read_bytes() for folder in (CORPUS, FOUND) for path in kept(ENTRIES[name], folder)]


def _strained(names: Sequence[str], jobs: int, say: Say) -> list[Record]:
    """Run the inputs that are made to be slow, and tell the ten slowest of each entry point."""
    found: list[Record] = []
    for name in names:
        labels = {data[:LIMIT]: label for label, data in (*text_strains(name), *file_strains(name))}
        [record] = replayed([name], lambda _name, inputs=tuple(labels): inputs, jobs, say)
        for data, seconds, call, peak in record.tally.worst:
            print(
                f"{name:16} {seconds * 1000:>8,.0f} ms {peak // 2**20:>5} MB {len(data):>8,} bytes  {call:<22} {labels.get(data, '')}",
                flush=True,
            )
        found.append(record)
    return found


def _keep(records: list[Record]) -> None:
    """Keep the inputs that showed something new, as long as they are small and not many."""
    for record in records:
        folder = CORPUS / record.entry
        size = sum(path.stat().st_size for path in folder.glob("*"))
        for one in record.new:
            if len(one.data) > _MOST_KEPT or size + len(one.data) > _MOST_IN_ALL:
                continue
            size += len(one.data)
            _write(folder, "", one.data)


def _told(entry: str, broken: Broken) -> None:
    failure = broken.failure
    print(f"{entry}: {failure.kind} at {failure.at}, {len(broken.data)} bytes", file=sys.stderr)
    print(f"{broken.data[:160]!r}\n{failure.detail[-1_000:]}", file=sys.stderr, flush=True)


def _told_and_kept(entry: str, broken: Broken) -> None:
    _told(entry, broken)
    label = "".join(char if char.isalnum() else "-" for char in f"{broken.failure.kind}-{broken.failure.at}")[:60]
    _write(FOUND / entry, f"{label}-", broken.data)


def _write(folder: Path, label: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{label}{sha256(data).hexdigest()[:10]}.in").write_bytes(data)


def _summary(records: list[Record]) -> str:
    heads = ("entry", "inputs", "inputs/s", "slowest ms", "at bytes", "in", "peak MB", "new", "failures")
    rows = [_row(record) for record in records]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in (heads, *rows))


def _row(record: Record) -> tuple[str, ...]:
    tally = record.tally
    data, seconds, call, _ = tally.worst[0] if tally.worst else (b"", 0.0, "", 0)
    pace = f"{tally.inputs / tally.seconds:,.0f}" if tally.seconds else "–"
    slowest = (f"{seconds * 1000:,.0f}", f"{len(data):,}", call)
    return record.entry, f"{tally.inputs:,}", pace, *slowest, f"{tally.peak / 2**20:,.0f}", str(len(record.new)), str(len(record.broken))


if __name__ == "__main__":
    sys.exit(main())
