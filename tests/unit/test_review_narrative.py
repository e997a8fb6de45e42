"""Goals against rows: which quantity speaks of which indicator, and what the two say differently."""

from __future__ import annotations

import json
import pickle
import re
import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from perfrules import read_table
from perfrules.reviewing import Finding, review, settings_with
from perfrules.reviewing.narrative import Match, Relation, match_goals
from perfrules.reviewing.narrative.assignment import assign
from perfrules.reviewing.narrative.claim import claims_of
from perfrules.ruleset.model import ReviewSetting
from perfrules.table import Cell, Indicator, TargetTable
from perfrules.target import parse_target
from support.markdown import ROOT

_CORPUS = [json.loads(line) for line in (ROOT / "tests/corpus/narratives.jsonl").read_text("utf-8").splitlines()]
_SUZHOU = ROOT / "docs" / "examples" / "suzhou-2025" / "table.txt"


def row(name: str, **targets: str) -> Indicator:
    """Return an output with targets by period."""
    cells = {period: Cell(text, parse_target(text), where=f"{name} {period}") for period, text in targets.items()}
    return Indicator("产出", "数量", "", name, cells, where=name)


def table(goals: dict[str, str] | str, *rows: Indicator, **more: object) -> TargetTable:
    """Return a table with goals and rows."""
    texts = {"年度": goals} if isinstance(goals, str) else goals
    return TargetTable(goals=texts, indicators=rows, places={key: f"{key}目标" for key in texts}, **more)  # type: ignore[arg-type]


def of_code(code: str, given: TargetTable, *changed: ReviewSetting) -> list[Finding]:
    """Return the findings of one check."""
    return [one for one in review(given, settings=settings_with(changed)) if one.code == code]


def only(given: TargetTable) -> Match:
    """Return the one match of a table."""
    (found,) = match_goals(given)
    return found


def _measured(half: str) -> tuple[int, int, int, int]:
    """Return how many pairs of half of the corpus are right, wrong, missed, and right with another relation."""
    right = wrong = missed = other = 0
    for case in _CORPUS:
        if case["half"] != half:
            continue
        rows = [row(name, 年度=text) for name, text in case["rows"]]
        found = match_goals(table(case["goal"], *rows))
        for said, name, relation in case["expect"]:
            start = case["goal"].index(said)
            end = start + len(said)
            match = next((one for one in found if one.mention.start < end <= one.mention.end), None)
            got = match.row.name if match is not None and match.row is not None else None
            right += got is not None and got == name
            wrong += got is not None and got != name
            missed += name is not None and got != name
            other += match is not None and got == name is not None and match.relation.value != relation
            assert relation != "none" or match is None, said
    return right, wrong, missed, other


@pytest.mark.parametrize(("half", "precision", "recall"), [("dev", "0.97", "0.95"), ("test", "0.97", "0.92")])
def test_the_corpus_is_matched(half: str, precision: str, recall: str) -> None:
    right, wrong, missed, other = _measured(half)
    assert Fraction(right, right + wrong) >= Fraction(precision)
    assert Fraction(right, right + missed) >= Fraction(recall)
    assert other == 0


def test_the_corpus_is_large_and_has_hard_negatives() -> None:
    assert len(_CORPUS) >= 60
    assert sum(name is None for case in _CORPUS for _, name, _ in case["expect"]) >= 15
    assert len({case["field"] for case in _CORPUS}) >= 15


def test_the_suzhou_table() -> None:
    given = read_table(str(_SUZHOU))
    found = {(one.goal, one.mention.text): (one.row.name if one.row else None, one.relation.value) for one in match_goals(given)}
    assert found == {
        ("中长期", "达55%左右"): ("高新技术产业产值占规上工业总产值比重", "approximate"),
        ("中长期", "17500家"): ("拥有高新技术企业数", "equal"),
        ("中长期", "3000人"): (None, "unmatched"),
        ("中长期", "13个"): ("重大创新团队", "equal"),
        ("中长期", "达850亿元"): ("技术合同认定登记成交额", "row_stricter"),
        ("年度", "200家"): ("认定苏州市“独角兽”培育企业数量", "equal"),
        ("年度", "17500家"): ("拥有高新技术企业数", "equal"),
        ("年度", "54.2%"): ("高新技术产业产值占规上工业总产值比重", "equal"),
        ("年度", "5场"): ("举办科技合作与交流活动", "differs"),
        ("年度", "13个"): ("重大创新团队", "equal"),
        ("年度", "300个"): ("创新创业领军人才(团队)", "equal"),
        ("年度", "超过2800家"): ("科贷通当年受惠企业数", "goal_stricter"),
        ("年度", "达到60000台"): ("研发资源共享服务平台入网仪器数", "row_stricter"),
    }
    told = sorted((one.code, one.found) for one in review(given) if one.code in ("N01", "N02", "N03", "N05"))
    assert told == [("N01", "引进市级以上高层次创新创业领军人才3000人"), ("N02", "=4场"), ("N03", "=2800家"), ("N03", "=60000台")]


