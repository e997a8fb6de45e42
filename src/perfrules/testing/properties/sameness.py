"""The laws that a result does not depend on how facts are written, in which order, or what was evaluated before."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.model import Path
from perfrules.target import parse_target
from perfrules.target.body import Form, Measure
from perfrules.testing.properties.bench import Bench, Facts, Node, marks_text
from perfrules.testing.properties.breach import Breach
from perfrules.testing.properties.field import Field
from perfrules.text.errors import PerfRulesError
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.unit_table import standard_units

__all__ = ["changing", "remeasured", "respelled", "rewritings", "unit_dependent", "way_dependent"]

_MOST_DIGITS, _MOST_DECIMALS = 12, 6
_MOST_VALUES, _MOST_UNITS = 5, 2


def way_dependent(bench: Bench, facts: Facts, number: int) -> Breach | None:
    """Return what changes when the same facts come in another order and under other names."""
    names = list(facts)
    turned = names[number % len(names) :] + names[: number % len(names)] if names else []
    written = {name: _spelling(bench, name, number // 2, facts) for name in turned}
    spelled = {written[name]: facts[name] for name in (turned[::-1] if number % 2 else turned)}
    return _difference(bench, facts, spelled, [name for name in facts if written[name] != name])


def _spelling(bench: Bench, name: str, number: int, facts: Facts) -> str:
    """Return another name of a fact; not one by which another fact is given."""
    ways = [one for one in bench.named[name].spellings if one not in facts] if name in bench.named else []
    return [name, *ways][number % (len(ways) + 1)]


def respelled(bench: Bench, one: Field, facts: Facts) -> Breach | None:
    """Return what changes when one fact is given by each of its other names."""
    for name in one.spellings:
        others = {other: value for other, value in facts.items() if other not in (one.name, name)}
        found = _difference(bench, {**others, one.name: one.values[0]}, {**others, name: one.values[0]}, [one.name])
        if found is not None:
            return found
    return None


def remeasured(bench: Bench, one: Field, facts: Facts) -> Breach | None:
    """Return what changes when one fact is given in other units; what is computed with it is there, too."""
    beside = {name: bench.named[name].values[0] for name in sorted(one.related) if name in bench.named and bench.named[name].values}
    others = {name: value for name, value in {**beside, **facts}.items() if name != one.name and name not in one.formula}
    for value in one.values[:_MOST_VALUES]:
        for other in rewritings(value)[:_MOST_UNITS]:
            found = _difference(bench, {**others, one.name: value}, {**others, one.name: other}, [one.name])
            if found is not None:
                return found
    return None


def unit_dependent(bench: Bench, facts: Facts, number: int) -> Breach | None:
    """Return what changes when amounts are given in other units of their dimensions."""
    rewritten = {name: _chosen(value, rewritings(value), number) for name, value in facts.items()}
    changed = [name for name in facts if facts[name] != rewritten[name]]
    return _difference(bench, facts, rewritten, changed) if changed else None


def _chosen(value: str, others: tuple[str, ...], number: int) -> str:
    return others[number % len(others)] if others else value


@lru_cache(maxsize=4096)
def rewritings(text: str) -> tuple[str, ...]:
    """Return an amount in the other units of its dimension, as far as decimals say it exactly and without many digits.

    >>> rewritings("1.2万元")[:3]
    ('12000元', '120000角', '12千元')
    """
    try:
        body = parse_target(text).body
    except PerfRulesError:
        return ()
    if not isinstance(body, Measure) or body.form is not Form.BARE or (point := body.values.the_point) is None or body.unit.is_bare:
        return ()
    found = [f"{number}{word}" for word, factor in _alike(body.unit) if (number := _written(point / factor))]
    return tuple(one for one in found if one != text)


@lru_cache(maxsize=256)
def _alike(unit: Unit) -> tuple[tuple[str, Fraction], ...]:
    """Return the units of a dimension, one word for each size other than its own."""
    sizes: dict[Fraction, str] = {}
    for word, one in standard_units().words.items():
        if one.dimension == unit.dimension and one.factor != unit.factor and one.known and word.strip(":比例"):
            sizes.setdefault(one.factor, word)
    if unit.count or unit.discrete:
        sizes[unit.factor * 10_000] = f"万{unit.symbol}"
    return tuple((word, factor) for factor, word in sizes.items())


def _written(number: Fraction) -> str:
    text = write_number(number)
    return "" if "/" in text or len(text) > _MOST_DIGITS or len(text.partition(".")[2]) > _MOST_DECIMALS else text


def changing(bench: Bench, facts: Facts) -> Breach | None:
    """Return what changes when the same facts are evaluated once more, by the same rules and by rules just loaded."""
    first = bench.result(facts)
    fresh = RuleSet(bench.rules.model, bench.rules.diagnostics)
    once, again, anew = (one.to_dict() for one in (first, bench.result(facts), fresh.evaluate(facts, bench.asked or None, bench.as_of)))
    for other in (again, anew):
        if other != once:
            was, now, path = _first_difference(once["tree"], other["tree"]) or (str(once["score"]), str(other["score"]), ())
            args = {"name": bench.names.get(path, bench.rules.title), "was": was, "now": now}
            return Breach((facts,), args, (path,), bench.places.get(path))
    return None


def _first_difference(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, str, Path] | None:
    """Return the first node of two trees that differs below, else itself: how it was, how it is, and its path."""
    for left, right in zip(one.get("children", ()), other.get("children", ()), strict=False):
        found = _first_difference(left, right)
        if found is not None:
            return found
    bare = [{key: value for key, value in node.items() if key != "children"} for node in (one, other)]
    if bare[0] == bare[1]:
        return None
    keys = [key for key in bare[0].keys() | bare[1].keys() if bare[0].get(key) != bare[1].get(key)]
    said = ["；".join(f"{key} {node.get(key, '（无）')}" for key in sorted(keys)) for node in bare]
    return said[0], said[1], tuple(one["path"])


def _difference(bench: Bench, facts: Facts, written: Facts, changed: list[str]) -> Breach | None:
    """Return the first place at which two ways of writing the same facts come out differently."""
    before, after = bench.result(facts), bench.result(written)
    for was, now in zip(bench.nodes(before), bench.nodes(after), strict=True):
        found = _unequal(was, now)
        if found is not None:
            args = {"name": now.name, "before": _said(facts), "after": _said(written)}
            args |= dict(zip(("what", "was", "now"), found, strict=True))
            paths = tuple(item.indicator.path for name in changed if name in bench.named and (item := bench.named[name].item) is not None)
            return Breach((facts, written), args, (*paths, now.path), bench.places.get(now.path))
    return None


def _unequal(was: Node, now: Node) -> tuple[str, str, str] | None:
    if was.verdict is not now.verdict:
        return "结论", was.verdict.value, now.verdict.value
    if was.marks != now.marks:
        return "得分", marks_text(was.marks), marks_text(now.marks)
    if was.number != now.number:
        return "实际值", str(was.number), str(now.number)
    return None


def _said(facts: Facts) -> str:
    return "；".join(f"{name} = {value}" for name, value in facts.items())
