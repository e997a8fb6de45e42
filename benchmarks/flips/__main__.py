"""The command: `python -m benchmarks.flips --sample 150 [--seed N] [--module M] [--only-survivors] [--jobs N] [--out FOLDER]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.flips.bench import Bench
from benchmarks.flips.explained import read_explained
from benchmarks.flips.places import MODULES
from benchmarks.flips.report import report


def _arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.flips", description="Bugs in the package's own code, and which of them no law notices."
    )
    parser.add_argument("--sample", type=int, default=150, metavar="N", help="how many flips are drawn (150)")
    parser.add_argument("--seed", type=int, default=1, help="which sample is drawn (1)")
    parser.add_argument("--module", action="append", default=[], metavar="ROOM/NAME.py", help="only flips of this module, may be repeated")
    parser.add_argument("--only-survivors", action="store_true", help="run again what survived, and nothing else")
    parser.add_argument("--fresh", action="store_true", help="forget the outcomes that are kept")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="flips tried at the same time (1)")
    parser.add_argument(
        "--out", type=Path, default=Path(tempfile.gettempdir()) / "perfrules-flips", help="folder of the copy and the outcomes"
    )
    parser.add_argument("--thorough", action="store_true", help="also run the long laws, and those about grids and pages")
    parser.add_argument("--examples", type=int, default=100, metavar="N", help="examples of each law (100); fewer only miss flips")
    parser.add_argument("--differences", action="store_true", help="show survivors as patches")
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    """Draw, run and report; 1 where a flip survived that is not explained."""
    options = _arguments(given)
    unknown = set(options.module) - set(MODULES)
    if unknown:
        print(f"no such module: {', '.join(sorted(unknown))}; there are: {', '.join(MODULES)}", file=sys.stderr)
        return 2
    root = Path(__file__).resolve().parents[2]
    bench = Bench(
        root,
        options.out,
        options.jobs,
        lambda line: print(line, file=sys.stderr, flush=True),
        thorough=options.thorough,
        examples=options.examples,
    )
    explained = read_explained()
    flips = bench.drawn(options.sample, options.seed, options.module or MODULES)
    outcomes = bench.outcomes(flips, explained, only_survivors=options.only_survivors, fresh=options.fresh)
    lines, survivors = report(flips, outcomes, explained, differences=options.differences)
    print("\n".join(lines))
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
