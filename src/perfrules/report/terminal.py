"""The report on a terminal: the indicator tree with verdicts, aligned where there is room and stacked where there is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from perfrules.report.columns import cut, pad, share_out, wrap
from perfrules.report.glyphs import Glyphs, fit, glyphs_for
from perfrules.report.paint import Line, paint
from perfrules.report.view import Count, GroupView, ReportView, RowView
from perfrules.report.words import say
from perfrules.text.span import display_width

__all__ = ["render_text"]

_COLUMNS = ("name", "required", "actual", "completion", "gap", "why")
_LEAST = (16, 8, 8, 10, 12, 14)
_GUTTER = 2
_LONGEST_HEADING = 72
_MOST_NAMES = 12


@frozen
class _Page:
    """Where and how the report is shown; `width` is `None` where lines may be as long as they like, as in a pipe."""

    lang: str
    width: int | None
    glyphs: Glyphs
    encoding: str
    verbose: bool

    def text(self, words: str) -> str:
        """Return words as the stream can show them, so that columns are measured as they will appear."""
        return fit(words, self.encoding)

    def say(self, key: str, **args: object) -> str:
        return self.text(say(self.lang, key, **args))


@frozen
class _Columns:
    """How rows are laid out: `left` columns for indentation and mark, then the `widths`; `None` where rows are stacked."""

    left: int
    widths: list[int] | None


def render_text(view: ReportView, *, width: int | None = None, encoding: str = "utf-8", color: bool = False, verbose: bool = False) -> str:
    """Return the report as text for a terminal `width` columns wide (`None`: any), in characters that `encoding` has.

    `color` adds escape codes; `verbose` adds to each row everything that was assumed while reading it.
    """
    page = _Page(view.lang, width, glyphs_for(encoding), encoding, verbose)
    return paint(_lines(view, page), color=color)


def _lines(view: ReportView, page: _Page) -> Iterator[Line]:
    yield from _wrapped(page.text(view.heading), page, "head")
    facts = [page.text(f"{label} {text}") for label, text in view.facts]
    yield from _wrapped(f" {page.glyphs.dot} ".join(facts), page, "dim")
    yield ()
    columns = _columns(view, page)
    if columns.widths and view.size:
        yield from _header(columns, page)
    for group in view.groups:
        yield from _group_lines(group, 0, columns, page)
        yield ()
    yield from _totals(view, page)
    yield from _next(view, page)


def _wrapped(text: str, page: _Page, style: str = "", indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Yield `text` in lines that fit the page; lines after the first stand `hanging` columns further in."""
    room = None if page.width is None else max(page.width - indent - hanging, 12)
    for index, line in enumerate([text] if room is None else wrap(text, room)):
        yield ((" " * (indent + (hanging if index else 0)), ""), (line, style))


def _cells(row: RowView, page: _Page) -> list[str]:
    """Return the cells of a row as they stand in the columns, all on one line."""
    remark = say(page.lang, "remark", text=row.remark) if row.remark else ""
    why = say(page.lang, "sep").join(part for part in (row.short, remark) if part)
    cells = (row.name, row.required, row.actual or page.glyphs.dash, row.completion, row.gap, why)
    return [" ".join(page.text(cell).split()) for cell in cells]


def _columns(view: ReportView, page: _Page) -> _Columns:
    """Return the layout of the rows."""
    left = 2 * max((_depth(group) for group in view.groups), default=1) + 2
    table = [[page.say(key) for key in _COLUMNS], *(_cells(row, page) for row in view.rows())]
    natural = [max(display_width(cells[index]) for cells in table) for index in range(len(_COLUMNS))]
    room = None if page.width is None else page.width - left - _GUTTER * (len(_COLUMNS) - 1)
    return _Columns(left, natural if room is None else share_out(natural, _LEAST, room))


def _depth(group: GroupView) -> int:
    return 1 + max((_depth(inner) for inner in group.groups), default=0)


def _header(columns: _Columns, page: _Page) -> Iterator[Line]:
    words = [page.say(key) for key in _COLUMNS]
    widths = columns.widths or []
    text = (" " * _GUTTER).join(pad(word, width) for word, width in zip(words, widths, strict=True))
    yield ((" " * columns.left + text, "dim"),)


def _group_lines(group: GroupView, depth: int, columns: _Columns, page: _Page) -> Iterator[Line]:
    """Yield the heading of a group and everything below it."""
    indent = "  " * depth
    if group.name:
        yield from _heading(group, indent, page)
    inner = depth + 1 if group.name else depth
    for below in group.groups:
        yield from _group_lines(below, inner, columns, page)
    for row in group.rows:
        yield from _row_lines(row, 2 * inner, columns, page)


