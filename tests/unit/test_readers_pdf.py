"""PDF files: ruled tables as they are drawn, wrapped lines, page breaks, tables without lines, and files that hold no text."""

import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from perfrules.table.grid import Grid
from perfrules.table.readers import pdf, pdf_streams, pdf_work
from perfrules.table.readers.lattice import lattices_of
from perfrules.table.readers.pdf import read_pdf
from perfrules.table.readers.pdf_page import Stroke
from perfrules.text.errors import TableError
from support.drawn_tables import DrawnTable, as_pdf, drawn_tables, pdf_of, rows_and_spans, text_at

_XS = (50, 150, 250, 350)


def _read(*pages: list[str], extra: str = "") -> Grid:
    return read_pdf(pdf_of(*pages, extra=extra), "表.pdf")[0]


def _filled(grid: Grid) -> list[tuple[str, ...]]:
    return [row.cells for row in grid.rows if row.filled]


def _codes(data: bytes) -> list[str]:
    with pytest.raises(TableError) as caught:
        read_pdf(data, "表.pdf")
    return [one.code for one in caught.value.diagnostics]


def _ruled(rows: list[list[str]], *, top: int = 800, height: int = 40, size: int = 10, xs: tuple[int, ...] = _XS) -> list[str]:
    """Return the orders that draw a table; a line break in a text begins a new line of its cell."""
    bottom = top - height * len(rows)
    orders = [f"{xs[0]} {top - height * row} m {xs[-1]} {top - height * row} l S" for row in range(len(rows) + 1)]
    orders += [f"{x} {bottom} m {x} {top} l S" for x in xs]
    for row, cells in enumerate(rows):
        for (left, _), text in zip(pairwise(xs), cells, strict=True):
            for line, part in enumerate(text.split("\n")):
                orders.append(text_at(left + 4, top - height * row - 11 - (size + 2) * line, part, size))
    return orders


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(drawn_tables())
def test_a_ruled_table_is_read_as_it_was_drawn(table: DrawnTable) -> None:
    assert rows_and_spans(read_pdf(as_pdf(table), "表.pdf")[0]) == (table.drawn.matrix, table.drawn.spans)


def test_text_and_tables_stand_in_reading_order_with_their_places() -> None:
    grid = _read(
        [
            text_at(200, 820, "绩效目标表", 14),
            *_ruled([["一级", "名称", "值"], ["产出", "培训", "≥5场"]]),
            text_at(50, 650, "填表人：张三"),
        ],
        [text_at(50, 700, "单位：教育局"), text_at(300, 700, "2025年度")],
    )
    assert [(row.where, row.cells, row.exact) for row in grid.rows if row.filled] == [
        ("第1页第1行", ("绩效目标表",), False),
        ("第1页第2行", ("一级", "名称", "值"), True),
        ("第1页第3行", ("产出", "培训", "≥5场"), True),
        ("第1页第4行", ("填表人：张三",), False),
        ("第2页第1行", ("单位：教育局", "2025年度"), False),
    ]
    assert [row.line for row in grid.rows] == list(range(1, len(grid.rows) + 1))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("新增高新技术企业\n数量", "新增高新技术企业数量"),
        ("Internet of\nThings", "Internet of Things"),
        ("投入资金总额1234\n5.6万元", "投入资金总额12345.6万元"),
        ("2020年第一季度-\n二季度", "2020年第一季度-二季度"),
        ("目标1：开工。\n目标2：完工。", "目标1：开工。\n目标2：完工。"),
        ("完成水库除险加固。\n2.新增", "完成水库除险加固。\n2.新增"),
        ("≥\n95%", "≥\n95%"),
    ],
)
def test_wrapped_lines_are_joined_and_paragraphs_are_not(lines: str, text: str) -> None:
    assert _filled(_read(_ruled([[lines, "甲", "乙"], ["1", "2", "3"]])))[0] == (text, "甲", "乙")


def test_signs_that_only_look_like_characters_are_the_characters() -> None:
    assert _filled(_read([text_at(50, 700, "部⻔⽬标ﬁle")])) == [("部门目标file",)]


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    assert _filled(_read([text_at(50, 700, "目标目标"), text_at(50, 700, "目标目标")])) == [("目标目标",)]


