"""The command `perfrules`; this module alone can be imported without the extra `cli`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

__all__ = ["main"]

_NEEDED = ("click", "rich", "jinja2")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (by default those of the process) and return its exit code.

    0: done and nothing to report; 1: done, and there are unmet rows; 2: the request or the input cannot be used.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        from perfrules.text.diagnostic import Diagnostic  # noqa: PLC0415

        note = Diagnostic("E500", {"missing": ", ".join(missing)})
        sys.stderr.write(f"perfrules: {note.say('en')}\n")
        return 2
    from perfrules.cli.app import run  # noqa: PLC0415  not importable without the extra

    return run(given)
