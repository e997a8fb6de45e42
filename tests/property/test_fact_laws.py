"""Laws of facts: a datum is one number in its own unit, found by every form of its name, and what is no such number is told."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import FactError, Quantity, load_ruleset, parse_target
from perfrules.evaluation.facts import Names, read_amount
from perfrules.value.numeral import write_number
from perfrules.value.unit import Unit
from perfrules.value.unit_table import find_unit
from property.strategies import decimals, fullwidth

pytestmark = pytest.mark.property

NUMBERS = decimals(0, 5000, places=2)
OWN = {"制式格": Unit("制式格", (("制式格", 1),), Fraction(1)), "大格": Unit("大格", (("制式格", 1),), Fraction(2))}
UNITS = {word: find_unit(word) for word in ("万元", "元", "%", "家", "个", "人次", "个百分点", "天")} | OWN | {"": Unit("")}


def read(value: object, unit: str) -> tuple[Fraction | None, list[str]]:
    number, notes = read_amount("某数", value, UNITS[unit], OWN)
    return number, [note.code for note in notes]


@settings(max_examples=10)
@given(NUMBERS)
def test_a_datum_is_taken_in_its_own_kind_of_unit_only(number: Fraction) -> None:
    for unit, given_ in product(sorted(UNITS), sorted(UNITS)):
        taken(number, unit, given_)
    assert read(f"{write_number(number)}怪怪", "家") == (None, ["W653"])


def taken(number: Fraction, unit: str, given_: str) -> None:
    wanted, other = UNITS[unit], UNITS[given_]
    base = number * other.factor
    text = read(f"{write_number(number)}{given_}", unit)
    if wanted.dimension == other.dimension:
        assert text == (base, [])
    elif given_ == "":
        may_be_share = wanted.is_ratio and 0 < number <= 1
        assert text == ((None, ["W654"]) if may_be_share else (number * wanted.factor, ["N643"]))
    elif wanted.count and other.count and "个" in (unit, given_):
        assert text == (base, ["N642"])
    else:
        assert text == (None, ["W653"])
    if given_ not in OWN and given_:
        assert read(Quantity(number, other), unit) == text
    if given_ == "":
        assert read(number, unit) == text


@given(NUMBERS, st.sampled_from(["万元", "家", "%"]))
def test_what_is_no_single_number_is_missing_and_told(number: Fraction, unit: str) -> None:
    said = f"{write_number(number + 1)}{unit}"
    for text in (
        f"≥{said}",
        f"约{said}",
        "健全",
        "2025年",
        f"较上年提高{said}",
        f"{said}或{write_number(number + 2)}{unit}",
        "1～～2",
        f"=={said}≥",
    ):
        assert read(text, unit) == (None, ["W652"]), text
    for text in ("", "/", "不适用", "暂不确定"):
        assert read(text, unit) == (None, []), text
    assert read(parse_target(said), unit) == read(said, unit)
    negative = read(-number - 2, "%")
    assert negative == ((-number - 2) / 100, ["N643"])


TEXT = """规则集  抽样
满分  30分
数据  “三公”支出 万元
别名  三公经费、公务支出
数据  折算数 万元 = “三公”支出 × 2
一级指标  产出 20分
三级指标  企业数 10分 全年 ≥10家
别名  高企数、高新企业
三级指标  满意度 10分 全年 ≥10%
一级指标  效益 10分
三级指标  满意度 10分 全年 ≥20%
"""
RULES = load_ruleset(TEXT)
FORMS = st.sampled_from([str, fullwidth, lambda name: f" {name}　", lambda name: name.replace("“", '"').replace("”", '"'), " ".join])
COMPANIES, CONTENT, SPENT = ("产出", "企业数"), ("产出", "满意度"), "“三公”支出"
NAMES = dict.fromkeys([SPENT, "三公经费", "公务支出"], SPENT) | dict.fromkeys(["企业数", "高企数", "高新企业", "产出/企业数"], COMPANIES)
NAMES |= {"产出/满意度": CONTENT, "效益/满意度": ("效益", "满意度"), "折算数": "折算数"}


@given(st.sampled_from(sorted(NAMES)), FORMS)
def test_a_name_is_found_however_it_is_written(name: str, form: object) -> None:
    assert callable(form)
    written, names = form(name), Names(RULES.model)
    assert names.find(written) == NAMES[name]
    read_facts = names.read({written: "5万元" if isinstance(NAMES[name], str) else "5家"})
    assert read_facts.diagnostics == ()
    meant = NAMES[name]
    if isinstance(meant, str):
        assert read_facts.data == {meant: Fraction(50_000)}
        assert read_facts.actuals == {}
    else:
        assert read_facts.actuals == {meant: "5家"}
        assert read_facts.data == {}
        short = names.short(meant)
        assert names.find(short) == meant
        assert all(names.find(part) != meant or len(part) >= len(short) for part in ("满意度", "企业数"))


@given(st.sampled_from(["满意度", "没有这个", "企业", "出/企业数", ""]), st.booleans())
def test_a_name_that_means_nothing_or_two_things_is_told(name: str, strict: bool) -> None:
    names = Names(RULES.model)
    assert names.find(name) is None
    code = "E629" if name == "满意度" else "F701" if strict else "W651"
    found = names.read({name: "5家", "企业数": "7家"}, strict=strict)
    assert [one.code for one in found.diagnostics] == [code]
    assert found.actuals == {("产出", "企业数"): "7家"}
    if name == "满意度":
        assert found.diagnostics[0].args["suggestion"] == "产出/满意度"
        assert "效益/满意度" in found.diagnostics[0].args["paths"]
    if strict:
        with pytest.raises(FactError):
            RULES.evaluate({name: "5家"}, strict=True)


@given(st.integers(0, 500), st.sampled_from(["“三公”支出", "三公经费", "公务支出"]), st.booleans())
def test_data_that_formulas_make_follow_what_is_given(number: int, name: str, own: bool) -> None:
    facts = {name: f"{number}万元"} | ({"折算数": "7万元"} if own else {})
    known = RULES.evaluate(facts).known
    values = {key: Fraction(*pair) for key, pair in known.items()}
    assert values["折算数"] == (70_000 if own else number * 20_000)
    assert values["三公经费"] == values["“三公”支出"] == number * 10_000
    assert "折算数" not in RULES.evaluate({"企业数": "1家"}).known
    assert set(RULES.evaluate({name: None}).known) == {"产出分值", "效益分值"}


@settings(max_examples=20)
@given(
    st.permutations(["乙数 万元 = 甲数 × 2", "丙数 万元 = 乙数 + 甲数", "丁数 万元 = 丙数 - 乙数", "戊数 % = 丁数 ÷ 甲数"]),
    st.integers(1, 500),
)
def test_data_are_made_in_the_order_in_which_they_need_each_other(lines: list[str], number: int) -> None:
    text = "\n".join(["规则集  抽样", *(f"数据  {line}" for line in lines), "数据  甲数 万元", "三级指标  某数 全年 ≥1家"])
    known = {name: Fraction(*pair) for name, pair in load_ruleset(text).evaluate({"甲数": f"{number}万元"}).known.items()}
    base = number * 10_000
    assert known == {"甲数": base, "乙数": 2 * base, "丙数": 3 * base, "丁数": base, "戊数": 1}


@settings(max_examples=20)
@given(st.integers(0, 20), st.integers(1, 9))
def test_units_of_the_rules_are_read_in_actual_values(number: int, edge: int) -> None:
    text = f"规则集  抽样\n满分 10分\n单位  制式格\n单位  大格 = 2制式格\n三级指标  格数 10分 全年 ≥{edge}制式格 越大越好\n计分 按完成比例"
    rule_set = load_ruleset(text)
    for said, size in ((f"{number}制式格", number), (f"{number}大格", number * 2)):
        leaf = rule_set.evaluate({"格数": said})["格数"]
        assert (leaf.verdict.value == "达标") == (size >= edge)
        assert leaf.actual == said
        assert leaf.marks is not None
        assert leaf.marks.low == leaf.marks.high == min(Fraction(10), Fraction(10 * size, edge))
    for said in ("健全", "5怪怪", "== ≥"):
        assert rule_set.evaluate({"格数": said})["格数"].verdict.value == "待定"


@given(st.integers(-200, 200))
def test_a_bare_number_up_to_one_may_be_a_share_and_stays_unknown(hundredths: int) -> None:
    number = Fraction(hundredths, 100)
    for value in (number, write_number(number)):
        expected = (None, ["W654"]) if 0 < abs(number) <= 1 else (number / 100, ["N643"])
        assert read(value, "%") == expected
        assert read(value, "万元") == (number * 10_000, ["N643"])


@settings(max_examples=40)
@given(st.integers(0, 2), st.text("甲乙丙丁", min_size=3, max_size=6), st.sampled_from(["某某", "xx"]))
def test_a_name_that_is_nearly_right_is_suggested(levels: int, name: str, more: str) -> None:
    heads = ["一级指标  产出一级", "二级指标  数量二级"][:levels]
    rule_set = load_ruleset("\n".join(["规则集  抽样", *heads, f"三级指标  {name}企业数 全年 ≥1家"]))
    wrong = f"{name}企业数{more}"
    (found,) = [one for one in rule_set.evaluate({wrong: "1家"}).diagnostics if one.code == "W651"]
    assert (found.args["name"], found.args["suggestion"]) == (wrong, f"{name}企业数")
