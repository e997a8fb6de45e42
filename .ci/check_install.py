"""Use an installed perfrules as its user would: from another folder, with nothing beside it.

check_install.py wheel|editable CHECKOUT [--bare]: `--bare` also says that nothing but the core was installed.
"""

import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import perfrules as pr
from perfrules.text.resources import read_resource

CORE = {"perfrules", "attrs", "lark"}
INSTALLERS = {"pip", "setuptools"}


def check_library(kind: str, checkout: Path) -> None:
    """Check where the package was found, and that it reads a target value and its own data."""
    home = Path(pr.__file__).resolve()
    assert home.is_relative_to(checkout) == (kind == "editable"), f"imported from {home}"
    assert pr.__version__
    assert pr.parse_target("≥1,000万元").accepts("0.2亿元") is True
    assert pr.parse_target("≥95%").accepts("94%") is False
    assert read_resource("rulesets/vocab/units.perf")
    assert (home.parent / "py.typed").is_file()


def check_bare() -> None:
    """Check that the core needs lark and attrs alone, and that the command says politely what it lacks."""
    others = {re.sub(r"[-_.]+", "-", found.name).lower() for found in distributions()} - CORE - INSTALLERS
    assert not others, f"installed besides the core: {sorted(others)}"
    done = subprocess.run([sys.executable, "-m", "perfrules", "--version"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2, f"exit code {done.returncode} without the extra cli"
    assert "perfrules[cli]" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr, done.stderr


def main() -> None:
    """Run the checks that the arguments ask for."""
    kind, checkout, *options = sys.argv[1:]
    check_library(kind, Path(checkout).resolve())
    if "--bare" in options:
        check_bare()
    print(f"perfrules {pr.__version__} ({kind}) works from {Path.cwd()}")


if __name__ == "__main__":
    main()
