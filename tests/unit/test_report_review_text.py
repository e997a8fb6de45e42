"""Reviews on a terminal: every line fits, in any width, encoding and language; a pipe gets one finding a line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules import read_table, review
from perfrules.report.review_text import review_text
from perfrules.report.review_view import MatchedQuantity, ReviewedFile, ReviewedTable
from perfrules.text.diagnostic import Severity
from perfrules.text.span import display_width
from support.console import TABLE
from support.reviewed import finding, hostile_file, reviewed_file, unread_file


def _suzhou() -> ReviewedFile:
    table = read_table(TABLE)
    pair = MatchedQuantity("年度", "5场", "第3行", "培训场次", "主体相近")
    return ReviewedFile("表.txt", (ReviewedTable(table, tuple(review(table)), None, (pair,)),))


FILES = [_suzhou(), unread_file(), hostile_file(), reviewed_file("丙.txt")]


@given(
    st.integers(30, 120),
    st.sampled_from(["utf-8", "gbk", "ascii"]),
    st.sampled_from(["zh", "en"]),
    st.booleans(),
    st.sampled_from(["one", "hostile", "many"]),
)
def test_every_line_fits(width: int, encoding: str, lang: str, verbose: bool, what: str) -> None:
    files = {"one": FILES[3], "hostile": FILES[2], "many": FILES[1:]}[what]
    text = review_text(files, lang=lang, width=width, encoding=encoding, verbose=verbose, matches=True)
    assert max(display_width(line) for line in text.splitlines()) <= width
    assert text.encode(encoding)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)


def test_a_pipe_gets_one_finding_a_line() -> None:
    file = _suzhou()
    *lines, last = review_text(file).splitlines()
    assert len(lines) == len(list(file.findings))
    assert all(line.startswith("表.txt 第") for line in lines if "第" in line[:8])
    assert last.startswith("合计：1 个文件，1 张表；")
    assert any(line.startswith("表.txt 第23行第3列: 错误 M01：「项目支出」") and "差 45.30万元；" in line for line in lines)


def test_a_hostile_name_stays_on_its_line() -> None:
    assert len(review_text(hostile_file()).splitlines()) == 2


def test_several_files_are_told_in_short() -> None:
    text = review_text(FILES, width=80)
    assert "表.txt" in text
    assert "E342" in text
    assert "为什么：" not in text
    assert "最多的问题" in text
    assert text.splitlines()[-1].startswith("✗ 合计：4 个文件，3 张表；")
    assert len(text.splitlines()) < len(review_text(FILES, width=80, verbose=True).splitlines())


def test_a_long_list_of_files_is_cut_unless_all_is_asked_for() -> None:
    files = [reviewed_file(f"{number}.txt", finding()) for number in range(60)]
    assert "另有 20 个文件" in review_text(files, width=80)
    assert "另有" not in review_text(files, width=80, verbose=True)


@pytest.mark.parametrize(("severity", "sign"), [(Severity.ERROR, "✗ 错误"), (Severity.WARNING, "! 警告"), (Severity.NOTE, "· 提示")])
def test_a_finding_has_sign_sentence_and_advice(severity: Severity, sign: str) -> None:
    one = finding(severity=severity)
    text = review_text(ReviewedFile("表.txt", (ReviewedTable(read_table(TABLE), (one,)),)), width=100)
    lines = [line.strip() for line in text.splitlines()]
    at = next(index for index, line in enumerate(lines) if line.startswith(sign))
    assert lines[at] == f"{sign} V03 {one.title}  第3行第4列"
    assert lines[at + 1] == one.message
    assert lines[at + 2] == f"→ {one.suggestion}"


def test_details_are_shown_when_asked_for() -> None:
    file = ReviewedFile("表.txt", (ReviewedTable(read_table(TABLE), (finding(),)),))
    text = review_text(file, width=100, verbose=True)
    assert "应为 ≥100，表上 100" in text
    assert "另见 第2行" in text
    assert "为什么：" in text
    assert "目标与指标的对应" not in text


def test_matches_are_shown_when_asked_for() -> None:
    assert "第3行 年度 5场 → 培训场次：主体相近" in review_text(_suzhou(), width=100, matches=True)
    assert "表.txt 第3行 年度 5场 → 培训场次：主体相近" in review_text(_suzhou(), matches=True)
    assert "培训场次：主体相近" not in review_text(_suzhou(), width=100)


def test_a_table_without_findings_is_fine() -> None:
    file = ReviewedFile("表.txt", (ReviewedTable(read_table(TABLE)),))
    assert review_text(file, width=80).splitlines()[-1] == "✓ 合计：1 个文件，1 张表；没有问题"
    assert review_text(file, lang="en").splitlines() == ["Totals: 1 file, 1 table; nothing to report"]


def test_colours_only_where_they_are_asked_for() -> None:
    assert "\x1b[" in review_text(FILES, width=80, color=True)
    assert "\x1b[" not in review_text(FILES, width=80)
