"""The parsing machine: Lark's own LALR tables and scanners, run in a loop that makes neither tokens nor trees.

Lark builds the tables, and Lark explains what is wrong with a text that they reject. In between, the loop below
does what Lark's does, without line counting and rule hashing: it takes about half the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from perfrules.target.ast import Lexeme

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["Machine", "build_machine"]

Reduction = tuple[int, Callable[[list[Any]], Any], str]
Actions = dict[str, "int | Reduction"]
Scanner = Callable[[str, int], Any]

_END = "$END"


@frozen
class Machine:
    """The tables of one grammar: `actions` holds for each state what a word does (shift to a state, or reduce)."""

    lark: Lark
    start: int
    end: int
    actions: dict[int, Actions]
    ignored: frozenset[str]
    scanners: dict[int, tuple[Scanner, ...]] = field(factory=dict)

    def run(self, text: str) -> Any:
        """Return what the callbacks make of a text; `None` where the grammar rejects it."""
        states: list[int] = [self.start]
        values: list[Any] = []
        position = 0
        length = len(text)
        while True:
            kind, lexeme = _END, None
            if position < length:
                match = self._scan(states[-1], text, position)
                if match is None:
                    return None
                kind, end = match.lastgroup, match.end()
                if kind in self.ignored:
                    position = end
                    continue
                lexeme = Lexeme(match.group(), position, end)
                position = end
            if not self._feed(kind, lexeme, states, values):
                return None
            if kind == _END:
                return values[-1]

    def _scan(self, state: int, text: str, position: int) -> Any:
        scanners = self.scanners.get(state)
        if scanners is None:
            scanners = self.scanners[state] = _scanners(self.lark, state)
        for scanner in scanners:
            match = scanner(text, position)
            if match is not None:
                return match
        return None

    def _feed(self, kind: str, lexeme: Lexeme | None, states: list[int], values: list[Any]) -> bool:
        """Reduce as long as the table says so, then shift; false where the word has no place."""
        while True:
            action = self.actions[states[-1]].get(kind)
            if action is None:
                return False
            if type(action) is int:
                states.append(action)
                values.append(lexeme)
                return True
            size, callback, name = action  # type: ignore[misc]
            children = values[-size:]
            del values[-size:], states[-size:]
            values.append(callback(children))
            state = self.actions[states[-1]][name]
            states.append(state)  # type: ignore[arg-type]
            if kind == _END and state == self.end:
                return True


def build_machine(lark: Lark, start: str) -> Machine:
    """Return the machine of a Lark parser; it shares the tables, which are built once.

    A grammar with an empty rule, or with words that a string terminal shares with a pattern, is refused:
    this loop leaves both out.
    """
    parser = lark.parser.parser
    table = parser.parser.parse_table
    callbacks = parser.parser.callbacks
    actions: dict[int, Actions] = {}
    for state, row in table.states.items():
        actions[state] = {str(name): _action(argument, callbacks) for name, (_, argument) in row.items()}
    return Machine(lark, table.start_states[start], table.end_states[start], actions, frozenset(lark.ignore_tokens))


def _action(argument: Any, callbacks: Any) -> int | Reduction:
    if isinstance(argument, int):
        return argument
    if not argument.expansion:
        raise ValueError(f"rule {argument.origin.name} may be empty")
    return len(argument.expansion), callbacks[argument], str(argument.origin.name)


def _scanners(lark: Lark, state: int) -> tuple[Scanner, ...]:
    lexer = lark.parser.lexer.lexers[state]
    scanner = lexer.scanner
    if lexer.callback:
        raise ValueError(f"terminals {sorted(lexer.callback)} overlap")
    return tuple(pattern.match for pattern in scanner._mres)  # noqa: SLF001  Lark gives its compiled patterns no public name
