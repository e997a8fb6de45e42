"""Stubs: a complete 测试 that passes under the rules as they are and fails under a mutant."""

from __future__ import annotations

from collections.abc import Iterator

from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.resolved import Resolved
from perfrules.testing.cases import run_case
from perfrules.testing.mutation.bench import Bench
from perfrules.testing.mutation.expectations import Expectation
from perfrules.testing.mutation.hunt import Quarry
from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.observation import TOTAL
from perfrules.testing.writing import case_text, quoted
from perfrules.text.diagnostic import Severity

__all__ = ["kills", "stub_of"]

_FEW = 3


def stub_of(bench: Bench, mutant: Mutant, quarry: Quarry) -> str:
    """Return the text of a case for what was found; empty where it cannot be shown to kill the mutant."""
    for expected in _selections(bench, quarry.expected):
        text = _case(f"第{mutant.line}行 {mutant.operator}", quarry, expected)
        if kills(bench, mutant, text):
            return text
    return ""


def _selections(bench: Bench, expected: tuple[Expectation, ...]) -> Iterator[tuple[Expectation, ...]]:
    """Yield what to expect: of single indicators or checks rather than of levels, of these rather than of the total."""
    leaves = {bench.rules.names.short(path) for path in bench.rules.model.indicators} | bench.rules.model.checks.keys()
    single = tuple(one for one in expected if one.name in leaves)
    whole = tuple(one for one in expected if one.name == TOTAL)
    yield from (part for part in (single[:1], single[:_FEW], whole, expected[:_FEW], expected) if part)


def _case(title: str, quarry: Quarry, expected: tuple[Expectation, ...]) -> str:
    moment = quarry.moment
    told = [f"{quoted(one.name)} {one.words}".strip() for one in expected]
    return case_text(title, moment.period, "" if moment.day is None else str(moment.day), quarry.facts, told) + "\n"


def kills(bench: Bench, mutant: Mutant, text: str) -> bool:
    """Tell whether a case that is added to the file passes there, and fails where the mutant is."""
    source = bench.source.text.rstrip("\n") + "\n\n" + text
    first = source.count("\n") + 1 - text.count("\n")
    mine, theirs = (bench.library.load(bench.source._replace(text=whole)) for whole in (source, mutant.applied(source)))
    if not mine.is_sound or not _passes(mine):
        return False
    if theirs.is_sound:
        return not _passes(theirs)
    return all((one.line or 0) >= first for one in theirs.diagnostics if one.severity is Severity.ERROR)


def _passes(found: Resolved) -> bool:
    """Tell whether the last case passes."""
    return run_case(RuleSet(found.model, found.diagnostics), found.model.cases[-1]).passed