@pytest.mark.parametrize(
    ("goal", "target", "relation"),
    [
        ("培训教师200人", "=200人", "equal"),
        ("培训教师200人", "≥200人", "equal"),
        ("培训教师200人", "200人", "equal"),
        ("培训教师不少于200人", "≥200人", "equal"),
        ("培训教师不少于200人", "200人", "equal"),
        ("培训教师200人", ">200人", "row_stricter"),
        ("培训教师达到200人", "=200人", "row_stricter"),
        ("培训教师200人以上", "=200人", "row_stricter"),
        ("培训教师力争达到200人", "=200人", "row_stricter"),
        ("培训教师力争200人", "=200人", "equal"),
        ("培训教师不少于200人", ">200人", "row_stricter"),
        ("培训教师超过200人", "≥200人", "goal_stricter"),
        ("培训教师超过200人", "200人", "goal_stricter"),
        ("培训教师不少于200人", "≤200人", "goal_stricter"),
        ("培训教师约200人", "=205人", "approximate"),
        ("培训教师200人左右", "=180人", "differs"),
        ("培训教师1.2万人", "=12040人", "approximate"),
        ("培训教师1.2万人", "=12800人", "differs"),
        ("培训教师200人", "=180人", "differs"),
        ("培训教师达到200人", "≥220人", "differs"),
        ("培训教师不少于200人", "≥220人", "row_stricter"),
        ("培训教师不超过200人", "≤150人", "row_stricter"),
        ("培训教师100-200人", "100-200人", "equal"),
        ("培训教师100-200人", "=150人", "row_stricter"),
        ("培训教师100-200人", "=250人", "differs"),
        ("培训教师200人次", "=200人", "unmatched"),
        ("培训教师提高5个百分点", "=5%", "unmatched"),
    ],
)
def test_relations(goal: str, target: str, relation: str) -> None:
    assert only(table(f"{goal}。", row("培训教师人数", 全年=target))).relation.value == relation


def test_a_share_does_not_rise_over_all_of_it() -> None:
    assert only(table("隐患整改率达到100%。", row("隐患整改率", 全年="=100%"))).relation is Relation.EQUAL
    assert only(table("亩产达到100公斤。", row("亩产", 全年="=100公斤"))).relation is Relation.ROW_STRICTER


@pytest.mark.parametrize(
    "text",
    [
        "到2026年，根据财预〔2020〕10号文件第3条，(1)推进“263”专项行动；(二)建设5G、4A级项目。",
        "机关设10个内设机构，实有在职人员48人。",
        "项目为期3年，安排资金300万元。",
        "为60周岁以上老人24小时服务。",
    ],
)
def test_numbers_that_are_no_goals(text: str) -> None:
    assert match_goals(table(text, row("培训教师人数", 全年="≥200人"))) == ()


def test_two_quantities_of_one_subject() -> None:
    found = match_goals(table("举办培训4期200人。", row("培训期数", 全年="=4期"), row("培训人数", 全年="=200人")))
    assert [one.row and one.row.name for one in found] == ["培训期数", "培训人数"]


def test_a_sum_of_rows() -> None:
    match = only(table("新建、改扩建学校12所。", row("新建学校数量", 全年="=5所"), row("改扩建学校数量", 全年="=7所")))
    assert match.relation is Relation.EQUAL
    assert [one.name for one in match.partners] == ["新建学校数量", "改扩建学校数量"]
    assert "相加" in match.reason
    assert "sum" in match.explain("en")


def test_a_list_goes_to_its_rows_one_by_one() -> None:
    rows = row("重大创新团队", 全年="=13个"), row("创新创业领军人才(团队)", 全年="=13个")
    found = match_goals(table("引进顶尖人才和重大创新团队13个、创新创业领军人才团队13个。", *rows))
    assert [one.row and one.row.number for one in found] == [0, 1]


