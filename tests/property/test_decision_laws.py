"""Laws of deciding: units before values, Kleene's logic over parts, the direction by its rank of reasons, and nothing said in silence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import Quantity, Target, parse_target
from perfrules.evaluation import Direction, Verdict, criterion_for, evaluate
from perfrules.target.decide import accepts, as_target
from perfrules.target.direction import direction_of, read_directions, standard_directions
from perfrules.value.lexicon import compare_words
from perfrules.value.numeral import write_number
from perfrules.value.unit import comparable
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import DirectionSource
from property.strategies import decimals

pytestmark = pytest.mark.property

HIGHER, LOWER, EXACT = Direction.HIGHER, Direction.LOWER, Direction.EXACT
NUMBERS = decimals(0, 400, places=3)
UNITS = st.sampled_from(["%", "‰", "家", "个", "人次", "万元", "天", "个工作日", "个百分点", ""])
SIGNS = {"≥": lambda a, b: a >= b, ">": lambda a, b: a > b, "≤": lambda a, b: a <= b, "<": lambda a, b: a < b, "=": lambda a, b: a == b}


def decided(target: str, actual: object) -> tuple[bool | None, str, set[str]]:
    found = accepts(parse_target(target), as_target(actual))
    return found.answer, found.reason, {note.code for note in found.notes}


# --- one value ------------------------------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(SIGNS)), NUMBERS, NUMBERS, UNITS, UNITS)
def test_units_are_held_against_each_other_before_numbers(sign: str, bound: Fraction, actual: Fraction, unit: str, given_: str) -> None:
    wanted, other = find_unit(unit), find_unit(given_)
    found = decided(f"{sign}{write_number(bound)}{unit}", f"{write_number(actual)}{given_}")
    how = comparable(wanted, other)
    if how is None:
        assert found == (None, "unit_mismatch", set())
    elif how == "":
        assert found == (SIGNS[sign](actual * other.factor, bound * wanted.factor), "", set())
    elif how == "N202":
        assert found == (SIGNS[sign](actual, bound), "", {"N202"})
    elif given_ == "" and wanted.is_ratio:
        near = wanted.factor * bound and bound / 2 <= actual * 100 <= bound * 2
        may_be_share = actual != 0 and (actual <= 1 or (actual.denominator > 1 and actual < 10 and near))
        assert found == ((None, "percent_or_fraction", set()) if may_be_share else (SIGNS[sign](actual, bound), "", {"N203"}))
    elif unit == "" and other.is_ratio and 0 < bound <= 1:
        assert found == (None, "percent_or_fraction", set())
    else:  # a bare number has the unit of the other side
        assert found == (SIGNS[sign](actual, bound), "", {"N203"})


@given(st.sampled_from(sorted(SIGNS)), NUMBERS, NUMBERS)
def test_a_value_is_the_same_in_every_type(sign: str, bound: Fraction, actual: Fraction) -> None:
    target = parse_target(f"{sign}{write_number(bound)}家")
    wanted = SIGNS[sign](actual, bound)
    quantity = Quantity(actual, find_unit("家"))
    for value in (quantity, f"{write_number(actual)}家", parse_target(f"{write_number(actual)}家")):
        assert target.accepts(value) is wanted
    assert target.accepts(actual) is wanted
    if actual.denominator == 1:
        assert target.accepts(int(actual)) is wanted
    for wrong in (True, 1.5, [], object()):
        with pytest.raises(TypeError):
            target.accepts(wrong)
    assert decided(f"{sign}{write_number(bound)}家", None) == (None, "no_data", set())
    assert decided(f"{sign}{write_number(bound)}家", "不适用") == (None, "not_applicable", set())
    assert decided(f"{sign}{write_number(bound)}家", "暂不确定") == (None, "undetermined", set())
    assert decided("不适用", quantity) == (None, "no_target", set())


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_range_of_possible_values_decides_where_all_of_it_agrees(bound: Fraction, one: Fraction, other: Fraction) -> None:
    low, high = sorted([one, other])
    if low == high:
        return
    text = f"{write_number(low)}-{write_number(high)}家"
    answer, reason, _ = decided(f"≥{write_number(bound)}家", text)
    assert answer is (True if low >= bound else False if high < bound else None)
    assert reason == ("imprecise" if answer is None else "")


@given(st.sampled_from(["无", "无事故", "零投诉", "没有发生"]), st.integers(0, 3), st.sampled_from(["起", "件", "次", ""]))
def test_none_is_zero_where_things_are_counted(word: str, number: int, unit: str) -> None:
    for sign, wanted in (("=", number == 0), ("≤", True), ("≥", number == 0)):
        found = decided(f"{sign}{number}{unit}", word)
        assert found[0] in (wanted, None)
        if word == "无事故":
            assert found[0] is wanted
    assert decided(f"≤{number}万元", "无事故") == (None, "incomparable", set())
    assert decided("无事故", f"{number}起")[0] is (number == 0)
    assert decided("健全", f"{number}起") == (None, "incomparable", set())


@given(st.dates(date(2020, 1, 1), date(2029, 12, 31)))
def test_values_of_different_kinds_say_nothing_about_each_other(day: date) -> None:
    said = f"{day.year}年{day.month}月{day.day}日"
    kinds = {
        "≥5家": "5家",
        "健全": "健全",
        f"{said}前": said,
        "前3名": "第2名",
        "按规定推进": "按规定推进",
        "较上年提高≥5%": "较上年提高6%",
    }
    for target in kinds:
        for its, actual in kinds.items():
            answer, reason, _ = decided(target, actual)
            assert (answer is True) == (its == target), (target, actual)
            assert answer is None or its == target, (target, actual)
            assert bool(reason) == (answer is None)
    assert decided("另行通知", "以文件为准") == (None, "not_measurable", set())
    assert decided("按规定推进", "已完成")[0] is True
    assert "N226" in decided("按规定推进", "已完成")[2]
    assert decided("按规定推进", "未完成")[0] is False
    assert decided("≥5%", "较上年提高6%") == (None, "incomparable", set())


# --- composites -----------------------------------------------------------------------------------------------------------------

PARTS = st.tuples(st.sampled_from(["培训", "参训", ""]), st.sampled_from(sorted(SIGNS)), st.integers(1, 9), st.sampled_from(["家", "人次"]))
ACTUALS = st.tuples(st.sampled_from(["培训", "参训", ""]), st.integers(0, 10), st.sampled_from(["家", "人次"]))


def kleene(answers: list[bool | None], *, every: bool) -> bool | None:
    decisive = not every
    return decisive if decisive in answers else None if None in answers else every


@given(st.lists(PARTS, min_size=2, max_size=3), st.lists(ACTUALS, min_size=2, max_size=3), st.booleans())
def test_parts_are_answered_by_their_label_or_their_place(
    wanted: list[tuple[str, str, int, str]], given_: list[tuple[str, int, str]], of_one: bool
) -> None:
    target = parse_target("；".join(f"{label}{sign}{number}{unit}" for label, sign, number, unit in wanted))
    said = "；".join(f"{label}{number}{unit}" for label, number, unit in given_[:1] if of_one) or "；".join(
        f"{label}{number}{unit}" for label, number, unit in given_
    )
    actual = parse_target(said)
    if target.kind != "all" or (actual.kind != "all" and not of_one):
        return
    answers: list[bool | None] = []
    for place, (label, sign, number, unit) in enumerate(wanted):
        named = [one for one in given_ if one[0] == label] if actual.kind == "all" else []
        answer = named[0] if len(named) == 1 else given_[place] if actual.kind == "all" and place < len(given_) else given_[0]
        if actual.kind == "all" and len(named) != 1 and place >= len(given_):
            return
        answers.append(SIGNS[sign](answer[1], number) if answer[2] == unit else None)
    assert target.accepts(actual) is kleene(answers, every=True)


@given(st.lists(PARTS, min_size=2, max_size=3), ACTUALS)
def test_one_of_several_is_enough(wanted: list[tuple[str, str, int, str]], given_: tuple[str, int, str]) -> None:
    parts = [parse_target(f"{sign}{number}{unit}") for _, sign, number, unit in wanted]
    target = parts[0]
    for part in parts[1:]:
        target = target | part
    answers = [SIGNS[sign](given_[1], number) if given_[2] == unit else None for _, sign, number, unit in wanted]
    assert target.accepts(f"{given_[1]}{given_[2]}") is (
        answers[0] if len({unit for *_, unit in wanted}) == 1 and None in answers else kleene(answers, every=False)
    )


# --- implication over parts and labels --------------------------------------------------------------------------------------------


def labelled(part: tuple[str, str, int, str]) -> Target:
    label, sign, number, unit = part
    return parse_target(f"{label}{sign}{number}{unit}")


def values(part: tuple[str, str, int, str]) -> set[int]:
    return {number for number in range(12) if SIGNS[part[1]](number, part[2])}


@given(PARTS, PARTS, PARTS)
def test_implication_and_disjointness_of_labelled_parts(
    a: tuple[str, str, int, str], b: tuple[str, str, int, str], c: tuple[str, str, int, str]
) -> None:
    def alike(one: tuple[str, str, int, str], other: tuple[str, str, int, str]) -> bool:
        return one[3] == other[3] and (one[0] == other[0] or not one[0] or not other[0])

    def inside(one: tuple[str, str, int, str], other: tuple[str, str, int, str]) -> bool:
        return alike(one, other) and values(one) <= values(other)

    def apart(one: tuple[str, str, int, str], other: tuple[str, str, int, str]) -> bool:
        return alike(one, other) and not values(one) & values(other)

    first, second, third = map(labelled, (a, b, c))
    assert first.implies(second) == inside(a, b)
    assert first.is_disjoint(second) == apart(a, b) == second.is_disjoint(first)
    assert first.is_empty == (not values(a))
    either = second | third
    if either.kind == "any":
        assert first.implies(either) == (inside(a, b) or inside(a, c))
        assert either.implies(first) == (inside(b, a) and inside(c, a))
        assert first.is_disjoint(either) == either.is_disjoint(first) == (apart(a, b) and apart(a, c))
        assert either.is_empty == (not values(b) and not values(c))
    both = parse_target(f"{second};{third}")
    if both.kind == "all":
        assert both.implies(first) == (inside(b, a) or inside(c, a))
        assert first.implies(both) == (inside(a, b) and inside(a, c))
        assert both.implies(both)
        assert both.is_disjoint(first) == first.is_disjoint(both) == (apart(b, a) or apart(c, a))
        assert both.is_empty == (not values(b) or not values(c) or (b[0] == c[0] and apart(b, c)))


GRADES = ("健全", "基本健全", "不健全", "十分健全", "优", "良好", "完成", "未完成", "明显提升", "有所提升", "下降", "健全有效")


@given(st.sampled_from(GRADES), st.sampled_from(GRADES))
def test_words_imply_and_exclude_each_other_as_they_are_reached(one: str, other: str) -> None:
    first, second = parse_target(one), parse_target(other)
    reached, reaching = compare_words(other, one), compare_words(one, other)
    assert first.implies(second) == (reached is True)
    assert first.is_disjoint(second) == (reached is False and reaching is False) == second.is_disjoint(first)
    assert not first.is_empty
    assert not first.implies(parse_target("≥5家"))
    assert not first.is_disjoint(parse_target("≥5家"))
    labelled = [parse_target(f"{name}≥5家") for name in ("培训", "参训")]
    assert not labelled[0].implies(labelled[1])
    prose = parse_target("按规定推进")
    assert prose.implies(prose)
    assert not prose.is_disjoint(first)


# --- directions -------------------------------------------------------------------------------------------------------------------

WORDS = standard_directions().words
NAMES = st.lists(st.sampled_from([*sorted(WORDS), *sorted(standard_directions().counts), "企业", "某", "完成", "办结"]), max_size=3).map(
    "".join
)


def by_name(name: str) -> Direction | None:
    """Return what a name says, by the book: of all words in it the one that ends last, then the longest."""
    known = standard_directions()
    for end in range(len(name), 0, -1):
        for start in range(end):
            word = name[start:end]
            if word in known.counts and ends_in_a_fall(name[:start]):
                return LOWER
            if word in WORDS:
                return WORDS[word]
    return None


def ends_in_a_fall(name: str) -> bool:
    known = standard_directions()
    for start in range(len(name)):
        word = name[start:]
        if word in known.counts and ends_in_a_fall(name[:start]):
            return True
        if word in WORDS:
            return WORDS[word] is LOWER
    return False


@given(NAMES)
def test_the_last_word_of_a_name_says_which_way_is_better(name: str) -> None:
    known = standard_directions()
    assert known.of_name(name) is by_name(name)
    assert known.of_name(f"{name}（投诉除外）") is by_name(name)
    last = next((WORDS[name[start:]] for start in range(len(name)) if name[start:] in WORDS), None)
    assert known.at_end(name) in (last, by_name(name), None)
    assert known.at_end(name + "之事") is None
    if last is not None and not any(name[start:] in known.counts for start in range(len(name))):
        assert known.at_end(name) is last


@given(
    st.sampled_from(["投诉", "企业", ""]),
    st.integers(0, 3),
    st.sampled_from(["家", "起", "%"]),
    st.sampled_from([None, HIGHER, LOWER, EXACT]),
)
def test_reasons_for_a_direction_have_a_rank(name: str, number: int, unit: str, given_: Direction | None) -> None:
    source = DirectionSource
    bare = parse_target(f"{number}{unit}")
    for sign, written in {"≥": HIGHER, ">": HIGHER, "≤": LOWER, "<": LOWER}.items():
        target = parse_target(f"{sign}{number}{unit}")
        assert direction_of(target, name) == (written, source.OPERATOR)
        assert direction_of(target, name, given_) == ((given_, source.GIVEN) if given_ else (written, source.OPERATOR))
    for text, wanted in {
        "较上年下降5%": (LOWER, source.FORM),
        "较上年提高5%": (HIGHER, source.FORM),
        "2025年12月底前": (LOWER, source.FORM),
        "2025年6月起": (HIGHER, source.OPERATOR),
        "前3名": (LOWER, source.FORM),
        "健全": (HIGHER, source.FORM),
        "3-5家": (EXACT, source.OPERATOR),
        "3家或5家": (EXACT, source.OPERATOR),
    }.items():
        assert direction_of(parse_target(text), name) == wanted, text
    found = direction_of(bare, name, given_)
    if given_ is not None:
        assert found == (given_, source.GIVEN)
    elif name == "投诉":
        assert found == (LOWER, source.NAME)
    elif number == 0 and (not name or unit in standard_directions().zero_units):
        assert found == (LOWER, source.ZERO)
    else:
        assert found == (HIGHER, source.DEFAULT)


@given(st.integers(1, 50), st.integers(0, 60), st.sampled_from([HIGHER, LOWER, EXACT]), st.sampled_from(["={}家", "{}家", "约{}家"]))
def test_a_point_opens_to_the_better_side(number: int, actual: int, direction: Direction, form: str) -> None:
    text = form.format(number)
    criterion = criterion_for(parse_target(text), "某数", direction)
    slack = Fraction(1, 20) * number if "约" in text else 0
    low, high = number - slack, number + slack
    wanted = {HIGHER: actual >= low, LOWER: actual <= high, EXACT: low <= actual <= high}[direction]
    found = criterion.judge(parse_target(f"{actual}家"))
    assert (found.verdict is Verdict.MET) == wanted
    assert criterion.verdict(Quantity(Fraction(actual), find_unit("家"))) is found.verdict
    assert ("N230" in [note.code for note in criterion.notes]) == (direction is not EXACT)
    ranged = criterion_for(parse_target(f"{number}-{number + 5}家"), "某数", direction)
    assert (ranged.verdict(Quantity(Fraction(actual), find_unit("家"))) is Verdict.MET) == (number <= actual <= number + 5)
    ranked = criterion_for(parse_target(f"第{number}名"), "", LOWER)
    assert (ranked.judge(parse_target(f"第{actual + 1}名")).verdict is Verdict.MET) == (actual + 1 <= number)
    assert ranked.required == parse_target(f"前{number}名").body.values  # type: ignore[union-attr]


def test_a_vocabulary_of_directions_is_read_line_by_line() -> None:
    found = read_directions("# 说明\n\n越大越好：甲、乙\n越小越好：丙\n零值越小越好：起\n只说计数：件数\n")
    assert dict(found.words) == {"甲": HIGHER, "乙": HIGHER, "丙": LOWER}
    assert (found.zero_units, found.counts) == ({"起"}, {"件数"})
    for bad in ("\n甲", "\n没有这样：甲"):
        with pytest.raises(ValueError, match=r"line 2|没有这样"):
            read_directions(bad)


# --- what the caller says -----------------------------------------------------------------------------------------------------


@given(st.integers(1, 200), st.integers(1, 200))
def test_the_caller_says_how_bare_percentages_and_days_are_meant(bound: int, actual: int) -> None:
    number = Fraction(actual, 100)
    target, said = f"≥{bound}%", write_number(number)
    assert (evaluate(target, said, bare_percent="fraction").verdict is Verdict.MET) == (actual >= bound)
    assert (evaluate(target, said, bare_percent="percent").verdict is Verdict.MET) == (number >= bound)
    assert (evaluate(target, number, bare_percent="fraction").verdict is Verdict.MET) == (actual >= bound)
    assert evaluate(target, f"{actual}%", bare_percent="fraction").verdict is evaluate(target, f"{actual}%").verdict
    assert evaluate(target, f"{actual}家", bare_percent="fraction").verdict is Verdict.PENDING
    day, year = date(2025, 1 + bound % 12, 10), 2023 + actual % 5
    written = f"{day.year}年{day.month}月{day.day}日前"
    other = f"{1 + actual % 12}月10日"
    result = evaluate(written, other, year=year)
    assert (result.verdict is Verdict.MET) == (date(year, 1 + actual % 12, 10) <= day)
    assert "N224" in [note.code for note in result.notes]
    assert (evaluate(written, other).verdict is Verdict.MET) == (1 + actual % 12 <= day.month)
    assert evaluate(written, f"{year}年{other}", year=1999).verdict is result.verdict


@given(st.integers(0, 9), st.integers(0, 9), st.integers(80, 99), st.integers(80, 99))
def test_each_part_of_a_composite_is_read_in_its_own_direction(calls: int, called: int, wanted: int, got: int) -> None:
    result = evaluate(f"投诉={calls}件；满意度={wanted}%", f"投诉{called}件；满意度{got}%")
    assert (result.verdict is Verdict.MET) == (called <= calls and got >= wanted)
    assert (evaluate(f"投诉={calls}件；满意度={wanted}%", f"满意度{got}%；投诉{called}件").verdict is Verdict.MET) == (
        called <= calls and got >= wanted
    )
    partly = evaluate(f"投诉={calls}件；满意度={wanted}%", f"投诉{called}件；满意度暂不确定")
    assert partly.verdict in (Verdict.PENDING, Verdict.UNMET)
    either = criterion_for(parse_target(f"≥{wanted}%") | parse_target(f"≤{calls}件"), "")
    assert (either.judge(parse_target(f"{called}件")).decision.answer is True) == (called <= calls)
    assert (either.judge(parse_target(f"{got}%")).decision.answer is True) == (got >= wanted)
    for text, reason in {"不适用": "target_not_applicable", "暂不确定": "target_undetermined", "": "no_target"}.items():
        empty = evaluate(text, f"{got}%")
        assert (empty.decision.answer, empty.decision.reason) == (None, reason)
        assert empty.verdict in (Verdict.PENDING, Verdict.NOT_APPLICABLE)
    for text, reason in {"不适用": "not_applicable", "暂不确定": "undetermined", "": "no_data"}.items():
        unknown = evaluate(f"≥{wanted}%", text)
        assert (unknown.decision.answer, unknown.decision.reason) == (None, reason)
    assert evaluate(f"≥{wanted}%", "不适用").verdict is Verdict.NOT_APPLICABLE


@given(st.sampled_from(["≥5家", "健全", "2025年6月底前"]), st.sampled_from(["== ≥", "5家≥以下", "百分之", "3-1家"]))
def test_an_actual_value_that_cannot_be_read_is_pending_with_its_reason(target: str, actual: str) -> None:
    result = evaluate(target, actual)
    if result.verdict is not Verdict.PENDING:
        return
    assert result.decision.reason
    assert result.written == actual or result.actual is not None
    assert result.why


@given(NUMBERS, NUMBERS, st.sampled_from(["万", "亿"]), st.sampled_from(["万", "亿"]), st.sampled_from(["元", "家", "人次"]))
def test_a_magnitude_is_never_multiplied_by_another_one(wanted: Fraction, got: Fraction, ours: str, theirs: str, unit: str) -> None:
    """0.15亿 held against 亿元 is not 0.15亿 of 亿元; held against 元 it says how many there are."""
    target, actual = f"≥{write_number(wanted)}{ours}{unit}", f"{write_number(got)}{theirs}"
    assert evaluate(target, actual).reason == "unit_mismatch"
    assert evaluate(f"≥{actual}", f"{write_number(wanted)}{ours}{unit}").reason == "unit_mismatch"
    plain = evaluate(f"≥{write_number(wanted)}{unit}", actual)
    assert (plain.verdict is Verdict.MET) == (got * find_unit(theirs).factor >= wanted)
