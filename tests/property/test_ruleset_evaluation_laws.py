"""Laws of evaluating a ruleset: marks are bounded, knowledge never widens them, better never costs, a guarded change is that change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import load_ruleset
from perfrules.evaluation.explanation import Explanation
from property.ruleset_strategies import DATA, WORDS, Rules, facts, rules

pytestmark = pytest.mark.property


@given(st.data())
def test_marks_are_bounded(data: st.DataObject) -> None:
    drawn = data.draw(rules())
    rule_set = load_ruleset(drawn.text)
    result = rule_set.evaluate(data.draw(facts(drawn)))
    assert result.score is not None
    assert 0 <= result.score.low <= result.score.high <= rule_set.full_marks
    for leaf in result.leaves():
        assert leaf.marks is not None
        assert 0 <= leaf.marks.low <= leaf.marks.high <= leaf.weight


@given(st.data())
def test_one_more_fact_never_widens_the_score(data: st.DataObject) -> None:
    drawn = data.draw(rules())
    rule_set = load_ruleset(drawn.text)
    known = data.draw(facts(drawn))
    before = rule_set.evaluate(known)
    more = {**data.draw(facts(drawn)), **known}
    after = rule_set.evaluate(more)
    assert before.score is not None
    assert after.score is not None
    assert before.score.low <= after.score.low <= after.score.high <= before.score.high, (known, more)


@given(st.data())
def test_better_never_costs(data: st.DataObject) -> None:
    drawn = data.draw(rules())
    counts = [one for one in drawn.indicators if one.kind == "count"]
    words = [one for one in drawn.indicators if one.kind == "word"]
    if not counts and not words:
        return
    rule_set = load_ruleset(drawn.text)
    known = data.draw(facts(drawn))
    one = data.draw(st.sampled_from(counts + words))
    if one.kind == "count":
        worse, better = sorted(data.draw(st.lists(st.integers(0, 400), min_size=2, max_size=2)), reverse=not one.rising)
        pair = f"{worse}家", f"{better}家"
    else:
        first, second = sorted(data.draw(st.lists(st.integers(0, 2), min_size=2, max_size=2)), reverse=True)
        pair = WORDS[first], WORDS[second]
    scores = [rule_set.evaluate({**known, one.name: value}).score for value in pair]
    assert scores[0] is not None
    assert scores[1] is not None
    assert scores[0].low <= scores[1].low
    assert scores[0].high <= scores[1].high


@given(st.data())
def test_what_does_not_apply_is_left_out_and_made_up_for_whatever_the_levels(data: st.DataObject) -> None:
    drawn = data.draw(rules())
    rule = data.draw(st.sampled_from(["折算", "剔除"]))
    text = "".join(line for line in drawn.text.splitlines(keepends=True) if not line.strip().startswith(("不适用", "适用")))
    rule_set = load_ruleset(text.replace("\n量表", f"\n不适用  {rule}\n量表", 1))
    names = {one.name for one in drawn.indicators}
    absent = names - data.draw(st.sets(st.sampled_from(sorted(names)), min_size=1))
    known = {name: f"{data.draw(st.integers(1, 300))}万元" for name in DATA}
    result = rule_set.evaluate({**data.draw(facts(drawn)), **known, **dict.fromkeys(absent, "不适用")})
    leaves = [leaf for leaf in result.leaves() if leaf.applies is not False]
    if not leaves or any(leaf.applies is None for leaf in leaves):
        return
    low, high = (sum(getattr(leaf.marks, end) for leaf in leaves) for end in ("low", "high"))
    share = rule_set.full_marks / sum(leaf.weight for leaf in leaves) if rule == "折算" else 1
    assert result.score == (low * share, high * share)


@given(data=st.data())
def test_a_guarded_change_is_the_same_as_the_merged_file(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    drawn = data.draw(rules())
    counts = [one for one in drawn.indicators if one.kind == "count"]
    if not counts:
        return
    one = data.draw(st.sampled_from(counts))
    line = next(line for line in drawn.text.splitlines() if f" {one.name} " in line)
    old = line.split("全年 ")[1].split()[0]
    new = f"{old[0]}{data.draw(st.integers(1, 300))}家"
    folder = tmp_path_factory.mktemp("rules")
    (folder / "base.perf").write_text(drawn.text, "utf-8")
    child = f"规则集  县级\n继承  抽样\n覆盖  {one.name}\n原  全年 {old}\n改  全年 {new}\n理由  试行\n"
    (folder / "child.perf").write_text(child, "utf-8")
    merged = drawn.text.replace(line, line.replace(f"全年 {old}", f"全年 {new}"))
    known = data.draw(facts(drawn))
    results = [load_ruleset(source).evaluate(known) for source in (folder / "child.perf", merged)]
    assert results[0].score == results[1].score
    assert [leaf.verdict for leaf in results[0].leaves()] == [leaf.verdict for leaf in results[1].leaves()]
    assert [leaf.why for leaf in results[0].leaves()] == [leaf.why for leaf in results[1].leaves()]


@given(st.data())
def test_the_order_of_facts_and_their_units_do_not_matter(data: st.DataObject) -> None:
    drawn = data.draw(rules())
    rule_set = load_ruleset(drawn.text)
    known = data.draw(facts(drawn))
    other = {name: f"{value.removesuffix('万元')}0000元" if name in DATA else value for name, value in reversed(known.items())}
    one, two = rule_set.evaluate(known), rule_set.evaluate(other)
    assert one.score == two.score
    assert [leaf.verdict for leaf in one.leaves()] == [leaf.verdict for leaf in two.leaves()]


@given(st.data())
def test_explanations_read_back(data: st.DataObject) -> None:
    drawn = data.draw(rules())
    tree = load_ruleset(drawn.text).evaluate(data.draw(facts(drawn))).explanation()
    assert Explanation.from_dict(tree.to_dict()) == tree
    assert len(tree.text().splitlines()) == len(list(tree.nodes()))


@given(st.data())
def test_what_is_missing_settles_the_score(data: st.DataObject) -> None:
    drawn: Rules = data.draw(rules())
    rule_set = load_ruleset(drawn.text)
    result = rule_set.evaluate(data.draw(facts(drawn)))
    stakes = [one.points for one in result.missing]
    assert stakes == sorted(stakes, reverse=True)
    open_leaves = {leaf.name for leaf in result.leaves() if leaf.verdict.value == "待定" and leaf.reason != "division_by_zero"}
    assert open_leaves <= {name for one in result.missing for name in one.indicators}


@given(st.data())
def test_the_explanation_of_the_whole_has_its_total(data: st.DataObject) -> None:
    drawn: Rules = data.draw(rules())
    line = data.draw(st.sampled_from(["", "上限  甲 ≤150万元 至多 1分\n", "舍入  每项 2位，总分 0位\n"]))
    if "舍入" in line and "舍入" in drawn.text:
        line = ""
    rule_set = load_ruleset(drawn.text.replace("量表  ", f"{line}量表  ", 1))
    result = rule_set.evaluate(data.draw(facts(drawn)))
    tree = result.explanation()
    assert result.score is not None
    assert (tree.low, tree.high) == (str(result.score.low), str(result.score.high))
    assert bool(tree.why) == (result.score != result.root.marks)
    assert Explanation.from_dict(tree.to_dict()) == tree
