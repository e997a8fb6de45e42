"""The pytest plugin: files of rules are collected as tests, their cases as items, and failures print the tree of reasons.

It is found by pytest once perfrules is installed with the extra `testing`. Everything heavy is imported when a file of rules is
there, so that a test run without any pays nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from perfrules.evaluation.ruleset import RuleSet

__all__ = ["load_rules", "ruleset"]

_MARKERS = (
    "perfrules: an item that was collected from a file of rules; `-m perfrules` runs only these",
    "ruleset(source): the ruleset that the fixture `ruleset` gives: a title, or a path beside the test",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and settings."""
    group = parser.getgroup("perfrules", "rulesets (*.perf)")
    group.addoption("--perfrules-cover", action="store_true", help="for each ruleset, fail where its cases leave outcomes untested")
    group.addoption("--perfrules-mutate", action="store_true", help="for each ruleset, fail where its cases do not notice a changed rule")
    group.addoption("--perfrules-properties", action="store_true", help="for each ruleset, check the laws that all rules should keep")
    group.addoption("--perfrules-lang", choices=("zh", "en"), default="zh", help="language of what is said about rules (default: zh)")
    parser.addini("perfrules_search", "folders in which rulesets are found by their titles", type="paths", default=[])
    parser.addini("perfrules_cover_min", "percentage of outcomes that --perfrules-cover asks for (default: 100)", default="100")
    parser.addini("perfrules_mutate_min", "percentage of mutants that --perfrules-mutate wants killed (default: 100)", default="100")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers."""
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of rules; files of other programs that happen to end in `.perf` are left alone."""
    if file_path.suffix != ".perf":
        return None
    from perfrules.testing.collecting import RulesFile, has_rules  # noqa: PLC0415  only where there are rules

    return RulesFile.from_parent(parent, path=file_path) if has_rules(file_path) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the coverage and the mutation score of each ruleset."""
    said = [
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == "perfrules"
    ]
    if said:
        terminalreporter.section("perfrules")
        for line in sorted(said):
            terminalreporter.write_line(line)


@pytest.fixture
def load_rules(request: pytest.FixtureRequest) -> Callable[[str | Path], RuleSet]:
    """Return a function that loads a ruleset by its title, by a path beside the test, or from its text."""
    from perfrules.evaluation.loading import load_ruleset  # noqa: PLC0415  only where there are rules

    folder, search = request.path.parent, request.config.getini("perfrules_search")

    def load(source: str | Path) -> RuleSet:
        beside = folder / source if "\n" not in str(source) else None
        return load_ruleset(beside if beside is not None and beside.is_file() else source, search=(folder, *search))

    return load


@pytest.fixture
def ruleset(request: pytest.FixtureRequest, load_rules: Callable[[str | Path], RuleSet]) -> RuleSet:
    """Return the ruleset that the marker `ruleset` names."""
    marker = request.node.get_closest_marker("ruleset")
    if marker is None or len(marker.args) != 1:
        pytest.fail("the fixture `ruleset` needs @pytest.mark.ruleset('title or path')", pytrace=False)
    return load_rules(marker.args[0])
