"""The library: where rulesets are found by title, and how each is loaded with all that it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from attrs import evolve

from perfrules.ruleset.model import Model
from perfrules.ruleset.parse import parse_surface
from perfrules.ruleset.resolve import resolve
from perfrules.ruleset.resolved import Resolved
from perfrules.ruleset.shelf import Entry, entries_in, newest, not_found, shown_path
from perfrules.ruleset.surface import Line, Reference, Surface
from perfrules.table.decode import decode
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_DEPTH, MAX_RULES

__all__ = ["Entry", "Library", "Source", "read_source"]


class Source(NamedTuple):
    """A text of rules, the name by which diagnostics call it, and the folder whose rulesets it can inherit."""

    text: str
    name: str = ""
    folder: Path | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_damaged(self) -> bool:
        """Tell whether characters were lost in reading: writing such a text back would lose them for good."""
        return any(one.severity is Severity.WARNING for one in self.diagnostics)


def read_source(path: Path, shown: str = "") -> Source | Diagnostic:
    """Return the text of a file, or why it cannot be read; a ruleset is UTF-8, or GBK or UTF-16 as other tools save it."""
    name = shown or str(path)
    try:
        if path.stat().st_size > 4 * MAX_RULES:
            return Diagnostic("E607", {"size": str(path.stat().st_size), "limit": str(MAX_RULES)}, where=name)
        data = path.read_bytes()
    except OSError as error:
        return Diagnostic("E690", {"path": name, "why": error.strerror or type(error).__name__})
    if not data.strip():
        return Source("", name, path.parent)
    try:
        document = decode(data, name)
    except TableError as error:
        (refused,) = error.diagnostics
        return evolve(refused, code="E691", args={"path": name}) if refused.code in ("E306", "E307") else refused
    return Source(document.text, name, path.parent, document.diagnostics)


class Library:
    """Folders of rulesets; those that ship with perfrules come last.

    Loading never raises on bad text: what is wrong is part of what comes back.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        self._loaded: dict[Path, Resolved] = {}
        self._listed: dict[Path | None, tuple[Entry, ...]] = {}
        self.read: list[Path] = []
        self.references: list[tuple[str, str, str, str]] = []

    def entries(self, folder: Path | None = None) -> Iterator[Entry]:
        """Yield every ruleset that can be found, those beside a file first; the folders are looked through once."""
        if folder not in self._listed:
            self._listed[folder] = tuple(entries_in(self.folders, folder))
        return iter(self._listed[folder])

    def find(self, title: str, version: str = "", folder: Path | None = None) -> Entry | None:
        """Return the ruleset of a title, the newest one if no version is given."""
        return newest(self.entries(folder), title, version)

    def load(self, source: Source, trail: tuple[str, ...] = ()) -> Resolved:
        """Return the model of a text with all that it inherits, and every diagnostic."""
        surface = parse_surface(source.text, source.name)
        base, used, found = self._inherited(surface, source, trail)
        resolved = resolve(surface, base, used)
        found.extend(source.diagnostics)
        if not found:
            return resolved
        # Without what it inherits, a file seems to lack nearly everything: only what is wrong by itself is told.
        own = surface.diagnostics if any(one.severity is Severity.ERROR for one in found) else resolved.diagnostics
        return Resolved(resolved.model, tuple(sorted((*own, *found), key=lambda one: (one.line or 0, one.code))))

    def load_path(self, path: Path, trail: tuple[str, ...] = ()) -> Resolved:
        """Return the model of a file."""
        key = path.resolve()
        if key not in self._loaded:
            self.read.append(path)
            source = read_source(path, shown_path(path))
            loaded = Resolved(Model("", source=str(path)), (source,)) if isinstance(source, Diagnostic) else self.load(source, trail)
            self._loaded[key] = loaded
        return self._loaded[key]

    def _inherited(self, surface: Surface, source: Source, trail: tuple[str, ...]) -> tuple[Model | None, list[Model], list[Diagnostic]]:
        """Return what a file inherits, what it uses, and what is wrong with either."""
        base: Model | None = None
        used: list[Model] = []
        found: list[Diagnostic] = []
        here = (*trail, _title(surface) or source.name)
        for line in surface.lines:
            if line.head is None or line.head.word not in ("继承", "引用") or not isinstance(line.content, Reference):
                continue
            model = self._referred(line, line.content, source, here)
            if isinstance(model, Diagnostic):
                found.append(model.at(source.name))
            elif line.head.word == "引用":
                used.append(model)
            elif base is not None:
                found.append(line.diagnostic("E612", word="继承", first="").at(source.name))
            else:
                base = model
        return base, used, found

    def _referred(self, line: Line, reference: Reference, source: Source, trail: tuple[str, ...]) -> Model | Diagnostic:
        title, version = reference.title.text, reference.version.text if reference.version is not None else ""
        if title in trail:
            return line.diagnostic("E692", reference.title, cycle=" → ".join([*trail[trail.index(title) :], title]))
        if len(trail) >= MAX_DEPTH:
            return line.diagnostic("E693", reference.title, limit=str(MAX_DEPTH))
        entry = self.find(title, version, source.folder)
        if entry is None:
            return self._unknown(line, title, version, source)
        self.references.append((title, version, str(source.folder.resolve()) if source.folder else "", str(entry.path.resolve())))
        loaded = self.load_path(entry.path, trail)
        errors = [one for one in loaded.diagnostics if one.severity is Severity.ERROR]
        if errors:
            first = errors[0]
            if first.code in ("E692", "E693"):
                return line.diagnostic(first.code, reference.title, **first.args)
            file = Path(first.where).name
            where = f"{file}:{first.line}" if first.line else file
            return line.diagnostic(
                "E694", reference.title, title=title, count=str(len(errors)), first=f"{where} {first.code} {first.message}"
            )
        return loaded.model

    def _unknown(self, line: Line, title: str, version: str, source: Source) -> Diagnostic:
        assert isinstance(line.content, Reference)
        code, args = not_found(list(self.entries(source.folder)), title, version)
        at = line.content.version if code == "E696" else line.content.title
        return line.diagnostic(code, at, **args)


def _title(surface: Surface) -> str:
    for line in surface.lines:
        if line.head is not None and line.head.word == "规则集" and line.content is not None and not line.broken:
            return line.content.value.text  # type: ignore[union-attr]
    return ""
