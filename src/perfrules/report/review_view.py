"""Reviewed tables and files as records: what a review hands to every kind of report, from whichever process it was made in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pickle import Pickler, loads
from types import MappingProxyType
from typing import Any, cast

from attrs import field, fields, frozen

from perfrules.evaluation.scored_table import ScoredTable
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.narrative.match import Match
from perfrules.table import TargetTable
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["MatchedQuantity", "ReviewedFile", "ReviewedTable"]

Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


@frozen
class MatchedQuantity:
    """A quantity of the goals as reports show it; `relation` says how goal and row stand to one another, `places` where the rows stand."""

    goal: str
    text: str
    where: str
    row: str
    reason: str
    english: str = ""
    relation: str = ""
    places: tuple[str, ...] = ()

    def explain(self, lang: str) -> str:
        """Return why the two belong together, in `lang`."""
        return self.reason if lang == "zh" or not self.english else self.english


def _matched(pairs: Iterable[MatchedQuantity | Match]) -> tuple[MatchedQuantity, ...]:
    """Return what the comparison of goals and rows found as the records that every report reads."""
    return tuple(_quantity(one) if isinstance(one, Match) else one for one in pairs)


def _quantity(one: Match) -> MatchedQuantity:
    row = "、".join(f"{partner.name} {one.period} {partner.text}" for partner in one.partners)
    places = tuple(partner.place or partner.where for partner in one.partners)
    return MatchedQuantity(one.goal, one.said, one.where, row, one.explain("zh"), one.explain("en"), one.relation.value, places)


def _counts(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    found = Counter(one.severity for one in findings)
    return {severity: found.get(severity, 0) for severity in Severity}


@frozen(eq=False)
class ReviewedTable:
    """One table with its findings; `scored` where it states marks, `matches` where the goals were compared with the rows.

    >>> from perfrules import read_table, review
    >>> table = read_table("一级指标\\t二级指标\\t三级指标\\t全年指标值\\n产出\\t数量\\t培训人数\\t≥50人")
    >>> one = ReviewedTable(table, tuple(review(table)))
    >>> sum(one.counts.values()) == len(one.findings)
    True
    """

    table: TargetTable
    findings: tuple[Finding, ...] = ()
    scored: ScoredTable | None = None
    matches: tuple[MatchedQuantity, ...] = field(default=(), converter=_matched)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Return how many findings have each severity."""
        return _counts(self.findings)

    def __reduce__(self) -> Reduced:
        return _packed(self)


@frozen(eq=False)
class ReviewedFile:
    """One file with its tables; `fault` says why a file could not be read, `seconds` how long it took.

    `path` is shown as it is: relative to the folder of the run.
    """

    path: str
    tables: tuple[ReviewedTable, ...] = ()
    fault: tuple[Diagnostic, ...] = ()
    seconds: float = 0.0

    @property
    def findings(self) -> Iterator[Finding]:
        """Yield the findings of all tables."""
        return (one for table in self.tables for one in table.findings)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Return how many findings have each severity."""
        return _counts(self.findings)

    @property
    def is_readable(self) -> bool:
        """Tell whether the file could be read."""
        return not self.fault

    def __reduce__(self) -> Reduced:
        return _packed(self)


class _Pickler(Pickler):
    """Writes records with their frozen mappings, which pickle alone does not."""

    def reducer_override(self, one: Any) -> Any:
        return (_frozen_mapping, (dict(one),)) if isinstance(one, MappingProxyType) else NotImplemented


def _frozen_mapping(plain: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(plain)


def _packed(record: ReviewedTable | ReviewedFile) -> Reduced:
    kind = type(record)
    buffer = BytesIO()
    _Pickler(buffer, protocol=5).dump(tuple(getattr(record, one.name) for one in fields(kind)))
    return _unpacked, (kind, buffer.getvalue())


def _unpacked(kind: Callable[..., Any], data: bytes) -> ReviewedTable | ReviewedFile:
    return cast("ReviewedTable | ReviewedFile", kind(*loads(data)))  # noqa: S301  written by `_packed` in another process of the same run
