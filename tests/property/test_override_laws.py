"""Laws of guarded changes: a change that says what was and why is the merged file; any other is told, and changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import RulesetError, load_ruleset
from perfrules.evaluation.loading import resolved
from perfrules.ruleset.model import Model
from perfrules.ruleset.validity import Validity

pytestmark = pytest.mark.property

BASE = """规则集  抽样
满分  100分
均分  逐级
数据  甲 万元
数据  乙 万元
参数  线 = 10%
参数  额 = 5万元
一级指标  产出 60分
三级指标  企业数 30分 半年 ≥50家 全年 ≥100家 越大越好
计分  按完成比例
三级指标  偏差率 30分 全年 ≤线 越小越好
公式  甲 ÷ 乙
适用  乙 > 0万元
计分  达标得满分
一级指标  效益 40分
三级指标  满意度 40分 全年 ≥90%
三级指标  空白 越大越好
"""
CHANGES: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("企业数", "分值"): ("分值 30分", ("分值 20分", "分值 29.5分")),
    ("企业数", "半年"): ("半年 ≥50家", ("半年 ≥60家", "半年 =40家")),
    ("企业数", "全年"): ("全年 ≥100家", ("全年 ≥120家", "全年 ≥80家")),
    ("企业数", "方向"): ("越大越好", ("越小越好", "等于为好")),
    ("企业数", "计分"): ("计分 按完成比例", ("计分 达标得满分", "计分 按完成比例,不足 60% 计零")),
    ("偏差率", "公式"): ("公式 甲 ÷ 乙", ("公式 乙 ÷ 甲", "公式 |甲 - 乙| ÷ 乙")),
    ("偏差率", "适用"): ("适用 乙 > 0万元", ("适用 甲 > 0万元", "适用 乙 > 额")),
    ("偏差率", "全年"): ("全年 ≤线", ("全年 ≤20%", "全年 ≤5%")),
    ("满意度", "全年"): ("全年 ≥90%", ("全年 ≥95%",)),
    ("产出", "分值"): ("分值 60分", ("分值 50分", "分值 70分")),
    ("额", "值"): ("值 5万元", ("值 6万元", "值 70000元")),
}
"""What can be changed: the subject and what of it, how it is, and what it may become."""
KEYS = st.sampled_from(sorted(CHANGES))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("rules")
    (place / "base.perf").write_text(BASE, "utf-8")
    return place


def child(place: Path, *lines: str) -> Path:
    path = place / "child.perf"
    path.write_text("\n".join(["规则集  县级", "继承  抽样", *lines]) + "\n", "utf-8")
    return path


def codes(path: Path) -> list[str]:
    return [one.code for one in resolved(path).diagnostics if one.code.startswith("E")]


def model(path: Path) -> Model:
    found = resolved(path).model
    assert found is not None
    return found


def facets(model: Model) -> dict[tuple[str, str], str]:
    """Return everything that can be changed, as its lines say it."""
    found: dict[tuple[str, str], str] = {}
    for one in model.indicators.values():
        found |= {(one.name, period): target.text for period, target in one.targets.items()}
        found |= {(one.name, "分值"): str(one.weight), (one.name, "方向"): str(one.direction), (one.name, "公式"): str(one.formula)}
        found |= {(one.name, "适用"): str(one.applies), (one.name, "计分"): str(one.policy and one.policy.text)}
    found |= {(one.name, "分值"): str(one.weight) for one in model.sections.values()}
    return found | {(one.name, "值"): str([value for _, value in one.values]) for one in model.parameters.values()}


def block(name: str, old: str, new: str) -> list[str]:
    return [f"覆盖  {name}", f"原  {old}", f"改  {new}", "理由  试行"]


@settings(max_examples=40)
@given(key=KEYS, data=st.data())
def test_a_guarded_change_changes_what_it_says_and_nothing_else(place: Path, key: tuple[str, str], data: st.DataObject) -> None:
    old, choices = CHANGES[key]
    new = data.draw(st.sampled_from(choices))
    changed = model(child(place, *block(key[0], old, new)))
    before, after = facets(model(place / "base.perf")), facets(changed)
    assert {facet for facet in before | after if before.get(facet) != after.get(facet)} == {key}
    said = new.removeprefix(key[1]).strip()
    if key[1] not in ("分值", "方向", "值"):
        assert after[key].replace(" ", "") == said.replace(" ", "")
    assert [(one.name, one.reason) for one in changed.alterations] == [(key[0], "试行")]
    (alteration,) = changed.alterations
    assert alteration.before.replace(" ", "").endswith(old.removeprefix(key[1]).strip().replace(" ", ""))
    if "70000" not in said:
        assert alteration.after.replace(" ", "").endswith(said.replace(" ", ""))
    # Nothing that was inherited has moved, and the base is what it was.
    assert list(changed.indicators) == list(model(place / "base.perf").indicators)


@settings(max_examples=15)
@given(key=KEYS, data=st.data())
def test_a_change_of_something_else_is_told_and_changes_nothing(place: Path, key: tuple[str, str], data: st.DataObject) -> None:
    old, choices = CHANGES[key]
    new = data.draw(st.sampled_from(choices))
    wrong = data.draw(st.sampled_from([one for one in choices if one != new] or [f"{key[1]} ≥1%"]))
    found = {
        "E680": block(key[0], wrong, new),
        "E685": block(key[0], old, new)[:3],
        "E686": [f"覆盖  {key[0]}", f"原  {old}", "理由  试行"],
        "E688": [f"覆盖  {key[0]}", f"改  {new}", "理由  试行"],
        "E612": [f"覆盖  {key[0]}", f"原  {old}", f"改  {new}", f"改  {new}", "理由  试行"],
        "E683": block("没有这个", old, new),
    }
    base = facets(model(place / "base.perf"))
    for code, lines in found.items():
        path = child(place, *lines)
        told = codes(path)
        assert code in told or (code == "E683" and told), (code, told)
        if code not in ("E612",):
            assert facets(model(path)) == base, code
    other = "分值 1分" if key[1] != "分值" else "越大越好"
    assert "E689" in codes(child(place, f"覆盖  {key[0]}", f"原  {old}", f"原  {other}", f"改  {new}", "理由  试行"))


@pytest.mark.parametrize("order", [("半年", "全年"), ("全年", "半年")])
def test_one_wrong_line_keeps_no_other_from_its_change(place: Path, order: tuple[str, str]) -> None:
    lines = {"半年": ("半年 ≥51家", "半年 ≥60家"), "全年": ("全年 ≥100家", "全年 ≥120家")}
    path = child(
        place, "覆盖  企业数", *(f"原  {lines[one][0]}" for one in order), *(f"改  {lines[one][1]}" for one in order), "理由  试行"
    )
    assert codes(path) == ["E680"]
    changed = facets(model(path))
    assert (changed["企业数", "半年"], changed["企业数", "全年"]) == ("≥50家", "≥120家")


@pytest.mark.parametrize(("name", "wrong", "right", "facet"), [
    ("额", ("分值 5分", "分值 6分"), ("值 5万元", "值 6万元"), ("额", "值")),
    ("产出", ("全年 ≥1家", "全年 ≥2家"), ("分值 60分", "分值 50分"), ("产出", "分值")),
])  # fmt: skip
def test_what_cannot_be_changed_there_keeps_nothing_else_from_its_change(
    place: Path, name: str, wrong: tuple[str, str], right: tuple[str, str], facet: tuple[str, str]
) -> None:
    lines = [f"{word}  {one[number]}" for number, word in enumerate(("原", "改")) for one in (wrong, right)]
    path = child(place, f"覆盖  {name}", *lines, "理由  试行")
    assert "E632" in codes(path)
    assert facets(model(path))[facet] == facets(model(child(place, *block(name, *right))))[facet]
    assert facets(model(path))[facet] != facets(model(place / "base.perf"))[facet]


@settings(max_examples=20)
@given(names=st.sets(st.sampled_from(["企业数", "偏差率", "满意度"]), min_size=1, max_size=3))
def test_what_is_deleted_is_gone_with_its_reason(place: Path, names: set[str]) -> None:
    lines = [line for name in sorted(names) for line in (f"删除  {name}", "理由  不再评")]
    changed = model(child(place, *lines))
    assert {one.name for one in changed.indicators.values()} == {"企业数", "偏差率", "满意度", "空白"} - names
    assert [(one.name, one.after, one.reason) for one in changed.alterations] == [(name, "", "不再评") for name in sorted(names)]
    summary = {"企业数": "半年 ≥50家 全年 ≥100家", "偏差率": "全年 ≤线", "满意度": "全年 ≥90%"}
    assert [one.before for one in changed.alterations] == [summary[name] for name in sorted(names)]
    for name in names:
        assert "E685" in codes(child(place, f"删除  {name}"))


def test_what_a_file_writes_itself_is_not_to_be_changed_there(place: Path) -> None:
    own = ("一级指标  其他", "三级指标  新增数 全年 ≥1家", "参数  新线 = 3%")
    for name, old, new in (("新增数", "全年 ≥1家", "全年 ≥2家"), ("其他", "分值 1分", "分值 2分"), ("新线", "值 3%", "值 4%")):
        assert "E687" in codes(child(place, *own, *block(name, old, new))), name
    assert "E687" in codes(child(place, *own, "删除  新增数", "理由  试行"))
    assert "E680" in codes(child(place, *block("空白", "全年 ≥1家", "全年 ≥2家")))
    assert "E680" in codes(child(place, *block("空白", "公式 甲", "公式 乙")))
    doubled = resolved(child(place, *block("额", "值 5万元", "值 6万元")[:3], "改  值 7万元", "理由  试行")).diagnostics
    assert [one.args["first"] for one in doubled if one.code == "E612"] == ["5"]
    assert "E625" in codes(child(place, *block("额", "值 5万元", "值 5%")))
    assert "E632" in codes(child(place, *block("额", "分值 5分", "分值 6分")))
    assert "E632" in codes(child(place, *block("产出", "全年 ≥1家", "全年 ≥2家")))
    assert "E632" in codes(child(place, *block("企业数", "值 5万元", "值 6万元")))


# --- days -------------------------------------------------------------------------------------------------------------------------

DAY = date(2025, 6, 15)
SHIFT = st.integers(-40, 40).map(lambda days: DAY + timedelta(days=days))
ENDS = st.one_of(st.none(), SHIFT)


@given(ENDS, ENDS, SHIFT)
def test_something_holds_from_its_first_day_to_its_last(start: date | None, end: date | None, day: date) -> None:
    validity = Validity(start, end)
    assert validity.holds(day) is ((start or date.min) <= day <= (end or date.max))
    said = str(validity)
    assert (str(start) in said) == (start is not None)
    assert (str(end) in said) == (end is not None)
    assert bool(said) == (start is not None or end is not None)


@settings(max_examples=40)
@given(edge=SHIFT, day=SHIFT, low=st.integers(1, 40), high=st.integers(41, 90), value=st.integers(0, 100))
def test_a_parameter_has_the_value_of_the_day(edge: date, day: date, low: int, high: int, value: int) -> None:
    lines = ["规则集  抽样", "满分 10分", f"参数  线 = {low}% 至 {edge}", f"参数  线 = {high}% 自 {edge + timedelta(days=1)}"]
    text = "\n".join([*lines, "三级指标  率 10分 全年 ≥线 越大越好", "计分 按完成比例"])
    rule_set = load_ruleset(text)
    wanted = low if day <= edge else high
    leaf = rule_set.evaluate({"率": f"{value}%"}, as_of=day)["率"]
    assert str(leaf.target) == f"≥{wanted}%"
    assert (leaf.verdict.value == "达标") == (value >= wanted)
    latest = rule_set.evaluate({"率": f"{value}%"})
    assert str(latest["率"].target) == f"≥{high}%"
    assert "N640" in [note.code for note in latest.diagnostics]


@settings(max_examples=40)
@given(start=ENDS, end=ENDS, day=SHIFT)
def test_an_indicator_is_judged_while_it_holds(start: date | None, end: date | None, day: date) -> None:
    if start is None and end is None:
        return
    if start and end and start > end:
        start, end = end, start
    said = f"{start} 至 {end}" if start and end else f"{start} 起" if start else f"至 {end}"
    text = f"规则集  抽样\n满分 20分\n三级指标  甲数 10分 全年 ≥1家\n三级指标  乙数 10分 全年 ≥1家\n生效  {said}\n"
    result = load_ruleset(text).evaluate({"甲数": "1家", "乙数": "1家"}, as_of=day)
    assert {leaf.name for leaf in result.leaves()} == {"甲数", *(["乙数"] if Validity(start, end).holds(day) else [])}


@settings(max_examples=40)
@given(start=SHIFT, length=st.integers(0, 400), gap=st.integers(1, 400), day=SHIFT)
def test_a_day_for_which_a_parameter_has_no_value_is_told(start: date, length: int, gap: int, day: date) -> None:
    end = start + timedelta(days=length)
    again = end + timedelta(days=gap + 1)
    lines = ["规则集  抽样", f"参数  线 = 10% 自 {start} 至 {end}", f"参数  线 = 20% 自 {again}", "三级指标  率 全年 ≥线 越大越好"]
    rule_set = load_ruleset("\n".join(lines))
    if start <= day <= end or day >= again:
        assert str(rule_set.evaluate({}, as_of=day)["率"].target) == ("≥10%" if day <= end else "≥20%")
        return
    with pytest.raises(RulesetError) as caught:
        rule_set.evaluate({}, as_of=day)
    assert [one.code for one in caught.value.diagnostics] == ["E699"]
