"""Mutation testing of rules: whether some case notices when a rule says something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from perfrules.testing.cases import run_cases
from perfrules.testing.mutation.bench import Bench, bench_of
from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.mutants import mutants_of
from perfrules.testing.mutation.reasons import Reason
from perfrules.testing.mutation.report import MutationReport
from perfrules.testing.mutation.trial import Fate, Trial
from perfrules.testing.mutation.workers import all_tried
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import RulesetError, UnknownName

__all__ = ["Fate", "Mutant", "MutationReport", "Reason", "Trial", "mutants_of", "mutate"]

Progress = Callable[[int, int], None]


def mutate(
    source: str | Path,
    *,
    search: Sequence[str | Path] = (),
    jobs: int = 1,
    only: str | Sequence[str] | None = None,
    operators: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> MutationReport:
    """Return what the cases of a ruleset notice when its lines are changed, one thing at a time.

    `source` is a title, a path or a text, as for `load_ruleset`. `only` takes ids of mutants (`42:bound+1`), `operators` the
    beginnings of their operators (`bound`), `jobs` how many processes work on it, `progress` is told how many are done, of how
    many. A ruleset that has errors or no cases, or whose cases fail already, raises `RulesetError`, an unknown id or
    operator `UnknownName`.

    >>> text = "规则集 小表\\n三级指标 企业数 全年 ≥100家\\n测试 够了\\n给定 企业数 = 100家\\n期望 企业数 达标\\n"
    >>> report = mutate(text)
    >>> report.score, [one.mutant.after for one in report.survivors]
    (Fraction(1, 2), ['三级指标 企业数 全年 ≥99家', '三级指标 企业数 全年 ≤100家'])
    >>> print(report.survivors[0].stub)
    测试    第2行 bound-1
      期间  全年
      给定  企业数 = 99家
      期望  企业数 未达标
    <BLANKLINE>
    """
    start = monotonic()
    bench = bench_of(source, search)
    _check_cases(bench)
    chosen = _chosen(bench.mutants(), only, operators)
    trials: list[Trial] = []
    for trial in all_tried(bench, chosen, jobs):
        trials.append(trial)
        if progress is not None:
            progress(len(trials), len(chosen))
    rules = bench.rules
    return MutationReport(rules.title, rules.version, bench.source.name, bench.source.text, tuple(trials), monotonic() - start)


def _check_cases(bench: Bench) -> None:
    """Raise where there is nothing that could notice a change."""
    name = bench.source.name or bench.rules.title
    if not bench.rules.model.cases:
        raise RulesetError([Diagnostic("T821", {"title": bench.rules.title}, where=name)])
    failing = [one for one in run_cases(bench.rules) if not one.passed]
    if failing:
        args = {"title": bench.rules.title, "count": str(len(failing)), "name": failing[0].case.name}
        raise RulesetError([Diagnostic("T822", args, where=name)])


def _chosen(mutants: tuple[Mutant, ...], only: str | Sequence[str] | None, operators: Sequence[str] | None) -> tuple[Mutant, ...]:
    ids = () if only is None else (only,) if isinstance(only, str) else tuple(only)
    known = {one.id for one in mutants}
    heads = tuple(operators or ())
    unknown = [one for one in ids if one not in known]
    unknown += [one for one in heads if not any(mutant.operator.startswith(one) for mutant in mutants)]
    if unknown:
        said = "、".join(dict.fromkeys(mutant.operator for mutant in mutants))
        raise UnknownName([Diagnostic("T823", {"name": unknown[0], "known": said})])
    return tuple(one for one in mutants if (not ids or one.id in ids) and (not heads or one.operator.startswith(heads)))
