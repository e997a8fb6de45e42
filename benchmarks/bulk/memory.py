"""Memory of the streaming path: `perfrules bulk` on files of more and more rows, each in a fresh process.

`python -m benchmarks.bulk.memory` looks at 1, 5 and 20 million rows; other sizes and kinds of files by arguments:
`python -m benchmarks.bulk.memory 1000000 20000000 --input csv --output csv`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SIZES = (1_000_000, 5_000_000, 20_000_000)
_WRITE = """
import sys
from benchmarks.bulk.data import rows
from pathlib import Path
frame, folder, kind = rows(max(map(int, sys.argv[3:]))), Path(sys.argv[1]), sys.argv[2]
for count in map(int, sys.argv[3:]):
    part, path = frame.head(count), folder / f"{count}.{kind}"
    part.write_parquet(path) if kind == "parquet" else part.write_csv(path)
"""
_RUN = """
import resource, sys
from perfrules.bulk.files import evaluate_files
summary = evaluate_files([sys.argv[1]], sys.argv[2])
print(summary.rows, summary.seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def measured(path: Path, output: Path) -> tuple[int, float, int]:
    """Return rows, seconds, and the most memory that a fresh process had in use, in bytes."""
    done = subprocess.run([sys.executable, "-c", _RUN, str(path), str(output)], check=True, capture_output=True, text=True)
    rows, seconds, peak = done.stdout.split()
    return int(rows), float(seconds), int(peak)


def main() -> None:
    """Print a line for each size, and how much more the largest takes than the smallest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--input", choices=("parquet", "csv"), default="parquet")
    parser.add_argument("--output", choices=("parquet", "csv"), default="parquet")
    given = parser.parse_args()
    peaks: list[int] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-c", _WRITE, name, given.input, *map(str, given.sizes)], check=True)
        print(f"{given.input} to {given.output}\n{'rows':>12} {'seconds':>8} {'rows/s':>10} {'peak MB':>8}")
        for count in given.sizes:
            rows, seconds, peak = measured(folder / f"{count}.{given.input}", folder / f"out.{given.output}")
            peaks.append(peak)
            print(f"{rows:>12,} {seconds:>8.1f} {rows / seconds:>10,.0f} {peak / 2**20:>8,.0f}", flush=True)
    print(f"{max(given.sizes) / min(given.sizes):.0f} times the rows, {max(peaks) / min(peaks):.2f} times the memory")


if __name__ == "__main__":
    main()
