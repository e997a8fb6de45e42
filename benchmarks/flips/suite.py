"""The laws as the runner needs them: which of them run a statement, and in which order they are tried."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence, Set
from hashlib import blake2b
from pathlib import Path

from benchmarks.flips.flip import Flip
from benchmarks.flips.laws import Trace, in_child, trace_laws

__all__ = ["Suite", "traced"]

_AFFINE = {
    "value": ("interval", "numeral", "unit_laws", "scale", "value", "day", "grade"),
    "target": ("target", "simple", "meaning", "change", "canonical", "decision", "day"),
    "formula": ("formula",),
    "scoring": ("scoring", "scorer", "lowering", "monitor"),
    "evaluation": ("evaluation", "judging", "monitor", "fact", "total", "decision"),
    "ruleset": ("override", "binding", "total", "ruleset"),
    "bulk": ("column_laws", "sql_laws"),
}
"""Words in the names of the files whose laws are likeliest to notice a flip of a floor."""


SLOW = (
    *("fuzz_grammar", "machine_laws", "number_format", "layout", "table_laws", "narrative", "review", "safe_cells", "ruleset_text"),
    *("strategy", "editing", "mutation", "properties", "conformance"),
)
"""Words in the names of files that are only run with `--thorough`: long ones, and those about grids, pages, texts and tools."""


class Suite:
    """The traces of all files of laws."""

    def __init__(self, traces: dict[str, Trace], marks: dict[str, str]) -> None:
        self.traces = traces
        self.marks = marks
        self.seconds = {name: took for trace in traces.values() for name, took in trace.seconds.items()}

    def order(self, flip: Flip, survived: Set[str] = frozenset()) -> list[list[str]]:
        """Return the laws that run the changed statement, in groups of files to collect at once: likely ones first, quick before slow.

        Files with a mark that the flip `survived` already are left out.
        """
        lines = set(range(flip.lines[0], flip.lines[1] + 1))
        words = _AFFINE[flip.floor]

        def rank(name: str) -> tuple[bool, float]:
            return not any(word in _file(name) for word in words), self.seconds.get(name, 1.0)

        ranked = sorted((name for name in self._running(flip.module, lines) if self.marks[_file(name)] not in survived), key=rank)
        files = list(dict.fromkeys(map(_file, ranked)))
        groups = [[name for name in ranked if _file(name) in group] for group in (files[:2], files[2:6], files[6:])]
        # A law needs more examples than were traced to come by some statements: laws of the floor that run the module come last.
        known = set(ranked)
        rest = [name for name in self._touching(flip.module) if name not in known and not rank(name)[0]]
        rest = [name for name in rest if self.marks[_file(name)] not in survived]
        return [group for group in (*groups, sorted(rest, key=rank)) if group]

    def _touching(self, module: str) -> Iterator[str]:
        for trace in self.traces.values():
            yield from (name for name, ran in trace.laws.items() if module in ran)

    def _running(self, module: str, lines: set[int]) -> Iterator[str]:
        for trace in self.traces.values():
            on_import = not lines.isdisjoint(trace.imports.get(module, ()))
            for name, ran in trace.laws.items():
                # What a module makes of itself on import shows in whatever its functions do later.
                if module in ran and (on_import or not lines.isdisjoint(ran[module])):
                    yield name


def _file(law: str) -> str:
    return law.partition("::")[0]


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
    marks: dict[str, str] = {}
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
        traces[file], marks[file] = Trace(*known[file]["trace"]), mark
    return Suite(traces, marks)
