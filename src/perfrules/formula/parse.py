"""Parsing formulas: text becomes syntax, or one diagnostic that names the place where it breaks."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from perfrules.formula.ast import Absolute, Binary, Call, Compare, Formula, Logic, Minus, Name, Node, Not, Number
from perfrules.formula.grammar import grammar_text
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.fold import Folded, fold
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_CELL, MAX_DEPTH, MAX_DIGITS
from perfrules.text.machine import Machine, build_machine
from perfrules.text.span import Span
from perfrules.value.numeral import read_number

__all__ = ["parse_formula"]

_SIGNS = {"*": "×", "/": "÷", ">=": "≥", "<=": "≤", "!=": "≠", "==": "="}
_OPERATOR = re.compile(r"[-+×*÷/|(<>=≤≥≠]|[且或非](?=[\s(|「])")
_MAX_OPERATORS = 200
_SAID = {
    "NUMBER": "数字",
    "NAME": "名称",
    "FUNCTION": "最大、最小、合计",
    "UNIT": "计量单位",
    "PLUS": "+",
    "MINUS": "-",
    "TIMES": "×、÷",
    "COMPARE": "=、≥、≤",
    "_AND": "且",
    "_OR": "或",
    "_OPEN": "（",
    "_CLOSE": "）",
    "_BAR": "|",
    "_COMMA": "、",
}


class _Builder:
    """What the parsing machine makes of each rule."""

    def formula(self, children: list[Any]) -> Formula:
        return Formula(children[0])

    def any(self, children: list[Any]) -> Node:
        return Logic("或", tuple(children), _over(children))

    def all(self, children: list[Any]) -> Node:
        return Logic("且", tuple(children), _over(children))

    def negation(self, children: list[Any]) -> Node:
        return Not(children[0], _over(children))

    def compare(self, children: list[Any]) -> Node:
        left, sign, right = children
        return Compare(_SIGNS.get(sign.text, sign.text), left, right, _over(children))

    def binary(self, children: list[Any]) -> Node:
        left, sign, right = children
        return Binary(_SIGNS.get(sign.text, sign.text), left, right, _over(children))

    def minus(self, children: list[Any]) -> Node:
        return Minus(children[1], _over(children))

    def number(self, children: list[Any]) -> Node:
        number, unit = children
        value = read_number(number.text.replace(",", ""))
        assert value is not None
        return Number(value, "" if unit is None else unit.text, _over([number, unit or number]))

    def name(self, children: list[Any]) -> Node:
        text = children[0].text
        return Name(text[1:-1].strip() if text.startswith("「") else text, _span(children[0]))

    def absolute(self, children: list[Any]) -> Node:
        return Absolute(children[0], _over(children))

    def call(self, children: list[Any]) -> Node:
        function, *parts = children
        return Call(function.text, tuple(parts), _over(children))


def _span(part: Any) -> Span:
    return Span(part.start, part.end) if isinstance(part, Lexeme) else part.at


def _over(parts: list[Any]) -> Span:
    return Span(_span(parts[0]).start, _span(parts[-1]).end)


@cache
def _machine() -> Machine:
    return build_machine(grammar_text(), "formula", _Builder())


def parse_formula(text: str) -> Formula | tuple[Diagnostic, ...]:
    """Return the formula that a text writes, or what is wrong with it; places are places in `text`.

    >>> str(parse_formula("最大(甲, 乙) ＞ 0万元 且 非 (丙 = 丁)"))
    '最大(甲、乙) > 0万元 且 非 (丙 = 丁)'
    >>> [(one.code, one.span) for one in parse_formula("|甲 - 乙 ÷ 丙")]
    [('E641', Span(start=10, end=10))]
    """
    folded = fold(text, markup=False)
    if (refused := _refused(folded)) is not None:
        return (refused,)
    formula = _machine().run(folded.text)
    return formula if isinstance(formula, Formula) else (_explain(folded),)


def _refused(folded: Folded) -> Diagnostic | None:
    """Return the limit that a text breaks, before anything recursive looks at it."""
    text = folded.text
    if len(text) > MAX_CELL:
        return Diagnostic("E642", {"what": "字", "limit": str(MAX_CELL)}, folded.written[:60])
    if len(_OPERATOR.findall(text)) > _MAX_OPERATORS:
        return Diagnostic("E642", {"what": "个运算符", "limit": str(_MAX_OPERATORS)}, folded.written)
    depth = deepest = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        return Diagnostic("E642", {"what": "层括号", "limit": str(MAX_DEPTH)}, folded.written)
    digits = re.search(rf"[0-9,.]{{{MAX_DIGITS},}}", text)
    return Diagnostic("E642", {"what": "位数字", "limit": str(MAX_DIGITS)}, folded.written) if digits else None


def _explain(folded: Folded) -> Diagnostic:
    """Return the diagnostic for the place where a formula breaks."""
    where = _machine().rejection(folded.text)
    expected = "、".join(said for name, said in _SAID.items() if name in where.expected) or "（结束）"
    if where.position is None:
        end = len(folded.text.rstrip())
        return Diagnostic("E641", {"expected": expected}, folded.written, folded.span(end, end))
    end = where.position + len(where.found)
    return Diagnostic("E640", {"found": where.found, "expected": expected}, folded.written, folded.span(where.position, end))
