"""The command as a process: encodings, pipes, odd places, an incomplete installation, and what it imports."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.console import ACTUALS, EXAMPLE, TABLE, spawn

_WANTED = "合计  达标 46 · 未达标 13 · 待定 3"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
@pytest.mark.parametrize("columns", ["40", "200"])
def test_any_console(encoding: str, columns: str) -> None:
    done = spawn("evaluate", TABLE, "--actuals", ACTUALS, "-v", PYTHONIOENCODING=encoding, COLUMNS=columns)
    assert done.returncode == 1
    text = done.stdout.decode(encoding)
    assert ("达标 46" if encoding != "ascii" else "met 46") in text
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout


def test_odd_places_and_a_plain_locale(tmp_path: Path) -> None:
    folder = tmp_path / "绩效 材料"
    folder.mkdir()
    for name in ("table.txt", "actuals.csv"):
        (folder / f"二〇二五 {name}").write_bytes((EXAMPLE / name).read_bytes())
    done = spawn(
        "evaluate",
        "二〇二五 table.txt",
        "--actuals",
        "二〇二五 actuals.csv",
        "--html",
        "新/报告 1.html",
        folder=folder,
        LC_ALL="C",
        LANG="C",
    )
    assert done.returncode == 1
    assert _WANTED in done.stdout.decode("utf-8")
    assert "二〇二五 actuals.csv" in (folder / "新" / "报告 1.html").read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="a file name that is no text")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xed.txt"))
    path.write_bytes((EXAMPLE / "table.txt").read_bytes())
    for options in ([], ["--json"], ["--html", "x.html"]):
        done = subprocess.run(
            [sys.executable, "-m", "perfrules", "evaluate", path, *options], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_reader_who_leaves_is_no_fault(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "perfrules", "evaluate", TABLE, "--actuals", ACTUALS]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "perfrules", "parse", "≥95%"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"E512" in done.stderr
    assert b"Traceback" not in done.stderr


def test_json_through_a_pipe_is_utf_8_or_ascii() -> None:
    plain = spawn("evaluate", TABLE, "--actuals", ACTUALS, "--json", PYTHONIOENCODING="gbk").stdout
    assert json.loads(plain.decode("ascii"))["unit_name"] == "苏州市科学技术局"


def test_without_the_extra_one_line_says_how_to_install_it() -> None:
    hide = (
        "import sys; from importlib.abc import MetaPathFinder\n"
        "import importlib.util as u; found = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name in ('click', 'rich', 'jinja2') else found(name, *rest)\n"
        "from perfrules.cli import main; sys.exit(main(['--version']))"
    )
    done = spawn(python=("-c", hide))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == ['perfrules: the command line needs click, rich, jinja2; run: pip install "perfrules[cli]"']


@pytest.mark.parametrize("arguments", [["--version"], ["-h"], ["evaluate", "-h"], ["completion", "bash"]])
def test_help_and_version_read_no_grammar(arguments: list[str]) -> None:
    seen = "[name for name in ('lark', 'jinja2', 'rich') if name in sys.modules]"
    code = f"import sys; from perfrules.cli import main; main({arguments!r}); print({seen})"
    done = spawn(python=("-c", code))
    assert done.stdout.decode().splitlines()[-1] == "[]"


COMMANDS = {
    *("evaluate", "review", "parse", "score", "monitor", "check", "fmt", "lint", "test", "cover", "diff", "doc", "rulesets", "policies"),
    *("bulk", "completion", "conform", "mutate"),
}


@pytest.mark.parametrize(
    ("words", "incomplete", "wanted"),
    [
        ("perfrules ", "", COMMANDS),
        (f"perfrules evaluate '{TABLE}' --period ", "", {"半年", "全年"}),
        ("perfrules evaluate nowhere.txt --period ", "全", {"全年"}),
        ("perfrules evaluate --per", "--per", {"--period"}),
        (f"perfrules score '{TABLE}' --policy ", "mof-2021", {"mof-2021", "mof-2021-finished"}),
    ],
)
def test_completion_answers(words: str, incomplete: str, wanted: set[str]) -> None:
    valued = words.endswith(("--period ", "--policy "))
    index = str(4 if valued else (2 if "evaluate" in words else 1))
    done = spawn(_PERFRULES_COMPLETE="bash_complete", COMP_WORDS=words + incomplete if words.endswith(" ") else words, COMP_CWORD=index)
    assert {line.partition(",")[2] for line in done.stdout.decode().splitlines()} == wanted


def test_files_are_completed() -> None:
    done = spawn(_PERFRULES_COMPLETE="bash_complete", COMP_WORDS="perfrules evaluate t", COMP_CWORD="2")
    assert done.stdout.decode().splitlines() == ["file,t"]
