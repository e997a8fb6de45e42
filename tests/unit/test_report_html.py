"""The page: whole, escaped, without a network, the same each time."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules import TableResult, evaluate_table, read_table
from perfrules.report.html import render_html
from perfrules.report.view import view_of
from support.console import ACTUALS, TABLE, call
from support.page import Page


@pytest.fixture(scope="module")
def example() -> TableResult:
    return evaluate_table(read_table(Path(TABLE)), Path(ACTUALS))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_holds_every_row_and_total(example: TableResult, lang: str) -> None:
    page = Page(render_html(view_of(example, lang=lang, actuals="actuals.csv")))
    rows = [attrs for tag, attrs in page.tags if "data-verdict" in attrs]
    assert len(rows) == 62
    assert sum(row["data-verdict"] == "unmet" for row in rows) == 13
    text = "".join(page.texts)
    assert all(row.name in text for row in example.rows)
    assert ("共 62 项" if lang == "zh" else "62 in all") in text
    buttons = [attrs for tag, attrs in page.tags if tag == "button"]
    assert [button["data-show"] for button in buttons] == ["", "met", "unmet", "pending"]
    assert page.tags[0] == ("html", {"lang": "zh-CN" if lang == "zh" else "en"})


def test_every_level_has_a_bar_that_says_its_numbers(example: TableResult) -> None:
    page = Page(render_html(view_of(example)))
    labels = [attrs["aria-label"] for _, attrs in page.tags if attrs.get("role") == "img"]
    levels = len(example.groups) + sum(len(group.groups) for group in example.groups)
    assert len(labels) == 1 + len(example.groups) + levels
    assert labels[0] == "达标 46 未达标 13 待定 3"


def test_links_inside_the_page_lead_somewhere(example: TableResult) -> None:
    page = Page(render_html(view_of(example)))
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links
    assert {f"#{attrs['id']}" for _, attrs in page.tags if "id" in attrs} == set(links)


def test_nothing_comes_from_elsewhere(example: TableResult) -> None:
    text = render_html(view_of(example))
    page = Page(text)
    assert not re.search(r"https?:|//[a-z]|@import|url\(", text)
    assert not [attrs for _, attrs in page.tags if "src" in attrs]
    script = re.search(r"<script>(.*)</script>", text, re.DOTALL)
    assert script is not None
    hashed = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hashed}'" in text


def test_the_same_judgement_gives_the_same_page_and_no_place_of_its_making(example: TableResult) -> None:
    page = render_html(view_of(example, actuals="actuals.csv"))
    assert page == render_html(view_of(evaluate_table(read_table(Path(TABLE)), Path(ACTUALS)), actuals="actuals.csv"))
    assert str(Path(TABLE).parent) not in page


def test_the_place_of_an_input_is_not_told(tmp_path: Path) -> None:
    table, page = tmp_path / "t.txt", tmp_path / "r.html"
    table.write_bytes("一级指标\t三级指标\t年度指标值\n产出\t人数\t≥≥5\n".encode("gbk"))
    call("evaluate", str(table), "--html", str(page))
    text = page.read_text("utf-8")
    assert "t.txt 第2行第3列" in text
    assert str(tmp_path) not in text


_EVIL = st.text(st.sampled_from("<>&\"'{}%#/=`") | st.sampled_from("scriptonx绩效"), min_size=1, max_size=30).map(lambda text: f"a{text}b")


@settings(max_examples=40)
@given(_EVIL, _EVIL, _EVIL)
def test_whatever_a_table_says_is_text(name: str, group: str, remark: str) -> None:
    indicator = f"<script>alert(1)</script>{name}"
    table = read_table(f"一级指标\t二级指标\t三级指标\t年度指标值\n{group}<img src=x onerror=1>\t数量\t{indicator}\t≥50人\n")
    result = evaluate_table(table, {indicator: remark})
    plain = Page(render_html(view_of(evaluate_table(read_table("一级指标\t二级指标\t三级指标\t年度指标值\n产出\t数量\t人数\t≥50人\n")))))
    page = Page(render_html(view_of(result, actuals=remark)))
    assert page.count("script") == plain.count("script") == 1
    assert page.count("img") == 0
    assert not [attrs for _, attrs in page.tags if any(key.startswith("on") for key in attrs)]
    shown = "".join(page.texts)
    assert result.rows[0].name in shown


def test_a_long_duty_folds(tmp_path: Path) -> None:
    duty = "贯彻执行国家有关法律法规，" * 20
    table = read_table(f"一级指标\t二级指标\t三级指标\t年度指标值\n履职\t{duty}\t人数\t≥50人\n")
    page = render_html(view_of(evaluate_table(table)))
    assert f"<summary>{duty[:56]}…</summary><p>{duty}</p>" in page


def test_a_broken_character_does_not_break_the_page() -> None:
    table = read_table("一级指标\t三级指标\t年度指标值\n产出\t人\udc80数\t≥50人\n")
    render_html(view_of(evaluate_table(table))).encode("utf-8")