def test_an_item_that_is_told_twice_has_its_row_twice() -> None:
    found = match_goals(table("高新技术企业达到500家；确保高新技术企业500家。", row("高新技术企业数", 全年="≥500家")))
    assert [one.row and one.row.name for one in found] == ["高新技术企业数", "高新技术企业数"]


def test_what_was_said_before_is_a_reason() -> None:
    rows = row("科贷通受惠企业数", 全年="=2800家"), row("展览观众", 全年="=9人")
    match = only(table("做好科贷通产品，服务企业2800家。", *rows))
    assert match.evidence.context == "科贷通"
    assert "上文说到：科贷通" in match.reason
    assert "spoken of before" in match.explain("en")


def test_periods() -> None:
    goals = {"中长期": "三年培训教师900人。", "年度": "培训教师300人。"}
    both = table(goals, row("培训教师人数", 实施期="≥900人", 全年="≥300人"))
    assert [(one.period, one.relation.value, one.is_across) for one in match_goals(both)] == [
        ("实施期", "equal", False),
        ("全年", "equal", False),
    ]
    one = table(goals, row("培训教师人数", 半年="≥100人", 全年="≥300人"))
    assert [(one.period, one.relation.value, one.is_across) for one in match_goals(one)] == [
        ("全年", "differs", True),
        ("全年", "equal", False),
    ]
    assert not of_code("N02", one)


def test_a_plan_that_asks_for_less_than_its_year() -> None:
    goals = {"中长期": "三年培训教师200人。", "年度": "培训教师300人。"}
    (found,) = of_code("N02", table(goals, row("培训教师人数", 全年="≥300人")))
    assert found.severity.value == "warning"


def test_a_sole_goal_is_held_against_the_year() -> None:
    (found,) = of_code("N02", table({"中长期": "培训教师200人。"}, row("培训教师人数", 年度="≥180人")))
    assert found.severity.value == "error"


def test_n01() -> None:
    given = table("培训教师200人，其中乡村教师50人；建设基地3个。", row("培训教师人数", 全年="≥200人"))
    found = of_code("N01", given)
    assert [(one.severity.value, one.where, one.found) for one in found] == [
        ("warning", "年度目标", "建设基地3个"),
        ("note", "年度目标", "乡村教师50人"),
    ]
    assert found[0].say() == "年度目标说「建设基地3个」，没有主体、单位和数都对得上的指标"


def test_n02() -> None:
    (found,) = of_code("N02", table("举办科技合作与交流互动5场。", row("举办科技合作与交流活动", 全年="=4场")))
    assert (found.where, found.related, found.expected, found.found) == (
        "举办科技合作与交流活动 全年",
        ("年度目标",),
        "举办科技合作与交流互动5场",
        "=4场",
    )
    assert found.say() == "年度目标说「举办科技合作与交流互动5场」，指标「举办科技合作与交流活动」全年写 =4场，差 1场"
    assert not of_code("N03", table("举办科技合作与交流互动5场。", row("举办科技合作与交流活动", 全年="=4场")))


def test_n02_of_a_bound_that_the_row_sets_higher_is_a_remark() -> None:
    (found,) = of_code("N02", table("群众满意度不低于90%。", row("群众满意度", 全年="≥95%")))
    assert (found.severity.value, found.args["difference"]) == ("note", "5个百分点")


@pytest.mark.parametrize(
    ("goal", "name", "target"),
    [
        ("新建幼儿园3所", "改扩建幼儿园数量", "=5所"),
        ("培训教师200人", "培训教师满意度", "≥90%"),
        ("培训骨干教师50人", "培训校长人数", "=80人"),
        ("完成省级课题5项", "国家级课题数", "=3项"),
        ("培训500人", "培训教师人数", "=300人"),
        ("引进高层次人才30人", "引进人才数", "=50人"),
        ("认定国家级专精特新企业20家", "专精特新企业数", "=200家"),
        ("查处交通违法行为5000起", "查处赌博行为数", "≥300起"),
        ("举办招聘会10场", "举办讲座场次", "=5场"),
    ],
)
def test_n02_is_silent_of_other_items(goal: str, name: str, target: str) -> None:
    given = table(f"{goal}。", row(name, 全年=target))
    assert not of_code("N02", given)
    assert of_code("N01", given)


def test_n02_is_silent_where_two_rows_are_as_near() -> None:
    rows = row("举办甲类培训班期数", 全年="=3期"), row("举办乙类培训班期数", 全年="=4期")
    assert not of_code("N02", table("举办培训班5期。", *rows))


