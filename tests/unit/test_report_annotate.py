"""Annotated copies: notes at the right cells, everything else as it was, the original untouched."""

import io
import re
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill

from perfrules import read_table, read_tables, review
from perfrules.report.annotate import annotate_copy
from perfrules.report.saving import SavingError
from perfrules.reviewing.finding import Finding
from perfrules.text.diagnostic import Severity
from perfrules.text.errors import PerfRulesError, TableError
from support.markdown import ROOT
from support.reviewed import HOSTILE, finding

_TABLES = ROOT / "tests" / "corpus" / "tables"
_ROWS = [
    ("项目支出绩效目标表", "", "", ""),
    ("一级指标", "二级指标", "三级指标", "年度指标值"),
    ("产出", "数量", "培训人数", "=50人"),
    ("", "质量", "合格率", "95"),
]


def _book(path: Path) -> Path:
    """Write a workbook with everything that a person may have in it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "附表 '1'"
    for row in _ROWS:
        sheet.append([None] * 4)
        for column, text in enumerate(row, 1):
            cell = sheet.cell(sheet.max_row, column)
            cell.value = text or None
            if text:
                cell.data_type = "s"
    sheet.merge_cells("A3:A4")
    sheet["F1"], sheet["F2"] = 2, "=F1*2"
    sheet["D3"].fill = PatternFill("solid", fgColor="FF00FF")
    sheet["D3"].font = Font(bold=True)
    sheet["D4"].comment = Comment("原来的批注", "张三")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=1, max_row=2))
    sheet.add_chart(chart, "H1")
    book.create_sheet("审核意见")
    book.save(path)
    return path


def _at(cell: str, code: str = "V03", severity: Severity = Severity.WARNING) -> Finding:
    return finding(code, severity, f"工作表「附表 '1'」{cell}")


def test_notes_stand_at_the_cells(tmp_path: Path) -> None:
    path, out = _book(tmp_path / "表.xlsx"), tmp_path / "out" / "副本.xlsx"
    before = path.read_bytes()
    found = [_at("D3"), _at("D3", "V08", Severity.ERROR), _at("D4"), _at("A4"), _at("第3行"), finding(where="")]
    assert annotate_copy(path, found, out) == ()
    assert path.read_bytes() == before
    book = load_workbook(out)
    sheet = book["附表 '1'"]
    notes = {cell.coordinate: cell.comment for row in sheet.iter_rows() for cell in row if cell.comment}
    assert set(notes) == {"D3", "D4", "A3"}
    first, second = notes["D3"].text.split("\n\n")
    assert first == f"【错误 V08】{found[1].message}\n建议：{found[1].suggestion}"
    assert second.startswith("【警告 V03】")
    assert notes["D3"].author == "perfrules"
    # A note that was there keeps its text and its author.
    assert notes["D4"].text.startswith("原来的批注\n\n【警告 V03】")
    assert notes["D4"].author == "张三"


def test_everything_else_stays_to_the_byte(tmp_path: Path) -> None:
    path, out = _book(tmp_path / "表.xlsx"), tmp_path / "副本.xlsx"
    annotate_copy(path, [_at("D3")], out)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out) as new:
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
        changed = set(old.namelist()) - same
        assert "xl/charts/chart1.xml" in same
        assert changed <= {
            "[Content_Types].xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/comments/comment1.xml",
            "xl/drawings/commentsDrawing1.vml",
            "xl/worksheets/_rels/sheet1.xml.rels",
            "xl/worksheets/sheet1.xml",
        }
    before, after = load_workbook(path)["附表 '1'"], load_workbook(out)["附表 '1'"]
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert (cell.value, cell.data_type, cell._style) == (other.value, other.data_type, other._style)
    assert after["D3"].fill.fgColor.rgb == "00FF00FF"
    assert after["D3"].font.b


def test_the_sheet_of_findings_leads_to_the_cells(tmp_path: Path) -> None:
    path, out = _book(tmp_path / "表.xlsx"), tmp_path / "副本.xlsx"
    annotate_copy(path, [finding(where=""), _at("D3"), finding(where="工作表「没有」A1")], out)
    book = load_workbook(out)
    assert book.sheetnames == ["附表 '1'", "审核意见", "审核意见2"]
    sheet = book["审核意见2"]
    assert [cell.value for cell in sheet[1]][:4] == ["程度", "编号", "检查", "位置"]
    links = [sheet.cell(row, 4).hyperlink for row in (2, 3, 4)]
    assert [link and link.location for link in links] == [None, "'附表 ''1'''!D3", None]
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].fill.fgColor.rgb == "FFFFE699"
    assert sheet["A1"].font.name == "黑体"


def test_macros_stay(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsm"
    with zipfile.ZipFile(_book(tmp_path / "a.xlsx")) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"spreadsheetml.sheet.main+xml", b"excel.sheet.macroEnabled.main+xml")
            new.writestr(name, data)
        new.writestr("xl/vbaProject.bin", b"macros")
    annotate_copy(path, [_at("D3")], tmp_path / "副本.xlsm")
    with zipfile.ZipFile(tmp_path / "副本.xlsm") as new:
        assert new.read("xl/vbaProject.bin") == b"macros"
    with pytest.raises(SavingError) as caught:
        annotate_copy(path, [_at("D3")], tmp_path / "副本.xlsx")
    assert [(one.code, one.args["suffix"]) for one in caught.value.diagnostics] == [("E741", ".xlsm")]
    assert not (tmp_path / "副本.xlsx").exists()


def test_a_signature_is_told_of(tmp_path: Path) -> None:
    path = _book(tmp_path / "表.xlsx")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert [one.code for one in annotate_copy(path, [], tmp_path / "副本.xlsx")] == ["N740"]


_COPIED = ["project-self.xlsx", "three-sheets.xlsx", "department-numbers.xlsx", "department-self.docx", "three-forms.docx"]


@pytest.mark.parametrize("name", _COPIED)
def test_a_copy_reads_like_the_original(name: str, tmp_path: Path) -> None:
    path = _TABLES / name
    tables = read_tables(path)
    found = [one for table in tables for one in review(table)]
    found += [finding(where=row.where) for table in tables for row in table.indicators]
    out = tmp_path / f"副本{path.suffix}"
    annotate_copy(path, found, out)
    again = read_tables(out)
    assert [table.indicators for table in again][: len(tables)] == [table.indicators for table in tables]
    assert [table.funds for table in again][: len(tables)] == [table.funds for table in tables]
    second = tmp_path / f"again{path.suffix}"
    annotate_copy(path, found, second)
    assert out.read_bytes() == second.read_bytes()


def _letter(path: Path) -> Path:
    document = Document()
    document.add_paragraph("项目支出绩效目标表")
    table = document.add_table(rows=4, cols=4)
    for row, texts in zip(table.rows, [*_ROWS[1:], ("", "成本", "总成本", "")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("注：以上为示例")
    document.save(path)
    return path


def test_comments_stand_at_the_paragraphs_of_a_word_file(tmp_path: Path) -> None:
    path, out = _letter(tmp_path / "表.docx"), tmp_path / "副本.docx"
    before = path.read_bytes()
    places = ["第1个表格第2行第4列", "第1个表格第4行第4列", "正文第2段", ""]
    annotate_copy(path, [finding(where=where) for where in places], out, lang="en")
    assert path.read_bytes() == before
    document = Document(out)
    comments = {comment.comment_id: comment for comment in document.comments}
    assert len(comments) == 4
    assert {comment.author for comment in comments.values()} == {"perfrules"}
    assert all(comment.text.startswith("【warning V03】") for comment in comments.values())
    assert all("Suggestion: " in comment.text for comment in comments.values())
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    marked = [one.getparent() for one in document.element.iter(f"{space}commentRangeStart")]
    texts = ["".join(text.text or "" for text in one.iter(f"{space}t")) for one in marked]
    assert texts == ["项目支出绩效目标表", "=50人", "", "注：以上为示例"]
    last = marked[2].getparent()
    assert last is document.tables[0].rows[3].cells[3]._tc


def test_other_formats_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("一级指标,三级指标,年度指标值\n产出,人数,≥5人\n", "utf-8")
    with pytest.raises(SavingError) as caught:
        annotate_copy(path, [], tmp_path / "副本.csv")
    assert [one.code for one in caught.value.diagnostics] == ["E738"]
    assert not (tmp_path / "副本.csv").exists()


def test_the_original_is_never_written_to(tmp_path: Path) -> None:
    path = _book(tmp_path / "表.xlsx")
    (tmp_path / "same.xlsx").symlink_to(path)
    before = path.read_bytes()
    for out in (path, tmp_path / "same.xlsx"):
        with pytest.raises(SavingError) as caught:
            annotate_copy(path, [], out)
        assert [one.code for one in caught.value.diagnostics] == ["E508"]
    assert path.read_bytes() == before


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    path, out = _book(tmp_path / "表.xlsx"), tmp_path / "副本.xlsx"
    annotate_copy(path, [finding(where="工作表「附表 '1'」D3", subject=HOSTILE, expected=HOSTILE)], out)
    book = load_workbook(out)
    assert "<script>" in book["附表 '1'"]["D3"].comment.text
    cells = [cell for row in book["审核意见2"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert next(cell for cell in cells if str(cell.value).startswith("=")).quotePrefix
    letter, copy = _letter(tmp_path / "表.docx"), tmp_path / "副本.docx"
    annotate_copy(letter, [finding(where="第1个表格第2行第4列", subject=HOSTILE)], copy)
    assert "<script>" in next(iter(Document(copy).comments)).text


@settings(max_examples=40, deadline=None)
@given(suffix=st.sampled_from(["xlsx", "docx"]), at=st.integers(0, 10_000), junk=st.binary(min_size=1, max_size=40), cut=st.booleans())
def test_a_damaged_file_is_a_fault_and_never_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, at: int, junk: bytes, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    data = (_book if suffix == "xlsx" else _letter)(folder / f"a.{suffix}").read_bytes()
    at %= len(data)
    path, out = folder / f"b.{suffix}", folder / f"out.{suffix}"
    path.write_bytes(data[:at] if cut else data[:at] + junk + data[at + len(junk) :])
    with suppress(PerfRulesError):
        annotate_copy(path, [_at("D3"), finding(where="第1个表格第2行第4列")], out)
    # A copy is whole or not there.
    assert not out.exists() or zipfile.is_zipfile(out)
    assert not list(folder.glob(".perfrules-*"))


def _changed(path: Path, out: Path, replace: dict[str, list[tuple[bytes, bytes]]], leave: tuple[str, ...] = ()) -> Path:
    """Write a package with some bytes of its parts replaced; `*` stands for every part."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for before, after in (*replace.get(name, ()), *replace.get("*", ())):
                data = data.replace(before, after)
            if name not in leave:
                new.writestr(name, data)
    return out


