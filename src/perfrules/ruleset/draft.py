"""Drafts: a ruleset while its blocks are read, on top of what it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from attrs import evolve

from perfrules.formula import Formula
from perfrules.ruleset.blocks import Block, Blocks
from perfrules.ruleset.lines import likely_head
from perfrules.ruleset.model import (
    Alteration,
    Case,
    Check,
    Datum,
    Indicator,
    Model,
    Parameter,
    Path,
    Place,
    PolicySet,
    Provenance,
    ReviewSetting,
    Section,
)
from perfrules.ruleset.surface import Line, Word
from perfrules.ruleset.validity import Validity
from perfrules.scoring import Scale
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.lexeme import Lexeme
from perfrules.text.near import nearest
from perfrules.text.span import Span
from perfrules.value.unit import Unit

__all__ = ["Draft", "Site", "Unknown", "near", "stretches"]


class Site(NamedTuple):
    """A formula or policy with the line in which it stands, so that what is found later finds its place."""

    line: Line
    lexeme: Lexeme


class Unknown(NamedTuple):
    """A name that is not known, of some kind, with the diagnostic that says so."""

    kind: str
    name: str
    diagnostic: Diagnostic


def near(name: str, known: Iterable[str]) -> dict[str, str]:
    """Return the known name that a name resembles, as an argument of a diagnostic."""
    return {"suggestion": nearest(name, known)}


class Draft:
    """Everything that the lines of a file have said so far, and what was wrong with them."""

    def __init__(self, source: str, blocks: Blocks, base: Model | None, used: Iterable[Model] = ()) -> None:
        self.source = source
        self.blocks = blocks
        self.base = base
        start = base or Model("")
        self.units: dict[str, Unit] = dict(start.units)
        self.scales: dict[str, Scale] = dict(start.scales)
        self.data: dict[str, Datum] = dict(start.data)
        self.parameters: dict[str, Parameter] = dict(start.parameters)
        self.policies: dict[str, PolicySet] = dict(start.policies)
        self.sections: dict[Path, Section] = dict(start.sections)
        self.indicators: dict[Path, Indicator] = dict(start.indicators)
        self.checks: dict[str, Check] = dict(start.checks)
        self.review: dict[str, ReviewSetting] = dict(start.review)
        self.sources: dict[str, Provenance] = dict(start.sources)
        self.alterations: list[Alteration] = list(start.alterations)
        self.cases: list[Case] = []
        self.head = evolve(start, title="", version="", validity=Validity(), provenance=Provenance(), note="", notes=())
        for model in used:
            self.units = {**model.units, **self.units}
            self.scales = {**model.scales, **self.scales}
            self.sources = {**model.sources, **self.sources}
            self.policies = {**model.policies, **self.policies}
        self.found: list[Diagnostic] = []
        self.unknown: list[Unknown] = []
        self.sites: list[tuple[Formula, Site]] = []
        self.rated: dict[Path | str, Site] = {}
        self.holed: set[Path] = set()
        self.touched: set[Path] = set()
        self._paths: dict[str, list[Path]] = {}

    def tell(self, line: Line, code: str, at: Lexeme | Span | None = None, **args: str) -> None:
        """Add a diagnostic about a line."""
        self.found.append(line.diagnostic(code, at, **args).at(self.source))

    def tell_unknown(self, kind: str, wanted: str, line: Line, code: str, at: Lexeme | Span | None, **args: str) -> None:
        """Add a diagnostic about a name that is not known, unless a line that cannot be read turns out to explain it."""
        self.unknown.append(Unknown(kind, wanted, line.diagnostic(code, at, **args).at(self.source)))

    def tell_within(self, site: Site, diagnostics: Iterable[Diagnostic], *, exact: bool = True) -> None:
        """Add diagnostics of a part of a line that a grammar of its own has read."""
        self.found.extend(self.placed(site, one, exact=exact) for one in diagnostics)

    def placed(self, site: Site, one: Diagnostic, *, exact: bool = True) -> Diagnostic:
        """Return a diagnostic of a part of a line with its place in the whole."""
        line, lexeme = site
        span = line.folded.span(lexeme.start, lexeme.end)
        if exact and one.span is not None:
            start = min(lexeme.start + one.span.start, lexeme.end)
            span = line.folded.span(start, max(start, min(lexeme.start + one.span.end, lexeme.end)))
        return evolve(one, source=line.folded.written, span=span, line=line.number, where=self.source)

    def paths(self) -> Mapping[str, list[Path]]:
        """Return the indicators that a name, an alias or the end of a path means; made once the outline is known."""
        if not self._paths:
            for path, one in self.indicators.items():
                for name in {*one.aliases, *("/".join(path[-depth:]) for depth in range(1, len(path) + 1))}:
                    self._paths.setdefault(name, []).append(path)
        return self._paths

    def place(self, line: Line) -> Place:
        """Return the place of a line."""
        return Place(self.source, line.number)

    def remark(self, block: Block, word: str) -> str:
        """Return what the lines of a block with a head word say, as written."""
        lines = (line for line in block.all(word) if isinstance(line.content, Word))
        return "；".join(line.written(line.content.value) for line in lines if isinstance(line.content, Word))

    def provenance(self, block: Block, inherited: Provenance = Provenance()) -> Provenance:  # noqa: B008  a tuple
        """Return the 依据 and 状态 of a block."""
        return Provenance(self.remark(block, "依据") or inherited.source, self.remark(block, "状态") or inherited.status)

    def names(self, block: Block) -> tuple[str, ...]:
        """Return the other names that a block gives."""
        line = block.first("别名")
        if line is None or not isinstance(line.content, Word):
            return ()
        return tuple(name for part in line.content.value.text.split("、") if (name := part.strip()))

    def settled(self) -> tuple[Diagnostic, ...]:
        """Return all diagnostics in the order of the lines; names that broken lines may have defined are left out."""
        kept = [*self.found, *(one.diagnostic for one in _unexplained(self.unknown, self.blocks.holes))]
        unique: dict[Any, Diagnostic] = {(one.code, one.line, one.span, one.where): one for one in reversed(kept)}
        return tuple(sorted(unique.values(), key=lambda one: (one.line or 0, one.span.start if one.span else 0, one.code)))


_DEFINERS = {
    "数据": ("name", "fact"),
    "参数": ("name", "fact"),
    "单位": ("unit",),
    "量表": ("scale",),
    "评分办法": ("policy",),
    "检查": ("fact",),
    "一级指标": ("fact",),
    "二级指标": ("fact",),
    "重点工作": ("fact",),
    "三级指标": ("indicator", "fact"),
    "|": ("indicator", "fact"),
    "别名": ("indicator", "name", "fact"),
}
"""Which kinds of names a line can define."""
_SOURCES = ("继承", "引用", "指标表")
_MAX_WEIGHED = 250_000
"""Pairs of broken lines and unknown names that are weighed; a file with more is told of its broken lines first."""
_ALL_KINDS = ("name", "unit", "scale", "policy", "indicator", "fact")


def _likely_word(hole: Line) -> str:
    likely = likely_head(hole.word.text)
    return "" if likely is None else likely.word


def _unexplained(unknown: list[Unknown], holes: tuple[Line, ...]) -> list[Unknown]:
    """Return the unknown names that no broken line can have defined; each broken line explains one name, the nearest."""
    if any((hole.head.word if hole.head is not None else _likely_word(hole)) in _SOURCES for hole in holes):
        return []
    if len(holes) * len(unknown) > _MAX_WEIGHED:
        return []
    left = list(unknown)
    for hole in holes:
        exact = hole.head is not None and hole.head.word == hole.word.text
        kinds = _DEFINERS.get(hole.word.text, ()) if exact else _ALL_KINDS
        names = list(dict.fromkeys(one.name for one in left if one.kind in kinds))
        if likely := "" if exact else _likely_word(hole):
            names = [name for name in names if likely in _DEFINERS or name in hole.folded.text or _shared(name, hole.folded.text)]
        if not names:
            continue
        text = hole.folded.text
        told = {one.name for one in left if one.diagnostic.args.get("suggestion")}
        chosen = max(names, key=lambda name: (name in text, _shared(name, text), name not in told))
        left = [one for one in left if one.name != chosen or one.kind not in kinds]
    return left


def _shared(name: str, text: str) -> int:
    """Return how many characters of a name stand in a text, as a rough share that only matters above one half."""
    share = sum(char in text for char in name) * 10 // max(len(name), 1)
    return share if share > 5 else 0


def stretches(validities: Iterable[Validity]) -> tuple[Validity, ...]:
    """Return the stretches of time in which nothing changes, given when things hold.

    >>> days = Validity(date(2024, 1, 1)), Validity(date(2025, 1, 1))
    >>> [str(one) for one in stretches(days)]
    ['至 2023-12-31', '2024-01-01 至 2024-12-31', '2025-01-01 起']
    """
    firsts: set[date] = set()
    for start, end in validities:
        firsts |= {start} if start is not None else set()
        firsts |= {end + timedelta(days=1)} if end is not None and end < date.max else set()
    if not firsts:
        return (Validity(),)
    days = sorted(firsts)
    ends = [day - timedelta(days=1) for day in days if day > date.min]
    starts = [None, *days] if len(ends) == len(days) else list(days)
    return tuple(Validity(start, end) for start, end in zip(starts, [*ends, None], strict=True))
