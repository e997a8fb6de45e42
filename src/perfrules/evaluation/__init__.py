"""Evaluation: actual values against targets, one by one or a whole table, with reasons."""

from perfrules.evaluation.criterion import Criterion, criterion_for
from perfrules.evaluation.judge import evaluate
from perfrules.evaluation.result import Result
from perfrules.evaluation.tree import Group, RowResult, TableResult, evaluate_table
from perfrules.value.verdict import Direction, DirectionSource, Verdict

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
