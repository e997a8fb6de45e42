"""Guarded changes (覆盖、删除): something inherited is changed only by who can say what it was, and why it changes."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from perfrules.ruleset.blocks import Block
from perfrules.ruleset.draft import Draft, Site
from perfrules.ruleset.model import Alteration, Indicator, Parameter
from perfrules.ruleset.outline import find_indicator, period_of, same_target
from perfrules.ruleset.reading import read_formula, read_policy, read_target
from perfrules.ruleset.surface import Change, Clause, Line, Word
from perfrules.ruleset.vocabulary import read_value
from perfrules.text.lexeme import Lexeme
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction

__all__ = ["alter"]

_FIELDS = {"公式": "formula", "计分": "policy", "适用": "applies"}


def alter(draft: Draft) -> None:
    """Apply the 覆盖 and 删除 of a file, in their order."""
    for block in draft.blocks.of("覆盖", "删除"):
        if not isinstance(block.line.content, Word):
            continue
        name = block.line.content.value
        reason = draft.remark(block, "理由")
        if not reason and not block.holed:
            draft.tell(block.line, "E685", word=block.kind)
            continue
        if block.kind == "删除":
            _remove(draft, block.line, name, reason)
        elif name.text in draft.parameters:
            _alter_parameter(draft, block, draft.parameters[name.text], reason)
        elif (section := _section(draft, name.text)) is not None:
            _alter_section(draft, block, section, reason)
        elif (indicator := find_indicator(draft, block.line, name)) is not None:
            _alter_indicator(draft, block, indicator, reason)


def _remove(draft: Draft, line: Line, name: Lexeme, reason: str) -> None:
    indicator = find_indicator(draft, line, name)
    if indicator is None:
        return
    if indicator.place.source == draft.source:
        draft.tell(line, "E687", name, name=indicator.name, place=str(indicator.place.line))
        return
    del draft.indicators[indicator.path]
    draft.alterations.append(Alteration(indicator.name, _summary(indicator), "", reason, draft.place(line)))


def _summary(indicator: Indicator) -> str:
    return " ".join(f"{period} {target.text}" for period, target in indicator.targets.items())


def _pairs(draft: Draft, block: Block) -> tuple[dict[str, tuple[Line, Clause]], dict[str, tuple[Line, Clause]]]:
    """Return what was and what is to be, by what they speak of."""
    before = _clauses(draft, block, "原")
    after = _clauses(draft, block, "改")
    if not after and not block.holed:
        draft.tell(block.line, "E686")
    for key, (line, clause) in after.items():
        if key not in before and not block.holed:
            draft.tell(line, "E688", clause.word, what=key)
    for key, (line, clause) in before.items():
        if key not in after and not block.holed:
            draft.tell(line, "E689", clause.word, what=key)
    return before, {key: value for key, value in after.items() if key in before}


def _clauses(draft: Draft, block: Block, word: str) -> dict[str, tuple[Line, Clause]]:
    found: dict[str, tuple[Line, Clause]] = {}
    for line in block.all(word):
        for clause in line.content.clauses if isinstance(line.content, Change) else ():
            key = _key(clause)
            if key in found:
                draft.tell(line, "E612", clause.word, word=key, first=str(found[key][0].number))
            found[key] = (line, clause)
    return found


def _key(clause: Clause) -> str:
    if clause.number is not None:
        return "分值"
    return "方向" if clause.value is None else period_of(clause.word.text)


def _alter_indicator(draft: Draft, block: Block, indicator: Indicator, reason: str) -> None:
    if indicator.place.source == draft.source:
        draft.tell(block.line, "E687", name=indicator.name, place=str(indicator.place.line))
        return
    before, after = _pairs(draft, block)
    changed = indicator
    for key, (line, clause) in after.items():
        old_line, old = before[key]
        stated, value = _value(draft, old_line, old, key), _value(draft, line, clause, key)
        if stated is None or value is None:
            continue
        known = _known(indicator, key)
        if not _agrees(known, stated, key):
            draft.tell(old_line, "E680", old.value or old.word, name=indicator.name, what=key, known=_said(known, key))
            continue
        changed = _with(changed, key, value)
        draft.alterations.append(
            Alteration(indicator.name, f"{key} {_said(known, key)}", f"{key} {_said(value, key)}", reason, draft.place(line))
        )
        if key == "计分" and clause.value is not None:
            draft.rated[indicator.path] = Site(line, clause.value)
    draft.touched.add(indicator.path)
    draft.indicators[indicator.path] = changed


def _value(draft: Draft, line: Line, clause: Clause, key: str) -> Any:
    if key == "分值":
        return clause.number
    if key == "方向":
        return Direction(clause.word.text)
    if clause.value is None:
        return None
    if key in ("公式", "适用"):
        return read_formula(draft, line, clause.value)
    if key == "计分":
        return read_policy(draft, line, clause.value)
    if key == "值":
        draft.tell(line, "E632", clause.word, found="值")
        return None
    return read_target(draft, line, clause.value)


def _known(indicator: Indicator, key: str) -> Any:
    if key == "分值":
        return indicator.weight
    if key == "方向":
        return indicator.direction
    return getattr(indicator, _FIELDS[key]) if key in _FIELDS else indicator.targets.get(key)


def _agrees(known: Any, stated: Any, key: str) -> bool:
    if known is None:
        return False
    return known == stated if key in (*_FIELDS, "分值", "方向") and key != "计分" else same_target(known, stated)


def _said(value: Any, key: str) -> str:
    """Return a value as a line would say it."""
    if value is None:
        return "（空）"
    if key == "分值":
        return f"{write_number(value)}分"
    if key == "方向":
        return str(value.value)
    return str(getattr(value, "text", value))


def _with(indicator: Indicator, key: str, value: Any) -> Indicator:
    if key in _FIELDS:
        return evolve(indicator, **{_FIELDS[key]: value})
    if key == "分值":
        return evolve(indicator, weight=value)
    if key == "方向":
        return evolve(indicator, direction=value)
    return evolve(indicator, targets={**indicator.targets, key: value})


def _section(draft: Draft, name: str) -> Any:
    """Return the level of that name, where no indicator has it."""
    if any(path in draft.indicators for path in draft.paths().get(name, ())):
        return None
    found = [one for path, one in draft.sections.items() if name == path[-1] or name == "/".join(path[-2:])]
    return found[0] if len(found) == 1 else None


def _alter_section(draft: Draft, block: Block, section: Any, reason: str) -> None:
    """Change the weight of a level."""
    if section.place.source == draft.source:
        draft.tell(block.line, "E687", name=section.name, place=str(section.place.line))
        return
    before, after = _pairs(draft, block)
    for key, (line, clause) in after.items():
        if key != "分值":
            draft.tell(line, "E632", clause.word, found=key)
            continue
        old_line, old = before[key]
        if old.number != section.weight:
            draft.tell(old_line, "E680", old.word, name=section.name, what=key, known=_said(section.weight, key))
            continue
        draft.sections[section.path] = evolve(section, weight=clause.number)
        draft.alterations.append(
            Alteration(section.name, f"分值 {_said(section.weight, key)}", f"分值 {_said(clause.number, key)}", reason, draft.place(line))
        )


def _alter_parameter(draft: Draft, block: Block, parameter: Parameter, reason: str) -> None:
    """Change the value that a parameter has now."""
    if parameter.place.source == draft.source:
        draft.tell(block.line, "E687", name=parameter.name, place=str(parameter.place.line))
        return
    before, after = _pairs(draft, block)
    for key, (line, clause) in after.items():
        old_line, old = before[key]
        if key != "值" or clause.value is None or old.value is None:
            draft.tell(line, "E632", clause.word, found=key)
            continue
        stated, value = read_value(draft, old_line, old.value), read_value(draft, line, clause.value)
        days, known = parameter.values[-1]
        if stated is None or value is None:
            continue
        if stated != known:
            draft.tell(old_line, "E680", old.value, name=parameter.name, what=key, known=str(known))
        elif value.unit.dimension != known.unit.dimension:
            draft.tell(line, "E625", clause.value, name=parameter.name, unit=str(known.unit) or "（无单位）", place=parameter.place.brief)
        else:
            draft.parameters[parameter.name] = evolve(parameter, values=(*parameter.values[:-1], (days, value)))
            draft.alterations.append(Alteration(parameter.name, f"值 {known}", f"值 {value}", reason, draft.place(line)))
