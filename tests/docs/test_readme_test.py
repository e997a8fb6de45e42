"""The test of ten lines in the README finds the fault that is planted in it, and prints what the README shows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.markdown import ROOT, blocks, differs


def test_ten_lines_find_the_planted_fault(tmp_path: Path) -> None:
    found = {block.info: block.text for block in blocks((ROOT / "README.md").read_text("utf-8"))}
    lines = [line for line in found["py"].splitlines() if line]
    assert len(lines) <= 10
    (tmp_path / "test_rules.py").write_text(found["py"], "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--tb=short",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:benchmark",
        "--hypothesis-seed=0",
        "test_rules.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 1, done.stdout + done.stderr
    printed = [line for line in done.stdout.splitlines() if line.startswith("E ")]
    assert not differs(found["pytest"].splitlines(), printed), "\n".join(printed)


def test_the_same_lines_pass_on_sound_rules(tmp_path: Path) -> None:
    found = {block.info: block.text for block in blocks((ROOT / "README.md").read_text("utf-8"))}
    sound = found["py"].replace("执行率 ≥100% 至多", "执行率 <50% 至多")
    assert sound != found["py"]
    (tmp_path / "test_rules.py").write_text(sound, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:benchmark", "test_rules.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
