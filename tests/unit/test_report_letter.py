"""The letter of findings: errors first, every finding with place, sentence and advice, fonts for Chinese, the same bytes each time."""

import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as Letter
from docx.oxml.ns import qn

from perfrules import read_table, review, score_table
from perfrules.report.letter import findings_letter
from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.text.diagnostic import Severity
from support.console import TABLE
from support.markdown import ROOT
from support.reviewed import finding, hostile_file, reviewed_file, unread_file


def _read(data: bytes) -> Letter:
    return Document(io.BytesIO(data))


def _texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in _read(data).paragraphs]


def _suzhou() -> ReviewedFile:
    table = read_table(TABLE)
    return ReviewedFile("苏州.txt", (ReviewedTable(table, tuple(review(table))),))


def test_errors_come_first_and_findings_are_numbered_through() -> None:
    file = _suzhou()
    texts = _texts(findings_letter(file))
    assert texts[:2] == ["绩效目标表审核意见", "苏州市科学技术局："]
    assert "《苏州市市级部门整体预算绩效目标表 苏州市科学技术局》" in texts[2]
    heads = [texts.index(head) for head in ("须改正（错误）", "请核对（警告）", "供参考（提示）")]
    assert heads == sorted(heads)
    numbers = [int(text.partition(". ")[0]) for text in texts if text.partition(". ")[0].isdigit()]
    assert numbers == list(range(1, len(list(file.findings)) + 1))
    at = texts.index(next(text for text in texts if "〔M01〕" in text))
    found = next(one for one in file.findings if one.code == "M01")
    assert heads[0] < at < heads[1]
    assert texts[at] == f"1. {found.where} 〔M01〕{found.message}。"
    assert texts[at + 1] == f"建议：{found.suggestion}。"
    assert texts[-2:] == ["审核单位：　　　　　　　　　", "日期：　　　　年　　月　　日"]


def test_counts_are_those_of_the_findings() -> None:
    file = _suzhou()
    [table] = _read(findings_letter(file)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["类别", "错误", "警告", "提示", "合计"]
    counts = file.counts
    assert rows[-1] == ["合计", *(str(counts[one]) for one in (Severity.ERROR, Severity.WARNING, Severity.NOTE)), str(sum(counts.values()))]
    added = [sum(int(row[column].replace("—", "0")) for row in rows[1:-1]) for column in (1, 2, 3, 4)]
    assert added == [int(text) for text in rows[-1][1:]]


def test_addressee_sender_and_date_are_those_that_are_given() -> None:
    texts = _texts(findings_letter(_suzhou(), addressee="市教育局", sender="市财政局绩效科", date="2025年3月1日"))
    assert texts[1] == "市教育局："
    assert texts[-2:] == ["审核单位：市财政局绩效科", "日期：2025年3月1日"]


def test_several_tables_have_a_heading_each_and_unread_files_are_told() -> None:
    data = findings_letter([reviewed_file("甲.txt"), reviewed_file("乙.txt", finding()), unread_file("丙.xlsx")], lang="en")
    texts = _texts(data)
    assert texts[0] == "Findings on target tables"
    assert [text for text in texts if text.endswith("(甲.txt)")]
    assert [text for text in texts if text.endswith("(乙.txt)")]
    at = texts.index("Files that could not be read")
    assert texts[at + 1].startswith("丙.xlsx:")
    assert [cell.text for cell in _read(data).tables[0].rows[0].cells] == ["table", "error", "warning", "note", "total"]


def test_a_self_evaluation_is_called_one() -> None:
    table = read_table(ROOT / "docs" / "examples" / "self-evaluation" / "table.txt")
    assert _texts(findings_letter(ReviewedTable(table, tuple(review(table)), score_table(table))))[0] == "绩效自评表审核意见"


def test_nothing_found_is_said() -> None:
    texts = _texts(findings_letter(ReviewedFile("表.txt", (ReviewedTable(read_table(TABLE)),))))
    assert any("没有需要修改的问题。" in text for text in texts)
    assert "问题汇总" not in texts
    assert _read(findings_letter([])).paragraphs


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_review_gives_the_same_bytes(lang: str) -> None:
    files = [_suzhou(), unread_file()]
    data = findings_letter(files, lang=lang)
    assert data == findings_letter(files, lang=lang)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_styles_have_chinese_fonts_on_a4_with_numbered_pages() -> None:
    letter = _read(findings_letter(_suzhou()))
    for name, font in (("Normal", "宋体"), ("Title", "黑体"), ("Heading 1", "黑体"), ("Letter item", "宋体")):
        fonts = letter.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert not [key for key in fonts.attrib if str(key).endswith("Theme")]
    section = letter.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_hostile_texts_are_texts() -> None:
    data = findings_letter([hostile_file(), reviewed_file("=x\x00.txt")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
    assert "&lt;script&gt;" in body
    assert "<script" not in body
    assert not set("\x00\x1b\u202e") & set(body)
