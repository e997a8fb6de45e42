"""Every law can fail: a fault that is injected into the engine breaks the law that is about it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any

import pytest

from perfrules import load_ruleset
from perfrules.evaluation import facts, judging
from perfrules.evaluation.facts import Names
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.totals import Marks
from perfrules.scoring import Scorer
from perfrules.target import decide
from perfrules.target.decide import Decision
from perfrules.testing.properties import LAWS, check_properties

TEXT = """规则集 甲
满分 30分
数据 支出 万元
数据 预算 万元
一级指标 过程 10分
三级指标 执行率 10分 全年 ≥95% 越大越好
公式 支出 ÷ 预算
计分 按完成比例，不足 60% 计零
一级指标 产出 20分
三级指标 企业数 10分 全年 ≥100家
计分 按完成率分档：≥100% 得 100%、≥80% 得 60%、其余 得 0%
三级指标 制度 10分 全年 健全
"""

Patch = Callable[[pytest.MonkeyPatch], None]


def _falling_marks(patch: pytest.MonkeyPatch) -> None:
    shares = Scorer.shares_of
    patch.setattr(Scorer, "shares_of", lambda self, n, d: tuple(1 - share for share in shares(self, n, d)[::-1]))


def _flipped_verdicts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging.Criterion, "judge", _inverted(judging.Criterion.judge))


def _inverted(judged: Callable[..., Any]) -> Callable[..., Any]:
    from attrs import evolve

    def judge_inverted(self: Any, actual: Any) -> Any:
        result = judged(self, actual)
        answer = result.decision.answer
        return result if answer is None else evolve(result, decision=Decision(not answer))

    return judge_inverted


def _more_than_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "_marks", lambda plan, item, low, high: Marks(2 * low * item.weight, 2 * high * item.weight))


def _upside_down(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(judging, "added", lambda marks: Marks(*(sum(ends, Fraction(0)) for ends in list(zip(*marks, strict=True))[::-1])))


def _first_fact_lost(patch: pytest.MonkeyPatch) -> None:
    read = Names.read
    patch.setattr(Names, "read", lambda self, given, **options: read(self, dict(list(given.items())[1:]), **options))


def _units_forgotten(patch: pytest.MonkeyPatch) -> None:
    def amount(name: str, value: Any, unit: Any, units: Any) -> tuple[Fraction, tuple[()]]:
        body: Any = decide.as_target(value).body
        return body.values.the_point / body.unit.factor, ()

    patch.setattr(facts, "read_amount", amount)


def _missing_is_zero(patch: pytest.MonkeyPatch) -> None:
    outcome = judging.bare_outcome

    def outcome_of_zero(item: Any, *given: Any, **options: Any) -> Any:
        from attrs import evolve

        return evolve(outcome(item, *given, **options), marks=Marks(Fraction(0), Fraction(0)))

    patch.setattr(judging, "bare_outcome", outcome_of_zero)


def _edge_is_out(patch: pytest.MonkeyPatch) -> None:
    def held(wanted: Any, values: Any, *notes: Any) -> Decision:
        point = values.the_point
        return Decision(wanted.contains(point) and point not in wanted.boundaries(), "", notes)

    patch.setattr(decide, "held", held)


def _edge_is_a_step_off(patch: pytest.MonkeyPatch) -> None:
    def held(wanted: Any, values: Any, *notes: Any) -> Decision:
        return Decision(wanted.contains(values.the_point - Fraction(1)), "", notes)

    patch.setattr(decide, "held", held)


def _band_edge_moves(patch: pytest.MonkeyPatch) -> None:
    shares = Scorer.shares

    def moved(self: Scorer, value: Fraction) -> tuple[Fraction, Fraction]:
        return shares(self, value + 3) if self.subject.unit.symbol == "家" else shares(self, value)

    patch.setattr(Scorer, "shares", moved)


def _a_point_is_lost(patch: pytest.MonkeyPatch) -> None:
    def added(marks: Any) -> Marks:
        low, high = (sum(ends, Fraction(0)) for ends in zip(*marks, strict=True))
        return Marks(max(low - 1, Fraction(0)), max(high - 1, Fraction(0)))

    patch.setattr(judging, "added", added)


def _total_is_doubled(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(RuleSetResult, "score", property(lambda self: Marks(self.root.marks.low / 2, self.root.marks.high / 2)))


def _every_other_time(patch: pytest.MonkeyPatch) -> None:
    turn, judged = count(), judging._judged_item

    def judged_in_turn(item: Any, *given: Any) -> Any:
        outcome = judged(item, *given)
        from attrs import evolve

        return evolve(outcome, reason=f"turn {next(turn) % 7}")

    patch.setattr(judging, "_judged_item", judged_in_turn)


FAULTS: list[tuple[str, Patch]] = [
    ("monotone", _falling_marks),
    ("monotone", _flipped_verdicts),
    ("bounded", _more_than_all),
    ("bounded", _upside_down),
    ("order", _first_fact_lost),
    ("units", _units_forgotten),
    ("missing", _missing_is_zero),
    ("boundary", _edge_is_out),
    ("boundary", _edge_is_a_step_off),
    ("boundary", _band_edge_moves),
    ("sums", _a_point_is_lost),
    ("sums", _total_is_doubled),
    ("deterministic", _every_other_time),
]


def test_without_a_fault_every_law_holds() -> None:
    assert check_properties(load_ruleset(TEXT), examples=40).holds


@pytest.mark.parametrize(("law", "fault"), FAULTS, ids=[fault.__name__ for _, fault in FAULTS])
def test_a_fault_of_the_engine_breaks_its_law(law: str, fault: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    report = check_properties(load_ruleset(TEXT), laws=(law,), examples=40)
    found = report[law].counterexample
    assert found is not None
    assert found.law is LAWS[law]
    assert max(len(one.facts) for one in found.situations) <= 3
    assert found.case.startswith(f"# {LAWS[law].code}")
    assert LAWS[law].meaning() in found.render()


def test_every_law_has_a_fault() -> None:
    assert {law for law, _ in FAULTS} == set(LAWS)
