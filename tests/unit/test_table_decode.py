"""Files that are read whatever their encoding, and files that are refused with a reason."""

from pathlib import Path

import pytest

from perfrules.table import decode as decoding
from perfrules.table import read_table
from perfrules.text.errors import TableError

_TEXT = "单位名称\t某市财政局\n一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t培训人数\t≥50人\n"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (_TEXT.encode(), ()),
        (b"\xef\xbb\xbf" + _TEXT.encode(), ()),
        (_TEXT.encode("gbk", errors="replace").replace(b"?50", b"\xa1\xdd50"), ("GB18030",)),
        (_TEXT.encode("gb18030"), ("GB18030",)),
        (_TEXT.encode("utf-16"), ("UTF-16",)),
        (_TEXT.encode("utf-16-le"), ("UTF-16",)),
        (_TEXT.encode("utf-16-be"), ("UTF-16",)),
        (b"\xfe\xff" + _TEXT.encode("utf-16-be"), ("UTF-16",)),
    ],
    ids=["utf-8", "utf-8 with mark", "gbk", "gb18030", "utf-16", "utf-16-le bare", "utf-16-be bare", "utf-16-be"],
)
def test_the_usual_encodings_are_read(tmp_path: Path, data: bytes, note: tuple[str, ...]) -> None:
    path = tmp_path / "目标表 二〇二五.txt"
    path.write_bytes(data)
    table = read_table(str(path))
    assert table.unit_name == "某市财政局"
    assert table.indicators[0].targets["全年"].text == "≥50人"
    assert tuple(one.args["encoding"] for one in table.diagnostics if one.code == "N301") == note


def test_a_damaged_byte_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(_TEXT.encode().replace("≥".encode(), "≥".encode()[:-1]))
    table = read_table(path)
    assert [(one.code, one.where) for one in table.diagnostics] == [("W301", str(path)), ("E311", "第3行第4列")]
    assert table.indicators[0].name == "培训人数"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E304"),
        (b"\xef\xbb\xbf \r\n\t\n", "E304"),
        ("\u3000\n".encode(), "E304"),
        (b"PK\x03\x04....", "E343"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E343"),
        (bytes(range(256)) * 4, "E306"),
        ("指标\x01值".encode(), "E306"),
        (b"\x80\xff\xfe\x81" * 9, "E307"),
        (b"\xff\xfea", "E307"),
    ],
    ids=["empty", "blank", "wide blank", "office", "old office", "bytes", "control", "no encoding", "half utf-16"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "坏文件.txt"
    path.write_bytes(data)
    with pytest.raises(TableError) as caught:
        read_table(path)
    assert [one.code for one in caught.value.diagnostics] == [code]
    assert "坏文件.txt" in caught.value.diagnostics[0].message
    assert caught.value.diagnostics[0].hint


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "没有.txt", "E301"), (tmp_path, "E302"), (tmp_path / ("长" * 300), "E303"), (Path("a\0b"), "E303")):
        with pytest.raises(TableError) as caught:
            read_table(path)
        assert [one.code for one in caught.value.diagnostics] == [code]


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.txt"
    path.write_text(_TEXT, "utf-8")
    monkeypatch.setattr(decoding, "MAX_FILE_BYTES", 20)
    with pytest.raises(TableError) as caught:
        read_table(path)
    assert [one.code for one in caught.value.diagnostics] == ["E305"]


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(TableError) as caught:
        read_table("\n" * 200_000 + _TEXT)
    assert [one.code for one in caught.value.diagnostics] == ["E308"]
