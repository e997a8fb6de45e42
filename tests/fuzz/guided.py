"""Fuzzing that is guided by coverage, where atheris is installed: `python -m fuzz.guided parse_target FOLDER -max_total_time=60`.

What stands behind the entry point goes to libFuzzer: folders of inputs, and its options.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory


def main() -> None:
    """Run one entry point under libFuzzer; it ends the process itself."""
    try:
        import atheris
    except ModuleNotFoundError:
        sys.exit("atheris is missing: pip install atheris")
    name, *options = sys.argv[1:] or [""]
    with atheris.instrument_imports(include=["perfrules"]):
        from fuzz.entries import ENTRIES
    from fuzz.probe import Probe

    if name not in ENTRIES:
        sys.exit(f"no entry point {name!r}: {', '.join(ENTRIES)}")
    with TemporaryDirectory() as folder:

        def once(data: bytes) -> None:
            ENTRIES[name].run(data, Probe(Path(folder)))

        limits = ["-rss_limit_mb=500", "-timeout=5", "-max_len=100000"]
        atheris.Setup([sys.argv[0], *limits, *options], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
