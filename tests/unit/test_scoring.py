"""Scoring: published arithmetic, both sides of every boundary, zero and negative targets."""

from fractions import Fraction

import pytest

from perfrules.scoring import Scorer, Subject, bind, parse_policy, parse_scale
from perfrules.target import parse_target
from perfrules.target.body import Dates, Measure
from perfrules.target.direction import direction_of, leaning
from perfrules.text.diagnostic import Diagnostic
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
    ("按完成比例，超额 130% 每 10% 扣 10%", "=100家", "155家", HIGHER, 10, "8"),
    ("每 1家 得 10%", "≥10家", "7家", HIGHER, 10, "7"),
    ("每 1家 得 30%", "≥10家", "5家", HIGHER, 10, "10"),
    ("折线：60% 得 0%、100% 得 100%", "=100家", "80家", HIGHER, 10, "5"),
    ("按值折线：80% 得 0%、90% 得 100%", "≥90%", "85%", HIGHER, 10, "5"),
    ("达标得满分，否则 得 30%", "≥10家", "9家", HIGHER, 10, "3"),
    ("达标得满分", "10-15天", "16天", HIGHER, 10, "0"),
    ("按完成比例，反向 超一倍归零", "10-15天", "18天", HIGHER, 10, "8"),
    ("按完成比例", "10-15天", "5天", HIGHER, 10, "5"),
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
    assert scorer("按完成比例，超额 130% 说明", "=100家").is_excessive(Fraction(130))


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
