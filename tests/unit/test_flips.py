"""The bench of injected bugs: where it changes code, that samples repeat themselves, and that explained flips are still there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cosmic_ray", reason="pip install cosmic-ray")

ROOT = Path(__file__).resolve().parents[2]
SOURCE = '''"""A module: 1 < 2."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["grade"]
_MAX_SIZE = 10
Answer = int | None


@lru_cache(maxsize=4)
def grade(value: int | None, limit: int = 3) -> Answer:
    assert value != 5
    if value is None or value < limit:
        return None
    match value:
        case 7:
            print(value, limit)
        case _:
            pass
    return max(limit, value) if value in (4, 8) else abs(value)
'''


@pytest.fixture
def flips(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.flips import explained, flip, operators, places, report, sample

    class Modules:
        pass

    for one in (explained, flip, operators, places, report, sample):
        setattr(Modules, one.__name__.rpartition(".")[2], one)
    return Modules


@pytest.fixture
def found(flips: Any, tmp_path: Path) -> list[Any]:
    (tmp_path / "value").mkdir()
    (tmp_path / "value" / "grade.py").write_text(SOURCE, "utf-8")
    places = flips.places.places_of(tmp_path, "value/grade.py")
    return [one for place in places if (one := place.flip()) is not None]


def test_every_kind_of_change_is_made(found: list[Any]) -> None:
    changes = {(one.operator, one.now) for one in found}
    assert {
        ("ReplaceComparisonOperator_Lt_LtE", "if value is None or value <= limit:"),
        ("ReplaceComparisonOperator_Is_IsNot", "if value is not None or value < limit:"),
        ("ReplaceOrWithAnd", "if value is None and value < limit:"),
        ("RemoveBranch", "if False and (value is None or value < limit):"),
        ("RemoveCase", "case 7 if False:"),
        ("RemoveCall", "pass"),
        ("UnwrapCall", "return max(limit, value) if value in (4, 8) else (value)"),
        ("SwapArguments", "print(limit, value)"),
        ("SwapArguments", "return max(value, limit) if value in (4, 8) else abs(value)"),
        ("ReturnNone", "return None"),
        ("NegateMembership", "return max(limit, value) if value not in (4, 8) else abs(value)"),
        ("NumberReplacer", "def grade(value: int | None, limit: int = 4) -> Answer:"),
        ("NumberReplacer", "def grade(value: int | None, limit: int = 2) -> Answer:"),
    } <= changes


def test_what_no_verdict_depends_on_is_left_alone(found: list[Any]) -> None:
    for word in ("A module", "_MAX_SIZE", "lru_cache(", "Answer =", "assert", "__all__"):
        assert not [one.key for one in found if word in one.was], word
    assert not [one.key for one in found if "|" in one.was and "ReplaceBinaryOperator" in one.operator]


def test_a_flip_is_named_by_its_text_and_not_by_its_line(flips: Any, found: list[Any], tmp_path: Path) -> None:
    assert len({one.key for one in found}) == len(found)
    (tmp_path / "value" / "grade.py").write_text(SOURCE.replace("_MAX_SIZE", "# a comment\n\n_MAX_SIZE"), "utf-8")
    again = [one for place in flips.places.places_of(tmp_path, "value/grade.py") if (one := place.flip()) is not None]
    assert {one.key for one in again} == {one.key for one in found}
    assert {one.lines[0] for one in again} != {one.lines[0] for one in found}
    (branch,) = (one for one in found if one.operator == "RemoveBranch")
    assert "-    if value is None or value < limit:\n+    if False and (value is None or value < limit):" in branch.difference()


def test_samples_repeat_themselves_and_take_kinds_in_turn(flips: Any, tmp_path: Path, found: list[Any]) -> None:
    places = flips.places.places_of(tmp_path, "value/grade.py")
    first, again, other = ([place.make() for place in flips.sample.drawn(places, seed)] for seed in (1, 1, 2))
    assert first == again != other
    assert sorted(map(str, first)) == sorted(map(str, other))
    kinds = {place.kind for place in places}
    started = [place.kind for place in flips.sample.drawn(places, 1)][: len(kinds)]
    assert Counter(started) == dict.fromkeys(kinds, 1)
    assert sum(flips.sample.quotas(125).values()) == 125
    assert max(flips.sample.quotas(125).values()) - min(flips.sample.quotas(125).values()) == 1


def test_explained_flips_are_still_in_the_code(flips: Any) -> None:
    listed = [one for entries in flips.explained.read_explained().values() for one in entries]
    for one in listed:
        assert one.module in flips.places.MODULES
        lines = [line.strip() for line in (ROOT / "src" / "perfrules" / one.module).read_text("utf-8").splitlines()]
        assert all(part in lines for part in one.was.split(" ⏎ ")), one
        assert one.was != one.now
        assert len(one.why) > 20
    assert len(listed) == len(set(listed))


def test_the_report_counts_by_floor_and_shows_survivors(flips: Any, found: list[Any]) -> None:
    killed, alive, told, broken = found[:4]
    outcomes = {killed.key: "killed by a law", alive.key: "survived", broken.key: "unusable: NameError()"}
    entry = flips.explained.Explained(told.module, told.operator, told.was, told.now, "because it is a test", told.nth)
    explained = {(told.module, told.operator, told.was, told.now): [entry]}
    lines, survivors = flips.report.report([killed, alive, told, broken], outcomes, explained, differences=False)
    assert survivors == 1
    assert any(line.split() == ["value", "1", "2", "50.0%"] for line in lines)
    assert any(alive.key in line for line in lines)
    assert any("because it is a test" in line for line in lines)
    shown, _ = flips.report.report([alive], outcomes, explained, differences=True)
    assert any("--- a/value/grade.py" in line for line in shown)


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("return number * 2", "survived"),
        ("return number / 2", "killed by tests/property/test_double.py::test_double"),
        ("return number * 2\n1 / 0", "unusable: ZeroDivisionError"),
    ],
)
def test_laws_are_run_on_a_changed_package(tmp_path: Path, code: str, outcome: str) -> None:
    files = {
        "src/perfrules/__init__.py": "",
        "src/perfrules/value/__init__.py": "",
        "src/perfrules/value/interval.py": f"def double(number):\n    {code}\n",
        "tests/property/test_double.py": (
            "from hypothesis import given, strategies as st\nfrom perfrules.value.interval import double\n\n\n"
            "@given(st.integers())\ndef test_double(number):\n    assert double(number) == number + number\n"
        ),
        "tests/conftest.py": (ROOT / "tests" / "conftest.py").read_text("utf-8"),
        "pyproject.toml": (ROOT / "pyproject.toml").read_text("utf-8"),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    script = (
        f"import sys; sys.path[:0] = [{str(tmp_path / 'src')!r}, {str(ROOT)!r}]; from benchmarks.flips.laws import run_laws; "
        "print('outcome', run_laws('value/interval.py', [['tests/property/test_double.py::test_double']], {}, 20))"
    )
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "HYPOTHESIS_PROFILE": "ci"}
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert f"outcome {outcome}" in done.stdout