def test_borders_may_be_thin_areas_and_cells_mere_backgrounds() -> None:
    texts = [text_at(60, 780, "甲"), text_at(160, 780, "乙"), text_at(60, 740, "丙"), text_at(160, 740, "丁")]
    thin = [f"50 {y} 200 0.5 re f" for y in (720, 760, 800)] + [f"{x} 720 0.5 80 re f" for x in (50, 150, 250)]
    areas = [f"0.9 g {x} {y} 99 39 re f 0 g" for x in (50, 150) for y in (720, 760)]
    assert _filled(_read([*thin, *texts])) == [("甲", "乙"), ("丙", "丁")]
    assert _filled(_read([*areas, *texts])) == [("甲", "乙"), ("丙", "丁")]


def test_a_table_with_open_sides_keeps_its_outer_columns() -> None:
    level = [f"50 {y} m 350 {y} l S" for y in (720, 760, 800)]
    upright = [f"{x} 720 m {x} 800 l S" for x in (150, 250)]
    texts = [text_at(x, y, f"{x}{y}") for y in (775, 735) for x in (60, 160, 260)]
    assert _filled(_read([*level, *upright, *texts])) == [("60775", "160775", "260775"), ("60735", "160735", "260735")]


def test_a_frame_around_text_is_no_table() -> None:
    grid = _read(["40 600 400 200 re S", text_at(50, 700, "目标1：开工。"), text_at(50, 660, "目标2：完工。")])
    assert _filled(grid) == [("目标1：开工。",), ("目标2：完工。",)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_upright(turn: int) -> None:
    table = _ruled([["一级", "名称", "值"], ["产出", "培训", "≥5场"]], top=500)
    assert _filled(_read(table, extra=f"/Rotate {turn}")) == ([("一级", "名称", "值"), ("产出", "培训", "≥5场")])
    matrix = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turn]
    assert _filled(_read([f"q {matrix} cm", *table, "Q"])) == [("一级", "名称", "值"), ("产出", "培训", "≥5场")]


_HEAD = ["一级", "名称", "值"]


def test_a_row_cut_by_a_page_break_is_joined_and_told_of() -> None:
    grid = _read(
        _ruled([_HEAD, ["产出", "培训人数", "≥5场"], ["产出", "组织开展各类专业\n技术人员集中业务", "≥6场"]], top=160),
        _ruled([_HEAD, ["", "培训人数", ""], ["效益", "满意度", "≥90%"]]),
    )
    assert _filled(grid) == [
        tuple(_HEAD),
        ("产出", "培训人数", "≥5场"),
        ("产出", "组织开展各类专业技术人员集中业务培训人数", "≥6场"),
        tuple(_HEAD),
        ("效益", "满意度", "≥90%"),
    ]
    assert [(one.code, one.where) for one in grid.diagnostics] == [("N354", "第2页第2行")]
    assert grid.rows[-1].where == "第2页第3行"


def test_a_row_of_its_own_at_the_top_of_a_page_is_not_joined() -> None:
    above = _ruled([_HEAD, ["产出", "组织开展各类专业\n技术人员集中业务", "≥6场"]], top=160)
    for row in (["产出", "培训人数", "≥7场"], ["", "培训人数", "≥7场"]):
        grid = _read(above, _ruled([row, ["效益", "满意度", "≥90%"]]))
        assert len(_filled(grid)) == 4
    other = _read(above, _ruled([["", "培训人数", ""]], xs=(50, 120, 250, 350)))
    assert len(_filled(other)) == 3


def test_a_row_that_only_may_be_cut_is_told_of() -> None:
    grid = _read(_ruled([_HEAD, ["产出", "培训人数", "≥6场"]], top=160), _ruled([["", "合计", ""], ["效益", "满意度", "≥90%"]]))
    assert len(_filled(grid)) == 4
    assert [(one.code, one.where) for one in grid.diagnostics] == [("W352", "第2页第1行")]


def test_a_merged_label_over_a_cut_row_stays_with_the_rows_below() -> None:
    lines = [f"50 {y} m 350 {y} l S" for y in (800, 720)] + ["150 760 m 350 760 l S"]
    second = [
        *lines,
        *(f"{x} 720 m {x} 800 l S" for x in _XS),
        text_at(54, 760, "效益"),
        text_at(154, 785, "培训人数"),
        text_at(154, 740, "满意度"),
    ]
    grid = _read(_ruled([_HEAD, ["产出", "组织开展各类专业\n技术人员集中业务", "≥6场"]], top=160), [*second, text_at(254, 740, "≥90%")])
    assert _filled(grid)[-2:] == [("产出", "组织开展各类专业技术人员集中业务培训人数", "≥6场"), ("效益", "满意度", "≥90%")]


