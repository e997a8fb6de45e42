"""Quantities in narrative text: where they stand, what they say, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import evolve, frozen

from perfrules.target.ast import Compare, Dated, Labelled, Node, Phrase
from perfrules.target.body import Form, Measure
from perfrules.target.grammar import fragment
from perfrules.target.model import Target
from perfrules.target.notes import Notes
from perfrules.target.parser import build_parser
from perfrules.target.resolve import resolve
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import LimitError, TargetSyntaxError
from perfrules.text.fold import Folded, fold
from perfrules.text.lexeme import Lexeme
from perfrules.text.limits import MAX_MENTIONS, MAX_PASSAGE
from perfrules.value.words import standard_words

__all__ = ["Mention", "find_quantities"]


@frozen
class Mention:
    """One quantity in a narrative: its own words, its place there, its meaning and its subject phrase."""

    text: str
    start: int
    end: int
    target: Target
    subject: str


_CLAUSE = re.compile(r"[^。；;！!？?\n,，]{1,300}")


def find_quantities(text: str) -> list[Mention]:
    """Return every quantity of a narrative in reading order, read by the same grammar as table cells.

    Dates alone are not quantities. Spans count characters of `text` as given. A text that is too long, or holds too many,
    raises `LimitError`; anything else, however broken, yields what can be read.

    >>> [(mention.text, mention.subject, str(mention.target)) for mention in find_quantities("力争入网仪器数达到60000台。")]
    [('达到60000台', '入网仪器数', '≥60000台')]
    """
    if len(text) > MAX_PASSAGE:
        raise LimitError([Diagnostic("E117", {"limit": str(MAX_PASSAGE)}, text[:60])])
    folded = fold(text)
    found: list[Mention] = []
    for clause in _clauses(folded):
        for node in _pieces(clause.text):
            mention = _mention(node, clause)
            if mention is not None:
                found.append(mention)
        if len(found) > MAX_MENTIONS:
            raise LimitError([Diagnostic("E118", {"limit": str(MAX_MENTIONS)}, text[:60])])
    return found


def _clauses(folded: Folded) -> Iterator[Folded]:
    """Yield the clauses that hold a digit or a numeral; a comma between digits does not end a clause."""
    origin = folded.origin or range(len(folded.text))
    joined = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "\0", folded.text)
    for match in _CLAUSE.finditer(joined):
        start, end = match.span()
        text = folded.text[start:end]
        if _COUNTED.match(text) and _may_hold(text):
            yield Folded(text, folded.written, tuple(origin[start:end]))


_COUNTED = re.compile(r"(?=.*[一-鿿%‰])[^0-9〇零一二两三四五六七八九十百千]*[0-9〇零一二两三四五六七八九十百千]", re.DOTALL)


_DATED = re.compile(r"\([0-9]{1,2}\)|(?:19|20)[0-9]{2}年")
_SIGNED = re.compile(r"[0-9<>=≤≥≠±≈%‰‱每]")
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半]+")


def _may_hold(text: str) -> bool:
    """Tell whether a clause may hold a quantity; parsing finds none where this says no, but takes much longer to say so.

    A numeral of one character is one only behind a word of comparing or in front of a unit: 新一代, 一流 and 三公 are words.
    """
    rest = _DATED.sub("", text)
    if _SIGNED.search(rest) is not None or _relative().search(text) is not None:
        return True
    lone, heads = _lone(), _heads()
    for run in _NUMERAL.finditer(rest):
        start, end = run.span()
        if end - start > 1 or lone.match(rest, start) is None or rest[:start].rstrip()[-1:] in heads:
            return True
    return False


@cache
def _lone() -> re.Pattern[str]:
    """Return the pattern of a single numeral that nothing behind it makes a quantity."""
    unit, after, end = fragment("UNIT"), fragment("AFTER"), fragment("END")
    return re.compile(rf"[一二两三四五六七八九十](?!\s*{unit}(?:{after})?{end}|[-~至到余多]|$)")


@cache
def _relative() -> re.Pattern[str]:
    """Return the pattern of what compares with another time, which takes no number, and of places in an order."""
    return re.compile("|".join(fragment(name) for name in ("BASE", "WORD_CHANGE", "WORD_BASE", "RANK")))


@cache
def _heads() -> frozenset[str]:
    """Return the characters in front of a numeral that make it one: the last ones of 不低于, 达到, 约, 提高了 and the like."""
    words = standard_words()
    reach = (word for word in words.reach if word != "前")
    listed = [*words.before, *reach, *words.about_before, *words.up, *words.down, *words.bases, *words.particles]
    return frozenset({word[-1] for word in listed} | set(_MARKS))


_MARKS = "了度率负比上平际数"


def _pieces(text: str) -> Iterator[Node]:
    """Yield the measured pieces of a clause; where the grammar breaks, go on behind the break."""
    start = 0
    while start < len(text):
        pieces = build_parser("passage").run(text[start:])
        if pieces is not None:
            yield from _shifted(pieces, start)
            return
        cut = start + build_parser("passage").rejection(text[start:]).place
        yield from _shifted(build_parser("passage").run(text[start:cut]) or (), start)
        start = cut + 1


def _shifted(pieces: object, by: int) -> Iterator[Node]:
    for piece in pieces:  # type: ignore[attr-defined]
        if piece is None or isinstance(piece, Lexeme | Phrase | Dated):
            continue
        yield _moved(piece, by) if by else piece


def _moved(value: object, by: int) -> Node:
    """Return a piece of syntax with all its places moved."""
    if isinstance(value, Lexeme):
        return Lexeme(value.text, value.start + by, value.end + by)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_moved(one, by) for one in value)  # type: ignore[return-value]
    if value is None or isinstance(value, bool):
        return value  # type: ignore[return-value]
    fields = {field.name: _moved(getattr(value, field.name), by) for field in value.__attrs_attrs__}  # type: ignore[attr-defined]
    return type(value)(**fields)  # type: ignore[return-value]


def _lexemes(value: object) -> Iterator[Lexeme]:
    if isinstance(value, Lexeme):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _lexemes(one)
    elif value is not None and not isinstance(value, bool):
        for field in value.__attrs_attrs__:  # type: ignore[attr-defined]
            yield from _lexemes(getattr(value, field.name))


def _mention(node: Node, clause: Folded) -> Mention | None:
    node = _unsevered(node, clause.text)
    notes = Notes(clause)
    try:
        target = resolve(node, notes)
    except TargetSyntaxError:
        return None
    if _is_numbering(target):
        return None
    label = getattr(node, "label", None)
    places = [lexeme for lexeme in _lexemes(node) if lexeme is not label]
    span = clause.span(min(one.start for one in places), max(one.end for one in places))
    unit = getattr(target.body, "unit", None)
    subject = _subject(target.label) or (unit.label if unit is not None else "")
    read = evolve(target, label="", notes=tuple(note for note in notes.done() if note.code != "N223"))
    return Mention(span.cut(clause.written), span.start, span.end, read, subject)


def _unsevered(node: Node, text: str) -> Node:
    """Return a quantity without its 约 where that ends a word in front (签约20户)."""
    match node:
        case Labelled(label, Compare(about=Lexeme() as about) as inner) if text.startswith(about.text, label.end):
            if text[: about.end].endswith(standard_words().not_about):
                return Labelled(Lexeme(text[label.start : about.end], label.start, about.end), evolve(inner, about=None))
    return node


def _is_numbering(target: Target) -> bool:
    """Tell whether a number stands alone, without unit, subject or comparison: the (1) of an enumeration."""
    body = target.body
    return isinstance(body, Measure) and body.form is Form.BARE and body.unit.is_bare and not (body.unit.symbol or target.label)


@cache
def _leading() -> re.Pattern[str]:
    words = standard_words().openings
    return re.compile("^(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")+")


def _subject(label: str) -> str:
    return _leading().sub("", label).strip("，,、的")
