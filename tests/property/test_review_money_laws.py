"""Laws of the checks of money: a book that adds up has no finding; one amount changed is told, with the exact difference."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfrules as pr
from support.reviewing import found_in

pytestmark = pytest.mark.property

_CENTS = st.integers(2_00, 9_000_000_00)
ROWS = "\n\n一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t培训人数\t≥50人"


def written(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02d}"


def form(total: int, parts: list[int]) -> pr.TargetTable:
    lines = [f"\t年度资金总额\t{written(total)}", *(f"\t资金来源{number}\t{written(part)}" for number, part in enumerate(parts, 1))]
    return pr.read_table("项目名称\t培训\n项目资金（万元）\t\t全年预算数\n" + "\n".join(lines) + ROWS)


@given(st.lists(_CENTS, min_size=2, max_size=6))
def test_a_book_that_adds_up_is_left_alone(parts: list[int]) -> None:
    assert found_in(form(sum(parts), parts), "M") == []


@given(st.lists(_CENTS, min_size=2, max_size=6), st.integers(2, 99))
def test_a_changed_total_is_told_with_the_exact_difference(parts: list[int], change: int) -> None:
    (one,) = found_in(form(sum(parts) + change, parts), "M")
    assert one.code == "M01"
    assert Fraction(one.args["difference"].removesuffix("万元")) == Fraction(change, 100)


@given(st.lists(_CENTS, min_size=2, max_size=6), st.integers(0, 5))
def test_the_order_of_the_parts_does_not_matter(parts: list[int], turn: int) -> None:
    turned = parts[turn % len(parts) :] + parts[: turn % len(parts)]
    one, other = (found_in(form(sum(parts) + 50, each), "M") for each in (parts, turned))
    assert [(each.code, each.expected, each.found) for each in one] == [(each.code, each.expected, each.found) for each in other]
