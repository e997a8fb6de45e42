"""Given facts: what was drawn for a ruleset, printed as its 测试 would write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from perfrules.evaluation.ruleset import RuleSet
from perfrules.evaluation.ruleset_result import RuleSetResult

__all__ = ["GivenFacts"]


@frozen(eq=False, repr=False)
class GivenFacts(Mapping[str, str]):
    """Facts for a ruleset: names of data and indicators with values as tables print them, for one period and day.

    They are a mapping that `RuleSet.evaluate` takes, and know the ruleset that they were drawn for.

    >>> from perfrules import load_ruleset
    >>> rules = load_ruleset("规则集 小表\\n三级指标 企业数 全年 ≥100家")
    >>> facts = GivenFacts({"企业数": "96家"}, rules, "全年")
    >>> facts
    期间 全年
    给定 企业数 = 96家
    >>> facts.evaluate().verdict.value, facts == {"企业数": "96家"}
    ('未达标', True)
    """

    values_by_name: Mapping[str, str]
    ruleset: RuleSet = field(repr=False)
    period: str | None = None
    as_of: date | None = None

    def evaluate(self) -> RuleSetResult:
        """Return what the ruleset says about the facts."""
        return self.ruleset.evaluate(self, self.period, self.as_of)

    def __getitem__(self, name: str) -> str:
        return self.values_by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the lines below each other in what hypothesis reports."""
        with printer.group(4):
            for line in () if cycle else self._lines():
                printer.break_()
                printer.text(line)

    def _lines(self) -> list[str]:
        lines = [f"期间 {self.period}"] if self.period else []
        lines += [f"截至 {self.as_of}"] if self.as_of else []
        return [*lines, *(f"给定 {name} = {value}" for name, value in self.values_by_name.items())] or ["（没有给定）"]
