"""A named policy as an official can check it: its words, arithmetic, parameters, source, and the marks that it gives to ten cases."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from perfrules.evaluation.scored_table import written_marks
from perfrules.evaluation.scored_value import marks_under
from perfrules.evaluation.totals import Marks
from perfrules.report.arithmetic import arithmetic_of
from perfrules.report.ledger import ledger
from perfrules.ruleset.model import Dated, PolicySet
from perfrules.ruleset.named import NamedPolicy
from perfrules.ruleset.parameters import parameters_in
from perfrules.scoring import Grading, Policy
from perfrules.target import parse_target
from perfrules.text.resources import read_resource

__all__ = ["TenthCase", "marks_of_cases", "policy_document", "policy_page", "ten_cases"]

_WEIGHT = Fraction(10)


class TenthCase(NamedTuple):
    """One of the cases by which policies are compared: a row of a table with a weight of ten."""

    said: str
    level: str
    name: str
    target: str
    actual: str


@cache
def ten_cases() -> tuple[TenthCase, ...]:
    """Return the cases by which policies are compared: ordinary rows, and those about which the regulations are silent."""
    lines = read_resource("rulesets/vocab/cases.perf").splitlines()
    return tuple(TenthCase(*(cell.strip() for cell in line.split("|"))) for line in lines if line.strip() and not line.startswith("#"))


def marks_of_cases(named: NamedPolicy) -> tuple[Marks | None, ...]:
    """Return the marks out of ten that a policy gives to each of the ten cases."""
    return tuple(marks_under(named, parse_target(one.target), (one.level, one.name), one.actual, _WEIGHT) for one in ten_cases())


def policy_page(named: NamedPolicy) -> str:
    """Return the page of a policy."""
    policies = named.policies
    aliases = "、".join(policies.aliases)
    lines = [policies.name + (f"（{aliases}）" if aliases else ""), *_origin(named), "", "写法"]
    lines += [f"  {word}  {said}" for word, said in policies.lines.items()]
    lines += ["", "算术（W 分值，A 实际值，T 指标值，c 完成比例）"]
    for word, said in _arithmetic(policies):
        lines += [f"  {word}", *(f"    {line}" for line in said)]
    if scales := list(_scales(named)):
        lines += ["", "量表", *(f"  {one}" for one in scales)]
    if parameters := list(_parameters(named)):
        lines += ["", "参数", *(f"  {one}" for one in parameters)]
    given = zip(ten_cases(), marks_of_cases(named), strict=True)
    rows = [[case.said, case.target, case.actual or "—", written_marks(marks)] for case, marks in given]
    lines += ["", "十个例子，分值 10 分", ledger(["例子", "指标值", "实际值", "得分"], rows, numbers=frozenset({3}))]
    return "\n".join(lines) + "\n"


def policy_document(named: NamedPolicy) -> dict[str, Any]:
    """Return a policy as JSON-ready data."""
    policies = named.policies
    return {
        "name": policies.name,
        "aliases": list(policies.aliases),
        "ruleset": named.model.title,
        "version": named.model.version,
        "source": policies.provenance.source,
        "status": policies.provenance.status,
        "note": policies.note,
        "lines": dict(policies.lines),
        "arithmetic": {word: list(said) for word, said in _arithmetic(policies)},
        "scales": list(_scales(named)),
        "parameters": list(_parameters(named)),
        "cases": [
            {**case._asdict(), "marks": None if marks is None else [str(marks.low), str(marks.high)]}
            for case, marks in zip(ten_cases(), marks_of_cases(named), strict=True)
        ],
    }


def _origin(named: NamedPolicy) -> Iterator[str]:
    source, status = named.policies.provenance
    if source:
        yield f"依据  {source}" + (f"（{status}）" if status else "")
    yield f"规则集  {named.model.title}" + (f"@{named.model.version}" if named.model.version else "")
    if named.policies.place is not None:
        yield f"位置  {named.policies.place}"
    if named.policies.note:
        yield f"说明  {named.policies.note}"


def _dated(policies: PolicySet) -> Iterator[tuple[str, Dated[Policy]]]:
    for word, value in policies.parts.items():
        if isinstance(value, Dated):
            yield word, value


def _arithmetic(policies: PolicySet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the arithmetic of each part of a policy, with the latest values of its parameters."""
    for word, dated in _dated(policies):
        policy = dated.at(None)
        if policy is not None:
            yield word, tuple(arithmetic_of(policy))


def _scales(named: NamedPolicy) -> Iterator[str]:
    for _, dated in _dated(named.policies):
        policy = dated.at(None)
        if policy is not None and isinstance(policy.form, Grading) and (scale := named.model.scales.get(policy.form.scale)) is not None:
            source, status = named.model.sources.get(scale.name, ("", ""))
            yield str(scale) + (f"  依据 {source}" if source else "") + (f"（{status}）" if status else "")


def _parameters(named: NamedPolicy) -> Iterator[str]:
    used = {one.name: one for _, dated in _dated(named.policies) for one in parameters_in(dated.text, named.model.parameters.values())}
    for one in used.values():
        values = "、".join(f"{value} {days}".strip() for days, value in one.values)
        source, status = one.provenance
        yield f"{one.name} = {values}" + (f"  依据 {source}" if source else "") + (f"（{status}）" if status else "")
