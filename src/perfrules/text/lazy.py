"""Names that a package imports when they are first used: importing one part should not cost all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["lazy_module", "lazy_names"]


def lazy_names(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package (PEP 562) whose names live in modules below it.

    >>> find = lazy_names("perfrules.text", {"span": ("Span",)})
    >>> find("Span").__name__
    'Span'
    """
    modules = {name: module for module, names in homes.items() for name in names}

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return find


class _Module:
    """A module that is imported when something in it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        value = getattr(import_module(self._name), name)
        setattr(self, name, value)
        return value


def lazy_module(name: str) -> Any:
    """Return a module that is imported when something in it is first asked for: loading data should not load what works on them.

    >>> lazy_module("perfrules.text.span").Span(1, 2).start
    1
    """
    return _Module(name)
