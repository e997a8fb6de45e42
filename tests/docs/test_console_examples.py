"""Every `$ perfrules …` that the documentation shows prints what the documentation says.

The examples of a page run one after another in a folder that looks like the repository, so that a later one may read
what an earlier one wrote. `$ cat`, `$ head`, `$ ls` and `$ echo` run as well (`$ echo $?` shows the exit code);
other commands (`make`, `pip`) are not run.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.markdown import ROOT, Example, blocks, differs, examples, pages

_RUN = ("perfrules", "cat", "head", "ls", "echo")
_SEEN = ("README.md", "docs", "rulesets", "grammar")


def _examples(page: Path) -> Iterator[Example]:
    for block in blocks(page.read_text("utf-8")):
        if block.info == "console":
            yield from (example for example in examples(block) if example.command.split()[0] in _RUN)


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """Return a folder with what a reader finds in the repository, and with `perfrules` on the PATH."""
    folder = tmp_path / "perfrules"
    folder.mkdir()
    for name in _SEEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.is_file():
            shutil.copy(source, folder / name)
    command = tmp_path / "bin" / "perfrules"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m perfrules "$@"\n', "utf-8")
    command.chmod(0o755)
    return folder


def _run(command: str, code: int, folder: Path) -> tuple[int, list[str]]:
    """Run `command` after one that ended with `code`; return its own exit code and what it printed."""
    env = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "CLICOLOR_FORCE", "LINES")}
    env |= {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    env["PATH"] = os.pathsep.join([str(folder.parent / "bin"), env.get("PATH", os.defpath)])
    script = f"(exit {code})\n{command}"
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8").splitlines()


@pytest.mark.parametrize("page", [page for page in pages() if any(_examples(page))], ids=lambda page: str(page.relative_to(ROOT)))
def test_console_examples(page: Path, workplace: Path) -> None:
    code, faults = 0, list[str]()
    for example in _examples(page):
        code, actual = _run(example.command, code, workplace)
        if differs(example.output, actual):
            shown = "\n".join(["--- the page shows", *example.output, "--- it prints", *actual])
            faults.append(f"{page.relative_to(ROOT)}:{example.line}: $ {example.command}\n{shown}")
    assert not faults, "\n\n".join(faults)


def test_the_readme_shows_the_command_line() -> None:
    assert any(_examples(ROOT / "README.md"))


def test_the_exit_code_reaches_the_next_command(workplace: Path) -> None:
    assert _run("echo $?", 3, workplace) == (0, ["3"])
    assert _run("perfrules parse", 0, workplace)[0] == 2
