"""What pytest collects from a file of rules: an item for each case, and those that options ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from perfrules.evaluation.loading import resolved
from perfrules.evaluation.ruleset import RuleSet
from perfrules.ruleset.model import Case
from perfrules.testing.cases import run_case
from perfrules.testing.cover import cover
from perfrules.testing.failure import failure_text
from perfrules.text.diagnostic import Severity

__all__ = ["RulesFile", "has_rules"]

_RULES = re.compile(r"^\s*(?:规则集|测试)(?=[\s:：]|$)", re.MULTILINE)
_LOOKED_AT = 1 << 20


class RulesError(Exception):
    """What is wrong with rules, as a person reads it; pytest shows the text alone."""


def has_rules(path: Path) -> bool:
    """Tell whether a file is one of ours: it has a line that names a ruleset or a case."""
    try:
        with path.open("rb") as file:
            text = file.read(_LOOKED_AT).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return _RULES.search(text) is not None


class RulesFile(pytest.File):
    """A file of rules; one with errors is an error of the collection, with all of them."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the items of the file."""
        search = self.config.getini("perfrules_search")
        found = resolved(self.path, search=(self.path.parent, *search))
        if not found.is_sound:
            errors = [one for one in found.diagnostics if one.severity is Severity.ERROR]
            raise RulesError("\n".join(one.render(self.lang) for one in errors))
        rules = RuleSet(found.model, found.diagnostics)
        for case in rules.model.cases:
            yield CaseItem.from_parent(self, name=case.name, rules=rules, case=case)
        for option, kind in (("cover", CoverItem), ("properties", PropertiesItem), ("mutate", MutationItem)):
            if self.config.getoption(f"perfrules_{option}"):
                yield kind.from_parent(self, name=f"[{option}]", rules=rules)

    @property
    def lang(self) -> str:
        """Return the language that is asked for."""
        return str(self.config.getoption("perfrules_lang"))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]
        """Return the errors of the rules, without the calls that found them."""
        return str(excinfo.value) if isinstance(excinfo.value, RulesError) else super().repr_failure(excinfo)


class RulesItem(pytest.Item):
    """One test of a ruleset."""

    parent: RulesFile

    def __init__(self, *, rules: RuleSet, **given: Any) -> None:
        super().__init__(**given)
        self.rules = rules
        self.add_marker("perfrules")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what is wrong with the rules, without the calls that found it."""
        return str(excinfo.value) if isinstance(excinfo.value, RulesError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test stands."""
        return self.path, self.line(), f"{self.rules.title} {self.name}"

    def line(self) -> int | None:
        """Return the line of the file, from 0."""
        return 0

    def tell(self, said: str) -> None:
        """Keep a line for the summary at the end."""
        self.user_properties.append(("perfrules", said))

    def least(self, setting: str) -> Fraction:
        """Return a percentage from the settings, as a share."""
        text = str(self.config.getini(setting)).removesuffix("%")
        try:
            return Fraction(text) / 100
        except ValueError:
            raise pytest.UsageError(f"{setting} is not a percentage: {text}") from None


class CaseItem(RulesItem):
    """A case (测试) of the file."""

    def __init__(self, *, case: Case, **given: Any) -> None:
        super().__init__(**given)
        self.case = case

    def line(self) -> int | None:
        """Return the line of the case, from 0."""
        return self.case.place.line - 1

    def runtest(self) -> None:
        """Run the case."""
        result = run_case(self.rules, self.case)
        if not result.passed:
            raise RulesError(failure_text(result, self.parent.lang))


class CoverItem(RulesItem):
    """What the cases of a file cover (`--perfrules-cover`)."""

    def runtest(self) -> None:
        """Fail where less is covered than the settings ask for."""
        found = cover(self.rules)
        self.tell(_line("cover", found.share, len(found.reached), len(found.goals), self.rules.title))
        if found.share < self.least("perfrules_cover_min"):
            raise RulesError(_listed("没有测到 untested", found.uncovered, "perfrules cover --stubs"))


class PropertiesItem(RulesItem):
    """The laws that all rules should keep (`--perfrules-properties`)."""

    def runtest(self) -> None:
        """Fail with the counterexamples."""
        from perfrules.testing.properties import check_properties  # noqa: PLC0415  Hypothesis is slow to import

        report = check_properties(self.rules)
        if report.counterexamples:
            raise RulesError("\n\n".join(one.render(self.parent.lang) for one in report.counterexamples))


class MutationItem(RulesItem):
    """Whether the cases of a file notice changed rules (`--perfrules-mutate`)."""

    def runtest(self) -> None:
        """Fail with the mutants that survive."""
        from perfrules.testing.mutation import mutate  # noqa: PLC0415  rarely asked for

        report = mutate(self.path, search=(self.path.parent, *self.config.getini("perfrules_search")))
        self.tell(_line("mutate", report.score, report.killed, report.counted, self.rules.title))
        if report.score < self.least("perfrules_mutate_min"):
            shown = (f"{one.mutant.diff(report.text, self.path.name)}\n\n{one.stub}" for one in report.survivors)
            raise RulesError("\n".join(shown))


def _line(what: str, share: Fraction, some: int, whole: int, title: str) -> str:
    """Return a line of the summary; a share is rounded down, so that only all of it is 100%."""
    thousandths = share.numerator * 1000 // share.denominator
    return f"{what:6} {thousandths // 10:4}.{thousandths % 10}%  {some}/{whole}  {title}"


def _listed(title: str, lines: Iterable[object], advice: str) -> str:
    return "\n".join([f"{title}:", *(f"  {line}" for line in lines), f"  → {advice}"])