@pytest.mark.parametrize(("goal", "expected"), [("服务企业超过2800家", ">2800家"), ("服务企业达到2800家", "≥2800家")])
def test_n03(goal: str, expected: str) -> None:
    (found,) = of_code("N03", table(f"{goal}。", row("服务企业数", 全年="=2800家")))
    assert (found.where, found.expected, found.found) == ("服务企业数 全年", expected, "=2800家")
    assert expected in found.advise()
    assert not of_code("N02", table(f"{goal}。", row("服务企业数", 全年="=2800家")))


@pytest.mark.parametrize(("goal", "target"), [("2800家", "=2800家"), ("不少于2800家", "≥2800家"), ("2800家", "2800家")])
def test_n03_is_silent_where_both_say_the_same(goal: str, target: str) -> None:
    given = table(f"服务企业{goal}。", row("服务企业数", 全年=target))
    assert not [one for one in review(given) if one.code.startswith("N")]


def test_n04_is_one_finding_for_all_rows() -> None:
    rows = [row(f"{name}项目数", 全年="=5项") for name in "甲乙丙丁戊己庚"]
    (found,) = of_code("N04", table("培训教师200人。", row("培训教师人数", 全年="≥200人"), *rows))
    assert found.args["count"] == "7"
    assert found.args["names"].endswith("戊项目数…")
    assert len(found.related) == 7


def test_n04_wants_numbers_in_the_goals_and_in_the_row() -> None:
    assert not of_code("N04", table("做好培训工作。", row("基地数", 全年="=5个")))
    assert not of_code("N04", table("培训教师200人。", row("培训教师人数", 全年="≥200人"), row("资料完整性", 全年="完整")))
    named = table("培训教师200人，升学率稳步提高。", row("培训教师人数", 全年="≥200人"), row("升学率", 全年="≥90%"))
    assert not of_code("N04", named)
    assert of_code("N04", named, ReviewSetting("N04", "提示", {"提到": "200%"}))


def test_n05() -> None:
    rows = row("培训教师人数", 全年="≥200人")
    duties = "组织实施全市教师培训工作，负责教师队伍建设和教育事业发展规划的编制"
    assert [one.args["count"] for one in of_code("N05", table("组织实施教师培训。", rows))] == ["0"]
    assert of_code("N05", table({"年度": ""}, rows))
    assert of_code("N05", table({}, rows, duties=duties))
    assert not of_code("N05", table({}, rows))
    assert not of_code("N05", table("培训教师200人。", rows, duties=duties))
    copied = table("组织实施全市教师培训工作，负责教师队伍建设和教育事业发展规划的编制，培训教师200人", rows, duties=duties)
    assert of_code("N05", copied)[0].args["share"] == "80%"
    assert not of_code("N05", copied, ReviewSetting("N05", "提示", {"重合": "95%"}))


@pytest.mark.parametrize("code", ["N01", "N02", "N03", "N04", "N05"])
def test_each_check_can_be_switched_off_and_weighed(code: str) -> None:
    goals = {"年度": "举办讲座5场，服务企业超过80家，修路3公里。", "中长期": ""}
    rows = row("讲座场次", 全年="=4场"), row("服务企业数", 全年="=80家"), row("植树面积", 全年="=5亩")
    given = table(goals if code != "N05" else "做好工作。", *rows)
    assert of_code(code, given)
    assert not of_code(code, given, ReviewSetting(code, "关闭"))
    assert {one.severity.value for one in of_code(code, given, ReviewSetting(code, "错误"))} == {"error"}


def test_matches_go_to_other_processes_and_into_json() -> None:
    found = match_goals(table("培训教师200人，建桥3座。", row("培训教师人数", 全年="≥200人")))
    assert pickle.loads(pickle.dumps(found)) == found
    data = json.loads(json.dumps([one.to_dict() for one in found], ensure_ascii=False))
    assert [(one["relation"], [row["name"] for row in one["rows"]]) for one in data] == [("equal", ["培训教师人数"]), ("unmatched", [])]
    assert Fraction(data[0]["score"]) == found[0].score
    assert 0 < found[0].score <= 1
    assert found[1].say() == "年度目标「建桥3座」：没有主体、单位和数都对得上的指标"
    assert found[1].say("en") == "年度, 建桥3座: no indicator agrees in subject, unit and number"


