"""The entry point by which hypothesis learns what values of perfrules look like, so that `st.from_type(Quantity)` draws them.

hypothesis calls `register` whenever it is imported, in every project where perfrules is installed: only the types are imported
here. The strategies come in when a test draws.
"""

from __future__ import annotations

from typing import Any

__all__ = ["register"]


def register() -> None:
    """Tell hypothesis the strategies of `Quantity`, `Target`, `RuleSet` and `TargetTable`; doing so again changes nothing.

    >>> register()
    >>> from hypothesis import find, settings
    >>> from hypothesis import strategies as st
    >>> from perfrules import Quantity
    >>> str(find(st.from_type(Quantity), lambda amount: True, settings=settings(database=None, derandomize=True)))
    '0家'
    """
    from hypothesis import strategies as st  # noqa: PLC0415  hypothesis calls this while it is imported itself

    from perfrules import Quantity, RuleSet, Target, TargetTable  # noqa: PLC0415  nothing is imported where hypothesis is not

    for kind, name in ((Quantity, "quantities"), (Target, "targets"), (RuleSet, "rulesets"), (TargetTable, "tables")):
        st.register_type_strategy(kind, _drawn_by(name))


def _drawn_by(name: str) -> Any:
    """Return a function that makes a strategy once it is asked for."""

    def drawn(_: Any) -> Any:
        from perfrules.testing import strategies  # noqa: PLC0415  only a test that draws needs them

        return getattr(strategies, name)()

    return drawn
