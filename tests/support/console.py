"""Running the command as a person does: in this process with streams of any encoding, or as a process of its own."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from perfrules.cli import main
from support.markdown import ROOT

__all__ = ["ACTUALS", "EXAMPLE", "TABLE", "Done", "call", "spawn"]

EXAMPLE = ROOT / "docs" / "examples" / "suzhou-2025"
TABLE = str(EXAMPLE / "table.txt")
ACTUALS = str(EXAMPLE / "actuals.csv")


@dataclass(frozen=True)
class Done:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A stream that says whether it is a terminal."""

    def __init__(self, encoding: str, *, terminal: bool) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding, newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def shown(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


def call(*arguments: str, stdin: bytes = b"", encoding: str = "utf-8", terminal: bool = False, **env: str) -> Done:
    """Run the command in this process; `env` is all of the environment that it asks for."""
    out, err = _Stream(encoding, terminal=terminal), _Stream(encoding, terminal=terminal)
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM")}
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with (
        patch.dict(os.environ, kept | {"TERM": "xterm-256color"} | env, clear=True),
        patch.object(sys, "stdin", given),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        code = main(arguments)
    return Done(code, out.shown(), err.shown())


def spawn(
    *arguments: str, folder: Path | None = None, python: tuple[str, ...] = ("-m", "perfrules"), **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process with a bare environment and `env`."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH", "COVERAGE_PROCESS_START") if name in os.environ}
    return subprocess.run([sys.executable, *python, *arguments], cwd=folder, env=bare | env, capture_output=True, check=False, timeout=60)
