"""Where a module may be changed: every place that can change what it does, and none that cannot."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import parso
from benchmarks.flips.flip import Flip
from benchmarks.flips.operators import BORROWED, change, edits
from cosmic_ray.ast import ast_nodes

__all__ = ["FLOORS", "MODULES", "Place", "places_of"]

_ROOMS = {
    "value": "interval numeral quantity unit unit_table scale day",
    "target": "bounds amounts measures rates changes days composite decide direction algebra resolve render simple parse build",
    "formula": "term compiled units parse",
    "scoring": "piecewise lower steps bands completion scorer over scale settings policy lights",
    "evaluation": "criterion judge judging totals plan facts outcome monitor",
    "ruleset": "weights shares alter validity parameters binding",
    "bulk": "columns/amounts columns/axes columns/build columns/fates columns/formulas columns/given columns/items columns/lower"
    " columns/totals columns/whole sql/slim sql/terms",
}
FLOORS = tuple(_ROOMS)
MODULES = tuple(f"{room}/{name}.py" for room, names in _ROOMS.items() for name in names.split())
"""The modules between a text and its verdict and score, from the lowest floor to the highest."""

_CHANGED = {"comparison", "operator", "keyword", "number", "factor", "not_test", "if_stmt", "while_stmt", "assert_stmt", "test", "for_stmt"}
"""The types of nodes that the operators of cosmic-ray change; looking at no others saves most of the time."""
_LIMITS = re.compile(r"_?(MAX|MOST|LONGEST)")
_QUIET = ("__repr__", "__hash__")


class _Span(NamedTuple):
    """Where a node stands, in lines and characters."""

    start: tuple[int, int]
    end: tuple[int, int]

    def holds(self, place: tuple[int, int]) -> bool:
        return self.start <= place < self.end


class _Module:
    """A module's text with what must not be changed in it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.splitlines(keepends=True)
        self.tree = ast.parse(source)
        self.idle = [self.span(node) for node in _idle(self.tree)]
        self.statements = [_statement(node) for node in ast.walk(self.tree) if isinstance(node, ast.stmt | ast.match_case)]
        self.limits = [self.span(node) for node in self.tree.body if _is_limit(node)]

    def _column(self, line: int, offset: int) -> int:
        """Python counts bytes, cosmic-ray characters."""
        return len(self.lines[line - 1].encode()[:offset].decode())

    def span(self, node: ast.AST) -> _Span:
        one: ast.expr = node  # type: ignore[assignment]
        assert one.end_lineno is not None
        assert one.end_col_offset is not None
        end = (one.end_lineno, self._column(one.end_lineno, one.end_col_offset))
        return _Span((one.lineno, self._column(one.lineno, one.col_offset)), end)

    def replaced(self, node: ast.AST, text: str) -> str:
        """Return the text with a node written differently."""
        span = self.span(node)
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line))
        first, last = (starts[line - 1] + column for line, column in span)
        return self.source[:first] + text + self.source[last:]

    def may_change(self, place: tuple[int, int], operator: str) -> bool:
        """Tell whether a change there can change what the module does."""
        if any(span.holds(place) for span in self.idle):
            return False
        return operator != "NumberReplacer" or not any(span.holds(place) for span in self.limits)

    def statement(self, line: int) -> tuple[int, int]:
        """Return the lines of the innermost statement around a line; of a compound one, its head."""
        return max((one for one in self.statements if one[0] <= line <= one[1]), default=(1, 1))


def _statement(node: ast.stmt | ast.match_case) -> tuple[int, int]:
    inner = node.pattern if isinstance(node, ast.match_case) else node
    return inner.lineno, _head_end(node)


def _head_end(node: ast.stmt | ast.match_case) -> int:
    if isinstance(node, ast.Match):
        return node.subject.end_lineno or node.lineno
    body = getattr(node, "body", None)
    if isinstance(body, list) and body:
        first = body[0]
        return max(node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno, first.lineno - 1)
    assert isinstance(node, ast.stmt)
    return node.end_lineno or node.lineno


