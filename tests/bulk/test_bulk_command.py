"""The command `perfrules bulk`: what it prints, its exit codes, and what a run that is ended leaves behind."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from perfrules.cli import main
from perfrules.report.document import schema

HEAD = "指标名称,年度指标值,完成值\n"
COMMAND = (sys.executable, "-m", "perfrules", "bulk")
Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a blank and Chinese in its path, in which the commands run."""
    found = tmp_path / "绩效 数据"
    found.mkdir()
    monkeypatch.chdir(found)
    (found / "甲.csv").write_text(HEAD + "企业数,≥100家,96家\n满意度,≥95%,96%\n", "utf-8")
    (found / "乙.csv").write_text(HEAD + "增长,≥5%,5%\n项目数,≥10个,不适用\n", "utf-8")
    return found


def test_the_plain_command_just_works(folder: Path, capsys: Output) -> None:
    assert main(["bulk", "甲.csv", "-o", "out.csv"]) == 1
    shown = capsys.readouterr()
    assert "--target 年度指标值、--actual 完成值、--name 指标名称" in shown.err
    assert [line.split()[-1] for line in shown.out.splitlines()[:5]] == ["2", "1", "1", "0", "0"]
    assert "short 1" in shown.out
    assert pl.read_csv(folder / "out.csv")["verdict"].to_list() == ["未达标", "达标"]


def test_the_exit_code_is_that_of_unmet_rows(folder: Path, capsys: Output) -> None:
    assert main(["bulk", "乙.csv", "-o", "out.parquet", "--lang", "en"]) == 0
    assert "rows" in capsys.readouterr().out
    assert main(["bulk", "无.csv", "-o", "out.parquet"]) == 2
    assert main(["bulk", "甲.csv", "-o", "-"]) == 2
    assert main(["bulk", "甲.csv", "-o", "甲.csv"]) == 2
    assert main(["bulk", "甲.csv", "-o", "x.csv", "--target", "无"]) == 2
    assert "E801" in capsys.readouterr().err


def test_patterns_sources_and_the_document(folder: Path, capsys: Output) -> None:
    assert main(["bulk", "*.csv", "-o", "out.parquet", "--json", "--source-column", "文件", "--weight", "10"]) == 1
    document = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(schema("bulk")).validate(document)
    assert document["inputs"] == ["乙.csv", "甲.csv"]
    found = pl.read_parquet(folder / "out.parquet")
    assert found["文件"].to_list() == ["乙.csv"] * 2 + ["甲.csv"] * 2
    assert found["score"].to_list()[2:] == [9.6, 10.0]


def test_options_that_do_nothing_are_told(folder: Path, capsys: Output) -> None:
    assert main(["bulk", "乙.csv", "-o", "out.parquet", "--policy", "mof-2021", "--sheet", "3", "--target", "年度指标值"]) == 0
    told = capsys.readouterr().err
    assert "--policy 不起作用" in told
    assert "--sheet 不起作用" in told
    assert "--actual 完成值" in told
    assert "--target" not in told
    assert main(["bulk", "乙.csv", "-o", "out.parquet", "--weight", "-5"]) == 2
    assert "E405" in capsys.readouterr().err


def test_standard_input_is_a_file(folder: Path) -> None:
    done = _run("-", "-o", "out.xlsx", stdin=(folder / "甲.csv").read_bytes())
    assert done.returncode == 1, done.stderr
    assert "标准输入" in done.stderr.decode("utf-8")
    assert (folder / "out.xlsx").exists()


def test_a_missing_extra_is_named(folder: Path) -> None:
    code = "import sys; sys.modules['polars'] = None; from perfrules.cli import main; sys.exit(main(['bulk', '甲.csv', '-o', 'x.csv']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=_env(), check=False)
    assert done.returncode == 2
    assert 'perfrules[bulk]"' in done.stderr.decode("utf-8")


@pytest.fixture
def large(folder: Path) -> Path:
    """A file that takes a few seconds."""
    rows = "".join(f"数{n % 40},≥{n},{n % 977}\n" for n in range(60_000))
    path = folder / "large.csv"
    path.write_text(HEAD + rows * 20, "utf-8")
    return path


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize(("number", "left"), [(signal.SIGKILL, 1), (signal.SIGINT, 0)])
def test_a_run_that_is_ended_leaves_nothing_that_looks_complete(large: Path, number: int, left: int) -> None:
    process = subprocess.Popen([*COMMAND, large.name, "-o", "out.parquet"], env=_env(), stderr=subprocess.PIPE)
    _wait(lambda: any(one.suffix == ".tmp" and one.stat().st_size for one in large.parent.iterdir()), process)
    process.send_signal(number)
    _, error = process.communicate(timeout=30)
    assert process.returncode in (-signal.SIGKILL, 130), error
    names = sorted(one.name for one in large.parent.iterdir() if one.suffix != ".csv")
    assert "out.parquet" not in names
    assert len(names) == left
    for name in names:
        assert name.startswith(".perfrules-")
        assert name.endswith(".tmp")
        with pytest.raises(pl.exceptions.ComputeError):
            pl.read_parquet(large.parent / name)


@pytest.mark.skipif(os.name != "posix", reason="limits are those of POSIX")
def test_a_disk_that_fills_up_leaves_nothing(large: Path) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    for name in ("out.csv", "out.parquet"):
        command = [*COMMAND, "甲.csv", "large.csv", "-o", name]
        done = subprocess.run(command, env=_env(), capture_output=True, preexec_fn=small, check=False)
        assert done.returncode == 2, done.stderr
        assert "E509" in done.stderr.decode("utf-8")
        assert [one.name for one in large.parent.iterdir() if one.suffix != ".csv"] == []
        assert not (large.parent / name).exists()


def _run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, env=_env(), check=False)


def _env() -> dict[str, str]:
    return os.environ | {"PYTHONUTF8": "1"}


def _wait(ready: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while not ready():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)
