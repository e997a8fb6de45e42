"""Files of 100 kB that are made to be slow: much packed into little, and structures that cost more than they are long."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from fuzz.changes import LIMIT
from fuzz.formats import packed, parts_of
from fuzz.strain import filled
from fuzz.words import words_of

__all__ = ["file_strains"]

_TABLES = Path(__file__).parents[1] / "corpus" / "tables"
Strain = tuple[str, bytes]

# --- web pages ------------------------------------------------------------------------------------

_HEAD = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td></tr>"
_ROW = "<tr><td>产出</td><td>数量</td><td>培训人数</td><td>≥50人</td></tr>"
_PIECES = (
    *(
        "<table>",
        "<table><tr><td>",
        "<div>",
        "<div><p>",
        "<td>",
        "<tr>",
        "<tr><td>",
        "</table>",
        "</td>",
        "<p>",
        "<br>",
        "<b>",
        "<i><b>",
        "<a href=x>",
        "<",
        "<!--",
        "<!",
        "<?",
        "&",
    ),
    *(
        "&nbsp;",
        "&#",
        "<td rowspan=99999>",
        "<td colspan=99999>",
        "<td rowspan=65534 colspan=1000>x",
        "<tr><td rowspan=1000>x",
        "<tr><td colspan=256>x</td></tr>",
        "<td x",
        "<td x=",
        '<td x="',
    ),
    *(
        "<script>",
        "<style>",
        "<style>.a{display:none}</style>",
        "<textarea>",
        "<pre>",
        "<svg>",
        "<math>",
        "<select><option>",
        "<frameset>",
        "<font>",
        "<form>",
        "<li>",
        "<ul><li>",
        "<h1>",
    ),
    *(
        "<td style='display:none'>x",
        "<p style='display:none'>x",
        "<table><caption>x",
        "<thead><tr>",
        "<tbody>",
        "<col>",
        "<colgroup><col span=1000>",
        "\0",
        "]]>",
        "<td>1</td>",
        "<tr></tr>",
        _ROW,
        _HEAD,
    ),
    *(
        f"<table>{_HEAD}{_ROW}</table>",
        f"<p>甲</p><table>{_HEAD}{_ROW}</table>",
        "<tr><td rowspan=2>x</td><td>y</td></tr>",
        "<td><table><tr><td>x</td></tr></table></td>",
    ),
)


def _of_html() -> Iterator[Strain]:
    for piece in (*_PIECES, *words_of("markup")[:40]):
        yield f"{piece[:30]!a} in a table", filled(piece, f"<html><table>{_HEAD}{_ROW}", "</table></html>")
        yield f"{piece[:30]!a} in a row", filled(piece, f"<html><table>{_HEAD}{_ROW}<tr><td>", "</table></html>")
        yield f"{piece[:30]!a} before", filled(piece, "<html>", f"<table>{_HEAD}{_ROW}</table></html>")
    yield "deep and closed", b"<html>" + b"<div>" * 8_000 + f"<table>{_HEAD}{_ROW}</table>".encode() + b"</div>" * 8_000
    yield "deep tables", b"<html>" + b"<table><tr><td>" * 2_500 + _ROW.encode() + b"</td></tr></table>" * 2_500
    yield "wide and deep", filled("<td>x</td>" * 250 + "</tr><tr>", f"<html><table>{_HEAD}<tr>")
    yield "rowspans in steps", f"<html><table>{_HEAD}".encode() + b"".join(b"<tr><td rowspan=%d>x" % (3_000 - row) for row in range(4_000))
    for row in (
        "<tr><td>x#</td><td>≥#家</td></tr>",
        "<tr><td>产出</td><td>数量</td><td>x</td><td>≥1家</td></tr>",
        "<tr><td colspan=4>x</td></tr>",
    ):
        yield f"rows {row}", filled(row, f"<html><table>{_HEAD}")


# --- workbooks ------------------------------------------------------------------------------------

_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData>{}</worksheet>'


def _book(xml: bytes | str, **others: bytes | str) -> bytes:
    parts = parts_of((_TABLES / "evaluation.xlsx").read_bytes())
    parts["xl/worksheets/sheet1.xml"] = xml.encode() if isinstance(xml, str) else xml
    for name, content in others.items():
        parts[f"xl/{name}.xml"] = content.encode() if isinstance(content, str) else content
    return packed(parts)


def _inline(text: str, place: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _header() -> str:
    cells = "".join(
        _inline(text, f"{column}1") for column, text in zip("ABCD", ("一级指标", "二级指标", "三级指标", "年度指标值"), strict=True)
    )
    return f'<row r="1">{cells}</row>'


def _as_large(make: object) -> bytes:
    """Return the largest file of at most 100 kB that a maker makes of a count."""
    assert callable(make)
    size, best = 64, b""
    while size < 4_000_000:
        data = make(size)
        if len(data) > LIMIT:
            break
        best, size = data, size * 2
        if len(data) * 2 > LIMIT and best:
            break
    return best


def _of_xlsx() -> Iterator[Strain]:
    head = _header()
    yield (
        "many cells",
        _as_large(
            lambda count: _book(
                _SHEET.format("", head + "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, count)), "")
            )
        ),
    )
    yield "cells without places", _as_large(lambda count: _book(_SHEET.format("", head + "<row><c><v>1</v></c></row>" * count, "")))
    yield (
        "a wide row",
        _as_large(lambda count: _book(_SHEET.format("", head + "<row>" + "<c><v>1</v></c>" * min(count, 16_384) + "</row>", ""))),
    )
    yield (
        "wide rows",
        _as_large(lambda count: _book(_SHEET.format("", head + ("<row>" + "<c><v>1</v></c>" * 256 + "</row>") * (count // 64), ""))),
    )
    yield "empty rows", _as_large(lambda count: _book(_SHEET.format("", head + "<row/>" * count, "")))
    yield "empty cells", _as_large(lambda count: _book(_SHEET.format("", head + "<row>" + "<c/>" * count + "</row>", "")))
    yield "far cells", _book(_SHEET.format("", head + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', ""))
    yield (
        "far cells many",
        _as_large(
            lambda count: _book(
                _SHEET.format(
                    "", head + "".join(f'<row r="{row * 9}"><c r="XFD{row * 9}"><v>1</v></c></row>' for row in range(1, count)), ""
                )
            )
        ),
    )
    yield "merged everything", _book(_SHEET.format("", head, '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'))
    yield (
        "many merges",
        _as_large(
            lambda count: _book(
                _SHEET.format(
                    "", head, "<mergeCells>" + "".join(f'<mergeCell ref="A{row}:D{row}"/>' for row in range(2, count)) + "</mergeCells>"
                )
            )
        ),
    )
    yield (
        "large merges",
        _as_large(
            lambda count: _book(
                _SHEET.format(
                    "",
                    head,
                    "<mergeCells>"
                    + "".join(f'<mergeCell ref="A{row}:XFD{row + 9}"/>' for row in range(2, count * 10, 10))
                    + "</mergeCells>",
                )
            )
        ),
    )
    yield (
        "the same merge",
        _as_large(
            lambda count: _book(_SHEET.format("", head, "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * count + "</mergeCells>"))
        ),
    )
    yield (
        "columns",
        _as_large(lambda count: _book(_SHEET.format("<cols>" + '<col min="1" max="16384" hidden="1"/>' * count + "</cols>", head, ""))),
    )
    yield (
        "many strings",
        _as_large(
            lambda count: _book(
                _SHEET.format("", head, ""),
                sharedStrings="<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
                + "<si><t>x</t></si>" * count
                + "</sst>",
            )
        ),
    )
    yield "a long string", _book(_SHEET.format("", head + '<row r="2">' + _inline("x" * 2_000_000, "D2") + "</row>", ""))
    yield (
        "long strings",
        _book(
            _SHEET.format(
                "", head + '<row r="2">' + "".join(_inline("培训50人，" * 5_000, f"{column}2") for column in "ABCD") + "</row>", ""
            )
        ),
    )
    yield "a long string of blanks", _book(_SHEET.format("", head + '<row r="2">' + _inline(" " * 5_000_000 + "x", "D2") + "</row>", ""))
    yield (
        "many attributes",
        _as_large(
            lambda count: _book(
                _SHEET.format("", head + '<row r="2"><c ' + " ".join(f'a{number}="1"' for number in range(count)) + "/></row>", "")
            )
        ),
    )
    yield (
        "deep",
        _as_large(lambda count: _book(_SHEET.format("", head + "<row>" * min(count, 200_000) + "</row>" * min(count, 200_000), ""))),
    )
    yield "number formats", _as_large(_styled)
    yield "a long number format", _as_large(lambda count: _styled(1, '#,##0.00_ "x"' * (count // 8)))
    yield "a format of brackets", _as_large(lambda count: _styled(1, "[" * count))
    yield (
        "comments and rules",
        _as_large(lambda count: _book(_SHEET.format("", head, "<conditionalFormatting><cfRule/></conditionalFormatting>" * count))),
    )
    yield (
        "formulas",
        _as_large(
            lambda count: _book(_SHEET.format("", head + "<row>" + "<c><f>SUM(A1:A9)+1</f></c>" * min(count, 200_000) + "</row>", ""))
        ),
    )
    yield (
        "shared formulas",
        _as_large(
            lambda count: _book(
                _SHEET.format(
                    "", head + "<row>" + '<c><f t="shared" ref="A1:XFD1048576" si="0">A1+B1</f></c>' * min(count, 200_000) + "</row>", ""
                )
            )
        ),
    )
    row = "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("产出", "数量", "培训人数", "≥50人")) + "</row>"
    yield "indicators", _as_large(lambda count: _book(_SHEET.format("", head + row * count, "")))
    named = "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("产出", "数量", "指标{}", "≥{}人")) + "</row>"
    yield (
        "named indicators",
        _as_large(lambda count: _book(_SHEET.format("", head + "".join(named.replace("{}", str(number)) for number in range(count)), ""))),
    )
    yield "tables", _as_large(lambda count: _book(_SHEET.format("", (head.replace(' r="1"', "") + row) * (count // 2), "")))
    yield "sheets", _sheets(400)
    yield "empty parts", packed({**parts_of((_TABLES / "evaluation.xlsx").read_bytes()), **{f"x{number}": b"" for number in range(800)}})


def _styled(count: int, code: str = '0.00"x"') -> bytes:
    formats = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{code.replace(chr(34), "&quot;")}{number}"/>' for number in range(count)
    )
    xfs = "".join(f'<xf numFmtId="{200 + number}" applyNumberFormat="1"/>' for number in range(count))
    cells = "".join(f'<row r="{number + 2}"><c r="D{number + 2}" s="{number}"><v>1.5</v></c></row>' for number in range(count))
    styles = f'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>'
    return _book(_SHEET.format("", _header() + cells, ""), styles=styles)


def _sheets(count: int) -> bytes:
    parts = parts_of((_TABLES / "evaluation.xlsx").read_bytes())
    book, rels, types = (parts[name].decode() for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    listed = "".join(f'<sheet xmlns:r="{relation}" name="s{n}" sheetId="{n + 50}" r:id="rX{n}"/>' for n in range(count))
    related = "".join(f'<Relationship Id="rX{n}" Type="{relation}/worksheet" Target="/xl/worksheets/s{n}.xml"/>' for n in range(count))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    typed = "".join(f'<Override PartName="/xl/worksheets/s{n}.xml" ContentType="{kind}"/>' for n in range(count))
    parts["xl/workbook.xml"] = book.replace("</sheets>", listed + "</sheets>").encode()
    parts["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", related + "</Relationships>").encode()
    parts["[Content_Types].xml"] = types.replace("</Types>", typed + "</Types>").encode()
    for number in range(count):
        parts[f"xl/worksheets/s{number}.xml"] = _SHEET.format("", _header(), "").encode()
    return packed(parts)


# --- Word files -----------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word(body: str) -> bytes:
    parts = parts_of((_TABLES / "department-again.docx").read_bytes())
    parts = {name: content for name, content in parts.items() if not name.startswith(("word/theme", "word/media", "docProps"))}
    parts["word/document.xml"] = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()
    return packed(parts)


def _tr(*texts: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts) + "</w:tr>"


def _of_docx() -> Iterator[Strain]:
    head, row = _tr("一级指标", "二级指标", "三级指标", "年度指标值"), _tr("产出", "数量", "培训人数", "≥50人")

    def table(rows: str) -> bytes:
        return _word(f"<w:tbl>{head}{rows}</w:tbl>")

    yield "rows", _as_large(lambda count: table(row * count))
    yield (
        "named rows",
        _as_large(lambda count: table("".join(_tr("产出", "数量", f"指标{number}", f"≥{number}人") for number in range(count)))),
    )
    yield "tables", _as_large(lambda count: _word(f"<w:tbl>{head}{row}</w:tbl>" * count))
    yield "tables and paragraphs", _as_large(lambda count: _word(f"<w:tbl>{head}{row}</w:tbl><w:p><w:r><w:t>甲</w:t></w:r></w:p>" * count))
    yield "paragraphs", _as_large(lambda count: _word("<w:p><w:r><w:t>培训50人</w:t></w:r></w:p>" * count + f"<w:tbl>{head}{row}</w:tbl>"))
    yield "empty paragraphs", _as_large(lambda count: _word("<w:p/>" * count + f"<w:tbl>{head}{row}</w:tbl>"))
    yield (
        "paragraphs of a cell",
        _as_large(lambda count: table("<w:tr><w:tc>" + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * count + "</w:tc></w:tr>")),
    )
    yield "runs", _as_large(lambda count: table("<w:tr><w:tc><w:p>" + "<w:r><w:t>x</w:t></w:r>" * count + "</w:p></w:tc></w:tr>"))
    yield "cells of a row", _as_large(lambda count: table("<w:tr>" + "<w:tc><w:p/></w:tc>" * count + "</w:tr>"))
    yield "rows of 60 cells", _as_large(lambda count: table(_tr(*["x"] * 60) * (count // 16)))
    yield "rows of 250 empty cells", _as_large(lambda count: table(("<w:tr>" + "<w:tc><w:p/></w:tc>" * 250 + "</w:tr>") * (count // 32)))
    yield "empty rows", _as_large(lambda count: table("<w:tr/>" * count))
    for times in (63, 256, 99_999):
        wide = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{times}"/></w:tcPr><w:p/></w:tc></w:tr>'
        yield f"spans of {times}", _as_large(lambda count, wide=wide: table(wide * count))
    merged = "<w:tr>" + "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" * 60 + "</w:tr>"
    yield "merged cells", _as_large(lambda count: table(merged * (count // 16)))
    restart = "<w:tr>" + '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc>' * 60 + "</w:tr>"
    yield "restarted cells", _as_large(lambda count: table((restart + merged) * (count // 32)))
    deep = "<w:tbl><w:tr><w:tc>"
    for depth in (50, 200, 1_000, 5_000):
        yield f"tables {depth} deep", _word(deep * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth)
    yield "many nested", _as_large(lambda count: table("<w:tr><w:tc>" + f"<w:tbl>{row}</w:tbl>" * count + "<w:p/></w:tc></w:tr>"))
    yield (
        "deep elements",
        _as_large(
            lambda count: _word(
                "<w:sdt><w:sdtContent>" * min(count, 4_000) + f"<w:tbl>{head}{row}</w:tbl>" + "</w:sdtContent></w:sdt>" * min(count, 4_000)
            )
        ),
    )
    yield (
        "boxes in boxes",
        _as_large(
            lambda count: _word("<w:p><w:r><w:txbxContent>" * min(count, 2_000) + "</w:txbxContent></w:r></w:p>" * min(count, 2_000))
        ),
    )
    yield (
        "changes",
        _as_large(
            lambda count: table(
                "<w:tr><w:tc><w:p>"
                + "<w:ins><w:r><w:t>x</w:t></w:r></w:ins><w:del><w:r><w:delText>y</w:delText></w:r></w:del>" * count
                + "</w:p></w:tc></w:tr>"
            )
        ),
    )
    yield (
        "numbered paragraphs",
        _as_large(
            lambda count: _word(
                '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>' * count
                + f"<w:tbl>{head}{row}</w:tbl>"
            )
        ),
    )
    yield (
        "fields",
        _as_large(lambda count: _word('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * count + f"<w:tbl>{head}{row}</w:tbl>")),
    )
    yield "a long cell", table(_tr("产出", "数量", "甲", "培训50人，" * 400_000))
    yield "a long goal", _word(f"<w:tbl>{_tr('年度总体目标', '培训50人，' * 100_000)}{head}{row}</w:tbl>")


# --- old workbooks --------------------------------------------------------------------------------


def _biff(records: bytes) -> bytes:
    return b"\x09\x00\x04\x00\x02\x00\x10\x00" + records + b"\x0a\x00\x00\x00"


def _label(row: int, column: int, text: str) -> bytes:
    data = text.encode("gbk")[:255]
    body = struct.pack("<HH3sB", row, column, b"\0\0\0", len(data)) + data
    return struct.pack("<HH", 4, len(body)) + body


def _of_xls() -> Iterator[Strain]:
    head = (
        b"\x42\x00\x02\x00"
        + struct.pack("<H", 936)
        + b"".join(_label(0, at, text) for at, text in enumerate(("一级指标", "二级指标", "三级指标", "年度指标值")))
    )

    def rows(texts: tuple[str, ...]) -> bytes:
        one = len(b"".join(_label(1, at, text) for at, text in enumerate(texts)))
        return head + b"".join(_label(row, at, text) for row in range(1, (LIMIT - 200) // one) for at, text in enumerate(texts))

    yield "indicators", _biff(rows(("产出", "数量", "培训人数", "≥50人")))
    yield "short cells", _biff(rows(("1", "1", "1", "1")))
    yield "one column", _biff(rows(("1",)))
    yield "far cells", _biff(head + b"".join(_label(65_535 - row, 255, "x") for row in range(7_000)))
    yield "cells apart", _biff(head + b"".join(_label(row * 9 % 65_536, row % 256, "x") for row in range(7_000)))
    yield "long cells", _biff(head + b"".join(_label(row, 3, "培训50人，" * 18) for row in range(1, 600)))
    yield "tiny records", _biff(head + b"\x08\x00\x00\x00" * 24_000)
    yield "dimensions", _biff(struct.pack("<HHHHHH", 0, 8, 0, 65_535, 0, 255) + head)
    workbook = (_TABLES / "department.xls").read_bytes()
    yield "blank after it", workbook + b"\0" * (LIMIT - len(workbook))
    for at in (0x2C, 0x30, 0x3C, 0x40, 0x44, 0x48):
        body = bytearray(workbook)
        struct.pack_into("<I", body, at, 0x00FFFFFF)
        yield f"a container with {at:#x} large", bytes(body)
        struct.pack_into("<I", body, at, 0)
        yield f"a container with {at:#x} zero", bytes(body)


# --- PDF ------------------------------------------------------------------------------------------


def _pdf(contents: list[bytes], resources: str = "", extra: list[bytes] | None = None, page: str = "") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{' '.join(f'{4 + 2 * index} 0 R' for index in range(len(contents)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for content in contents:
        said = f"/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>{resources}>>/Contents {len(objects) + 2} 0 R{page}"
        objects += [f"<</Type/Page{said}>>".encode(), content]
    objects += extra or []
    body = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return body + b"trailer\n<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (len(objects) + 1)


def _flat(data: bytes) -> bytes:
    small = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(small), small)


def _plain(data: bytes) -> bytes:
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data)


_ORDERS = (
    *(
        "q ",
        "q Q ",
        "Q ",
        "0 0 1 1 re S ",
        "0 0 m 9 9 l S ",
        "0 0 m 9 9 l ",
        "BT ET ",
        "BT /F 9 Tf 9 9 Td (a) Tj ET ",
        "(abc) Tj ",
        "[",
        "[ (a) 1 ] TJ ",
        "<<",
        "(",
        "1 ",
        "n ",
        "W n ",
    ),
    *(
        "/X Do ",
        "BI ID EI ",
        "BI /W 1 /H 1 ID x EI ",
        "1 0 0 1 1 1 cm ",
        "/F 9 Tf ",
        "BMC EMC ",
        "/a BDC ",
        "% x\n",
        "<41> Tj ",
        "\\",
        "0 0 9 9 9 9 c ",
        "0 0 m 0 9 l 9 9 l 9 0 l h f ",
        "x ",
    ),
)


def _of_pdf() -> Iterator[Strain]:
    for order in _ORDERS:
        yield f"{order!a}", _pdf([_plain(filled(order, "/F 9 Tf ", size=98_000))])
        for size in (400_000, 2_000_000, 8_000_000):
            data = _pdf([_flat(filled(order, "/F 9 Tf ", size=size))])
            if len(data) <= LIMIT:
                yield f"{order!a} packed {size:,}", data
    yield "lines across", _pdf([_flat(b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % (n, n, n, n) for n in range(600)))])
    yield (
        "finer lines across",
        _pdf([_flat(b"".join(b"%.1f 0 m %.1f 842 l S 0 %.1f m 595 %.1f l S " % (n / 5, n / 5, n / 5, n / 5) for n in range(2_900)))]),
    )
    yield "boxes", _pdf([_flat(b"".join(b"%d %d 6 6 re S " % (n % 90 * 6, n // 90 * 6) for n in range(90 * 140)))])
    yield "small boxes", _pdf([_flat(b"".join(b"%d %d 4 4 re S " % (n % 140 * 4, n // 140 * 4) for n in range(140 * 140)))])
    yield (
        "boxes with text",
        _pdf(
            [
                _flat(
                    b"".join(
                        b"%d %d 9 9 re S BT /F 6 Tf %d %d Td (1) Tj ET " % (x, y, x + 2, y + 2)
                        for n in range(60 * 90)
                        for x, y in [(n % 60 * 9, n // 60 * 9)]
                    )
                )
            ]
        ),
    )
    yield (
        "text in rows",
        _pdf([_flat(b"BT /F 6 Tf " + b"".join(b"1 0 0 1 9 %d Tm (%s) Tj " % (842 - n, b"a1" * 50) for n in range(1, 400)) + b"ET")]),
    )
    yield (
        "scattered text",
        _pdf(
            [
                _flat(
                    b"BT /F 6 Tf "
                    + b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n * 7919 % 595, n * 104_729 % 842) for n in range(8_000))
                    + b"ET"
                )
            ]
        ),
    )
    yield "pages", _as_pages(150, b"BT /F 9 Tf 9 9 Td (abc) Tj ET")
    yield (
        "pages that share a heavy content",
        _shared(
            150,
            b"".join(
                b"%d %d 9 9 re S BT /F 6 Tf %d %d Td (1) Tj ET " % (x, y, x + 2, y + 2)
                for n in range(60 * 60)
                for x, y in [(n % 60 * 9, n // 60 * 9)]
            ),
        ),
    )
    yield "empty pages", _shared(190, b"")
    yield "more pages than read", _shared(600, b"BT /F 9 Tf 9 9 Td (abc) Tj ET")
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>/Font<</F 3 0 R>>>>"
    once = b"/X Do /Y Do "
    yield "a form in itself", _pdf([_plain(once)], "/XObject<</X 6 0 R>>", [form + b"/Length 12>>\nstream\n/X Do /X Do \nendstream"])
    chain = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F 3 0 R>>>>/Length 36>>\nstream\n%s\nendstream"
        % (7 + n, b"/X Do " * 6)
        for n in range(12)
    ]
    yield "forms in forms", _pdf([_plain(b"/X Do")], "/XObject<</X 6 0 R>>", [*chain, _plain(b"")])
    yield "a deep page tree", _deep(2_000)
    yield "objects", b"%PDF-1.4\n" + b"".join(b"%d 0 obj null endobj\n" % n for n in range(1, 4_500)) + b"trailer<</Root 1 0 R>>"
    yield "nested arrays", _pdf([_plain(b"")], "", [b"[" * 40_000 + b"]" * 40_000])
    yield "nested dictionaries", _pdf([_plain(b"")], "", [b"<</a" * 20_000 + b">>" * 5_000])
    yield "startxref many", filled("startxref\n0\n%%EOF\n", "%PDF-1.4\n")
    yield "trailers", filled("trailer<</Prev 9>>\n", "%PDF-1.4\n")
    yield "endstream many", filled("endstream endobj ", "%PDF-1.4\n1 0 obj<<>>stream\n")
    yield "a cmap", _with_cmap(b"".join(b"<%04x> <%04x>\n" % (n, n) for n in range(6_000)))
    yield "a wide cmap", _with_cmap(b"<0000> <ffff> <0000>\n" * 3_000, b"bfrange")
    yield "hexadecimal", _pdf([b"<</Length 90000/Filter[/ASCIIHexDecode/ASCIIHexDecode]>>\nstream\n" + b"41" * 45_000 + b"\nendstream"])
    yield "filters", _pdf([b"<</Length 90/Filter[" + b"/FlateDecode " * 7_000 + b"]>>\nstream\nx\nendstream"])
    predicted = zlib.compress(b"\2" + b"\0" * 4_000_000, 9)
    yield (
        "a predictor",
        _pdf(
            [
                b"<</Length %d/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>>>\nstream\n%s\nendstream"
                % (len(predicted), predicted)
            ]
        ),
    )
    yield "lzw", _pdf([b"<</Length 90000/Filter/LZWDecode>>\nstream\n" + b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 9_000 + b"\nendstream"])
    yield "runs", _pdf([b"<</Length 90000/Filter/RunLengthDecode>>\nstream\n" + b"\x81q" * 45_000 + b"\nendstream"])


def _as_pages(count: int, content: bytes) -> bytes:
    return _pdf([_plain(content)] * count)


def _shared(count: int, content: bytes) -> bytes:
    kids = " ".join(f"{5 + index} 0 R" for index in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        _flat(content),
    ]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"] * count
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return body + b"trailer\n<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (len(objects) + 1)


def _deep(depth: int) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"] + [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 3) for n in range(depth)]
    objects.append(b"<</Type/Page/MediaBox[0 0 9 9]>>")
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return body + b"trailer\n<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (len(objects) + 1)


def _with_cmap(lines: bytes, kind: bytes = b"bfchar") -> bytes:
    cmap = b"1 begincodespacerange <0000> <ffff> endcodespacerange %d begin%s %s end%s" % (len(lines), kind, lines, kind)
    font = b"<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>"
    descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>"
    return _pdf([_plain(b"BT /G 9 Tf 9 9 Td <00410042> Tj ET")], "/Font<</G 6 0 R>>", [font, descendant, _flat(cmap)])


def file_strains(name: str) -> Iterator[Strain]:
    """Yield the inputs that strain an entry point of files."""
    match name:
        case "html":
            yield from _of_html()
        case "xlsx":
            yield from _of_xlsx()
        case "docx":
            yield from _of_docx()
        case "xls":
            yield from _of_xls()
        case "pdf":
            yield from _of_pdf()
