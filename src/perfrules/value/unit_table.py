"""The unit table: the words of `rulesets/vocab/units.perf`, read once, and lookups in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType

from attrs import frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import UnitError
from perfrules.text.resources import read_resource
from perfrules.value.numeral import MAGNITUDES, read_number
from perfrules.value.unit import NO_UNIT, Unit, per, prefixed

__all__ = ["UnitTable", "find_unit", "has_magnitude", "read_unit_table", "standard_units"]

_LINE = re.compile(r"(单位|量词|离散)\s+(.+)")
_RATIO = re.compile(r"([0-9./]+)\s*(\S+)")
_MAGNITUDES = tuple(sorted(MAGNITUDES, key=len, reverse=True))


@frozen
class UnitTable:
    """All known unit words, each with its exact meaning."""

    words: Mapping[str, Unit]

    def find(self, word: str) -> Unit | None:
        """Return the unit that a word names, with a magnitude in front where there is one; `None` if unknown."""
        if (unit := self.words.get(word)) is not None:
            return unit
        for magnitude in _MAGNITUDES:
            if word.startswith(magnitude):
                rest = word[len(magnitude) :].lstrip()
                base = NO_UNIT if not rest else self.words.get(rest)
                if base is not None:
                    return prefixed(magnitude, MAGNITUDES[magnitude], base)
        return None


def read_unit_table(text: str) -> UnitTable:
    """Read the lines of a unit table; a line that cannot be read is a `UnitError` which names it.

    >>> table = read_unit_table("单位 元\\n单位 万元 = 10000元\\n量词 家")
    >>> table.words["万元"].factor, table.words["家"].discrete
    (Fraction(10000, 1), True)
    """
    words: dict[str, Unit] = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = re.sub(r"(^|\s)#.*", "", raw.replace("＝", "=").replace("　", " ").replace("（", "(").replace("）", ")")).strip()
        if line:
            _add(words, line, number)
    return UnitTable(MappingProxyType(words))


def _add(words: dict[str, Unit], line: str, number: int) -> None:
    match = _LINE.fullmatch(line)
    if match is None:
        raise _bad(line, number, "行首应为 单位、量词 或 离散")
    kind, rest = match[1], match[2]
    left, equals, right = rest.partition("=")
    names_text, _, attribute = left.strip().partition(" ")
    if attribute.strip() not in ("", "通用"):
        raise _bad(line, number, f"不认识的属性「{attribute.strip()}」")
    names = names_text.split("、")
    unit = Unit(
        names[0],
        ((names[0], 1),),
        discrete=kind != "单位",
        count=kind == "量词",
        generic=attribute.strip() == "通用",
    )
    if equals:
        unit = _converted(words, unit, right.strip(), line, number)
    for name in names:
        if not name or name in words:
            raise _bad(line, number, f"「{name}」重复或为空")
        words[name] = Unit(name, unit.dimension, unit.factor, unit.discrete, unit.count, unit.generic)


def _converted(words: Mapping[str, Unit], unit: Unit, ratio: str, line: str, number: int) -> Unit:
    match = _RATIO.fullmatch(ratio)
    factor = read_number(match[1]) if match else None
    base = words.get(match[2]) if match else None
    if factor is None or factor <= 0 or base is None:
        raise _bad(line, number, "等号后应为一个正数和一个前面已有的单位")
    return Unit(unit.symbol, base.dimension, base.factor * factor, unit.discrete, unit.count, unit.generic)


def _bad(line: str, number: int, why: str) -> UnitError:
    return UnitError([Diagnostic("E201", {"why": why}, source=line, where=f"第{number}行")])


@cache
def standard_units() -> UnitTable:
    """Return the unit table that ships with perfrules."""
    return read_unit_table(read_resource("rulesets/vocab/units.perf"))


_PER = re.compile(r"/|每")
_TIMES = re.compile(r"[·・、*×]")
_PART = re.compile(r"([0-9.]*)\s*(.+)")


@lru_cache(maxsize=2048)
def find_unit(text: str) -> Unit:
    """Return the unit that a text names; an unknown one is a unit of its own, marked as not `known`.

    >>> find_unit("万元/亩").dimension
    (('元', 1), ('平方米', -1))
    >>> find_unit("元/人·月") == find_unit("元/月·人"), find_unit("扎").known
    (True, False)
    """
    if not text:
        return NO_UNIT
    found = standard_units().find(text)
    if found is not None:
        return found
    numerator, *rest = _PER.split(text)
    if not rest:
        return Unit(text, ((text, 1),), known=False)
    parts = [part.strip() for piece in rest for part in _TIMES.split(piece.strip().strip("()")) if part.strip()]
    return per(find_unit(numerator.strip()), [_counted(part) for part in parts], text)


def has_magnitude(unit: Unit) -> bool:
    """Tell whether a unit counts in ten thousands or more of another one, such as 万家 and 亿元; 千米 is a unit of its own.

    >>> [has_magnitude(find_unit(word)) for word in ("亿元", "万人次", "千米", "万", "元")]
    [True, True, False, False, False]
    """
    return any(unit.symbol.startswith(word) and unit.symbol != word for word in _MAGNITUDES if MAGNITUDES[word] >= _LARGE)


_LARGE = 10_000


def _counted(part: str) -> tuple[Fraction, Unit]:
    """Read one denominator, such as 人, 100km or 10万人."""
    match = _PART.fullmatch(part)
    number = read_number(match[1]) if match and match[1] else None
    return (number or Fraction(1), find_unit(match[2] if match and number else part))
