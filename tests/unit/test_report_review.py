"""The page of a review: whole, escaped, without a network; every finding with its explanation and its row."""

import pickle
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import perfrules as pr
from perfrules.report.chart import Bar, Chart, Part, draw
from perfrules.report.checks import read_reasons, why_text
from perfrules.report.findings_view import table_view
from perfrules.report.marks_view import marks_view
from perfrules.report.review_page import file_view, render_review
from perfrules.report.review_view import MatchedQuantity, ReviewedFile, ReviewedTable
from perfrules.report.source_rows import SourceRows
from perfrules.reviewing.messages import MESSAGES
from perfrules.reviewing.narrative import match_goals
from perfrules.text.diagnostic import Diagnostic, Severity
from support.markdown import ROOT
from support.page import Page
from support.reviews import CODES, finding

SELF_EVALUATION = ROOT / "docs" / "examples" / "self-evaluation" / "table.txt"
SUZHOU = ROOT / "docs" / "examples" / "suzhou-2025" / "table.txt"
HEAD = "一级指标\t二级指标\t三级指标\t半年指标值\t全年指标值\n"


def reviewed(path: Path, *, scored: bool = False) -> ReviewedTable:
    table = pr.read_table(path)
    return ReviewedTable(table, tuple(pr.review(table)), pr.score_table(table) if scored else None)


@pytest.fixture(scope="module")
def self_evaluation() -> ReviewedTable:
    return reviewed(SELF_EVALUATION, scored=True)


@pytest.fixture(scope="module")
def suzhou() -> ReviewedTable:
    return reviewed(SUZHOU)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_stands_on_the_page_with_all_that_explains_it(suzhou: ReviewedTable, lang: str) -> None:
    page = Page(render_review(suzhou, lang))
    text = "".join(page.texts)
    assert len(page.having("data-item")) == len(suzhou.findings) > 20
    for one in suzhou.findings:
        assert one.say(lang) in text
        assert one.advise(lang) in text
        assert why_text(one.code, lang) in text
        assert MESSAGES[one.code].title(lang) in text
        assert not one.expected or one.expected in text


def test_findings_are_sorted_by_weight_and_lead_to_their_row(suzhou: ReviewedTable) -> None:
    view = table_view(suzhou)
    weights = [severity.value for severity in Severity]
    assert [one.key for one in view.findings] == sorted((one.key for one in view.findings), key=weights.index)
    placed = [one for one in view.findings if one.place.text.startswith("第")]
    lost = {one.code for one in placed if one.source is None}
    assert lost <= {"T01", "T02", "V15"}
    in_rows = sum(len(row.findings) for group in view.groups for row in group.rows)
    assert in_rows > len(view.findings) // 2


def test_the_cell_of_a_finding_is_the_one_that_is_marked() -> None:
    table = pr.read_table(f"{HEAD}产出\t数量\t培训人数\t=5人\t=50人\n产出\t质量\t合格率\t/\t≥95%\n")
    one = finding(where="第2行第5列", severity=Severity.ERROR)
    view = table_view(ReviewedTable(table, (one, finding(where="第2行第5列", severity=Severity.NOTE))))
    row = view.groups[0].rows[0]
    assert list(row.under(view.columns)) == [("半年", "=5人", ""), ("全年", "=50人", "error")]
    assert row.key == "error"
    assert view.groups[1].rows[0].key == ""
    assert [group.names for group in view.groups] == [("产出", "数量", ""), ("", "质量", "")]


def test_of_very_many_findings_the_heaviest_are_explained_and_all_are_counted() -> None:
    table = pr.read_table(f"{HEAD}产出\t数量\t培训人数\t=5人\t=50人\n")
    many = [finding(severity=Severity.NOTE)] * 3000 + [finding(severity=Severity.ERROR)]
    text = render_review(ReviewedTable(table, tuple(many)), charts=False)
    assert "另有 1001 条较轻的意见没有列出" in text
    assert "共 3001 条意见" in text
    assert text.count('data-severity="error"') == 1


def test_a_place_that_is_no_row_is_found_by_its_name_or_not_at_all() -> None:
    table = pr.read_table(f"{HEAD}产出\t数量\t培训人数\t=5人\t=50人\n")
    rows = SourceRows(table, "zh")
    by_name = rows.find("", "培训人数")
    assert by_name is not None
    assert by_name.row.anchor == "t1-r1"
    assert by_name.cell is None
    by_line = rows.find("第2行", "")
    assert by_line is not None
    assert by_line.row.anchor == "t1-r1"
    assert rows.find("第99行第9列", "没有") is None


