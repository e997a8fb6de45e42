"""Hostile and broken files, made when a test runs: one function for each, which writes the file into a folder and returns its path."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

__all__ = ["HOSTILE"]

_TABLES = Path(__file__).parent / "tables"
_LOCKED = Path(__file__).parent / "locked"
_MEBIBYTE = 1024 * 1024
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
_ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
_LAUGHS = "<!DOCTYPE x [" + '<!ENTITY l0 "哈">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _saved(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _with(source: str, members: Mapping[str, bytes]) -> bytes:
    """Return a file of the corpus with some of its members replaced or added."""
    out = BytesIO()
    with ZipFile(_TABLES / source) as archive, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in archive.namelist():
            if name not in members:
                target.writestr(name, archive.read(name))
        for name, content in members.items():
            target.writestr(name, content)
    return out.getvalue()


def _deflated(mebibytes: int) -> tuple[bytes, int]:
    """Return a deflate stream of so many mebibytes of blanks, made without compressing all of them, and its size."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = press.compress(b" " * _MEBIBYTE) + press.flush(zlib.Z_FULL_FLUSH)
    return block * mebibytes + press.flush(zlib.Z_FINISH), mebibytes * _MEBIBYTE


def _raw_zip(entries: Iterable[tuple[str, bytes, int, int]], *, again: int = 0) -> bytes:
    """Return an archive as its bytes are written: name, deflate stream, check sum and declared size; the last entry `again` many times."""
    body, directory, count = bytearray(), bytearray(), 0
    for name, stream, crc, size in entries:
        sizes = struct.pack("<3L2H", crc, len(stream), size, len(name), 0)
        offset = len(body)
        body += b"PK\x03\x04" + struct.pack("<5H", 20, 0, 8, 0, 33) + sizes + name.encode() + stream
        for number in range(1 + (again if name.endswith("last.xml") else 0)):
            other = f"{number:05d}{name[5:]}" if number else name
            directory += (
                b"PK\x01\x02" + struct.pack("<6H", 20, 20, 0, 8, 0, 33) + sizes + struct.pack("<3H2L", 0, 0, 0, 0, offset) + other.encode()
            )
            count += 1
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory) + end


def _skeleton(source: str = "evaluation.xlsx") -> list[tuple[str, bytes, int, int]]:
    """Return the entries of a sound workbook, to be spoilt."""
    found: list[tuple[str, bytes, int, int]] = []
    with ZipFile(_TABLES / source) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            press = zlib.compressobj(9, zlib.DEFLATED, -15)
            found.append((name, press.compress(content) + press.flush(), zlib.crc32(content), len(content)))
    return found


def flat_bomb(folder: Path) -> Path:
    """A workbook with a sheet of four gigabytes, and honest about it."""
    stream, size = _deflated(4000)
    return _saved(folder, "flat-bomb.xlsx", _raw_zip([*_skeleton(), ("xl/worksheets/sheet9.xml", stream, 0, size)]))


def lying_bomb(folder: Path) -> Path:
    """A workbook whose sheet says it has 100 bytes and unpacks to half a gigabyte."""
    stream, _ = _deflated(512)
    entries = [entry for entry in _skeleton() if entry[0] != "xl/worksheets/sheet1.xml"]
    return _saved(folder, "lying-bomb.xlsx", _raw_zip([*entries, ("xl/worksheets/sheet1.xml", stream, 0, 100)]))


def overlapping_bomb(folder: Path) -> Path:
    """A workbook with ten thousand names for the same packed megabytes."""
    stream, size = _deflated(16)
    return _saved(folder, "overlapping-bomb.xlsx", _raw_zip([*_skeleton(), ("xl/worksheets/last.xml", stream, 0, size)], again=10_000))


def nested_bomb(folder: Path) -> Path:
    """Archives within archives, with the name of a workbook."""
    stream, size = _deflated(1000)
    data = _raw_zip([("0.xml", stream, 0, size)])
    for level in range(4):
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for number in range(8):
                archive.writestr(f"{level}-{number}.zip", data)
        data = out.getvalue()
    return _saved(folder, "nested-bomb.xlsx", data)


def docx_bomb(folder: Path) -> Path:
    """A document whose text is a gigabyte of blanks."""
    stream, size = _deflated(1000)
    entries = [entry for entry in _skeleton("library.docx") if entry[0] != "word/document.xml"]
    return _saved(folder, "bomb.docx", _raw_zip([*entries, ("word/document.xml", stream, 0, size)]))


