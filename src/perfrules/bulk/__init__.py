"""Many rows: columns, files, SQL and Spark, with the same exact answers as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.bulk.evaluator import Evaluator
    from perfrules.bulk.frame import evaluate_frame
    from perfrules.bulk.options import Options

__all__ = ["Evaluator", "Options", "evaluate_frame"]

__getattr__ = lazy_names("perfrules.bulk", {"frame": ("evaluate_frame",), "evaluator": ("Evaluator",), "options": ("Options",)})
