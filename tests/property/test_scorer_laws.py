"""Laws of scorers: words get what their scale says, flags go up where a person is needed, outcomes and edges tell what can happen."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.scoring import Grades, Policy, Scale, Scorer, bind, parse_grades, parse_policy, parse_rounding, parse_scale
from perfrules.scoring.piecewise import Piece, Piecewise, constant
from perfrules.scoring.policy import Grading, Over
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.interval import EVERYTHING, Interval, IntervalSet
from perfrules.value.numeral import write_number
from perfrules.value.verdict import Direction
from property.scoring_strategies import subject

pytestmark = pytest.mark.property

ONE, ZERO = Fraction(1), Fraction(0)
WORDS = ("健全", "基本健全", "不够健全", "不健全")
HIGHER, LOWER, EXACT = Direction.HIGHER, Direction.LOWER, Direction.EXACT


def read(text: str) -> Policy:
    found = parse_policy(text)
    assert isinstance(found, Policy), found
    return found


def scorer(policy: str, target: str, direction: Direction | None = None, scale: Scale | None = None) -> Scorer:
    found = bind(read(policy), subject(target, direction, scale=scale))
    assert isinstance(found, Scorer), found
    return found


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Draw a scale of some of the words, each with a share or a range of its own, falling."""
    words = [word for word in WORDS if draw(st.booleans())] or [WORDS[0]]
    edges = sorted(draw(st.sets(st.integers(0, 100), min_size=2 * len(words), max_size=2 * len(words))), reverse=True)
    ranges = [(high, low if draw(st.booleans()) else high) for high, low in zip(edges[::2], edges[1::2], strict=True)]
    text = "健全性：" + " > ".join(
        f"{word} {high}%~{low}%" if high != low else f"{word} {high}%" for word, (high, low) in zip(words, ranges, strict=True)
    )
    found = parse_scale(text)
    assert isinstance(found, Scale)
    return found


@given(scales(), st.sampled_from(WORDS), st.sampled_from([True, False, None]))
def test_a_word_gets_what_its_step_says_and_a_strange_one_what_its_verdict_says(scale: Scale, word: str, answer: bool | None) -> None:
    step = next((one for one in scale.steps if one.word == word), None)
    assert scale.shares(word) == (None if step is None else (step.low, step.high))
    place = None if step is None else scale.steps.index(step)
    behind = scale.steps[0] if place is None or place + 1 == len(scale.steps) else scale.steps[place + 1]
    assert scale.below(word) == behind.high
    graded = scorer("按量表", "健全", scale=scale)
    wanted = next((one for one in scale.steps if one.word == "健全"), None)
    verdict = {
        True: (ONE, ONE),
        None: (ZERO, ONE),
        False: (scale.steps[-1].low, scale.below("健全")),
    }[answer]
    assert graded.verdict_shares(answer) == verdict
    found = graded.word_shares(word, answer)
    if step is not None or answer is not False:
        assert found == ((step.low, step.high) if step else verdict)
    else:  # a miss that the scale does not have gets no more than it is worth beside the words that it has
        low, high = scale.between(word)
        assert found == (min(max(verdict[0], low), verdict[1]), min(verdict[1], high))
    assert graded.word_shares("别的", answer) == verdict
    assert wanted is None or scale.shares("健全") == (wanted.low, wanted.high)
    assert [name for name, _ in graded.outcomes()] == [one.word for one in scale.steps]
    low, high = scale.between(word)
    assert scale.steps[-1].low <= low <= high <= scale.steps[0].high
    assert step is None or (low <= step.high and step.low <= high)


@given(scales(), st.sampled_from(WORDS))
def test_a_word_between_two_steps_lies_between_their_shares(scale: Scale, word: str) -> None:
    """The words are ordered: what is better than a word bounds its share from above, what is worse from below."""
    order = WORDS.index(word)
    better = [one.high for one in scale.steps if WORDS.index(one.word) <= order]
    worse = [one.low for one in scale.steps if WORDS.index(one.word) >= order]
    high = min(better, default=scale.steps[0].high)
    low = max(worse, default=scale.steps[-1].low)
    assert scale.between(word) == (min(low, high), high)


