"""Loading rulesets: by title, by path, or from a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.cache import recall, remember
from perfrules.ruleset.model import Model
from perfrules.ruleset.resolved import Resolved
from perfrules.ruleset.shelf import find_entry, not_found
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import RulesetError

if TYPE_CHECKING:
    from perfrules.ruleset.library import Library

__all__ = ["check_ruleset", "load_ruleset", "resolved"]


def load_ruleset(source: str | Path, *, search: Sequence[str | Path] = ()) -> RuleSet:
    """Return a ruleset by its title (`标题` or `标题@版本`), by the path of its file, or from its text.

    A text is told by its line breaks, a path by its ending `.perf` or by being there. Titles are looked for beside the file, in the
    folders of `search`, and among the rulesets that ship with perfrules; without a version, the newest one is taken.

    A ruleset with any error is not loaded: `RulesetError` carries every diagnostic.
    """
    found = _remembered(source) if not search else None
    if found is None:
        found = resolved(source, search=search)
    errors = [one for one in found.diagnostics if one.severity is Severity.ERROR]
    if errors:
        raise RulesetError(errors)
    return RuleSet(found.model, found.diagnostics)


def _remembered(source: str | Path) -> Resolved | None:
    """Return a ruleset of a file as it was resolved before, or resolve it and remember it; `None` for texts."""
    if isinstance(source, str) and "\n" in source:
        return None
    path = Path(source)
    if not _is_file(path):
        title, _, version = str(source).partition("@")
        entry = find_entry((), title.strip(), version.strip(), Path())
        if entry is None:
            return None
        path = entry.path
    kept = recall(path)
    if kept is not None:
        references, found = kept
        if all(_still(*one) for one in references) and isinstance(found, Resolved):
            return found
    library = _library()
    found = library.load_path(path)
    if found.is_sound:
        remember(path, library.read, (tuple(library.references), found))
    return found


def _still(title: str, version: str, folder: str, path: str) -> bool:
    """Tell whether a title still leads to the same file."""
    entry = find_entry((), title, version, Path(folder) if folder else None)
    return entry is not None and str(entry.path.resolve()) == path


def check_ruleset(source: str | Path, *, search: Sequence[str | Path] = ()) -> list[Diagnostic]:
    """Return everything that is to be said about a ruleset, in the order of its lines; bad text never raises.

    >>> [(one.code, one.line, one.column) for one in check_ruleset("规则集 小表\\n满分 10份")]
    [('E601', 2, 6)]
    """
    return list(resolved(source, search=search).diagnostics)


def resolved(source: str | Path, *, search: Sequence[str | Path] = ()) -> Resolved:
    """Return the model of a ruleset with its diagnostics, errors included."""
    from perfrules.ruleset.library import Source, read_source  # noqa: PLC0415  what is remembered need not be read

    library = _library([Path(folder) for folder in search])
    if isinstance(source, str) and "\n" in source:
        return library.load(Source(source))
    path = Path(source)
    if path.suffix == ".perf" or _is_file(path):
        text = read_source(path)
        return Resolved(Model("", source=str(path)), (text,)) if isinstance(text, Diagnostic) else library.load_path(path)
    title, _, version = str(source).partition("@")
    entry = library.find(title.strip(), version.strip(), Path())
    if entry is None:
        code, args = not_found(list(library.entries(Path())), title.strip(), version.strip())
        return Resolved(Model(title), (Diagnostic(code, args),))
    return library.load_path(entry.path)


def _library(folders: Sequence[Path] = ()) -> Library:
    from perfrules.ruleset.library import Library  # noqa: PLC0415  what is remembered need not be read

    return Library(folders)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
