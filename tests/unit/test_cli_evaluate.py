"""`perfrules evaluate`: what it prints, what it writes, what it refuses, and its exit codes."""

import json
import re
from pathlib import Path

import pytest

from perfrules.text.limits import MAX_FILE_BYTES
from perfrules.text.span import display_width
from support.console import ACTUALS, TABLE, call

_HEAD = "一级指标\t二级指标\t三级指标\t半年指标值\t全年指标值\n"
_ROWS = "产出\t数量\t培训人数\t≥20人\t≥50人\n产出\t质量\t合格率\t\t≥95%\n"
_ESCAPE = "\x1b"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "表.txt"
    path.write_text(_HEAD + _ROWS, "utf-8")
    return path


def _actuals(table: Path, text: str) -> str:
    path = table.with_name("实际.csv")
    path.write_text(f"指标,实际值,备注\n{text}", "utf-8")
    return str(path)


def test_the_example_tells_the_tree_its_totals_and_what_is_missing() -> None:
    done = call("evaluate", TABLE, "--actuals", ACTUALS)
    assert done.code == 1
    assert not done.err
    assert "苏州市科学技术局 2025 年度" in done.out
    assert re.search(r"✗ 拥有高新技术企业数 +≥17500家 +16800家 +96% +差 700家 +备注：认定批次推迟", done.out)
    assert re.search(r"✓ 非税收入预算完成率 +≥100% +104% +104% +超过 4个百分点", done.out)
    assert "✗ 合计  达标 46 · 未达标 13 · 待定 3 · 共 62 项" in done.out
    assert "缺实际值 2 项：招引高质量科创项目、实施产学研项目数" in done.out
    assert "单位不符 1 项：科贷通当年受惠企业数" in done.out
    assert _ESCAPE not in done.out


def test_english() -> None:
    done = call("evaluate", TABLE, "--actuals", ACTUALS, "--lang", "en", COLUMNS="70")
    assert done.code == 1
    assert "met 46 · unmet 13 · pending 3 · 62 in all" in done.out
    assert "required ≥17500家, actual 16800家, short by 700家 (96% of the target)" in " ".join(done.out.split())
    assert "no actual value 2: 招引高质量科创项目, 实施产学研项目数" in done.out


@pytest.mark.parametrize("columns", [40, 50, 60, 80, 100, 120, 160, 200])
@pytest.mark.parametrize("options", [(), ("-v",), ("--lang", "en")], ids=str)
def test_no_line_is_wider_than_the_terminal(columns: int, options: tuple[str, ...]) -> None:
    done = call("evaluate", TABLE, "--actuals", ACTUALS, *options, COLUMNS=str(columns))
    assert max(display_width(line) for line in done.out.splitlines()) <= columns
    assert done.out.count("17500家") == (2 if "-v" in options else 1)


@pytest.mark.parametrize("columns", ["120", ""])
def test_values_stand_in_columns_at_every_depth(columns: str) -> None:
    out = call("evaluate", TABLE, "--actuals", ACTUALS, COLUMNS=columns).out.splitlines()
    rows = [line for line in out if re.search(r"(绩效目标合理性|重大创新团队|服务对象满意度) +(合理|≥)", line)]
    places = {display_width(re.split(r"合理  |≥", line.replace("目标合理性", "目标某某性"))[0]) for line in rows}
    assert len(rows) == 3
    assert len(places) == 1


def test_a_long_duty_is_shortened_unless_all_is_asked_for(tmp_path: Path) -> None:
    duty = "（一）贯彻执行国家有关法律法规，" * 80
    path = tmp_path / "t.txt"
    path.write_text(f"{_HEAD}履职\t{duty}\t项目数\t\t≥5项\n", "utf-8")
    short = call("evaluate", str(path))
    assert max(len(line) for line in short.out.splitlines()) < 120
    assert "…" in short.out
    assert duty[:900] in call("evaluate", str(path), "-v").out
    assert "…" not in "".join(call("evaluate", str(path), "-v", COLUMNS="80").out.split()).split("待定事项")[0]


