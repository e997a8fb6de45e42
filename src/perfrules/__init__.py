"""perfrules: read, evaluate and explain Chinese budget-performance tables (绩效目标表).

The public names are imported on first use, so that importing perfrules costs less than importing Lark.

>>> import perfrules as pr
>>> pr.evaluate("=17500家", "16800家", name="拥有高新技术企业数").why
'要求 ≥17500家，实际 16800家，差 700家（完成 96%）'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from perfrules._version import __version__

if TYPE_CHECKING:
    from perfrules import bulk
    from perfrules.evaluation import Direction, DirectionSource, Result, TableResult, Verdict, evaluate, evaluate_table
    from perfrules.evaluation.loading import check_ruleset, load_ruleset
    from perfrules.evaluation.monitored_table import MonitoredTable, monitor_table
    from perfrules.evaluation.ruled_table import RuledTable
    from perfrules.evaluation.ruleset import RuleSet
    from perfrules.evaluation.ruleset_result import RuleSetResult
    from perfrules.evaluation.score_table import score_table, which_policy
    from perfrules.evaluation.scored_table import ScoredTable
    from perfrules.reviewing import Finding, review
    from perfrules.table import TargetTable, read_actuals, read_table, read_tables
    from perfrules.target import Mention, Target, find_quantities, parse_quantity, parse_target
    from perfrules.text.diagnostic import Diagnostic, Severity
    from perfrules.text.errors import (
        FactError,
        LimitError,
        PerfRulesError,
        RulesetError,
        TableError,
        TargetSyntaxError,
        UnitError,
        UnknownName,
    )
    from perfrules.value.quantity import Quantity
    from perfrules.value.unit import Unit

__all__ = [
    "Diagnostic",
    "Direction",
    "DirectionSource",
    "FactError",
    "Finding",
    "LimitError",
    "Mention",
    "MonitoredTable",
    "PerfRulesError",
    "Quantity",
    "Result",
    "RuleSet",
    "RuleSetResult",
    "RuledTable",
    "RulesetError",
    "ScoredTable",
    "Severity",
    "TableError",
    "TableResult",
    "Target",
    "TargetSyntaxError",
    "TargetTable",
    "Unit",
    "UnitError",
    "UnknownName",
    "Verdict",
    "__version__",
    "bulk",
    "check_ruleset",
    "evaluate",
    "evaluate_table",
    "find_quantities",
    "load_ruleset",
    "monitor_table",
    "parse_quantity",
    "parse_target",
    "read_actuals",
    "read_table",
    "read_tables",
    "review",
    "score_table",
    "which_policy",
]

_HOMES = {
    "evaluation": ("Direction", "DirectionSource", "Result", "TableResult", "Verdict", "evaluate", "evaluate_table"),
    "evaluation.loading": ("check_ruleset", "load_ruleset"),
    "evaluation.ruled_table": ("RuledTable",),
    "evaluation.ruleset": ("RuleSet",),
    "evaluation.monitored_table": ("MonitoredTable", "monitor_table"),
    "evaluation.score_table": ("score_table", "which_policy"),
    "evaluation.scored_table": ("ScoredTable",),
    "evaluation.ruleset_result": ("RuleSetResult",),
    "reviewing": ("Finding", "review"),
    "table": ("TargetTable", "read_actuals", "read_table", "read_tables"),
    "target": ("Mention", "Target", "find_quantities", "parse_quantity", "parse_target"),
    "text.diagnostic": ("Diagnostic", "Severity"),
    "text.errors": (
        "FactError",
        "LimitError",
        "PerfRulesError",
        "RulesetError",
        "TableError",
        "TargetSyntaxError",
        "UnitError",
        "UnknownName",
    ),
    "value.quantity": ("Quantity",),
    "value.unit": ("Unit",),
}


def __getattr__(name: str) -> Any:
    if name == "bulk":
        return import_module("perfrules.bulk")
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(f"perfrules.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'perfrules' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
