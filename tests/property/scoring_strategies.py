"""What the laws of scoring draw: policies as values, and the indicators that they are bound to."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from attrs import evolve
from hypothesis import strategies as st

from perfrules.scoring import ByName, Direct, Grading, Policy, Scale, Subject, parse_scale
from perfrules.scoring.policy import (
    Award,
    Band,
    Bands,
    Curve,
    Equal,
    Form,
    Manual,
    Mode,
    Negative,
    Over,
    PerUnit,
    Ratio,
    Reverse,
    Side,
    Steps,
    Zero,
)
from perfrules.target import parse_target
from perfrules.target.body import Change, Dates, Measure, Rank
from perfrules.target.direction import direction_of, leaning
from perfrules.value.verdict import Direction

__all__ = ["DIRECTIONS", "policies", "sample_values", "subject", "subjects", "widths"]

DIRECTIONS = (Direction.HIGHER, Direction.LOWER, Direction.EXACT)
UNITS = ("", "%", "家", "万元", "天", "个百分点")
BANDS = ("≤10%", "≤20%", "≥90%", ">3家", "10%-20%", "[80,90)%", "<5万元", "0家", "≥4家", "不足60%", "≤≤", "很好", "≥100%", "<100%", "5-9")
TARGETS = (
    "≥100家",
    "=100家",
    ">3家",
    "≤10%",
    "=0%",
    "=0件",
    "≤-30%",
    "=-30%",
    "≥-5%",
    "≥95%",
    "10-15天",
    "-5%-5%",
    "≤1亿元",
    "=1.5",
    "3家或5家",
    "较上年提高5%",
    "前10名",
    "2025年12月底前",
    "健全",
    "不断完善",
    "≥90%;≤5家",
    "",
    "另行通知",
)

percents = st.one_of(st.sampled_from([1, 5, 10, 20, 50, 60, 80, 100, 120, 130, 200]), st.integers(0, 300)).map(lambda n: Fraction(n, 100))
positive = st.one_of(st.sampled_from([Fraction(1), Fraction(5), Fraction(1, 2)]), st.integers(1, 3_000).map(lambda n: Fraction(n, 100)))
awards = st.one_of(
    st.builds(Award, st.integers(0, 110).map(lambda n: Fraction(n, 100))),
    st.builds(Award, st.integers(0, 60).map(lambda n: Fraction(n, 4)), st.just(True)),
)
maybe_modes = st.sampled_from([None, *Mode])
steps = st.builds(Steps, st.sampled_from(Side), positive, st.sampled_from(UNITS), awards, maybe_modes)
widths = st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(2), Fraction(1, 10)])


@st.composite
def _bands(draw: st.DrawFn) -> Bands:
    entries = [Band(text, draw(awards)) for text in draw(st.lists(st.sampled_from(BANDS), min_size=1, max_size=4, unique=True))]
    if draw(st.booleans()):
        entries.append(Band(None, draw(awards)))
    return Bands(tuple(entries), draw(st.booleans()))


@st.composite
def _falling_bands(draw: st.DrawFn) -> Bands:
    """Draw bands as an office writes them: from the best downwards, with the rest at the end."""
    edges = sorted(draw(st.sets(st.integers(0, 130), min_size=1, max_size=4)), reverse=True)
    shares = sorted(draw(st.lists(st.integers(0, 100), min_size=len(edges) + 1, max_size=len(edges) + 1)), reverse=True)
    awarded = [Award(Fraction(share, 100)) for share in shares]
    entries = [Band(f"≥{edge}%", award) for edge, award in zip(edges, awarded[:-1], strict=True)]
    return Bands((*entries, Band(None, awarded[-1])), draw(st.booleans()))


@st.composite
def _curves(draw: st.DrawFn) -> Curve:
    numbers = sorted(draw(st.sets(st.integers(-20, 200), min_size=1, max_size=4)))
    unit = draw(st.sampled_from(UNITS))
    return Curve(tuple((Fraction(number), unit, draw(awards)) for number in numbers), draw(st.booleans()))


forms: st.SearchStrategy[Form] = st.one_of(
    st.one_of(st.just(Direct()), st.builds(Direct, awards.filter(lambda award: bool(award.number)))),
    st.just(Ratio()),
    st.just(Ratio()),
    _bands(),
    _falling_bands(),
    st.builds(Grading, st.sampled_from(["", "健全性"])),
    steps,
    st.builds(PerUnit, positive, st.sampled_from(UNITS), awards),
    _curves(),
    st.just(Manual()),
    st.just(ByName("甲")),
)


@st.composite
def _overs(draw: st.DrawFn) -> Over:
    threshold = 1 + draw(percents)
    word = draw(st.sampled_from(["不计", "说明", "人工", "扣", "每"]))
    if word == "不计":
        return Over(word)
    strict = draw(st.booleans())
    if word in ("说明", "人工"):
        return Over(word, threshold, is_strict=strict)
    if word == "扣":
        return Over(word, threshold, draw(awards), is_strict=strict)
    return Over("扣", threshold, draw(awards), draw(positive) / 100, draw(st.one_of(st.none(), awards)), strict)


def _with_options(draw: st.DrawFn, policy: Policy) -> Policy:
    """Add options of the completion: any of them may be there."""
    equal = draw(st.sampled_from([None, *Equal]))
    zero, reverse = draw(st.sampled_from([None, Zero.MET])), draw(st.sampled_from([None, Reverse.LINEAR, Reverse.RATIO, Reverse.ZERO]))
    policy = evolve(
        policy,
        equal=equal,
        width=draw(st.one_of(st.none(), widths)) if equal is Equal.TWO_SIDED else None,
        zero=zero,
        reverse=reverse,
        negative=draw(st.sampled_from([None, *Negative])),
    )
    if not isinstance(policy.form, Ratio):
        return policy
    if reverse is None and draw(st.booleans()):
        policy = evolve(policy, reverse=Reverse.STEPS, reverse_steps=draw(steps))
    if zero is None and draw(st.booleans()):
        policy = evolve(policy, zero=Zero.STEPS, zero_steps=draw(steps))
    share = st.one_of(st.none(), st.integers(1, 99).map(lambda n: Fraction(n, 100)))
    points = st.integers(1, 40).map(lambda n: Award(Fraction(n, 4), True))
    cap = draw(st.one_of(share.map(lambda one: None if one is None else Award(one)), points))
    return evolve(policy, floor=draw(share), explain=draw(share), passing=draw(share), cap=cap)


@st.composite
def policies(draw: st.DrawFn, *, over: bool = True) -> Policy:
    """Draw any policy that can be written; not all of them make sense for every target."""
    policy = Policy(draw(forms))
    is_of_completion = isinstance(policy.form, Bands | Curve) and policy.form.of_completion
    if isinstance(policy.form, Ratio) or is_of_completion:
        policy = _with_options(draw, policy)
    if over and not isinstance(policy.form, Grading | Manual | ByName):
        policy = evolve(policy, over=draw(st.one_of(st.none(), _overs())))
    return policy


def _scale() -> Scale:
    found = parse_scale("健全性：健全 100% > 基本健全 80% > 不健全 0%")
    assert isinstance(found, Scale)
    return found


SCALE = _scale()


def subject(target: str, direction: Direction | None = None, weight: int | None = 10, scale: Scale | None = None) -> Subject:
    """Return a target as an indicator has it, read in a direction."""
    read = parse_target(target)
    found = direction_of(read, "", direction)[0]
    required = leaning(read.body, found) if isinstance(read.body, Measure | Change | Dates | Rank) else None
    return Subject(read, found, required, scale, None if weight is None else Fraction(weight))


def subjects() -> st.SearchStrategy[Subject]:
    """Draw a target of any kind in any direction, with and without a weight and a scale."""
    return st.builds(
        subject,
        st.sampled_from(TARGETS),
        st.sampled_from([None, *DIRECTIONS]),
        st.sampled_from([None, 0, 4, 10]),
        st.sampled_from([None, SCALE]),
    )


def sample_values(edges: tuple[Fraction, ...]) -> list[Fraction]:
    """Return each edge, places beside it and between it and the next, and places far out, in order."""
    tiny = Fraction(1, 1000)
    near = [edge + step for edge in edges for step in (-tiny, Fraction(0), tiny)]
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    far = [Fraction(sign * size, 100) for sign in (-1, 1) for size in (0, 1, 7, 63, 100, 5_000, 10**12)]
    return sorted({*near, *middles, *far})
