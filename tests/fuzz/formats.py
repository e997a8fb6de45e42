"""Changes that know a format: parts of office files, elements of markup, drawing orders of a PDF, records of old workbooks."""

from __future__ import annotations

import re
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from fuzz.changes import changed_bytes, changed_text, repeated
from fuzz.words import NUMBERS, words_of

__all__ = ["changed", "packed", "parts_of"]

_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r'(?<==")[^"]*(?=")')
_TEXT_KINDS = ("target", "prose", "json", "rules", "grid", "toml")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BOF = b"\x09\x08\x10\x00\x00\x06"


def changed(rng: Random, data: bytes, kind: str, other: bytes) -> bytes:
    """Return an input of a kind, changed in ways that reach beyond its outermost checks."""
    if kind not in _TEXT_KINDS and rng.random() < 0.1:
        return changed_bytes(rng, data, other)
    match kind:
        case "bytes":
            return changed_bytes(rng, data, other)
        case "zip":
            return _zip(rng, data, other)
        case "ole":
            return _ole(rng, data, other)
        case "pdf":
            return _pdf(rng, data, other)
        case "markup":
            return _encoded(_markup(rng, _decoded(data), _decoded(other)))
    text = changed_text(rng, _decoded(data), kind, _decoded(other))
    if kind == "grid" and rng.random() < 0.03:
        return text.encode(rng.choice(("gb18030", "utf-16", "utf-16-le")), "replace")
    if kind == "grid" and rng.random() < 0.02:
        return changed_bytes(rng, _encoded(text), other)
    return _encoded(text)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# --- markup ---------------------------------------------------------------------------------------


def _markup(rng: Random, text: str, other: str) -> str:
    for _ in range(rng.choice((1, 1, 2, 4, 10))):
        found = list(_TAG.finditer(text))
        if not found or rng.random() < 0.15:
            text = changed_text(rng, text, "markup", other)
            continue
        one, two = rng.choice(found), rng.choice(found)
        start, end = min(one.start(), two.start()), max(one.end(), two.end())
        match rng.randrange(8):
            case 0:
                text = text[: one.start()] + text[one.end() :]
            case 1:
                text = text[: two.end()] + one[0] + text[two.end() :]
            case 2 if end - start < 4_000:
                text = text[:start] + text[end:]
            case 3 if end - start < 4_000:
                text = text[:end] + text[start:end] * rng.choice((1, 3, 20)) + text[end:]
            case 4 | 5:
                text = _attribute(rng, text)
            case 6:
                place = one.end()
                text = text[:place] + rng.choice((*NUMBERS, *words_of("grid"))).replace("<", "&lt;") + text[place:]
            case _:
                text = text[: one.start()] + one[0] * rng.choice((2, 50, 500)) + text[one.end() :]
    return repeated(rng, text, words_of("markup"), rng.choice((5_000, 50_000, 100_000))) if rng.random() < 0.02 else text


def _attribute(rng: Random, text: str) -> str:
    found = list(_ATTRIBUTE.finditer(text))
    if not found:
        return text.replace("<td", f"<td {rng.choice(('rowspan', 'colspan'))}={rng.choice(NUMBERS)}", rng.choice((1, -1)))
    one = rng.choice(found)
    value = rng.choice((*NUMBERS, "", rng.choice(found)[0], one[0] * 3))
    return text[: one.start()] + value.replace('"', "") + text[one.end() :]


# --- office files ---------------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of an office file by their names; none where it is broken."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return {one.filename: archive.read(one) for one in archive.infolist() if one.file_size < 8_000_000}
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError, NotImplementedError):
        return {}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return an office file of parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _weight(name: str) -> int:
    if re.search(r"sheet[0-9]*\.xml$|document\.xml$|sharedStrings|styles\.xml$", name):
        return 12
    return 3 if name.endswith((".xml", ".rels")) else 1


def _zip(rng: Random, data: bytes, other: bytes) -> bytes:
    parts = parts_of(data)
    if not parts:
        return changed_bytes(rng, data, other)
    names = list(parts)
    for _ in range(rng.choice((1, 1, 2, 3))):
        name = rng.choices(names, [_weight(one) for one in names])[0]
        chance = rng.random()
        if chance < 0.04:
            parts.pop(name, None)
        elif chance < 0.08:
            parts[rng.choice(names)] = parts.get(name, b"")
        elif chance < 0.12:
            others = parts_of(other)
            parts[name] = others.get(name, parts.get(name, b""))
        elif name.endswith((".xml", ".rels")):
            text = _decoded(parts.get(name, b""))
            parts[name] = _encoded(_markup(rng, text, text))
        else:
            parts[name] = changed_bytes(rng, parts.get(name, b""), b"")
    return packed(parts)


# --- PDF ------------------------------------------------------------------------------------------


def _pdf(rng: Random, data: bytes, other: bytes) -> bytes:
    streams = list(_STREAM.finditer(data))
    if not streams or rng.random() < 0.4:
        text = data.decode("latin-1")
        return changed_text(rng, text, "pdf", other.decode("latin-1")).encode("latin-1", "replace")
    one = rng.choice(streams)
    content, flat = one[1], False
    with suppress(zlib.error):
        content, flat = zlib.decompress(content), True
    text = content.decode("latin-1")
    new = changed_text(rng, text, "pdf", text).encode("latin-1", "replace")
    if rng.random() < 0.1:
        new = repeated(rng, text, words_of("pdf"), rng.choice((20_000, 90_000, 2_000_000 if flat else 90_000))).encode("latin-1", "replace")
    new = zlib.compress(new) if flat else new
    before = re.sub(rb"/Length [0-9]+(?=[^/]*\Z)", b"/Length %d" % len(new), data[: one.start()])
    return before + b"stream\n" + new + b"\nendstream" + data[one.end() :]


# --- records of old workbooks ---------------------------------------------------------------------


def _ole(rng: Random, data: bytes, other: bytes) -> bytes:
    body = bytearray(data)
    records = list(_records(data))
    if not records or rng.random() < 0.2:
        return changed_bytes(rng, data, other)
    for _ in range(rng.choice((1, 1, 2, 4, 10))):
        place, _kind, size = rng.choice(records)
        match rng.randrange(5):
            case 0:
                struct.pack_into("<H", body, place, rng.choice(records)[1])
            case 1:
                struct.pack_into("<H", body, place + 2, rng.choice((0, 1, size + 1, 8224, 65535)))
            case 2 if size:
                at = place + 4 + rng.randrange(size)
                body[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
            case 3 if size >= 2:
                struct.pack_into("<H", body, place + 4 + rng.randrange(0, size - 1), rng.choice((0, 255, 256, 16383, 65535)))
            case _:
                start, _, length = rng.choice(records)
                piece = bytes(body[start : start + 4 + length])
                body[place : place + len(piece)] = piece
    return bytes(body[: max(len(data), 512)])


def _records(data: bytes) -> list[tuple[int, int, int]]:
    """Return place, kind and size of the records that follow the first one, as long as they lie one behind the other."""
    found: list[tuple[int, int, int]] = []
    place = data.find(_BOF)
    while 0 <= place <= len(data) - 4 and len(found) < 5_000:
        kind, size = struct.unpack_from("<HH", data, place)
        if size > 8_224 or place + 4 + size > len(data):
            break
        found.append((place, kind, size))
        place += 4 + size
    return found
