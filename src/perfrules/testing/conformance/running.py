"""Running conformance cases against an implementation, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from attrs import frozen

from perfrules.testing.conformance.case import GROUPS, KINDS, Case
from perfrules.testing.conformance.case import cases as all_cases
from perfrules.testing.conformance.comparing import differences

__all__ = ["ConformanceReport", "Outcome", "Standing", "Tally", "run"]


class Standing(Enum):
    """What became of one case."""

    PASSED = "passed"
    FAILED = "failed"
    UNSUPPORTED = "unsupported"


@frozen
class Outcome:
    """One case with the answer that it got: where the answer differs, or what kept it from coming.

    `differing` names the fields that differ, `fault` says what went wrong where there is no answer to compare.
    """

    case: Case
    standing: Standing
    got: Mapping[str, Any] | None = None
    differing: tuple[str, ...] = ()
    fault: str = ""


class Tally(NamedTuple):
    """How many cases of one kind and group passed, failed, or are not supported."""

    kind: str
    group: str
    passed: int
    failed: int
    unsupported: int

    @property
    def total(self) -> int:
        """Return the number of cases."""
        return self.passed + self.failed + self.unsupported


@frozen
class ConformanceReport:
    """What came of all cases, in their order."""

    outcomes: tuple[Outcome, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether every required case passed; an implementation that answers `unsupported` does not conform there."""
        return all(one.standing is Standing.PASSED for one in self.outcomes if one.case.group == "required")

    @property
    def passed(self) -> bool:
        """Tell whether every case passed, the recommended ones too."""
        return all(one.standing is Standing.PASSED for one in self.outcomes)

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Return the cases that failed, required ones first."""
        failed = [one for one in self.outcomes if one.standing is Standing.FAILED]
        return tuple(sorted(failed, key=lambda one: GROUPS.index(one.case.group)))

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """Return the counts of every kind and group that has cases."""
        found = []
        for kind in KINDS:
            for group in GROUPS:
                here = [one.standing for one in self.outcomes if (one.case.kind, one.case.group) == (kind, group)]
                if here:
                    found.append(Tally(kind, group, *(here.count(standing) for standing in Standing)))
        return tuple(found)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-ready data: counts, and every failure with both sides."""
        return {
            "format": "perfrules-conformance/1",
            "conforms": self.conforms,
            "tallies": [tally._asdict() for tally in self.tallies],
            "failures": [
                {
                    "id": one.case.id,
                    "kind": one.case.kind,
                    "group": one.case.group,
                    "topic": one.case.topic,
                    "why": one.case.why,
                    "input": dict(one.case.input),
                    "expected": dict(one.case.expected),
                    "got": None if one.got is None else dict(one.got),
                    "differing": list(one.differing),
                    "fault": one.fault,
                }
                for one in self.failures
            ],
        }


def run(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]], cases: Iterable[Case] | None = None) -> ConformanceReport:
    """Return how an implementation answers the cases, by default all that ship with perfrules.

    `answer` gets a request (`kind`, `id`, `input`) and returns the fields of its answer, or `{"unsupported": True}`. Whatever it
    raises is a failure of that case alone.

    >>> report = run(lambda request: {"unsupported": True}, all_cases("units", "required"))
    >>> report.conforms, report.tallies[0].passed, report.failures
    (False, 0, ())
    """
    return ConformanceReport(tuple(_outcome(answer, case) for case in (all_cases() if cases is None else cases)))


def _outcome(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]], case: Case) -> Outcome:
    try:
        got: object = answer(case.request)
    except Exception as error:  # an implementation may fail in any way; the other cases still count
        return Outcome(case, Standing.FAILED, fault=f"{type(error).__name__}: {error}")
    if not isinstance(got, Mapping):
        return Outcome(case, Standing.FAILED, fault=f"no object but {type(got).__name__}")
    if got.get("unsupported") is True:
        return Outcome(case, Standing.UNSUPPORTED, got)
    differing = differences(case.expected, got)
    return Outcome(case, Standing.FAILED if differing else Standing.PASSED, got, differing)
