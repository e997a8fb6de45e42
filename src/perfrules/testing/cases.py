"""The test cases of a ruleset (测试): run, and compared with what they expect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from attrs import frozen

from perfrules.evaluation.outcome import GroupOutcome, IndicatorOutcome
from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.totals import Marks
from perfrules.ruleset.model import Case, Expected
from perfrules.target import parse_quantity, parse_target
from perfrules.target.body import Form, Measure
from perfrules.target.decide import as_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Verdict

__all__ = ["CaseResult", "run_case", "run_cases"]

_TOTAL, _GRADE = "总分", "等级"
_ROUNDED = "约"
_NAMED = 5
_DECIMALS = re.compile(r"\.([0-9]+)")


@frozen
class CaseResult:
    """One case that was run: what went wrong, and the result behind it."""

    case: Case
    failures: tuple[Diagnostic, ...]
    result: RuleSetResult | None

    @property
    def passed(self) -> bool:
        """Tell whether everything came out as expected."""
        return not self.failures


class _Found(NamedTuple):
    """What came out under one name."""

    verdict: Verdict
    marks: Marks | None
    outcome: IndicatorOutcome | GroupOutcome | None
    why: str = ""


def run_cases(rules: RuleSet) -> tuple[CaseResult, ...]:
    """Return the results of all cases of a ruleset, in the order of its file.

    >>> from perfrules import load_ruleset
    >>> text = "规则集 小表\\n三级指标 企业数 全年 ≥100家\\n测试 差四家\\n给定 企业数 = 96家\\n期望 企业数 达标 差 4家"
    >>> [one.message for one in run_cases(load_ruleset(text))[0].failures]
    ['「企业数」应为 达标，得到 未达标（要求 ≥100家，实际 96家，差 4家（完成 96%））']
    """
    return tuple(run_case(rules, case) for case in rules.model.cases)


def run_case(rules: RuleSet, case: Case) -> CaseResult:
    """Return the result of one case."""
    try:
        result = rules.evaluate({name: value for name, value, _ in case.given}, case.period or None, case.day)
    except PerfRulesError as error:
        said = error.diagnostics[0].message
        return CaseResult(case, (_failure(case, case.place.line, "T804", name=case.name, why=said),), None)
    failures = [
        _failure(case, case.place.line, "T804", name=case.name, why=one.message) for one in result.facts.diagnostics if one.code[0] != "N"
    ]
    for expected in case.expected:
        failures.extend(_compared(case, expected, result))
    return CaseResult(case, tuple(failures), result)


def _failure(case: Case, line: int, code: str, **args: str) -> Diagnostic:
    return Diagnostic(code, args, where=case.place.source, line=line)


def _compared(case: Case, expected: Expected, result: RuleSetResult) -> Iterator[Diagnostic]:
    try:
        found = _found(expected.name, result)
    except PerfRulesError as error:
        yield _failure(case, expected.line, "T804", name=expected.name, why=error.diagnostics[0].message)
        return
    if expected.verdict is not None and expected.verdict is not found.verdict:
        args = {"name": expected.name, "expected": expected.verdict.value, "found": found.verdict.value, "why": found.why}
        yield _failure(case, expected.line, "T801", **args)
    for word, value in expected.clauses:
        answer = _clause(word, value, found, result)
        if answer is not None:
            yield _failure(case, expected.line, "T802", name=expected.name, what=word, expected=value, found=answer, why=found.why)


def _found(name: str, result: RuleSetResult) -> _Found:
    if name in (_TOTAL, _GRADE):
        return _Found(result.verdict, result.score, result.root, _told(result.root))
    check = next((one for one in result.checks if one.name == name), None)
    if check is not None:
        return _Found(check.verdict, None, None, check.message)
    outcome = result[name]
    return _Found(outcome.verdict, outcome.marks, outcome, outcome.why if isinstance(outcome, IndicatorOutcome) else _told(outcome))


def _told(group: GroupOutcome) -> str:
    """Return what makes the verdict of a level: the indicators that are not met, then those that are open."""
    open_ones: dict[Verdict, list[str]] = {Verdict.UNMET: [], Verdict.PENDING: []}
    for leaf in group.leaves():
        if leaf.verdict in open_ones:
            open_ones[leaf.verdict].append(leaf.name)
    said = (f"{verdict.value}的有 {_first(names)}" for verdict, names in open_ones.items() if names)
    return "；".join(said) or "各项达标"


def _first(names: list[str]) -> str:
    left = len(names) - _NAMED
    return "、".join(names[:_NAMED]) + (f" 等 {len(names)} 项" if left > 0 else "")


def _clause(word: str, value: str, found: _Found, result: RuleSetResult) -> str | None:
    """Return what came out where it is not what a clause expects."""
    outcome = found.outcome if isinstance(found.outcome, IndicatorOutcome) else None
    try:
        match word:
            case "得分":
                return None if _fits(value, found.marks) else _marks_text(found.marks)
            case "等级":
                return None if tuple(value.split("、")) == result.grades else "、".join(result.grades) or "（无）"
            case "亮灯":
                light = _light(found, result)
                return None if value == (light or "不亮") else light or "不亮"
            case "完成":
                completion = None if outcome is None else outcome.completion
                return None if completion is not None and _equals(completion, value) else _number(completion)
            case "差":
                gap = None if outcome is None else outcome.shortfall
                return None if gap is not None and gap == parse_quantity(value) else str(gap or "（无）")
            case _:
                actual = None if outcome is None or outcome.value is None else as_target(outcome.value)
                if value.startswith(_ROUNDED) and outcome is not None and outcome.number is not None:
                    return None if _equals(outcome.number, value) else str(actual)
                return None if actual is not None and actual == parse_target(value) else str(actual or "（无）")
    except PerfRulesError as error:
        return error.diagnostics[0].message


def _equals(found: Fraction, value: str) -> bool:
    """Tell whether a number is what is expected: exactly, or behind 约 to the decimals that are written, halves up."""
    wanted = parse_quantity(value.removeprefix(_ROUNDED))
    if not value.startswith(_ROUNDED):
        return found == wanted.base
    number = found / wanted.unit.factor
    digits = _DECIMALS.search(value)
    scale = 10 ** len(digits[1]) if digits else 1
    return Fraction((2 * number.numerator * scale + number.denominator) // (2 * number.denominator), scale) == wanted.number


def _light(found: _Found, result: RuleSetResult) -> str:
    """Return the light of an indicator, or of the whole."""
    if not isinstance(found.outcome, IndicatorOutcome):
        return result.light
    paths = [leaf.path for leaf in result.leaves()]
    return result.progress[paths.index(found.outcome.path)].light


def _fits(value: str, marks: Marks | None) -> bool:
    """Tell whether marks are what is expected: a number for a point, `a~b` for exactly that range, a bound for all of it."""
    body = parse_target(value).body
    if marks is None or not isinstance(body, Measure):
        return False
    low, high = body.values.low, body.values.high
    if low is not None and high is not None and body.form is not Form.AROUND:
        return (low, high) == (marks.low, marks.high)
    return body.values.contains(marks.low) and body.values.contains(marks.high)


def _marks_text(marks: Marks | None) -> str:
    if marks is None:
        return "（没有分值）"
    return _points(marks.low) if marks.is_known else f"{_points(marks.low)}~{_points(marks.high)}"


def _points(number: Fraction) -> str:
    return f"{write_number(number)}分"


def _number(share: Fraction | None) -> str:
    return "（无）" if share is None else f"{write_number(share * 100)}%"
