"""What `perfrules mutate` does: mutants of rules against the cases of their own file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from perfrules.cli.fault import RequestError
from perfrules.cli.output import put, screen_of
from perfrules.cli.rules import STDIN, library_of, paths_of
from perfrules.cli.texts import text
from perfrules.report.document import write_json
from perfrules.testing.mutation import MutationReport, Trial
from perfrules.testing.mutation import mutate as mutated
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import PerfRulesError
from perfrules.text.limits import MAX_RULES

__all__ = ["mutate"]

_FORMAT = "perfrules-mutate/1"


def mutate(  # noqa: PLR0913  every option of the command is one argument
    rules: Sequence[str],
    search: Sequence[str],
    *,
    jobs: int | None,
    only: Sequence[str],
    operators: str,
    least: str,
    stubs: bool,
    equivalent: bool,
    as_json: bool,
    lang: str,
) -> int:
    """Tell which changes of rules no case notices: 1 where a score is under the least one asked for, else 0."""
    wanted = _share(least)
    library = library_of(search)
    reports: list[MutationReport] = []
    for path in paths_of(rules, library):
        reports.append(_report(path, search, jobs, only, operators, lang))
        if not as_json:
            put(_text(reports[-1], lang, stubs=stubs, equivalent=equivalent), sys.stdout)
    if as_json:
        document = {"format": _FORMAT, "rulesets": [one.to_dict() for one in reports]}
        put(write_json(document, ascii_only=not screen_of(sys.stdout).is_unicode), sys.stdout)
    return 1 if any(one.score < wanted for one in reports) else 0


def _share(least: str) -> Fraction:
    """Return a share that is written as 95% or 95."""
    try:
        share = Fraction(least.strip().removesuffix("%")) / 100
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise RequestError([Diagnostic("E503", {"name": "--min-score", "value": least, "known": "0%~100%"})])
    return share


def _report(path: Path, search: Sequence[str], jobs: int | None, only: Sequence[str], operators: str, lang: str) -> MutationReport:
    from perfrules.cli.crew import usual_size  # noqa: PLC0415  only where processes are started

    source = sys.stdin.buffer.read(4 * MAX_RULES).decode("utf-8-sig", "replace") + "\n" if str(path) == STDIN else path
    heads = [one.strip() for one in operators.replace("，", ",").split(",") if one.strip()]
    with _progress(path, lang) as step:
        try:
            return mutated(source, search=search, jobs=jobs or usual_size(), only=only or None, operators=heads, progress=step)
        except PerfRulesError as error:
            raise RequestError(error.diagnostics) from None


@contextmanager
def _progress(path: Path, lang: str) -> Iterator[Any]:
    """Show how far a run has come, on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  slow to import and needed for long runs only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(f"{text('mutating', lang)} {path.name}", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def _text(report: MutationReport, lang: str, *, stubs: bool, equivalent: bool) -> str:
    if stubs:
        return "\n".join(one.stub for one in report.survivors if one.stub)
    lines = [_summary(report, lang)]
    for one in report.survivors:
        lines += ["", one.mutant.diff(report.text, Path(report.source).name), text("survived", lang), *_shown(one, lang)]
    if equivalent:
        lines += [f"  {one.mutant.id}  {_change(one)}  {'' if one.reason is None else one.reason.said(lang)}" for one in report.equivalents]
    return "\n".join([*lines, ""])


def _summary(report: MutationReport, lang: str) -> str:
    """Return the line of one ruleset."""
    counts = report.counts
    share = f"{report.score.numerator * 1000 // report.score.denominator / 10:g}%"
    version = f"@{report.version}" if report.version else ""
    said = text("mutate_summary", lang).format(
        killed=counts["killed"],
        counted=report.counted,
        equivalent=counts["equivalent"],
        unseen=counts["unseen"],
        invalid=counts["invalid"],
        seconds=f"{report.seconds:.1f}",
    )
    return f"{report.title}{version}  {share}  {said}"


def _shown(one: Trial, lang: str) -> Iterator[str]:
    if one.stub:
        yield text("would_kill", lang)
        yield from (f"  {line}" for line in one.stub.rstrip().splitlines())
    else:
        yield text("no_facts_found", lang)


def _change(one: Trial) -> str:
    before, after = one.mutant.before.strip(), one.mutant.after.strip()
    return f"{before} → {after or '（删去）'}"
