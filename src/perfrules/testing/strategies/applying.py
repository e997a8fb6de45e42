"""What applies: the data with which the conditions (适用) of indicators hold or do not hold, worked out once for a ruleset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from attrs import frozen

from perfrules.evaluation.facts import Facts
from perfrules.evaluation.judging import known_data
from perfrules.evaluation.plan import Item, Plan
from perfrules.formula.term import Term
from perfrules.testing.strategies.solving import inputs_of

__all__ = ["Cluster", "Row", "clusters_of"]

_MOST_ROWS = 2048


@frozen(eq=False)
class Row:
    """Numbers for data, in base units, and the places of the indicators that apply with them."""

    data: Mapping[str, Fraction]
    applies: frozenset[int]


@frozen(eq=False)
class Cluster:
    """Data on which conditions depend together, the places of the indicators that have them, and rows of numbers."""

    names: tuple[str, ...]
    items: frozenset[int]
    rows: tuple[Row, ...]

    def fitting(self, must: frozenset[int], never: frozenset[int]) -> Sequence[Row]:
        """Return the rows with which the one apply, and of the others as few as possible; nothing where the first cannot be."""
        found = [row for row in self.rows if must & self.items <= row.applies]
        fewest = min((len(row.applies & never) for row in found), default=0)
        return [row for row in found if len(row.applies & never) == fewest]


def clusters_of(plan: Plan) -> tuple[Cluster, ...]:
    """Return the clusters of a plan; indicators without conditions are in none.

    >>> from perfrules import load_ruleset
    >>> text = "规则集 小表\\n数据 甲 万元\\n数据 乙 万元\\n三级指标 率 全年 ≥95%\\n公式 乙 ÷ 甲\\n适用 甲 > 0万元"
    >>> [cluster] = clusters_of(load_ruleset(text).evaluate({}).plan)
    >>> cluster.names, {bool(row.applies) for row in cluster.rows}
    (('甲',), {False, True})
    """
    found: list[tuple[tuple[str, ...], list[int]]] = []
    for place, item in enumerate(plan.items):
        if not item.conditions:
            continue
        names = inputs_of(plan, (name for one in item.conditions for name in one.names))
        joined, places = dict.fromkeys(names), [place]
        for other in [one for one in found if set(one[0]) & set(names)]:
            found.remove(other)
            joined |= dict.fromkeys(other[0])
            places = other[1] + places
        found.append((tuple(joined), places))
    return tuple(_cluster(plan, names, places) for names, places in found)


def _cluster(plan: Plan, names: tuple[str, ...], places: list[int]) -> Cluster:
    items = {place: plan.items[place] for place in places}
    edges = sorted({edge for item in items.values() for one in item.conditions for edge in _numbers(one.checked.term)})
    rows = []
    for numbers in product(*_choices(plan, names, edges)):
        data = dict(zip(names, numbers, strict=True))
        known = known_data(plan, Facts(data, {}))
        rows.append(Row(data, frozenset(place for place, item in items.items() if _applies(item, known))))
    return Cluster(names, frozenset(places), tuple(sorted(rows, key=lambda row: -len(row.applies))))


def _choices(plan: Plan, names: tuple[str, ...], edges: list[Fraction]) -> Iterator[list[Fraction]]:
    """Yield the numbers to try for each datum: those of the conditions, one unit beside them, and plain amounts."""
    most = max(2, int(_MOST_ROWS ** (1 / len(names)))) if names else 0
    for name in names:
        step = plan.model.data[name].unit.factor
        plain = [100 * step, 0 * step, 10 * step, 1000 * step]
        beside = [point for edge in edges for point in (edge, edge + step, edge - step) if point >= 0]
        yield list(dict.fromkeys([*plain[:2], *beside, *plain[2:]]))[:most]


def _applies(item: Item, known: Mapping[str, tuple[int, int]]) -> bool:
    return all(one.holds([known.get(name) for name in one.names]) for one in item.conditions)


def _numbers(term: Term) -> Iterator[Fraction]:
    """Yield the numbers written anywhere in a condition."""
    if term[0] == "number":
        yield Fraction(*term[1])
        return
    for part in term[1:]:
        yield from _inside(part)


def _inside(part: object) -> Iterator[Fraction]:
    if isinstance(part, tuple) and part:
        if isinstance(part[0], str):
            yield from _numbers(part)
        elif isinstance(part[0], tuple):
            yield from (number for one in _each(part) for number in _inside(one))


def _each(parts: Iterable[object]) -> Iterator[object]:
    yield from parts
