"""The parsing machine: LALR tables, run in a loop that makes neither tokens nor trees.

Lark works out the tables of a grammar. They ship with the package; where a grammar has changed since, Lark is asked again.
Running them takes no Lark, nor does saying where a text breaks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from attrs import frozen

from perfrules.text.lexeme import Lexeme
from perfrules.text.scanner import Scanner
from perfrules.text.tables import Reduction, Tables, stored_tables

__all__ = ["Machine", "Rejection", "build_machine", "build_machines"]

Callback = Callable[[list[Any]], Any]
Steps = tuple[tuple[int, Callback | None, int], ...]


@frozen
class Rejection:
    """Where a grammar cannot go on with a text, and which terminals it would take there.

    `place` is where the last word begins that it looked at; `position` is `None` where the text merely stops too early.
    `found` is the word that stands there, or one character if the grammar has no such word. `$END` stands for the end.
    """

    place: int
    position: int | None
    found: str
    expected: frozenset[str]


@frozen
class Machine:
    """The parser of one start rule; machines of one grammar share everything else.

    `steps` holds for each reduction how many symbols it takes, what it calls and what it makes.
    """

    start: int
    tables: Tables
    steps: Steps
    scanner: Scanner

    def run(self, text: str) -> Any:
        """Return what the callbacks make of a text; `None` where the grammar rejects it."""
        states: list[int] = [self.start]
        values: list[Any] = []
        ignored = self.tables.ignored
        position = 0
        length = len(text)
        while position < length:
            kind, end = self.scanner.scan(states[-1], text, position)
            if kind not in ignored and not self._feed(kind, Lexeme(text[position:end], position, end), states, values):
                return None
            position = end
        return values[0] if self._feed(self.tables.end, None, states, values) else None

    def rejection(self, text: str) -> Rejection:
        """Return where and why the grammar rejects a text for which `run` returned nothing."""
        states = [self.start]
        place = position = 0
        while position < len(text):
            kind, end = self.scanner.scan(states[-1], text, position)
            if kind not in self.tables.ignored:
                place = position
                if not self._advance(kind, states):
                    end = end if kind >= 0 else max(self.scanner.scan_all(text, place), place + 1)
                    return Rejection(place, place, text[place:end], self._expected(states))
            position = end
        if not self._advance(self.tables.end, states):
            return Rejection(place, None, "", self._expected(states))
        raise AssertionError(f"the machine rejects what its grammar accepts: {text!r}")

    def _feed(self, kind: int, lexeme: Lexeme | None, states: list[int], values: list[Any]) -> bool:
        """Reduce as long as the table says so, then shift; false where the word has no place."""
        rows = self.tables.rows
        while True:
            action = rows[states[-1]].get(kind)
            if action is None:
                return False
            if action >= 0:
                states.append(action)
                values.append(lexeme)
                return True
            size, callback, origin = self.steps[~action]
            if callback is None:
                states.pop()
            else:
                children = values[-size:]
                del values[-size:], states[-size:]
                values.append(callback(children))
            states.append(rows[states[-1]][origin])

    def _advance(self, kind: int, states: list[int]) -> bool:
        """Do to the states what `_feed` does, without values."""
        rows = self.tables.rows
        while True:
            action = rows[states[-1]].get(kind)
            if action is None:
                return False
            if action >= 0:
                states.append(action)
                return True
            size, _, origin = self.steps[~action]
            del states[-size:]
            states.append(rows[states[-1]][origin])

    def _expected(self, states: list[int]) -> frozenset[str]:
        """Return the terminals that can stand here: some before which a state reduces have no place after that."""
        kinds = (kind for kind in self.tables.rows[states[-1]] if kind <= self.tables.end)
        return frozenset(self.tables.name(kind) for kind in kinds if self._advance(kind, states.copy()))


def build_machine(grammar: str, start: str, builder: object) -> Machine:
    """Return the machine of a grammar, whose rules call the methods of `builder`.

    A grammar that Lark takes but the machine does not is refused with a `ValueError`: see `make_tables`. So is a builder
    that lacks the method of a rule.

    >>> class Sum:
    ...     def total(self, terms):
    ...         return sum(int(term.text) for term in terms)
    >>> machine = build_machine('total: NUMBER ("+" NUMBER)*\\nNUMBER: /[0-9]+/', "total", Sum())
    >>> machine.run("17+4"), machine.run("17+"), machine.rejection("17+").expected
    (21, None, frozenset({'NUMBER'}))
    """
    return build_machines(grammar, [start], builder)[start]


def build_machines(grammar: str, starts: Sequence[str], builder: object) -> Mapping[str, Machine]:
    """Return a machine for each of several start rules of one grammar; they share one table."""
    tables = stored_tables(grammar, starts) or _made_tables(grammar, starts)
    steps = tuple((reduction.size, _callback(reduction, builder), reduction.origin) for reduction in tables.reductions)
    scanner = Scanner(tables)
    return {start: Machine(first, tables, steps, scanner) for start, first in tables.starts.items()}


def _made_tables(grammar: str, starts: Sequence[str]) -> Tables:
    from perfrules.text.lalr import make_tables  # noqa: PLC0415  importing Lark costs more than all of perfrules

    return make_tables(grammar, starts)


def _callback(reduction: Reduction, builder: object) -> Callback | None:
    """Return what a reduction does with the values of its symbols; `None` where there is one, which stays as it is."""
    children, name = reduction.children, reduction.name.removeprefix("?")
    may_hand_on = name != reduction.name
    if may_hand_on and len(children) == 1 and (place := children[0]) is not None and place >= 0:
        return None if reduction.size == 1 else itemgetter(place)
    method = _method(builder, name) if name else _itself
    if children == tuple(range(reduction.size)):
        return method
    if may_hand_on and (len(children) == 1 or any(child is not None and child < 0 for child in children)):
        return lambda values: kept[0] if len(kept := _kept(children, values)) == 1 else method(kept)
    return lambda values: method(_kept(children, values))


def _method(builder: object, name: str) -> Callback:
    method: Callback | None = getattr(builder, name, None)
    if method is None:
        raise ValueError(f"the builder has no method for rule {name}")
    return method


def _itself(values: list[Any]) -> list[Any]:
    return values


def _kept(children: tuple[int | None, ...], values: list[Any]) -> list[Any]:
    """Return the values that a method gets. A list at the beginning is gone on with: repetition stays linear."""
    kept: list[Any] = []
    for child in children:
        if child is None:
            kept.append(None)
        elif child >= 0:
            kept.append(values[child])
        elif kept:
            kept += values[~child]
        else:
            kept = values[~child]
    return kept
