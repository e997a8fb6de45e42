"""The streams of a PDF before a library unpacks them: a few bytes may unpack to more than a machine holds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from attrs import define

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_MARKUP

__all__ = ["Budget", "check_streams"]

_STREAM = re.compile(rb"stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_SLOW = re.compile(rb"/(?:LZW(?:Decode)?|RunLengthDecode|RL|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_PREDICTED = re.compile(rb"/Predictor\s*(?:2|1[0-5])\b")
_NAMED = re.compile(rb"#([0-9A-Fa-f]{2})")
_HEAD = 2_048
_STEP = 65_536
_SLOWEST = 2 * 1024 * 1024
_MOST_PREDICTED = 1024 * 1024
_PICTURE = 6 * MAX_MARKUP
_DEEPEST = 3


@define
class Budget:
    """How much the streams of one file may still unpack to: text and fonts, and pictures, which are never shown."""

    source: str
    text: int = 4 * MAX_MARKUP
    pictures: int = 40 * MAX_MARKUP

    def spend(self, raw: bytes | memoryview, *, picture: bool = False) -> int:
        """Unpack a stream to nothing, as often as it is packed, and return its size; TableError where a form needs less."""
        largest = 0
        for _ in range(_DEEPEST):
            size, begun = 0, b""
            pieces: list[bytes] = []
            for piece in _unpacked(raw):
                size += len(piece)
                begun = begun or piece[:2]
                if size > min(_PICTURE if picture else MAX_MARKUP, self.pictures if picture else self.text):
                    raise self.refusal()
                if _is_packed(begun):
                    pieces.append(piece)
            largest = max(largest, size)
            if picture:
                self.pictures -= size
            else:
                self.text -= size
            if not pieces:
                return largest
            raw = b"".join(pieces)
        raise self.refusal()

    def refusal(self) -> TableError:
        """Return the fault of a file that unpacks to too much."""
        return TableError([Diagnostic("E350", {"path": self.source, "limit": str(MAX_MARKUP >> 20)})])


def check_streams(data: bytes, source: str) -> None:
    """Raise TableError where a stream, or all of them together, would unpack to more than a form needs.

    What a stream says of its packing is not relied on: whatever can be unpacked is.
    """
    budget = Budget(source)
    view = memoryview(data)
    read = 0
    for found in _STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        raw = view[found.end() : end if end >= 0 else len(data)]
        read += len(raw)
        # Streams do not overlap, unless a file is made to be read over and over.
        if read > 2 * len(data):
            raise budget.refusal()
        head = data[max(found.start() - _HEAD, 0) : found.start()]
        head = _NAMED.sub(lambda name: bytes([int(name[1], 16)]), head[head.rfind(b"obj") + 3 :])
        if _SLOW.search(head) and len(raw) > _SLOWEST:
            raise budget.refusal()
        picture = _IMAGE.search(head) is not None
        size = budget.spend(raw, picture=picture)
        # The library undoes predictions byte by byte; only lists of objects need them, besides pictures.
        if not picture and size > _MOST_PREDICTED and _PREDICTED.search(head):
            raise budget.refusal()


def _is_packed(begun: bytes) -> bool:
    """Tell whether bytes begin as zlib begins what it packs."""
    return len(begun) > 1 and begun[0] & 15 == 8 and (begun[0] * 256 + begun[1]) % 31 == 0


def _unpacked(raw: bytes | memoryview) -> Iterator[bytes]:
    """Yield what bytes unpack to; nothing more where they are damaged, or packed in another way."""
    start = 0
    while start < min(len(raw), 4) and raw[start] in b"\r\n":
        start += 1
    if not _is_packed(bytes(raw[start : start + 2])):
        return
    machine = zlib.decompressobj()
    try:
        for at in range(start, len(raw), _STEP):
            rest: bytes | memoryview = raw[at : at + _STEP]
            while rest and not machine.eof:
                if piece := machine.decompress(rest, 4 * _STEP):
                    yield piece
                rest = machine.unconsumed_tail
    except zlib.error:
        return
