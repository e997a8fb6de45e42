"""Renderings: the many texts in which tables write the same target value."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from hypothesis import strategies as st

from perfrules.target import Target
from perfrules.target.body import Change, Dates, Every, Form, Graded, Measure, OneOf, Placeholder, Rank
from perfrules.target.render import is_base
from perfrules.testing.strategies.amounts import amounts_of, leading_amounts_of
from perfrules.testing.strategies.calendar import dates_of
from perfrules.testing.strategies.choice import one_among
from perfrules.testing.strategies.numerals import chinese, fullwidth
from perfrules.testing.strategies.targets import holds_comparator
from perfrules.testing.strategies.values import read_target
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.words import Comparator, Emptiness, standard_words

__all__ = ["renderings"]

Slots = tuple[tuple[str, ...], ...]
"""A text in parts, each with its spellings."""

_BLANKS = ("", "", " ", "　")
_SIGNS = {
    Comparator.GE: ("≥", ">=", "≧", "＞＝"),
    Comparator.GT: (">", "＞"),
    Comparator.LE: ("≤", "<=", "≦", "＜＝"),
    Comparator.LT: ("<", "＜"),
    Comparator.EQ: ("=", "＝", "﹦"),
}
_QUOTES = frozenset("\"“”'「」‘’()[],。;、；，．（）［］")


class _Place(NamedTuple):
    """Where a part stands: behind a subject words are read more strictly, as a part of several nothing stands around it."""

    labelled: bool = False
    inside: bool = False


_ALONE, _CHANGE = _Place(), _Place(labelled=True, inside=True)


def renderings(target: Target | str) -> st.SearchStrategy[str]:
    """Draw texts that mean the same as a target: signs and words, digits of any width, Chinese and financial numerals, other units.

    Every one is read by `parse_target` as an equal target. Parts of composite targets are written each in its own way; what has
    one wording only (grades, prose) has blanks, quotes and a full stop around it, and an empty cell every word for it.

    >>> from hypothesis import find, settings
    >>> once = settings(database=None, derandomize=True)
    >>> [find(renderings("≥1.2万元"), lambda text: word in text, settings=once) for word in ("", "１．２", "以上")]
    ['≥1.2万元', '≥１．２万元', '1.2万元以上']
    """
    return _rendered(read_target(target))


@lru_cache(maxsize=512)
def _rendered(target: Target) -> st.SearchStrategy[str]:
    texts = _of_target(target)
    if isinstance(target.body, Measure | Change | Dates | Rank | Every | OneOf):
        return st.tuples(texts, st.sampled_from([False, False, True])).map(_widened)
    return texts


def _widened(drawn: tuple[str, bool]) -> str:
    text, wide = drawn
    return fullwidth(text) if wide else text


def _of_target(target: Target, place: _Place = _ALONE) -> st.SearchStrategy[str]:
    if target.label:
        bare = _of_target(Target(target.body), _Place(labelled=True, inside=True))
        joints = ("", ":", "：") if not target.label[-1].isascii() else (":", "：")
        return st.tuples(st.sampled_from([target.label + joint for joint in joints]), bare).map("".join)
    match target.body:
        case Every(parts):
            return _several(parts, (";", "；"))
        case OneOf(parts):
            return _several(parts, ("或", "或者"))
        case Placeholder(emptiness):
            return st.sampled_from(_placeholders(emptiness))
        case Measure() | Change() | Dates() | Rank():
            found = [slots for slots in _forms(target, place) if all(slots)]
            return st.one_of([st.tuples(*map(one_among, slots)).map("".join) for slots in found])
        case _:
            return st.sampled_from(_framed(str(target), place))


def _several(parts: tuple[Target, ...], joints: tuple[str, ...]) -> st.SearchStrategy[str]:
    def joined(drawn: tuple[str, tuple[str, ...]]) -> str:
        return drawn[0].join(drawn[1])

    if any(isinstance(part.body, Graded) and holds_comparator(part.body.word) for part in parts):
        texts = [st.just(str(part)) for part in parts]  # 未达成预期 before an amount reads as 未达 and the amount
    else:
        texts = [_of_target(part, _Place(inside=True)) for part in parts]
    if joints[0] == ";":
        grouped = ["或" in str(part) for part in parts]
        texts = [one.map("({})".format) if inside else one for one, inside in zip(texts, grouped, strict=True)]
    return st.tuples(st.sampled_from(joints), st.tuples(*texts)).map(joined)


@cache
def _placeholders(emptiness: Emptiness) -> tuple[str, ...]:
    words = [word for word, meant in standard_words().placeholders.items() if meant is emptiness]
    return tuple(chain.from_iterable((word, f" {word}", f"{word}　") for word in words))


def _framed(text: str, place: _Place) -> tuple[str, ...]:
    """Return a wording with blanks, quotes or a full stop around it; as a part of several it stands alone."""
    if place.inside or _QUOTES & set(text):
        return (text,)
    return (text, f" {text}", f"{text}　", f"{text}。", f"“{text}”", f"「{text}」", f"({text})")


def _forms(target: Target, place: _Place) -> Iterator[Slots]:
    """Yield the forms of a target on an axis; its canonical text is the first and always there."""
    match target.body:
        case Measure(values, unit, form):
            yield from _measured(values, unit, form, str(target), place)
        case Change():
            yield ((str(target),),)
            yield from _changed(target.body)
        case Dates(values, yearless):
            yield ((str(target),),)
            if len(values.intervals) == 1:
                yield from (((text,),) for text in dates_of(values.intervals[0].on_integers(), yearless=yearless))
        case Rank(values):
            yield ((str(target),),)
            if len(values.intervals) == 1:
                yield (_ranks(values.intervals[0].on_integers()),)


def _measured(values: IntervalSet, unit: Unit, form: Form, text: str, place: _Place) -> Iterator[Slots]:
    yield ((text,),)
    only = values.intervals[0] if len(values.intervals) == 1 else None
    if unit.symbol == ":" or unit.symbol.startswith("/"):
        return
    if only is not None and form in (Form.ABOUT, Form.AROUND) and only.low is not None and only.high is not None:
        yield from _approximate(only.low, only.high, unit, form, place)
    elif only is not None and only != Interval():
        yield from _interval(only, unit, place)
    elif 1 < len(values.intervals) <= 3:
        pieces = [list(_interval(one, unit, place)) for one in values]
        yield tuple(chain(*(((("或",),) if index else ()) + piece[0] for index, piece in enumerate(pieces))))


def _interval(one: Interval, unit: Unit, place: _Place) -> Iterator[Slots]:
    low, high = one.low, one.high
    if one.is_point and low is not None:
        yield from _bound(Comparator.EQ, low, unit, place)
        yield (leading_amounts_of(low, unit, words=not place.labelled),)
        return
    lower, upper = (Comparator.GE if one.low_closed else Comparator.GT), (Comparator.LE if one.high_closed else Comparator.LT)
    if low is None or high is None:
        yield from _bound(upper if low is None else lower, (high if low is None else low) or Fraction(0), unit, place)
        return
    first, last = (write_number(end / unit.factor) for end in (low, high))
    tail = (amounts_of(high, unit, words=False)[0].removeprefix(last),)
    left, right = ("[" if one.low_closed else "("), ("]" if one.high_closed else ")")
    yield ((left,), (first,), (",", ", "), (last,), (right,), tail)
    if not place.labelled:
        yield (_words(lower, place), amounts_of(low, unit), ("且", "并且", ";"), _words(upper, place), amounts_of(high, unit))
    if one.low_closed and one.high_closed and low >= 0:
        yield (amounts_of(low, unit, words=False), ("-", "~", "至", "到", "～", "－"), amounts_of(high, unit, words=False))


def _bound(sign: Comparator, edge: Fraction, unit: Unit, place: _Place) -> Iterator[Slots]:
    """Yield a comparison with its sign or word before the amount, or with a word behind it."""
    yield (_words(sign, place), _BLANKS, amounts_of(edge, unit))
    behind = tuple(word for word, meant in standard_words().after.items() if meant is sign and word not in ("内", "+"))
    if behind and not unit.label and edge >= 0:
        yield (leading_amounts_of(edge, unit, words=not place.labelled), behind)


@cache
def _words(sign: Comparator, place: _Place) -> tuple[str, ...]:
    words = standard_words()
    reach = () if place.labelled else tuple(word for word, meant in words.reach.items() if meant is sign and word != "前")
    return (*_SIGNS[sign], *(word for word, meant in words.before.items() if meant is sign), *reach)


def _approximate(low: Fraction, high: Fraction, unit: Unit, form: Form, place: _Place) -> Iterator[Slots]:
    centre, spread = (low + high) / 2, (high - low) / 2
    if form is Form.AROUND and centre:
        yield (amounts_of(centre, unit, words=False)[:2], ("±", "+/-"), amounts_of(spread, unit, words=False)[:2])
        return
    if form is Form.AROUND or centre <= 0:
        return
    words = standard_words()
    yield (("约", *words.about_before), amounts_of(centre, unit, words=False))
    if not unit.label:
        yield (leading_amounts_of(centre, unit, words=not place.labelled), words.about_after)


def _changed(body: Change) -> Iterator[Slots]:
    """Yield a change with one bound or one value in other words."""
    if len(body.values.intervals) != 1 or not body.turn or not is_base(body.base) or not body.unit.symbol or body.form is Form.ABOUT:
        return
    one = (body.values if body.turn > 0 else body.values.mirrored()).intervals[0]
    heads = (body.base,) if body.base in ("同比", "环比") else tuple(f"{word}{body.base}" for word in ("较", "比", "与", "相比"))
    # 减 and 少于 behind it would be read as 减少.
    turns = tuple(word for word in (standard_words().up if body.turn > 0 else standard_words().down) if len(word) > 1)
    for bound in _interval(one, body.unit, _CHANGE) if one.low is None or one.high is None or one.is_point else ():
        yield (heads, turns, *bound)


def _ranks(one: Interval) -> tuple[str, ...]:
    low, high = one.low, one.high
    if low is None or high is None:
        return ()
    numerals = [str(int(high)), fullwidth(str(int(high))), *([chinese(int(high))] if high <= 99 else [])]
    if low == high:
        return tuple(f"第{number}{word}" for number in numerals for word in ("名", "位"))
    if low > 1:
        return ()
    return (*(f"前{number}{word}" for number in numerals for word in ("名", "位")), *(f"不低于第{number}名" for number in numerals))
