"""Small workbooks for tests: made by openpyxl, and changed in their XML where openpyxl would not write what other programs do."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

HEADER = ("一级指标", "二级指标", "三级指标", "年度指标值", "分值")
ROW = ("产出指标", "数量指标", "培训人数", "≥50人", 10)


def book(change: Callable[[Any], None], *, title: str = "附表1") -> bytes:
    """Return a workbook with one sheet, as `change` makes it."""
    made = Workbook()
    made.active.title = title
    change(made.active)
    return saved(made)


def form(*rows: tuple[object, ...], change: Callable[[Any], None] | None = None) -> bytes:
    """Return a workbook with a header row and `rows` below it."""

    def fill(sheet: Any) -> None:
        for row in (HEADER, *rows):
            sheet.append(row)
        if change is not None:
            change(sheet)

    return book(fill)


def saved(made: Workbook) -> bytes:
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of `parts`."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def patched(data: bytes, **changes: Callable[[bytes], bytes] | bytes) -> bytes:
    """Return a workbook with the parts changed whose file names (without suffix) are given."""
    parts = parts_of(data)
    for name in list(parts):
        change = changes.get(name.rpartition("/")[2].partition(".")[0])
        if change is not None:
            parts[name] = change if isinstance(change, bytes) else change(parts[name])
    return packed(parts)


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> bytes:
    """Return the XML of a worksheet with these rows."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<worksheet {space}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def with_sheet(xml: bytes) -> bytes:
    """Return a workbook whose one sheet is `xml`."""
    return patched(book(lambda sheet: None), sheet1=xml)
