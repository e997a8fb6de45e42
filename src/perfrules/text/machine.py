"""The parsing machine: Lark's own LALR tables and scanners, run in a loop that makes neither tokens nor trees.

Lark builds the tables, and Lark explains what is wrong with a text that they reject. In between, the loop below
does what Lark's does, without line counting and rule hashing: it takes about half the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from attrs import frozen

from perfrules.text.lexeme import Lexeme

if TYPE_CHECKING:
    from lark import Lark

__all__ = ["Machine", "Rejection", "build_machine", "build_machines"]

Reduction = tuple[int, Callable[[list[Any]], Any] | None, str]
Actions = dict[str, "int | Reduction"]
Scanner = Callable[[str, int], Any]
Scanners = tuple[tuple[str, Scanner], ...]

_END = "$END"
_SHORT = 300
"""How long a pattern may be to be joined with its neighbours, in characters."""


@frozen
class Rejection:
    """Where a grammar cannot go on with a text, and which terminals it would take there.

    `place` is where the last word begins that it looked at; `position` is `None` where the text merely stops too early.
    """

    place: int
    position: int | None
    found: str
    expected: frozenset[str]


@frozen
class Machine:
    """The tables of one grammar: `actions` holds for each state what a word does (shift to a state, or reduce)."""

    lark: Lark
    name: str
    start: int
    end: int
    actions: dict[int, Actions]
    ignored: frozenset[str]
    scanners: dict[int, Scanners]

    def run(self, text: str) -> Any:
        """Return what the callbacks make of a text; `None` where the grammar rejects it."""
        states: list[int] = [self.start]
        values: list[Any] = []
        position = 0
        length = len(text)
        while True:
            kind, lexeme = _END, None
            if position < length:
                found = self._scan(states[-1], text, position)
                if found is None:
                    return None
                kind, match = found
                end = match.end()
                if kind in self.ignored:
                    position = end
                    continue
                lexeme = Lexeme(match.group(), position, end)
                position = end
            if not self._feed(kind, lexeme, states, values):
                return None
            if kind == _END:
                return values[-1]

    def rejection(self, text: str) -> Rejection:
        """Return where and why Lark rejects a text for which `run` returned nothing."""
        from lark.exceptions import UnexpectedInput  # noqa: PLC0415

        try:
            self.lark.parse(text, start=self.name)
        except UnexpectedInput as error:
            return _rejection(error, text)
        raise AssertionError(f"the machine rejects what Lark accepts: {text!r}")

    def _scan(self, state: int, text: str, position: int) -> Any:
        scanners = self.scanners.get(state)
        if scanners is None:
            scanners = self.scanners[state] = _scanners(self.lark, state)
        for kind, scanner in scanners:
            match = scanner(text, position)
            if match is not None:
                return kind or match.lastgroup, match
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
            if callback is None:
                states.pop()
            else:
                children = values[-size:]
                del values[-size:], states[-size:]
                values.append(callback(children))
            state = self.actions[states[-1]][name]
            states.append(state)  # type: ignore[arg-type]
            if kind == _END and state == self.end:
                return True


def _rejection(error: Any, text: str) -> Rejection:
    names = getattr(error, "accepts", None) or getattr(error, "expected", None) or getattr(error, "allowed", None) or ()
    position, token = error.pos_in_stream, getattr(error, "token", None)
    if position is None or position < 0 or position >= len(text) or getattr(token, "type", "") == "$END":
        return Rejection(max(position or 0, 0), None, "", frozenset(names))
    return Rejection(position, position, str(token) if token is not None else text[position], frozenset(names))


def build_machine(grammar: str, start: str, builder: object) -> Machine:
    """Return the machine of a grammar, whose rules call the methods of `builder`.

    A grammar with an empty rule, or with words that a string terminal shares with a pattern, is refused:
    this loop leaves both out.
    """
    return build_machines(grammar, [start], builder)[start]


def build_machines(grammar: str, starts: Sequence[str], builder: object) -> Mapping[str, Machine]:
    """Return a machine for each of several start rules of one grammar; they share one table."""
    from lark import Lark  # noqa: PLC0415  importing Lark costs more than all of perfrules

    lark = Lark(grammar, parser="lalr", lexer="contextual", start=list(starts), transformer=builder, maybe_placeholders=True)
    parser = lark.parser.parser
    table = parser.parser.parse_table
    callbacks = parser.parser.callbacks
    actions: dict[int, Actions] = {}
    for state, row in table.states.items():
        actions[state] = {str(name): _action(argument, callbacks) for name, (_, argument) in row.items()}
    ignored, scanners = frozenset(lark.ignore_tokens), dict[int, Scanners]()
    return {start: Machine(lark, start, table.start_states[start], table.end_states[start], actions, ignored, scanners) for start in starts}


def _action(argument: Any, callbacks: Any) -> int | Reduction:
    if isinstance(argument, int):
        return argument
    if not argument.expansion:
        raise ValueError(f"rule {argument.origin.name} may be empty")
    size, name = len(argument.expansion), str(argument.origin.name)
    return size, None if _hands_on(argument) else callbacks[argument], name


def _hands_on(rule: Any) -> bool:
    """Tell whether a reduction keeps its one value as it is: a `?rule` whose right side is a single rule or word."""
    if len(rule.expansion) != 1 or not rule.options.expand1 or rule.alias is not None:
        return False
    return not getattr(rule.expansion[0], "filter_out", False)


def _refuse_overlaps(terminals: list[Any]) -> None:
    """Raise where a string terminal is also a word of a pattern of the same weight: Lark would tell them apart afterwards."""
    for string in terminals:
        for other in terminals:
            same = string.pattern.type == "str" and other.pattern.type == "re" and string.priority == other.priority
            if same and re.match(other.pattern.to_regexp(), string.pattern.value) is not None:
                raise ValueError(f"terminals {string.name} and {other.name} overlap")


def _scanners(lark: Lark, state: int) -> Scanners:
    """Return the patterns of the words that a state takes, the weightiest first, each with its name.

    A long pattern stays alone, so that it is the one which Lark has compiled already: joined for each set of words,
    as Lark joins them, the same vocabularies are compiled dozens of times. Short ones that stand together are
    joined, with an empty name: the group says which it was.
    """
    lexer = lark.parser.lexer.lexers[state]
    _refuse_overlaps(list(lexer.terminals))
    flags = lexer.g_regex_flags
    scanners: list[tuple[str, Scanner]] = []
    for short, terminals in groupby(lexer.terminals, lambda one: len(one.pattern.to_regexp()) <= _SHORT):
        if short:
            joined = "|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in terminals)
            scanners.append(("", re.compile(joined, flags).match))
        else:
            scanners += [(str(one.name), re.compile(one.pattern.to_regexp(), flags).match) for one in terminals]
    return tuple(scanners)
