"""After the benchmarks, the ratios."""

from __future__ import annotations

import pytest
from benchmarks import ratios


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table of ratios where benchmarks alone were asked for."""
    if not config.getoption("benchmark_only", default=False):
        return
    terminalreporter.section("ratios")
    for line in ratios.table():
        terminalreporter.write_line(line)
