"""The entry point by which hypothesis learns what values of perfrules look like, so that `st.from_type(Quantity)` draws them.

hypothesis calls `register` whenever it is imported, in every project where perfrules is installed. So nothing of perfrules is
imported here: each type is registered at the moment at which somebody else imports its module.
"""

from __future__ import annotations

import sys
from types import MappingProxyType, ModuleType
from typing import Any

__all__ = ["register"]

_TYPES = MappingProxyType(
    {
        "perfrules.value.quantity": ("Quantity", "quantities"),
        "perfrules.target.model": ("Target", "targets"),
        "perfrules.evaluation.ruleset": ("RuleSet", "rulesets"),
        "perfrules.table.model": ("TargetTable", "tables"),
        "perfrules.testing.strategies.given": ("GivenFacts", "given_facts"),
    }
)
"""The type of each module, and the name of its strategy."""


class _Waiting:
    """A finder that finds nothing itself, but registers the type of a module once the module is there."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Return what the other finders find, with a registration behind the execution of the module."""
        if name not in _TYPES:
            return None
        others = (finder for finder in sys.meta_path if finder is not self and hasattr(finder, "find_spec"))
        found = (finder.find_spec(name, path, target) for finder in others)
        spec = next((one for one in found if one is not None), None)
        loader = None if spec is None else spec.loader
        if loader is None:
            return spec
        execute = loader.exec_module

        def execute_and_register(module: ModuleType) -> None:
            execute(module)
            _register(module)

        loader.exec_module = execute_and_register  # type: ignore[method-assign]
        return spec


def register() -> None:
    """Tell hypothesis the strategies of `Quantity`, `Target`, `RuleSet`, `TargetTable` and `GivenFacts`; doing so again changes nothing.

    >>> register()
    >>> from hypothesis import find, settings
    >>> from hypothesis import strategies as st
    >>> from perfrules import Quantity
    >>> str(find(st.from_type(Quantity), lambda amount: True, settings=settings(database=None, derandomize=True)))
    '0家'
    """
    for name in _TYPES:
        if name in sys.modules:
            _register(sys.modules[name])
    if not any(isinstance(finder, _Waiting) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Waiting())


def _register(module: ModuleType) -> None:
    from hypothesis import strategies as st  # noqa: PLC0415  hypothesis calls this module

    type_name, strategy = _TYPES[module.__name__]

    def drawn(_: Any) -> Any:
        from perfrules.testing import strategies  # noqa: PLC0415  only a test that draws needs them

        return getattr(strategies, strategy)()

    st.register_type_strategy(getattr(module, type_name), drawn)