@given(st.sampled_from(["健全", "按规定推进"]), st.integers(0, 100), st.sampled_from([True, False, None]))
def test_words_without_a_scale_get_all_or_nothing(target: str, otherwise: int, answer: bool | None) -> None:
    direct = scorer(f"达标得满分，否则 得 {otherwise}%", target)
    least = Fraction(otherwise, 100)
    shares = {True: (ONE, ONE), False: (least, least), None: (least, ONE)}[answer]
    assert direct.word_shares("别的", answer) == direct.verdict_shares(answer) == shares
    assert direct.notes == ()
    for policy, code in (("按量表", "N627"), ("按完成比例", "N626"), ("每低 1% 扣 1%", "N626")):
        found = scorer(policy, target)
        assert [note.code for note in found.notes] == [code]
        assert found.verdict_shares(answer) == {True: (ONE, ONE), False: (ZERO, ZERO), None: (ZERO, ONE)}[answer]
    by_hand = scorer("人工", target)
    assert by_hand.verdict_shares(answer) == by_hand.word_shares("健全", answer) == (ZERO, ONE)
    missing = bind(read("按量表 没有"), subject(target))
    assert isinstance(missing, Diagnostic)
    assert missing.code == "E702"
    by_name = bind(read("按办法 没有"), subject(target))
    assert isinstance(by_name, Diagnostic)
    assert by_name.code == "E701"
    graded = bind(Policy(Grading("")), subject("≥5家"))
    assert isinstance(graded, Diagnostic)
    assert graded.code == "E677"


# --- flags ------------------------------------------------------------------------------------------------------------------------


def flags(found: Scorer, value: Fraction, completion: Fraction | None) -> set[str]:
    return {one.code for one in found.flags(value, completion)}


@given(st.integers(1, 50), st.integers(0, 200), st.integers(101, 199), st.booleans(), st.sampled_from(["说明", "人工", "扣 10%"]))
def test_far_beyond_a_target_somebody_has_to_look(target: int, actual: int, percent: int, strict: bool, what: str) -> None:
    found = scorer(f"按完成比例，超额 {'超过 ' if strict else ''}{percent}% {what}", f"≥{target}家")
    value, edge = Fraction(actual), Fraction(target * percent, 100)
    far = value > edge if strict else value >= edge
    assert found.excess == edge
    assert ("N632" in flags(found, value, None)) == far
    share = min(ONE, value / target)
    low, high = found.shares(value)
    taken = {"说明": (share, share), "人工": (ZERO, share), "扣 10%": (share - Fraction(1, 10), share - Fraction(1, 10))}[what]
    assert (low, high) == (taken if far else (share, share))
    for other in ("≤5家", "=0家", "5-10家"):
        assert scorer(f"按完成比例，超额 {percent}% 说明", other).excess is None


@given(st.integers(1, 50), st.integers(0, 100), st.integers(1, 99))
def test_far_below_a_target_somebody_has_to_explain(target: int, actual: int, percent: int) -> None:
    found = scorer(f"按完成比例，不足 {percent}% 说明", f"≥{target}家")
    completion = Fraction(actual, target)
    assert ("N633" in flags(found, Fraction(actual), completion)) == (completion < Fraction(percent, 100))
    for one in found.flags(Fraction(actual), completion):
        assert one.args == {"target": f"≥{target}家", "share": f"{percent}%"}
    assert flags(found, Fraction(actual), None) == set()
    assert found.share(Fraction(actual)) == min(ONE, completion)


@given(st.integers(1, 50), st.integers(0, 100))
def test_what_must_be_equal_is_looked_at_where_it_is_not(target: int, actual: int) -> None:
    found = scorer("按完成比例，等于 按不低于并复核", f"={target}家", HIGHER)
    assert ("N634" in flags(found, Fraction(actual), None)) == (actual != target)
    assert "N634" not in flags(scorer("按完成比例，等于 按不低于", f"={target}家", HIGHER), Fraction(actual), None)


# --- curves -----------------------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 100), min_size=2, max_size=4), st.booleans())
def test_a_policy_that_gives_a_worse_value_more_is_refused(shares: list[int], rising: bool) -> None:
    edges = [90 - 10 * place for place in range(len(shares) - 1)]
    bands = [f"≥{edge}% 得 {share}%" if rising else f"≤{100 - edge}% 得 {share}%" for edge, share in zip(edges, shares, strict=False)]
    found = bind(read("分档：" + "、".join([*bands, f"其余 得 {shares[-1]}%"])), subject("≥90%" if rising else "≤10%"))
    if shares == sorted(shares, reverse=True):
        assert isinstance(found, Scorer)
        assert found.share(Fraction(95 if rising else 5, 100)) == Fraction(shares[0], 100)
    else:
        assert isinstance(found, Diagnostic)
        assert found.code == "E704"


@given(st.integers(1, 60), st.integers(0, 90), st.integers(1, 50))
def test_steps_in_percent_of_an_amount_are_shares_of_its_target(target: int, actual: int, percent: int) -> None:
    for side, sign, gap in (("每低", "≥", target - actual), ("每超", "≤", actual - target)):
        found = scorer(f"{side} {percent}% 扣 10%，按比例", f"{sign}{target}家")
        lost = max(ZERO, Fraction(gap, target) / Fraction(percent, 100)) / 10
        assert found.share(Fraction(actual)) == max(ZERO, ONE - lost)


