"""Failures of test cases, told as a person needs them: what was expected, and the tree of reasons behind what came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from perfrules.evaluation.explanation import Explanation
from perfrules.evaluation.outcome import GroupOutcome
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.testing.cases import CaseResult
from perfrules.text.errors import PerfRulesError

__all__ = ["failure_text", "reasons"]

_MOST_LINES = 60


def failure_text(one: CaseResult, lang: str = "zh") -> str:
    """Return what went wrong with a case, with the part of the explanation tree that it is about.

    >>> from perfrules import load_ruleset
    >>> from perfrules.testing.cases import run_cases
    >>> text = "规则集 小表\\n三级指标 企业数 全年 ≥100家\\n三级指标 场次 全年 ≥3场\\n测试 够了\\n给定 企业数 = 96家\\n期望 企业数 达标"
    >>> print(failure_text(run_cases(load_ruleset(text))[0]))
    6: 错误 T801：「企业数」应为 达标，得到 未达标（要求 ≥100家，实际 96家，差 4家（完成 96%））
      请核对规则，或改 期望
    <BLANKLINE>
    未达标  小表
      未达标  企业数：要求 ≥100家，实际 96家，差 4家（完成 96%）  [:2]
    """
    parts = [failure.render(lang) for failure in one.failures]
    if one.result is not None:
        names = {str(failure.args["name"]) for failure in one.failures if "name" in failure.args}
        parts.append("\n" + reasons(one.result, names))
    return "\n".join(parts)


def reasons(result: RuleSetResult, names: Iterable[str]) -> str:
    """Return the explanation tree of a result, cut down to certain names and the levels above them; the whole where none is known.

    Names are those by which `result[name]` finds an indicator or a level.
    """
    tree = result.explanation()
    paths = set(_paths(result, names))
    kept = _pruned(tree, paths) if paths and () not in paths else tree
    lines = (kept or tree).text().splitlines()
    left = len(lines) - _MOST_LINES
    return "\n".join([*lines[:_MOST_LINES], *([f"… 还有 {left} 行"] if left > 0 else [])])


def _paths(result: RuleSetResult, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        try:
            found = result[name]
        except PerfRulesError:
            found = result.root
        yield found.path if not isinstance(found, GroupOutcome) or found.path else ()


def _pruned(tree: Explanation, paths: set[tuple[str, ...]]) -> Explanation | None:
    """Return a tree without what is about something else."""
    if tree.path in paths:
        return tree
    children = tuple(child for one in tree.children if (child := _pruned(one, paths)) is not None)
    return evolve(tree, children=children) if children else None
