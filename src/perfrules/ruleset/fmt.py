"""Formatting: one layout for every ruleset, with the author's words, comments and meaning kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from perfrules.ruleset.blocks import Blocks, blocks_of
from perfrules.ruleset.parse import parse_surface
from perfrules.ruleset.surface import Cells, Line
from perfrules.ruleset.words import LEVELS
from perfrules.text.lexeme import Lexeme
from perfrules.text.span import display_width

__all__ = ["format_text"]

_OUTLINE = (*LEVELS, "三级指标")
_APART = ("一级指标", "覆盖", "删除", "测试", "指标表", "评分办法")
_FREE = frozenset({"规则集", "依据", "说明", "证据", "理由", "别名", "测试"})
_HEAD_WIDTH = 8
_WIDE = "０１２３４５６７８９＝＜＞＋－＊／％｜．～＠＃＿｀＾＆＂＇"
_NARROW = {
    **{ord(char): chr(ord(char) - 0xFEE0) for char in _WIDE},
    **{code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    **dict.fromkeys((0x3000, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x09), " "),
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD, 0x2060), None),
}
_KEPT = re.compile(r"「[^「」]*」|“[^“”]*”|\"[^\"]*\"")


def format_text(text: str) -> str:
    """Return a ruleset text in its one layout; lines that cannot be read stay as they are, and so does what all lines mean.

    Level words decide the indentation, head words of the file stand in a column, blanks and full-width signs are evened out,
    levels and cases stand apart. Texts for people (依据, 说明, quotes, comments) are not touched. Formatting twice changes nothing.

    >>> print(format_text("规则集　小表\\n满分：１００分\\n一级指标 决策\\n三级指标 企业数  全年　≥１００家 # 年底"), end="")
    规则集  小表
    满分    100分
    <BLANKLINE>
    一级指标  决策
      三级指标  企业数 全年 ≥100家  # 年底
    """
    surface = parse_surface(text)
    if not surface.lines:
        return text
    lines = {line.number: line for line in surface.lines}
    depths = _depths(blocks_of(surface)) if any(line.head or line.broken for line in surface.lines) else {}
    tables = _tables(surface.lines)
    return "\n".join(_spaced(text.splitlines(), lines, depths, tables)) + "\n"


def _depths(blocks: Blocks) -> dict[int, int]:
    """Return how deep each line stands: below its level, or below the line that owns it."""
    depths: dict[int, int] = {}
    for block in blocks.blocks:
        depth = len(block.parents) if block.kind in _OUTLINE else 0
        depths[block.line.number] = depth
        for line in block.lines:
            depths[line.number] = depth if isinstance(line.content, Cells) else depth + 1
    return depths


def _tables(lines: tuple[Line, ...]) -> dict[int, list[int]]:
    """Return the widths of the columns of the pasted table in which each row stands."""
    widths: dict[int, list[int]] = {}
    current: list[int] = []
    for line in lines:
        if not isinstance(line.content, Cells):
            if line.head is not None:
                current = []
            continue
        cells = line.content.cells
        current.extend([0] * (len(cells) - len(current)))
        if not _is_ruler(line.content):
            for index, cell in enumerate(cells):
                current[index] = max(current[index], display_width(_cell(line, cell)))
        widths[line.number] = current
    return widths


def _is_ruler(cells: Cells) -> bool:
    return all(cell is not None and not cell.text.strip("-:") for cell in cells.cells)


def _cell(line: Line, cell: Lexeme | None) -> str:
    return "" if cell is None else _even(line.written(cell))


def _spaced(written: list[str], lines: Mapping[int, Line], depths: Mapping[int, int], tables: Mapping[int, list[int]]) -> Iterator[str]:
    """Yield the lines with blank ones where they belong: one at most, and one before what stands apart.

    Comments of their own lines belong to the line that follows, and stand as deep.
    """
    blank, first = False, True
    held: list[str] = []
    for number, raw in enumerate(written, 1):
        line = lines.get(number)
        if line is None:
            if held:
                yield from held
                held = []
            blank = not first
        elif line.head is None and not line.broken:
            if not held and blank:
                yield ""
                blank = False
            held.append(_comment(line))
            first = False
        else:
            depth = depths.get(number, 0)
            apart = line.head is not None and line.head.word in _APART and not line.broken
            if (blank or (apart and not held)) and not first:
                yield ""
            yield from ("  " * depth + comment for comment in held)
            blank, first, held = False, False, []
            yield raw.rstrip() if line.broken else _laid_out(line, depth, tables)
    yield from held


def _comment(line: Line) -> str:
    assert line.comment is not None
    return line.written(line.comment).strip()


def _laid_out(line: Line, depth: int, tables: Mapping[int, list[int]]) -> str:
    """Return one line as it should be written."""
    assert line.head is not None
    comment = f"  {_comment(line)}" if line.comment is not None else ""
    if isinstance(line.content, Cells):
        return "  " * depth + _row(line, line.content, tables[line.number]) + comment
    word, rest = line.head.word, _rest(line)
    if not rest:
        return "  " * depth + word + comment
    pad = 2 if depth or word in _OUTLINE else max(_HEAD_WIDTH - display_width(word), 2)
    return "  " * depth + word + " " * pad + rest + comment


def _row(line: Line, content: Cells, widths: list[int]) -> str:
    if _is_ruler(content):
        return "|" + "|".join("-" * (width + 2) for width in widths[: len(content.cells)]) + "|"
    texts = [_cell(line, cell) for cell in content.cells]
    return "| " + " | ".join(text + " " * (width - display_width(text)) for text, width in zip(texts, widths, strict=False)) + " |"


def _rest(line: Line) -> str:
    """Return what stands behind the head word, evened out unless it is meant for people."""
    folded = line.folded
    end = len(folded.text) if line.comment is None else line.comment.start
    start = line.word.end
    behind = re.compile(r"\s*:?\s*").match(folded.text, start, end)
    start = behind.end() if behind else start
    written = folded.as_written(start, end).strip() if start < end else ""
    assert line.head is not None
    return written if line.head.word in _FREE else _even(written)


def _even(text: str) -> str:
    """Return a text with single blanks and half-width signs, outside quotes."""
    parts: list[str] = []
    start = 0
    for quoted in _KEPT.finditer(text):
        parts += [_narrow(text[start : quoted.start()]), quoted[0]]
        start = quoted.end()
    return "".join([*parts, _narrow(text[start:])]).strip()


def _narrow(text: str) -> str:
    return re.sub(r" +", " ", text.translate(_NARROW))
