"""Scoring: published arithmetic, both sides of every boundary, zero and negative targets."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from perfrules.scoring import (
    Ceilings,
    Grades,
    Missing,
    NotApplicable,
    Piece,
    Piecewise,
    Policy,
    Rounding,
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
from perfrules.scoring.policy import Mode
from perfrules.target import parse_target
from perfrules.target.body import Dates, Measure
from perfrules.target.direction import direction_of, leaning
from perfrules.target.render import text_of_values
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import Interval, IntervalSet
from perfrules.value.quantity import Quantity
from perfrules.value.verdict import Direction


def subject(target: str, direction: Direction | None = None, weight: int | None = 10, name: str = "") -> Subject:
    read = parse_target(target)
    found = direction_of(read, name, direction)[0]
    required = leaning(read.body, found) if isinstance(read.body, Measure | Dates) else None
    return Subject(read, found, required, None, None if weight is None else Fraction(weight))


def scorer(policy: str, target: str, direction: Direction | None = None, weight: int | None = 10) -> Scorer:
    read = parse_policy(policy)
    assert not isinstance(read, tuple), read
    bound = bind(read, subject(target, direction, weight))
    assert isinstance(bound, Scorer), bound
    return bound


def marks(policy: str, target: str, actual: str, direction: Direction | None = None, weight: int = 10) -> Fraction:
    bound = scorer(policy, target, direction, weight)
    value = parse_target(actual).body.values.the_point
    return bound.shares(value)[0] * weight


def outcomes_of(bound: Scorer) -> list[tuple[str, IntervalSet]]:
    return [(said, values) for said, values in bound.outcomes() if isinstance(values, IntervalSet)]


HIGHER, LOWER, EXACT = Direction.HIGHER, Direction.LOWER, Direction.EXACT

GOLDEN = [
    ("每超 1个百分点 扣 0.5分，不足一档不扣", "≤100%", "95.1%", LOWER, 8, "8"),
    ("每超 1个百分点 扣 0.8分，按比例", "≤0%", "98.31%", LOWER, 8, "0"),
    ("每低 5% 扣 2分，不足一档不扣", "=100%", "99.27%", HIGHER, 8, "8"),
    ("每低 5% 扣 2分，不足一档不扣", "=100%", "95%", HIGHER, 8, "6"),
    ("每低 5% 扣 2分，不足一档不扣", "=100%", "95.01%", HIGHER, 8, "8"),
    ("每低 5% 扣 2分，不足一档按一档", "=100%", "95%", HIGHER, 8, "6"),
    ("每低 5% 扣 2分，不足一档按一档", "=100%", "94.99%", HIGHER, 8, "4"),
    ("每低 5% 扣 2分，不足一档按一档", "=100%", "99.99%", HIGHER, 8, "6"),
    ("每低 5% 扣 2分，按比例", "=100%", "97.5%", HIGHER, 8, "7"),
    ("分档：≤0% 得 8分、≤10% 得 6分、≤20% 得 4分、≤30% 得 2分、其余 得 0分", "=0%", "39.94%", LOWER, 8, "0"),
    ("分档：≤0% 得 8分、≤10% 得 6分、≤20% 得 4分、≤30% 得 2分、其余 得 0分", "=0%", "10%", LOWER, 8, "6"),
    ("分档：≤0% 得 8分、≤10% 得 6分、≤20% 得 4分、≤30% 得 2分、其余 得 0分", "=0%", "10.01%", LOWER, 8, "4"),
    ("按完成比例", "=100%", "108.2%", HIGHER, 10, "10"),
    ("按完成比例", "=95%", "90.25%", HIGHER, 10, "9.5"),
    ("按完成比例，反向 超一倍归零", "≤100万元", "120万元", LOWER, 10, "8"),
    ("按完成比例，反向 按比值", "≤100万元", "120万元", LOWER, 10, "25/3"),
    ("按完成比例，反向 超出计零", "≤100万元", "120万元", LOWER, 10, "0"),
    ("按完成比例，反向 超出计零", "≤100万元", "100万元", LOWER, 10, "10"),
    ("按完成比例，反向 超一倍归零", "≤100万元", "150万元", LOWER, 10, "5"),
    ("按完成比例，反向 超一倍归零", "≤100万元", "200万元", LOWER, 10, "0"),
    ("按完成比例，反向 每超 5% 扣 1分，不足一档不扣", "≤100万元", "109万元", LOWER, 10, "9"),
    ("按完成比例，及格线 60%", "=100家", "60家", HIGHER, 10, "0"),
    ("按完成比例，及格线 60%", "=100家", "80家", HIGHER, 10, "5"),
    ("按完成比例，及格线 60%", "=100家", "59家", HIGHER, 10, "0"),
    ("按完成比例，不足 60% 计零", "=100家", "60家", HIGHER, 10, "6"),
    ("按完成比例，不足 60% 计零", "=100家", "59家", HIGHER, 10, "0"),
    ("按完成率分档：≥90% 得 100%、≥80% 得 80%、≥60% 得 50%、其余 得 0%", "=100家", "80家", HIGHER, 10, "8"),
    ("按完成率分档：≥90% 得 100%、≥80% 得 80%、≥60% 得 50%、其余 得 0%", "=100家", "79家", HIGHER, 10, "5"),
    ("按完成比例", "=0%", "0%", LOWER, 10, "10"),
    ("按完成比例", "=0%", "0.01%", LOWER, 10, "0"),
    ("按完成比例", "=0件", "3件", HIGHER, 10, "10"),
    ("按完成比例", "≤-30%", "-15%", LOWER, 10, "5"),
    ("按完成比例", "≤-30%", "-30%", LOWER, 10, "10"),
    ("按完成比例", "≤-30%", "1%", LOWER, 10, "0"),
    ("按完成比例，等于 两侧", "=100天", "150天", EXACT, 10, "5"),
    ("按完成比例，等于 两侧，至 50% 归零", "=100天", "150天", EXACT, 10, "0"),
    ("按完成比例，等于 两侧，至 50% 归零", "=100天", "75天", EXACT, 10, "5"),
    ("按完成比例，等于 必须相等", "=100天", "99天", EXACT, 10, "0"),
    ("按完成比例，等于 按不低于", "=100天", "130天", EXACT, 10, "10"),
    ("按完成比例，超额 130% 扣 2分", "=100家", "130家", HIGHER, 10, "8"),
    ("按完成比例，超额 130% 扣 2分", "=100家", "129家", HIGHER, 10, "10"),
    ("按完成比例，超额 130% 每 10% 扣 10%", "=100家", "155家", HIGHER, 10, "7.5"),
    ("每 1家 得 10%", "≥10家", "7家", HIGHER, 10, "7"),
    ("每 1家 得 30%", "≥10家", "5家", HIGHER, 10, "10"),
    ("折线：60% 得 0%、100% 得 100%", "=100家", "80家", HIGHER, 10, "5"),
    ("按值折线：80% 得 0%、90% 得 100%", "≥90%", "85%", HIGHER, 10, "5"),
    ("达标得满分，否则 得 30%", "≥10家", "9家", HIGHER, 10, "3"),
    ("达标得满分", "10-15天", "16天", HIGHER, 10, "0"),
    ("按完成比例，反向 超一倍归零", "10-15天", "18天", HIGHER, 10, "8"),
    ("按完成比例", "10-15天", "5天", HIGHER, 10, "5"),
    # A published sheet: 0.8 points for each percentage point of growth, and the bands of a budget control rate.
    ("每超 1个百分点 扣 0.5分，按比例", "≤100%", "95.10%", LOWER, 8, "8"),
    ("每超 1个百分点 扣 0.5分，按比例", "≤100%", "100.5%", LOWER, 8, "7.75"),
    ("分档：≤0% 得 8分、≤10% 得 6分、≤20% 得 4分、≤30% 得 2分、其余 得 0分", "=0%", "0%", LOWER, 8, "8"),
    ("分档：≤0% 得 8分、≤10% 得 6分、≤20% 得 4分、≤30% 得 2分、其余 得 0分", "=0%", "30%", LOWER, 8, "2"),
    ("分档：≤0% 得 8分、≤10% 得 6分、≤20% 得 4分、≤30% 得 2分、其余 得 0分", "=0%", "30.01%", LOWER, 8, "0"),
    # The bands of satisfaction, both sides of each.
    ("分档：≥90% 得 10分、≥80% 得 8分、≥60% 得 5分、其余 得 0分", "≥90%", "90%", HIGHER, 10, "10"),
    ("分档：≥90% 得 10分、≥80% 得 8分、≥60% 得 5分、其余 得 0分", "≥90%", "89.99%", HIGHER, 10, "8"),
    ("分档：≥90% 得 10分、≥80% 得 8分、≥60% 得 5分、其余 得 0分", "≥90%", "80%", HIGHER, 10, "8"),
    ("分档：≥90% 得 10分、≥80% 得 8分、≥60% 得 5分、其余 得 0分", "≥90%", "79.99%", HIGHER, 10, "5"),
    ("分档：≥90% 得 10分、≥80% 得 8分、≥60% 得 5分、其余 得 0分", "≥90%", "59.99%", HIGHER, 10, "0"),
    # Within 10 %, 15 % and 20 % of the budget on either side.
    ("分档：-10%至10% 得 5分、[-15,-10)% 得 3分、(10,15]% 得 3分、其余 得 0分", "-10%至10%", "-10%", EXACT, 5, "5"),
    ("分档：-10%至10% 得 5分、[-15,-10)% 得 3分、(10,15]% 得 3分、其余 得 0分", "-10%至10%", "10.1%", EXACT, 5, "3"),
    ("分档：-10%至10% 得 5分、[-15,-10)% 得 3分、(10,15]% 得 3分、其余 得 0分", "-10%至10%", "-15.1%", EXACT, 5, "0"),
    # Options that meet.
    ("按完成比例，及格线 60%，封顶 50%", "=100家", "80家", HIGHER, 10, "5"),
    ("按完成比例，及格线 60%，封顶 50%", "=100家", "70家", HIGHER, 10, "2.5"),
    ("按完成比例，及格线 60%，封顶 50%", "=100家", "100家", HIGHER, 10, "5"),
    ("按完成比例，封顶 90%", "=100家", "95家", HIGHER, 10, "9"),
    ("按完成比例，超额 130% 每 10% 扣 10%，至多扣 15%", "=100家", "190家", HIGHER, 10, "8.5"),
    ("按完成比例，超额 130% 扣 2分", "≤100家", "90家", LOWER, 10, "10"),
    ("按完成比例，等于 按不低于，超额 130% 扣 2分", "=100家", "130家", EXACT, 10, "8"),
    ("按完成率分档：≥90% 得 100%、≥60% 得 50%、其余 得 0%，反向 按比值", "≤100万元", "150万元", LOWER, 10, "5"),
    ("按完成率分档：≥90% 得 100%、≥60% 得 50%、其余 得 0%，反向 超一倍归零", "≤100万元", "150万元", LOWER, 10, "0"),
    ("按完成率分档：≥120% 得 100%、≥100% 得 90%、其余 得 0%，反向 按比值", "≤100万元", "-1万元", LOWER, 10, "10"),
    ("按完成率分档：≥120% 得 100%、≥100% 得 90%、其余 得 0%", "=100家", "120家", HIGHER, 10, "10"),
    ("按完成率分档：≥120% 得 100%、≥100% 得 90%、其余 得 0%", "=100家", "119家", HIGHER, 10, "9"),
    # Steps: of an amount one per cent is that of the bound, below zero too; on the other side nothing is taken.
    ("每超 10% 扣 1分，按比例", "≤-100万元", "-90万元", LOWER, 10, "9"),
    ("每低 1天 扣 10%，按比例", "10-15天", "18天", HIGHER, 10, "10"),
    ("每低 1天 扣 10%，按比例", "10-15天", "8天", HIGHER, 10, "8"),
    ("每偏离 1天 扣 10%，按比例", "10-15天", "18天", HIGHER, 10, "7"),
    ("每偏离 1天 扣 10%，按比例", "10-15天", "8天", HIGHER, 10, "8"),
    ("每超 1天 扣 10%，按比例", "10-15天", "8天", HIGHER, 10, "10"),
    ("每超 1天 扣 10%，按比例", "10-15天", "18天", HIGHER, 10, "7"),
    ("每低 1家 扣 10%，按比例", "3家或5家", "4家", HIGHER, 10, "0"),
    ("每低 1家 扣 10%，按比例", "3家或5家", "5家", HIGHER, 10, "10"),
    # Zero and below.
    ("按完成比例，零值 每超 1件 扣 10%，不足一档不扣", "=0件", "3件", LOWER, 10, "7"),
    ("按完成比例，零值 按达标", "=0件", "1件", LOWER, 10, "0"),
    ("按完成比例，负值 按达标", "≤-30%", "-29%", LOWER, 10, "0"),
    ("按完成比例", "≥-5%", "-5.1%", HIGHER, 10, "0"),
    ("按完成比例", "≥-5%", "-5%", HIGHER, 10, "10"),
    ("按完成比例", "=0件", "-1件", HIGHER, 10, "0"),
]


@pytest.mark.parametrize(("policy", "target", "actual", "direction", "weight", "expected"), GOLDEN)
def test_golden(policy: str, target: str, actual: str, direction: Direction, weight: int, expected: str) -> None:
    assert marks(policy, target, actual, direction, weight) == Fraction(expected)


REFUSED = [
    ("分档：≤10% 得 100%、20%-30% 得 60%", "≤10%", "E662", "(10,20)%"),
    ("分档：≥90% 得 100%、80%-90% 得 60%、其余 得 0%", "≥90%", "E664", "80%-90%"),
    ("分档：≤10% 得 60%、≤20% 得 100%、其余 得 0%", "≤10%", "E704", "20%"),
    ("分档：≤10万元 得 60%、其余 得 0%", "≤10%", "E663", "10万元"),
    ("每超 1家 扣 5%", "≥10家", "E678", "每超"),
    ("每低 1件 扣 5%", "≥10家", "E679", "每低"),
    ("每低 1家 扣 0.001分，不足一档不扣", "≥10家", "E700", "1000"),
    ("按量表", "≥10家", "E677", "按量表"),
    ("按办法 甲", "≥10家", "E701", "甲"),
    ("达标得满分，否则 得 20分", "≥10家", "E667", "20分"),
    ("折线：100% 得 100%、60% 得 0%", "≥10家", "E665", ""),
    ("达标得满分，否则 得 120%", "≥10家", "E667", "120%"),
    ("每 1家 得 0.01%", "≥10家", "E700", "1000"),
    ("每 1万元 得 10%", "≥10家", "E679", "万元"),
    ("分档：很好 得 100%、其余 得 0%", "≥10家", "E663", "很好"),
    ("分档：≤≤ 得 100%、其余 得 0%", "≥10家", "E663", "≤≤"),
    ("按完成比例，超额 130% 扣 20分", "≥10家", "E667", "20分"),
    ("按完成比例，超额 130% 每 1% 扣 1%，至多扣 20分", "≥10家", "E667", "20分"),
    ("按完成比例，反向 每超 1件 扣 1%", "≤10万元", "E679", "每超"),
    ("按完成比例，零值 每低 1件 扣 1%", "≥0%", "E679", "每低"),
]


@pytest.mark.parametrize(("policy", "target", "code", "said"), REFUSED)
def test_refused_at_binding(policy: str, target: str, code: str, said: str) -> None:
    read = parse_policy(policy)
    assert not isinstance(read, tuple)
    found = bind(read, subject(target))
    assert isinstance(found, Diagnostic)
    assert (found.code, said in found.message) == (code, True), found.message


def test_a_gap_is_proposed_as_a_band() -> None:
    read = parse_policy("分档：≤10% 得 100%、≥20% 得 0%")
    assert not isinstance(read, tuple)
    found = bind(read, subject("≤10%"))
    assert isinstance(found, Diagnostic)
    assert found.args["band"] == "(10,20)%"
    fixed = parse_policy(found.args["suggestion"])
    assert not isinstance(fixed, tuple)


def test_whole_numbers_leave_no_gap_between_neighbours() -> None:
    assert scorer("分档：≥4家 得 100%、≤3家 得 0%", "≥4家").share(Fraction(3)) == 0


def test_points_need_a_weight() -> None:
    read = parse_policy("每低 1家 扣 1分")
    assert not isinstance(read, tuple)
    found = bind(read, subject("≥10家", weight=None))
    assert isinstance(found, Diagnostic)
    assert found.code == "E666"


def test_scale_words_and_what_the_scale_does_not_have() -> None:
    scale = parse_scale("健全性：健全 100% > 基本健全 80% > 不健全 0%")
    assert not isinstance(scale, tuple)
    policy = parse_policy("按量表")
    assert not isinstance(policy, tuple)
    bound = bind(policy, Subject(parse_target("健全"), HIGHER, None, scale, Fraction(10)))
    assert isinstance(bound, Scorer)
    assert bound.word_shares("基本健全", False) == (Fraction(4, 5), Fraction(4, 5))
    assert bound.word_shares("十分健全", True) == (1, 1)
    assert bound.word_shares("很差", False) == (0, Fraction(4, 5))
    assert bound.word_shares("", None) == (0, 1)


def test_a_person_decides_between_nothing_and_what_is_due() -> None:
    bound = scorer("按完成比例，超额 120% 人工", "=100家")
    assert bound.shares(Fraction(125)) == (0, 1)
    assert bound.shares(Fraction(110)) == (1, 1)
    assert scorer("人工", "=100家").shares(Fraction(1)) == (0, 1)
    assert [one.code for one in scorer("按完成比例，超额 130% 说明", "=100家").flags(Fraction(130), None)] == ["N632"]


def test_assumptions_are_notes() -> None:
    assert [note.code for note in scorer("按完成比例", "≤10万元").notes] == ["N621"]
    assert [note.code for note in scorer("按完成比例", "=0%", LOWER).notes] == ["N623"]
    assert [note.code for note in scorer("每超 1% 扣 10%", "≤10%").notes] == ["W660", "N625"]
    assert [note.code for note in scorer("按完成比例", "2025年12月底前").notes] == ["N622"]
    assert [note.code for note in scorer("按完成比例", "健全").notes] == ["N626"]


def test_quantities_of_other_units_give_the_same() -> None:
    bound = scorer("按完成比例", "≥1亿元")
    nine = parse_target("9000万元").body
    assert bound.share(Quantity(Fraction(9000), nine.unit).base) == Fraction(9, 10)


def test_execution_rates_of_published_sheets() -> None:
    bound, rounding = scorer("按完成比例", "=100%"), Rounding(2)
    assert rounding(bound.share(Fraction("37.24") / Fraction("43.2")) * 10) == Fraction("8.62")
    assert rounding(bound.share(Fraction("1268.72") / Fraction("1172.55")) * 10) == 10
    assert rounding(bound.share(Fraction("483.22") / Fraction("487.24")) * 10) == Fraction("9.92")
    assert rounding(scorer("按完成比例，反向 按比值", "≤100万元", LOWER).share(Fraction(1_200_000)) * 10) == Fraction("8.33")


def test_one_day_late_is_a_step() -> None:
    bound = scorer("每超 1天 扣 10%，不足一档不扣", "2025年6月30日前")
    assert isinstance(bound.subject.target.body, Dates)
    last = bound.subject.target.body.values.high
    assert last is not None
    assert [bound.share(last + days) for days in (-40, 0, 1, 9, 10)] == [1, 1, Fraction(9, 10), Fraction(1, 10), 0]


MISFITS = [
    ("按完成比例，及格线 100%", "E705", "100%"),
    ("按完成比例，不足 120% 计零", "E705", "120%"),
    ("按完成比例，不足 0% 计零", "E705", "0%"),
    ("按完成比例，封顶 101%", "E705", "101%"),
    ("按完成比例，等于 两侧，至 0% 归零", "E705", "0%"),
    ("按完成比例，超额 99% 说明", "E705", "99%"),
    ("按完成比例，超额 130% 每 0% 扣 1%", "E705", "0%"),
    ("按完成比例，反向 按比值，反向 按比值", "E661", "反向"),
    ("按完成比例，零值 按达标，零值 每超 1件 扣 1%", "E661", "零值"),
    ("按完成比例，至 50% 归零", "E661", "至"),
    ("按完成比例，至多扣 5%", "E661", "至多扣"),
    ("按完成比例，超额 130% 扣 1分，至多扣 5%", "E661", "至多扣"),
    ("按完成比例，不足一档不扣", "E661", "不足一档不扣"),
    ("按完成比例，否则 得 3%", "E661", "否则"),
    ("每低 1家 扣 5%，按比例，不足一档不扣", "E661", "不足一档不扣"),
    ("达标得满分，≤10% 得 60%", "E661", "≤10%"),
    ("分档：≤10% 得 60%、其余 得 0%，反向 按比值", "E661", "反向"),
    ("按完成率分档：≤10% 得 60%、其余 得 0%，及格线 60%", "E661", "及格线"),
    ("人工，封顶 100%", "E661", "封顶"),
    ("折线：其余 得 0%", "E660", "其余"),
    ("按值折线：10% 得 0%、≥5% 得 1%", "E660", "≥5%"),
    ("按完成比率", "E660", "按完成比率"),
    ("按完成比例，反正 按比值", "E660", "反正"),
]


@pytest.mark.parametrize(("text", "code", "marked"), MISFITS)
def test_what_does_not_go_together_is_told_at_its_place(text: str, code: str, marked: str) -> None:
    found = parse_policy(text)
    assert isinstance(found, tuple)
    assert [one.code for one in found] == [code]
    assert found[0].span is not None
    assert found[0].span.cut(text) == marked


def test_a_policy_that_ends_too_early() -> None:
    for text, place in (("", 0), ("分档：", 3), ("按完成比例，不足 60%", 12), ("每低 1家", 5)):
        found = parse_policy(text)
        assert isinstance(found, tuple)
        assert (found[0].code, found[0].column) == ("E668", place + 1)


def test_a_mode_belongs_to_the_steps_before_it() -> None:
    policy = parse_policy("按完成比例，反向 每超 5% 扣 1分，零值 每超 1件 扣 10%，不足一档不扣")
    assert isinstance(policy, Policy)
    assert policy.reverse_steps is not None
    assert policy.zero_steps is not None
    assert (policy.reverse_steps.mode, policy.zero_steps.mode) == (None, Mode.FLOOR)


NOTED = [
    ("按完成比例", "=0件", HIGHER, ["N620"]),
    ("按完成比例，零值 按达标", "=0件", LOWER, []),
    ("按完成比例", "=100天", EXACT, ["N628"]),
    ("按完成比例，等于 两侧", "=100天", EXACT, []),
    ("按完成比例，等于 按名称", "=100天", EXACT, ["N628"]),
    ("每低 1天 扣 10%，按比例", "10-15天", HIGHER, ["N629"]),
    ("每偏离 1天 扣 10%，按比例", "10-15天", HIGHER, []),
    ("按完成比例", "≤-30%", LOWER, ["N630"]),
    ("按完成比例，负值 按比例", "≤-30%", LOWER, []),
    ("按完成比例", "≥-5%", HIGHER, ["N624"]),
    ("每 10万元 得 10%", "≥100万元", HIGHER, ["N631"]),
    ("每 1家 得 10%", "≥10家", HIGHER, []),
    ("按完成比例，反向 每超 5% 扣 1分", "≤100万元", LOWER, ["W660"]),
    ("按完成率分档：≥90% 得 100%、其余 得 0%", "≤100万元", LOWER, ["N621"]),
]


@pytest.mark.parametrize(("policy", "target", "direction", "codes"), NOTED)
def test_nothing_is_assumed_without_a_note(policy: str, target: str, direction: Direction, codes: list[str]) -> None:
    assert [note.code for note in scorer(policy, target, direction).notes] == codes


def test_ranges_of_marks_follow_who_decides() -> None:
    far = IntervalSet.between(Fraction(80), Fraction(150))
    assert scorer("按完成比例", "≥100元").range_over(far) == (Fraction(4, 5), 1)
    assert scorer("按完成比例，超额 130% 说明", "≥100元").range_over(far) == (Fraction(4, 5), 1)
    assert scorer("按完成比例，超额 130% 人工", "≥100元").range_over(far) == (0, 1)
    assert scorer("按完成比例，超额 130% 扣 3分", "≥100元").range_over(far) == (Fraction(7, 10), 1)
    assert scorer("按完成比例，超额 130% 人工", "≥100元").range_over(IntervalSet.between(Fraction(140), Fraction(150))) == (0, 1)
    assert scorer("人工", "≥100元").range_over(far) == (0, 1)


def test_over_achievement_leaves_no_value_out() -> None:
    bound = scorer("按完成比例，超额 130% 扣 2分", "≥100元")
    assert bound.least is not None
    assert bound.least.gaps().is_empty
    assert bound.edges() == (0, 100, 130)


def test_between_whole_numbers_the_worse_neighbour_counts() -> None:
    bound = scorer("分档：≥4家 得 100%、≤3家 得 20%", "≥4家")
    assert bound.share(Fraction(7, 2)) == Fraction(1, 5)
    assert bound.range_over(IntervalSet.between(Fraction(32, 10), Fraction(35, 10))) == (Fraction(1, 5), Fraction(1, 5))
    fewer = scorer("分档：≤3家 得 100%、≥4家 得 20%", "≤3家")
    assert fewer.share(Fraction(7, 2)) == Fraction(1, 5)


def test_counts_need_no_band_below_zero() -> None:
    assert scorer("分档：0家 得 100%、≥1家 得 0%", "≤0家").share(Fraction(0)) == 1


def test_curves_are_equal_by_meaning() -> None:
    low, high = Interval(None, Fraction(5)), Interval(Fraction(5), None, True)
    cut = Piecewise.of([Piece(low, Fraction(0), Fraction(1, 5)), Piece(high, Fraction(0), Fraction(1, 5))])
    whole = Piecewise.of([Piece(Interval(), Fraction(0), Fraction(1, 5))])
    assert (cut == whole, hash(cut) == hash(whole)) == (True, True)
    point = Interval(Fraction(5), Fraction(5), True, True)
    holed = Piecewise.of([Piece(low, Fraction(1)), Piece(point, Fraction(0)), Piece(Interval(Fraction(5)), Fraction(1))])
    assert holed != Piecewise.of([Piece(Interval(), Fraction(1))])
    assert holed != "holed"


def test_a_derivation_says_how_the_marks_came_about() -> None:
    assert scorer("按完成比例", "=95%").derivation(Fraction("0.9025"), Fraction(10)) == "≥95% vs 90.25% → 0.95 × 10 = 9.5"
    assert scorer("人工", "≥95%").derivation(Fraction(1), Fraction(10)) == "≥95% vs 100% → 0~1 × 10 = 0~10"


def test_words_that_a_person_or_the_verdict_decides() -> None:
    assert scorer("达标得满分，否则 得 30%", "健全").verdict_shares(False) == (Fraction(3, 10), Fraction(3, 10))
    assert scorer("达标得满分，否则 得 30%", "健全").verdict_shares(None) == (Fraction(3, 10), 1)
    assert scorer("人工", "健全").word_shares("健全", True) == (0, 1)
    assert scorer("人工", "健全").verdict_shares(True) == (0, 1)


def test_outcomes_are_the_bands_of_a_number_and_the_words_of_a_scale() -> None:
    bound, half = scorer("分档：≤3家 得 100%、4-5家 得 50%、其余 得 0%", "≤3家"), Fraction(1, 2)
    assert [bound.share(Fraction(value)) for value in ("3", "3.5", "4", "5", "5.5", "6")] == [1, half, half, half, 0, 0]
    assert [(said, text_of_values(values.on_integers(), bound.subject.unit)) for said, values in outcomes_of(bound)] == [
        ("≤3家 得 100%", "≤3家"),
        ("(3,5]家 得 50%", "4-5家"),
        (">5家 得 0%", "≥6家"),
    ]
    assert bound.whole_range == (0, 1)
    scale, policy = parse_scale("健全性：健全 100% > 基本健全 80% > 不健全 0%"), parse_policy("按量表")
    assert isinstance(scale, Scale)
    assert isinstance(policy, Policy)
    graded = bind(policy, Subject(parse_target("健全"), HIGHER, None, scale, Fraction(10)))
    assert isinstance(graded, Scorer)
    assert [said for said, _ in graded.outcomes()] == ["健全", "基本健全", "不健全"]


def test_settings_read_and_write() -> None:
    assert (parse_rounding("每项 2位"), str(parse_rounding(" 2位小数"))) == (Rounding(2), "每项 2位")
    assert [Rounding(2)(Fraction(text)) for text in ("8.625", "8.6249", "8.615", "0.005")] == [
        Fraction(text) for text in ("8.63", "8.62", "8.62", "0.01")
    ]
    assert [parse_missing(text) for text in ("待定", "计零", "剔除")] == list(Missing)
    assert [parse_not_applicable(text) for text in ("满分", "重分配", "折算", " 剔除 ")] == list(NotApplicable)


def test_grades_are_half_open_and_stand_best_first() -> None:
    grades = parse_grades("差 <60分、中 ≥60分、良 [80,90)分、优 ≥90分")
    assert isinstance(grades, tuple)
    assert grades[0].code == "E674"
    grades = parse_grades("优 ≥90分、良 ≥80分、中 ≥60分、差 <60分")
    assert isinstance(grades, Grades)
    assert [grades.between(Fraction(mark), Fraction(mark)) for mark in ("90", "89.99", "80", "60", "59.99")] == [
        ("优",),
        ("良",),
        ("良",),
        ("中",),
        ("差",),
    ]
    assert grades.between(Fraction(59), Fraction(95)) == ("优", "良", "中", "差")
    upwards = parse_grades("差 <60分、及格 ≥60分")
    assert isinstance(upwards, Grades)
    assert [name for name, _ in upwards.bands] == ["及格", "差"]


def test_ceilings_of_the_execution_rate() -> None:
    ceilings = parse_ceilings("执行率 <50% 至多 59分、<60% 至多 69分、<70% 至多 79分、<80% 至多 89分")
    assert isinstance(ceilings, Ceilings)
    rates = ("0.4999", "0.5", "0.6", "0.7", "0.7999", "0.8")
    assert [ceilings.ceiling(Fraction(rate)) for rate in rates] == [59, 69, 79, 89, 89, None]
    assert ceilings.lowest == 59


SETTINGS = [
    (parse_rounding, "四舍五入", "E672", "四舍五入"),
    (parse_missing, " 不管 ", "E672", "不管"),
    (parse_not_applicable, "", "E672", ""),
    (parse_grades, "优 ≥90分、良 不错、差 <90分", "E673", "良 不错"),
    (parse_grades, "优 ≥90%、差 <90%", "E673", "优 ≥90%"),
    (parse_grades, "优 ≥90分、优 ≥80分、差 <80分", "E674", "优 ≥80分"),
    (parse_grades, "优 ≥90分、良 80-90分、差 <80分", "E674", "良 80-90分"),
    (parse_grades, "优 ≥90分、良 ≥95分、差 <90分", "E674", "良 ≥95分"),
    (parse_grades, "优 ≥90分、差 <60分", "E675", "优 ≥90分、差 <60分"),
    (parse_ceilings, "<50% 至多 59分", "E676", "<50% 至多 59分"),
    (parse_ceilings, "执行率 <50% 至多 59分、进度 <60% 至多 69分", "E676", "进度 <60% 至多 69分"),
    (parse_ceilings, "执行率 <50% 至多 59分、<40% 至多 49分", "E674", "<40% 至多 49分"),
    (parse_scale, "健全 100% > 不健全 0%", "E670", "健全 100% > 不健全 0%"),
    (parse_scale, "健全性：健全 100% > 差", "E670", "差"),
    (parse_scale, "健全性：健全 100% > 基本健全 100%", "E671", "基本健全 100%"),
    (parse_scale, "健全性：健全 100% > 健全 80%", "E671", "健全 80%"),
    (parse_scale, "健全性：健全 120%", "E671", "健全 120%"),
    (parse_scale, "\u200b健全性：健全 100% > 健全 80%", "E671", "健全 80%"),
]


@pytest.mark.parametrize(("parser", "text", "code", "marked"), SETTINGS)
def test_settings_that_cannot_be_read(
    parser: Callable[[str], Scale | Grades | tuple[Diagnostic, ...]], text: str, code: str, marked: str
) -> None:
    found = parser(text)
    assert isinstance(found, tuple)
    assert [one.code for one in found] == [code]
    assert found[0].span is not None
    assert found[0].span.cut(text) == marked