def test_links_inside_the_page_lead_somewhere(suzhou: ReviewedTable, self_evaluation: ReviewedTable) -> None:
    page = Page(render_review(ReviewedFile("两张.txt", (suzhou, self_evaluation))))
    ids = [attrs["id"] for attrs in page.having("id")]
    assert len(ids) == len(set(ids))
    links = {attrs["href"] for tag, attrs in page.tags if tag == "a"}
    assert links
    assert links <= {f"#{one}" for one in ids}


def test_nothing_comes_from_elsewhere(suzhou: ReviewedTable) -> None:
    text = render_review(suzhou)
    page = Page(text)
    assert not re.search(r"https?:|//[a-z]|@import|url\(", text)
    assert not page.having("src")
    script = re.search(r"<script>(.*)</script>", text, re.DOTALL)
    assert script is not None
    hashed = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hashed}'" in text


def test_the_same_review_gives_the_same_page_and_no_place_of_its_making(self_evaluation: ReviewedTable) -> None:
    page = render_review(self_evaluation)
    assert page == render_review(reviewed(SELF_EVALUATION, scored=True))
    assert str(ROOT) not in page


def test_a_table_without_findings_says_so() -> None:
    table = pr.read_table(f"{HEAD}产出\t数量\t培训人数\t≥5人\t≥50人\n")
    text = render_review(ReviewedTable(table))
    assert "没有发现问题" in text
    assert "培训人数" in text
    assert Page(text).having("data-item") == []


def test_a_file_that_could_not_be_read_says_why() -> None:
    note = Diagnostic("E311", {"text": "<b>坏</b>"})
    text = render_review(ReviewedFile("坏.docx", fault=(note,)))
    assert "文件读不出来" in text
    assert "坏.docx" in text
    assert "<b>坏" not in text


def test_a_fault_does_not_tell_where_the_file_was() -> None:
    note = Diagnostic("E309", {"path": "/home/someone/2025/坏.docx"})
    text = render_review(ReviewedFile("2025/坏.docx", fault=(note,)))
    assert "someone" not in text
    assert text.count("2025/坏.docx") >= 2


def test_matched_quantities_are_listed(suzhou: ReviewedTable) -> None:
    pair = MatchedQuantity("年度", "超过2800家", "第5行第2列", "科贷通当年受惠企业数", "名称相近，单位相同")
    text = render_review(ReviewedTable(suzhou.table, (), None, (pair,)))
    assert all(part in text for part in ("目标中的数与指标的对应", pair.text, pair.reason))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_comparison_of_goals_and_rows_found_is_told_with_its_reason(suzhou: ReviewedTable, lang: str) -> None:
    found = match_goals(suzhou.table)
    one = ReviewedTable(suzhou.table, (), None, tuple(found))
    again = pickle.loads(pickle.dumps(one))
    view = table_view(again, lang)
    assert [pair.reason for pair in view.matches] == [match.explain(lang) for match in found]
    assert {pair.key for pair in view.matches if pair.text.endswith("5场")} == {"error"}
    assert all(pair.anchor.startswith("t1-r") for pair in view.matches if pair.row)
    text = "".join(Page(render_review(again, lang)).texts)
    assert all(pair.reason in text and pair.row in text for pair in view.matches)


_EVIL = st.text(st.sampled_from("<>&\"'{}%#/=`\u202e") | st.sampled_from("scriptonx绩效"), min_size=1, max_size=30)


@settings(max_examples=30, deadline=None)
@given(_EVIL, _EVIL, st.sampled_from(CODES))
def test_whatever_a_table_says_is_text(name: str, group: str, code: str) -> None:
    indicator = f"<script>alert(1)</script>{name}"
    table = pr.read_table(f"{HEAD}{group}<img src=x onerror=1>\t数量\t{indicator}\t≥5人\t≥50人\n")
    one = finding(code, "第2行第5列", f"</script><script>{name}", f"{group}<svg onload=1>")
    text = render_review(ReviewedFile(f"<a href=x>{name}.txt", (ReviewedTable(table, (one,)),)), charts=False)
    page = Page(text)
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not [tag for tag, _ in page.tags if tag in ("img", "svg")]
    assert not [attrs for _, attrs in page.tags if any(key.startswith("on") for key in attrs)]
    assert f"<script>{name}" in "".join(page.texts)


