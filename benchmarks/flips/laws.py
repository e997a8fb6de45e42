"""Running laws in a process of its own: all of a file while their lines are traced, or some in a given order until one fails."""

from __future__ import annotations

import importlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from coverage import Coverage
from hypothesis import Phase, settings

__all__ = ["Trace", "in_child", "run_laws", "trace_laws"]

LEFT_OUT = ("in_time", "each_sentence_of_the_grammar_is_read_or_told")
"""Laws about seconds, which a busy machine fails without any flip, and the longest of all: they notice nothing here."""
_TRACED = 20
"""How many examples show which lines a law runs; a line that needs more only costs the flip a law that might have noticed it."""
_BASE = [
    "-q",
    "-x",
    "--no-header",
    "-p",
    "no:cacheprovider",
    "-p",
    "_hypothesis_pytestplugin",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
]
_SECONDS = 6.0


class Trace(NamedTuple):
    """What one file of laws does on a sound package: the lines each law runs, those its import runs, and how long each law takes."""

    laws: dict[str, dict[str, list[int]]]
    imports: dict[str, list[int]]
    seconds: dict[str, float]


def _quick_failures(examples: int) -> None:
    """Failing is enough: nothing is made smaller, explained or remembered."""
    phases = [Phase.explicit, Phase.generate]
    settings.register_profile("flips", parent=settings.get_profile("ci"), phases=phases, database=None, max_examples=examples)
    settings.load_profile("flips")


def _forget() -> None:
    """Empty every cache of the package and of the laws, so that each law is seen to run all that it needs."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("perfrules", "property") or name.startswith("tests.property"):
            for one in list(vars(module).values()):
                if callable(clear := getattr(one, "cache_clear", None)):
                    clear()


class _Tracing:
    """Notes which lines of the package each law runs."""

    def __init__(self, coverage: Any) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = {}

    def pytest_configure(self) -> None:
        _quick_failures(_TRACED)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not item.name.split("[")[0].endswith(LEFT_OUT)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        _forget()
        self.coverage.switch_context(item.nodeid)
        start = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - start
            self.coverage.switch_context("")


class _Ordered:
    """Runs the chosen laws in the given order, each within its time, and notes the first that fails."""

    def __init__(self, order: Sequence[str], seconds: dict[str, float], examples: int) -> None:
        self.examples = examples
        self.order = {name: place for place, name in enumerate(order)}
        self.seconds = seconds
        self.failed = ""

    def pytest_configure(self) -> None:
        _quick_failures(self.examples)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        signal.setitimer(signal.ITIMER_PROF, _SECONDS + 5 * self.seconds.get(item.nodeid, 1.0))
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def in_child(tree: Path, work: Callable[[], str], answer: Path) -> int:
    """Start `work` in a process of its own, with the package in `tree`, and return its id; what it returns is written to `answer`."""
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(tree)
        quiet = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(quiet, stream)
        os.environ.update(PERFRULES_CACHE="off", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", HYPOTHESIS_PROFILE="ci")
        sys.dont_write_bytecode = True
        sys.path[:] = [str(tree / "src"), str(tree), *(one for one in sys.path if not (Path(one) / "perfrules").exists())]
        for name in [name for name in sys.modules if name.split(".")[0] == "perfrules"]:
            del sys.modules[name]
        answer.write_text(work(), "utf-8")
    except Exception as error:
        answer.with_suffix(".error").write_text(repr(error), "utf-8")
    finally:
        os._exit(0)


def trace_laws(tree: Path, file: str, modules: Sequence[str]) -> Trace:
    """Return the trace of a file of laws; to be called in a child."""
    sys.dont_write_bytecode = False
    paths = {str(tree / "src" / "perfrules" / name): name for name in modules}
    coverage = Coverage(data_file=None, include=list(paths), config_file=False)
    coverage.start()
    plugin = _Tracing(coverage)
    code = pytest.main([*_BASE, file], plugins=[plugin])
    coverage.stop()
    if code != 0:
        raise AssertionError(f"{file} does not hold without any flip: pytest ended with {int(code)}")
    data = coverage.get_data()
    found = Trace({}, {}, plugin.seconds)
    for path, name in paths.items():
        for line, contexts in data.contexts_by_lineno(path).items():
            for context in contexts:
                lines = found.laws.setdefault(context, {}) if context else found.imports
                lines.setdefault(name, []).append(line)
    return found


def run_laws(module: str, groups: Sequence[Sequence[str]], seconds: dict[str, float], examples: int) -> str:
    """Run laws on a changed package until one fails, and say which; to be called in a child.

    `survived`, `killed by …`, or `unusable` where the changed module cannot even be imported.
    """
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    signal.setitimer(signal.ITIMER_PROF, 60)
    try:
        importlib.import_module("perfrules")
        importlib.import_module("perfrules." + module.removesuffix(".py").replace("/", "."))
    except Exception as error:
        return f"unusable: {error!r}"
    for order in groups:
        plugin = _Ordered(order, seconds, examples)
        files = list(dict.fromkeys(name.partition("::")[0] for name in order))
        code = pytest.main([*_BASE, *files], plugins=[plugin])
        if code in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
            return f"killed by {plugin.failed or 'a law that cannot even be collected'}"
        if code != 0:
            return f"unusable: pytest ended with {int(code)}"
    return "survived"