def test_the_strict_edition_of_the_standard_is_annotated_in_its_own_terms(tmp_path: Path) -> None:
    strict = [
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    ]
    plain = tmp_path / "plain.xlsx"
    book = Workbook()
    book.active.title = "附表 '1'"
    book.active["D3"] = "甲"
    book.save(plain)
    path, out = _changed(plain, tmp_path / "表.xlsx", {"*": strict}), tmp_path / "副本.xlsx"
    annotate_copy(path, [_at("D3")], out)
    with zipfile.ZipFile(out) as package:
        texts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
        names = [name for name, text in texts.items() if b"schemas.openxmlformats.org/spreadsheetml" in text]
        assert not names
        assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in package.read("xl/worksheets/_rels/sheet1.xml.rels")
        assert b'<comments xmlns="http://purl.oclc.org' in package.read("xl/comments1.xml")


def test_a_book_without_styles_gets_a_plain_sheet_of_findings(tmp_path: Path) -> None:
    relation = [(b"/styles", b"/nothing")]
    path = _changed(_book(tmp_path / "a.xlsx"), tmp_path / "表.xlsx", {"xl/_rels/workbook.xml.rels": relation})
    annotate_copy(path, [_at("D3")], tmp_path / "副本.xlsx")
    with zipfile.ZipFile(tmp_path / "副本.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet3.xml").decode()
    assert " s=" not in sheet
    assert "附表 &#x27;1&#x27;" in sheet or "附表 '1'" in sheet


