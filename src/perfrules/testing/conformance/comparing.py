"""Comparing an answer with what is expected: numbers by their value, notes as a set, everything else as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

__all__ = ["differences"]

_NUMBERS = frozenset({"low", "high", "number", "completion"})
"""The fields that hold numbers: `"0.5"` and `"1/2"` are the same there."""

_SETS = frozenset({"notes"})
_EXACT = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400}|/0*[1-9][0-9]{0,399})?")


def differences(expected: Mapping[str, Any], got: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths of the fields in which an answer is not what is expected; fields that nobody expects are not looked at.

    A field that is left out is the same as `null`.

    >>> differences({"verdict": "达标", "marks": {"low": "1/2"}}, {"verdict": "达标", "marks": {"low": "0.50", "high": "1"}, "extra": 1})
    ()
    >>> differences({"verdict": "达标", "intervals": [{"low": "1"}]}, {"verdict": "待定", "intervals": [{"low": "2"}]})
    ('verdict', 'intervals[0].low')
    """
    return tuple(_fields(expected, got, ""))


def _fields(expected: Mapping[str, Any], got: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, wanted in expected.items():
        yield from _values(wanted, got.get(name), f"{path}.{name}" if path else name, name)


def _values(wanted: Any, given: Any, path: str, name: str) -> Iterator[str]:
    match wanted, given:
        case dict(), dict():
            yield from _fields(wanted, given, path)
        case list(), list() if name in _SETS:
            if {str(one) for one in wanted} != {str(one) for one in given}:
                yield path
        case list(), list() if len(wanted) == len(given):
            for index, (one, other) in enumerate(zip(wanted, given, strict=True)):
                yield from _values(one, other, f"{path}[{index}]", name)
        case str(), str() if name in _NUMBERS:
            if _number(wanted) != _number(given):
                yield path
        case _:
            if type(wanted) is not type(given) or wanted != given:
                yield path


def _number(text: str) -> Fraction | str:
    """Return the number that a text means; a text that is none stands for itself, such as a day."""
    return Fraction(text) if _EXACT.fullmatch(text) else text
