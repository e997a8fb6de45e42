"""The command `conform`: conformance cases put to perfrules, or to another implementation as a process of its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from perfrules.cli.fault import RequestError
from perfrules.cli.output import put, screen_of
from perfrules.cli.texts import text
from perfrules.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from perfrules.testing.conformance import Case, ConformanceReport, Outcome

__all__ = ["conform", "conform_command"]

Decorator = Callable[[Any], Any]
_SECONDS = click.IntRange(1, 86_400)
_SHOWN = 10
"""Failures that are printed; `--json` has them all."""

_LONGEST = 800


def conform_command(lang: str, common: Callable[[str], Decorator]) -> click.Command:
    """Return the command `conform`; `common` gives the options that every command has."""

    @click.command("conform", add_help_option=False)
    @click.option("--command", "started", metavar="CMD", help=text("conform_command", lang))
    @click.option("--group", type=click.Choice(("required", "recommended", "all")), default="all", help=text("conform_group", lang))
    @click.option("--kind", "kinds", metavar="KIND,KIND", default="", help=text("conform_kind", lang))
    @click.option("--cases", "folder", metavar="DIR", help=text("conform_cases", lang))
    @click.option("--timeout", "seconds", metavar="SECONDS", type=_SECONDS, default=10, help=text("conform_timeout", lang))
    @click.option("--json", "as_json", is_flag=True, help=text("as_json", lang))
    @common(lang)
    def command(**options: Any) -> int:
        return conform(**options, lang=lang)

    return command


def conform(*, started: str | None, group: str, kinds: str, folder: str | None, seconds: int, as_json: bool, lang: str) -> int:
    """Run the cases and report: 0 where every case that must pass does, else 1.

    Required cases must pass; where only recommended ones are asked for, those must.
    """
    from perfrules.testing.conformance import answer_of, run  # noqa: PLC0415  --help and --version need no cases
    from perfrules.testing.conformance.child import Implementation, split_command  # noqa: PLC0415

    chosen = _cases(kinds, group, folder)
    if started is None:
        report = run(answer_of, chosen)
    else:
        with Implementation(split_command(started), seconds) as implementation:
            report = run(implementation, chosen)
    if as_json:
        put(_document(report.to_dict() | {"command": started}), sys.stdout)
    else:
        put("\n".join(_page(report, started or "perfrules", lang)) + "\n", sys.stdout)
    return 0 if (report.passed if group == "recommended" else report.conforms) else 1


def _document(document: Mapping[str, Any]) -> str:
    from perfrules.report.document import write_json  # noqa: PLC0415

    return write_json(document, ascii_only=not screen_of(sys.stdout).is_unicode)


def _cases(kinds: str, group: str, folder: str | None) -> tuple[Case, ...]:
    """Return the cases that are asked for; none at all is a fault, since nothing would be checked."""
    from perfrules.testing.conformance import KINDS, cases  # noqa: PLC0415  --help and --version need no cases

    wanted = [one.strip() for one in kinds.replace("，", ",").split(",") if one.strip()]
    for one in wanted:
        if one not in KINDS:
            raise RequestError([Diagnostic("E503", {"name": "--kind", "value": one, "known": "、".join(KINDS)})])
    found = cases(group="" if group == "all" else group, folder=folder)
    chosen = tuple(case for case in found if not wanted or case.kind in wanted)
    if not chosen:
        raise RequestError([Diagnostic("E520", {"path": folder or "perfrules", "known": "、".join(f"{name}.jsonl" for name in KINDS)})])
    return chosen


def _page(report: ConformanceReport, name: str, lang: str) -> Iterator[str]:
    """Yield the counts of every file and group, then the first failures with both sides."""
    from perfrules.report.columns import pad  # noqa: PLC0415
    from perfrules.text.span import display_width  # noqa: PLC0415

    yield f"{text('conform_title', lang)}{name}"
    yield ""
    head = [text(key, lang) for key in ("conform_file", "conform_case_group", "conform_passed", "conform_failed", "conform_unsupported")]
    rows = [
        [one.kind, text(f"conform_{one.group}", lang), str(one.passed), str(one.failed), str(one.unsupported)] for one in report.tallies
    ]
    widths = [max(display_width(row[index]) for row in (head, *rows)) for index in range(len(head))]
    for row in (head, *rows):
        left = [pad(cell, width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        yield "  ".join([*left, *(_right(cell, width) for cell, width in zip(row[2:], widths[2:], strict=True))])
    failures = report.failures
    for outcome in failures[:_SHOWN]:
        yield from _failure(outcome, lang)
    yield ""
    if len(failures) > _SHOWN:
        yield text("conform_more", lang).format(count=len(failures) - _SHOWN)
    yield text("conform_yes" if report.conforms else "conform_no", lang)


def _right(cell: str, width: int) -> str:
    from perfrules.text.span import display_width  # noqa: PLC0415

    return " " * (width - display_width(cell)) + cell


def _failure(outcome: Outcome, lang: str) -> Iterator[str]:
    """Yield one failure: why the case is there, what was asked, and what differs."""
    case = outcome.case
    yield ""
    yield f"{case.id} ({text(f'conform_{case.group}', lang)}) {case.why}"
    yield f"  {text('conform_input', lang)}  {_written(case.input)}"
    if outcome.fault:
        yield f"  {text('conform_expected', lang)}  {_written(case.expected)}"
        yield f"  {text('conform_got', lang)}  {outcome.fault}"
        return
    names = dict.fromkeys(path.partition(".")[0].partition("[")[0] for path in outcome.differing)
    got = outcome.got or {}
    yield f"  {text('conform_expected', lang)}  {_written({name: case.expected.get(name) for name in names})}"
    yield f"  {text('conform_got', lang)}  {_written({name: got.get(name) for name in names})}"


def _written(data: Mapping[str, Any]) -> str:
    """Return data as one line that a person can paste; a very long one is cut."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return written if len(written) <= _LONGEST else written[:_LONGEST] + "…"
