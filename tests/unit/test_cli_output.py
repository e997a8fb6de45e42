"""Streams that go away, a missing extra, and the answers of completion."""

import importlib.util
import io
import os
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from perfrules.cli import main
from perfrules.cli.app import build
from perfrules.cli.commands import periods_of
from perfrules.cli.fault import RequestError
from perfrules.cli.output import put
from support.console import TABLE


class _Gone(io.TextIOWrapper):
    """A stream whose writing fails; closing it afterwards must not fail again."""

    def __init__(self, path: Path, fault: OSError) -> None:
        super().__init__(path.open("wb"), "utf-8")
        self.fault = fault

    def write(self, text: str) -> int:
        raise self.fault


def test_a_reader_who_leaves_is_no_fault(tmp_path: Path) -> None:
    stream = _Gone(tmp_path / "pipe", BrokenPipeError(32, "Broken pipe"))
    put("达标", stream)
    os.write(stream.fileno(), b"lost")
    stream.close()
    assert (tmp_path / "pipe").read_bytes() == b""


def test_a_stream_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with _Gone(tmp_path / "full", OSError(28, "No space left on device")) as stream, pytest.raises(RequestError) as caught:
        put("达标", stream)
    assert [(one.code, one.args["why"]) for one in caught.value.diagnostics] == [("E512", "No space left on device")]


@pytest.mark.parametrize("missing", [["rich"], ["click", "jinja2"]])
def test_without_the_extra_the_command_says_what_it_needs(
    missing: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found: Callable[[str], ModuleSpec | None] = importlib.util.find_spec
    monkeypatch.setattr("perfrules.cli.find_spec", lambda name: None if name in missing else found(name))
    assert main(["parse", "1"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == f'perfrules: the command line needs {", ".join(missing)}; run: pip install "perfrules[cli]"\n'


def test_the_arguments_of_the_process_are_the_default(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["perfrules", "parse", "--lang", "en", "--", "-5%"])
    assert main() == 0
    assert "exactly -5%" in capsys.readouterr().out


def test_periods_are_those_of_the_table(tmp_path: Path) -> None:
    assert periods_of(TABLE) == ["半年", "全年"]
    assert periods_of(str(tmp_path / "nowhere")) == []


@pytest.mark.parametrize(
    ("given", "typed", "wanted"), [({"table": TABLE}, "全", ["全年"]), ({"table": "nowhere"}, "", ["全年", "半年"]), ({}, "半", ["半年"])]
)
def test_periods_are_offered(given: dict[str, str], typed: str, wanted: list[str]) -> None:
    command = build().commands["evaluate"]
    context = command.make_context("evaluate", ["x"], resilient_parsing=True)
    context.params = dict(given)
    (period,) = (param for param in command.params if param.name == "period")
    (table,) = (param for param in command.params if param.name == "table")
    assert [item.value for item in period.shell_complete(context, typed)] == wanted
    assert [(item.value, item.type) for item in table.shell_complete(context, "ta")] == [("ta", "file")]
