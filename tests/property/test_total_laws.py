"""Laws of totals and weights: what may still come out is what comes out in the best and in the worst case, and shares add up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.evaluation.loading import resolved
from perfrules.evaluation.totals import Marks, Part, added, combined
from perfrules.ruleset.model import Model, Path
from perfrules.ruleset.weights import children_of, effective_weights, known_weights
from perfrules.scoring import NotApplicable

pytestmark = pytest.mark.property

ZERO = Fraction(0)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """Draw a part; while it is open whether it applies, its marks may be known, and what does not apply may have any."""
    weight = Fraction(draw(st.integers(0, 6)))
    ends = sorted(draw(st.lists(st.integers(0, 4), min_size=2, max_size=2)))
    low, high = (weight * end / 4 for end in ends)
    marks = Marks(low, low) if draw(st.booleans()) else Marks(low, high)
    return Part(weight, marks, draw(st.sampled_from([True, True, False, None])))


def settled(found: list[Part]) -> Iterator[list[Part]]:
    """Yield every way in which it may turn out what applies."""
    choices = [[part._replace(applies=answer) for answer in ((True, False) if part.applies is None else (part.applies,))] for part in found]
    yield from (list(one) for one in product(*choices))


def by_the_book(found: list[Part], weight: Fraction, rule: NotApplicable, end: str) -> Fraction:
    """Return the total where it is known what applies, for the lower or upper marks of each part."""
    marks = {id(part): getattr(part.marks, end) for part in found}
    applying = [part for part in found if part.applies]
    got = sum((marks[id(part)] for part in applying), ZERO)
    if rule is NotApplicable.FULL:
        return got + sum((part.weight for part in found if not part.applies), ZERO)
    if rule is NotApplicable.EXCLUDE:
        return got
    whole = sum((part.weight for part in applying), ZERO)
    return weight * got / whole if whole else ZERO


@given(st.lists(parts(), max_size=5), st.sampled_from(NotApplicable), st.integers(1, 30))
def test_a_total_is_the_range_of_all_that_may_come_out(found: list[Part], rule: NotApplicable, weight: int) -> None:
    possible = list(settled(found))
    if rule in (NotApplicable.REDISTRIBUTE, NotApplicable.RESCALE):
        # Where nothing at all applies there is no total; as long as something may, that case does not count.
        possible = [one for one in possible if any(part.applies and part.weight for part in one)] or possible
    total = combined(found, Fraction(weight), rule)
    assert total.low == min(by_the_book(one, Fraction(weight), rule, "low") for one in possible)
    assert total.high == max(by_the_book(one, Fraction(weight), rule, "high") for one in possible)
    assert total.is_known == (total.low == total.high)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.fractions(0, 50), st.fractions(0, 50)).map(sorted), max_size=6))
def test_marks_add_up_exactly(found: list[list[Fraction]]) -> None:
    assert added(Marks(low, high) for low, high in found) == (sum((low for low, _ in found), ZERO), sum((high for _, high in found), ZERO))


# --- weights --------------------------------------------------------------------------------------------------------------------


@st.composite
def weighed(draw: st.DrawFn) -> tuple[str, dict[Path, int | None], int]:
    """Draw a ruleset with up to three levels where some weights are open; what is written never takes more than there is."""
    full = draw(st.sampled_from([60, 100, 120]))
    lines = ["规则集  抽样", f"满分  {full}分"]
    found: dict[Path, int | None] = {}
    firsts = draw(st.integers(1, 3))
    for first in range(firsts):
        own = draw(st.sampled_from([None, None, full // firsts, full // firsts - 6]))
        path: Path = (f"级{first}",)
        found[path] = own
        lines.append(f"一级指标  级{first}" + (f" {own}分" if own is not None else ""))
        for second in range(draw(st.integers(0, 2))):
            mark = draw(st.sampled_from([None, 6]))
            found[(*path, f"类{first}{second}")] = mark
            lines.append(f"  二级指标  类{first}{second}" + (f" {mark}分" if mark is not None else ""))
            for third in range(draw(st.integers(1, 3))):
                small = draw(st.sampled_from([None, None, 2, 3, 6]))
                name = f"项{first}{second}{third}"
                found[(*path, f"类{first}{second}", name)] = small
                lines.append(f"    三级指标  {name}" + (f" {small}分" if small is not None else "") + " 全年 ≥1家")
        if not any(one[: len(path)] == path and len(one) == 3 for one in found):
            found[(*path, f"项{first}")] = None
            lines.append(f"  三级指标  项{first} 全年 ≥1家")
    return "\n".join(lines) + "\n", found, full


def model_of(text: str) -> Model:
    """Return the model, whatever is still to be said about its weights."""
    model = resolved(text).model
    assert model is not None
    return model


def shared_out(found: dict[Path, int | None], full: int) -> dict[Path, Fraction]:
    """Share out level by level, by the book: what is written stays, parts without a weight sum theirs up where all of them have one."""
    written = {path: Fraction(weight) for path, weight in found.items() if weight is not None}
    for path in sorted(found, key=len, reverse=True):
        below = [one for one in found if len(one) == len(path) + 1 and one[: len(path)] == path]
        if path not in written and below and all(one in written for one in below):
            written[path] = sum((written[one] for one in below), ZERO)
    weights: dict[Path, Fraction] = {(): Fraction(full)}
    for path in sorted(found, key=len):
        level = [one for one in found if one[:-1] == path[:-1]]
        rest = weights[path[:-1]] - sum((written[one] for one in level if one in written), ZERO)
        open_ones = [one for one in level if one not in written]
        weights[path] = written[path] if path in written else max(rest, ZERO) / len(open_ones)
    return weights


@given(weighed())
def test_open_weights_are_shared_out_level_by_level(drawn: tuple[str, dict[Path, int | None], int]) -> None:
    text, found, full = drawn
    model = model_of(text)
    weights = effective_weights(model, model.indicators, "逐级")
    assert weights == shared_out(found, full)
    leaves = list(model.indicators)
    for path, below in children_of(leaves).items():
        assert below == tuple(
            dict.fromkeys(leaf[: len(path) + 1] for leaf in leaves if leaf[: len(path)] == path and len(leaf) > len(path))
        )


@given(weighed())
def test_all_indicators_without_a_weight_get_the_same(drawn: tuple[str, dict[Path, int | None], int]) -> None:
    text, found, full = drawn
    model = model_of(text)
    weights = effective_weights(model, model.indicators, "指标")
    assert weights is not None
    leaves = list(model.indicators)
    written = {leaf: Fraction(weight) for leaf in leaves if (weight := found[leaf]) is not None}
    rest = max(Fraction(full) - sum(written.values(), ZERO), ZERO)
    for leaf in leaves:
        assert weights[leaf] == written.get(leaf, rest / (len(leaves) - len(written) or 1))
    for path in children_of(leaves):
        if path:
            assert weights[path] == sum((weights[leaf] for leaf in leaves if leaf[: len(path)] == path), ZERO)
    assert weights[()] == full
    # Where what is written takes everything, or more, the others get nothing.
    taken = sum(written.values(), ZERO)
    for less in (0, 1):
        if taken > less:
            tight = model_of(text.replace(f"满分  {full}分", f"满分  {taken - less}分"))
            got = effective_weights(tight, tight.indicators, "指标")
            assert got is not None
            assert {leaf: got[leaf] for leaf in leaves} == {leaf: written.get(leaf, ZERO) for leaf in leaves}


@given(weighed())
def test_what_is_known_of_weights_is_written_or_the_sum_of_what_is(drawn: tuple[str, dict[Path, int | None], int]) -> None:
    text, found, _ = drawn
    model = model_of(text)
    known = known_weights(model)
    for path, weight in found.items():
        below = [one for one in found if one[:-1] == path]
        if weight is not None:
            assert known[path] == weight
        elif below and all(one in known for one in below):
            assert known[path] == sum((known[one] for one in below), ZERO)
        else:
            assert path not in known


@given(weighed(), st.sampled_from(["", "逐级", "指标"]))
def test_without_full_marks_the_highest_weights_make_the_whole(drawn: tuple[str, dict[Path, int | None], int], equal: str) -> None:
    text, found, _ = drawn
    model = model_of("".join(line for line in text.splitlines(keepends=True) if not line.startswith("满分")))
    weights = effective_weights(model, model.indicators, equal)
    written = {path for path, weight in found.items() if weight is not None}
    highest = [path for path in written if not any(path[:depth] in written for depth in range(1, len(path)))]
    if not written and not equal:
        assert weights is None
        return
    assert weights is not None
    assert weights[()] == (sum(found[path] or 0 for path in highest) or 100)
