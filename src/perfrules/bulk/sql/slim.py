"""Slimming: inner columns that are short, or used once, stand where they are used, so that a query has few of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

from attrs import evolve, field, frozen

from perfrules.bulk.columns import algebra as a

__all__ = ["Slim", "rebuilt", "size_of", "slimmed"]

_SHORT = 4
"""Parts of a term that may stand in several places."""
_ONCE = 24
"""Parts of a term that may stand in the only place where it is used."""

_LONGEST = 12
"""Characters of a name that may stand in the names of inner columns."""


@frozen(eq=False)
class Slim:
    """Inner columns in layers, and the terms of the public columns over them and the inputs."""

    layers: tuple[a.Layer, ...]
    outputs: Mapping[str, a.Node]
    inputs: tuple[a.Input, ...]


def rebuilt(node: a.Node, of: Callable[[Any], Any]) -> a.Node:
    """Return a term or condition with its parts replaced."""
    match node:
        case a.Plus(parts) | a.Largest(parts) | a.Smallest(parts):
            return evolve(node, parts=tuple(map(of, parts)))
        case a.All(parts):
            return a.all_of(*map(of, parts)) if parts else node
        case a.AnyOf(parts):
            return a.any_of(*map(of, parts)) if parts else node
        case a.Times(left, right) | a.Over(left, right) | a.Compare(_, left, right):
            return evolve(node, left=of(left), right=of(right))
        case a.Not(part):
            return a.negated(of(part))
        case a.Minus(part) | a.Absolute(part) | a.Floor(part) | a.Known(part):
            return evolve(node, part=of(part))
        case a.Choose(cases, otherwise):
            pairs = tuple((of(when), of(term)) for when, term in cases)
            return a.Choose(pairs, None if otherwise is None else of(otherwise))
        case _:
            return node


def size_of(node: a.Node) -> int:
    """Return the number of parts of a term."""
    return 1 + sum(map(size_of, a.children(node)))


@frozen(eq=False)
class _Slimmer:
    nodes: Mapping[str, a.Node]
    uses: Counter[str]
    kept: dict[str, a.Node] = field(factory=dict)
    short: dict[str, a.Node] = field(factory=dict)

    def of(self, node: a.Node) -> a.Node:
        if not isinstance(node, a.Column | a.Flag) or node.name not in self.nodes:
            return rebuilt(node, self.of)
        if node.name in self.short:
            return self.short[node.name]
        if node.name in self.kept:
            return node
        inner = self.of(self.nodes[node.name])
        if size_of(inner) <= (_ONCE if self.uses[node.name] == 1 else _SHORT):
            self.short[node.name] = inner
            return inner
        self.kept[node.name] = inner
        return node


def slimmed(program: a.Program, keep: Collection[str] = ()) -> Slim:
    """Return a program without the inner columns that need none, and without what no public column needs.

    No inner column is called as one that is given, or kept beside the results.
    """
    given = {one.name for one in program.inputs}
    made = {name: node for layer in program.layers for name, node in layer}
    public = {one.name: made[one.name] for one in program.outputs}
    nodes = {name: node for name, node in made.items() if name not in given}
    uses = _uses(nodes, public)
    slimmer = _Slimmer({name: node for name, node in nodes.items() if name not in public}, uses)
    outputs, names = {}, dict[str, str]()
    taken = {name.casefold() for name in (*given, *keep)}
    for public_name, node in public.items():
        outputs[public_name] = slimmer.of(node)
        about = public_name.partition("·")[0]
        for name in list(slimmer.kept)[len(names) :]:
            names[name] = _free_name(about, len(names) + 1, taken)
    renamed = {names[name]: _renamed(node, names) for name, node in slimmer.kept.items()}
    slim = {name: _renamed(node, names) for name, node in outputs.items()}
    used = {name for node in (*renamed.values(), *slim.values()) for name in a.columns_of(node)}
    return Slim(_layers(renamed), slim, tuple(one for one in program.inputs if one.name in used))


def _free_name(about: str, place: int, taken: Collection[str]) -> str:
    """Return a name for an inner column that says for which result it is needed first."""
    name = f"_{about}_{place}" if len(about) <= _LONGEST and max(about) <= "\uffff" else f"_{place}"
    while name.casefold() in taken:
        name += "_"
    return name


def _uses(nodes: Mapping[str, a.Node], public: Mapping[str, a.Node]) -> Counter[str]:
    uses = Counter(name for node in public.values() for name in a.columns_of(node))
    waiting, seen = list(uses), set(uses)
    while waiting:
        node = nodes.get(waiting.pop())
        for name in () if node is None else a.columns_of(node):
            uses[name] += 1
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return uses


def _renamed(node: a.Node, names: Mapping[str, str]) -> a.Node:
    if isinstance(node, a.Column | a.Flag):
        return evolve(node, name=names.get(node.name, node.name))
    return rebuilt(node, lambda part: _renamed(part, names))


def _layers(nodes: Mapping[str, a.Node]) -> tuple[a.Layer, ...]:
    depths: dict[str, int] = {}
    layers: list[list[tuple[str, a.Node]]] = []
    for name, node in nodes.items():
        depth = depths[name] = max((depths[one] + 1 for one in a.columns_of(node) if one in depths), default=0)
        layers += [[] for _ in range(depth + 1 - len(layers))]
        layers[depth].append((name, node))
    return tuple(map(tuple, layers))
