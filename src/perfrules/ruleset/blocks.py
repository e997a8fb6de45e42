"""Blocks: which lines belong to which, by their head words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from perfrules.ruleset.surface import Line, Surface
from perfrules.ruleset.words import FILE, LEVELS, Head
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Block", "Blocks", "blocks_of"]

_OUTLINE = (*LEVELS, "三级指标")
_MANY = frozenset({"给定", "期望", "原", "改", "依据", "说明", "继承", "引用", "单列", "亮灯", "审核", "|"})


@frozen
class Block:
    """A line that opens a block, with the lines it owns; `parents` are the outline lines above it, the highest first.

    `holed` tells that a line in it could not be read: what is missing then may have stood there.
    """

    line: Line
    kind: str
    parents: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    holed: bool = False

    def all(self, word: str) -> Iterator[Line]:
        """Yield the lines with a head word."""
        return (line for line in self.lines if line.head is not None and line.head.word == word and not line.broken)

    def first(self, word: str) -> Line | None:
        """Return the first line with a head word."""
        return next(self.all(word), None)


@frozen
class Blocks:
    """All blocks of a file, the file itself first, with what is wrong with their order.

    `holes` are the broken lines, any of which may have defined what is not found.
    """

    file: Block
    blocks: tuple[Block, ...]
    holes: tuple[Line, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def of(self, *kinds: str) -> Iterator[Block]:
        """Yield the blocks of some kinds, without those whose first line is broken."""
        return (block for block in self.blocks if block.kind in kinds and not block.line.broken)


@frozen
class _Open:
    """A block that is still taking lines."""

    line: Line
    kind: str
    parents: tuple[Line, ...] = ()
    lines: list[Line] = field(factory=list)
    holes: list[Line] = field(factory=list)

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the head word is only a guess: then anything may belong to it."""
        return not self.kind or (self.line.broken and self.line.head is not None and self.line.head.word != self.line.word.text)

    def accepts(self, head: Head) -> bool:
        return self.kind in head.blocks or self.is_doubtful

    def closed(self) -> Block:
        return Block(self.line, self.kind, self.parents, tuple(self.lines), bool(self.holes))


def blocks_of(surface: Surface) -> Blocks:
    """Return the blocks of a file.

    The outline is what its level words say: a 三级指标 belongs to the nearest level above it, whatever stands between.
    Any other line belongs to the nearest block above that can own it.
    """
    return _Sorter(surface).sorted()


class _Sorter:
    """Sorts lines into blocks, one after the other."""

    def __init__(self, surface: Surface) -> None:
        self.lines = [line for line in surface.lines if line.head is not None or line.broken]
        self.source = surface.source
        title = next((line for line in self.lines if line.head is not None and line.head.word == FILE), None)
        first = title or (self.lines[0] if self.lines else None)
        self.file = _Open(first, FILE) if first is not None else None
        self.title = title
        self.outline: list[_Open] = []
        self.current: _Open | None = self.file
        self.blocks: list[_Open] = []
        self.found: list[Diagnostic] = []
        self.holes: list[Line] = []

    def sorted(self) -> Blocks:
        if self.file is None:
            raise AssertionError("a text without lines has no blocks")
        for line in self.lines:
            if line is not self.title:
                self.sort(line)
        self.duplicates([self.file, *self.blocks])
        diagnostics = tuple(one.at(self.source) for one in self.found)
        return Blocks(self.file.closed(), tuple(block.closed() for block in self.blocks), tuple(self.holes), diagnostics)

    def sort(self, line: Line) -> None:
        if line.broken:
            self.holes.append(line)
            for block in [*self.outline, *([self.current] if self.current else []), *([self.file] if self.file else [])]:
                block.holes.append(line)
        head = line.head
        if head is None:
            self.current = _Open(line, "")
            self.blocks.append(self.current)
        elif head.word in _OUTLINE:
            self.open_outline(line, head)
        elif head.opens and head.word != FILE:
            self.current = _Open(line, head.word)
            self.blocks.append(self.current)
        else:
            self.own(line, head)

    def open_outline(self, line: Line, head: Head) -> None:
        """Open a level or an indicator under the nearest level that can hold it."""
        while self.outline and self.outline[-1].kind not in head.blocks:
            self.outline.pop()
        if not self.outline and FILE not in head.blocks and not self.holes:
            self.found.append(line.diagnostic("E611", word=head.word, blocks="、".join(head.blocks)))
        opened = _Open(line, head.word, tuple(block.line for block in self.outline))
        if line.broken:
            opened.holes.append(line)
        self.blocks.append(opened)
        self.current = opened
        if head.word in LEVELS:
            self.outline.append(opened)

    def own(self, line: Line, head: Head) -> None:
        """Give a line to the nearest block above that can own it."""
        owner = next((block for block in (self.current, self.file) if block is not None and block.accepts(head)), None)
        if owner is not None:
            owner.lines.append(line)
        elif not line.broken and not self.may_be_orphan(head):
            self.found.append(line.diagnostic("E610", word=head.word, blocks="、".join(head.blocks)))

    def may_be_orphan(self, head: Head) -> bool:
        """Tell whether a broken line may have been the owner, or may have come between."""
        if self.current is not None and self.current.line.broken:
            return True
        return any(hole.head is None or hole.head.word in head.blocks for hole in self.holes)

    def duplicates(self, blocks: Iterable[_Open]) -> None:
        for block in blocks:
            seen: dict[str, Line] = {}
            for line in block.lines:
                if line.head is None or line.broken or line.head.word in _MANY or block.is_doubtful:
                    continue
                first = seen.setdefault(line.head.word, line)
                if first is not line:
                    self.found.append(line.diagnostic("E612", word=line.head.word, first=str(first.number)))
