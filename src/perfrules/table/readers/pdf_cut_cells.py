"""Merged cells that a page break cuts: their text is printed on one of the pages, or clipped on both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from perfrules.table.readers.matrix import Merge
from perfrules.table.readers.pdf_layout import Laid, PageLine, PageTable, Piece
from perfrules.text.diagnostic import Diagnostic

__all__ = ["complete_cut_cells", "first_body_row", "own_texts", "rows_alone", "same_columns"]

_NEAR = 300
_BLANKS = re.compile(r"\s+")


def complete_cut_cells(pages: Sequence[Laid]) -> tuple[list[Laid], list[Diagnostic]]:
    """Return the pages, each merged cell at the end of one with the text that it has on the next page.

    A spreadsheet prints the text of a merged cell in the middle of it, and on every page that the cell reaches, clipped there;
    a PDF keeps the clipped text too, which then seems to stand above or below the table.
    """
    kept = list(pages)
    notes: list[Diagnostic] = []
    heads: set[tuple[str, ...]] = set()
    for index, page in enumerate(pages[1:], 1):
        before = kept[index - 1]
        heads.update(rows_alone(before))
        at = max((number for number, piece in enumerate(before.pieces) if isinstance(piece, PageTable)), default=None)
        to = next((number for number, piece in enumerate(page.pieces) if isinstance(piece, PageTable)), None)
        if at is None or to is None:
            continue
        above, below = before.pieces[at], page.pieces[to]
        if not isinstance(above, PageTable) or not isinstance(below, PageTable) or not same_columns(above, below):
            continue
        row = first_body_row(below, heads)
        if row is None:
            continue
        known = _known(above, below, row)
        ends = [piece for piece in before.pieces[at + 1 :] if not _is_ghost(piece, above, known)]
        begins = [piece for piece in page.pieces[:to] if not _is_ghost(piece, below, known)]
        ghosts = [piece for piece in before.pieces[at + 1 :] if piece not in ends]
        below = _said_once(below, row, known)
        completed, found = _completed(above, below, row, ghosts)
        kept[index - 1] = evolve(before, pieces=(*before.pieces[:at], completed, *ends))
        kept[index] = evolve(page, pieces=(*begins, below, *page.pieces[to + 1 :]))
        notes += [Diagnostic("N354", {"text": text}, where=f"第{before.number}页") for text in found]
    return kept, notes


def same_columns(above: PageTable, below: PageTable) -> bool:
    """Tell whether two ruled tables have their lines in the same places, so that one goes on with the other."""
    if not above.xs or len(above.xs) != len(below.xs):
        return False
    return all(abs(one - other) <= _NEAR for one, other in zip(above.xs, below.xs, strict=True))


def first_body_row(table: PageTable, heads: set[tuple[str, ...]]) -> int | None:
    """Return the first row of a table that does not repeat one of `heads`."""
    return next((index for index, row in enumerate(_all_own(table)) if tuple(row) not in heads), None)


def own_texts(table: PageTable, index: int) -> dict[int, str]:
    """Return the texts of the cells that stand in one row alone, by their columns: merged labels go on for other reasons."""
    tall = {
        column
        for one in table.merges
        if one.top != one.bottom and one.top <= index <= one.bottom
        for column in range(one.left, one.right + 1)
    }
    return {column: text for column, text in enumerate(table.texts[index]) if column not in tall}


def rows_alone(page: Laid) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a page that may be repeated as headings on the next one: those of several texts, without merged labels."""
    tables = (piece for piece in page.pieces if isinstance(piece, PageTable))
    yield from (tuple(row) for table in tables for row in _all_own(table) if sum(1 for text in row if text) >= 2)


def _all_own(table: PageTable) -> Iterator[list[str]]:
    for index, row in enumerate(table.texts):
        own = own_texts(table, index)
        yield [own.get(column, "") for column in range(len(row))]


def _plain(text: str) -> str:
    return _BLANKS.sub("", text)


def _cell(table: PageTable, row: int, column: int) -> Merge | None:
    """Return the range of the cell that begins in a column and covers a row; None where another one covers the column."""
    for one in table.merges:
        if one.top <= row <= one.bottom and one.left <= column <= one.right:
            return one if one.left == column else None
    return Merge(row, column, row, column)


def _known(above: PageTable, below: PageTable, row: int) -> list[str]:
    """Return the texts of the cells that the page break touches."""
    found = [above.texts[one.top][one.left] for one in _edge(above, len(above.texts) - 1)]
    found += [below.texts[one.top][one.left] for one in _edge(below, row)]
    return [plain for text in found if (plain := _plain(text))]


def _edge(table: PageTable, row: int) -> Iterator[Merge]:
    return (cell for column in range(len(table.xs) - 1) if (cell := _cell(table, row, column)) is not None)


def _is_ghost(piece: Piece, table: PageTable, known: Sequence[str]) -> bool:
    """Tell whether a line beside a table is the clipped text of a cell that reaches beyond the page."""
    if not isinstance(piece, PageLine) or piece.box.left < table.xs[0] or piece.box.right > table.xs[-1]:
        return False
    return all(any(_plain(cell) in text for text in known) for cell in piece.cells)


def _said_once(table: PageTable, row: int, known: Sequence[str]) -> PageTable:
    """Return a table whose label is printed twice, beside repeated headings and beside the rows below them, with the label once."""
    texts = [list(one) for one in table.texts]
    for cell in _edge(table, row):
        plain = _plain(texts[cell.top][cell.left])
        half = plain[: len(plain) // 2]
        if cell.top < row and half and half + half == plain and any(half.startswith(text) for text in known):
            texts[cell.top][cell.left] = half
    return evolve(table, texts=tuple(map(tuple, texts)))


def _completed(above: PageTable, below: PageTable, row: int, ghosts: Sequence[Piece]) -> tuple[PageTable, list[str]]:
    texts = [list(one) for one in above.texts]
    found: list[str] = []
    hidden = "".join(_plain("".join(piece.cells)) for piece in ghosts if isinstance(piece, PageLine))
    last = len(texts) - 1
    for cell in _edge(above, last):
        other = _cell(below, row, cell.left)
        if other is None or other.right != cell.right or other.top == other.bottom == cell.top:
            continue
        begun, whole = texts[cell.top][cell.left], below.texts[other.top][other.left]
        plain, rest = _plain(begun), _plain(whole)
        is_blank = not plain and rest and _is_label(above, cell)
        is_clipped = plain and rest.startswith(plain) and len(rest) > len(plain) and rest[len(plain) :] in hidden
        if is_blank or is_clipped:
            texts[cell.top][cell.left] = whole
            found.append(whole if len(whole) <= 30 else whole[:30] + "…")
    return evolve(above, texts=tuple(map(tuple, texts))), found


def _is_label(table: PageTable, cell: Merge) -> bool:
    """Tell whether an empty cell at the end of a page must be the beginning of a merged one.

    It covers several rows itself, or it stands in a column whose other cells do and are never empty.
    """
    if cell.top != cell.bottom:
        return True
    column = [one for row in range(len(table.texts) - 1) if (one := _cell(table, row, cell.left)) is not None and one != cell]
    return any(one.top != one.bottom for one in column) and all(table.texts[one.top][one.left] for one in column)
