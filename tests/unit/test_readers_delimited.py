"""Texts: what parts the fields is told by the text, fields are read as a spreadsheet shows them, prose stays prose."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfrules.table.grid import Grid, grid_of_text
from perfrules.table.readers.delimited import read_delimited
from perfrules.table.tables import tables_of_grid
from perfrules.text.errors import TableError

_FIELDS = st.text(st.sampled_from(list('产出≥5场,;，"\t \n。')), max_size=8).map(str.strip)


def _read(text: str, name: str = "表.csv") -> Grid:
    return read_delimited(text.encode(), name)[0]


def _cells(grid: Grid) -> list[tuple[str, ...]]:
    return [row.cells for row in grid.rows]


@pytest.mark.property
@given(
    st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(_FIELDS, min_size=width, max_size=width), min_size=3, max_size=6)),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["甲"] * len(rows[0]), *rows])
    grid = _read(f"sep={delimiter}\r\n" + stream.getvalue())
    assert _cells(grid)[1:] == [tuple(field.strip() for field in row) for row in rows]
    assert all(row.exact for row in grid.rows)


@pytest.mark.property
@given(st.text(st.sampled_from(list("，,。；;一二三 \n")), max_size=60))
def test_a_text_without_tabs_loses_nothing_but_its_delimiters(text: str) -> None:
    grid = _read("头" + text, "表.txt")
    kept = str.maketrans("", "", ",; \n")
    assert "".join("".join(row) for row in _cells(grid)).translate(kept) == ("头" + text).translate(kept)


def test_the_delimiter_is_told_from_the_text() -> None:
    for delimiter in ",;\t":
        text = f"指标{delimiter}目标\n培训,人数;合计{delimiter}5\n".replace("培训,人数;合计", '"培训,人数;合计"')
        assert _cells(_read(text)) == [("指标", "目标"), ("培训,人数;合计", "5")]
    assert _cells(_read("a,b\n1,2", "表.tsv")) == [("a,b",), ("1,2",)]
    assert _cells(_read("只有一列\n一\n")) == [("只有一列",), ("一",), ("",)]


def test_prose_with_commas_is_no_table() -> None:
    prose = "目标1：组织培训,覆盖全市,共5场。\n目标2：新增企业,共3家。\n其中,重点企业1家,一般企业2家,合计3家。\n"
    for name in ("表.txt", "表", "表.md"):
        assert _cells(_read(prose, name)) == [row.cells for row in grid_of_text(prose).rows]


def test_a_text_as_regular_as_a_table_is_one_whatever_its_name() -> None:
    grid = _read("一级指标,三级指标,年度指标值\n产出,培训人数,≥5人\n", "表.txt")
    assert _cells(grid) == [("一级指标", "三级指标", "年度指标值"), ("产出", "培训人数", "≥5人")]
    assert tables_of_grid(grid)[0].indicators[0].name == "培训人数"


@pytest.mark.parametrize("name", ["表.md", "表.txt", "表.csv"])
def test_markdown_and_copied_text_are_read_as_ever(name: str) -> None:
    for text in ("| 指标 | 值 |\n|---|---|\n| a,b | 95 |\n", "# 题\n\n| 指标 | 值,b |\n|---|---|\n| a<br>b | 95 |\n"):
        assert _cells(_read(text, name)) == _cells(grid_of_text(text))
    copied = "一级指标\t三级指标\t指标值\n产出\t培训人数\n"
    assert [row.exact for row in _read(copied, "表.txt").rows] == [False, False, False]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("'=17500家", "=17500家"),
        ("=17500家", "=17500家"),
        ('"=""001"""', "001"),
        ("'-5", "-5"),
        ("'五'", "'五'"),
        ("\u3000 ≥5人\xa0", "≥5人"),
        ('"甲\r\n乙"', "甲\n乙"),
        ('5"屏', '5"屏'),
    ],
)
def test_a_field_reads_as_a_spreadsheet_shows_it(field: str, shown: str) -> None:
    assert _cells(_read(f"指标,值\n{field},1\n"))[1] == (shown, "1")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_those_of_every_text(encoding: str) -> None:
    grid = read_delimited("指标,目标\n培训人数,≥50人\n".encode(encoding), "表.csv")[0]
    assert _cells(grid)[1] == ("培训人数", "≥50人")
    assert [one.code for one in grid.diagnostics] == ([] if encoding == "utf-8-sig" else ["N301"])


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ('指标,值\n"培训人数,5\n质量,6\n'.encode(), "E359", "2"),
        ('指标,值\n甲,1\n"乙"丙,6\n'.encode(), "E359", "3"),
        (("指标,值\n甲," + '"' + "长" * 200_000 + '"').encode(), "E359", "2"),
        (b"\x00\x01\x02\x03", "E306", None),
        (b"  \n", "E304", None),
        (("a,b\n" * 100_001).encode(), "E308", None),
    ],
    ids=["unclosed", "text after quote", "endless field", "binary", "blank", "rows"],
)
def test_a_broken_text_gets_one_clear_message(data: bytes, code: str, line: str | None) -> None:
    with pytest.raises(TableError) as caught:
        read_delimited(data, "表.csv")
    assert [(one.code, one.args.get("line")) for one in caught.value.diagnostics] == [(code, line)]
