"""The exceptions of perfrules: few, each also the builtin that a caller would catch."""

from __future__ import annotations

from collections.abc import Iterable

from perfrules.text.diagnostic import Diagnostic

__all__ = [
    "FactError",
    "LimitError",
    "PerfRulesError",
    "RulesetError",
    "TableError",
    "TargetSyntaxError",
    "UnitError",
    "UnknownName",
]


class PerfRulesError(Exception):
    """Anything that perfrules raises on purpose; `.diagnostics` says what, where and what to do."""

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(diagnostic.render() for diagnostic in self.diagnostics)


class TargetSyntaxError(PerfRulesError, ValueError):
    """A target value (指标值) that cannot be read."""


class UnitError(PerfRulesError, ValueError):
    """Units that cannot be compared or converted."""


class FactError(PerfRulesError, ValueError):
    """An actual value that cannot be used as given."""


class UnknownName(PerfRulesError, KeyError):
    """A name that is not known; the diagnostic suggests the nearest one."""


class RulesetError(PerfRulesError, ValueError):
    """A ruleset that cannot be used: it has errors, or does not hold on the day that is asked for."""


class TableError(PerfRulesError, ValueError):
    """A file or text that cannot be read as a table."""


class LimitError(PerfRulesError, ValueError):
    """An input beyond a limit that keeps reading linear and safe."""
