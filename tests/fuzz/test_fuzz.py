"""Fuzzing for some seconds, always with the same seed, and every input that was kept, under the same rules."""

import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.entries import ENTRIES
from fuzz.shrinking import shrunk

_TESTS = Path(__file__).parents[1]
_GROUPS = {
    "expressions": ("parse_target", "columns", "parse_quantity", "evaluate", "find_quantities"),
    "rules and settings": ("from_dict", "facts", "check_ruleset", "config"),
    "texts of tables": ("text_table", "md", "csv", "tsv", "txt"),
    "files of tables": ("xlsx", "xls", "docx", "html", "pdf"),
    "many rows": ("frame", "compiled", "rows_csv", "rows_xlsx", "rows_parquet"),
}


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fuzz", "--no-keep", "--jobs", "1", *options]
    return subprocess.run(command, cwd=_TESTS, capture_output=True, text=True, check=False, encoding="utf-8")


def test_every_entry_point_is_in_a_group() -> None:
    assert sorted(name for names in _GROUPS.values() for name in names) == sorted(ENTRIES)


@pytest.mark.parametrize("group", _GROUPS)
def test_nothing_is_found_in_a_few_seconds(group: str) -> None:
    done = _run("--seconds", "3", "--seed", "1", "--entry", ",".join(_GROUPS[group]))
    assert done.returncode == 0, done.stderr[-4_000:] + done.stdout


def test_what_was_kept_holds() -> None:
    done = _run("--replay")
    assert done.returncode == 0, done.stderr[-4_000:] + done.stdout


def test_a_broken_promise_is_found() -> None:
    """The fuzzer itself can fail: an input that raises what it must not is told with its place."""
    done = _run("--replay", "--entry", "config", "--broken")
    assert done.returncode == 1
    assert "raised at ZeroDivisionError" in done.stderr


def test_an_input_is_made_smaller() -> None:
    assert shrunk(b"x" * 500 + b"AB" + b"y" * 500, lambda data: b"AB" in data, 5.0) == b"AB"
