"""`perfrules review`: one file, folders, formats, settings, broken files, interrupted runs, exit codes."""

import csv
import io
import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from perfrules.cli import review as command
from support.console import TABLE, call, spawn

HEAD = "一级指标\t二级指标\t三级指标\t全年指标值\n"
GOOD = HEAD + "产出\t数量\t培训人数\t≥50人\n效益\t社会效益\t带动就业人数\t≥5人\n满意度\t满意度\t学员满意度\t≥90%\n"
BAD = GOOD.replace("≥50人", "=50人")


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where no settings file of ours holds, with a cache of its own."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("PERFRULES_CACHE", str(tmp_path / "cache"))


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def folder(count: int, *, broken: tuple[int, ...] = ()) -> Path:
    for number in range(count):
        if number in broken:
            Path("tables").mkdir(exist_ok=True)
            Path(f"tables/{number:02}.xlsx").write_bytes(b"PK\x03\x04 no workbook")
        else:
            write(f"tables/{number:02}.txt", BAD)
    return Path("tables")


def workbook(name: str) -> None:
    """Write the bad table as a workbook, its `=50人` as text."""
    book = openpyxl.Workbook()
    for row, line in enumerate(BAD.splitlines(), 1):
        for column, text in enumerate(line.split("\t"), 1):
            book.active.cell(row, column, text).data_type = "s"
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    book.save(name)


def test_a_good_table_has_nothing_to_report() -> None:
    done = call("review", str(write("表.txt", GOOD)), "--ignore", "N")
    assert (done.code, done.err) == (0, "")
    assert "没有问题" in done.out


def test_every_fault_of_the_example_is_told_with_its_line() -> None:
    done = call("review", TABLE)
    assert done.code == 1
    lines = done.out.splitlines()
    for code, place in (
        ("M01", "第23行第3列"),
        ("N02", "第104行第5列"),
        ("P03", "第34行第1列"),
        ("T02", "第106行第1列"),
        ("R05", "第70行第6列"),
    ):
        assert any(f" {place}: " in line and f" {code}：" in line for line in lines), code


def test_the_least_severity_decides_what_is_told_and_the_exit_code() -> None:
    path = str(write("表.txt", BAD))
    assert "V08" in call("review", path, "--min-severity", "warning", "--ignore", "N").out
    done = call("review", path, "--min-severity", "error")
    assert (done.code, "V08" in done.out) == (0, False)


def test_documents_for_programs() -> None:
    path = str(write("表.txt", BAD))
    document = json.loads(call("review", path, "--format", "json").out)
    assert document["format"] == "perfrules-review/1"
    assert "V08" in {one["code"] for one in document["files"][0]["tables"][0]["findings"]}
    sarif = json.loads(call("review", path, "--format", "sarif").out)
    assert "V08" in {one["ruleId"] for one in sarif["runs"][0]["results"]}
    suites = ElementTree.fromstring(call("review", path, "--format", "junit").out)
    assert int(suites.get("failures", "0")) >= 1
    rows = list(csv.reader(io.StringIO(call("review", path, "--format", "csv").out.lstrip("\ufeff"))))
    assert "V08" in {row[3] for row in rows[1:]}


@pytest.mark.parametrize("style", ["html", "xlsx", "docx"])
def test_files_for_people_need_a_place(style: str) -> None:
    path = str(write("表.txt", BAD))
    done = call("review", path, "--format", style, terminal=True)
    assert (done.code, "E737" in done.err) == (2, True)
    piped = spawn("review", path, "--format", style, folder=Path.cwd())
    assert (piped.returncode, piped.stderr) == (1, b"")
    assert piped.stdout.startswith(b"<!DOCTYPE html>" if style == "html" else b"PK")
    done = call("review", path, "--format", style, "-o", f"out/review.{style}")
    assert done.code == 1
    assert f"已写入 out/review.{style}" in done.err
    assert Path(f"out/review.{style}").stat().st_size > 1000


def test_an_input_is_never_written_over() -> None:
    path = write("表.txt", BAD)
    done = call("review", str(path), "--format", "json", "-o", str(path))
    assert (done.code, "E508" in done.err) == (2, True)
    assert path.read_text("utf-8") == BAD


def test_text_goes_to_a_file_as_well() -> None:
    done = call("review", str(write("表.txt", BAD)), "-o", "意见.txt")
    assert (done.code, done.out) == (1, "")
    assert "V08" in Path("意见.txt").read_text("utf-8")


def test_standard_input_is_a_table() -> None:
    done = call("review", "-", stdin=BAD.encode())
    assert done.code == 1
    assert "V08" in done.out
    assert call("review", "-", TABLE, stdin=BAD.encode()).code == 2
    workbook("表.xlsx")
    assert "工作表「Sheet」D2" in call("review", "-", stdin=Path("表.xlsx").read_bytes()).out


