"""perfrules: read, evaluate and explain Chinese budget-performance tables (绩效目标表)."""

from perfrules._version import __version__
from perfrules.evaluation import Direction, DirectionSource, Result, TableResult, Verdict, evaluate, evaluate_table
from perfrules.table import TargetTable, read_actuals, read_table, read_tables
from perfrules.target import Mention, Target, find_quantities, parse_quantity, parse_target
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import (
    FactError,
    LimitError,
    PerfRulesError,
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
    "LimitError",
    "Mention",
    "PerfRulesError",
    "Quantity",
    "Result",
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
    "evaluate",
    "evaluate_table",
    "find_quantities",
    "parse_quantity",
    "parse_target",
    "read_actuals",
    "read_table",
    "read_tables",
]
