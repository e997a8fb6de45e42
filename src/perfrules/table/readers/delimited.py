"""Reading texts: cells parted by tabs or bars."""

from __future__ import annotations

from attrs import evolve

from perfrules.table.decode import decode
from perfrules.table.grid import Grid, grid_of_text

__all__ = ["read_delimited"]


def read_delimited(data: bytes, source: str) -> list[Grid]:
    """Return the grid of a text file."""
    document = decode(data, source)
    grid = grid_of_text(document.text, source)
    return [evolve(grid, diagnostics=(*document.diagnostics, *grid.diagnostics))]
