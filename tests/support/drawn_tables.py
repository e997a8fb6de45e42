"""Tables with merged cells as a person draws them, and files that hold one: the ground of the laws of readers."""

import html
import re
from bisect import bisect_right
from io import BytesIO

from attrs import frozen
from hypothesis import strategies as st

from perfrules.table.grid import Grid, Span
from perfrules.table.readers.matrix import Merge

__all__ = ["DrawnTable", "as_docx", "as_html", "as_pdf", "drawn_tables", "pdf_of", "rows_and_spans"]

_TEXTS = [
    "产出指标",
    "培训人数",
    "≥50人次",
    "95%",
    "A级",
    "open source",
    "目标1：完成",
    "2025年12月底前",
    "0.5",
    "=4场",
    "Internet of Things",
]


_FONT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/DW 500/W[8192 65535 1000]/FontDescriptor<</Type/FontDescriptor/FontName/S/Flags 4/FontBBox[0 -200 1000 800]"
    b"/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>"
)


@frozen
class DrawnTable:
    """A table: its size, and the text of each cell with the range that it covers."""

    height: int
    width: int
    cells: tuple[tuple[Merge, str], ...]

    @property
    def matrix(self) -> list[tuple[str, ...]]:
        rows = [[""] * self.width for _ in range(self.height)]
        for merge, text in self.cells:
            rows[merge.top][merge.left] = text
        return [tuple(row) for row in rows]

    @property
    def spans(self) -> set[tuple[int, int, int, int]]:
        merged = (merge for merge, _ in self.cells if merge.top != merge.bottom or merge.left != merge.right)
        return {(merge.top + 1, merge.left + 1, merge.bottom + 1, merge.right + 1) for merge in merged}

    @property
    def drawn(self) -> "DrawnTable":
        """Return the table without the lines at which no cell ends: they are not drawn."""
        rows = sorted({merge.top for merge, _ in self.cells})
        columns = sorted({merge.left for merge, _ in self.cells})
        cells = tuple(
            (
                Merge(
                    bisect_right(rows, merge.top) - 1,
                    bisect_right(columns, merge.left) - 1,
                    bisect_right(rows, merge.bottom) - 1,
                    bisect_right(columns, merge.right) - 1,
                ),
                text,
            )
            for merge, text in self.cells
        )
        return DrawnTable(len(rows), len(columns), cells)


@st.composite
def drawn_tables(draw: st.DrawFn) -> DrawnTable:
    """Draw a table of at least two cells, the first one filled."""
    height, width = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    cells: list[tuple[Merge, str]] = []
    for top in range(height):
        for left in range(width):
            if (top, left) in taken:
                continue
            across = 1
            while left + across < width and (top, left + across) not in taken and across < draw(st.sampled_from([1, 1, 1, 2, 3])):
                across += 1
            down = min(draw(st.sampled_from([1, 1, 1, 2, 3])), height - top)
            if not cells and (down, across) == (height, width):
                down, across = 1, 1
            taken.update((row, column) for row in range(top, top + down) for column in range(left, left + across))
            text = draw(st.sampled_from(_TEXTS if not cells else ["", *_TEXTS]))
            cells.append((Merge(top, left, top + down - 1, left + across - 1), text))
    return DrawnTable(height, width, tuple(cells))


def rows_and_spans(grid: Grid) -> tuple[list[tuple[str, ...]], set[tuple[int, int, int, int]]]:
    """Return the cells of a grid of one table, and where they are merged."""
    return [row.cells for row in grid.rows], {_range(span) for span in grid.spans}


def _range(span: Span) -> tuple[int, int, int, int]:
    return span.top, span.left, span.bottom, span.right


def as_html(table: DrawnTable) -> bytes:
    """Return a web page with the table."""
    rows = []
    for row in range(table.height):
        cells = [
            f"<td rowspan={merge.bottom - merge.top + 1} colspan='{merge.right - merge.left + 1}'>{html.escape(text)}"
            for merge, text in table.cells
            if merge.top == row
        ]
        rows.append("<tr>" + "".join(cells))
    return ("<!DOCTYPE html><meta charset=utf-8><table>" + "".join(rows) + "</table>").encode()


def as_docx(table: DrawnTable) -> bytes:
    """Return a Word file with the table."""
    from docx import Document

    document = Document()
    made = document.add_table(table.height, table.width)
    for merge, text in table.cells:
        made.cell(merge.top, merge.left).merge(made.cell(merge.bottom, merge.right)).text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(table: DrawnTable) -> bytes:
    """Return a PDF with the table drawn in lines, each cell with its borders."""
    orders = []
    for merge, text in table.cells:
        left, right = 50 + 100 * merge.left, 50 + 100 * (merge.right + 1)
        top, bottom = 800 - 30 * merge.top, 800 - 30 * (merge.bottom + 1)
        orders.append(f"{left} {bottom} {right - left} {top - bottom} re S")
        orders.append(text_at(left + 4, top - 18, text, 8))
    return pdf_of(orders)


def text_at(x: int, y: int, text: str, size: int = 10) -> str:
    """Return the orders that print a text."""
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def pdf_of(*pages: list[str], extra: str = "") -> bytes:
    """Return a PDF whose pages carry out drawing orders; its font says which characters it holds and is all as wide as high."""
    printed = bytes.fromhex("".join(re.findall(r"<([0-9a-f]*)> Tj", "".join(order for orders in pages for order in orders))))
    codes = sorted({printed[at : at + 2].hex() for at in range(0, len(printed), 2)})
    listed = "".join(f"<{code}> <{code}>\n" for code in codes)
    to_unicode = f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(codes)} beginbfchar {listed}endbfchar".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * index} 0 R' for index in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        _FONT,
        _stream(to_unicode),
    ]
    for orders in pages:
        said = f"/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects) + 2} 0 R"
        objects.append(f"<</Type/Page{said}{extra}>>".encode())
        objects.append(_stream("\n".join(orders).encode()))
    body = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        body += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    return body + f"trailer\n<</Root 1 0 R/Size {len(objects) + 1}>>\n%%EOF\n".encode()


def _stream(data: bytes) -> bytes:
    return f"<</Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"
