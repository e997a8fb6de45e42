"""Checking what must hold between the weights of levels (检查 with 产出分值 and the like), as soon as the weights are written."""

from __future__ import annotations

from fractions import Fraction

from perfrules.formula import Checked, check_formula, compile_formula
from perfrules.ruleset.check import units_of_names, weight_names
from perfrules.ruleset.draft import Draft
from perfrules.ruleset.model import Check, Model
from perfrules.ruleset.surface import Line
from perfrules.ruleset.weights import effective_weights

__all__ = ["check_shares"]

_CODES = {"错误": "E636", "警告": "W613"}


def check_shares(draft: Draft, model: Model) -> None:
    """Tell of every 检查 between weights that the weights of the file do not keep; what is inherited holds for the child."""
    named = weight_names(model)
    checks = [one for one in model.checks.values() if one.severity in _CODES and named.keys() & set(one.condition.names)]
    if not checks or draft.blocks.holes:
        return
    weights = effective_weights(model, model.indicators, model.equal)
    if weights is None:
        return
    known = {name: weights[path] for name, path in named.items() if path in weights}
    known |= {name: value.base for name, one in model.parameters.items() if (value := one.at(None)) is not None}
    for check in checks:
        said = _broken(model, check, known)
        if said is not None:
            draft.tell(_line(draft, check), _CODES[check.severity], name=check.name, said=said, message=check.message or check.name)


def _broken(model: Model, check: Check, known: dict[str, Fraction]) -> str | None:
    """Return the check with its numbers where it does not hold; `None` where it does, or not all is known."""
    names = units_of_names(model)
    checked = check_formula(check.condition, names, model.units)
    if not isinstance(checked, Checked) or not set(check.condition.names) <= known.keys():
        return None
    compiled = compile_formula(checked)
    facts = {name: known[name] for name in compiled.names}
    if compiled.holds([(value.numerator, value.denominator) for value in facts.values()]) is not False:
        return None
    return compiled.derivation(facts, names)


def _line(draft: Draft, check: Check) -> Line:
    """Return the line of a check of this file, else the title: the weights are those of the file."""
    if check.place.source == draft.source:
        return next((block.line for block in draft.blocks.of("检查") if block.line.number == check.place.line), draft.blocks.file.line)
    return draft.blocks.file.line
