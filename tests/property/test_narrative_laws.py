"""Laws of goals against rows: what is written from rows says nothing against them, and one change is one finding."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.reviewing import review
from perfrules.reviewing.narrative import Relation, match_goals
from perfrules.reviewing.narrative.assignment import assign
from perfrules.reviewing.narrative.side import relate, side_of
from perfrules.table import Cell, Indicator, TargetTable
from perfrules.target import parse_target

_ITEMS = (
    ("新建幼儿园", "所"),
    ("义务教育巩固率", "%"),
    ("农村公路改造", "公里"),
    ("家庭医生签约", "户"),
    ("新增停车泊位", "个"),
    ("法律援助案件", "件"),
    ("森林抚育面积", "亩"),
    ("阅读推广活动", "场"),
    ("技术合同成交额", "亿元"),
    ("创业带动就业", "人"),
)
_SIGNS = st.sampled_from(["", "≥", ">", "≤", "<", "="])
_TEXT = st.text(st.sampled_from("培训教师新建学校达到超过约0123456789.%人所个家万，。；、（）()“”第年月其中和"), max_size=60)


@st.composite
def consistent(draw: st.DrawFn) -> list[tuple[str, str, int]]:
    """Draw some items with their units and numbers."""
    chosen = draw(st.lists(st.sampled_from(_ITEMS), min_size=1, max_size=6, unique=True))
    return [(name, unit, draw(st.integers(2, 99))) for name, unit in chosen]


def table_of(items: list[tuple[str, str, int]], goal: str, sign: str = "=") -> TargetTable:
    """Return a table with one output for each item."""
    cells = [(name, f"{sign}{number}{unit}") for name, unit, number in items]
    rows = tuple(Indicator("产出", "数量", "", name, {"全年": Cell(text, parse_target(text))}) for name, text in cells)
    return TargetTable(goals={"年度": goal}, indicators=rows)


def goal_of(items: list[tuple[str, str, int]], word: str = "") -> str:
    """Return the items as the sentence of a goal."""
    return "，".join(f"{name}{word}{number}{unit}" for name, unit, number in items) + "。"


def codes_of(table: TargetTable) -> list[str]:
    return [one.code for one in review(table) if one.code.startswith("N")]


@given(consistent(), st.sampled_from([("", "="), ("", "≥"), ("不少于", "≥"), ("超过", ">")]))
@settings(max_examples=60)
def test_a_goal_written_from_its_rows_has_no_finding(items: list[tuple[str, str, int]], how: tuple[str, str]) -> None:
    word, sign = how
    table = table_of(items, goal_of(items, word), sign)
    assert [(one.row and one.row.name, one.relation) for one in match_goals(table)] == [(name, Relation.EQUAL) for name, _, _ in items]
    assert codes_of(table) == []


@given(consistent(), st.data())
@settings(max_examples=60)
def test_one_other_number_is_one_finding(items: list[tuple[str, str, int]], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(items) - 1))
    name, unit, number = items[at]
    changed = [*items[:at], (name, unit, number + data.draw(st.integers(1, 50))), *items[at + 1 :]]
    assert codes_of(table_of(items, goal_of(changed))) == ["N02"]


@given(consistent(), st.data())
@settings(max_examples=40)
def test_one_row_less_is_one_quantity_without_a_row(items: list[tuple[str, str, int]], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(items) - 1))
    assert codes_of(table_of([*items[:at], *items[at + 1 :]], goal_of(items))) == ["N01"]


@given(consistent(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_rows_does_not_matter(items: list[tuple[str, str, int]], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    plain, other = table_of(items, goal_of(items)), table_of(shuffled, goal_of(items))
    assert [one.row and one.row.name for one in match_goals(plain)] == [one.row and one.row.name for one in match_goals(other)]


@given(_TEXT, consistent())
@settings(max_examples=200)
def test_any_text_is_matched_in_place_and_one_to_one(text: str, items: list[tuple[str, str, int]]) -> None:
    found = match_goals(table_of(items, text))
    assert all(text[one.mention.start : one.mention.end] == one.mention.text for one in found)
    assert all(0 <= one.score <= 1 for one in found)
    assert all((one.row is None) == (one.relation is Relation.UNMATCHED) for one in found)
    assert all(one.say() and one.say("en") and one.to_dict() for one in found)


@given(
    st.sampled_from(["", "≥", ">", "≤", "<", "="]), st.sampled_from(["", "≥", ">", "≤", "<", "="]), st.integers(1, 99), st.integers(1, 99)
)
def test_relations_agree_with_the_meaning_of_targets(left: str, right: str, one: int, other: int) -> None:
    goal, row = parse_target(f"{left}{one}家"), parse_target(f"{right}{other}家")
    ours, theirs = side_of(goal), side_of(row)
    assert ours is not None
    assert theirs is not None
    relation = relate(ours, theirs, is_firm=bool(left))
    if relation is Relation.EQUAL:
        assert one == other
    if relation is Relation.ROW_STRICTER and left not in ("", "="):
        assert row.implies(goal)
    if one != other:
        assert relation in (Relation.DIFFERS, Relation.ROW_STRICTER)


@given(st.dictionaries(st.integers(0, 4), st.dictionaries(st.integers(0, 3), st.integers(1, 99), max_size=4), max_size=5))
def test_an_assignment_is_one_to_one_and_the_best_of_the_fullest(scores: dict[int, dict[int, int]]) -> None:
    chosen = assign(scores)
    assert len(set(chosen.values())) == len(chosen)
    assert all(right in scores[left] for left, right in chosen.items())
    assert sum(scores[left][right] for left, right in chosen.items()) >= _greedy(scores)


def _greedy(scores: dict[int, dict[int, int]]) -> int:
    """Return the worst that any order of first come, first served would reach."""
    worst = None
    for order in permutations(scores):
        taken: set[int] = set()
        total = 0
        for left in order:
            free = {right: score for right, score in scores[left].items() if right not in taken}
            if free:
                best = max(free, key=lambda right: free[right])
                taken.add(best)
                total += free[best]
        worst = total if worst is None else min(worst, total)
    return int(Fraction(worst or 0))