def test_what_every_page_repeats_is_left_out_and_page_numbers_are_dropped() -> None:
    pages = [
        [text_at(200, 815, "某市预算公开"), text_at(50, 700, f"内容{'甲乙丙'[page]}"), text_at(280, 30, f"- {page + 1} -")]
        for page in range(3)
    ]
    grid = _read(*pages)
    assert _filled(grid) == [("某市预算公开",), ("内容甲",), ("内容乙",), ("内容丙",)]
    assert [(one.code, one.args["text"], one.where) for one in grid.diagnostics] == [("N351", "某市预算公开", "第2页")]


def test_text_that_wraps_outside_of_tables_is_one_paragraph() -> None:
    page = [text_at(50, 700, "职能：" + "一" * 40), text_at(50, 686, "二" * 10 + "。"), text_at(50, 672, "填表人：张三")]
    assert _filled(_read(page)) == [("职能：" + "一" * 40 + "二" * 10 + "。",), ("填表人：张三",)]


def test_a_table_without_lines_is_told_by_its_alignment() -> None:
    rows = [
        ("一级指标", "三级指标", "年度指标值"),
        ("产出指标", "培训人数", "≥50人"),
        ("", "合格率", "≥95%"),
        ("效益指标", "满意度", "≥90%"),
    ]
    page = [text_at(200, 780, "绩效目标表")]
    page += [text_at((50, 150, 300)[column], 740 - 30 * row, text) for row, cells in enumerate(rows) for column, text in enumerate(cells)]
    grid = _read([*page, text_at(50, 600, "注：无")])
    assert _filled(grid) == [("绩效目标表",), *rows, ("注：无",)]
    assert not any(row.exact for row in grid.rows)
    assert [(one.code, one.where) for one in grid.diagnostics] == [("N350", "第1页第2行")]


def test_lines_of_a_wrapped_cell_without_borders_are_one_row() -> None:
    page = []
    for row, (left, right) in enumerate([("名称", "值"), ("培训人数\n合计", "≥5人"), ("合格率", "≥6%"), ("满意度\n不含", "≥7%")]):
        for line, text in enumerate(left.split("\n")):
            page.append(text_at(150, 740 - 50 * row - 13 * line, text))
        page += [text_at(50, 740 - 50 * row, "甲"), text_at(300, 740 - 50 * row, right)]
    assert _filled(_read(page)) == [
        ("甲", "名称", "值"),
        ("甲", "培训人数合计", "≥5人"),
        ("甲", "合格率", "≥6%"),
        ("甲", "满意度不含", "≥7%"),
    ]


def _stream(data: bytes, head: str = "/Filter/FlateDecode") -> bytes:
    return f"9 0 obj\n<</Length {len(data)}{head}>>\nstream\n".encode() + data + b"\nendstream\nendobj\n"


_PAGE = pdf_of([text_at(50, 700, "目标")])
_BOMB = zlib.compress(b" " * (60 << 20), 9)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 nothing", "E343"),
        (_PAGE[: len(_PAGE) // 2], "E343"),
        (pdf_of([]), "E352"),
        (pdf_of(["0 0 9 9 re f"], []), "E352"),
        (pdf_of(*[[]] * 201), "E353"),
        (_PAGE + _stream(_BOMB), "E350"),
        (_PAGE + _stream(_BOMB, ""), "E350"),
        (_PAGE + _stream(zlib.compress(_BOMB), "/Filter[/Fl /Fl]"), "E350"),
        (_PAGE + _stream(_BOMB, "/Filter/Fl#61teDecode"), "E350"),
        (_PAGE + _stream(b"\x80" * (3 << 20), "/Filter/LZWDecode"), "E350"),
        (_PAGE + b"stream\n" * 100_000, "E350"),
        ((Path(__file__).parents[1] / "corpus" / "locked" / "locked.pdf").read_bytes(), "E342"),
    ],
    ids=[
        "no pdf",
        "cut",
        "blank",
        "blanks",
        "pages",
        "bomb",
        "unnamed bomb",
        "bomb in a bomb",
        "hidden bomb",
        "lzw",
        "overlap",
        "locked",
    ],
)
def test_a_file_that_cannot_be_read_gets_one_clear_message(data: bytes, code: str) -> None:
    assert _codes(data) == [code]