def test_assignments_are_the_best_in_sum() -> None:
    assert assign({0: {0: 9, 1: 8}, 1: {0: 7}}) == {0: 1, 1: 0}
    assert assign({0: {0: 9}, 1: {0: 7}}) == {0: 0}
    many = {left: {right: 10 + left * right for right in range(12)} for left in range(12)}
    chosen = assign(many)
    assert len(set(chosen.values())) == len(chosen) == 12


def test_a_long_goal_against_many_rows_is_matched_in_time() -> None:
    rows = [row(f"第{number}类培训人数", 全年=f"={number}人") for number in range(500)]
    text = "；".join(f"第{number}类培训{number}人" for number in range(3000))
    begun = time.process_time()
    match_goals(table(text, *rows))
    assert time.process_time() - begun < 20
    assert len(claims_of(text)) == 300


@pytest.mark.parametrize(
    ("goal", "rows"),
    [
        ("课后服务覆盖率和参与率分别达到100%、95%以上。", {"课后服务覆盖率": "=100%", "课后服务参与率": "≥95%"}),
        ("高血压、糖尿病患者规范管理率分别不低于62%和60%。", {"高血压患者规范管理率": "≥62%", "糖尿病患者规范管理率": "≥60%"}),
        ("目标1：完成危房改造100户；目标2：补助标准每户2万元。", {"危房改造户数": "=100户", "危房改造补助标准": "=2万元/户"}),
        ("发放临聘人员工资12个月、6人。", {"发放工资月数": "=12个月", "临聘人员数量": "=6人"}),
        ("建成充电桩一千二百个，完成十二项民生实事。", {"新建充电桩数量": "≥1200个", "民生实事项目": "=12项"}),
        ("<p>培训教师&nbsp;２００人，　建设基地３个</p>", {"培训教师人数": "=200人", "建设基地数": "=3个"}),
        ("家庭医生签约2万户，节约水费100万元。", {"家庭医生签约户数": "≥20000户", "水费节约额": "≥100万元"}),
        ("利润3亿元，同比增长15%。", {"利润": "≥3亿元", "利润增长率": "≥15%"}),
    ],
)
def test_wordings_of_goals(goal: str, rows: dict[str, str]) -> None:
    found = match_goals(table(goal, *(row(name, 全年=text) for name, text in rows.items())))
    assert [one.row and one.row.name for one in found] == list(rows)
    assert {one.relation for one in found} == {Relation.EQUAL}


def test_a_goal_that_contradicts_itself() -> None:
    given = table("培训教师200人；确保培训教师220人。", row("培训教师人数", 全年="=200人"))
    assert [one.args["said"] for one in of_code("N02", given)] == ["培训教师220人"]


@pytest.mark.parametrize(("goal", "target"), [("安装烘干设备550万元", "550"), ("设备满意度95%", "≥95"), ("安装烘干设备550", "=550台")])
def test_a_number_without_a_unit_takes_that_of_the_other_side(goal: str, target: str) -> None:
    name = "设备满意度" if "满意度" in goal else "安装烘干设备"
    match = only(table(f"{goal}。", row(name, 全年=target)))
    assert (match.relation, match.evidence.units) == (Relation.EQUAL, "bare")
    assert "没写单位" in match.reason


LIKELY = [
    ("打造科贷通品牌，力争服务企业超过3000家", "科贷通当年受惠企业数", "=2800家"),
    ("群众满意度达到95%以上", "服务对象满意度", "≥90%"),
    ("满意度达到95%", "服务对象满意度", "≥90%"),
    ("培育创新联合体60家", "培育建设创新联合体", "=50家"),
    ("电子证照共享600万条", "电子证照归集共享数", "≥450万条"),
    ("采购设备30台", "设备采购数量", "=25台"),
    ("举办招聘会12次", "举办招聘会", "=10场"),
]


@pytest.mark.parametrize(("goal", "name", "target"), LIKELY)
def test_another_number_of_what_is_likely_the_same_is_a_contradiction_too(goal: str, name: str, target: str) -> None:
    given = table(f"{goal}。", row(name, 全年=target), row("其他事项", 全年="≥3项"))
    assert [one.found for one in of_code("N02", given)] == [target]
    assert not of_code("N01", given)


def test_what_is_less_sure_weighs_less() -> None:
    sure, likely = table("培训教师60人。", row("培训教师人数", 全年="≥50人")), table("满意度达到95%。", row("服务对象满意度", 全年="≥90%"))
    assert [one.severity.value for given in (sure, likely) for one in of_code("N02", given)] == ["error", "warning"]


