"""Formulas in columns: amounts from data, and conditions that hold, fail, or stay open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfrules.bulk.columns.algebra import ALWAYS, Compare, Condition, Number, all_of, any_of
from perfrules.bulk.columns.amounts import Amount, absolute, chosen, compare, constant, divided, multiplied, negative, summed
from perfrules.formula import Compiled
from perfrules.formula.term import Term, slots_of

__all__ = ["Computed", "Datum", "Open", "amount_of", "computed", "opened"]

_OPPOSITE: Mapping[str, Any] = {"=": "≠", "≠": "=", "≥": "<", "<": "≥", "≤": ">", ">": "≤"}


@frozen
class Datum:
    """A datum in columns: its amount, when it is known, and when it is there but cannot be trusted."""

    amount: Amount
    known: Condition = ALWAYS
    doubtful: tuple[Condition, ...] = ()


@frozen
class Computed:
    """The value of a formula: when all of its data are known, when it divides zero or something else by zero, and when it is doubtful."""

    amount: Amount
    complete: Condition
    zero_by_zero: Condition
    by_zero: Condition
    defined: Condition
    doubtful: tuple[Condition, ...]


@frozen
class Open:
    """A condition of three values: when it holds, when it fails, and when the answer is doubtful; open where neither."""

    holds: Condition
    fails: Condition
    doubtful: tuple[Condition, ...] = ()


def amount_of(term: Term, amounts: Sequence[Amount]) -> Amount:
    """Return the amount of a term from those of its names."""
    match term:
        case ("number", (n, d)):
            return constant(Fraction(n, d))
        case ("slot", slot):
            return amounts[slot]
        case ("minus", part):
            return negative(amount_of(part, amounts))
        case ("absolute", part):
            return absolute(amount_of(part, amounts))
        case ("plus", left, right):
            return summed([amount_of(left, amounts), amount_of(right, amounts)])
        case ("less", left, right):
            return summed([amount_of(left, amounts), negative(amount_of(right, amounts))])
        case ("times", left, right):
            return multiplied(amount_of(left, amounts), amount_of(right, amounts))
        case ("over", left, right):
            return divided(amount_of(left, amounts), amount_of(right, amounts))
        case ("sum", parts):
            return summed([amount_of(part, amounts) for part in parts])
        case ("largest" | "smallest" as word, parts):
            return chosen([amount_of(part, amounts) for part in parts], largest=word == "largest")
    raise AssertionError(term[0])


def computed(compiled: Compiled, data: Mapping[str, Datum]) -> Computed | None:
    """Return the value of a formula; `None` where one of its data is never known."""
    found = [data.get(name) for name in compiled.names]
    known = [datum for datum in found if datum is not None]
    if len(known) < len(found):
        return None
    amount = amount_of(compiled.checked.term, [datum.amount for datum in known])
    complete = all_of(*(datum.known for datum in known))
    zero_by_zero, by_zero, defined = _divisions(amount)
    doubtful = (*(one for datum in known for one in datum.doubtful), *(all_of(complete, one) for one in amount.beyond))
    return Computed(
        amount,
        complete,
        all_of(complete, zero_by_zero),
        all_of(complete, by_zero),
        all_of(complete, defined),
        tuple(dict.fromkeys(doubtful)),
    )


def _divisions(amount: Amount) -> tuple[Condition, Condition, Condition]:
    """Return when the first division by zero has a dividend of zero, when another one, and when there is no such division."""
    both: list[Condition] = []
    other: list[Condition] = []
    before: list[Condition] = []
    zero = Number(0)
    for divisor, dividend in amount.zeros:
        here = Compare("=", divisor, zero)
        both.append(all_of(*before, here, Compare("=", dividend, zero)))
        other.append(all_of(*before, here, Compare("≠", dividend, zero)))
        before.append(Compare("≠", divisor, zero))
    return any_of(*both), any_of(*other), all_of(*before)


def opened(compiled: Compiled, data: Mapping[str, Datum]) -> Open:
    """Return a condition of a ruleset as two conditions (Kleene)."""
    return _opened(compiled.checked.term, compiled.names, data)


def _opened(term: Term, names: Sequence[str], data: Mapping[str, Datum]) -> Open:
    match term:
        case ("all", parts):
            inner = [_opened(part, names, data) for part in parts]
            return Open(all_of(*(one.holds for one in inner)), any_of(*(one.fails for one in inner)), _doubts(inner))
        case ("any", parts):
            inner = [_opened(part, names, data) for part in parts]
            return Open(any_of(*(one.holds for one in inner)), all_of(*(one.fails for one in inner)), _doubts(inner))
        case ("not", (part,)):
            one = _opened(part, names, data)
            return Open(one.fails, one.holds, one.doubtful)
        case ("compare", sign, left, right):
            return _compared(sign, left, right, names, data)
    raise AssertionError(term[0])


def _doubts(parts: Sequence[Open]) -> tuple[Condition, ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part.doubtful))


def _compared(sign: Any, left: Term, right: Term, names: Sequence[str], data: Mapping[str, Datum]) -> Open:
    slots = sorted(slots_of(left) | slots_of(right))
    if any(names[slot] not in data for slot in slots):
        return Open(any_of(), any_of())
    needed = [data[names[slot]] for slot in slots]
    amounts = [data[name].amount if name in data else constant(Fraction(0)) for name in names]
    one, other = amount_of(left, amounts), amount_of(right, amounts)
    complete = all_of(*(datum.known for datum in needed))
    defined = all_of(*(_divisions(side)[2] for side in (one, other)))
    holds, beyond = compare(sign, one, other)
    fails, _ = compare(_OPPOSITE[sign], one, other)
    doubtful = (*(doubt for datum in needed for doubt in datum.doubtful), *(all_of(complete, here) for here in beyond))
    return Open(all_of(complete, defined, holds), all_of(complete, defined, fails), tuple(dict.fromkeys(doubtful)))
