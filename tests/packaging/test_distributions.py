"""What people install holds what perfrules reads: the wheel carries the data inside the package, the sdist everything."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from support.markdown import ROOT


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True, timeout=300)
    return folder


def _files(*folders: str) -> set[str]:
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in found if not _CACHES.intersection(path.parts)}


_CACHES = {"__pycache__", ".hypothesis", ".pytest_cache"}
"""What running the tests leaves behind; no distribution has it."""


def _wheel_name(path: str) -> str:
    return path.removeprefix("src/") if path.startswith("src/") else f"perfrules/{path}"


def test_the_wheel_is_the_package_with_its_data_and_nothing_else(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("LICENSE")]
    assert names == {_wheel_name(path) for path in _files("src/perfrules", "grammar", "rulesets", "docs/conformance")}
    assert "perfrules/py.typed" in names
    assert len(licences) == 1


def test_the_sdist_has_everything(distributions: Path) -> None:
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    top = {"README.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml", ".ci/run", ".ci/constraints.txt"}
    assert top | _files("src", "grammar", "rulesets", "tests", "docs") <= names
