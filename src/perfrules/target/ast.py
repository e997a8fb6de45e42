"""The syntax of a target value: what was written, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve, frozen

from perfrules.text.lexeme import Lexeme

__all__ = [
    "Against",
    "Amount",
    "Around",
    "Between",
    "Bracketed",
    "Changed",
    "Choice",
    "Compare",
    "Dated",
    "Each",
    "Group",
    "Labelled",
    "Node",
    "Phrase",
    "Post",
    "Ranked",
    "Recurring",
    "Sandwich",
    "Standing",
    "map_amounts",
]


@frozen
class Amount:
    """A number with what stands behind it: unit, 余/多, a second unit (3万余人) and a noun."""

    number: Lexeme
    unit: Lexeme | None = None
    noun: Lexeme | None = None
    more: Lexeme | None = None
    second: Lexeme | None = None
    remark: Lexeme | None = None


@frozen
class Post:
    """A word behind an amount (以上, 左右 …) and a noun behind that."""

    word: Lexeme
    noun: Lexeme | None = None


Ops = tuple[Lexeme, ...]


@frozen
class Compare:
    """An amount held against a bound: `≥95%`, `95%以上`, `约50家`, `由80%提高到90%`, or alone."""

    amount: Amount
    ops: Ops = ()
    post: Post | None = None
    about: Lexeme | None = None
    base: Amount | None = None


@frozen
class Sandwich:
    """Two bounds around a variable: `80%≤x<90%`."""

    low: Amount
    left: Lexeme
    label: Lexeme
    right: Lexeme
    high: Amount


@frozen
class Between:
    """Two ends joined by a dash, 至 or 到."""

    low: Amount
    high: Amount
    ops: Ops = ()
    post: Post | None = None


@frozen
class Around:
    """A tolerance, around a centre or around zero."""

    centre: Amount | None
    spread: Amount
    ops: Ops = ()
    post: Post | None = None


@frozen
class Bracketed:
    """An interval in mathematical notation, such as `[3,5)` or `(80%,90%]`."""

    left: Lexeme
    low: Amount
    high: Amount
    right: Lexeme
    ops: Ops = ()


@frozen
class Ranked:
    """A place in an order: 第3名, 前10名."""

    rank: Lexeme
    ops: Ops = ()
    post: Post | None = None


@frozen
class Recurring:
    """A deadline that comes again and again: 每月10日前."""

    words: Lexeme
    noun: Lexeme | None = None


@frozen
class Dated:
    """A date, a period or a span of two, with 前/后."""

    first: Lexeme
    last: Lexeme | None = None
    side: Lexeme | None = None
    noun: Lexeme | None = None
    ops: Ops = ()


@frozen
class Changed:
    """A change against a base: 较上年提高5个百分点."""

    base: Lexeme | None
    turn: Lexeme | None
    amount: Amount | None
    ops: Ops = ()
    post: Post | None = None
    about: Lexeme | None = None
    noun: Lexeme | None = None
    high: Amount | None = None


@frozen
class Standing:
    """A word that is a change in itself: 持平, 零增长, 只增不减."""

    base: Lexeme | None
    word: Lexeme


@frozen
class Against:
    """A comparison with the base itself: 不低于上年."""

    ops: Ops
    base: Lexeme
    noun: Lexeme | None = None


@frozen
class Each:
    """Words that make a rate, in front (每生每年 3300元) or `behind` (1500元每月)."""

    prefixes: tuple[Lexeme, ...]
    node: Node
    behind: bool = False


@frozen
class Labelled:
    """A value with its subject in front: 培训≥3场."""

    label: Lexeme
    node: Node


@frozen
class Group:
    """Values that must all hold."""

    parts: tuple[Node, ...]


@frozen
class Choice:
    """Values of which one must hold."""

    parts: tuple[Node, ...]


@frozen
class Phrase:
    """Words without a measure."""

    words: Lexeme


Node = (
    Compare
    | Sandwich
    | Between
    | Around
    | Bracketed
    | Ranked
    | Recurring
    | Dated
    | Changed
    | Standing
    | Against
    | Each
    | Labelled
    | Group
    | Choice
    | Phrase
)


def map_amounts(node: Node, change: Callable[[Amount], Amount]) -> Node:
    """Return the same syntax with every amount replaced by what `change` makes of it."""
    match node:
        case Compare(amount=amount):
            return evolve(node, amount=change(amount))
        case Between(low, high) | Bracketed(low=low, high=high) | Sandwich(low=low, high=high):
            return evolve(node, low=change(low), high=change(high))
        case Around(centre, spread):
            return evolve(node, centre=None if centre is None else change(centre), spread=change(spread))
        case Changed(amount=Amount() as amount, high=high):
            return evolve(node, amount=change(amount), high=None if high is None else change(high))
        case Each(node=inner) | Labelled(node=inner):
            return evolve(node, node=map_amounts(inner, change))
        case Group(parts) | Choice(parts):
            return evolve(node, parts=tuple(map_amounts(part, change) for part in parts))
        case _:
            return node