def test_a_sheet_with_buttons_keeps_them(tmp_path: Path) -> None:
    """A drawing that holds the buttons of a sheet takes the boxes of the notes as well."""
    with_note = _book(tmp_path / "a.xlsx")
    path = tmp_path / "表.xlsx"
    button = b'<v:shape id="_x0000_s1025" type="#_x0000_t201"/></xml>'
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    with zipfile.ZipFile(with_note) as package:
        drawing = next(name for name in package.namelist() if name.endswith(".vml"))
        comments = next(name for name in package.namelist() if "comment" in name and name.endswith(".xml"))
        listed = package.read(relations).decode()
    [entry] = [part for part in re.findall("<Relationship [^>]*/>", listed) if 'relationships/comments"' in part]
    replace = {drawing: [(b"</xml>", button), (b"_x0000_t202", b"_x0000_t201")], relations: [(entry.encode(), b"")]}
    annotate_copy(_changed(with_note, path, replace, (comments,)), [_at("D3")], tmp_path / "副本.xlsx")
    with zipfile.ZipFile(tmp_path / "副本.xlsx") as package:
        drawings = [name for name in package.namelist() if name.endswith(".vml")]
        vml = package.read(drawings[0])
    assert drawings == [drawing]
    assert button.removesuffix(b"</xml>") in vml
    assert vml.count(b'id="_x0000_t202"') == 1
    assert vml.count(b"<x:Row>2</x:Row>") == 1


