"""Word files: reading order, merged cells, what is shown and what is not, and files that are broken."""

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings

from perfrules.table.grid import Grid
from perfrules.table.readers.docx import read_docx
from perfrules.text.errors import TableError
from support.drawn_tables import DrawnTable, as_docx, drawn_tables, rows_and_spans

_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps" xmlns:v="urn:v"'
_M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _read(*parts: str, styles: str = "") -> Grid:
    """Return the grid of a document whose body holds `parts`."""
    document = Document()
    for part in parts:
        body = document.element.body
        body.insert(len(body) - 1, _element(part))
    if styles:
        document.styles.element.append(_element(styles))
    return read_docx(_saved(document), "表.docx")[0]


def _element(xml: str) -> object:
    head, rest = xml.split(">", 1)
    slash = head.endswith("/")
    return parse_xml(f"{head.removesuffix('/')} {nsdecls('w')} {_MC} {_M}{'/' if slash else ''}>{rest}")


def _saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _cell(text: str, properties: str = "", inner: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}<w:p>{_run(text)}</w:p></w:tc>"


def _table(*rows: str, columns: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _cells(grid: Grid) -> list[tuple[str, ...]]:
    return [row.cells for row in grid.rows]


@pytest.mark.property
@settings(max_examples=25, deadline=None)
@given(drawn_tables())
def test_a_table_is_read_as_it_was_made(table: DrawnTable) -> None:
    assert rows_and_spans(read_docx(as_docx(table), "表.docx")[0]) == (table.matrix, table.spans)


def test_paragraphs_and_tables_stand_in_reading_order_with_their_places() -> None:
    grid = _read(
        _paragraph(_run("绩效目标表")),
        _paragraph(_run("填报单位：教育局") + "<w:r><w:tab/><w:tab/></w:r>" + _run("单位：万元")),
        _table(_cell("产出") + _cell("≥5场")),
        _paragraph(_run("填表人：张三")),
        _table(_cell("效益") + _cell("≥6场")),
    )
    assert [(row.where, row.cells) for row in grid.rows if row.filled] == [
        ("正文第1段", ("绩效目标表",)),
        ("正文第2段", ("填报单位：教育局", "单位：万元")),
        ("第1个表格第1行", ("产出", "≥5场")),
        ("正文第3段", ("填表人：张三",)),
        ("第2个表格第1行", ("效益", "≥6场")),
    ]
    assert [row.line for row in grid.rows] == list(range(1, 9))
    assert [row.exact for row in grid.rows if row.filled] == [False, False, True, False, True]


def test_spans_gaps_and_merges_put_cells_into_their_columns() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    grid = _read(
        _table(
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + _cell("产出", '<w:gridSpan w:val="2"/>'),
            _cell("数量", restart) + _cell("a") + _cell("b"),
            _cell("", go_on) + _cell("c") + _cell("d"),
            _cell("", go_on) + _cell("e", '<w:hMerge w:val="restart"/>') + _cell("", "<w:hMerge/>"),
        )
    )
    assert _cells(grid) == [("", "产出", ""), ("数量", "a", "b"), ("", "c", "d"), ("", "e", "")]
    assert grid.rows[3].resolved(0).where == "第1个表格第2行第1列"
    assert {(one.top, one.left, one.bottom, one.right) for one in grid.spans} == {(1, 2, 1, 3), (2, 1, 4, 1), (4, 2, 4, 3)}


def test_a_border_moved_by_a_hair_makes_no_column() -> None:
    rows = (
        _cell("名称", '<w:gridSpan w:val="2"/>') + _cell("指标值"),
        _cell("培训人数") + _cell("≥5人", '<w:gridSpan w:val="2"/>'),
    )
    assert _cells(_read(_table(*rows, columns=(2000, 60, 2000)))) == [("名称", "指标值"), ("培训人数", "≥5人")]
    assert _cells(_read(_table(*rows, columns=(2000, 600, 2000)))) == [("名称", "", "指标值"), ("培训人数", "≥5人", "")]


@pytest.mark.parametrize(
    "wrap",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:customXml>",
        '<w:ins w:id="1" w:author="a">{}</w:ins>',
    ],
)
def test_what_stands_in_content_controls_is_not_lost(wrap: str) -> None:
    row = f"<w:tr>{wrap.format(_cell('一'))}{_cell('二')}</w:tr>"
    table = f"<w:tbl><w:tblPr/>{wrap.format(row)}</w:tbl>"
    grid = _read(_paragraph(wrap.format(_run("标题"))), f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>")
    assert [row.cells for row in grid.rows if row.filled] == [("标题",), ("一", "二")]


def test_tracked_changes_are_read_as_accepted_and_told_of() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>40</w:delText></w:r></w:del>'
    grid = _read(
        _paragraph(_run("≥") + deleted + f'<w:ins w:id="2">{_run("50")}</w:ins>' + _run("人")),
        _paragraph(_run("前"), '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'),
        _paragraph(_run("后")),
        f'<w:del w:id="4"><w:p>{_run("整段")}</w:p></w:del>',
        _table('<w:trPr><w:del w:id="5"/></w:trPr>' + _cell("旧行") + _cell("1"), _cell("新行") + _cell("2")),
    )
    assert [row.cells for row in grid.rows if row.filled] == [("≥50人",), ("前后",), ("新行", "2")]
    assert [(one.code, one.args["count"], one.args["text"]) for one in grid.diagnostics] == [("N353", "3", "40")]


def test_hidden_text_is_left_out_and_told_of() -> None:
    grid = _read(
        _paragraph(_run("看得见") + _run("看不见", "<w:vanish/>") + _run("也看得见", '<w:vanish w:val="0"/>')),
        _paragraph(_run("藏", '<w:rStyle w:val="Sub"/>') + _run("。")),
        _table("<w:trPr><w:hidden/></w:trPr>" + _cell("藏行") + _cell("1"), _cell("行") + _cell("2")),
        styles='<w:style w:type="character" w:styleId="Sub"><w:name w:val="Sub"/><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    assert [row.cells for row in grid.rows if row.filled] == [("看得见也看得见",), ("。",), ("行", "2")]
    assert [(one.code, one.args["count"], one.args["text"]) for one in grid.diagnostics] == [("N352", "3", "看不见")]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + _run("95%"), "≥95%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + _run("是"), "☑是"),
        (_run("\uf0a8", '<w:rFonts w:ascii="Wingdings"/>') + _run("否"), "□否"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:sym w:font="Symbol" w:char="F0B4"/></w:r>', "×"),
        (_run("新增5", '<w:rFonts w:ascii="Symbol"/>'), "新增5"),
        (_run("10m") + _run("2", '<w:vertAlign w:val="superscript"/>'), "10m²"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a-bc"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + _run("3"), "3"),
        ("<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData></w:fldChar></w:r>", "☑"),
        ("<w:r><w:fldChar><w:ffData><w:checkBox><w:checked w:val='0'/></w:checkBox></w:ffData></w:fldChar></w:r>", "☐"),
        ("<m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath>", "≥95%"),
        ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>", "1/3"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>jī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby></w:r>", "绩"),
        ("<w:hyperlink>" + _run("链接") + "</w:hyperlink>", "链接"),
    ],
)
def test_text_is_what_a_person_sees(runs: str, text: str) -> None:
    grid = _read(_paragraph(runs))
    assert (_cells(grid), grid.diagnostics) == ([(text,)], ())


def test_an_unknown_symbol_is_told_of() -> None:
    grid = _read(_paragraph('<w:r><w:sym w:font="Webdings" w:char="F052"/></w:r>' * 2))
    assert _cells(grid) == [("\ufffd\ufffd",)]
    assert [(one.code, one.args["font"], one.args["count"]) for one in grid.diagnostics] == [("W350", "Webdings", "2")]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent><w:p>{_run('框内')}</w:p>{_table(_cell('1') + _cell('2'))}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    grid = _read(_paragraph(_run("前") + f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"))
    assert [row.cells for row in grid.rows if row.filled] == [("前",), ("框内",), ("1", "2")]


def test_a_table_within_a_cell_is_one_of_its_own_where_it_holds_data() -> None:
    inner = _table(*(_cell(f"{row}甲") + _cell(f"{row}乙") + _cell(f"{row}丙") for row in (1, 2)))
    grid = _read(_table(_cell("上") + _cell("右"), _cell("绩效指标") + _cell("附注", inner=inner), _cell("下") + _cell("左")))
    assert [(row.where, row.cells) for row in grid.rows if row.filled] == [
        ("第1个表格第1行", ("上", "右")),
        ("正文第1段", ("绩效指标",)),
        ("第2个表格第1行", ("1甲", "1乙", "1丙")),
        ("第2个表格第2行", ("2甲", "2乙", "2丙")),
        ("正文第2段", ("附注",)),
        ("第1个表格第3行", ("下", "左")),
    ]


def test_a_small_table_within_a_cell_is_part_of_its_text() -> None:
    grid = _read(_table(_cell("目标") + _cell("其中：", inner=_table(_cell("甲") + _cell("1"), _cell("乙") + _cell("2")))))
    assert _cells(grid) == [("目标", "甲 1\n乙 2\n其中：")]


def test_paragraphs_of_a_cell_are_lines_and_blank_ones_are_dropped() -> None:
    paragraphs = "".join(f"<w:p>{_run(text)}</w:p>" for text in ("目标1", "", " 目标2 "))
    grid = _read(_table(f"<w:tc>{paragraphs}</w:tc>" + _cell("x")))
    assert _cells(grid) == [("目标1\n目标2", "x")]


def _changed(name: str, change: bytes | None) -> bytes:
    """Return a Word file with one part replaced or left out."""
    document = Document()
    document.add_paragraph("绩效目标表")
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(_saved(document))) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
            elif change is not None:
                new.writestr(member, change)
    return stream.getvalue()


_STRICT = b"""<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body><p><r><t>strict</t></r></p></body></document>"""


def test_other_editions_of_the_format_are_read() -> None:
    assert _cells(read_docx(_changed("word/document.xml", _STRICT), "表.docx")[0]) == [("strict",)]
    assert _cells(read_docx(_changed("_rels/.rels", None), "表.docx")[0]) == [("绩效目标表",)]
    assert _cells(read_docx(_changed("word/styles.xml", None), "表.docx")[0]) == [("绩效目标表",)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no zip",
        _changed("word/document.xml", None),
        _changed("word/document.xml", b"<w:document"),
        _changed("word/document.xml", b"<document/>"),
        _changed("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x><body><p/></body></x>'),
        _changed("word/document.xml", b"<x>" * 100_000),
        _changed("word/styles.xml", b"<"),
        as_docx(DrawnTable(1, 1, ()))[:-200],
    ],
    ids=["empty", "no zip", "no document", "cut xml", "no body", "entity", "deep", "bad styles", "truncated"],
)
def test_a_broken_file_gets_one_clear_message(data: bytes) -> None:
    with pytest.raises(TableError) as caught:
        read_docx(data, "表.docx")
    assert [one.code for one in caught.value.diagnostics] == ["E343"]


def test_a_file_without_text_is_told_of() -> None:
    with pytest.raises(TableError) as caught:
        read_docx(_saved(Document()), "表.docx")
    assert [one.code for one in caught.value.diagnostics] == ["E357"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:p/>" * 3 + _table("".join(_cell("1") for _ in range(300))), "E351"),
        (_table(_cell("1", '<w:gridSpan w:val="999999999"/>') + _cell("2")), "E351"),
        (_table(*["<w:tc/>"] * 20_001), "E308"),
    ],
    ids=["columns", "span", "rows"],
)
def test_a_table_beyond_all_measure_is_refused(body: str, code: str) -> None:
    text = f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>".encode()
    with pytest.raises(TableError) as caught:
        read_docx(_changed("word/document.xml", text), "表.docx")
    assert [one.code for one in caught.value.diagnostics] == [code]
