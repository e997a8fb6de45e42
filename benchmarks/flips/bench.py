"""The bench: a copy of the package for each worker, the flips in it one at a time, and what became of them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from benchmarks.flips.explained import Explained, reason_for
from benchmarks.flips.flip import Flip
from benchmarks.flips.laws import in_child, run_laws
from benchmarks.flips.places import FLOORS, MODULES, places_of
from benchmarks.flips.sample import drawn, quotas
from benchmarks.flips.suite import Suite, traced

__all__ = ["Bench"]

_COPIED = ("src", "tests", "grammar", "rulesets")
_SINGLE = ("pyproject.toml",)
_Reasons = dict[tuple[str, str, str, str], list[Explained]]


def _copy(root: Path, tree: Path) -> None:
    """Lay a sound copy; what is the same keeps its time, so that compiled files stay good."""
    for name in _COPIED:
        for path in sorted((tree / name).rglob("*.py")):
            if not (root / path.relative_to(tree)).exists():
                path.unlink()
        shutil.copytree(root / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    for name in _SINGLE:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, tree / name)


class Bench:
    """Runs flips in copies of a checkout, and keeps what came out in a folder."""

    def __init__(
        self, root: Path, out: Path, jobs: int, say: Callable[[str], None], *, thorough: bool = False, examples: int = 100
    ) -> None:
        self.trees = [out / f"tree-{number}" for number in range(jobs)]
        self.say = say
        self.thorough = thorough
        self.examples = examples
        self.out = out
        out.mkdir(parents=True, exist_ok=True)
        for tree in self.trees:
            _copy(root, tree)
        self.package = self.trees[0] / "src" / "perfrules"

    def drawn(self, size: int, seed: int, modules: Sequence[str]) -> list[Flip]:
        """Draw flips: as many for each floor."""
        by_floor: list[list[Flip]] = []
        floors = [floor for floor in FLOORS if any(name.startswith(floor) for name in modules)]
        for floor, quota in quotas(size, floors).items():
            places = [place for name in modules if name.startswith(f"{floor}/") for place in places_of(self.package, name)]
            flips: dict[str, Flip] = {}
            for place in drawn(places, seed):
                if len(flips) == quota:
                    break
                if (flip := place.flip()) is not None:
                    flips.setdefault(flip.key, flip)
            by_floor.append(list(flips.values()))
        # Floors take turns, so that a run that is stopped says something about each of them.
        return [flip for turn in zip_longest(*by_floor) for flip in turn if flip is not None]

    def outcomes(self, flips: Sequence[Flip], explained: _Reasons, *, only_survivors: bool, fresh: bool) -> dict[str, str]:
        """Return what became of each flip, by its key; survivors are run again where there are laws that they have not met."""
        kept = _Kept(self.out / "outcomes.json", fresh=fresh)
        waiting: list[Flip] = []
        for flip in flips:
            last = kept.outcomes.get(flip.key, "")
            if not reason_for(flip, explained) and (last.startswith("survived") or (not last and not only_survivors)):
                waiting.append(flip)
        if waiting:
            suite = traced(self.trees[0], self.out / "traces.json", MODULES, self.say, thorough=self.thorough)
            self._run(waiting, suite, kept)
        return {flip.key: kept.outcomes[flip.key] for flip in flips if flip.key in kept.outcomes}

    def _run(self, waiting: list[Flip], suite: Suite, kept: _Kept) -> None:
        """Run flips, one in each tree at a time."""
        running: dict[int, tuple[Flip, Path, float]] = {}
        free, done, queue = list(self.trees), 0, list(reversed(waiting))
        while queue or running:
            while queue and free:
                flip, tree = queue.pop(), free.pop()
                if order := suite.order(flip, kept.met(flip, self.examples)):
                    running[self._start(flip, tree, order, suite)] = (flip, tree, time.monotonic())
                    continue
                free.append(tree)
                done += 1
                outcome = kept.outcomes.get(flip.key, "survived: no law runs it")
                self._keep(kept, flip, outcome, suite, f"{done}/{len(waiting)}")
            if not running:
                continue
            child, status = os.waitpid(-1, 0)
            flip, tree, start = running.pop(child)
            self._restore(flip, tree)
            free.append(tree)
            done += 1
            answer = tree.with_suffix(".answer")
            outcome = answer.read_text("utf-8") if answer.exists() else f"killed by its end: {_ending(status)}"
            self._keep(kept, flip, outcome, suite, f"{done}/{len(waiting)} {time.monotonic() - start:.0f} s")

    def _start(self, flip: Flip, tree: Path, order: list[list[str]], suite: Suite) -> int:
        path = tree / "src" / "perfrules" / flip.module
        state = path.stat()
        path.write_text(flip.changed, "utf-8")
        # Another time than the sound file has: what was compiled from that is not taken for this.
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 60 * 10**9))
        seconds = suite.seconds
        return in_child(tree, lambda: run_laws(flip.module, order, seconds, self.examples), tree.with_suffix(".answer"))

    def _restore(self, flip: Flip, tree: Path) -> None:
        path = tree / "src" / "perfrules" / flip.module
        state = path.stat()
        path.write_text(flip.source, "utf-8")
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - 60 * 10**9))

    def _keep(self, kept: _Kept, flip: Flip, outcome: str, suite: Suite, progress: str) -> None:
        kept.add(flip, outcome, suite.marks.values(), self.examples)
        self.say(f"{progress}: {outcome[:100]} | {flip.key}")


class _Kept:
    """What is known from earlier runs: what became of flips, and which laws those met that survived."""

    def __init__(self, path: Path, *, fresh: bool) -> None:
        self.path = path
        found = json.loads(path.read_text("utf-8")) if path.exists() and not fresh else {}
        self.outcomes: dict[str, str] = found.get("outcomes", {})
        self.survived: dict[str, list[str]] = found.get("survived", {})

    def met(self, flip: Flip, examples: int) -> frozenset[str]:
        """Return the marks of the files of laws that a flip survived with as many examples."""
        suffix = f" {examples}"
        return frozenset(one.removesuffix(suffix) for one in self.survived.get(flip.key, ()) if one.endswith(suffix))

    def add(self, flip: Flip, outcome: str, marks: Iterable[str], examples: int) -> None:
        """Keep an outcome, at once: a run may be stopped at any time."""
        self.outcomes[flip.key] = outcome
        if outcome.startswith("survived"):
            self.survived[flip.key] = sorted({*self.survived.get(flip.key, ()), *(f"{mark} {examples}" for mark in marks)})
        self.path.write_text(json.dumps({"outcomes": self.outcomes, "survived": self.survived}, ensure_ascii=False, indent=1), "utf-8")


def _ending(status: int) -> str:
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"code {os.WEXITSTATUS(status)}"