def _is_limit(node: ast.stmt) -> bool:
    """Tell whether a statement sets how much is read or remembered, which no small change turns into another answer."""
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and bool(_LIMITS.match(node.targets[0].id))


def _idle(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what no verdict can depend on: types, exports, decorators, stated invariants, how a value is shown or hashed."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(_, ast.expr() as note) | ast.AnnAssign(_, note):
                yield note
            case ast.FunctionDef(name):
                yield from node.decorator_list
                if node.returns:
                    yield node.returns
                if name in _QUIET:
                    yield node
            case ast.ClassDef():
                yield from node.decorator_list
            case ast.If(ast.Name("TYPE_CHECKING")) | ast.Assert():
                yield node
            case ast.Assign([ast.Name("__all__")]):
                yield node
            case ast.Raise(ast.Call(ast.Name("AssertionError"))) | ast.Expr(ast.Call(ast.Name("assert_never"))):
                yield node
            case ast.keyword("strict" | "repr" | "hash", value):
                yield value
            case ast.BinOp(_, ast.BitOr(), _) if _is_type(node):
                yield node


def _is_type(node: ast.expr) -> bool:
    match node:
        case ast.BinOp(left, ast.BitOr(), right):
            return _is_type(left) and _is_type(right)
        case ast.Subscript(value):
            return _is_type(value)
        case ast.Attribute(_, name) | ast.Name(name):
            return (name[:1].isupper() and not name.isupper()) or name in ("str", "int", "tuple", "bool", "list", "dict")
        case ast.Constant(None):
            return True
    return False


class Place(NamedTuple):
    """Where a module can be changed in one way; the change itself is made when it is wanted."""

    module: str
    operator: str
    kind: str
    lines: tuple[int, int]
    nth: int
    source: str
    make: Callable[[], str | None]

    def flip(self) -> Flip | None:
        """Return the changed module; None where the change cannot be read as Python or changes nothing."""
        changed = self.make()
        if changed is None or not _compiles(changed):
            return None
        was, now = _changed_lines(self.source, changed)
        return Flip(self.module, self.operator, self.kind, self.lines, was, now, self.nth, self.source, changed) if was else None


def _found(module: _Module) -> Iterator[tuple[str, str, tuple[int, int], Callable[[], str | None]]]:
    nodes = [node for node in ast_nodes(parso.parse(module.source)) if node.type in _CHANGED]
    for kind, operator in BORROWED:
        name = type(operator).__name__
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, place in enumerate(places):
            yield kind, name, place, partial(change, module.source, operator, occurrence)
    for edit in edits(module.source, module.tree):
        yield edit.kind, edit.operator, module.span(edit.node).start, partial(module.replaced, edit.node, edit.text)


def places_of(root: Path, name: str) -> list[Place]:
    """Return every place of a module of the package at `root`, operator by operator."""
    module = _Module((root / name).read_text("utf-8"))
    alike: Counter[tuple[str, str]] = Counter()
    places: list[Place] = []
    for kind, operator, place, make in _found(module):
        text = module.lines[place[0] - 1].strip()
        alike[operator, text] += 1
        if module.may_change(place, operator):
            lines = module.statement(place[0])
            places.append(Place(name, operator, kind, lines, alike[operator, text], module.source, make))
    return places


def _changed_lines(source: str, changed: str) -> tuple[str, str]:
    """Return the lines that differ, without their margins."""
    before, after = source.splitlines(), changed.splitlines()
    first = next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    if first is None:
        return "", ""
    last = next(place for place, pair in enumerate(zip(before[::-1], after[::-1], strict=False)) if pair[0] != pair[1])
    return tuple(" ⏎ ".join(line.strip() for line in lines[first : len(lines) - last]) for lines in (before, after))  # type: ignore[return-value]


def _compiles(source: str) -> bool:
    try:
        compile(source, "flip", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
