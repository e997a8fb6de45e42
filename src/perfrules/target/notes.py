"""Collecting what was assumed while a target value was read."""

from __future__ import annotations

from attrs import field, frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TargetSyntaxError
from perfrules.text.fold import Folded
from perfrules.text.lexeme import Lexeme

__all__ = ["Notes"]


@frozen
class Notes:
    """The notes on one expression, in the order in which they were made, without repetition."""

    folded: Folded
    found: list[Diagnostic] = field(factory=list)
    _seen: set[tuple[object, ...]] = field(factory=set)

    def add(self, code: str, lexeme: Lexeme | None = None, **args: str) -> None:
        """Note an assumption, at the word that called for it."""
        key = (code, lexeme, *args.values())
        if key not in self._seen:
            self._seen.add(key)
            self.found.append(self._diagnostic(code, lexeme, args))

    def fail(self, code: str, lexeme: Lexeme | None = None, **args: str) -> TargetSyntaxError:
        """Return the error that says why the expression has no meaning."""
        return TargetSyntaxError([self._diagnostic(code, lexeme, args)])

    def _diagnostic(self, code: str, lexeme: Lexeme | None, args: dict[str, str]) -> Diagnostic:
        written = self.folded.written
        if lexeme is None or lexeme.end > len(self.folded.text):
            return Diagnostic(code, args, written)
        return Diagnostic(code, args, written, self.folded.span(lexeme.start, lexeme.end))

    def done(self) -> tuple[Diagnostic, ...]:
        """Return all notes."""
        return tuple(self.found)
