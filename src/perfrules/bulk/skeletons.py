"""Skeletons: texts that differ by one number only are read once.

`≥95%`, `≥96.5%` … have one skeleton: a word of comparison in front, a unit and perhaps a word of comparison behind. It is read for many
numbers by the grammar itself; where all of them mean the same but for the number, so do the others.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

import polars as pl
from attrs import frozen

from perfrules.bulk.laws import Kind
from perfrules.target import Target, parse_target
from perfrules.target.body import Form, Measure
from perfrules.target.bounds import read_comparator
from perfrules.target.simple import unit_words
from perfrules.text.errors import PerfRulesError
from perfrules.text.fold import fold
from perfrules.value.unit_table import find_unit
from perfrules.value.words import standard_words

__all__ = ["Skeleton", "kind_of", "skeleton_of", "split"]

_PROBES = ("1", "7", "12", "31", "100", "2025", "30000", "1.5", "0.75", "12.31", "2025.12")
_FEW_PROBES = ("1", "12.31", "2025")
_CELL = r"^([^0-9]{0,8})(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,4}))?([^0-9]{0,12})$"
_WIDE_CELL = r"^([^0-9０-９]{0,8})(０|[１-９][０-９]{0,14})(?:[．.]([０-９]{1,4}))?([^0-9０-９]{0,12})$"
_WIDE_DIGIT = "[０-９]"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_PART_OF_DATE = re.compile(r"\s*(?:月|季度)")
_YEAR = re.compile(r"\s*年")
_TIME = re.compile(r"\s*[日号季旬点时期]")
_YEARS = (1900, 2100)
"""Before 年, whole numbers from here to there name a year."""


@frozen
class Skeleton:
    """What texts of one skeleton mean: the target at number 1, and for an actual value its kind."""

    target: Target
    kind: Kind | None


def split(texts: pl.Series) -> pl.DataFrame:
    """Return the parts of texts that may have a skeleton: what stands around the number, its digits as a whole number, its decimals.

    `plain` tells that the number names no year, `wide` that its digits are full-width ones.

    >>> split(pl.Series(["≥95.5%", "2025年", "≥９５％"])).rows()
    [('≥', '%', True, 955, 1, False), ('', '年', False, 2025, 0, False), ('≥', '％', True, 95, 0, True)]
    """
    narrow = texts.str.extract_groups(_CELL).struct
    parts = {place: narrow.field(place) for place in "1234"}
    is_wide = texts.str.contains(_WIDE_DIGIT)
    if is_wide.any():
        wide = texts.set(~is_wide, None).str.extract_groups(_WIDE_CELL).struct
        is_wide = wide.field("2").is_not_null()
        parts = {place: column.zip_with(~is_wide, wide.field(place)) for place, column in parts.items()}
    whole, decimals = (_narrow(parts[place], is_wide) for place in "23")
    digits = whole + decimals.fill_null("")
    number = digits.cast(pl.Int64, strict=False)
    names_year = parts["4"].str.contains(r"^\s*年") & whole.cast(pl.Int64, strict=False).is_between(*_YEARS)
    return pl.DataFrame(
        {
            "before": parts["1"],
            "behind": parts["4"],
            "plain": number.is_not_null() & ~names_year,
            "digits": number,
            "decimals": (digits.str.len_bytes() - whole.str.len_bytes()).cast(pl.Int32),
            "wide": is_wide,
        }
    )


def _narrow(digits: pl.Series, is_wide: pl.Series) -> pl.Series:
    return digits.str.replace_many(list("０１２３４５６７８９"), list("0123456789")) if is_wide.any() else digits


@lru_cache(maxsize=4096)
def skeleton_of(before: str, behind: str, unit: str = "", operator: str = "", *, wide: bool = False) -> Skeleton | None:
    """Return the skeleton of what stands around a number, with the columns beside it; `None` where it has none.

    The number then decides about more than the amount: 12月 is a month.

    >>> str(skeleton_of("不低于", "万元").target), skeleton_of("第", "名"), skeleton_of("", "月")
    ('≥1万元', None, None)
    """
    if not _is_known(before, behind):
        return None
    probes = _probes(behind, beside=bool(unit or operator))
    found = [_read(before + (number.translate(_WIDE) if wide else number) + behind, unit, operator) for number in probes]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    first = known[0]
    numbers = [Fraction(number) for number in probes]
    if not all(_is_scaled(first, one, number) for one, number in zip(known, numbers, strict=True)):
        return None
    return Skeleton(first, kind_of(first))


def _probes(behind: str, *, beside: bool) -> tuple[str, ...]:
    """Return the numbers that are tried.

    With a unit behind it that has nothing to do with days a number is an amount, whatever it is: no combination of a comparison, a
    unit and a word behind it that there is says otherwise. The laws draw from them.
    """
    if _YEAR.match(behind):
        return tuple(number for number in _PROBES if not _YEARS[0] <= float(number) <= _YEARS[1])
    if not behind.strip() or _TIME.match(behind):
        return _PROBES
    return _FEW_PROBES if beside else _FEW_PROBES[:1]


def kind_of(value: Target) -> Kind | None:
    """Return the kind of an actual value that is one number as it was written; `None` for any other."""
    body = value.body
    if not isinstance(body, Measure) or body.form is not Form.BARE or body.values.the_point is None:
        return None
    return Kind(body.unit, value.label, value.notes)


def _is_known(before: str, behind: str) -> bool:
    """Tell whether only words of comparison and units stand around the number."""
    sign, rest = fold(before).text.strip(), fold(behind).text.strip()
    if (sign and read_comparator(sign) is None) or _PART_OF_DATE.match(behind):
        return False
    ends = [len(word) for word in standard_words().after if word and rest.endswith(word)]
    return any(not (word := rest[: len(rest) - length]) or word in unit_words() or find_unit(word).known for length in (0, *ends))


def _read(text: str, unit: str, operator: str) -> Target | None:
    try:
        return parse_target(text, unit=unit or None, operator=operator or None)
    except PerfRulesError:
        return None


def _is_scaled(first: Target, other: Target, number: Fraction) -> bool:
    """Tell whether a target is the one of number 1 but for its number."""
    one, two = first.body, other.body
    if not isinstance(one, Measure) or not isinstance(two, Measure) or first.label != other.label:
        return False
    same = (str(one.unit), one.unit, one.unit.factor, one.form) == (str(two.unit), two.unit, two.unit.factor, two.form)
    notes = [note.code for note in first.notes] == [note.code for note in other.notes]
    return same and notes and len(two.values.intervals) == 1 and one.values.scaled(number) == two.values
