"""The laws as the runner needs them: which of them run a statement, and in which order they are tried."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from benchmarks.flips.flip import Flip
from benchmarks.flips.laws import Trace, in_child, trace_laws

__all__ = ["Suite", "traced"]

_AFFINE = {
    "value": ("interval", "numeral", "unit", "scale", "value", "day"),
    "target": ("target", "simple", "mention", "unit", "numeral"),
    "formula": ("formula",),
    "scoring": ("scoring",),
    "evaluation": ("evaluation", "score"),
    "ruleset": ("ruleset",),
}
"""Words in the names of the files whose laws are likeliest to notice a flip of a floor."""


SLOW = (
    *("fuzz_grammar", "machine_laws", "number_format", "layout", "table_laws", "narrative", "review", "safe_cells", "ruleset_text"),
    *("strategy", "editing", "mutation", "properties", "conformance"),
)
"""Words in the names of files that are only run with `--thorough`: long ones, and those about grids, pages, texts and tools."""


class Suite:
    """The traces of all files of laws."""

    def __init__(self, traces: dict[str, Trace]) -> None:
        self.traces = traces
        self.seconds = {name: took for trace in traces.values() for name, took in trace.seconds.items()}

    def order(self, flip: Flip) -> list[str]:
        """Return the laws that run the changed statement: those of its floor first, quick ones before slow ones."""
        lines = set(range(flip.lines[0], flip.lines[1] + 1))
        words = _AFFINE[flip.floor]

        def rank(name: str) -> tuple[bool, float]:
            file = Path(name.partition("::")[0]).stem
            return not any(word in file for word in words), self.seconds.get(name, 1.0)

        return sorted(self._running(flip.module, lines), key=rank)

    def _running(self, module: str, lines: set[int]) -> Iterator[str]:
        for trace in self.traces.values():
            on_import = not lines.isdisjoint(trace.imports.get(module, ()))
            for name, ran in trace.laws.items():
                # What a module makes of itself on import shows in whatever its functions do later.
                if module in ran and (on_import or not lines.isdisjoint(ran[module])):
                    yield name


def _digest(paths: Sequence[Path]) -> str:
    found = blake2b(digest_size=12)
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()


def traced(tree: Path, store: Path, modules: Sequence[str], say: Callable[[str], None], *, thorough: bool) -> Suite:
    """Return the suite of a tree; files of laws whose text or whose package has not changed keep their trace."""
    package = _digest([tree / "src" / "perfrules" / name for name in modules])
    helpers = sorted((tree / "tests" / "property").glob("*strategies.py"))
    known = json.loads(store.read_text("utf-8")) if store.exists() else {}
    traces: dict[str, Trace] = {}
    for path in sorted((tree / "tests" / "property").glob("test_*.py")):
        file = path.relative_to(tree).as_posix()
        if not thorough and any(word in path.stem for word in SLOW):
            continue
        mark = f"{package} {_digest([path, *helpers])}"
        if known.get(file, {}).get("mark") != mark:
            say(f"tracing {file}")
            answer = store.with_suffix(".answer")
            os.waitpid(in_child(tree, lambda file=file: json.dumps(trace_laws(tree, file, modules)), answer), 0)  # type: ignore[misc]
            if not answer.exists():
                say(f"left out: {answer.with_suffix('.error').read_text('utf-8')}")
                continue
            known[file] = {"mark": mark, "trace": json.loads(answer.read_text("utf-8"))}
            store.write_text(json.dumps(known), "utf-8")
        traces[file] = Trace(*known[file]["trace"])
    return Suite(traces)
