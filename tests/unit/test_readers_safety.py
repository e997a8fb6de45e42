"""What is unsafe, too large, locked or damaged is refused with one clear message, before a library sees it."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfrules.table import read_tables
from perfrules.table.decode import read_bytes
from perfrules.table.readers import grids_of_bytes, package, stopwatch, worksheet
from perfrules.table.readers import kind as kinds
from perfrules.table.readers.kind import FileKind, kind_of
from perfrules.table.readers.package import open_package
from perfrules.table.readers.worksheet import worksheet_of
from perfrules.text.errors import PerfRulesError, TableError
from support.workbooks import ROW, form, packed, parts_of, patched, sheet_xml, with_sheet

_TABLES = Path(__file__).parents[1] / "corpus" / "tables"
_OLD = (Path(__file__).parents[1] / "corpus" / "workbooks" / "seen.xls").read_bytes()
_FORM = form(ROW)
_PARTS = parts_of(_FORM)


def _refused(data: bytes, name: str = "表.xlsx") -> list[str]:
    with pytest.raises(TableError) as caught:
        grids_of_bytes(data, name)
    found = caught.value.diagnostics
    assert all(name in one.message and one.hint for one in found)
    return [one.code for one in found]


def _rows(count: int, text: str = "<v>1</v>") -> str:
    return "".join(f'<row r="{number}"><c r="A{number}">{text}</c></row>' for number in range(1, count + 1))


def test_a_hundred_thousand_rows_are_refused_within_a_second() -> None:
    cells = "".join(f'<c r="{column}{{0}}"><v>{{0}}</v></c>' for column in "ABCDEFGHIJ")
    data = with_sheet(sheet_xml("".join(f'<row r="{number}">' + cells.format(number) + "</row>" for number in range(1, 100_001))))
    began = process_time()
    assert _refused(data) == ["E346"]
    # Alone, it takes 0.3 seconds; tests run beside each other.
    assert process_time() - began < 2


def test_rows_that_are_only_formatted_do_not_count() -> None:
    formatted = "".join(f'<row r="{number}" s="1" customFormat="1"><c r="A{number}" s="1"/></row>' for number in range(3, 60_000))
    grid = grids_of_bytes(with_sheet(sheet_xml(_rows(2) + formatted)), "表.xlsx")[0]
    assert len(grid.rows) == 2


def test_too_many_cells_in_all_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worksheet, "MAX_CELLS", 9)
    assert _refused(_FORM) == ["E347"]


def test_merged_cells_cannot_claim_more_than_a_sheet_holds() -> None:
    text = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    whole = with_sheet(sheet_xml(text, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    assert [row.cells for row in grids_of_bytes(whole, "表.xlsx")[0].rows] == [("1",)]
    merges = "".join(f'<mergeCell ref="A1:A{number}"/>' for number in range(2, 20_000))
    began = process_time()
    assert _refused(with_sheet(sheet_xml(_rows(19_999), after=f"<mergeCells>{merges}</mergeCells>"))) == ["E347"]
    assert process_time() - began < 2


def test_the_time_for_one_file_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopwatch, "MAX_SECONDS", -1)
    assert _refused(_FORM) == ["E348"]
    assert _refused(_OLD, "表.xls") == ["E348"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gbk"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/other.bin"])
def test_a_document_type_is_refused_in_every_part_and_encoding(part: str, encoding: str) -> None:
    head = "" if encoding == "utf-8" else f'<?xml version="1.0" encoding="{encoding}"?>'
    blanks = " " * 100_000
    xml = f'{head}<!-- c -->{blanks}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'.encode(encoding)
    # An encoding that is not told, or that office programs do not write, is damage before it is a danger.
    assert _refused(packed({**_PARTS, part: xml})) == (["E345"] if encoding in ("utf-8", "utf-16") else ["E343"])


def test_a_web_page_inside_a_document_is_no_danger() -> None:
    parts = parts_of((_TABLES / "library.docx").read_bytes())
    page = b"<!DOCTYPE html><html><body><p>x</p></body></html>"
    assert open_package(packed({**parts, "word/afchunk.htm": page}), "表.docx").names >= {"word/afchunk.htm"}


def test_a_bomb_is_refused_by_what_its_directory_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _refused(packed({**_PARTS, "xl/media/big.xml": bytes(64 * 2**20)})) == ["E344"]
    monkeypatch.setattr(package, "MAX_UNPACKED", 1_000)
    assert _refused(_FORM) == ["E344"]
    monkeypatch.setattr(package, "MAX_MEMBERS", 3)
    assert _refused(_FORM) == ["E344"]


def test_a_part_never_unpacks_to_more_than_it_says() -> None:
    """A part that says it has 100 bytes is damaged, however much it would unpack to."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, content)
    data = out.getvalue()
    size = len(_PARTS["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    assert data[at : at + 4] == size
    assert _refused(data[:at] + (100).to_bytes(4, "little") + data[at + 4 :]) == ["E343"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("name", ["表.xlsx", "表.docx", "没有后缀"])
def test_a_cut_file_is_damaged(share: float, name: str) -> None:
    assert _refused(_FORM[: int(len(_FORM) * share)], name) == ["E343"]
    assert _refused(_OLD[: int(len(_OLD) * share)], "表.xls") == ["E343"]


def test_unusual_or_locked_archives_are_told() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert _refused(out.getvalue()) == ["E343"]
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    data = bytearray(out.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert _refused(bytes(data)) == ["E342"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="2"/><row r="1"/>', "E343"),
        ('<row r="x"/>', "E343"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "E343"),
        ('<row r="1"><c r="甲1"><v>1</v></c></row>', "E343"),
        ('<row r="1"><c r="A1" s="x"><v>1</v></c></row>', "E343"),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "E343"),
        ('<row r="1"><c r="A1"><v>1</v></row>', "E343"),
    ],
)
def test_a_damaged_sheet_is_told(rows: str, code: str) -> None:
    assert _refused(with_sheet(sheet_xml(rows))) == [code]


@pytest.mark.parametrize("reference", ["A0:B2", "B2:A1", "x", "A1:", ""])
def test_a_damaged_merge_is_told(reference: str) -> None:
    data = with_sheet(sheet_xml(_rows(2), after=f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'))
    if reference == "A1:":
        assert len(grids_of_bytes(data, "表.xlsx")[0].rows) == 2
    else:
        assert _refused(data) == ["E343"]


def test_a_workbook_that_lists_what_it_does_not_hold_is_damaged() -> None:
    assert _refused(packed({name: part for name, part in _PARTS.items() if "sheet1" not in name})) == ["E343"]
    assert _refused(packed({"xl/other.xml": "<x/>"})) == ["E343"]


def test_numbers_beyond_all_sizes_are_failed_formulas() -> None:
    grid = grids_of_bytes(with_sheet(sheet_xml(_rows(1, "<v>1E999999999</v>") + '<row r="2"><c r="A2"><v>甲</v></c></row>')), "表.xlsx")[0]
    assert [row.cells for row in grid.rows] == [("#NUM!",), ("#NUM!",)]
    assert [(one.code, one.args["count"]) for one in grid.diagnostics] == [("W340", "2")]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed({"xl/workbook.bin": b"x"}), "xlsb"),
        (packed({"ppt/presentation.xml": b"x"}), "PowerPoint"),
        (packed({"visio/document.xml": b"x"}), "Visio"),
        (packed({"a.txt": b"x"}), "ZIP"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK\x05\x06" + bytes(18),
            "OpenDocument (spreadsheet)",
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "MHTML"),
        (b"From: <Saved by WebKit>\nSnapshot-Content-Location: x\nSubject: x\nMIME-Version: 1.0\n", "MHTML"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', "Excel 2003 XML"),
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode("utf-16"), "Excel 2003 XML"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "Word 2003 XML"),
        (b'<?xml version="1.0"?><data/>', "XML"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"BM" + bytes(40), "BMP"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
    ],
)
def test_formats_without_a_reader_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(TableError) as caught:
        grids_of_bytes(data, "表.xls")
    assert [(one.code, one.args["kind"]) for one in caught.value.diagnostics] == [("E341", kind)]
    assert "xlsx" in caught.value.diagnostics[0].hint


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (_FORM, "表.xls", FileKind.XLSX),
        (_OLD, "表.xlsx", FileKind.XLS),
        (bytes([9, 8, 16, 0, 0, 6]) + bytes(12), "表.xls", FileKind.XLS),
        (b"%PDF-1.4\n", "表.xls", FileKind.PDF),
        (b"\n\n%PDF-1.4\n", "表", FileKind.PDF),
        (b"{\\rtf1", "表.doc", FileKind.LEGACY),
        (b"<html><body><table>", "表.xls", FileKind.HTML),
        (b"\xef\xbb\xbf  <!-- x -->\n<TABLE>", "表.xls", FileKind.HTML),
        ("<html>".encode("utf-16"), "表.xls", FileKind.HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', "表.xhtml", FileKind.HTML),
        (b"<div>\xe4\xba\xa7\xe5\x87\xba", "表", FileKind.HTML),
        (b"<div>\xe4\xba\xa7\xe5\x87\xba", "表.md", FileKind.TEXT),
        (b"<!DOCTYPE html>", "表.txt", FileKind.HTML),
        (b"a\tb", "表.html", FileKind.HTML),
        (b"BM,1,2", "表.csv", FileKind.TEXT),
        (b"", "表.xlsx", FileKind.TEXT),
        ("一级指标,指标值".encode("gbk"), "表.xlsx", FileKind.TEXT),
        (b"see %PDF-1.4 for details", "表.txt", FileKind.TEXT),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, name: str, kind: FileKind) -> None:
    assert kind_of(data, name) is kind


def test_old_containers_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    for names, code in (
        ({"EncryptedPackage", "EncryptionInfo"}, "E342"),
        ({"PowerPoint Document"}, "E341"),
        ({"__substg1.0_0E04001F"}, "E341"),
        ({"other"}, "E341"),
        (set[str](), "E343"),
    ):
        monkeypatch.setattr(kinds, "stream_names", lambda data, names=names: frozenset(names))
        with pytest.raises(TableError) as caught:
            kind_of(_OLD, "文件")
        assert [one.code for one in caught.value.diagnostics] == [code]
    monkeypatch.setattr(kinds, "stream_names", lambda data: frozenset({"WordDocument"}))
    assert kind_of(_OLD, "文件") is FileKind.LEGACY


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are not known here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    os.mkfifo(path)
    with pytest.raises(TableError) as caught:
        read_tables(path)
    assert [one.code for one in caught.value.diagnostics] == ["E303"]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(_FORM)
    with pytest.raises(TableError) as caught:
        read_bytes(path, len(_FORM) - 1)
    assert [one.code for one in caught.value.diagnostics] == ["E305"]
    assert read_bytes(path, len(_FORM)) == _FORM


def _outcome(data: bytes) -> int:
    """Return in how many ways a file was read or refused."""
    try:
        return int(bool(grids_of_bytes(data, "表.xlsx")))
    except PerfRulesError as error:
        return len(error.diagnostics)


_CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6)


@pytest.mark.property
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from([_FORM, _OLD]), _CHANGES, st.floats(0.2, 1))
def test_whatever_bytes_change_the_file_is_read_or_refused(data: bytes, changes: list[tuple[int, int]], share: float) -> None:
    broken = bytearray(data[: int(len(data) * share)])
    for at, value in changes:
        broken[at % len(broken)] = value
    assert _outcome(bytes(broken)) == 1


@pytest.mark.property
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(["sheet1", "workbook", "styles"]), _CHANGES)
def test_whatever_changes_in_a_part_the_file_is_read_or_refused(part: str, changes: list[tuple[int, int]]) -> None:
    def change(xml: bytes) -> bytes:
        broken = bytearray(xml)
        for at, value in changes:
            broken[at % len(broken)] = value
        return bytes(broken)

    assert _outcome(patched(_FORM, **{part: change})) == 1


def test_rows_are_counted_whatever_prefix_their_names_have() -> None:
    rows = b"".join(b'<x:row r="%d"><x:c r="A%d"><x:v>1</x:v></x:c></x:row>' % (number, number) for number in range(1, 20_002))
    with pytest.raises(TableError) as caught:
        worksheet_of(b'<x:worksheet xmlns:x="y">' + rows + b"</x:worksheet>", "附表1", "表.xlsx")
    assert [one.code for one in caught.value.diagnostics] == ["E346"]
