"""From the events of a web page to paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, field

from perfrules.table.readers.flow import Block, FlowCell, FlowTable, Paragraph, check_size
from perfrules.table.readers.joining import is_wide
from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.symbols import raised
from perfrules.text.diagnostic import Diagnostic
from perfrules.text.limits import MAX_DEPTH, MAX_DOCUMENT_COLUMNS, MAX_DOCUMENT_ROWS

__all__ = ["PageReader"]

_VOID_NAMES = "area base br col embed frame hr img input link meta param source track wbr"
_DROPPED_NAMES = "script style head template noscript iframe object svg math audio video canvas map title select datalist"
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr button textarea o:p html body tbody thead tfoot colgroup col img input meta link"
)
_VOID, _DROPPED, _INLINE = (frozenset(names.split()) for names in (_VOID_NAMES, _DROPPED_NAMES, _INLINE_NAMES))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LINES = re.compile(r"\r\n|\r|\n")


@define
class _Text:
    """A place for text: the body, a cell or a caption; `current` is the paragraph that is being written."""

    blocks: list[Block] = field(factory=list)
    current: list[str] = field(factory=list)

    def flush(self, *, written: bool = False) -> None:
        """End the paragraph; its blanks count once unless they are `written` as they shall stand."""
        text = "".join(self.current)
        text = text if written else _BLANKS.sub(_blank, text).strip(" ")
        if text.strip():
            self.blocks.append(Paragraph(text))
        self.current.clear()


@define
class _Cell(_Text):
    """A cell with the spans that it asks for, standing in a row and a column."""

    top: int = 0
    left: int = 0
    down: int = 1
    across: int = 1


@define
class _Table:
    """A table: its cells so far, and for each column the last row that a cell from above covers."""

    cells: list[_Cell] = field(factory=list)
    row: int = -1
    column: int = 0
    covered: dict[int, int] = field(factory=dict)

    def begin_row(self) -> None:
        self.row += 1
        self.column = 0

    def place(self, cell: _Cell, source: str) -> None:
        """Put a cell into the first free column of the row; it ends where another one covers the next column."""
        while self.covered.get(self.column, -1) >= self.row:
            self.column += 1
        cell.top, cell.left = self.row, self.column
        free = 1
        while free < cell.across and self.covered.get(self.column + free, -1) < self.row:
            free += 1
        cell.across = free
        check_size(source, self.row + 1, self.column + free)
        self.covered.update(dict.fromkeys(range(self.column, self.column + free), self.row + cell.down - 1))
        self.column += free
        self.cells.append(cell)

    def finished(self) -> FlowTable:
        height = self.row + 1
        cells = tuple(
            FlowCell(tuple(cell.blocks), Merge(cell.top, cell.left, min(cell.top + cell.down, height) - 1, cell.left + cell.across - 1))
            for cell in self.cells
        )
        return FlowTable(cells, height, max((cell.left + cell.across for cell in self.cells), default=0))


@define
class PageReader:
    """The target of a parser: it is told of elements and texts, and gathers `blocks`."""

    source: str
    blocks: tuple[Block, ...] = ()
    _stack: list[_Text | _Table] = field(factory=lambda: [_Text()])
    _skipped: int = 0
    _hiding: bool = False
    _hidden: list[str] = field(factory=list)
    _pre: int = 0
    _raised: int = 0
    _tables: int = 0

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what is to be said of hidden text."""
        texts = [text for one in self._hidden if (text := _BLANKS.sub(" ", one).strip())]
        if not texts:
            return ()
        shown = texts[0] if len(texts[0]) <= 30 else texts[0][:30] + "…"
        return (Diagnostic("N352", {"count": str(len(texts)), "text": shown}, where=self.source),)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        if self._skipped:
            self._skipped += tag not in _VOID
            return
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
        if (hidden or tag in _DROPPED) and tag not in _VOID:
            self._skipped = 1
            self._hiding = hidden and tag not in _DROPPED
            if self._hiding:
                self._hidden.append("")
            return
        if not hidden:
            self._begin(tag, attributes)

    def end(self, tag: str) -> None:
        """End an element."""
        if self._skipped:
            self._skipped -= tag not in _VOID
            return
        if tag in ("td", "th", "caption"):
            self._end_cell()
        elif tag == "table":
            self._end_table()
        elif tag == "sup":
            self._raised = max(self._raised - 1, 0)
        elif tag == "pre":
            self._pre = max(self._pre - 1, 0)
            self._text.flush(written=True)
        elif tag not in _INLINE:
            self._text.flush()

    def data(self, text: str) -> None:
        """Take text between elements."""
        if self._skipped:
            if self._hiding:
                self._hidden[-1] += text
            return
        if self._pre:
            first, *rest = _LINES.split(text)
            self._text.current.append(first)
            for line in rest:
                self._text.flush(written=True)
                self._text.current.append(line)
        else:
            self._text.current.append(raised(text) if self._raised else text)

    def comment(self, text: str) -> None:
        """Pass over a comment."""

    def close(self) -> None:
        """End the page, and whatever was left open in it."""
        while len(self._stack) > 1:
            if isinstance(self._stack[-1], _Table):
                self._end_table()
            else:
                self._end_cell()
        self._text.flush()
        self.blocks = tuple(self._text.blocks)

    @property
    def _text(self) -> _Text:
        """Return where text goes: the innermost cell, or what is around a table whose rows hold loose text."""
        return next(one for one in reversed(self._stack) if isinstance(one, _Text))

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table":
            self._text.flush()
            self._tables += 1
            # Deeper than anybody nests tables, their cells are paragraphs of the cell around.
            if self._tables <= MAX_DEPTH:
                self._stack.append(_Table())
        elif tag in ("tr", "td", "th", "caption") and self._tables <= MAX_DEPTH:
            self._begin_cell(tag, attributes)
        elif tag == "br":
            self._text.flush()
        elif tag == "input":
            self._text.current.append(_field(attributes))
        elif tag == "sup":
            self._raised += 1
        elif tag not in _INLINE:
            self._text.flush()
            self._pre += tag == "pre"

    def _begin_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        if isinstance(self._stack[-1], _Text) and len(self._stack) > 1:
            self._end_cell()
        table = self._stack[-1]
        if not isinstance(table, _Table):
            self._text.flush()
        elif tag == "caption":
            self._stack.append(_Text())
        elif tag == "tr":
            table.begin_row()
        else:
            if table.row < 0:
                table.begin_row()
            down = _span(attributes.get("rowspan"), MAX_DOCUMENT_ROWS)
            cell = _Cell(down=down or MAX_DOCUMENT_ROWS, across=_span(attributes.get("colspan"), MAX_DOCUMENT_COLUMNS + 1) or 1)
            table.place(cell, self.source)
            self._stack.append(cell)

    def _end_cell(self) -> None:
        """End the innermost cell or caption; what a caption says stands before its table."""
        self._text.flush()
        if self._tables > MAX_DEPTH or len(self._stack) == 1 or not isinstance(self._stack[-1], _Text):
            return
        ended = self._stack.pop()
        if isinstance(ended, _Text) and not isinstance(ended, _Cell):
            self._text.blocks += ended.blocks

    def _end_table(self) -> None:
        if self._tables > MAX_DEPTH:
            self._tables -= 1
            self._text.flush()
            return
        if self._tables == 0:
            return
        while isinstance(self._stack[-1], _Text):
            self._end_cell()
        table = self._stack.pop()
        self._tables -= 1
        self._text.flush()
        if isinstance(table, _Table) and table.cells:
            self._text.blocks.append(table.finished())


def _blank(found: re.Match[str]) -> str:
    """Return what some blanks count for: a line break of the source beside a Chinese character for nothing, others for one."""
    text, start, end = found.string, found.start(), found.end()
    beside = text[start - 1 : start] if start else "", text[end : end + 1]
    return "" if "\n" in found[0] and any(char and is_wide(char) for char in beside) else " "


def _span(text: str | None, limit: int) -> int:
    """Return how many rows or columns a cell asks for; 0 means all that are left, nonsense means one."""
    digits = (text or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return min(int(digits[:10]), limit)


def _field(attributes: Mapping[str, str]) -> str:
    """Return what a field of a form shows."""
    kind = attributes.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if "checked" in attributes else "☐"
    return attributes.get("value", "") if kind in ("text", "number", "date", "email", "tel", "url") else ""
