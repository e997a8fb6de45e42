"""Laws of lowering policies: units of bands and steps, gaps and overlaps, one-sided steps, awards in points, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.scoring import Policy, Scorer, bind, parse_policy
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.unit_table import find_unit
from perfrules.value.verdict import Direction
from property.scoring_strategies import subject

pytestmark = pytest.mark.property

ONE, ZERO = Fraction(1), Fraction(0)
UNITS = ("%", "‰", "家", "个", "万元", "元", "天", "")
HIGHER, LOWER, EXACT = Direction.HIGHER, Direction.LOWER, Direction.EXACT


def bound(policy: str, target: str, direction: Direction | None = None, weight: int | None = 10) -> Scorer | str:
    """Return the scorer, or the code that says why there is none."""
    read = parse_policy(policy)
    assert isinstance(read, Policy), read
    found = bind(read, subject(target, direction, weight=weight))
    return found.code if isinstance(found, Diagnostic) else found


def scorer(policy: str, target: str, direction: Direction | None = None) -> Scorer:
    found = bound(policy, target, direction)
    assert isinstance(found, Scorer), found
    assert found.curve is not None
    # Every value has a share, and the pieces of the curve say so one by one.
    assert found.subject.unit.discrete or found.curve.gaps().is_empty
    return found


def codes(found: Scorer) -> list[str]:
    return [note.code for note in found.notes]


def fits(word: str, unit: str) -> bool:
    """Tell whether a number in one unit can be one in another: the same kind, a bare number, or a count of 个."""
    one, other = find_unit(word), find_unit(unit)
    return not word or one.dimension == other.dimension or (one.count and other.count and word == "个")


@settings(max_examples=4)
@given(st.integers(5, 40), st.integers(0, 60))
def test_bands_are_in_the_unit_of_the_target_or_refused(edge: int, actual: int) -> None:
    for unit, word in product(UNITS, UNITS):
        found = bound(f"分档：≥{edge}{word} 得 100%、其余 得 20%", f"≥50{unit}")
        if not fits(word, unit):
            assert found == "E663", (unit, word)
            continue
        assert isinstance(found, Scorer), (unit, word)
        size = find_unit(word or unit).factor
        base = actual * size
        assert found.share(base) == (1 if actual >= edge else Fraction(1, 5)), (unit, word)
    points = scorer(f"分档：≥{edge}个百分点 得 100%、其余 得 20%", "≥50%")
    assert points.share(Fraction(actual, 100)) == (1 if actual >= edge else Fraction(1, 5))
    assert bound(f"分档：≥{edge}个百分点 得 100%、其余 得 20%", "≥50家") == "E663"
    assert bound("分档：健全 得 100%、其余 得 20%", "≥50家") == "E663"


@settings(max_examples=4)
@given(st.integers(1, 20), st.integers(0, 90))
def test_steps_are_in_the_unit_of_the_target_or_refused(step: int, actual: int) -> None:
    for unit, word in product(UNITS, UNITS):
        found = bound(f"每低 {step}{word} 扣 10%，按比例", f"≥50{unit}")
        ratio = find_unit(word).is_ratio if word else False
        if not ratio and not (not word or find_unit(word).dimension == find_unit(unit).dimension or {word, unit} == {"家", "个"}):
            assert found == "E679", (unit, word)
            continue
        assert isinstance(found, Scorer), (unit, word)
        wanted, factor = find_unit(unit), find_unit(word or unit).factor
        size = step * factor if not ratio or wanted.is_ratio else step * factor * 50 * wanted.factor
        gap = max(ZERO, (50 - actual) * wanted.factor)
        assert found.share(actual * wanted.factor) == max(ZERO, ONE - gap / size / 10), (unit, word)
        assert ("N625" in codes(found)) == (ratio and wanted.is_ratio)
    points = scorer(f"每低 {step}个百分点 扣 10%，按比例", "≥50%")
    assert points.share(Fraction(actual, 100)) == max(ZERO, ONE - max(ZERO, Fraction(50 - actual, step)) / 10)


@given(st.integers(10, 50), st.integers(1, 20), st.integers(-5, 100), st.sampled_from(["每低", "每超", "每偏离"]))
def test_steps_on_one_side_of_a_range_leave_the_other_alone(low: int, width: int, actual: int, side: str) -> None:
    high = low + width
    found = scorer(f"{side} 1家 扣 10%，按比例", f"{low}-{high}家")
    below, above = max(0, low - actual), max(0, actual - high)
    gap = {"每低": below, "每超": above, "每偏离": below + above}[side]
    assert found.share(Fraction(actual)) == max(ZERO, ONE - Fraction(gap, 10))
    assert ("N629" in codes(found)) == (side != "每偏离")
    assert ("W660" in codes(found)) is False
    day = find_unit("天").factor
    for text, held in ((f"[{low},{high})天", (low, high - 1)), (f"({low},{high}]天", (low + 1, high))):
        opened = scorer(f"{side} 1天 扣 10%，按比例", text)
        assert opened.share(held[0] * day) == opened.share(held[1] * day) == 1
        assert opened.share((high + 1) * day) == (ONE if side == "每低" else Fraction(9, 10))
        assert opened.share((low - 1) * day) == (ONE if side == "每超" else Fraction(9, 10))
    assert "W660" in codes(scorer(f"{side} 1家 扣 10%", f"{low}-{high}家"))
    wrong = {"每低": "≤5家", "每超": "≥5家"}.get(side)
    if wrong:
        assert bound(f"{side} 1家 扣 10%，按比例", wrong) == "E678"
    assert "N622" in codes(scorer(f"{side} 1家 扣 10%，按比例", "3家或9家"))


@settings(max_examples=40)
@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))
def test_bands_leave_nothing_out_and_nothing_twice(one: int, gap: int, width: int) -> None:
    low, high = one + gap, one + gap + width
    assert bound(f"分档：≤{one}天 得 100%、>{low}天 得 0%", "≤5天") == "E662"
    assert bound(f"分档：0-{high}天 得 100%、{low}-{high + 5}天 得 50%、其余 得 0%", "≤5天") == "E664"
    assert bound(f"分档：≤{high}天 得 100%、≤{low}天 得 50%、其余 得 0%", "≤5天") == "E664"
    closed = scorer(f"分档：0家至{one}家 得 100%、{one + 1}家以上 得 0%", "≤5家")
    assert closed.share(Fraction(one)) == 1
    assert closed.share(Fraction(one + 1)) == closed.share(one + Fraction(1, 2)) == 0
    assert bound(f"分档：0天至{one}天 得 100%、{one + 1}天以上 得 0%", "≤5天") == "E662"
    # Below zero nothing can be counted, so that what a band says of it is no fall.
    assert isinstance(bound(f"分档：<0家 得 0%、0-{one}家 得 100%、>{one}家 得 0%", "≤5家"), Scorer)
    assert bound(f"分档：<0天 得 0%、0-{one}天 得 100%、>{one}天 得 0%", "≤5天") == "E704"
    nested = scorer(f"分档：≤{one}天 得 100%、≤{low}天 得 50%、其余 得 0%", "≤5天")
    day = find_unit("天").factor
    assert [nested.share(value * day) for value in (one, low, low + 1)] == [1, Fraction(1, 2), 0]


@given(st.integers(1, 30), st.integers(1, 40), st.booleans())
def test_awards_in_points_are_shares_of_the_weight(points: int, weight: int, has_weight: bool) -> None:
    for policy in (
        f"达标得满分，否则 得 {points}分",
        f"分档：≥5家 得 100%、其余 得 {points}分",
        f"每低 1家 扣 {points}分，按比例",
        f"按值折线：0家 得 {points}分、5家 得 100%",
        f"按完成比例，封顶 {points}分",
    ):
        found = bound(policy, "≥5家", weight=weight if has_weight else None)
        if not has_weight or points > weight:
            assert isinstance(found, str), policy
            assert found.startswith("E"), policy
            assert has_weight or found == "E666", policy
            continue
        assert isinstance(found, Scorer), policy
        share = Fraction(points, weight)
        value = Fraction(4) if "每低" in policy else Fraction(0) if "封顶" not in policy else Fraction(5)
        assert found.share(value) == (ONE - share if "每低" in policy else share), policy


@given(st.integers(1, 20), st.integers(0, 60), st.sampled_from(["家", "万元"]))
def test_so_much_for_each_one(percent: int, actual: int, unit: str) -> None:
    found = scorer(f"每 2{unit} 得 {percent}%", f"≥50{unit}")
    assert found.share(actual * find_unit(unit).factor) == min(ONE, Fraction(actual // 2 * percent, 100))
    assert ("N631" in codes(found)) == (unit == "万元")
    assert bound(f"每 2{unit} 得 0.01%", f"≥50{unit}") == "E700"
    assert bound("每 2天 得 10%", f"≥50{unit}") == "E679"
    assert bound(f"每低 1{unit} 扣 0.01%，不足一档不扣", f"≥50{unit}") == "E700"
    assert isinstance(bound(f"每低 1{unit} 扣 0.01%，按比例", f"≥50{unit}"), Scorer)


@given(st.integers(2, 40), st.integers(0, 80), st.sampled_from(["不足一档不扣", "不足一档按一档", "按比例"]))
def test_a_bound_that_is_not_reached_itself_begins_the_steps(edge: int, actual: int, mode: str) -> None:
    for side, sign, gap in (("每低", ">", edge - actual), ("每超", "<", actual - edge)):
        found = scorer(f"{side} 3吨 扣 20%，{mode}", f"{sign}{edge}吨")
        steps = max(ZERO, Fraction(gap, 3))
        whole = steps.numerator // steps.denominator
        count = {"不足一档不扣": Fraction(whole), "不足一档按一档": Fraction(-(-steps.numerator // steps.denominator)), "按比例": steps}[
            mode
        ]
        assert found.share(Fraction(actual * 1000)) == max(ZERO, ONE - count / 5)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=3))
def test_a_line_needs_two_points_that_go_up(numbers: list[int]) -> None:
    text = "按值折线：" + "、".join(f"{number}家 得 {10 * place}%" for place, number in enumerate(numbers))
    read = parse_policy(text)
    if not isinstance(read, Policy):
        assert len(numbers) < 2 or numbers != sorted(set(numbers))
        return
    rising = len(numbers) > 1 and numbers == sorted(set(numbers))
    assert isinstance(bound(text, "≥9家"), Scorer) == rising
    if not rising:
        assert bound(text, "≥9家") == "E665"
    else:
        assert bound(text, "≥9天") == "E663"
        assert bound(text, "≤9家") == "E704"


@given(st.integers(1, 40), st.integers(0, 80), st.sampled_from(["不足一档不扣", "不足一档按一档", "按比例"]))
def test_steps_beyond_an_upper_bound_and_at_zero(target: int, actual: int, mode: str) -> None:
    found = scorer(f"按完成比例，反向 每超 5% 扣 20%，{mode}", f"≤{target}家")
    distance = max(ZERO, Fraction(actual - target, target) / Fraction(5, 100))
    whole = distance.numerator // distance.denominator
    count = {
        "不足一档不扣": Fraction(whole),
        "不足一档按一档": Fraction(-(-distance.numerator // distance.denominator)),
        "按比例": distance,
    }[mode]
    assert found.share(Fraction(actual)) == max(ZERO, ONE - count / 5)
    zero = scorer(f"按完成比例，零值 每超 2家 扣 20%，{mode}", "=0家", LOWER)
    distance = Fraction(actual, 2)
    count = {"不足一档不扣": Fraction(actual // 2), "不足一档按一档": Fraction(-(-actual // 2)), "按比例": distance}[mode]
    assert zero.share(Fraction(actual)) == max(ZERO, ONE - count / 5)
    spared = scorer("按完成比例，反向 每超 5% 扣 20%，按比例", f"≥{target}家")
    assert spared.share(Fraction(actual)) == min(ONE, Fraction(actual, target))
    nothing = scorer(f"每超 5% 扣 20%，{mode}", "=0家", LOWER)
    assert nothing.share(Fraction(actual)) == (1 if actual == 0 else 0)
    assert "N623" in codes(nothing)
