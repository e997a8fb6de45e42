"""Laws of recomputation and monitoring: whatever the table and the policy, marks keep to their bounds and say where they come from."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perfrules as pr
from perfrules.evaluation.score_table import score_with
from perfrules.evaluation.scored_table import written_marks
from perfrules.ruleset.library import Library
from perfrules.ruleset.named import NamedPolicy, named_policies_in
from perfrules.scoring import LightRule, Scale, parse_lights, parse_scale
from perfrules.scoring.settings import Rounding

pytestmark = pytest.mark.property


@cache
def policies() -> dict[str, NamedPolicy]:
    return {one.policies.aliases[0]: one for one in named_policies_in(Library())}


TARGETS = ("≥100家", "=100家", "≤50万元", "=0起", "≤-30%", "≥90%", "健全", "达成年度指标", "2025年12月底前", "前10名")
ACTUALS = {
    "家": ("120家", "100家", "80家", "0家", "无", ""),
    "万元": ("40万元", "50万元", "75万元", "100万元", "0.01亿元"),
    "起": ("0起", "1起", ""),
    "%": ("95%", "90%", "-30%", "-15%", "0%", "0.9"),
    "": ("健全", "基本健全", "达成年度指标", "2025年12月1日", "2026年1月1日", "第9名", "第11名", "不适用", "很好", "/"),
}
SCORES = ("", "0", "5", "9.5", "10", "未评")
rows = st.lists(
    st.tuples(
        st.sampled_from(["产出", "效益", "满意度", "预算执行"]),
        st.sampled_from(["数量", "安全事故数", "服务对象满意度", "预算执行率", "制度健全性", "成本"]),
        st.sampled_from(TARGETS),
        st.sampled_from([actual for group in ACTUALS.values() for actual in group]),
        st.sampled_from(["5", "10", "7.5", "1"]),
        st.sampled_from(SCORES),
    ),
    min_size=1,
    max_size=6,
)
chosen = st.deferred(lambda: st.sampled_from(sorted(policies())))


def table_of(lines: list[tuple[str, ...]]) -> pr.TargetTable:
    head = "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|---|\n"
    return pr.read_table(head + "".join(f"| {' | '.join(line)} |\n" for line in lines))


@given(rows, chosen)
def test_marks_keep_to_their_weight_and_the_total_to_its_rows(lines: list[tuple[str, ...]], policy: str) -> None:
    scored = score_with(table_of(lines), policies()[policy])
    for row in scored.rows:
        assert row.recomputed is not None
        assert row.weight is not None
        assert 0 <= row.recomputed.low <= row.recomputed.high <= row.weight
        assert row.derivation
    assert scored.recomputed is not None
    full = sum(Fraction(line[4]) for line in lines)
    assert 0 <= scored.recomputed.low <= scored.recomputed.high <= full
    if all(row.outcome.applies for row in scored.rows) and scored.policies.ceilings is None and scored.policies.rounding == Rounding(2):
        assert scored.recomputed.high == sum(row.recomputed.high for row in scored.rows if row.recomputed)


@given(rows, chosen)
def test_a_table_that_states_what_came_out_has_no_difference(lines: list[tuple[str, ...]], policy: str) -> None:
    first = score_with(table_of(lines), policies()[policy])
    stated = [
        (*line[:5], "" if row.recomputed is None or not row.recomputed.is_known else written_marks(row.recomputed.low, 6))
        for line, row in zip(lines, sorted(first.rows, key=lambda row: row.outcome.place.line), strict=True)
    ]
    again = score_with(table_of(stated), policies()[policy])
    assert again.differing == ()
    assert again.explained == sum(bool(line[5]) for line in stated)


@given(rows, chosen, st.integers(0, 5), st.sampled_from([actual for group in ACTUALS.values() for actual in group if actual]))
def test_an_actual_value_never_widens_the_range(lines: list[tuple[str, ...]], policy: str, index: int, actual: str) -> None:
    place = index % len(lines)
    without = [*lines[:place], (*lines[place][:3], "", *lines[place][4:]), *lines[place + 1 :]]
    given_ = [*lines[:place], (*lines[place][:3], actual, *lines[place][4:]), *lines[place + 1 :]]
    before, after = (score_with(table_of(one), policies()[policy]) for one in (without, given_))
    for one, other in zip(before.rows, after.rows, strict=True):
        assert one.recomputed is not None
        assert other.recomputed is not None
        if other.outcome.applies:
            assert one.recomputed.low <= other.recomputed.low <= other.recomputed.high <= one.recomputed.high


@given(rows, chosen, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_marks(lines: list[tuple[str, ...]], policy: str, random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def found(given_: list[tuple[str, ...]]) -> list[str]:
        scored = score_with(table_of(given_), policies()[policy])
        return sorted(f"{row.outcome.target} {row.outcome.actual} {row.weight} {row.recomputed}" for row in scored.rows)

    assert found(lines) == found(shuffled)


@given(st.integers(0, 400), st.integers(0, 400))
def test_more_progress_is_never_a_worse_light(one: int, other: int) -> None:
    rule = parse_lights("红 <60%、黄 <80%、绿 <120%、蓝 ≥120%")
    assert isinstance(rule, LightRule)
    low, high = sorted((one, other))
    lights = [rule.light(Fraction(share, 200)) for share in (low, high)]
    assert rule.labels.index(lights[0] or "") <= rule.labels.index(lights[1] or "")


@given(
    st.sampled_from(["", "越小越好", "文字", "预算执行率、执行率", "预算执行率 6月"]),
    st.lists(st.integers(1, 200), min_size=1, max_size=4, unique=True),
    st.booleans(),
)
def test_lights_read_back(rows_: str, edges: list[int], has_word: bool) -> None:
    labels = ["红", "黄", "绿", "蓝", "青"]
    parts = [f"{label} <{edge}%" for label, edge in zip(labels, sorted(edges), strict=False)]
    parts += [f"{labels[len(edges)]} ≥{max(edges)}%", *(["优 达标"] if has_word else [])]
    rule = parse_lights((f"{rows_}：" if rows_ else "") + "、".join(parts))
    assert isinstance(rule, LightRule)
    assert parse_lights(str(rule)) == rule


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=5))
def test_scales_with_ranges_read_back_and_fall(pairs: list[tuple[int, int]]) -> None:
    said = "、".join(str(pair) for pair in pairs)
    text = "量：" + " > ".join(f"词{chr(ord('甲') + place)} {high}%~{low}%" for place, (low, high) in enumerate(pairs))
    scale = parse_scale(text)
    if isinstance(scale, Scale):
        assert parse_scale(str(scale)) == scale, said
        ends = [(step.high, step.low) for step in scale.steps]
        assert all(before[1] >= after[0] and before[1] > after[1] for before, after in pairwise(ends))
    else:
        assert scale[0].code == "E671"
