"""Records what the cases of the shipped rulesets notice: `python -m corpus.record_mutants` in `tests`, or `make mutate`.

It tries every mutant of every ruleset, which takes minutes, and writes `mutants.json` and `docs/mutation-equivalents.md`.
With names of files behind it, only those are tried again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from perfrules.cli.crew import usual_size
from perfrules.testing.mutation import MutationReport, Reason, mutate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RECORD = HERE / "mutants.json"
PAGE = ROOT / "docs" / "mutation-equivalents.md"
_TOP = """# 看不出不同的改动

`perfrules mutate` 逐处改动自带的规则集。下面是没有一个事实能看出不同的改动，按理由分；`行:改法` 的意思见[改动规则](mutation.md)。
由 `make mutate` 写出。
"""


def shipped() -> list[Path]:
    """Return the rulesets that ship with perfrules, in the order of their paths; vocabularies are none."""
    folder = ROOT / "rulesets"
    return sorted(path for path in folder.glob("*/*.perf") if path.parent.name != "vocab")


def name_of(path: Path) -> str:
    """Return a file by its place among the rulesets."""
    return path.relative_to(ROOT / "rulesets").as_posix()


def digest(path: Path) -> str:
    """Return what tells whether a file is as it was when it was recorded."""
    return sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:16]


def recorded() -> dict[str, Any]:
    """Return the record: counts and equivalents by file."""
    found: dict[str, Any] = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    return found


def entry_of(path: Path, report: MutationReport) -> dict[str, Any]:
    """Return what is recorded of one file."""
    reasons: dict[str, list[str]] = {}
    for one in report.equivalents:
        assert one.reason is not None
        reasons.setdefault(one.reason.value, []).append(one.mutant.id)
    return {"digest": digest(path), "mutants": len(report.trials), **report.counts, "equivalents": reasons}


def page_of(record: dict[str, Any]) -> str:
    """Return the page of all equivalents."""
    return "\n".join([_TOP, *(line for name, entry in record.items() for line in _section(name, entry))])


def _section(name: str, entry: dict[str, Any]) -> Iterator[str]:
    counts = f"{entry['mutants']} 处改动：发现 {entry['killed']}，等价 {entry['equivalent']}，不成规则集 {entry['invalid']}。"
    yield from (f"## {name}", "", counts, "")
    for reason, ids in entry["equivalents"].items():
        yield from (f"- {Reason(reason).said()}（{len(ids)}）：{'、'.join(ids)}",)
    if entry["equivalents"]:
        yield ""


def main(names: Sequence[str]) -> int:
    """Record all rulesets, or some, and tell which mutants survive: 1 where any does."""
    record, survivors = recorded(), 0
    for path in shipped():
        if names and name_of(path) not in names:
            continue
        report = mutate(path, jobs=usual_size())
        record[name_of(path)] = entry_of(path, report)
        survivors += len(report.survivors)
        print(f"{name_of(path):48} {report.killed}/{report.counted} {report.seconds:6.1f} s", flush=True)
        for one in report.survivors:
            print(one.mutant.diff(report.text, path.name), one.stub, sep="\n")
    record = {name: record[name] for name in map(name_of, shipped()) if name in record}
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(page_of(record), "utf-8")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
