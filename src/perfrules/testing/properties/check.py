"""Checking the laws of a ruleset: each in every period, on facts that are searched for."""

from __future__ import annotations

from datetime import date

from perfrules.evaluation.ruleset import RuleSet
from perfrules.testing.properties.aims import aims_of, unclaimed_of
from perfrules.testing.properties.bench import Bench, bench_of
from perfrules.testing.properties.law import Law, laws_named
from perfrules.testing.properties.report import Counterexample, LawReport, PropertiesReport, Unclaimed
from perfrules.testing.properties.telling import told

__all__ = ["EXAMPLES", "check_properties"]

EXAMPLES = 200
"""Examples of each law in each period; a law that looks at one fact after the other spreads them over the facts."""

_MOST_COUNTEREXAMPLES = 3


def check_properties(
    rules: RuleSet,
    *,
    laws: tuple[str, ...] | None = None,
    examples: int = EXAMPLES,
    seed: int = 0,
    period: str | None = None,
    as_of: date | None = None,
) -> PropertiesReport:
    """Return what came of the laws of a ruleset: counterexamples as few facts as can be, and what is not claimed.

    `laws` are some of `LAWS`, by default all of them; `period` is one of the ruleset's, by default each of them. The same
    `examples` and `seed` look at the same facts. Needs Hypothesis (extra `testing`). An unknown law or period raises
    `UnknownName`.

    >>> from perfrules import load_ruleset
    >>> text = "规则集 小表\\n满分 10分\\n上限 企业数 ≥100家 至多 5分\\n三级指标 企业数 10分 全年 ≥100家\\n计分 按完成比例"
    >>> print(check_properties(load_ruleset(text)).counterexamples[0].diagnostic.message)
    「企业数」从 99家 变到 100家（越大越好），「总分」的得分却从 9.9分 变成 5分
    """
    periods = (period,) if period is not None else rules.periods or ("",)
    benches = [bench_of(rules, one, as_of) for one in periods]
    reports = [_checked(law, benches, examples, seed) for law in laws_named(laws)]
    return PropertiesReport(rules.title, tuple(reports), examples, seed)


def _checked(law: Law, benches: list[Bench], examples: int, seed: int) -> LawReport:
    """Return what came of one law in all periods; a few counterexamples are enough, each of another place."""
    from perfrules.testing.properties.search import searched  # noqa: PLC0415  Hypothesis is in the extra `testing`

    tried = 0
    found: dict[tuple[str, str], Counterexample] = {}
    left: dict[Unclaimed, None] = {}
    for bench in benches:
        left.update(dict.fromkeys(unclaimed_of(law, bench)))
        for number, aim in enumerate(aims_of(law, bench, examples)):
            if len(found) == _MOST_COUNTEREXAMPLES:
                break
            breach, looked = searched(bench, aim.near, aim.broken, aim.examples, seed + number)
            tried += looked
            if breach is not None:
                one = told(bench, law, breach)
                found.setdefault((bench.asked, one.diagnostic.args["name"]), one)
    return LawReport(law, tried, tuple(left), tuple(found.values()))
