"""The three-column form: value, unit and operator of one row stand in cells of their own."""

from __future__ import annotations

import re

from attrs import evolve

from perfrules.target.amounts import with_magnitude
from perfrules.target.ast import Amount, Around, Between, Changed, Compare, Dated, Labelled, Node, Post, Ranked, map_amounts
from perfrules.target.bounds import comparator_of, read_comparator
from perfrules.target.notes import Notes
from perfrules.text.fold import fold
from perfrules.text.lexeme import Lexeme
from perfrules.value.unit_table import find_unit

__all__ = ["with_operator", "with_unit"]

_PARENTHESIS = re.compile(r"\(.*\)$")
_EITHER = re.compile(r"\S+/\S+")
_NOT_OPERATORS = ("定性", "定量", "其他", "其它", "文字", "/", "-", "--", "无")


def with_unit(node: Node, column: str, notes: Notes) -> Node:
    """Return the syntax with the unit of the column behind every amount that has none."""
    unit = _PARENTHESIS.sub("", fold(column.strip()).text.strip()).strip()
    if not unit or unit in _NOT_OPERATORS or (_EITHER.fullmatch(unit) and not find_unit(unit).known):
        return node

    def fill(amount: Amount) -> Amount:
        if amount.unit is None:
            if "分" in amount.number.text:
                return _share_beside(amount, unit, notes)
            return evolve(amount, unit=Lexeme(unit, amount.number.end, amount.number.end))
        return _reconciled(amount, amount.unit, unit, notes)

    return map_amounts(node, fill)


def _share_beside(amount: Amount, column: str, notes: Notes) -> Amount:
    """Return a share (三分之二) as it is: it says more than the column, which is noted unless that is one of shares as well."""
    if "分之" in amount.number.text and not find_unit(column).is_ratio:
        notes.add("N204", amount.number, column=column, cell=amount.number.text)
    return amount


def _reconciled(amount: Amount, cell: Lexeme, column: str, notes: Notes) -> Amount:
    written, wanted = find_unit(cell.text), find_unit(column)
    if written.is_bare:
        whole = with_magnitude(written, wanted)
        return evolve(amount, unit=Lexeme(whole.symbol, cell.start, cell.end))
    if written == wanted:
        notes.add("N205", cell, unit=column)
    else:
        notes.add("N204", cell, column=column, cell=cell.text)
    return amount


def with_operator(node: Node, column: str, notes: Notes) -> Node:
    """Return the syntax with the comparison of the column in front; `TargetSyntaxError` if it is none.

    Columns such as 定性 say that the value is a grade and add nothing.
    """
    sign = fold(column.strip()).text.strip()
    if not sign or sign in _NOT_OPERATORS:
        return node
    comparator = read_comparator(sign)
    if comparator is None:
        raise notes.fail("E111", None, found=column)
    op = Lexeme(comparator.value, 0, 0)
    match node:
        case Compare(ops=ops) | Between(ops=ops) | Around(ops=ops) | Ranked(ops=ops) | Dated(ops=ops) | Changed(ops=ops):
            if not ops and getattr(node, "post", None) is None:
                return evolve(node, ops=(op,))
            post: Post | None = getattr(node, "post", None)
            written = ops[0].text if ops else "" if post is None else post.word.text
            if comparator_of(ops, post, notes) is not comparator:
                notes.add("N206", ops[0] if ops else None, column=column, cell=written)
            return node
        case Labelled(label, inner):
            return Labelled(label, with_operator(inner, column, notes))
        case _:
            return node
