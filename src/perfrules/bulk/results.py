"""Results: the columns that are added to a frame."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl
from attrs import define, field

from perfrules.bulk.tables import Numbers, TablesBuilder
from perfrules.value.verdict import Verdict

__all__ = ["NAMES", "REASONS", "VERDICTS", "Results", "result_names", "result_schema"]

VERDICTS = tuple(one.value for one in Verdict)
NAMES = ("verdict", "reason", "completion", "shortfall", "shortfall_unit", "score", "score_low", "score_high", "notes")
REASONS = (
    "met",
    "exceeded",
    "short",
    "no_data",
    "not_applicable",
    "undetermined",
    "no_target",
    "target_not_applicable",
    "target_undetermined",
    "unreadable",
    "unreadable_target",
    "unit_mismatch",
    "percent_or_fraction",
    "no_baseline",
    "no_year",
    "not_measurable",
    "imprecise",
    "incomparable",
)
"""All reasons that there are; a reason that is missing here would be refused by the column type."""
_MARKS = ("score", "score_low", "score_high")


def result_names(*, scored: bool) -> tuple[str, ...]:
    """Return the names of the columns that are added."""
    return NAMES if scored else tuple(name for name in NAMES if name not in _MARKS)


def result_schema(*, scored: bool) -> dict[str, pl.DataType]:
    """Return the types of the columns that are added, in order."""
    words = {"verdict": pl.Enum(VERDICTS), "reason": pl.Enum(REASONS), "shortfall_unit": pl.String(), "notes": pl.String()}
    return {name: words.get(name, pl.Float64()) for name in result_names(scored=scored)}


@define
class Results:
    """What became of every row: verdicts, reasons, notes and units as places in their lists, numbers as doubles."""

    builder: TablesBuilder
    verdict: Numbers
    reason: Numbers
    notes: Numbers
    unit: Numbers
    numbers: dict[str, Numbers] = field(factory=dict)

    @classmethod
    def empty(cls, count: int, builder: TablesBuilder) -> Results:
        """Return results to be filled in."""
        return cls(
            builder,
            np.empty(count, dtype=np.uint8),
            np.empty(count, dtype=np.uint16),
            np.empty(count, dtype=np.uint32),
            np.empty(count, dtype=np.uint32),
            {part: np.empty(count) for part in builder.parts},
        )

    def series(self) -> list[pl.Series]:
        """Return the columns, in order."""
        words = {what: list(places) for what, places in self.builder.words.items()}
        words["verdict"] = [one.value for one in words["verdict"]]
        texts = {
            "verdict": (self.verdict, words["verdict"], pl.Enum(VERDICTS)),
            "reason": (self.reason, words["reason"], pl.Enum(REASONS)),
            "shortfall_unit": (self.unit, words["unit"], pl.String()),
            "notes": (self.notes, words["notes"], pl.String()),
        }
        with ThreadPoolExecutor(len(texts)) as pool:
            named = pool.map(lambda one: _named(*one), texts.values())
            numbers = pool.map(lambda values: pl.Series(values, nan_to_null=True), self.numbers.values())
            found = dict(zip((*texts, *self.numbers), (*named, *numbers), strict=True))
        if "low" in found:
            low, high = found.pop("low"), found.pop("high")
            found |= {"score": low.zip_with(low == high, pl.Series([None], dtype=pl.Float64)), "score_low": low, "score_high": high}
        return [found[name].alias(name) for name in NAMES if name in found]


def _named(places: Numbers, words: list[str], kind: pl.DataType | type[pl.DataType]) -> pl.Series:
    """Return a column of words from their places in a list."""
    return pl.Series(words, dtype=pl.String).cast(kind).gather(pl.Series(places))