@given(st.lists(st.integers(0, 90), min_size=2, max_size=4, unique=True).map(sorted), st.integers(-10, 120))
def test_a_line_through_values_is_straight_between_its_points(values: list[int], actual: int) -> None:
    points = [(value, 100 * place // (len(values) - 1)) for place, value in enumerate(values)]
    text = "按值折线：" + "、".join(f"{value}家 得 {share}%" for value, share in points)
    found = scorer(text, f"≥{values[-1]}家")
    low = max((one for one in points if one[0] <= actual), default=points[0])
    high = min((one for one in points if one[0] >= actual), default=points[-1])
    slope = Fraction(high[1] - low[1], high[0] - low[0]) if high[0] != low[0] else ZERO
    wanted = points[0][1] if actual < values[0] else points[-1][1] if actual > values[-1] else low[1] + slope * (actual - low[0])
    assert found.share(Fraction(actual)) == wanted / Fraction(100)
    # A point on the line between two others says nothing new.
    half = Fraction(points[0][0] + points[1][0], 2), Fraction(points[0][1] + points[1][1], 2)
    more = text.replace("、", f"、{write_number(half[0])}家 得 {write_number(half[1])}%、", 1)
    again = scorer(more, f"≥{values[-1]}家")
    assert again.curve == found.curve
    assert again.edges() == found.edges()
    assert list(again.outcomes()) == list(found.outcomes())
    assert hash(again.curve) == hash(found.curve)


@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(1, 5), st.integers(-3, 3))
def test_a_place_of_its_own_matters_where_its_share_does(place: int, start: int, slope: int, off: int) -> None:
    edge, line = Fraction(place), (Fraction(start), Fraction(slope))
    plain = Piecewise.of([Piece(Interval(), *line)])
    there = constant(Interval(edge, edge, True, True), plain.at(edge) + off)
    parted = Piecewise.of([Piece(Interval(None, edge), *line), there, Piece(Interval(edge, None), *line)])
    assert parted.at(edge) == plain.at(edge) + off
    assert parted.at(edge + 1) == plain.at(edge + 1)
    assert (parted == plain) == (off == 0)
    assert off or hash(parted) == hash(plain)
    assert parted != Piecewise.of([Piece(Interval(), line[0], line[1] + 1)])


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 40))
def test_what_is_taken_away_leaves_nothing_below_zero(cap: int, taken: int, target: int) -> None:
    found = scorer(f"按完成比例，封顶 {cap}%，超额 120% 扣 {taken}%", f"≥{target}家")
    left = max(ZERO, Fraction(cap - taken, 100))
    assert found.shares(Fraction(target * 2)) == (left, left)
    assert found.shares(Fraction(target)) == (Fraction(cap, 100), Fraction(cap, 100))


# --- assumptions ------------------------------------------------------------------------------------------------------------------


@given(st.sampled_from(["≥", "≤", "="]), st.integers(-20, 20), st.sampled_from([HIGHER, LOWER, EXACT]), st.booleans())
def test_where_the_regulations_are_silent_the_assumption_is_noted(sign: str, number: int, direction: Direction, told: bool) -> None:
    """Reverse indicators, zero and negative targets and equality have no official arithmetic: an option names it, or a note does."""
    options = "，反向 按比值，等于 两侧，零值 按达标，负值 按比例" if told else ""
    found = scorer(f"按完成比例{options}", f"{sign}{number}%", direction if sign == "=" else None)
    codes = [note.code for note in found.notes]
    if told:
        assert codes == []
        return
    rising = sign == "≥" or (sign == "=" and direction is HIGHER)
    exact = sign == "=" and direction is EXACT
    wanted = {"N628"} if exact else set()
    if number == 0:
        wanted |= {"N620" if rising else "N623"}
    elif number < 0:
        wanted |= {"N624"} if rising or exact else {"N630"}
    elif not rising and not exact:
        wanted |= {"N621"}
    assert set(codes) == wanted
    assert len(codes) - len(set(codes)) <= 1
    assert all(note.args["target"] == f"{sign}{number}%" for note in found.notes)