def _heading(group: GroupView, indent: str, page: _Page) -> Iterator[Line]:
    counts = _count_pieces(group.counts, page, only_filled=True) if group.size > 1 or group.level == 1 else ()
    taken = len(indent) + 2 + 2 + sum(display_width(text) for text, _ in counts)
    name = page.text(group.name)
    mark = (page.glyphs.mark(group.key) + " ", group.key)
    style = "head" if group.level < 3 else ""
    if page.verbose:
        fits = page.width is None or display_width(name) + taken <= page.width
        lines = [name] if page.width is None or fits else wrap(name, max(page.width - len(indent) - 2, 12))
        yield ((indent, ""), mark, (lines[0], style), *((("  ", ""), *counts) if fits else ()))
        yield from (((indent + "  ", ""), (line, style)) for line in lines[1:])
        if not fits and counts:
            yield ((indent + "  ", ""), *counts)
        return
    room = _LONGEST_HEADING if page.width is None else min(page.width - taken, _LONGEST_HEADING)
    if page.width is not None and room < min(display_width(name), 16):
        yield ((indent, ""), mark, (cut(name, max(page.width - len(indent) - 2, 8), page.glyphs.ellipsis), style))
        yield ((indent + "  ", ""), *counts)
        return
    yield ((indent, ""), mark, (cut(name, room, page.glyphs.ellipsis), style), ("  ", ""), *counts)


def _count_pieces(counts: Iterable[Count], page: _Page, *, only_filled: bool) -> Line:
    pieces: list[tuple[str, str]] = []
    for count in counts:
        if count.number or (not only_filled and count.key in ("met", "unmet")):
            if pieces:
                pieces.append((f" {page.glyphs.dot} ", "dim"))
            pieces.append((f"{page.text(count.label)} {count.number}", count.key if count.number else "dim"))
    return tuple(pieces)


def _row_lines(row: RowView, indent: int, columns: _Columns, page: _Page) -> Iterator[Line]:
    if columns.widths is None:
        yield from _stacked(row, indent, page)
    else:
        yield from _aligned(row, indent, columns.widths, columns.left, page)
    if page.verbose:
        yield from _row_notes(row, indent + 2, page)


def _aligned(row: RowView, indent: int, widths: list[int], left: int, page: _Page) -> Iterator[Line]:
    """Yield a row in columns, which stand at the same place at every depth; a cell that is too wide runs on below itself."""
    widths = [widths[0] + left - indent - 2, *widths[1:]]
    lines = [wrap(cell, width) for cell, width in zip(_cells(row, page), widths, strict=True)]
    styles = ("", "", "", "", row.key, "dim" if row.key == "met" else "")
    for index in range(max(len(cell) for cell in lines)):
        shown = [cell[index] if index < len(cell) else "" for cell in lines]
        texts = [pad(text, width) + " " * _GUTTER for text, width in zip(shown, widths, strict=True)]
        mark = ("  ", "") if index else (page.glyphs.mark(row.key) + " ", row.key)
        yield ((" " * indent, ""), mark, *zip(texts, styles, strict=True))


def _stacked(row: RowView, indent: int, page: _Page) -> Iterator[Line]:
    """Yield a row as a name and, below it, the sentence that explains it."""
    name, *more = wrap(page.text(row.name), max((page.width or 80) - indent - 2, 12))
    yield ((" " * indent, ""), (page.glyphs.mark(row.key) + " ", row.key), (name, "head"))
    yield from (((" " * (indent + 2), ""), (line, "head")) for line in more)
    yield from _wrapped(page.text(row.why), page, "" if row.key != "met" else "dim", indent + 2)
    if row.remark:
        yield from _wrapped(page.say("remark", text=row.remark), page, "dim", indent + 2)


def _row_notes(row: RowView, indent: int, page: _Page) -> Iterator[Line]:
    for note in row.notes:
        yield from _wrapped(page.text(f"{note.code} {note.text}"), page, "dim", indent, 5)


def _totals(view: ReportView, page: _Page) -> Iterator[Line]:
    mark = (page.glyphs.mark(view.key) + " ", view.key)
    counts = _count_pieces(view.counts, page, only_filled=False)
    whole = (f" {page.glyphs.dot} {page.say('all', count=view.size)}", "dim")
    line: Line = (mark, (page.say("summary") + "  ", "head"), *counts, whole)
    if page.width is None or sum(display_width(text) for text, _ in line) <= page.width:
        yield line
    else:
        yield (mark, (page.say("summary"), "head"), whole)
        yield from (((f"  {page.text(count.label)} {count.number}", count.key),) for count in view.counts if count.number)


def _next(view: ReportView, page: _Page) -> Iterator[Line]:
    """Yield what waits, why, and what to do about it."""
    if view.steps:
        yield ()
        yield ((page.say("waiting"), "head"),)
    for step in view.steps:
        names = say(view.lang, "listed").join(cut(name, 40) for name in step.names[:_MOST_NAMES])
        if len(step.names) > _MOST_NAMES:
            names += f" {page.glyphs.ellipsis}"
        count = say(view.lang, "items", count=len(step.names))
        colon = say(view.lang, "colon")
        yield from _wrapped(page.text(f"{step.reason} {count}{colon}{names}"), page, "pending", 2, 2)
        if step.advice:
            yield from _wrapped(page.text(f"→ {step.advice}"), page, "", 4, 2)
    hidden = sum(len(row.notes) for row in view.rows())
    if hidden and not page.verbose:
        yield ()
        yield from _wrapped(page.say("more", count=hidden), page, "dim")
