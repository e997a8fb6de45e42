"""Filling the labels of a block: what a merged cell covered is given back to every row it stood for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from perfrules.table.form import form
from perfrules.table.grid import Place
from perfrules.table.heading import Column, Role
from perfrules.text.diagnostic import Diagnostic

__all__ = ["Entry", "Labels", "fill_labels"]

_PROSE = re.compile(r"[,，、。;；：:]")
_ENDED = re.compile(r"[。；;！!？?.]\s*$")
_COUNTED = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十百\d]+[)）]|[一二三四五六七八九十]+、|\d+[.、．])")
_LONG = 16
_NONE: Mapping[str, Place] = MappingProxyType({})


@frozen
class Entry:
    """One row of the indicator part before filling: the labels it prints, its name (None for a label alone), its cells.

    An empty label says that the row has none. `strays` are cells under no heading, by what they are called.
    """

    block: int
    piece: int
    labels: Mapping[Role, Place]
    name: Place | None
    cells: Mapping[Column, Place]
    exact: bool = False
    strays: Mapping[str, Place] = _NONE


@frozen
class Labels:
    """The labels that hold for one row."""

    level1: str = ""
    level2: str = ""
    task: str = ""


@frozen
class _Start:
    """A label and the first entry it holds for; `rest` is the place of its second half where a page break cut it."""

    index: int
    place: Place
    text: str
    rest: Place | None = None

    def says(self, place: Place) -> bool:
        """Tell whether a cell says the same label again."""
        return place.text == self.text or place == self.rest


def fill_labels(entries: list[Entry]) -> tuple[list[Labels], list[Diagnostic]]:
    """Return the labels of every entry, and notes on labels without indicators or joined over a page break."""
    outer = _level1_starts(entries)
    inner, notes = _level2_starts(entries, {start.index for start in outer})
    level1 = _spread(outer, len(entries))
    level2 = _spread(inner, len(entries))
    first = [start.index if start is not None else -1 for start in level1]
    labels: list[Labels] = []
    task = ""
    held: tuple[int, int] = (-1, -1)
    for index, entry in enumerate(entries):
        one, two = level1[index], level2[index]
        # A second level ends with the first level it stands in.
        two = two if two is not None and two.index >= first[index] else None
        group = (first[index], two.index if two is not None else -1)
        if group != held:
            held, task = group, ""
        if place := entry.labels.get(Role.TASK):
            task = place.text
        labels.append(Labels(one.text if one is not None else "", two.text if two is not None else "", task))
    return labels, [*notes, *_without_indicators(entries, inner, labels), *_unused(entries, labels), *_orphans(entries, labels)]


def _spread(starts: list[_Start], length: int) -> list[_Start | None]:
    """Return for each index the label that holds there."""
    found: list[_Start | None] = [None] * length
    bounds = [start.index for start in starts[1:]] + [length]
    for start, end in zip(starts, bounds, strict=bool(starts)):
        found[start.index : end] = [start] * (end - start.index)
    return found


def _level1_starts(entries: list[Entry]) -> list[_Start]:
    starts: list[_Start] = []
    block, first, last, unlabelled = 0, 0, -1, True
    for index, entry in enumerate(entries):
        if entry.block != block:
            block, first, unlabelled = entry.block, index, True
        place = entry.labels.get(Role.LEVEL1)
        if place is None:
            continue
        if unlabelled:
            starts.append(_Start(first, place, place.text))
        elif not starts or place.text != starts[-1].text:
            starts.append(_Start(_risen(entries, index, last), place, place.text))
        last, unlabelled = index, False
    return starts


def _risen(entries: list[Entry], index: int, last: int) -> int:
    """Return where a first level begins whose label is printed at `index`, the one before it at `last`.

    A first level begins with a second level: with the first of those that are known to belong to it. Without such
    knowledge a label printed beside a second level begins there, and another at the top of its page.
    """
    entry = entries[index]
    if entry.exact:
        return index
    family = form().level1(entry.labels[Role.LEVEL1].text)
    distinct = family != form().level1(entries[last].labels[Role.LEVEL1].text)
    found = index
    for at in range(index - 1, last, -1):
        place = entries[at].labels.get(Role.LEVEL2)
        if place is None:
            continue
        belongs = form().level2(place.text)
        if belongs is not None and not (distinct and belongs == family):
            break
        tops_page = entries[at].piece == entry.piece and entries[at - 1].piece != entry.piece
        if belongs is not None or (tops_page and found == index and Role.LEVEL2 not in entry.labels):
            found = at
    return found


def _level2_starts(entries: list[Entry], outer: set[int]) -> tuple[list[_Start], list[Diagnostic]]:
    starts: list[_Start] = []
    notes: list[Diagnostic] = []
    first, fresh, block, labelled = 0, True, 0, False
    for index, entry in enumerate(entries):
        if entry.block != block:
            block, labelled = entry.block, False
        if index in outer:
            first, fresh = index, True
        place = entry.labels.get(Role.LEVEL2)
        moved = Role.LEVEL1 in entry.labels and not labelled
        labelled = labelled or Role.LEVEL1 in entry.labels
        if place is None:
            continue
        if fresh:
            starts.append(_Start(index if entry.exact else first, place, place.text))
        elif _continues(starts[-1], place, moved or _is_parted(entries, index)):
            last = starts.pop()
            notes.append(Diagnostic("N304", {"start": last.place.where}, where=place.where))
            starts.append(_Start(last.index, last.place, last.text + place.text, place))
        elif not starts[-1].says(place):
            starts.append(_Start(index, place, place.text))
        fresh = False
    return starts, notes


def _is_parted(entries: list[Entry], index: int) -> bool:
    """Tell whether a page break stands right before the entry."""
    return index > 0 and entries[index - 1].piece != entries[index].piece


def _continues(start: _Start, place: Place, parted: bool) -> bool:
    """Tell whether a label is the rest of the one before, which a page break cut in the middle of a sentence."""
    before = start.text
    if not parted or len(before) < _LONG or start.says(place):
        return False
    return _PROSE.search(before) is not None and not _ENDED.search(before) and not _COUNTED.match(place.text)


def _without_indicators(entries: list[Entry], starts: list[_Start], labels: list[Labels]) -> list[Diagnostic]:
    notes: list[Diagnostic] = []
    bounds = [start.index for start in starts[1:]] + [len(entries)]
    for start, end in zip(starts, bounds, strict=bool(starts)):
        if start.text and all(entries[at].name is None or labels[at].level2 != start.text for at in range(start.index, end)):
            notes.append(Diagnostic("N305", {"label": start.text}, where=start.place.where))
    return notes


def _unused(entries: list[Entry], labels: list[Labels]) -> list[Diagnostic]:
    """Return notes on first levels and tasks that stand alone and hold no indicator."""
    alone = [(place, role) for entry in entries if entry.name is None for role, place in entry.labels.items() if role is not Role.LEVEL2]
    if not alone:
        return []
    named = [found for entry, found in zip(entries, labels, strict=True) if entry.name is not None]
    used = {found.level1 for found in named} | {found.task for found in named}
    lost = {place.text: place for place, _ in alone if place.text and place.text not in used}
    return [Diagnostic("N305", {"label": text}, where=place.where) for text, place in lost.items()]


def _orphans(entries: list[Entry], labels: list[Labels]) -> list[Diagnostic]:
    """Return a warning where indicators stand under no first level though others do."""
    if not any(found.level1 for found in labels):
        return []
    lost = [entry.name for entry, found in zip(entries, labels, strict=True) if entry.name is not None and not found.level1]
    return [Diagnostic("W303", {"name": lost[0].text, "count": str(len(lost))}, where=lost[0].where)] if lost else []