# --- outcomes ---------------------------------------------------------------------------------------------------------------------


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 60))
def test_outcomes_are_the_pieces_of_the_curve_and_many_steps_are_told_together(target: int, step: int, percent: int) -> None:
    found = scorer(f"每低 {step}万元 扣 {percent}%，不足一档不扣", f"≥{target}万元")
    outcomes = list(found.outcomes())
    assert found.curve is not None
    pieces = found.curve.pieces
    names = [name for name, _ in outcomes]
    assert ("中间各档" in names) == (len(pieces) > 8)
    assert len(outcomes) == (len(pieces) if len(pieces) <= 8 else 7)
    sets = [values for _, values in outcomes if isinstance(values, IntervalSet)]
    assert IntervalSet.of(interval for values in sets for interval in values) == EVERYTHING
    assert all(one.is_disjoint(other) for one, other in pairwise(sets))
    for name, values in outcomes:
        assert isinstance(values, IntervalSet)
        if name != "中间各档":
            inside = next(one for piece in pieces if (one := piece.interval) in values.intervals)
            assert next(piece for piece in pieces if piece.interval == inside).is_constant
            share = next(piece.start for piece in pieces if piece.interval == inside)
            assert name.endswith(f"得 {write_number(share * 100)}%")
    edges = found.edges()
    inner = sorted({end for piece in pieces for end in (piece.interval.low, piece.interval.high) if end is not None})
    assert edges == (tuple(inner) if len(inner) <= 8 else (*inner[:3], *inner[-3:]))


@given(st.integers(1, 60), st.integers(0, 90), st.integers(1, 20))
def test_the_derivation_says_value_share_weight_and_marks(target: int, actual: int, weight: int) -> None:
    found = scorer("按完成比例", f"≥{target}%")
    share = min(ONE, Fraction(actual, target))
    said = found.derivation(Fraction(actual, 100), Fraction(weight))
    assert said == f"≥{target}% vs {actual}% → {write_number(share)} × {weight} = {write_number(share * weight)}"
    assert scorer("达标得满分", "前3名").derivation(Fraction(2), Fraction(weight)) == f"1 × {weight} = {weight}"
    by_hand = scorer("按完成比例，超额 120% 人工", f"≥{target}%")
    far = by_hand.derivation(Fraction(target * 2, 100), Fraction(weight))
    assert far.endswith(f"0~1 × {weight} = 0~{weight}")


@given(
    st.sampled_from(["按完成比例", "达标得满分，否则 得 20%", "每低 1家 扣 10%"]),
    st.integers(5, 40),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_the_range_of_whole_counts_and_of_nothing(policy: str, target: int, one: int, other: int) -> None:
    found = scorer(policy, f"≥{target}家")
    low, high = sorted([one, other])
    values = IntervalSet.between(Fraction(low), Fraction(high))
    assert found.range_over(values) == (found.share(Fraction(low)), found.share(Fraction(high)))
    assert found.range_over(IntervalSet()) == (ZERO, ONE)
    assert found.whole_range == (found.share(Fraction(-(10**9))), ONE)
    two = IntervalSet.point(Fraction(low)) | IntervalSet.point(Fraction(high))
    assert found.range_over(two) == found.range_over(values)


# --- totals -----------------------------------------------------------------------------------------------------------------------


@given(st.integers(0, 10_000), st.integers(0, 3), st.integers(0, 2))
def test_each_item_and_the_total_have_decimals_of_their_own(thousandths: int, own: int, total: int) -> None:
    marks = Fraction(thousandths, 1000)
    rounding = parse_rounding(f"每项 {own}位，总分 {total}位")
    assert not isinstance(rounding, tuple)
    assert parse_rounding(str(rounding)) == rounding
    for found, places in ((rounding(marks), own), (rounding.of_total(marks), total)):
        unit = Fraction(1, 10**places)
        assert found == (marks / unit + Fraction(1, 2)).__floor__() * unit
    plain = parse_rounding(f"每项 {own}位")
    assert not isinstance(plain, tuple)
    assert plain.of_total(marks) == marks


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_range_of_marks_has_every_grade_between_its_ends(one: int, other: int) -> None:
    grades = parse_grades("优 ≥90分、良 ≥80分、中 ≥60分、差 <60分")
    assert isinstance(grades, Grades)
    low, high = sorted([one, other])
    names = [grade for grade, edge, top in (("优", 90, 101), ("良", 80, 90), ("中", 60, 80), ("差", 0, 60)) if low < top and high >= edge]
    assert set(grades.between(Fraction(low), Fraction(high))) == set(names)


@given(st.integers(1, 30), st.integers(1, 400))
def test_over_achievement_is_written_as_it_is_read(step: int, percent: int) -> None:
    policy = read(f"按完成比例，超额 {100 + percent}% 每 {step}% 扣 1%，至多扣 20%")
    assert policy.over == Over(
        "扣", ONE + Fraction(percent, 100), policy.over and policy.over.award, Fraction(step, 100), policy.over and policy.over.most
    )
    assert read(str(policy)) == policy