def test_colours_are_for_terminals_only() -> None:
    arguments = ("evaluate", TABLE, "--actuals", ACTUALS)
    assert _ESCAPE in call(*arguments, terminal=True, COLUMNS="100").out
    assert _ESCAPE in call(*arguments, FORCE_COLOR="1").out
    assert _ESCAPE not in call(*arguments, terminal=True, COLUMNS="100", NO_COLOR="1").out
    assert _ESCAPE not in call(*arguments, terminal=True, COLUMNS="100", TERM="dumb").out
    plain = call(*arguments, COLUMNS="100").out
    colored = re.sub(r"\x1b\[[0-9;]*m", "", call(*arguments, terminal=True, COLUMNS="100").out)
    assert [line.rstrip() for line in colored.splitlines()] == plain.splitlines()


def test_a_terminal_without_columns_has_a_width() -> None:
    done = call("evaluate", TABLE, "--actuals", ACTUALS, terminal=True, NO_COLOR="1")
    assert max(display_width(line) for line in done.out.splitlines()) <= 80


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp437", "latin-1"])
def test_every_encoding_can_show_it(encoding: str) -> None:
    done = call("evaluate", TABLE, "--actuals", ACTUALS, "--lang", "zh", encoding=encoding)
    assert done.code == 1
    assert ("√ 非税收入预算完成率" in done.out) == (encoding == "gbk")
    assert ("N502" in done.err) == (encoding != "gbk")


def test_a_console_without_chinese_is_spoken_to_in_english() -> None:
    done = call("evaluate", TABLE, "--actuals", ACTUALS, encoding="ascii")
    assert "met 46 | unmet 13 | pending 3" in done.out
    assert call("evaluate", "nowhere.txt", encoding="ascii").err.startswith("error E301: no such file: nowhere.txt")


def test_all_met_is_0(table: Path) -> None:
    done = call("evaluate", str(table), "--actuals", _actuals(table, "培训人数,60人,\n合格率,96%,\n"))
    assert (done.code, done.err) == (0, "")
    assert "达标 2 · 未达标 0 · 共 2 项" in done.out


def test_the_period_is_chosen_and_an_unknown_one_is_answered_with_those_there_are(table: Path) -> None:
    actuals = _actuals(table, "培训人数,30人,\n")
    assert call("evaluate", str(table), "--actuals", actuals, "--period", "半年").code == 0
    assert call("evaluate", str(table), "--actuals", actuals, "--period", "全年").code == 1
    done = call("evaluate", str(table), "--actuals", actuals, "--period", "季度")
    assert (done.code, done.out) == (2, "")
    assert "E402" in done.err
    assert "半年、全年" in done.err
    assert "表.txt" in done.err


def test_without_actual_values_everything_waits_and_a_hint_says_how_to_give_them(table: Path) -> None:
    done = call("evaluate", str(table))
    assert done.code == 0
    assert "待定 2" in done.out
    assert "W501" in done.err
    assert "--actuals" in done.err


def test_the_table_may_hold_the_actual_values_itself(tmp_path: Path) -> None:
    path = tmp_path / "自评.txt"
    path.write_text("一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n产出\t数量\t培训人数\t≥50人\t60人\n", "utf-8")
    done = call("evaluate", str(path))
    assert (done.code, done.err) == (0, "")
    assert "达标 1" in done.out
    assert "目标表自带" in done.out


