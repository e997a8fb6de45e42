"""What became of a text: a model, and everything that was found on the way."""

from __future__ import annotations

from typing import NamedTuple

from perfrules.ruleset.model import Model
from perfrules.text.diagnostic import Diagnostic, Severity

__all__ = ["Resolved"]


class Resolved(NamedTuple):
    """A model with everything that was found on the way; it is only to be evaluated where no error is among that."""

    model: Model
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether there is no error."""
        return not any(one.severity is Severity.ERROR for one in self.diagnostics)
