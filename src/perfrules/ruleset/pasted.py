"""Pasted tables (指标表): rows between bars, read as the outline lines that say the same."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve

from perfrules.ruleset.blocks import Block
from perfrules.ruleset.draft import Draft
from perfrules.ruleset.surface import Cells, Clause, Line, Outline
from perfrules.ruleset.words import LEVELS
from perfrules.text.lexeme import Lexeme

__all__ = ["with_tables"]

_NAMES = ("三级指标", "指标", "指标名称")
_PERIODS = re.compile(r"(半年|全年|年度|中长期|[一二三四前]?三?季度)?(?:指标值|目标值|目标)?")
_WEIGHTS = ("分值", "权重")
_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)分?")
_RULER = re.compile(r"[-:]+")
_BLANK = frozenset({"/", "-", "—", "无"})


def with_tables(draft: Draft) -> tuple[Block, ...]:
    """Return the blocks of a file with each pasted table replaced by a block for each of its levels and indicators."""
    blocks: list[Block] = []
    for block in draft.blocks.blocks:
        if block.kind == "指标表" and not block.line.broken:
            blocks.extend(_expanded(draft, block))
        else:
            blocks.append(block)
    return tuple(blocks)


def _expanded(draft: Draft, table: Block) -> list[Block]:
    rows = [line for line in table.lines if isinstance(line.content, Cells) and not _is_ruler(line.content)]
    if not rows:
        draft.tell(table.line, "E613")
        return []
    columns = _columns(draft, rows[0])
    if columns is None:
        return []
    blocks: list[Block] = []
    above: dict[str, Line] = {}
    for line in rows[1:]:
        blocks.extend(_row_blocks(draft, line, columns, above, table))
    return blocks


def _is_ruler(cells: Cells) -> bool:
    return all(cell is None or _RULER.fullmatch(cell.text) for cell in cells.cells)


def _columns(draft: Draft, line: Line) -> tuple[str, ...] | None:
    """Return what each column holds: a level, `三级指标`, a period, `分值`, `方向`, or nothing."""
    assert isinstance(line.content, Cells)
    columns: list[str] = []
    for cell in line.content.cells:
        heading = "" if cell is None else cell.text.replace(" ", "")
        if heading in LEVELS or heading == "方向":
            columns.append(heading)
        elif heading in _NAMES:
            columns.append("三级指标")
        elif heading in _WEIGHTS:
            columns.append("分值")
        elif heading and (period := _PERIODS.fullmatch(heading)):
            columns.append(period[1] or "全年")
        else:
            columns.append("")
            if cell is not None:
                draft.tell(line, "W605", cell, name=cell.text)
    if "三级指标" not in columns:
        draft.tell(line, "E614")
        return None
    return tuple(columns)


def _row_blocks(draft: Draft, line: Line, columns: tuple[str, ...], above: dict[str, Line], table: Block) -> list[Block]:
    """Return the blocks of one row; a blank level cell repeats the one above."""
    assert isinstance(line.content, Cells)
    cells = line.content.cells
    if len(cells) > len(columns):
        extra = cells[len(columns)]
        draft.tell(line, "E615", extra, columns=str(len(columns)))
        return []
    named = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell is not None and cell.text not in _BLANK}
    blocks: list[Block] = []
    for depth, level in enumerate(LEVELS):
        cell = named.get(level)
        if cell is None or (level in above and _text(above[level]) == cell.text and not any(one in named for one in LEVELS[:depth])):
            continue
        for lower in LEVELS[depth:]:
            above.pop(lower, None)
        parents = _parents(above, LEVELS[:depth])
        above[level] = evolve(line, content=Outline(cell, None))
        blocks.append(Block(above[level], level, parents, (), table.holed))
    name = named.get("三级指标")
    if name is not None:
        content = Outline(name, _weight(draft, line, named.get("分值")), _clauses(draft, line, named))
        blocks.append(Block(evolve(line, content=content), "三级指标", _parents(above, LEVELS)))
    return blocks


def _text(line: Line) -> str:
    return line.content.name.text if isinstance(line.content, Outline) else ""


def _parents(above: dict[str, Line], levels: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(above[level] for level in levels if level in above)


def _weight(draft: Draft, line: Line, cell: Lexeme | None) -> Fraction | None:
    if cell is None:
        return None
    number = _NUMBER.fullmatch(cell.text)
    if number is None:
        draft.tell(line, "E616", cell, found=cell.text)
        return None
    return Fraction(number[1])


def _clauses(draft: Draft, line: Line, named: dict[str, Lexeme]) -> tuple[Clause, ...]:
    clauses = [Clause(Lexeme(column, cell.start, cell.end), cell) for column, cell in named.items() if column not in _NOT_TARGETS]
    direction = named.get("方向")
    if direction is not None and direction.text in ("越大越好", "越小越好", "等于为好"):
        clauses.append(Clause(direction))
    elif direction is not None:
        draft.tell(line, "E601", direction, found=direction.text, expected="越大越好、越小越好、等于为好", example="越小越好")
    return tuple(clauses)


_NOT_TARGETS = frozenset({*LEVELS, "三级指标", "分值", "方向"})
