"""Named policies (评分办法): found by name or alias in every ruleset that can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from perfrules.ruleset.library import Library, read_source
from perfrules.ruleset.model import Model, PolicySet
from perfrules.ruleset.shelf import Entry
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import RulesetError
from perfrules.text.fold import fold
from perfrules.text.near import nearest

__all__ = ["NamedPolicy", "find_policy", "named_policies_in"]

_OPENS = re.compile(r"^\s*评分办法", re.MULTILINE)


class NamedPolicy(NamedTuple):
    """A policy with the ruleset in which it stands: its scales and units are needed to score."""

    policies: PolicySet
    model: Model

    @property
    def name(self) -> str:
        """Return the name of the policy."""
        return self.policies.name


def named_policies_in(library: Library) -> Iterator[NamedPolicy]:
    """Yield every named policy that a library has, each where it is defined; a ruleset with errors has none."""
    for entry in library.entries(Path()):
        yield from _of_entry(library, entry)


def find_policy(name: str, search: Sequence[str | Path] = ()) -> NamedPolicy:
    """Return the policy of a name or alias (`财预〔2020〕10号`, `mof-2020`), or the one that a file of rules defines.

    A file is named by its path (`.perf`): its only named policy, else what its head says. An unknown name raises `RulesetError`.
    """
    library = Library([Path(folder) for folder in search])
    if name.endswith(".perf"):
        return _of_file(Path(name), library)
    wanted = _folded(name)
    # Most files define no policy, and most of those that do not this one: only files with the name in them are resolved.
    for entry in library.entries(Path()):
        source = read_source(entry.path)
        if isinstance(source, Diagnostic) or wanted not in _folded(source.text) or not _OPENS.search(source.text):
            continue
        for one in _of_entry(library, entry):
            if wanted in map(_folded, (one.name, *one.policies.aliases)):
                return one
    known = [word for one in named_policies_in(library) for word in (one.name, *one.policies.aliases)]
    raise RulesetError([Diagnostic("E710", {"name": name[:80], "suggestion": nearest(name, known)})])


def _of_entry(library: Library, entry: Entry) -> Iterator[NamedPolicy]:
    resolved = library.load_path(entry.path)
    if resolved.is_sound:
        own = resolved.model.source
        yield from (NamedPolicy(one, resolved.model) for one in resolved.model.policies.values() if one.place and one.place.source == own)


def _of_file(path: Path, library: Library) -> NamedPolicy:
    resolved = library.load_path(path)
    errors = [one for one in resolved.diagnostics if one.severity is Severity.ERROR]
    if errors:
        raise RulesetError(errors)
    own = [one for one in resolved.model.policies.values() if one.place and one.place.source == resolved.model.source]
    if len(own) == 1:
        return NamedPolicy(own[0], resolved.model)
    if resolved.model.policy.policy is None:
        raise RulesetError([Diagnostic("E711", {"path": str(path), "known": "、".join(one.name for one in own) or "（无）"})])
    return NamedPolicy(resolved.model.policy, resolved.model)


def _folded(name: str) -> str:
    return fold(name, markup=False).text.strip().casefold()
