"""Hostile and broken files: each gives one clear message, soon, and without filling the memory."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from types import FrameType
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.hostile import HOSTILE
from perfrules import read_tables
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import TableError
from support.console import call

resource = pytest.importorskip("resource", reason="memory is measured where the system counts it")

TABLES = Path(__file__).parent / "tables"
SECONDS = 5
MEBIBYTES = 400


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    """Fail instead of waiting for ever."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise RuntimeError(f"no answer within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _peak() -> int:
    """Return the most memory that this process has had, in mebibytes."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // unit


def _refused(path: Path) -> tuple[Diagnostic, ...]:
    before, started = _peak(), process_time()
    with _alarm(3 * SECONDS), pytest.raises(TableError) as caught:
        read_tables(path)
    assert process_time() - started < SECONDS
    assert _peak() - before < MEBIBYTES
    return tuple(caught.value.diagnostics)


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_gives_one_clear_message(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    found = _refused(path)
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert len(errors) == 1, [f"{one.code} {one.message}" for one in found]
    assert path.name in errors[0].message
    assert errors[0].hint


def test_an_entity_never_brings_a_file_in(tmp_path: Path) -> None:
    """Whatever a reader says of a file with entities, it does not say what stands in another one."""
    secret = Path("/etc/hostname")
    if not secret.is_file() or not secret.read_text("utf-8").strip():
        pytest.skip("there is no such file to be brought in")
    for name in ("xxe in sheet", "xxe in strings", "xxe in docx"):
        shown = "".join(f"{one.args}" for one in _refused(HOSTILE[name](tmp_path)))
        assert secret.read_text("utf-8").strip() not in shown


SMALL = sorted(
    path for path in TABLES.iterdir() if path.suffix not in (".json", ".doc", ".wps", ".pdf") or path.name in ("plan.pdf", "library.pdf")
)
FORMATS = sorted({path.suffix for path in SMALL})


@st.composite
def damaged_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a file of the corpus with a part of it, or of a member of its archive, lost, doubled or replaced."""
    suffix = draw(st.sampled_from(FORMATS))
    data = draw(st.sampled_from([path for path in SMALL if path.suffix == suffix])).read_bytes()
    if not data.startswith(b"PK") or draw(st.booleans()):
        return suffix, _damaged(draw, data)
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        struck = draw(st.sampled_from([name for name in source.namelist() if name.endswith(".xml")]))
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _damaged(draw, content) if name == struck else content)
    return suffix, out.getvalue()


def _damaged(draw: st.DrawFn, data: bytes) -> bytes:
    place = st.integers(0, len(data))
    first, last = sorted((draw(place), draw(place)))
    match draw(st.sampled_from(["cut", "lost", "doubled", "replaced"])):
        case "cut":
            return data[:last]
        case "lost":
            return data[:first] + data[min(last, first + 300) :]
        case "doubled":
            return data[:last] + data[first : min(last, first + 300)] + data[last:]
        case _:
            other = draw(st.binary(min_size=1, max_size=8))
            return data[:first] + other + data[first + len(other) :]


@given(damaged_files())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(damaged: tuple[str, bytes]) -> None:
    suffix, data = damaged
    with TemporaryDirectory() as folder, _alarm(3 * SECONDS):
        path = Path(folder) / f"damaged{suffix}"
        path.write_bytes(data)
        assert _errors(path) <= 1


def _errors(path: Path) -> int:
    """Return how many errors a file is refused with; none where it is read."""
    try:
        read_tables(path)
    except TableError as error:
        found = [one for one in error.diagnostics if one.severity is Severity.ERROR]
        return len(found) or 99
    return 0


def test_a_sound_table_with_a_huge_span_is_read(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
        '<tr><td rowspan="1000000000">产出指标</td><td>数量指标</td><td>培训人数</td><td>≥50人</td></tr>'
        "<tr><td>质量指标</td><td>合格率</td><td>≥95%</td></tr></table>"
    )
    path = tmp_path / "spans.html"
    path.write_text(page, "utf-8")
    with _alarm(SECONDS):
        (table,) = read_tables(path)
    assert [(one.level1, one.level2, one.name) for one in table.indicators] == [
        ("产出指标", "数量指标", "培训人数"),
        ("产出指标", "质量指标", "合格率"),
    ]


_NAMED = ("flat bomb", "xxe in sheet", "many rows", "locked xlsx", "cut docx", "scanned pdf")


def test_the_others_of_a_folder_are_done_and_each_hostile_file_has_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PERFRULES_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "tables"
    folder.mkdir()
    made = [HOSTILE[name](folder) for name in _NAMED]
    for number in range(3):
        (folder / f"good {number}.txt").write_text("一级指标\t二级指标\t三级指标\t全年指标值\n产出\t数量\t培训人数\t=50人\n", "utf-8")
    done = call("review", str(folder), "--jobs", "2")
    assert done.code == 2
    assert done.out.count("V08") == 3
    assert "Traceback" not in done.err
    for path in made:
        assert sum(path.name in line and line.startswith("错误 ") for line in done.err.splitlines()) == 1, path.name
