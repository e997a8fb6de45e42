"""Old workbooks (xls, et) are read as a person sees them.

`seen.xls` is `seen()`, saved as xls by LibreOffice:
`soffice --headless --convert-to xls --outdir tests/corpus/workbooks seen.xlsx`
"""

from __future__ import annotations

from datetime import date, time
from io import BytesIO
from pathlib import Path
from struct import pack

import pytest
from openpyxl import Workbook

from perfrules.table import read_actuals, read_tables
from perfrules.table.readers import grids_of_bytes
from perfrules.table.readers.biff import check_records
from perfrules.table.readers.ole import OLE_SIGNATURE, stream_names
from perfrules.text.errors import TableError
from support.workbooks import HEADER, ROW, saved

_FOLDER = Path(__file__).parents[1] / "corpus"
_SEEN = _FOLDER / "workbooks" / "seen.xls"
_CELLS = (
    (0.95, "0%"),
    (0.285, "0.0%"),
    (1234567.891, "#,##0.00"),
    (12, '0"家"'),
    (0.9, '"≥"0%'),
    (0.1 + 0.2, "General"),
    (150045.3, "General"),
    (-0.5, "0.00;[Red]-0.00"),
    (date(2025, 12, 31), 'yyyy"年"m"月"d"日"'),
    (date(2025, 12, 31), "yyyy-mm-dd"),
    (time(9, 30), "h:mm"),
    (True, "General"),
    ("00123", "@"),
    ("=17500家", "@"),
    ("  产出\n指标 ", "General"),
)


def seen() -> bytes:
    """Return the workbook that was saved as `seen.xls`."""
    made = Workbook()
    sheet = made.active
    sheet.title = "附表1"
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet.append((None, None, "培训场次", "≥4场", 10))
    sheet.append(("产出指标", "数量指标", "作废指标", "≥1个", 1))
    sheet.merge_cells("A2:B3")
    sheet.row_dimensions[4].hidden = True
    sheet["G1"] = "密"
    sheet.column_dimensions["G"].hidden = True
    for column, (value, code) in enumerate(_CELLS, 1):
        cell = sheet.cell(7, column, value)
        cell.number_format = code
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
    for row in range(8, 40):
        sheet.cell(row, 1).number_format = "0.00"
    made.create_sheet("说明").append(["填表说明"])
    hidden = made.create_sheet("底稿")
    hidden.append(["不给人看"])
    hidden.sheet_state = "hidden"
    return saved(made)


def test_an_old_workbook_says_what_the_new_one_says() -> None:
    old, new = grids_of_bytes(_SEEN.read_bytes(), "表.xls"), grids_of_bytes(seen(), "表.xlsx")
    assert [[row.cells for row in grid.rows] for grid in old] == [[row.cells for row in grid.rows] for grid in new]
    assert [[row.number for row in grid.rows] for grid in old] == [[row.number for row in grid.rows] for grid in new]
    assert [grid.spans for grid in old] == [grid.spans for grid in new]
    assert [[(one.code, one.where, one.args) for one in grid.diagnostics] for grid in old] == [
        [(one.code, one.where, one.args) for one in grid.diagnostics] for grid in new
    ]
    assert [one.code for one in old[0].diagnostics] == ["W344", "W342", "W343"]


def test_an_old_workbook_is_read_as_it_is_seen() -> None:
    grid = grids_of_bytes(_SEEN.read_bytes(), "表.xls")[0]
    assert grid.rows[-1].cells == (
        *("95%", "28.5%", "1,234,567.89", "12家", "≥90%", "0.3"),
        *("", "-0.50", "2025年12月31日", "2025-12-31", "9:30", "TRUE", "00123", "=17500家", "产出\n指标"),
    )
    assert [row.number for row in grid.rows] == [1, 2, 3, 5, 7]
    assert grid.rows[2].resolved(0).text == "产出指标"


@pytest.mark.parametrize("name", ["附表.xls", "附表.et", "附表.xlsx", "附表.txt"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_SEEN.read_bytes())
    table = read_tables(path)[0]
    assert [one.name for one in table.indicators][:2] == ["培训人数", "培训场次"]
    assert table.indicators[0].where == "工作表「附表1」C2"


def test_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(_SEEN.read_bytes())
    grids_of_bytes(bytes(data) + b"\x00", "表.xls")
    assert capsys.readouterr() == ("", "")


def test_actual_values_are_read_from_an_old_workbook(tmp_path: Path) -> None:
    path = _FOLDER / "tables" / "project-self.xls"
    actuals = read_actuals(path)
    assert len(actuals.rows) > 5
    assert all(row.where.startswith("工作表「") for row in actuals.rows.values())


def test_the_names_of_streams_are_read_and_a_broken_directory_has_none() -> None:
    data = _SEEN.read_bytes()
    assert "Workbook" in stream_names(data)
    assert stream_names(data[:600]) == frozenset()
    assert stream_names(OLE_SIGNATURE + bytes(600)) == frozenset()
    looped = bytearray(data)
    looped[76:80] = pack("<I", 0)
    assert isinstance(stream_names(bytes(looped)), frozenset)


def _number(row: int) -> bytes:
    return pack("<HHHHHd", 0x0203, 14, row, 0, 0, 1)


def test_an_old_workbook_with_too_many_rows_is_refused_before_it_is_loaded() -> None:
    begin = pack("<HHHH", 0x0809, 4, 0x0600, 0x0010)
    check_records(begin + b"".join(map(_number, range(20_000))) + begin + b"".join(map(_number, range(20_000))), "表.xls")
    with pytest.raises(TableError) as caught:
        check_records(begin + b"".join(map(_number, range(20_001))), "表.xls")
    assert [one.code for one in caught.value.diagnostics] == ["E346"]


def test_the_records_of_a_cut_workbook_end_where_it_ends() -> None:
    check_records(pack("<HH", 0x0203, 14), "表.xls")
    check_records(b"\x03", "表.xls")


def test_a_locked_old_workbook_is_told() -> None:
    with pytest.raises(TableError) as caught:
        check_records(pack("<HHHH", 0x0809, 4, 0x0600, 5) + pack("<HHH", 0x002F, 2, 0), "表.xls")
    assert [one.code for one in caught.value.diagnostics] == ["E342"]


def test_a_missing_library_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlrd", None)
    with pytest.raises(TableError) as caught:
        grids_of_bytes(BytesIO(_SEEN.read_bytes()).getvalue(), "表.xls")
    assert [(one.code, one.args["package"]) for one in caught.value.diagnostics] == [("E340", "xlrd")]
