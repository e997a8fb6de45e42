"""Reading actual values."""

from pathlib import Path

import pytest

from perfrules.table import read_actuals, read_table
from perfrules.text.errors import TableError

_EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "suzhou-2025"


def test_the_example_fits_its_table() -> None:
    actuals = read_actuals(_EXAMPLE / "actuals.csv")
    names = [one.name for one in read_table(_EXAMPLE / "table.txt").indicators]
    assert not actuals.diagnostics
    assert set(actuals.rows) == set(names) - {"实施产学研项目数"}
    assert [name for name, row in actuals.rows.items() if not row.value] == ["招引高质量科创项目"]
    assert actuals.rows["拥有高新技术企业数"].where == "第34行第2列"


@pytest.mark.parametrize(
    "text",
    [
        "指标,实际值,备注\n覆盖率,96%,好\n人数,1万人,\n",
        "指标名称\t全年实际完成值\t说明\r\n覆盖率\t96%\t好\r\n\r\n人数\t1万人\r\n",
        "Name;Actual;Note\n覆盖率;96%;好\n人数;1万人;\n",
        '备注,指标,实际值\n"好","覆盖率","96%"\n,人数,1万人\n',
        "指标，实际值，备注\n覆盖率，96%，好\n人数，1万人，\n",
    ],
)
def test_delimiters_and_header_words(text: str) -> None:
    actuals = read_actuals(text)
    assert not actuals.diagnostics
    assert [(row.name, row.value, row.note) for row in actuals.rows.values()] == [("覆盖率", "96%", "好"), ("人数", "1万人", "")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "实际值.csv"
    path.write_bytes("指标,实际值\n覆盖率,96%\n".encode(encoding))
    assert read_actuals(path).rows["覆盖率"].value == "96%"


def test_quoted_cells_may_hold_commas_and_lines() -> None:
    actuals = read_actuals('指标,实际值,备注\n"甲,乙","1,234家","第一行\n第二行"\n')
    assert actuals.rows["甲,乙"].value == "1,234家"
    assert actuals.rows["甲,乙"].note == "第一行\n第二行"


def test_faulty_rows_are_reported_and_the_rest_is_read() -> None:
    actuals = read_actuals("指标,实际值,科室\n甲,1家,x\n甲,2家,x\n乙,3家,x\n乙, 3家 ,x\n,5家,x\n丙,1,234家,y\n丁,7家,x\n")
    assert [(one.code, one.where) for one in actuals.diagnostics] == [
        ("N321", "第1行第3列"),
        ("E324", "第6行"),
        ("E323", "第7行"),
        ("E322", "第3行第2列"),
        ("W322", "第5行第2列"),
    ]
    assert {name: row.value for name, row in actuals.rows.items()} == {"甲": "1家", "乙": "3家", "丁": "7家"}


def test_json_keeps_numbers_as_written() -> None:
    actuals = read_actuals('{"甲": 0.10, "乙": "3家", "丙": null, "丁": [1], "甲": "0.2"}')
    assert {name: row.value for name, row in actuals.rows.items()} == {"甲": "0.10", "乙": "3家", "丙": ""}
    assert [one.code for one in actuals.diagnostics] == ["E327", "E322"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲,1家\n乙,2家\n", "E321"),
        ("指标,备注\n甲,1家\n", "E321"),
        ('{"甲": 1,\n', "E326"),
        ('["甲"]\n', "E326"),
        ("{" * 5 + "\n", "E326"),
        ("[" * 100_000 + "\n", "E326"),
        ("指标,实际值\n甲," + "长" * 200_000 + "\n", "E325"),
        ("  ", "E304"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(TableError) as caught:
        read_actuals(text)
    assert [one.code for one in caught.value.diagnostics] == [code]


def test_names_are_found_whatever_their_width_and_quotes() -> None:
    actuals = read_actuals("指标,实际值\n“三公经费”变动率,-2%\n领军人才（团队）,5个\n")
    assert actuals.find('"三公经费" 变动率') is actuals.rows["“三公经费”变动率"]
    assert actuals.find("领军人才(团队)") is actuals.rows["领军人才（团队）"]
    assert actuals.find("没有这个指标") is None
