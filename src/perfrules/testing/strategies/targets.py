"""Targets of every kind: the meaning is drawn, written as a table would print it, and read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from hypothesis import strategies as st

from perfrules.target import Target, parse_target
from perfrules.target.body import Body, Change, Dates, Every, Form, Measure, OneOf, Rank
from perfrules.testing.strategies.choice import one_among
from perfrules.testing.strategies.conflict import refuse
from perfrules.testing.strategies.grids import places_of
from perfrules.testing.strategies.quantities import COMMON_UNITS, as_unit
from perfrules.value.day import ANY_YEAR
from perfrules.value.interval import IntervalSet
from perfrules.value.lexicon import standard_lexicon
from perfrules.value.unit import Unit
from perfrules.value.vocabulary import Kind
from perfrules.value.words import standard_words

__all__ = ["KINDS", "grade_words", "holds_comparator", "targets"]

KINDS = ("quantity", "grade", "date", "change", "rank", "all", "any", "placeholder", "text")
"""The kinds of target values, as `Target.kind` names them."""

_MOST = 10**6
_DAY = date(2025, 12, 31)
_LABELS = ("甲地", "乙地", "丙地")
_PROSE = "戊己庚辛壬癸"
_CHANGED = ("个百分点", "%", "家", "万元")
Sets = Callable[[Fraction, Fraction], IntervalSet]


def targets(kinds: str | Iterable[str] | None = None, units: str | Unit | Iterable[str | Unit] | None = None) -> st.SearchStrategy[Target]:
    """Draw target values (指标值) of any kind, or of some `kinds`: quantity, grade, date, change, rank, all, any, placeholder, text.

    `units` is a unit or several, for amounts and what is made of them; without it the units that most tables use.
    Everything that is drawn has a canonical text that reads as an equal target. A kind that does not exist is `InvalidArgument`.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> str(find(targets("quantity"), lambda target: True, settings=once))
    '≥0家'
    >>> str(find(targets("all", units="万元"), lambda target: True, settings=once))
    '甲地≥0万元;乙地≥0万元'
    """
    wanted = KINDS if kinds is None else (kinds,) if isinstance(kinds, str) else tuple(dict.fromkeys(kinds))
    unknown = [kind for kind in wanted if kind not in KINDS]
    if unknown or not wanted:
        refuse(f"没有这种指标值：{'、'.join(unknown)}；有 {'、'.join(KINDS)}", f"no such kind of target: {', '.join(unknown)}")
    measures = None if units is None else (as_unit(units),) if isinstance(units, str | Unit) else tuple(map(as_unit, units))
    if measures == ():
        refuse("units 是空的：写上至少一个单位", "units is empty: give at least one")
    return st.one_of([_of_kind(kind, measures) for kind in wanted])


@cache
def _of_kind(kind: str, units: tuple[Unit, ...] | None) -> st.SearchStrategy[Target]:
    given = tuple(map(as_unit, COMMON_UNITS)) if units is None else units
    match kind:
        case "quantity":
            return _measures(given, _SETS).map(_read)
        case "grade":
            return one_among(grade_words()).map(parse_target)
        case "date":
            return _dates().map(_read)
        case "change":
            return _changes(tuple(map(as_unit, _CHANGED)) if units is None else units).map(_read)
        case "rank":
            return _ranks().map(_read)
        case "all":
            return _several(given, Every)
        case "any":
            return _several(given, OneOf)
        case "placeholder":
            return st.sampled_from(list(standard_words().placeholders)).map(parse_target)
        case _:
            return st.text(_PROSE, min_size=2, max_size=8).map(parse_target)


def _read(body: Body) -> Target:
    """Return what the canonical text of a meaning says."""
    return parse_target(str(Target(body)))


_HOLDS: Mapping[str, Sets] = MappingProxyType(
    {
        "≥": lambda low, _: IntervalSet.at_least(low),
        "≤": lambda low, _: IntervalSet.at_most(low),
        ">": lambda low, _: IntervalSet.above(low),
        "<": lambda low, _: IntervalSet.below(low),
        "=": lambda low, _: IntervalSet.point(low),
    }
)
_SETS: Mapping[str, Sets] = MappingProxyType(
    {
        **_HOLDS,
        Form.BARE.value: lambda low, _: IntervalSet.point(low),
        "-": IntervalSet.between,
        "[)": lambda low, high: IntervalSet.between(low, high, high_closed=False),
        "(]": lambda low, high: IntervalSet.between(low, high, low_closed=False),
        "()": lambda low, high: IntervalSet.between(low, high, low_closed=False, high_closed=False),
        Form.AROUND.value: lambda low, high: IntervalSet.between(low, 2 * high - low),
        Form.ABOUT.value: lambda low, _: IntervalSet.between(low * Fraction(19, 20), low * Fraction(21, 20)),
        "或": lambda low, high: IntervalSet.below(low) | IntervalSet.above(high),
        "≠": lambda low, _: ~IntervalSet.point(low),
    }
)
_FORMS = MappingProxyType({form.value: form for form in (Form.BARE, Form.AROUND, Form.ABOUT)})


def _measures(units: tuple[Unit, ...], sets: Mapping[str, Sets]) -> st.SearchStrategy[Measure]:
    """Draw sets of amounts; the two numbers count the last of the places that are kept."""

    def measure(drawn: tuple[tuple[str, Unit, Fraction], int, int]) -> Measure:
        (shape, unit, step), first, gap = drawn
        low, high = first * step, (first + gap) * step
        if not first and shape == Form.ABOUT.value:
            low = step
        return Measure(sets[shape](low, high), unit, _FORMS.get(shape, Form.COMPARED))

    steps = [(unit, unit.factor / 10**places) for places in (0, 1, 2) for unit in units if places <= places_of(unit)]
    kinds = [(shape, *step) for step in steps for shape in sets]
    return st.tuples(one_among(kinds), st.integers(0, _MOST), st.integers(1, 10**4)).map(measure)


@cache
def grade_words() -> tuple[str, ...]:
    """Return the words of the scales that are grades by themselves, plain ones first."""
    senses = standard_lexicon().vocabulary.senses.meanings
    listed = (word for word, meant in senses.items() if meant[0].kind is Kind.LEVEL and parse_target(word).kind == "grade")
    return tuple(sorted(listed, key=lambda word: ("不" in word, senses[word][0].low < senses[word][0].top, len(word) != 2)))


def holds_comparator(word: str) -> bool:
    """Tell whether a comparison word stands in a grade (不满意): before a subject and an amount it would be read as one."""
    words = standard_words()
    return any(one in word for one in (*words.before, *words.reach))


_DATE_SETS: Mapping[str, Callable[[date, int], tuple[date | None, date | None]]] = MappingProxyType(
    {
        "前": lambda day, _: (None, day),
        "起": lambda day, _: (day, None),
        "日": lambda day, _: (day, day),
        "月": lambda day, _: (day.replace(day=1), (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)),
        "年": lambda day, _: (day.replace(month=1, day=1), day.replace(month=12, day=31)),
        "至": lambda day, gap: (day, day + timedelta(gap)),
    }
)


def _dates() -> st.SearchStrategy[Dates]:
    def dates(drawn: tuple[str, int, int, bool]) -> Dates:
        shape, offset, gap, yearless = drawn
        day = _DAY + timedelta(offset)
        yearless = yearless and shape in ("前", "起", "日")
        if yearless:
            day = date(ANY_YEAR, day.month, day.day)
        first, last = _DATE_SETS[shape](day, gap)
        low, high = (None if end is None else Fraction(end.toordinal()) for end in (first, last))
        if low is None or high is None:
            return Dates(IntervalSet.at_most(high) if high is not None else IntervalSet.at_least(low or Fraction(0)), yearless)
        return Dates(IntervalSet.between(low, high), yearless)

    return st.tuples(st.sampled_from(list(_DATE_SETS)), st.integers(-3_000, 3_000), st.integers(1, 700), st.booleans()).map(dates)


def _changes(units: tuple[Unit, ...]) -> st.SearchStrategy[Change]:
    bases = ("上年", "同比", "环比", *(base for base in standard_words().bases if base != "上年"))

    def change(drawn: tuple[str, tuple[int, Measure]]) -> Change:
        base, (turn, measure) = drawn
        values = measure.values if turn > 0 else measure.values.mirrored()
        return Change(values, measure.unit, base, turn, measure.form)

    sets = {name: _SETS[name] for name in ("≥", "≤", "=", Form.BARE.value)}
    return st.tuples(st.sampled_from(bases), st.tuples(st.sampled_from([1, -1]), _measures(units, sets))).map(change)


def _ranks() -> st.SearchStrategy[Rank]:
    def rank(drawn: tuple[bool, int, int]) -> Rank:
        ahead, first, gap = drawn
        low, high = Fraction(1 if ahead else first), Fraction(first + 1 if ahead else first + gap)
        return Rank(IntervalSet.between(low, high))

    return st.tuples(st.sampled_from([True, False]), st.integers(1, 100), st.integers(0, 20)).map(rank)


def _several(units: tuple[Unit, ...], kind: type[Every | OneOf]) -> st.SearchStrategy[Target]:
    """Draw amounts of two or three subjects; a grade may stand among them, but not alone."""

    def several(drawn: tuple[Measure, list[Measure], Target | None]) -> Target:
        first, rest, grade = drawn
        parts = [Target(body, label) for label, body in zip(_LABELS, (first, *rest), strict=False)]
        return _read(kind(tuple(parts if grade is None else [parts[0], grade, *parts[2:]])))

    amounts = _measures(units, _HOLDS)
    words = [word for word in grade_words() if not holds_comparator(word)]
    grades = one_among((None, None, *words)).map(lambda word: None if word is None else parse_target(word))
    return st.tuples(amounts, st.lists(amounts, min_size=1, max_size=2), grades).map(several)
