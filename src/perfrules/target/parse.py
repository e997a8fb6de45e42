"""Reading one expression: fold, parse, resolve; a string seen before is answered from memory."""

from __future__ import annotations

import re
from functools import lru_cache

from perfrules.target.ast import Node, Phrase
from perfrules.target.body import Form, Measure
from perfrules.target.columns import with_operator, with_unit
from perfrules.target.model import Target
from perfrules.target.notes import Notes
from perfrules.target.parser import is_wording, parse_syntax
from perfrules.target.plain import plain_target
from perfrules.target.resolve import resolve
from perfrules.target.wording import placeholder
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TargetSyntaxError, UnitError
from perfrules.text.fold import Folded, fold
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_CELL
from perfrules.value.quantity import Quantity

__all__ = ["parse_quantity", "parse_target", "read_by_passes"]

_QUOTES = {"(": ")", "[": "]", '"': '"', "“": "”", "'": "'", "「": "」", "‘": "’"}
_FIRST = re.compile(r"\s*(?:\(1\)|1[.、)](?![0-9])|①)\s*(?=[一-鿿≥≤<>=])")
_BRACKETS = re.compile(r"[\"“”'「」‘’()\[\],]")
_TRAILING = "。;,、.；，．"


def parse_target(text: str, *, unit: str | None = None, operator: str | None = None) -> Target:
    """Return the meaning of one target value (指标值), exactly as the table prints it.

    `unit` and `operator` are the cells of the same row where a form has columns for them. Everything that was
    assumed is a note of the result. A text with digits or comparisons that is not understood raises
    `TargetSyntaxError` with code, place and advice; a text without them is a grade or plain prose.

    >>> str(parse_target("不少于十二家")), str(parse_target("95", unit="%", operator="≥"))
    ('≥12家', '≥95%')
    >>> parse_target("2025年12月底前").accepts("2026年1月1日")
    False
    >>> parse_target("≥95%且")
    Traceback (most recent call last):
    perfrules.text.errors.TargetSyntaxError: 错误 E102 第6字：写到这里还没有完
      ≥95%且
            ^
      后面可以写：数字、比较符（≥、≤、=、>、<）、比较词（不低于、不超过 …）、±、日期、名次、文字
    """
    if len(text) > MAX_CELL:
        return _read(text, unit, operator)
    return _remembered(text, unit, operator)


def _read(text: str, unit: str | None, operator: str | None) -> Target:
    if not unit and not operator and (plain := plain_target(text)) is not None:
        return plain
    return read_by_passes(text, unit, operator)


def read_by_passes(text: str, unit: str | None = None, operator: str | None = None) -> Target:
    """Return the meaning of a cell as folding, grammar and resolving make it."""
    folded = fold(text)
    start, end = _core(folded.text)
    if end - start < len(folded.text):
        folded = _part(folded, start, end)
    notes = Notes(folded)
    if (empty := placeholder(folded.text)) is not None:
        notes.add("N221", None, kind=empty.emptiness.value)
        return Target(empty, "", notes.done())
    node = parse_syntax(folded)
    if not isinstance(node, Phrase):
        if folded.text is not folded.written:
            _note_folding(folded, notes)
        if unit:
            node = with_unit(node, unit, notes)
        if operator:
            node = with_operator(node, operator, notes)
    target = _resolved(node, folded, notes)
    return Target(target.body, target.label, notes.done()) if notes.found else target


def _resolved(node: Node, folded: Folded, notes: Notes) -> Target:
    """Return the meaning; words that merely look like numerals (十四五期间) are wording, as long as no digit stands there."""
    try:
        return resolve(node, notes)
    except TargetSyntaxError as error:
        if error.diagnostics[0].code != "E103" or not is_wording(folded.text):
            raise
    notes.found.clear()
    return resolve(Phrase(Lexeme(folded.text, 0, len(folded.text))), notes)


_remembered = lru_cache(maxsize=8192)(_read)


def _core(text: str) -> tuple[int, int]:
    """Return where the value itself lies, without blanks, enclosing quotes and closing punctuation."""
    start, end = 0, len(text)
    start = match.end() if (match := _FIRST.match(text)) else 0
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or (text[end - 1] in _TRAILING and end - start > 1)):
            end -= 1
        if end - start > 1 and _QUOTES.get(text[start]) == text[end - 1] and _BRACKETS.search(text, start + 1, end - 1) is None:
            start, end = start + 1, end - 1
            continue
        return start, end


def _part(folded: Folded, start: int, end: int) -> Folded:
    """Return a stretch of a folded text that still knows its places in the whole."""
    origin = folded.origin or tuple(range(len(folded.text)))
    return Folded(folded.text[start:end], folded.written, origin[start:end], folded.markup)


def _note_folding(folded: Folded, notes: Notes) -> None:
    if folded.markup:
        notes.add("N102")
    if folded.origin is None:
        if folded.is_changed:
            notes.add("N101", None, text=folded.text)
    elif folded.text != "".join(folded.written[place] for place in folded.origin):
        notes.add("N101", None, text=folded.text)


def parse_quantity(text: str, *, unit: str | None = None) -> Quantity:
    """Return a number with its unit, such as `1.2万人次`; `TargetSyntaxError` or `UnitError` where the text is anything else.

    >>> str(parse_quantity("1.2万人次").to("人次")), parse_quantity("两万三").number
    ('12000人次', Fraction(23000, 1))
    """
    target = parse_target(text, unit=unit)
    match target.body:
        case Measure(values, measured, Form.BARE) if values.the_point is not None:
            return Quantity(values.the_point / measured.factor, measured)
    raise UnitError(
        [Diagnostic("E116", {"found": text[:60], "kind": "comparison" if isinstance(target.body, Measure) else target.kind}, text[:200])]
    )
