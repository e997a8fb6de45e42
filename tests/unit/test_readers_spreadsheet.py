"""Workbooks are read as a person sees them."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from perfrules.table import read_actuals, read_table, read_tables
from perfrules.table.place import column_letters, position_of
from perfrules.table.readers import grids_of_bytes, read_grids
from perfrules.text.errors import TableError
from support.workbooks import HEADER, ROW, book, form, packed, parts_of, patched, saved, sheet_xml, with_sheet

_CORPUS = Path(__file__).parents[1] / "corpus" / "tables"


def _texts(data: bytes, name: str = "表.xlsx") -> list[tuple[str, ...]]:
    return [row.cells for row in grids_of_bytes(data, name)[0].rows]


def _codes(data: bytes) -> list[str]:
    return [one.code for grid in grids_of_bytes(data, "表.xlsx") for one in grid.diagnostics]


def _cell(value: object, code: str = "General") -> str:
    def fill(sheet: Any) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = code
        sheet["B1"] = "末"

    return _texts(book(fill))[0][0]


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (0.95, "0%", "95%"),
        (0.285, "0%", "29%"),
        (0.07, "0%", "7%"),
        (0.9512, "0.00%", "95.12%"),
        (1, "0%", "100%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        (12, '0"家"', "12家"),
        (0.9, '"≥"0%', "≥90%"),
        (0, '0;-0;"无"', "无"),
        (5, ";;;", ""),
        (0.1 + 0.2, "General", "0.3"),
        (150045.30000000002, "General", "150045.3"),
        (1.005, "0.00", "1.01"),
        (2.5, "0", "3"),
        (1e-7, "General", "0.0000001"),
        (1.5e10, "General", "15000000000"),
        (123456789012, "General", "123456789012"),
        (1.5e10, "0.00E+00", "15000000000"),
        (0.5, "# ?/?", "1/2"),
        (1234567, "0.0,", "1234.6"),
        (1234567, '0.0,,"百万"', "1.2百万"),
        (12345678, '[>=10000]0.0,"千";0', "12345.7千"),
        (7, "000", "007"),
        (3, "0.##", "3"),
        (3.5, "0.##", "3.5"),
        (1234.5, "[$￥-804]#,##0.00", "￥1,234.50"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (12, 'G/通用格式"人"', "12人"),
        (12, "@", "12"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        ("95%", "General", "95%"),
        ("00123", "@", "00123"),
        ("张三", '@"等"', "张三等"),
        (date(2025, 12, 31), 'yyyy"年"m"月"d"日"', "2025年12月31日"),
        (date(2025, 12, 31), "yyyy-mm-dd", "2025-12-31"),
        (date(2025, 12, 31), 'yyyy"年"m"月"', "2025年12月"),
        (date(2025, 12, 31), "mm-dd-yy", "2025/12/31"),
        (date(2025, 12, 31), 'e"年"m"月"', "2025年12月"),
        (date(2025, 12, 31), "[$-804]aaaa", "星期三"),
        (date(2025, 12, 31), "d-mmm-yy", "31-Dec-25"),
        (date(2025, 12, 31), r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "2025年12月31日"),
        (datetime(2025, 12, 31, 9, 5), r"[$-F400]h:mm:ss\ AM/PM", "9:05:00"),
        (datetime(2025, 12, 31, 9, 5), "yyyy/m/d h:mm", "2025/12/31 9:05"),
        (datetime(2025, 12, 31, 15, 30), '上午/下午h"时"mm"分"', "下午3时30分"),
        (time(12, 0), "h:mm AM/PM", "12:00 PM"),
        (timedelta(hours=30), "[h]:mm:ss", "30:00:00"),
        ("  产出\r\n指标 ", "General", "产出\n指标"),
        ("=17500家", "General", ""),
    ],
)
def test_a_cell_is_read_as_it_is_seen(value: object, code: str, seen: str) -> None:
    assert _cell(value, code) == seen


@pytest.mark.parametrize(
    ("number", "seen"), [(31, "2025年12月31日"), (57, "2025年12月"), (58, "12月31日"), (14, "2025/12/31"), (9, "4602200%")]
)
def test_formats_that_are_known_by_number(number: int, seen: str) -> None:
    styles = f'<styleSheet><cellXfs><xf numFmtId="{number}"/></cellXfs></styleSheet>'.encode()
    data = patched(with_sheet(sheet_xml('<row r="1"><c r="A1" s="0"><v>46022</v></c></row>')), styles=styles)
    assert _texts(data) == [(seen,)]


def test_text_cells_that_begin_with_a_sign_are_text() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["x", "=17500家", "=1+1", "+5%"])
        for cell in sheet[1]:
            cell.data_type = "s"
            cell.quotePrefix = True

    assert _texts(book(fill)) == [("x", "=17500家", "=1+1", "+5%")]


def test_rich_text_is_one_text_without_its_pronunciation() -> None:
    rich = CellRichText("不低于", TextBlock(InlineFont(b=True), "95%"))
    assert _texts(book(lambda sheet: sheet.append([rich]))) == [("不低于95%",)]
    inline = '<row r="1"><c r="A1" t="inlineStr"><is><r><t>产</t></r><r><t>出</t></r><rPh sb="0" eb="1"><t>chan</t></rPh></is></c></row>'
    assert _texts(with_sheet(sheet_xml(inline))) == [("产出",)]


def test_formulas_are_read_by_their_saved_results() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"家"</f><v>2家</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1"><f>1+2</f></c><c r="E1"><f>1+2</f><v/></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    grid = grids_of_bytes(with_sheet(sheet_xml(rows)), "表.xlsx")[0]
    assert grid.rows[0].cells == ("2", "2家", "", "", "", "#DIV/0!")
    assert [(one.code, one.where) for one in grid.diagnostics] == [("W340", "工作表「附表1」F1"), ("W341", "工作表「附表1」D1")]
    assert "D1, E1" in grid.diagnostics[1].message
    assert "保存" in grid.diagnostics[1].hint


def test_places_name_the_sheet_and_the_cell() -> None:
    data = form(ROW)
    grid = grids_of_bytes(data, "表.xlsx")[0]
    where = grid.rows[1].place(3).where
    assert where == "工作表「附表1」D2"
    found = position_of(where)
    assert found is not None
    assert load_workbook(BytesIO(data))[found.part.name].cell(found.row, found.column or 0).value == "≥50人"


def test_merged_cells_are_resolved() -> None:
    def merge(sheet: Any) -> None:
        sheet.append([None, None, "培训场次", "≥4场", 10])
        sheet.merge_cells("A2:B3")

    grid = grids_of_bytes(form(ROW, change=merge), "表.xlsx")[0]
    assert grid.rows[2].resolved(0).text == "产出指标"
    assert grid.rows[1].cells[:2] == ("产出指标", "")
    assert [(one.top, one.left, one.bottom, one.right) for one in grid.spans] == [(2, 1, 3, 2)]


def test_hidden_rows_columns_and_sheets_are_named_and_not_read() -> None:
    made = Workbook()
    sheet = made.active
    for row in (HEADER, ROW, ("产出指标", "数量指标", "作废指标", "≥1个", 1), ROW):
        sheet.append((*row, "密"))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["F"].hidden = True
    other = made.create_sheet("底稿")
    other.append(["不给人看"])
    other.sheet_state = "veryHidden"
    made.create_sheet("空表").sheet_state = "hidden"
    grids = grids_of_bytes(saved(made), "表.xlsx")
    assert [row.number for row in grids[0].rows] == [1, 2, 4]
    assert not any("密" in row.cells or "作废指标" in row.cells for row in grids[0].rows)
    assert {(one.code, one.args.get("rows") or one.args.get("columns") or one.args.get("sheet")) for one in grids[0].diagnostics} == {
        ("W342", "3"),
        ("W343", "F"),
        ("W344", "底稿"),
    }


def test_a_merged_cell_whose_corner_is_hidden_moves_to_what_is_seen() -> None:
    def change(sheet: Any) -> None:
        sheet["A1"], sheet["B2"], sheet["B3"] = "产出指标", "甲", "乙"
        sheet.merge_cells("A1:A3")
        sheet.row_dimensions[1].hidden = True

    grid = grids_of_bytes(book(change), "表.xlsx")[0]
    assert [row.cells for row in grid.rows] == [("产出指标", "甲"), ("", "乙")]
    assert grid.rows[1].resolved(0).text == "产出指标"


def test_hidden_things_without_text_are_not_worth_a_word() -> None:
    def change(sheet: Any) -> None:
        sheet.append(["甲"])
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["Z"].hidden = True

    assert _codes(book(change)) == []


def test_a_row_or_column_of_no_size_is_hidden() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" ht="0"><c r="A2"><v>3</v></c></row>'
    data = with_sheet(sheet_xml(rows, before='<cols><col min="2" max="2" width="0"/></cols>'))
    assert _texts(data) == [("1", "")]
    assert _codes(data) == ["W342", "W343"]


def test_blank_rows_are_dropped_at_the_ends_and_one_is_kept_between() -> None:
    def change(sheet: Any) -> None:
        sheet["A3"], sheet["A9"] = "甲", "乙"
        for row in range(10, 500):
            sheet.cell(row, 1).number_format = "0.00"
        sheet["C600"] = "   "

    grid = grids_of_bytes(book(change), "表.xlsx")[0]
    assert [(row.number, row.cells) for row in grid.rows] == [(3, ("甲",)), (4, ()), (9, ("乙",))]


def test_a_cell_at_the_end_of_the_sheet_costs_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    grid = grids_of_bytes(with_sheet(sheet_xml(rows)), "表.xlsx")[0]
    assert [row.number for row in grid.rows] == [1, 2, 1048576]


def test_what_stands_beyond_the_last_column_is_told() -> None:
    def change(sheet: Any) -> None:
        sheet["A1"], sheet.cell(1, 300).value = "甲", "远"

    data = book(change)
    assert _texts(data) == [("甲",)]
    assert _codes(data) == ["W345"]


def test_several_tables_in_several_sheets_and_a_cover(tmp_path: Path) -> None:
    made = Workbook()
    made.active.title = "封面"
    made.active.append(["某市财政局\n填表说明"])
    for name in ("项目甲", "项目乙"):
        sheet = made.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(ROW)
    made.create_sheet("空表")
    path = tmp_path / "两张表.xlsx"
    path.write_bytes(saved(made))
    tables = read_tables(path)
    assert [position_of(one.indicators[0].where).part.name for one in tables] == ["项目甲", "项目乙"]  # type: ignore[union-attr]
    assert [(one.code, one.where) for table in tables for one in table.diagnostics if one.code == "N340"] == [("N340", "工作表「封面」")]
    with pytest.raises(TableError) as caught:
        read_table(path)
    assert "工作表「项目甲」第2行、工作表「项目乙」第2行" in caught.value.diagnostics[0].message


def test_a_workbook_without_a_table_gets_one_fault(tmp_path: Path) -> None:
    made = Workbook()
    made.active.append(["甲"])
    made.create_sheet("二").append(["乙"])
    path = tmp_path / "无表.xlsx"
    path.write_bytes(saved(made))
    with pytest.raises(TableError) as caught:
        read_tables(path)
    assert [one.code for one in caught.value.diagnostics] == ["E309"]


@pytest.mark.parametrize("name", ["表.xlsx", "表.xls", "表.et", "表.csv", "没有后缀"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(form(ROW))
    assert read_table(path).indicators[0].targets["年度"].text == "≥50人"


def test_macros_and_links_are_noted_and_left_alone() -> None:
    parts = {**parts_of(form(ROW)), "xl/vbaProject.bin": b"\x00", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    assert _codes(packed(parts)) == ["N341", "N342"]


def test_days_that_count_from_1904() -> None:
    made = Workbook()
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    made.epoch = CALENDAR_MAC_1904
    made.active["A1"] = date(2025, 12, 31)
    made.active["A1"].number_format = "yyyy-mm-dd"
    assert _texts(saved(made)) == [("2025-12-31",)]


def test_names_with_prefixes_and_the_strict_form_are_read() -> None:
    data = form(ROW)
    plain = _texts(data)

    def prefixed(xml: bytes) -> bytes:
        xml = xml.replace(b"<worksheet xmlns=", b"<x:worksheet xmlns:x=")
        return re.sub(rb"<(/?)(?!x:|\?|/)(\w)", rb"<\1x:\2", xml)

    def strict(xml: bytes) -> bytes:
        xml = xml.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return xml.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    assert _texts(patched(data, sheet1=prefixed)) == plain
    assert _texts(patched(data, sheet1=strict, workbook=strict, styles=strict, sharedStrings=strict)) == plain


def test_a_sheet_in_utf_16_and_cells_without_references_are_read() -> None:
    rows = '<row><c><v>1</v></c><c t="str"><v>甲</v></c></row><row><c/><c><v>2</v></c></row>'
    xml = sheet_xml(rows).decode()
    data = with_sheet(('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16"))
    assert _texts(data) == [("1", "甲"), ("", "2")]


def test_characters_by_number_and_iso_days() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>甲_x000D_乙_x4E19_</v></c><c r="B1" t="d"><v>2025-12-31</v></c>'
        '<c r="C1" t="d"><v>2025-12-31T08:00:00Z</v></c><c r="D1" t="d"><v>年底</v></c></row>'
    )
    assert _texts(with_sheet(sheet_xml(rows))) == [("甲乙丙", "2025-12-31", "2025-12-31", "年底")]


def test_odd_styles_do_not_matter() -> None:
    data = patched(
        form(ROW),
        styles=lambda xml: xml.replace(b"</fills>", b'<fill><patternFill><fgColor rgb="no colour"/></patternFill></fill></fills>'),
    )
    with pytest.raises(ValueError, match="stylesheet"):
        load_workbook(BytesIO(data))
    assert len(_texts(data)) == 2


@pytest.mark.parametrize("path", sorted(_CORPUS.glob("*.xlsx")), ids=lambda path: path.name)
def test_texts_are_those_that_openpyxl_reads(path: Path) -> None:
    """Cells that hold text are what openpyxl reads, in the same places, but for what is hidden."""
    try:
        loaded = load_workbook(path, data_only=True)
    except Exception as error:
        pytest.skip(f"openpyxl cannot read it: {error}")
    grids = {grid.rows[0].part.name: grid for grid in read_grids(path) if grid.rows}
    for sheet in loaded.worksheets:
        if sheet.sheet_state != "visible":
            assert sheet.title not in grids
            continue
        seen = {(row.number, column): text for row in grids[sheet.title].rows for column, text in enumerate(row.cells, 1) if text}
        for cells in sheet.iter_rows():
            for cell in cells:
                hidden = sheet.row_dimensions[cell.row].hidden or sheet.column_dimensions[column_letters(cell.column)].hidden
                if isinstance(cell.value, str) and cell.value.strip() and not hidden:
                    assert seen[cell.row, cell.column] == cell.value.strip(" \t\u3000\xa0\n")


def test_actual_values_are_read_from_workbooks(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["2025年实际完成情况"])
        sheet.append(["指标名称", "单位", "实际完成值", "备注"])
        sheet.append(["覆盖率", "%", 0.96, "好"])
        sheet.append(["人数", "人", "1万人", None, "多出来的"])
        sheet.append(["人数", "人", "2万人"])
        sheet.append([None, None, "3"])
        sheet.append(["完成时间", "", date(2025, 12, 31)])
        sheet["C3"].number_format = "0%"
        sheet["C7"].number_format = "yyyy-mm-dd"

    path = tmp_path / "实际值.xlsx"
    path.write_bytes(book(fill))
    actuals = read_actuals(path)
    assert {name: (row.value, row.where) for name, row in actuals.rows.items()} == {
        "覆盖率": ("96%", "工作表「附表1」C3"),
        "人数": ("1万人", "工作表「附表1」C4"),
        "完成时间": ("2025-12-31", "工作表「附表1」C7"),
    }
    assert actuals.rows["覆盖率"].note == "好"
    assert [one.code for one in actuals.diagnostics] == ["N343", "E324", "E322"]
    assert actuals.source == str(path)


def test_actual_values_without_a_header_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "实际值.xlsx"
    path.write_bytes(book(lambda sheet: sheet.append(["覆盖率", 0.96])))
    with pytest.raises(TableError) as caught:
        read_actuals(path)
    assert [(one.code, one.where) for one in caught.value.diagnostics] == [("E321", "工作表「附表1」第1行")]


@pytest.mark.parametrize("library", ["openpyxl"])
def test_a_missing_library_is_named_with_what_to_install(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = form(ROW)
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(TableError) as caught:
        grids_of_bytes(data, "表.xlsx")
    assert [one.code for one in caught.value.diagnostics] == ["E340"]
    assert 'pip install "perfrules[office]"' in caught.value.diagnostics[0].hint
