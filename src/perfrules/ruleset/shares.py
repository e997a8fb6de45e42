"""Checking the totals of a file: what must hold between the weights of levels (产出分值), and what ceilings look at."""

from __future__ import annotations

from fractions import Fraction

from perfrules.formula import Checked, check_formula, compile_formula
from perfrules.ruleset.binding import rules_of
from perfrules.ruleset.check import units_of_names, weight_names
from perfrules.ruleset.draft import Draft
from perfrules.ruleset.model import Check, Model
from perfrules.ruleset.surface import Line
from perfrules.ruleset.weights import effective_weights
from perfrules.text.near import nearest

__all__ = ["check_ceilings", "check_shares"]

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


def check_ceilings(draft: Draft, model: Model) -> None:
    """Warn of a ceiling of the total that looks at something which the file does not have: it could never be settled."""
    ceilings = rules_of(model).ceilings
    known = {*model.data, *(name for one in model.indicators.values() for name in (one.name, *one.aliases))}
    if ceilings is None or not model.indicators or ceilings.name in known or draft.blocks.holes:
        return
    line = draft.blocks.file.first("上限") or draft.blocks.file.first("计分") or draft.blocks.file.line
    draft.tell(line, "W614", name=ceilings.name, suggestion=nearest(ceilings.name, known))


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
