"""Checks of periods: half year, year, medium term, deadlines."""

import pytest

import perfrules as pr
from support.reviewing import HALVES, codes_in, found_in, table_of


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("产出|数量|培训人数|≥60人|≥50人", ["P01"]),
        ("产出|数量|培训人数|=60人|=50人", ["P01"]),
        ("产出|数量|支持项目|=170项|=170项", ["P02"]),
        ("产出|数量|培训人数|≥20人|≥50人", []),
        ("产出|数量|培训人数|=0人|=0人", []),
        ("产出|数量|拥有企业数|=170家|=170家", []),
        ("产出|质量|合格率|≥95%|≥95%", []),
        ("产出|成本|单价|≤300元|≤200元", []),
        ("产出|数量|培训人数|≥20人次|≥50人", []),
        ("过程|预算执行|预算执行率|=100%|=100%", ["P05"]),
        ("过程|预算执行|预算执行率|=0%|=100%", []),
        ("过程|预算执行|支付进度符合率|=100%|=100%", []),
    ],
)
def test_the_half_year_against_the_year(row: str, codes: list[str]) -> None:
    assert codes_in(table_of(row, head=HALVES), "P") == codes


def medium(goal: str, target: str, year: str = "2025") -> pr.TargetTable:
    return pr.read_table(
        f"单位名称\t某局\n年度\t{year}年度\n中长期目标\n{goal}\n年度目标\n做好各项工作。\n\n"
        f"一级指标\t二级指标\t三级指标\t全年指标值\n效益\t经济效益\t技术合同成交额\t{target}"
    )


def test_a_medium_term_goal_that_the_year_reaches_already() -> None:
    (one,) = found_in(medium("到2027年，技术合同成交额达850亿元。", "=850亿元"), "P03")
    assert (one.where, one.subject, one.expected) == ("第4行第1列", "技术合同成交额", ">850亿元")
    assert one.message.startswith("「技术合同成交额」中长期（2027年）写「达850亿元」，等于本年的「=850亿元」")
    (one,) = found_in(medium("到2027年，技术合同成交额达800亿元。", "=850亿元"), "P03")
    assert "低于本年的" in one.message


@pytest.mark.parametrize(
    ("goal", "target"),
    [("到2027年，技术合同成交额达900亿元。", "=850亿元"), ("到2025年，技术合同成交额达850亿元。", "=850亿元"), ("再创新高。", "=850亿元")],
)
def test_a_medium_term_goal_that_leaves_something_to_do(goal: str, target: str) -> None:
    assert codes_in(medium(goal, target), "P03") == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [("2025年12月底前", []), ("2024年12月底前", ["P04"]), ("2026年3月底前", ["P04"]), ("12月底前", []), ("2025年1月1日前", [])],
)
def test_deadlines_lie_in_the_year(text: str, codes: list[str]) -> None:
    table = pr.read_table(f"项目名称\t培训\n年度\t2025年度\n\n一级指标\t二级指标\t三级指标\t全年指标值\n产出\t时效\t完成时间\t{text}")
    assert codes_in(table, "P04") == codes


@pytest.mark.parametrize(
    ("goal", "target", "weights"),
    [
        ("到2027年，新产品产值比重达55%左右。", "=54.2%", []),
        ("到2027年，新产品产值比重达50%左右。", "=54.2%", ["warning"]),
        ("到2027年，新产品产值比重达54.2%。", "=54.2%", ["note"]),
        ("到2027年，新产品产值比重达50%。", "=54.2%", ["warning"]),
    ],
)
def test_a_medium_term_share_may_stay_but_not_fall(goal: str, target: str, weights: list[str]) -> None:
    head = f"2025年度\n\n中长期目标\n{goal}\n年度目标\n做好工作。\n一级指标\t二级指标\t三级指标\t全年指标值\n"
    found = pr.review(pr.read_table(f"{head}效益\t经济效益\t新产品产值比重\t{target}"))
    assert [one.severity.value for one in found if one.code == "P03"] == weights
    assert not [one for one in found if one.code == "N02"]


def test_a_goal_of_the_whole_term_is_not_held_against_its_own_column() -> None:
    goals = "2025年度\n\n中长期目标\n三年内建成基地学校45所。\n年度目标\n建成基地学校15所。\n"
    table = pr.read_table(goals + "一级指标\t二级指标\t三级指标\t实施期指标值\t年度指标值\n产出\t数量\t建成基地学校\t=45所\t=15所")
    assert codes_in(table, ("P03", "N")) == []


@pytest.mark.parametrize(
    ("term", "row", "codes"),
    [
        ("2025年1月-2027年12月", "培训人数|≥50人|≥50人", ["P03"]),
        ("2025年1月-2025年12月", "培训人数|≥50人|≥50人", []),
        ("2025年1月-2027年12月", "培训人数|≥150人|≥50人", []),
        ("2025年1月-2025年12月", "培训人数|≥40人|≥50人", ["P03"]),
        ("2025年1月-2027年12月", "培训合格率|≥95%|≥95%", []),
        ("2025年1月-2027年12月", "培训合格率|≥90%|≥95%", ["P03"]),
    ],
)
def test_the_whole_term_asks_for_more_than_a_year_of_it(term: str, row: str, codes: list[str]) -> None:
    head = f"项目期\t{term}\n年度\t2025年度\n\n一级指标\t二级指标\t三级指标\t实施期指标值\t年度指标值\n"
    assert codes_in(pr.read_table(head + "产出\t数量\t" + row.replace("|", "\t")), "P03") == codes
