"""Laws of scoring: what no policy may do, whatever it is bound to, and the published arithmetic worked out a second way."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.scoring import (
    Ceilings,
    Grades,
    Policy,
    Scale,
    Scorer,
    Subject,
    bind,
    parse_ceilings,
    parse_grades,
    parse_missing,
    parse_not_applicable,
    parse_policy,
    parse_rounding,
    parse_scale,
)
from perfrules.scoring.parse import FORMS, OPTIONS
from perfrules.scoring.policy import Bands, Direct
from perfrules.target import parse_target
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import EVERYTHING, IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction
from property.scoring_strategies import policies, sample_values, subject, subjects, widths
from property.strategies import fullwidth

HIGHER, LOWER, EXACT = Direction.HIGHER, Direction.LOWER, Direction.EXACT
numbers = st.one_of(st.integers(1, 300).map(Fraction), st.integers(1, 30_000).map(lambda n: Fraction(n, 100)))
shares = st.integers(1, 99).map(lambda n: Fraction(n, 100))


def read(text: str) -> Policy:
    found = parse_policy(text)
    assert isinstance(found, Policy), found
    return found


def scorer(policy: str, target: str, direction: Direction | None = None) -> Scorer:
    found = bind(read(policy), subject(target, direction))
    assert isinstance(found, Scorer), found
    return found


def measured(policy: Policy, one: Subject) -> Scorer | None:
    """Return the scorer of a policy that gives marks to numbers, if there is one."""
    found = bind(policy, one)
    return found if isinstance(found, Scorer) and found.curve is not None else None


# --- texts ------------------------------------------------------------------------------------------------------------------


@given(policies())
def test_a_policy_reads_back_from_its_text(policy: Policy) -> None:
    assert read(str(policy)) == policy
    assert read(fullwidth(str(policy))) == policy
    assert read(str(policy).replace("，", "；").replace(" ", "　")) == policy


SOUP = st.lists(
    st.sampled_from(
        [
            *FORMS,
            *OPTIONS,
            "，",
            "、",
            "；",
            "：",
            "得",
            "扣",
            "%",
            "分",
            "1",
            "60",
            "0.5",
            "≤10%",
            "[0,5)",
            "其余",
            "家",
            "【",
            "\u200b",
            "\n",
            "至多",
        ]
    ),
    max_size=12,
).map("".join)
PARSERS = (parse_policy, parse_scale, parse_grades, parse_ceilings, parse_rounding, parse_missing, parse_not_applicable)


@given(
    st.sampled_from(PARSERS),
    st.one_of(
        SOUP,
        st.text(max_size=40),
        policies().map(str).flatmap(lambda text: st.integers(0, len(text)).map(lambda n: text[:n] + "得" + text[n:])),
    ),
)
def test_no_text_makes_a_parser_raise(parser: object, text: str) -> None:
    assert callable(parser)
    found = parser(text)
    if isinstance(found, tuple):
        assert found
        for one in found:
            assert one.say("zh")
            assert one.say("en")
            one.render()
            assert one.code.startswith("E")
            if one.span is not None:
                assert 0 <= one.span.start <= one.span.end <= len(text)
                assert one.source == text


@given(st.integers(0, 2_000))
def test_what_is_long_is_refused_or_read_in_time(size: int) -> None:
    found = parse_policy("分档：" + "、".join(["≤1% 得 1%"] * size))
    assert isinstance(found, Policy | tuple)


# --- what no policy may do ----------------------------------------------------------------------------------------------------


@given(policies(), subjects())
def test_binding_answers_with_a_scorer_or_a_reason(policy: Policy, one: Subject) -> None:
    found = bind(policy, one)
    said = (found,) if isinstance(found, Diagnostic) else found.notes
    for diagnostic in said:
        assert diagnostic.say("zh")
        assert diagnostic.say("en")
        assert diagnostic.code.startswith("E") == isinstance(found, Diagnostic)


@given(policies(), subjects())
def test_marks_lie_between_nothing_and_all(policy: Policy, one: Subject) -> None:
    found = measured(policy, one)
    if found is None:
        return
    for value in sample_values(found.edges()):
        low, high = found.shares(value)
        assert 0 <= low <= high <= found.share(value) <= 1


@given(policies(over=False), subjects())
def test_a_better_value_never_gets_less(policy: Policy, one: Subject) -> None:
    found = measured(policy, one)
    if found is None or one.wanted is None:
        return
    values = sample_values(found.edges())
    low, high = one.wanted.low, one.wanted.high
    if low is not None and high is not None:
        rising, falling = [value for value in values if value <= low], [value for value in values if value >= high]
    else:
        rising, falling = (values, []) if one.direction is HIGHER else ([], values)
    if one.direction is EXACT and (low is None or high is None):
        return
    gained, lost = [found.share(value) for value in rising], [found.share(value) for value in falling]
    assert gained == sorted(gained)
    assert lost == sorted(lost, reverse=True)


@given(policies(), subjects(), st.data())
def test_the_range_over_values_is_the_hull_of_their_marks(policy: Policy, one: Subject, data: st.DataObject) -> None:
    found = measured(policy, one)
    if found is None:
        return
    values = sample_values(found.edges())
    first, last = sorted([data.draw(st.sampled_from(values)), data.draw(st.sampled_from(values))])
    low, high = found.range_over(IntervalSet.between(first, last))
    inside = [found.shares(value) for value in values if first <= value <= last]
    assert low <= min(share for share, _ in inside)
    assert max(share for _, share in inside) <= high
    # The hull is reached, or approached from one side of an edge.
    tiny = Fraction(1, 10**9)
    beside = [value + step for value in values if first <= value <= last for step in (-tiny, tiny) if first <= value + step <= last]
    reached = [*inside, *(found.shares(value) for value in beside)]
    slack = Fraction(1, 10**5)
    assert min(share for share, _ in reached) - low <= slack
    assert high - max(share for _, share in reached) <= slack


@given(policies(), subjects())
def test_outcomes_and_edges_part_all_values(policy: Policy, one: Subject) -> None:
    found = measured(policy, one)
    if found is None or one.unit.discrete:
        return
    assert found.curve is not None
    assert found.curve.gaps().is_empty
    assert found.least is not None
    assert found.least.gaps().is_empty
    sets = [values for _, values in found.outcomes() if isinstance(values, IntervalSet)]
    union = IntervalSet.of(interval for values in sets for interval in values)
    assert union == EVERYTHING
    for first, second in pairwise(sets):
        assert first.is_disjoint(second)


# --- the published arithmetic, worked out a second way --------------------------------------------------------------------------


@given(numbers, numbers)
def test_forward_is_the_completion_up_to_full_marks(target: Fraction, actual: Fraction) -> None:
    assert scorer("按完成比例", f"≥{write_number(target)}吨").share(actual * 1000) == min(Fraction(1), actual / target)


@given(numbers, numbers, shares)
def test_the_pass_mark_method(target: Fraction, actual: Fraction, mark: Fraction) -> None:
    completion = actual / target
    expected = Fraction(0) if completion < mark else min(Fraction(1), (completion - mark) / (1 - mark))
    assert scorer(f"按完成比例，及格线 {write_number(mark * 100)}%", f"≥{write_number(target)}元").share(actual) == expected


@given(numbers, numbers, shares, shares)
def test_floor_and_cap(target: Fraction, actual: Fraction, least: Fraction, most: Fraction) -> None:
    completion = min(actual / target, most)
    expected = completion if actual / target >= least else 0
    text = f"按完成比例，不足 {write_number(least * 100)}% 计零，封顶 {write_number(most * 100)}%"
    assert scorer(text, f"≥{write_number(target)}元").share(actual) == expected


@given(numbers, numbers, st.sampled_from(["超一倍归零", "按比值", "超出计零"]))
def test_reverse_options(target: Fraction, actual: Fraction, option: str) -> None:
    beyond = {"超一倍归零": max(Fraction(0), 1 - (actual - target) / target), "按比值": target / actual, "超出计零": Fraction(0)}[option]
    found = scorer(f"按完成比例，反向 {option}", f"≤{write_number(target)}元")
    assert found.share(actual) == (1 if actual <= target else beyond)


@given(numbers, numbers, widths)
def test_two_sided(target: Fraction, actual: Fraction, width: Fraction) -> None:
    text = f"按完成比例，等于 两侧，至 {write_number(width * 100)}% 归零"
    expected = max(Fraction(0), 1 - abs(actual - target) / target / width)
    assert scorer(text, f"={write_number(target)}元", EXACT).share(actual) == expected


@given(numbers, numbers, numbers, shares, st.sampled_from(["不足一档不扣", "不足一档按一档", "按比例"]), st.booleans())
def test_steps(target: Fraction, actual: Fraction, step: Fraction, award: Fraction, mode: str, upwards: bool) -> None:
    if 1 / award > 1_000:
        return
    side, sign = ("每超", "≤") if upwards else ("每低", "≥")
    found = scorer(f"{side} {write_number(step)}元 扣 {write_number(award * 100)}%，{mode}", f"{sign}{write_number(target)}元")
    distance = max(Fraction(0), actual - target if upwards else target - actual) / step
    count = {"不足一档不扣": Fraction(floor(distance)), "不足一档按一档": Fraction(ceil(distance)), "按比例": distance}[mode]
    assert found.share(actual) == max(Fraction(0), 1 - count * award)


@given(numbers, st.integers(0, 200), shares)
def test_per_unit(step: Fraction, count: int, award: Fraction) -> None:
    found = scorer(f"每 {write_number(step)}元 得 {write_number(award * 100)}%", "≥100元")
    assert found.share(step * count) == min(Fraction(1), award * count)
    assert found.share(step * (count + 1) - Fraction(1, 10**6)) == min(Fraction(1), award * count)


@given(numbers, numbers, shares, st.integers(100, 200), st.integers(1, 50))
def test_over_achievement_in_proportion(target: Fraction, actual: Fraction, award: Fraction, percent: int, step: int) -> None:
    text = f"按完成比例，超额 {percent}% 每 {step}% 扣 {write_number(award * 100)}%，至多扣 50%"
    completion = actual / target
    taken = min(Fraction(1, 2), max(Fraction(0), completion - Fraction(percent, 100)) / Fraction(step, 100) * award)
    expected = min(Fraction(1), completion) - taken
    assert scorer(text, f"≥{write_number(target)}元").shares(actual) == (expected, expected)


@given(st.integers(-200, -1), st.integers(-400, 400))
def test_a_negative_target_that_is_better_when_lower(target: int, actual: int) -> None:
    expected = Fraction(1) if actual <= target else max(Fraction(0), Fraction(actual, target))
    assert scorer("按完成比例，负值 按比例", f"≤{target}%").share(Fraction(actual, 100)) == expected
    assert scorer("按完成比例，负值 按达标", f"≤{target}%").share(Fraction(actual, 100)) == (actual <= target)


@given(st.integers(-300, 300))
def test_a_zero_target_is_all_or_nothing_unless_steps_are_given(thousandths: int) -> None:
    actual = Fraction(thousandths, 1000)
    assert scorer("按完成比例", "=0%", LOWER).share(actual) == (actual <= 0)
    assert scorer("按完成比例", "=0%", HIGHER).share(actual) == (actual >= 0)
    assert scorer("按完成比例", "=0%", EXACT).share(actual) == (actual == 0)
    stepped = scorer("按完成比例，零值 每超 1% 扣 10%，不足一档不扣", "=0%", LOWER)
    assert stepped.share(actual) == max(Fraction(0), 1 - Fraction(1, 10) * max(0, floor(actual * 100)))


@given(policies(over=False), st.integers(1, 300))
def test_bands_give_what_the_first_of_them_says(policy: Policy, tenths: int) -> None:
    form = policy.form
    if not isinstance(form, Bands) or form.of_completion:
        return
    found = measured(Policy(form), subject("≥95%", weight=20))
    if found is None:
        return
    actual = f"{write_number(Fraction(tenths, 10))}%"
    for band in form.bands:
        if band.values is None or parse_target(band.values if "%" in band.values else f"{band.values}%").accepts(actual):
            expected = band.award.number / 20 if band.award.is_points else band.award.number
            assert found.share(Fraction(tenths, 1000)) == expected
            return


@given(st.sets(st.integers(0, 12), min_size=1, max_size=4), st.integers(0, 20))
def test_bands_of_counts_see_whole_numbers_only(edges: set[int], count: int) -> None:
    """Closed ranges of counts leave nothing out between them; `其余` begins with the next whole number."""
    rising = sorted(edges)
    lows = [0, *(edge + 1 for edge in rising)]
    bands = [
        f"{low}家至{edge}家 得 {100 - 20 * place}%" if low < edge else f"{edge}家 得 {100 - 20 * place}%"
        for place, (low, edge) in enumerate(zip(lows, rising, strict=False))
    ]
    found = scorer("分档：" + "、".join([*bands, "其余 得 0%"]), "≤0家")
    expected = next((Fraction(100 - 20 * place, 100) for place, edge in enumerate(rising) if count <= edge), Fraction(0))
    assert found.share(Fraction(count)) == expected
    assert expected >= found.share(count + Fraction(1, 2)) >= found.share(Fraction(count + 1))


@given(numbers, numbers, st.sampled_from(["", "，反向 超一倍归零", "，反向 按比值", "，反向 超出计零"]))
def test_bands_over_the_completion_see_the_completion(target: Fraction, actual: Fraction, option: str) -> None:
    """A curve that is the completion itself, and bands on it, agree with 按完成比例 on either side."""
    plain = scorer(f"按完成比例{option}", f"≤{write_number(target)}元").share(actual)
    assert scorer(f"折线：0% 得 0%、100% 得 100%{option}", f"≤{write_number(target)}元").share(actual) == plain
    banded = scorer(f"按完成率分档：≥90% 得 100%、≥60% 得 50%、其余 得 0%{option}", f"≤{write_number(target)}元").share(actual)
    assert banded == (1 if plain >= Fraction(9, 10) else Fraction(1, 2) if plain >= Fraction(6, 10) else 0)


# --- units and wording ----------------------------------------------------------------------------------------------------------


@given(
    st.sampled_from(["≥", "≤", "="]),
    numbers,
    st.sampled_from(["按完成比例", "按完成比例，反向 按比值", "达标得满分", "每偏离 1万元 扣 10%，不足一档不扣"]),
)
def test_the_unit_in_which_a_target_is_written_does_not_matter(sign: str, number: Fraction, policy: str) -> None:
    small, large = f"{sign}{write_number(number)}万元", f"{sign}{write_number(number / 10_000)}亿元"
    first, second = scorer(policy, small).curve, scorer(policy, large).curve
    assert first == second
    assert first is not None
    assert hash(first) == hash(second)


@given(policies(), st.integers(2, 50), st.integers(1, 400), st.sampled_from(["≥", "≤"]))
def test_a_table_in_another_unit_gets_the_same_marks(policy: Policy, factor: int, actual: int, sign: str) -> None:
    """Target and value times the same number: the marks by completion stay."""
    if not isinstance(policy.form, Direct) and not str(policy).startswith(("按完成", "折线")):
        return
    if policy.reverse_steps is not None or policy.zero_steps is not None:
        return
    one, many = measured(policy, subject(f"{sign}100吨")), measured(policy, subject(f"{sign}{100 * factor}吨"))
    assert (one is None) == (many is None)
    if one is not None and many is not None:
        assert one.shares(Fraction(actual * 1000)) == many.shares(Fraction(actual * 1000 * factor))


@given(policies(), subjects())
def test_equal_curves_give_equal_marks(policy: Policy, one: Subject) -> None:
    found = measured(policy, one)
    plain = measured(read("达标得满分"), one)
    if found is None or plain is None:
        return
    assert found.curve is not None
    assert plain.curve is not None
    values = sample_values(tuple(sorted({*found.edges(), *plain.edges()})))
    if found.curve == plain.curve:
        assert all(found.share(value) == plain.share(value) for value in values)
    elif not one.unit.discrete:
        # Linear pieces that differ do so at an edge, beside it, or between two edges; curved ones too.
        tiny = Fraction(1, 10**6)
        close = [edge + step for edge in values for step in (-tiny, tiny)]
        assert any(found.share(value) != plain.share(value) for value in [*values, *close])


# --- totals ---------------------------------------------------------------------------------------------------------------------


@given(st.sets(st.integers(1, 99), min_size=1, max_size=6), st.integers(0, 1000))
def test_grades_part_all_marks(edges: set[int], tenths: int) -> None:
    falling = sorted(edges, reverse=True)
    names = "甲乙丙丁戊己庚"
    text = "、".join([*(f"{names[place]} ≥{edge}分" for place, edge in enumerate(falling)), f"{names[len(falling)]} <{falling[-1]}分"])
    grades = parse_grades(text)
    assert isinstance(grades, Grades)
    assert parse_grades(str(grades)) == grades
    total = Fraction(tenths, 10)
    expected = names[next((place for place, edge in enumerate(falling) if total >= edge), len(falling))]
    assert grades.between(total, total) == (expected,)


@given(st.sets(st.integers(1, 99), min_size=2, max_size=6), st.data())
def test_a_missing_grade_is_proposed(edges: set[int], data: st.DataObject) -> None:
    falling = sorted(edges, reverse=True)
    bands = [
        f"甲 ≥{falling[0]}分",
        *(f"{name} [{low},{high})分" for name, low, high in zip("乙丙丁戊己", falling[1:], falling, strict=False)),
    ]
    bands.append(f"末 <{falling[-1]}分")
    lost = data.draw(st.integers(0, len(bands) - 1))
    found = parse_grades("、".join(band for place, band in enumerate(bands) if place != lost))
    assert isinstance(found, tuple)
    assert found[0].code == "E675"
    fixed = parse_grades("、".join([*(band for place, band in enumerate(bands) if place != lost), f"补 {found[0].args['band']}"]))
    assert isinstance(fixed, Grades)


@given(st.sets(st.integers(1, 99), min_size=1, max_size=5), st.integers(0, 1200))
def test_ceilings_hold_below_their_edges(edges: set[int], tenths: int) -> None:
    rising = sorted(edges)
    text = "执行率 " + "、".join(f"<{edge}% 至多 {edge + 1}分" for edge in rising)
    found = parse_ceilings(text)
    assert isinstance(found, Ceilings)
    assert parse_ceilings(str(found)) == found
    expected = next((Fraction(edge + 1) for edge in rising if tenths < edge * 10), None)
    assert found.ceiling(Fraction(tenths, 1000)) == expected


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6, unique=True))
def test_a_scale_reads_back_and_only_falling_ones_are_taken(percents: list[int]) -> None:
    text = "量：" + " > ".join(f"词{chr(ord('甲') + place)} {percent}%" for place, percent in enumerate(percents))
    found = parse_scale(text)
    if percents == sorted(percents, reverse=True):
        assert isinstance(found, Scale)
        assert parse_scale(str(found)) == found
        assert [step.low for step in found.steps] == [Fraction(percent, 100) for percent in percents]
    else:
        assert isinstance(found, tuple)
        assert found[0].code == "E671"


@given(st.integers(0, 10**6), st.integers(1, 997), st.integers(0, 6))
def test_rounding_goes_to_the_nearest_and_halves_go_up(n: int, d: int, decimals: int) -> None:
    rounding = parse_rounding(f"每项 {decimals}位")
    assert not isinstance(rounding, tuple)
    rounded = rounding(Fraction(n, d))
    unit = Fraction(1, 10**decimals)
    assert (rounded / unit).denominator == 1
    assert -unit / 2 < rounded - Fraction(n, d) <= unit / 2
    assert rounding(rounded) == rounded


pytestmark = pytest.mark.property
