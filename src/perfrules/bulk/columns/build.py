"""Building programs: terms are kept as inner columns, each in the first layer in which all that it uses is there."""

from __future__ import annotations

from attrs import evolve, field, frozen

from perfrules.bulk.columns.algebra import Column, Condition, Flag, Layer, Node, Number, Term, Word, columns_of
from perfrules.bulk.columns.amounts import Amount, Whole

__all__ = ["Build"]


@frozen(eq=False)
class Build:
    """The layers of a program while it is put together; the same term is kept once.

    `mark` is what the names of inner columns begin with.
    """

    mark: str = "_"
    layers: list[dict[str, Node]] = field(factory=list)
    depths: dict[str, int] = field(factory=dict)
    kept: dict[Node, str] = field(factory=dict)

    def put(self, name: str, node: Node) -> None:
        """Make a column of this name in the first layer that can."""
        depth = max((self.depths.get(one, 0) for one in columns_of(node)), default=0)
        while len(self.layers) <= depth:
            self.layers.append({})
        self.layers[depth][name] = node
        self.depths[name] = depth + 1

    def _name(self, node: Node) -> str:
        name = self.kept.get(node)
        if name is None:
            name = self.kept[node] = f"{self.mark}{len(self.kept)}"
            self.put(name, node)
        return name

    def term(self, term: Term) -> Term:
        """Keep a term as a column, unless it is one."""
        return term if isinstance(term, Column | Number | Word) else Column(self._name(term))

    def flag(self, condition: Condition) -> Condition:
        """Keep a condition as a column of truth values, unless it is one or constant."""
        if isinstance(condition, Flag) or not any(True for _ in columns_of(condition)):
            return condition
        return Flag(self._name(condition))

    def whole(self, whole: Whole) -> Whole:
        """Keep a whole number as a column."""
        return evolve(whole, term=self.term(whole.term))

    def amount(self, amount: Amount) -> Amount:
        """Keep an amount as columns."""
        return evolve(amount, num=self.whole(amount.num), den=self.whole(amount.den))

    def done(self) -> tuple[Layer, ...]:
        """Return the layers."""
        return tuple(tuple(layer.items()) for layer in self.layers)
