"""The outline of a file: its levels and indicators, and the targets that a department fills in."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import evolve

from perfrules.ruleset.blocks import Block
from perfrules.ruleset.draft import Draft, Site, near
from perfrules.ruleset.model import Dated, Indicator, Path, Section
from perfrules.ruleset.reading import read_formula, read_policy, read_target
from perfrules.ruleset.surface import Clause, Line, Outline, Word
from perfrules.ruleset.validity import Validity
from perfrules.ruleset.words import LEVELS
from perfrules.target import Target
from perfrules.text.lexeme import Lexeme
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction

__all__ = ["declare_outline", "fill_targets", "find_indicator", "period_of", "same_target"]

_SUFFIXES = ("指标值", "目标值", "目标")


def period_of(word: str) -> str:
    """Return the one name of a period: 年度 is 全年, 半年指标值 is 半年."""
    for suffix in _SUFFIXES:
        word = word.removesuffix(suffix)
    return "全年" if word == "年度" else word


def declare_outline(draft: Draft) -> None:
    """Add the levels and indicators of a file below those that it inherits."""
    for block in draft.blocks.blocks:
        if block.kind in LEVELS:
            _declare_section(draft, block)
        elif block.kind == "三级指标":
            _declare_indicator(draft, block)


def _path(block: Block) -> Path:
    return tuple(_name(line) for line in (*block.parents, block.line))


def _name(line: Line) -> str:
    return line.content.name.text if isinstance(line.content, Outline) else line.name


def _declare_section(draft: Draft, block: Block) -> None:
    path, line = _path(block), block.line
    if block.holed:
        draft.holed.add(path)
    weight = _weight(draft, line) if isinstance(line.content, Outline) else None
    if (twin := draft.indicators.get(path)) is not None and isinstance(line.content, Outline):
        draft.tell(line, "E627", line.content.name, name=path[-1], word="三级指标", first=str(twin.place.line))
        return
    known = draft.sections.get(path)
    if known is not None and known.place.source == draft.source and isinstance(line.content, Outline):
        draft.tell(line, "E627", line.content.name, name=path[-1], word=block.kind, first=str(known.place.line))
        return
    if known is None:
        known = Section(path, block.kind, draft.place(line), weight)
    elif weight is not None and weight != known.weight and isinstance(line.content, Outline):
        if known.weight is not None:
            draft.tell(line, "E682", line.content.name, name=path[-1], what=f"分值 {write_number(known.weight)}分")
        known = evolve(known, weight=weight)
    policy = _policy(draft, block, path)
    applies = _formula(draft, block, "适用")
    draft.sections[path] = evolve(
        known,
        policy=policy or known.policy,
        applies=applies or known.applies,
        provenance=draft.provenance(block, known.provenance),
        note=draft.remark(block, "说明") or known.note,
    )


def _declare_indicator(draft: Draft, block: Block) -> None:
    path, line = _path(block), block.line
    if block.holed or line.broken:
        draft.holed.add(path)
    content = line.content if isinstance(line.content, Outline) else Outline(Lexeme(line.name, 0, 0), None)
    known = draft.indicators.get(path)
    if known is not None and not line.broken:
        own = known.place.source == draft.source
        if not own and line.head is not None and line.head.rule == "row":
            _fill(draft, block, content, known)
            return
        args = {"word": "三级指标", "first": str(known.place.line)} if own else {"place": known.place.brief}
        draft.tell(line, "E627" if own else "E683", content.name, name=path[-1], **args)
        return
    if (level := draft.sections.get(path)) is not None and not line.broken:
        draft.tell(line, "E627", content.name, name=path[-1], word=level.level, first=str(level.place.line))
        return
    draft.touched.add(path)
    days = block.first("生效")
    validity = days.content if days is not None and isinstance(days.content, Validity) else Validity()
    draft.indicators[path] = Indicator(
        path,
        draft.place(line),
        _weight(draft, line),
        _targets(draft, line, content.clauses),
        _direction(draft, block, content.clauses),
        _formula(draft, block, "公式") or _item_formula(draft, line, content.clauses, "公式"),
        _policy(draft, block, path) or _item_policy(draft, line, content.clauses, path),
        _formula(draft, block, "适用") or _item_formula(draft, line, content.clauses, "适用"),
        validity,
        draft.names(block),
        draft.remark(block, "证据"),
        draft.remark(block, "说明"),
        draft.provenance(block),
    )


def _weight(draft: Draft, line: Line) -> Fraction | None:
    """Return the weight of a level or an indicator, written behind the name or as 分值."""
    if not isinstance(line.content, Outline):
        return None
    stated = [clause for clause in line.content.clauses if clause.number is not None]
    if len(stated) + (line.content.weight is not None) > 1:
        draft.tell(line, "E612", stated[-1].word, word="分值", first=str(line.number))
    return line.content.weight if line.content.weight is not None else next((clause.number for clause in stated), None)


def _targets(draft: Draft, line: Line, clauses: tuple[Clause, ...]) -> dict[str, Dated[Target]]:
    targets: dict[str, Dated[Target]] = {}
    for clause in clauses:
        period = period_of(clause.word.text)
        if clause.value is None or clause.word.text in ("公式", "计分", "适用", "值"):
            continue
        if period in targets:
            draft.tell(line, "E612", clause.word, word=period, first=str(line.number))
        elif (target := read_target(draft, line, clause.value)) is not None:
            targets[period] = target
    return targets


def _direction(draft: Draft, block: Block, clauses: tuple[Clause, ...]) -> Direction | None:
    written = [clause.word for clause in clauses if clause.value is None and clause.number is None]
    below = block.first("方向")
    if below is not None and isinstance(below.content, Word):
        if written:
            draft.tell(below, "E612", below.content.value, word="方向", first=str(block.line.number))
        return Direction(below.content.value.text)
    if len(written) > 1:
        draft.tell(block.line, "E612", written[1], word="方向", first=str(block.line.number))
    return Direction(written[0].text) if written else None


def _formula(draft: Draft, block: Block, word: str) -> Any:
    line = block.first(word)
    return read_formula(draft, line, line.content.value) if line is not None and isinstance(line.content, Word) else None


def _policy(draft: Draft, block: Block, path: Path) -> Any:
    line = block.first("计分")
    if line is None or not isinstance(line.content, Word):
        return None
    draft.rated[path] = Site(line, line.content.value)
    return read_policy(draft, line, line.content.value)


def _item_formula(draft: Draft, line: Line, clauses: tuple[Clause, ...], word: str) -> Any:
    clause = next((one for one in clauses if one.word.text == word), None)
    return read_formula(draft, line, clause.value) if clause is not None and clause.value is not None else None


def _item_policy(draft: Draft, line: Line, clauses: tuple[Clause, ...], path: Path) -> Any:
    clause = next((one for one in clauses if one.word.text == "计分"), None)
    if clause is None or clause.value is None:
        return None
    draft.rated[path] = Site(line, clause.value)
    return read_policy(draft, line, clause.value)


def find_indicator(draft: Draft, line: Line, name: Lexeme) -> Indicator | None:
    """Return the indicator that a name or the end of a path (父/名) means; a diagnostic where none or several do."""
    wanted = "/".join(part.strip() for part in name.text.split("/"))
    found = [draft.indicators[path] for path in draft.paths().get(wanted, ()) if path in draft.indicators]
    if len(found) == 1:
        return found[0]
    if found:
        paths = "、".join("/".join(one.path[-2:]) for one in found)
        draft.tell(line, "E629", name, name=name.text, paths=paths, suggestion="/".join(found[0].path[-2:]))
    else:
        known = [one.name for one in draft.indicators.values()]
        draft.tell_unknown("indicator", name.text, line, "E628", name, name=name.text, **near(name.text, known))
    return None


def fill_targets(draft: Draft) -> None:
    """Put the 目标 of a file where the inherited indicators have none; one that is there can only be repeated."""
    for block in draft.blocks.of("目标"):
        content = block.line.content
        if isinstance(content, Outline) and (indicator := find_indicator(draft, block.line, content.name)) is not None:
            _fill(draft, block, content, indicator)


def _fill(draft: Draft, block: Block, content: Outline, indicator: Indicator) -> None:
    line = block.line
    targets = dict(indicator.targets)
    for period, target in _targets(draft, line, content.clauses).items():
        known = targets.get(period)
        if known is None:
            targets[period] = target
        elif not same_target(known, target):
            at = next(clause.value for clause in content.clauses if period_of(clause.word.text) == period)
            draft.tell(line, "E684", at, name=indicator.name, period=period, known=known.text)
    changes: dict[str, Any] = {"targets": targets}
    given = {
        "weight": _weight(draft, line),
        "direction": _direction(draft, block, content.clauses),
        "formula": _formula(draft, block, "公式") or _item_formula(draft, line, content.clauses, "公式"),
        "policy": _policy(draft, block, indicator.path) or _item_policy(draft, line, content.clauses, indicator.path),
    }
    for key, value in given.items():
        if value is None:
            continue
        if getattr(indicator, key) in (None, value):
            changes[key] = value
        else:
            draft.tell(line, "E682", content.name, name=indicator.name, what=_WHAT[key])
    own = draft.provenance(block, indicator.provenance)
    draft.touched.add(indicator.path)
    draft.indicators[indicator.path] = evolve(indicator, **changes, provenance=own, note=draft.remark(block, "说明") or indicator.note)


_WHAT = {"weight": "分值", "direction": "方向", "formula": "公式", "policy": "计分"}


def same_target(one: Dated[Target], other: Dated[Target]) -> bool:
    """Tell whether two targets mean the same at all times."""
    return one.text == other.text or [value for _, value in one.values] == [value for _, value in other.values]