def test_an_unreadable_cell_is_told_with_its_place_and_all_other_rows_are_judged(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text(_HEAD + "产出\t数量\t培训人数\t\t≥≥50人\n产出\t质量\t合格率\t\t≥95%\n", "utf-8")
    done = call("evaluate", str(path), "--actuals", _actuals(path, "合格率,90%,\n培训人数,3人,\n"))
    assert done.code == 1
    assert re.search(r"表\.txt 第2行第5列 错误 E101", done.err)
    assert "差 5个百分点" in done.out
    assert "指标值无法识别 1 项：培训人数" in done.out
    assert "第2行第5列" not in done.out


def test_faults_of_the_actual_values_are_told_with_their_file(table: Path) -> None:
    done = call("evaluate", str(table), "--actuals", _actuals(table, "培训人,60人,\n合格率,96%,,多\n"))
    assert re.search(r"实际\.csv 第2行第2列 警告 W401.*\n.*培训人数", done.err)
    assert re.search(r"实际\.csv 第3行 错误 E323", done.err)
    english = call("evaluate", str(table), "--actuals", _actuals(table, "培训人,60人,\n"), "--lang", "en")
    assert re.search(r"实际\.csv line 2 column 2 warning W401: the table has no indicator", english.err)


def test_notes_on_request(table: Path) -> None:
    path = table.with_name("gbk.txt")
    path.write_bytes((_HEAD + "产出\t数量\t培训人数\t\t=50人\n").encode("gbk"))
    quiet, verbose = call("evaluate", str(path)), call("evaluate", str(path), "-v")
    assert "N301" not in quiet.err
    assert "N301" in verbose.err
    assert "N230" not in quiet.out
    assert "另有 2 条解读说明" in quiet.out
    assert "N230 按「越大越好」" in verbose.out


def test_standard_input_is_either_file() -> None:
    table, actuals = Path(TABLE).read_bytes(), Path(ACTUALS).read_bytes()
    wanted = "合计  达标 46 · 未达标 13 · 待定 3"
    assert wanted in call("evaluate", "-", "--actuals", ACTUALS, stdin=table).out
    assert wanted in call("evaluate", TABLE, "--actuals", "-", stdin=actuals).out
    both = call("evaluate", "-", "--actuals", "-", stdin=table)
    assert (both.code, both.out) == (2, "")
    assert "E507" in both.err


@pytest.mark.parametrize("data", [b"PK\x03\x04....", b"%PDF-1.7"])
def test_a_damaged_office_file_gets_one_clear_fault(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "坏 表.txt"
    path.write_bytes(data)
    done = call("evaluate", str(path))
    assert (done.code, done.out) == (2, "")
    assert re.findall(r"[EWN]\d{3}", done.err) == ["E343"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E304"),
        (b" \n\n", "E304"),
        (b"\x00\x01\x02\xff" * 9, "E306"),
        (b"abc", "E309"),
        (b"\xff\xfe\x00", "E307"),
        ("随便一段文字\n没有表".encode(), "E309"),
        ((_HEAD + _ROWS + "\n某项目绩效目标表\n" + _HEAD + _ROWS).encode(), "E511"),
    ],
)
@pytest.mark.parametrize("stdin", [False, True])
def test_a_file_that_is_no_table_gets_one_clear_fault(tmp_path: Path, data: bytes, code: str, stdin: bool) -> None:
    path = tmp_path / "坏 表.txt"
    path.write_bytes(data)
    html = tmp_path / "r.html"
    done = call("evaluate", "-" if stdin else str(path), "--html", str(html), stdin=data)
    assert (done.code, done.out) == (2, "")
    assert re.findall(r"[EWN]\d{3}", done.err) == [code]
    assert ("标准输入" if stdin else "坏 表.txt") in done.err
    assert not html.exists()


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    done = call("evaluate", str(path))
    assert done.code == 2
    assert "E305" in done.err
    assert "E305" in call("evaluate", "-", stdin=b"a" * (MAX_FILE_BYTES + 2)).err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_tables_and_actual_values_in_every_encoding(table: Path, encoding: str) -> None:
    table.write_bytes((_HEAD + _ROWS).encode(encoding))
    actuals = table.with_name("a.csv")
    actuals.write_bytes("指标,实际值\n培训人数,60人\n合格率,96%\n".encode(encoding))
    done = call("evaluate", str(table), "--actuals", str(actuals))
    assert (done.code, done.err) == (0, "")
    assert "达标 2" in done.out


def test_faults_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    done = call("evaluate", str(tmp_path / "没有.txt"), "--actuals", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert re.findall(r"E\d{3}", done.err) == ["E301", "E302"]


@pytest.mark.parametrize(("text", "code"), [("指标;数\na;1\n", "E321"), ('{"a": }', "E326"), ("", "E304")])
def test_actual_values_that_cannot_be_read(table: Path, text: str, code: str) -> None:
    path = table.with_name("a.csv")
    path.write_text(text, "utf-8")
    done = call("evaluate", str(table), "--actuals", str(path))
    assert (done.code, done.out) == (2, "")
    assert code in done.err
    assert "a.csv" in done.err


def test_json_is_one_document_in_any_encoding() -> None:
    done = call("evaluate", TABLE, "--actuals", ACTUALS, "--json")
    assert done.code == 1
    data = json.loads(done.out)
    assert data["totals"] == {"达标": 46, "未达标": 13, "待定": 3, "不适用": 0}
    assert "拥有高新技术企业数" in done.out
    gbk = call("evaluate", TABLE, "--actuals", ACTUALS, "--json", encoding="gbk")
    assert gbk.out.isascii()
    assert json.loads(gbk.out) == data


def test_html_is_written_beside_the_report(table: Path) -> None:
    path = table.parent / "新 文件夹" / "里" / "报告.html"
    done = call("evaluate", str(table), "--html", str(path))
    assert done.code == 0
    assert "合计" in done.out
    assert f"已写入 {path}" in done.err
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [one.name for one in path.parent.iterdir()] == ["报告.html"]


def test_an_input_is_never_overwritten(table: Path) -> None:
    actuals = _actuals(table, "培训人数,60人,\n")
    (table.parent / "link.html").symlink_to(table)
    before = {path: path.read_bytes() for path in table.parent.iterdir()}
    for target in (str(table), actuals, str(table.parent / "x" / ".." / table.name), str(table.parent / "link.html")):
        (table.parent / "x").mkdir(exist_ok=True)
        done = call("evaluate", str(table), "--actuals", actuals, "--html", target)
        assert (done.code, done.out) == (2, "")
        assert "E508" in done.err
    (table.parent / "x").rmdir()
    assert {path: path.read_bytes() for path in table.parent.iterdir()} == before


def test_an_old_page_survives_a_fault_and_is_replaced_otherwise(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = table.with_name("r.html")
    page.write_text("old", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        done = call("evaluate", str(table), "--html", str(page))
    assert (done.code, done.out) == (2, "")
    assert "E509" in done.err
    assert page.read_text("utf-8") == "old"
    assert sorted(path.name for path in table.parent.iterdir()) == ["r.html", "表.txt"]
    assert call("evaluate", str(table), "--html", str(page)).code == 0
    assert page.read_text("utf-8") != "old"


def test_a_page_needs_a_place_to_be(table: Path) -> None:
    for target in (table.parent, Path("/dev/null"), Path("-")):
        done = call("evaluate", str(table), "--html", str(target))
        assert (done.code, done.out) == (2, "")
        assert "E510" in done.err
    done = call("evaluate", str(table), "--html", str(table / "below.html"))
    assert done.code == 2
    assert "E509" in done.err


def test_one_of_several_tables_is_chosen_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "两张.txt"
    path.write_text(f"甲项目绩效目标表\n{_HEAD}{_ROWS}\n乙项目绩效目标表\n{_HEAD}{_ROWS.replace('培训人数', '参训人数')}", "utf-8")
    assert "--table 2" in call("evaluate", str(path)).err
    assert "参训人数" in call("evaluate", str(path), "--table", "2").out
    assert "培训人数" in call("monitor", str(path), "--table", "1").out
    missing = call("score", str(path), "--table", "3")
    assert (missing.code, "E515" in missing.err) == (2, True)


def test_a_value_of_several_rows_is_placed_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("一级指标\t三级指标\t全年指标值\n产出\t培训人数\t≥50人\n效益\t培训人数\t≥50人\n", "utf-8")
    (tmp_path / "a.csv").write_text("指标,实际值\n培训人数,50人\n", "utf-8")
    done = call("evaluate", str(tmp_path / "t.txt"), "--actuals", str(tmp_path / "a.csv"))
    assert "a.csv 第2行第2列 警告 W412" in done.err
