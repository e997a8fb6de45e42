"""The directory of an OLE2 file (old xls, doc, wps, et; locked office files): the names of its streams, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

__all__ = ["OLE_SIGNATURE", "stream_names"]

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_HEADER_SECTORS = 109
_LAST = 0xFFFFFFFA
_MAX_ENTRIES = 4_096


def stream_names(data: bytes) -> frozenset[str]:
    """Return the names of the streams and storages of an OLE2 file; none where its directory cannot be followed.

    >>> stream_names(OLE_SIGNATURE)
    frozenset()
    """
    if len(data) < 512 or not data.startswith(OLE_SIGNATURE):
        return frozenset()
    shift = unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        return frozenset()
    return frozenset(_names(data, 1 << shift))


def _names(data: bytes, size: int) -> Iterator[str]:
    """Yield the names in the directory, sector by sector along its chain."""
    table = _allocation(data, size)
    sector: int = unpack_from("<I", data, 48)[0]
    seen: set[int] = set()
    while sector < _LAST and sector not in seen and len(seen) * size < _MAX_ENTRIES * _ENTRY:
        seen.add(sector)
        start = (sector + 1) * size
        for at in range(start, min(start + size, len(data) - _ENTRY + 1), _ENTRY):
            length = unpack_from("<H", data, at + 64)[0]
            if 2 < length <= 64:
                yield data[at : at + length - 2].decode("utf-16-le", "replace")
        sector = _next(data, table, size, sector)


def _allocation(data: bytes, size: int) -> list[int]:
    """Return the sectors that hold the allocation table: those in the header, then those of the chain behind it."""
    sectors = list(unpack_from(f"<{_HEADER_SECTORS}I", data, 76))
    more: int = unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while more < _LAST and more not in seen and (more + 2) * size <= len(data):
        seen.add(more)
        *held, more = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += held
    return sectors


def _next(data: bytes, table: list[int], size: int, sector: int) -> int:
    """Return the sector that follows in the chain, or one beyond all sectors."""
    index, rest = divmod(sector, size // 4)
    if index >= len(table) or table[index] >= _LAST:
        return _LAST
    at = (table[index] + 1) * size + rest * 4
    return _LAST if at + 4 > len(data) else int(unpack_from("<I", data, at)[0])
