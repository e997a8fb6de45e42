"""Write docs/conformance/*.jsonl, the cases by which implementations of the two languages check themselves.

make_conformance.py [--check]: `--check` writes nothing and fails where a file is not what this makes of it.

What is expected comes from construction, from a second derivation beside the drafts (`conformance/`), or from a person; it is compared
with what perfrules answers, and where the two disagree nothing is written.
"""

import json
import sys
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from perfrules.testing.conformance import KINDS, answer_of, differences

FOLDER = Path(__file__).parent.parent / "docs" / "conformance"
PARTS = ("", "_written", "_marks", "_broken")
"""A kind has one module of drafts, or several."""
sys.path.insert(0, str(Path(__file__).parent))


def lines_of(kind: str) -> list[dict[str, object]]:
    """Return the cases of a file, each with its id: kind, topic, and the number within the topic."""
    found, seen, counts = [], set(), Counter()
    for part in PARTS:
        module = f"conformance.{kind}{part}"
        if find_spec(module) is None:
            continue
        for draft in import_module(module).drafts():
            key = json.dumps([draft.group, draft.input, sorted(draft.expected)], sort_keys=True)
            if key in seen:
                continue
            seen.add(key)
            counts[draft.topic] += 1
            found.append({"id": f"{kind}.{draft.topic}.{counts[draft.topic]:02}", **draft._asdict()})
    return found


def contents() -> dict[str, str]:
    """Return what each file must hold, by its name."""
    files = {}
    for kind in KINDS:
        lines = [json.dumps(case, ensure_ascii=False, sort_keys=True) + "\n" for case in lines_of(kind)]
        files[f"{kind}.jsonl"] = "".join(lines)
    return files


def disagreements() -> list[str]:
    """Return where perfrules answers otherwise than the drafts expect."""
    found = []
    for kind in KINDS:
        for case in lines_of(kind):
            got = answer_of({"kind": kind, "id": case["id"], "input": case["input"]})
            for path in differences(case["expected"], got):
                name = path.partition(".")[0].partition("[")[0]
                sides = [json.dumps(side.get(name), ensure_ascii=False) for side in (case["expected"], got)]
                said = got.get("code", "")
                found.append(
                    f"{case['id']} {json.dumps(case['input'], ensure_ascii=False)} {path}: expected {sides[0]}, got {sides[1]} {said}"
                )
    return found


def stale(files: dict[str, str]) -> list[str]:
    """Return the names of the files that do not hold what they must, or must not be there."""
    found = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.jsonl")}
    return sorted(name for name in files.keys() | found.keys() if files.get(name) != found.get(name))


def main() -> int:
    """Write the files that have changed, or only name them."""
    if found := disagreements():
        print("\n".join(found))
        print(f"{len(found)} disagreements: nothing is written")
        return 1
    files = contents()
    changed = stale(files)
    if "--check" in sys.argv[1:]:
        print("\n".join(f"{name} is not current: make conformance" for name in changed) or "docs/conformance is current")
        return 1 if changed else 0
    for name in changed:
        if name in files:
            (FOLDER / name).write_text(files[name], "utf-8", newline="\n")
        else:
            (FOLDER / name).unlink()
        print(f"{'wrote' if name in files else 'removed'} docs/conformance/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
