"""Answers: what perfrules itself says to the question of a conformance case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from perfrules.evaluation import evaluate
from perfrules.evaluation.loading import load_ruleset
from perfrules.evaluation.outcome import IndicatorOutcome
from perfrules.evaluation.ruleset_result import RuleSetResult
from perfrules.evaluation.totals import Marks
from perfrules.target import find_quantities, parse_quantity, parse_target
from perfrules.testing.conformance.normal import normal_form
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError, RulesetError, UnitError
from perfrules.value.numeral import write_number
from perfrules.value.quantity import Quantity
from perfrules.value.unit import comparable

__all__ = ["answer_of"]

Input = Mapping[str, Any]


def answer_of(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer of perfrules to a request with `kind` and `input`; what cannot be read is `refused`, with a code.

    >>> request = {"kind": "verdicts", "id": "1", "input": {"target": "=17500家", "actual": "16800家", "name": "高新技术企业数"}}
    >>> answer = answer_of(request)
    >>> answer["verdict"], answer["completion"], answer["shortfall"]
    ('未达标', '0.96', {'number': '700', 'unit': '家'})
    """
    answer = _ANSWERS.get(request["kind"])
    if answer is None:
        return {"unsupported": True}
    try:
        return answer(request["input"])
    except PerfRulesError as error:
        return _refused(error.diagnostics)


def _refused(found: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return a refusal: the first diagnostic, which in a ruleset is that of the earliest line."""
    first = next(iter(found))
    return {"refused": True, "code": first.code} | ({} if first.line is None else {"line": first.line})


def _target(given: Input) -> dict[str, Any]:
    target = parse_target(given["target"], unit=given.get("unit"), operator=given.get("operator"))
    return {"refused": False, **normal_form(target), "text": str(target), "notes": _codes(target.notes)}


def _codes(notes: Iterable[Diagnostic]) -> list[str]:
    return sorted({note.code for note in notes})


_OPTIONS = ("unit", "operator", "direction", "bare_percent", "year")


def _verdict(given: Input) -> dict[str, Any]:
    options = {name: given[name] for name in _OPTIONS if given.get(name) is not None}
    result = evaluate(given["target"], given.get("actual"), name=given.get("name", ""), **options)
    return {
        "refused": False,
        "verdict": result.verdict.value,
        "completion": None if result.completion is None else write_number(result.completion),
        "shortfall": _amount(result.shortfall),
        "reason": result.reason,
        "direction": result.direction.value,
        "direction_source": result.direction_source.value,
        "notes": _codes(result.notes),
    }


def _amount(quantity: Quantity | None) -> dict[str, str] | None:
    return None if quantity is None else {"number": write_number(quantity.number), "unit": str(quantity.unit)}


def _unit(given: Input) -> dict[str, Any]:
    if "to" in given:
        try:
            return {"number": write_number(parse_quantity(given["quantity"]).to(given["to"]).number)}
        except UnitError:
            return {"number": None}
    left, right = parse_quantity(given["left"]), parse_quantity(given["right"])
    if comparable(left.unit, right.unit) is None:
        return {"order": None}
    return {"order": "<" if left.base < right.base else ">" if left.base > right.base else "="}


def _score(given: Input) -> dict[str, Any]:
    name = given.get("name", "指标")
    head = f"三级指标 {name} {given['weight']}分 全年 {given['target']} {given.get('direction', '')}"
    scales = [f"量表 {scale}" for scale in given.get("scales", ())]
    try:
        rules = load_ruleset("\n".join(["规则集 计分", *scales, head, f"计分 {given['policy']}"]))
    except RulesetError as error:
        return {"refused": True, "code": error.diagnostics[0].code}
    return {"refused": False, "marks": _marks(rules.evaluate({name: given.get("actual")})[name].marks)}


def _marks(marks: Marks | None) -> dict[str, str] | None:
    return None if marks is None else {"low": write_number(marks.low), "high": write_number(marks.high)}


def _ruleset(given: Input) -> dict[str, Any]:
    rules = load_ruleset(given["ruleset"])
    day = given.get("as_of")
    result = rules.evaluate(given.get("facts", {}), given.get("period"), None if day is None else date.fromisoformat(day))
    leaves = {rules.names.short(leaf.path): leaf for leaf in result.leaves()}
    return {
        "refused": False,
        "verdict": result.verdict.value,
        "total": _marks(result.score),
        "grades": list(result.grades),
        "verdicts": {name: leaf.verdict.value for name, leaf in leaves.items()},
        "reasons": {name: leaf.reason for name, leaf in leaves.items()},
        "marks": {name: _marks(leaf.marks) for name, leaf in leaves.items()},
        "values": {name: _computed(leaf) for name, leaf in leaves.items()},
        "levels": {one.name: _marks(one.marks) for one in result.root.groups()},
        "lights": _lights(result, leaves),
        "checks": {one.name: one.verdict.value for one in result.checks},
        "missing": [one.name for one in result.missing],
        "notes": _codes(result.diagnostics),
    }


def _computed(leaf: IndicatorOutcome) -> dict[str, str] | None:
    """Return the value that a formula gave; `None` where the actual value was given, or there is none."""
    return _amount(leaf.value) if leaf.computed is not None and isinstance(leaf.value, Quantity) else None


def _lights(result: RuleSetResult, leaves: Iterable[str]) -> dict[str, str]:
    return {name: one.light for name, one in zip(leaves, result.progress, strict=True)}


def _mentions(given: Input) -> dict[str, Any]:
    found = find_quantities(given["text"])
    return {
        "mentions": [
            {"text": one.text, "start": one.start, "subject": one.subject, "target": normal_form(one.target), "canonical": str(one.target)}
            for one in found
        ]
    }


_ANSWERS: Mapping[str, Callable[[Input], dict[str, Any]]] = MappingProxyType(
    {"targets": _target, "verdicts": _verdict, "units": _unit, "scores": _score, "rulesets": _ruleset, "mentions": _mentions}
)
