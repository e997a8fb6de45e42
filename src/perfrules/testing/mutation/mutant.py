"""Mutants: a ruleset text with one thing changed in one of its lines."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Mutant"]


@frozen
class Mutant:
    """One change: `before` is the line `line` as written, `after` what becomes of it, empty where it is left out.

    `id` names it (`42:bound+1`), `also` are lines that belong to one that is left out, and go with it.
    """

    id: str
    operator: str
    line: int
    before: str
    after: str
    also: tuple[int, ...] = ()

    def applied(self, text: str) -> str:
        """Return the whole text after the change; no other line moves.

        >>> Mutant("2:bound+1", "bound+1", 2, "满分 9分", "满分 10分").applied("规则集 小表\\n满分 9分\\n")
        '规则集 小表\\n满分 10分\\n'
        """
        lines = text.splitlines()
        lines[self.line - 1] = self.after
        for number in self.also:
            lines[number - 1] = ""
        return "\n".join(lines) + "\n"

    def diff(self, text: str, name: str = "") -> str:
        """Return the change as a unified diff, with a line of context on each side."""
        lines = text.splitlines()
        gone = (self.line, *self.also)
        first, last = max(1, self.line - 1), min(len(lines), gone[-1] + 1)
        shown: list[str] = []
        for number in range(first, last + 1):
            line = lines[number - 1]
            shown.append(f"-{line}" if number in gone else f" {line}")
            if number == self.line and self.after:
                shown.append(f"+{self.after}")
        kept = sum(one[0] != "-" for one in shown)
        head = f"--- {name}\n+++ {name} [{self.id}]\n@@ -{first},{last - first + 1} +{first},{kept} @@"
        return "\n".join([head, *shown])
