"""Wording: placeholders, grades and plain prose."""

from __future__ import annotations

import re

from perfrules.target.body import Body, Graded, OneOf, Placeholder, Prose
from perfrules.target.model import Target
from perfrules.target.notes import Notes
from perfrules.text.lexeme import Lexeme
from perfrules.value.lexicon import standard_lexicon
from perfrules.value.scale import Grade
from perfrules.value.unit_table import standard_units
from perfrules.value.words import Emptiness, standard_words

__all__ = ["phrase", "placeholder"]

_MASKED = re.compile(r"\s*(?:[≥≤=><]|不低于|不超过)?\s*(?:\*+|[xX×]{2,}|_{2,}|…+|\?+|？+|□+)\s*(\S{0,6})")
_MASK = re.compile(r"[*xX×_…?？□]")
_CLAUSES = re.compile(r"[、,;，；]|并且|而且|(?<!而)且|以及|(?<=.)和(?=.)|(?<=.)与(?=.)")
_MOST_CLAUSES = 4


def placeholder(text: str) -> Placeholder | None:
    """Return what kind of empty cell a folded text is, or `None` where it says something.

    >>> placeholder("——").emptiness, placeholder("**人").emptiness, placeholder("健全")
    (<Emptiness.MISSING: '空缺'>, <Emptiness.UNDETERMINED: '暂定'>, None)
    """
    if not text:
        return Placeholder(Emptiness.MISSING)
    if (kind := standard_words().placeholders.get(text)) is not None:
        return Placeholder(kind, text)
    if _MASK.search(text) and (match := _MASKED.fullmatch(text)) and not any(char.isdigit() for char in match[1]):
        return Placeholder(Emptiness.UNDETERMINED, text)
    return None


def phrase(words: Lexeme, notes: Notes, *, quiet: bool = False) -> Body:
    """Return the meaning of words without a measure: a grade where the vocabulary knows one, else prose, noted unless `quiet`."""
    text = words.text.strip()
    if standard_units().find(text) is not None and not standard_lexicon().read(text):
        raise notes.fail("E109", words, found=text)
    written = notes.folded.as_written(words.start, words.end).strip()
    if "或" in text and all(choices := [_grades(one) for one in text.split("或")]):
        words_of = zip(text.split("或"), choices, strict=True)
        return OneOf(tuple(Target(Graded(one, clauses)) for one, clauses in words_of))
    if clauses := _grades(text):
        return Graded(text, clauses)
    if not quiet:
        notes.add("N220", words)
    return Prose(written)


def _grades(text: str) -> tuple[tuple[Grade, ...], ...]:
    lexicon = standard_lexicon()
    if grades := lexicon.read(text):
        return (grades,)
    clauses = [clause.strip() for clause in _CLAUSES.split(text)]
    if not 1 < len(clauses) <= _MOST_CLAUSES:
        return ()
    read = tuple(lexicon.read(clause) for clause in clauses)
    return read if all(read) else ()
