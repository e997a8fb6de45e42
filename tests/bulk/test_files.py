"""Files of many rows: every row gets what one value gets, whatever the shape of the file; the output is whole or not there."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

import perfrules as pr
from perfrules.bulk.files import OutputError, Summary, evaluate_files, files_named
from perfrules.bulk.files import sink as sinks
from perfrules.bulk.files.delimited import Delimited
from perfrules.bulk.files.records import records
from perfrules.bulk.files.source import Wish
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import FactError, PerfRulesError, TableError

HEAD = "指标名称,年度指标值,完成值"


def judged(path: Path, output: Path | None = None, **given: Any) -> pl.DataFrame:
    """Return the rows of a file with their judgements."""
    out = output or path.with_name("out.parquet")
    evaluate_files([path], out, **given)
    return pl.read_parquet(out) if out.suffix == ".parquet" else pl.read_csv(out, infer_schema=False)


def text_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def scalar(target: str | None, actual: str | None) -> tuple[str, str | None]:
    """Return what one value gets: the oracle. An unreadable target is 待定."""
    try:
        found = pr.evaluate(target or "", actual)
    except PerfRulesError:
        return "待定", None
    return found.verdict.value, None if found.completion is None else repr(found.completion.numerator / found.completion.denominator)


TARGETS = st.sampled_from(["≥95%", "=17500家", "≤10天", "12月底前", "完成", "≥1,000万元", "", "abc", "10~20个", "＞3", "-5%", "+3", "'=5"])
ACTUALS = st.sampled_from(
    ["96%", "17500家", "10天", "2025年11月", "完成", "960万元", "", "12", "3.0000000000000000001", "-5%", '5"', "0012", "@x"]
)
ODD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
ROWS = st.lists(st.tuples(TARGETS | ODD, ACTUALS | ODD), min_size=1, max_size=12)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=ROWS, suffix=st.sampled_from([".csv", ".tsv", ".parquet", ".xlsx"]))
def test_every_row_of_a_file_gets_what_one_value_gets(rows: list[tuple[str, str]], suffix: str, tmp_path: Path) -> None:
    frame = pl.DataFrame(rows, schema=["指标值", "完成值"], orient="row", schema_overrides={"指标值": pl.String, "完成值": pl.String})
    frame = frame.with_columns(pl.lit("x").alias("编号"))
    path = tmp_path / f"rows{suffix}"
    path.unlink(missing_ok=True)
    with path.open("wb") as stream:
        sink = sinks.sink_for(path)(stream, frame.to_arrow().schema, path)
        sink.write(frame.to_arrow())
        sink.close()
    found = judged(path, tmp_path / "out.parquet")
    if suffix == ".parquet":
        assert found["指标值"].to_list() == frame["指标值"].to_list()
    assert len(found) == len(rows)
    seen = list(zip(found["指标值"].to_list(), found["完成值"].to_list(), strict=True))
    wanted = [scalar(*pair) for pair in seen]
    told = [None if one is None else repr(one) for one in found["completion"].to_list()]
    assert list(zip(found["verdict"].to_list(), told, strict=True)) == wanted
    blank = [(target or None, actual or None) for target, actual in rows]
    if suffix in (".csv", ".tsv"):
        assert seen == blank


def test_a_csv_as_people_save_it(tmp_path: Path) -> None:
    text = f'绩效目标表,,\r\n{HEAD}\r\n企业数,≥100家,96家\r\n\r\n"甲,乙","≥1,000家","1,200家"\r\n"两\r\n行",≥5,6\r\n'
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        notes: list[Diagnostic] = []
        found = judged(text_file(tmp_path, text, encoding), note=notes.append)
        assert found["verdict"].to_list() == ["未达标", "达标", "达标"], encoding
        assert found["指标名称"].to_list() == ["企业数", "甲,乙", "两\n行"]
        assert {"N831", "N832"} <= {one.code for one in notes}


def test_rows_of_any_shape_are_rows(tmp_path: Path) -> None:
    lines = ["a,≥5,6", "short,≥5", "shifted,≥1,000家,960家", 'open,"≥95%,96%', "trailing,≥5,6,,,", 'quote,≥5,6"', "c,≥5,6"]
    found = judged(text_file(tmp_path, "\n".join([HEAD, *lines])))
    assert found["verdict"].to_list() == ["达标", "待定", "待定", "待定", "达标", scalar("≥5", '6"')[0], "达标"]
    assert found["notes"].to_list()[2:4] == ["E832", "E832"]
    assert found["reason"].to_list()[1:4] == ["no_data", "unreadable", "unreadable"]
    assert found["完成值"].to_list()[2] == "000家,960家"


def test_a_damaged_row_with_weights_stays_open(tmp_path: Path) -> None:
    found = judged(text_file(tmp_path, f"{HEAD},分值\na,≥5,6,10\nb,≥1,000,5,10\n"))
    assert found["score"].to_list() == [10.0, None]


def test_numbers_of_a_csv_stay_as_written(tmp_path: Path) -> None:
    found = judged(
        text_file(tmp_path, "编号,指标值,完成值\n0012,≥12345678901234567890,12345678901234567890\n007,=0.3,0.30000000000000000001\n")
    )
    assert found["编号"].to_list() == ["0012", "007"]
    assert found["verdict"].to_list() == [
        scalar("≥12345678901234567890", "12345678901234567890")[0],
        scalar("=0.3", "0.30000000000000000001")[0],
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_empty_files_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(TableError):
        judged(text_file(tmp_path, text))
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    for end in ("", "\n"):
        assert judged(text_file(tmp_path, HEAD + end)).shape == (0, 9)


@pytest.mark.parametrize("data", [b"PAR1garbage", b"PK\x03\x04garbage", b"\xd0\xcf\x11\xe0", b"%PDF-1.4", bytes(range(256)) * 20])
def test_garbage_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(data)
    with pytest.raises(TableError):
        judged(path)
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_random_bytes_never_raise_anything_else(tmp_path: Path) -> None:
    dice = random.Random(1)
    for _ in range(20):
        path = tmp_path / "rows.csv"
        path.write_bytes(HEAD.encode() + b"\n" + bytes(dice.choice(b',"\n\r\tab\xe4\xb8\xad5') for _ in range(200)))
        try:
            judged(path)
        except PerfRulesError:
            continue


def test_a_truncated_parquet_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pl.DataFrame({"指标值": ["≥5"] * 50_000, "完成值": list(range(50_000))}).write_parquet(path, row_group_size=1_000)
    data = bytearray(path.read_bytes())
    half = len(data) // 2
    data[half - 5_000 : half] = b"\xff" * 5_000
    path.write_bytes(data)
    with pytest.raises(TableError, match="E833"):
        judged(path)
    assert [one.name for one in tmp_path.iterdir()] == ["rows.parquet"]


def test_texts_of_a_parquet_that_are_no_utf8_are_rows_as_well(tmp_path: Path) -> None:
    raw = pa.array(["≥5家".encode(), "≥5家".encode("gb18030"), None], pa.binary())
    columns = {"指标值": pa.StringArray.from_buffers(3, raw.buffers()[1], raw.buffers()[2], raw.buffers()[0]), "完成值": ["6家"] * 3}
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table(columns), path)
    assert judged(path)["verdict"].to_list() == ["达标", "待定", "待定"]


def test_columns_of_any_type_pass_through(tmp_path: Path) -> None:
    table = pa.table(
        {
            "指标值": pa.array(["≥5", None, "≥7"]).dictionary_encode(),
            "完成值": pa.array([Decimal("5.00"), Decimal("4.99"), None], type=pa.decimal128(10, 2)),
            "日": pa.array([0, 1, None], type=pa.date32()),
            "列": pa.array([[1], [], None], type=pa.list_(pa.int8())),
            "真": pa.array([True, False, None]),
        }
    )
    path = tmp_path / "in.parquet"
    pq.write_table(table, path)
    evaluate_files([path], tmp_path / "out.parquet")
    found = pq.read_table(tmp_path / "out.parquet")
    assert found.select(table.column_names).equals(table)
    assert found["verdict"].to_pylist() == ["达标", "待定", "待定"]
    assert judged(path, tmp_path / "out.csv")["列"].to_list() == ["[1]", "[]", None]


def test_no_cell_becomes_a_formula(tmp_path: Path) -> None:
    path = text_file(tmp_path, '指标值,完成值,说明\n=5,=1+1,"=HYPERLINK(""x"")"\n-5,@x,+1\n')
    evaluate_files([path], tmp_path / "out.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(cell.value == "=1+1" for cell in cells)
    evaluate_files([path], tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].startswith("'=5,'=1+1,\"'=HYPERLINK")
    assert lines[2].startswith("-5,'@x,+1,")


def test_a_workbook_as_people_save_it(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "说明"
    sheet = book.create_sheet("绩效")
    rows: list[list[Any]] = [
        ["目标表"],
        ["指标名称", "年度指标值", "完成值"],
        ["率", "≥95%", 0.96],
        [],
        ["数", 5, 4.5],
        ["错", "≥5", "#DIV/0!"],
        ["缺", "≥5"],
    ]
    for row in rows:
        sheet.append(row)
    sheet["C3"].number_format = "0%"
    path = tmp_path / "rows.xlsx"
    book.save(path)
    found = judged(path, sheet="绩效")
    assert found["完成值"].to_list() == ["96%", "4.5", "#DIV/0!", None]
    assert found["verdict"].to_list() == ["达标", "未达标", "待定", "待定"]
    assert len(judged(path, sheet="2")) == 4
    with pytest.raises(TableError, match="E838"):
        judged(path, sheet="汇总")


def test_several_files_become_one(tmp_path: Path) -> None:
    folder = tmp_path / "有 空格"
    folder.mkdir()
    text_file(folder, "指标值,完成值,备注\n≥5,6,x\n", name="b.csv")
    text_file(folder, "完成值,目标值\n4,≥5\n", name="a.csv")
    files = files_named([f"{folder}/*.csv", folder / "b.csv"])
    assert [one.name for one in files] == ["a.csv", "b.csv"]
    summary = evaluate_files([f"{folder}/*.csv"], tmp_path / "out.parquet", source_column="文件")
    found = pl.read_parquet(tmp_path / "out.parquet")
    assert found.columns[:5] == ["完成值", "目标值", "指标值", "备注", "文件"]
    assert found["verdict"].to_list() == ["未达标", "达标"]
    assert [Path(one).name for one in found["文件"]] == ["a.csv", "b.csv"]
    assert (summary.rows, summary.verdicts["未达标"]) == (2, 1)


@pytest.mark.parametrize(
    ("head", "given", "code"),
    [
        ("甲,乙", {}, "E831"),
        ("半年指标值,全年指标值,完成值", {}, "E834"),
        ("指标值,指标值,完成值", {}, "E834"),
        ("指标值,完成值", {"target": "无"}, "E801"),
        ("指标值,完成值,verdict", {}, "E803"),
        ("指标值,完成值", {"source_column": "完成值"}, "E803"),
    ],
)
def test_columns_that_cannot_be_told_are_asked_for(head: str, given: dict[str, str], code: str, tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{head}\n1,2,3\n")
    with pytest.raises(FactError, match=code):
        judged(path, **given)
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_named_columns_need_no_known_headings(tmp_path: Path) -> None:
    path = text_file(tmp_path, "甲;乙;丙\n≥5;6;3\n")
    assert judged(path, target="甲", actual="乙", weight="丙")["score"].to_list() == [3.0]
    assert judged(text_file(tmp_path, "表,,\n甲,完成值,丙\n≥5,6,3\n"), target="甲")["verdict"].to_list() == ["达标"]
    assert "score" not in judged(text_file(tmp_path, "指标值,完成值,分值\n≥5,6,3\n"), weight="").columns


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"{HEAD}\na,≥5,6\n")
    (tmp_path / "link.csv").symlink_to(path)
    for output in (path, tmp_path / "link.csv"):
        with pytest.raises(OutputError, match="E508"):
            evaluate_files([path], output)
    for name, code in (("x.txt", "E836"), (".", "E836")):
        with pytest.raises(OutputError, match=code):
            evaluate_files([path], tmp_path / name)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = text_file(tmp_path, f"{HEAD}\na,≥5,6\n")
    output = tmp_path / "out.csv"
    output.write_text("old", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sinks._Delimited, "write", full)
    with pytest.raises(OutputError, match="No space left"):
        evaluate_files([path], output)
    assert output.read_text("utf-8") == "old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out.csv", "rows.csv"]


def test_a_sheet_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sinks, "_MOST_ROWS", 3)
    path = text_file(tmp_path, f"{HEAD}\n" + "a,≥5,6\n" * 3)
    with pytest.raises(OutputError, match="E835"):
        evaluate_files([path], tmp_path / "out.xlsx")


def test_batches_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from perfrules.bulk.files import encoding

    lines = [f'"n,{n}",≥{n},{n % 7}' if n % 5 else f"n{n},≥5,6,7" for n in range(400)]
    path = text_file(tmp_path, "\n".join([HEAD, *lines]))
    whole = judged(path)
    monkeypatch.setattr(encoding, "_PIECE", 97)
    assert judged(path).equals(whole)
    assert len(whole) == 400
    source = Delimited.of(path, "rows.csv", Wish(rows=7))
    assert sum(len(batch.damaged) for batch in source.batches()) == 80


@given(st.text(st.sampled_from('a,"\n'), max_size=30))
def test_records_part_no_line_in_two_and_lose_none(text: str) -> None:
    found = list(records(text, ",", whole=True))
    lines = sum(1 for line in text.split("\n") if line.strip())
    if '"' not in text:
        assert len(found) == lines
    assert len(found) <= lines
    assert all(one.end <= len(text) + 1 for one in found)


def test_a_summary_counts(tmp_path: Path) -> None:
    summary = evaluate_files([text_file(tmp_path, f"{HEAD}\na,≥5,6\nb,≥5,4\n")], tmp_path / "out.tsv")
    assert isinstance(summary, Summary)
    assert summary.to_dict() | {"seconds": 0, "rows_per_second": 0} == {
        "format": "perfrules-bulk/1",
        "inputs": [str(tmp_path / "rows.csv")],
        "output": str(tmp_path / "out.tsv"),
        "rows": 2,
        "verdicts": {"达标": 1, "未达标": 1, "待定": 0, "不适用": 0},
        "reasons": {"exceeded": 1, "short": 1},
        "seconds": 0,
        "rows_per_second": 0,
    }
