"""Plain targets: single values that must read back from their canonical text, however strange the cell was."""

from __future__ import annotations

from perfrules import Target

__all__ = ["is_plain"]


def is_plain(target: Target) -> bool:
    """Tell whether a target is one value without words around it: what strangers put beside a value need not read back alike."""
    unit = getattr(target.body, "unit", None)
    return (
        not target.label
        and not getattr(target.body, "parts", ())
        and (unit is None or (unit.known and not unit.label and "/" not in unit.symbol))
    )
