"""What `review` writes: a text on the terminal, a document on standard output, or files, each whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from perfrules.cli.fault import RequestError, placed
from perfrules.cli.output import complain, put, put_bytes, screen_of
from perfrules.cli.pile import Pile
from perfrules.cli.slim import slim
from perfrules.cli.texts import text
from perfrules.report.document import write_json
from perfrules.report.review_view import ReviewedFile
from perfrules.report.saving import SavingError, check_target, write_bytes, write_text
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import PerfRulesError

__all__ = ["NEEDS_FILE", "NEEDS_TABLES", "STYLES", "Output", "place_of"]

STYLES = ("text", "json", "sarif", "junit", "csv", "html", "xlsx", "docx")
NEEDS_FILE = ("html", "xlsx", "docx")
"""Formats that are no text for a terminal or a pipe."""
NEEDS_TABLES = ("html",)
"""Formats of a folder run that show the tables themselves, not only what was found."""
_PAGES = "_files"
_PROGRAMS = ("json", "sarif", "junit", "csv")
_READING = "3"
"""The first digit of what is said of files and tables."""
_FOUND = frozenset(("E311", "E331", "W302", "N302", "N305"))
"""What the checks of values, weights and structure say of the same cells."""


@frozen
class Output:
    """Where and how the outcomes are written."""

    style: str
    path: Path | None
    copies: Path | None
    lang: str
    matches: bool
    verbose: bool
    given: tuple[str, ...] = ()
    inputs: list[Path] = field(factory=list)

    def check(self, inputs: Sequence[Path]) -> None:
        """Refuse a place for the output that is one of the inputs, before anything is read."""
        self.inputs.extend(inputs)
        with _told():
            if self.path is not None:
                check_target(self.path, inputs)

    def finish_all(self, outcomes: Iterable[ReviewedFile], *, single: bool, total: int = 1) -> int:
        """Write what came of all files and return the exit code: 2 where one could not be read, 1 where something was found."""
        if single:
            (file,) = outcomes
            return self._finish_one(file)
        with Pile() as files, _told():
            code, links = self._gather(outcomes, files, total)
            self._write(files, links)
        return code

    def _finish_one(self, outcome: ReviewedFile) -> int:
        file = self._named(outcome)
        self._tell((*outcome.fault, *noted(outcome)))
        with _told():
            self._annotate(outcome, single=True)
            # Nothing is written for people about a file that could not be read: what was said of it is all there is.
            if file.tables or self.style in _PROGRAMS:
                self._write(file, {})
        return code_of(file)

    def _gather(self, outcomes: Iterable[ReviewedFile], files: Pile, total: int) -> tuple[int, dict[str, str]]:
        """Put down what came of all files, with pages and copies of each; return the exit code, and where the pages are."""
        links: dict[str, str] = {}
        code = 0
        with _progress(total, self.lang) as step:
            for number, outcome in enumerate(outcomes):
                file = self._named(outcome)
                self._tell((*outcome.fault, *noted(outcome)))
                code = max(code, code_of(file))
                self._annotate(outcome, single=False)
                if self.style == "html" and self.path is not None and file.tables:
                    links[file.path] = self._page(self.path, file, number)
                if file.tables or code_of(file):
                    files.put(slim(file, matches=self.matches) if self.style in NEEDS_TABLES else file)
                step()
        return code, links

    def _tell(self, found: Iterable[Diagnostic]) -> None:
        """Say what is worth it on the error stream; notes only where all is asked for."""
        complain([one for one in found if self.verbose or one.severity is not Severity.NOTE], self.lang)

    def _named(self, file: ReviewedFile) -> ReviewedFile:
        """Return a file as a report that is handed on names it: not where it lies on this machine."""
        if self.style not in NEEDS_FILE or len(self.given) != 1:
            return file
        return evolve(file, path=str(_beside(Path(file.path), self.given)))

    def _write(self, shown: ReviewedFile | Pile, links: dict[str, str]) -> None:
        if self.style in NEEDS_FILE:
            document = self._document(shown, links)
            data = document if isinstance(document, bytes) else document.encode("utf-8", "replace")
            if self.path is None:
                put_bytes(data, sys.stdout)
            else:
                write_bytes(self.path, data, self.inputs)
                complain([Diagnostic("N501", {"path": str(self.path)})], self.lang)
            return
        said = self._text(shown)
        if self.path is None:
            put(said, sys.stdout)
        else:
            write_text(self.path, said, self.inputs)
            complain([Diagnostic("N501", {"path": str(self.path)})], self.lang)

    def _text(self, shown: Any) -> str:
        screen = screen_of(sys.stdout)
        match self.style:
            case "json":
                document = _module("review_documents").review_document(shown, self.lang)
                return write_json(document, ascii_only=self.path is None and not screen.is_unicode)
            case "sarif":
                document = _module("review_documents").review_sarif(shown, self.lang)
                return write_json(document, ascii_only=self.path is None and not screen.is_unicode)
            case "junit":
                return str(_module("junit").junit_of_review(shown, lang=self.lang))
            case "csv":
                return str(_module("csv_findings").csv_of_findings(shown, lang=self.lang))
        options: dict[str, Any] = {"lang": self.lang, "verbose": self.verbose, "matches": self.matches}
        if self.path is None:
            # What could not be read was told of on the error stream.
            options |= {"faults": False, "width": screen.width, "encoding": screen.encoding, "color": screen.color}
        return str(_module("review_text").review_text(shown, **options))

    def _document(self, shown: Any, links: dict[str, str]) -> str | bytes:
        match self.style:
            case "html" if isinstance(shown, ReviewedFile):
                return str(_module("review_page").render_review(shown, self.lang))
            case "html":
                return str(_module("folder_page").render_folder(shown, self.lang, links=links))
            case "xlsx":
                return bytes(_module("workbook").findings_workbook(shown, lang=self.lang))
            case _:
                return bytes(_module("letter").findings_letter(shown, lang=self.lang))

    def _page(self, path: Path, file: ReviewedFile, number: int) -> str:
        """Write the page of one file beside that of the folder (`path`); return how the folder's page leads to it."""
        folder = path.with_name(path.stem + _PAGES)
        name = f"{number + 1:04d}.html"
        write_text(folder / name, _module("review_page").render_review(file, self.lang, charts=False), self.inputs)
        return f"{folder.name}/{name}"

    def _annotate(self, file: ReviewedFile, *, single: bool) -> None:
        """Write a copy of the file with its findings as comments; in a folder, a file of another kind is told of and passed over."""
        if self.copies is None or not file.tables:
            return
        source = Path(file.path)
        out = self.copies / _beside(source, self.given) if self.copies.is_dir() or not self.copies.suffix else self.copies
        check_target(out, self.inputs)
        try:
            notes = _module("annotate").annotate_copy(source, list(file.findings), out, lang=self.lang)
        except PerfRulesError as error:
            if single:
                raise RequestError(error.diagnostics) from None
            complain(error.diagnostics, self.lang)
        else:
            self._tell(notes)
            complain([Diagnostic("N501", {"path": str(out)})], self.lang)


