"""Making parse tables: Lark reads a grammar and works out its LALR tables; here they become numbers.

Nothing here runs where the tables that ship with the package fit the grammar. The numbers are the same each time, whatever
order Lark's sets have: states are numbered as they are reached from the start rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from lark import Lark
from lark.parsers.lalr_analysis import Shift

from perfrules.text.firsts import first_characters
from perfrules.text.tables import END, Reduction, Tables, Terminal

__all__ = ["make_tables"]


def make_tables(grammar: str, starts: Sequence[str]) -> Tables:
    """Return the tables of a grammar for several start rules.

    A grammar with an empty rule, or with words that a string terminal shares with a pattern, is refused with a
    `ValueError`: the parsing machine leaves both out.
    """
    lark = Lark(grammar, parser="lalr", lexer="contextual", start=list(starts), maybe_placeholders=True)
    table: Any = lark.parser.parser.parser.parse_table
    terminals = list(lark.parser.lexer.root_lexer.terminals)
    for lexer in {id(lexer): lexer for lexer in lark.parser.lexer.lexers.values()}.values():
        _refuse_overlaps(lexer.terminals)
    symbols = _numbered(table, [terminal.name for terminal in terminals])
    states = _reached(table, starts, symbols)
    rules = _reduced(table, states, symbols)
    rows = [_row(table.states[state], symbols, states, rules) for state in states]
    for last in table.end_states.values():
        rows[states[last]][symbols[END]] = states[last]
    return Tables(
        {start: states[table.start_states[start]] for start in starts},
        tuple(_terminal(terminal) for terminal in terminals),
        frozenset(symbols[name] for name in lark.ignore_tokens),
        tuple(_reduction(rule, symbols) for rule in rules),
        tuple(rows),
    )


def _terminal(terminal: Any) -> Terminal:
    pattern = terminal.pattern.to_regexp()
    return Terminal(str(terminal.name), pattern, first_characters(pattern))


def _numbered(table: Any, terminals: list[str]) -> dict[str, int]:
    """Return the numbers of all symbols."""
    known = {*terminals, END}
    others = sorted(set(chain.from_iterable(table.states.values())) - known)
    return {name: number for number, name in enumerate([*terminals, END, *others])}


def _entries(row: Any, symbols: dict[str, int]) -> list[tuple[str, bool, Any]]:
    """Return what each symbol does in a state, in the order of the symbols."""
    return [(name, row[name][0] is Shift, row[name][1]) for name in sorted(row, key=symbols.__getitem__)]


def _reached(table: Any, starts: Sequence[str], symbols: dict[str, int]) -> dict[Any, int]:
    """Return the states with their new numbers, in the order in which they are reached."""
    found = dict.fromkeys(table.start_states[start] for start in starts)
    waiting = list(found)
    for state in waiting:
        for _, is_shift, target in _entries(table.states[state], symbols):
            if is_shift and target not in found:
                found[target] = None
                waiting.append(target)
    return {state: number for number, state in enumerate(found)}


def _reduced(table: Any, states: dict[Any, int], symbols: dict[str, int]) -> dict[Any, int]:
    """Return the rules with their numbers, in the order in which the states reduce them."""
    entries = chain.from_iterable(_entries(table.states[state], symbols) for state in states)
    rules = dict.fromkeys(argument for _, is_shift, argument in entries if not is_shift)
    return {rule: number for number, rule in enumerate(rules)}


def _row(row: Any, symbols: dict[str, int], states: dict[Any, int], rules: dict[Any, int]) -> dict[int, int]:
    return {symbols[name]: states[what] if is_shift else ~rules[what] for name, is_shift, what in _entries(row, symbols)}


def _reduction(rule: Any, symbols: dict[str, int]) -> Reduction:
    origin, options = str(rule.origin.name), rule.options
    if not rule.expansion:
        raise ValueError(f"rule {origin} may be empty")
    name = "" if origin.startswith("_") else str(rule.alias or options.template_source or origin)
    mark = "?" if options.expand1 and not rule.alias else ""
    return Reduction(symbols[origin], len(rule.expansion), mark + name, tuple(_children(rule)))


def _children(rule: Any) -> list[int | None]:
    """Return which symbols of the right side are kept, spliced or absent, as `Reduction` writes them."""
    children: list[int | None] = []
    place = 0
    for is_absent in rule.options.empty_indices or [False] * len(rule.expansion):
        if is_absent:
            children.append(None)
            continue
        symbol = rule.expansion[place]
        if not symbol.is_term:
            children.append(~place if symbol.name.startswith("_") else place)
        elif rule.options.keep_all_tokens or not symbol.filter_out:
            children.append(place)
        place += 1
    return children


def _refuse_overlaps(terminals: Sequence[Any]) -> None:
    """Raise where a string terminal is also a word of a pattern of the same weight: Lark would tell them apart afterwards."""
    for string in terminals:
        for other in terminals:
            same = string.pattern.type == "str" and other.pattern.type == "re" and string.priority == other.priority
            if same and re.match(other.pattern.to_regexp(), string.pattern.value) is not None:
                raise ValueError(f"terminals {string.name} and {other.name} overlap")
