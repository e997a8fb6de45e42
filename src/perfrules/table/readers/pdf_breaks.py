"""What a page break does to a document: heads and feet that every page repeats, and rows that it cuts in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from perfrules.table.readers.joining import join_wrapped
from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.pdf_columns import spread
from perfrules.table.readers.pdf_cut_cells import first_body_row, own_texts, rows_alone, same_columns
from perfrules.table.readers.pdf_layout import Laid, PageLine, PageTable
from perfrules.text.diagnostic import Diagnostic

__all__ = ["go_on_in_columns", "join_cut_rows", "without_running_lines"]

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:[-—–·\s]*\d{1,4}[-—–·\s]*|\d{1,4}\s*/\s*\d{1,4}|第\s*\d+\s*页\W*(?:共\s*\d+\s*页)?|Page\s+\d+(?:\s+of\s+\d+)?)", re.IGNORECASE
)


def without_running_lines(pages: Sequence[Laid]) -> tuple[list[Laid], list[Diagnostic]]:
    """Return the pages without page numbers and without the heads and feet that they repeat; the first head stays."""
    counts = Counter(key for page in pages for key in {_key(page, piece) for piece in _outermost(page)})
    running = {key for key, count in counts.items() if count > 1 and 2 * count >= len(pages)}
    kept: list[Laid] = []
    seen: set[tuple[bool, str]] = set()
    notes: list[Diagnostic] = []
    for page in pages:
        edge = _outermost(page)
        dropped: list[PageLine] = []
        for line in edge:
            key = _key(page, line)
            is_number = _NUMBER.fullmatch(" ".join(line.cells)) is not None
            if is_number or (key in running and (not key[0] or key in seen)):
                dropped.append(line)
                if not is_number and (key not in seen or (key[0] and (True, "") not in seen)):
                    notes.append(Diagnostic("N351", {"text": " ".join(line.cells)}, where=f"第{page.number}页"))
            seen.add(key)
        kept.append(evolve(page, pieces=tuple(piece for piece in page.pieces if piece not in dropped)))
    return kept, _distinct(notes)


def _distinct(notes: Sequence[Diagnostic]) -> list[Diagnostic]:
    return list({_DIGITS.sub("#", note.args["text"]): note for note in reversed(notes)}.values())[::-1]


def _outermost(page: Laid) -> list[PageLine]:
    """Return the lines at the upper and lower edge of a page, in its outer tenths, where no table stands beyond them."""
    lines = [piece for piece in page.pieces if isinstance(piece, PageLine)]
    tables = [piece.box for piece in page.pieces if isinstance(piece, PageTable)]
    top = min((box.top for box in tables), default=page.height)
    bottom = max((box.bottom for box in tables), default=0)
    return [
        line
        for line in lines
        if (line.box.bottom < min(page.height // 10, top)) or (line.box.top > max(page.height - page.height // 10, bottom))
    ]


def _key(page: Laid, line: PageLine) -> tuple[bool, str]:
    """Return what is the same on every page: whether a line is a head, and its text but for numbers."""
    return 2 * line.box.top < page.height, _DIGITS.sub("#", " ".join(line.cells))


def go_on_in_columns(pages: Sequence[Laid]) -> list[Laid]:
    """Return the pages, tables without lines that go on with that of the page before in its columns, also the empty ones."""
    kept: list[Laid] = []
    for page in pages:
        last = _last_table(kept[-1]) if kept else None
        first = page.pieces[0] if page.pieces else None
        if last is not None and last.columns and isinstance(first, PageTable) and 0 < len(first.columns) < len(last.columns):
            rows = spread(first.texts, first.columns, last.columns)
            if rows is not None:
                page = evolve(page, pieces=(evolve(first, texts=rows, columns=last.columns), *page.pieces[1:]))  # noqa: PLW2901
        kept.append(page)
    return kept


def join_cut_rows(pages: Sequence[Laid]) -> tuple[list[Laid], list[Diagnostic]]:
    """Return the pages, the rest of a row at the top of a page joined to its beginning on the page before."""
    kept: list[Laid] = []
    notes: list[Diagnostic] = []
    heads: set[tuple[str, ...]] = set()
    for page in pages:
        first = next((index for index, piece in enumerate(page.pieces) if isinstance(piece, PageTable)), None)
        last = _last_table(kept[-1]) if kept else None
        current = page
        if first is not None and last is not None and not _has_text_before(page, first):
            current = _joined(kept, page, first, heads, notes)
        heads.update(rows_alone(page))
        kept.append(current)
    return kept, notes


def _has_text_before(page: Laid, first: int) -> bool:
    """Tell whether anything but a repeated title stands above the first table of a page: then it is a new one."""
    return any(len(" ".join(piece.cells)) > 60 for piece in page.pieces[:first] if isinstance(piece, PageLine))


def _last_table(page: Laid) -> PageTable | None:
    """Return the table that a page ends with."""
    return page.pieces[-1] if page.pieces and isinstance(page.pieces[-1], PageTable) else None


def _joined(kept: list[Laid], page: Laid, first: int, heads: set[tuple[str, ...]], notes: list[Diagnostic]) -> Laid:
    above, below = _last_table(kept[-1]), page.pieces[first]
    if not isinstance(below, PageTable) or above is None or not same_columns(above, below):
        return page
    index = first_body_row(below, heads)
    if index is None:
        return page
    rest = own_texts(below, index)
    begun = own_texts(above, len(above.texts) - 1)
    where = f"第{page.number}页第{index + 1}行"
    if not _continues(begun, rest, above, len(below.texts[index])):
        if _looks_cut(begun, rest):
            notes.append(Diagnostic("W352", where=where))
        return page
    row = tuple(_text(begun.get(column, ""), rest.get(column, "")) or old for column, old in enumerate(above.texts[-1]))
    kept[-1] = evolve(kept[-1], pieces=(*kept[-1].pieces[:-1], evolve(above, texts=(*above.texts[:-1], row), full=frozenset())))
    shown = next(text for text in begun.values() if text)
    notes.append(Diagnostic("N354", {"text": shown if len(shown) <= 30 else shown[:30] + "…"}, where=where))
    pieces = list(page.pieces)
    pieces[first] = _without(below, index)
    return evolve(page, pieces=tuple(pieces))


def _continues(begun: dict[int, str], rest: dict[int, str], above: PageTable, width: int) -> bool:
    """Tell whether a row is the rest of the one before.

    Where both hold text, the first one must have run to the end of its line; and one of them lacks what the other has, since
    a row of its own is as full as its neighbour.
    """
    both = [column for column, text in rest.items() if text and begun.get(column)]
    only_begun = [column for column, text in begun.items() if text and not rest.get(column)]
    only_rest = [column for column, text in rest.items() if text and not begun.get(column)]
    if not both or not (only_begun or only_rest):
        # A goal takes up a whole row of its own beside its label.
        return bool(both) and len(both) == 1 == len([text for text in rest.values() if text]) and _is_prose(begun[both[0]])
    return all(column in above.full or _is_prose(begun[column]) for column in both) and width > 1


def _is_prose(text: str) -> bool:
    return len(text) > 60


def _looks_cut(begun: dict[int, str], rest: dict[int, str]) -> bool:
    """Tell whether a row holds a single text below another one, and nothing beside it where the row before has something."""
    filled = [column for column, text in rest.items() if text]
    beside = [column for column, text in begun.items() if text and column not in filled]
    return len(filled) == 1 and bool(begun.get(filled[0])) and bool(beside) and filled[0] < max(beside)


def _text(begun: str, rest: str) -> str:
    return begun + "\n" + rest if begun.endswith(("。", "；", ";")) and rest else join_wrapped(begun, rest)


def _without(table: PageTable, index: int) -> PageTable:
    """Return a table without one row; a cell that is merged downwards from there begins in the next row."""
    texts = [list(row) for row in table.texts]
    merges: list[Merge] = []
    for one in table.merges:
        if one.top == one.bottom == index:
            continue
        if one.top == index:
            texts[index + 1][one.left] = texts[index][one.left]
        top, bottom = one.top - (one.top > index), one.bottom - (one.bottom >= index)
        merges.append(Merge(top, one.left, bottom, one.right))
    del texts[index]
    return evolve(table, texts=tuple(map(tuple, texts)), merges=tuple(merges), skipped=table.skipped + 1)
