"""Goals of a form: the texts below or beside their labels, expected and reached, for the year and for longer."""

from __future__ import annotations

import re

from attrs import define

from perfrules.table.form import Kind, form
from perfrules.table.grid import Place, Row

__all__ = ["Open", "Sink", "goal_of", "open_goal"]

_INLINE = re.compile(r"\s*([^:：\n]{2,30})[:：]\s*(?=\S)")


@define
class Sink:
    """Where texts of one column go: a mapping and a name in it, the key of their place; of a goal, where its outcome goes."""

    column: int
    texts: dict[str, str]
    name: str
    key: str
    outcomes: dict[str, str] | None = None


@define
class Open:
    """Prose that following rows may belong to: a goal or a field, by the columns it is printed in.

    `anchor` is its label, `told` says that there is text already, `merged` that only rows with the same label merged over them follow.
    """

    sinks: list[Sink]
    anchor: Place
    places: dict[str, str]
    exact: bool = False
    told: bool = False
    merged: bool = False

    def goes_on(self, row: Row) -> bool:
        """Tell whether a row goes on with the prose."""
        if self.merged:
            return False
        if not row.exact:
            return len(row.filled) <= 3
        # Without merged cells, what stands under the text belongs to it; what stands under the label only where nothing did yet.
        first = row.filled[0]
        return first > self.anchor.column - 1 if self.told and not row.held else not self.told

    def add(self, row: Row) -> None:
        """Add the cells of a row, each to the column it stands in; captions of columns open these."""
        if self._opens(row):
            return
        ordered = self.sinks[1:]
        in_order = not row.exact and len(row.filled) == len(ordered) > 1
        said: dict[int, list[str]] = {}
        for number, place in enumerate(row.places):
            sink = ordered[number] if in_order else self._sink(place.column - 1)
            said.setdefault(id(sink), []).append(place.text)
            self.places.setdefault(sink.key, place.where)
        for sink in self.sinks:
            if texts := said.get(id(sink)):
                self.tell(sink, " ".join(texts))

    def tell(self, sink: Sink, text: str) -> None:
        """Add a text to what a sink holds."""
        before = sink.texts.get(sink.name, "")
        sink.texts[sink.name] = f"{before}\n{text}" if before else text
        self.told = True

    def _sink(self, index: int) -> Sink:
        return max((one for one in self.sinks if one.column <= index), key=lambda one: one.column, default=self.sinks[0])

    def _opens(self, row: Row) -> bool:
        """Open columns where a row has nothing but their captions."""
        base = self.sinks[0]
        found = [_caption(place, base) for place in row.places]
        if base.outcomes is None or not all(found):
            return False
        self.sinks = [base, *(one for one in found if one is not None)]
        return True


def goal_of(text: str) -> tuple[str, str] | None:
    """Return the goal that a cell labels, and the text that follows in it."""
    if name := form().find(Kind.GOAL, text):
        return name, ""
    found = _INLINE.match(text, 0, 60)
    if found and (name := form().find(Kind.GOAL, found[1])):
        return name, text[found.end() :]
    return None


def open_goal(row: Row, goals: dict[str, str], outcomes: dict[str, str], places: dict[str, str]) -> Open:
    """Open the goal that a row labels, with what stands beside the label; a form may head several columns."""
    first, *others = row.places
    known = goal_of(first.text)
    name, text = known if known is not None else ("年度", "")
    base = Sink(first.column - 1, goals, name, name, outcomes)
    goals.setdefault(name, "")
    opened = Open([base], first, places, row.exact)
    if text:
        places.setdefault(name, first.where)
        opened.tell(base, text)
    pending: Sink = base
    for place in others:
        caption = _caption(place, base)
        if caption is not None:
            opened.sinks.append(caption)
            pending = caption
        elif (inline := goal_of(place.text)) is not None and inline[1]:
            pending = Sink(place.column - 1, goals, inline[0], inline[0], outcomes)
            opened.sinks.append(pending)
            places.setdefault(pending.key, place.where)
            opened.tell(pending, inline[1])
        else:
            places.setdefault(pending.key, place.where)
            opened.tell(pending, place.text)
    return opened


def _caption(place: Place, base: Sink) -> Sink | None:
    """Return the column that a cell heads, if it is a caption of goals."""
    at = place.column - 1
    match form().find(Kind.GOAL_COLUMN, place.text):
        case "预期":
            return Sink(at, base.texts, base.name, base.key, base.outcomes)
        case "实际" if base.outcomes is not None:
            return Sink(at, base.outcomes, base.name, f"{base.key}完成情况")
    if name := form().find(Kind.GOAL, place.text):
        base.texts.setdefault(name, "")
        return Sink(at, base.texts, name, name, base.outcomes)
    return None
