"""Finding the grammar and the rulesets, in a wheel and in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["read_resource", "resource_folder"]

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOTS = (_PACKAGE, _PACKAGE.parent.parent)


@cache
def read_resource(name: str) -> str:
    """Return the text of a file under `grammar/` or `rulesets/`.

    A wheel carries both folders inside the package; an editable install finds them beside `src/`.

    >>> read_resource("rulesets/vocab/units.perf").startswith("#")
    True
    """
    for root in _ROOTS:
        path = root / name
        if path.is_file():
            return path.read_text("utf-8")
    raise FileNotFoundError(f"perfrules is not completely installed: {name} is missing beside {_PACKAGE}")


def resource_folder(name: str) -> Path:
    """Return the folder `grammar` or `rulesets`, wherever this installation has it.

    >>> resource_folder("rulesets").is_dir()
    True
    """
    return next((root / name for root in _ROOTS if (root / name).is_dir()), _PACKAGE / name)
