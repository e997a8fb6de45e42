"""The test cases (测试) of a file and its checks (检查)."""

from __future__ import annotations

from datetime import date
from typing import Any

from perfrules.formula import with_tolerance
from perfrules.ruleset.blocks import Block
from perfrules.ruleset.draft import Draft, Site
from perfrules.ruleset.model import Case, Check, Expected
from perfrules.ruleset.outline import period_of
from perfrules.ruleset.reading import read_formula
from perfrules.ruleset.surface import Assertion, Clause, Expectation, Expectations, Given, Word
from perfrules.ruleset.validity import Validity
from perfrules.value.verdict import Verdict

__all__ = ["declare_cases", "declare_checks"]

_PASSED = {"通过": Verdict.MET, "不通过": Verdict.UNMET}
_SEVERITY = "错误"


def declare_checks(draft: Draft) -> None:
    """Add the checks of a file."""
    for block in draft.blocks.of("检查"):
        line, content = block.line, block.line.content
        if not isinstance(content, Assertion):
            continue
        condition = read_formula(draft, line, content.condition)
        if content.name.text in draft.checks:
            draft.tell(line, "E624", content.name, name=content.name.text, word="检查")
            continue
        if condition is None:
            continue
        days = block.first("生效")
        draft.checks[content.name.text] = Check(
            content.name.text,
            _tolerant(draft, block, content, condition),
            draft.place(line),
            content.severity.text if content.severity is not None else _SEVERITY,
            content.message.text[1:-1] if content.message is not None else "",
            days.content if days is not None and isinstance(days.content, Validity) else Validity(),
            draft.provenance(block),
            draft.remark(block, "说明"),
        )


def _tolerant(draft: Draft, block: Block, content: Assertion, condition: Any) -> Any:
    """Return the condition with its tolerance; one that is no comparison has none."""
    if content.tolerance is None:
        return condition
    site = Site(block.line, content.tolerance)
    widened = with_tolerance(condition, content.tolerance.text)
    if isinstance(widened, tuple):
        draft.tell_within(site, widened)
        return condition
    draft.sites[-1] = (widened, draft.sites[-1][1])
    return widened


def declare_cases(draft: Draft) -> None:
    """Add the cases of a file; those of the rulesets it inherits stay with them."""
    for block in draft.blocks.of("测试"):
        if isinstance(block.line.content, Word):
            draft.cases.append(_case(draft, block))


def _case(draft: Draft, block: Block) -> Case:
    assert isinstance(block.line.content, Word)
    period, day = block.first("期间"), block.first("截至")
    given = [(line.number, fact) for line in block.all("给定") if isinstance(line.content, Given) for fact in line.content.parts]
    expected = [(line.number, one) for line in block.all("期望") if isinstance(line.content, Expectations) for one in line.content.parts]
    return Case(
        block.line.content.value.text,
        draft.place(block.line),
        period_of(period.content.value.text) if period is not None and isinstance(period.content, Word) else "",
        day.content if day is not None and isinstance(day.content, date) else None,
        tuple((fact.name.text, fact.value.text, number) for number, fact in given if fact.value is not None),
        tuple(_expected(number, one) for number, one in expected),
    )


def _expected(number: int, content: Expectation) -> Expected:
    verdict = next((clause.word.text for clause in content.clauses if clause.value is None), "")
    stated = _PASSED.get(verdict) or (Verdict(verdict) if verdict else None)
    return Expected(content.name.text, stated, tuple(_clause(one) for one in content.clauses if one.value is not None), number)


def _clause(clause: Clause) -> tuple[str, str]:
    return clause.word.text, clause.value.text if clause.value is not None else ""