def many_members(folder: Path) -> Path:
    """A workbook with sixty thousand empty parts."""
    return _saved(folder, "many-members.xlsx", _raw_zip([*_skeleton(), ("xl/m/last.xml", b"\x03\x00", 0, 0)], again=60_000))


def xxe_in_sheet(folder: Path) -> Path:
    """A sheet that wants a file of this machine as its text."""
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'
    return _saved(
        folder, "xxe-sheet.xlsx", _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": (_ENTITY + _SHEET.format(cell)).encode()})
    )


def xxe_in_strings(folder: Path) -> Path:
    """Shared strings in UTF-16, with an external entity that a search for Latin letters overlooks."""
    text = f'<?xml version="1.0" encoding="UTF-16"?>{_ENTITY}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&e;</t></si></sst>'
    return _saved(folder, "xxe-strings.xlsx", _with("evaluation.xlsx", {"xl/sharedStrings.xml": text.encode("utf-16")}))


def xxe_in_docx(folder: Path) -> Path:
    """A document that wants a file of this machine as its text."""
    text = f'{_ENTITY}<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>'
    return _saved(folder, "xxe.docx", _with("library.docx", {"word/document.xml": text.encode()}))


def laughs_in_sheet(folder: Path) -> Path:
    """Entities that multiply into a hundred gigabytes."""
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&l11;</t></is></c></row>'
    return _saved(folder, "laughs.xlsx", _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": (_LAUGHS + _SHEET.format(cell)).encode()}))


def laughs_in_docx(folder: Path) -> Path:
    """Entities that multiply, in the styles of a document, which nobody looks at."""
    text = f'{_LAUGHS}<w:styles xmlns:w="{_W}"><w:style><w:name w:val="&l11;"/></w:style></w:styles>'
    return _saved(folder, "laughs.docx", _with("library.docx", {"word/styles.xml": text.encode()}))


def deep_sheet(folder: Path) -> Path:
    """A sheet of a hundred thousand elements within each other."""
    text = _SHEET.format("<row>" * 100_000 + "</row>" * 100_000)
    return _saved(folder, "deep.xlsx", _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": text.encode()}))


def deep_docx(folder: Path) -> Path:
    """A document of tables within tables, fifty thousand deep."""
    opened = "<w:tbl><w:tr><w:tc>" * 50_000 + "</w:tc></w:tr></w:tbl>" * 50_000
    text = f'<w:document xmlns:w="{_W}"><w:body>{opened}</w:body></w:document>'
    return _saved(folder, "deep.docx", _with("library.docx", {"word/document.xml": text.encode()}))


def many_rows(folder: Path) -> Path:
    """A sheet of a hundred thousand filled rows."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>产出指标</t></is></c><c r="B{n}"><v>{n}</v></c><c r="C{n}"><v>1</v></c></row>'
        for n in range(1, 100_001)
    )
    return _saved(folder, "many-rows.xlsx", _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": _SHEET.format(rows).encode()}))


def prefixed_rows(folder: Path) -> Path:
    """A sheet of a hundred thousand rows whose names have a prefix, so that a search for `<row` finds none."""
    rows = "".join(f'<x:row r="{n}"><x:c r="A{n}" t="str"><x:v>产出指标</x:v></x:c></x:row>' for n in range(1, 100_001))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<x:worksheet xmlns:x="{space}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    return _saved(folder, "prefixed-rows.xlsx", _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": text.encode()}))


def wide_sheet(folder: Path) -> Path:
    """A sheet with one cell in the last row and the last column that there are."""
    cell = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>三级指标</t></is></c></row>'
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048575"/></mergeCells></worksheet>'
    text = _SHEET.format(cell).replace("</sheetData></worksheet>", merge)
    return _saved(folder, "wide.xlsx", _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": text.encode()}))


def many_lines(folder: Path) -> Path:
    """Comma-separated values of two hundred thousand lines."""
    return _saved(folder, "many-lines.csv", "产出,数量,人数,≥1人\n".encode() * 200_000)


def many_html_rows(folder: Path) -> Path:
    """A web page with a table of two hundred thousand rows."""
    return _saved(folder, "many-rows.html", b"<table>" + b"<tr><td>a</td><td>b</td></tr>" * 200_000 + b"</table>")


def endless_field(folder: Path) -> Path:
    """A quoted field that is never closed."""
    return _saved(folder, "endless.csv", '一级指标,二级指标,三级指标,指标值\n产出,数量,"人数'.encode() + "人数,≥1人\n".encode() * 100_000)


def huge_spans(folder: Path) -> Path:
    """A web page with a cell a billion rows high, and a billion columns wide."""
    text = '<table><tr><td rowspan="1000000000" colspan="1000000000">产出</td></tr><tr><td>数量</td></tr></table>'
    return _saved(folder, "huge-spans.html", text.encode())


def deep_html(folder: Path) -> Path:
    """A web page of a hundred thousand boxes within each other."""
    return _saved(folder, "deep.html", b"<html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000 + b"</body></html>")


def deep_html_tables(folder: Path) -> Path:
    """A web page of tables within tables, twenty thousand deep."""
    return _saved(folder, "deep-tables.html", b"<html><body>" + b"<table><tr><td>" * 20_000 + b"x")


def pdf_bomb(folder: Path) -> Path:
    """A PDF whose page unpacks to half a gigabyte."""
    stream, _ = _deflated(512)
    check = 1
    for _ in range(512):
        check = zlib.adler32(b" " * _MEBIBYTE, check)
    return _saved(folder, "bomb.pdf", _pdf(b"\x78\x9c" + stream + struct.pack(">L", check), b"/Filter /FlateDecode"))


def _pdf(stream: bytes, extra: bytes = b"") -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), extra, stream),
    ]
    body, offsets = bytearray(b"%PDF-1.4\n"), list[int]()
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    return (
        bytes(body) + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    )


def circular_pdf(folder: Path) -> Path:
    """A PDF whose pages contain themselves."""
    data = _pdf(b"").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 1")
    return _saved(folder, "circular.pdf", data)


def scanned_pdf(folder: Path) -> Path:
    """Pictures of pages: nothing that could be read as text."""
    from PIL import Image

    pages = [Image.new("L", (620, 877), shade) for shade in (250, 240)]
    path = folder / "scanned.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    return path


def _locked(name: str) -> Callable[[Path], Path]:
    def copied(folder: Path) -> Path:
        return _saved(folder, name, (_LOCKED / name).read_bytes())

    copied.__doc__ = f"A file with a password: {name}."
    return copied


def _cut(name: str, share: int) -> Callable[[Path], Path]:
    def truncated(folder: Path) -> Path:
        data = (_TABLES / name).read_bytes()
        return _saved(folder, f"cut-{share}-{name}", data[: len(data) * share // 100])

    truncated.__doc__ = f"The first {share} % of {name}."
    return truncated


def flipped_workbook(folder: Path) -> Path:
    """A workbook with damage in the middle of its packed parts."""
    data = bytearray((_TABLES / "department.xlsx").read_bytes())
    data[2000:2200] = bytes(byte ^ 0x5A for byte in data[2000:2200])
    return _saved(folder, "flipped.xlsx", bytes(data))


def looped_sectors(folder: Path) -> Path:
    """An old workbook whose chain of sectors runs in a circle."""
    data = bytearray((_TABLES / "department.xls").read_bytes())
    first = struct.unpack_from("<L", data, 76)[0]
    at = 512 * (first + 1)
    data[at : at + 512] = struct.pack("<L", 1) * 128
    return _saved(folder, "looped.xls", bytes(data))


def picture_as_workbook(folder: Path) -> Path:
    """A picture with the name of a workbook."""
    from PIL import Image

    stream = BytesIO()
    Image.new("RGB", (8, 8)).save(stream, "PNG")
    return _saved(folder, "picture.xlsx", stream.getvalue())


def no_sheets(folder: Path) -> Path:
    """A workbook that lists a sheet which is not there."""
    out = BytesIO()
    with ZipFile(_TABLES / "evaluation.xlsx") as archive, ZipFile(out, "w") as target:
        for name in archive.namelist():
            if "sheet1.xml" not in name:
                target.writestr(name, archive.read(name))
    return _saved(folder, "no-sheets.xlsx", out.getvalue())


def missing_strings(folder: Path) -> Path:
    """A sheet that refers to texts which are not there."""
    cell = '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'
    return _saved(folder, "missing-strings.xlsx", _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": _SHEET.format(cell).encode()}))


def strange_numbers(folder: Path) -> Path:
    """Cells that say they are numbers and are none, beyond all sizes, or in places that no sheet has."""
    cells = '<c r="A1"><v>abc</v></c><c r="B1"><v>1e999999999</v></c><c r="ZZZZ9"><v>1</v></c><c r="!!"><v>1</v></c>'
    return _saved(
        folder,
        "strange-numbers.xlsx",
        _with("evaluation.xlsx", {"xl/worksheets/sheet1.xml": _SHEET.format(f'<row r="1">{cells}</row>').encode()}),
    )


def escaping_names(folder: Path) -> Path:
    """An archive whose members would lie outside of it."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("../../outside.txt", "x")
        archive.writestr("/etc/outside.txt", "x")
    return _saved(folder, "escaping.xlsx", out.getvalue())


def _made(name: str, data: bytes, what: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        return _saved(folder, name, data)

    made.__doc__ = what
    return made


def a_pipe(folder: Path) -> Path:
    """A named pipe, which would be waited for for ever."""
    path = folder / "pipe.csv"
    os.mkfifo(path)
    return path


def a_folder(folder: Path) -> Path:
    """A folder with the name of a workbook."""
    path = folder / "folder.xlsx"
    path.mkdir()
    return path


def nothing_there(folder: Path) -> Path:
    """A name without a file."""
    return folder / "nothing.docx"


_FOREIGN = {
    "empty": _made("empty.xlsx", b"", "Nothing at all."),
    "blank": _made("blank.csv", b"\xef\xbb\xbf \r\n\t\r\n", "Blanks alone."),
    "mhtml": _made(
        "page.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "A web archive named like a workbook."
    ),
    "excel 2003 xml": _made(
        "old.xls",
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "A workbook in the XML of 2003.",
    ),
    "rtf": _made("letter.doc", b"{\\rtf1\\ansi table\\par}", "Rich text named like a Word document."),
    "program": _made("run.docx", b"MZ\x90\x00" + bytes(600), "A program named like a document."),
    "noise": _made(
        "noise.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8, "The first bytes of an old Office file, then noise."
    ),
    "noise pdf": _made("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "The first bytes of a PDF, then noise."),
    "noise zip": _made("noise.docx", b"PK\x03\x04" + bytes(range(256)) * 40, "The first bytes of an archive, then noise."),
    "prose": _made("prose.txt", "今天开会，讨论下一年度的预算。\n会后整理纪要。\n".encode(), "Prose without a table."),
}

HOSTILE: Mapping[str, Callable[[Path], Path]] = MappingProxyType(
    {
        "flat bomb": flat_bomb,
        "lying bomb": lying_bomb,
        "overlapping bomb": overlapping_bomb,
        "nested bomb": nested_bomb,
        "docx bomb": docx_bomb,
        "many members": many_members,
        "xxe in sheet": xxe_in_sheet,
        "xxe in strings": xxe_in_strings,
        "xxe in docx": xxe_in_docx,
        "laughs in sheet": laughs_in_sheet,
        "laughs in docx": laughs_in_docx,
        "deep sheet": deep_sheet,
        "deep docx": deep_docx,
        "many rows": many_rows,
        "prefixed rows": prefixed_rows,
        "wide sheet": wide_sheet,
        "many lines": many_lines,
        "many html rows": many_html_rows,
        "endless field": endless_field,
        "huge spans": huge_spans,
        "deep html": deep_html,
        "deep html tables": deep_html_tables,
        "pdf bomb": pdf_bomb,
        "circular pdf": circular_pdf,
        "scanned pdf": scanned_pdf,
        "locked xlsx": _locked("locked.xlsx"),
        "locked docx": _locked("locked.docx"),
        "locked xls": _locked("locked.xls"),
        "locked doc": _locked("locked.doc"),
        "locked pdf": _locked("locked.pdf"),
        "cut docx": _cut("library.docx", 60),
        "cut xlsx": _cut("library.xlsx", 60),
        "cut xls": _cut("library.xls", 40),
        "cut doc": _cut("library.doc", 30),
        "cut pdf": _cut("library.pdf", 30),
        "flipped workbook": flipped_workbook,
        "looped sectors": looped_sectors,
        "picture as workbook": picture_as_workbook,
        "no sheets": no_sheets,
        "missing strings": missing_strings,
        "strange numbers": strange_numbers,
        "escaping names": escaping_names,
        "pipe": a_pipe,
        "folder": a_folder,
        "nothing": nothing_there,
        **_FOREIGN,
    }
)
"""Every case by its name."""
