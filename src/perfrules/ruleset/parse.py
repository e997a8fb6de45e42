"""Parsing: a text becomes the surface of a ruleset, line by line; a line that cannot be read harms no other."""

from __future__ import annotations

import re
from functools import cache

from perfrules.ruleset.build import BadDay, Builder
from perfrules.ruleset.grammar import STARTS, grammar_text, start_of
from perfrules.ruleset.lines import RawLine, likely_head, split_lines
from perfrules.ruleset.surface import Content, Line, Surface
from perfrules.ruleset.words import CLAUSES, Head, find_head
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.limits import MAX_LINE, MAX_LINES, MAX_RULES
from perfrules.text.machine import Machine, Rejection, build_machines
from perfrules.text.near import alike
from perfrules.text.span import Span

__all__ = ["parse_surface"]

_ROW = Head(
    "|", "row", ("指标表",), False, 1, "填报", "|  产出  |  数量  |  企业数  |  ≥10家  |", "指标表的一行", "a row of a pasted table"
)
_NAME = re.compile(r"\s*(?:「([^「」]+)」|([^\s「」=|]+))")
_SAID = {
    "TEXT": "文字",
    "NAME": "名称",
    "SHORT": "名称",
    "QUOTED": "「名称」",
    "TITLE": "规则集标题",
    "VERSION": "版本号",
    "_AT": "@",
    "_EQ": "=",
    "_COLON": "：",
    "_BAR": "|",
    "NUMBER": "数字",
    "_FEN": "分",
    "WORTH": "分值",
    "DATE": "日期（2025-01-01）",
    "YEAR": "年份（2025年）",
    "_FROM": "自",
    "_TO": "至",
    "_ONWARD": "起",
    "VALUE": "数值",
    "CONDITION": "条件",
    "TOLERATED": "误差",
    "_TOLERANCE": "误差",
    "_ELSE": "否则",
    "SEVERITY": "错误、警告、提示",
    "MESSAGE": "“……”",
    "STATUS": "已核、待核",
    "EQUAL": "逐级、指标",
    "PERIOD": "半年、全年、中长期",
    "DIRECTION": "越大越好、越小越好、等于为好",
    "TARGET": "指标值",
    "VERDICT": "达标、未达标、待定、不适用",
    "ASPECT": "得分、完成、差、实际、等级",
    "ASPECT_VALUE": "数值",
    "ITEM": "公式、计分、适用、值",
}


@cache
def _machines() -> dict[str, Machine]:
    return dict(build_machines(grammar_text(), STARTS[0], Builder()))


def parse_surface(text: str, source: str = "") -> Surface:
    """Return the lines of a ruleset text; `source` names the text in diagnostics.

    Every line that cannot be read is one diagnostic and stays in the result as broken. A text beyond the limits is
    one diagnostic and has no lines.

    >>> surface = parse_surface("规则集  小表\\n满分  100份")
    >>> surface.lines[0].content.value.text, [(one.code, one.line, one.column) for one in surface.diagnostics]
    ('小表', [('E601', 2, 8)])
    """
    if (refused := _refused(text, source)) is not None:
        return Surface(source, (), (refused,))
    lines: list[Line] = []
    found: list[Diagnostic] = []
    for raw in split_lines(text):
        line, diagnostic = _parse_line(raw)
        lines.append(line)
        if diagnostic is not None:
            found.append(diagnostic.at(source))
    return Surface(source, tuple(lines), tuple(found))


def _refused(text: str, source: str) -> Diagnostic | None:
    if len(text) > MAX_RULES:
        return Diagnostic("E607", {"size": str(len(text)), "limit": str(MAX_RULES)}, where=source)
    if text.count("\n") >= MAX_LINES:
        return Diagnostic("E608", {"limit": str(MAX_LINES)}, where=source)
    return None


def _parse_line(raw: RawLine) -> tuple[Line, Diagnostic | None]:
    """Return one line, and what is wrong with it."""
    line = Line(raw.number, raw.folded, raw.word, comment=raw.comment)
    if not raw.word.text and raw.comment is not None:
        return line, None
    head = _ROW if raw.word.text == "|" else find_head(raw.word.text)
    if len(raw.folded.text) > MAX_LINE:
        return _broken(line, raw, head), line.diagnostic("E606", limit=str(MAX_LINE))
    if head is None:
        likely = likely_head(raw.word.text)
        suggestion = "" if likely is None else likely.word
        # A line below whose owner is in doubt belongs to nothing rather than to what stands above.
        return _broken(line, raw, likely if likely is not None and likely.opens else None), line.diagnostic(
            "E600", word=raw.word.text[:40], suggestion=suggestion
        )
    content, diagnostic = _parse_rest(line, raw, head)
    if diagnostic is not None:
        return _broken(line, raw, head), diagnostic
    return Line(raw.number, raw.folded, raw.word, head, content, raw.comment), None


def _broken(line: Line, raw: RawLine, head: Head | None) -> Line:
    """Return a line that cannot be read, with what it was likely to be."""
    glued = raw.word.text.removeprefix(head.word) if head is not None and head.word != raw.word.text else ""
    name = _NAME.match(raw.folded.text, raw.rest, raw.end)
    named = glued or (next((part for part in name.groups() if part), "") if name else "")
    return Line(line.number, line.folded, line.word, head, None, line.comment, broken=True, name=named)


def _parse_rest(line: Line, raw: RawLine, head: Head) -> tuple[Content | None, Diagnostic | None]:
    start = raw.word.start if head is _ROW else raw.rest
    rest = raw.folded.text[start : raw.end]
    if head.rule == "empty":
        extra = rest.strip()
        place = start + len(rest) - len(rest.lstrip())
        return None, line.diagnostic("E604", Span(place, place + len(extra)), found=extra[:40]) if extra else None
    if not rest.strip():
        return None, line.diagnostic("E603", word=head.word, example=head.example)
    machine = _machines()[start_of(head.rule)]
    padded = " " * start + rest.rstrip()
    try:
        content = machine.run(padded)
    except BadDay as error:
        return None, line.diagnostic("E605", error.lexeme, date=error.lexeme.text)
    if content is not None:
        return content, None
    return None, _explain(line, head, padded, machine.rejection(padded))


def _explain(line: Line, head: Head, text: str, where: Rejection) -> Diagnostic:
    """Return the diagnostic for the place where the rest of a line breaks."""
    expected = "、".join(dict.fromkeys(said for name, said in _SAID.items() if name in where.expected)) or "（行末）"
    if where.position is None:
        return line.diagnostic("E602", Span(len(text), len(text)), expected=expected, example=head.example)
    end = where.position + len(where.found)
    word = re.compile(r"\S+").match(text, where.position)
    suggestion = _suggestion(word[0] if word else "", expected)
    return line.diagnostic(
        "E601", Span(where.position, end), found=where.found, expected=expected, example=head.example, suggestion=suggestion
    )


def _suggestion(word: str, expected: str) -> str:
    """Return the clause word that a word resembles, where one can stand there."""
    known = [clause for clause in CLAUSES if clause in expected] + ["达标", "未达标", "待定", "不适用"] * ("达标" in expected)
    return alike(word[:8], known)
