"""Changes of texts: of characters, words, lines and cells, of two inputs joined, and of one piece repeated up to the limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from fuzz.words import NASTY, NUMBERS, words_of

__all__ = ["LIMIT", "changed_bytes", "changed_text", "repeated"]

LIMIT = 100_000
"""Bytes of the largest input: what is larger than a text anyone sends."""
_CELLS = re.compile(r"[\t|,;\n]|</?[a-z]+>")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _cut(rng: Random, text: str, longest: int = 40) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.randint(0, rng.choice((1, 4, longest))))


def _drop(rng: Random, text: str, _words: Sequence[str], _other: str) -> str:
    start, end = _cut(rng, text)
    return text[:start] + text[end:]


def _double(rng: Random, text: str, _words: Sequence[str], _other: str) -> str:
    start, end = _cut(rng, text)
    return text[:end] + text[start:end] * rng.choice((1, 1, 2, 9, 70)) + text[end:]


def _insert(rng: Random, text: str, words: Sequence[str], _other: str) -> str:
    place = rng.randint(0, len(text))
    return text[:place] + rng.choice(words) + text[place:]


def _replace(rng: Random, text: str, words: Sequence[str], _other: str) -> str:
    start, end = _cut(rng, text, 8)
    return text[:start] + rng.choice(words) + text[end:]


def _nasty(rng: Random, text: str, _words: Sequence[str], _other: str) -> str:
    place = rng.randint(0, len(text))
    char = (
        rng.choice(NASTY)
        if rng.random() < 0.8
        else chr(rng.choice((rng.randrange(0x250), rng.randrange(0x110000), rng.randrange(0x2000, 0x3400))))
    )
    return text[:place] + char + text[place + rng.randint(0, 1) :]


def _number(rng: Random, text: str, _words: Sequence[str], _other: str) -> str:
    found = list(_DIGITS.finditer(text))
    if not found:
        return text + rng.choice(NUMBERS)
    one = rng.choice(found)
    return text[: one.start()] + rng.choice(NUMBERS) + text[one.end() :]


def _splice(rng: Random, text: str, _words: Sequence[str], other: str) -> str:
    start, end = _cut(rng, other, 400)
    place, until = _cut(rng, text)
    return text[:place] + other[start:end] + text[until:]


def _cross(rng: Random, text: str, _words: Sequence[str], other: str) -> str:
    return text[: rng.randint(0, len(text))] + other[rng.randint(0, len(other)) :]


def _parts(rng: Random, text: str, _words: Sequence[str], other: str) -> str:
    """Drop, double, move or exchange whole lines or cells."""
    mark = "\n" if rng.random() < 0.5 else rng.choice(_CELLS.findall(text) or ["\n"])
    parts = text.split(mark)
    place = rng.randrange(len(parts))
    match rng.randrange(5):
        case 0:
            del parts[place]
        case 1:
            parts.insert(rng.randint(0, len(parts)), parts[place])
        case 2:
            parts.insert(rng.randint(0, len(parts)), parts.pop(place))
        case 3:
            parts[place] = rng.choice(other.split(mark))
        case _:
            parts[place:place] = parts[place : place + rng.randint(1, 8)] * rng.choice((1, 5, 40))
    return mark.join(parts)


def _wide(rng: Random, text: str, _words: Sequence[str], _other: str) -> str:
    start, end = _cut(rng, text)
    return text[:start] + "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text[start:end]) + text[end:]


def _swap(rng: Random, text: str, _words: Sequence[str], _other: str) -> str:
    (start, middle), (third, end) = sorted((_cut(rng, text), _cut(rng, text)))
    return text if middle > third else text[:start] + text[third:end] + text[middle:third] + text[start:middle] + text[end:]


def _grow(rng: Random, text: str, words: Sequence[str], _other: str) -> str:
    return repeated(rng, text, words, rng.choice((300, 2_000, 20_000)))


_CHANGES: tuple[Callable[[Random, str, Sequence[str], str], str], ...] = (
    *(_drop, _double, _insert, _insert, _replace, _replace, _nasty, _number, _splice, _splice, _cross, _parts, _parts, _wide, _swap),
)


def repeated(rng: Random, text: str, words: Sequence[str], size: int) -> str:
    """Return a text with one piece of it, or a few words, repeated until it has `size` bytes: what is not linear shows."""
    start, end = _cut(rng, text, rng.choice((3, 60, 600)))
    piece = text[start:end] if rng.random() < 0.4 else "".join(rng.choice(words) for _ in range(rng.randint(1, 3)))
    if rng.random() < 0.2:
        piece += rng.choice(NASTY)
    if rng.random() < 0.2:
        piece += "\n"
    each = max(1, len(piece.encode("utf-8", "surrogatepass")))
    times = max(1, (size - len(text.encode("utf-8", "surrogatepass"))) // each)
    if rng.random() < 0.2:
        return text[:start] + "".join(f"{piece}{number}" for number in range(times * each // (each + 4))) + text[end:]
    return text[:start] + piece * times + text[end:]


def changed_text(rng: Random, text: str, kind: str, other: str) -> str:
    """Return a text with one to several changes; now and then it grows up to the limit."""
    words = words_of(kind)
    for _ in range(rng.choice((1, 1, 2, 3, 6, 16))):
        text = rng.choice(_CHANGES)(rng, text, words, other)
    if rng.random() < 0.02:
        text = repeated(rng, text, words, rng.choice((2_000, 20_000, LIMIT)))
    return text


def changed_bytes(rng: Random, data: bytes, other: bytes) -> bytes:
    """Return bytes with a few of them flipped, dropped, doubled, or taken from another input."""
    body = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 12))):
        place = rng.randint(0, max(len(body) - 1, 0))
        size = rng.choice((1, 1, 2, 4, 8, 64, 512))
        match rng.randrange(7):
            case 0 if body:
                body[place] ^= 1 << rng.randrange(8)
            case 1 if body:
                body[place] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
            case 2:
                body[place : place + size] = rng.choice((b"\xff", b"\0", b"\x7f")) * size
            case 3:
                del body[place : place + size]
            case 4:
                body[place:place] = body[place : place + size]
            case 5:
                start = rng.randint(0, len(other))
                body[place : place + size] = other[start : start + size]
            case _:
                del body[rng.randint(len(body) // 2, len(body)) :]
    return bytes(body)
