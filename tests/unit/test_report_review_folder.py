"""The page of a folder: units by level, checks and files by what was found, files that could not be read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.report.folder_page import render_folder
from perfrules.report.folder_view import folder_view
from perfrules.report.heat import WEIGHTS, Spot, heat_map, level_of
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.table import TargetTable
from perfrules.text.diagnostic import Severity
from support.reviews import CODES, LEVELS, finding, folder
from unit.test_report_review import Page

_SPOTS = st.lists(
    st.builds(
        Spot,
        st.sampled_from([f"第{number}局" for number in range(40)]),
        st.sampled_from([f"级{number}" for number in range(14)]),
        st.builds(lambda weight: finding(severity=weight), st.sampled_from(Severity)),
    ),
    max_size=120,
)


@settings(max_examples=60, deadline=None)
@given(_SPOTS)
def test_a_heat_map_counts_every_finding_once(spots: list[Spot]) -> None:
    heat = heat_map(spots)
    assert sum(row.number for row in heat.rows) + heat.rest[1] == len(spots)
    assert all(row.number == sum(cell.number for cell in row.cells) for row in heat.rows)
    assert len(heat.levels) <= 11
    assert all((cell.number == 0) == (cell.shade == 0) and cell.shade <= 5 for row in heat.rows for cell in row.cells)
    assert {heat.level_keys[spot.level] for spot in spots} <= {key for key, _ in heat.levels}
    if spots:
        assert max(cell.shade for row in heat.rows for cell in row.cells) == 5


@settings(max_examples=30, deadline=None)
@given(_SPOTS)
def test_units_stand_by_what_their_findings_weigh(spots: list[Spot]) -> None:
    def weight(unit: str) -> int:
        return sum(WEIGHTS[spot.finding.severity] for spot in spots if spot.unit == unit)

    weights = [weight(row.name) for row in heat_map(spots).rows]
    assert weights == sorted(weights, reverse=True)


def test_a_heat_map_stays_of_a_size_whatever_names_come() -> None:
    spots = [Spot(f"单位{number}", f"级{number}", finding()) for number in range(500)]
    heat = heat_map(spots)
    assert (len(heat.rows), len(heat.levels)) == (200, 11)
    assert heat.rest == (300, 300)
    assert heat.levels[-1] == ("l0", "其他")


def test_one_bad_unit_does_not_make_all_others_alike() -> None:
    spots = [Spot("甲局", "产出", finding())] * 100 + [Spot("乙局", "产出", finding())] * 30 + [Spot("丙局", "产出", finding())]
    assert [row.cells[0].shade for row in heat_map(spots).rows] == [5, 3, 1]


def test_levels_go_by_their_common_name_in_the_order_of_the_forms() -> None:
    assert level_of(finding(level1="一、产出指标（50分）"), "zh") == "产出"
    assert level_of(finding(level1="自定 一级"), "zh") == "自定 一级"
    money = next(code for code in CODES if code.startswith("M"))
    assert (level_of(finding(money, level1=""), "zh"), level_of(finding(money, level1=""), "en")) == ("资金", "money")
    heat = heat_map([Spot("局", level, finding()) for level in ("满意度", "自定", "产出", "效益")])
    assert [level for _, level in heat.levels] == ["产出", "效益", "满意度", "自定"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_file_stands_on_the_page_once(lang: str) -> None:
    files = folder(30)
    view = folder_view(files, lang)
    listed = [line.path for line in view.lines] + [path for path, _ in view.clean] + [path for path, _, _ in view.faults]
    assert sorted(listed) == sorted(file.path for file in files)
    page = Page(render_folder(files, lang))
    text = "".join(page.texts)
    assert all(file.path in text for file in files)
    total = sum(int(item.get("data-count") or 1) for item in page.having("data-item"))
    assert total == view.size == sum(one.number for one in view.checks) == sum(sum(file.counts.values()) for file in files)
    counts = [[one.number for one in line.tallies] for line in view.lines]
    assert counts == sorted(counts, reverse=True)


def test_every_finding_is_told_while_there_are_few() -> None:
    files = folder(10)
    text = "".join(Page(render_folder(files)).texts)
    assert all(one.message in text for file in files for one in file.findings)


def test_checks_are_ranked_by_how_often_they_found_something() -> None:
    files = folder(30)
    view = folder_view(files)
    for rank in view.checks:
        assert rank.number == sum(one.code == rank.code for file in files for one in file.findings)
        assert rank.tables == sum(any(one.code == rank.code for one in table.findings) for file in files for table in file.tables)
    assert [rank.number for rank in view.checks] == sorted((rank.number for rank in view.checks), reverse=True)
    assert view.checks[0].share == 100


def test_the_filters_name_what_the_page_has() -> None:
    page = Page(render_folder(folder(30)))
    items, holders = page.having("data-item"), page.having("data-holder")
    levels, codes = {item["data-level"] for item in items}, {item["data-code"] for item in items}
    units = {one["data-unit"] for one in (*items, *holders) if "data-unit" in one}
    picks = page.having("data-pick")
    assert {pick["data-level-to"] for pick in picks if "data-level-to" in pick} == levels
    assert {pick["data-code-to"] for pick in picks if "data-code-to" in pick} == codes
    assert {pick["data-unit-to"] for pick in picks if "data-unit-to" in pick} == units


def test_files_link_to_their_own_pages_and_nowhere_else() -> None:
    table = ReviewedTable(TargetTable(), (finding(),))
    names = ["javascript:alert(1).txt", "a b#c?.txt", "部门\\表.txt", '"><script>.txt']
    files = [ReviewedFile(name, (table,)) for name in names]
    page = Page(render_folder(files, links={name: f"pages/{name}.html" if number else name for number, name in enumerate(names)}))
    links = {attrs["href"] for tag, attrs in page.tags if tag == "a" and not str(attrs["href"]).startswith("#")}
    assert links == {
        "javascript%3Aalert%281%29.txt",
        "pages/a%20b%23c%3F.txt.html",
        "pages/%E9%83%A8%E9%97%A8/%E8%A1%A8.txt.html",
        "pages/%22%3E%3Cscript%3E.txt.html",
    }
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    inside = {attrs["href"] for tag, attrs in page.tags if tag == "a"} - links
    assert inside <= {f"#{attrs['id']}" for attrs in page.having("id")}


def test_a_unit_without_a_name_goes_by_its_file() -> None:
    view = folder_view([ReviewedFile("2025/教育局.xlsx", (ReviewedTable(TargetTable(), (finding(),)),))])
    assert [row.name for row in view.heat.rows] == ["教育局"]


def test_an_empty_folder_and_a_faultless_one_are_pages_too() -> None:
    assert "没有发现问题" in render_folder([])
    text = render_folder([ReviewedFile("好.txt", (ReviewedTable(TargetTable(unit_name="局")),))])
    assert "没有发现问题" in text
    assert "好.txt" in text


def test_many_findings_are_counted_instead_of_listed() -> None:
    files = folder(1000, units=300, each=24)
    page = render_folder(files, charts=False)
    assert len(page.encode()) < 8_000_000
    assert "每项检查只列出前 1 处" in page
    total = sum(int(count or 1) for count in re.findall(r'<li data-item(?: data-count="(\d+)")?', page))
    assert total == sum(sum(file.counts.values()) for file in files)
    assert LEVELS[0].removesuffix("指标") in page
