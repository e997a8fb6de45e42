"""The state machine of rulesets under edits: it runs, it reaches every edit, and it sees what it is there for."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from perfrules import load_ruleset
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.testing.editing import STANDARD, Edits, RulesetMachine
from perfrules.testing.strategies import GivenFacts

_SETTINGS = settings(max_examples=10, stateful_step_count=8, database=None)
PARAMETERS = """规则集  有参数
版本    2
满分    100分
均分    指标
参数    下限 = 90% 自 2025-01-01
量表    健全性：健全 100% > 基本健全 80% > 不健全 0%
一级指标  产出
  三级指标  「甲 数」 全年 ≥下限
  三级指标  乙数 半年 10-20家 全年 15家
  三级指标  丙数 全年 健全
  三级指标  丁数
"""


def test_a_ruleset_keeps_its_promises_under_edits() -> None:
    run_state_machine_as_test(RulesetMachine, settings=_SETTINGS)


class WithParameters(RulesetMachine):
    standard = PARAMETERS


def test_a_ruleset_without_marks_keeps_its_promises_under_edits() -> None:
    run_state_machine_as_test(WithParameters, settings=_SETTINGS)


class Shipped(RulesetMachine):
    standard = "财预〔2020〕10号 项目支出绩效自评"


def test_a_shipped_ruleset_keeps_its_promises_under_edits() -> None:
    run_state_machine_as_test(Shipped, settings=settings(_SETTINGS, max_examples=2, stateful_step_count=5))


class Demanding(RulesetMachine):
    edits: ClassVar[frozenset[str]] = frozenset({"override"})

    def checked(self, result: RuleSetResult, facts: GivenFacts) -> None:
        marks = result["企业数"].marks
        assert marks is None or marks.high <= 20
        assert "要求 ≥100家" in str(result.explain()), "the target was changed"


def test_a_demand_of_a_subclass_is_held_against_every_result() -> None:
    with pytest.raises(AssertionError, match="the target was changed"):
        run_state_machine_as_test(Demanding, settings=settings(_SETTINGS, max_examples=60, phases=[Phase.generate]))


def test_the_model_beside_it_tells_what_is_not_as_the_edits_want_it() -> None:
    base = load_ruleset(STANDARD)
    path = ("产出", "企业数")
    assert not list(Edits().mismatches(base, base))
    assert "指标值应为" in next(Edits().overridden(path, "全年", "≥99家").mismatches(base, base))
    assert "分值应为 15" in next(Edits().weighed(base, path, ("产出", "投诉"), 5).mismatches(base, base))
    assert "指标应为" in next(Edits().without(base, path, ("产出", "投诉")).mismatches(base, base))
