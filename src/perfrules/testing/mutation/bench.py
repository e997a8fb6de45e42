"""The bench: a ruleset with its text, on which mutants are tried one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from attrs import frozen

from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.blocks import Block, blocks_of
from perfrules.ruleset.library import Library, Source, read_source
from perfrules.ruleset.model import Case
from perfrules.ruleset.parse import parse_surface
from perfrules.ruleset.shelf import not_found
from perfrules.ruleset.surface import Surface
from perfrules.testing.cases import run_case
from perfrules.testing.mutation.meaning import Difference, differences_of
from perfrules.testing.mutation.moments import Moment, moments_of
from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.mutants import mutants_of
from perfrules.text.diagnostic import Diagnostic, Severity
from perfrules.text.errors import RulesetError

__all__ = ["Bench", "bench_of"]

Differences = dict[Moment, tuple[Difference, ...]]


@frozen(slots=False, eq=False)
class Bench:
    """A sound ruleset, the text it was read from, and the library in which its parents are found and kept."""

    source: Source
    rules: RuleSet
    library: Library

    @cached_property
    def is_weighed(self) -> bool:
        """Tell whether there are marks."""
        return self.rules.evaluate({}).score is not None

    def mutants(self) -> tuple[Mutant, ...]:
        """Return the mutants of the text."""
        return mutants_of(self.source.text, self.rules.model)

    def changed(self, mutant: Mutant) -> RuleSet | str:
        """Return the rules of a mutant, or why there are none: the case that no longer fits the rules, or nothing.

        A mutant with an error is no ruleset; but where only cases are in error, as they name what is gone, they found it out.
        """
        found = self.library.load(self.source._replace(text=mutant.applied(self.source.text)))
        if found.is_sound:
            return RuleSet(found.model, found.diagnostics)
        broken = {one.line or 0 for one in found.diagnostics if one.severity is Severity.ERROR}
        owners = [self._case_at(line) for line in sorted(broken)]
        return owners[0] if all(owners) else ""

    def _case_at(self, line: int) -> str:
        """Return the name of the case in which a line stands; empty where it is a rule."""
        block = self.block_of(line)
        return str(getattr(getattr(block.line.content, "value", None), "text", "")) if block is not None and block.kind == "测试" else ""

    def block_of(self, line: int) -> Block | None:
        """Return the block in which a line stands: its own where it opens one."""
        return self._blocks.get(line)

    def head_of(self, line: int) -> str:
        """Return the head word of a line."""
        return self._heads.get(line, "")

    @cached_property
    def _surface(self) -> Surface:
        return parse_surface(self.source.text)

    @cached_property
    def _heads(self) -> dict[int, str]:
        return {line.number: line.head.word for line in self._surface.lines if line.head is not None}

    @cached_property
    def _blocks(self) -> dict[int, Block]:
        blocks = blocks_of(self._surface).blocks
        return {line.number: block for block in blocks for line in (block.line, *block.lines)}

    def killer(self, changed: RuleSet, line: str = "") -> str:
        """Return the name of the first case that fails or breaks under changed rules; empty where all pass.

        Cases that name what stands on the changed line come first.
        """
        cases = sorted(self.rules.model.cases, key=lambda one: not _mentions(one, line))
        return next((case.name for case in cases if not _passes(changed, case)), "")

    def differences(self, changed: RuleSet) -> Differences:
        """Return what changed rules do otherwise, by moment; nothing where no facts can tell."""
        found = {moment: differences_of(self.rules, changed, moment) for moment in moments_of(self.rules, changed)}
        return {moment: one for moment, one in found.items() if one}


def _mentions(case: Case, line: str) -> bool:
    return any(name and name in line for name in (*(fact[0] for fact in case.given), *(one.name for one in case.expected)))


def _passes(rules: RuleSet, case: Case) -> bool:
    try:
        return run_case(rules, case).passed
    except Exception:
        return False


def bench_of(source: str | Path | Source, search: Sequence[str | Path] = ()) -> Bench:
    """Return the bench of a ruleset, given as a title, a path or a text; one with errors raises `RulesetError`."""
    library = Library([Path(folder) for folder in search])
    text = source if isinstance(source, Source) else _source(source, library)
    resolved = library.load(text)
    errors = [one for one in resolved.diagnostics if one.severity is Severity.ERROR]
    if errors:
        raise RulesetError(errors)
    return Bench(text, RuleSet(resolved.model, resolved.diagnostics), library)


def _source(source: str | Path, library: Library) -> Source:
    if isinstance(source, str) and "\n" in source:
        return Source(source)
    path = Path(source)
    if path.suffix != ".perf" and not path.is_file():
        title, _, version = str(source).partition("@")
        entry = library.find(title.strip(), version.strip(), Path())
        if entry is None:
            code, args = not_found(list(library.entries(Path())), title.strip(), version.strip())
            raise RulesetError([Diagnostic(code, args)])
        path = entry.path
    read = read_source(path)
    if isinstance(read, Diagnostic):
        raise RulesetError([read])
    return read
