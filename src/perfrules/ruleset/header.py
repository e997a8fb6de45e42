"""The head of a file: title, version, validity, full marks, and how marks are made up; and its named policies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import evolve

from perfrules.ruleset.blocks import Block
from perfrules.ruleset.draft import Draft, Site
from perfrules.ruleset.model import PolicySet, Special
from perfrules.ruleset.reading import read_policy
from perfrules.ruleset.surface import Line, Word
from perfrules.ruleset.validity import Validity
from perfrules.ruleset.words import FILE
from perfrules.scoring import (
    LightRule,
    parse_ceilings,
    parse_gap,
    parse_grades,
    parse_lights,
    parse_missing,
    parse_not_applicable,
    parse_rounding,
    parse_zero_plan,
)
from perfrules.text.lexeme import Lexeme

__all__ = ["declare_head", "declare_policies"]

_SPECIAL = re.compile(r"\s*([^：:]+?)\s*[：:]\s*(.+?)\s*")

_PARSERS: dict[str, tuple[str, Any]] = {
    "舍入": ("rounding", parse_rounding),
    "缺失": ("missing", parse_missing),
    "不适用": ("not_applicable", parse_not_applicable),
    "等级": ("grades", parse_grades),
    "上限": ("ceilings", parse_ceilings),
    "差距": ("gap", parse_gap),
    "零计划": ("zero_plan", parse_zero_plan),
}


def declare_head(draft: Draft) -> None:
    """Read what the file says about itself and about the total; what is inherited can be repeated, not changed."""
    block = draft.blocks.file
    title = block.line
    if title.head is not None and title.head.word == FILE and isinstance(title.content, Word):
        draft.head = evolve(draft.head, title=title.written(title.content.value))
    elif not (title.head is not None and title.head.word == FILE) and not any(
        hole.head is None or hole.head.word == FILE for hole in draft.blocks.holes
    ):
        draft.tell(title, "E609")
    for again in block.all(FILE):
        draft.tell(again, "E612", word=FILE, first=str(title.number))
    changes: dict[str, Any] = {
        "version": _word(block, "版本"),
        "source": draft.source,
        "validity": _validity(draft, block),
        "provenance": draft.provenance(block),
        "note": draft.remark(block, "说明"),
        "full_marks": _settled(draft, block.first("满分"), _marks(block.first("满分")), draft.head.full_marks),
        "equal": _settled(draft, block.first("均分"), _word(block, "均分") or None, draft.head.equal or None) or "",
        "policy": _policy_set(draft, block, draft.head.policy),
    }
    draft.head = evolve(draft.head, **changes)


def _word(block: Block, word: str) -> str:
    line = block.first(word)
    return line.content.value.text if line is not None and isinstance(line.content, Word) else ""


def _marks(line: Line | None) -> Fraction | None:
    return line.content if line is not None and isinstance(line.content, Fraction) else None


def _validity(draft: Draft, block: Block) -> Validity:
    line = block.first("生效")
    if line is None or not isinstance(line.content, Validity):
        return Validity()
    start, end = line.content
    if start is not None and end is not None and end < start:
        draft.tell(line, "E681", start=str(start), end=str(end))
        return Validity()
    parent = draft.base.validity if draft.base is not None else Validity()
    if (parent.end is not None and start is not None and parent.end < start) or (
        parent.start is not None and end is not None and end < parent.start
    ):
        draft.tell(line, "W606", mine=str(line.content), parent=str(parent))
    return line.content


def _settled(draft: Draft, line: Line | None, value: Any, inherited: Any) -> Any:
    """Return what the file says, or what it inherits; both may only say the same."""
    if value is None or line is None:
        return inherited
    if inherited is not None and inherited != value and line.head is not None:
        draft.tell(line, "E682", name=line.head.word, what=line.head.word)
        return inherited
    return value


def _policy_set(draft: Draft, block: Block, inherited: PolicySet) -> PolicySet:
    """Return the rules by which marks are made up, those of the block before those inherited."""
    found: dict[str, Any] = {}
    for word, (key, parse) in _PARSERS.items():
        line = block.first(word)
        if line is None or not isinstance(line.content, Word):
            continue
        value = parse(line.content.value.text)
        if isinstance(value, tuple):
            draft.tell_within(Site(line, line.content.value), value)
        else:
            found[key] = _settled(draft, line, value, getattr(inherited, key))
    for word, key in (("计分", "policy"), ("定性", "qualitative")):
        line = block.first(word)
        if line is None or not isinstance(line.content, Word):
            continue
        draft.rated[word if block is draft.blocks.file else f"{block.line.number} {word}"] = Site(line, line.content.value)
        policy = read_policy(draft, line, line.content.value)
        if policy is not None:
            found[key] = _settled(draft, line, policy, getattr(inherited, key))
    if lights := tuple(_lights(draft, block)):
        found["lights"] = _settled(draft, next(block.all("亮灯")), lights, inherited.lights or None)
    if special := tuple(_special(draft, block)):
        found["special"] = _with_special(draft, block, inherited.special, special)
    return evolve(inherited, **found)


def _lights(draft: Draft, block: Block) -> Iterator[LightRule]:
    """Yield the lights of a block, one rule for each line."""
    for line in block.all("亮灯"):
        if not isinstance(line.content, Word):
            continue
        rule = parse_lights(line.content.value.text)
        if isinstance(rule, tuple):
            draft.tell_within(Site(line, line.content.value), rule)
        else:
            yield rule


def _special(draft: Draft, block: Block) -> Iterator[Special]:
    """Yield the policies for rows of certain names; one diagnostic for a line that names none, or no policy."""
    for line in block.all("单列"):
        if not isinstance(line.content, Word):
            continue
        value = line.content.value
        match = _SPECIAL.fullmatch(value.text)
        if match is None:
            draft.tell(line, "E635", value, found=value.text)
            continue
        names = tuple(name.strip("「」 ") for name in match[1].split("、"))
        lexeme = Lexeme(match[2], value.start + match.start(2), value.end)
        key = f"单列 {names[0]}"
        draft.rated[key if block is draft.blocks.file else f"{block.line.number} {key}"] = Site(line, lexeme)
        policy = read_policy(draft, line, lexeme)
        if policy is not None:
            yield Special(names, policy)


def _with_special(draft: Draft, block: Block, inherited: tuple[Special, ...], own: tuple[Special, ...]) -> tuple[Special, ...]:
    """Return what a file says of certain rows before what it inherits; what is inherited can only be repeated."""
    known = {one.names: one.policy for one in inherited}
    for one in own:
        if one.names in known and str(known[one.names].values) != str(one.policy.values):
            draft.tell(block.line, "E682", name="、".join(one.names), what="单列")
    return (*own, *(one for one in inherited if one.names not in {mine.names for mine in own}))


def declare_policies(draft: Draft) -> None:
    """Add the named policies of a file."""
    for block in draft.blocks.of("评分办法"):
        line = block.line
        if not isinstance(line.content, Word):
            continue
        name = line.content.value
        place, source, note = draft.place(line), draft.provenance(block), draft.remark(block, "说明")
        written = line.written(line.content.value)
        policy = _policy_set(draft, block, PolicySet(written, aliases=draft.names(block), place=place, provenance=source, note=note))
        if name.text in draft.policies:
            draft.tell(line, "E624", name, name=name.text, word="评分办法")
        else:
            draft.policies[name.text] = policy
