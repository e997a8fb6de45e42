"""The command `bulk`: files of many rows, each row with its judgement, and a summary at the end."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from attrs import frozen

from perfrules.cli.fault import RequestError
from perfrules.cli.output import complain, put, screen_of
from perfrules.cli.texts import text
from perfrules.report.columns import pad
from perfrules.report.document import write_json
from perfrules.text.diagnostic import Diagnostic
from perfrules.value.verdict import Verdict

if TYPE_CHECKING:
    from perfrules.bulk.files import Progress, Summary

__all__ = ["bulk"]

_STDIN = "-"
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,6})?", re.ASCII)
_EXTRA = ("numpy", "polars", "pyarrow", "narwhals")
_MOST_REASONS = 6


@frozen
class Request:
    """What the command was asked for, as its options say it."""

    files: Sequence[str]
    output: str
    target: str | None
    actual: str | None
    name: str | None
    unit: str | None
    operator: str | None
    weight: str | None
    policy: str
    direction: str | None
    bare_percent: str | None
    year: int | None
    sheet: str | None
    source_column: str | None
    as_json: bool


def bulk(*, lang: str, **given: Any) -> int:
    """Write the rows of files with their judgements to one file: 1 where a row is unmet, else 0."""
    request = Request(**given)
    if request.output == _STDIN:
        raise RequestError([Diagnostic("E510", {"path": _STDIN})])
    try:
        from perfrules.bulk.files import evaluate_files  # noqa: PLC0415  needs the extra `bulk`
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise RequestError([Diagnostic("E837", {"package": error.name or "", "extra": "bulk"})]) from None
    weight: str | Decimal | None = request.weight
    if request.weight is not None and _NUMBER.fullmatch(request.weight):
        weight = Decimal(request.weight)
    with _named(request.files, lang) as (paths, shown), _progress(lang) as progress:
        summary = evaluate_files(
            paths,
            request.output,
            target=request.target,
            actual=request.actual,
            name=request.name,
            unit=request.unit,
            operator=request.operator,
            weight=weight,
            policy=request.policy,
            direction=request.direction,
            bare_percent=request.bare_percent,
            year=request.year,
            sheet=request.sheet,
            source_column=request.source_column,
            shown=shown,
            progress=progress,
            note=lambda one: complain([one], lang),
        )
    _report(summary, request, lang)
    return 1 if summary.verdicts[Verdict.UNMET.value] else 0


def _report(summary: Summary, request: Request, lang: str) -> None:
    screen = screen_of(sys.stdout)
    if request.as_json:
        put(write_json(summary.to_dict(), ascii_only=not screen.is_unicode), sys.stdout)
    else:
        put(_text(summary, lang), sys.stdout)


def _text(summary: Summary, lang: str) -> str:
    """Return a summary for people."""
    rows = [(text("bulk_rows", lang), f"{summary.rows:,}")]
    rows += [(_verdict(one, lang), f"{summary.verdicts[one.value]:,}") for one in Verdict]
    room = max(len(count) for _, count in rows)
    lines = [f"{pad(word, 16)}{count.rjust(room)}" for word, count in rows]
    reasons = [f"{reason} {count:,}" for reason, count in summary.reasons.most_common(_MOST_REASONS)]
    if reasons:
        lines.append(f"{pad(text('bulk_reasons', lang), 16)}{'、'.join(reasons) if lang == 'zh' else ', '.join(reasons)}")
    lines.append(f"{pad(text('bulk_speed', lang), 16)}{summary.seconds:.1f} s, {summary.speed:,}{text('bulk_per_second', lang)}")
    lines.append(f"{pad(text('bulk_written', lang), 16)}{summary.output}")
    return "\n".join([*lines, ""])


def _verdict(one: Verdict, lang: str) -> str:
    return one.value if lang == "zh" else one.name.lower().replace("_", " ")


@contextmanager
def _named(files: Sequence[str], lang: str) -> Iterator[tuple[list[str | Path], dict[Path, str]]]:
    """Give the files to be read and how they are shown: standard input is kept in a file of its own meanwhile."""
    if _STDIN not in files:
        yield list(files), {}
        return
    with TemporaryDirectory(prefix="perfrules-") as folder:
        path = Path(folder, "stdin")
        with path.open("xb") as stream:
            copyfileobj(sys.stdin.buffer, stream, 1 << 20)
        yield [path if one == _STDIN else one for one in dict.fromkeys(files)], {path: text("stdin", lang)}


@contextmanager
def _progress(lang: str) -> Iterator[Progress]:
    """Show how far a run has come, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _share, _rows: None
        return
    from rich.console import Console  # noqa: PLC0415  slow to import and needed on terminals only
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(text("bulk_running", lang), total=1.0, told="")
        yield _teller(shown, task, lang)


def _teller(shown: Any, task: Any, lang: str) -> Callable[[float, int], None]:
    def tell(share: float, rows: int) -> None:
        speed = rows / max(shown.tasks[0].elapsed or 0, 1e-3)
        told = f"{rows:,}{text('bulk_rows_unit', lang)}  {speed:,.0f}{text('bulk_per_second', lang)}"
        shown.update(task, completed=share, told=told)

    return tell