def test_a_broken_character_breaks_neither_page_nor_chart() -> None:
    table = pr.read_table(f"{HEAD}产出\t数量\t人\udc80数\t≥5人\t≥50人\n")
    render_review(ReviewedTable(table, (finding(text="\udc80"),))).encode("utf-8")
    assert "<svg" in draw((Bar("\udc80产出", (Part("got", "得分", 3.0),), "\udc80"),))


def test_records_cross_processes(self_evaluation: ReviewedTable) -> None:
    file = ReviewedFile("表.txt", (self_evaluation,), (Diagnostic("E311", {"text": "?"}),), 0.5)
    again = pickle.loads(pickle.dumps(file))
    assert again.path == file.path
    assert again.fault == file.fault
    assert again.seconds == file.seconds
    assert again.tables[0].table == self_evaluation.table
    assert again.tables[0].findings == self_evaluation.findings
    assert render_review(again) == render_review(file)
    assert not again.is_readable
    assert sum(again.counts.values()) == len(list(again.findings)) == sum(self_evaluation.counts.values())


def test_marks_say_where_points_were_lost(self_evaluation: ReviewedTable) -> None:
    assert self_evaluation.scored is not None
    view = marks_view(self_evaluation.scored)
    assert [(one.name, one.recomputed, one.lost, one.difference) for one in view.levels] == [
        ("产出指标", "45.50", "4.50", "+0.50"),
        ("效益指标", "26.00~28.00", "2.00~4.00", ""),
        ("满意度", "9.44", "0.56", "-1.44"),
        ("预算执行", "8.62", "1.38", "+0.38"),
        ("总分", "89.56~91.56", "8.44~10.44", ""),
    ]
    assert [one.name for one in view.lost] == ["培训次数", "社会影响", "预算执行率", "群众满意度", "合格率"]
    assert [one.name for one in view.lost if one.differs] == ["预算执行率", "群众满意度", "合格率"]
    assert "受益人数" not in {one.name for one in view.lost}
    english = marks_view(self_evaluation.scored, "en")
    assert english.lost[1].why.endswith("a person decides")
    assert english.levels[-1].name == "total"


def test_the_page_of_an_evaluation_shows_marks_when_there_are_any() -> None:
    from perfrules.report.html import render_html
    from perfrules.report.view import view_of

    table = pr.read_table(SELF_EVALUATION)
    with_marks = render_html(view_of(pr.evaluate_table(table, policy="mof-2020")))
    assert "失分在哪里" in with_marks
    assert "失分在哪里" not in render_html(view_of(pr.evaluate_table(table)))


def test_every_check_has_a_reason_in_both_languages() -> None:
    assert [code for code in CODES if not why_text(code, "zh")] == []
    assert [code for code in CODES if len(why_text(code, "en").split()) < 5] == []
    assert why_text("Z99", "zh") == ""


@pytest.mark.parametrize("text", ["V01 = x", "V01 zh = x\nV01 zh = y", "V01 fr = x", "V1 zh = x"])
def test_a_bad_line_of_reasons_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="line"):
        read_reasons(text)


def test_charts_are_the_same_each_time_and_say_what_they_show() -> None:
    bars = (Bar("产出", (Part("got", "得分", 45.5), Part("lost", "失分", 4.5)), "45.50 / 50", 46.0), Bar("<效益>", (), "0"))
    first = str(draw(bars))
    draw.cache_clear()
    assert str(draw(bars)) == first
    assert first.startswith("<svg aria-hidden=")
    assert "var(--c-got)" in first
    assert "&lt;效益&gt;" in first
    assert Chart("", "", ()).top == 1.0


def test_without_the_library_plain_bars_are_drawn(monkeypatch: pytest.MonkeyPatch, self_evaluation: ReviewedTable) -> None:
    import sys

    draw.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    text = render_review(self_evaluation)
    draw.cache_clear()
    assert "<svg" not in text
    assert 'class="plains"' in text
    assert text == render_review(self_evaluation, charts=False)


def test_the_head_of_a_page_names_unit_project_year_and_file() -> None:
    table = pr.read_table(SUZHOU)
    view = file_view(ReviewedFile("2025/科技局.txt", (ReviewedTable(table),)))
    assert view.heading == "苏州市科学技术局"
    assert ("文件", "2025/科技局.txt") in view.facts
    assert ("", "2025 年度") in view.facts
