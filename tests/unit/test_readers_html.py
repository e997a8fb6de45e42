"""Web pages: tables with spans, pages that place things by tables, what is hidden, encodings, and pages made to break readers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfrules.table.grid import Grid
from perfrules.table.readers.html import read_html
from perfrules.text.errors import TableError
from support.drawn_tables import DrawnTable, as_html, drawn_tables, rows_and_spans


def _read(page: str) -> Grid:
    return read_html(page.encode(), "表.html")[0]


def _filled(grid: Grid) -> list[tuple[str, ...]]:
    return [row.cells for row in grid.rows if row.filled]


@pytest.mark.property
@settings(deadline=None)
@given(drawn_tables())
def test_a_table_is_read_as_it_was_made(table: DrawnTable) -> None:
    assert rows_and_spans(read_html(as_html(table), "表.html")[0]) == (table.matrix, table.spans)


_TAGS = [
    "<table>",
    "<tr>",
    "<td>",
    "<td rowspan=3 colspan=0>",
    "</td>",
    "</tr>",
    "</table>",
    "<caption>",
    "<p>",
    "<br>",
    "<pre>",
    "</pre>",
    "<sup>",
    "甲",
    "乙",
    "\n",
]


@pytest.mark.property
@settings(deadline=None)
@given(st.lists(st.sampled_from(_TAGS), max_size=30))
def test_any_tags_make_a_grid_that_loses_no_text(tags: list[str]) -> None:
    page = "始" + "".join(tags)
    grid = _read(page)
    read = "".join("".join(cells) for cells in _filled(grid))
    assert [row.line for row in grid.rows] == list(range(1, len(grid.rows) + 1))
    assert {char: read.count(char) for char in "始甲乙"} == {char: page.count(char) for char in "始甲乙"}


def test_text_and_tables_stand_in_reading_order_with_their_places() -> None:
    grid = _read(
        "<title>题</title><h1>绩效目标表</h1><p>单位：&nbsp;局&nbsp;&nbsp;&nbsp;2025年度</p>"
        "<table><caption>表一</caption><thead><tr><th>指标<th>值</thead><tr><td>培训<td>≥5人</table>注：无"
    )
    assert [(row.where, row.cells) for row in grid.rows if row.filled] == [
        ("正文第1段", ("绩效目标表",)),
        ("正文第2段", ("单位：\xa0局", "2025年度")),
        ("正文第3段", ("表一",)),
        ("第1个表格第1行", ("指标", "值")),
        ("第1个表格第2行", ("培训", "≥5人")),
        ("正文第4段", ("注：无",)),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("新增<br>企业", "新增\n企业"),
        ("<p>目标1</p><p>目标2</p>", "目标1\n目标2"),
        ("新增\n   企业", "新增企业"),
        ("新增\n<b>企业</b>", "新增企业"),
        ("Internet\n of  things", "Internet of things"),
        ("达到\n95%", "达到95%"),
        ("10m<sup>2</sup>", "10m²"),
        ("&ge;95&#37;", "≥95%"),
        ("<input type=checkbox checked>是<input type=radio>否", "☑是☐否"),
        ("<input value='500'>人", "500人"),
        ("<select><option>甲</select>乙", "乙"),
        ("甲<script>alert(1)</script><style>p{}</style><!-- 乙 -->丙", "甲丙"),
        ("<ul><li>一<li>二</ul>", "一\n二"),
        ("<pre>一\n 二\t三</pre>", "一\n二 三"),
    ],
)
def test_a_cell_reads_as_it_is_shown(cell: str, text: str) -> None:
    assert _filled(_read(f"<table><tr><td>{cell}</td><td>x</td></tr></table>")) == [(text, "x")]


@pytest.mark.parametrize(
    "hiding",
    ["style='display: none'", "hidden", "style='color:red;visibility:hidden'", "style='mso-hide:all'"],
    ids=["none", "hidden", "visibility", "mso"],
)
def test_what_is_hidden_is_left_out_and_told_of(hiding: str) -> None:
    grid = _read(f"<p>见</p><table><tr><td>1<td {hiding}>藏<b>着</b><td>2<tr {hiding}><td>3<td>4</table>")
    assert _filled(grid) == [("见",), ("1", "2")]
    assert [(one.code, one.args["count"], one.args["text"]) for one in grid.diagnostics] == [("N352", "2", "藏着")]


def test_tables_that_only_place_things_are_no_tables() -> None:
    inner = "<table><tr><td>一级<td>二级<td>三级<tr><td>1<td>2<td>3</table>"
    for page in (f"<table><tr><td>导航<td>题{inner}注</table>", f"<table><tr><td>导航<tr><td>题<table><tr><td>{inner}</table>注</table>"):
        assert _filled(_read(page)) == [("导航",), ("题",), ("一级", "二级", "三级"), ("1", "2", "3"), ("注",)]


def test_a_label_over_a_row_that_is_opened_stands_in_both_stretches() -> None:
    inner = "<table><tr><td>a<td>b<td>c<tr><td>1<td>2<td>3</table>"
    grid = _read(f"<table><tr><td rowspan=3>产出<td>上<tr><td>{inner}<tr><td>下</table>")
    assert _filled(grid) == [("产出", "上"), ("a", "b", "c"), ("1", "2", "3"), ("产出", "下")]
    assert [row.where for row in grid.rows if row.filled] == ["第1个表格第1行", "第2个表格第1行", "第2个表格第2行", "第1个表格第3行"]


def test_spans_end_where_the_table_ends_and_where_others_stand() -> None:
    grid = _read("<table><tr><td rowspan=1000000000>甲<td>乙<td rowspan=0>丙<tr><td colspan=9>丁<tr><td>戊<td colspan=x>己</table>")
    assert [row.cells for row in grid.rows][:1] == [("甲", "乙", "丙", "")]
    assert _filled(grid)[1:] == [("", "丁", "", ""), ("", "戊", "", "己")]
    assert {(one.top, one.left, one.bottom, one.right) for one in grid.spans} == {(1, 1, 3, 1), (1, 3, 3, 3)}


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("<meta charset=gb2312><p>绩效目标表".encode("gbk"), "GB18030"),
        ("<meta charset=iso-8859-1><p>绩效目标表，一级指标".encode("gbk"), "GB18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>績效目標表'.encode("big5"), "big5hkscs"),
        ("<meta charset=big5><p>绩效目标表".encode(), None),
        ('<?xml version="1.0" encoding="gbk"?><html><p>绩效目标表</p></html>'.encode(), None),
        ("<p>绩效目标表".encode("utf-16"), "UTF-16"),
        ("<meta charset=windows-1252><p>caf\xe9 ".encode("cp1252") + b"\xe9", "cp1252"),
    ],
    ids=["gb2312", "claims latin", "big5", "claims big5", "xml", "utf-16", "latin"],
)
def test_encodings_are_told_from_marks_names_and_bytes(data: bytes, note: str | None) -> None:
    grid = read_html(data, "表.html")[0]
    assert _filled(grid)[0][0][:3] in ("绩效目", "績效目", "caf")
    assert [one.args["encoding"] for one in grid.diagnostics] == ([note] if note else [])


def test_nesting_without_end_overflows_nothing() -> None:
    grid = _read("<div>" * 100_000 + "深" + "<table>" * 2_000 + "<tr><td>底" + "<b>" * 50_000)
    assert _filled(grid) == [("深",), ("底",)]


def test_entities_of_the_page_itself_are_not_expanded() -> None:
    grid = _read('<!DOCTYPE html [<!ENTITY a "bomb"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>&a;&b;目标</p>')
    text = "".join("".join(cells) for cells in _filled(grid))
    assert "目标" in text
    assert "bomb" not in text.replace('<!ENTITY a "bomb">', "").replace('"bomb"', "")
    assert "root:" not in text


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><img src=a.png></html>", "E357"),
        ("<table><tr>" + "<td>1" * 300, "E351"),
        ("<table><tr><td colspan=1000>1<td>2", "E351"),
        ("<table>" + "<tr><td>1" * 20_001, "E308"),
        ("<p>1" * 20_001, "E308"),
        ("<table>" + "<tr>" + "<td>1" * 200 + "<tr><td>1" * 10_000, "E347"),
        ("\x00\x01\x02", "E306"),
    ],
    ids=["no text", "columns", "span", "rows", "paragraphs", "cells", "binary"],
)
def test_a_page_beyond_all_measure_gets_one_clear_message(page: str, code: str) -> None:
    with pytest.raises(TableError) as caught:
        _read(page)
    assert [one.code for one in caught.value.diagnostics] == [code]
