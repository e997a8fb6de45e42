"""The surface of a ruleset (语法树): its lines as they were written, nothing decided."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from attrs import frozen

from perfrules.ruleset.validity import ALWAYS, Validity
from perfrules.ruleset.words import Head
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.fold import Folded
from perfrules.text.lexeme import Lexeme
from perfrules.text.span import Span

__all__ = [
    "ALWAYS",
    "Assertion",
    "Cells",
    "Change",
    "Clause",
    "Content",
    "Definition",
    "Expectation",
    "Expectations",
    "Given",
    "Line",
    "Outline",
    "Reference",
    "Surface",
    "Validity",
    "Word",
]


class Word(NamedTuple):
    """A single word, name, text or expression."""

    value: Lexeme


class Reference(NamedTuple):
    """Another ruleset by its title."""

    title: Lexeme
    version: Lexeme | None


class Definition(NamedTuple):
    """A name with what defines it: a unit (`number` of `unit`), a datum (`unit`, formula in `value`), a parameter or a fact (`value`)."""

    name: Lexeme
    unit: Lexeme | None = None
    number: Fraction | None = None
    value: Lexeme | None = None
    validity: Validity = ALWAYS


class Clause(NamedTuple):
    """A word with its value: a period and its target, a direction (no value), a weight, an item."""

    word: Lexeme
    value: Lexeme | None = None
    number: Fraction | None = None


class Outline(NamedTuple):
    """A level or an indicator: name, weight, and for an indicator its clauses."""

    name: Lexeme
    weight: Fraction | None
    clauses: tuple[Clause, ...] = ()


class Change(NamedTuple):
    """What was inherited or stands there now: the clauses of 原 and 改."""

    clauses: tuple[Clause, ...]


class Assertion(NamedTuple):
    """What must hold between data, up to a tolerance, and what to say where it does not."""

    name: Lexeme
    condition: Lexeme
    tolerance: Lexeme | None
    severity: Lexeme | None
    message: Lexeme | None


class Expectation(NamedTuple):
    """What a case expects of one name."""

    name: Lexeme
    clauses: tuple[Clause, ...]


class Expectations(NamedTuple):
    """What a case expects of several names."""

    parts: tuple[Expectation, ...]


class Given(NamedTuple):
    """The facts of a case."""

    parts: tuple[Definition, ...]


class Cells(NamedTuple):
    """One row of a pasted table; a blank cell is `None`."""

    cells: tuple[Lexeme | None, ...]


Content = Word | Reference | Validity | Definition | Outline | Change | Assertion | Expectations | Given | Cells | Fraction | date
"""What the rest of a line says."""


@frozen
class Line:
    """One line: its number, its text, its head word and what the rest says.

    `content` is `None` where the line has no rest, or could not be read: then `broken` is true, and `head` is the likeliest
    head word, if any. `name` is what a broken line is likely to have named. Places are places in the folded text.
    """

    number: int
    folded: Folded
    word: Lexeme
    head: Head | None = None
    content: Content | None = None
    comment: Lexeme | None = None
    broken: bool = False
    name: str = ""

    def written(self, lexeme: Lexeme) -> str:
        """Return the author's own characters."""
        return self.folded.as_written(lexeme.start, lexeme.end)

    def diagnostic(self, code: str, at: Lexeme | Span | None = None, **args: str) -> Diagnostic:
        """Return a diagnostic about this line, at a word of it or at its head word."""
        place = at or self.word
        return Diagnostic(code, args, self.folded.written, self.folded.span(place.start, place.end), line=self.number)


@frozen
class Surface:
    """A whole file as written, with what could not be read."""

    source: str
    lines: tuple[Line, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