@pytest.mark.parametrize(
    ("goal", "name", "target"),
    [
        ("高新技术企业净增150家", "高新技术企业数量", "=2000家"),
        ("门诊患者满意度达到92%", "住院患者满意度", "≥90%"),
        ("新增灌溉面积2万亩", "改善灌溉面积", "≥5万亩"),
        ("改造老旧小区18个", "老旧小区加装电梯数", "=26部"),
    ],
)
def test_a_part_or_a_neighbour_is_not_likely_the_same(goal: str, name: str, target: str) -> None:
    assert not of_code("N02", table(f"{goal}。", row(name, 全年=target), row("其他事项", 全年="≥3项")))


def test_a_goal_whose_subject_is_but_an_act_has_the_row_with_its_number() -> None:
    rows = (row("巡查次数", 全年="≥1250次"), row("培训人次", 全年="≥300人次"))
    given = TargetTable(goals={"年度": "开展巡查1250次以上。"}, indicators=tuple(evolve(one, task="负责水域巡查") for one in rows))
    assert not of_code("N01", given)


@pytest.mark.parametrize(
    "goal",
    [
        "上半年培训教师150人，全年培训教师200人",
        "去年培训教师150人，今年培训教师200人",
        "2024年培训教师150人，2025年培训教师200人",
        "培训教师由150人增加到200人",
        "每季度培训教师50人，全年培训教师200人",
    ],
)
def test_numbers_of_another_time_are_held_against_no_target_of_the_year(goal: str) -> None:
    given = table(f"{goal}。", row("培训教师人数", 全年="≥200人"), year=2025)
    assert not [one for code in ("N01", "N02") for one in of_code(code, given)]


def test_a_change_against_last_year_is_a_goal_of_this_one() -> None:
    assert of_code("N02", table("培训教师人数较上年增长5%。", row("培训教师人数增长率", 全年="≥8%")))


def test_a_short_subject_has_the_only_row_that_holds_it() -> None:
    (found,) = of_code("N03", table("满意度达到90%以上。", row("服务对象满意度", 全年="=90%"), row("培训合格率", 全年="=95%")))
    assert found.found == "=90%"


@pytest.mark.parametrize(
    ("goal", "target", "told"),
    [("植树造林1万亩", "≥8000亩", True), ("培训教师1.8万人", "=17500人", True), ("培训教师1.8万人", "=17960人", False)],
)
def test_round_numbers_are_close_ones(goal: str, target: str, told: bool) -> None:
    name = "植树造林面积" if "植树" in goal else "培训教师人数"
    assert bool(of_code("N02", table(f"{goal}。", row(name, 全年=target)))) is told


def _found_for(case: dict[str, Any], said: str, rows: list[Indicator]) -> Match | None:
    """Return the match of one quantity of a case of the corpus."""
    start = case["goal"].index(said)
    end = start + len(said)
    return next((one for one in match_goals(table(case["goal"], *rows)) if one.mention.start < end <= one.mention.end), None)


def _with_less(text: str) -> str:
    """Return a target with a quarter less, in its digits."""
    number = re.search(r"\d+(?:\.\d+)?", text)
    assert number is not None
    digits = len(number[0].partition(".")[2])
    less = Decimal(number[0]) * 3 / 4
    plain = f"{less:.{digits}f}" if digits else str(int(less) or 2)
    return text[: number.start()] + plain + text[number.end() :]


def test_another_number_in_the_row_is_still_the_row_of_most_items() -> None:
    pairs = [(case, said, name) for case in _CORPUS for said, name, relation in case["expect"] if name is not None and relation == "equal"]
    found = wrong = 0
    for case, said, name in pairs:
        rows = [row(other, 年度=_with_less(text) if other == name else text) for other, text in case["rows"]]
        match = _found_for(case, said, rows)
        if match is not None and match.row is not None:
            found += match.row.name == name
            wrong += match.row.name != name
    assert 100 * found >= 80 * len(pairs)
    assert 100 * wrong <= len(pairs)


def test_without_its_row_a_quantity_has_none() -> None:
    pairs = [(case, said, name) for case in _CORPUS for said, name, _ in case["expect"] if name is not None]
    found = [_found_for(case, said, [row(other, 年度=text) for other, text in case["rows"] if other != name]) for case, said, name in pairs]
    assert 100 * sum(match is not None and match.row is not None for match in found) <= 2 * len(pairs)
