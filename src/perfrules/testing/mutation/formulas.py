"""Edits of formulas and conditions: names, signs, comparisons, 且 and 或."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perfrules.formula import Formula, parse_formula
from perfrules.formula.ast import Absolute, Binary, Call, Compare, Logic, Name, Node, Not, Number, children
from perfrules.formula.render import name_text
from perfrules.testing.mutation.edit import Edit, number_edits

__all__ = ["formula_edits"]

_SIGN = re.compile(r"[-+×*÷/]")
_OTHER_SIGN = {"+": "-", "-": "+", "×": "÷", "*": "÷", "÷": "×", "/": "×"}
_COMPARE = re.compile(r"[<>]=|[!=]=|[=≥≤<>≠]")
_OTHER_COMPARE = {
    "≥": (("open", ">"), ("turn", "≤")),
    "≤": (("open", "<"), ("turn", "≥")),
    ">": (("close", "≥"), ("turn", "<")),
    "<": (("close", "≤"), ("turn", ">")),
    "=": (("turn", "≠"), ("turn", "≥"), ("turn", "≤")),
    "≠": (("turn", "="),),
}
_SPELLED = {">=": "≥", "<=": "≤", "==": "=", "!=": "≠"}
_JOINED = {"且": "或", "或": "且"}
_FUNCTIONS = {"最大": "最小", "最小": "最大", "合计": "最大"}


def formula_edits(text: str, alike: Sequence[str] = (), *, condition: bool = False) -> Iterator[Edit]:
    """Yield the edits of a formula; `alike` are names that can stand in for one that has no other beside it.

    >>> from perfrules.testing.mutation.edit import replaced
    >>> [replaced("甲 ÷ 乙", one) for one in formula_edits("甲 ÷ 乙")]
    ['甲 × 乙', '乙 ÷ 乙', '甲 ÷ 甲']
    >>> [replaced("甲 > 0万元", one) for one in formula_edits("甲 > 0万元", condition=True)]
    ['甲 ≥ 0万元', '甲 < 0万元', '甲 > 1万元', '甲 > -1万元', '非 (甲 > 0万元)']
    """
    formula = parse_formula(text)
    if not isinstance(formula, Formula):
        return
    for node in _nodes(formula.root):
        yield from _edits_of(node, text, formula, alike)
    if condition:
        yield Edit("not", 0, len(text), f"非 ({text})")


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _nodes(child)


def _edits_of(node: Node, text: str, formula: Formula, alike: Sequence[str]) -> Iterator[Edit]:
    at = node.at
    match node:
        case Name():
            others = [name for name in formula.names if name != node.text] or [name for name in alike if name != node.text][:1]
            yield from (Edit("swap", at.start, at.end, name_text(other)) for other in others)
        case Number():
            yield from number_edits(text, at.start, at.end)
        case Binary() | Compare() | Logic():
            yield from _joints(node, text)
        case Not():
            yield Edit("not", at.start, at.start + 1, "")
        case Call(function):
            yield Edit("function", at.start, at.start + len(function), _FUNCTIONS[function])
        case Absolute(part):
            first, last = text.rfind("|", 0, part.at.start), text.find("|", part.at.end)
            if first >= 0 and last > first:
                yield Edit("absolute", first, last + 1, f"({text[first + 1 : last]})")


def _joints(node: Binary | Compare | Logic, text: str) -> Iterator[Edit]:
    """Yield the edits of what stands between the parts of a node."""
    for left, right in pairwise(children(node)):
        between = (left.at.end, right.at.start)
        match node:
            case Binary():
                if (found := _SIGN.search(text, *between)) is not None:
                    yield Edit("sign", *found.span(), _OTHER_SIGN[found[0]])
            case Compare():
                if (found := _COMPARE.search(text, *between)) is not None:
                    sign = _SPELLED.get(found[0], found[0])
                    yield from (Edit(operator, *found.span(), other) for operator, other in _OTHER_COMPARE[sign])
            case Logic(word) if (place := text.find(word, *between)) >= 0:
                yield Edit("logic", place, place + 1, _JOINED[word])