def _beside(source: Path, given: Iterable[str]) -> Path:
    """Return where the copy of a file stands below the folder of copies: as it stands below the folder that was named."""
    for one in given:
        if Path(one).is_dir() and source.is_relative_to(one):
            return source.relative_to(one)
    return Path(source.name)


def noted(file: ReviewedFile) -> tuple[Diagnostic, ...]:
    """Return what was noted while reading the tables of a file, each once, but for what the findings tell of."""
    found = (one for table in file.tables for one in table.table.diagnostics if one.code[1] == _READING and one.code not in _FOUND)
    return placed(dict.fromkeys(found), file.path)


def code_of(file: ReviewedFile) -> int:
    """Return the exit code that one file asks for: 2 where it could not be read, 1 where something was found."""
    if any(one.severity is Severity.ERROR for one in file.fault):
        return 2
    return 1 if any(True for _ in file.findings) else 0


def place_of(path: str | None) -> Path | None:
    """Return the file that an option names; None for standard output."""
    return None if path is None or path == "-" else Path(path)


def _module(name: str) -> Any:
    """Return a module of reports: most runs need one of them, and some are slow to import."""
    return import_module(f"perfrules.report.{name}")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what cannot be written into what the command says."""
    try:
        yield
    except SavingError as error:
        raise RequestError(error.diagnostics) from None


@contextmanager
def _progress(total: int, lang: str) -> Iterator[Any]:
    """Show how far a run has come, on a terminal and where there is more than a moment's work."""
    if total < 10 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  slow to import and needed for long runs only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(text("reviewing", lang), total=total)
        yield lambda: shown.advance(task)