def test_a_copy_has_comments_and_the_original_none() -> None:
    workbook("表.xlsx")
    before = Path("表.xlsx").read_bytes()
    done = call("review", "表.xlsx", "--annotate", "意见.xlsx")
    assert done.code == 1
    assert Path("表.xlsx").read_bytes() == before
    assert "V08" in openpyxl.load_workbook("意见.xlsx").worksheets[0]["D2"].comment.text


def test_copies_of_a_folder_stand_as_their_originals_and_other_kinds_are_told() -> None:
    workbook("tables/a/表.xlsx")
    write("tables/b.txt", BAD)
    done = call("review", "tables", "--annotate", "copies")
    assert Path("copies/a/表.xlsx").is_file()
    assert "tables/b.txt" in done.err
    assert done.code == 1


def test_a_broken_file_is_told_of_and_the_others_are_done() -> None:
    done = call("review", str(folder(3, broken=(1,))), "--ignore", "N")
    assert done.code == 2
    assert done.err.count("tables/01.xlsx") == 1
    assert "Traceback" not in done.err
    assert done.out.count("V08") == 2


def test_many_files_are_reviewed_by_several_processes_in_order() -> None:
    done = call("review", str(folder(7, broken=(3,))), "--ignore", "N", "--jobs", "2")
    assert done.code == 2
    assert [line[:13] for line in done.out.splitlines() if "V08" in line] == [f"tables/{n:02}.txt" for n in range(7) if n != 3]


def test_a_folder_as_one_page_with_a_page_for_each_file() -> None:
    done = call("review", str(folder(2)), "--format", "html", "-o", "all.html")
    assert done.code == 1
    assert 'href="all_files/0001.html"' in Path("all.html").read_text("utf-8")
    assert "V08" in Path("all_files/0002.html").read_text("utf-8")


def test_other_texts_of_a_folder_are_no_faults() -> None:
    write("tables/说明.txt", "没有表")
    write("tables/表.txt", GOOD)
    write("tables/~$表.xlsx", "")
    write("tables/.git/表.txt", BAD)
    done = call("review", "tables", "--ignore", "N")
    assert (done.code, done.err) == (0, "")
    assert "说明.txt" in call("review", "tables", "--ignore", "N", "-v").err
    assert call("review", "tables/说明.txt").code == 2


def test_a_folder_without_tables_and_a_path_that_is_not_there() -> None:
    Path("empty").mkdir()
    done = call("review", "empty", "nowhere.xlsx")
    assert done.code == 2
    assert "E735" in done.err
    assert "E301" in done.err


def test_a_settings_file_is_found_and_checked() -> None:
    path = str(write("表.txt", BAD))
    write(
        "perfrules.toml",
        '[review]\nmin-severity = "warning"\nignore = ["N01"]\n[review.checks]\nV08 = "off"\nT07 = {severity = "error", "最少" = "9项"}\n',
    )
    done = call("review", path)
    assert "V08" not in done.out
    assert "错误 T07" in done.out
    write("perfrules.toml", '[review]\nmin-severty = "warning"\n[review.checks]\nV08 = "loud"\n')
    done = call("review", path)
    assert (done.code, done.err.count("E733")) == (2, 2)
    assert "是不是「min-severity」" in done.err
    write("perfrules.toml", "[review\n")
    assert "E734" in call("review", path).err
    write("perfrules.toml", '[review]\nmin-severity = "high"\n')
    assert "E736" in call("review", path).err
    write("perfrules.toml", '[review]\nchecks = {X01 = "off"}\n')
    assert "E720" in call("review", path).err


def test_a_project_file_holds_below_it_and_another_can_be_named() -> None:
    write("pyproject.toml", '[tool.perfrules.review.checks]\nV08 = "off"\n')
    path = str(write("below/表.txt", BAD))
    assert "V08" not in call("review", path).out
    assert "V08" in call("review", path, "--config", str(write("other.toml", ""))).out


def test_a_ruleset_brings_its_framework_and_settings() -> None:
    rules = write("规则.perf", "规则集 小框架\n审核 V08 关闭\n一级指标 产出\n三级指标 培训人数 全年 ≥50人\n三级指标 培训场次 全年 ≥5场\n")
    done = call("review", str(write("表.txt", BAD)), "--ruleset", str(rules))
    assert "V08" not in done.out
    assert "R02" in done.out
    assert call("review", "表.txt", "--ruleset", "没有这个").code == 2


def test_earlier_tables_are_compared() -> None:
    write("去年.txt", "一级指标\t二级指标\t三级指标\t全年指标值\t实际完成值\n产出\t数量\t培训人数\t≥50人\t80人\n")
    assert "Y01" in call("review", str(write("表.txt", GOOD)), "--last-year", "去年.txt").out


def test_pairs_of_goals_and_rows_are_shown_on_request() -> None:
    path = str(write("表.txt", "单位名称\t某局\n年度目标\t全年培训50人。\n" + GOOD))
    assert "主体相近" not in call("review", path).out
    assert "主体相近" in call("review", path, "--matches").out


