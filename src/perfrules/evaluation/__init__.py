"""Evaluation: actual values against targets, one by one or a whole table, with reasons."""

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names
from perfrules.value.verdict import Direction, DirectionSource, Verdict

if TYPE_CHECKING:
    from perfrules.evaluation.criterion import Criterion, criterion_for
    from perfrules.evaluation.judge import evaluate
    from perfrules.evaluation.result import Result
    from perfrules.evaluation.tree import Group, RowResult, TableResult, evaluate_table

__all__ = [
    "Criterion",
    "Direction",
    "DirectionSource",
    "Group",
    "Result",
    "RowResult",
    "TableResult",
    "Verdict",
    "criterion_for",
    "evaluate",
    "evaluate_table",
]

__getattr__ = lazy_names(
    __name__,
    {
        "criterion": (
            "Criterion",
            "criterion_for",
        ),
        "judge": ("evaluate",),
        "result": ("Result",),
        "tree": (
            "Group",
            "RowResult",
            "TableResult",
            "evaluate_table",
        ),
    },
)
