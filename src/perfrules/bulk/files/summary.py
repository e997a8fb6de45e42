"""Summaries: how many rows there were, and what became of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from attrs import field, frozen

from perfrules.bulk.results import VERDICTS

__all__ = ["Summary"]


@frozen
class Summary:
    """A run over files: rows, verdicts and reasons by their counts, how long it took, and what was written."""

    output: str
    inputs: tuple[str, ...]
    seconds: float = field(default=0.0, eq=False)
    verdicts: Counter[str] = field(factory=Counter)
    reasons: Counter[str] = field(factory=Counter)

    @property
    def rows(self) -> int:
        """Return how many rows there were."""
        return self.verdicts.total()

    @property
    def speed(self) -> int:
        """Return how many rows went by in a second."""
        return int(self.rows / max(self.seconds, 1e-9))

    def add(self, table: pa.Table) -> None:
        """Count the rows of a batch."""
        for name, counts in (("verdict", self.verdicts), ("reason", self.reasons)):
            for one in pc.value_counts(table.column(name)).to_pylist():
                counts[one["values"]] += one["counts"]

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready document."""
        return {
            "format": "perfrules-bulk/1",
            "inputs": list(self.inputs),
            "output": self.output,
            "rows": self.rows,
            "verdicts": {verdict: self.verdicts[verdict] for verdict in VERDICTS},
            "reasons": dict(self.reasons.most_common()),
            "seconds": round(self.seconds, 3),
            "rows_per_second": self.speed,
        }