def test_an_interrupted_run_can_be_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    place, done = str(folder(4)), list[str]()
    honest = command.review_file

    def counted(tools: object, task: tuple[str, str]) -> object:
        if len(done) == 2 and "first" in done[0]:
            raise KeyboardInterrupt
        done.append(f"{'first' if not done or 'first' in done[0] else 'second'} {task[1]}")
        return honest(tools, task)

    monkeypatch.setattr(command, "review_file", counted)
    first = call("review", place)
    assert (first.code, "N730" in first.err) == (130, True)
    assert len(done) == 2
    done[:] = ["second run"]
    second = call("review", place, "--resume")
    assert done[1:] == ["second tables/02.txt", "second tables/03.txt"]
    assert second.out.count("V08") == 4
    done[:] = ["second run"]
    assert call("review", place, "--resume").code == 1
    assert len(done) == 5


def test_an_internal_error_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("perfrules.cli.reviewed.read_tables", broken)
    done = call("review", str(write("表.txt", GOOD)))
    assert (done.code, "E732" in done.err, "Traceback" in done.err) == (2, True, False)


def test_english() -> None:
    done = call("review", str(write("表.txt", BAD)), "--lang", "en", "--ignore", "N")
    assert "warning V08: " in done.out


@pytest.mark.parametrize("style", ["xlsx", "docx"])
def test_a_missing_library_is_told_with_what_to_install(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [
        name for name in sys.modules if name.startswith(("openpyxl", "docx", "perfrules.report.workbook", "perfrules.report.letter"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "docx", None)
    done = call("review", str(write("表.txt", BAD)), "--format", style, "-o", f"out.{style}")
    assert (done.code, "perfrules[office]" in done.err, "Traceback" in done.err) == (2, True, False)
    assert not Path(f"out.{style}").exists()


def test_a_page_does_not_tell_where_it_was_made() -> None:
    path = write("表.txt", BAD).resolve()
    folder(2)
    call("review", str(path), "--format", "html", "-o", "one.html")
    call("review", str(Path("tables").resolve()), "--format", "html", "-o", "all.html")
    for page in ("one.html", "all.html", "all_files/0001.html"):
        assert str(path.parent) not in Path(page).read_text("utf-8")


def test_no_page_is_made_of_a_file_that_cannot_be_read() -> None:
    Path("坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    done = call("review", "坏.xlsx", "--format", "html", "-o", "one.html")
    assert (done.code, Path("one.html").exists()) == (2, False)
    document = json.loads(call("review", "坏.xlsx", "--format", "json").out)
    assert document["unreadable"] == 1


def hiding_workbook(name: str) -> None:
    """Write the bad table as a workbook with a row that is hidden and a formula that nobody calculated."""
    workbook(name)
    book = openpyxl.load_workbook(name)
    book.active.row_dimensions[2].hidden = True
    book.active["E3"] = "=1+1"
    book.save(name)


@pytest.mark.parametrize("several", [False, True])
def test_what_was_left_out_in_reading_is_told(several: bool) -> None:
    hiding_workbook("tables/表.xlsx")
    for number in range(several * 5):
        workbook(f"tables/{number}.xlsx")
    done = call("review", "tables" if several else "tables/表.xlsx", "--ignore", "V")
    assert [(code, done.err.count(code)) for code in ("W341", "W342")] == [("W341", 1), ("W342", 1)]
    assert f"{Path('tables/表.xlsx')} 工作表「Sheet」" in done.err
    document = json.loads(call("review", "tables", "--format", "json").out)
    noted = {one["code"] for file in document["files"] for table in file["tables"] for one in table["diagnostics"]}
    assert {"W341", "W342"} <= noted


def test_what_findings_tell_is_not_told_twice() -> None:
    path = write("表.txt", BAD.replace("≥5人", "＿") + "产出\t质量\t合格率\t≥95%且\n")
    done = call("review", str(path), "-v")
    assert ("V01" in done.out, "V02" in done.out, done.err) == (True, True, "")


def test_goals_and_rows_are_listed_for_several_files() -> None:
    paths = [str(write(f"{name}.txt", "年度目标\t培训60人\n" + BAD)) for name in "甲乙"]
    done = call("review", *paths, "--matches")
    assert [f"{name}.txt 第1行" in done.out and f"{name}.txt 第1行第2列 年度 培训60人 →" in done.out for name in "甲乙"] == [True, True]


def test_office_files_of_a_folder_that_cannot_be_read_are_told_of() -> None:
    write("tables/好.txt", GOOD)
    for name in ("表.ods", "表.ofd", "表.xlsb", "表.docm"):
        Path(f"tables/{name}").write_bytes(b"PK\x03\x04 nothing that is read")
    Path("tables/照片.png").write_bytes(b"\x89PNG")
    done = call("review", "tables", "--ignore", "N")
    assert done.code == 2
    assert [name for name in ("表.ods", "表.ofd", "表.xlsb", "表.docm", "照片.png") if name in done.err] == [
        "表.ods",
        "表.ofd",
        "表.xlsb",
        "表.docm",
    ]
