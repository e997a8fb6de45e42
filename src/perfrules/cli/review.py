"""The command `review`: findings on tables, one file or whole folders, in any format that is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from perfrules.cli.config import SEVERITIES, ReviewConfig, find_config, read_config
from perfrules.cli.crew import Crew, Loss, Lost, usual_size
from perfrules.cli.fault import RequestError, placed
from perfrules.cli.folder import TEXTS, files_of
from perfrules.cli.journal import Journal, journal_place
from perfrules.cli.output import complain
from perfrules.cli.review_output import NEEDS_FILE, NEEDS_TABLES, Output, place_of
from perfrules.cli.reviewed import Request, Tools, prepared, review_file, reviewed_tables, settled
from perfrules.cli.scores import check_folders
from perfrules.cli.source import STDIN, stdin_tables
from perfrules.report.review_view import ReviewedFile
from perfrules.reviewing.messages import MESSAGES
from perfrules.ruleset.model import ReviewSetting
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["review"]

_FEW = 4
"""Up to so many files are reviewed here: starting processes takes longer than they do."""
_NO_TABLE = "E309"


@frozen
class Wish:
    """What the command was asked for, as its options say it."""

    tables: Sequence[str]
    style: str
    output: str | None
    annotate: str | None
    least: str | None
    ruleset: str | None
    policy: str | None
    search: Sequence[str]
    ignore: Sequence[str]
    last_year: Sequence[str]
    config: str | None
    jobs: int | None
    seconds: int
    resume: bool
    matches: bool
    verbose: bool
    lang: str
    settings: ReviewConfig = field(factory=ReviewConfig)

    @property
    def is_single(self) -> bool:
        """Tell whether one file is asked for, and no folder."""
        return len(self.tables) == 1 and not Path(self.tables[0]).is_dir()

    def text(self, name: str, given: str | None, default: str = "") -> str:
        """Return an option: as given, else as the settings file has it."""
        return given if given is not None else self.settings.texts.get(name, default)

    def listed(self, name: str, given: Sequence[str]) -> tuple[str, ...]:
        """Return an option that may be repeated, the settings file first."""
        return (*self.settings.lists.get(name, ()), *given)

    def request(self) -> Request:
        """Return how tables are reviewed."""
        words = [code.strip().upper() for word in self.ignore for code in word.replace("，", ",").split(",")]
        codes = [code for word in words if word for code in (_family(word) or (word,))]
        off = tuple(ReviewSetting(code, SEVERITIES["off"]) for code in codes)
        return Request(
            ruleset=self.text("ruleset", self.ruleset),
            search=self.listed("search", self.search),
            policy=self.text("policy", self.policy),
            changes=(*self.settings.changes, *off),
            earlier=self.listed("last-year", self.last_year),
            least=Severity(self.text("min-severity", self.least, "note")),
            whole=self.style in NEEDS_TABLES or self.is_single or self.matches or self.annotate is not None,
        )


def _family(letter: str) -> tuple[str, ...]:
    """Return all checks of a family that its letter names; none for anything longer."""
    return tuple(code for code in MESSAGES if code[0] == letter)


def review(**given: Any) -> int:
    """Review tables: 2 where a file cannot be read, 1 where something is found at the asked severity, else 0."""
    wish = Wish(**given)
    wish = evolve(wish, settings=read_config(Path(wish.config) if wish.config else find_config(Path.cwd())))
    request = wish.request()
    check_folders(request.search)
    if wish.style in NEEDS_FILE and wish.output is None and sys.stdout.isatty():
        raise RequestError([Diagnostic("E737", {"format": wish.style, "example": f"-o review.{wish.style}"})])
    tools = prepared(request)
    places = place_of(wish.output), place_of(wish.annotate)
    output = Output(wish.style, *places, wish.lang, wish.matches, wish.verbose, tuple(wish.tables))
    if list(wish.tables) == [STDIN]:
        file = _from_stdin(tools, wish.lang)
        return output.finish_all([file], single=True)
    if STDIN in wish.tables:
        raise RequestError([Diagnostic("E507")])
    files = files_of(wish.tables)
    output.check([path for path, _ in files])
    if wish.is_single:
        path, shown = files[0]
        return output.finish_all([review_file(tools, (str(path), shown))], single=True)
    return _folder(wish, request, tools, files, output)


def _from_stdin(tools: Tools, lang: str) -> ReviewedFile:
    tables = stdin_tables(lang)
    return ReviewedFile(tables[0].source, reviewed_tables(tools, tables))


def _folder(wish: Wish, request: Request, tools: Tools, files: list[tuple[Path, str]], output: Output) -> int:
    """Review many files: what is broken is told of, the others are done; an interrupted run can be resumed."""
    journal = Journal(journal_place((request, wish.style), wish.tables), resume=wish.resume)
    finished = False
    try:
        code = output.finish_all(_outcomes(wish, tools, files, journal), single=False, total=len(files))
        finished = True
    except KeyboardInterrupt:
        complain([Diagnostic("N730")], wish.lang)
        return 130
    finally:
        journal.close(finished=finished)
    return code


def _outcomes(wish: Wish, tools: Tools, files: list[tuple[Path, str]], journal: Journal) -> Iterator[ReviewedFile]:
    """Yield the outcome of every file in order, those of an earlier run from its journal."""
    size = wish.jobs or usual_size()
    kept = {path: known for path, _ in files if (known := journal.recall(path)) is not None} if wish.resume else {}
    tasks = [(str(path), shown) for path, shown in files if path not in kept]
    fresh = _fresh(wish, tools, tasks, size)
    for path, shown in files:
        outcome = kept.pop(path, None)
        if outcome is None:
            outcome = _lenient(next(fresh), path)
            journal.keep(path, outcome)
        yield evolve(outcome, path=shown)


def _fresh(wish: Wish, tools: Tools, tasks: list[tuple[str, str]], size: int) -> Iterator[ReviewedFile]:
    if len(tasks) <= _FEW or (wish.jobs == 1 and not wish.seconds):
        for task in tasks:
            yield review_file(tools, task)
        return
    with Crew(min(size, len(tasks)), settled, review_file, tools.request, seconds=wish.seconds or None) as crew:
        for task, outcome in crew.run(tasks):
            yield _lost(task[1], outcome, wish.seconds) if isinstance(outcome, Lost) else outcome


def _lost(shown: str, lost: Lost, seconds: int) -> ReviewedFile:
    """Return the record of a file whose process took too long or died."""
    if lost.loss is Loss.TIME:
        return ReviewedFile(shown, fault=(Diagnostic("E730", {"path": shown, "seconds": str(seconds)}),))
    return ReviewedFile(shown, fault=(Diagnostic("E731", {"path": shown}),))


def _lenient(outcome: ReviewedFile, path: Path) -> ReviewedFile:
    """Return the outcome of a file of a folder: a text without a table is no fault, most texts are something else."""
    codes = {one.code for one in outcome.fault if one.severity is Severity.ERROR}
    if codes == {_NO_TABLE} and path.suffix.lower() in TEXTS:
        return evolve(outcome, fault=(Diagnostic("N731", {"path": outcome.path}),))
    return evolve(outcome, fault=placed(outcome.fault, outcome.path)) if outcome.fault else outcome