def test_a_word_file_with_macros_keeps_its_kind(tmp_path: Path) -> None:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    path = _changed(_letter(tmp_path / "a.docx"), tmp_path / "表.docm", {"[Content_Types].xml": [(main, macros)]})
    annotate_copy(path, [finding(where="第1个表格第2行第4列")], tmp_path / "副本.docm")
    with zipfile.ZipFile(tmp_path / "副本.docm") as package:
        types = package.read("[Content_Types].xml")
        assert b"perfrules" in package.read("word/comments.xml")
    assert macros in types
    assert main not in types


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _book(tmp_path / "表.xlsx")
    monkeypatch.setitem(sys.modules, "perfrules.report.annotate_book", None)
    with pytest.raises(SavingError) as caught:
        annotate_copy(path, [], tmp_path / "副本.xlsx")
    assert [one.code for one in caught.value.diagnostics] == ["E742"]


def test_a_picture_stays(tmp_path: Path) -> None:
    pillow = pytest.importorskip("PIL.Image")
    stream = io.BytesIO()
    pillow.new("RGB", (4, 4), "red").save(stream, "PNG")
    path = _book(tmp_path / "表.xlsx")
    book = load_workbook(path)
    book.active.add_image(Image(stream), "K1")
    book.save(path)
    annotate_copy(path, [_at("D3")], tmp_path / "副本.xlsx")
    with zipfile.ZipFile(tmp_path / "副本.xlsx") as package:
        assert "xl/media/image1.png" in package.namelist()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        annotate_copy(tmp_path / "没有.xlsx", [], tmp_path / "副本.xlsx")
    assert [one.code for one in caught.value.diagnostics] == ["E301"]


def test_the_table_of_the_book_is_what_the_tests_think(tmp_path: Path) -> None:
    table = read_table(_book(tmp_path / "表.xlsx"))
    assert [row.targets["年度"].where for row in table.indicators] == ["工作表「附表 '1'」D3", "工作表「附表 '1'」D4"]