@pytest.mark.parametrize(("limit", "value"), [("MAX_SECONDS", -1), ("MAX_STROKES", 3), ("MAX_GLYPHS", 1)])
def test_a_page_that_holds_too_much_or_takes_too_long_is_left(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of([text_at(50, 700, "目标"), "50 700 20 20 re S", *["0 0 m 9 0 l S"] * 3])
    assert read_pdf(data, "表.pdf")[0].rows
    monkeypatch.setattr(pdf, limit, value)
    assert _codes(data) == ["E354"]


@pytest.mark.parametrize(("limit", "value"), [("MAX_CONTENT", 20), ("MAX_WORK", -5_000)])
def test_a_page_of_too_much_work_is_left_before_it_is_begun(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of([text_at(50, 700, "目标")])
    monkeypatch.setattr(pdf_work, limit, value)
    assert _codes(data) == ["E354"]


def test_forms_within_forms_are_counted_before_they_are_drawn() -> None:
    """Twelve forms, each placed six times in the next one, are two billion."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>"
    forms = b"".join(_stream(b"/X Do " * 6, form.format(91 + n)).replace(b"9 0 obj", b"%d 0 obj" % (90 + n)) for n in range(12))
    data = pdf_of([text_at(50, 700, "目标"), "/X Do"]).replace(b"trailer", forms + b"trailer")
    data = data.replace(b"<</Font<</F 3 0 R>>>>", b"<</XObject<</X 90 0 R>>/Font<</F 3 0 R>>>>")
    assert _codes(data) == ["E354"]


def test_pages_without_text_among_others_are_told_of() -> None:
    image = _stream(b"\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray").replace(
        b"9 0 obj", b"99 0 obj"
    )
    data = pdf_of([text_at(50, 700, "目标")], ["q 500 0 0 700 0 0 cm /I Do Q"]).replace(b"trailer", image + b"trailer")
    data = data.replace(b"<</Font<</F 3 0 R>>>>", b"<</XObject<</I 99 0 R>>/Font<</F 3 0 R>>>>")
    grid = read_pdf(data, "表.pdf")[0]
    assert [(one.code, one.args["pages"]) for one in grid.diagnostics] == [("W351", "2")]


def test_fonts_that_do_not_name_their_characters_are_told_of() -> None:
    data = pdf_of([text_at(50, 700, "目标指标数量")]).replace(b"/ToUnicode 5 0 R", b"")
    assert _codes(data) == ["E358"]


def test_nothing_is_printed_about_odd_files(capfd: pytest.CaptureFixture[str]) -> None:
    assert _codes(_PAGE[: len(_PAGE) // 2]) == ["E343"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.property
def test_lines_that_are_dashed_or_drawn_twice_are_one() -> None:
    level = [Stroke(False, y, x, x + 900) for y in (0, 20, 4000, 8000) for x in range(0, 9000, 1000)]
    upright = [Stroke(True, x, 0, 8000) for x in (0, 4000, 4100, 9900)]
    (found,) = lattices_of([*level, *upright])
    assert len(found.cells) == 4


def _labelled(groups: list[tuple[str, int]], top: int, head: str = "一级") -> list[str]:
    """Return the orders of a table whose first column has merged labels, each in the middle of its rows of 40."""
    rows = 1 + sum(count for _, count in groups)
    bottom = top - 40 * rows
    orders = [f"{x} {bottom} m {x} {top} l S" for x in _XS] + [
        f"150 {top - 40 * row} m 350 {top - 40 * row} l S" for row in range(rows + 1)
    ]
    at = top
    for label, count in [(head, 1), *groups]:
        orders += [f"50 {at} m 150 {at} l S", text_at(54, at - 20 * count - 4, label)]
        at -= 40 * count
    orders.append(f"50 {bottom} m 150 {bottom} l S")
    for row in range(rows):
        texts = ("名称", "值") if row == 0 else (f"指标{top}之{row}", f"≥{row}场")
        orders += [text_at(left + 4, top - 40 * row - 24, text) for left, text in zip(_XS[1:], texts, strict=False)]
    return orders


def test_a_label_cut_by_a_page_break_stands_on_both_pages() -> None:
    first = [*_labelled([("产出", 2), ("效益", 2), ("", 1)], 300), text_at(54, 40, "满意度")]
    grid = _read(first, _labelled([("满意度", 2)], 800))
    labels = [row.resolved(0).text for row in grid.rows if row.filled]
    assert labels == ["一级", "产出", "产出", "效益", "效益", "满意度", "一级", "满意度", "满意度"]
    assert [(one.code, one.args["text"]) for one in grid.diagnostics] == [("N354", "满意度")]


def test_a_label_that_is_clipped_on_both_pages_is_whole_on_both() -> None:
    first = [*_labelled([("产出", 2), ("效益", 2), ("满意", 1)], 300), text_at(54, 40, "度指标")]
    grid = _read(first, _labelled([("满意度指标", 2)], 800))
    assert [row.resolved(0).text for row in grid.rows if row.filled][5:] == ["满意度指标", "一级", "满意度指标", "满意度指标"]


def test_labels_that_are_printed_only_once_are_not_taken_from_the_next_page() -> None:
    once = _ruled([_HEAD, ["产出", "甲", "≥1场"], ["", "乙", "≥2场"], ["", "丙", "≥3场"]], top=200)
    grid = _read(once, _ruled([_HEAD, ["效益", "丁", "≥4场"]]))
    assert [row.cells[0] for row in grid.rows if row.filled] == ["一级", "产出", "", "", "一级", "效益"]
    assert grid.diagnostics == ()


def test_text_below_a_table_that_the_next_page_does_not_say_again_stays() -> None:
    grid = _read([*_labelled([("产出", 2)], 300), text_at(54, 100, "填表人：张三")], _labelled([("效益", 2)], 800))
    assert ("填表人：张三",) in _filled(grid)


def _spaced(rows: list[tuple[str, ...]], *, top: int = 740, step: int = 30, xs: tuple[int, ...] = (50, 130, 240, 400)) -> list[str]:
    """Return the orders that print cells in columns without lines; a line break in a text begins a new line of its cell."""
    orders = []
    for row, cells in enumerate(rows):
        for x, text in zip(xs, cells, strict=True):
            lines = text.split("\n")
            orders += [text_at(x, top - step * row + 6 * (len(lines) - 1) - 12 * line, part) for line, part in enumerate(lines)]
    return orders


_PLAIN_HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
_PLAIN_ROWS = [
    ("", "数量", "组织培训\n和考试", "≥5场"),
    ("产出", "", "合格率", "≥95%"),
    ("", "质量", "发证的\n人数", "≥5人"),
    ("", "", "满意", "≥9%"),
]


def test_wrapped_cells_and_labels_in_the_middle_stand_in_their_rows() -> None:
    grid = _read(_spaced([_PLAIN_HEAD, *_PLAIN_ROWS], step=40))
    assert _filled(grid) == [_PLAIN_HEAD, *(tuple(text.replace("\n", "") for text in row) for row in _PLAIN_ROWS)]


def test_a_table_without_lines_goes_on_in_its_columns_on_the_next_page() -> None:
    rest = [("", "数量", "甲", "≥1场"), ("", "", "乙", "≥2场"), ("", "质量", "丙", "≥3场")]
    assert _filled(_read(_spaced([_PLAIN_HEAD, *_PLAIN_ROWS], step=40), _spaced(rest)))[-3:] == rest


def test_a_heading_set_apart_from_its_values_makes_no_column_of_its_own() -> None:
    rows = [("甲", "乙", "≥1场", ""), ("丙", "丁", "≥2场", ""), ("戊", "己", "≥3场", "")]
    grid = _read(_spaced([("一级", "三级", "", "值"), *rows], xs=(50, 130, 240, 300)))
    assert _filled(grid) == [("一级", "三级", "值"), *(row[:3] for row in rows)]


def test_prose_in_which_words_stand_apart_now_and_then_is_no_table() -> None:
    lines = ["目标一是完成水库除险加固", "单位：教育局", "目标二是新增节水灌溉面积", "目标三是群众满意"]
    page = [text_at(50, 700 - 20 * row, text) for row, text in enumerate(lines)]
    assert _filled(_read([*page, text_at(300, 680, "2025年度")])) == [(lines[0],), (lines[1], "2025年度"), (lines[2],), (lines[3],)]


def test_a_file_that_only_its_owner_may_change_is_read_and_its_streams_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (Path(__file__).parents[1] / "corpus" / "locked" / "read-only.pdf").read_bytes()
    assert _filled(read_pdf(data, "表.pdf")[0]) == [("A1", "B1"), ("A2", "B2")]
    monkeypatch.setattr(pdf_streams, "MAX_MARKUP", 200)
    assert _codes(data) == ["E350"]


_WIDE = (50, 150, 250, 350, 450, 550)
_FORM = [
    [("绩效目标表", 5)],
    [("名称", 1), ("培训经费", 4)],
    [("一级", 1), ("三级", 1), ("指标值", 1), ("分值", 1), ("备注", 1)],
    [("产出", 1), ("培训", 1), ("≥5场", 1), ("50", 1), ("全年", 1)],
    [("效益", 1), ("合格率", 1), ("≥95%", 1), ("30", 1), ("年底", 1)],
]


def _columns(first: int, last: int, rows: list[list[tuple[str, int]]], *, sides: bool = True) -> list[str]:
    """Return the orders that draw some columns of a table on a page of their own, as programs print what is too wide."""
    moved = _WIDE[first] - 50
    orders = [f"50 {800 - 40 * row} m {_WIDE[last] - moved} {800 - 40 * row} l S" for row in range(len(rows) + 1)]
    for row, cells in enumerate(rows):
        at = 0
        for text, width in cells:
            ends = [at, at + width] if sides else [one for one in (at, at + width) if 0 < one < 5]
            orders += [f"{_WIDE[x] - moved} {760 - 40 * row} m {_WIDE[x] - moved} {800 - 40 * row} l S" for x in ends if first <= x <= last]
            if first <= at < last:
                orders.append(text_at(_WIDE[at] + 4 - moved, 789 - 40 * row, text, 10))
            at += width
    return orders


def _whole(rows: list[list[tuple[str, int]]]) -> list[tuple[str, ...]]:
    return [tuple(one for text, width in cells for one in (text, *[""] * (width - 1))) for cells in rows]


@pytest.mark.parametrize("cuts", [(0, 2, 5), (0, 3, 5), (0, 2, 4, 5), (0, 1, 2, 5)])
def test_columns_on_further_pages_are_put_beside_the_first(cuts: tuple[int, ...]) -> None:
    grid = _read(*(_columns(first, last, _FORM) for first, last in pairwise(cuts)))
    assert _filled(grid) == _whole(_FORM)
    pages = "、".join(str(number) for number in range(1, len(cuts)))
    assert [(one.code, one.args["pages"]) for one in grid.diagnostics if one.code == "N356"] == [("N356", pages)]
    assert [(span.top, span.left, span.bottom, span.right) for span in grid.spans] == [(1, 1, 1, 5), (2, 2, 2, 5)]


def test_a_row_without_borders_does_not_keep_pages_apart() -> None:
    pages = [_columns(first, last, _FORM) for first, last in ((0, 3), (3, 5))]
    left, right = "50 720 m 50 760 l S", "250 720 m 250 760 l S"
    assert left in pages[0]
    assert right in pages[1]
    open_sides = [[one for one in page if one != side] for page, side in zip(pages, (left, right), strict=True)]
    assert _filled(_read(*open_sides)) == _whole(_FORM)


def test_pages_go_down_before_they_go_across() -> None:
    below = [[("满意度", 1), ("学员", 1), ("≥90%", 1), ("10", 1), ("年底", 1)], [("负责人", 1), ("张三", 4)]]
    parts = [_columns(first, last, rows) for first, last in ((0, 3), (3, 5)) for rows in (_FORM, below)]
    assert _filled(_read(*parts)) == _whole([*_FORM, *below])


def test_forms_on_pages_of_their_own_and_tables_without_sides_are_left_alone() -> None:
    forms = [_columns(0, 5, _FORM) for _ in range(2)]
    assert _filled(_read(*forms)) == _whole(_FORM) * 2
    narrow = [[(text, 1) for text, _ in cells] for cells in _FORM[2:]]
    without = [_columns(0, 5, narrow, sides=False) for _ in range(2)]
    assert [one.code for one in _read(*without).diagnostics if one.code == "N356"] == []
