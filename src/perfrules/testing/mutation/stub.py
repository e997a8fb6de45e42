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
from perfrules.text.diagnostic import Severity
from perfrules.text.span import display_width

__all__ = ["case_text", "kills", "stub_of"]

_WIDTH = 110
_FEW = 3
_SPECIAL = " =|;；"


def stub_of(bench: Bench, mutant: Mutant, quarry: Quarry) -> str:
    """Return the text of a case for what was found; empty where it cannot be shown to kill the mutant."""
    for expected in _selections(bench, quarry.expected):
        text = case_text(f"第{mutant.line}行 {mutant.operator}", quarry, expected)
        if kills(bench, mutant, text):
            return text
    return ""


def _selections(bench: Bench, expected: tuple[Expectation, ...]) -> Iterator[tuple[Expectation, ...]]:
    """Yield what to expect: of single indicators or checks rather than of levels, of these rather than of the total."""
    leaves = {bench.rules.names.short(path) for path in bench.rules.model.indicators} | bench.rules.model.checks.keys()
    single = tuple(one for one in expected if one.name in leaves)
    whole = tuple(one for one in expected if one.name == TOTAL)
    yield from (part for part in (single[:1], single[:_FEW], whole, expected[:_FEW], expected) if part)


def case_text(title: str, quarry: Quarry, expected: tuple[Expectation, ...]) -> str:
    """Return a case as text."""
    moment = quarry.moment
    lines = [f"测试    {title}"]
    lines += [f"  期间  {moment.period}"] if moment.period else []
    lines += [f"  截至  {moment.day}"] if moment.day is not None else []
    lines += _joined("给定", [f"{_quoted(name)} = {value}" for name, value in quarry.facts.items()])
    lines += _joined("期望", [f"{_quoted(one.name)} {one.words}".strip() for one in expected])
    return "\n".join([*lines, ""])


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


def _joined(word: str, parts: list[str]) -> Iterator[str]:
    """Yield lines with as many parts as a reader can take in."""
    line = ""
    for part in parts:
        if line and display_width(line) + display_width(part) > _WIDTH:
            yield f"  {word}  {line}"
            line = ""
        line = f"{line}；{part}" if line else part
    if line:
        yield f"  {word}  {line}"


def _quoted(name: str) -> str:
    return f"「{name}」" if any(char in name for char in _SPECIAL) else name
