"""perfrules: read, evaluate and explain Chinese budget-performance tables (绩效目标表)."""

from perfrules._version import __version__
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
    "FactError",
    "LimitError",
    "Mention",
    "PerfRulesError",
    "Quantity",
    "Severity",
    "TableError",
    "Target",
    "TargetSyntaxError",
    "Unit",
    "UnitError",
    "UnknownName",
    "__version__",
    "find_quantities",
    "parse_quantity",
    "parse_target",
]
