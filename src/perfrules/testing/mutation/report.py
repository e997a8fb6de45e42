"""Reports: how well the cases of a ruleset guard its rules."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from perfrules.testing.mutation.mutant import Mutant
from perfrules.testing.mutation.trial import Fate, Trial

__all__ = ["MutationReport"]


@frozen
class MutationReport:
    """The fates of all mutants of one ruleset text.

    `score` is the share of the mutants that some case kills, of those that are rulesets at all and mean something else.
    """

    title: str
    version: str
    source: str
    text: str
    trials: tuple[Trial, ...]
    seconds: float = 0.0

    def of(self, fate: Fate) -> tuple[Trial, ...]:
        """Return the trials that ended in one way."""
        return tuple(one for one in self.trials if one.fate is fate)

    @property
    def survivors(self) -> tuple[Trial, ...]:
        """Return the mutants that no case notices."""
        return self.of(Fate.SURVIVED)

    @property
    def equivalents(self) -> tuple[Trial, ...]:
        """Return the mutants that no case could notice, each with its reason."""
        return self.of(Fate.EQUIVALENT)

    @property
    def killed(self) -> int:
        """Return how many mutants some case kills."""
        return len(self.of(Fate.KILLED))

    @property
    def counted(self) -> int:
        """Return how many mutants count: those that are killed or survive."""
        return self.killed + len(self.survivors)

    @property
    def unseen(self) -> int:
        """Return how many equivalents change a rule that this file does not use, which another one may see."""
        return sum(one.reason is not None and one.reason.is_unseen for one in self.equivalents)

    @property
    def score(self) -> Fraction:
        """Return the share of the counted mutants that are killed."""
        return Fraction(self.killed, self.counted) if self.counted else Fraction(1)

    def mutant(self, name: str) -> Mutant | None:
        """Return a mutant by its id."""
        return next((one.mutant for one in self.trials if one.mutant.id == name), None)

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many mutants ended in each way; equivalents that are only unseen here are among the equivalents."""
        return {**{fate.value: len(self.of(fate)) for fate in Fate}, "unseen": self.unseen}

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-ready data; the score is an exact number as text."""
        return {
            "title": self.title,
            "version": self.version,
            "source": self.source,
            "score": str(self.score),
            "counts": dict(self.counts),
            "seconds": round(self.seconds, 1),
            "mutants": [one.to_dict() for one in self.trials],
        }
