"""The mutants of a ruleset text, in the order of its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from perfrules.ruleset.blocks import Block, blocks_of
from perfrules.ruleset.model import Model
from perfrules.ruleset.parse import parse_surface
from perfrules.ruleset.surface import Assertion, Cells, Change, Clause, Definition, Line, Outline, Validity, Word
from perfrules.scoring import ZeroPlan
from perfrules.target import parse_target
from perfrules.target.body import Graded
from perfrules.testing.mutation.edit import Edit, amount_edits, date_edits, number_edits, replaced, within, word_edits
from perfrules.testing.mutation.formulas import formula_edits
from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.policies import choice_edits, entry_edits, lights_edits, policy_edits, scale_edits, special_edits
from perfrules.text.errors import PerfRulesError
from perfrules.text.lexeme import Lexeme
from perfrules.value.verdict import Direction

__all__ = ["mutants_of"]

_LEFT_OUT = frozenset(
    (
        *("计分", "定性", "单列", "适用", "公式", "方向", "舍入", "不适用", "等级", "上限", "亮灯", "零计划", "差距", "生效", "均分"),
        *("目标", "检查", "覆盖", "删除", "参数", "量表", "|"),
    )
)
"""Lines that may be left out; others only take what stands below them along."""
_WEIGHT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*分(?![^\s])")


class _Known(NamedTuple):
    """The names that may stand in for one another: data by unit, policies, scales with their words."""

    alike: dict[str, tuple[str, ...]]
    policies: tuple[str, ...]
    scales: tuple[str, ...]
    ladders: tuple[tuple[str, ...], ...]


def mutants_of(text: str, model: Model | None = None) -> tuple[Mutant, ...]:
    """Return every mutant of a text: one change in one line, in the order of the lines; test cases are left alone.

    `model` is what the text means, where that is known: it says which names and words can stand in for one another.

    >>> [one.id for one in mutants_of("规则集 小表\\n三级指标 企业数 全年 ≥100家")]
    ['2:bound+1', '2:bound-1', '2:open', '2:turn']
    """
    surface = parse_surface(text)
    lines = [line for line in surface.lines if line.head is not None and not line.broken]
    if not lines:
        return ()
    blocks = blocks_of(surface)
    cases = {line.number for block in blocks.blocks if block.kind == "测试" for line in (block.line, *block.lines)}
    below = {block.line.number: block for block in blocks.blocks}
    known = _known(model)
    found: list[Mutant] = []
    for line in lines:
        if line.number not in cases:
            found += _numbered(line, _edits(line, known), below.get(line.number))
    return tuple(found)


def _known(model: Model | None) -> _Known:
    if model is None:
        return _Known({}, (), (), ())
    by_unit: dict[object, list[str]] = {}
    for datum in model.data.values():
        by_unit.setdefault(datum.unit.dimension, []).append(datum.name)
    alike = {name: _after(names, name) for names in by_unit.values() for name in names}
    ladders = tuple(tuple(step.word for step in scale.steps) for scale in model.scales.values())
    return _Known(alike, tuple(model.policies), tuple(model.scales), ladders)


def _after(names: Sequence[str], name: str) -> tuple[str, ...]:
    place = names.index(name)
    return (*names[place + 1 :], *names[:place])


def _numbered(line: Line, edits: Iterator[Edit], block: Block | None) -> Iterator[Mutant]:
    """Yield the mutants of a line: every change once, and the whole line left out."""
    written = line.folded.written
    seen, counts = {written}, dict[str, int]()

    def made(operator: str, after: str, also: tuple[int, ...] = ()) -> Mutant:
        counts[operator] = counts.get(operator, 0) + 1
        more = f".{counts[operator]}" if counts[operator] > 1 else ""
        return Mutant(f"{line.number}:{operator}{more}", operator, line.number, written, after, also)

    for edit in edits:
        span = line.folded.span(edit.start, edit.end)
        after = replaced(written, edit._replace(start=span.start, end=span.end)).rstrip()
        if after not in seen:
            seen.add(after)
            yield made(edit.operator, after)
    assert line.head is not None
    if line.head.word in _LEFT_OUT:
        yield made("drop", "", () if block is None else tuple(one.number for one in block.lines))


def _edits(line: Line, known: _Known) -> Iterator[Edit]:
    content = line.content
    match content:
        case Outline():
            yield from _outline(line, content, known)
        case Change(clauses) if line.head is not None and line.head.word == "改":
            yield from _clauses(line, clauses, known)
        case Definition():
            yield from _definition(line, content, known)
        case Assertion():
            alike = _alike(content.condition.text, known)
            yield from within(content.condition, formula_edits(content.condition.text, alike, condition=True))
            if content.tolerance is not None:
                yield from within(content.tolerance, amount_edits(content.tolerance.text, "tolerance"))
        case Validity():
            yield from date_edits(line.folded.text, line.word.end)
        case Cells(cells):
            for cell in cells:
                if cell is not None:
                    yield from within(cell, _target(cell.text, known))
        case Word(value):
            yield from _word(line, value, known)
        case Fraction():
            yield from number_edits(line.folded.text, line.word.end, operator="weight")


def _outline(line: Line, content: Outline, known: _Known) -> Iterator[Edit]:
    start = content.name.end
    first = min((clause.word.start for clause in content.clauses), default=len(line.folded.text))
    if content.weight is not None and (found := _WEIGHT.search(line.folded.text, start, first)) is not None:
        yield from number_edits(line.folded.text, *found.span(1), "weight")
    yield from _clauses(line, content.clauses, known)


def _clauses(line: Line, clauses: tuple[Clause, ...], known: _Known) -> Iterator[Edit]:
    directions = [one.value for one in Direction]
    for clause in clauses:
        word, value = clause.word, clause.value
        if value is None and clause.number is not None:
            if (found := _WEIGHT.search(line.folded.text, word.end)) is not None:
                yield from number_edits(line.folded.text, *found.span(1), "weight")
        elif value is None:
            yield from within(word, word_edits(word.text, directions, "direction"))
            yield Edit("direction", word.start, word.end, "")
        elif word.text in ("公式", "适用"):
            yield from within(value, formula_edits(value.text, _alike(value.text, known), condition=word.text == "适用"))
        elif word.text == "计分":
            yield from within(value, policy_edits(value.text, known.policies, known.scales))
        else:
            yield from within(value, _target(value.text, known))
            if len(clauses) > 1 and word.text != "值":
                yield Edit("period", word.start, value.end, "")


def _target(text: str, known: _Known) -> Iterator[Edit]:
    """Yield the edits of a target: its numbers and signs, or the neighbours of its word."""
    found = list(amount_edits(text))
    yield from found
    if found:
        return
    ladder = next((one for one in known.ladders if text in one), None)
    if ladder is not None:
        place = ladder.index(text)
        yield from (Edit("word", 0, len(text), other) for other in ladder[max(0, place - 1) : place + 2] if other != text)
    elif _is_grade(text):
        yield Edit("word", 0, len(text), text.removeprefix("基本") if text.startswith("基本") else f"基本{text}")


def _is_grade(text: str) -> bool:
    try:
        body = parse_target(text).body
    except PerfRulesError:
        return False
    return isinstance(body, Graded) and bool(body.clauses)


def _definition(line: Line, content: Definition, known: _Known) -> Iterator[Edit]:
    if line.head is None or content.value is None:
        return
    value = content.value
    if line.head.word == "数据":
        yield from within(value, formula_edits(value.text, _alike(value.text, known)))
    elif line.head.word == "参数":
        yield from within(value, amount_edits(value.text))
        yield from date_edits(line.folded.text, value.end)


def _alike(text: str, known: _Known) -> tuple[str, ...]:
    """Return the names like the only one of a formula."""
    return next((others for name, others in known.alike.items() if name in text), ())


def _word(line: Line, value: Lexeme, known: _Known) -> Iterator[Edit]:
    assert line.head is not None
    text, word = value.text, line.head.word
    simple: dict[str, Callable[[], Iterator[Edit]]] = {
        "公式": lambda: formula_edits(text, _alike(text, known)),
        "适用": lambda: formula_edits(text, _alike(text, known), condition=True),
        "计分": lambda: policy_edits(text, known.policies, known.scales),
        "定性": lambda: policy_edits(text, known.policies, known.scales),
        "单列": lambda: special_edits(text, known.policies, known.scales),
        "舍入": lambda: number_edits(text, operator="digits"),
        "不适用": lambda: choice_edits(text),
        "零计划": lambda: choice_edits(text, ZeroPlan),
        "等级": lambda: entry_edits(text),
        "上限": lambda: entry_edits(text),
        "亮灯": lambda: lights_edits(text),
        "差距": lambda: amount_edits(text),
        "量表": lambda: scale_edits(text),
        "方向": lambda: word_edits(text, (one.value for one in Direction), "direction"),
        "均分": lambda: word_edits(text, ("逐级", "指标"), "rule"),
    }
    if word in simple:
        yield from within(value, simple[word]())
