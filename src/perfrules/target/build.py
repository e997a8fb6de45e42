"""From Lark's reductions to the syntax tree: one method per rule, so that no Lark tree is ever built."""

from __future__ import annotations

from typing import Any

from perfrules.target.ast import (
    Against,
    Amount,
    Around,
    Between,
    Bracketed,
    Changed,
    Choice,
    Compare,
    Dated,
    Each,
    Group,
    Labelled,
    Node,
    Phrase,
    Post,
    Ranked,
    Recurring,
    Sandwich,
    Standing,
)
from perfrules.text.lexeme import Lexeme

__all__ = ["Builder"]

Children = list[Any]


class Builder:
    """Callbacks for the grammar; optional symbols that are absent arrive as `None`."""

    def target(self, children: Children) -> Node:
        return children[0]  # type: ignore[no-any-return]

    def choice(self, children: Children) -> Node:
        return Choice(tuple(children))

    def group(self, children: Children) -> Node:
        return Group(tuple(children))

    def join(self, children: Children) -> Node:
        first, second = children
        return Group((*(first.parts if isinstance(first, Group) else (first,)), second))

    def chained(self, children: Children) -> Node:
        first, ops, amount, post = children
        return self.join([first, Compare(amount, ops, post)])

    def recurring(self, children: Children) -> Node:
        recur, word = children
        return Recurring(recur, word)

    def front(self, children: Children) -> Node:
        front, amount, post = children
        return Compare(amount, (front,), post)

    def detail(self, children: Children) -> Node:
        outer, inner = children
        return Group((outer, *(inner.parts if isinstance(inner, Group) else (inner,))))

    def dated(self, children: Children) -> Node:
        """Read a bare period in front of a value as its label: 2025年 3个 asks for three, not for a date."""
        date, value = children
        if date.last is date.side is date.noun is None and not date.ops:
            return Labelled(date.first, value)
        return Group((date, value))

    def phrase(self, children: Children) -> Node:
        return Phrase(children[0])

    def labelled(self, children: Children) -> Node:
        return Labelled(children[0], children[1])

    def each(self, children: Children) -> Node:
        return Each(tuple(children[:-1]), children[-1])

    def each_after(self, children: Children) -> Node:
        return Each(tuple(children[1:]), children[0], behind=True)

    def far(self, children: Children) -> Node:
        op, label, amount, post = children
        return Labelled(label, Compare(amount, (op,), post))

    def amount(self, children: Children) -> Amount:
        number, unit, remark = children
        return Amount(number, unit, remark=remark)

    first = amount

    def named(self, children: Children) -> Amount:
        number, unit, remark, word = children
        return Amount(number, unit, word, remark=remark)

    def more(self, children: Children) -> Amount:
        number, unit, more, second, noun = children
        return Amount(number, unit, noun, more, second)

    def op(self, children: Children) -> tuple[Lexeme, ...]:
        return tuple(children)

    def post(self, children: Children) -> Post:
        return Post(children[0], children[1])

    def implicit(self, children: Children) -> Node:
        return Compare(children[0])

    def bound(self, children: Children) -> Node:
        ops, amount, post = children
        return Compare(amount, ops, post)

    def bound_after(self, children: Children) -> Node:
        return Compare(children[0], (), children[1])

    def range(self, children: Children) -> Node:
        ops, low, _, high, post = children
        return Between(low, high, ops or (), post)

    def first_range(self, children: Children) -> Node:
        low, _, high, post = children
        return Between(low, high, (), post)

    def from_range(self, children: Children) -> Node:
        _, low, _, high, post = children
        return Between(low, high, (), post)

    def sandwich(self, children: Children) -> Node:
        low, left, label, right, high = children
        return Sandwich(low, left, label, right, high)

    def raised(self, children: Children) -> Node:
        _, base, ops, amount, post = children
        return Compare(amount, ops, post, base=base)

    def within(self, children: Children) -> Node:
        ops, _, amount, post = children
        return Around(None, amount, ops or (), post)

    def around(self, children: Children) -> Node:
        ops, centre, _, spread, post = children
        return Around(centre, spread, ops or (), post)

    def first_around(self, children: Children) -> Node:
        centre, _, spread, post = children
        return Around(centre, spread, (), post)

    def bracket(self, children: Children) -> Node:
        ops, left, low, low_unit, high, high_unit, right, unit, noun = children
        last = high_unit or unit
        first = low_unit
        return Bracketed(left, Amount(low, first), Amount(high, last, noun), right, ops or ())

    def about(self, children: Children) -> Node:
        ops, about, amount, post = children
        return Compare(amount, ops or (), post, about)

    def rank(self, children: Children) -> Node:
        ops, rank, post = children
        return Ranked(rank, ops or (), post)

    def date(self, children: Children) -> Dated:
        first, _, last, _, side, noun = children
        return Dated(first, last, side, noun)

    def date_bound(self, children: Children) -> Node:
        ops, date = children
        return Dated(date.first, date.last, date.side, date.noun, ops)

    def changed(self, children: Children) -> Node:
        base, turn, ops, amount, post = children
        return Changed(base, turn, amount, ops or (), post)

    def changed_about(self, children: Children) -> Node:
        base, turn, ops, about, amount, post = children
        return Changed(base, turn, amount, ops or (), post, about)

    def moved(self, children: Children) -> Node:
        move, ops, amount, post = children
        return Changed(None, move, amount, ops or (), post)

    def moved_about(self, children: Children) -> Node:
        move, ops, about, amount, post = children
        return Changed(None, move, amount, ops or (), post, about)

    def changed_range(self, children: Children) -> Node:
        base, turn, ops, low, _, high, post = children
        return Changed(base, turn, low, ops or (), post, high=high)

    def moved_range(self, children: Children) -> Node:
        move, ops, low, _, high, post = children
        return Changed(None, move, low, ops or (), post, high=high)

    def turned(self, children: Children) -> Node:
        base, turn = children
        return Changed(base, turn, None)

    def compared(self, children: Children) -> Node:
        base, word = children
        return Changed(base, None, None, noun=word)

    def standing(self, children: Children) -> Node:
        base, word = children
        return Standing(base, word)

    def referred(self, children: Children) -> Node:
        comparator, word = children
        return Against((comparator,), word)

    def against(self, children: Children) -> Node:
        ops, base, noun = children
        return Against(ops, base, noun)

    def turn(self, children: Children) -> Lexeme:
        return children[0]  # type: ignore[no-any-return]

    def change(self, children: Children) -> Node:
        return children[0]  # type: ignore[no-any-return]

    def passage(self, children: Children) -> tuple[Any, ...]:
        return tuple(children)

    def mentioned_date(self, children: Children) -> Node:
        return children[0]  # type: ignore[no-any-return]

    def words(self, children: Children) -> Phrase:
        return Phrase(children[0])

    def pause(self, children: Children) -> None:
        return None

    def junk(self, children: Children) -> Lexeme:
        return children[0]  # type: ignore[no-any-return]
